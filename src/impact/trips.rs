//! Each point's nearest and second nearest office, before and after a change.
//!
//! Offices are ranked by great circle, as the haversine formula does; distances are geodesics of WGS 84. The two
//! orders can differ where two offices are within half a per cent of the same distance. So that closing an office
//! never shortens a way, an office is never reckoned nearer than one that comes before it in the order, whether that one
//! is open or closes in the question.

use std::num::NonZero;
use std::thread;

use super::demand::Demand;
use super::earth::{self, Spot};
use super::measure::{Cost, UNREACHED, cost};
use super::minutes::Minutes;
use super::plan::Plan;
use super::site::Sites;
use super::sphere::{Found, Tree, Two, chord2, offer};
use crate::domain::geo::Position;

/// No office.
pub const NO_OFFICE: u32 = u32::MAX;

/// A point's way to an office.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Way {
    /// The office's number; [`NO_OFFICE`] where there is none.
    pub office: u32,
    /// Thousandths of a metre or minute; [`UNREACHED`] where there is no office.
    pub cost: Cost,
    /// What offices are ranked by: square of the chord, or the cost itself.
    pub(super) rank: f64,
}

impl Way {
    const NONE: Self = Self { office: NO_OFFICE, cost: UNREACHED, rank: f64::INFINITY };
}

/// The nearest and the second nearest office of a point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The nearest.
    pub first: Way,
    /// The one to go to if the nearest is gone.
    pub second: Way,
}

impl Pair {
    const NONE: Self = Self { first: Way::NONE, second: Way::NONE };

    /// Whether the nearest office is this side of a line and the second nearest beyond it.
    #[must_use]
    pub const fn is_one_from_desert(&self, line: Cost) -> bool {
        self.first.cost <= line && self.second.cost > line
    }
}

/// What a change does to each point.
#[derive(Debug, Clone, PartialEq)]
pub struct Changes {
    /// After the change.
    pub after: Vec<Pair>,
    /// Whether the nearest office is another one, or stands elsewhere.
    pub moved: Vec<bool>,
    /// Thousandths of a metre or minute by which the way grows; none where one of the two ways is not known.
    pub added: Vec<Option<i64>>,
    /// Whether anything at all is another: the second nearest may be where the nearest is not, and deserts hang on it.
    pub(super) differs: Vec<bool>,
}

/// How many threads may work at once.
pub type Workers = NonZero<usize>;

/// The way to reckon with: over the earth or through a table.
#[derive(Debug, Clone)]
pub(super) enum Roads {
    /// Over the earth.
    Sphere {
        /// The open offices.
        tree: Tree,
        /// The points as unit vectors.
        units: Vec<[f64; 3]>,
        /// The offices that have a place, by number.
        offices: Vec<Option<Spot>>,
    },
    /// Through a table of minutes.
    Table(Minutes),
}

impl Roads {
    pub fn new(sites: &Sites, demand: &Demand, times: Option<Minutes>, workers: Workers) -> Self {
        match times {
            Some(times) => Self::Table(times),
            None => {
                let mut units = vec![[0.0; 3]; demand.len()];
                in_stretches(&mut units, workers, |point, unit| {
                    *unit = demand.at().get(point).map_or([0.0; 3], |at| at.unit());
                });
                let offices = sites.all().iter().map(|site| site.at.map(Spot::new)).collect();
                Self::Sphere { tree: Tree::new(sites.standing()), units, offices }
            }
        }
    }

    pub const fn times(&self) -> Option<&Minutes> {
        match self {
            Self::Sphere { .. } => None,
            Self::Table(times) => Some(times),
        }
    }

    /// The two best of today's open offices that pass.
    fn two(&self, point: usize, sites: &Sites, pass: impl Fn(u32) -> bool) -> Two {
        match self {
            Self::Sphere { tree, units, .. } => {
                units.get(point).map_or([None; 2], |unit| tree.two(*unit, pass))
            }
            Self::Table(times) => {
                times.two(point, |n| sites.get(n).is_some_and(|s| s.is_open) && pass(n))
            }
        }
    }

    /// The way of a point to what was found; `elsewhere` is where an office stands that is not where it stood.
    fn way(
        &self,
        found: Option<Found>,
        (point, from): (usize, Position),
        elsewhere: Option<Position>,
    ) -> Way {
        let Some(Found { number: office, chord2: rank }) = found else { return Way::NONE };
        let cost = match self {
            Self::Sphere { units, offices, .. } => {
                let there = || offices.get(office as usize).copied().flatten();
                let to = elsewhere.map(Spot::new).or_else(there);
                let from = units.get(point).map(|unit| Spot { at: from, unit: *unit });
                from.zip(to).map_or(UNREACHED, |(from, to)| earth::way(from, to))
            }
            Self::Table(_) => cost(rank / 1_000.0),
        };
        Way { office, cost, rank }
    }

    /// Every point's nearest two among the offices that are open today.
    pub fn before(&self, sites: &Sites, demand: &Demand, workers: Workers) -> Vec<Pair> {
        let mut pairs = vec![Pair::NONE; demand.len()];
        in_stretches(&mut pairs, workers, |point, pair| {
            let Some(&from) = demand.at().get(point) else { return };
            let two = self.two(point, sites, |_| true);
            let [first, second] = two.map(|found| self.way(found, (point, from), None));
            *pair = Pair { first, second };
            pair.second.cost = pair.second.cost.max(first.cost);
        });
        pairs
    }

    /// What becomes of every point.
    pub fn changes(
        &self,
        before: &[Pair],
        plan: &Plan,
        sites: &Sites,
        demand: &Demand,
        workers: Workers,
    ) -> Changes {
        let came = Tree::new(plan.come.iter().copied());
        let mut after = before.to_vec();
        in_stretches(&mut after, workers, |point, pair| {
            let was = *pair;
            let is_hit = plan.is_gone(was.first.office) || plan.is_gone(was.second.office);
            if !is_hit && plan.come.is_empty() {
                return;
            }
            let mut best = if is_hit {
                self.two(point, sites, |number| !plan.is_gone(number))
            } else {
                [was.first, was.second].map(found)
            };
            for found in self.came(&came, plan, point).into_iter().flatten() {
                offer(&mut best, found);
            }
            let Some(&from) = demand.at().get(point) else { return };
            let [first, second] = best.map(|found| {
                let old = [was.first, was.second];
                let same = |w: &&Way| found.is_some_and(|f| f.number == w.office && is_same(f, w));
                if let Some(way) = old.iter().find(same).filter(|w| !plan.is_gone(w.office)) {
                    return *way;
                }
                let elsewhere = found.and_then(|f| plan.at_after(f.number, sites));
                let way = self.way(found, (point, from), elsewhere);
                Way { cost: way.cost.max(self.behind(way, plan, (point, from))), ..way }
            });
            *pair = Pair { first, second };
            pair.second.cost = pair.second.cost.max(first.cost);
        });
        let both = || before.iter().zip(&after);
        let moved = both().map(|(b, a)| {
            b.first.office != a.first.office
                || (a.first.office != NO_OFFICE && plan.comes(a.first.office))
        });
        let moved: Vec<bool> = moved.collect();
        let added =
            both().zip(&moved).map(|((b, a), moved)| added(b.first, a.first, *moved)).collect();
        let differs = both().zip(&moved).map(|((b, a), moved)| *moved || b != a).collect();
        Changes { added, moved, differs, after }
    }

    /// The longest way to an office that closes and comes before another in the order.
    fn behind(&self, way: Way, plan: &Plan, (point, from): (usize, Position)) -> Cost {
        let Self::Sphere { units, offices, .. } = self else { return 0 };
        let Some(unit) = units.get(point).filter(|_| way.office != NO_OFFICE) else { return 0 };
        let before = plan.closed.iter().filter_map(|number| {
            let spot = offices.get(*number as usize).copied().flatten()?;
            let rank = chord2(*unit, spot.unit);
            // Those that are nearer by more than the two orders can differ matter no longer.
            let is_close = rank >= 0.97 * way.rank;
            (is_close && (rank, *number) < (way.rank, way.office)).then_some(spot)
        });
        let ways = before.map(|spot| earth::way(Spot { at: from, unit: *unit }, spot));
        ways.max().unwrap_or(0)
    }

    fn came(&self, tree: &Tree, plan: &Plan, point: usize) -> Two {
        match self {
            Self::Sphere { units, .. } => {
                units.get(point).map_or([None; 2], |unit| tree.two(*unit, |_| true))
            }
            Self::Table(times) => times.two(point, |number| plan.comes(number)),
        }
    }
}

fn found(way: Way) -> Option<Found> {
    (way.office != NO_OFFICE).then_some(Found { number: way.office, chord2: way.rank })
}

fn is_same(found: Found, way: &Way) -> bool {
    found.chord2.to_bits() == way.rank.to_bits()
}

/// What is added to a way; its sign is that of the ranks.
fn added(before: Way, after: Way, moved: bool) -> Option<i64> {
    if before.cost == UNREACHED || after.cost == UNREACHED {
        return None;
    }
    if !moved {
        return Some(0);
    }
    let more = longer(before.cost, after.cost)?;
    Some(if after.rank >= before.rank { more.max(0) } else { more.min(0) })
}

/// How much longer one cost is than another; both are known.
pub(super) fn longer(before: Cost, after: Cost) -> Option<i64> {
    Some(i64::try_from(after).ok()? - i64::try_from(before).ok()?)
}

/// Fills a list, each thread one stretch of it; what comes out does not depend on how many there are.
fn in_stretches<T: Send>(list: &mut [T], workers: Workers, fill: impl Fn(usize, &mut T) + Sync) {
    // A thread costs about as much as some thousand points.
    let workers = workers.get().min(list.len() / 4_096 + 1);
    let stretch = list.len().div_ceil(workers).max(1);
    let fill = &fill;
    let work = |number: usize, part: &mut [T]| {
        for (i, item) in part.iter_mut().enumerate() {
            fill(number * stretch + i, item);
        }
    };
    thread::scope(|scope| {
        let mut parts = list.chunks_mut(stretch).enumerate();
        let own = parts.next();
        for (number, part) in parts {
            scope.spawn(move || work(number, part));
        }
        if let Some((number, part)) = own {
            work(number, part);
        }
    });
}
