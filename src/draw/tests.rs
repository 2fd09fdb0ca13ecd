//! Tests of whole pictures, on the shipped data.

use std::fmt::Write as _;
use std::sync::LazyLock;

use roxmltree::{Document, Node};

use super::*;
use crate::domain::geo::{Position, Window};

static BASE: LazyLock<BaseMap> = LazyLock::new(|| {
    BaseMap::parse(&std::fs::read_to_string("data/base.geojson").unwrap()).unwrap()
});

/// An office of the shipped list, as far as a map needs it.
struct Office {
    kind: String,
    city: String,
    at: Position,
    rough: bool,
    look: PinLook,
    label: String,
    href: String,
}

static OFFICES: LazyLock<Vec<Office>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_path("data/offices.csv").unwrap();
    let heads = reader.headers().unwrap().clone();
    let rows = reader.records().filter_map(|row| {
        let row = row.unwrap();
        let get = |name: &str| row[heads.iter().position(|h| h == name).unwrap()].to_owned();
        let at =
            Position::new(get("latitude").parse().ok()?, get("longitude").parse().ok()?).ok()?;
        let look = match get("status").as_str() {
            "open" | "by_appointment" => PinLook::Open,
            "closed" | "moved" | "privatized" => PinLook::Shut,
            _ => PinLook::Doubt,
        };
        Some(Office {
            kind: get("office_type"),
            city: get("city"),
            at,
            rough: get("coord_method").ends_with("centroid"),
            look,
            label: format!("{}, {}, {}", get("name"), get("city"), get("status")),
            href: format!("/offices/{}", get("source_id")),
        })
    });
    rows.collect()
});

static PLACES: LazyLock<Vec<(String, Position)>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_path("data/places.csv").unwrap();
    let mut rows: Vec<(u32, String, Position)> = reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            let at = Position::new(row[3].parse().unwrap(), row[4].parse().unwrap()).unwrap();
            (row[5].parse().unwrap_or(0), row[0].to_owned(), at)
        })
        .collect();
    rows.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    rows.into_iter().map(|(_, name, at)| (name, at)).collect()
});

const CAIRO: Window = Window { west: -89.6, south: 36.9, east: -88.4, north: 37.7 };
const CHICAGO: Window = Window { west: -87.95, south: 41.6, east: -87.5, north: 42.05 };

fn towns() -> Vec<Town<'static>> {
    PLACES.iter().map(|(name, at)| Town { name, at: *at }).collect()
}

/// Aid offices in a view, the nearest to its middle first, the first ten with numbers.
fn pins(view: &View, number: bool) -> Vec<Pin<'static>> {
    let middle = view.window().centre();
    let mut near: Vec<&Office> =
        OFFICES.iter().filter(|o| o.kind == "fcrc" && view.window().holds(o.at)).collect();
    near.sort_by(|a, b| a.at.distance_m(middle).total_cmp(&b.at.distance_m(middle)));
    let pins = near.into_iter().zip(1..).map(|(o, n)| Pin {
        at: o.at,
        number: (number && n <= 10).then_some(n),
        look: o.look,
        href: &o.href,
        label: &o.label,
        short: (!number).then_some(o.city.as_str()),
        rough: o.rough,
    });
    pins.collect()
}

fn scene(pins: Vec<Pin<'static>>) -> Scene<'static> {
    Scene { title: "Offices", description: "A map", pins, towns: towns(), ..Scene::default() }
}

fn whole_state() -> (View, Scene<'static>) {
    static LABELS: LazyLock<Vec<(Position, u32, String)>> = LazyLock::new(|| {
        let mut cells = std::collections::BTreeMap::<(i64, i64), Vec<Position>>::new();
        let cell = |v: f64, size: f64| (0..4000_i32).find(|n| f64::from(*n) * size > v).unwrap();
        for o in OFFICES.iter().filter(|o| o.kind == "fcrc") {
            let key = (cell(o.at.lon() + 100.0, 0.6).into(), cell(o.at.lat(), 0.5).into());
            cells.entry(key).or_default().push(o.at);
        }
        cells
            .into_values()
            .map(|all| {
                let n = u32::try_from(all.len()).unwrap();
                let mean =
                    |f: fn(Position) -> f64| all.iter().map(|p| f(*p)).sum::<f64>() / f64::from(n);
                let at = Position::new(mean(Position::lat), mean(Position::lon)).unwrap();
                (at, n, format!("{n} offices here, press to see them closer"))
            })
            .collect()
    });
    let view = View::fit(Window::ILLINOIS, STATE).kept_within(BASE.bounds());
    let clusters = LABELS.iter().filter(|(_, n, _)| *n > 1).map(|(at, count, label)| ClusterMark {
        at: *at,
        count: *count,
        href: "/?bbox=1,2,3,4",
        label,
    });
    let single = LABELS.iter().filter(|(_, n, _)| *n == 1).map(|(at, _, label)| Pin {
        at: *at,
        number: None,
        look: PinLook::Open,
        href: "/offices/x",
        label,
        short: None,
        rough: false,
    });
    let scene = Scene { clusters: clusters.collect(), ..scene(single.collect()) };
    (view, scene)
}

fn cairo() -> (View, Scene<'static>) {
    let view = View::fit(CAIRO, NEAR).kept_within(BASE.bounds());
    let you = Position::new(37.0053, -89.1765).unwrap();
    (view, Scene { you: Some((you, "Cairo")), ..scene(pins(&view, true)) })
}

fn chicago() -> (View, Scene<'static>) {
    let view = View::fit(CHICAGO, NEAR).kept_within(BASE.bounds());
    (view, scene(pins(&view, true)))
}

fn pictures() -> Vec<(&'static str, String)> {
    let draw = |(view, scene): (View, Scene<'_>)| map(&BASE, &view, &scene).into_string();
    vec![("cairo", draw(cairo())), ("state", draw(whole_state())), ("chicago", draw(chicago()))]
}

const WORDS: TimelineWords<'static> = TimelineWords {
    id: "years",
    title: "Offices opened and closed each year",
    description: "Bars up are openings, bars down are closings.",
    year: "Year",
    gains: "Opened or reopened",
    losses: "Closed",
    temporary: "Closed for a time",
};

/// What the shipped ledger says of each year, by the kind of event.
fn ledger_years() -> Vec<YearCount> {
    let mut reader = csv::Reader::from_path("data/closures.csv").unwrap();
    let heads = reader.headers().unwrap().clone();
    let mut years: Vec<YearCount> = Vec::new();
    for row in reader.records() {
        let row = row.unwrap();
        let get = |name: &str| row[heads.iter().position(|h| h == name).unwrap()].to_owned();
        let Ok(year) = get("effective_on").chars().take(4).collect::<String>().parse() else {
            continue;
        };
        let (losses, gains, temporary) = match get("event_type").as_str() {
            "closure" | "consolidation" | "privatization" => (1, 0, 0),
            "reopening" | "opening" => (0, 1, 0),
            "temporary_closure" => (0, 0, 1),
            _ => continue,
        };
        years.push(YearCount { year, losses, gains, temporary });
    }
    years
}

fn attr<'a>(node: &Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attribute(name)
}

#[test]
fn every_picture_is_well_formed_and_free_of_styles_and_scripts() {
    let mut all: Vec<(&str, String)> = pictures();
    all.push(("timeline", timeline(&ledger_years(), &WORDS).into_string()));
    all.push(("table", timeline_table(&ledger_years(), &WORDS).into_string()));
    for (name, text) in all {
        let doc = Document::parse(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        for node in doc.descendants().filter(Node::is_element) {
            assert!(!matches!(node.tag_name().name(), "script" | "style" | "foreignObject"));
            for a in node.attributes() {
                assert!(a.name() != "style" && !a.name().starts_with("on"), "{name}: {}", a.name());
            }
        }
    }
}

#[test]
fn every_pin_is_a_link_with_a_name() {
    for (name, text) in pictures() {
        let doc = Document::parse(&text).unwrap();
        let root = doc.root_element();
        assert_eq!(attr(&root, "role"), Some("group"), "{name}: links lie inside");
        let links: Vec<_> = doc
            .descendants()
            .filter(|n| n.has_tag_name(("http://www.w3.org/2000/svg", "a")))
            .collect();
        assert!(links.len() >= 3, "{name}: {}", links.len());
        for link in links {
            let label = attr(&link, "aria-label").unwrap();
            let title = link.first_element_child().unwrap();
            assert!(!label.is_empty() && title.text() == Some(label));
            assert!(attr(&link, "href").unwrap().starts_with('/'));
            assert!(attr(&link, "class").unwrap().starts_with("pin "));
        }
    }
}

#[test]
fn the_keyboard_follows_the_list() {
    let (view, scene) = chicago();
    let text = map(&BASE, &view, &scene).into_string();
    let doc = Document::parse(&text).unwrap();
    let labels: Vec<_> = doc.descendants().filter_map(|n| attr(&n, "aria-label")).collect();
    let wanted: Vec<_> = scene.pins.iter().map(|p| p.label).collect();
    assert_eq!(labels, wanted);
}

#[test]
fn looks_differ_by_shape() {
    let view = View::fit(CAIRO, NEAR);
    let drawn = |look| {
        let at = view.window().centre();
        let pin = Pin { at, number: None, look, href: "/x", label: "x", short: None, rough: false };
        let scene = Scene { pins: vec![pin], ..Scene::default() };
        let text = map(&BASE, &view, &scene).into_string();
        let doc = Document::parse(&text).unwrap();
        let marks = doc.descendants().filter(|n| attr(n, "class") == Some("mark"));
        marks.map(|n| n.tag_name().name().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(drawn(PinLook::Open), ["circle"]);
    assert_eq!(drawn(PinLook::Shut), ["rect"]);
    assert_eq!(drawn(PinLook::Doubt), ["path"]);
}

#[test]
fn hostile_names_are_written_as_text() {
    let evil =
        "</title><script>alert(1)</script>\"' onload=\"x\" & \u{202e}\u{5d0}\u{5d1} \u{1f3da}";
    let (view, mut scene) = cairo();
    scene.title = evil;
    scene.description = evil;
    scene.you = scene.you.map(|(at, _)| (at, evil));
    scene.pins.truncate(1);
    scene.pins[0] = Pin { href: evil, label: evil, short: Some(evil), ..scene.pins[0].clone() };
    scene.towns = vec![Town { name: evil, at: view.window().centre() }];
    scene.clusters =
        vec![ClusterMark { at: view.window().centre(), count: 7, href: evil, label: evil }];
    let words = TimelineWords {
        id: "a",
        title: evil,
        description: evil,
        year: evil,
        gains: evil,
        losses: evil,
        temporary: evil,
    };
    let year = [YearCount { year: 2020, losses: 1, gains: 2, temporary: 3 }];
    let key = LegendWords { open: Some(evil), you: Some(evil), ..LegendWords::default() };
    for text in [
        map(&BASE, &view, &scene).into_string(),
        timeline(&year, &words).into_string(),
        timeline_table(&year, &words).into_string(),
        legend(&key).into_string(),
    ] {
        let doc = Document::parse(&text).unwrap();
        assert!(!doc.descendants().any(|n| n.tag_name().name() == "script"));
        assert!(!doc.descendants().any(|n| n.attribute("onload").is_some()));
        assert!(doc.descendants().any(|n| n.is_text() && n.text().unwrap().contains(evil)));
    }
}

/// All points of all paths, in picture units.
fn points(doc: &Document<'_>) -> Vec<[f64; 2]> {
    let mut all = Vec::new();
    let ground = doc.descendants().find(|n| attr(n, "aria-hidden") == Some("true")).unwrap();
    for d in ground.descendants().filter_map(|n| attr(&n, "d")).filter(|d| d.contains('l')) {
        for part in d.split('M').skip(1) {
            let spaced = part.replace(['l', 'z'], " ").replace('-', " -");
            // ".5.5" never comes out of the writer, so spaces and signs are all the marks there are.
            let n: Vec<f64> = spaced.split_whitespace().map(|v| v.parse().unwrap()).collect();
            let mut at = [0.0, 0.0];
            for step in n.chunks(2) {
                at = [at[0] + step[0], at[1] + step[1]];
                all.push(at);
            }
        }
    }
    all
}

#[test]
fn nothing_is_written_that_lies_outside_the_view() {
    for (name, text) in pictures() {
        let doc = Document::parse(&text).unwrap();
        let root = doc.root_element();
        let size = |name| attr(&root, name).unwrap().parse::<f64>().unwrap();
        let (width, height) = (size("width"), size("height"));
        let all = points(&doc);
        assert!(all.len() > 20, "{name}: {}", all.len());
        for [x, y] in all {
            assert!((-6.2..=width + 6.2).contains(&x), "{name}: {x}");
            assert!((-6.2..=height + 6.2).contains(&y), "{name}: {y}");
        }
    }
}

#[test]
fn pictures_are_light_and_always_the_same() {
    let bars = [("cairo", 25_000), ("state", 45_000), ("chicago", 25_000)];
    for ((name, text), (same, bar)) in pictures().into_iter().zip(bars) {
        assert_eq!(name, same);
        assert!(text.len() < bar, "{name}: {} bytes, expected under {bar}", text.len());
    }
    assert_eq!(pictures(), pictures());
    let chart = timeline(&ledger_years(), &WORDS).into_string();
    assert!(chart.len() < 20_000, "{}", chart.len());
}

#[test]
fn names_keep_off_the_pins_and_off_each_other() {
    let (view, scene) = cairo();
    let text = map(&BASE, &view, &scene).into_string();
    for name in ["Cairo", "Pulaski", "Massac"] {
        assert!(text.contains(&format!(">{name}</text>")), "{name} is named");
    }
    assert_eq!(text.matches(">Cairo</text>").count(), 1, "the asked place is not named twice");
}

#[test]
fn names_for_wide_screens_stay_away_from_a_picture_saved_alone() {
    let mut seen = 0;
    for (name, text) in pictures() {
        let doc = Document::parse(&text).unwrap();
        for node in
            doc.descendants().filter(|n| attr(n, "class").is_some_and(|c| c.contains("minor")))
        {
            assert_eq!(attr(&node, "display"), Some("none"), "{name}");
            seen += 1;
        }
    }
    assert!(seen > 0, "there are such names");
}

#[test]
fn a_map_without_offices_is_a_picture() {
    let text = map(&BASE, &View::fit(CAIRO, NEAR), &Scene::default()).into_string();
    assert!(text.contains("role=\"img\""));
}

#[test]
fn the_chart_has_a_place_for_every_year_and_a_table_beside() {
    let years = [
        YearCount { year: 2010, losses: 3, gains: 0, temporary: 1 },
        YearCount { year: 2013, losses: 0, gains: 2, temporary: 0 },
    ];
    let chart = timeline(&years, &WORDS).into_string();
    let doc = Document::parse(&chart).unwrap();
    let bars: Vec<_> = doc
        .descendants()
        .filter_map(|n| attr(&n, "class"))
        .filter(|c| c.starts_with("bar"))
        .collect();
    assert_eq!(bars[..3], ["bar shut", "bar temp", "bar open"]);
    assert_eq!(bars.len(), 6, "three bars and the three of the key");
    assert!(chart.contains(">2012</text>") && chart.contains("2013. Opened or reopened: 2"));
    let table = timeline_table(&years, &WORDS).into_string();
    assert!(table.find("2013").unwrap() < table.find("2010").unwrap(), "newest first");
    assert!(timeline(&[], &WORDS).into_string().is_empty());
}

#[test]
fn a_link_that_cannot_go_on_is_left_out() {
    let go = |label: &str| Move { href: Some(format!("/?to={label}")), label: label.to_owned() };
    let all = Controls {
        label: "Move the map".to_owned(),
        zoom_in: Move { href: None, label: "Closer".to_owned() },
        zoom_out: go("out"),
        west: go("west"),
        north: go("north"),
        south: go("south"),
        east: go("east"),
        whole: Some(go("state")),
    };
    let text = controls(&all).into_string();
    let doc = Document::parse(&text).unwrap();
    let moves: Vec<_> = doc.descendants().filter_map(|n| attr(&n, "data-move")).collect();
    assert_eq!(moves, ["out", "w", "n", "s", "e"]);
    assert!(text.contains(">state</a>"));
}

/// Writes pages to look at into `target/draw`; `site.css` is looked for beside them.
#[test]
#[ignore = "writes files for people to look at"]
fn show() {
    let out = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/draw");
    std::fs::create_dir_all(&out).unwrap();
    let page = |body: &str| {
        format!(
            "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content=\"width=device-width\">\
             <link rel=stylesheet href=site.css><main>{body}</main></html>"
        )
    };
    let key = LegendWords {
        open: Some("open"),
        shut: Some("closed"),
        doubt: Some("not sure"),
        many: Some("several offices"),
        rough: Some("place not exact"),
        you: Some("you asked about"),
    };
    let go = |label: &str| Move { href: Some("#".to_owned()), label: label.to_owned() };
    let moves = Controls {
        label: "Move the map".to_owned(),
        zoom_in: go("Closer"),
        zoom_out: go("Farther"),
        west: go("West"),
        north: go("North"),
        south: go("South"),
        east: go("East"),
        whole: Some(go("All of Illinois")),
    };
    let (moves, key) = (controls(&moves).into_string(), legend(&key).into_string());
    let mut sizes = String::new();
    for (name, svg) in pictures() {
        let _ = writeln!(sizes, "{name}: {} bytes", svg.len());
        let body = format!(
            "<div class=split><p>List</p><div><div class=map>{svg}</div>{moves}{key}</div></div>"
        );
        std::fs::write(out.join(format!("{name}.html")), page(&body)).unwrap();
        std::fs::write(out.join(format!("{name}.svg")), svg).unwrap();
    }
    let years = ledger_years();
    let chart = timeline(&years, &WORDS).into_string();
    let _ = writeln!(sizes, "timeline: {} bytes", chart.len());
    let table = timeline_table(&years, &WORDS).into_string();
    let body = format!(
        "<figure class=chart><figcaption>{}</figcaption>{chart}</figure><div class=table>{table}</div>",
        WORDS.title
    );
    std::fs::write(out.join("timeline.html"), page(&body)).unwrap();
    for name in ["cairo", "state", "chicago", "timeline"] {
        // Browsers give no window less than 500 wide, so a phone is a frame in a page.
        let phone = format!("<iframe src={name}.html width=360 height=880 frameborder=0></iframe>");
        std::fs::write(out.join(format!("{name}-phone.html")), phone).unwrap();
    }
    std::fs::write(out.join("timeline.svg"), chart).unwrap();
    println!("{sizes}");
}
