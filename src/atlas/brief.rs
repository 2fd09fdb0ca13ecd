//! What lists, filters and charts ask of a case, worked out once for each revision.
//!
//! A ledger may hold a hundred thousand cases; a page that looks at all of them must not go along their steps.
//!
//! Counted in the chart is an office that a source names, once in each case:
//! - in the year in which its door shut, its cut began or its cases left, by the last such step of
//!   the case;
//! - in the year in which it opened, or opened again after that.
//!
//! Not counted: plans, cases that were stopped, and moves, since an office that moves is neither
//! lost nor won.

use std::collections::{BTreeSet, HashMap};

use crate::domain::closure::{
    CaseOffice, CaseState, Closure, ClosureKind, OfficeRole, Step, StepKind,
};
use crate::domain::text;

use super::small;

/// A case in brief.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseBrief {
    /// Where it stands.
    pub state: CaseState,
    /// The year that it is filed under.
    pub year: Option<i16>,
    /// Losing offices that a source names.
    pub named: u32,
    /// What it means for each of them; none where the case does not count in the chart.
    pub turns: Option<Vec<Turn>>,
    counties: Vec<u32>,
}

/// What a case means for one office: lost and won, each in a year that a source may not give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// It was lost; the year where one is known.
    pub loss: Option<Option<i16>>,
    /// It was won or won back; the year where one is known.
    pub gain: Option<Option<i16>>,
    county: u32,
}

/// Counties that were asked for by a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountySet(Vec<bool>);

impl CountySet {
    fn holds(&self, county: u32) -> bool {
        self.0.get(county as usize).copied().unwrap_or(false)
    }
}

impl CaseBrief {
    /// Whether a losing office lies in one of the counties.
    #[must_use]
    pub fn is_in(&self, counties: &CountySet) -> bool {
        self.counties.iter().any(|county| counties.holds(*county))
    }
}

impl Turn {
    /// Whether the office lies in one of the counties.
    #[must_use]
    pub fn is_in(&self, counties: &CountySet) -> bool {
        counties.holds(self.county)
    }
}

/// All cases in brief, in the order of the cases, and what they can be asked for.
#[derive(Debug, Default)]
pub struct Briefs {
    cases: Vec<CaseBrief>,
    county_keys: Vec<String>,
    kinds: Vec<ClosureKind>,
    counties: Vec<String>,
    years: Vec<i16>,
    agencies: Vec<String>,
}

impl Briefs {
    /// Goes along the cases once.
    #[must_use]
    pub fn build(cases: &[Closure]) -> Self {
        let mut ids: HashMap<&str, u32> = HashMap::new();
        let mut names: Vec<&str> = Vec::new();
        let briefs = cases
            .iter()
            .map(|case| {
                let mut id = |name| {
                    *ids.entry(name).or_insert_with(|| {
                        names.push(name);
                        small(names.len() - 1)
                    })
                };
                brief(case, &mut id)
            })
            .collect::<Vec<_>>();
        let county_keys = names.iter().map(|name| text::folded(name)).collect();
        let sorted = |names: BTreeSet<&str>| {
            names.into_iter().filter(|name| !name.is_empty()).map(str::to_owned).collect()
        };
        let years: BTreeSet<i16> = briefs.iter().filter_map(|brief| brief.year).collect();
        let has = |kind: &&ClosureKind| cases.iter().any(|case| case.kind == **kind);
        Self {
            kinds: ClosureKind::ALL.iter().filter(has).copied().collect(),
            counties: sorted(names.iter().copied().collect()),
            years: years.into_iter().rev().collect(),
            agencies: sorted(cases.iter().map(|case| case.agency.as_str()).collect()),
            county_keys,
            cases: briefs,
        }
    }

    /// The cases, in their order.
    #[must_use]
    pub fn cases(&self) -> &[CaseBrief] {
        &self.cases
    }

    /// Kinds of cut that some case has, in the order of their declaration.
    #[must_use]
    pub fn kinds(&self) -> &[ClosureKind] {
        &self.kinds
    }

    /// Counties of losing offices, by name.
    #[must_use]
    pub fn counties(&self) -> &[String] {
        &self.counties
    }

    /// Years that some case is filed under, the newest first.
    #[must_use]
    pub fn years(&self) -> &[i16] {
        &self.years
    }

    /// Agencies, by name.
    #[must_use]
    pub fn agencies(&self) -> &[String] {
        &self.agencies
    }

    /// The counties of a name, however it is written.
    #[must_use]
    pub fn counties_named(&self, name: &str) -> CountySet {
        let key = text::folded(name);
        CountySet(self.county_keys.iter().map(|county| *county == key).collect())
    }
}

fn brief<'a>(case: &'a Closure, id: &mut impl FnMut(&'a str) -> u32) -> CaseBrief {
    let state = case.state();
    let losing = || case.offices.iter().filter(|o| o.role == OfficeRole::Losing);
    let is_counted = case.kind != ClosureKind::Relocation
        && matches!(state, CaseState::InForce | CaseState::Reopened | CaseState::Done);
    let turns = is_counted.then(|| losing().map(|o| turn(case, o, id(&o.county))).collect());
    CaseBrief {
        state,
        year: case.filed_under().map(|on| on.year()),
        named: small(losing().count()),
        turns,
        counties: case.counties().into_iter().map(&mut *id).collect(),
    }
}

/// When an office was lost and when it was won in a case, each by its last step.
fn turn(case: &Closure, office: &CaseOffice, county: u32) -> Turn {
    let mine = |name: &Option<String>| name.as_ref().is_none_or(|name| *name == office.name);
    let steps = || {
        let all = case.steps.iter().enumerate();
        all.filter(|(_, s)| !case.is_ahead(s) && mine(&s.office_name))
    };
    if case.kind.is_good_news() {
        let opened = |kind| matches!(kind, StepKind::Reopened | StepKind::MovedIn);
        let gain = steps().rfind(|(_, s)| opened(s.kind)).map(|(_, s)| s.on.map(|on| on.year()));
        return Turn { loss: None, gain, county };
    }
    let lost = steps().rfind(|(_, s)| s.kind.is_loss());
    let after = |at| lost.is_some_and(|(from, _)| at > from);
    let back = steps().rfind(|(at, s)| s.kind == StepKind::Reopened && after(*at));
    let year = |(_, step): (usize, &Step)| step.on.map(|on| on.year());
    Turn { loss: lost.map(year), gain: back.map(year), county }
}
