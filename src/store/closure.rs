//! Cases of the ledger with their offices, steps and sources.

use std::collections::HashMap;

use uuid::Uuid;

use crate::domain::closure::{Affected, CaseOffice, Closure, Step};
use crate::domain::evidence::Evidence;
use crate::domain::id::{ClosureId, EvidenceId, FeedId, OfficeId, StepId};

use super::office_row::digest;
use super::types::{Uid, read, read_option};
use super::{Store, StoreError, Tx};

#[derive(sqlx::FromRow)]
struct CaseRow {
    id: Uid,
    slug: String,
    title: String,
    title_es: String,
    kind: String,
    agency: String,
    process: String,
    certainty: String,
    offices_total: Option<i64>,
    reason: String,
    jobs: Option<i64>,
    people: Option<i64>,
    summary: String,
    summary_es: String,
}

#[derive(sqlx::FromRow)]
struct CaseOfficeRow {
    closure_id: Uid,
    name: String,
    city: String,
    county: String,
    office_id: Option<Uid>,
    role: String,
}

#[derive(sqlx::FromRow)]
struct StepRow {
    id: Uid,
    closure_id: Uid,
    kind: String,
    happened_on: Option<String>,
    office_name: Option<String>,
    opinion: Option<String>,
    note: String,
    note_es: String,
    evidence_id: Option<Uid>,
}

#[derive(sqlx::FromRow)]
struct EvidenceRow {
    id: Uid,
    closure_id: Uid,
    title: String,
    publisher: String,
    dated: Option<String>,
    url: String,
}

fn count(column: &'static str, row: &str, number: Option<i64>) -> Result<Option<u32>, StoreError> {
    number.map(u32::try_from).transpose().map_err(|e| StoreError::Inconsistent {
        table: "closures",
        column,
        row: row.to_owned(),
        found: e.to_string(),
    })
}

impl CaseRow {
    fn closure(self) -> Result<Closure, StoreError> {
        const TABLE: &str = "closures";
        let row = self.slug.clone();
        Ok(Closure {
            id: ClosureId(self.id.0),
            slug: read(TABLE, "slug", &row, &self.slug)?,
            title: self.title,
            title_es: self.title_es,
            kind: read(TABLE, "kind", &row, &self.kind)?,
            agency: self.agency,
            process: read(TABLE, "process", &row, &self.process)?,
            certainty: read(TABLE, "certainty", &row, &self.certainty)?,
            offices_total: count("offices_total", &row, self.offices_total)?,
            reason: self.reason,
            affected: Affected {
                jobs: count("jobs", &row, self.jobs)?,
                people: count("people", &row, self.people)?,
            },
            summary: self.summary,
            summary_es: self.summary_es,
            offices: Vec::new(),
            steps: Vec::new(),
            evidence: Vec::new(),
        })
    }
}

impl Store {
    /// Every case with all that hangs on it, by slug.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn closures(&self) -> Result<Vec<Closure>, StoreError> {
        const CASES: &str = "select id, slug, title, title_es, kind, agency, process, certainty, \
             cast(offices_total as bigint) as offices_total, reason, cast(jobs as bigint) as jobs, \
             cast(people as bigint) as people, summary, summary_es from closures";
        const OFFICES: &str = "select closure_id, name, city, county, office_id, role from closure_offices \
             order by closure_id, position";
        const STEPS: &str = "select id, closure_id, kind, happened_on, office_name, opinion, note, note_es, \
             evidence_id from closure_steps order by closure_id, position";
        const EVIDENCE: &str = "select id, closure_id, title, publisher, dated, url from evidence \
             order by closure_id, position";
        let (cases, offices, steps, evidence): (
            Vec<CaseRow>,
            Vec<CaseOfficeRow>,
            Vec<StepRow>,
            Vec<EvidenceRow>,
        ) = match self.snapshot().await? {
            Tx::Sqlite(mut tx) => (
                sqlx::query_as(CASES).fetch_all(&mut *tx).await?,
                sqlx::query_as(OFFICES).fetch_all(&mut *tx).await?,
                sqlx::query_as(STEPS).fetch_all(&mut *tx).await?,
                sqlx::query_as(EVIDENCE).fetch_all(&mut *tx).await?,
            ),
            Tx::Postgres(mut tx) => (
                sqlx::query_as(CASES).fetch_all(&mut *tx).await?,
                sqlx::query_as(OFFICES).fetch_all(&mut *tx).await?,
                sqlx::query_as(STEPS).fetch_all(&mut *tx).await?,
                sqlx::query_as(EVIDENCE).fetch_all(&mut *tx).await?,
            ),
        };
        let mut closures =
            cases.into_iter().map(CaseRow::closure).collect::<Result<Vec<_>, _>>()?;
        closures.sort_by(|a, b| a.slug.cmp(&b.slug));
        let place: HashMap<Uuid, usize> =
            closures.iter().enumerate().map(|(i, c)| (c.id.0, i)).collect();
        let of = |id: Uid| place.get(&id.0).copied();
        for row in offices {
            if let Some(i) = of(row.closure_id) {
                let role = read("closure_offices", "role", &closures[i].slug, &row.role)?;
                closures[i].offices.push(CaseOffice {
                    name: row.name,
                    city: row.city,
                    county: row.county,
                    office: row.office_id.map(|id| OfficeId(id.0)),
                    role,
                });
            }
        }
        for row in evidence {
            if let Some(i) = of(row.closure_id) {
                let dated =
                    read_option("evidence", "dated", &closures[i].slug, row.dated.as_deref())?;
                closures[i].evidence.push(Evidence {
                    id: EvidenceId(row.id.0),
                    title: row.title,
                    publisher: row.publisher,
                    dated,
                    url: row.url,
                });
            }
        }
        for row in steps {
            if let Some(i) = of(row.closure_id) {
                let case = &mut closures[i];
                case.steps.push(Step {
                    id: StepId(row.id.0),
                    kind: read("closure_steps", "kind", &case.slug, &row.kind)?,
                    on: read_option(
                        "closure_steps",
                        "happened_on",
                        &case.slug,
                        row.happened_on.as_deref(),
                    )?,
                    office_name: row.office_name,
                    opinion: read_option(
                        "closure_steps",
                        "opinion",
                        &case.slug,
                        row.opinion.as_deref(),
                    )?,
                    note: row.note,
                    note_es: row.note_es,
                    evidence: row.evidence_id.map(|id| EvidenceId(id.0)),
                });
            }
        }
        Ok(closures)
    }
}

/// The digest by which an import tells whether anything of a case changed; identifiers do not count.
///
/// # Errors
/// When the case cannot be written down.
fn case_digest(case: &Closure) -> Result<i64, StoreError> {
    let place: HashMap<EvidenceId, usize> =
        case.evidence.iter().enumerate().map(|(i, e)| (e.id, i)).collect();
    let mut plain = case.clone();
    plain.id = ClosureId(Uuid::nil());
    for evidence in &mut plain.evidence {
        evidence.id = EvidenceId(Uuid::nil());
    }
    let mut cites = Vec::with_capacity(plain.steps.len());
    for step in &mut plain.steps {
        step.id = StepId(Uuid::nil());
        cites.push(step.evidence.take().and_then(|id| place.get(&id).copied()));
    }
    digest(&(plain, cites))
}

impl Tx {
    /// Writes a case: true when it is new, false when anything of it changed, none when it is as it was.
    ///
    /// A known case keeps its identifier.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn upsert_closure(
        &mut self,
        feed: Option<FeedId>,
        case: &Closure,
    ) -> Result<Option<bool>, StoreError> {
        const KNOWN: &str = "select id, facts_digest from closures where slug = $1";
        let digest = case_digest(case)?;
        let known: Option<(Uid, i64)> = on!(self, tx => sqlx::query_as(KNOWN).bind(case.slug.as_str()).fetch_optional(&mut **tx).await?);
        if known.as_ref().is_some_and(|(_, before)| *before == digest) {
            return Ok(None);
        }
        let is_new = known.is_none();
        let id = known.map_or(case.id, |(id, _)| ClosureId(id.0));
        self.write_case(id, feed, case, digest).await?;
        self.write_parts(id, case).await?;
        Ok(Some(is_new))
    }

    async fn write_case(
        &mut self,
        id: ClosureId,
        feed: Option<FeedId>,
        case: &Closure,
        digest: i64,
    ) -> Result<(), StoreError> {
        const UPSERT: &str = "insert into closures (id, slug, feed_id, title, title_es, kind, agency, process, \
             certainty, offices_total, reason, jobs, people, summary, summary_es, facts_digest) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) \
             on conflict (id) do update set title = excluded.title, title_es = excluded.title_es, \
             kind = excluded.kind, agency = excluded.agency, process = excluded.process, \
             certainty = excluded.certainty, offices_total = excluded.offices_total, \
             reason = excluded.reason, jobs = excluded.jobs, people = excluded.people, \
             summary = excluded.summary, summary_es = excluded.summary_es, \
             facts_digest = excluded.facts_digest";
        on!(self, tx => {
            sqlx::query(UPSERT)
                .bind(Uid(id.0))
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
                .execute(&mut **tx)
                .await?;
        });
        Ok(())
    }

    async fn write_parts(&mut self, id: ClosureId, case: &Closure) -> Result<(), StoreError> {
        on!(self, tx => {
            for clear in [
                "delete from closure_steps where closure_id = $1",
                "delete from closure_offices where closure_id = $1",
                "delete from evidence where closure_id = $1",
            ] {
                sqlx::query(clear).bind(Uid(id.0)).execute(&mut **tx).await?;
            }
            for (position, office) in (0_i64..).zip(&case.offices) {
                sqlx::query(
                    "insert into closure_offices (closure_id, position, name, city, county, office_id, role) \
                     values ($1, $2, $3, $4, $5, $6, $7)",
                )
                .bind(Uid(id.0))
                .bind(position)
                .bind(&office.name)
                .bind(&office.city)
                .bind(&office.county)
                .bind(office.office.map(|o| Uid(o.0)))
                .bind(office.role.as_str())
                .execute(&mut **tx)
                .await?;
            }
            for (position, evidence) in (0_i64..).zip(&case.evidence) {
                sqlx::query(
                    "insert into evidence (id, closure_id, position, title, publisher, dated, url) \
                     values ($1, $2, $3, $4, $5, $6, $7)",
                )
                .bind(Uid(evidence.id.0))
                .bind(Uid(id.0))
                .bind(position)
                .bind(&evidence.title)
                .bind(&evidence.publisher)
                .bind(evidence.dated.map(|d| d.to_string()))
                .bind(&evidence.url)
                .execute(&mut **tx)
                .await?;
            }
            for (position, step) in (0_i64..).zip(&case.steps) {
                sqlx::query(
                    "insert into closure_steps (id, closure_id, position, kind, happened_on, office_name, \
                     opinion, note, note_es, evidence_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                )
                .bind(Uid(step.id.0))
                .bind(Uid(id.0))
                .bind(position)
                .bind(step.kind.as_str())
                .bind(step.on.map(|d| d.to_string()))
                .bind(step.office_name.as_deref())
                .bind(step.opinion.map(|o| o.as_str()))
                .bind(&step.note)
                .bind(&step.note_es)
                .bind(step.evidence.map(|e| Uid(e.0)))
                .execute(&mut **tx)
                .await?;
            }
        });
        Ok(())
    }
}
