//! Headed paragraphs and lists out of the files of words.

use maud::{Markup, html};

use crate::web::cx::PageCx;

/// A part of a page: the message `text-{page}-{name}` is its heading, `text-{page}-{name}-1` and on
/// its sentences.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// The second half of the heading's key, and what a link can lead to.
    pub name: &'static str,
    /// Whether the sentences are a list.
    pub list: bool,
}

impl Part {
    /// A part in paragraphs.
    pub const fn text(name: &'static str) -> Self {
        Self { name, list: false }
    }

    /// A part that is a list.
    pub const fn list(name: &'static str) -> Self {
        Self { name, list: true }
    }
}

/// Writes a part, with what belongs under it.
pub fn part(cx: &PageCx, page: &str, part: Part, more: &Markup) -> Markup {
    let head = format!("{page}-{}", part.name);
    let sentences = sentences(cx, &head);
    html! {
        section aria-labelledby=(part.name) {
            h2 id=(part.name) { (cx.words.word("text", &head)) }
            @if part.list {
                ul { @for sentence in &sentences { li { (sentence) } } }
            } @else {
                @for sentence in &sentences { p { (sentence) } }
            }
            (more)
        }
    }
}

/// The sentences under a heading, as many as there are.
fn sentences(cx: &PageCx, head: &str) -> Vec<String> {
    (1..).map_while(|n: u8| cx.words.word_if_known("text", &format!("{head}-{n}"))).collect()
}
