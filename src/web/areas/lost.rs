//! What an area lost since a year: offices of cases in the ledger, counted by the ledger's own rule.
//!
//! The rule stands in [`crate::atlas::CaseBrief`]: an office that a source names counts once in each case, in the year in which its
//! door shut, its cut began or its cases left. Plans, cases that were stopped, and moves do not count.

use std::collections::{BTreeMap, BTreeSet};

use crate::atlas::Atlas;
use crate::domain::closure::{CaseOffice, Closure, ClosureKind, OfficeRole};
use crate::domain::text::folded;
use crate::draw::YearCount;

use super::inside::{Here, Inside};

/// A case that hit offices of the area.
#[derive(Debug, Clone, Copy)]
pub struct LostCase<'a> {
    /// The case.
    pub case: &'a Closure,
    /// How many offices of the area it hit since the year.
    pub offices: u32,
}

/// Which office a part of a case means: by its record, or by what the source calls it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Which {
    Record(u128),
    Named(String),
}

impl Which {
    fn of(part: &CaseOffice) -> Self {
        match part.office {
            Some(id) => Self::Record(id.0.as_u128()),
            None => Self::Named(folded(&[&*part.name, &part.city, &part.county].join(", "))),
        }
    }
}

/// What an area lost, and what cannot be told.
#[derive(Debug, Default)]
pub struct Lost<'a> {
    /// The cases with a known year, the newest first.
    pub cases: Vec<LostCase<'a>>,
    /// Cases that hit the area in a year that no source gives: it may lie before the first that is told.
    pub some_time: Vec<&'a Closure>,
    hit: BTreeSet<Which>,
    shut_for_a_time: BTreeSet<Which>,
    /// Offices lost for good or won back, by year.
    pub years: Vec<YearCount>,
    /// Offices lost or won in a year that no source gives.
    pub undated: u32,
    /// Whether a place that is counted may lie miles from the door.
    pub is_about: bool,
    /// Cases of which only the county is known, which lies in the area in part.
    pub maybe: Vec<&'a Closure>,
    /// Cases that touch offices for which no place is known at all, anywhere in the state.
    pub nowhere: Vec<&'a Closure>,
}

impl<'a> Lost<'a> {
    /// Counts what an area lost from a year on.
    #[must_use]
    pub fn since(atlas: &'a Atlas, inside: &Inside<'_>, since: i16) -> Self {
        let mut lost = Self::default();
        let mut years: BTreeMap<i16, YearCount> = BTreeMap::new();
        for (case, brief) in atlas.closures().iter().zip(atlas.briefs().cases()) {
            let Some(turns) = &brief.turns else { continue };
            let is_told = |when: Option<Option<i16>>| {
                when.is_some_and(|year| year.is_none_or(|y| y >= since))
            };
            let is_temporary = case.kind == ClosureKind::TemporaryClosure;
            let mut is_some_time = false;
            let (mut offices, mut is_maybe, mut is_nowhere) = (0, false, brief.named == 0);
            is_nowhere &= brief.year.is_none_or(|year| year >= since) && !case.kind.is_good_news();
            let losing = case.offices.iter().filter(|part| part.role == OfficeRole::Losing);
            for (part, turn) in losing.zip(turns) {
                if !is_told(turn.loss) && !is_told(turn.gain) {
                    continue;
                }
                let here = inside.part(part);
                is_maybe |= here == Here::Maybe && is_told(turn.loss);
                is_nowhere |= here == Here::Unknown && is_told(turn.loss);
                if !here.counts() {
                    continue;
                }
                lost.is_about |= here == Here::About;
                match turn.loss.filter(|_| is_told(turn.loss)) {
                    Some(Some(_)) => {
                        offices += 1;
                        lost.hit.insert(Which::of(part));
                        if is_temporary {
                            lost.shut_for_a_time.insert(Which::of(part));
                        }
                    }
                    Some(None) => is_some_time = true,
                    None => {}
                }
                let mut add =
                    |when: Option<Option<i16>>, slot: fn(&mut YearCount) -> &mut u32| match when
                        .filter(|_| is_told(when))
                    {
                        Some(Some(year)) => {
                            let count = years.entry(year).or_default();
                            count.year = year;
                            *slot(count) += 1;
                        }
                        Some(None) => lost.undated += 1,
                        None => {}
                    };
                add(turn.loss, if is_temporary { |y| &mut y.temporary } else { |y| &mut y.losses });
                add(turn.gain, |y| &mut y.gains);
            }
            if offices > 0 {
                lost.cases.push(LostCase { case, offices });
            }
            // What is not known is told beside what is.
            for (is, list) in [
                (is_some_time, &mut lost.some_time),
                (is_maybe, &mut lost.maybe),
                (is_nowhere, &mut lost.nowhere),
            ] {
                if is {
                    list.push(case);
                }
            }
        }
        lost.years = years.into_values().collect();
        lost
    }

    /// Offices of the area that closed, were cut or lost their cases, for good or for a time, in a year that is known.
    /// One that was hit twice is one office.
    #[must_use]
    pub fn offices(&self) -> u32 {
        u32::try_from(self.hit.len()).unwrap_or(u32::MAX)
    }

    /// How often an office was hit: each counts once in each case.
    #[must_use]
    pub fn losses(&self) -> u32 {
        self.cases.iter().map(|case| case.offices).sum()
    }

    /// How many of the offices were shut for a time.
    #[must_use]
    pub fn temporary(&self) -> u32 {
        u32::try_from(self.shut_for_a_time.len()).unwrap_or(u32::MAX)
    }

    /// Offices that opened, or opened again, in a year that is known.
    #[must_use]
    pub fn gains(&self) -> u32 {
        self.years.iter().map(|year| year.gains).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::super::inside::tests::{atlas_of, of};
    use super::*;
    use crate::atlas::fixture::{case, office_at};
    use crate::domain::closure::StepKind;
    use crate::domain::polygon::AreaKind;
    use ClosureKind as Kind;
    use OfficeRole::{Losing, Receiving};

    fn shut(on: &str) -> Vec<(StepKind, &str)> {
        vec![(StepKind::DoorClosed, on)]
    }

    /// Offices 1 and 2 in the district, 3 far from it.
    fn atlas(cases: Vec<Closure>) -> Atlas {
        let offices =
            vec![office_at(1, 37.46, -89.24), office_at(2, 37.5, -89.3), office_at(3, 41.8, -87.6)];
        atlas_of(offices, cases)
    }

    fn in_county(mut case: Closure, county: &str) -> Closure {
        let county = county.to_owned();
        let (name, city) = ("Some office".to_owned(), String::new());
        case.offices = vec![CaseOffice { name, city, county, office: None, role: Losing }];
        case
    }

    #[test]
    fn offices_count_once_a_case_from_the_year_on() {
        let cases = vec![
            case("a", Kind::Closure, &shut("2009-05"), &[(1, Losing)]),
            case(
                "b",
                Kind::Consolidation,
                &shut("2012-05"),
                &[(1, Losing), (2, Losing), (3, Losing)],
            ),
            case("c", Kind::TemporaryClosure, &shut("2020"), &[(2, Losing)]),
            case("d", Kind::Opening, &[(StepKind::Reopened, "2021")], &[(1, Losing)]),
            case("e", Kind::Closure, &shut("2015"), &[(3, Losing), (1, Receiving)]),
            case("f", Kind::HoursCut, &[(StepKind::CutInForce, "?")], &[(2, Losing)]),
        ];
        let atlas = atlas(cases);
        let senate = of(&atlas, &AreaKind::Senate, "senate-59");
        let lost = Lost::since(&atlas, &senate, 2010);
        let told: Vec<_> = lost.cases.iter().map(|c| (c.case.slug.as_str(), c.offices)).collect();
        assert_eq!(told, [("c", 1), ("b", 2)]);
        assert_eq!((lost.offices(), lost.losses()), (2, 3), "2 was hit twice");
        assert_eq!((lost.temporary(), lost.gains(), lost.undated), (1, 1, 1));
        let some_time: Vec<_> = lost.some_time.iter().map(|case| case.slug.as_str()).collect();
        assert_eq!(some_time, ["f"], "the year is not known, so it may lie before");
        let years: Vec<_> =
            lost.years.iter().map(|y| (y.year, y.losses, y.temporary, y.gains)).collect();
        assert_eq!(years, [(2012, 2, 0, 0), (2020, 0, 1, 0), (2021, 0, 0, 1)]);
        let all = Lost::since(&atlas, &senate, 2000);
        assert_eq!((all.offices(), all.losses()), (2, 4));
        let none = Lost::since(&atlas, &senate, 2022);
        assert_eq!((none.offices(), none.some_time.len()), (0, 1));
    }

    #[test]
    fn plans_moves_and_what_was_stopped_are_not_lost() {
        let stopped = [(StepKind::Announced, "2014-01"), (StepKind::Withdrawn, "2014-02")];
        let atlas = atlas(vec![
            case("plan", Kind::Closure, &[(StepKind::Announced, "2026-01")], &[(1, Losing)]),
            case("move", Kind::Relocation, &[(StepKind::Moved, "2019-01")], &[(1, Losing)]),
            case("stopped", Kind::Closure, &stopped, &[(2, Losing)]),
        ]);
        let lost = Lost::since(&atlas, &of(&atlas, &AreaKind::Senate, "senate-59"), 2000);
        assert!(lost.cases.is_empty() && lost.years.is_empty() && lost.maybe.is_empty());
    }

    #[test]
    fn what_has_no_place_is_told_apart_and_not_counted() {
        let make = |slug, on: &'static str| case(slug, Kind::Closure, &shut(on), &[]);
        let atlas = atlas(vec![
            in_county(make("union", "2012"), "Union"),
            in_county(make("jackson", "2012"), "Jackson"),
            in_county(make("jackson-before", "2002"), "Jackson"),
            in_county(make("cook", "2012"), "Cook"),
            in_county(make("anywhere", "2012"), ""),
            make("statewide", "2013"),
            make("statewide-before", "2001"),
        ]);
        let lost = Lost::since(&atlas, &of(&atlas, &AreaKind::Senate, "senate-59"), 2010);
        let slugs =
            |cases: &[&Closure]| cases.iter().map(|c| c.slug.to_string()).collect::<Vec<_>>();
        assert_eq!(lost.cases.len(), 1);
        assert_eq!(lost.cases[0].case.slug.as_str(), "union", "the whole county lies in it");
        assert_eq!(slugs(&lost.maybe), ["jackson"]);
        assert_eq!(slugs(&lost.nowhere), ["statewide", "anywhere"]);
        let county = Lost::since(&atlas, &of(&atlas, &AreaKind::County, "jackson"), 2010);
        assert_eq!((county.offices(), county.maybe.len()), (1, 0));
    }

    #[test]
    fn what_is_not_known_is_told_beside_what_is() {
        let mut both = case("both", Kind::Closure, &shut("2012"), &[(1, Losing)]);
        for county in ["Jackson", ""] {
            both.offices.extend(in_county(both.clone(), county).offices);
        }
        let atlas = atlas(vec![both]);
        let lost = Lost::since(&atlas, &of(&atlas, &AreaKind::Senate, "senate-59"), 2010);
        assert_eq!((lost.offices(), lost.maybe.len(), lost.nowhere.len()), (1, 1, 1));
    }
}
