//! From which office to which people would go.

use std::collections::BTreeMap;

use serde::Serialize;

use super::access::Counts;
use super::change::{Added, spread};
use super::margin::{Estimate, Sum};
use super::measure::Measure;
use super::plan::Plan;
use super::site::Sites;
use super::trips::{Changes, NO_OFFICE, Pair};
use super::who::{Unit, Who};
use crate::domain::slug::Slug;

/// An office by address and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfficeRef {
    /// Public address.
    pub slug: Slug,
    /// Name.
    pub name: String,
}

/// Those whose nearest office was one and becomes another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Flow {
    /// The nearest before; none where no way was known.
    pub from: Option<OfficeRef>,
    /// The nearest after; none where no way is known any more.
    pub to: Option<OfficeRef>,
    /// Each group, in the order of [`Who`].
    pub groups: Vec<FlowGroup>,
}

/// One group of a flow.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FlowGroup {
    /// Of whom.
    pub who: Who,
    /// What one of them is.
    pub unit: Unit,
    /// How many.
    pub people: Estimate,
    /// How much longer their way is.
    pub added: Option<Added>,
}

/// What is added to the way of a point, where that is known, and the point.
type Step = (Option<i64>, u32);

pub(super) fn office(number: u32, plan: &Plan, sites: &Sites) -> Option<OfficeRef> {
    let (slug, name) = plan.name(number, sites)?;
    Some(OfficeRef { slug: slug.clone(), name: name.to_owned() })
}

/// All flows, by the numbers of their offices, which is by address.
pub(super) fn flows(
    before: &[Pair],
    changes: &Changes,
    plan: &Plan,
    sites: &Sites,
    groups: &[(Who, Counts<'_>)],
    measure: Measure,
) -> Vec<Flow> {
    let mut by_offices: BTreeMap<(u32, u32), Vec<Step>> = BTreeMap::new();
    let pairs = before.iter().zip(&changes.after).zip(0_u32..);
    for (((was, is), point), moved) in pairs.zip(&changes.moved) {
        if *moved {
            let added = changes.added.get(point as usize).copied().flatten();
            let offices = (was.first.office, is.first.office);
            by_offices.entry(offices).or_default().push((added, point));
        }
    }
    let named = |n: u32| if n == NO_OFFICE { None } else { office(n, plan, sites) };
    by_offices
        .into_iter()
        .map(|((from, to), points)| {
            let mut known: Vec<(i64, u32)> =
                points.iter().filter_map(|(added, point)| Some(((*added)?, *point))).collect();
            known.sort_unstable();
            let group = |(who, counts): &(Who, Counts<'_>)| {
                let mut people = Sum::default();
                for (value, margin) in points.iter().filter_map(|(_, p)| counts.get(*p)) {
                    people.add(value, margin);
                }
                FlowGroup {
                    who: *who,
                    unit: who.unit(),
                    people: people.estimate(),
                    added: spread(&known, *counts, measure),
                }
            };
            Flow { from: named(from), to: named(to), groups: groups.iter().map(group).collect() }
        })
        .collect()
}
