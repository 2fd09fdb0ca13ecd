//! The pages around a receipt code.

use maud::{Markup, html};

use super::{NotFound, Opened};
use crate::domain::consent::Consent;
use crate::domain::office::Office;
use crate::domain::report::{Report, ReportStatus};
use crate::web::cx::PageCx;
use crate::web::ui::{self, Page, plain_name};

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

/// The report as it is kept.
pub fn show(cx: &PageCx, opened: &Opened, office: Option<&Office>) -> Markup {
    let report = &opened.report;
    let title = cx.t("receipt-yours");
    let gone = report.status == ReportStatus::Withdrawn;
    ui::page(
        cx,
        &Page::new(&title).unlisted(),
        html! {
            h1 { (title) }
            p.hint { (cx.words.with("receipt-received", &[("day", cx.words.day(report.received_on).into())])) }
            div.news.prose.good[!gone] role="note" {
                p { strong { (cx.words.word("report-status", report.status.as_str())) } }
                p { (cx.words.word("report-status-what", report.status.as_str())) }
            }
            dl.facts {
                @if let Some(office) = office {
                    dt { (cx.t("receipt-office")) }
                    dd { a href=(cx.href(&format!("/offices/{}", office.slug))) { bdi { (plain_name(cx.words, office)) } } }
                }
                dt { (cx.t("receipt-problem")) } dd { (cx.words.word("problem", report.problem.as_str())) }
                dt { (cx.t("receipt-day")) } dd { (cx.words.day(report.happened_on)) }
                @if !gone { (yours(cx, report)) }
            }
            @if !gone {
                div.prose {
                    h2 { (cx.t("receipt-withdraw")) }
                    p { (cx.t("receipt-withdraw-what")) }
                    form action=(cx.href("/receipt/withdraw")) method="post" {
                        input type="hidden" name="code" value=(opened.code);
                        p.do { button.quiet type="submit" { (cx.t("receipt-withdraw-go")) } }
                    }
                }
            }
        },
    )
}

/// Words, consents, name and contact: what is erased when a report is taken back.
fn yours(cx: &PageCx, report: &Report) -> Markup {
    let given = Consent::ALL.iter().filter(|consent| report.consents.allows(**consent));
    html! {
        dt { (cx.t("receipt-words")) }
        dd {
            @if report.told.is_empty() {
                (cx.t("receipt-no-words"))
            } @else {
                bdi dir="auto" {
                    @for (i, line) in report.told.lines().enumerate() { @if i > 0 { br; } (line) }
                }
            }
        }
        dt { (cx.t("receipt-consents")) }
        dd {
            "✓ " (cx.t("receipt-counted"))
            @for consent in given { br; "✓ " (cx.words.word("consent", consent.as_str())) }
        }
        @if let Some(name) = &report.first_name { dt { (cx.t("report-name")) } dd { bdi { (name) } } }
        @if let Some(contact) = &report.contact { dt { (cx.t("report-contact")) } dd { bdi { (contact) } } }
    }
}

/// Asks once more before anything is erased.
pub fn sure(cx: &PageCx, opened: &Opened) -> Markup {
    let title = cx.t("receipt-sure");
    ui::page(
        cx,
        &Page::new(&title).unlisted(),
        html! {
            h1 { (title) }
            p.lead { (cx.t("receipt-sure-what")) }
            form action=(cx.href("/receipt/withdraw")) method="post" {
                input type="hidden" name="code" value=(opened.code);
                input type="hidden" name="sure" value="yes";
                p.do { button.go type="submit" { (cx.t("receipt-sure-go")) } }
            }
            form action=(cx.href("/receipt")) method="post" {
                input type="hidden" name="code" value=(opened.code);
                p.do { button.quiet type="submit" { (cx.t("receipt-sure-keep")) } }
            }
        },
    )
}

/// Says that it is done.
pub fn withdrawn(cx: &PageCx) -> Markup {
    let title = cx.t("receipt-gone");
    ui::page(
        cx,
        &Page::new(&title).unlisted(),
        html! {
            h1 { (title) }
            p.lead { (cx.t("receipt-gone-what")) }
            p.do {
                a.quiet href=(cx.href("/")) { (cx.t("way-find")) }
                " " a href=(cx.href("/report")) { (cx.t("way-report")) }
            }
        },
    )
}
