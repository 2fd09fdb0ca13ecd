//! The form: one page, everything typed kept, a message beside each field that needs one.

use maud::{Markup, html};

use super::day::{NotTheDay, first_day};
use super::entry::{Entry, Fault, Field, MOST_NAME, MOST_TEXT};
use crate::domain::office::Office;
use crate::domain::privacy::{MASK, Personal};
use crate::domain::problem::Problem;
use crate::web::cx::PageCx;
use crate::web::ui::{self, Nav, Page, plain_name, status_mark};

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
    /// The office.
    pub office: &'a Office,
    /// What was typed.
    pub entry: &'a Entry,
    /// What has to be mended.
    pub faults: &'a [Fault],
    /// What stands above.
    pub notice: Notice,
}

/// The page.
pub fn show(cx: &PageCx, page: &FormPage<'_>) -> Markup {
    let facts = &page.office.facts;
    let heading = cx.t("report-title");
    let name = plain_name(cx.words, page.office);
    let named = format!("{heading}: {name}");
    let title =
        if page.faults.is_empty() { named } else { format!("{}: {named}", cx.t("report-to-mend")) };
    ui::page(
        cx,
        &Page::new(&title).at(Nav::Report).about(&cx.t("report-about")),
        html! {
            h1 { (heading) }
            p.lead {
                strong { bdi { (name) } }
                @if !facts.location.one_line().is_empty() { br; bdi { (facts.location.one_line()) } }
            }
            @if facts.status.is_gone() { (status_mark(cx, page.office)) }
            p.do { a href=(cx.href("/report")) { (cx.t("report-another")) } }
            (summary(cx, page.faults))
            (notice(cx, &page.notice))
            div.split.wide {
                (form(cx, page))
                section.prose aria-labelledby="how" { (good_to_know(cx)) }
            }
        },
    )
}

fn form(cx: &PageCx, page: &FormPage<'_>) -> Markup {
    html! {
        form.form action=(cx.href(&format!("/report/{}", page.office.slug))) method="post" novalidate {
            input type="hidden" name="token" value=(page.entry.token);
            p { (cx.t("report-safe")) }
            (problems(cx, page))
            (day(cx, page))
            (words(cx, page))
            (consents(cx, page))
            div {
                p.hint { (cx.t("report-before-send")) }
                p.do { button.go type="submit" { (cx.t("report-send")) } }
            }
        }
    }
}

/// What a person may want to know before telling anything; the heading has the mark `how`.
pub fn good_to_know(cx: &PageCx) -> Markup {
    html! {
        h2 id="how" { (cx.t("report-how")) }
        ul {
            li { (cx.t("report-how-account")) }
            li { (cx.t("report-how-read")) }
            li { (cx.t("report-how-yours")) }
        }
        p.do {
            a href=(cx.href("/receipt")) { (cx.t("report-have-code")) }
            " " a href=(cx.href("/privacy")) { (cx.t("nav-privacy")) }
        }
    }
}

fn summary(cx: &PageCx, faults: &[Fault]) -> Markup {
    let count = faults.len();
    html! {
        @if count > 0 {
            div.errors.prose role="alert" aria-labelledby="err-h" {
                h2 id="err-h" { (cx.words.with("report-errors", &[("n", count.into())])) }
                p { (cx.t("report-errors-kept")) }
                ul { @for fault in faults { li { a href={ "#" (mark(fault.field())) } { (says(cx, fault)) } } } }
            }
        }
    }
}

fn notice(cx: &PageCx, notice: &Notice) -> Markup {
    let (heading, text) = match notice {
        Notice::None => return html! {},
        Notice::Covered(found) => (cx.t("report-covered"), covered_words(cx, found)),
        Notice::SentBefore => (cx.t("report-before"), cx.t("report-before-what")),
        Notice::NotKept => (cx.t("report-not-kept"), cx.t("report-not-kept-what")),
    };
    html! {
        div.news.doubt.prose role="alert" {
            h2 { (heading) }
            p { (text) }
        }
    }
}

/// Says what was masked.
pub fn covered_words(cx: &PageCx, found: &[Personal]) -> String {
    let values = [("what", listed(cx, found).into()), ("mask", MASK.into())];
    cx.words.with("report-covered-what", &values)
}

/// What was found, as a list in a sentence.
fn listed(cx: &PageCx, found: &[Personal]) -> String {
    let mut words: Vec<String> =
        found.iter().map(|p| cx.words.word("personal", p.as_str())).collect();
    let last = words.pop().unwrap_or_default();
    if words.is_empty() {
        return last;
    }
    cx.words.with("list-and", &[("first", words.join(", ").into()), ("last", last.into())])
}

/// The sentence for a fault.
fn says(cx: &PageCx, fault: &Fault) -> String {
    let day = |key, day| cx.words.with(key, &[("day", cx.words.day(day).into())]);
    let count = |n: usize| cx.words.number(u64::try_from(n).unwrap_or(u64::MAX));
    match fault {
        Fault::Problem => cx.t("report-error-problem"),
        Fault::Day(NotTheDay::Missing) => cx.t("report-error-day-missing"),
        Fault::Day(NotTheDay::Unreadable) => cx.t("report-error-day-unreadable"),
        Fault::Day(NotTheDay::ToCome(date)) => day("report-error-day-to-come", *date),
        Fault::Day(NotTheDay::LongAgo(date)) => day("report-error-day-long-ago", *date),
        Fault::TextTooLong(length) => cx.words.with(
            "report-error-text",
            &[("found", count(*length).into()), ("most", count(MOST_TEXT).into())],
        ),
        Fault::NameTooLong => {
            cx.words.with("report-error-name", &[("most", count(MOST_NAME).into())])
        }
        Fault::Contact => cx.t("report-error-contact"),
    }
}

/// The `id` of what to fill in; of a list of choices the first one's.
const fn mark(field: Field) -> &'static str {
    match field {
        Field::Problem => "problem-1",
        _ => field.name(),
    }
}

/// A field's message and the attributes that tie it to the field.
struct Told {
    error: Option<String>,
    described: Option<String>,
}

impl Told {
    fn of(cx: &PageCx, page: &FormPage<'_>, field: Field, hint: bool) -> Self {
        let name = field.name();
        let error = page.faults.iter().find(|f| f.field() == field).map(|f| says(cx, f));
        let ids = [hint.then(|| format!("{name}-h")), error.as_ref().map(|_| format!("{name}-e"))];
        let ids: Vec<String> = ids.into_iter().flatten().collect();
        Self { error, described: (!ids.is_empty()).then(|| ids.join(" ")) }
    }

    fn invalid(&self) -> Option<&'static str> {
        self.error.as_ref().map(|_| "true")
    }

    fn message(&self, field: Field) -> Markup {
        html! { @if let Some(error) = &self.error { p.error id={ (field.name()) "-e" } { (error) } } }
    }
}

fn problems(cx: &PageCx, page: &FormPage<'_>) -> Markup {
    let told = Told::of(cx, page, Field::Problem, false);
    html! {
        fieldset.field aria-describedby=[told.described.as_deref()] {
            legend { (cx.t("report-problem")) }
            (told.message(Field::Problem))
            ul.choices {
                @for (number, problem) in (1_usize..).zip(Problem::ALL) {
                    li {
                        label {
                            input type="radio" id={ "problem-" (number) } name="problem" value=(problem)
                                checked[page.entry.problem == Some(*problem)] required;
                            " " span { (cx.words.word("problem", problem.as_str())) }
                        }
                    }
                }
            }
        }
    }
}

fn day(cx: &PageCx, page: &FormPage<'_>) -> Markup {
    let told = Told::of(cx, page, Field::Day, true);
    let today = cx.now.date();
    html! {
        div.field {
            label for="happened_on" { (cx.t("report-day")) }
            p.hint id="happened_on-h" { (cx.t("report-day-hint")) }
            (told.message(Field::Day))
            input id="happened_on" name="happened_on" type="date" value=(page.entry.happened_on)
                min=(first_day(today)) max=(today) required
                aria-invalid=[told.invalid()] aria-describedby=[told.described.as_deref()];
        }
    }
}

fn words(cx: &PageCx, page: &FormPage<'_>) -> Markup {
    let told = Told::of(cx, page, Field::Text, true);
    html! {
        div.field {
            label for="text" { (cx.t("report-text")) }
            p.hint id="text-h" { (cx.t("report-text-hint")) }
            (told.message(Field::Text))
            textarea id="text" name="text" rows="6" dir="auto"
                aria-invalid=[told.invalid()] aria-describedby=[told.described.as_deref()]
            { (page.entry.text) }
        }
    }
}

fn consents(cx: &PageCx, page: &FormPage<'_>) -> Markup {
    let (entry, on) = (page.entry, page.entry.consents);
    let name = Told::of(cx, page, Field::Name, true);
    let contact = Told::of(cx, page, Field::Contact, true);
    html! {
        fieldset.field {
            legend { (cx.t("report-consents")) }
            p.hint { (cx.t("report-consents-hint")) }
            ul.choices {
                li { (consent(cx, "words", on.words)) }
                li { (consent(cx, "photos", on.photos)) }
                li { (consent(cx, "quote", on.quote)) }
                li {
                    (consent(cx, "name", on.name))
                    div.field.under {
                        label for="first_name" { (cx.t("report-name")) }
                        p.hint id="first_name-h" { (cx.t("report-name-hint")) }
                        (name.message(Field::Name))
                        input.short type="text" id="first_name" name="first_name" value=(entry.first_name) dir="auto"
                            autocomplete="given-name"
                            aria-invalid=[name.invalid()] aria-describedby=[name.described.as_deref()];
                    }
                }
                li {
                    (consent(cx, "contact", on.contact))
                    div.field.under {
                        label for="contact" { (cx.t("report-contact")) }
                        p.hint id="contact-h" { (cx.t("report-contact-hint")) }
                        (contact.message(Field::Contact))
                        input type="text" id="contact" name="contact" value=(entry.contact) autocomplete="off"
                            autocapitalize="none" spellcheck="false"
                            aria-invalid=[contact.invalid()] aria-describedby=[contact.described.as_deref()];
                    }
                }
            }
        }
    }
}

fn consent(cx: &PageCx, name: &str, on: bool) -> Markup {
    html! {
        label {
            input type="checkbox" id={ "consent_" (name) } name={ "consent_" (name) } value="yes" checked[on];
            " " span {
                (cx.words.word("consent", name)) " "
                span.hint { (cx.words.word("consent-hint", name)) }
            }
        }
    }
}
