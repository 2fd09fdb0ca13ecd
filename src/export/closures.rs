//! The ledger as a table: a row for each step of a case, and one for a case without any.

use super::Sheet;
use crate::domain::closure::{Closure, OfficeRole, Step};

/// The columns.
const COLUMNS: &[&str] = &[
    "case",
    "title",
    "kind",
    "state",
    "agency",
    "process",
    "certainty",
    "counties",
    "offices",
    "step",
    "step_on",
    "note",
];

/// The table of cases that stand in the ledger.
#[must_use]
pub fn sheet(cases: &[Closure]) -> Sheet {
    let told = cases.iter().filter(|case| case.withdrawn.is_none());
    Sheet { columns: COLUMNS, rows: told.flat_map(rows).collect() }
}

fn rows(case: &Closure) -> Vec<Vec<String>> {
    if case.steps.is_empty() {
        return vec![row(case, None)];
    }
    case.steps.iter().map(|step| row(case, Some(step))).collect()
}

fn row(case: &Closure, step: Option<&Step>) -> Vec<String> {
    let losing = case.offices.iter().filter(|office| office.role == OfficeRole::Losing);
    let names: Vec<&str> = losing.map(|office| office.name.as_str()).collect();
    vec![
        case.slug.to_string(),
        case.title.clone(),
        case.kind.to_string(),
        case.state().to_string(),
        case.agency.clone(),
        case.process.to_string(),
        case.certainty.to_string(),
        case.counties().join("|"),
        names.join("|"),
        step.map(|step| step.kind.to_string()).unwrap_or_default(),
        step.and_then(|step| step.on).map(|on| on.to_string()).unwrap_or_default(),
        step.map(|step| step.note.clone()).unwrap_or_default(),
    ]
}
