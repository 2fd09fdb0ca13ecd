//! The atlas at the size of Illinois and at 100,000 offices.
#![expect(missing_docs, reason = "criterion's macros make public items without any")]
#![expect(clippy::expect_used, reason = "a bench that cannot be set up has nothing to measure")]

use std::hint::black_box;
use std::sync::Arc;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use stillopen::atlas::{Atlas, AtlasInput, Gazetteer, MapQuery, NearestQuery};
use stillopen::domain::geo::{Position, Window};
use stillopen::domain::id::OfficeId;
use stillopen::domain::kind::{KindSet, Need, OfficeKind};
use stillopen::domain::office::{
    Listing, Location, Office, OfficeFacts, OfficeStatus, PointMethod, Wheelchair,
};
use stillopen::domain::slug::Slug;
use uuid::Uuid;

/// As many as ship, and as many as the bar is set for.
const SIZES: [u32; 2] = [481, 100_000];

fn gazetteer() -> Arc<Gazetteer> {
    let gazetteer = Gazetteer::parse(
        include_str!("../data/zips.csv"),
        include_str!("../data/places.csv"),
        include_str!("../data/counties.csv"),
    );
    Arc::new(gazetteer.expect("the gazetteer that ships"))
}

/// Numbers that look random and are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u32) -> u32 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(self.0 >> 33).unwrap_or(0) % end
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        let length = u32::try_from(list.len()).unwrap_or(u32::MAX);
        &list[self.below(length) as usize]
    }
}

/// Offices around ZIP codes, crowded where those are; the kinds in about the shares of what ships.
fn offices(count: u32, gazetteer: &Gazetteer) -> Vec<Office> {
    let mut numbers = Numbers(20_260_624);
    let kinds = [
        (200, OfficeKind::WicClinic, "Health Department", "wic"),
        (284, OfficeKind::Fcrc, "Family Community Resource Center", "snap"),
        (333, OfficeKind::SsaFieldOffice, "Social Security", "social-security"),
        (366, OfficeKind::IdesOffice, "Employment Security", "unemployment-insurance"),
        (400, OfficeKind::SeniorCenter, "Senior Center", "senior-services"),
        (481, OfficeKind::PublicMentalHealthClinic, "Mental Health Center", "mental-health"),
    ];
    let streets =
        ["Main St", "Oak Ave", "Lincoln Hwy", "State St", "Court St", "Broadway", "5th Ave"];
    (0..count)
        .map(|i| {
            let zip = numbers.of(&gazetteer.zips);
            let draw = numbers.below(481);
            let &(_, kind, title, service) = kinds.iter().find(|k| draw < k.0).unwrap_or(&kinds[0]);
            let off = |n: u32| (f64::from(n) - 500.0) / 10_000.0;
            let (lat, lon) = (
                zip.at.lat() + off(numbers.below(1_000)),
                zip.at.lon() + off(numbers.below(1_000)),
            );
            let name = format!("{title} - {} {i}", zip.city);
            Office {
                id: OfficeId(Uuid::from_u128(u128::from(i))),
                slug: Slug::make(&name, "office"),
                feed: "bench".into(),
                source_id: format!("bench-{i}"),
                site: None,
                valid_from: jiff::civil::date(2026, 1, 1),
                facts: OfficeFacts {
                    name,
                    agency: "Illinois Department of Human Services".into(),
                    kind,
                    status: *numbers.of(&[
                        OfficeStatus::Open,
                        OfficeStatus::Open,
                        OfficeStatus::Closed,
                    ]),
                    location: Location {
                        address: format!("{} {}", numbers.below(9_999), numbers.of(&streets)),
                        city: zip.city.clone(),
                        state: "IL".into(),
                        zip: zip.zip.clone(),
                        county: zip.county.clone(),
                        point: Position::new(lat, lon).ok().map(|at| (at, PointMethod::Source)),
                    },
                    phone: None,
                    tty: None,
                    fax: None,
                    website: None,
                    hours: None,
                    hours_text: None,
                    languages: if numbers.below(1_000) == 0 {
                        vec!["Polish".into()]
                    } else {
                        Vec::new()
                    },
                    services: vec![service.into()],
                    wheelchair: *numbers.of(&[None, Some(Wheelchair::Yes)]),
                    opened_on: None,
                    closed_on: None,
                    listing: Listing::default(),
                    notes: None,
                },
            }
        })
        .collect()
}

fn input(count: u32, gazetteer: &Gazetteer) -> AtlasInput {
    AtlasInput { revision: 1, offices: offices(count, gazetteer), ..AtlasInput::default() }
}

fn near_chicago() -> NearestQuery {
    NearestQuery {
        at: Position::new(41.88, -87.63).expect("a position"),
        limit: 3,
        kinds: KindSet::from_iter([OfficeKind::Fcrc]),
        service: None,
        language: None,
        wheelchair: false,
        open_only: true,
    }
}

fn nearest(c: &mut Criterion) {
    let gazetteer = gazetteer();
    for size in SIZES {
        let atlas = Atlas::build(input(size, &gazetteer), Arc::clone(&gazetteer));
        let mut group = c.benchmark_group(format!("nearest/{size}"));
        let queries = [
            ("one kind, open, 3", near_chicago()),
            ("one kind, open, 20", NearestQuery { limit: 20, ..near_chicago() }),
            (
                "every kind, 3",
                NearestQuery { kinds: KindSet::all(), open_only: false, ..near_chicago() },
            ),
            (
                "every kind, 100",
                NearestQuery { kinds: KindSet::all(), limit: 100, ..near_chicago() },
            ),
            ("wheelchair, 3", NearestQuery { wheelchair: true, ..near_chicago() }),
            (
                "rare language, 3",
                NearestQuery { language: Some("Polish".into()), ..near_chicago() },
            ),
            ("no such service", NearestQuery { service: Some("none".into()), ..near_chicago() }),
        ];
        for (name, query) in queries {
            group.bench_function(name, |b| b.iter(|| atlas.nearest(black_box(&query))));
        }
    }
}

fn map(c: &mut Criterion) {
    let gazetteer = gazetteer();
    for size in SIZES {
        let atlas = Atlas::build(input(size, &gazetteer), Arc::clone(&gazetteer));
        let mut group = c.benchmark_group(format!("map/{size}"));
        for zoom in [4_u8, 6, 7, 8, 10, 11, 12, 14, 16] {
            // A screen of 1,280 by 800 pixels around Chicago.
            let wide = 1_280.0 / 256.0 * 360.0 / f64::from(1_u32 << zoom);
            let window = Window {
                west: (-87.7 - wide / 2.0).max(-180.0),
                south: (41.8 - wide * 0.23).max(-85.0),
                east: -87.7 + wide / 2.0,
                north: (41.8 + wide * 0.23).min(85.0),
            };
            let query = MapQuery { window, zoom, kinds: KindSet::all(), open_only: false };
            group.bench_function(format!("zoom {zoom}"), |b| {
                b.iter(|| atlas.map(black_box(&query)))
            });
        }
        let state =
            MapQuery { window: Window::ILLINOIS, zoom: 7, kinds: KindSet::all(), open_only: false };
        group.bench_function("the state at zoom 7", |b| b.iter(|| atlas.map(black_box(&state))));
        let aid = MapQuery { kinds: KindSet::of_need(Need::Aid), open_only: true, ..state };
        group.bench_function("the state at zoom 7, open aid offices", |b| {
            b.iter(|| atlas.map(black_box(&aid)))
        });
        let deep = MapQuery { zoom: 14, ..state };
        group.bench_function("the state at zoom 14", |b| b.iter(|| atlas.map(black_box(&deep))));
    }
}

fn search(c: &mut Criterion) {
    let gazetteer = gazetteer();
    for size in SIZES {
        let atlas = Atlas::build(input(size, &gazetteer), Arc::clone(&gazetteer));
        let mut group = c.benchmark_group(format!("search/{size}"));
        for text in [
            "Carbondale",
            "Carbondail",
            "s",
            "sp",
            "social security rockford",
            "1000 N Main St, Anna",
        ] {
            group.bench_function(text, |b| b.iter(|| atlas.search(black_box(text), 8)));
        }
        let long = "springfeild bloomingtun ".repeat(20);
        group.bench_function("480 characters of slips", |b| {
            b.iter(|| atlas.search(black_box(&long), 8))
        });
        for text in
            ["62901", "Pope County", "East St Louis", "Carbondail", "social security rockford"]
        {
            group.bench_function(format!("resolve {text}"), |b| {
                b.iter(|| atlas.resolve(black_box(text)))
            });
        }
    }
}

fn build(c: &mut Criterion) {
    let gazetteer = gazetteer();
    let mut group = c.benchmark_group("build");
    group.sample_size(10);
    for size in SIZES {
        let input = input(size, &gazetteer);
        group.bench_function(size.to_string(), |b| {
            b.iter_batched(
                || input.clone(),
                |input| Atlas::build(input, Arc::clone(&gazetteer)),
                BatchSize::PerIteration,
            );
        });
    }
}

criterion_group!(benches, nearest, map, search, build);
criterion_main!(benches);
