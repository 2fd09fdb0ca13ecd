//! The rows of one case put together.

use std::collections::{BTreeSet, HashMap};

use super::affected::affected;
use super::files::{About, Event, ExtraStep, Given, Overrides, RowStatus, StepColumn};
use super::{CaseDraft, EvidenceDraft, OfficeDraft, StepDraft};
use crate::domain::closure::{Certainty, ClosureKind, OfficeRole, Opinion, Process, StepKind};
use crate::domain::date::PartialDate;
use crate::domain::feed::NoticeCode;
use crate::domain::text::folded;
use crate::import::notices::Notices;

/// Puts a case together; none where no row and no sheet says what is done.
pub fn draft(
    key: String,
    rows: &[Event],
    about: Option<About>,
    extra: Vec<ExtraStep>,
    overrides: &Overrides,
    names: &HashMap<String, String>,
    notices: &mut Notices,
) -> Option<CaseDraft> {
    let row_kind = rows
        .iter()
        .filter_map(|row| row.kind)
        .min_by_key(|kind| kind.is_good_news());
    let Some(kind) = about.as_ref().and_then(|about| about.kind).or(row_kind) else {
        let row = rows.first().map_or(0, |row| row.row);
        let expected = "a kind for at least one row of the case";
        notices.refuse(
            NoticeCode::Missing,
            row,
            "event_type",
            "",
            expected,
            "case left out",
        );
        return None;
    };
    let mut sources = Sources::default();
    let mut steps = Vec::new();
    let mut told_elsewhere: Vec<Option<Opinion>> = vec![None; extra.len()];
    for row in rows {
        let evidence = row.source.as_ref().map(|source| sources.place(source));
        let subject = Subject::of_row(row);
        let mut found = row_steps(row, kind, overrides);
        if found.is_empty() && row.status.is_none() {
            let expected = "a status or a date";
            notices.push(
                NoticeCode::Malformed,
                row.row,
                "status",
                "",
                expected,
                "the row gives no step",
            );
        }
        // A step that the sheet of steps tells, with a note in both languages, is not told twice.
        found.retain(|found| {
            let same = |step: &ExtraStep| {
                tells(step.kind, found.kind) && step.office_source_id == row.office_source_id
            };
            let elsewhere = found
                .on
                .is_none()
                .then(|| extra.iter().position(same))
                .flatten();
            if let Some(opinion) = elsewhere.and_then(|at| told_elsewhere.get_mut(at)) {
                *opinion = opinion.or(found.opinion);
            }
            elsewhere.is_none()
        });
        let told = telling(row, &found);
        for (at, found) in found.into_iter().enumerate() {
            let note = if Some(at) == told {
                row.summary.clone()
            } else {
                String::new()
            };
            steps.push((subject.clone(), found.into_step(note, evidence)));
        }
    }
    for (step, opinion) in extra.into_iter().zip(told_elsewhere) {
        let evidence = step.source.as_ref().map(|source| sources.place(source));
        let subject = step.office_source_id.map_or(Subject::Case, |id| {
            let name = names.get(&id).cloned().unwrap_or_default();
            Subject::Office { id: Some(id), name }
        });
        let draft = StepDraft {
            kind: step.kind,
            on: step.on,
            office_source_id: None,
            office_name: None,
            opinion,
            note: step.note,
            note_es: step.note_es,
            evidence,
        };
        steps.push((subject, draft));
    }
    let total = about.as_ref().and_then(|about| about.offices_total);
    let mut steps = settle(steps, rows, total);
    // Undated steps go last in the order of the files, which is how the ledger was told.
    steps.sort_by_key(|step| {
        (
            step.on.is_none(),
            step.on.map(|on| (on.earliest(), step.kind)),
        )
    });
    let evidence = sources.in_order_of(&mut steps);
    let receiving = about.as_ref().map_or(&[][..], |about| &about.receiving);
    let offices = offices(rows, receiving);
    let first = rows.first();
    let default_title = || first.map(|row| row.office_name.clone()).unwrap_or_default();
    let default_summary = || match rows {
        [only] => only.summary.clone(),
        _ => String::new(),
    };
    let about = about.unwrap_or_else(|| About {
        row: 0,
        title: String::new(),
        title_es: String::new(),
        kind: None,
        agency: String::new(),
        process: Process::Unknown,
        certainty: Certainty::Documented,
        offices_total: None,
        receiving: Vec::new(),
        summary: default_summary(),
        summary_es: String::new(),
    });
    Some(CaseDraft {
        rows: rows.iter().map(|row| row.row).collect(),
        title: Some(about.title)
            .filter(|title| !title.is_empty())
            .unwrap_or_else(default_title),
        title_es: about.title_es,
        kind,
        agency: about.agency,
        process: about.process,
        certainty: about.certainty,
        offices_total: about.offices_total,
        reason: reasons(rows),
        affected: affected(rows),
        summary: about.summary,
        summary_es: about.summary_es,
        offices,
        steps,
        evidence,
        key,
    })
}

/// Whom a step is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Case,
    Office { id: Option<String>, name: String },
}

impl Subject {
    fn of_row(row: &Event) -> Self {
        Self::Office {
            id: row.office_source_id.clone(),
            name: row.office_name.clone(),
        }
    }

    /// What tells two subjects apart: the identifier, else the name.
    fn key(&self) -> String {
        match self {
            Self::Case => String::new(),
            Self::Office { id: Some(id), .. } => format!("#{id}"),
            Self::Office { id: None, name } => folded(name),
        }
    }
}

/// A step read off a row.
struct Found {
    column: StepColumn,
    kind: StepKind,
    on: Option<PartialDate>,
    opinion: Option<Opinion>,
}

impl Found {
    fn into_step(self, note: String, evidence: Option<usize>) -> StepDraft {
        StepDraft {
            kind: self.kind,
            on: self.on,
            office_source_id: None,
            office_name: None,
            opinion: self.opinion,
            note,
            note_es: String::new(),
            evidence,
        }
    }
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

fn row_steps(row: &Event, case_kind: ClosureKind, overrides: &Overrides) -> Vec<Found> {
    let overridden = |column| overrides.get(&(row.source_id.clone(), column)).copied();
    let force = in_force(row.kind.unwrap_or(case_kind));
    let mut out: Vec<Found> = Vec::new();
    for &(column, given) in &row.dates {
        let opinion = (column == StepColumn::OpinionOn)
            .then_some(row.opinion)
            .flatten();
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
            out.push(Found {
                column,
                kind,
                on: given.date(),
                opinion,
            });
        }
    }
    let said = match overridden(StepColumn::Status) {
        Some(kind) => kind,
        None => row.status.and_then(|status| undated(row, status, force)),
    };
    if let Some(kind) = said
        && !out.iter().any(|found| found.kind == kind)
    {
        out.push(Found {
            column: StepColumn::Status,
            kind,
            on: None,
            opinion: None,
        });
    }
    out
}

/// Whether a step of the sheet says what a step without a date would say.
fn tells(sheet: StepKind, undated: StepKind) -> bool {
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
fn telling(row: &Event, found: &[Found]) -> Option<usize> {
    let by_column = |column| found.iter().position(|found| found.column == column);
    by_column(StepColumn::Status)
        .or_else(|| match row.status {
            Some(RowStatus::NoticeFiled) => found
                .iter()
                .position(|found| found.kind == StepKind::NoticeFiled),
            Some(RowStatus::Withdrawn | RowStatus::Reversed) => {
                found.iter().position(|found| found.kind.is_relief())
            }
            Some(status) => dating(status).and_then(by_column),
            None => None,
        })
        .or_else(|| found.len().checked_sub(1))
}

/// Names the office of each step, and makes one of steps that all offices have alike.
fn settle(steps: Vec<(Subject, StepDraft)>, rows: &[Event], total: Option<u32>) -> Vec<StepDraft> {
    let subjects: BTreeSet<String> = steps
        .iter()
        .map(|(subject, _)| subject.key())
        .chain(rows.iter().map(|row| Subject::of_row(row).key()))
        .filter(|key| !key.is_empty())
        .collect();
    let singles: BTreeSet<String> = rows
        .iter()
        .filter(|row| !row.is_group())
        .map(|row| Subject::of_row(row).key())
        .collect();
    // Where a row stands for a group, the named offices may not be all.
    let named = u32::try_from(singles.len()).ok();
    let all_named = named == total || !rows.iter().any(Event::is_group);
    let mut groups: Vec<(StepDraft, Vec<Subject>)> = Vec::new();
    for (subject, step) in steps {
        match groups.iter_mut().find(|(known, _)| *known == step) {
            Some((_, all)) => all.push(subject),
            None => groups.push((step, vec![subject])),
        }
    }
    let mut out = Vec::new();
    for (step, who) in groups {
        let keys: BTreeSet<String> = who.iter().map(Subject::key).collect();
        let everybody =
            subjects.len() < 2 || (all_named && singles.len() > 1 && singles.is_subset(&keys));
        if everybody {
            out.push(step);
            continue;
        }
        for at in 0..who.len() {
            let subject = who[at].clone();
            if who[..at].contains(&subject) {
                continue;
            }
            let (office_source_id, name) = match subject {
                Subject::Case => (None, String::new()),
                Subject::Office { id, name } => (id, name),
            };
            let office_name = Some(name).filter(|name| !name.is_empty());
            out.push(StepDraft {
                office_source_id,
                office_name,
                ..step.clone()
            });
        }
    }
    out
}

/// The sources of a case, each once by address and title.
#[derive(Default)]
struct Sources(Vec<EvidenceDraft>);

impl Sources {
    fn place(&mut self, source: &EvidenceDraft) -> usize {
        let same = |own: &EvidenceDraft| own.url == source.url && own.title == source.title;
        match self.0.iter_mut().position(|own| same(own)) {
            Some(at) => {
                let own = &mut self.0[at];
                own.dated = own.dated.or(source.dated);
                at
            }
            None => {
                self.0.push(source.clone());
                self.0.len() - 1
            }
        }
    }

    /// Puts the sources in the order in which the steps use them; unused ones go last.
    fn in_order_of(self, steps: &mut [StepDraft]) -> Vec<EvidenceDraft> {
        let mut order: Vec<usize> = Vec::new();
        for at in steps
            .iter()
            .filter_map(|step| step.evidence)
            .chain(0..self.0.len())
        {
            if !order.contains(&at) {
                order.push(at);
            }
        }
        for step in steps {
            step.evidence = step
                .evidence
                .and_then(|at| order.iter().position(|own| *own == at));
        }
        order
            .into_iter()
            .filter_map(|at| self.0.get(at).cloned())
            .collect()
    }
}

fn offices(rows: &[Event], receiving: &[String]) -> Vec<OfficeDraft> {
    let mut ids: Vec<String> = receiving.to_vec();
    ids.extend(rows.iter().filter_map(|row| id_in(&row.consolidated_into)));
    let mut out: Vec<OfficeDraft> = Vec::new();
    let has_single = rows.iter().any(|row| !row.is_group());
    let listed = rows.iter().filter(|row| {
        !row.is_group() || (!has_single && !(row.city.is_empty() && row.county.is_empty()))
    });
    for row in listed {
        let id = &row.office_source_id;
        let known = out.iter_mut().find(|office| match id {
            Some(_) => office.office_source_id == *id,
            None => folded(&office.name) == folded(&row.office_name),
        });
        if let Some(known) = known {
            for (own, more) in [
                (&mut known.city, &row.city),
                (&mut known.county, &row.county),
            ] {
                if own.is_empty() {
                    own.clone_from(more);
                }
            }
            continue;
        }
        let receives = id.as_ref().is_some_and(|id| ids.contains(id));
        out.push(OfficeDraft {
            office_source_id: id.clone(),
            name: row.office_name.clone(),
            city: row.city.clone(),
            county: row.county.clone(),
            role: if receives {
                OfficeRole::Receiving
            } else {
                OfficeRole::Losing
            },
        });
    }
    for id in ids {
        if !out
            .iter()
            .any(|office| office.office_source_id.as_ref() == Some(&id))
        {
            out.push(receiver(Some(id), String::new()));
        }
    }
    // The sheet of the case has the last word on who receives; without it the rows' own words do.
    if receiving.is_empty() {
        for name in rows.iter().filter_map(receiver_named) {
            if !out
                .iter()
                .any(|office| folded(&office.name) == folded(name))
            {
                out.push(receiver(None, name.to_owned()));
            }
        }
    }
    out.sort_by_key(|office| office.role == OfficeRole::Receiving);
    out
}

fn receiver(office_source_id: Option<String>, name: String) -> OfficeDraft {
    OfficeDraft {
        office_source_id,
        name,
        city: String::new(),
        county: String::new(),
        role: OfficeRole::Receiving,
    }
}

/// The receiver that a row names in words: not for a move, where it is the new address.
fn receiver_named(row: &Event) -> Option<&str> {
    let text = row.consolidated_into.as_str();
    let stopped = matches!(row.status, Some(RowStatus::Withdrawn | RowStatus::Reversed));
    let moved = row.kind == Some(ClosureKind::Relocation);
    (!text.is_empty() && !stopped && !moved && id_in(text).is_none()).then_some(text)
}

/// An identifier in parentheses: one word with a sign between its parts.
fn id_in(text: &str) -> Option<String> {
    text.split('(')
        .skip(1)
        .filter_map(|part| part.split_once(')'))
        .map(|(inner, _)| inner)
        .find_map(|inner| {
            let fits = inner
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "-_.:/".contains(c))
                && inner.contains(['-', '_', ':', '/'])
                && inner.contains(|c: char| c.is_ascii_alphabetic());
            fits.then(|| inner.to_owned())
        })
}

fn reasons(rows: &[Event]) -> String {
    let mut out: Vec<&str> = Vec::new();
    for reason in rows
        .iter()
        .map(|row| row.reason.as_str())
        .filter(|reason| !reason.is_empty())
    {
        if !out.contains(&reason) {
            out.push(reason);
        }
    }
    out.join("; ")
}
