//! The page on which words are covered.

use maud::{Markup, html};

use super::deed::Seen;
use super::words::Fault;
use crate::domain::moderation::pieces;
use crate::domain::privacy::MASK;
use crate::domain::report::{Report, ReportStatus};
use crate::web::cx::PageCx;
use crate::web::desk;
use crate::web::session::Member;
use crate::web::ui::crumbs;

/// The page; `typed` is the text that was refused.
pub fn show(
    cx: &PageCx,
    member: &Member,
    report: &Report,
    fault: Option<&Fault>,
    typed: Option<&str>,
) -> Markup {
    let title = cx.t("moderate-words");
    let here = format!("{}/{}", super::AT, report.id);
    let up = [
        (super::AT, cx.t("moderate-title")),
        (here.as_str(), cx.words.word("problem", report.problem.as_str())),
    ];
    let is_open = report.status != ReportStatus::Withdrawn && !report.words().is_empty();
    let body = html! {
        (crumbs(cx, &up, &title))
        h1 { (title) }
        @match fault {
            Some(Fault::Changed) => { div.news.doubt role="alert" { p { (cx.t("moderate-changed")) } } },
            Some(Fault::NotPossible) => { div.news.doubt role="alert" { p { (cx.t("moderate-not-possible")) } } },
            Some(Fault::NotACover(_)) | None => {},
        }
        @if is_open {
            p.prose { (cx.t("moderate-words-what")) }
            (by_word(cx, report, &here))
            (by_hand(cx, report, &here, fault, typed))
            @if report.edited.is_some() && !report.told.is_empty() { (undo(cx, report, &here)) }
        } @else { p { (cx.t("moderate-no-words")) } }
        p.do { a href=(cx.href(&here)) { (cx.t("moderate-back")) } }
    };
    let title =
        if fault.is_some() { format!("{}: {title}", cx.t("report-to-mend")) } else { title };
    desk::page(cx, member, &title, super::AT, body)
}

fn seen(report: &Report) -> Markup {
    let seen = Seen { version: report.version, messages: None };
    html! { input type="hidden" name="seen" value=(seen); }
}

/// Every word as a box to tick, line by line.
fn by_word(cx: &PageCx, report: &Report, here: &str) -> Markup {
    let all = pieces(report.words());
    html! {
        form action=(cx.href(&format!("{here}/words"))) method="post" {
            (seen(report))
            fieldset.part {
                legend { h2 { (cx.t("moderate-words-choose")) } }
                p.hint { (cx.t("moderate-words-choose-hint")) }
                p.wordlist lang=(report.lang) dir="auto" {
                    @for (at, piece) in all.iter().enumerate() {
                        @if piece.trim().is_empty() {
                            @if piece.contains('\n') { br; } @else { " " }
                        } @else if piece.contains(MASK) {
                            span.covered { (piece) }
                        } @else {
                            label { input type="checkbox" name="word" value=(at); span { (piece) } }
                        }
                    }
                }
                p.do { button.go type="submit" { (cx.t("moderate-words-cover")) } }
            }
        }
    }
}

fn by_hand(
    cx: &PageCx,
    report: &Report,
    here: &str,
    fault: Option<&Fault>,
    typed: Option<&str>,
) -> Markup {
    let found = match fault {
        Some(Fault::NotACover(not)) => Some(not.found.as_str()),
        _ => None,
    };
    let described = if found.is_some() { "words-h words-e" } else { "words-h" };
    html! {
        form.form action=(cx.href(&format!("{here}/words/edit"))) method="post" novalidate {
            (seen(report))
            div.field {
                label for="words" { (cx.t("moderate-words-hand")) }
                p.hint id="words-h" { (cx.words.with("moderate-words-hand-hint", &[("mask", MASK.into())])) }
                @if let Some(found) = found {
                    p.error id="words-e" role="alert" {
                        @if found.is_empty() { (cx.t("moderate-error-empty")) }
                        @else { (cx.words.with("moderate-error-cover", &[("found", found.to_owned().into()), ("mask", MASK.into())])) }
                    }
                }
                textarea id="words" name="words" rows="8" lang=(report.lang) dir="auto"
                    aria-invalid=[found.map(|_| "true")] aria-describedby=(described) { (typed.unwrap_or(report.words())) }
            }
            p.do { button.quiet type="submit" { (cx.t("moderate-words-save")) } }
        }
    }
}

fn undo(cx: &PageCx, report: &Report, here: &str) -> Markup {
    html! {
        form action=(cx.href(&format!("{here}/words/edit"))) method="post" {
            (seen(report))
            input type="hidden" name="to" value="undo";
            p.do { button.plain type="submit" { (cx.t("moderate-words-undo")) } }
        }
    }
}
