//! Cases of the ledger from CSV.
//!
//! Four files, of which the first alone will do:
//! - `closures.csv`: what happened to one office, or one group of offices, by one source. Rows
//!   with the same word under `case` belong to one case; a row without it is a case of its own.
//! - `cases.csv`: title, kind, process, receiving offices and summary of a case.
//! - `steps.csv`: dated steps that the columns of the first file have no room for.
//! - `step_overrides.csv`: which column of which row is not what its name says (a planned day, a
//!   vote of another body), with the step it stands for, or none.
//!
//! How a row becomes steps:
//! - each date column gives its step. An impossible date gives the step without a date, and a
//!   notice. No date is ever made up.
//! - `effective_on` gives a step only where the status is `effective` (or empty): beside any other
//!   status it is a plan.
//! - what the status says has happened is among the steps: where no column dates it, it stands
//!   without a date.
//! - a step without a date that `steps.csv` tells too (same kind, same office) is told only once,
//!   in the words of that file; a `moved_in` there stands for an undated `moved` or `reopened`.
//! - the row's summary is the note of its most telling step, the one that the status speaks of. A
//!   planned day, and numbers that the case does not have, are added to it where it leaves them out.
//! - a step without a date stands last, or where `sorted_as` in `steps.csv` puts it: a date that
//!   orders it among the others and is never shown.
//! - a step that all offices of a case have alike (same kind, date, source and note) is one step
//!   of the case.
//!
//! A row that names no office of the list and no street stands for a group (`7 statewide`). It is
//! listed as an office only where the case has no other row and it names a town or county.

mod affected;
mod case;
mod cells;
mod events;
mod found;
mod offices;
mod said;
mod sheets;

#[cfg(test)]
mod tests;

pub use events::{RowStatus, StepColumn};

use std::collections::{HashMap, HashSet};

use super::error::ImportError;
use super::notices::Notices;
use crate::domain::closure::{
    Affected, Certainty, ClosureKind, OfficeRole, Opinion, Process, StepKind,
};
use crate::domain::date::PartialDate;
use crate::domain::feed::NoticeCode;

/// The texts of the ledger's files.
#[derive(Debug, Clone, Copy, Default)]
pub struct LedgerFiles<'a> {
    /// `closures.csv`.
    pub closures: &'a [u8],
    /// `cases.csv`.
    pub cases: Option<&'a [u8]>,
    /// `steps.csv`.
    pub steps: Option<&'a [u8]>,
    /// `step_overrides.csv`.
    pub overrides: Option<&'a [u8]>,
}

/// A case as its files tell it; offices by the publisher's identifier, sources by their place.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseDraft {
    /// The word under `case`, or the row's own identifier.
    pub key: String,
    /// Lines of `closures.csv` that belong to it.
    pub rows: Vec<u64>,
    /// Title in English.
    pub title: String,
    /// Title in Spanish; empty where there is none yet.
    pub title_es: String,
    /// What is done.
    pub kind: ClosureKind,
    /// Who decided; empty when not given.
    pub agency: String,
    /// The law or practice that governs it.
    pub process: Process,
    /// How sure the ledger is.
    pub certainty: Certainty,
    /// How many offices it touches, where a source says so and not all are named.
    pub offices_total: Option<u32>,
    /// Workers at the losing office when it was planned; of several offices, the most at one.
    pub employees: Option<u32>,
    /// The reasons given, joined by semicolons.
    pub reason: String,
    /// Workers and people touched; see [`affected`] for what is and is not added up.
    pub affected: Affected,
    /// What happened, English.
    pub summary: String,
    /// The same in Spanish; empty where there is none yet.
    pub summary_es: String,
    /// The offices it touches, losing ones first, each once.
    pub offices: Vec<OfficeDraft>,
    /// Its steps in the order of time; undated ones where the sheet puts them, else last.
    pub steps: Vec<StepDraft>,
    /// Its sources in the order in which the steps use them.
    pub evidence: Vec<EvidenceDraft>,
}

/// An office in a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeDraft {
    /// The publisher's identifier, where the files give it.
    pub office_source_id: Option<String>,
    /// Its name in the files; empty for a receiving office of which they only give the identifier.
    pub name: String,
    /// Town; empty when not given.
    pub city: String,
    /// County; empty when not given.
    pub county: String,
    /// What the case means for it.
    pub role: OfficeRole,
}

/// A step of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepDraft {
    /// What happened.
    pub kind: StepKind,
    /// When; none where the source gives no date.
    pub on: Option<PartialDate>,
    /// The office it happened to; none for all of the case.
    pub office_source_id: Option<String>,
    /// That office's name in the files.
    pub office_name: Option<String>,
    /// What an opinion said.
    pub opinion: Option<Opinion>,
    /// Note in English.
    pub note: String,
    /// Note in Spanish; empty where there is none yet.
    pub note_es: String,
    /// The source, by its place in the case's list.
    pub evidence: Option<usize>,
    /// Where a step without a date stands among the others; never shown as a date.
    pub sorted_as: Option<PartialDate>,
}

/// A source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceDraft {
    /// Headline or short description.
    pub title: String,
    /// Publisher.
    pub publisher: String,
    /// The source's own date.
    pub dated: Option<PartialDate>,
    /// Address of the page.
    pub url: String,
}

/// Reads the ledger's files into cases, in the order in which they first come up.
///
/// # Errors
/// When one of the files is not text, has no rows, or lacks a column.
pub fn read_closures(
    files: &LedgerFiles<'_>,
    notices: &mut Notices,
) -> Result<Vec<CaseDraft>, ImportError> {
    let rows = events::events(files.closures, notices).map_err(|e| e.in_file("closures.csv"))?;
    let mut cases = match files.cases {
        Some(text) => sheets::cases(text, notices).map_err(|e| e.in_file("cases.csv"))?,
        None => HashMap::new(),
    };
    let mut steps = match files.steps {
        Some(text) => sheets::steps(text, notices).map_err(|e| e.in_file("steps.csv"))?,
        None => Vec::new(),
    };
    let overrides = match files.overrides {
        Some(text) => {
            let known: HashSet<&str> = rows.iter().map(|row| row.source_id.as_str()).collect();
            sheets::overrides(text, &known, notices).map_err(|e| e.in_file("step_overrides.csv"))?
        }
        None => HashMap::new(),
    };
    let names: HashMap<String, String> = rows
        .iter()
        .filter_map(|row| Some((row.office_source_id.clone()?, row.office_name.clone())))
        .collect();
    let mut groups: Vec<(String, Vec<events::Event>)> = Vec::new();
    let mut place: HashMap<(bool, String), usize> = HashMap::new();
    for row in rows {
        let own = row.case.is_empty();
        let key = if own { row.source_id.clone() } else { row.case.clone() };
        let at = *place.entry((own, key.clone())).or_insert_with(|| {
            groups.push((key, Vec::new()));
            groups.len() - 1
        });
        groups[at].1.push(row);
    }
    let mut out = Vec::new();
    for (key, rows) in groups {
        let about = cases.remove(&key);
        let mine = steps.extract_if(.., |step| step.case == key).collect();
        out.extend(case::draft(key, &rows, about, mine, &overrides, &names, notices));
    }
    unused(cases, &steps, notices);
    Ok(out)
}

/// Says which cases and steps have no row.
fn unused(
    cases: HashMap<String, sheets::About>,
    steps: &[sheets::ExtraStep],
    notices: &mut Notices,
) {
    let expected = "a case that closures.csv has";
    let mut cases: Vec<_> = cases.into_iter().map(|(key, about)| (about.row, key)).collect();
    cases.sort();
    for (row, key) in cases {
        notices.refuse(NoticeCode::UnknownWord, row, "cases.case", &key, expected, "row left out");
    }
    for step in steps {
        let (row, key) = (step.row, &step.case);
        notices.refuse(NoticeCode::UnknownWord, row, "steps.case", key, expected, "row left out");
    }
}

/// A date of any precision; empty is none, and what is no date is none with a notice.
pub(super) fn date(
    notices: &mut Notices,
    row: u64,
    field: &str,
    text: &str,
) -> Option<PartialDate> {
    if text.is_empty() {
        return None;
    }
    let date = text.parse().ok();
    if date.is_none() {
        let expected = "a date such as 2012, 2012-06 or 2012-06-30";
        notices.push(NoticeCode::Malformed, row, field, text, expected, "kept without a date");
    }
    date
}
