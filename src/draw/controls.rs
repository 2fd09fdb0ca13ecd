//! Pan and zoom as links, and the key of the pins.

use maud::{Markup, html};

use super::marks;
use super::scene::PinLook;

/// One step that a map can be moved by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Where the link goes; none when the map cannot go further that way.
    pub href: Option<String>,
    /// What it does, in words: "Show more to the north".
    pub label: String,
}

/// The links that move a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Controls {
    /// Name of the group of links.
    pub label: String,
    /// Shows less, larger.
    pub zoom_in: Move,
    /// Shows more, smaller.
    pub zoom_out: Move,
    /// To the west.
    pub west: Move,
    /// To the north.
    pub north: Move,
    /// To the south.
    pub south: Move,
    /// To the east.
    pub east: Move,
    /// Back to the whole state; drawn with its words.
    pub whole: Option<Move>,
}

/// Draws the links that move a map, to stand beside it.
///
/// The `data-move` words are the ones that the live map listens to.
#[must_use]
pub fn controls(controls: &Controls) -> Markup {
    let Controls { label, zoom_in, zoom_out, west, north, south, east, whole } = controls;
    html! {
        nav.mapctl aria-label=(label) {
            (step("in", zoom_in, "M12 5v14M5 12h14"))
            (step("out", zoom_out, "M5 12h14"))
            (step("w", west, "M19 12H5M11 6l-6 6 6 6"))
            (step("n", north, "M12 19V5M6 11l6-6 6 6"))
            (step("s", south, "M12 5v14M6 13l6 6 6-6"))
            (step("e", east, "M5 12h14M13 6l6 6-6 6"))
            @if let Some(Move { href: Some(href), label }) = whole {
                a href=(href) { (label) }
            }
        }
    }
}

fn step(word: &str, to: &Move, icon: &str) -> Markup {
    html! {
        @if let Some(href) = &to.href {
            a href=(href) data-move=(word) aria-label=(to.label) title=(to.label) {
                svg viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor"
                    stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round"
                    aria-hidden="true" focusable="false" { path d=(icon) {} }
            }
        }
    }
}

/// What the shapes of the pins mean; a shape without words is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LegendWords<'a> {
    /// A circle.
    pub open: Option<&'a str>,
    /// A square on a cross.
    pub shut: Option<&'a str>,
    /// A triangle.
    pub doubt: Option<&'a str>,
    /// A circle with a number, for several offices.
    pub many: Option<&'a str>,
    /// A broken ring: the place is not exact.
    pub rough: Option<&'a str>,
    /// A ring with a dot: the place that was asked for.
    pub you: Option<&'a str>,
}

/// Draws the key of the pins: each shape with its words.
#[must_use]
pub fn legend(words: &LegendWords<'_>) -> Markup {
    let looks =
        [(PinLook::Open, words.open), (PinLook::Shut, words.shut), (PinLook::Doubt, words.doubt)];
    html! {
        ul.key {
            @for (look, words) in looks {
                @if let Some(words) = words {
                    li { (icon(&marks::mark(look, 9.0, false), look.class())) (words) }
                }
            }
            @if let Some(words) = words.many {
                li { (icon(&marks::many(10.0), "many")) (words) }
            }
            @if let Some(words) = words.rough {
                li { (icon(&marks::rough(6.0), "open")) (words) }
            }
            @if let Some(words) = words.you {
                li { (icon(&marks::you_mark(), "you")) (words) }
            }
        }
    }
}

/// A mark as a small picture before its words, in the middle of a line of type.
fn icon(mark: &Markup, class: &str) -> Markup {
    let class = if class == "you" { "you".to_owned() } else { format!("pin {class}") };
    html! {
        svg viewBox="-14 -7 28 14" width="24" height="12" overflow="visible" aria-hidden="true"
            focusable="false" { g class=(class) { (mark) } }
        " "
    }
}
