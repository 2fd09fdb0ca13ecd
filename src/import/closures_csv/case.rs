//! The rows of one case put together.

use std::collections::{BTreeSet, HashMap};

use super::affected::affected;
use super::events::Event;
use super::found::{Found, row_steps, telling, tells};
use super::offices::offices;
use super::said::note;
use super::sheets::{About, ExtraStep, Overrides};
use super::{CaseDraft, EvidenceDraft, StepDraft};
use crate::domain::closure::{Certainty, Opinion, Process};
use crate::domain::feed::NoticeCode;
use crate::domain::step_order::{in_order, place};
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
    let row_kind = rows.iter().filter_map(|row| row.kind).min_by_key(|kind| kind.is_good_news());
    let Some(kind) = about.as_ref().and_then(|about| about.kind).or(row_kind) else {
        let row = rows.first().map_or(0, |row| row.row);
        let expected = "a kind for at least one row of the case";
        notices.refuse(NoticeCode::Missing, row, "event_type", "", expected, "case left out");
        return None;
    };
    let affected = affected(rows);
    let mut sources = Sources::default();
    let mut steps = Vec::new();
    let mut told_elsewhere: Vec<Elsewhere> = vec![Elsewhere::default(); extra.len()];
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
            let elsewhere = found.on.is_none().then(|| extra.iter().position(same)).flatten();
            if let Some(told) = elsewhere.and_then(|at| told_elsewhere.get_mut(at)) {
                told.opinion = told.opinion.or(found.opinion);
                told.group = row.is_group().then(|| row.office_name.clone());
            }
            elsewhere.is_none()
        });
        let told = telling(row, &found);
        let said = note(row, &found, &affected);
        for (at, found) in found.into_iter().enumerate() {
            let note = if Some(at) == told { said.clone() } else { String::new() };
            steps.push((subject.clone(), step(found, note, evidence)));
        }
    }
    for (step, told) in extra.into_iter().zip(told_elsewhere) {
        let evidence = step.source.as_ref().map(|source| sources.place(source));
        let subject = match (step.office_source_id, told.group) {
            (Some(id), _) => {
                let name = names.get(&id).cloned().unwrap_or_default();
                Subject::Office { id: Some(id), name }
            }
            (None, Some(name)) => Subject::Office { id: None, name },
            (None, None) => Subject::Case,
        };
        let draft = StepDraft {
            kind: step.kind,
            on: step.on,
            office_source_id: None,
            office_name: None,
            opinion: told.opinion,
            note: step.note,
            note_es: step.note_es,
            evidence,
            sorted_as: step.sorted_as,
        };
        steps.push((subject, draft));
    }
    let total = about.as_ref().and_then(|about| about.offices_total);
    let mut steps = settle(steps, rows, total);
    // Undated steps go where the sheet puts them, else last in the order of the files.
    in_order(&mut steps, |step| Some(place(step.kind, step.on.or(step.sorted_as)?, None)));
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
        employees: None,
        receiving: Vec::new(),
        summary: default_summary(),
        summary_es: String::new(),
    });
    Some(CaseDraft {
        rows: rows.iter().map(|row| row.row).collect(),
        title: Some(about.title).filter(|title| !title.is_empty()).unwrap_or_else(default_title),
        title_es: about.title_es,
        kind,
        agency: about.agency,
        process: about.process,
        certainty: about.certainty,
        offices_total: about.offices_total,
        employees: about.employees,
        reason: reasons(rows),
        affected,
        summary: about.summary,
        summary_es: about.summary_es,
        offices,
        steps,
        evidence,
        key,
    })
}

/// What a row adds to a step that the sheet of steps tells for it.
#[derive(Debug, Clone, Default)]
struct Elsewhere {
    opinion: Option<Opinion>,
    /// The name of the group that the row stands for.
    group: Option<String>,
}

/// Whom a step is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Case,
    Office { id: Option<String>, name: String },
}

impl Subject {
    fn of_row(row: &Event) -> Self {
        Self::Office { id: row.office_source_id.clone(), name: row.office_name.clone() }
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

/// A step of the case, as yet without its office.
fn step(found: Found, note: String, evidence: Option<usize>) -> StepDraft {
    StepDraft {
        kind: found.kind,
        on: found.on,
        office_source_id: None,
        office_name: None,
        opinion: found.opinion,
        note,
        note_es: String::new(),
        evidence,
        sorted_as: None,
    }
}

/// Names the office of each step, and makes one of steps that all offices have alike.
fn settle(steps: Vec<(Subject, StepDraft)>, rows: &[Event], total: Option<u32>) -> Vec<StepDraft> {
    let subjects: BTreeSet<String> = steps
        .iter()
        .map(|(subject, _)| subject.key())
        .chain(rows.iter().map(|row| Subject::of_row(row).key()))
        .filter(|key| !key.is_empty())
        .collect();
    let singles: BTreeSet<String> =
        rows.iter().filter(|row| !row.is_group()).map(|row| Subject::of_row(row).key()).collect();
    // Where a row stands for a group, the named offices may not be all.
    let named = u32::try_from(singles.len()).ok();
    let all_named = named == total || !rows.iter().any(Event::is_group);
    // A group without a place is not among the offices of the case: its steps say who it is.
    let unlisted =
        rows.iter().all(|row| row.is_group() && row.city.is_empty() && row.county.is_empty());
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
        let everybody = (subjects.len() < 2 && !unlisted)
            || (all_named && singles.len() > 1 && singles.is_subset(&keys));
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
            out.push(StepDraft { office_source_id, office_name, ..step.clone() });
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
        for at in steps.iter().filter_map(|step| step.evidence).chain(0..self.0.len()) {
            if !order.contains(&at) {
                order.push(at);
            }
        }
        for step in steps {
            step.evidence = step.evidence.and_then(|at| order.iter().position(|own| *own == at));
        }
        order.into_iter().filter_map(|at| self.0.get(at).cloned()).collect()
    }
}

fn reasons(rows: &[Event]) -> String {
    let mut out: Vec<&str> = Vec::new();
    for reason in rows.iter().map(|row| row.reason.as_str()).filter(|reason| !reason.is_empty()) {
        if !out.contains(&reason) {
            out.push(reason);
        }
    }
    out.join("; ")
}
