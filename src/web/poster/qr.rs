//! A QR code as a drawing: one path, no style, sharp at any size.

use std::fmt::Write;

use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};

/// Modules of quiet around the code, as the standard asks for.
const QUIET: usize = 4;

/// The code of an address; nothing for one that is too long, which no address of ours is.
#[must_use]
pub fn code(address: &str, label: &str) -> Markup {
    // A quarter of it may be torn off or written over.
    let Ok(code) = QrCode::with_error_correction_level(address, EcLevel::Q) else {
        return html! {};
    };
    let side = code.width() + 2 * QUIET;
    html! {
        svg.qr viewBox=(format!("0 0 {side} {side}")) role="img" aria-label=(label) shape-rendering="crispEdges" {
            rect width=(side) height=(side) fill="#fff" {}
            path d=(path(&code)) fill="#000" {}
        }
    }
}

/// The dark modules, row by row, those side by side as one.
fn path(code: &QrCode) -> String {
    let width = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                let (left, top, long) = (x + QUIET, y + QUIET, run.len());
                // Writing into a string cannot fail.
                let _ = write!(path, "M{left} {top}h{long}v1h-{long}z");
            }
            x += run.len();
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads the drawing back into modules.
    fn modules(path: &str, side: usize) -> Vec<Vec<bool>> {
        let mut out = vec![vec![false; side]; side];
        for part in path.split('M').skip(1) {
            let (at, rest) = part.split_once('h').unwrap();
            let (x, y) = at.split_once(' ').unwrap();
            let long: usize = rest.split_once('v').unwrap().0.parse().unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            out[y][x..x + long].fill(true);
        }
        out
    }

    #[test]
    fn the_drawing_has_every_dark_module_and_no_other() {
        let code =
            QrCode::with_error_correction_level("https://stillopen.test/closures/a", EcLevel::Q)
                .unwrap();
        let side = code.width() + 2 * QUIET;
        let drawn = modules(&path(&code), side);
        for y in 0..side {
            for x in 0..side {
                let inside =
                    (QUIET..side - QUIET).contains(&x) && (QUIET..side - QUIET).contains(&y);
                let dark = inside && code[(x - QUIET, y - QUIET)] == Color::Dark;
                assert_eq!(drawn[y][x], dark, "{x} {y}");
            }
        }
    }

    #[test]
    fn the_label_is_read_aloud_and_nothing_carries_a_style() {
        let drawn = code("https://stillopen.test/", "To the page").into_string();
        assert!(drawn.contains("aria-label=\"To the page\"") && !drawn.contains("style"));
    }
}
