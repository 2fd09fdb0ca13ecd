//! Cases by the county that they hit and by the agency that decided.

use std::collections::HashMap;

use super::{Atlas, Gazetteer};
use crate::domain::area::County;
use crate::domain::closure::{Closure, OfficeRole};
use crate::domain::id::OfficeId;
use crate::domain::office::Office;
use crate::domain::slug::Slug;

/// Positions of cases, in the order of the ledger; those that were withdrawn lately are last.
#[derive(Debug, Default)]
pub(super) struct Groups {
    by_county: HashMap<String, Vec<u32>>,
    by_agency: HashMap<String, (String, Vec<u32>)>,
}

impl Groups {
    /// `counties` are the slugs of the counties of each case.
    pub fn build(closures: &[Closure], counties: &[Vec<String>]) -> Self {
        let mut groups = Self::default();
        for ((at, case), counties) in (0_u32..).zip(closures).zip(counties) {
            for county in counties {
                groups.by_county.entry(county.clone()).or_default().push(at);
            }
            if let Some(slug) = agency_slug(&case.agency) {
                let known = groups.by_agency.entry(slug.to_string());
                known.or_insert_with(|| (case.agency.clone(), Vec::new())).1.push(at);
            }
        }
        groups
    }
}

/// The counties that each case hits, by their slugs: as the sources name them, else where the office stands.
pub(super) fn counties_of(
    closures: &[Closure],
    offices: &[Office],
    by_id: &HashMap<OfficeId, u32>,
    gazetteer: &Gazetteer,
) -> Vec<Vec<String>> {
    let place = |id: OfficeId| offices.get(*by_id.get(&id)? as usize).map(|o| &o.facts.location);
    let of = |case: &Closure| {
        let mut out: Vec<String> = Vec::new();
        for part in case.offices.iter().filter(|o| o.role == OfficeRole::Losing) {
            let known = || part.office.and_then(place).map_or("", |at| at.county.as_str());
            let name = if part.county.is_empty() { known() } else { part.county.as_str() };
            let slug = gazetteer.county(name).map(|county| county.slug.to_string());
            out.extend(slug.filter(|slug| !out.contains(slug)));
        }
        out
    };
    closures.iter().map(of).collect()
}

/// The part of an address that names an agency; none for an empty name.
#[must_use]
pub fn agency_slug(name: &str) -> Option<Slug> {
    (!name.is_empty()).then(|| Slug::make(name, "agency"))
}

impl Atlas {
    /// The cases that hit a county, the newest first.
    #[must_use]
    pub fn closures_of_county(&self, county: &County) -> Vec<&Closure> {
        let found = self.groups.by_county.get(county.slug.as_str());
        self.closures_at(found.map_or(&[], Vec::as_slice))
    }

    /// The cases of a county that were withdrawn within a year.
    #[must_use]
    pub fn withdrawn_of_county(&self, county: &County) -> Vec<&Closure> {
        let found = self.groups.by_county.get(county.slug.as_str());
        self.withdrawn_at(found.map_or(&[], Vec::as_slice))
    }

    /// The cases of an agency that were withdrawn within a year.
    #[must_use]
    pub fn withdrawn_of_agency(&self, slug: &str) -> Vec<&Closure> {
        let found = self.groups.by_agency.get(slug);
        self.withdrawn_at(found.map_or(&[], |(_, found)| found.as_slice()))
    }

    /// The name of an agency that decided a case, and its cases, the newest first.
    #[must_use]
    pub fn agency(&self, slug: &str) -> Option<(&str, Vec<&Closure>)> {
        let (name, found) = self.groups.by_agency.get(slug)?;
        Some((name, self.closures_at(found)))
    }

    /// The agencies that decided a case, with their slugs, by name.
    #[must_use]
    pub fn agencies(&self) -> Vec<(&str, &str)> {
        // The positions ascend: an agency has cases that count when its first one does.
        let counts =
            |found: &[u32]| !self.closures_at(found.get(..1).unwrap_or_default()).is_empty();
        let all = self.groups.by_agency.iter().filter(|(_, (_, found))| counts(found));
        let mut all: Vec<_> = all.map(|(slug, (name, _))| (slug.as_str(), name.as_str())).collect();
        all.sort_unstable_by_key(|(slug, name)| (*name, *slug));
        all
    }

    fn closures_at(&self, found: &[u32]) -> Vec<&Closure> {
        found.iter().filter_map(|&at| self.closures().get(at as usize)).collect()
    }

    fn withdrawn_at(&self, found: &[u32]) -> Vec<&Closure> {
        let told = found.iter().filter_map(|&at| self.told_at(at));
        told.filter(|case| case.withdrawn.is_some()).collect()
    }
}
