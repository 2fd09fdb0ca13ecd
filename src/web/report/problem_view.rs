//! What went wrong, and under each problem the few questions that belong to it.
//!
//! Without script the style sheet shows the questions of the chosen problem alone. A browser that is too old for that
//! shows all of them, each under its problem; only those of the chosen one are read.

use maud::{Markup, html};

use super::entry::Field;
use super::form_view::FormPage;
use super::told::Told;
use crate::domain::problem::{Answer, Asked, Problem, Question};
use crate::i18n::Words;
use crate::shipped::questions;
use crate::web::cx::PageCx;

/// The most words to choose one from that stand below each other; more are folded into a list.
const MOST_LISTED: usize = 8;

/// The fieldset.
pub fn problems(cx: &PageCx, page: &FormPage<'_>) -> Markup {
    let told = Told::of(cx, page.faults, Field::Problem, false);
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
                        (asked(cx, page, *problem))
                    }
                }
            }
        }
    }
}

fn asked(cx: &PageCx, page: &FormPage<'_>, problem: Problem) -> Markup {
    let questions = questions().of(problem);
    html! {
        @if !questions.is_empty() {
            div.asked {
                p.hint { (cx.t("report-asked")) }
                @for question in questions { (field(cx, page, question)) }
            }
        }
    }
}

/// Whether the words of a question stand below each other, each with its own mark.
pub fn is_listed(question: &Question) -> bool {
    match &question.asked {
        Asked::Number { .. } => false,
        Asked::One { choices } => choices.len() <= MOST_LISTED,
        Asked::Many { .. } => true,
    }
}

fn field(cx: &PageCx, page: &FormPage<'_>, question: &'static Question) -> Markup {
    let field = Field::Answer(&question.code);
    let name = field.name();
    let hint = cx.words.word_if_known("question-hint", &question.code);
    let told = Told::of(cx, page.faults, field, hint.is_some());
    let typed = page.entry.typed(question);
    let ask = cx.words.word("question", &question.code);
    let above = html! {
        @if let Some(hint) = &hint { p.hint id={ (name) "-h" } { (hint) } }
        (told.message(field))
    };
    if is_listed(question) {
        let sort = if matches!(question.asked, Asked::One { .. }) { "radio" } else { "checkbox" };
        return html! {
            fieldset.field aria-describedby=[told.described.as_deref()] {
                legend { (ask) }
                (above)
                ul.choices {
                    @for (number, choice) in (1_usize..).zip(question.choices()) {
                        li {
                            label {
                                input type=(sort) id={ (name) "-" (number) } name=(name) value=(choice)
                                    checked[typed.contains(choice)];
                                " " span { (cx.words.word("answer", choice)) }
                            }
                        }
                    }
                }
            }
        };
    }
    html! {
        div.field {
            label for=(name) { (ask) }
            (above)
            @if matches!(question.asked, Asked::Number { .. }) {
                input.short type="text" id=(name) name=(name) value=[typed.first()] inputmode="numeric" autocomplete="off"
                    aria-invalid=[told.invalid()] aria-describedby=[told.described.as_deref()];
            } @else {
                select id=(name) name=(name) autocomplete="off"
                    aria-invalid=[told.invalid()] aria-describedby=[told.described.as_deref()] {
                    option value="" { (cx.t("report-choose")) }
                    @for choice in question.choices() {
                        option value=(choice) selected[typed.contains(choice)] { (cx.words.word("answer", choice)) }
                    }
                }
            }
        }
    }
}

/// The answer to a question in words: `45 minutes`, `Yes`, `The restroom; no place to sit`.
pub fn answer_words(words: Words, question: &str, answer: &Answer) -> String {
    let word = |choice: &String| words.word("answer", choice);
    let asked = questions().get(question).map(|(_, question)| &question.asked);
    match (answer, asked) {
        (Answer::Number(number), Some(Asked::Number { unit, .. })) => {
            let values =
                [("n", (*number).into()), ("number", words.number((*number).into()).into())];
            words.with(&format!("amount-{unit}"), &values)
        }
        (Answer::Number(number), _) => number.to_string(),
        (Answer::One(choice), _) => word(choice),
        (Answer::Many(choices), _) => choices.iter().map(word).collect::<Vec<_>>().join("; "),
    }
}
