//! Nearest points on a sphere: a k-d tree over unit vectors.
//!
//! The straight line through the earth between two points grows with the great circle between them, so the order
//! by chord is the order of the haversine formula, without its trigonometry. Building takes `n log n`, a question
//! about `log n`. Points at the same distance come in the order of their numbers.
//!
//! Friedman, Bentley and Finkel, "An algorithm for finding best matches in logarithmic expected time", ACM TOMS 3
//! (1977); the distance to a box is kept as in Arya and Mount, "Algorithms for fast vector quantization", DCC 1993.

use crate::domain::geo::Position;

/// The mean radius of the earth in metres (IUGG), for the sphere only.
pub(super) const RADIUS_M: f64 = 6_371_008.8;

/// A leaf has at most so many points.
const LEAF: usize = 8;

/// A point in the tree and the square of its chord from the place asked about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    /// The point's number.
    pub number: u32,
    /// Square of the chord, on a sphere of radius 1.
    pub chord2: f64,
}

impl Found {
    /// Whether this one comes before another: nearer, or as near with a lower number.
    pub fn is_before(self, other: Self) -> bool {
        (self.chord2, self.number) < (other.chord2, other.number)
    }

    /// Great-circle distance in metres, on the sphere of [`RADIUS_M`].
    #[cfg(test)]
    pub fn great_circle_m(self) -> f64 {
        2.0 * RADIUS_M * (self.chord2.sqrt() / 2.0).clamp(0.0, 1.0).asin()
    }
}

/// The two nearest of some points.
pub(super) type Two = [Option<Found>; 2];

/// Points in the order of the tree.
#[derive(Debug, Clone, Default)]
pub(super) struct Tree {
    points: Vec<([f64; 3], u32)>,
    /// For each split, in heap order: axis and coordinate.
    splits: Vec<(usize, f64)>,
}

impl Tree {
    /// A tree over numbered places.
    pub fn new(places: impl Iterator<Item = (u32, Position)>) -> Self {
        let mut points: Vec<([f64; 3], u32)> = places.map(|(n, at)| (at.unit(), n)).collect();
        let mut depth = 0_u32;
        while points.len() >> depth > LEAF {
            depth += 1;
        }
        let mut splits = vec![(0, 0.0); (1_usize << depth) - 1];
        split(&mut points, 0, &mut splits);
        Self { points, splits }
    }

    /// The two points nearest to a place, of those that pass.
    pub fn two(&self, at: [f64; 3], pass: impl Fn(u32) -> bool) -> Two {
        let mut search = Search { tree: self, at, pass, best: [None; 2] };
        search.descend(0, &self.points, [0.0; 3], 0.0);
        search.best
    }

    /// Every point within a chord, in no order.
    pub fn within(&self, at: [f64; 3], most2: f64, found: &mut Vec<Found>) {
        self.gather(0, &self.points, at, most2, found);
    }

    fn gather(
        &self,
        node: usize,
        points: &[([f64; 3], u32)],
        at: [f64; 3],
        most2: f64,
        found: &mut Vec<Found>,
    ) {
        let Some(&(axis, coordinate)) = self.splits.get(node) else {
            let each =
                points.iter().map(|(unit, n)| Found { number: *n, chord2: chord2(at, *unit) });
            found.extend(each.filter(|f| f.chord2 <= most2));
            return;
        };
        let (low, high) = points.split_at(points.len() / 2);
        let off = at[axis] - coordinate;
        if off <= 0.0 || off * off <= most2 {
            self.gather(2 * node + 1, low, at, most2, found);
        }
        if off >= 0.0 || off * off <= most2 {
            self.gather(2 * node + 2, high, at, most2, found);
        }
    }
}

/// The search for the two nearest.
struct Search<'a, P> {
    tree: &'a Tree,
    at: [f64; 3],
    pass: P,
    best: Two,
}

impl<P: Fn(u32) -> bool> Search<'_, P> {
    /// Looks into a box; `offsets` and `box2` say how far it is from the place along each axis and in all.
    fn descend(
        &mut self,
        node: usize,
        points: &[([f64; 3], u32)],
        mut offsets: [f64; 3],
        box2: f64,
    ) {
        let Some(&(axis, coordinate)) = self.tree.splits.get(node) else {
            for (unit, number) in points {
                let found = Found { number: *number, chord2: chord2(self.at, *unit) };
                if self.best[1].is_none_or(|b| found.is_before(b)) && (self.pass)(*number) {
                    offer(&mut self.best, found);
                }
            }
            return;
        };
        let (low, high) = points.split_at(points.len() / 2);
        let off = self.at[axis] - coordinate;
        let (near, far) = if off < 0.0 {
            ((2 * node + 1, low), (2 * node + 2, high))
        } else {
            ((2 * node + 2, high), (2 * node + 1, low))
        };
        self.descend(near.0, near.1, offsets, box2);
        let far2 = box2 - offsets[axis] * offsets[axis] + off * off;
        // A hair of slack: rounding must not hide a point that is as near.
        if self.best[1].is_none_or(|worst| far2 * (1.0 - 1e-12) <= worst.chord2) {
            offsets[axis] = off;
            self.descend(far.0, far.1, offsets, far2);
        }
    }
}

/// Splits points at the median of their widest axis, down to the leaves.
fn split(points: &mut [([f64; 3], u32)], node: usize, splits: &mut [(usize, f64)]) {
    if node >= splits.len() {
        return;
    }
    let mut ends = [(f64::INFINITY, f64::NEG_INFINITY); 3];
    for (unit, _) in points.iter() {
        for (end, v) in ends.iter_mut().zip(unit) {
            *end = (end.0.min(*v), end.1.max(*v));
        }
    }
    let width = |axis: usize| ends[axis].1 - ends[axis].0;
    let axis = (1..3).fold(0, |best, axis| if width(axis) > width(best) { axis } else { best });
    let middle = points.len() / 2;
    let order = |a: &([f64; 3], u32), b: &([f64; 3], u32)| {
        a.0[axis].total_cmp(&b.0[axis]).then(a.1.cmp(&b.1))
    };
    let (_, (unit, _), _) = points.select_nth_unstable_by(middle, order);
    splits[node] = (axis, unit[axis]);
    let (low, high) = points.split_at_mut(middle);
    split(low, 2 * node + 1, splits);
    split(high, 2 * node + 2, splits);
}

/// Puts a point among the best two, where it belongs there.
pub(super) fn offer(best: &mut Two, found: Found) {
    if best[0].is_none_or(|b| found.is_before(b)) {
        best[1] = best[0];
        best[0] = Some(found);
    } else if best[1].is_none_or(|b| found.is_before(b)) {
        best[1] = Some(found);
    }
}

/// The square of the straight line between two unit vectors.
pub(super) fn chord2(a: [f64; 3], b: [f64; 3]) -> f64 {
    let [x, y, z] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
    x * x + y * y + z * z
}

/// The square of the chord that no point within some metres over the ellipsoid can be beyond.
///
/// The sphere and the ellipsoid differ by at most 0.56 % in distance; one per cent is safe.
pub(super) fn reach2(metres: f64) -> f64 {
    let angle = (metres * 1.01 / RADIUS_M).clamp(0.0, std::f64::consts::PI);
    let chord = 2.0 * (angle / 2.0).sin();
    chord * chord
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn position() -> impl Strategy<Value = Position> {
        // A coarse grid, so that many points share a place or a distance; poles and the far meridian too.
        (-18_i32..=18, -36_i32..=36).prop_map(|(lat, lon)| {
            Position::new(f64::from(lat) * 5.0, f64::from(lon) * 5.0).unwrap()
        })
    }

    proptest! {
        #[test]
        fn the_tree_finds_what_looking_at_every_point_finds(
            places in prop::collection::vec(position(), 0..120),
            at in position(),
            km in 0.0..20_000.0_f64,
        ) {
            let tree = Tree::new((0_u32..).zip(places.iter().copied()));
            let mut all = [None; 2];
            for (number, place) in (0_u32..).zip(&places) {
                offer(&mut all, Found { number, chord2: chord2(at.unit(), place.unit()) });
            }
            prop_assert_eq!(tree.two(at.unit(), |_| true), all);
            let mut odd = [None; 2];
            for (number, place) in (0_u32..).zip(&places).filter(|(n, _)| n % 2 == 1) {
                offer(&mut odd, Found { number, chord2: chord2(at.unit(), place.unit()) });
            }
            prop_assert_eq!(tree.two(at.unit(), |n| n % 2 == 1), odd);
            let most2 = reach2(km * 1_000.0);
            let mut found = Vec::new();
            tree.within(at.unit(), most2, &mut found);
            let mut numbers: Vec<u32> = found.iter().map(|f| f.number).collect();
            numbers.sort_unstable();
            let each = (0_u32..).zip(&places);
            let near: Vec<u32> =
                each.filter(|(_, p)| chord2(at.unit(), p.unit()) <= most2).map(|(n, _)| n).collect();
            prop_assert_eq!(numbers, near);
        }
    }

    #[test]
    fn a_chord_is_a_great_circle() {
        let (a, b) = (Position::new(0.0, 0.0).unwrap(), Position::new(0.0, 90.0).unwrap());
        let found = Found { number: 0, chord2: chord2(a.unit(), b.unit()) };
        assert!((found.great_circle_m() - RADIUS_M * std::f64::consts::FRAC_PI_2).abs() < 1e-6);
        assert!(reach2(1e9) >= 4.0 - 1e-12);
    }
}
