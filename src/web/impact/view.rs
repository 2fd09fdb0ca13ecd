//! The page: what is asked, and the answer beside or below it.

use maud::{Markup, html};

use super::said::Told;
use super::{Answered, ImpactPage, answer_view, choose_view, compare_view, map_view};
use crate::app::App;
use crate::atlas::Atlas;
use crate::web::cx::PageCx;
use crate::web::ui::{self, Nav, Page};

/// What the views of an answer need.
pub struct Desk<'a> {
    /// The base map and the address of the service.
    pub app: &'a App,
    /// Areas and who holds office there.
    pub atlas: &'a Atlas,
    /// Everything on the page.
    pub page: &'a ImpactPage<'a>,
}

impl<'a> Desk<'a> {
    /// An answer with the words for its offices.
    pub fn told(&self, of: &'a Answered) -> Told<'a> {
        Told { asked: &of.question, answer: &of.answer, names: &self.page.names }
    }

    /// The path of the permanent address.
    pub fn permanent(&self) -> String {
        self.page
            .permanent
            .as_ref()
            .map_or_else(|| "/impact".to_owned(), |query| format!("/impact?{query}"))
    }
}

/// The page.
pub fn show(cx: &PageCx, app: &App, atlas: &Atlas, page: &ImpactPage<'_>) -> Markup {
    let desk = Desk { app, atlas, page };
    let heading = cx.t("impact-title");
    let title = if page.faults.is_empty() {
        heading.clone()
    } else {
        format!("{}: {heading}", cx.t("report-to-mend"))
    };
    let is_asked = page.answers.iter().any(Option::is_some);
    let about = match page.answers.first().and_then(Option::as_ref) {
        Some(of) => super::said::sentences(cx, &desk.told(of)).join(" "),
        None => cx.t("impact-about"),
    };
    let frame = Page::new(&title)
        .about(&about)
        .at(Nav::Closing)
        .canonical(app.site().link(&desk.permanent()))
        .with_style("css/impact.css")
        .with_script("js/impact.js");
    ui::page(
        cx,
        &frame,
        html! {
            h1 { (heading) }
            @if !is_asked { p.lead { (cx.t("impact-lead")) } }
            (ui::faults_of(cx, &page.faults, "impact-errors-kept"))
            @if page.is_busy { (ui::notice(&cx.t("impact-busy"), &cx.t("impact-busy-lead"))) }
            div.impact {
                (choose_view::show(cx, &desk, is_asked))
                (answer(cx, &desk))
            }
        },
    )
}

/// The part that changes with the question; the live script swaps it whole.
fn answer(cx: &PageCx, desk: &Desk<'_>) -> Markup {
    let said = match &desk.page.answers {
        [Some(of), None] | [None, Some(of)] | [Some(of), Some(_)] => {
            super::said::sentences(cx, &desk.told(of)).join(" ")
        }
        [None, None] => desk.page.faults.iter().map(|(_, says)| says.as_str()).collect(),
    };
    html! {
        section.told id="answer" tabindex="-1" data-said=(said) data-address=(cx.href(&desk.page.entry.asked().address()))
            aria-label=(cx.t("impact-answer"))
        {
            @match &desk.page.answers {
                [None, None] => {
                    @if desk.page.faults.is_empty() && !desk.page.is_busy {
                        p.hint { (cx.t("impact-none-yet")) }
                    }
                }
                [Some(of), None] => { (answer_view::show(cx, desk, of)) }
                [None, Some(of)] => { (answer_view::show(cx, desk, of)) }
                [Some(first), Some(second)] => { (compare_view::show(cx, desk, first, second)) }
            }
            (map_view::choose(cx, desk))
        }
    }
}
