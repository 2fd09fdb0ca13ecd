//! How far the people of an area are from the nearest office, at one time.

use serde::Serialize;

use super::demand::{Column, Demand, MISSING, Rows, Weights};
use super::margin::{Estimate, Sum};
use super::measure::{Cost, LINES, Measure, UNREACHED, rounded};
use super::quantile::Walk;
use super::trips::Pair;
use super::who::Who;

/// People beyond a line.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Beyond {
    /// Miles or minutes.
    pub line: u32,
    /// Those whose nearest office is farther, or who have none.
    pub count: Estimate,
}

/// The way of a group to its nearest office; lengths in miles or minutes, to two decimals.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Access {
    /// The mean over those who have a known way.
    pub mean: Option<f64>,
    /// The interpolated median over the same.
    pub median: Option<f64>,
    /// Nine tenths have a way no longer than this.
    pub p90: Option<f64>,
    /// Those with no known way at all.
    pub no_way: Estimate,
    /// People beyond 1, 2, 5, 10, 20 and 40 miles, or 10 to 60 minutes.
    pub beyond: [Beyond; LINES],
    /// Those who have an office within the line of a desert, and no second one within it.
    pub one_closure_from_desert: Estimate,
}

/// A group's numbers point by point, or 1 for each ZIP area.
#[derive(Debug, Clone, Copy)]
pub(super) enum Counts<'a> {
    Ones,
    Column(&'a Column),
}

impl Counts<'_> {
    /// The number at a point and its margin; none where it is missing. ZIP areas are counted, so they have no error.
    pub fn get(self, point: u32) -> Option<(u32, Option<u32>)> {
        match self {
            Self::Ones => Some((1, Some(0))),
            Self::Column(column) => column.get(point as usize),
        }
    }

    pub fn weight(self, point: u32) -> u32 {
        match self {
            Self::Ones => 1,
            Self::Column(column) => column.weight(point as usize),
        }
    }
}

/// Every group of some demand with its numbers.
pub(super) fn groups(demand: &Demand) -> Vec<(Who, Counts<'_>)> {
    match demand.weights() {
        Weights::ZipAreas => vec![(Who::ZipAreas, Counts::Ones)],
        Weights::Census(groups) => {
            groups.iter().map(|(who, column)| (*who, Counts::Column(column))).collect()
        }
    }
}

/// All of a group in an area, and how far it is from the nearest office.
pub(super) struct GroupAccess {
    pub sum: Sum,
    pub points: u64,
    pub missing_points: u64,
    pub access: Access,
}

impl GroupAccess {
    /// All of the group as that of which others are a share; none where more than one point in twenty has no number.
    pub fn total(&self) -> Option<Sum> {
        (self.missing_points.saturating_mul(20) <= self.points).then_some(self.sum)
    }
}

/// What of a group lies where.
#[derive(Clone, Copy, Default)]
struct Tally {
    /// By the number of lines that a point is beyond.
    bins: [Sum; LINES + 1],
    one_closure: Sum,
    no_way: Sum,
    missing_points: u64,
    people: u64,
    ways: u128,
}

/// Reckons the access of every group over some points; `by_cost` are the same points by their way, the nearest first.
///
/// One walk over the points and one over the ways serve all groups.
pub(super) fn access(
    points: &[u32],
    by_cost: impl Iterator<Item = (Cost, u32)>,
    pairs: &[Pair],
    rows: &Rows,
    measure: Measure,
) -> Vec<GroupAccess> {
    let lines = measure.lines().map(|line| measure.line(line));
    let desert = measure.line(measure.desert());
    let mut tallies = vec![Tally::default(); rows.width()];
    for point in points {
        let Some(pair) = pairs.get(*point as usize) else { continue };
        let cost = pair.first.cost;
        let beyond = lines.iter().filter(|line| cost > **line).count();
        let is_one_from = pair.is_one_from_desert(desert);
        for (tally, (value, margin)) in tallies.iter_mut().zip(rows.of(*point)) {
            if *value == MISSING {
                tally.missing_points += 1;
                continue;
            }
            let margin = Some(*margin).filter(|m| *m != MISSING);
            if let Some(bin) = tally.bins.get_mut(beyond) {
                bin.add(*value, margin);
            }
            if is_one_from {
                tally.one_closure.add(*value, margin);
            }
            if cost == UNREACHED {
                tally.no_way.add(*value, margin);
            } else {
                tally.people += u64::from(*value);
                tally.ways += u128::from(cost) * u128::from(*value);
            }
        }
    }
    let quantiles = quantiles(&tallies, by_cost, rows);
    let all = u64::try_from(points.len()).unwrap_or(u64::MAX);
    tallies.iter().zip(quantiles).map(|(tally, found)| tally.group(all, found, measure)).collect()
}

/// Median and 90th percentile of the known ways of each group.
fn quantiles(
    tallies: &[Tally],
    by_cost: impl Iterator<Item = (Cost, u32)>,
    rows: &Rows,
) -> Vec<[Option<f64>; 2]> {
    let mut walks: Vec<Walk<2>> =
        tallies.iter().map(|tally| Walk::new(tally.people, [50, 90])).collect();
    let mut weights = vec![0_u64; walks.len()];
    let mut by_cost = by_cost.take_while(|(cost, _)| *cost != UNREACHED).peekable();
    while let Some((cost, point)) = by_cost.next() {
        let mut add = |point| {
            for (weight, (value, _)) in weights.iter_mut().zip(rows.of(point)) {
                *weight += u64::from(if *value == MISSING { 0 } else { *value });
            }
        };
        add(point);
        while let Some((_, more)) = by_cost.next_if(|(next, _)| *next == cost) {
            add(more);
        }
        let cost = i64::try_from(cost).unwrap_or(i64::MAX);
        let mut is_done = true;
        for (walk, weight) in walks.iter_mut().zip(&mut weights) {
            is_done &= walk.step(cost, std::mem::take(weight));
        }
        if is_done {
            break;
        }
    }
    walks.into_iter().map(Walk::end).collect()
}

impl Tally {
    fn group(&self, points: u64, [median, p90]: [Option<f64>; 2], measure: Measure) -> GroupAccess {
        // Each line has behind it all bins from the last one down to its own.
        let mut beyond = measure.lines().map(|line| Beyond { line, count: Estimate::default() });
        let mut sum = Sum::default();
        for (bin, slot) in self.bins.iter().skip(1).zip(&mut beyond).rev() {
            sum.merge(bin);
            slot.count = sum.estimate();
        }
        sum.merge(&self.bins[0]);
        let show = |cost: f64| rounded(measure.show(cost), 2);
        let access = Access {
            mean: (self.people > 0).then(|| show(self.ways as f64 / self.people as f64)),
            median: median.map(show),
            p90: p90.map(show),
            no_way: self.no_way.estimate(),
            beyond,
            one_closure_from_desert: self.one_closure.estimate(),
        };
        GroupAccess { sum, points, missing_points: self.missing_points, access }
    }
}
