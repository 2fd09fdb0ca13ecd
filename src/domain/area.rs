//! The gazetteer: ZIP codes, towns, neighbourhoods and counties.

use serde::{Deserialize, Serialize};

use super::geo::Position;
use super::slug::Slug;

/// A ZIP code with the middle of its area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Zip {
    /// Five digits.
    pub zip: String,
    /// The town that the post office names.
    pub city: String,
    /// County name.
    pub county: String,
    /// The middle.
    pub at: Position,
}

text_enum! {
    /// What sort of place a name stands for.
    PlaceKind {
        /// A city, town or village.
        City = "city",
        /// A part of a city.
        Neighborhood = "neighborhood",
    }
}

/// A town or neighbourhood.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Name.
    pub name: String,
    /// Its sort.
    pub kind: PlaceKind,
    /// County name.
    pub county: String,
    /// Its middle.
    pub at: Position,
    /// People, for ranking places of the same name only; never added up.
    pub population: u32,
}

/// A county.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct County {
    /// Census code, five digits.
    pub geoid: String,
    /// Name without the word "County".
    pub name: String,
    /// Public address.
    pub slug: Slug,
    /// A point inside it.
    pub at: Position,
}

/// Which office serves a county.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceArea {
    /// County name.
    pub county: String,
    /// The publisher's identifier of the office.
    pub office_source_id: String,
    /// The date of the list that says so.
    pub as_of: Option<super::date::PartialDate>,
    /// The page that says so.
    pub url: String,
}

/// A number of cases, people or households by place, programme and month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caseload {
    /// `state`, `county` or `office`.
    pub geography_type: String,
    /// Name of the place.
    pub geography: String,
    /// Programme code.
    pub program: String,
    /// What is counted; measures of different sources are not comparable.
    pub measure: String,
    /// The number.
    pub value: i64,
    /// Month or span, as the source gives it.
    pub as_of: String,
    /// The page.
    pub url: String,
}
