//! What the dots of a map of a change mean: colours, hatching, sizes, pins.

use maud::{Markup, html};

use super::classes::CLASSES;
use super::harm::{DotSize, Fill, HarmPinRole, HarmScene, fill_class, fill_colour, look, outline};
use super::marks::mark;
use super::path::short;
use super::place::text_width;

/// Units from left to right, as those of the map above it.
const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 26.0;
/// Between a dot and its words, and between one dot's words and the next dot.
const GAPS: [f64; 2] = [5.0, 14.0];

/// The words of the key; what is not on the map is left out by the drawing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HarmKeyWords {
    /// Heading, read before the list: what the colours stand for.
    pub heading: String,
    /// From the least added to the most.
    pub classes: [String; CLASSES],
    /// Dots whose way is shorter.
    pub less: String,
    /// Hatched dots.
    pub unsure: String,
    /// Diamonds: no known way any more.
    pub lost: String,
    /// A square on a cross: closes.
    pub goes: String,
    /// A circle with an edge: people go there.
    pub takes: String,
}

/// Draws the key: every class, so that two maps have the same, and of the rest what is on the map.
#[must_use]
pub fn harm_key(scene: &HarmScene<'_>, words: &HarmKeyWords) -> Markup {
    let classes = super::classes::added_classes(scene.measure);
    let has = |fill: Fill| scene.dots.iter().any(|dot| dot.fill(&classes) == fill);
    let is_more =
        scene.dots.iter().any(|dot| !matches!(dot.fill(&classes), Fill::Less | Fill::Lost));
    let rest =
        [(Fill::Less, &words.less), (Fill::Unsure, &words.unsure), (Fill::Lost, &words.lost)];
    let pins = [(HarmPinRole::Goes, &words.goes), (HarmPinRole::Takes, &words.takes)];
    html! {
        p.hint { (words.heading) }
        ul.key.harm {
            @if is_more {
                @for (class, words) in words.classes.iter().enumerate() {
                    li { (dot(Fill::More(class), scene.id)) (words) }
                }
            }
            @for (fill, words) in rest {
                @if has(fill) { li { (dot(fill, scene.id)) (words) } }
            }
            @for (role, words) in pins {
                @if scene.pins.iter().any(|pin| pin.role == role) {
                    li { (pin(role)) (words) }
                }
            }
        }
    }
}

/// Draws the sizes of dots as a strip below the map, in the map's own units: dots of some numbers with their words.
/// Nothing where all dots are alike.
#[must_use]
pub fn harm_sizes(size: DotSize, samples: &[(u32, String)], title: &str) -> Markup {
    let DotSize::People(_) = size else { return html! {} };
    let mut left = 12.0;
    let mut placed = Vec::new();
    for (weight, words) in samples {
        let radius = size.radius(*weight);
        let x = left + radius;
        let text = x + radius + GAPS[0];
        placed.push((x, radius, text, words));
        left = text + text_width(words) + GAPS[1];
    }
    html! {
        svg.sizes xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {WIDTH} {HEIGHT}"))
            width=(WIDTH) height=(HEIGHT) role="img" font-family="Arial, Helvetica, sans-serif"
            font-size="13.5" {
            title { (title) }
            @for (x, radius, text, words) in placed {
                circle.size cx=(short(x)) cy=(short(HEIGHT / 2.0)) r=(short(radius)) fill="#fff"
                    stroke="#18262b" {}
                g transform=(format!("translate({} {})", short(text), short(HEIGHT / 2.0))) {
                    text.m dy=".35em" fill="#18262b" { (words) }
                }
            }
        }
    }
}

/// A dot as a small picture before its words.
fn dot(fill: Fill, id: &str) -> Markup {
    let mut d = String::new();
    outline(&mut d, [0.0, 0.0], 6.0, (fill != Fill::Lost).then_some(0.0));
    icon(&html! {
        path class=(fill_class(fill)) fill=(fill_colour(fill, id)) stroke="#18262b" d=(d) {}
    })
}

fn pin(role: HarmPinRole) -> Markup {
    let look = look(role);
    icon(&html! { g class=(format!("pin {}", look.class())) { (mark(look, 7.0, false)) } })
}

fn icon(mark: &Markup) -> Markup {
    html! {
        svg viewBox="-14 -7 28 14" width="24" height="12" overflow="visible" aria-hidden="true"
            focusable="false" { g.dots { (mark) } }
        " "
    }
}
