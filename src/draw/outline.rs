//! The outline of an area over a map.

use geo::{LineString, MultiPolygon};
use maud::{Markup, html};

use super::clip::{self, Frame};
use super::path::{Path, thinned};
use super::project::{View, world};
use crate::domain::geo::Position;

/// Lines are drawn this far beyond the picture, so that cut edges do not show.
const MARGIN: f64 = 6.0;
/// The outline may be off by this much, in units of the picture.
const TOLERANCE: f64 = 0.8;
/// Parts and holes smaller than this in both directions are left out, unless there is no larger one.
const LEAST: f64 = 2.5;

/// An area's outline with its holes: a line, and a light shade inside. Nothing where the area has no shape or lies outside of the view.
pub(super) fn outline(shape: &MultiPolygon<f64>, view: &View) -> Markup {
    let (width, height) = view.extent();
    let frame = Frame::new(width, height, MARGIN);
    let rings =
        shape.0.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
    let rings: Vec<Vec<[f64; 2]>> = rings.map(|ring| placed(ring, view)).collect();
    let is_any_large = rings.iter().any(|ring| is_large(ring));
    let mut path = Path::default();
    for ring in rings.iter().filter(|ring| !is_any_large || is_large(ring)) {
        path.add(&thinned(&clip::ring(ring, &frame), TOLERANCE), true);
    }
    html! {
        @if let Some(d) = path.data() {
            path.outline d=(d) fill="#18262b" fill-opacity=".08" fill-rule="evenodd" stroke="#18262b"
                stroke-width="2.2" stroke-linejoin="round" {}
        }
    }
}

/// A ring in units of the picture; what lies off the earth is left out.
fn placed(ring: &LineString<f64>, view: &View) -> Vec<[f64; 2]> {
    let positions = ring.0.iter().filter_map(|at| Position::new(at.y, at.x).ok());
    positions.map(|at| view.place(world(at))).collect()
}

fn is_large(ring: &[[f64; 2]]) -> bool {
    let span = |axis: usize| {
        let values = ring.iter().map(|point| point[axis]);
        let (low, high) = values.fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(v), h.max(v)));
        high - low
    };
    span(0).max(span(1)) > LEAST
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::geo::Window;
    use crate::draw::NEAR;
    use geo::polygon;

    fn view() -> View {
        View::fit(Window { west: -90.0, south: 37.0, east: -89.0, north: 38.0 }, NEAR)
    }

    #[test]
    fn an_area_with_a_hole_is_two_rings_and_slivers_are_left_out() {
        let area: MultiPolygon<f64> = MultiPolygon(vec![
            polygon![
                exterior: [(x: -89.9, y: 37.1), (x: -89.1, y: 37.1), (x: -89.1, y: 37.9), (x: -89.9, y: 37.9)],
                interiors: [[(x: -89.6, y: 37.4), (x: -89.4, y: 37.4), (x: -89.4, y: 37.6), (x: -89.6, y: 37.6)]],
            ],
            polygon![(x: -89.05, y: 37.5), (x: -89.0499, y: 37.5), (x: -89.0499, y: 37.5001)],
        ]);
        let drawn = outline(&area, &view()).into_string();
        assert_eq!(drawn.matches('M').count(), 2, "{drawn}");
        assert!(drawn.contains("evenodd") && !drawn.contains("style="), "{drawn}");
        let sliver = MultiPolygon(area.0[1..].to_vec());
        assert!(outline(&sliver, &view()).into_string().is_empty(), "too small for one unit");
    }

    #[test]
    fn an_outline_of_many_points_is_thinned() {
        let ring: Vec<(f64, f64)> = (0..5_000)
            .map(|i| f64::from(i) / 5_000.0 * std::f64::consts::TAU)
            .map(|turn| (-89.5 + 0.4 * turn.cos(), 37.5 + 0.3 * turn.sin()))
            .collect();
        let area = MultiPolygon(vec![geo::Polygon::new(LineString::from(ring), Vec::new())]);
        let drawn = outline(&area, &view()).into_string();
        assert!(drawn.len() < 1_000, "{}", drawn.len());
        assert!(outline(&MultiPolygon(Vec::new()), &view()).into_string().is_empty());
    }
}
