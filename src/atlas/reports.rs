//! What people report, as it was last released: counts and medians by office, by county and in all.

use std::collections::HashMap;

use jiff::civil::Date;

use super::Atlas;
use crate::domain::id::OfficeId;
use crate::domain::problem::Problem;
use crate::domain::quarter::Quarter;
use crate::domain::release::{Figures, Node, Scope, Shown, Tables};

/// What was last released, as the store holds it.
#[derive(Debug, Clone, Default)]
pub struct Released {
    /// The Monday of its week; none as long as nothing was released.
    pub week: Option<Date>,
    /// The counts.
    pub tables: Tables,
    /// The medians.
    pub figures: Figures,
}

/// The counts of one place. What is not named has no reports.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlaceCounts {
    /// All of them; none where there are no reports.
    pub total: Option<Shown>,
    /// By problem, in the order in which they are offered.
    pub problems: Vec<(Problem, Shown)>,
    /// By the quarter in which it happened, oldest first.
    pub quarters: Vec<(Quarter, Shown)>,
    /// Medians of answers, by problem and question.
    pub medians: Vec<(Problem, String, u32)>,
}

/// The counts of all places.
#[derive(Debug, Default)]
pub struct ReportCounts {
    week: Option<Date>,
    offices: HashMap<OfficeId, PlaceCounts>,
    counties: HashMap<String, PlaceCounts>,
    state: PlaceCounts,
    none: PlaceCounts,
}

impl ReportCounts {
    /// Sorts what was released by place.
    #[must_use]
    pub fn build(released: Released) -> Self {
        let mut counts = Self { week: released.week, ..Self::default() };
        // The tables are in the order of problems and quarters already.
        for (Node { scope, problem, quarter }, shown) in released.tables {
            let place = counts.place_mut(scope);
            match (problem, quarter) {
                (None, None) => place.total = Some(shown),
                (Some(problem), None) => place.problems.push((problem, shown)),
                (None, Some(quarter)) => place.quarters.push((quarter, shown)),
                (Some(_), Some(_)) => {}
            }
        }
        for ((scope, question, problem), median) in released.figures {
            counts.place_mut(scope).medians.push((problem, question, median));
        }
        let places = counts.offices.values_mut().chain(counts.counties.values_mut());
        for place in places {
            place.medians.sort();
        }
        counts
    }

    fn place_mut(&mut self, scope: Scope) -> &mut PlaceCounts {
        match scope {
            Scope::Office(id) => self.offices.entry(id).or_default(),
            Scope::County(name) => self.counties.entry(name.to_string()).or_default(),
            Scope::State => &mut self.state,
        }
    }

    /// The Monday of the week in which counts were last released.
    #[must_use]
    pub const fn week(&self) -> Option<Date> {
        self.week
    }

    /// The counts of an office.
    #[must_use]
    pub fn office(&self, id: OfficeId) -> &PlaceCounts {
        self.offices.get(&id).unwrap_or(&self.none)
    }

    /// The counts of a county, by its name: of its offices, and of groups that were made across them.
    #[must_use]
    pub fn county(&self, name: &str) -> &PlaceCounts {
        self.counties.get(name).unwrap_or(&self.none)
    }

    /// The counts of all offices.
    #[must_use]
    pub const fn state(&self) -> &PlaceCounts {
        &self.state
    }

    /// The counts of some offices together, whatever area they lie in: the sum of what is shown of each. Groups that
    /// were made across offices are in none of them.
    #[must_use]
    pub fn for_offices(&self, offices: &[OfficeId]) -> PlaceCounts {
        let mut sum = PlaceCounts::default();
        let mut unique = offices.to_vec();
        unique.sort_unstable();
        unique.dedup();
        for office in unique.iter().filter_map(|id| self.offices.get(id)) {
            sum.total = office.total.map(|more| sum.total.map_or(more, |s| together(s, more)));
            add(&mut sum.problems, &office.problems);
            add(&mut sum.quarters, &office.quarters);
        }
        sum
    }
}

/// Adds the counts of one place to those of others.
fn add<K: Ord + Copy>(to: &mut Vec<(K, Shown)>, more: &[(K, Shown)]) {
    for (key, shown) in more {
        match to.binary_search_by_key(key, |(key, _)| *key) {
            Ok(at) => to.iter_mut().skip(at).take(1).for_each(|s| s.1 = together(s.1, *shown)),
            Err(at) => to.insert(at, (*key, *shown)),
        }
    }
}

/// Two counts as one. Of what is not told nothing can be said together either but that there is some.
const fn together(one: Shown, other: Shown) -> Shown {
    match (one, other) {
        (Shown::Number(a), Shown::Number(b)) => Shown::Number(a.saturating_add(b)),
        (Shown::Number(number), _) | (_, Shown::Number(number)) => Shown::Number(number),
        _ => Shown::HeldBack,
    }
}

impl Atlas {
    /// What people report, as it was last released; nothing else may publish counts of reports.
    #[must_use]
    pub const fn report_counts(&self) -> &ReportCounts {
        &self.reports
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn id(n: u128) -> OfficeId {
        OfficeId(Uuid::from_u128(n))
    }

    fn node(scope: Scope, problem: Option<Problem>) -> Node {
        Node { scope, problem, quarter: None }
    }

    #[test]
    fn counts_are_found_by_place_and_added_up_over_any_set_of_offices() {
        let wait = Some(Problem::LongWait);
        let tables: Tables = [
            (node(Scope::Office(id(1)), None), Shown::Number(30)),
            (node(Scope::Office(id(1)), wait), Shown::Number(19)),
            (node(Scope::Office(id(2)), None), Shown::FewerThan11),
            (node(Scope::Office(id(2)), wait), Shown::FewerThan11),
            (node(Scope::Office(id(3)), None), Shown::Number(11)),
            (node(Scope::County("Pope".into()), None), Shown::HeldBack),
            (node(Scope::State, None), Shown::Number(55)),
        ]
        .into();
        let key = (Scope::Office(id(1)), "wait_minutes".to_owned(), Problem::LongWait);
        let figures = [(key, 120)].into();
        let counts = ReportCounts::build(Released { week: None, tables, figures });
        assert_eq!(counts.office(id(1)).total, Some(Shown::Number(30)));
        assert_eq!(counts.office(id(1)).medians.len(), 1);
        assert_eq!(counts.office(id(9)).total, None);
        assert_eq!(counts.county("Pope").total, Some(Shown::HeldBack));
        assert_eq!(counts.state().total, Some(Shown::Number(55)));
        let both = counts.for_offices(&[id(3), id(2), id(1), id(1)]);
        assert_eq!(both.total, Some(Shown::Number(41)));
        assert_eq!(both.problems, [(Problem::LongWait, Shown::Number(19))]);
        assert_eq!(counts.for_offices(&[id(2), id(9)]).total, Some(Shown::FewerThan11));
        assert_eq!(counts.for_offices(&[]).total, None);
    }
}
