use std::sync::Arc;

use uuid::Uuid;

use crate::atlas::fixture::{GAZETTEER, SHIPPED, case, id, office, office_at};
use crate::atlas::{Atlas, AtlasInput};
use crate::domain::area::ServiceArea;
use crate::domain::closure::{Closure, ClosureKind, OfficeRole, StepKind};
use crate::domain::geo::Position;
use crate::domain::id::SiteId;
use crate::domain::kind::OfficeKind;
use crate::domain::office::{Office, OfficeStatus};

use ClosureKind::{Consolidation, HoursCut, Opening, Reopening};
use OfficeRole::{Losing, Receiving};
use StepKind::{Announced, DoorClosed, Reopened, Withdrawn};

fn atlas(offices: Vec<Office>, closures: Vec<Closure>) -> Atlas {
    Atlas::build(AtlasInput { offices, closures, ..AtlasInput::default() }, Arc::clone(&GAZETTEER))
}

fn slugs(closures: &[Closure]) -> Vec<&str> {
    closures.iter().map(|c| c.slug.as_str()).collect()
}

#[test]
fn the_ledger_runs_from_new_to_old_and_ends_with_what_has_no_date() {
    let atlas = atlas(
        vec![],
        vec![
            case("undated", Consolidation, &[(Announced, "")], &[]),
            case("old", Consolidation, &[(DoorClosed, "1999")], &[]),
            case("new", Consolidation, &[(DoorClosed, "2012-06")], &[]),
        ],
    );
    assert_eq!(slugs(atlas.closures()), ["new", "old", "undated"]);
    assert!(atlas.closure("old").is_some());
    assert!(atlas.closure("never").is_none());
}

#[test]
fn a_closed_office_points_to_the_ones_that_took_its_cases() {
    let moved = [(1, Losing), (2, Receiving), (3, Receiving)];
    let atlas = atlas(
        (1..=4).map(|i| office(i, "Office")).collect(),
        vec![
            case(
                "taken-back",
                Consolidation,
                &[(Announced, "2010"), (Withdrawn, "2011")],
                &[(1, Losing), (4, Receiving)],
            ),
            case("done", Consolidation, &[(DoorClosed, "2012-06")], &moved),
            case(
                "later",
                Consolidation,
                &[(DoorClosed, "2013")],
                &[(1, Losing), (3, Receiving), (1, Receiving)],
            ),
        ],
    );
    let to: Vec<_> = atlas.receiving_of(id(1)).iter().map(|o| o.id).collect();
    assert_eq!(to, [id(3), id(2)]);
    assert!(atlas.receiving_of(id(2)).is_empty());
    assert_eq!(atlas.closures_of(id(1)).len(), 3);
    assert_eq!(atlas.closures_of(id(3)).len(), 2);
    assert!(atlas.closures_of(id(9)).is_empty());
}

#[test]
fn cases_near_a_place_are_those_that_hit_an_office_there_or_its_county() {
    let mut in_county = office(3, "Office");
    in_county.facts.location.county = "St. Clair".into();
    let offices = vec![office_at(1, 38.6, -90.1), office_at(2, 42.0, -88.0), in_county];
    let atlas = atlas(
        offices,
        vec![
            case("here", Consolidation, &[(DoorClosed, "2001")], &[(2, Losing), (1, Losing)]),
            case("far", Consolidation, &[(DoorClosed, "2002")], &[(2, Losing)]),
            case(
                "takes-only",
                Consolidation,
                &[(DoorClosed, "2003")],
                &[(2, Losing), (1, Receiving)],
            ),
            case("in-county", HoursCut, &[(DoorClosed, "2004")], &[(3, Losing)]),
            case("good-news", Opening, &[(Reopened, "2005")], &[(1, Losing)]),
            case("given-back", Reopening, &[(Reopened, "2006")], &[(1, Receiving)]),
        ],
    );
    let at = Position::new(38.61, -90.11).unwrap();
    let near = |county, limit| {
        let found = atlas.closures_near(at, county, 20_000.0, limit);
        found
            .iter()
            .map(|n| (n.closure.slug.to_string(), n.office.map(|o| o.id)))
            .collect::<Vec<_>>()
    };
    let given_back = ("given-back".to_owned(), Some(id(1)));
    let here = ("here".to_owned(), Some(id(1)));
    assert_eq!(near(None, 10), [given_back.clone(), here.clone()]);
    assert_eq!(
        near(Some("Saint Clair"), 10),
        [given_back.clone(), ("in-county".to_owned(), None), here]
    );
    assert_eq!(near(None, 1), [given_back]);
}

#[test]
fn offices_of_one_building_know_each_other() {
    let site = |i: u128, site: u128| {
        let mut office = office(i, "Office");
        office.site = Some(SiteId(Uuid::from_u128(site)));
        office
    };
    let atlas = atlas(vec![site(1, 7), site(2, 7), site(3, 8), office(4, "Office")], vec![]);
    let others = |i| {
        let office = atlas.office_by_id(id(i)).unwrap();
        atlas.same_site(office).iter().map(|o| o.id).collect::<Vec<_>>()
    };
    assert_eq!(others(1), [id(2)]);
    assert!(others(3).is_empty());
    assert!(others(4).is_empty());
}

#[test]
fn each_county_is_assigned_to_an_aid_office_and_that_office_says_so() {
    for county in &GAZETTEER.counties {
        let (office, line) = SHIPPED.assigned(&county.name, OfficeKind::Fcrc).unwrap();
        assert_eq!(office.facts.kind, OfficeKind::Fcrc);
        assert!(SHIPPED.serves(office.id).contains(line));
    }
    let (office, _) = SHIPPED.assigned("pope county", OfficeKind::Fcrc).unwrap();
    assert!(SHIPPED.serves(office.id).iter().any(|a| a.county == "Pope"));
    assert!(SHIPPED.assigned("Pope", OfficeKind::SsaFieldOffice).is_none());
    assert!(SHIPPED.assigned("Nowhere", OfficeKind::Fcrc).is_none());
}

#[test]
fn of_two_offices_that_are_assigned_the_open_one_is_named() {
    let mut shut = office(1, "A");
    shut.facts.status = OfficeStatus::Closed;
    let line = |source: &str, as_of: &str| ServiceArea {
        county: "De Witt".into(),
        office_source_id: source.into(),
        as_of: as_of.parse().ok(),
        url: String::new(),
    };
    let input = AtlasInput {
        offices: vec![shut, office(2, "B")],
        service_areas: vec![line("s2", "2020"), line("s1", "2026"), line("gone", "2026")],
        ..AtlasInput::default()
    };
    let atlas = Atlas::build(input, Arc::clone(&GAZETTEER));
    assert_eq!(atlas.assigned("DeWitt", OfficeKind::Fcrc).unwrap().0.id, id(2));
    assert_eq!(atlas.serves(id(1)).len(), 1);
}

#[test]
fn offices_are_listed_by_name_and_found_by_their_address() {
    let atlas = atlas(vec![office(3, "beta"), office(1, "Alpha"), office(2, "Álpha")], vec![]);
    let listed: Vec<&str> = atlas.offices().iter().map(|o| o.slug.as_str()).collect();
    assert_eq!(listed, ["alpha-1", "alpha-2", "beta-3"]);
    for slug in listed {
        assert_eq!(atlas.office(slug).unwrap().slug.as_str(), slug);
    }
    assert!(atlas.office("gamma").is_none());
    assert_eq!(atlas.revision(), 0);
}
