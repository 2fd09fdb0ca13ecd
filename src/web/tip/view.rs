//! The form of a tip and the page of thanks.

use maud::{Markup, html};

use super::entry::{Entry, Fault};
use crate::domain::closure::ClosureKind;
use crate::domain::privacy::Personal;
use crate::domain::tip::MOST_WORDS;
use crate::web::cx::PageCx;
use crate::web::report::covered_words;
use crate::web::ui::{self, Nav, Page};

/// What stands above the form.
pub enum Notice {
    /// Nothing.
    None,
    /// These were masked in the words; nothing is kept yet.
    Covered(Vec<Personal>),
    /// The database could not take it just now.
    NotKept,
}

/// The form.
pub fn show(cx: &PageCx, entry: &Entry, faults: &[Fault], notice: &Notice) -> Markup {
    let heading = cx.t("tip-title");
    let title = if faults.is_empty() {
        heading.clone()
    } else {
        format!("{}: {heading}", cx.t("report-to-mend"))
    };
    ui::page(
        cx,
        &Page::new(&title).at(Nav::Closing).about(&cx.t("tip-about")),
        html! {
            h1 { (heading) }
            p.lead { (cx.t("tip-lead")) }
            (summary(cx, faults))
            (above(cx, notice))
            form.form action=(cx.href("/closures/tip")) method="post" novalidate {
                input type="hidden" name="token" value=(entry.token);
                p { (cx.t("tip-safe")) }
                (line(cx, faults, "place", &entry.place, true))
                div.field {
                    label for="kind" { (cx.t("tip-kind")) }
                    select id="kind" name="kind" {
                        option value="" { (cx.t("tip-kind-any")) }
                        @for kind in ClosureKind::ALL {
                            option value=(kind) selected[entry.kind == Some(*kind)] { (cx.words.word("cut", kind.as_str())) }
                        }
                    }
                }
                (line(cx, faults, "happened_on", &entry.happened_on, false))
                (words(cx, faults, entry))
                (line(cx, faults, "url", &entry.url, false))
                (line(cx, faults, "contact", &entry.contact, false))
                p.do { button.go type="submit" { (cx.t("tip-send")) } }
            }
        },
    )
}

/// Thanks, and what happens now.
pub fn sent(cx: &PageCx) -> Markup {
    ui::page(
        cx,
        &Page::new(&cx.t("tip-sent")).at(Nav::Closing).unlisted(),
        html! {
            h1 { (cx.t("tip-sent")) }
            p.lead { (cx.t("tip-sent-what")) }
            p.do { a href=(cx.href("/closures")) { (cx.t("way-closing")) } }
        },
    )
}

/// The sentence for a fault.
fn says(cx: &PageCx, fault: Fault) -> String {
    match fault {
        Fault::Place => cx.t("tip-error-place"),
        Fault::Words => cx.t("tip-error-words"),
        Fault::WordsTooLong(found) => {
            let count = |n: usize| cx.words.number(u64::try_from(n).unwrap_or(u64::MAX));
            cx.words.with(
                "report-error-text",
                &[("found", count(found).into()), ("most", count(MOST_WORDS).into())],
            )
        }
        Fault::Url => cx.t("tip-error-url"),
        Fault::Contact => cx.t("tip-error-contact"),
    }
}

fn summary(cx: &PageCx, faults: &[Fault]) -> Markup {
    let told = faults.iter().map(|fault| (fault.field().to_owned(), says(cx, *fault)));
    ui::faults(cx, &told.collect::<Vec<_>>())
}

fn above(cx: &PageCx, notice: &Notice) -> Markup {
    let (heading, text) = match notice {
        Notice::None => return html! {},
        Notice::Covered(found) => (cx.t("report-covered"), covered_words(cx, found)),
        Notice::NotKept => (cx.t("report-not-kept"), cx.t("report-not-kept-what")),
    };
    ui::notice(&heading, &text)
}

/// What ties a field to its hint and its message.
fn tied(cx: &PageCx, faults: &[Fault], name: &str) -> (Option<String>, String) {
    let error = faults.iter().find(|f| f.field() == name).map(|f| says(cx, *f));
    let described = ui::described(name, error.is_some());
    (error, described)
}

fn line(cx: &PageCx, faults: &[Fault], name: &str, value: &str, required: bool) -> Markup {
    let (error, described) = tied(cx, faults, name);
    let invalid = error.as_ref().map(|_| "true");
    html! {
        div.field {
            label for=(name) { (cx.words.word("tip-field", name)) }
            p.hint id={ (name) "-h" } { (cx.words.word("tip-hint", name)) }
            @if let Some(error) = &error { p.error id={ (name) "-e" } { (error) } }
            input type="text" id=(name) name=(name) value=(value) dir="auto" required[required] autocomplete="off"
                aria-invalid=[invalid] aria-describedby=(described);
        }
    }
}

fn words(cx: &PageCx, faults: &[Fault], entry: &Entry) -> Markup {
    let (error, described) = tied(cx, faults, "words");
    let invalid = error.as_ref().map(|_| "true");
    html! {
        div.field {
            label for="words" { (cx.words.word("tip-field", "words")) }
            p.hint id="words-h" { (cx.words.word("tip-hint", "words")) }
            @if let Some(error) = &error { p.error id="words-e" { (error) } }
            textarea id="words" name="words" rows="6" dir="auto" required
                aria-invalid=[invalid] aria-describedby=(described) { (entry.words) }
        }
    }
}
