//! The cases of offices, as far as caseloads and service areas tell them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::inputs::Source;
use crate::atlas::Atlas;
use crate::domain::area::Caseload;
use crate::domain::id::OfficeId;
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

impl CasesOf {
    /// The years of the survey that estimated them, where they are households with SNAP and no count of files.
    #[must_use]
    pub fn survey_of_snap(&self) -> Option<String> {
        if self.program != "snap" || !self.measure.contains("acs5") {
            return None;
        }
        let last: i16 = self.vintage.rsplit('-').next()?.parse().ok()?;
        Some(format!("{}-{last}", last.checked_sub(4)?))
    }
}

/// The open offices of a kind by the name of the county in which they stand.
pub(super) struct OpenIn<'a>(BTreeMap<String, Vec<&'a Office>>);

impl<'a> OpenIn<'a> {
    pub fn new(atlas: &'a Atlas, kind: OfficeKind) -> Self {
        let mut by_county: BTreeMap<String, Vec<&Office>> = BTreeMap::new();
        let open = atlas.offices().iter();
        for office in open.filter(|o| o.facts.kind == kind && o.facts.status.is_open()) {
            if let Some(county) = atlas.gazetteer().county(&office.facts.location.county) {
                by_county.entry(county.name.clone()).or_default().push(office);
            }
        }
        Self(by_county)
    }

    /// The open offices in a county besides the one that the county is assigned to: nobody says how they share it.
    pub fn beside(&self, county: &str, assigned: OfficeId) -> impl Iterator<Item = &'a Office> {
        let all = self.0.get(county).into_iter().flatten().copied();
        all.filter(move |office| office.id != assigned)
    }
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
    pub fn of_office(&self, atlas: &Atlas, open: &OpenIn<'_>, office: &Office) -> Option<f64> {
        let kind = office.facts.kind;
        let mut sum = 0_i64;
        let mut is_any = false;
        for line in atlas.serves(office.id) {
            let county = &atlas.gazetteer().county(&line.county)?.name;
            // The newest line of a county may name another office.
            if atlas.assigned(county, kind)?.0.id != office.id {
                continue;
            }
            if open.beside(county, office.id).next().is_some() {
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
    fn estimates_of_a_survey_are_told_as_such() {
        let of = |program: &str, measure: &str, vintage: &str| {
            let [program, measure, vintage] = [program, measure, vintage].map(str::to_owned);
            CasesOf { program, measure, vintage }.survey_of_snap()
        };
        for vintage in ["2019", "2015-2019"] {
            let span = of("snap", "households-acs5-estimate", vintage);
            assert_eq!(span.as_deref(), Some("2015-2019"));
        }
        assert_eq!(of("snap", "cases", "2019"), None);
        assert_eq!(of("all", "households-acs5-estimate", "2019"), None);
    }

    #[test]
    fn spans_end_with_their_last_month() {
        assert_eq!(until("2015-2019"), "2019-12");
        assert_eq!(until("2020-06"), "2020-06");
        assert_eq!(until("2021"), "2021-12");
        assert!(until("2015-2019") < until("2020-01"));
    }
}
