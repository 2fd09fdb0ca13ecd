//! The page that finds the districts of a place and lists all areas.

use maud::{Markup, html};

use crate::atlas::Hit;
use crate::domain::polygon::Area;
use crate::web::cx::PageCx;
use crate::web::ui::{
    self, Nav, Page, area_kind, area_kinds, area_name, ask_row, form_encoded, plain_name,
};

use super::around::{Found, Place, Sureness};
use super::holder_view::{is_seat, named};
use super::index::{IndexPage, KindList};
use super::view::{link, says_its_kind};

/// The page.
pub fn show(cx: &PageCx, page: &IndexPage<'_>) -> Markup {
    let title = cx.t("district-index-title");
    let frame = Page::new(&title).about(&cx.t("district-index-lead")).at(Nav::Offices).with_map();
    let body = html! {
        h1 { (title) }
        p.lead { (cx.t("district-index-lead")) }
        (ask(cx, &page.question.text))
        (found(cx, page))
        @if !page.has_districts { (none_loaded(cx)) }
        @for kind in &page.kinds { (list(cx, page, kind)) }
    };
    ui::page(cx, &frame, body)
}

/// The search box.
pub fn ask(cx: &PageCx, typed: &str) -> Markup {
    html! {
        form.ask.answered role="search" action="/areas" method="get" {
            label for="q" { (cx.t("district-ask")) }
            (ask_row(cx, typed, Some("q-hint")))
            @if let Some(lang) = cx.kept_lang() { input type="hidden" name="lang" value=(lang); }
            p.hint id="q-hint" { (cx.t("district-ask-hint")) }
            p.hint role="status" data-near-says {}
        }
    }
}

/// What to do where no districts are loaded.
fn none_loaded(cx: &PageCx) -> Markup {
    html! {
        div.news.doubt role="note" {
            p { strong { (cx.t("district-none-loaded")) } }
            p { (cx.t("district-none-loaded-how")) " " code { "stillopen setup illinois" } "." }
        }
    }
}

fn found(cx: &PageCx, page: &IndexPage<'_>) -> Markup {
    html! {
        @match &page.found {
            Found::Nothing => {}
            Found::Place(place) => { (around(cx, place)) }
            Found::County(county) => {
                div.news role="note" {
                    h2 { (area_name(cx, county)) }
                    p { (cx.t("district-found-county")) }
                    p.do { a.go href=(cx.href(&format!("/areas/county/{}", county.slug))) { (cx.words.with("district-found-open", &[("area", area_name(cx, county).into())])) } }
                }
            }
            Found::Offices(offices) => {
                h2 { (cx.t("offices-by-name")) }
                ul {
                    @for office in offices {
                        li { a href=(cx.href(&format!("/offices/{}", office.slug))) { bdi { (plain_name(cx.words, office)) } } }
                    }
                }
            }
            Found::DidYouMean(hits) => { (did_you_mean(cx, hits)) }
            Found::Missing(key, typed) => {
                div.empty {
                    h2 { (cx.t("nothing-h1")) }
                    p { (cx.words.with(key, &[("typed", typed.clone().into())])) }
                    p { (cx.t("nothing-try")) }
                }
            }
        }
    }
}

/// The areas around a place, each with who holds office there.
fn around(cx: &PageCx, place: &Place<'_>) -> Markup {
    let caution = match place.sureness {
        Sureness::Exact => None,
        Sureness::Zip => Some("district-found-zip"),
        Sureness::Town => Some("district-found-town"),
        Sureness::Guessed => Some("district-found-guessed"),
    };
    html! {
        section aria-labelledby="found-h" {
            h2 id="found-h" { (cx.words.with("district-found-h2", &[("place", place.name.clone().into())])) }
            @if let Some(key) = caution { p.hint { (cx.t(key)) } }
            @if place.areas.is_empty() { p { (cx.t("district-found-none")) } }
            ul.list.rows { @for area in &place.areas { (card(cx, area)) } }
        }
    }
}

fn card(cx: &PageCx, area: &Area) -> Markup {
    html! {
        li.card {
            h3 { (link(cx, area)) }
            @if !says_its_kind(area) { p.hint { (area_kind(cx, &area.kind)) } }
            @match &area.officeholder {
                Some(holder) => p { (named(holder)) },
                None if is_seat(&area.kind) => p { (cx.t("district-holder-none")) },
                None => {}
            }
        }
    }
}

fn did_you_mean(cx: &PageCx, hits: &[Hit<'_>]) -> Markup {
    let to = |q: &str| cx.href(&format!("/areas?q={}", form_encoded(q)));
    let county = |name: &str| cx.words.with("county-of", &[("name", name.to_owned().into())]);
    html! {
        h2 { (cx.t("did-you-mean")) }
        ul {
            @for hit in hits {
                li {
                    @match hit {
                        Hit::Zip(zip) => { a href=(to(&zip.zip)) { (zip.zip) " " (zip.city) } }
                        Hit::Place(place) => {
                            a href=(to(&place.name)) { (place.name) } " " span.hint { (county(&place.county)) }
                        }
                        Hit::County(found) => {
                            a href=(to(&format!("{} County", found.name))) { (county(&found.name)) }
                        }
                        Hit::Office(office) => {
                            a href=(cx.href(&format!("/offices/{}", office.slug))) { bdi { (plain_name(cx.words, office)) } }
                        }
                    }
                }
            }
        }
    }
}

/// The areas of one kind: all at once, or letter by letter.
fn list(cx: &PageCx, page: &IndexPage<'_>, kind: &KindList<'_>) -> Markup {
    let of = &kind.layer.kind;
    let is_chosen = page.chosen.as_ref() == Some(of);
    let id = format!("kind-{}", of.slug());
    let many = u64::try_from(kind.layer.areas.len()).unwrap_or(u64::MAX);
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { (area_kinds(cx, of)) ": " (cx.words.number(many)) }
            @if kind.letters.is_empty() {
                details open[is_chosen || !page.has_districts] {
                    summary { (cx.t("district-list-all")) }
                    (names(cx, kind))
                }
            } @else {
                p.hint { (cx.t("district-list-letters")) }
                nav aria-label=(cx.words.with("district-list-letters-of", &[("kind", area_kinds(cx, of).into())])) {
                    ul.pages {
                        @for letter in &kind.letters {
                            @let to = format!("/areas?kind={}&letter={letter}#{id}", of.slug());
                            li { a href=(cx.href(&to)) aria-current=[(kind.letter == Some(*letter)).then_some("true")] { (letter.to_uppercase()) } }
                        }
                    }
                }
                @if kind.letter.is_some() {
                    @if kind.areas.is_empty() { p { (cx.t("district-list-none")) } }
                    (names(cx, kind))
                }
            }
        }
    }
}

/// Numbers side by side, or names in columns.
fn names(cx: &PageCx, kind: &KindList<'_>) -> Markup {
    let to = |area: &Area| cx.href(&format!("/areas/{}/{}", area.kind.slug(), area.slug));
    html! {
        @if kind.areas.iter().all(|area| area.number().is_some()) {
            ul.pages {
                @for area in &kind.areas {
                    li { a href=(to(area)) aria-label=(area_name(cx, area)) { (area.number().unwrap_or(0)) } }
                }
            }
        } @else {
            ul.months { @for area in &kind.areas { li { a href=(to(area)) { bdi { (area.name) } } } } }
        }
    }
}
