//! Cutting lines and polygons to a rectangle.

/// A rectangle in picture units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Frame {
    /// The frame of a picture with a margin around it.
    pub fn new(width: f64, height: f64, margin: f64) -> Self {
        Self { left: -margin, top: -margin, right: width + margin, bottom: height + margin }
    }

    /// Whether a point lies in the frame, edges included.
    pub fn holds(&self, [x, y]: [f64; 2]) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    /// How far inside each of the four edges a point lies; negative outside.
    fn inside(&self, [x, y]: [f64; 2]) -> [f64; 4] {
        [x - self.left, self.right - x, y - self.top, self.bottom - y]
    }
}

/// A ring cut to a frame; empty when nothing of it is inside.
///
/// Sutherland and Hodgman, "Reentrant polygon clipping", CACM 17 (1974). The ring is open: its
/// last point joins its first. Parts that leave and come back are joined along the frame's edge,
/// which is outside the picture when the frame has a margin.
pub(super) fn ring(points: &[[f64; 2]], frame: &Frame) -> Vec<[f64; 2]> {
    let mut kept = points.to_vec();
    for edge in 0..4 {
        let before = std::mem::take(&mut kept);
        let Some(mut from) = before.last().copied() else {
            break;
        };
        let mut from_in = frame.inside(from)[edge];
        for to in before {
            let to_in = frame.inside(to)[edge];
            if (from_in >= 0.0) != (to_in >= 0.0) {
                kept.push(between(from, to, from_in / (from_in - to_in)));
            }
            if to_in >= 0.0 {
                kept.push(to);
            }
            (from, from_in) = (to, to_in);
        }
    }
    kept
}

/// The parts of a line that lie in a frame.
///
/// Each segment is cut as in Liang and Barsky, "A new concept and method for line clipping",
/// ACM TOG 3 (1984).
pub(super) fn line(points: &[[f64; 2]], frame: &Frame) -> Vec<Vec<[f64; 2]>> {
    let mut parts: Vec<Vec<[f64; 2]>> = Vec::new();
    let mut open = false;
    for pair in points.windows(2) {
        let &[a, b] = pair else { continue };
        let Some((enters, leaves)) = segment(a, b, frame) else {
            open = false;
            continue;
        };
        let start = if enters > 0.0 { between(a, b, enters) } else { a };
        let end = if leaves < 1.0 { between(a, b, leaves) } else { b };
        match parts.last_mut() {
            Some(part) if open && enters <= 0.0 => part.push(end),
            _ => parts.push(vec![start, end]),
        }
        open = leaves >= 1.0;
    }
    parts
}

/// From where to where (0 to 1) a segment lies in the frame.
fn segment(a: [f64; 2], b: [f64; 2], frame: &Frame) -> Option<(f64, f64)> {
    let (from, to) = (frame.inside(a), frame.inside(b));
    let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
    for (f, t) in from.into_iter().zip(to) {
        if f < 0.0 && t < 0.0 {
            return None;
        } else if f < 0.0 {
            enters = enters.max(f / (f - t));
        } else if t < 0.0 {
            leaves = leaves.min(f / (f - t));
        }
    }
    (enters <= leaves).then_some((enters, leaves))
}

fn between([ax, ay]: [f64; 2], [bx, by]: [f64; 2], share: f64) -> [f64; 2] {
    [ax + (bx - ax) * share, ay + (by - ay) * share]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FRAME: Frame = Frame { left: 0.0, top: 0.0, right: 100.0, bottom: 80.0 };

    fn area(ring: &[[f64; 2]]) -> f64 {
        let next = ring.iter().cycle().skip(1);
        ring.iter().zip(next).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum::<f64>() / 2.0
    }

    fn length(line: &[[f64; 2]]) -> f64 {
        line.windows(2).map(|p| (p[0][0] - p[1][0]).hypot(p[0][1] - p[1][1])).sum()
    }

    fn points(range: std::ops::Range<f64>) -> impl Strategy<Value = Vec<[f64; 2]>> {
        proptest::collection::vec([range.clone(), range], 3..40)
    }

    fn near(point: &[f64; 2]) -> bool {
        Frame { left: -1e-6, top: -1e-6, right: 100.0 + 1e-6, bottom: 80.0 + 1e-6 }.holds(*point)
    }

    proptest! {
        #[test]
        fn nothing_is_left_outside(ps in points(-300.0..300.0)) {
            prop_assert!(ring(&ps, &FRAME).iter().all(near));
            prop_assert!(line(&ps, &FRAME).iter().flatten().all(near));
        }

        #[test]
        fn what_lies_inside_is_kept_whole(ps in points(0.0..80.0)) {
            prop_assert!((area(&ring(&ps, &FRAME)) - area(&ps)).abs() < 1e-6);
            let parts = line(&ps, &FRAME);
            prop_assert_eq!(parts, vec![ps]);
        }

        #[test]
        fn two_halves_make_the_whole(ps in points(0.0..80.0), cut in 1.0..79.0_f64) {
            let left = Frame { right: cut, ..FRAME };
            let right = Frame { left: cut, ..FRAME };
            let halves = area(&ring(&ps, &left)) + area(&ring(&ps, &right));
            prop_assert!((halves - area(&ps)).abs() < 1e-6);
            let total = |f| line(&ps, f).iter().map(|part| length(part)).sum::<f64>();
            prop_assert!((total(&left) + total(&right) - length(&ps)).abs() < 1e-6);
        }
    }

    #[test]
    fn a_ring_around_the_frame_becomes_the_frame() {
        let ps = [[-900.0, -900.0], [900.0, -900.0], [900.0, 900.0], [-900.0, 900.0]];
        assert!((area(&ring(&ps, &FRAME)) - 8_000.0).abs() < 1e-6);
    }

    #[test]
    fn a_line_that_comes_back_has_two_parts() {
        let ps = [[10.0, 10.0], [10.0, -50.0], [60.0, -50.0], [60.0, 20.0]];
        let parts = line(&ps, &FRAME);
        assert_eq!(parts.len(), 2);
        assert_eq!(parts[1], [[60.0, 0.0], [60.0, 20.0]]);
    }
}
