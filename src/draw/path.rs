//! Thinning out lines, and writing them as SVG path data.

use std::fmt::Write as _;

/// Leaves out the points of a line that lie closer than `tolerance` to it without them.
///
/// Douglas and Peucker, "Algorithms for the reduction of the number of points required to
/// represent a digitized line", Cartographica 10 (1973). Both ends stay.
pub(super) fn thinned(points: &[[f64; 2]], tolerance: f64) -> Vec<[f64; 2]> {
    let Some(last) = points.len().checked_sub(1) else {
        return Vec::new();
    };
    let mut keep = vec![false; points.len()];
    keep[0] = true;
    keep[last] = true;
    let mut open = vec![(0, last)];
    while let Some((from, to)) = open.pop() {
        let worst = (from + 1..to)
            .map(|i| (i, off2(points[i], points[from], points[to])))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((at, _)) = worst.filter(|(_, d2)| *d2 > tolerance * tolerance) {
            keep[at] = true;
            open.push((from, at));
            open.push((at, to));
        }
    }
    points.iter().zip(keep).filter_map(|(p, k)| k.then_some(*p)).collect()
}

/// Square of the distance of a point from a segment.
fn off2([px, py]: [f64; 2], [ax, ay]: [f64; 2], [bx, by]: [f64; 2]) -> f64 {
    let (dx, dy) = (bx - ax, by - ay);
    let square = dx * dx + dy * dy;
    let share = if square > 0.0 { ((px - ax) * dx + (py - ay) * dy) / square } else { 0.0 };
    let share = share.clamp(0.0, 1.0);
    let (x, y) = (px - ax - share * dx, py - ay - share * dy);
    x * x + y * y
}

/// A number with at most one decimal, as short as SVG allows.
pub(super) fn short(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    match text {
        "-0" => "0".to_owned(),
        _ => match (text.strip_prefix("0."), text.strip_prefix("-0.")) {
            (Some(rest), _) => format!(".{rest}"),
            (_, Some(rest)) => format!("-.{rest}"),
            _ => text.to_owned(),
        },
    }
}

/// A value rounded to one decimal.
pub(super) fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// Path data that grows part by part.
#[derive(Debug, Default)]
pub(super) struct Path {
    d: String,
}

impl Path {
    /// Adds a line, or with `closed` a ring, as relative steps of tenths of a unit.
    ///
    /// Steps are taken between rounded points, so that errors do not add up.
    pub fn add(&mut self, points: &[[f64; 2]], closed: bool) {
        let mut rounded: Vec<[f64; 2]> =
            points.iter().map(|p| [tenth(p[0]), tenth(p[1])]).collect();
        rounded.dedup();
        if closed && rounded.len() > 1 && rounded.first() == rounded.last() {
            rounded.pop();
        }
        let [first, rest @ ..] = rounded.as_slice() else {
            return;
        };
        if rest.len() < if closed { 2 } else { 1 } {
            return;
        }
        let _ = write!(self.d, "M{}{}", short(first[0]), spaced(first[1]));
        let mut from = *first;
        for (i, to) in rest.iter().enumerate() {
            let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
            let lead = if i == 0 { format!("l{}", short(dx)) } else { spaced(dx) };
            let _ = write!(self.d, "{lead}{}", spaced(dy));
            from = *to;
        }
        if closed {
            self.d.push('z');
        }
    }

    /// The data for a `d` attribute, or none when nothing was added.
    pub fn data(self) -> Option<String> {
        (!self.d.is_empty()).then_some(self.d)
    }
}

/// A number with a space before it where it needs one.
fn spaced(value: f64) -> String {
    let text = short(value);
    if text.starts_with('-') { text } else { format!(" {text}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        for (value, text) in
            [(0.0, "0"), (-0.04, "0"), (0.5, ".5"), (-0.5, "-.5"), (12.0, "12"), (3.16, "3.2")]
        {
            assert_eq!(short(value), text);
        }
    }

    #[test]
    fn a_ring_is_written_in_relative_steps() {
        let mut path = Path::default();
        path.add(&[[1.0, 1.0], [4.0, 1.0], [4.04, 0.0], [1.0, 1.0]], true);
        path.add(&[[2.0, 2.0], [2.01, 2.01]], false);
        assert_eq!(path.data().unwrap(), "M1 1l3 0 0-1z");
    }

    #[test]
    fn a_thinned_line_stays_near_and_keeps_its_ends() {
        let wave: Vec<[f64; 2]> =
            (0..200).map(f64::from).map(|x| [x, (x / 9.0).sin() * 20.0]).collect();
        let thin = thinned(&wave, 0.5);
        assert!(thin.len() < 60, "{}", thin.len());
        assert_eq!((thin.first(), thin.last()), (wave.first(), wave.last()));
        for p in &wave {
            assert!(thin.windows(2).any(|s| off2(*p, s[0], s[1]) <= 0.25 + 1e-9));
        }
        assert!(thinned(&[], 1.0).is_empty());
    }
}
