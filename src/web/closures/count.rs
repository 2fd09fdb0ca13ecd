//! Openings and closings a year, counted so that nothing counts twice and nothing is guessed.
//!
//! What counts is told in [`crate::atlas::CaseBrief`]; a case of the kind `temporary_closure` counts under "for a time".
//! An office whose year no source gives is told of in words, and so are cases that give only a number of offices: a
//! number is never added to the offices that are named.

use std::collections::BTreeMap;

use crate::atlas::{CaseBrief, CountySet};
use crate::domain::closure::{Closure, ClosureKind};
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

/// Counts the cases that a filter takes; `counties` are those that it asks for, none for all.
#[must_use]
pub fn count<'a>(
    cases: impl IntoIterator<Item = (&'a Closure, &'a CaseBrief)>,
    counties: Option<&CountySet>,
) -> Counted<'a> {
    let mut years: BTreeMap<i16, YearCount> = BTreeMap::new();
    let mut counted = Counted::default();
    for (case, brief) in cases {
        let Some(turns) = &brief.turns else { continue };
        let named = brief.named;
        if counties.is_none() && (named == 0 || case.offices_total.is_some_and(|t| t > named)) {
            counted.unnamed.push(Unnamed { case, total: case.offices_total, named });
        }
        let temporary = case.kind == ClosureKind::TemporaryClosure;
        for turn in turns.iter().filter(|turn| counties.is_none_or(|set| turn.is_in(set))) {
            let mut add =
                |when: Option<Option<i16>>, part: fn(&mut YearCount) -> &mut u32| match when {
                    Some(Some(on)) => {
                        let year = years.entry(on).or_default();
                        year.year = on;
                        *part(year) += 1;
                    }
                    Some(None) => counted.undated += 1,
                    None => {}
                };
            add(turn.loss, if temporary { |y| &mut y.temporary } else { |y| &mut y.losses });
            add(turn.gain, |y| &mut y.gains);
        }
    }
    counted.years = years.into_values().collect();
    counted
}
