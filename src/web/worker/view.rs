//! The form for workers, with what is safe and what is not, and the page with the receipt code.

use maud::{Markup, html};

use super::entry::{Entry, Fault};
use super::office::AS_TYPED;
use crate::domain::office::Office;
use crate::domain::privacy::Personal;
use crate::domain::receipt::ReceiptCode;
use crate::domain::worker::MOST_WORDS;
use crate::web::cx::PageCx;
use crate::web::receipt::covered_words;
use crate::web::ui::{self, Nav, Page, kind_word, plain_name};

/// What stands above the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Nothing.
    None,
    /// These were masked in the words; nothing is kept yet.
    Covered(Vec<Personal>),
    /// The same form was sent before with other words.
    SentBefore,
    /// The database could not take it just now.
    NotKept,
}

/// What the page shows.
pub struct FormPage<'a> {
    /// What was typed.
    pub entry: &'a Entry,
    /// The offices that fit what was typed, where there are several.
    pub offices: &'a [&'a Office],
    /// What has to be mended.
    pub faults: &'a [Fault],
    /// What stands above.
    pub notice: Notice,
}

/// The parts of what to know before writing.
const SAFE: [&str; 4] = ["sealed", "quarter", "moderators", "never"];
const NOT_SAFE: [&str; 5] = ["office", "carrier", "history", "guess", "court"];

/// The form.
pub fn show(cx: &PageCx, page: &FormPage<'_>) -> Markup {
    let heading = cx.t("worker-title");
    let title = if page.faults.is_empty() {
        heading.clone()
    } else {
        format!("{}: {heading}", cx.t("report-to-mend"))
    };
    ui::page(
        cx,
        &Page::new(&title).at(Nav::Report).about(&cx.t("worker-about")),
        html! {
            h1 { (heading) }
            p.lead { (cx.t("worker-lead")) }
            (summary(cx, page.faults))
            (above(cx, &page.notice))
            div.split.wide {
                (form(cx, page))
                section.prose aria-labelledby="safe" {
                    h2 id="safe" { (cx.t("worker-not-safe-title")) }
                    ul { @for word in NOT_SAFE { li { (cx.words.word("worker-not-safe", word)) } } }
                    h2 { (cx.t("worker-safe-title")) }
                    ul { @for word in SAFE { li { (cx.words.word("worker-safe", word)) } } }
                    p.do { a href=(cx.href("/privacy")) { (cx.t("nav-privacy")) } }
                }
            }
        },
    )
}

fn form(cx: &PageCx, page: &FormPage<'_>) -> Markup {
    let entry = page.entry;
    html! {
        form.form action=(cx.href("/report/worker")) method="post" novalidate autocomplete="off" {
            input type="hidden" name="token" value=(entry.token);
            div.news.doubt.prose role="note" {
                p { strong { (cx.t("worker-first")) } }
                p { a href="#safe" { (cx.t("worker-first-read")) } }
            }
            (line(cx, page, "office", &entry.office, true))
            (which(cx, page))
            (words(cx, page))
            (line(cx, page, "contact", &entry.contact, false))
            div {
                p.hint { (cx.t("worker-before-send")) }
                p.do { button.go type="submit" { (cx.t("worker-send")) } }
            }
        }
    }
}

/// The sentence for a fault.
fn says(cx: &PageCx, fault: Fault) -> String {
    match fault {
        Fault::Office => cx.t("worker-error-office"),
        Fault::Which => cx.t("worker-error-which"),
        Fault::Words => cx.t("worker-error-words"),
        Fault::WordsTooLong(found) => {
            let count = |n: usize| cx.words.number(u64::try_from(n).unwrap_or(u64::MAX));
            let values = [("found", count(found).into()), ("most", count(MOST_WORDS).into())];
            cx.words.with("receipt-error-long", &values)
        }
        Fault::Contact => cx.t("receipt-error-no-contact"),
        Fault::ContactAtWork => cx.t("worker-error-at-work"),
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
        Notice::SentBefore => (cx.t("worker-before"), cx.t("worker-before-what")),
        Notice::NotKept => (cx.t("worker-not-kept"), cx.t("worker-not-kept-what")),
    };
    ui::notice(&heading, &text)
}

/// What ties a field to its hint and its message.
fn tied(cx: &PageCx, page: &FormPage<'_>, name: &str) -> (Option<String>, String) {
    let error = page.faults.iter().find(|f| f.field() == name).map(|f| says(cx, *f));
    let described = ui::described(name, error.is_some());
    (error, described)
}

fn line(cx: &PageCx, page: &FormPage<'_>, name: &str, value: &str, required: bool) -> Markup {
    let (error, described) = tied(cx, page, name);
    html! {
        div.field {
            label for=(name) { (cx.words.word("worker-field", name)) }
            p.hint id={ (name) "-h" } { (cx.words.word("worker-hint", name)) }
            @if let Some(error) = &error { p.error id={ (name) "-e" } { (error) } }
            input type="text" id=(name) name=(name) value=(value) dir="auto" required[required] autocomplete="off"
                spellcheck="false" aria-invalid=[error.as_ref().map(|_| "true")] aria-describedby=(described);
        }
    }
}

/// The offices that fit, to choose from; the writer's own words can stand too.
fn which(cx: &PageCx, page: &FormPage<'_>) -> Markup {
    let error = page.faults.contains(&Fault::Which);
    let chosen = &page.entry.chosen;
    html! {
        @if !page.offices.is_empty() {
            fieldset.field aria-describedby=[error.then_some("chosen-e")] {
                legend { (cx.t("worker-which")) }
                @if error { p.error id="chosen-e" { (cx.t("worker-error-which")) } }
                ul.choices {
                    @for (number, office) in (1_usize..).zip(page.offices) {
                        li {
                            label {
                                input type="radio" id={ "chosen-" (number) } name="chosen" value=(office.slug)
                                    checked[office.slug.as_str() == chosen];
                                " " span {
                                    bdi { (plain_name(cx.words, office)) } " "
                                    span.hint { (kind_word(cx, office)) ", " bdi { (office.facts.location.one_line()) } }
                                }
                            }
                        }
                    }
                    li { label { input type="radio" name="chosen" value=(AS_TYPED); " " span { (cx.t("worker-which-none")) } } }
                }
            }
        } @else if !chosen.is_empty() {
            input type="hidden" name="chosen" value=(chosen);
        }
    }
}

fn words(cx: &PageCx, page: &FormPage<'_>) -> Markup {
    let (error, described) = tied(cx, page, "words");
    html! {
        div.field {
            label for="words" { (cx.words.word("worker-field", "words")) }
            p.hint id="words-h" { (cx.words.word("worker-hint", "words")) }
            @if let Some(error) = &error { p.error id="words-e" { (error) } }
            textarea id="words" name="words" rows="8" dir="auto" required
                aria-invalid=[error.as_ref().map(|_| "true")] aria-describedby=(described)
            { (page.entry.words) }
        }
    }
}

/// The receipt code, and what happens now.
pub fn sent(cx: &PageCx, code: &ReceiptCode) -> Markup {
    let title = cx.t("worker-sent");
    let code = code.to_string();
    ui::page(
        cx,
        &Page::new(&title).at(Nav::Report).unlisted(),
        html! {
            div.flash role="status" { p { strong { (cx.t("worker-thanks")) } } }
            h1 { (title) }
            p.lead { (cx.t("worker-sent-lead")) }
            p.vh { (cx.t("receipt-code")) }
            p.receipt {
                span { @for (i, group) in code.split('-').enumerate() { @if i > 0 { "-" wbr; } (group) } }
            }
            div.prose {
                p { (cx.t("worker-sent-keep")) }
                p { (cx.t("worker-sent-close")) }
            }
            p.do { a.quiet href=(cx.href("/")) { (cx.t("way-find")) } " " a href=(cx.href("/receipt")) { (cx.t("worker-sent-see")) } }
        },
    )
}
