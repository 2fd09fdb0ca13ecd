//! How many workers and people a case touches.
//!
//! The rule: a number is only ever one that a source states, or a sum that cannot count anybody
//! twice.
//! 1. Rows that stand for a group win. If one states a number, that is it. If several state
//!    different ones, that of the row in force counts; if that does not decide, there is none.
//! 2. Otherwise each office has the number of its rows, if all that state one agree. The numbers
//!    of the offices are added up only where every office has one, and no group row stands beside
//!    them.

use std::collections::{BTreeMap, BTreeSet};

use super::events::{Event, RowStatus};
use crate::domain::closure::Affected;
use crate::domain::text::folded;

/// The numbers of a case.
pub fn affected(rows: &[Event]) -> Affected {
    Affected { jobs: number(rows, |row| row.jobs), people: number(rows, |row| row.people) }
}

fn number(rows: &[Event], of: impl Fn(&Event) -> Option<u32>) -> Option<u32> {
    let groups: Vec<&Event> = rows.iter().filter(|row| row.is_group()).collect();
    let stated: BTreeSet<u32> = groups.iter().filter_map(|row| of(row)).collect();
    if !stated.is_empty() {
        let in_force: BTreeSet<u32> = groups
            .iter()
            .filter(|row| row.status == Some(RowStatus::Effective))
            .filter_map(|row| of(row))
            .collect();
        return only(&stated).or_else(|| only(&in_force));
    }
    if !groups.is_empty() {
        return None;
    }
    let mut offices: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for row in rows {
        let office = row.office_source_id.clone().unwrap_or_else(|| folded(&row.office_name));
        offices.entry(office).or_default().extend(of(row));
    }
    offices.values().map(only).try_fold(0_u32, |sum, one| sum.checked_add(one?))
}

/// The one number of a set that has no other.
fn only(numbers: &BTreeSet<u32>) -> Option<u32> {
    numbers.first().copied().filter(|_| numbers.len() == 1)
}
