//! Every single office by the harm that its closing would do.
//!
//! Closing one office moves only the points that have it nearest, and they go to their second nearest, which is
//! known; so all offices take one pass over the points.

use serde::Serialize;

use super::access::groups;
use super::change::spread;
use super::flow::{FlowGroup, OfficeRef};
use super::ground::Ground;
use super::inputs::Inputs;
use super::margin::{Estimate, Sum};
use super::measure::{Measure, RULE, UNREACHED};
use super::tasks::in_order;
use super::trips::{NO_OFFICE, longer};
use super::who::Who;

/// The offices of a service by harm.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ranking {
    /// The version of the rules.
    pub rule: &'static str,
    /// Miles or minutes.
    pub measure: Measure,
    /// Beyond so many miles or minutes a place counts as a desert.
    pub desert_line: u32,
    /// Whose added way orders the offices.
    pub need: Who,
    /// The data.
    pub inputs: Inputs,
    /// The most harm first: by the total that is added to the ways of need, then by those who would have to go
    /// elsewhere, then by address. Offices that nobody could do without come before all.
    pub offices: Vec<Harm>,
}

/// What closing one office would do.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Harm {
    /// The office.
    pub office: OfficeRef,
    /// Those whose nearest office it is, for each group, and how much longer their way would be.
    pub groups: Vec<FlowGroup>,
    /// Of need: those who would come to live in a desert.
    pub into_desert: Estimate,
    /// Of need: those who would have no known way left.
    pub without_way: Estimate,
    /// The office that most of need would go to.
    pub mostly_to: Option<OfficeRef>,
}

impl Ground {
    /// Ranks the open offices that have a place.
    #[must_use]
    pub fn rank(&self) -> Ranking {
        let measure = self.measure();
        let mut keyed: Vec<(u32, u32)> =
            self.before.iter().zip(0_u32..).map(|(pair, p)| (pair.first.office, p)).collect();
        keyed.sort_unstable();
        let offices: Vec<u32> = self.sites.standing().map(|(n, _)| n).collect();
        let harms = in_order(&offices, self.workers, |office| {
            let from = keyed.partition_point(|(o, _)| o < office);
            let to = keyed.partition_point(|(o, _)| o <= office);
            self.harm(*office, keyed.get(from..to).unwrap_or(&[]))
        });
        let mut harms: Vec<Harm> = harms.into_iter().flatten().collect();
        let need = self.demand.need();
        harms.sort_by(|a, b| worse(a, b, need));
        Ranking {
            rule: RULE,
            measure,
            desert_line: measure.desert(),
            need,
            inputs: self.inputs.clone(),
            offices: harms,
        }
    }

    /// What closing an office would do to those of these points, each behind the office, that have it nearest.
    pub(super) fn harm(&self, office: u32, points: &[(u32, u32)]) -> Option<Harm> {
        let measure = self.measure();
        let desert = measure.line(measure.desert());
        let need = self.demand.need();
        let pair = |point: u32| self.before.get(point as usize);
        let mut added: Vec<(i64, u32)> = points
            .iter()
            .filter_map(|(_, point)| {
                let pair = pair(*point)?;
                if pair.second.cost == UNREACHED {
                    return None;
                }
                // The second is behind the first by rank, so the way does not get shorter.
                Some((longer(pair.first.cost, pair.second.cost)?.max(0), *point))
            })
            .collect();
        added.sort_unstable();
        let (mut into_desert, mut without_way) = (Sum::default(), Sum::default());
        let mut takers: Vec<(u32, u64)> = Vec::new();
        let groups = groups(&self.demand);
        let shown = groups.iter().map(|(who, counts)| {
            let mut people = Sum::default();
            for (_, point) in points {
                let Some((value, margin)) = counts.get(*point) else { continue };
                people.add(value, margin);
                if let Some(pair) = pair(*point).filter(|_| *who == need) {
                    if pair.is_one_from_desert(desert) {
                        into_desert.add(value, margin);
                    }
                    if pair.second.office == NO_OFFICE {
                        without_way.add(value, margin);
                    } else {
                        takers.push((pair.second.office, u64::from(value)));
                    }
                }
            }
            let added = spread(&added, *counts, measure);
            FlowGroup { who: *who, unit: who.unit(), people: people.estimate(), added }
        });
        let shown = shown.collect();
        let named = |n: u32| {
            let site = self.sites.get(n)?;
            Some(OfficeRef { slug: site.slug.clone(), name: site.name.clone() })
        };
        Some(Harm {
            office: named(office)?,
            groups: shown,
            into_desert: into_desert.estimate(),
            without_way: without_way.estimate(),
            mostly_to: most(takers).and_then(named),
        })
    }
}

/// The office with the greatest sum; of those alike the first.
fn most(mut takers: Vec<(u32, u64)>) -> Option<u32> {
    takers.sort_unstable();
    let by_office = takers.chunk_by(|a, b| a.0 == b.0);
    let sums = by_office.filter_map(|same| Some((same.first()?.0, same.iter().map(|t| t.1).sum())));
    let better = |best: Option<(u32, u64)>, (office, sum): (u32, u64)| match best {
        Some(best) if best.1 >= sum => Some(best),
        _ => Some((office, sum)),
    };
    sums.fold(None, better).map(|(office, _)| office)
}

/// The order of offices: the one that does more harm to those of need first.
pub(super) fn worse(a: &Harm, b: &Harm, need: Who) -> std::cmp::Ordering {
    key(b, need).cmp(&key(a, need)).then_with(|| a.office.slug.cmp(&b.office.slug))
}

/// What orders offices.
struct Key {
    without_way: u64,
    total: f64,
    people: u64,
}

impl Key {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.without_way
            .cmp(&other.without_way)
            .then(self.total.total_cmp(&other.total))
            .then(self.people.cmp(&other.people))
    }
}

fn key(harm: &Harm, need: Who) -> Key {
    let group = harm.groups.iter().find(|group| group.who == need);
    Key {
        without_way: harm.without_way.value,
        total: group.and_then(|g| g.added).map_or(0.0, |added| added.total),
        people: group.map_or(0, |g| g.people.value),
    }
}
