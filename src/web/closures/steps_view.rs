//! The story of a case down a line.

use maud::{Markup, html};

use super::CasePage;
use super::law_view::{beside, late, said};
use super::names::named;
use super::sources_view::marks;
use super::story::{Mark, Moment, Part, What};
use crate::domain::clock::{Days, DeadlineState};
use crate::domain::closure::{Opinion, StepKind};
use crate::domain::date::PartialDate;
use crate::i18n::{Lang, Words};
use crate::web::cx::PageCx;

/// The line.
pub fn steps(cx: &PageCx, page: &CasePage<'_>) -> Markup {
    html! {
        @if page.story.is_empty() {
            p { (cx.t("steps-none")) }
        } @else {
            ol.steps { @for moment in &page.story { (point(cx, page, moment)) } }
        }
    }
}

fn point(cx: &PageCx, page: &CasePage<'_>, moment: &Moment<'_>) -> Markup {
    let class = match moment.mark {
        Mark::Told => None,
        Mark::Computed => Some("computed"),
        Mark::Late(..) => Some("late"),
        Mark::Unsure => Some("unsure"),
    };
    let said = sentence(cx.words, page, moment);
    // What is told of the whole case in the same words is not told twice.
    let whole = |part: &Part<'_>| {
        part.offices.is_empty()
            && (part.note.is_empty() || cx.words.either(part.note, part.note_es) == said)
    };
    let (plain, parts): (Vec<_>, Vec<_>) = moment.parts.iter().partition(|part| whole(part));
    let sources: Vec<u32> = plain.iter().flat_map(|part| part.sources.iter().copied()).collect();
    html! {
        li class=[class] {
            p {
                (when(cx.words, moment.on))
                @if let Some(time) = moment.steps.iter().find_map(|step| step.time) { ", " (cx.words.time(time)) }
                @if let Some(label) = label(cx.words, page, moment.mark) { " " span.label { (label) } }
            }
            p {
                (said)
                @if moment.unheralded { " " (cx.t("step-unheralded")) }
                (marks(cx, &sources))
                (law_marks(cx, page, moment.what))
            }
            @if let Some(place) = moment.steps.iter().map(|s| &s.place).find(|place| !place.is_empty()) {
                p { bdi { (place) } }
            }
            @for part in parts { (told(cx, page, part)) }
        }
    }
}

/// The source of the rule, beside a day that was worked out from it.
fn law_marks(cx: &PageCx, page: &CasePage<'_>, what: What) -> Markup {
    let What::Due(at, _) = what else { return html! {} };
    let (law, deadline) = (page.clock.statute, page.clock.deadlines.get(at));
    html! {
        @if let (Some(law), Some(deadline)) = (law, deadline) {
            (beside(cx, law, std::slice::from_ref(&deadline.rule.source)))
        }
    }
}

fn when(words: Words, on: Option<PartialDate>) -> Markup {
    html! {
        @match on {
            Some(on) => time datetime=(on) { (capital(&words.date(on))) },
            None => span.when { (words.t("case-undated")) },
        }
    }
}

/// Begins with a capital, as a line does: months are written small in Spanish.
fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

fn label(words: Words, page: &CasePage<'_>, mark: Mark) -> Option<String> {
    match mark {
        Mark::Told => None,
        Mark::Computed => Some(words.t("step-computed")),
        Mark::Late(at, days) => page.clock.deadlines.get(at).map(|d| late(words, days, d)),
        Mark::Unsure => Some(words.t("case-detected")),
    }
}

/// What happened, in one or a few full sentences.
pub fn sentence(words: Words, page: &CasePage<'_>, moment: &Moment<'_>) -> String {
    let (step, opinion) = match moment.what {
        What::Due(at, _) => return due(words, page, at),
        What::Step(step, opinion) => (step, opinion),
    };
    let opinion = opinion.filter(|opinion| *opinion != Opinion::None);
    if moment.on.is_some_and(|on| on.earliest() > page.today)
        && let Some(coming) = words.word_if_known("coming", step.as_str())
    {
        return coming;
    }
    let kind = page.case.kind;
    let narrower = match (step, opinion) {
        (StepKind::AdvisoryOpinion | StepKind::Vote, Some(opinion)) => {
            Some(format!("{step}-{opinion}"))
        }
        // A note says what the vote was better than "there was a vote" does.
        _ => Some(format!("{step}-{kind}")),
    };
    let narrower = narrower.and_then(|word| words.word_if_known("told", &word));
    let plain = narrower.unwrap_or_else(|| words.word("step", step.as_str()));
    match moment.mark {
        Mark::Late(at, _) => format!("{plain} {}", took(words, page, at)),
        _ => plain,
    }
}

/// The day on which a step should have come, or has to.
fn due(words: Words, page: &CasePage<'_>, at: usize) -> String {
    let Some(deadline) = page.clock.deadlines.get(at) else { return String::new() };
    let mut text = said(words, &deadline.rule.says);
    if !deadline.through.is_empty() {
        let n = deadline.days_given().to_string().into();
        text = format!("{text} {}", words.with("law-through", &[("n", n)]));
    }
    let key = match deadline.state {
        DeadlineState::Due => "step-due-ahead",
        DeadlineState::Overdue => "law-overdue-what",
        _ if deadline.text_is_later => "step-due-older",
        _ => "step-due-over",
    };
    format!("{text} {}", words.t(key))
}

/// How long a step took that came late.
fn took(words: Words, page: &CasePage<'_>, at: usize) -> String {
    let Some(deadline) = page.clock.deadlines.get(at) else { return String::new() };
    let Some((from, days)) = deadline.from.zip(deadline.days_taken) else { return String::new() };
    let what = words.word_if_known("law-from", from.kind.as_str());
    let what = what.unwrap_or_else(|| words.t("law-from-step"));
    let days = match days {
        Days { least, most } if least == most => words.with("days-n", &[("n", least.into())]),
        Days { least, most } => words.with(
            "days-span",
            &[("least", least.to_string().into()), ("most", most.to_string().into())],
        ),
    };
    words.with("step-took", &[("days", days.into()), ("what", what.into())])
}

/// What a source says of some offices or of the case.
fn told(cx: &PageCx, page: &CasePage<'_>, part: &Part<'_>) -> Markup {
    let foreign = cx.words.lang() == Lang::Es && part.note_es.is_empty();
    html! {
        p {
            @for (i, office) in part.offices.iter().enumerate() {
                @if i > 0 { ", " }
                bdi { (named(cx.words, page, office)) }
            }
            @if !part.offices.is_empty() { @if part.note.is_empty() { "." } @else { ": " } }
            @if !part.note.is_empty() {
                span.hint lang=[foreign.then_some("en")] { (cx.words.either(part.note, part.note_es)) }
            }
            (marks(cx, &part.sources))
        }
    }
}
