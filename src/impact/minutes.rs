//! A table of travel times that stands in for miles: point, office, minutes.

use super::measure::{Cost, UNREACHED, cost};
use super::sphere::Found;

/// Minutes from points to offices, as much of them as the table has.
///
/// Pairs that are not in the table are ways that nobody knows, mostly because the table ends at some number of
/// minutes; they count as beyond every line, and their minutes are never made up.
#[derive(Debug, Clone)]
pub struct Minutes {
    /// Offices of point `i`, the quickest first: `ways[starts[i]..starts[i + 1]]`.
    ways: Vec<(Cost, u32)>,
    starts: Vec<usize>,
    known: Vec<bool>,
}

/// A line of a table that cannot be used.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum MinutesFault {
    /// A point or office that there is not.
    #[error("found {what} {found} in line {line}, expected a number below {below}")]
    Number {
        /// "point" or "office".
        what: &'static str,
        /// The line, from 0.
        line: usize,
        /// What was given.
        found: u32,
        /// One more than the greatest.
        below: usize,
    },
    /// Minutes that are none.
    #[error("found {found} minutes in line {line}, expected 0 to {most}")]
    Minutes {
        /// The line, from 0.
        line: usize,
        /// What was given.
        found: f64,
        /// The most.
        most: f64,
    },
}

impl Minutes {
    /// The most minutes of one way: a week.
    pub const MOST: f64 = 10_080.0;

    /// A table from lines of point, office and minutes; of lines for the same pair the quickest counts.
    ///
    /// # Errors
    /// At the first line that names a point or office that there is not, or minutes that are none.
    pub fn new(
        points: usize,
        offices: usize,
        lines: impl IntoIterator<Item = (u32, u32, f64)>,
    ) -> Result<Self, MinutesFault> {
        let mut rows: Vec<(u32, Cost, u32)> = Vec::new();
        for (line, (point, office, minutes)) in lines.into_iter().enumerate() {
            for (what, found, below) in [("point", point, points), ("office", office, offices)] {
                if found as usize >= below {
                    return Err(MinutesFault::Number { what, line, found, below });
                }
            }
            if !(0.0..=Self::MOST).contains(&minutes) {
                return Err(MinutesFault::Minutes { line, found: minutes, most: Self::MOST });
            }
            rows.push((point, cost(minutes), office));
        }
        // The quickest of a pair first, then one of each pair, then by point and time.
        rows.sort_unstable_by_key(|&(point, cost, office)| (point, office, cost));
        rows.dedup_by_key(|&mut (point, _, office)| (point, office));
        rows.sort_unstable();
        let mut known = vec![false; offices];
        for (_, _, office) in &rows {
            if let Some(known) = known.get_mut(*office as usize) {
                *known = true;
            }
        }
        let mut starts = vec![0; points + 1];
        for (point, _, _) in &rows {
            if let Some(count) = starts.get_mut(*point as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        Ok(Self { ways: rows.into_iter().map(|(_, c, o)| (c, o)).collect(), starts, known })
    }

    /// How many points the table has rows for.
    #[must_use]
    pub fn points(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// How many ways there are.
    pub(super) fn size(&self) -> usize {
        self.ways.len()
    }

    /// Whether any point has a time to an office.
    pub(super) fn knows(&self, office: u32) -> bool {
        self.known.get(office as usize).copied().unwrap_or(false)
    }

    /// The ways from a point, the quickest first; of those as quick, by the office's number.
    pub(super) fn ways(&self, point: usize) -> &[(Cost, u32)] {
        let ends = self.starts.get(point).zip(self.starts.get(point + 1));
        ends.and_then(|(from, to)| self.ways.get(*from..*to)).unwrap_or(&[])
    }

    /// The two quickest of those offices that pass. Minutes stand where the sphere has chords.
    pub(super) fn two(&self, point: usize, pass: impl Fn(u32) -> bool) -> [Option<Found>; 2] {
        let mut ways = self.ways(point).iter().filter(|(_, office)| pass(*office));
        [0, 1].map(|_| ways.next().map(|&(cost, number)| Found { number, chord2: as_number(cost) }))
    }
}

/// A cost as a number to order by; exact below a week.
fn as_number(cost: Cost) -> f64 {
    if cost == UNREACHED { f64::INFINITY } else { cost as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quickest_comes_first_and_double_lines_count_once() {
        let lines = [(1, 0, 30.0), (1, 1, 12.5), (1, 0, 20.0), (0, 1, 5.0)];
        let table = Minutes::new(3, 3, lines).unwrap();
        assert_eq!(table.ways(1), [(12_500, 1), (20_000, 0)]);
        assert_eq!(table.ways(2), []);
        assert_eq!(table.ways(9), []);
        assert!(table.knows(0) && !table.knows(2) && !table.knows(9));
        let [first, second] = table.two(1, |office| office != 1);
        assert_eq!((first.unwrap().number, second), (0, None));
    }

    #[test]
    fn wrong_lines_are_named() {
        let fault = Minutes::new(1, 1, [(0, 0, 1.0), (0, 7, 1.0)]).unwrap_err();
        assert_eq!(fault.to_string(), "found office 7 in line 1, expected a number below 1");
        for minutes in [-1.0, f64::NAN, 1e9] {
            assert!(matches!(
                Minutes::new(1, 1, [(0, 0, minutes)]),
                Err(MinutesFault::Minutes { line: 0, .. })
            ));
        }
    }
}
