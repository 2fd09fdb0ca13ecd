//! How much more each office that is left has to do.
//!
//! An office's users are the points assigned to it, where service areas are known, else the points that have it
//! nearest; in an area that several offices share, too, since nobody says how. When it closes, an area that was
//! assigned to it goes whole to the office that is assumed to take it, and everyone else to the nearest office that is
//! left; the office's cases are shared out in the same proportion:
//! `taken(X to Y) = cases(X) * need(X to Y) / need(X)`. Where the cases of an
//! office that loses or takes on some are not known, need itself stands for cases at all of them, so that one number
//! is never held against another of a different kind. Where offices open, those who have them nearest come to them, unless service
//! areas say who goes where: an agency assigns, it does not follow distance.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::access::Counts;
use super::assigned::{Assigned, Passed};
use super::cases::CasesOf;
use super::flow::{OfficeRef, office};
use super::layer::Layer;
use super::measure::rounded;
use super::plan::Plan;
use super::site::Sites;
use super::sphere::chord2;
use super::trips::{Changes, NO_OFFICE, Pair};
use super::who::Who;

/// What load is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LoadBasis {
    /// The offices' own cases, shared out by need.
    Cases,
    /// The need of those who have an office nearest or are assigned to it.
    Need,
}

/// How far service areas say whose users people are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ByArea {
    /// Everyone is assigned.
    All,
    /// Some are assigned; the others, such as those of counties with several offices, have the office nearest.
    Some,
    /// Nobody is: everyone is a user of the nearest office.
    None,
}

/// Who is assigned, and which office is assumed to take those that lose theirs.
pub(super) struct Users<'a> {
    of_point: &'a [Option<u32>],
    takers: BTreeMap<u32, u32>,
    /// From each closed office that loses areas to one that takes some.
    passed: BTreeMap<u32, u32>,
}

impl<'a> Users<'a> {
    pub fn new(assigned: &'a Assigned, layers: &[Layer], passed: &[Passed]) -> Self {
        let first = passed.iter().rev().filter_map(|one| Some((one.before, one.after?)));
        Self {
            of_point: &assigned.of_point,
            takers: assigned.takers(layers, passed),
            passed: first.collect(),
        }
    }

    fn by_area(&self) -> ByArea {
        match (self.of_point.iter().any(Option::is_some), self.of_point.iter().all(Option::is_some))
        {
            (true, true) => ByArea::All,
            (true, false) => ByArea::Some,
            _ => ByArea::None,
        }
    }
}

/// The load of offices before and after.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Load {
    /// What is counted.
    pub basis: LoadBasis,
    /// What cases are, where they are counted and where that is known.
    pub cases: Option<CasesOf>,
    /// Whose numbers stand for need.
    pub need: Who,
    /// Whether users are those assigned, and not those nearest.
    pub by_service_area: ByArea,
    /// Offices whose load changes: those that take on most first, then by address. Closed ones are not among them.
    pub offices: Vec<LoadLine>,
    /// Cases that nobody takes, because those who had them have no known way left.
    pub untaken: f64,
}

/// One office's load, to one decimal.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LoadLine {
    /// The office.
    pub office: OfficeRef,
    /// Cases, or need, before.
    pub before: f64,
    /// What it takes on; below nought where an opened office takes from it.
    pub taken: f64,
    /// Before and taken together.
    pub after: f64,
    /// Taken in per cent of before; none where it had nothing.
    pub percent: Option<f64>,
}

/// Reckons the load of every office that is left.
pub(super) fn load(
    before: &[Pair],
    changes: &Changes,
    plan: &Plan,
    sites: &Sites,
    assigned: Option<&Users<'_>>,
    need: (Who, Counts<'_>),
) -> Load {
    // By office, new ones behind those of the list; in the last place those who have none.
    let mut users = vec![0_u64; sites.all().len() + plan.new.len() + 1];
    let place = |n: u32| (n as usize).min(sites.all().len() + plan.new.len());
    let mut shares: BTreeMap<(u32, u32), u64> = BTreeMap::new();
    for ((was, is), point) in before.iter().zip(&changes.after).zip(0_u32..) {
        let own = assigned.and_then(|a| a.of_point.get(point as usize).copied().flatten());
        let own = own.filter(|n| sites.get(*n).is_some_and(|s| s.is_open));
        let from = own.unwrap_or(was.first.office);
        let weight = u64::from(need.1.weight(point));
        if let Some(users) = users.get_mut(place(from)) {
            *users += weight;
        }
        let leaves = if own.is_some() {
            plan.closed.binary_search(&from).is_ok()
        } else {
            is.first.office != from
        };
        if leaves {
            let taker = own.and_then(|_| assigned?.takers.get(&point).copied());
            *shares.entry((from, taker.unwrap_or(is.first.office))).or_default() += weight;
        }
    }
    let users_of = |n: u32| users.get(place(n)).copied().unwrap_or(0);
    let alone: Vec<(u32, u32)> = plan
        .closed
        .iter()
        .filter(|from| users_of(**from) == 0)
        .filter_map(|from| {
            let taker = assigned.and_then(|users| users.passed.get(from).copied());
            Some((*from, taker.or_else(|| nearest_left(*from, plan, sites))?))
        })
        .collect();
    let pairs = shares.keys().chain(&alone);
    let mut concerned: BTreeSet<u32> = pairs.flat_map(|(from, to)| [*from, *to]).collect();
    concerned.remove(&NO_OFFICE);
    let basis = if are_known(&concerned, sites) { LoadBasis::Cases } else { LoadBasis::Need };
    let had = |n: u32| -> f64 {
        match basis {
            LoadBasis::Cases => {
                sites.get(n).filter(|s| s.is_open).and_then(|s| s.cases).unwrap_or(0.0)
            }
            LoadBasis::Need => users_of(n) as f64,
        }
    };
    let mut taken: BTreeMap<u32, f64> = BTreeMap::new();
    for ((from, to), share) in &shares {
        let of = users_of(*from);
        if of > 0 && *from != NO_OFFICE {
            let part = had(*from) * (*share as f64) / (of as f64);
            *taken.entry(*to).or_default() += part;
            *taken.entry(*from).or_default() -= part;
        }
    }
    for (from, to) in alone {
        // An office that nobody lives near of still has cases: they go with its areas, or to the nearest that is left.
        *taken.entry(to).or_default() += had(from);
    }
    let untaken = rounded(taken.remove(&NO_OFFICE).unwrap_or(0.0), 1);
    let mut offices: Vec<LoadLine> = taken
        .into_iter()
        .filter(|(n, _)| plan.closed.binary_search(n).is_err())
        .filter_map(|(n, taken)| {
            let (had, taken) = (had(n), rounded(taken, 1));
            let percent = (had > 0.0).then(|| rounded(100.0 * taken / had, 1));
            let line = LoadLine {
                office: office(n, plan, sites)?,
                before: rounded(had, 1),
                taken,
                after: rounded(had + taken, 1),
                percent,
            };
            (line.taken != 0.0).then_some(line)
        })
        .collect();
    offices.sort_by(|a, b| {
        b.taken.total_cmp(&a.taken).then_with(|| a.office.slug.cmp(&b.office.slug))
    });
    let by_service_area = assigned.map_or(ByArea::None, Users::by_area);
    let cases = sites.cases_of().filter(|_| basis == LoadBasis::Cases).cloned();
    Load { basis, cases, need: need.0, by_service_area, offices, untaken }
}

/// Whether the cases of all these offices are known; those that open or are new have had none. Where nothing changes,
/// whether those of every open office are.
fn are_known(concerned: &BTreeSet<u32>, sites: &Sites) -> bool {
    if concerned.is_empty() {
        let mut open = sites.all().iter().filter(|site| site.is_open && site.at.is_some());
        return sites.standing().next().is_some() && open.all(|site| site.cases.is_some());
    }
    let open = concerned.iter().filter_map(|n| sites.get(*n)).filter(|site| site.is_open);
    let mut known = open.map(|site| site.cases.is_some()).peekable();
    known.peek().is_some() && known.all(|is_known| is_known)
}

fn nearest_left(from: u32, plan: &Plan, sites: &Sites) -> Option<u32> {
    let at = sites.get(from)?.at?.unit();
    let left = plan.stays(sites).chain(plan.come.iter().copied());
    let by_way = left.map(|(n, place)| (chord2(at, place.unit()), n));
    by_way.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1))).map(|(_, n)| n)
}
