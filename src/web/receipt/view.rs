//! The pages around a receipt code.

use maud::{Markup, html};

use super::NotFound;
use super::change::is_open;
use super::entry::{Choices, Words};
use super::parts;
use crate::domain::office::Office;
use crate::domain::photo::ReportPhoto;
use crate::domain::receipt::ReceiptCode;
use crate::domain::report::{Message, Report, ReportStatus};
use crate::web::cx::PageCx;
use crate::web::ui::{self, Page};

/// What stands above the report: what was done, or what has to be mended in one of its forms.
#[derive(Debug, Clone)]
pub enum Note {
    /// Nothing.
    None,
    /// What was done.
    Said(&'static str),
    /// An answer that cannot be taken yet.
    Answer(Words),
    /// An addition that cannot be taken yet.
    Add(Words),
    /// Choices that cannot be taken yet.
    Choices(Choices),
}

impl Note {
    /// Whether something has to be mended.
    pub const fn is_refusal(&self) -> bool {
        matches!(self, Self::Answer(_) | Self::Add(_) | Self::Choices(_))
    }
}

/// What the page of a report shows.
pub struct ReportPage<'a> {
    /// The code that opened it.
    pub code: &'a ReceiptCode,
    /// The report.
    pub report: &'a Report,
    /// What was asked and answered.
    pub messages: &'a [Message],
    /// Its photos.
    pub photos: &'a [ReportPhoto],
    /// The office, unless the list lost it.
    pub office: Option<&'a Office>,
    /// What stands above.
    pub note: &'a Note,
}

/// Asks for the code; with a message when one was typed that opens nothing.
pub fn ask(cx: &PageCx, typed: &str, why: Option<NotFound>) -> Markup {
    let heading = cx.t("receipt-title");
    let title = match why {
        None => heading.clone(),
        Some(_) => format!("{}: {heading}", cx.t("report-to-mend")),
    };
    let error = why.map(|why| match why {
        NotFound::NotACode => cx.t("receipt-error-looks"),
        NotFound::Unknown => cx.t("receipt-error-unknown"),
        NotFound::TooMany(wait) => {
            // At least a minute, and never a minute too few.
            let minutes = u64::try_from(wait.as_secs().saturating_add(60) / 60).unwrap_or(1);
            cx.words.with("receipt-error-many", &[("n", minutes.into())])
        }
    });
    let described = if error.is_some() { "code-h code-e" } else { "code-h" };
    ui::page(
        cx,
        &Page::new(&title).unlisted(),
        html! {
            h1 { (heading) }
            p.lead { (cx.t("receipt-lead")) }
            form.form action=(cx.href("/receipt")) method="post" novalidate {
                div.field {
                    label for="code" { (cx.t("receipt-code")) }
                    p.hint id="code-h" { (cx.t("receipt-code-hint")) }
                    @if let Some(error) = &error { p.error id="code-e" role="alert" { (error) } }
                    input type="text" id="code" name="code" value=(typed) autocomplete="off" autocapitalize="characters"
                        spellcheck="false" enterkeyhint="go" required
                        aria-invalid=[error.as_ref().map(|_| "true")] aria-describedby=(described);
                }
                p.do { button.go type="submit" { (cx.t("receipt-open")) } }
            }
            div.prose {
                h2 { (cx.t("receipt-lost")) }
                p { (cx.t("receipt-lost-why")) }
            }
        },
    )
}

/// The hidden field that carries the code.
pub fn code_field(code: &ReceiptCode) -> Markup {
    html! { input type="hidden" name="code" value=(code); }
}

/// The report as it is kept, what is public of it, and all that its writer can do.
pub fn show(cx: &PageCx, page: &ReportPage<'_>) -> Markup {
    let report = page.report;
    let heading = cx.t("receipt-yours");
    let title = if page.note.is_refusal() {
        format!("{}: {heading}", cx.t("report-to-mend"))
    } else {
        heading.clone()
    };
    let gone = report.status == ReportStatus::Withdrawn;
    ui::page(
        cx,
        &Page::new(&title).unlisted(),
        html! {
            h1 { (heading) }
            p.hint { (cx.words.with("receipt-received", &[("day", cx.words.day(report.received_on).into())])) }
            (parts::note(cx, page.note))
            div.news.prose.good[!gone] role="note" {
                p { strong { (cx.words.word("report-status", report.status.as_str())) } }
                p { (cx.words.word("report-status-what", report.status.as_str())) }
                @if let Some(outcome) = report.outcome { p { (cx.words.word("receipt-outcome", outcome.as_str())) } }
                @if report.erased_on.is_some() && !gone { p { (cx.t("receipt-time-up")) } }
            }
            @if !page.messages.is_empty() { (parts::messages(cx, page)) }
            (parts::public(cx, page))
            (parts::yours(cx, page))
            @if super::change::may_add(report) { (parts::add(cx, page)) }
            @if is_open(report) { (parts::choices(cx, page)) }
            (withdraw(cx, page))
        },
    )
}

/// The way to take it back; of one that is taken back already, the way out of the counts.
fn withdraw(cx: &PageCx, page: &ReportPage<'_>) -> Markup {
    let gone = page.report.status == ReportStatus::Withdrawn;
    html! {
        @if !gone {
            section.prose aria-labelledby="withdraw" {
                h2 id="withdraw" { (cx.t("receipt-withdraw")) }
                p { (cx.t("receipt-withdraw-what")) }
                form action=(cx.href("/receipt/withdraw")) method="post" {
                    (code_field(page.code))
                    p.do { button.quiet type="submit" { (cx.t("receipt-withdraw-go")) } }
                }
            }
        } @else if page.report.counted {
            section.prose aria-labelledby="withdraw" {
                h2 id="withdraw" { (cx.t("receipt-uncount")) }
                form action=(cx.href("/receipt/withdraw")) method="post" {
                    (code_field(page.code))
                    input type="hidden" name="sure" value="yes";
                    input type="hidden" name="count" value="leave";
                    p.do { button.quiet type="submit" { (cx.t("receipt-uncount-go")) } }
                }
            }
        }
    }
}

/// Asks once more before anything is erased, and whether the report stays in the counts.
pub fn sure(cx: &PageCx, code: &ReceiptCode, report: &Report) -> Markup {
    let title = cx.t("receipt-sure");
    ui::page(
        cx,
        &Page::new(&title).unlisted(),
        html! {
            h1 { (title) }
            p.lead { (cx.t("receipt-sure-what")) }
            form.form action=(cx.href("/receipt/withdraw")) method="post" {
                (code_field(code))
                input type="hidden" name="sure" value="yes";
                @if report.counted {
                    fieldset.field {
                        legend { (cx.t("receipt-sure-count")) }
                        p.hint { (cx.t("receipt-sure-count-hint")) }
                        ul.choices {
                            li { label { input type="radio" name="count" value="stay" checked; " " span { (cx.t("receipt-sure-count-stay")) } } }
                            li { label { input type="radio" name="count" value="leave"; " " span { (cx.t("receipt-sure-count-leave")) } } }
                        }
                    }
                }
                p.do { button.go type="submit" { (cx.t("receipt-sure-go")) } }
            }
            form action=(cx.href("/receipt")) method="post" {
                (code_field(code))
                p.do { button.quiet type="submit" { (cx.t("receipt-sure-keep")) } }
            }
        },
    )
}

/// Says that it is done; `count` says what became of the number.
pub fn withdrawn(cx: &PageCx, count: &str) -> Markup {
    let title = cx.t("receipt-gone");
    let counted = match count {
        "stays" => Some(cx.t("receipt-gone-counted")),
        "leaves" => Some(cx.t("receipt-gone-not-counted")),
        _ => None,
    };
    ui::page(
        cx,
        &Page::new(&title).unlisted(),
        html! {
            h1 { (title) }
            p.lead { (cx.t("receipt-gone-what")) @if let Some(counted) = counted { " " (counted) } }
            p.do {
                a.quiet href=(cx.href("/")) { (cx.t("way-find")) }
                " " a href=(cx.href("/report")) { (cx.t("way-report")) }
            }
        },
    )
}
