//! Cases, service areas and caseloads: small lists that come whole.

use std::collections::HashMap;

use serde_json::json;

use super::{ApplyError, IMPORT, Outcome, Reading, Sum, Tally, begin, finish, finish_by};
use crate::domain::closure::{CaseOffice, Closure, Step};
use crate::domain::evidence::Evidence;
use crate::domain::feed::{NoticeCode, Run};
use crate::domain::id::{ClosureId, EvidenceId, OfficeId, StepId};
use crate::domain::slug::Slug;
use crate::domain::time::Clock;
use crate::import::Notices;
use crate::import::caseload_csv::read_caseload;
use crate::import::closures_csv::{CaseDraft, LedgerFiles, OfficeDraft, read_closures};
use crate::import::service_areas_csv::read_service_areas;
use crate::store::{ImportedCase, Store, Tx};

/// The longest title in an audit line, in characters.
const MOST_TITLE: usize = 200;

/// Imports the files of the ledger. The offices must be there already.
///
/// # Errors
/// When a file cannot be read or the store cannot be written; then nothing is changed.
pub async fn import_closures(
    store: &Store,
    clock: &Clock,
    reading: &Reading,
    files: &LedgerFiles<'_>,
) -> Result<Outcome, ApplyError> {
    // Nobody is told of what the program ships with: that is one line of the audit trail.
    let laid = lay_closures(store, clock, reading, files, IMPORT).await?;
    Ok(finish(laid.tx, clock, laid.run, laid.notices).await?)
}

/// A case that a reading wrote.
#[derive(Debug)]
pub struct WrittenCase {
    /// How it stood; none for a new one.
    pub before: Option<Closure>,
    /// How it stands now.
    pub after: Closure,
}

/// Files of the ledger that are written in an open write: what has to come with them can be added before the end.
#[derive(Debug)]
pub struct LaidCases {
    /// The open write.
    pub tx: Tx,
    /// The cases that are new or changed.
    pub written: Vec<WrittenCase>,
    run: Run,
    notices: Notices,
    actor: String,
}

impl LaidCases {
    /// Commits, with a line of the audit trail for each case and one for the reading.
    ///
    /// # Errors
    /// When the store cannot be written; then nothing is changed.
    pub async fn finish(mut self, clock: &Clock) -> Result<Outcome, ApplyError> {
        let now = clock.now();
        for WrittenCase { before, after } in &self.written {
            let (action, before) = match before {
                None => ("case.made", None),
                Some(before) => ("case.changed", Some(before.version)),
            };
            let title: String = after.title.chars().take(MOST_TITLE).collect();
            let feed = self.run.feed;
            let detail =
                json!({ "version": after.version, "before": before, "title": title, "feed": feed });
            let (id, detail) = (after.id.to_string(), detail.to_string());
            self.tx.audit(now, &self.actor, action, "closure", &id, &detail).await?;
        }
        Ok(finish_by(self.tx, clock, self.run, self.notices, &self.actor).await?)
    }
}

/// Says what an import would do, and does nothing.
///
/// # Errors
/// When a file cannot be read or the store cannot be asked.
pub async fn try_closures(
    store: &Store,
    clock: &Clock,
    reading: &Reading,
    files: &LedgerFiles<'_>,
) -> Result<Outcome, ApplyError> {
    // The write is dropped, and with it all that was done in it.
    let LaidCases { run, notices, .. } = lay_closures(store, clock, reading, files, IMPORT).await?;
    Ok(Outcome { run, notices })
}

/// Writes the cases of some files in an open write, by the hand of `actor`. The offices must be there already.
///
/// # Errors
/// When a file cannot be read or the store cannot be written; then nothing is changed.
pub async fn lay_closures(
    store: &Store,
    clock: &Clock,
    reading: &Reading,
    files: &LedgerFiles<'_>,
    actor: &str,
) -> Result<LaidCases, ApplyError> {
    let mut notices = Notices::new();
    let drafts = read_closures(files, &mut notices)?;
    let sum = Sum::default();
    for text in
        [Some(files.closures), files.cases, files.steps, files.overrides].into_iter().flatten()
    {
        sum.add(text);
    }
    let (mut tx, feed) = begin(store, clock, reading).await?;
    let mut ids: Vec<String> = drafts
        .iter()
        .flat_map(|d| d.offices.iter().filter_map(|o| o.office_source_id.clone()))
        .collect();
    ids.sort();
    ids.dedup();
    let known = tx.offices_named(&ids).await?;
    let mut tally = Tally::default();
    let mut written = Vec::new();
    for draft in drafts {
        let rows = u64::try_from(draft.rows.len()).unwrap_or(0);
        tally.rows += rows;
        let row = draft.rows.first().copied().unwrap_or(0);
        let case = closure(clock, draft, &known, &mut notices);
        match tx.upsert_closure(Some(feed), &case, clock.now(), actor).await? {
            ImportedCase::Added(after) => {
                tally.added += 1;
                written.push(WrittenCase { before: None, after: *after });
            }
            ImportedCase::Changed { before, after } => {
                tally.changed += 1;
                written.push(WrittenCase { before: Some(*before), after: *after });
            }
            ImportedCase::Unchanged => tally.unchanged += 1,
            ImportedCase::EditedByHand => {
                tally.unchanged += 1;
                notices.push(
                    NoticeCode::EditedByHand,
                    row,
                    "case",
                    case.slug.as_str(),
                    "a case that nobody changed by hand",
                    "left as it is; change it in the ledger if the file is right",
                );
            }
        }
    }
    let run = tally.ended(feed, clock, sum.hex());
    Ok(LaidCases { tx, written, run, notices, actor: actor.to_owned() })
}

fn closure(
    clock: &Clock,
    draft: CaseDraft,
    known: &HashMap<String, (OfficeId, String)>,
    notices: &mut Notices,
) -> Closure {
    let now = clock.now();
    let row = draft.rows.first().copied().unwrap_or(0);
    let evidence: Vec<Evidence> = (1..)
        .zip(draft.evidence)
        .map(|(number, e)| Evidence {
            id: EvidenceId::new(now),
            title: e.title,
            publisher: e.publisher,
            dated: e.dated,
            url: e.url,
            number,
            archive_url: None,
        })
        .collect();
    let steps = draft
        .steps
        .into_iter()
        .map(|s| Step {
            office_name: s.office_name,
            opinion: s.opinion,
            note: s.note,
            note_es: s.note_es,
            evidence: s.evidence.and_then(|i| evidence.get(i)).map(|e| e.id),
            ..Step::new(StepId::new(now), s.kind, s.on)
        })
        .collect();
    let offices = draft.offices.into_iter().map(|o| case_office(o, row, known, notices)).collect();
    Closure {
        title: draft.title,
        title_es: draft.title_es,
        agency: draft.agency,
        process: draft.process,
        certainty: draft.certainty,
        offices_total: draft.offices_total,
        employees: draft.employees,
        reason: draft.reason,
        affected: draft.affected,
        summary: draft.summary,
        summary_es: draft.summary_es,
        offices,
        steps,
        evidence,
        ..Closure::blank(ClosureId::new(now), Slug::make(&draft.key, "case"), draft.kind)
    }
}

fn case_office(
    draft: OfficeDraft,
    row: u64,
    known: &HashMap<String, (OfficeId, String)>,
    notices: &mut Notices,
) -> CaseOffice {
    let found = draft.office_source_id.as_ref().and_then(|id| known.get(id));
    if let (Some(id), None) = (&draft.office_source_id, found) {
        notices.push(
            NoticeCode::UnknownOffice,
            row,
            "office_source_id",
            id,
            "an office that has been imported",
            "the case keeps the name without a link; import the offices first",
        );
    }
    let name = if draft.name.is_empty() { found.map(|(_, name)| name.clone()) } else { None };
    CaseOffice {
        name: name.unwrap_or(draft.name),
        city: draft.city,
        county: draft.county,
        office: found.map(|(id, _)| *id),
        role: draft.role,
    }
}

/// Imports which office serves which county.
///
/// # Errors
/// When the file cannot be read or the store cannot be written; then nothing is changed.
pub async fn import_service_areas(
    store: &Store,
    clock: &Clock,
    reading: &Reading,
    text: &[u8],
) -> Result<Outcome, ApplyError> {
    let mut notices = Notices::new();
    let areas = read_service_areas(text, &mut notices)?;
    let (mut tx, feed) = begin(store, clock, reading).await?;
    let new = tx.replace_service_areas(feed, &areas).await?;
    let sum = Sum::default();
    sum.add(text);
    let run = whole(areas.len(), new).ended(feed, clock, sum.hex());
    Ok(finish(tx, clock, run, notices).await?)
}

/// Imports numbers of cases, people or households.
///
/// # Errors
/// When the file cannot be read or the store cannot be written; then nothing is changed.
pub async fn import_caseloads(
    store: &Store,
    clock: &Clock,
    reading: &Reading,
    text: &[u8],
) -> Result<Outcome, ApplyError> {
    let mut notices = Notices::new();
    let loads = read_caseload(text, &mut notices)?;
    let (mut tx, feed) = begin(store, clock, reading).await?;
    let new = tx.replace_caseloads(feed, &loads).await?;
    let sum = Sum::default();
    sum.add(text);
    let run = whole(loads.len(), new).ended(feed, clock, sum.hex());
    Ok(finish(tx, clock, run, notices).await?)
}

/// A list that is taken whole or is as it was.
fn whole(rows: usize, new: bool) -> Tally {
    let rows = u64::try_from(rows).unwrap_or(0);
    let (added, unchanged) = if new { (rows, 0) } else { (0, rows) };
    Tally { rows, added, unchanged, ..Tally::default() }
}
