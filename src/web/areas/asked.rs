//! What the page of an area is asked: since when, and for which service.

use serde::Deserialize;

use crate::atlas::Atlas;
use crate::domain::kind::OfficeKind;
use crate::web::extract::filled;

/// The first year that is told unless another is asked for.
const FIRST: i16 = 2010;
/// The first year that can be asked for.
pub const EARLIEST: i16 = 1900;

/// Parameters of the page.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Params {
    since: Option<String>,
    service: Option<String>,
}

/// A value that was asked for and is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What was typed, cut.
    pub typed: String,
}

/// What is asked, as far as it is understood; what is not stands beside its field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The first year that is told.
    pub since: i16,
    /// What was typed for the year and is none.
    pub since_fault: Option<Fault>,
    /// The kind of office that ways are reckoned to.
    pub service: OfficeKind,
    /// What was typed for the kind and is none.
    pub service_fault: Option<Fault>,
    /// The kinds that can be asked for.
    pub services: Vec<OfficeKind>,
    /// This year, the last that can be asked for.
    pub last: i16,
}

impl Asked {
    /// Reads the parameters.
    #[must_use]
    pub fn read(params: &Params, atlas: &Atlas, last: i16) -> Self {
        let fault = |typed: &str| Fault { typed: typed.chars().take(40).collect() };
        let usual =
            atlas.briefs().years().last().map_or(FIRST, |first| FIRST.max(*first)).min(last);
        let (since, since_fault) = match filled(params.since.as_ref()) {
            None => (usual, None),
            Some(text) => match text.parse() {
                Ok(year) if (EARLIEST..=last).contains(&year) => (year, None),
                _ => (usual, Some(fault(&text))),
            },
        };
        let (service, service_fault) = match filled(params.service.as_ref()) {
            None => (OfficeKind::Fcrc, None),
            Some(text) => match text.parse::<OfficeKind>() {
                Ok(kind) if kind.is_walked_to() => (kind, None),
                _ => (OfficeKind::Fcrc, Some(fault(&text))),
            },
        };
        let services = services(atlas, service);
        Self { since, since_fault, service, service_fault, services, last }
    }

    /// Whether something was not understood.
    #[must_use]
    pub const fn has_fault(&self) -> bool {
        self.since_fault.is_some() || self.service_fault.is_some()
    }
}

/// The kinds of office that people go to and of which one is open at a known place, and the one that is asked for.
fn services(atlas: &Atlas, asked: OfficeKind) -> Vec<OfficeKind> {
    let mut open = vec![false; OfficeKind::ALL.len()];
    let there = atlas.offices().iter().map(|office| &office.facts);
    let there = there.filter(|f| f.status.is_open() && f.location.point.is_some());
    for kind in there.map(|facts| facts.kind).chain([asked]) {
        if let Some(slot) = open.get_mut(kind as usize) {
            *slot = true;
        }
    }
    let each = OfficeKind::ALL.iter().zip(open);
    each.filter(|(kind, open)| *open && kind.is_walked_to()).map(|(kind, _)| *kind).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::fixture::{SHIPPED, atlas};

    fn read(since: &str, service: &str) -> Asked {
        let params = Params { since: Some(since.into()), service: Some(service.into()) };
        Asked::read(&params, &SHIPPED, 2026)
    }

    #[test]
    fn a_year_and_a_service_are_read_and_what_is_none_stands_beside_its_field() {
        let usual = read("", " ");
        assert_eq!(
            (usual.since, usual.service, usual.has_fault()),
            (2010, OfficeKind::Fcrc, false)
        );
        assert_eq!(read(" 2012 ", "").since, 2012);
        assert_eq!(read("1900", "wic_clinic").service, OfficeKind::WicClinic);
        for since in ["abc", "3000", "2027", "1899", "-5", "2012.5", "99999999999999999999"] {
            let asked = read(since, "");
            assert_eq!(asked.since, 2010, "{since}");
            assert_eq!(asked.since_fault.unwrap().typed, since);
        }
        for service in ["banks", "admin_office", "state_mental_health_center", "FCRC"] {
            assert_eq!(read("", service).service_fault.unwrap().typed, service);
        }
        assert_eq!(read(&"x".repeat(900), "").since_fault.unwrap().typed.len(), 40);
    }

    #[test]
    fn services_are_those_with_an_open_office_at_a_known_place() {
        let services = read("", "").services;
        assert!(services.contains(&OfficeKind::Fcrc) && services.contains(&OfficeKind::WicClinic));
        assert!(!services.contains(&OfficeKind::AdminOffice), "nobody goes there");
        let none = Asked::read(&Params::default(), &atlas(Vec::new()), 2026);
        assert_eq!(none.services, [OfficeKind::Fcrc], "what is asked for can be chosen");
        assert_eq!(Asked::read(&Params::default(), &atlas(Vec::new()), 2005).since, 2005);
    }
}
