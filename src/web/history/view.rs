//! Changes of a case in words.

use maud::{Markup, html};
use similar::{ChangeTag, TextDiff};

use super::Change;
use crate::domain::closure::{Closure, Step};
use crate::domain::closure_diff::{CaseDifference, CaseField, differences};
use crate::domain::time::zone;
use crate::web::cx::PageCx;
use crate::web::ui::{self, Nav, Page, crumbs};

/// The page.
pub fn show(cx: &PageCx, case: &Closure, changes: &[Change], is_cut: bool) -> Markup {
    let title = cx.words.either(&case.title, &case.title_es);
    let here = cx.t("history-h1");
    let home = format!("/closures/{}", case.slug);
    let up = [("/closures", cx.t("ledger-title")), (home.as_str(), title.to_owned())];
    let body = html! {
        (crumbs(cx, &up, &here))
        h1 { (here) }
        p.lead { (cx.t("history-lead")) }
        @if changes.is_empty() { div.empty { p { (cx.t("history-empty")) } } }
        ol.list {
            @for change in changes { (entry(cx, change)) }
        }
        @if is_cut { p.hint { (cx.t("history-cut")) } }
        p { a href=(cx.href(&home)) { (cx.t("history-back")) } }
    };
    ui::page(cx, &Page::new(&format!("{here}: {title}")).at(Nav::Closing), body)
}

fn entry(cx: &PageCx, change: &Change) -> Markup {
    let day = change.at.to_zoned(zone()).date();
    let hand = if change.by_hand { "history-by-person" } else { "history-by-list" };
    let found = change.before.as_ref().map(|before| differences(before, &change.after));
    html! {
        li.card {
            h2.h3 { time datetime=(day) { (cx.words.day(day)) } }
            p.hint { (cx.t(hand)) }
            @match found {
                None => { p { (cx.t("history-first")) } }
                Some(found) if found.is_empty() => { p { (cx.t("history-nothing")) } }
                Some(found) => {
                    ul { @for difference in &found { li { (told(cx, difference)) } } }
                }
            }
        }
    }
}

/// A difference in words.
pub fn told(cx: &PageCx, difference: &CaseDifference<'_>) -> Markup {
    use CaseDifference as D;
    let label = |key: &str| html! { strong { (cx.t(key)) } " " };
    match difference {
        D::Field { field, before, after } => html! {
            strong { (cx.words.word("field", field.as_str())) ":" } " "
            (changed(&shown(cx, *field, before), &shown(cx, *field, after)))
        },
        D::OfficeAdded(office) => html! { (label("history-office-added")) ins { (office.name) } },
        D::OfficeRemoved(office) => {
            html! { (label("history-office-removed")) del { (office.name) } }
        }
        D::StepAdded(step) => html! { (label("history-step-added")) ins { (step_line(cx, step)) } },
        D::StepChanged { before, after } => html! {
            (label("history-step-changed"))
            (changed(&step_line(cx, before), &step_line(cx, after)))
            @if before.note != after.note { " " (changed(&before.note, &after.note)) }
            @if before.note_es != after.note_es { " " (changed(&before.note_es, &after.note_es)) }
        },
        D::StepStruck(struck) => html! {
            (label("history-step-struck")) del { (step_line(cx, &struck.step)) }
            @if !struck.reason.is_empty() { " " (struck.reason) }
        },
        D::SourceAdded(source) => html! { (label("history-source-added")) ins { (source.title) } },
        D::SourceChanged { before, after } => html! {
            (label("history-source-changed")) (changed(&before.title, &after.title))
        },
        D::SourceDropped(source) => {
            html! { (label("history-source-dropped")) del { (source.title) } }
        }
        D::CitationAdded(_) => html! { (cx.t("history-citation-added")) },
        D::CitationRemoved(_) => html! { (cx.t("history-citation-removed")) },
        D::Withdrawn(why) => html! { (label("history-withdrawn")) (why.reason) },
        D::Restored => html! { strong { (cx.t("history-restored")) } },
    }
}

/// A value as readers know it: words of a closed set are told in their language.
fn shown(cx: &PageCx, field: CaseField, value: &str) -> String {
    let family = match field {
        CaseField::Kind => "cut",
        CaseField::Process => "process",
        CaseField::Certainty => "certainty",
        _ => return value.to_owned(),
    };
    cx.words.word_if_known(family, value).unwrap_or_else(|| value.to_owned())
}

/// A step in one line: what, when, where.
fn step_line(cx: &PageCx, step: &Step) -> String {
    let on = step.on.map_or_else(|| cx.t("case-undated"), |on| cx.words.date(on));
    let time = step.time.map(|time| cx.words.time(time));
    let place = Some(step.place.clone()).filter(|place| !place.is_empty());
    let office = step.office_name.clone();
    let parts = [Some(cx.words.event(step)), Some(on), time, place, office];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// How much of two texts must be the same for a word by word comparison to be readable.
const ALIKE: f32 = 0.5;

/// A text as it was and as it is: word by word, or one after the other when little is left of it.
fn changed(before: &str, after: &str) -> Markup {
    let diff = TextDiff::from_words(before, after);
    if !before.is_empty() && !after.is_empty() && diff.ratio() < ALIKE {
        return html! { del { (before) } " " ins { (after) } };
    }
    let mut runs: Vec<(ChangeTag, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        match runs.last_mut() {
            Some((tag, text)) if *tag == change.tag() => text.push_str(change.value()),
            _ => runs.push((change.tag(), change.value().to_owned())),
        }
    }
    html! {
        @for (i, (tag, text)) in runs.iter().enumerate() {
            // Words that stand in for others do not stick to them.
            @if *tag == ChangeTag::Insert && i.checked_sub(1).and_then(|i| runs.get(i)).is_some_and(|(tag, _)| *tag == ChangeTag::Delete) { " " }
            @match tag {
                ChangeTag::Equal => (text),
                ChangeTag::Delete => { del { (text) } }
                ChangeTag::Insert => { ins { (text) } }
            }
        }
    }
}
