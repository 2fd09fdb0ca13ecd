//! How the figures of harm are made: every formula with its source, and what it cannot tell.

use maud::{Markup, html};

use super::prose::{Part, part};
use crate::domain::demand::DemandLevel;
use crate::draw::added_classes;
use crate::impact::{Measure, RULE};
use crate::web::cx::PageCx;
use crate::web::studies;
use crate::web::ui::{self, Page};

/// A part of the page: what links can lead to, its formulas, and where they come from.
struct Told {
    part: Part,
    formulas: &'static [&'static str],
    sources: &'static [&'static str],
}

const fn text(
    name: &'static str,
    formulas: &'static [&'static str],
    sources: &'static [&'static str],
) -> Told {
    Told { part: Part::text(name), formulas, sources }
}

/// The parts, in the order in which an answer is made.
const PARTS: [Told; 18] = [
    text("people", &[], &[]),
    text("zip", &[], &[]),
    text("nearest", &[], &["geodesics", "roads"]),
    text("second", &[], &[]),
    text("assigned", &[], &[]),
    text("added", &["formula-added", "formula-mean", "formula-total"], &["quantiles"]),
    text("beyond", &[], &[]),
    text("desert", &[], &["desert"]),
    text("load", &["formula-load"], &[]),
    text("margins", &["formula-sum", "formula-share", "formula-mean-margin"], &["margins"]),
    text("map", &["formula-dot", "formula-unsure"], &["hatching"]),
    text("catchments", &["formula-ratio", "formula-access"], &["2sfca", "e2sfca", "3sfca", "raam"]),
    text("rank", &[], &[]),
    text("times", &[], &[]),
    text("cases", &[], &[]),
    Told { part: Part::list("limits"), formulas: &[], sources: &[] },
    text("versions", &[], &[]),
    text("checked", &[], &[]),
];

/// The page; `level` is what people are counted in here today.
pub fn show(cx: &PageCx, level: DemandLevel, has_people: bool) -> Markup {
    let title = cx.t("method-title");
    let body = html! {
        h1 { (title) }
        div.prose {
            p.lead { (cx.t("method-lead")) }
            nav aria-labelledby="contents" {
                h2 id="contents" { (cx.t("method-contents")) }
                ol.contents {
                    @for told in &PARTS {
                        li { a href={ "#" (told.part.name) } { (heading(cx, told.part)) } }
                    }
                }
            }
            @for told in &PARTS { (part(cx, "method", told.part, &more(cx, told, level, has_people))) }
        }
    };
    ui::page(cx, &Page::new(&title).about(&cx.t("method-about")), body)
}

fn heading(cx: &PageCx, part: Part) -> String {
    cx.words.word("text", &format!("method-{}", part.name))
}

/// What stands below the sentences of a part.
fn more(cx: &PageCx, told: &Told, level: DemandLevel, has_people: bool) -> Markup {
    html! {
        @for formula in told.formulas { p { code { (cx.t(formula)) } } }
        @match told.part.name {
            "load" => (studies::queue(cx)),
            "map" => (classes(cx)),
            "versions" => {
                p { (cx.words.with("method-version", &[("rule", RULE.into())])) }
                p { (cx.words.word("method-level", if has_people { level.as_str() } else { "none" })) }
                p.do { a href=(cx.href("/data")) { (cx.t("nav-data")) } }
            }
            _ => {}
        }
        @if !told.sources.is_empty() {
            p.hint { (cx.t("method-sources")) }
            ul.hint {
                @for source in told.sources.iter().filter_map(|id| studies::source(id)) {
                    li { a href=(source.url) lang="en" { (source.cite) } }
                }
            }
        }
    }
}

/// The classes of the map's colours, in miles and in minutes.
fn classes(cx: &PageCx) -> Markup {
    let title = cx.t("method-classes");
    let words = |span: (Option<String>, Option<String>)| match span {
        (None, Some(to)) => cx.words.with("harm-key-up-to", &[("to", to.into())]),
        (Some(from), Some(to)) => {
            cx.words.with("harm-key-between", &[("from", from.into()), ("to", to.into())])
        }
        (Some(from), None) => cx.words.with("harm-key-over", &[("from", from.into())]),
        (None, None) => String::new(),
    };
    let miles = added_classes(Measure::Miles).spans().map(words);
    let minutes = added_classes(Measure::Minutes).spans().map(words);
    html! {
        section.table tabindex="0" aria-label=(title) {
            table {
                caption { (title) }
                thead {
                    tr {
                        th scope="col" { (cx.t("method-class")) }
                        th scope="col" { (cx.t("method-miles")) }
                        th scope="col" { (cx.t("method-minutes")) }
                    }
                }
                tbody {
                    @for ((n, miles), minutes) in (1_u8..).zip(&miles).zip(&minutes) {
                        tr {
                            th scope="row" {
                                svg.dots viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true" focusable="false" {
                                    circle class={ "a" (n) } r="7" stroke="currentColor" {}
                                }
                                " " (n)
                            }
                            td { (miles) }
                            td { (minutes) }
                        }
                    }
                }
            }
        }
    }
}
