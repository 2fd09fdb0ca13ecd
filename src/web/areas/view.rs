//! A county in words: its offices, its closings, its reports.

use maud::{Markup, html};

use super::CountyPage;
use crate::domain::office::Office;
use crate::web::cx::PageCx;
use crate::web::ui::{
    self, Nav, Page, case_row, crumbs, form_encoded, heard, kind_word, plain_name, status_mark,
};

/// Cases that are told here; the ledger has all.
const MOST_CASES: usize = 6;

/// The page.
pub fn show(cx: &PageCx, page: &CountyPage<'_>) -> Markup {
    let county = page.county;
    let name = cx.words.with("county-of", &[("name", county.name.clone().into())]);
    let lead = cx.t("area-lead");
    let ledger = format!("/closures?county={}", form_encoded(&county.name));
    let body = html! {
        (crumbs(cx, &[("/offices", cx.t("nav-offices"))], &name))
        h1 { (name) }
        p.lead { (lead) }
        div.split.wide {
            div {
                section aria-labelledby="offices-h" {
                    h2 id="offices-h" { (cx.t("area-offices-h2")) }
                    @if page.offices.is_empty() {
                        p { (cx.t("area-offices-none")) }
                    } @else {
                        ul.list.rows { @for office in &page.offices { (row(cx, office)) } }
                    }
                }
                (keep(cx, page))
            }
            div {
                section aria-labelledby="cases-h" {
                    h2 id="cases-h" { (cx.t("area-cases-h2")) }
                    @if page.cases.is_empty() {
                        p { (cx.t("area-cases-none")) }
                    } @else {
                        ul.list.rows {
                            @for case in page.cases.iter().take(MOST_CASES) { (case_row(cx, case)) }
                        }
                        @if page.cases.len() > MOST_CASES {
                            @let all = u32::try_from(page.cases.len()).unwrap_or(u32::MAX);
                            p { a href=(cx.href(&ledger)) { (cx.words.with("area-cases-all", &[("n", all.into())])) } }
                        }
                    }
                }
                section.heard aria-labelledby="heard-h" {
                    h2 id="heard-h" { (cx.t("counts-h2")) }
                    (heard(cx, page.counts, "counts-none-county", &name))
                }
            }
        }
    };
    ui::page(cx, &Page::new(&name).about(&lead).at(Nav::Offices), body)
}

/// An office in the list.
fn row(cx: &PageCx, office: &Office) -> Markup {
    html! {
        li.card {
            h3 { a href=(cx.href(&format!("/offices/{}", office.slug))) { bdi { (plain_name(cx.words, office)) } } }
            p {
                (kind_word(cx, office))
                @let place = office.facts.location.one_line();
                @if !place.is_empty() { br; span.hint { bdi { (place) } } }
            }
            (status_mark(cx, office))
        }
    }
}

/// Ways of being told what becomes of the county's offices.
fn keep(cx: &PageCx, page: &CountyPage<'_>) -> Markup {
    let slug = &page.county.slug;
    let file = |path: String| ui::in_language(&path, cx.words.lang());
    html! {
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
