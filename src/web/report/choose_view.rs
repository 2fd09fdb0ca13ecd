//! The page that asks which office a report is about.

use maud::{Markup, html};

use super::choose::{Around, Choice, Question};
use super::draft_view::SCRIPT;
use super::form_view::good_to_know;
use crate::atlas::Hit;
use crate::domain::office::Office;
use crate::web::cx::PageCx;
use crate::web::open_now::{look, status_words};
use crate::web::ui::{self, Nav, Page, ask_row, form_encoded, kind_word, plain_name};

/// The page.
pub fn show(cx: &PageCx, question: &Question, choice: &Choice<'_>) -> Markup {
    let title = cx.t("report-title");
    let start = matches!(choice, Choice::Start);
    ui::page(
        cx,
        &Page::new(&title)
            .at(Nav::Report)
            .about(&cx.t("report-about"))
            .with_map()
            .with_script(SCRIPT),
        html! {
            (ask(cx, question, start))
            @match choice {
                Choice::Start => { section.prose aria-labelledby="how" { (good_to_know(cx)) p.do { a href=(cx.href("/report/worker")) { (cx.t("worker-link")) } } } }
                Choice::Named(offices) => {
                    h2 { (cx.t("report-which")) }
                    ul.list.rows { @for office in offices { (row(cx, office, None)) } }
                }
                Choice::Around(around) => { (places(cx, question, around)) }
                Choice::DidYouMean(hits) => { (did_you_mean(cx, hits)) }
                Choice::Nothing(key) => {
                    h2 { (cx.t("nothing-h1")) }
                    div.empty {
                        p { (cx.words.with(key, &[("typed", question.text.clone().into())])) }
                        p { (cx.t("nothing-try")) }
                        p.do { a.quiet href=(cx.href("/offices")) { (cx.t("way-offices")) } }
                    }
                }
            }
        },
    )
}

fn ask(cx: &PageCx, question: &Question, start: bool) -> Markup {
    html! {
        form class=(if start { "ask" } else { "ask answered" }) role="search" action="/report" method="get" {
            h1 { (cx.t("report-title")) }
            @if start { p.lead { (cx.t("report-lead")) } }
            label for="q" { (cx.t("report-ask")) }
            (ask_row(cx, &question.text, Some("q-h")))
            p.hint id="q-h" { (cx.t("report-ask-hint")) }
            @if question.kinds.need != crate::web::filter::Kinds::aid().need {
                input type="hidden" name="kind" value=(question.kinds.word);
            }
            @if let Some(lang) = cx.kept_lang() { input type="hidden" name="lang" value=(lang); }
            p.hint role="status" data-near-says {}
        }
    }
}

/// The address of this question with every kind of office.
fn every_kind(cx: &PageCx, question: &Question) -> String {
    let place = match question.near {
        Some(at) => format!("near={},{}", at.lat(), at.lon()),
        None => format!("q={}", form_encoded(&question.text)),
    };
    cx.href(&format!("/report?{place}&kind=all"))
}

fn places(cx: &PageCx, question: &Question, around: &Around<'_>) -> Markup {
    let nothing = around.named.is_none() && around.open.is_empty() && around.assigned.is_none();
    html! {
        h2 { (cx.words.with("report-which-near", &[("place", around.name.clone().into())])) }
        @if nothing {
            div.empty { p { (cx.t("near-none")) } }
        } @else {
            ul.list.rows {
                @if let Some(office) = around.named { (row(cx, office, None)) }
                @for near in &around.open { (row(cx, near.office, Some(near.distance_m))) }
                @if let Some(office) = around.assigned { (row(cx, office, None)) }
            }
        }
        @if question.kinds.word != "all" {
            p.do { a.quiet href=(every_kind(cx, question)) { (cx.t("near-every-kind")) } }
        }
        @if !around.shut.is_empty() {
            h2 { (cx.t("report-which-shut")) }
            ul.list.rows {
                @for near in &around.shut { (row(cx, near.office, Some(near.distance_m))) }
            }
        }
    }
}

fn row(cx: &PageCx, office: &Office, distance_m: Option<f64>) -> Markup {
    let facts = &office.facts;
    let today = cx.now.date();
    let (word, _) = status_words(cx.words, office, today);
    let class = look(office, today).class();
    html! {
        li.card {
            div {
                h3 { bdi { (plain_name(cx.words, office)) } }
                p.hint { (kind_word(cx, office)) }
            }
            p {
                @if !facts.location.one_line().is_empty() { bdi { (facts.location.one_line()) } br; }
                span class={ "state " (class) } { (word) }
                @if let Some(metres) = distance_m { " " span.hint { (cx.words.miles(metres)) } }
            }
            p.do {
                a.quiet href=(cx.href(&format!("/report/{}", office.slug))) {
                    span { (cx.t("do-report")) span.vh { ": " bdi { (plain_name(cx.words, office)) } } }
                }
            }
        }
    }
}

fn did_you_mean(cx: &PageCx, hits: &[Hit<'_>]) -> Markup {
    let ask = |q: &str| cx.href(&format!("/report?q={}", form_encoded(q)));
    let county = |name: &str| cx.words.with("county-of", &[("name", name.to_owned().into())]);
    html! {
        h2 { (cx.t("did-you-mean")) }
        ul {
            @for hit in hits {
                li {
                    @match hit {
                        Hit::Zip(zip) => { a href=(ask(&zip.zip)) { (zip.zip) " " (zip.city) } }
                        Hit::Place(place) => {
                            a href=(ask(&place.name)) { (place.name) } " " span.hint { (county(&place.county)) }
                        }
                        Hit::County(found) => {
                            a href=(ask(&format!("{} County", found.name))) { (county(&found.name)) }
                        }
                        Hit::Office(office) => {
                            a href=(cx.href(&format!("/report/{}", office.slug))) { bdi { (plain_name(cx.words, office)) } }
                        }
                    }
                }
            }
        }
    }
}
