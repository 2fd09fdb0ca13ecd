use proptest::prelude::*;

use crate::atlas::fixture::{SHIPPED, assorted, atlas, office_at};
use crate::atlas::{Atlas, NearestQuery};
use crate::domain::geo::Position;
use crate::domain::kind::{KindSet, OfficeKind};
use crate::domain::office::{Office, Wheelchair};

fn query(lat: f64, lon: f64, limit: usize) -> NearestQuery {
    NearestQuery {
        at: Position::new(lat, lon).unwrap(),
        limit,
        kinds: KindSet::all(),
        service: None,
        language: None,
        wheelchair: false,
        open_only: false,
    }
}

fn passes(query: &NearestQuery, office: &Office) -> bool {
    let has =
        |list: &[String], word: &Option<String>| word.as_ref().is_none_or(|w| list.contains(w));
    query.kinds.holds(office.facts.kind)
        && (!query.open_only || office.facts.status.is_open())
        && (!query.wheelchair || office.facts.wheelchair == Some(Wheelchair::Yes))
        && has(&office.facts.services, &query.service)
        && has(&office.facts.languages, &query.language)
}

fn by_brute_force(offices: &[Office], query: &NearestQuery) -> Vec<(f64, String)> {
    let mut all: Vec<(f64, String)> = offices
        .iter()
        .filter(|o| passes(query, o))
        .filter_map(|o| {
            Some((query.at.distance_m(o.facts.location.position()?), o.slug.to_string()))
        })
        .collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
    all.truncate(query.limit);
    all
}

fn by_atlas(atlas: &Atlas, query: &NearestQuery) -> Vec<(f64, String)> {
    atlas.nearest(query).iter().map(|n| (n.distance_m, n.office.slug.to_string())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn the_nearest_are_those_that_comparing_every_distance_gives(
        (count, seed) in (0_u32..1_200, any::<u64>()),
        (lat, lon) in (36.5..43.0_f64, -92.0..-87.0_f64),
        limit in 0_usize..40,
        bits in prop::collection::vec(any::<prop::sample::Index>(), 1..6),
        every in any::<bool>(),
        service in prop::option::of(prop::sample::select(vec!["snap", "wic", "nobody gives this"])),
        spanish in prop::bool::weighted(0.2),
        (wheelchair, open_only) in (any::<bool>(), any::<bool>()),
    ) {
        let offices = assorted(count, seed);
        let some: KindSet = bits.iter().map(|i| *i.get(OfficeKind::ALL)).collect();
        let query = NearestQuery {
            kinds: if every { KindSet::all() } else { some },
            service: service.map(str::to_owned),
            language: spanish.then(|| "Spanish".to_owned()),
            wheelchair,
            open_only,
            ..query(lat, lon, limit)
        };
        let expected = by_brute_force(&offices, &query);
        prop_assert_eq!(by_atlas(&atlas(offices), &query), expected);
    }

    #[test]
    fn the_order_is_true_where_chord_and_ellipsoid_disagree(
        lat in -89.9..89.9_f64,
        points in prop::collection::vec((0.0..std::f64::consts::TAU, 0.99..1.01_f64), 1..60),
    ) {
        // A ring around the place: about as far by the sphere, but not by the ellipsoid.
        let offices: Vec<Office> = points.iter().zip(0..).filter_map(|((angle, far), i)| {
            let north = lat + angle.sin() * far * 0.1;
            let east = angle.cos() * far * 0.1 / lat.to_radians().cos();
            Position::new(north, east).ok().map(|at| office_at(i, at.lat(), at.lon()))
        }).collect();
        let query = query(lat, 0.0, 7);
        let expected = by_brute_force(&offices, &query);
        prop_assert_eq!(by_atlas(&atlas(offices), &query), expected);
    }
}

#[test]
fn a_filter_that_nearly_nobody_passes_finds_the_few_that_do() {
    let mut offices = assorted(20_000, 7);
    for office in &mut offices {
        office.facts.languages.clear();
    }
    for i in [3, 9_000, 19_999] {
        offices[i].facts.languages = vec!["Polski".into()];
        offices[i].facts.location.point.get_or_insert((
            Position::new(38.0, -89.0).unwrap(),
            crate::domain::office::PointMethod::Source,
        ));
    }
    let query = NearestQuery { language: Some("Polski".into()), ..query(41.88, -87.63, 100) };
    let expected = by_brute_force(&offices, &query);
    assert_eq!(expected.len(), 3);
    let atlas = atlas(offices);
    assert_eq!(by_atlas(&atlas, &query), expected);
    // A language is asked for as people write it.
    let query = NearestQuery { language: Some("POLSKI".into()), ..query };
    assert_eq!(by_atlas(&atlas, &query), expected);
}

#[test]
fn many_offices_on_one_point_come_by_their_address() {
    let atlas = atlas((0..500).map(|i| office_at(i, 41.0, -88.0)).collect());
    let near = atlas.nearest(&query(41.0, -88.0, 3));
    let slugs: Vec<&str> = near.iter().map(|n| n.office.slug.as_str()).collect();
    assert_eq!(slugs, ["office-0", "office-1", "office-10"]);
    assert!(near.iter().all(|n| n.distance_m == 0.0));
}

#[test]
fn chicago_finds_three_open_aid_offices_nearest_first() {
    let kinds = KindSet::from_iter([OfficeKind::Fcrc]);
    let query = NearestQuery { kinds, open_only: true, ..query(41.88, -87.63, 3) };
    let near = SHIPPED.nearest(&query);
    assert_eq!(near.len(), 3);
    assert!(near.iter().all(|n| n.office.facts.status.is_open() && n.distance_m < 15_000.0));
    assert!(near.is_sorted_by(|a, b| a.distance_m <= b.distance_m));
}

#[test]
fn an_office_without_a_point_is_listed_but_never_near() {
    let pointless: Vec<&Office> =
        SHIPPED.offices().iter().filter(|o| o.facts.location.point.is_none()).collect();
    assert!(!pointless.is_empty());
    let all = SHIPPED.nearest(&query(40.0, -89.0, 1_000));
    assert_eq!(all.len() + pointless.len(), SHIPPED.offices().len());
}
