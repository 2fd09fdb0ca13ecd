//! Feeds, their readings, and what an importer has to say about a row.

use serde::{Deserialize, Serialize};

use super::id::{FeedId, RunId};

text_enum! {
    /// The form in which a publisher gives its list out.
    FeedFormat {
        /// Comma-separated values with a header.
        Csv = "csv",
        /// GeoJSON (RFC 7946).
        Geojson = "geojson",
    }
}

text_enum! {
    /// What a feed lists.
    FeedSubject {
        /// Offices.
        Offices = "offices",
        /// Cases and their events.
        Closures = "closures",
        /// Which office serves which county or ZIP code.
        ServiceAreas = "service-areas",
        /// Numbers of cases by place and month.
        Caseload = "caseload",
    }
}

text_enum! {
    /// How much a notice matters.
    Severity {
        /// The row was left out.
        Error = "error",
        /// The row was taken, a field was not.
        Warning = "warning",
        /// Worth knowing.
        Info = "info",
    }
}

text_enum! {
    /// What is the matter with a row.
    NoticeCode {
        /// A field that must be there is empty.
        Missing = "missing",
        /// A field does not have the form that is expected.
        Malformed = "malformed",
        /// A word is not in the list of those known.
        UnknownWord = "unknown_word",
        /// Two rows have the same identifier.
        Duplicate = "duplicate",
        /// A row names an office that nobody knows.
        UnknownOffice = "unknown_office",
        /// A row has more or fewer fields than the header.
        Ragged = "ragged",
        /// A field is longer than is taken.
        TooLong = "too_long",
        /// A point lies outside the state.
        OutsideState = "outside_state",
        /// A listing says open where a documented closure says shut; the closure stands.
        ContradictsClosure = "contradicts_closure",
        /// Hours are printed in a way that a program cannot evaluate; the text is kept.
        HoursAsText = "hours_as_text",
        /// The ledger's case was changed by a person since; it stays as that person left it.
        EditedByHand = "edited_by_hand",
        /// A step is dated before one that it depends on.
        OutOfOrder = "out_of_order",
        /// A column that is not read.
        UnknownColumn = "unknown_column",
        /// The file is not in UTF-8; it was read in another encoding.
        Encoding = "encoding",
        /// Lines of a polygon cross each other.
        CrossingLines = "crossing_lines",
        /// A part of a polygon has next to no area.
        Sliver = "sliver",
        /// Two areas of one kind share ground.
        Overlap = "overlap",
        /// Nothing says which coordinates are used.
        NoCrs = "no_crs",
        /// The publisher says that there is no figure.
        NoFigure = "no_figure",
        /// A point lies in no area of a kind that leaves nothing out.
        OutsideAreas = "outside_areas",
        /// A point lies in two areas of one kind.
        TwoAreas = "two_areas",
        /// A row names a place where nobody is counted.
        UnknownPlace = "unknown_place",
    }
}

impl NoticeCode {
    /// How much a notice of this code matters.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::Missing | Self::Duplicate | Self::Ragged => Severity::Error,
            Self::Malformed
            | Self::UnknownWord
            | Self::UnknownOffice
            | Self::TooLong
            | Self::OutsideState
            | Self::ContradictsClosure
            | Self::EditedByHand
            | Self::OutOfOrder
            | Self::CrossingLines
            | Self::Overlap
            | Self::OutsideAreas
            | Self::UnknownPlace
            | Self::TwoAreas => Severity::Warning,
            Self::HoursAsText
            | Self::UnknownColumn
            | Self::Encoding
            | Self::Sliver
            | Self::NoCrs
            | Self::NoFigure => Severity::Info,
        }
    }
}

/// One remark of an importer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// What is the matter.
    pub code: NoticeCode,
    /// How much it matters.
    pub severity: Severity,
    /// Line of the file, the header being line 1; for GeoJSON the number of the feature from 1.
    pub row: u64,
    /// The column or property.
    pub field: String,
    /// What was found there, cut to 120 characters.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// What was done, or what to do.
    pub hint: String,
}

/// A publisher's list that can be read again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feed {
    /// Identifier.
    pub id: FeedId,
    /// Short name, unique.
    pub name: String,
    /// What it lists.
    pub subject: FeedSubject,
    /// Its form.
    pub format: FeedFormat,
    /// Where it is read from: a path or an address.
    pub origin: String,
}

text_enum! {
    /// How a reading ended.
    RunOutcome {
        /// Changes were made.
        Applied = "applied",
        /// Nothing was new.
        Unchanged = "unchanged",
        /// Kept out: empty, or more than a fifth of the feed was gone.
        Held = "held",
    }
}

/// One reading of a feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Identifier.
    pub id: RunId,
    /// The feed that was read.
    pub feed: FeedId,
    /// When.
    pub at: jiff::Timestamp,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
    /// Rows read, the header left out.
    pub rows: u64,
    /// Things that are new.
    pub added: u64,
    /// Things of which a fact changed.
    pub changed: u64,
    /// Things that are as they were.
    pub unchanged: u64,
    /// Rows that could not be taken.
    pub refused: u64,
    /// Things of this feed that the reading no longer has. They are never closed by a machine.
    pub missing: u64,
    /// How it ended.
    pub outcome: RunOutcome,
}
