//! One office: is it open, what does it do, when, how do I get in, and where else can I go.

use jiff::ToSpan;
use maud::{Markup, html};

use super::{OfficePage, heard};
use crate::app::App;
use crate::atlas::Atlas;
use crate::domain::closure::{CaseState, Certainty};
use crate::domain::geo::Window;
use crate::domain::kind::KindSet;
use crate::domain::office::PointMethod;
use crate::web::cx::PageCx;
use crate::web::impact::can_be_asked;
use crate::web::open_now::{hours_line, status_words};
use crate::web::ui::{
    self, Card, MapPanel, Nav, Page, access, card, crumbs, directions, kind_word, map_panel,
    plain_name, services, status_mark,
};

/// The page.
pub fn show(cx: &PageCx, app: &App, atlas: &Atlas, page: &OfficePage<'_>) -> Markup {
    let office = page.office;
    let facts = &office.facts;
    let (word, _) = status_words(cx.words, office, cx.now.date());
    let name = plain_name(cx.words, office);
    let title = format!("{name}: {word}");
    let mut up = vec![("/offices", cx.t("nav-offices"))];
    let county_link = format!("/offices?county={}", ui::form_encoded(&facts.location.county));
    if !facts.location.county.is_empty() {
        up.push((
            &county_link,
            cx.words.with("county-of", &[("name", facts.location.county.clone().into())]),
        ));
    }
    html! {
        (ui::page(cx, &Page::new(&title).at(Nav::Offices).with_map(), html! {
            (crumbs(cx, &up, &name))
            h1 { bdi { (name) } }
            p.hint { (kind_word(cx, office)) " · " bdi { (facts.agency) } }
            (status_mark(cx, office))
            (gone(cx, page))
            div.split.wide {
                section aria-labelledby="facts-h" {
                    h2.vh id="facts-h" { (cx.t("office-facts")) }
                    (actions(cx, atlas, page))
                    (all_facts(cx, page))
                    (week(cx, page))
                    (history(cx, page))
                    (heard::section(cx, page))
                    (following(cx, atlas, page))
                }
                div {
                    (where_else(cx, page))
                    (the_map(cx, app, atlas, page))
                }
            }
        }))
    }
}

/// What happened to an office that is gone, and where its cases went.
fn gone(cx: &PageCx, page: &OfficePage<'_>) -> Markup {
    let office = page.office;
    if !office.facts.status.is_gone() {
        return html! {};
    }
    let case =
        page.cases.iter().find(|c| matches!(c.state(), CaseState::InForce)).or(page.cases.first());
    let (_, how) = status_words(cx.words, office, cx.now.date());
    html! {
        div.news.shut role="note" {
            p {
                strong {
                    (cx.words.with(
                        &format!("gone-{}", office.facts.status),
                        &[("name", plain_name(cx.words, office).into())],
                    ))
                }
                @if !how.is_empty() { " (" (how) ")" }
                "."
                @if !page.receiving.is_empty() {
                    " " (cx.t("gone-receiving")) " "
                    @for (i, to) in page.receiving.iter().enumerate() {
                        @if i > 0 { ", " }
                        a href=(cx.href(&format!("/offices/{}", to.slug))) { bdi { (plain_name(cx.words, to)) } }
                        @if !to.facts.location.one_line().is_empty() { " (" bdi { (to.facts.location.one_line()) } ")" }
                    }
                    "."
                }
            }
            @if let Some(case) = case {
                p {
                    (cx.words.either(&case.summary, &case.summary_es)) " "
                    a href=(cx.href(&format!("/closures/{}", case.slug))) { (cx.t("news-what-happened")) }
                }
                @if let Some(source) = case.evidence.first() {
                    p.hint {
                        (cx.t("office-source")) " "
                        a href=(source.url) rel="external noreferrer" { bdi { (source.title) } }
                        ", " bdi { (source.publisher) }
                        @if let Some(dated) = source.dated { ", " (cx.words.date(dated)) }
                        "."
                    }
                }
            }
        }
    }
}

fn actions(cx: &PageCx, atlas: &Atlas, page: &OfficePage<'_>) -> Markup {
    let office = page.office;
    let there = !office.facts.status.is_gone();
    html! {
        p.do {
            @if let Some(phone) = office.facts.phone.as_ref().filter(|_| there) {
                a.go href=(phone.href()) { (cx.t("do-call")) " " span.nowrap { (phone) } }
            }
            @if let Some(to) = directions(office).filter(|_| there) {
                " " a.quiet href=(to) rel="external noreferrer" { (cx.t("do-directions")) }
            }
            " " a href=(cx.href(&format!("/report/{}", office.slug))) { (cx.t("do-report")) }
            @if can_be_asked(atlas, office) {
                " " a href=(cx.href(&format!("/impact?service={}&close={}", office.facts.kind, office.slug))) {
                    (cx.t("impact-link"))
                }
            }
        }
    }
}

/// Ways of being told what becomes of the office, and of telling others.
fn following(cx: &PageCx, atlas: &Atlas, page: &OfficePage<'_>) -> Markup {
    let slug = &page.office.slug;
    let file = |path: String| ui::in_language(&path, cx.words.lang());
    let county = atlas.gazetteer().county(&page.office.facts.location.county);
    html! {
        @if let Some(county) = county {
            p {
                @let name = cx.words.with("county-of", &[("name", county.name.clone().into())]);
                a href=(cx.href(&format!("/areas/county/{}", county.slug))) {
                    (cx.words.with("counts-more", &[("county", name.into())]))
                }
            }
        }
        p.do {
            a href=(cx.href(&format!("/follow?topic=office:{slug}"))) { (cx.t("follow-by-mail")) }
            " " a href=(file(format!("/offices/{slug}.ics"))) { (cx.t("calendar-file")) }
            " " a href=(file(format!("/feeds/offices/{slug}.atom"))) { (cx.t("follow-atom")) }
            " " a href=(cx.href(&format!("/offices/{slug}/poster"))) { (cx.t("follow-poster")) }
        }
    }
}

fn all_facts(cx: &PageCx, page: &OfficePage<'_>) -> Markup {
    let office = page.office;
    let facts = &office.facts;
    let at = &facts.location;
    let hours = hours_line(cx.words, office, cx.now);
    let rough = at.point.filter(|(_, method)| method.is_rough()).map(|(_, method)| method);
    let access = access(cx, office);
    html! {
        dl.facts {
            dt { (cx.t("fact-address")) }
            dd {
                @if at.one_line().is_empty() { (cx.t("address-unknown")) } @else { bdi { (at.one_line()) } }
                @match rough {
                    Some(PointMethod::CityCentroid) => { br; span.hint { (cx.t("point-city")) } }
                    Some(_) => { br; span.hint { (cx.t("point-zip")) } }
                    None if at.point.is_none() => { br; span.hint { (cx.t("point-none")) } }
                    None => {}
                }
            }
            @for (key, phone) in [("fact-phone", &facts.phone), ("fact-tty", &facts.tty), ("fact-fax", &facts.fax)] {
                @if let Some(phone) = phone {
                    dt { (cx.t(key)) } dd { a.nowrap href=(phone.href()) { (phone) } }
                }
            }
            @if let Some(site) = facts.website.as_deref().filter(|w| w.starts_with("https://") || w.starts_with("http://")) {
                dt { (cx.t("fact-website")) } dd { a href=(site) rel="external noreferrer" { bdi { (site) } } }
            }
            @if !hours.is_empty() { dt { (cx.t("fact-hours")) } dd { (hours) } }
            @if !facts.services.is_empty() { dt { (cx.t("fact-services")) } dd { (services(cx, office)) } }
            dt { (cx.t("fact-access")) }
            dd { @if access.is_empty() { (cx.t("access-unknown")) } @else { (access) } }
            @if !page.areas.is_empty() {
                dt { (cx.t("office-districts")) }
                dd {
                    @for (i, area) in page.areas.iter().enumerate() {
                        @if i > 0 { ", " }
                        a href=(cx.href(&format!("/areas/{}/{}", area.kind.slug(), area.slug))) {
                            bdi { (ui::area_name(cx, area)) }
                        }
                    }
                }
            }
            @if !page.serves.is_empty() {
                dt { (cx.t("fact-serves")) }
                dd {
                    @let counties: Vec<&str> = page.serves.iter().map(|s| s.county.as_str()).collect();
                    (cx.words.with("serves", &[("counties", counties.join(", ").into())]))
                    @if let Some(as_of) = page.serves.iter().filter_map(|s| s.as_of).max() {
                        " " span.hint { (cx.words.with("listed-fresh", &[("date", cx.words.date(as_of).into())])) }
                    }
                }
            }
            @if !page.same_site.is_empty() {
                dt { (cx.t("fact-same-site")) }
                dd {
                    @for (i, other) in page.same_site.iter().enumerate() {
                        @if i > 0 { ", " }
                        a href=(cx.href(&format!("/offices/{}", other.slug))) { bdi { (plain_name(cx.words, other)) } }
                    }
                }
            }
            @if plain_name(cx.words, office) != facts.name {
                dt { (cx.t("fact-official-name")) } dd { bdi { (facts.name) } }
            }
            dt { (cx.t("fact-source")) }
            dd {
                a href=(facts.listing.url) rel="external noreferrer" { (cx.t("source-list")) }
                @if let Some(as_of) = facts.listing.as_of { ", " (cx.words.date(as_of)) }
            }
        }
    }
}

/// The usual week, as it is printed on a door.
fn week(cx: &PageCx, page: &OfficePage<'_>) -> Markup {
    let facts = &page.office.facts;
    let Some(hours) = facts.hours.as_ref().filter(|_| !facts.status.is_gone()) else {
        return html! {};
    };
    let today = cx.now.date();
    let back = i64::from(today.weekday().to_monday_zero_offset());
    let Ok(monday) = today.checked_sub(back.days()) else { return html! {} };
    html! {
        section.table tabindex="0" aria-labelledby="week" {
            table {
                caption id="week" { (cx.t("week-caption")) }
                thead { tr { th scope="col" { (cx.t("week-day")) } th scope="col" { (cx.t("week-hours")) } } }
                tbody {
                    @for (ahead, spans) in (0_i64..).zip(hours.week_of(monday)) {
                        @let date = monday.saturating_add(ahead.days());
                        tr {
                            th scope="row" { (cx.words.weekday(date)) }
                            td {
                                @if spans.is_empty() { (cx.t("week-shut")) }
                                @for (i, (from, to)) in spans.iter().enumerate() {
                                    @if i > 0 { ", " }
                                    (cx.words.with("week-span", &[
                                        ("from", cx.words.minutes(*from).into()),
                                        ("to", cx.words.minutes(*to).into()),
                                    ]))
                                }
                            }
                        }
                    }
                }
            }
        }
        @if let Some(text) = &facts.hours_text { p { (cx.t("hours-printed")) " “" bdi { (text) } "”" } }
        p.hint { (cx.t("week-holidays")) }
    }
}

fn history(cx: &PageCx, page: &OfficePage<'_>) -> Markup {
    html! {
        h2 { (cx.t("history-h2")) }
        @if page.cases.is_empty() {
            p { (cx.t("history-none")) }
        } @else {
            ul.list.rows {
                @for case in &page.cases { (ui::case_row(cx, case)) }
            }
            @if page.cases.iter().any(|c| c.certainty == Certainty::Detected) { p.hint { (cx.t("case-detected-why")) } }
        }
        @if let Some(opened) = page.office.facts.opened_on {
            p { (cx.words.with("history-opened", &[("date", cx.words.date(opened).into())])) }
        }
    }
}

fn where_else(cx: &PageCx, page: &OfficePage<'_>) -> Markup {
    let key = if page.office.facts.status.is_gone() { "else-gone-h2" } else { "else-h2" };
    html! {
        section aria-labelledby="else" {
            h2 id="else" { (cx.t(key)) }
            @if page.alternatives.is_empty() {
                p { (cx.t("near-none")) }
            } @else {
                p.hint { (cx.t("near-how")) }
                ol.list {
                    @for (number, near) in (1..).zip(&page.alternatives) {
                        (card(cx, &Card {
                            number, office: near.office, distance_m: Some(near.distance_m), assigned: None,
                            services: near.office.facts.services != page.office.facts.services,
                        }))
                    }
                }
            }
        }
    }
}

fn the_map(cx: &PageCx, app: &App, atlas: &Atlas, page: &OfficePage<'_>) -> Markup {
    let office = page.office;
    let at = office.facts.location.position();
    let shown =
        page.alternatives.iter().filter_map(|n| n.office.facts.location.position()).chain(at);
    let Some(window) = Window::around(shown) else { return html! {} };
    let kinds = office.facts.kind.need().map_or_else(KindSet::all, KindSet::of_need);
    let panel = MapPanel {
        title: cx.words.with("office-map", &[("name", plain_name(cx.words, office).into())]),
        window: window.grown(0.2, 0.02),
        listed: page.alternatives.iter().map(|n| n.office).collect(),
        kinds,
        kind_word: office.facts.kind.need().map_or_else(|| "all".to_owned(), |n| n.to_string()),
        open_only: true,
        you: at.map(|at| (at, office.facts.location.city.clone())),
        itself: Some(office.id),
        chosen: page.chosen,
        keep: Vec::new(),
    };
    html! {
        section id="map" aria-labelledby="map-h" {
            h2 id="map-h" { (cx.t("map-h2")) }
            (map_panel(cx, app, atlas, &panel))
        }
    }
}
