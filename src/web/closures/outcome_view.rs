//! What a commission or board said of a plan, and what really happened: two things that are kept apart.

use maud::{Markup, html};

use super::CasePage;
use super::law_view::facts;
use super::sources_view::marks;
use super::steps_view::sentence;
use super::story::{Moment, What};
use crate::domain::closure::{CaseState, Opinion, Process, StepKind};
use crate::i18n::Lang;
use crate::web::cx::PageCx;
use crate::web::ui::{case_mark, case_when};

/// The section; nothing where nobody gave an opinion or voted.
pub fn outcome(cx: &PageCx, page: &CasePage<'_>) -> Markup {
    let case = page.case;
    let said: Vec<&Moment<'_>> = page.story.iter().filter(|m| is_said(m)).collect();
    let board = case.process == Process::HealthFacilitiesBoard;
    let head = if board { "outcome-decided" } else { "outcome-said" };
    let turned = page.story.iter().rfind(|m| {
        let kind = m.what.kind();
        let has_come = m.on.is_none_or(|on| on.earliest() <= cx.now.date());
        has_come && matches!(m.what, What::Step(..)) && (kind.is_relief() || kind.is_in_force())
    });
    let turned = turned.filter(|_| case.state() != CaseState::Proposed);
    html! {
        @if !said.is_empty() {
            section aria-labelledby="outcome-h" {
                h2 id="outcome-h" { (cx.t("outcome-h2")) }
                div.pair {
                    div {
                        h3 { (cx.t(head)) }
                        ul { @for moment in &said { li { (line(cx, page, moment)) } } }
                    }
                    div {
                        h3 { (cx.t("outcome-happened")) }
                        p {
                            (case_mark(cx, case))
                            @if turned.is_none() { " " span.hint { (case_when(cx, case)) } }
                        }
                        @if let Some(moment) = turned { p { (line(cx, page, moment)) } }
                        @if let Some(key) = against(page) { p { b { (cx.t(key)) } } }
                    }
                }
                @if let Some(law) = page.clock.statute.filter(|law| !law.facts.is_empty()) {
                    h3 { (cx.t("outcome-worth")) }
                    (facts(cx, law))
                }
            }
        }
    }
}

fn is_said(moment: &Moment<'_>) -> bool {
    matches!(moment.what, What::Step(StepKind::AdvisoryOpinion | StepKind::Vote, _))
}

/// A moment on one line: when, what, and its sources.
fn line(cx: &PageCx, page: &CasePage<'_>, moment: &Moment<'_>) -> Markup {
    let mut sources: Vec<u32> = Vec::new();
    for number in moment.parts.iter().flat_map(|part| &part.sources) {
        if !sources.contains(number) {
            sources.push(*number);
        }
    }
    // Where no word says what the vote was, the note does.
    let plain = matches!(moment.what, What::Step(kind, opinion)
        if matches!(kind, StepKind::Vote | StepKind::AdvisoryOpinion)
            && opinion.is_none_or(|opinion| opinion == Opinion::None));
    let mut note = moment.parts.iter().map(|part| (part.note, part.note_es));
    let note = note.find(|(note, _)| plain && !note.is_empty());
    let spanish = cx.words.lang() == Lang::Es;
    // The whole sentence stands in the story; under a heading that names who speaks a few words do.
    let says = match moment.what {
        What::Step(StepKind::AdvisoryOpinion, Some(opinion)) if opinion != Opinion::None => {
            format!("{}.", cx.words.word("opinion", opinion.as_str()))
        }
        _ => sentence(cx.words, page, moment),
    };
    html! {
        @match moment.on {
            Some(on) => b { (cx.words.date(on)) },
            None => b { (cx.t("case-undated")) },
        }
        ": " (says)
        @if let Some((note, note_es)) = note {
            " " span.hint lang=[(spanish && note_es.is_empty()).then_some("en")] { (cx.words.either(note, note_es)) }
        }
        (marks(cx, &sources))
    }
}

/// Whether the last opinion and what happened go together.
fn against(page: &CasePage<'_>) -> Option<&'static str> {
    let mut opinions = page.story.iter().filter_map(|moment| match moment.what {
        What::Step(StepKind::AdvisoryOpinion | StepKind::Vote, Some(opinion)) => Some(opinion),
        _ => None,
    });
    let last = opinions.rfind(|o| matches!(o, Opinion::Support | Opinion::Oppose))?;
    match (last, page.case.state()) {
        (Opinion::Oppose, CaseState::InForce) => Some("outcome-against"),
        (Opinion::Support, CaseState::InForce) => Some("outcome-along"),
        (Opinion::Support, CaseState::Stopped) => Some("outcome-stopped"),
        _ => None,
    }
}
