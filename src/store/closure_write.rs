//! The rows of a case: changed in place and never deleted; a step is struck, a source dropped.

use crate::domain::closure::{Closure, Step};
use crate::domain::evidence::Evidence;
use crate::domain::id::{ClosureId, FeedId};

use super::types::{Moment, Uid};
use super::{StoreError, Tx};

/// A row of another case is never written over: then the statement touches none.
fn one(what: &'static str, found: u64) -> Result<(), StoreError> {
    if found == 1 { Ok(()) } else { Err(StoreError::RowCount { what, found, expected: 1 }) }
}

impl Tx {
    pub(super) async fn write_case(
        &mut self,
        feed: Option<FeedId>,
        case: &Closure,
        digest: i64,
        actor: &str,
    ) -> Result<(), StoreError> {
        const UPSERT: &str = "insert into closures (id, slug, feed_id, title, title_es, kind, agency, process, \
             certainty, offices_total, reason, jobs, people, summary, summary_es, facts_digest, employees, \
             people_unit, reason_ours, reason_ours_es, fate, fate_es, decided_by, version, changed_at, \
             changed_by, withdrawn_on, withdrawn_reason) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, \
             $20, $21, $22, $23, $24, $25, $26, $27, $28) \
             on conflict (id) do update set title = excluded.title, title_es = excluded.title_es, \
             kind = excluded.kind, agency = excluded.agency, process = excluded.process, \
             certainty = excluded.certainty, offices_total = excluded.offices_total, \
             reason = excluded.reason, jobs = excluded.jobs, people = excluded.people, \
             summary = excluded.summary, summary_es = excluded.summary_es, \
             facts_digest = excluded.facts_digest, employees = excluded.employees, \
             people_unit = excluded.people_unit, reason_ours = excluded.reason_ours, \
             reason_ours_es = excluded.reason_ours_es, fate = excluded.fate, fate_es = excluded.fate_es, \
             decided_by = excluded.decided_by, version = excluded.version, \
             changed_at = excluded.changed_at, changed_by = excluded.changed_by, \
             withdrawn_on = excluded.withdrawn_on, withdrawn_reason = excluded.withdrawn_reason";
        on!(self, tx => {
            sqlx::query(UPSERT)
                .bind(Uid(case.id.0))
                .bind(case.slug.as_str())
                .bind(feed.map(|f| Uid(f.0)))
                .bind(&case.title)
                .bind(&case.title_es)
                .bind(case.kind.as_str())
                .bind(&case.agency)
                .bind(case.process.as_str())
                .bind(case.certainty.as_str())
                .bind(case.offices_total.map(i64::from))
                .bind(&case.reason)
                .bind(case.affected.jobs.map(i64::from))
                .bind(case.affected.people.map(i64::from))
                .bind(&case.summary)
                .bind(&case.summary_es)
                .bind(digest)
                .bind(case.employees.map(i64::from))
                .bind(case.people_unit.map(|u| u.as_str()))
                .bind(&case.reason_ours)
                .bind(&case.reason_ours_es)
                .bind(&case.fate)
                .bind(&case.fate_es)
                .bind(&case.decided_by)
                .bind(i64::from(case.version))
                .bind(case.changed_at.map(Moment))
                .bind(actor)
                .bind(case.withdrawn.as_ref().map(|w| w.on.to_string()))
                .bind(case.withdrawn.as_ref().map(|w| w.reason.as_str()))
                .execute(&mut **tx)
                .await?;
        });
        Ok(())
    }

    /// Moves the rows of a case out of the places that they are about to be given anew.
    pub(super) async fn clear_places(&mut self, id: ClosureId) -> Result<(), StoreError> {
        on!(self, tx => {
            for clear in [
                "delete from closure_citations where closure_id = $1",
                "delete from closure_offices where closure_id = $1",
                "update closure_steps set position = -1 - position where closure_id = $1",
                "update evidence set position = -1 - position where closure_id = $1",
            ] {
                sqlx::query(clear).bind(Uid(id.0)).execute(&mut **tx).await?;
            }
        });
        Ok(())
    }

    pub(super) async fn write_parts(&mut self, case: &Closure) -> Result<(), StoreError> {
        const OFFICE: &str = "insert into closure_offices (closure_id, position, name, city, county, office_id, role) \
             values ($1, $2, $3, $4, $5, $6, $7)";
        const CITATION: &str = "insert into closure_citations (closure_id, position, evidence_id, claim, stance) \
             values ($1, $2, $3, $4, $5)";
        let id = Uid(case.id.0);
        let live = case.evidence.iter().map(|e| (e, false));
        let evidence = live.chain(case.dropped.iter().map(|e| (e, true)));
        for (position, (evidence, dropped)) in (0_i64..).zip(evidence) {
            self.write_evidence(case.id, position, evidence, dropped).await?;
        }
        let live = case.steps.iter().map(|s| (s, None));
        let steps = live.chain(case.struck.iter().map(|s| (&s.step, Some(s.reason.as_str()))));
        for (position, (step, struck)) in (0_i64..).zip(steps) {
            self.write_step(case.id, position, step, struck).await?;
        }
        on!(self, tx => {
            for (position, office) in (0_i64..).zip(&case.offices) {
                sqlx::query(OFFICE)
                    .bind(id)
                    .bind(position)
                    .bind(&office.name)
                    .bind(&office.city)
                    .bind(&office.county)
                    .bind(office.office.map(|o| Uid(o.0)))
                    .bind(office.role.as_str())
                    .execute(&mut **tx)
                    .await?;
            }
            for (position, citation) in (0_i64..).zip(&case.citations) {
                sqlx::query(CITATION)
                    .bind(id)
                    .bind(position)
                    .bind(Uid(citation.evidence.0))
                    .bind(citation.claim.to_string())
                    .bind(citation.stance.as_str())
                    .execute(&mut **tx)
                    .await?;
            }
        });
        Ok(())
    }

    async fn write_evidence(
        &mut self,
        case: ClosureId,
        position: i64,
        evidence: &Evidence,
        dropped: bool,
    ) -> Result<(), StoreError> {
        // The number is never changed.
        const UPSERT: &str = "insert into evidence (id, closure_id, position, title, publisher, dated, url, number, \
             archive_url, dropped) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
             on conflict (id) do update set position = excluded.position, title = excluded.title, \
             publisher = excluded.publisher, dated = excluded.dated, url = excluded.url, \
             archive_url = excluded.archive_url, dropped = excluded.dropped \
             where evidence.closure_id = excluded.closure_id";
        let found = on!(self, tx =>
            sqlx::query(UPSERT)
                .bind(Uid(evidence.id.0))
                .bind(Uid(case.0))
                .bind(position)
                .bind(&evidence.title)
                .bind(&evidence.publisher)
                .bind(evidence.dated.map(|d| d.to_string()))
                .bind(&evidence.url)
                .bind(i64::from(evidence.number))
                .bind(evidence.archive_url.as_deref())
                .bind(dropped)
                .execute(&mut **tx)
                .await?
                .rows_affected());
        one("writing a source of its case", found)
    }

    async fn write_step(
        &mut self,
        case: ClosureId,
        position: i64,
        step: &Step,
        struck: Option<&str>,
    ) -> Result<(), StoreError> {
        const UPSERT: &str = "insert into closure_steps (id, closure_id, position, kind, happened_on, office_name, \
             opinion, note, note_es, evidence_id, time_of_day, place, sequence, struck_reason) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) \
             on conflict (id) do update set position = excluded.position, kind = excluded.kind, \
             happened_on = excluded.happened_on, office_name = excluded.office_name, \
             opinion = excluded.opinion, note = excluded.note, note_es = excluded.note_es, \
             evidence_id = excluded.evidence_id, time_of_day = excluded.time_of_day, \
             place = excluded.place, sequence = excluded.sequence, struck_reason = excluded.struck_reason \
             where closure_steps.closure_id = excluded.closure_id";
        let found = on!(self, tx =>
            sqlx::query(UPSERT)
                .bind(Uid(step.id.0))
                .bind(Uid(case.0))
                .bind(position)
                .bind(step.kind.as_str())
                .bind(step.on.map(|d| d.to_string()))
                .bind(step.office_name.as_deref())
                .bind(step.opinion.map(|o| o.as_str()))
                .bind(&step.note)
                .bind(&step.note_es)
                .bind(step.evidence.map(|e| Uid(e.0)))
                .bind(step.time.map(|t| t.to_string()))
                .bind(&step.place)
                .bind(i64::from(step.sequence))
                .bind(struck)
                .execute(&mut **tx)
                .await?
                .rows_affected());
        one("writing a step of its case", found)
    }
}
