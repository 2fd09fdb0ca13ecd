//! The cases of offices, as far as caseloads and service areas tell them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::inputs::Source;
use crate::atlas::Atlas;
use crate::domain::area::Caseload;
use crate::domain::kind::OfficeKind;
use crate::domain::office::Office;

/// What is counted as cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CasesOf {
    /// The program.
    pub program: String,
    /// What is counted; numbers of different measures are not comparable.
    pub measure: String,
    /// The time that the numbers speak of.
    pub vintage: String,
}

/// Figures of one measure and time for every county with a service area.
pub(super) struct Counties {
    pub of: CasesOf,
    pub source: Source,
    by_county: BTreeMap<String, i64>,
}

impl Counties {
    /// The newest figures of one measure that there are for every county that is assigned to an office.
    ///
    /// Figures of different measures or times are never mixed: what is missing in one set is not taken from another.
    pub fn newest(atlas: &Atlas, service: OfficeKind) -> Option<Self> {
        let counties: BTreeSet<&str> = atlas
            .gazetteer()
            .counties
            .iter()
            .map(|county| county.name.as_str())
            .filter(|county| atlas.assigned(county, service).is_some())
            .collect();
        let mut sets: BTreeMap<(String, &str, &str), Vec<&Caseload>> = BTreeMap::new();
        for load in atlas.caseloads().iter().filter(|load| load.value >= 0) {
            let key = (until(&load.as_of), load.measure.as_str(), load.as_of.as_str());
            sets.entry(key).or_default().push(load);
        }
        let named = |load: &&Caseload| {
            let county = atlas.gazetteer().county(&load.geography)?;
            Some((county.name.clone(), load.value))
        };
        sets.into_iter().rev().find_map(|((_, measure, vintage), loads)| {
            let by_county: BTreeMap<String, i64> = loads.iter().filter_map(named).collect();
            let first = loads.first().filter(|_| !counties.is_empty())?;
            counties.iter().all(|county| by_county.contains_key(*county)).then(|| Self {
                of: CasesOf {
                    program: first.program.clone(),
                    measure: measure.to_owned(),
                    vintage: vintage.to_owned(),
                },
                source: Source {
                    what: "caseload".to_owned(),
                    name: format!("{} {measure}", first.program),
                    vintage: vintage.to_owned(),
                    from: first.url.clone(),
                },
                by_county,
            })
        })
    }

    /// The cases of an office: those of all counties that it serves.
    ///
    /// None where another office stands open in one of them, since nobody says how the two share it, and none where
    /// the office serves no county.
    pub fn of_office(&self, atlas: &Atlas, office: &Office) -> Option<f64> {
        let kind = office.facts.kind;
        let county_of = |office: &Office| {
            let county = atlas.gazetteer().county(&office.facts.location.county);
            county.map(|county| county.name.clone())
        };
        let mut sum = 0_i64;
        let mut is_any = false;
        for line in atlas.serves(office.id) {
            let county = &atlas.gazetteer().county(&line.county)?.name;
            // The newest line of a county may name another office.
            if atlas.assigned(county, kind)?.0.id != office.id {
                continue;
            }
            let shares = atlas.offices().iter().any(|other| {
                other.id != office.id
                    && other.facts.kind == kind
                    && other.facts.status.is_open()
                    && county_of(other).as_ref() == Some(county)
            });
            if shares {
                return None;
            }
            sum = sum.checked_add(*self.by_county.get(county)?)?;
            is_any = true;
        }
        is_any.then_some(sum as f64)
    }
}

/// The last month of a time such as `2015-2019`, `2020-06` or `2021`.
fn until(as_of: &str) -> String {
    match as_of.split_once('-') {
        Some((_, month)) if month.len() == 2 => as_of.to_owned(),
        Some((_, year)) => format!("{year}-12"),
        None => format!("{as_of}-12"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_end_with_their_last_month() {
        assert_eq!(until("2015-2019"), "2019-12");
        assert_eq!(until("2020-06"), "2020-06");
        assert_eq!(until("2021"), "2021-12");
        assert!(until("2015-2019") < until("2020-01"));
    }
}
