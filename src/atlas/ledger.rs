//! Cases of the ledger: in order, by office, and near a place.

use std::collections::HashMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Atlas, Briefs, words};
use crate::domain::closure::{CaseState, Closure, ClosureKind, OfficeRole};
use crate::domain::geo::Position;
use crate::domain::id::OfficeId;
use crate::domain::office::Office;

/// Days for which feeds and calendars tell that a case was withdrawn.
const TOLD_DAYS: i64 = 366;

/// A case that touches the neighbourhood of a place.
#[derive(Debug, Clone, Copy)]
pub struct NearCase<'a> {
    /// The case.
    pub closure: &'a Closure,
    /// The nearest of the offices that it hit; none where only the county is known.
    pub office: Option<&'a Office>,
    /// Metres to that office; none where it has no point.
    pub distance_m: Option<f64>,
}

/// The cases and what finds them.
#[derive(Debug)]
pub(super) struct Ledger {
    /// The cases that count, in order; behind them those that were withdrawn, lately before long ago.
    closures: Vec<Closure>,
    counting: usize,
    told: usize,
    by_slug: HashMap<String, u32>,
    by_office: HashMap<OfficeId, Vec<u32>>,
    spots: Vec<CaseSpots>,
    briefs: Briefs,
}

/// Where a case hit: offices that have a point, and the counties of those that have none.
#[derive(Debug, Default)]
struct CaseSpots {
    offices: Vec<(Position, u32)>,
    counties: Vec<String>,
}

impl Ledger {
    /// The cases that are told of in feeds and calendars: those that count, then those withdrawn lately.
    pub fn told(&self) -> &[Closure] {
        self.closures.get(..self.told).unwrap_or_default()
    }

    pub fn build(
        mut closures: Vec<Closure>,
        today: Option<Date>,
        offices: &[Office],
        by_id: &HashMap<OfficeId, u32>,
    ) -> Self {
        closures.sort_by_cached_key(|c| {
            let filed = c.filed_under();
            (standing(c, today), filed.is_none(), std::cmp::Reverse(filed), c.slug.clone())
        });
        let counting = closures.partition_point(|c| c.withdrawn.is_none());
        let told = closures.partition_point(|c| standing(c, today) < Standing::Gone);
        let by_slug = (0_u32..).zip(&closures).map(|(i, c)| (c.slug.to_string(), i)).collect();
        let mut by_office: HashMap<OfficeId, Vec<u32>> = HashMap::new();
        for (i, closure) in (0_u32..).zip(closures.iter().take(counting)) {
            for office in closure.offices.iter().filter_map(|o| o.office) {
                let cases = by_office.entry(office).or_default();
                if cases.last() != Some(&i) {
                    cases.push(i);
                }
            }
        }
        let spots =
            closures.iter().take(counting).map(|c| CaseSpots::of(c, offices, by_id)).collect();
        let briefs = Briefs::build(closures.get(..counting).unwrap_or_default());
        Self { closures, counting, told, by_slug, by_office, spots, briefs }
    }
}

/// Whether a case is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Counts,
    WithdrawnLately,
    Gone,
}

fn standing(case: &Closure, today: Option<Date>) -> Standing {
    let Some(withdrawn) = &case.withdrawn else { return Standing::Counts };
    let first = today.map(|today| today.saturating_sub(TOLD_DAYS.days()));
    if first.is_none_or(|first| withdrawn.on >= first) {
        Standing::WithdrawnLately
    } else {
        Standing::Gone
    }
}

impl CaseSpots {
    fn of(closure: &Closure, offices: &[Office], by_id: &HashMap<OfficeId, u32>) -> Self {
        let mut spots = Self::default();
        let undoes = undoes(closure.kind);
        for part in closure.offices.iter().filter(|o| undoes || o.role == OfficeRole::Losing) {
            let index = part.office.and_then(|id| by_id.get(&id)).copied();
            let office = index.and_then(|i| offices.get(i as usize));
            let location = office.map(|o| &o.facts.location);
            match (location.and_then(|l| l.position()), index) {
                (Some(at), Some(index)) => spots.offices.push((at, index)),
                _ => {
                    let known = location.map(|l| &l.county).filter(|county| !county.is_empty());
                    spots.counties.push(words::key(known.unwrap_or(&part.county)));
                }
            }
        }
        spots.counties.retain(|county| !county.is_empty());
        spots
    }
}

/// Whether a case gives back what another took.
const fn undoes(kind: ClosureKind) -> bool {
    matches!(kind, ClosureKind::Reopening | ClosureKind::Restored)
}

impl Atlas {
    /// Every case that counts, the newest first, those without a date last.
    #[must_use]
    pub fn closures(&self) -> &[Closure] {
        self.ledger.closures.get(..self.ledger.counting).unwrap_or_default()
    }

    /// The cases that were withdrawn within a year: feeds and calendars say so.
    #[must_use]
    pub fn withdrawn_lately(&self) -> &[Closure] {
        self.ledger.told().get(self.ledger.counting..).unwrap_or_default()
    }

    /// The same cases in brief, in the same order.
    #[must_use]
    pub fn briefs(&self) -> &Briefs {
        &self.ledger.briefs
    }

    /// The case with this public address, a withdrawn one too.
    #[must_use]
    pub fn closure(&self, slug: &str) -> Option<&Closure> {
        self.closure_at(*self.ledger.by_slug.get(slug)?)
    }

    /// Every case that was withdrawn, the newest first, those without a date last.
    #[must_use]
    pub fn withdrawn(&self) -> &[Closure] {
        self.ledger.closures.get(self.ledger.counting..).unwrap_or_default()
    }

    /// The cases that an office is in, whatever its part, the newest first.
    #[must_use]
    pub fn closures_of(&self, office: OfficeId) -> Vec<&Closure> {
        let cases = self.ledger.by_office.get(&office);
        cases.into_iter().flatten().filter_map(|&i| self.closure_at(i)).collect()
    }

    /// The cases of an office that were withdrawn within a year.
    #[must_use]
    pub fn withdrawn_of(&self, office: OfficeId) -> Vec<&Closure> {
        let is_in = |case: &&Closure| case.offices.iter().any(|o| o.office == Some(office));
        self.withdrawn_lately().iter().filter(is_in).collect()
    }

    /// The offices that took the cases of one that lost them, by the newest case first, each once.
    ///
    /// A case that was stopped or undone moved nothing, and good news moves nothing either.
    #[must_use]
    pub fn receiving_of(&self, office: OfficeId) -> Vec<&Office> {
        let mut out: Vec<&Office> = Vec::new();
        for closure in self.closures_of(office) {
            let loses = closure
                .offices
                .iter()
                .any(|o| o.office == Some(office) && o.role == OfficeRole::Losing);
            let holds = !matches!(closure.state(), CaseState::Stopped | CaseState::Reopened);
            if !loses || !holds || closure.kind.is_good_news() {
                continue;
            }
            for part in closure.offices.iter().filter(|o| o.role == OfficeRole::Receiving) {
                if let Some(to) =
                    part.office.filter(|&id| id != office).and_then(|id| self.office_by_id(id))
                    && !out.iter().any(|o| o.id == to.id)
                {
                    out.push(to);
                }
            }
        }
        out
    }

    /// Cases that hit an office within some metres, or that lie in the county where the office has no point.
    ///
    /// The newest come first. Good news is left out, unless it gives back what was taken.
    #[must_use]
    pub fn closures_near(
        &self,
        at: Position,
        county: Option<&str>,
        within_m: f64,
        limit: usize,
    ) -> Vec<NearCase<'_>> {
        let county =
            county.map(|name| self.gazetteer.county(name).map_or(name, |c| c.name.as_str()));
        let county = county.map(words::key);
        let cases = self.closures().iter().zip(&self.ledger.spots);
        cases
            .filter(|(closure, _)| !closure.kind.is_good_news() || undoes(closure.kind))
            .filter_map(|(closure, spots)| {
                let distances = spots.offices.iter().map(|&(there, i)| (at.distance_m(there), i));
                let nearest = distances.min_by(|a, b| a.0.total_cmp(&b.0));
                if let Some((distance_m, i)) =
                    nearest.filter(|(distance_m, _)| *distance_m <= within_m)
                {
                    return Some(NearCase {
                        closure,
                        office: self.office_at(i),
                        distance_m: Some(distance_m),
                    });
                }
                let here = county.as_ref().is_some_and(|key| spots.counties.contains(key));
                here.then_some(NearCase { closure, office: None, distance_m: None })
            })
            .take(limit)
            .collect()
    }

    /// A case that is told of, by its position.
    pub(super) fn told_at(&self, index: u32) -> Option<&Closure> {
        self.ledger.told().get(index as usize)
    }

    fn closure_at(&self, index: u32) -> Option<&Closure> {
        self.ledger.closures.get(index as usize)
    }
}
