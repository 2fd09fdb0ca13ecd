//! What one can do about a case: where to go instead, whom to tell, and how to be heard.

use maud::{Markup, html};

use super::law_view::{beside, said};
use super::names::{called, day_word};
use super::{CasePage, Part};
use crate::domain::clock::{Action, ActionKind, Count, Statute};
use crate::domain::office::Office;
use crate::shipped;
use crate::web::cx::PageCx;
use crate::web::ui::plain_name;

/// Offices offered for a report; a case may have dozens.
const REPORTED: usize = 3;

/// The section.
pub fn what_to_do(cx: &PageCx, page: &CasePage<'_>) -> Markup {
    let open = page.receiving.iter().filter_map(|part| part.office);
    let open: Vec<&Office> = open.filter(|office| !office.facts.status.is_gone()).collect();
    // Being heard needs a plan that is still one; asking and telling can be done at any time.
    let heard = |action: &&Action| {
        matches!(action.does, ActionKind::Comment | ActionKind::Speak | ActionKind::AskHearing)
    };
    let (heard, any): (Vec<_>, Vec<_>) = page.clock.actions.iter().copied().partition(heard);
    html! {
        section aria-labelledby="do-h" {
            h2 id="do-h" { (cx.t("case-do-h2")) }
            @if !open.is_empty() {
                p { (cx.t("case-do-receiving")) }
                ul { @for office in &open { li { (reached(cx, office)) } } }
            }
            @if page.clock.is_live { @for action in &heard { (act(cx, page, action)) } }
            @for action in &any { (act(cx, page, action)) }
            @if !page.clock.is_live && !heard.is_empty() {
                details {
                    summary { (cx.t("act-again")) }
                    @for action in &heard { (act(cx, page, action)) }
                }
            }
            h3 { (cx.t("act-tell-us")) }
            (reports(cx, page))
            p { (cx.t("case-do-mistake")) }
        }
    }
}

/// An office with how to reach it.
fn reached(cx: &PageCx, office: &Office) -> Markup {
    let facts = &office.facts;
    html! {
        a href=(cx.href(&format!("/offices/{}", office.slug))) { bdi { (plain_name(cx.words, office)) } }
        @if !facts.location.one_line().is_empty() { ", " bdi { (facts.location.one_line()) } }
        @if let Some(phone) = &facts.phone { ". " a.nowrap href=(phone.href()) { (phone) } }
    }
}

/// Links to report a problem: at the offices that are hit, else at those that take the cases.
fn reports(cx: &PageCx, page: &CasePage<'_>) -> Markup {
    let known = |parts: &[Part<'_>]| parts.iter().filter_map(|p| p.office).count();
    let parts = if known(&page.losing) > 0 { &page.losing } else { &page.receiving };
    let several = known(parts) == 0 || known(parts) > REPORTED;
    html! {
        @if several {
            p { a href=(cx.href("/report")) { (cx.t("case-do-report-any")) } }
        } @else {
            p { (cx.t("case-do-report")) }
            ul {
                @for (office, part) in parts.iter().filter_map(|part| Some((part.office?, part))) {
                    li {
                        a href=(cx.href(&format!("/report/{}", office.slug))) { bdi { (called(cx.words, Some(office), &part.case.name)) } }
                    }
                }
            }
        }
    }
}

/// One thing to do.
fn act(cx: &PageCx, page: &CasePage<'_>, action: &Action) -> Markup {
    let words = cx.words;
    let Some(law) = page.clock.statute else { return html! {} };
    let subject = action.subject.as_ref();
    html! {
        h3 { (said(words, &action.title)) }
        p { (said(words, &action.says)) (beside(cx, law, action.source.as_slice())) }
        (ahead(cx, page, action))
        (until(cx, page, action))
        @if !action.post.is_empty() {
            div.envelope {
                p.hint { (words.t("act-post")) }
                address lang="en" {
                    @for (i, line) in action.post.iter().enumerate() { @if i > 0 { br; } (line) }
                    @if let Some(subject) = subject { br; b { (subject) } }
                }
            }
        }
        @if !action.names.is_empty() {
            p { (words.t("act-names")) }
            ul { @for name in &action.names { li { (said(words, name)) } } }
        }
        @if let Some(minutes) = action.minutes {
            p { (words.with("act-minutes", &[("n", minutes.into())])) }
        }
        @if !action.files.en.is_empty() {
            p { (words.with("act-files", &[("files", said(words, &action.files).into())])) }
        }
        (questions(cx, action))
        (shown_by(cx, page, action))
    }
}

/// How long ahead something has to be asked, and the day that this means.
fn ahead(cx: &PageCx, page: &CasePage<'_>, action: &Action) -> Markup {
    let words = cx.words;
    let Some(ahead) = &action.ahead else { return html! {} };
    let key = match ahead.count {
        Count::Business => "act-ahead-business",
        Count::Calendar => "act-ahead",
    };
    let mine = page.clock.ask_by.iter().filter(|ask| ask.action.id == action.id);
    html! {
        p {
            (words.with(key, &[("n", ahead.days.into())]))
            @for ask in mine {
                " "
                b { (words.with("act-by", &[("date", words.day(ask.on).into()), ("by", day_word(words, ask.by).into())])) }
                " " span.label { (words.t("step-computed")) }
            }
        }
    }
}

/// The day until which it makes sense, where a source gives one.
fn until(cx: &PageCx, page: &CasePage<'_>, action: &Action) -> Markup {
    let days = page.clock.recorded.iter().filter(|r| Some(r.step.kind) == action.until);
    let Some(last) = days.max_by_key(|r| r.on.latest()).filter(|_| page.clock.is_live) else {
        return html! {};
    };
    let key = if last.is_ahead { "act-until" } else { "act-until-past" };
    html! { p { b { (cx.words.with(key, &[("date", cx.words.date(last.on).into())])) } } }
}

/// The questions of another set of rules that are worth asking.
fn questions(cx: &PageCx, action: &Action) -> Markup {
    let law = action.questions_of.as_ref().and_then(|id| shipped::statutes().get(id));
    let Some((law, questions)) = law.and_then(|law: &Statute| Some((law, law.questions.as_ref()?)))
    else {
        return html! {};
    };
    html! {
        details {
            summary { (cx.t("act-questions")) }
            p { (said(cx.words, &questions.says)) (beside(cx, law, std::slice::from_ref(&questions.source))) }
            ol { @for question in &questions.list { li { (said(cx.words, question)) } } }
        }
    }
}

/// Cases of the ledger in which it worked.
fn shown_by(cx: &PageCx, page: &CasePage<'_>, action: &Action) -> Markup {
    let cases: Vec<_> = page
        .examples
        .iter()
        .filter(|case| action.cases.iter().any(|slug| slug == case.slug.as_str()))
        .filter(|case| case.slug != page.case.slug)
        .collect();
    html! {
        @if !cases.is_empty() {
            ul {
                @for case in cases {
                    li { a href=(cx.href(&format!("/closures/{}", case.slug))) { (cx.words.either(&case.title, &case.title_es)) } }
                }
            }
        }
    }
}
