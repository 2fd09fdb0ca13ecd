//! The ledger: filters, cases, their offices on a map, and the years.

use maud::{Markup, html};

use super::count::{Counted, Unnamed};
use super::filter::STATES;
use super::map::{CaseMap, Spot, case_map};
use super::names::called;
use super::{A_PAGE, LedgerPage};
use crate::atlas::Atlas;
use crate::domain::closure::{CaseOffice, CaseState, OfficeRole};
use crate::draw::{BaseMap, TimelineWords, timeline, timeline_table};
use crate::web::cx::PageCx;
use crate::web::ui::{self, Nav, Page, case_look, case_row, form_encoded, pager};

/// The page.
pub fn show(cx: &PageCx, base: &BaseMap, atlas: &Atlas, ledger: &LedgerPage<'_>) -> Markup {
    let title = cx.t("ledger-title");
    let map = pictured(cx, atlas, ledger);
    let frame = Page::new(&title).about(&cx.t("ledger-about")).at(Nav::Closing);
    let body = html! {
        h1 { (title) }
        p.lead { (cx.t("ledger-lead")) }
        (filters(cx, ledger))
        (county(cx, atlas, ledger))
        @if !ledger.cases.is_empty() {
            p.do.jump {
                a href="#years-h" { (cx.t("ledger-jump-years")) }
                @if !map.spots.is_empty() { a href="#map" { (cx.t("ledger-jump-map")) } }
            }
        }
        div.split.wide {
            section aria-labelledby="cases" {
                h2 id="cases" { (found(cx, ledger)) }
                @if ledger.planned > 0 && ledger.filter.state != Some(CaseState::Proposed) {
                    p.hint { (planned(cx, ledger)) }
                }
                @if ledger.cases.is_empty() {
                    div.empty {
                        p { (cx.t("ledger-none")) }
                        p.do { a.quiet href=(cx.href("/closures")) { (cx.t("ledger-all")) } }
                    }
                } @else {
                    ol.list.rows start=((ledger.filter.page - 1) * A_PAGE + 1) {
                        @for case in &ledger.cases { (case_row(cx, case)) }
                    }
                }
                (pager(cx, ledger.filter.page, ledger.total.div_ceil(A_PAGE), &link(cx, ledger)))
            }
            @if !ledger.cases.is_empty() {
                div {
                    (years(cx, &ledger.counted))
                    @if !map.spots.is_empty() {
                        section id="map" aria-labelledby="map-h" {
                            h2 id="map-h" { (cx.t("ledger-map-h2")) }
                            (case_map(cx, base, atlas, &map))
                        }
                    }
                }
            }
        }
        p.do {
            a href=(cx.href("/impact")) { (cx.t("impact-link-any")) }
            a href=(cx.href("/closures/tip")) { (cx.t("tip-title")) }
            a href=(cx.href("/data")) { (cx.t("ledger-data")) }
        }
    };
    ui::page(cx, &frame, body)
}

/// The page of the county that is shown.
fn county(cx: &PageCx, atlas: &Atlas, ledger: &LedgerPage<'_>) -> Markup {
    let county = ledger.filter.county.as_ref().and_then(|name| atlas.gazetteer().county(name));
    html! {
        @if let Some(county) = county {
            p {
                @let name = cx.words.with("county-of", &[("name", county.name.clone().into())]);
                a href=(cx.href(&format!("/areas/county/{}", county.slug))) {
                    (cx.words.with("counts-more", &[("county", name.into())]))
                }
            }
        }
    }
}

fn found(cx: &PageCx, ledger: &LedgerPage<'_>) -> String {
    let key = if ledger.filter.is_any() { "ledger-found-some" } else { "ledger-found" };
    counted(cx, key, ledger.total)
}

fn planned(cx: &PageCx, ledger: &LedgerPage<'_>) -> String {
    counted(cx, "ledger-planned", ledger.planned)
}

/// A message with a number: `n` to choose the form by, `number` to be read.
fn counted(cx: &PageCx, key: &str, n: usize) -> String {
    let number = cx.words.number(u64::try_from(n).unwrap_or(u64::MAX));
    cx.words
        .with(key, &[("n", u32::try_from(n).unwrap_or(u32::MAX).into()), ("number", number.into())])
}

fn link<'a>(cx: &'a PageCx, ledger: &'a LedgerPage<'_>) -> impl Fn(usize) -> String + 'a {
    move |page| {
        let kept = ledger.filter.kept().into_iter();
        let kept: String = kept.map(|(n, v)| format!("{n}={}&", form_encoded(&v))).collect();
        cx.href(&format!("/closures?{kept}page={page}"))
    }
}

fn filters(cx: &PageCx, ledger: &LedgerPage<'_>) -> Markup {
    let (filter, choices) = (&ledger.filter, ledger.choices);
    let kinds = choices.kinds().iter().map(|k| (k.to_string(), cx.words.word("cut", k.as_str())));
    let states = STATES.iter().map(|s| (s.to_string(), cx.words.word("case", s.as_str())));
    let plain = |name: &String| (name.clone(), name.clone());
    let years = choices.years().iter().map(|y| (y.to_string(), y.to_string()));
    html! {
        details.filters open[filter.is_any()] {
            summary { (cx.t("filter-summary")) }
            form action="/closures" method="get" {
                (select(cx, "kind", "ledger-kind", filter.kind.map(|k| k.to_string()), kinds.collect()))
                (select(cx, "state", "ledger-state", filter.state.map(|s| s.to_string()), states.collect()))
                (select(cx, "county", "filter-county", filter.county.clone(), choices.counties().iter().map(plain).collect()))
                (select(cx, "year", "ledger-year", filter.year.map(|y| y.to_string()), years.collect()))
                (select(cx, "agency", "ledger-agency", filter.agency.clone(), choices.agencies().iter().map(plain).collect()))
                @if let Some(lang) = cx.kept_lang() { input type="hidden" name="lang" value=(lang); }
                div.field { button.go type="submit" { (cx.t("filter-apply")) } }
            }
        }
    }
}

/// A list to choose from. What was asked for stands in it even where no case has it.
fn select(
    cx: &PageCx,
    name: &str,
    label: &str,
    chosen: Option<String>,
    mut options: Vec<(String, String)>,
) -> Markup {
    if let Some(asked) = chosen.as_ref().filter(|asked| !options.iter().any(|(v, _)| v == *asked)) {
        options.push((asked.clone(), asked.clone()));
    }
    html! {
        div.field {
            label for=(format!("f-{name}")) { (cx.t(label)) }
            select id=(format!("f-{name}")) name=(name) {
                option value="" selected[chosen.is_none()] { (cx.t("filter-any")) }
                @for (value, word) in &options {
                    option value=(value) selected[chosen.as_ref() == Some(value)] { (word) }
                }
            }
        }
    }
}

/// Openings and closings a year: the bars, the same numbers as a table, and what has no bar.
fn years(cx: &PageCx, counted: &Counted<'_>) -> Markup {
    let t = |key| cx.t(key);
    let (title, description, year) = (t("years-title"), t("years-description"), t("years-year"));
    let (gains, losses, temporary) = (t("years-gains"), t("years-losses"), t("years-temporary"));
    let words = TimelineWords {
        id: "years",
        title: &title,
        description: &description,
        year: &year,
        gains: &gains,
        losses: &losses,
        temporary: &temporary,
    };
    html! {
        section aria-labelledby="years-h" {
            h2 id="years-h" { (title) }
            @if counted.years.is_empty() {
                p { (t("years-none")) }
            } @else {
                figure.chart {
                    (timeline(&counted.years, &words))
                    details {
                        summary { (t("years-numbers")) }
                        section.table tabindex="0" aria-label=(t("years-table")) {
                            (timeline_table(&counted.years, &words))
                        }
                    }
                }
            }
            p.hint { (t("years-how")) }
            @if counted.undated > 0 {
                p.hint { (cx.words.with("years-undated", &[("n", counted.undated.into())])) }
            }
            (unnamed(cx, &counted.unnamed))
        }
    }
}

/// The cases whose offices are not named, or not all.
fn unnamed(cx: &PageCx, cases: &[Unnamed<'_>]) -> Markup {
    html! {
        @if !cases.is_empty() {
            details {
                summary { (counted(cx, "years-unnamed", cases.len())) }
                ul {
                    @for Unnamed { case, total, named } in cases {
                        li {
                            a href=(cx.href(&format!("/closures/{}", case.slug))) {
                                (cx.words.either(&case.title, &case.title_es))
                            }
                            @if let Some(total) = total {
                                ": "
                                (cx.words.with("years-unnamed-of", &[
                                    ("total", (*total).into()), ("named", (*named).into()),
                                ]))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The offices of the listed cases, each once, by its newest case.
fn pictured(cx: &PageCx, atlas: &Atlas, ledger: &LedgerPage<'_>) -> CaseMap {
    let mut seen = Vec::new();
    let mut spots = Vec::new();
    for case in &ledger.cases {
        let here = |o: &&CaseOffice| ledger.filter.takes_county(&o.county);
        let losing = case.offices.iter().filter(|o| o.role == OfficeRole::Losing).filter(here);
        for (id, part) in losing.filter_map(|part| Some((part.office?, part))) {
            let office = atlas.office_by_id(id).filter(|_| !seen.contains(&id));
            let Some((at, method)) = office.and_then(|o| o.facts.location.point) else { continue };
            seen.push(id);
            let state = cx.words.word("case", case.state().as_str());
            let title = cx.words.either(&case.title, &case.title_es);
            let name = called(cx.words, office, &part.name);
            spots.push(Spot {
                at,
                rough: method.is_rough(),
                look: case_look(case),
                href: cx.href(&format!("/closures/{}", case.slug)),
                label: format!("{name}. {title}: {state}"),
                short: String::new(),
            });
        }
    }
    CaseMap {
        title: cx.t("ledger-map"),
        spots,
        chosen: ledger.filter.window,
        keep: keep(&ledger.filter.kept(), ledger.filter.page),
        key: [cx.t("ledger-key-open"), cx.t("case-in_force"), cx.t("case-proposed")],
    }
}

fn keep(filters: &[(&'static str, String)], page: usize) -> Vec<(&'static str, String)> {
    let mut keep = filters.to_vec();
    if page > 1 {
        keep.push(("page", page.to_string()));
    }
    keep
}
