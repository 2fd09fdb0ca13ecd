use proptest::prelude::*;

use crate::atlas::fixture::{SHIPPED, assorted, atlas, office_at};
use crate::atlas::{Atlas, MapItem, MapQuery};
use crate::domain::geo::Window;
use crate::domain::kind::{KindSet, Need};
use crate::domain::office::Office;

const EARTH: Window = Window { west: -180.0, south: -90.0, east: 180.0, north: 90.0 };

fn query(window: Window, zoom: u8) -> MapQuery {
    MapQuery { window, zoom, kinds: KindSet::all(), open_only: false }
}

fn total(items: &[MapItem<'_>]) -> usize {
    let count = |item: &MapItem<'_>| match item {
        MapItem::Office(_) => 1,
        MapItem::Cluster { count, .. } => *count,
    };
    items.iter().map(count).sum()
}

fn inside<'a>(atlas: &'a Atlas, query: &MapQuery) -> Vec<&'a Office> {
    let shown = |o: &&Office| {
        query.kinds.holds(o.facts.kind)
            && (!query.open_only || o.facts.status.is_open())
            && o.facts.location.position().is_some_and(|at| query.window.holds(at))
    };
    atlas.offices().iter().filter(shown).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn every_office_of_the_window_is_counted_once_at_each_zoom(
        (count, seed) in (0_u32..700, any::<u64>()),
        (west, south) in (-92.0..-88.0_f64, 36.0..42.0_f64),
        (wide, high) in (0.001..5.0_f64, 0.001..6.0_f64),
        need in prop::option::of(prop::sample::select(Need::ALL)),
        open_only in any::<bool>(),
    ) {
        let atlas = atlas(assorted(count, seed));
        let window = Window { west, south, east: west + wide, north: south + high };
        let kinds = need.map_or_else(KindSet::all, KindSet::of_need);
        for zoom in 0..=22 {
            let query = MapQuery { kinds, open_only, ..query(window, zoom) };
            let items = atlas.map(&query);
            prop_assert_eq!(total(&items), inside(&atlas, &query).len(), "zoom {}", zoom);
            prop_assert_eq!(&items, &atlas.map(&query));
            for item in items {
                if let MapItem::Cluster { count, at, window: around } = item {
                    prop_assert!(zoom < 15 && count > 1);
                    prop_assert!(around.holds(at) && window.holds(at));
                }
            }
        }
    }
}

#[test]
fn a_cluster_lies_at_the_mean_of_its_members_and_names_their_window() {
    let offices = (0..12).map(|i| {
        let step = f64::from(u8::try_from(i).unwrap()) / 1_000.0;
        office_at(i, 40.0 + step, -89.0 - step)
    });
    let atlas = atlas(offices.collect());
    let items = atlas.map(&query(Window::ILLINOIS, 6));
    let [MapItem::Cluster { count: 12, at, window }] = items.as_slice() else {
        panic!("{items:?}")
    };
    assert!((at.lat() - 40.0055).abs() < 1e-9 && (at.lon() + 89.0055).abs() < 1e-9);
    let expected = Window { west: -89.011, south: 40.0, east: -89.0, north: 40.011 };
    assert!(
        (window.west - expected.west).abs() < 1e-9 && (window.north - expected.north).abs() < 1e-9
    );
}

#[test]
fn the_state_is_a_handful_of_clusters_from_afar_and_single_offices_close_by() {
    let points = inside(&SHIPPED, &query(EARTH, 0)).len();
    assert!(points > 400);
    let counts: Vec<usize> = (0..=15).map(|z| SHIPPED.map(&query(EARTH, z)).len()).collect();
    assert!(counts[4] <= 8, "{counts:?}");
    assert!(counts[6] > counts[4] && counts[10] > counts[6]);
    assert_eq!(counts[15], points);
    assert!(SHIPPED.map(&query(EARTH, 15)).iter().all(|i| matches!(i, MapItem::Office(_))));
}

#[test]
fn a_few_offices_are_shown_one_by_one_at_any_zoom() {
    let atlas = atlas((0..10).map(|i| office_at(i, 40.0, -89.0)).collect());
    assert_eq!(atlas.map(&query(Window::ILLINOIS, 3)).len(), 10);
    let more = crate::atlas::fixture::atlas((0..11).map(|i| office_at(i, 40.0, -89.0)).collect());
    assert_eq!(more.map(&query(Window::ILLINOIS, 3)).len(), 1);
}

#[test]
fn a_window_of_too_many_cells_is_answered_from_a_lower_zoom() {
    let atlas = atlas(assorted(20_000, 3));
    for zoom in [11, 14, 15, 255] {
        let items = atlas.map(&query(EARTH, zoom));
        assert!(items.len() <= 4_096, "{}", items.len());
        assert_eq!(total(&items), inside(&atlas, &query(EARTH, zoom)).len());
    }
    // Deep in, a small window shows each office all the same.
    let at = atlas.offices().iter().find_map(|o| o.facts.location.position()).unwrap();
    let close = Window { west: at.lon(), south: at.lat(), east: at.lon(), north: at.lat() }
        .grown(0.0, 0.02);
    assert!(atlas.map(&query(close, 16)).iter().all(|i| matches!(i, MapItem::Office(_))));
}

#[test]
fn filters_beyond_those_remembered_are_answered_alike() {
    let atlas = atlas(assorted(600, 5));
    for round in 0..2 {
        for (i, kind) in crate::domain::kind::OfficeKind::ALL.iter().enumerate() {
            let kinds = KindSet::from_iter([*kind]);
            let query = MapQuery { kinds, ..query(Window::ILLINOIS, 5) };
            let items = atlas.map(&query);
            assert_eq!(total(&items), inside(&atlas, &query).len(), "{round} {i}");
        }
    }
    assert!(atlas.map(&MapQuery { kinds: KindSet::EMPTY, ..query(EARTH, 5) }).is_empty());
}
