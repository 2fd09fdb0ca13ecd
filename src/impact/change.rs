//! Who has to go elsewhere, and how much farther.

use serde::Serialize;

use super::access::Counts;
use super::margin::{Estimate, Share, Sum};
use super::measure::{Measure, rounded, whole};
use super::quantile::quantile;
use super::trips::Changes;
use super::who::Who;

/// The people of a group whose nearest office changes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// How many.
    pub people: Estimate,
    /// Their share of the group in the area; none where the survey has no number for more than one point in twenty.
    pub share: Option<Share>,
    /// How much longer their way is; none where nobody's changes.
    pub added: Option<Added>,
    /// Those whose way is not known before or after, so that nothing can be added.
    pub unknown: Estimate,
}

/// What is added to ways, in miles or minutes, to two decimals; below nought where ways are shorter.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Added {
    /// The mean over those whose nearest office changes.
    pub mean: f64,
    /// The margin of error of the mean that comes of the survey, 90 % certainty.
    pub mean_moe: Option<f64>,
    /// The interpolated median.
    pub median: f64,
    /// Nine tenths have no more added.
    pub p90: f64,
    /// All of it together, one way, rounded to one decimal.
    pub total: f64,
}

/// The points of an area whose nearest office changes.
pub(super) fn moved(points: &[u32], changes: &Changes) -> Vec<u32> {
    let is_moved = |p: &&u32| changes.moved.get(**p as usize).copied().unwrap_or(false);
    points.iter().filter(is_moved).copied().collect()
}

/// Reckons the change of every group over points whose nearest office changes.
pub(super) fn change(
    moved: &[u32],
    added: impl Fn(u32) -> Option<i64>,
    groups: &[(Who, Counts<'_>)],
    totals: impl Iterator<Item = Option<Sum>>,
    measure: Measure,
) -> Vec<Change> {
    let mut by_added: Vec<(i64, u32)> =
        moved.iter().filter_map(|p| Some((added(*p)?, *p))).collect();
    by_added.sort_unstable();
    let each = groups.iter().zip(totals);
    each.map(|((_, counts), total)| {
        let mut people = Sum::default();
        let mut unknown = Sum::default();
        for point in moved {
            let Some((value, margin)) = counts.get(*point) else { continue };
            people.add(value, margin);
            if added(*point).is_none() {
                unknown.add(value, margin);
            }
        }
        Change {
            people: people.estimate(),
            share: total.and_then(|total| people.share_of(&total)),
            added: spread(&by_added, *counts, measure),
            unknown: unknown.estimate(),
        }
    })
    .collect()
}

/// Mean, median, 90th percentile and total of what is added.
pub(super) fn spread(
    by_added: &[(i64, u32)],
    counts: Counts<'_>,
    measure: Measure,
) -> Option<Added> {
    let weights = || by_added.iter().map(|(added, point)| (*added, counts.weight(*point)));
    let (people, total) = weights().fold((0_u64, 0_i128), |(people, total), (added, weight)| {
        (people + u64::from(weight), total + i128::from(added) * i128::from(weight))
    });
    if people == 0 {
        return None;
    }
    let show = |cost: f64| rounded(measure.show(cost), 2);
    let mean = total as f64 / people as f64;
    Some(Added {
        mean: show(mean),
        mean_moe: mean_margin(by_added, counts, mean, people).map(show),
        median: quantile(weights(), people, 50).map(show)?,
        p90: quantile(weights(), people, 90).map(show)?,
        total: rounded(measure.show(total as f64), 1),
    })
}

/// The margin of a mean of which the weights have margins: `sqrt(sum((d - mean)^2 MOE^2)) / people`.
///
/// The first-order rule from which the handbook's formulas for ratios come, without their assumption that the two
/// sums err apart from each other. Of points where the estimate is nought only the one that matters most counts.
///
/// In whole numbers, from the mean to the millimetre, so that the order of the points does not matter.
pub(super) fn mean_margin(
    by_added: &[(i64, u32)],
    counts: Counts<'_>,
    mean: f64,
    people: u64,
) -> Option<f64> {
    let (mut sum, mut nought) = (0_u128, 0_u128);
    let size = whole(mean.abs());
    for (added, point) in by_added {
        let Some((value, margin)) = counts.get(*point) else { continue };
        let apart = if (*added < 0) == (mean < 0.0) {
            added.unsigned_abs().abs_diff(size)
        } else {
            added.unsigned_abs().saturating_add(size)
        };
        let part = u128::from(apart) * u128::from(margin?);
        let square = part.saturating_mul(part);
        if value == 0 {
            nought = nought.max(square);
        } else {
            sum = sum.saturating_add(square);
        }
    }
    Some((sum.saturating_add(nought) as f64).sqrt() / people as f64)
}
