//! The steps that one row tells.

use super::events::{Event, Given, RowStatus, StepColumn};
use super::sheets::Overrides;
use crate::domain::closure::{ClosureKind, Opinion, StepKind};
use crate::domain::date::PartialDate;

/// A step read off a row.
pub struct Found {
    pub column: StepColumn,
    pub kind: StepKind,
    pub on: Option<PartialDate>,
    pub opinion: Option<Opinion>,
}

/// The step of a thing that has come into force.
fn in_force(kind: ClosureKind) -> StepKind {
    match kind {
        ClosureKind::Closure
        | ClosureKind::Consolidation
        | ClosureKind::Privatization
        | ClosureKind::TemporaryClosure => StepKind::DoorClosed,
        // By its own meaning the door stays open.
        ClosureKind::CaseTransfer => StepKind::CasesMoved,
        ClosureKind::Relocation => StepKind::Moved,
        ClosureKind::HoursCut | ClosureKind::StaffCut | ClosureKind::ServiceCut => {
            StepKind::CutInForce
        }
        ClosureKind::Opening | ClosureKind::Reopening | ClosureKind::Restored => StepKind::Reopened,
    }
}

/// The steps of a row, by its columns and then by its status.
pub fn row_steps(row: &Event, case_kind: ClosureKind, overrides: &Overrides) -> Vec<Found> {
    let overridden = |column| overrides.get(&(row.source_id.clone(), column)).copied();
    let force = in_force(row.kind.unwrap_or(case_kind));
    let mut out: Vec<Found> = Vec::new();
    for &(column, given) in &row.dates {
        let opinion = (column == StepColumn::OpinionOn).then_some(row.opinion).flatten();
        if given == Given::Nothing && opinion.is_none() {
            continue;
        }
        let own = match column {
            StepColumn::AnnouncedOn => Some(StepKind::Announced),
            StepColumn::RecommendationFiledOn => Some(StepKind::RecommendationFiled),
            StepColumn::CommentDeadline => Some(StepKind::CommentDeadline),
            StepColumn::HearingOn => Some(StepKind::Hearing),
            StepColumn::OpinionOn => Some(StepKind::AdvisoryOpinion),
            // Beside another status the day is a plan.
            StepColumn::EffectiveOn => {
                matches!(row.status, None | Some(RowStatus::Effective)).then_some(force)
            }
            StepColumn::Status => None,
        };
        if let Some(kind) = overridden(column).unwrap_or(own) {
            out.push(Found { column, kind, on: given.date(), opinion });
        }
    }
    let said = match overridden(StepColumn::Status) {
        Some(kind) => kind,
        None => row.status.and_then(|status| undated(row, status, force)),
    };
    if let Some(kind) = said
        && !out.iter().any(|found| found.kind == kind)
    {
        out.push(Found { column: StepColumn::Status, kind, on: None, opinion: None });
    }
    out
}

/// Whether a step of the sheet says what a step without a date would say.
pub fn tells(sheet: StepKind, undated: StepKind) -> bool {
    sheet == undated
        || (sheet == StepKind::MovedIn && matches!(undated, StepKind::Moved | StepKind::Reopened))
}

/// The column that would date what a status says.
fn dating(status: RowStatus) -> Option<StepColumn> {
    match status {
        RowStatus::Proposed | RowStatus::Announced => Some(StepColumn::AnnouncedOn),
        RowStatus::Hearing => Some(StepColumn::HearingOn),
        RowStatus::AdvisoryOpinion => Some(StepColumn::OpinionOn),
        RowStatus::Effective => Some(StepColumn::EffectiveOn),
        RowStatus::NoticeFiled | RowStatus::Withdrawn | RowStatus::Reversed => None,
    }
}

/// What a status says has happened, where no column speaks of it.
fn undated(row: &Event, status: RowStatus, force: StepKind) -> Option<StepKind> {
    if dating(status).is_some_and(|column| row.given(column) != Given::Nothing) {
        return None;
    }
    Some(match status {
        RowStatus::Proposed | RowStatus::Announced => StepKind::Announced,
        RowStatus::NoticeFiled => StepKind::NoticeFiled,
        RowStatus::Hearing => StepKind::Hearing,
        RowStatus::AdvisoryOpinion => StepKind::AdvisoryOpinion,
        RowStatus::Effective => force,
        RowStatus::Withdrawn => StepKind::Withdrawn,
        RowStatus::Reversed => StepKind::Reversed,
    })
}

/// The place of the step that the row's summary belongs to.
pub fn telling(row: &Event, found: &[Found]) -> Option<usize> {
    let by_column = |column| found.iter().position(|found| found.column == column);
    by_column(StepColumn::Status)
        .or_else(|| match row.status {
            Some(RowStatus::NoticeFiled) => {
                found.iter().position(|found| found.kind == StepKind::NoticeFiled)
            }
            Some(RowStatus::Withdrawn | RowStatus::Reversed) => {
                found.iter().position(|found| found.kind.is_relief())
            }
            Some(status) => dating(status).and_then(by_column),
            None => None,
        })
        .or_else(|| found.len().checked_sub(1))
}
