//! What can be taken along: every shipped file, and the addresses for programs.

use std::sync::LazyLock;

use maud::{Markup, html};

use super::datasets;
use super::prose::{Part, part};
use crate::domain::dataset::Dataset;
use crate::domain::date::PartialDate;
use crate::shipped::{self, address};
use crate::web::cx::PageCx;
use crate::web::ui::{self, Page};

/// A file of `data/`, as its README tells of it.
struct Shipped {
    name: &'static str,
    /// Day of the gathering, or of the list that it copies.
    date: &'static str,
    /// The word for its licence: `licence-facts` and so on.
    licence: &'static str,
}

const GATHERED: &str = "2026-11-22";
const LISTED: &str = "2026-06-24";

/// The files, those first that people ask for first. `file-{name}` says what each is, and
/// `credit-{name}` where it comes from.
const FILES: [Shipped; 18] = [
    Shipped { name: "offices.csv", date: GATHERED, licence: "facts" },
    Shipped { name: "cases.csv", date: GATHERED, licence: "ours" },
    Shipped { name: "closures.csv", date: GATHERED, licence: "facts" },
    Shipped { name: "steps.csv", date: GATHERED, licence: "facts" },
    Shipped { name: "step_overrides.csv", date: GATHERED, licence: "ours" },
    Shipped { name: "service_areas.csv", date: LISTED, licence: "facts" },
    Shipped { name: "caseload.csv", date: GATHERED, licence: "facts" },
    Shipped { name: "zips.csv", date: GATHERED, licence: "geonames" },
    Shipped { name: "places.csv", date: GATHERED, licence: "places" },
    Shipped { name: "counties.csv", date: "2009", licence: "public" },
    Shipped { name: "base.geojson", date: "2009", licence: "base" },
    Shipped {
        name: "statutes/illinois-facilities-closure-act.toml",
        date: GATHERED,
        licence: "facts",
    },
    Shipped {
        name: "statutes/illinois-health-facilities-review-board.toml",
        date: GATHERED,
        licence: "facts",
    },
    Shipped { name: "statutes/federal-ssa.toml", date: GATHERED, licence: "facts" },
    Shipped { name: "statutes/none.toml", date: GATHERED, licence: "facts" },
    Shipped { name: "problems.toml", date: GATHERED, licence: "ours" },
    Shipped { name: "literature.toml", date: GATHERED, licence: "facts" },
    Shipped { name: "README.md", date: GATHERED, licence: "ours" },
];

/// What a program can ask for: the address, the word for what comes back, and an example.
const ADDRESSES: [(&str, &str, &str); 10] = [
    (
        "/api/offices/nearest",
        "nearest",
        "/api/offices/nearest?lat=41.88&lon=-87.63&kind=fcrc&limit=3",
    ),
    ("/api/offices", "offices", "/api/offices?county=Cook&kind=fcrc"),
    ("/api/offices/{slug}", "office", ""),
    ("/api/closures", "closures", "/api/closures?county=Cook&year=2012"),
    ("/api/search", "search", "/api/search?q=Cairo"),
    ("/api/map", "map", "/api/map?bbox=-88.3,41.6,-87.5,42.1&zoom=9"),
    ("/api/impact", "impact", "/api/impact?close=idhs-fcrc-jackson"),
    ("/api/areas", "areas", "/api/areas?kind=county"),
    ("/api/areas/{kind}/{slug}", "area", "/api/areas/county/jackson"),
    ("/open311/v2", "open311", "/open311/v2/requests.json"),
];

/// Rows of the files that have rows, in their order.
static ROWS: LazyLock<Vec<Option<usize>>> =
    LazyLock::new(|| FILES.iter().map(|file| rows(file.name)).collect());

/// Rows of a table, features of a map, studies of a list; none for a text.
pub(super) fn rows(name: &str) -> Option<usize> {
    let text = shipped::text(&format!("data/{name}"));
    match name.rsplit('.').next() {
        Some("csv") => Some(csv::Reader::from_reader(text.as_bytes()).into_records().count()),
        Some("geojson") => Some(text.matches(r#""type":"Feature","#).count()),
        Some("toml") if name == "literature.toml" => {
            Some(text.lines().filter(|line| *line == "[[study]]").count())
        }
        _ => None,
    }
}

/// The page.
pub fn show(cx: &PageCx, loaded: &[Dataset]) -> Markup {
    let title = cx.t("data-title");
    let text = |name, more: &Markup| part(cx, "data", Part::text(name), more);
    let body = html! {
        h1 { (title) }
        p.lead { (cx.t("data-lead")) }
        (text("files", &files(cx)))
        (text("loaded", &datasets::list(cx, loaded)))
        (text("programs", &programs(cx)))
        p.do { a href=(cx.href("/about/method")) { (cx.t("method-title")) } }
        div.prose {
            (text("reuse", &html! { p { (cx.t("credits")) } }))
            (text("private", &html! {}))
        }
    };
    ui::page(cx, &Page::new(&title).about(&cx.t("data-about")), body)
}

fn files(cx: &PageCx) -> Markup {
    html! {
        ul.list.rows {
            @for (file, rows) in FILES.iter().zip(ROWS.iter()) { (row(cx, file, *rows)) }
        }
    }
}

fn row(cx: &PageCx, file: &Shipped, rows: Option<usize>) -> Markup {
    // A key of a message has no dots.
    let key = file.name.replace(['.', '_', '/'], "-");
    let saved = file.name.rsplit('/').next();
    let rows = rows.map(|n| {
        let number = cx.words.number(u64::try_from(n).unwrap_or(u64::MAX));
        let n = u32::try_from(n).unwrap_or(u32::MAX);
        cx.words.with("data-rows", &[("n", n.into()), ("number", number.into())])
    });
    let date = file.date.parse::<PartialDate>().map(|date| cx.words.date(date));
    html! {
        li.card {
            h3 {
                a href=(address(&format!("data/{}", file.name))) download=[saved] {
                    (cx.words.word("file", &key))
                }
            }
            p {
                code { (file.name) } br;
                @if let Some(rows) = rows { (rows) ", " }
                (cx.words.with("data-as-of", &[("date", date.unwrap_or_default().into())]))
            }
            p {
                (cx.words.word("licence", file.licence))
                @if let Some(credit) = cx.words.word_if_known("credit", &key) {
                    br; span.hint { (credit) }
                }
            }
        }
    }
}

fn programs(cx: &PageCx) -> Markup {
    html! {
        dl {
            @for (path, key, example) in ADDRESSES {
                dt { code { (path) } }
                dd {
                    (cx.words.word("api", key))
                    @if !example.is_empty() { " " a href=(example) { (cx.t("data-example")) } }
                }
            }
        }
        p { a href="/openapi.json" { (cx.t("data-openapi")) } }
    }
}
