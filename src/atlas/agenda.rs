//! The dates of all cases in the order of time, and by county.

use std::collections::HashMap;

use jiff::civil::Date;

use super::Atlas;
use crate::domain::agenda::{self, AgendaItem};
use crate::domain::closure::Closure;

/// Dates of the ledger, found by day and by county.
#[derive(Debug, Default)]
pub(super) struct Agenda {
    days: Vec<Day>,
    all: Vec<u32>,
    by_county: HashMap<String, Vec<u32>>,
}

/// A date: which case, and which of its steps; those that were taken out count on from the others.
#[derive(Debug, Clone, Copy)]
struct Day {
    on: Date,
    closure: u32,
    step: u32,
}

impl Agenda {
    /// `counties` are the slugs of the counties of each case.
    pub fn build(closures: &[Closure], counties: &[Vec<String>]) -> Self {
        let mut days = Vec::new();
        for (closure, case) in (0_u32..).zip(closures) {
            let steps = case.steps.iter().chain(case.struck.iter().map(|struck| &struck.step));
            for (step, at) in steps.zip(0_u32..) {
                if let Some(item) = agenda::item(case, step, false) {
                    days.push(Day { on: item.on, closure, step: at });
                }
            }
        }
        days.sort_by_key(|day| (day.on, day.closure, day.step));
        let mut by_county: HashMap<String, Vec<u32>> = HashMap::new();
        for (at, day) in (0_u32..).zip(&days) {
            for county in counties.get(day.closure as usize).into_iter().flatten() {
                by_county.entry(county.clone()).or_default().push(at);
            }
        }
        let all = (0_u32..).zip(&days).map(|(at, _)| at).collect();
        Self { days, all, by_county }
    }

    fn day(&self, at: u32) -> Option<&Day> {
        self.days.get(at as usize)
    }

    fn of(&self, county: Option<&str>) -> &[u32] {
        match county {
            None => &self.all,
            Some(slug) => self.by_county.get(slug).map_or(&[], Vec::as_slice),
        }
    }

    /// The positions of the dates from one day to another, both taken in.
    fn between(&self, from: Date, to: Date, county: Option<&str>) -> &[u32] {
        let list = self.of(county);
        let before = |limit: &dyn Fn(Date) -> bool| {
            list.partition_point(|&at| self.day(at).is_some_and(|day| limit(day.on)))
        };
        let (start, end) = (before(&|on| on < from), before(&|on| on <= to));
        list.get(start..end).unwrap_or_default()
    }
}

impl Atlas {
    /// Dates of the cases that count from one day to another, both taken in, in the order of time; of one county by
    /// its slug.
    pub fn agenda<'a>(
        &'a self,
        from: Date,
        to: Date,
        county: Option<&str>,
    ) -> impl DoubleEndedIterator<Item = AgendaItem<'a>> + use<'a> {
        self.agenda_told(from, to, county).filter(|item| item.case.withdrawn.is_none())
    }

    /// The same with the dates of cases that were withdrawn within a year, called off.
    pub fn agenda_told<'a>(
        &'a self,
        from: Date,
        to: Date,
        county: Option<&str>,
    ) -> impl DoubleEndedIterator<Item = AgendaItem<'a>> + use<'a> {
        let found = self.agenda.between(from, to, county).iter();
        found.filter_map(|&at| self.agenda_item(self.agenda.day(at)?))
    }

    /// The months that have a date, ascending, with how many; of one county by its slug.
    #[must_use]
    pub fn agenda_months(&self, county: Option<&str>) -> Vec<(i16, i8, u32)> {
        let mut months: Vec<(i16, i8, u32)> = Vec::new();
        let days = self.agenda.of(county).iter().filter_map(|&at| self.agenda.day(at));
        let counting = self.closures().len();
        for day in days.filter(|day| (day.closure as usize) < counting) {
            let (year, month) = (day.on.year(), day.on.month());
            match months.last_mut() {
                Some(last) if (last.0, last.1) == (year, month) => last.2 += 1,
                _ => months.push((year, month, 1)),
            }
        }
        months
    }

    fn agenda_item(&self, day: &Day) -> Option<AgendaItem<'_>> {
        let case = self.told_at(day.closure)?;
        let at = day.step as usize;
        match case.steps.get(at) {
            Some(step) => agenda::item(case, step, case.withdrawn.is_some()),
            None => agenda::item(case, &case.struck.get(at - case.steps.len())?.step, true),
        }
    }
}
