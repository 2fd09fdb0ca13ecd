//! Atlases for tests: the shipped data, and offices made up to order.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use uuid::Uuid;

use super::{Atlas, AtlasInput, Gazetteer};
use crate::domain::area::ServiceArea;
use crate::domain::closure::{
    CaseOffice, Closure, ClosureKind, OfficeRole, Process, Step, StepKind,
};
use crate::domain::geo::Position;
use crate::domain::id::{ClosureId, OfficeId, StepId};
use crate::domain::kind::OfficeKind;
use crate::domain::office::{
    Listing, Location, Office, OfficeFacts, OfficeStatus, PointMethod, Wheelchair,
};
use crate::domain::slug::Slug;

/// The gazetteer that ships.
pub static GAZETTEER: LazyLock<Arc<Gazetteer>> = LazyLock::new(|| {
    let read = |name: &str| {
        std::fs::read_to_string(format!("{}/data/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
    };
    Arc::new(
        Gazetteer::parse(&read("zips.csv"), &read("places.csv"), &read("counties.csv")).unwrap(),
    )
});

/// The offices and service areas that ship.
pub static SHIPPED: LazyLock<Atlas> = LazyLock::new(|| {
    let offices = (0..).zip(rows("offices.csv")).map(|(i, row)| shipped_office(i, &row)).collect();
    let service_areas = rows("service_areas.csv").map(|row| ServiceArea {
        county: row["county"].clone(),
        office_source_id: row["office_source_id"].clone(),
        as_of: row["as_of"].parse().ok(),
        url: row["source_url"].clone(),
    });
    let service_areas = service_areas.collect();
    let input = AtlasInput {
        revision: 1,
        offices,
        closures: Vec::new(),
        service_areas,
        ..AtlasInput::default()
    };
    Atlas::build(input, Arc::clone(&GAZETTEER))
});

fn rows(name: &str) -> impl Iterator<Item = HashMap<String, String>> {
    let path = format!("{}/data/{name}", env!("CARGO_MANIFEST_DIR"));
    csv::Reader::from_path(path).unwrap().into_deserialize().map(Result::unwrap)
}

fn shipped_office(i: u128, row: &HashMap<String, String>) -> Office {
    let mut office = office(i, &row["name"]);
    let list =
        |field: &str| row[field].split('|').filter(|w| !w.is_empty()).map(str::to_owned).collect();
    let point = row["latitude"].parse().ok().map(|lat| {
        let at = Position::new(lat, row["longitude"].parse().unwrap()).unwrap();
        (at, row["coord_method"].parse().unwrap_or(PointMethod::Source))
    });
    office.slug = Slug::make(&row["source_id"], "office");
    office.source_id.clone_from(&row["source_id"]);
    office.facts.kind = row["office_type"].parse().unwrap_or(OfficeKind::Other);
    office.facts.status = row["status"].parse().unwrap_or(OfficeStatus::Unknown);
    office.facts.services = list("services");
    office.facts.languages = list("languages");
    office.facts.location = Location {
        address: row["address"].clone(),
        city: row["city"].clone(),
        state: row["state"].clone(),
        zip: row["zip"].clone(),
        county: row["county"].clone(),
        point,
    };
    office
}

/// The identifier of the `i`th office.
pub fn id(i: u128) -> OfficeId {
    OfficeId(Uuid::from_u128(i))
}

/// An open office for food, medical and cash help, with a name and nothing else.
pub fn office(i: u128, name: &str) -> Office {
    Office {
        id: id(i),
        slug: Slug::make(&format!("{name} {i}"), "office"),
        feed: "test".into(),
        source_id: format!("s{i}"),
        site: None,
        valid_from: jiff::civil::date(2026, 1, 1),
        facts: OfficeFacts {
            name: name.into(),
            agency: String::new(),
            kind: OfficeKind::Fcrc,
            status: OfficeStatus::Open,
            location: Location::default(),
            phone: None,
            tty: None,
            fax: None,
            website: None,
            hours: None,
            hours_text: None,
            languages: Vec::new(),
            services: Vec::new(),
            wheelchair: None,
            opened_on: None,
            closed_on: None,
            listing: Listing::default(),
            notes: None,
        },
    }
}

/// [`office`] at a point.
pub fn office_at(i: u128, lat: f64, lon: f64) -> Office {
    let mut office = office(i, "Office");
    office.facts.location.point = Some((Position::new(lat, lon).unwrap(), PointMethod::Source));
    office
}

/// Offices of all sorts, spread by a small generator of numbers; some lie on one point.
pub fn assorted(count: u32, seed: u64) -> Vec<Office> {
    let mut state = seed.wrapping_mul(2).wrapping_add(1);
    let mut next = move |below: u32| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(state >> 33).unwrap() % below
    };
    let mut last = (40.0, -89.0);
    (0..count)
        .map(|i| {
            if next(5) > 0 {
                last =
                    (37.0 + f64::from(next(55_000)) / 1e4, -91.4 + f64::from(next(39_000)) / 1e4);
            }
            let mut office = office_at(u128::from(i), last.0, last.1);
            if next(20) == 0 {
                office.facts.location.point = None;
            }
            office.facts.kind = OfficeKind::ALL[next(20) as usize];
            office.facts.status = OfficeStatus::ALL[next(8) as usize];
            office.facts.wheelchair =
                [None, Some(Wheelchair::Yes), Some(Wheelchair::Limited)][next(3) as usize];
            office.facts.services = ["snap", "wic", "ssi"]
                .iter()
                .filter(|_| next(3) == 0)
                .map(|s| (*s).into())
                .collect();
            office.facts.languages =
                if next(50) == 0 { vec!["Spanish".into()] } else { Vec::new() };
            office
        })
        .collect()
}

/// An atlas of some offices over the gazetteer that ships.
pub fn atlas(offices: Vec<Office>) -> Atlas {
    Atlas::build(AtlasInput { offices, ..AtlasInput::default() }, Arc::clone(&GAZETTEER))
}

/// A case with the steps and offices given.
pub fn case(
    slug: &str,
    kind: ClosureKind,
    steps: &[(StepKind, &str)],
    offices: &[(u128, OfficeRole)],
) -> Closure {
    let part = |&(i, role): &(u128, OfficeRole)| CaseOffice {
        name: format!("Office {i}"),
        city: String::new(),
        county: String::new(),
        office: Some(id(i)),
        role,
    };
    let step =
        |&(kind, on): &(StepKind, &str)| Step::new(StepId(Uuid::nil()), kind, on.parse().ok());
    Closure {
        title: slug.into(),
        process: Process::None,
        offices: offices.iter().map(part).collect(),
        steps: steps.iter().map(step).collect(),
        ..Closure::blank(ClosureId(Uuid::nil()), slug.parse().unwrap(), kind)
    }
}
