//! The median and other quantiles of people by distance.
//!
//! Everybody of a point is taken to stand at it, so a quantile would jump from point to point. As the census does
//! within its classes, it is interpolated: a point's people fill the stretch of the cumulated count that is theirs,
//! the middle of which has the point's value, and between two middles the line is straight. Below the first middle
//! and above the last the value is that of the point. With `S` the people up to and with point `k` and `w` its own,
//! point `k` stands at `S - w/2` of all. (The weighted form of definition 5 of Hyndman and Fan, "Sample quantiles in
//! statistical packages", The American Statistician 50, 1996.)

/// The value below which `percent` of the weights lie, of values in rising order; none where nothing weighs.
///
/// Points of the same value are one, so that their order does not matter; those that weigh nothing are passed over.
#[must_use]
pub fn quantile(sorted: impl Iterator<Item = (i64, u32)>, total: u64, percent: u32) -> Option<f64> {
    let mut walk = Walk::new(total, [percent]);
    let mut sorted = sorted.peekable();
    while let Some((value, weight)) = sorted.next() {
        let mut weight = u64::from(weight);
        while let Some((_, more)) = sorted.next_if(|(next, _)| *next == value) {
            weight += u64::from(more);
        }
        if walk.step(value, weight) {
            break;
        }
    }
    let [found] = walk.end();
    found
}

/// Several quantiles of one list in one walk over it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Walk<const N: usize> {
    /// In halves of one, so that middles are whole: w/2 becomes w.
    targets: [f64; N],
    found: [Option<f64>; N],
    below: u64,
    /// The middle and the value of the point before.
    last: Option<(f64, f64)>,
    is_done: bool,
}

impl<const N: usize> Walk<N> {
    /// Looks for quantiles of weights that come to `total` together; the per cents in rising order.
    pub fn new(total: u64, percents: [u32; N]) -> Self {
        let targets = percents.map(|percent| 2.0 * total as f64 * f64::from(percent) / 100.0);
        Self { targets, found: [None; N], below: 0, last: None, is_done: total == 0 }
    }

    /// All that weighs at the next value, each value once and in rising order. True when nothing more is looked for.
    pub fn step(&mut self, value: i64, weight: u64) -> bool {
        if weight == 0 || self.is_done {
            return self.is_done;
        }
        let middle = (2 * self.below + weight) as f64;
        let value = value as f64;
        self.is_done = true;
        for (found, target) in self.found.iter_mut().zip(self.targets) {
            if found.is_some() {
                continue;
            }
            if middle < target {
                self.is_done = false;
                break;
            }
            *found = Some(match self.last {
                Some((at, v)) => v + (value - v) * ((target - at) / (middle - at)),
                None => value,
            });
        }
        self.last = Some((middle, value));
        self.below += weight;
        self.is_done
    }

    /// What was found; above the last middle the value is that of the last point.
    pub fn end(self) -> [Option<f64>; N] {
        self.found.map(|found| found.or(self.last.map(|(_, value)| value)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pairs: &[(i64, u32)], percent: u32) -> Option<f64> {
        let total = pairs.iter().map(|(_, w)| u64::from(*w)).sum();
        quantile(pairs.iter().copied(), total, percent)
    }

    #[test]
    fn a_median_lies_between_the_middles() {
        assert_eq!(of(&[], 50), None);
        assert_eq!(of(&[(7, 0)], 50), None);
        assert_eq!(of(&[(7, 3)], 50), Some(7.0));
        assert_eq!(of(&[(1, 1), (2, 1)], 50), Some(1.5));
        assert_eq!(of(&[(1, 1), (2, 1), (4, 1)], 50), Some(2.0));
        assert_eq!(of(&[(1, 1), (2, 0), (4, 1)], 50), Some(2.5));
        // Middles at 1.5 and 3.5 of 4, the median at 2.
        assert_eq!(of(&[(0, 3), (8, 1)], 50), Some(2.0));
        assert_eq!(of(&[(0, 3), (8, 1)], 90), Some(8.0));
        assert_eq!(of(&[(-5, 1), (5, 1)], 0), Some(-5.0));
        // Those at one distance count as one: the same as (1, 3), (2, 1).
        assert_eq!(of(&[(1, 1), (1, 2), (2, 1)], 50), of(&[(1, 3), (2, 1)], 50));
    }
}
