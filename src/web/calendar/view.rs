//! The calendar as a list by months, which works without a script and on paper.

use maud::{Markup, html};

use super::{CalendarPage, Line};
use crate::app::App;
use crate::atlas::Atlas;
use crate::domain::agenda::{AgendaItem, AgendaKind};
use crate::domain::closure::{Certainty, StepKind};
use crate::domain::date::PartialDate;
use crate::web::closures::called;
use crate::web::cx::PageCx;
use crate::web::scope::Scope;
use crate::web::ui::{self, Nav, Page, form_encoded};

/// Offices that a line names; the case's page has the rest.
const NAMED: usize = 4;

/// The page.
pub fn show(
    cx: &PageCx,
    app: &App,
    atlas: &Atlas,
    page: &CalendarPage<'_>,
    scope: &Scope<'_>,
) -> Markup {
    let title = match page.county {
        None => cx.t("calendar-title"),
        Some(_) => cx.words.with("calendar-title-county", &[("name", scope.name(cx.words).into())]),
    };
    ui::page(
        cx,
        &Page::new(&title).about(&cx.t("calendar-lead")).at(Nav::Closing),
        html! {
            h1 { (title) }
            p.lead { (cx.t("calendar-lead")) }
            (filters(cx, atlas, page))
            div.split.wide {
                div {
                    @match page.month {
                        Some(month) => {
                            section aria-labelledby="month-h" {
                                h2 id="month-h" { (month_name(cx, month.0.year(), month.0.month())) }
                                (list(cx, &page.past, "calendar-none-month"))
                                @if page.more { p.hint { (cx.t("calendar-more")) } }
                                p.do { a href=(link(cx, page, None)) { (cx.t("calendar-back")) } }
                            }
                        }
                        None => {
                            section aria-labelledby="coming-h" {
                                h2 id="coming-h" { (cx.t("calendar-coming")) }
                                (list(cx, &page.coming, "calendar-none-coming"))
                                @if page.coming.is_empty() {
                                    p.do { a href=(cx.href("/closures/tip")) { (cx.t("tip-title")) } }
                                }
                                @if page.more { p.hint { (cx.t("calendar-more")) } }
                            }
                            section aria-labelledby="past-h" {
                                h2 id="past-h" { (cx.t("calendar-past")) }
                                (list(cx, &page.past, "calendar-none-past"))
                            }
                        }
                    }
                }
                div {
                    (subscribe(cx, app, scope))
                    (months(cx, page))
                }
            }
        },
    )
}

fn filters(cx: &PageCx, atlas: &Atlas, page: &CalendarPage<'_>) -> Markup {
    let county = page.county.map(|county| county.slug.as_str());
    html! {
        details.filters open[page.county.is_some() || page.kind.is_some()] {
            summary { (cx.t("filter-summary")) }
            form action="/calendar" method="get" {
                div.field {
                    label for="f-county" { (cx.t("filter-county")) }
                    select id="f-county" name="county" {
                        option value="" selected[county.is_none()] { (cx.t("filter-any")) }
                        @for one in &atlas.gazetteer().counties {
                            option value=(one.slug) selected[county == Some(one.slug.as_str())] { (one.name) }
                        }
                    }
                }
                div.field {
                    label for="f-kind" { (cx.t("calendar-kind")) }
                    select id="f-kind" name="kind" {
                        option value="" selected[page.kind.is_none()] { (cx.t("filter-any")) }
                        @for kind in AgendaKind::ALL {
                            option value=(kind) selected[page.kind == Some(*kind)] {
                                (cx.words.word("agenda", kind.as_str()))
                            }
                        }
                    }
                }
                @if let Some(lang) = cx.kept_lang() { input type="hidden" name="lang" value=(lang); }
                div.field { button.go type="submit" { (cx.t("filter-apply")) } }
            }
        }
    }
}

/// This page for a month, or without one, under the same filters.
fn link(cx: &PageCx, page: &CalendarPage<'_>, month: Option<(i16, i8)>) -> String {
    let pairs = [
        ("county", page.county.map(|county| county.slug.to_string())),
        ("kind", page.kind.map(|kind| kind.to_string())),
        ("month", month.map(|(year, month)| format!("{year:04}-{month:02}"))),
    ];
    let pairs = pairs.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let query: Vec<String> =
        pairs.map(|(name, value)| format!("{name}={}", form_encoded(&value))).collect();
    if query.is_empty() {
        return cx.href("/calendar");
    }
    cx.href(&format!("/calendar?{}", query.join("&")))
}

fn month_name(cx: &PageCx, year: i16, month: i8) -> String {
    let date = format!("{year:04}-{month:02}").parse::<PartialDate>();
    let name = date.map(|date| cx.words.date(date)).unwrap_or_default();
    let mut rest = name.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

/// Lines under the names of their months.
fn list(cx: &PageCx, lines: &[Line<'_>], none: &str) -> Markup {
    let month = |line: &Line<'_>| (line.first.on.year(), line.first.on.month());
    html! {
        @if lines.is_empty() {
            p { (cx.t(none)) }
        } @else {
            @for lines in lines.chunk_by(|a, b| month(a) == month(b)) {
                @if let Some(first) = lines.first() {
                    h3 { (month_name(cx, month(first).0, month(first).1)) }
                }
                ol.dates { @for line in lines { (entry(cx, line)) } }
            }
        }
    }
}

/// The mark of a line: colour for what is lost or given back, shape for the days to be there.
fn look(item: &AgendaItem<'_>) -> Option<&'static str> {
    match (item.kind, item.step.kind) {
        (AgendaKind::Hearing, _) => Some("hearing"),
        (AgendaKind::Comment, _) => Some("comment"),
        (AgendaKind::Effect, step) if step.is_loss() => Some("shut"),
        (AgendaKind::Effect, StepKind::Reopened | StepKind::MovedIn) => Some("good"),
        (AgendaKind::Effect, _) => None,
    }
}

fn entry(cx: &PageCx, line: &Line<'_>) -> Markup {
    let item = &line.first;
    let (case, step) = (item.case, item.step);
    let when = format!("{}, {}", cx.words.weekday(item.on), cx.words.day(item.on));
    html! {
        li class=[look(item)] {
            p.when {
                time datetime=(item.on) { (when) @if let Some(time) = step.time { ", " (cx.words.time(time)) } }
                @if item.off { " " span.label { (cx.t("called-off")) } }
                @if case.certainty == Certainty::Detected { " " span.label { (cx.t("case-detected")) } }
            }
            p {
                strong { (cx.words.event(step)) } ": "
                a href=(cx.href(&format!("/closures/{}", case.slug))) { (cx.words.either(&case.title, &case.title_es)) }
            }
            @if !step.place.is_empty() { p.hint { bdi { (step.place) } } }
            @if !line.offices.is_empty() {
                p.hint {
                    @for (i, name) in line.offices.iter().take(NAMED).enumerate() {
                        @if i > 0 { ", " }
                        bdi { (called(cx.words, None, name)) }
                    }
                    @if let Some(more) = line.offices.len().checked_sub(NAMED).filter(|more| *more > 0) {
                        " " (cx.words.with("calendar-offices", &[("n", more.into())]))
                    }
                }
            }
        }
    }
}

/// Ways of having these dates in one's own calendar.
fn subscribe(cx: &PageCx, app: &App, scope: &Scope<'_>) -> Markup {
    let topic = scope.topic();
    let calendar = scope.calendar().map(|path| ui::in_language(&path, cx.words.lang()));
    html! {
        section aria-labelledby="have-h" {
            h2 id="have-h" { (cx.t("calendar-have")) }
            p { (cx.t("calendar-have-what")) }
            p.do {
                @if let Some(calendar) = &calendar {
                    a.go href=(webcal(&app.site().link(calendar))) { (cx.t("calendar-subscribe")) }
                    " " a href=(calendar) { (cx.t("calendar-file")) }
                }
                " " a href=(ui::in_language(&scope.atom(), cx.words.lang())) { (cx.t("follow-atom")) }
                " " a href=(cx.href(&format!("/follow?topic={topic}"))) { (cx.t("follow-by-mail")) }
            }
        }
    }
}

/// The address that calendar programs open themselves.
fn webcal(link: &str) -> String {
    let rest = link.split_once("://").map_or(link, |(_, rest)| rest);
    format!("webcal://{rest}")
}

/// Every month that has a date, by year.
fn months(cx: &PageCx, page: &CalendarPage<'_>) -> Markup {
    html! {
        @if !page.months.is_empty() {
            section aria-labelledby="months-h" {
                h2 id="months-h" { (cx.t("calendar-months")) }
                @for (i, months) in page.months.chunk_by(|a, b| a.0 == b.0).enumerate() {
                    @if let Some((year, ..)) = months.first() {
                        details open[i == 0] {
                            summary { (year) }
                            ul.months {
                                @for (year, month, n) in months.iter().rev() {
                                    li {
                                        a href=(link(cx, page, Some((*year, *month)))) {
                                            (cx.words.word("month", &month.to_string())) " (" (n) ")"
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
