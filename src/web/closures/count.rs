//! Openings and closings a year, counted so that nothing counts twice and nothing is guessed.
//!
//! Counted is an office that a source names, once in each case:
//! - in the year in which its door shut, its cut began or its cases left, by the last such step of
//!   the case; for a case of the kind `temporary_closure` under "for a time";
//! - in the year in which it opened, or opened again after that.
//!
//! Not counted: plans, cases that were stopped, and moves, since an office that moves is neither
//! lost nor won. An office whose year no source gives is told of in words, and so are cases that
//! give only a number of offices: a number is never added to the offices that are named.

use std::collections::BTreeMap;

use super::filter::Filter;
use crate::domain::closure::{CaseOffice, CaseState, Closure, ClosureKind, OfficeRole, StepKind};
use crate::domain::date::PartialDate;
use crate::draw::YearCount;

/// The bars, and what has no bar.
#[derive(Debug, Default)]
pub struct Counted<'a> {
    /// Years with something in them, ascending.
    pub years: Vec<YearCount>,
    /// Offices lost or won in a year that no source gives.
    pub undated: u32,
    /// Cases in force that touch offices which no source names.
    pub unnamed: Vec<Unnamed<'a>>,
}

/// A case that touches more offices than the sources name.
#[derive(Debug, Clone, Copy)]
pub struct Unnamed<'a> {
    /// The case.
    pub case: &'a Closure,
    /// How many offices the sources speak of, where they give a number.
    pub total: Option<u32>,
    /// How many of them are named.
    pub named: u32,
}

/// What one office means for the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Turn {
    loss: Option<Option<PartialDate>>,
    gain: Option<Option<PartialDate>>,
}

/// Counts the cases that a filter takes.
#[must_use]
pub fn count<'a>(cases: impl IntoIterator<Item = &'a Closure>, filter: &Filter) -> Counted<'a> {
    let mut years: BTreeMap<i16, YearCount> = BTreeMap::new();
    let mut counted = Counted::default();
    for case in cases.into_iter().filter(|case| is_counted(case)) {
        let losing = || case.offices.iter().filter(|o| o.role == OfficeRole::Losing);
        let named = small(losing().count());
        if filter.county.is_none() && (named == 0 || case.offices_total.is_some_and(|t| t > named))
        {
            counted.unnamed.push(Unnamed { case, total: case.offices_total, named });
        }
        for office in losing().filter(|o| filter.takes_county(&o.county)) {
            let turn = turn(case, office);
            let temporary = case.kind == ClosureKind::TemporaryClosure;
            let mut add = |when: Option<Option<PartialDate>>,
                           part: fn(&mut YearCount) -> &mut u32| {
                match when {
                    Some(Some(on)) => {
                        let year = years.entry(on.year()).or_default();
                        year.year = on.year();
                        *part(year) += 1;
                    }
                    Some(None) => counted.undated += 1,
                    None => {}
                }
            };
            add(turn.loss, if temporary { |y| &mut y.temporary } else { |y| &mut y.losses });
            add(turn.gain, |y| &mut y.gains);
        }
    }
    counted.years = years.into_values().collect();
    counted
}

/// Whether a case changed what is open, and is no mere move.
fn is_counted(case: &Closure) -> bool {
    case.kind != ClosureKind::Relocation
        && matches!(case.state(), CaseState::InForce | CaseState::Reopened | CaseState::Done)
}

/// When an office was lost and when it was won in a case, each by its last step.
fn turn(case: &Closure, office: &CaseOffice) -> Turn {
    let mine = |name: &Option<String>| name.as_ref().is_none_or(|name| *name == office.name);
    let steps = || case.steps.iter().enumerate().filter(|(_, s)| mine(&s.office_name));
    if case.kind.is_good_news() {
        let opened = |kind| matches!(kind, StepKind::Reopened | StepKind::MovedIn);
        let gain = steps().rfind(|(_, s)| opened(s.kind)).map(|(_, s)| s.on);
        return Turn { loss: None, gain };
    }
    let lost = steps().rfind(|(_, s)| s.kind.is_loss());
    let after = |at| lost.is_some_and(|(from, _)| at > from);
    let back = steps().rfind(|(at, s)| s.kind == StepKind::Reopened && after(*at));
    Turn { loss: lost.map(|(_, s)| s.on), gain: back.map(|(_, s)| s.on) }
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
