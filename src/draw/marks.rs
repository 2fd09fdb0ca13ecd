//! The shapes on a map: pins, groups of offices, the place that was asked for.

use maud::{Markup, html};

use super::path::{Path, short};
use super::scene::PinLook;

/// How far the ring around the place that was asked for reaches.
pub(super) const YOU_RADIUS: f64 = 11.0;

/// The shape of a pin: circle, square with a cross, triangle.
///
/// A square with a number has its cross at the corner.
pub(super) fn mark(look: PinLook, radius: f64, numbered: bool) -> Markup {
    let half = radius * 0.94;
    html! {
        @match look {
            PinLook::Open => {
                circle.mark r=(short(radius)) fill="#0b6148" stroke="#fff" stroke-width="2.5" {}
            }
            PinLook::Shut => {
                rect.mark x=(short(-half)) y=(short(-half)) width=(short(half * 2.0))
                    height=(short(half * 2.0)) fill="#9b2c1f" stroke="#fff" stroke-width="2.5" {}
                @if numbered {
                    circle.n cx=(short(half)) cy=(short(-half)) r="6.5" fill="#fff" stroke="none" {}
                    path.mark d=(cross([half, -half], 4.2, 1.1)) fill="#9b2c1f" stroke="none" {}
                } @else {
                    path.n d=(cross([0.0, 0.0], radius * 0.6, 1.3)) fill="#fff" stroke="none" {}
                }
            }
            PinLook::Doubt => {
                path.mark d=(triangle(radius)) fill="#7a4d00" stroke="#fff" stroke-width="2.5"
                    stroke-linejoin="round" {}
            }
        }
    }
}

/// The foot of the number in a mark, from its middle.
pub(super) const fn number_foot(look: PinLook) -> &'static str {
    match look {
        PinLook::Doubt => "8",
        PinLook::Open | PinLook::Shut => "4.7",
    }
}

fn triangle(radius: f64) -> String {
    let mut path = Path::default();
    let corners = [[0.0, -1.4 * radius], [1.45 * radius, radius], [-1.45 * radius, radius]];
    path.add(&corners, true);
    path.data().unwrap_or_default()
}

/// A cross of two bars, `arm` from the middle to each end, `half` the bars' half width.
fn cross([x, y]: [f64; 2], arm: f64, half: f64) -> String {
    let (inner, near, far) = (half * 2.0_f64.sqrt(), arm - half, arm + half);
    let corners = [
        [0.0, -inner],
        [near, -far],
        [far, -near],
        [inner, 0.0],
        [far, near],
        [near, far],
        [0.0, inner],
        [-near, far],
        [-far, near],
        [-inner, 0.0],
        [-far, -near],
        [-near, -far],
    ];
    let mut path = Path::default();
    path.add(&corners.map(|c| [x + c[0], y + c[1]]), true);
    path.data().unwrap_or_default()
}

/// A broken ring: the point is not exact.
pub(super) fn rough(radius: f64) -> Markup {
    html! {
        circle.rough r=(short(radius + 5.0)) fill="none" stroke="#7b7566" stroke-width="1.8"
            stroke-dasharray="3 2.5" {}
    }
}

/// The mark of several offices.
pub(super) fn many(radius: f64) -> Markup {
    html! { circle.mark r=(short(radius)) fill="#18262b" stroke="#fff" stroke-width="2.5" {} }
}

/// How large the mark of so many offices is.
pub(super) const fn many_radius(count: u32) -> f64 {
    match count {
        0..10 => 13.0,
        10..100 => 15.5,
        _ => 19.0,
    }
}

/// A ring with a dot.
pub(super) fn you_mark() -> Markup {
    html! {
        circle r="9" fill="none" stroke="#18262b" stroke-width="3" {}
        circle r="3.5" fill="#18262b" stroke="none" {}
    }
}
