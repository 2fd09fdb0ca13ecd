//! One report as a page: what it tells, what everybody would see of it, and what can be done.

use maud::{Markup, html};

use super::decide::MOST_QUESTION;
use super::one::{Fault, OnePage};
use super::parts_view::{alike, facts, history, photos, preview, talk};
use super::queue_view::language;
use crate::domain::moderation::HideReason;
use crate::domain::report::{Outcome, ReportStatus};
use crate::web::cx::PageCx;
use crate::web::desk;
use crate::web::session::Member;
use crate::web::ui::{crumbs, plain_name};

/// The page.
pub fn show(cx: &PageCx, member: &Member, page: &OnePage) -> Markup {
    let report = &page.report;
    let title = cx.words.word("problem", report.problem.as_str());
    let office = page.office.as_ref().map(|office| plain_name(cx.words, office));
    let body = html! {
        (crumbs(cx, &[(super::AT, cx.t("moderate-title"))], &title))
        h1 { (title) }
        p.lead {
            @match (&page.office, &office) {
                (Some(known), Some(name)) => { a href=(cx.href(&format!("/offices/{}", known.slug))) { bdi { (name) } } },
                _ => { (cx.t("moderate-no-office")) },
            }
            ", " (cx.words.day(report.happened_on))
        }
        p {
            strong { (cx.words.word("moderate-status", report.status.as_str())) }
            @if let Some(outcome) = report.outcome { " · " (cx.words.word("moderate-outcome", outcome.as_str())) }
            " · " (cx.words.with("moderate-received", &[("day", cx.words.day(report.received_on).into())]))
            " · " (language(&report.lang))
        }
        @if let Some((fault, _)) = &page.fault {
            @if matches!(fault, Fault::Changed | Fault::NotPossible) {
                div.news.doubt role="alert" { p { (cx.t(fault.key())) } }
            }
        }
        (words(cx, page))
        (facts(cx, page))
        (photos(cx, page))
        (preview(cx, page))
        @if report.status != ReportStatus::Withdrawn {
            (decisions(cx, page))
            (talk(cx, page, ask(cx, page)))
            (alike(cx, page))
        }
        (history(cx, page))
    };
    let title = match &page.fault {
        Some(_) => format!("{}: {title}", cx.t("report-to-mend")),
        None => title,
    };
    desk::page(cx, member, &title, super::AT, body)
}

/// The field that carries the state that the page was made from.
pub fn seen(page: &OnePage) -> Markup {
    html! { input type="hidden" name="seen" value=(page.seen()); }
}

/// Lines of a text of somebody's own.
pub fn lines(text: &str) -> Markup {
    html! { @for line in text.lines() { (line) br; } }
}

fn words(cx: &PageCx, page: &OnePage) -> Markup {
    let report = &page.report;
    html! {
        section aria-labelledby="words-h" {
            h2 id="words-h" { (cx.t("moderate-told")) }
            @if report.words().trim().is_empty() { p { (cx.t("moderate-no-words")) } }
            @else { blockquote.told.prose lang=(report.lang) dir="auto" { p { (lines(report.words())) } } }
            @if report.status != ReportStatus::Withdrawn {
                p.do {
                    @if !report.words().is_empty() {
                        a.quiet href=(cx.href(&format!("{}/words", page.address()))) { (cx.t("moderate-words")) }
                    }
                }
                @if page.is_revealed { (revealed(cx, page)) } @else {
                    form action=(cx.href(&format!("{}/reveal", page.address()))) method="post" {
                        p.do { button.plain type="submit" { (cx.t("moderate-reveal")) } }
                        p.hint { (cx.t("moderate-reveal-what")) }
                    }
                }
            }
        }
    }
}

/// What was written first, with the name and the contact; shown once.
fn revealed(cx: &PageCx, page: &OnePage) -> Markup {
    let report = &page.report;
    let or_none = |text: Option<&str>| match text {
        Some(text) if !text.trim().is_empty() => html! { bdi { (lines(text)) } },
        _ => html! { (cx.t("moderate-nothing")) },
    };
    html! {
        div.news.doubt.prose role="status" {
            p { strong { (cx.t("moderate-revealed")) } }
            dl.tip {
                dt { (cx.t("moderate-revealed-words")) } dd lang=(report.lang) dir="auto" { (or_none(Some(&report.told))) }
                dt { (cx.t("moderate-revealed-name")) } dd { (or_none(report.first_name.as_deref())) }
                dt { (cx.t("moderate-revealed-contact")) } dd { (or_none(report.contact.as_deref())) }
            }
        }
    }
}

fn decisions(cx: &PageCx, page: &OnePage) -> Markup {
    let status = page.report.status;
    let fault = page.fault.as_ref().filter(|(fault, _)| *fault == Fault::Reason);
    let described = fault.map(|_| "reason-e");
    let post = format!("{}/decide", page.address());
    let button = |to: &str, class: &str| {
        html! {
            form action=(cx.href(&post)) method="post" {
                (seen(page))
                button class=(class) type="submit" name="to" value=(to) { (cx.words.word("moderate-do", to)) }
            }
        }
    };
    html! {
        section aria-labelledby="decide-h" {
            h2 id="decide-h" { (cx.t("moderate-decide")) }
            div.pair {
                @if status != ReportStatus::Published { (button("publish", "go")) } @else {
                    @for (outcome, to) in [(Outcome::Answered, "answered"), (Outcome::Fixed, "fixed")] {
                        @if page.report.outcome != Some(outcome) { (button(to, "quiet")) }
                    }
                    @if page.report.outcome.is_some() { (button("open", "quiet")) }
                }
                @if status != ReportStatus::Spam { (button("spam", "plain")) }
            }
            @if status != ReportStatus::Hidden {
                form.form action=(cx.href(&post)) method="post" novalidate {
                    (seen(page))
                    div.field {
                        label for="reason" { (cx.t("moderate-reason")) }
                        @if fault.is_some() { p.error id="reason-e" role="alert" { (cx.t(Fault::Reason.key())) } }
                        select id="reason" name="reason" aria-invalid=[fault.map(|_| "true")] aria-describedby=[described] {
                            option value="" { (cx.t("moderate-reason-choose")) }
                            @for reason in HideReason::ALL { option value=(reason) { (cx.words.word("hide-reason", reason.as_str())) } }
                        }
                    }
                    p.do { button.quiet type="submit" name="to" value="hide" { (cx.words.word("moderate-do", "hide")) } }
                }
            }
        }
    }
}

fn ask(cx: &PageCx, page: &OnePage) -> Markup {
    if page.report.erased_on.is_some() {
        return html! { p.hint { (cx.t("moderate-ask-erased")) } };
    }
    let fault = page.fault.as_ref().filter(|(fault, _)| *fault == Fault::Question);
    // What was typed is kept whatever went wrong.
    let typed = page.fault.as_ref().map_or("", |(_, typed)| typed.question.as_str());
    let described = if fault.is_some() { "question-h question-e" } else { "question-h" };
    html! {
        form.form action=(cx.href(&format!("{}/ask", page.address()))) method="post" novalidate {
            (seen(page))
            div.field {
                label for="question" { (cx.t("moderate-ask")) }
                p.hint id="question-h" { (cx.t("moderate-ask-hint")) }
                @if fault.is_some() {
                    @let most = u64::try_from(MOST_QUESTION).unwrap_or(u64::MAX);
                    p.error id="question-e" role="alert" { (cx.words.with(Fault::Question.key(), &[("most", most.into())])) }
                }
                textarea id="question" name="question" rows="3" dir="auto"
                    aria-invalid=[fault.map(|_| "true")] aria-describedby=(described) { (typed) }
            }
            p.do { button.quiet type="submit" { (cx.t("moderate-ask-go")) } }
        }
    }
}
