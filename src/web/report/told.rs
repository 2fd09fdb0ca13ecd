//! What is told beside a field: the fault in a sentence, tied to what has to be filled in.

use maud::{Markup, html};

use super::day::NotTheDay;
use super::entry::{Fault, Field, MOST_NAME, MOST_TEXT};
use super::photos::Refusal;
use super::problem_view::is_listed;
use crate::domain::problem::Asked;
use crate::shipped::questions;
use crate::web::cx::PageCx;
use crate::web::photos::fault as fault_words;

/// The sentence for a fault.
pub fn says(cx: &PageCx, fault: &Fault) -> String {
    let day = |key, day| cx.words.with(key, &[("day", cx.words.day(day).into())]);
    let count = |n: usize| cx.words.number(u64::try_from(n).unwrap_or(u64::MAX));
    match fault {
        Fault::Problem => cx.t("report-error-problem"),
        Fault::Answer(question, found) => {
            let found = ("found", found.clone().into());
            match question.asked {
                Asked::Number { least, most, .. } => {
                    let (least, most) = (least.to_string().into(), most.to_string().into());
                    let values = [found, ("least", least), ("most", most)];
                    cx.words.with("report-error-number", &values)
                }
                Asked::One { .. } | Asked::Many { .. } => {
                    cx.words.with("report-error-choice", &[found])
                }
            }
        }
        Fault::Day(NotTheDay::Missing) => cx.t("report-error-day-missing"),
        Fault::Day(NotTheDay::Unreadable) => cx.t("report-error-day-unreadable"),
        Fault::Day(NotTheDay::ToCome(date)) => day("report-error-day-to-come", *date),
        Fault::Day(NotTheDay::LongAgo(date)) => day("report-error-day-long-ago", *date),
        Fault::TextTooLong(length) => cx.words.with(
            "report-error-text",
            &[("found", count(*length).into()), ("most", count(MOST_TEXT).into())],
        ),
        Fault::Photo(name, refusal) => {
            let why = match refusal {
                Refusal::Fault(fault) => fault_words(cx, fault),
                Refusal::Crowded => cx.t("report-photo-crowded"),
                Refusal::NotNow => cx.t("report-photo-not-now"),
            };
            cx.words
                .with("report-error-photo", &[("name", name.clone().into()), ("why", why.into())])
        }
        Fault::NameTooLong => {
            cx.words.with("report-error-name", &[("most", count(MOST_NAME).into())])
        }
        Fault::Contact => cx.t("report-error-contact"),
    }
}

/// The `id` of what to fill in; of a list of choices the first one's.
pub fn mark(field: Field) -> String {
    match field {
        Field::Problem => "problem-1".to_owned(),
        Field::Answer(code) => {
            let question = questions().get(code).map(|(_, question)| question);
            let first = if question.is_some_and(is_listed) { "-1" } else { "" };
            format!("{}{first}", field.name())
        }
        _ => field.name(),
    }
}

/// A field's message and the attributes that tie it to the field.
pub struct Told {
    error: Option<String>,
    /// The marks of what describes the field.
    pub described: Option<String>,
}

impl Told {
    /// What is to be said of a field, which may have a hint.
    pub fn of(cx: &PageCx, faults: &[Fault], field: Field, hint: bool) -> Self {
        let name = field.name();
        let errors = faults.iter().filter(|f| f.field() == field).map(|f| says(cx, f));
        let error = Some(errors.collect::<Vec<_>>().join(" ")).filter(|error| !error.is_empty());
        let ids = [hint.then(|| format!("{name}-h")), error.as_ref().map(|_| format!("{name}-e"))];
        let ids: Vec<String> = ids.into_iter().flatten().collect();
        Self { error, described: (!ids.is_empty()).then(|| ids.join(" ")) }
    }

    /// The value of `aria-invalid`.
    pub fn invalid(&self) -> Option<&'static str> {
        self.error.as_ref().map(|_| "true")
    }

    /// The message above the field.
    pub fn message(&self, field: Field) -> Markup {
        html! { @if let Some(error) = &self.error { p.error id={ (field.name()) "-e" } { (error) } } }
    }
}
