//! What an area lost since a year: the number, the years, the cases, and what cannot be told.

use maud::{Markup, html};

use crate::domain::closure::Closure;
use crate::draw::{TimelineWords, timeline, timeline_table};
use crate::web::cx::PageCx;
use crate::web::ui::{case_row, form_encoded};

use super::AreaPage;
use super::asked::EARLIEST;
use super::lost::Lost;

/// Cases that are told in full; the rest stand behind a summary.
const MOST_CASES: usize = 6;

/// The section.
pub fn section(cx: &PageCx, page: &AreaPage<'_>) -> Markup {
    let lost = &page.lost;
    html! {
        section id="lost" aria-labelledby="lost-h" {
            h2 id="lost-h" { (cx.words.with("district-lost-h2", &[("year", page.asked.since.to_string().into())])) }
            (since(cx, page))
            p.lead { (sum(cx, lost)) }
            (years(cx, lost))
            (cases(cx, page))
            (unknown(cx, lost))
        }
    }
}

/// The form that chooses the year.
fn since(cx: &PageCx, page: &AreaPage<'_>) -> Markup {
    let asked = &page.asked;
    let fault = asked.since_fault.as_ref();
    let typed = fault.map_or_else(|| asked.since.to_string(), |fault| fault.typed.clone());
    let bounds = [("first", EARLIEST.to_string().into()), ("last", asked.last.to_string().into())];
    html! {
        form.filters action={ (cx.path) "#lost" } method="get" {
            div.field {
                label for="f-since" { (cx.t("district-since")) }
                @if let Some(fault) = fault {
                    p.error id="since-e" {
                        (cx.words.with("district-since-fault", &[
                            ("found", fault.typed.clone().into()),
                            bounds[0].clone(), bounds[1].clone(),
                        ]))
                    }
                }
                input.short id="f-since" name="since" type="text" inputmode="numeric" maxlength="40"
                    size="6" autocomplete="off" value=(typed)
                    aria-invalid=[fault.map(|_| "true")] aria-describedby=[fault.map(|_| "since-e")];
            }
            input type="hidden" name="service" value=(asked.service);
            @if let Some(lang) = cx.kept_lang() { input type="hidden" name="lang" value=(lang); }
            div.field { button.quiet type="submit" { (cx.t("district-since-go")) } }
        }
    }
}

fn sum(cx: &PageCx, lost: &Lost<'_>) -> String {
    let mut said = Vec::new();
    let with = |key: &str, n: u32| cx.words.with(key, &[("n", n.into())]);
    if lost.offices() == 0 {
        said.push(cx.t("district-lost-none"));
    } else {
        let cases = u32::try_from(lost.cases.len()).unwrap_or(u32::MAX);
        let offices = with("district-lost-offices", lost.offices());
        let cases = with("district-lost-cases", cases);
        said.push(
            cx.words.with("district-lost", &[("offices", offices.into()), ("cases", cases.into())]),
        );
        if lost.losses() > lost.offices() {
            said.push(with("district-lost-again", lost.losses()));
        }
    }
    if lost.temporary() > 0 {
        said.push(with("district-lost-temporary", lost.temporary()));
    }
    if lost.gains() > 0 {
        said.push(with("district-lost-gains", lost.gains()));
    }
    said.join(" ")
}

fn years(cx: &PageCx, lost: &Lost<'_>) -> Markup {
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
        @if !lost.years.is_empty() {
            figure.chart {
                (timeline(&lost.years, &words))
                details {
                    summary { (t("years-numbers")) }
                    section.table tabindex="0" aria-label=(t("years-table")) {
                        (timeline_table(&lost.years, &words))
                    }
                }
            }
        }
        p.hint {
            (t("years-how"))
            @if lost.undated > 0 { " " (cx.words.with("years-undated", &[("n", lost.undated.into())])) }
            @if lost.is_about { " " (t("district-lost-about")) }
        }
    }
}

fn cases(cx: &PageCx, page: &AreaPage<'_>) -> Markup {
    let (first, rest) = page.lost.cases.split_at(page.lost.cases.len().min(MOST_CASES));
    html! {
        @if !first.is_empty() {
            ul.list.rows { @for lost in first { (case_row(cx, lost.case)) } }
        }
        @if !rest.is_empty() {
            details {
                summary { (cx.words.with("district-lost-more", &[("n", u32::try_from(rest.len()).unwrap_or(u32::MAX).into())])) }
                ul.list.rows { @for lost in rest { (case_row(cx, lost.case)) } }
            }
        }
        @if let Some((county, _)) = page.county {
            @let ledger = format!("/closures?county={}", form_encoded(&county.name));
            p { a href=(cx.href(&ledger)) { (cx.t("district-lost-ledger")) } }
        }
    }
}

/// Cases of an unknown year, cases that may have hit the area, and cases without any place.
fn unknown(cx: &PageCx, lost: &Lost<'_>) -> Markup {
    html! {
        (named(cx, "district-lost-some-time", &lost.some_time))
        (named(cx, "district-lost-maybe", &lost.maybe))
        (named(cx, "district-lost-nowhere", &lost.nowhere))
    }
}

fn named(cx: &PageCx, key: &str, cases: &[&Closure]) -> Markup {
    html! {
        @if !cases.is_empty() {
            details {
                summary { (cx.words.with(key, &[("n", u32::try_from(cases.len()).unwrap_or(u32::MAX).into())])) }
                ul {
                    @for case in cases {
                        li {
                            a href=(cx.href(&format!("/closures/{}", case.slug))) {
                                (cx.words.either(&case.title, &case.title_es))
                            }
                        }
                    }
                }
            }
        }
    }
}
