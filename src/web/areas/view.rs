//! The page of an area.

use maud::{Markup, html};

use crate::app::App;
use crate::atlas::{Atlas, LandLayer, Overlap};
use crate::domain::kind::OfficeKind;
use crate::domain::office::Office;
use crate::domain::polygon::{Area, AreaKind};
use crate::web::cx::PageCx;
use crate::web::ui::{
    self, Nav, Page, area_kind, area_name, crumbs, heard, plain_name, status_mark,
};

use super::holder_view::{holder, is_seat, named};
use super::{AreaPage, Serving, lost_view, picture, plans_view, today_view};

/// Offices of one kind that are told at once; more stand behind a summary.
const MOST_OFFICES: usize = 8;
/// Districts of one kind that are told at once.
const MOST_NEIGHBOURS: usize = 6;

/// The page.
pub fn show(cx: &PageCx, app: &App, atlas: &Atlas, page: &AreaPage<'_>) -> Markup {
    let name = area_name(cx, page.area);
    let lead = match page.county {
        Some(_) => cx.t("area-lead"),
        None => cx.t("district-lead"),
    };
    let frame = Page::new(&name).about(&lead).at(Nav::Offices);
    let body = html! {
        (crumbs(cx, &[("/areas", cx.t("district-index-title"))], &name))
        h1 { bdi { (name) } }
        @if !says_its_kind(page.area) { p.hint { (area_kind(cx, &page.area.kind)) } }
        (faults(cx, page))
        div.split {
            div {
                p.lead { (lead) }
                @if is_seat(&page.area.kind) || page.area.officeholder.is_some() {
                    section aria-labelledby="holder-h" {
                        h2 id="holder-h" { (cx.t("district-holder-h2")) }
                        (holder(cx, atlas, page.area))
                    }
                }
                (neighbours(cx, page))
            }
            div { (picture::picture(cx, app, atlas, page)) }
        }
        div.split.wide {
            div {
                (today_view::section(cx, atlas, page))
                (plans_view::section(cx, page))
                (lost_view::section(cx, page))
            }
            div {
                (offices(cx, page))
                (serving(cx, page))
                (reports(cx, page, &name))
                (keep(cx, page))
            }
        }
    };
    ui::page(cx, &frame, body)
}

/// What of the question was not understood, above everything, with a way to its field.
fn faults(cx: &PageCx, page: &AreaPage<'_>) -> Markup {
    let asked = &page.asked;
    let since = asked.since_fault.as_ref().map(|_| ("#f-since", "district-since"));
    let service = asked.service_fault.as_ref().map(|_| ("#f-service", "district-service"));
    html! {
        @if asked.has_fault() {
            div.errors role="alert" aria-labelledby="err-h" {
                h2 id="err-h" { (cx.t("district-fault")) }
                ul {
                    @for (to, key) in since.into_iter().chain(service) { li { a href=(to) { (cx.t(key)) } } }
                }
            }
        }
    }
}

/// Districts in which people of the area live, with who holds office there.
fn neighbours(cx: &PageCx, page: &AreaPage<'_>) -> Markup {
    // The counties of a district stand beside their offices.
    let is_told =
        |layer: &&LandLayer| layer.kind != AreaKind::County || page.area.kind == AreaKind::County;
    let told: Vec<_> = page.neighbours.iter().filter(|(layer, _)| is_told(layer)).collect();
    html! {
        @if !told.is_empty() {
            section aria-labelledby="near-h" {
                h2 id="near-h" { (cx.t("district-neighbours-h2")) }
                @for (layer, found) in told {
                    h3 { (area_kind(cx, &layer.kind)) }
                    @if found.len() <= MOST_NEIGHBOURS {
                        (districts(cx, found))
                    } @else {
                        details {
                            summary { (cx.words.with("district-neighbours-all", &[("n", u32::try_from(found.len()).unwrap_or(u32::MAX).into())])) }
                            (districts(cx, found))
                        }
                    }
                }
                p.hint { (cx.t("district-neighbours-how")) }
            }
        }
    }
}

fn districts(cx: &PageCx, found: &[Overlap<'_>]) -> Markup {
    html! {
        ul {
            @for overlap in found {
                li {
                    (link(cx, overlap.area))
                    @if let Some(holder) = &overlap.area.officeholder { ": " (named(holder)) }
                }
            }
        }
    }
}

/// Whether the name of an area says already what sort it is: "Jackson County", "Illinois Senate District 59".
pub fn says_its_kind(area: &Area) -> bool {
    area.kind == AreaKind::County || area.number().is_some()
}

/// An area by name, as a link.
pub fn link(cx: &PageCx, area: &Area) -> Markup {
    let to = format!("/areas/{}/{}", area.kind.slug(), area.slug);
    html! { a href=(cx.href(&to)) { bdi { (area_name(cx, area)) } } }
}

/// What the area has now, by service.
fn offices(cx: &PageCx, page: &AreaPage<'_>) -> Markup {
    let (open, gone): (Vec<&Office>, Vec<&Office>) =
        page.offices.iter().partition(|office| !office.facts.status.is_gone());
    let is_county = page.county.is_some();
    let (title, none) = if is_county {
        ("area-offices-h2", "area-offices-none")
    } else {
        ("district-offices-h2", "district-offices-none")
    };
    html! {
        section aria-labelledby="offices-h" {
            h2 id="offices-h" { (cx.t(title)) }
            @if page.offices.is_empty() { p { (cx.t(none)) } }
            @for same in open.chunk_by(|a, b| a.facts.kind == b.facts.kind) { (of_kind(cx, same)) }
            @if !gone.is_empty() {
                details {
                    summary.h3 { (cx.words.with("district-gone", &[("n", u32::try_from(gone.len()).unwrap_or(u32::MAX).into())])) }
                    ul.list.rows { @for office in gone { (row(cx, office)) } }
                }
            }
        }
    }
}

fn of_kind(cx: &PageCx, offices: &[&Office]) -> Markup {
    let Some(first) = offices.first() else { return html! {} };
    let kind = cx.words.word("kind", first.facts.kind.as_str());
    let many = cx.words.number(u64::try_from(offices.len()).unwrap_or(u64::MAX));
    let list = html! { ul.list.rows { @for office in offices { (row(cx, office)) } } };
    html! {
        // Aid offices are told in full, whatever their number: they are what the page is about.
        @if offices.len() <= MOST_OFFICES && first.facts.kind == OfficeKind::Fcrc || offices.len() == 1 {
            h3 { (kind) ": " (many) }
            (list)
        } @else {
            details { summary { h3 { (kind) ": " (many) } } (list) }
        }
    }
}

/// An office in the list.
fn row(cx: &PageCx, office: &Office) -> Markup {
    html! {
        li.card {
            p.h3 { a href=(cx.href(&format!("/offices/{}", office.slug))) { bdi { (plain_name(cx.words, office)) } } }
            @let place = office.facts.location.one_line();
            @if !place.is_empty() { p { span.hint { bdi { (place) } } } }
            (status_mark(cx, office))
        }
    }
}

/// Which aid office each county of the area is assigned to.
fn serving(cx: &PageCx, page: &AreaPage<'_>) -> Markup {
    let as_of = page.serving.iter().filter_map(|s| s.assigned?.1.as_of).max();
    html! {
        @if !page.serving.is_empty() {
            section aria-labelledby="serving-h" {
                h2 id="serving-h" { (cx.t("district-serving-h2")) }
                ul { @for serving in &page.serving { li { (assigned(cx, page, serving)) } } }
                p.hint {
                    (cx.t("district-serving-how"))
                    @if let Some(as_of) = as_of {
                        " " (cx.words.with("district-serving-as-of", &[("date", cx.words.date(as_of).into())]))
                    }
                }
            }
        }
    }
}

fn assigned(cx: &PageCx, page: &AreaPage<'_>, serving: &Serving<'_>) -> Markup {
    html! {
        @if page.county.is_some() { bdi { (area_name(cx, serving.county)) } } @else { (link(cx, serving.county)) }
        @if serving.is_part { " " span.hint { (cx.t("district-part")) } }
        ": "
        @match &serving.assigned {
            _ if serving.own > 1 => {
                (cx.words.with("district-serving-several", &[("n", u32::try_from(serving.own).unwrap_or(u32::MAX).into())]))
            }
            Some((office, _)) => {
                a href=(cx.href(&format!("/offices/{}", office.slug))) { bdi { (plain_name(cx.words, office)) } }
                @if office.facts.status.is_gone() { " " span.label { (cx.words.word("status", office.facts.status.as_str())) } }
            }
            None => { (cx.t("district-serving-unknown")) }
        }
    }
}

fn reports(cx: &PageCx, page: &AreaPage<'_>, name: &str) -> Markup {
    html! {
        @if let Some((_, counts)) = page.county {
            section.heard aria-labelledby="heard-h" {
                h2 id="heard-h" { (cx.t("counts-h2")) }
                (heard(cx, counts, "counts-none-county", name))
            }
        }
    }
}

/// Ways of being told what becomes of a county's offices, and what else to do.
fn keep(cx: &PageCx, page: &AreaPage<'_>) -> Markup {
    let file = |path: String| ui::in_language(&path, cx.words.lang());
    html! {
        @if let Some((county, _)) = page.county {
            @let slug = &county.slug;
            section aria-labelledby="follow-h" {
                h2 id="follow-h" { (cx.t("area-follow-h2")) }
                p.do {
                    a href=(cx.href(&format!("/follow?topic=county:{slug}"))) { (cx.t("follow-by-mail")) }
                    " " a href=(file(format!("/areas/county/{slug}.ics"))) { (cx.t("calendar-file")) }
                    " " a href=(file(format!("/feeds/areas/county/{slug}.atom"))) { (cx.t("follow-atom")) }
                    " " a href=(cx.href("/report")) { (cx.t("do-report")) }
                }
            }
        }
    }
}
