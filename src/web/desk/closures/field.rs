//! One field of the form: its label, what was typed, and what is wrong with it.

use maud::{Markup, html};

use crate::domain::closure::{
    Certainty, ClosureKind, OfficeRole, Opinion, PeopleUnit, Process, StepKind,
};
use crate::domain::closure_check::Fault;
use crate::domain::closure_form::{CaseForm, Group};
use crate::domain::evidence::Stance;
use crate::i18n::Words;
use crate::web::cx::PageCx;

/// How a field is filled in.
pub enum Input {
    /// A line of text.
    Line,
    /// A short line: a date, an hour, a number.
    Short,
    /// Paragraphs.
    Text,
    /// One of these: value and label.
    Pick(Vec<(String, String)>),
}

/// A field with what belongs to it.
pub struct Field<'a> {
    /// Its name in the form.
    pub path: &'a str,
    /// Its label.
    pub label: String,
    /// What helps to fill it in.
    pub hint: Option<String>,
    /// What was typed.
    pub value: &'a str,
    /// How it is filled in.
    pub input: Input,
}

/// The sentence for a fault.
pub fn says(words: Words, fault: &Fault) -> String {
    let values =
        [("found", fault.found.clone().into()), ("expected", fault.expected.clone().into())];
    words.with(&format!("fault-{}", fault.code), &values)
}

/// The mark of a field in its page: dots are for style sheets.
pub fn mark(path: &str) -> String {
    path.replace('.', "-")
}

/// The field with its label above and its message between.
pub fn show(cx: &PageCx, faults: &[Fault], field: &Field<'_>) -> Markup {
    let id = mark(field.path);
    let mine: Vec<&Fault> = faults.iter().filter(|f| f.path == field.path).collect();
    let bad = mine.iter().any(|f| f.is_error());
    let ids = [
        field.hint.as_ref().map(|_| format!("{id}-h")),
        (!mine.is_empty()).then(|| format!("{id}-e")),
    ];
    let ids: Vec<String> = ids.into_iter().flatten().collect();
    let described = (!ids.is_empty()).then(|| ids.join(" "));
    let invalid = bad.then_some("true");
    html! {
        div.field {
            label for=(id) { (field.label) }
            @if let Some(hint) = &field.hint { p.hint id={ (id) "-h" } { (hint) } }
            @if !mine.is_empty() {
                div id={ (id) "-e" } {
                    @for fault in &mine { p class=(if fault.is_error() { "error" } else { "hint" }) { (says(cx.words, fault)) } }
                }
            }
            @match &field.input {
                Input::Line => {
                    input type="text" id=(id) name=(field.path) value=(field.value) dir="auto"
                        aria-invalid=[invalid] aria-describedby=[described.as_deref()];
                }
                Input::Short => {
                    input.short type="text" id=(id) name=(field.path) value=(field.value) autocomplete="off"
                        aria-invalid=[invalid] aria-describedby=[described.as_deref()];
                }
                Input::Text => {
                    textarea id=(id) name=(field.path) rows="3" dir="auto"
                        aria-invalid=[invalid] aria-describedby=[described.as_deref()] { (field.value) }
                }
                Input::Pick(choices) => {
                    select id=(id) name=(field.path) aria-invalid=[invalid] aria-describedby=[described.as_deref()] {
                        @for (value, label) in choices { option value=(value) selected[value == field.value] { (label) } }
                        // What is no choice of ours is shown as it came.
                        @if !field.value.is_empty() && !choices.iter().any(|(value, _)| value == field.value) {
                            option value=(field.value) selected { (field.value.chars().take(60).collect::<String>()) }
                        }
                    }
                }
            }
        }
    }
}

/// What a field is called.
pub fn label(cx: &PageCx, form: &CaseForm, path: &str) -> String {
    let mut parts = path.splitn(3, '.');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(group), Some(id), Some(field)) => {
            let rows = group.parse().map(|g| form.rows(g)).unwrap_or_default();
            let at = rows.iter().position(|row| row.id.to_string() == id);
            let number = at.map(|at| format!(" {}", at + 1)).unwrap_or_default();
            let what = cx.words.word("rows-one", group);
            let field = match field {
                "gone" => cx.t("row-gone"),
                "why" => cx.t("row-step-why"),
                _ => cx.words.word("row", &format!("{group}-{field}")),
            };
            format!("{what}{number}: {field}")
        }
        // A whole group, when there is too much or too little of it.
        _ if path.parse::<Group>().is_ok() => cx.words.word("rows", path),
        _ => cx.words.word("field", path),
    }
}

/// The choices of a closed set, after an empty one.
fn all<T: Copy>(
    values: &[T],
    word: impl Fn(T) -> &'static str,
    label: impl Fn(&str) -> String,
) -> Vec<(String, String)> {
    let known = values.iter().map(|value| (word(*value).to_owned(), label(word(*value))));
    std::iter::once((String::new(), "–".to_owned())).chain(known).collect()
}

/// What can be chosen in a field that takes a word; none for other fields.
pub fn choices(words: Words, group: &str, field: &str) -> Option<Vec<(String, String)>> {
    Some(match (group, field) {
        ("", "kind") => all(ClosureKind::ALL, ClosureKind::as_str, |w| words.word("cut", w)),
        ("", "certainty") => {
            all(Certainty::ALL, Certainty::as_str, |w| words.word("certainty", w)).split_off(1)
        }
        ("", "process") => {
            // A new case begins with "we do not know": the first is chosen where nothing is.
            let mut known =
                all(Process::ALL, Process::as_str, |w| words.word("process", w)).split_off(1);
            known.sort_by_key(|(value, _)| value != Process::Unknown.as_str());
            known
        }
        ("", "people_unit") => all(PeopleUnit::ALL, PeopleUnit::as_str, |w| words.word("unit", w)),
        ("office", "role") => {
            all(OfficeRole::ALL, OfficeRole::as_str, |w| words.word("role", w)).split_off(1)
        }
        ("step", "kind") => all(StepKind::ALL, StepKind::as_str, |w| words.word("move", w)),
        ("step", "opinion") => all(Opinion::ALL, Opinion::as_str, |w| words.word("opinion", w)),
        ("cite", "stance") => {
            all(Stance::ALL, Stance::as_str, |w| words.word("stance", w)).split_off(1)
        }
        _ => return None,
    })
}
