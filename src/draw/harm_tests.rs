//! Tests of whole maps of a change, on the shipped base map.

use std::sync::LazyLock;

use roxmltree::Document;

use super::*;
use crate::domain::geo::Position;
use crate::impact::Measure;

static BASE: LazyLock<BaseMap> =
    LazyLock::new(|| BaseMap::parse(include_str!("../../data/base.geojson")).unwrap());

fn at(lat: f64, lon: f64) -> Position {
    Position::new(lat, lon).unwrap()
}

/// Tracts of a city by a small rule: a lattice of 36 by 36 with people and added miles of all sizes.
fn city() -> Vec<HarmDot> {
    let all = (0..1_296_u32).map(|n| {
        let (x, y) = (f64::from(n % 36), f64::from(n / 36));
        HarmDot {
            at: at(41.65 + y * 0.01, -87.9 + x * 0.01),
            added: (n % 97 != 0).then(|| f64::from(n % 25) + 0.1),
            weight: 20 + (n * 37) % 2_600,
            is_unsure: n % 11 == 0,
        }
    });
    all.collect()
}

fn scene<'a>(dots: &'a [HarmDot], pins: &'a [HarmPin<'a>]) -> HarmScene<'a> {
    HarmScene {
        id: "harm",
        title: "Where the way gets longer",
        description: "The most is added in <Cairo>",
        measure: Measure::Miles,
        size: DotSize::People(2_500),
        dots,
        pins,
        towns: vec![Town { name: "Chicago", at: at(41.85, -87.65) }],
    }
}

fn drawn(scene: &HarmScene<'_>) -> String {
    let view = harm_view(&BASE, scene.dots, scene.pins).unwrap();
    harm_map(&BASE, &view, scene).into_string()
}

fn two_pins() -> [HarmPin<'static>; 2] {
    let pin = |at, role, short| HarmPin { at, role, short, rough: false };
    [
        pin(at(37.76, -89.33), HarmPinRole::Goes, "Murphysboro & <b>"),
        pin(at(37.46, -89.24), HarmPinRole::Takes, "Anna"),
    ]
}

#[test]
fn a_map_of_a_change_is_one_picture_with_words_and_no_styles() {
    let (dots, pins) = (city(), two_pins());
    let text = drawn(&scene(&dots, &pins));
    let doc = Document::parse(&text).unwrap();
    let root = doc.root_element();
    assert_eq!(root.attribute("role"), Some("img"));
    let words: Vec<&str> = root.children().filter_map(|n| n.text()).take(2).collect();
    assert_eq!(words, ["Where the way gets longer", "The most is added in <Cairo>"]);
    assert!(doc.descendants().all(|n| n.attribute("style").is_none()));
    assert!(doc.descendants().any(|n| n.text() == Some("Murphysboro & <b>")));
    let marks = |tag: &str| {
        let of = |n: &roxmltree::Node<'_, '_>| n.attribute("class") == Some("mark");
        doc.descendants()
            .filter(|n| of(n) && n.has_tag_name(("http://www.w3.org/2000/svg", tag)))
            .count()
    };
    assert_eq!((marks("rect"), marks("circle")), (1, 1), "the one that goes has its own shape");
}

#[test]
fn a_large_city_stays_light_and_every_place_is_drawn_once() {
    let dots = city();
    let text = drawn(&scene(&dots, &[]));
    assert!(text.len() < 60_000, "{}", text.len());
    let dots_part = &text[text.find("<g class=\"dots\"").unwrap()..];
    let dots_part = &dots_part[..dots_part.find("</g>").unwrap()];
    let doc = Document::parse(&text).unwrap();
    let of = doc.descendants().find(|n| n.attribute("class") == Some("dots")).unwrap();
    let paths: Vec<_> = of.children().filter(|n| n.is_element()).collect();
    let count: usize = paths.iter().map(|p| p.attribute("d").unwrap().matches('M').count()).sum();
    assert_eq!(count, 1_296);
    assert!(paths.len() < 150, "{} groups in {} bytes", paths.len(), dots_part.len());
    // Larger ones first: the radius never grows from path to path.
    let radius = |d: &str| -> Option<f64> { d.split('a').nth(1)?.split(' ').next()?.parse().ok() };
    let radii: Vec<f64> = paths.iter().filter_map(|p| radius(p.attribute("d").unwrap())).collect();
    assert!(radii.windows(2).all(|two| two[0] >= two[1]), "{radii:?}");
    // Hatched, not coloured.
    let unsure: Vec<_> = paths.iter().filter(|p| p.attribute("class") == Some("unsure")).collect();
    assert!(!unsure.is_empty());
    assert!(unsure.iter().all(|p| p.attribute("fill") == Some("url(#harm-hatch)")));
    assert_eq!(drawn(&scene(&dots, &[])), text, "the same picture each time");
}

#[test]
fn the_key_has_all_classes_and_of_the_rest_what_is_on_the_map() {
    let words = HarmKeyWords {
        heading: "Miles".into(),
        classes: ["1", "2", "3", "4", "5", "6"].map(str::to_owned),
        less: "less".into(),
        unsure: "rough".into(),
        lost: "lost".into(),
        goes: "goes".into(),
        takes: "takes".into(),
    };
    let (all, pins) = (city(), two_pins());
    let key = |dots: &[HarmDot], pins: &[HarmPin<'_>]| {
        let scene = scene(dots, &[]);
        harm_key(&HarmScene { pins, ..scene }, &words).into_string()
    };
    let whole = key(&all, &pins);
    for said in ["> 1<", "> 6<", "> rough<", "> lost<", "> goes<", "> takes<"] {
        assert!(whole.contains(said), "{said}: {whole}");
    }
    assert!(!whole.contains("> less<"));
    let shorter = [HarmDot { added: Some(-3.0), is_unsure: false, ..all[1] }];
    let key = key(&shorter, &[]);
    assert!(key.contains("> less<") && !key.contains("> 1<") && !key.contains("> goes<"), "{key}");
}

#[test]
fn sizes_stand_below_the_map_in_its_own_units() {
    let samples = [(100, "100".to_owned()), (2_500, "2,500 people in poverty".to_owned())];
    let strip = harm_sizes(DotSize::People(2_500), &samples, "Size").into_string();
    let doc = Document::parse(&strip).unwrap();
    assert!(doc.root_element().attribute("viewBox").unwrap().starts_with("0 0 360 "));
    assert_eq!(strip.matches("<circle").count(), 2);
    assert!(harm_sizes(DotSize::Alike, &samples, "Size").into_string().is_empty());
}

#[test]
fn the_view_holds_the_places_and_the_offices_near_them() {
    let dots = [HarmDot { at: at(37.7, -89.2), added: Some(2.0), weight: 9, is_unsure: false }];
    let far = |n: f64| HarmPin {
        at: at(38.0 + n, -89.0),
        role: HarmPinRole::Takes,
        short: "",
        rough: false,
    };
    let pins: Vec<_> = (0..8_u8).map(|n| far(f64::from(n) / 2.0)).collect();
    let seen = harm_view(&BASE, &dots, &pins).unwrap().window();
    assert!(seen.holds(dots[0].at) && seen.holds(pins[3].at));
    assert!(!seen.holds(pins[7].at), "the last of many is far away");
    assert!(harm_view(&BASE, &[], &[]).is_none());
}
