//! An office: a place where the public gets a service.

use serde::{Deserialize, Serialize};

use super::date::PartialDate;
use super::geo::Position;
use super::hours::Hours;
use super::id::{OfficeId, SiteId};
use super::kind::OfficeKind;
use super::phone::Phone;
use super::slug::Slug;
use super::text;

text_enum! {
    /// What is known of an office's counter.
    OfficeStatus {
        /// Listed as open.
        Open = "open",
        /// Open to people with an appointment.
        ByAppointment = "by_appointment",
        /// Shut for a time.
        TemporarilyClosed = "temporarily_closed",
        /// Reached by telephone or on line only, for a time.
        TemporarilyRemote = "temporarily_remote",
        /// Gone from here to another address.
        Moved = "moved",
        /// Shut for good.
        Closed = "closed",
        /// Handed to a private provider.
        Privatized = "privatized",
        /// Not known.
        Unknown = "unknown",
    }
}

impl OfficeStatus {
    /// Whether a person can be sent there: open, or open by appointment.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::ByAppointment)
    }

    /// Whether the public counter is gone for good.
    #[must_use]
    pub const fn is_gone(self) -> bool {
        matches!(self, Self::Moved | Self::Closed | Self::Privatized)
    }
}

text_enum! {
    /// How a coordinate was got.
    PointMethod {
        /// Given by the source itself.
        Source = "source",
        /// The building, found by a geocoder.
        Rooftop = "rooftop",
        /// The middle of the ZIP area; off by miles at worst.
        ZipCentroid = "zip-centroid",
        /// The middle of the town.
        CityCentroid = "city-centroid",
    }
}

impl PointMethod {
    /// Whether the point may lie miles from the door.
    #[must_use]
    pub const fn is_rough(self) -> bool {
        matches!(self, Self::ZipCentroid | Self::CityCentroid)
    }
}

text_enum! {
    /// Whether one gets in with a wheelchair.
    Wheelchair {
        /// Yes.
        Yes = "yes",
        /// In part.
        Limited = "limited",
        /// No.
        No = "no",
    }
}

/// Where an office is: the address claimed for it and, where known, a point.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Location {
    /// Street, number, floor; empty when no source gave it.
    pub address: String,
    /// Town.
    pub city: String,
    /// Two-letter state.
    pub state: String,
    /// Five digits; empty when no source gave it.
    pub zip: String,
    /// County name without the word "County".
    pub county: String,
    /// The point and how it was got; none is none, never a guess.
    pub point: Option<(Position, PointMethod)>,
}

impl Location {
    /// The position, whatever way it was got.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.point.map(|(position, _)| position)
    }

    /// What makes two offices share a site: the folded street, town and state; none without a street.
    #[must_use]
    pub fn site_key(&self) -> Option<String> {
        (!self.address.is_empty())
            .then(|| text::folded(&format!("{} {} {}", self.address, self.city, self.state)))
    }

    /// Street, town and ZIP in one line, leaving out what is not known.
    #[must_use]
    pub fn one_line(&self) -> String {
        let town = join(&[&self.city, &self.zip], " ");
        join(&[&self.address, &town], ", ")
    }
}

/// Joins the parts that are known.
fn join(parts: &[&str], with: &str) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(with)
}

/// Where a row was read, and the date that the publisher's data carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Listing {
    /// The page or file.
    pub url: String,
    /// The date of that copy; none when it names none.
    pub as_of: Option<PartialDate>,
}

/// Everything a feed's row can say of one office.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OfficeFacts {
    /// Name as printed.
    pub name: String,
    /// Who runs it.
    pub agency: String,
    /// Its kind.
    pub kind: OfficeKind,
    /// Its status.
    pub status: OfficeStatus,
    /// Where it is.
    pub location: Location,
    /// Voice.
    pub phone: Option<Phone>,
    /// Text telephone.
    pub tty: Option<Phone>,
    /// Fax.
    pub fax: Option<Phone>,
    /// Web site.
    pub website: Option<String>,
    /// Hours that a program can evaluate, in the OpenStreetMap syntax.
    pub hours: Option<Hours>,
    /// Hours as printed, where they say more than `hours`, or could not be read.
    pub hours_text: Option<String>,
    /// Languages spoken at the counter, as printed.
    pub languages: Vec<String>,
    /// Codes of the services given.
    pub services: Vec<String>,
    /// Wheelchair access; none is "not known".
    pub wheelchair: Option<Wheelchair>,
    /// First day of service, where known.
    pub opened_on: Option<PartialDate>,
    /// Last day of service, where known.
    pub closed_on: Option<PartialDate>,
    /// Where this was read.
    pub listing: Listing,
    /// Remarks of those who compiled the row.
    pub notes: Option<String>,
}

/// An office as the store holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Office {
    /// Identifier.
    pub id: OfficeId,
    /// Public address.
    pub slug: Slug,
    /// The feed's name that the row came by.
    pub feed: String,
    /// The publisher's own identifier in that feed.
    pub source_id: String,
    /// The building it is in; none without a street address.
    pub site: Option<SiteId>,
    /// The day from which these facts hold in the store.
    pub valid_from: jiff::civil::Date,
    /// What is known of it.
    #[serde(flatten)]
    pub facts: OfficeFacts,
}
