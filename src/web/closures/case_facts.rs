//! What stands beside the story: figures, who and where, and the offices.

use maud::{Markup, html};

use super::map::{CaseMap, Spot};
use super::names::called;
use super::{CasePage, Part};
use crate::domain::clock::DeadlineState;
use crate::domain::closure::{CaseState, Closure, ClosureKind};
use crate::draw::PinLook;
use crate::i18n::Lang;
use crate::web::cx::PageCx;
use crate::web::open_now::{look, status_words};
use crate::web::ui::{case_look, plain_name};

/// The figures, each with what it counts; nothing where there is none.
pub fn figures(cx: &PageCx, page: &CasePage<'_>) -> Markup {
    let case = page.case;
    let number = |n: u32| cx.words.number(u64::from(n));
    let named = page.losing.len().to_string();
    let late = page.clock.deadlines.iter().find(|d| d.state == DeadlineState::Late);
    let mut figures: Vec<(String, String)> = Vec::new();
    if let Some(total) = case.offices_total {
        let key = if total.to_string() == named { "figure-offices" } else { "figure-offices-some" };
        figures.push((number(total), cx.words.with(key, &[("named", named.into())])));
    }
    if let Some(people) = case.affected.people {
        let unit = case.people_unit.map(|unit| cx.words.word("people-unit", unit.as_str()));
        figures.push((number(people), unit.unwrap_or_else(|| cx.t("figure-people"))));
    }
    if let Some(jobs) = case.affected.jobs {
        figures.push((number(jobs), cx.t("figure-jobs")));
    }
    if let Some(employees) = case.employees {
        figures.push((number(employees), cx.t("figure-employees")));
    }
    if let Some((late, days)) = late.and_then(|late| Some((late, late.days_taken?.exact()?))) {
        let what =
            cx.words.word("figure-days", if late.through.is_empty() { "one" } else { "all" });
        let law = cx.words.with("figure-days-law", &[("n", late.days_given().to_string().into())]);
        let word = cx.words.with("days-n", &[("n", days.into())]);
        figures.push((word, format!("{what} {law}")));
    }
    html! {
        @if !figures.is_empty() {
            section aria-labelledby="figures-h" {
                h2 id="figures-h" { (cx.t("figures-h2")) }
                ul.grid {
                    @for (figure, base) in &figures { li.fig { b { (figure) } p.hint { (base) } } }
                }
                @if case.affected.people.is_some() || case.affected.jobs.is_some() {
                    p.hint { (cx.t("figures-how")) }
                }
            }
        }
    }
}

/// Who, where and why.
pub fn facts(cx: &PageCx, case: &Closure) -> Markup {
    let counties = case.counties();
    let foreign = (cx.words.lang() == Lang::Es).then_some("en");
    html! {
        dl.facts {
            dt { (cx.t("ledger-kind")) }
            dd { (cx.words.word("cut", case.kind.as_str())) }
            @if !case.agency.is_empty() {
                dt { (cx.t("case-agency")) }
                dd { bdi { (case.agency) } }
            }
            @if !case.decided_by.is_empty() {
                dt { (cx.t("case-decided-by")) }
                dd { bdi { (case.decided_by) } }
            }
            @if !counties.is_empty() {
                dt { (cx.t("filter-county")) }
                dd {
                    @for (i, county) in counties.iter().enumerate() {
                        @if i > 0 { ", " }
                        (county)
                    }
                }
            }
            @if !case.reason.is_empty() {
                dt { (cx.t("case-reason")) }
                dd lang=[foreign] { (case.reason) }
            }
            @if !case.reason_ours.is_empty() {
                dt { (cx.t("case-reason-ours")) }
                dd lang=[foreign.filter(|_| case.reason_ours_es.is_empty())] { (cx.words.either(&case.reason_ours, &case.reason_ours_es)) }
            }
            @if !case.fate.is_empty() {
                dt { (cx.t("case-fate")) }
                dd lang=[foreign.filter(|_| case.fate_es.is_empty())] { (cx.words.either(&case.fate, &case.fate_es)) }
            }
            @if !case.kind.is_good_news() {
                dt { (cx.t("case-process")) }
                dd { (cx.words.word("process", case.process.as_str())) }
            }
        }
    }
}

/// The offices: those that are hit, and those that take the cases.
pub fn offices(cx: &PageCx, page: &CasePage<'_>) -> Markup {
    let (hit, takes) = headings(page.case);
    html! {
        section aria-labelledby="offices-h" {
            h2 id="offices-h" { (cx.t("case-offices-h2")) }
            @if page.losing.is_empty() && page.receiving.is_empty() {
                p { (cx.t("case-offices-none")) }
            }
            @for (key, parts) in [(hit, &page.losing), (takes, &page.receiving)] {
                @if !parts.is_empty() {
                    h3 { (cx.t(key)) }
                    ul { @for part in parts { li { (office(cx, part)) } } }
                }
            }
        }
    }
}

/// What the two lists of offices are called: a plan has done nothing yet.
fn headings(case: &Closure) -> (&'static str, &'static str) {
    match (case.kind, case.state()) {
        (kind, _) if kind.is_good_news() => ("offices-good", "offices-take"),
        (ClosureKind::Relocation, _) => ("offices-moved", "offices-new"),
        (_, CaseState::Proposed | CaseState::Stopped) => ("offices-planned", "offices-would-take"),
        _ => ("offices-hit", "offices-take"),
    }
}

/// An office with its place: as the case's sources give it, else as the list of offices does.
fn office(cx: &PageCx, part: &Part<'_>) -> Markup {
    let given = [part.case.city.as_str(), part.case.county.as_str()];
    let known = part.office.map(|o| &o.facts.location);
    let city = known.map_or(given[0], |at| if given[0].is_empty() { &at.city } else { given[0] });
    let county =
        known.map_or(given[1], |at| if given[1].is_empty() { &at.county } else { given[1] });
    let county = (!county.is_empty())
        .then(|| cx.words.with("county-of", &[("name", county.to_owned().into())]));
    let town = (!city.is_empty()).then(|| city.to_owned());
    let place = town.into_iter().chain(county).collect::<Vec<_>>().join(", ");
    let name = called(cx.words, part.office, &part.case.name);
    html! {
        @match part.office {
            Some(office) => a href=(cx.href(&format!("/offices/{}", office.slug))) { bdi { (name) } },
            None => bdi { (name) },
        }
        @if !place.is_empty() { br; span.hint { bdi { (place) } } }
    }
}

/// The offices that have a point, for a map.
pub fn pictured(cx: &PageCx, page: &CasePage<'_>) -> CaseMap {
    let today = cx.now.date();
    let state = cx.words.word("case", page.case.state().as_str());
    let mut spots: Vec<Spot> = Vec::new();
    for (parts, hit) in [(&page.losing, true), (&page.receiving, false)] {
        for office in parts.iter().filter_map(|part| part.office) {
            let Some((at, method)) = office.facts.location.point else { continue };
            let href = cx.href(&format!("/offices/{}", office.slug));
            if spots.iter().any(|spot| spot.href == href) {
                continue;
            }
            let word = if hit { state.clone() } else { status_words(cx.words, office, today).0 };
            spots.push(Spot {
                at,
                rough: method.is_rough(),
                look: if hit { case_look(page.case) } else { look(office, today) },
                href,
                label: format!("{}: {word}", plain_name(cx.words, office)),
                short: office.facts.location.city.clone(),
            });
        }
    }
    // Beside marks of one town its name would tell nobody which is which.
    if spots.windows(2).all(|two| two[0].short == two[1].short) {
        spots.iter_mut().for_each(|spot| spot.short.clear());
    }
    let mut key = [cx.t("map-key-open"), cx.t("case-in_force"), cx.t("map-key-doubt")];
    match case_look(page.case) {
        PinLook::Open => key[0] = state,
        PinLook::Shut => key[1] = state,
        PinLook::Doubt => key[2] = state,
    }
    let title = cx.words.either(&page.case.title, &page.case.title_es);
    CaseMap {
        title: cx.words.with("case-map", &[("title", title.to_owned().into())]),
        spots,
        chosen: page.chosen,
        keep: Vec::new(),
        key,
    }
}
