//! Following: who wants to be told of what, and how often.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::id::{ClosureId, FollowerId, NewsId, StepId};
use super::slug::Slug;

/// Topics that one follower or webhook may have.
pub const MOST_TOPICS: usize = 20;
/// Days after which a wish that nobody confirmed is deleted.
pub const UNCONFIRMED_DAYS: i64 = 7;

text_enum! {
    /// What can be followed.
    TopicKind {
        /// Every case.
        All = "all",
        /// One case.
        Closure = "closure",
        /// The cases of one office.
        Office = "office",
        /// The cases that hit one county.
        County = "county",
        /// The cases that one agency decided.
        Agency = "agency",
    }
}

text_enum! {
    /// How often a follower gets a letter.
    Pace {
        /// As soon as something changes.
        AtOnce = "at_once",
        /// One letter a day, when something changed.
        Daily = "daily",
        /// One letter a week, when something changed.
        Weekly = "weekly",
    }
}

/// What is followed: a kind, and for all but [`TopicKind::All`] the public name of the thing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Topic {
    kind: TopicKind,
    name: Option<Slug>,
}

/// Text that names nothing that can be followed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "found {found:?}, expected all, or closure:, office:, county: or agency: with a public name"
)]
pub struct NotATopic {
    /// What was written.
    pub found: String,
}

impl Topic {
    /// Every case.
    #[must_use]
    pub const fn all() -> Self {
        Self { kind: TopicKind::All, name: None }
    }

    /// One case.
    #[must_use]
    pub const fn closure(slug: Slug) -> Self {
        Self { kind: TopicKind::Closure, name: Some(slug) }
    }

    /// The cases of an office.
    #[must_use]
    pub const fn office(slug: Slug) -> Self {
        Self { kind: TopicKind::Office, name: Some(slug) }
    }

    /// The cases that hit a county.
    #[must_use]
    pub const fn county(slug: Slug) -> Self {
        Self { kind: TopicKind::County, name: Some(slug) }
    }

    /// The cases that an agency decided.
    #[must_use]
    pub const fn agency(slug: Slug) -> Self {
        Self { kind: TopicKind::Agency, name: Some(slug) }
    }

    /// What kind of thing.
    #[must_use]
    pub const fn kind(&self) -> TopicKind {
        self.kind
    }

    /// The public name; empty for everything.
    #[must_use]
    pub fn name(&self) -> &str {
        self.name.as_ref().map_or("", Slug::as_str)
    }
}

impl FromStr for Topic {
    type Err = NotATopic;

    fn from_str(text: &str) -> Result<Self, NotATopic> {
        let bad = || NotATopic { found: text.chars().take(60).collect() };
        if text == TopicKind::All.as_str() {
            return Ok(Self::all());
        }
        let (kind, name) = text.split_once(':').ok_or_else(bad)?;
        let kind = kind.parse::<TopicKind>().map_err(|_| bad())?;
        if kind == TopicKind::All {
            return Err(bad());
        }
        let name = name.parse::<Slug>().map_err(|_| bad())?;
        Ok(Self { kind, name: Some(name) })
    }
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            None => f.write_str(self.kind.as_str()),
            Some(name) => write!(f, "{}:{name}", self.kind),
        }
    }
}

impl Serialize for Topic {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Topic {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// What a person asks for: it holds until the letter's link is pressed, or a few days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Identifier of the wish, and of the follower that it may become.
    pub id: FollowerId,
    /// The address, in the clear only in memory.
    pub email: String,
    /// What to follow.
    pub topics: Vec<Topic>,
    /// How often.
    pub pace: Pace,
    /// The language of letters, `en` or `es`.
    pub lang: String,
    /// The day of the last request.
    pub asked_on: Date,
    /// The day of the last letter that asked for confirmation.
    pub lettered_on: Option<Date>,
}

/// A person who confirmed an address and is told of changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follower {
    /// Identifier.
    pub id: FollowerId,
    /// The address, in the clear only in memory.
    pub email: String,
    /// What is followed.
    pub topics: Vec<Topic>,
    /// How often.
    pub pace: Pace,
    /// The language of letters.
    pub lang: String,
}

/// Something that changed in a case, as followers are told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    /// Identifier; the same event has the same one for everyone.
    pub id: NewsId,
    /// The case.
    pub closure: ClosureId,
    /// Its version.
    pub version: u32,
    /// When it was published.
    pub at: Timestamp,
    /// What changed.
    pub changes: Vec<Change>,
}

text_enum! {
    /// What happened to a part of a case.
    ChangeKind {
        /// The case is new.
        Published = "published",
        /// A step was added.
        Added = "added",
        /// A step has another date, time or place.
        Moved = "moved",
        /// A step says something else.
        Edited = "edited",
        /// A step was taken out.
        Struck = "struck",
        /// The case was withdrawn.
        Withdrawn = "withdrawn",
        /// Something else about the case.
        Facts = "facts",
    }
}

/// One change of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// The step, for changes of one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub step: Option<StepId>,
}
