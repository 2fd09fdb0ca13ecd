//! What was loaded beside the lists of offices and cases, from where and of what vintage.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::demand::DemandLevel;
use super::kind::OfficeKind;
use super::polygon::AreaKind;
use super::travel::Travel;

/// The set that a file is part of. A set is replaced whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum DataSetOf {
    /// Boundaries of one kind.
    Areas(AreaKind),
    /// Points of one level; several files make one set.
    Demand(DemandLevel),
    /// Who holds office in areas of one kind.
    Officeholders(AreaKind),
    /// Travel times to the offices of one service.
    Times(OfficeKind, Travel),
}

impl fmt::Display for DataSetOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Areas(kind) => write!(f, "areas/{kind}"),
            Self::Demand(level) => write!(f, "demand/{level}"),
            Self::Officeholders(kind) => write!(f, "officeholders/{kind}"),
            Self::Times(service, by) => write!(f, "times/{service}-{by}"),
        }
    }
}

/// Text that names no set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "found {found:?}, expected areas/KIND, demand/LEVEL, officeholders/KIND or times/SERVICE-TRAVEL"
)]
pub struct NotASet {
    found: String,
}

impl std::str::FromStr for DataSetOf {
    type Err = NotASet;

    fn from_str(text: &str) -> Result<Self, NotASet> {
        let set = text.split_once('/').and_then(|(what, which)| match what {
            "areas" => which.parse().ok().map(Self::Areas),
            "demand" => which.parse().ok().map(Self::Demand),
            "officeholders" => which.parse().ok().map(Self::Officeholders),
            "times" => {
                let (service, by) = which.rsplit_once('-')?;
                Some(Self::Times(service.parse().ok()?, by.parse().ok()?))
            }
            _ => None,
        });
        set.ok_or_else(|| NotASet { found: text.chars().take(60).collect() })
    }
}

impl Serialize for DataSetOf {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DataSetOf {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

/// One file that was loaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dataset {
    /// Short name, unique within its set.
    pub name: String,
    /// The set it is part of.
    pub of: DataSetOf,
    /// Where it was read from: an address or a path.
    pub url: String,
    /// The time that the data speaks of: a year, a span of years, a month.
    pub vintage: String,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// Rows or features that were taken.
    pub rows: u64,
    /// When it was loaded.
    pub loaded_at: Timestamp,
}

impl Dataset {
    /// Where it came from, as everybody may see it: an address, or of a path of this machine the file's name alone.
    #[must_use]
    pub fn public_origin(&self) -> &str {
        let is_address = ["https://", "http://"].iter().any(|start| self.url.starts_with(start));
        let name = || self.url.rsplit(['/', '\\']).next().unwrap_or(&self.url);
        if is_address { &self.url } else { name() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_read_as_they_are_written() {
        for text in
            ["areas/county", "areas/police-beat", "demand/block_group", "officeholders/house"]
        {
            assert_eq!(text.parse::<DataSetOf>().unwrap().to_string(), text);
        }
        for text in ["", "areas", "areas/", "demand/county", "roads/x"] {
            assert!(text.parse::<DataSetOf>().is_err(), "{text}");
        }
    }
}
