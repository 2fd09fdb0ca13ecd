//! The story of a case down a line, and its numbered sources.

use maud::{Markup, html};

use super::CasePage;
use super::names::named;
use super::story::{Mark, Moment, Part, What};
use crate::domain::closure::{ClosureKind, Opinion, StepKind};
use crate::domain::date::PartialDate;
use crate::i18n::{Lang, Words};
use crate::web::cx::PageCx;

/// The commission's Act, by its public address.
const ACT: &str = "https://ilga.gov/legislation/publicacts/fulltext.asp?Name=094-0688";

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
        Mark::Late { .. } => Some("late"),
        Mark::Unsure => Some("unsure"),
    };
    let said = sentence(cx.words, page.case.kind, moment);
    // What is told of the whole case in the same words is not told twice.
    let whole = |part: &Part<'_>| {
        part.offices.is_empty() && (part.note.is_empty() || cx.words.either(part.note, part.note_es) == said)
    };
    let (plain, parts): (Vec<_>, Vec<_>) = moment.parts.iter().partition(|part| whole(part));
    let sources: Vec<usize> = plain.iter().flat_map(|part| part.sources.iter().copied()).collect();
    let law = (moment.what == What::Due).then(|| page.case.evidence.len() + 1);
    html! {
        li class=[class] {
            p {
                (when(cx.words, moment.on))
                @if let Some(label) = label(cx.words, moment.mark) { " " span.label { (label) } }
            }
            p {
                (said)
                @if moment.unheralded { " " (cx.t("step-unheralded")) }
                (marks(cx, &sources))
                (marks(cx, law.as_slice()))
            }
            @for part in parts { (told(cx, page, part)) }
        }
    }
}

fn when(words: Words, on: Option<PartialDate>) -> Markup {
    html! {
        @match on {
            Some(on) => time datetime=(on) { (words.date(on)) },
            None => span.when { (words.t("case-undated")) },
        }
    }
}

fn label(words: Words, mark: Mark) -> Option<String> {
    match mark {
        Mark::Told => None,
        Mark::Computed => Some(words.t("step-computed")),
        Mark::Late { late, .. } => Some(words.with("step-late", &[("n", late.into())])),
        Mark::Unsure => Some(words.t("case-detected")),
    }
}

/// What happened, in one or two full sentences.
fn sentence(words: Words, kind: ClosureKind, moment: &Moment<'_>) -> String {
    let (step, opinion) = match moment.what {
        What::Due => return words.t("step-due"),
        What::Step(step, opinion) => (step, opinion),
    };
    if let Mark::Late { taken, .. } = moment.mark {
        return words.with("step-recommendation_filed-late", &[("n", taken.into())]);
    }
    let opinion = opinion.filter(|opinion| *opinion != Opinion::None);
    let narrower = match (step, opinion) {
        (StepKind::AdvisoryOpinion | StepKind::Vote, Some(opinion)) => {
            Some(format!("{step}-{opinion}"))
        }
        // A note says what the vote was better than "there was a vote" does.
        _ => Some(format!("{step}-{kind}")),
    };
    let narrower = narrower.and_then(|word| words.word_if_known("told", &word));
    narrower.unwrap_or_else(|| words.word("step", step.as_str()))
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

/// The numbers of sources, small and raised, as links to them.
fn marks(cx: &PageCx, sources: &[usize]) -> Markup {
    html! {
        @for source in sources {
            sup.src {
                a href=(format!("#s{source}"))
                    aria-label=(cx.words.with("source-number", &[("n", source.to_string().into())])) {
                    (source)
                }
            }
        }
    }
}

/// The sources by their numbers; the law stands last, where something was worked out from it.
pub fn sources(cx: &PageCx, page: &CasePage<'_>) -> Markup {
    let evidence = &page.case.evidence;
    let computed = page.story.iter().any(|m| m.what == What::Due);
    let is_web = |url: &str| url.starts_with("https://") || url.starts_with("http://");
    html! {
        @if evidence.is_empty() {
            p { (cx.t("sources-none")) }
        } @else {
            ol.sources {
                @for (number, source) in (1..).zip(evidence) {
                    li id=(format!("s{number}")) {
                        @if is_web(&source.url) {
                            a href=(source.url) rel="external noreferrer" { bdi { (source.title) } }
                        } @else {
                            bdi { (source.title) }
                        }
                        ". " bdi { (source.publisher) }
                        @if let Some(dated) = source.dated { ", " (cx.words.date(dated)) }
                        "."
                    }
                }
                @if computed {
                    li id=(format!("s{}", evidence.len() + 1)) {
                        a href=(ACT) rel="external noreferrer" { (cx.t("source-act")) } "."
                    }
                }
            }
        }
    }
}
