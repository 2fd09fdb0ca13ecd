//! Which office serves which county.

use std::collections::HashMap;

use super::{Atlas, words};
use crate::domain::area::ServiceArea;
use crate::domain::id::OfficeId;
use crate::domain::kind::OfficeKind;
use crate::domain::office::Office;

/// The lines of the service areas, by office and by county.
#[derive(Debug)]
pub(super) struct Assigned {
    /// By the publisher's identifier of the office, then by county.
    lines: Vec<ServiceArea>,
    by_county: HashMap<String, Vec<u32>>,
    /// Offices by the publisher's identifier.
    offices: Vec<u32>,
}

impl Assigned {
    pub fn build(mut lines: Vec<ServiceArea>, offices: &[Office]) -> Self {
        lines.sort_by(|a, b| {
            (&a.office_source_id, &a.county).cmp(&(&b.office_source_id, &b.county))
        });
        let mut by_county: HashMap<String, Vec<u32>> = HashMap::new();
        for (i, line) in (0_u32..).zip(&lines) {
            by_county.entry(words::key(&line.county)).or_default().push(i);
        }
        Self { lines, by_county, offices: super::sorted_by(offices, |o| o.source_id.as_str()) }
    }
}

impl Atlas {
    /// The office of a kind that a county is assigned to, an open one first, with the line that says so.
    #[must_use]
    pub fn assigned(&self, county: &str, kind: OfficeKind) -> Option<(&Office, &ServiceArea)> {
        let name = self.gazetteer.county(county).map_or(county, |c| c.name.as_str());
        let lines = self.assigned.by_county.get(&words::key(name))?;
        let lines = lines.iter().filter_map(|&i| self.assigned.lines.get(i as usize));
        lines
            .filter_map(|line| Some((self.by_source_id(&line.office_source_id, kind)?, line)))
            .max_by_key(|(office, line)| (office.facts.status.is_open(), line.as_of))
    }

    /// The counties that an office is assigned to serve, by name.
    #[must_use]
    pub fn serves(&self, office: OfficeId) -> &[ServiceArea] {
        let Some(office) = self.office_by_id(office).filter(|o| o.facts.kind.has_service_area())
        else {
            return &[];
        };
        let lines = &self.assigned.lines;
        let from = lines.partition_point(|a| a.office_source_id < office.source_id);
        let to = lines.partition_point(|a| a.office_source_id <= office.source_id);
        lines.get(from..to).unwrap_or(&[])
    }

    fn by_source_id(&self, source_id: &str, kind: OfficeKind) -> Option<&Office> {
        let numbers = &self.assigned.offices;
        let of = |i: u32| self.office_at(i).map_or("", |o| o.source_id.as_str());
        let from = numbers.partition_point(|&i| of(i) < source_id);
        let same = numbers.iter().skip(from).take_while(|&&i| of(i) == source_id);
        same.filter_map(|&i| self.office_at(i)).find(|o| o.facts.kind == kind)
    }
}
