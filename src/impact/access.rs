//! How far the people of an area are from the nearest office, at one time.

use std::sync::Arc;

use serde::Serialize;

use super::demand::{Column, Demand, Weights};
use super::margin::{Estimate, Sum};
use super::measure::{Cost, LINES, Measure, UNREACHED, rounded};
use super::quantile::quantile;
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

/// All of a group in an area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Total {
    pub sum: Sum,
    pub missing_points: u64,
}

/// Reckons the access of every group over some points.
pub(super) fn access(
    points: &[u32],
    pairs: &[Pair],
    groups: &[(Who, Counts<'_>)],
    measure: Measure,
) -> Vec<(Total, Arc<Access>)> {
    let lines = measure.lines().map(|line| measure.line(line));
    let desert = measure.line(measure.desert());
    let of = |point: u32| pairs.get(point as usize);
    let mut by_cost: Vec<(Cost, u32)> =
        points.iter().filter_map(|p| Some((of(*p)?.first.cost, *p))).collect();
    // How many lines each point is beyond, and whether it is one closing from a desert.
    let marks: Vec<(usize, bool)> = points
        .iter()
        .map(|p| {
            of(*p).map_or((LINES, false), |pair| {
                let beyond = lines.iter().filter(|line| pair.first.cost > **line).count();
                (beyond, pair.is_one_from_desert(desert))
            })
        })
        .collect();
    by_cost.sort_unstable();
    let reached = by_cost.partition_point(|(cost, _)| *cost < UNREACHED);
    let (by_cost, lost) = by_cost.split_at(reached);
    groups.iter().map(|(_, counts)| one(points, &marks, by_cost, lost, *counts, measure)).collect()
}

fn one(
    points: &[u32],
    marks: &[(usize, bool)],
    by_cost: &[(Cost, u32)],
    lost: &[(Cost, u32)],
    counts: Counts<'_>,
    measure: Measure,
) -> (Total, Arc<Access>) {
    let mut bins = [Sum::default(); LINES + 1];
    let mut one_closure = Sum::default();
    let mut missing_points = 0;
    for (point, (beyond, is_one_from)) in points.iter().zip(marks) {
        match counts.get(*point) {
            None => missing_points += 1,
            Some((value, margin)) => {
                if let Some(bin) = bins.get_mut(*beyond) {
                    bin.add(value, margin);
                }
                if *is_one_from {
                    one_closure.add(value, margin);
                }
            }
        }
    }
    let mut no_way = Sum::default();
    for (value, margin) in lost.iter().filter_map(|(_, point)| counts.get(*point)) {
        no_way.add(value, margin);
    }
    // Each line has behind it all bins from the last one down to its own.
    let mut beyond = measure.lines().map(|line| Beyond { line, count: Estimate::default() });
    let mut sum = Sum::default();
    for (bin, slot) in bins.iter().skip(1).zip(&mut beyond).rev() {
        sum.merge(bin);
        slot.count = sum.estimate();
    }
    sum.merge(&bins[0]);
    let weights = || by_cost.iter().map(|(cost, point)| (*cost, counts.weight(*point)));
    let (people, ways) = weights().fold((0_u64, 0_u128), |(people, ways), (cost, weight)| {
        (people + u64::from(weight), ways + u128::from(cost) * u128::from(weight))
    });
    let show = |cost: f64| rounded(measure.show(cost), 2);
    let at = |percent| {
        let signed =
            weights().map(|(cost, weight)| (i64::try_from(cost).unwrap_or(i64::MAX), weight));
        quantile(signed, people, percent).map(show)
    };
    let access = Access {
        mean: (people > 0).then(|| show(ways as f64 / people as f64)),
        median: at(50),
        p90: at(90),
        no_way: no_way.estimate(),
        beyond,
        one_closure_from_desert: one_closure.estimate(),
    };
    (Total { sum, missing_points }, Arc::new(access))
}
