//! What forms say when they come back: what is wrong, each with a way to its field, and a word above.

use maud::{Markup, html};

use crate::web::cx::PageCx;

/// What is wrong with a form, above it: the fields by their marks, each with its sentence. Nothing for a form without faults.
#[must_use]
pub fn faults(cx: &PageCx, faults: &[(String, String)]) -> Markup {
    faults_of(cx, faults, "report-errors-kept")
}

/// The same of a form that sends nothing to anybody, with a line of its own on what becomes of the words.
#[must_use]
pub fn faults_of(cx: &PageCx, faults: &[(String, String)], kept: &str) -> Markup {
    if faults.is_empty() {
        return html! {};
    }
    html! {
        div.errors.prose role="alert" aria-labelledby="err-h" {
            h2 id="err-h" { (cx.words.with("report-errors", &[("n", faults.len().into())])) }
            p { (cx.t(kept)) }
            ul { @for (field, says) in faults { li { a href={ "#" (field) } { (says) } } } }
        }
    }
}

/// A word above a form that comes back without being wrong.
#[must_use]
pub fn notice(heading: &str, text: &str) -> Markup {
    html! { div.news.doubt.prose role="alert" { h2 { (heading) } p { (text) } } }
}

/// The marks of what describes a field: its hint and, where there is one, its fault.
#[must_use]
pub fn described(name: &str, has_fault: bool) -> String {
    if has_fault { format!("{name}-h {name}-e") } else { format!("{name}-h") }
}
