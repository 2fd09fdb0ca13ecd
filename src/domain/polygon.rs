//! Areas: polygons that people organize by, with who holds office there.

use std::fmt;
use std::str::FromStr;

use geo::MultiPolygon;
use serde::{Deserialize, Serialize};

use super::slug::Slug;

/// What sort of area a polygon is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AreaKind {
    /// A county.
    County,
    /// A city, town, village or census-designated place.
    Place,
    /// A community area of Chicago.
    CommunityArea,
    /// A ward of a city.
    Ward,
    /// A district of the Illinois House.
    House,
    /// A district of the Illinois Senate.
    Senate,
    /// A district of the U.S. House.
    Congress,
    /// Any other sort, by the word under which it was imported.
    Other(Slug),
}

/// Text that names no kind of area.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "found {found:?}, expected county, place, community_area, ward, house, senate, congress, or a word of your own in \
     lower-case letters, digits and hyphens"
)]
pub struct NotAnAreaKind {
    found: String,
}

impl AreaKind {
    /// The kinds that have a name of their own, in the order in which pages show them.
    pub const KNOWN: [Self; 7] = [
        Self::County,
        Self::Place,
        Self::CommunityArea,
        Self::Ward,
        Self::House,
        Self::Senate,
        Self::Congress,
    ];

    /// The word that stands for the kind in tables and files.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::County => "county",
            Self::Place => "place",
            Self::CommunityArea => "community_area",
            Self::Ward => "ward",
            Self::House => "house",
            Self::Senate => "senate",
            Self::Congress => "congress",
            Self::Other(word) => word.as_str(),
        }
    }

    /// The word as part of a public address.
    #[must_use]
    pub fn slug(&self) -> Slug {
        Slug::make(&self.as_str().replace('_', "-"), "area")
    }

    /// Whether areas of this kind leave no part of the state out: a point in none of them lies in the water.
    #[must_use]
    pub const fn fills_the_state(&self) -> bool {
        matches!(self, Self::County | Self::House | Self::Senate | Self::Congress)
    }

    /// Whether people know areas of this kind by a number.
    #[must_use]
    pub const fn is_numbered(&self) -> bool {
        matches!(self, Self::Ward | Self::House | Self::Senate | Self::Congress)
    }
}

impl fmt::Display for AreaKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for AreaKind {
    type Err = NotAnAreaKind;

    fn from_str(word: &str) -> Result<Self, NotAnAreaKind> {
        // The same word with a hyphen would be a second kind of the same thing.
        let word = if word == "community-area" { "community_area" } else { word };
        if let Some(known) = Self::KNOWN.iter().find(|kind| kind.as_str() == word) {
            return Ok(known.clone());
        }
        let slug =
            word.parse().map_err(|_| NotAnAreaKind { found: word.chars().take(60).collect() });
        slug.map(Self::Other)
    }
}

/// Where somebody who holds office can be reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolderOffice {
    /// `capitol` or `district`.
    pub place: String,
    /// Street, city, state and ZIP code in one line.
    pub address: String,
    /// Telephone number as the source writes it; empty where it gives none.
    pub phone: String,
}

/// Who holds the office of an area. Public facts of public office alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Officeholder {
    /// Name.
    pub name: String,
    /// Party as the source writes it.
    pub party: String,
    /// Official mail address, where the source gives one.
    pub email: Option<String>,
    /// Official page, where the source gives one.
    pub url: Option<String>,
    /// Official offices.
    pub offices: Vec<HolderOffice>,
}

/// A polygon that people organize by.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// Its sort.
    pub kind: AreaKind,
    /// The last part of its public address, unique within its kind.
    pub slug: Slug,
    /// The publisher's code, unique within its kind: the Census GEOID where there is one.
    pub geoid: String,
    /// Name as the publisher writes it.
    pub name: String,
    /// Its parts with their holes, longitude and latitude in degrees.
    pub shape: MultiPolygon<f64>,
    /// Year or month of the boundaries.
    pub vintage: String,
    /// Who holds office there, where that is known.
    pub officeholder: Option<Officeholder>,
}

impl Area {
    /// The number by which people know it; none for kinds that go by name.
    #[must_use]
    pub fn number(&self) -> Option<u32> {
        if self.kind.is_numbered() { number_of(&self.kind, &self.geoid) } else { None }
    }
}

/// The number at the end of a code: `17115` is House district 115, `1712` the twelfth of Congress.
///
/// Census codes of districts begin with the two digits of the state; codes of wards are the number itself.
#[must_use]
pub fn number_of(kind: &AreaKind, geoid: &str) -> Option<u32> {
    let digits = match kind {
        AreaKind::House | AreaKind::Senate if geoid.len() == 5 => &geoid[2..],
        AreaKind::Congress if geoid.len() == 4 => &geoid[2..],
        _ => geoid,
    };
    if digits.bytes().all(|b| b.is_ascii_digit()) { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_read_as_they_are_written() {
        for kind in AreaKind::KNOWN {
            assert_eq!(kind.as_str().parse::<AreaKind>().unwrap(), kind);
        }
        let own: AreaKind = "police-district".parse().unwrap();
        assert_eq!(own, AreaKind::Other("police-district".parse().unwrap()));
        assert_eq!("community-area".parse::<AreaKind>().unwrap(), AreaKind::CommunityArea);
        for text in ["", "School District", "a--b", "ward/1", "é"] {
            assert!(text.parse::<AreaKind>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_district_goes_by_its_number() {
        for (kind, geoid, number) in [
            (AreaKind::House, "17115", Some(115)),
            (AreaKind::Senate, "17001", Some(1)),
            (AreaKind::Congress, "1712", Some(12)),
            (AreaKind::Ward, "27", Some(27)),
            (AreaKind::House, "17ZZZ", None),
            (AreaKind::Ward, "", None),
            (AreaKind::House, "17é1", None),
        ] {
            assert_eq!(number_of(&kind, geoid), number, "{geoid}");
        }
    }
}
