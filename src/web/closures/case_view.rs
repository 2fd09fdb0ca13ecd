//! One case of the ledger, told as a story.

use maud::{Markup, html};

use super::harm_view::{CaseHarm, harm};
use super::map::case_map;
use super::{
    CasePage, case_facts, claims_view, do_view, heard_view, law_view, outcome_view, sources_view,
    steps_view,
};
use crate::atlas::Atlas;
use crate::domain::closure::{CaseState, Certainty, Closure};
use crate::draw::BaseMap;
use crate::web::cx::PageCx;
use crate::web::ui::{self, Nav, Page, case_mark, case_when, crumbs};

/// The page.
pub fn show(cx: &PageCx, base: &BaseMap, atlas: &Atlas, page: &CasePage<'_>) -> Markup {
    let case = page.case;
    let title = cx.words.either(&case.title, &case.title_es);
    let summary = cx.words.either(&case.summary, &case.summary_es);
    let map = case_facts::pictured(cx, page);
    let counties = case.counties();
    let only = match counties.as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    let county_link = only
        .map(|county| format!("/closures?county={}", ui::form_encoded(county)))
        .unwrap_or_default();
    let mut up = vec![("/closures", cx.t("ledger-title"))];
    if let Some(county) = only {
        up.push((&county_link, cx.words.with("county-of", &[("name", county.to_owned().into())])));
    }
    let body = html! {
        (crumbs(cx, &up, title))
        h1 { (title) }
        @if case.withdrawn.is_none() {
            p { (case_mark(cx, case)) " " span.hint { (case_when(cx, case)) } }
        }
        (withdrawn(cx, case))
        @if !summary.is_empty() { p.lead { (summary) } }
        (keep(cx, page))
        (doubts(cx, page))
        (law_view::next(cx, case, &page.clock))
        div.split.wide {
            div {
                section aria-labelledby="story-h" {
                    h2 id="story-h" { (cx.t("story-h2")) }
                    (steps_view::steps(cx, page))
                }
                (outcome_view::outcome(cx, page))
                (law_view::law(cx, page))
                (do_view::what_to_do(cx, page))
            }
            div {
                (case_facts::figures(cx, page))
                section aria-labelledby="facts-h" {
                    h2 id="facts-h" { (cx.t("case-facts-h2")) }
                    (case_facts::facts(cx, case))
                }
                (case_facts::offices(cx, page))
                (heard_view::heard(cx, atlas, page))
                @if !map.spots.is_empty() {
                    section id="map" aria-labelledby="map-h" {
                        h2 id="map-h" { (cx.t("map-h2")) }
                        (case_map(cx, base, atlas, &map))
                    }
                }
            }
        }
        (harm(cx, base, atlas, page.harm.as_ref()))
        (claims_view::claims(cx, page))
        section aria-labelledby="sources-h" {
            h2 id="sources-h" { (cx.t("sources-h2")) }
            (sources_view::sources(cx, page))
            p.do {
                a href=(cx.href(&format!("/closures/{}/history", case.slug))) { (cx.t("history-h1")) }
            }
        }
    };
    ui::page(cx, &Page::new(title).about(summary).at(Nav::Closing), body)
}

/// How to keep hold of the case: letters, calendar, poster; nothing for one that was taken out.
fn keep(cx: &PageCx, page: &CasePage<'_>) -> Markup {
    let case = page.case;
    let slug = &case.slug;
    html! {
        @if case.withdrawn.is_none() {
            p.do {
                a href="#do-h" { (cx.t("case-do-h2")) }
                @if let Some(key) = page.harm.as_ref().and_then(CaseHarm::heading) {
                    " " a href="#impact" { (cx.t(key)) }
                }
                " " a href=(cx.href(&format!("/follow?topic=closure:{slug}"))) { (cx.t("follow-by-mail")) }
                " " a href=(ui::in_language(&format!("/closures/{slug}.ics"), cx.words.lang())) { (cx.t("calendar-file")) }
                " " a href=(ui::in_language(&format!("/feeds/closures/{slug}.atom"), cx.words.lang())) { (cx.t("follow-atom")) }
                " " a href=(cx.href(&format!("/closures/{slug}/poster"))) { (cx.t("follow-poster")) }
            }
        }
    }
}

/// That the case does not count any more, and why.
fn withdrawn(cx: &PageCx, case: &Closure) -> Markup {
    html! {
        @if let Some(withdrawn) = &case.withdrawn {
            div.news.shut role="note" {
                p { b { (cx.words.with("case-withdrawn", &[("date", cx.words.day(withdrawn.on).into())])) } }
                @if !withdrawn.reason.is_empty() {
                    p { (cx.words.with("case-withdrawn-why", &[("why", withdrawn.reason.clone().into())])) }
                }
            }
        }
    }
}

/// What is not sure about the case.
fn doubts(cx: &PageCx, page: &CasePage<'_>) -> Markup {
    let case = page.case;
    let last = case.steps_come().iter().filter_map(|s| s.on).max_by_key(|on| on.latest());
    let is_ahead = case.steps_come().len() < case.steps.len();
    html! {
        @if case.certainty == Certainty::Detected {
            div.news.doubt role="note" { p { (cx.t("case-doubt-detected")) } }
        } @else if case.state() == CaseState::Proposed && case.withdrawn.is_none() {
            div.news.doubt role="note" {
                p {
                    @match last {
                        _ if is_ahead => (cx.t("case-doubt-ahead")),
                        Some(last) => (cx.words.with("case-doubt-proposed", &[("date", cx.words.date(last).into())])),
                        None => (cx.t("case-doubt-proposed-undated")),
                    }
                }
            }
        }
    }
}
