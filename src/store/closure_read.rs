//! Cases of the ledger read with their offices, steps, sources and citations.

use std::collections::HashMap;

use uuid::Uuid;

use crate::domain::closure::{Affected, CaseOffice, Closure, Step, StruckStep, Withdrawn};
use crate::domain::evidence::{Citation, Evidence};
use crate::domain::id::{ClosureId, EvidenceId, OfficeId, StepId};

use super::types::{Moment, Uid, read, read_option};
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
    employees: Option<i64>,
    people_unit: Option<String>,
    reason_ours: String,
    reason_ours_es: String,
    fate: String,
    fate_es: String,
    decided_by: String,
    version: i64,
    changed_at: Option<Moment>,
    withdrawn_on: Option<String>,
    withdrawn_reason: Option<String>,
}

#[derive(sqlx::FromRow)]
struct OfficeRow {
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
    time_of_day: Option<String>,
    place: String,
    sequence: i64,
    struck_reason: Option<String>,
}

#[derive(sqlx::FromRow)]
struct EvidenceRow {
    id: Uid,
    closure_id: Uid,
    title: String,
    publisher: String,
    dated: Option<String>,
    url: String,
    number: i64,
    archive_url: Option<String>,
    dropped: bool,
}

#[derive(sqlx::FromRow)]
struct CitationRow {
    closure_id: Uid,
    evidence_id: Uid,
    claim: String,
    stance: String,
}

/// A whole number that is never negative and fits 32 bits.
pub(super) fn small(
    table: &'static str,
    column: &'static str,
    row: &dyn std::fmt::Display,
    number: i64,
) -> Result<u32, StoreError> {
    u32::try_from(number).map_err(|e| StoreError::Inconsistent {
        table,
        column,
        row: row.to_string(),
        found: e.to_string(),
    })
}

impl CaseRow {
    fn closure(self) -> Result<Closure, StoreError> {
        const TABLE: &str = "closures";
        let row = self.slug.clone();
        let count = |column, number: Option<i64>| {
            number.map(|number| small(TABLE, column, &row, number)).transpose()
        };
        let blank = Closure::blank(
            ClosureId(self.id.0),
            read(TABLE, "slug", &row, &self.slug)?,
            read(TABLE, "kind", &row, &self.kind)?,
        );
        let withdrawn_on = read_option(TABLE, "withdrawn_on", &row, self.withdrawn_on.as_deref())?;
        Ok(Closure {
            title: self.title,
            title_es: self.title_es,
            agency: self.agency,
            process: read(TABLE, "process", &row, &self.process)?,
            certainty: read(TABLE, "certainty", &row, &self.certainty)?,
            offices_total: count("offices_total", self.offices_total)?,
            reason: self.reason,
            affected: Affected {
                jobs: count("jobs", self.jobs)?,
                people: count("people", self.people)?,
            },
            summary: self.summary,
            summary_es: self.summary_es,
            employees: count("employees", self.employees)?,
            people_unit: read_option(TABLE, "people_unit", &row, self.people_unit.as_deref())?,
            reason_ours: self.reason_ours,
            reason_ours_es: self.reason_ours_es,
            fate: self.fate,
            fate_es: self.fate_es,
            decided_by: self.decided_by,
            version: small(TABLE, "version", &row, self.version)?,
            changed_at: self.changed_at.map(|at| at.0),
            withdrawn: withdrawn_on
                .map(|on| Withdrawn { on, reason: self.withdrawn_reason.unwrap_or_default() }),
            ..blank
        })
    }
}

impl OfficeRow {
    fn place(self, case: &mut Closure) -> Result<(), StoreError> {
        let role = read("closure_offices", "role", &case.slug, &self.role)?;
        case.offices.push(CaseOffice {
            name: self.name,
            city: self.city,
            county: self.county,
            office: self.office_id.map(|id| OfficeId(id.0)),
            role,
        });
        Ok(())
    }
}

impl EvidenceRow {
    fn place(self, case: &mut Closure) -> Result<(), StoreError> {
        const TABLE: &str = "evidence";
        let evidence = Evidence {
            id: EvidenceId(self.id.0),
            title: self.title,
            publisher: self.publisher,
            dated: read_option(TABLE, "dated", &case.slug, self.dated.as_deref())?,
            url: self.url,
            number: small(TABLE, "number", &case.slug, self.number)?,
            archive_url: self.archive_url,
        };
        let list = if self.dropped { &mut case.dropped } else { &mut case.evidence };
        list.push(evidence);
        Ok(())
    }
}

impl StepRow {
    fn place(self, case: &mut Closure) -> Result<(), StoreError> {
        const TABLE: &str = "closure_steps";
        let slug = &case.slug;
        let step = Step {
            id: StepId(self.id.0),
            kind: read(TABLE, "kind", slug, &self.kind)?,
            on: read_option(TABLE, "happened_on", slug, self.happened_on.as_deref())?,
            office_name: self.office_name,
            opinion: read_option(TABLE, "opinion", slug, self.opinion.as_deref())?,
            note: self.note,
            note_es: self.note_es,
            evidence: self.evidence_id.map(|id| EvidenceId(id.0)),
            time: read_option(TABLE, "time_of_day", slug, self.time_of_day.as_deref())?,
            place: self.place,
            sequence: small(TABLE, "sequence", slug, self.sequence)?,
        };
        match self.struck_reason {
            Some(reason) => case.struck.push(StruckStep { step, reason }),
            None => case.steps.push(step),
        }
        Ok(())
    }
}

impl CitationRow {
    fn place(self, case: &mut Closure) -> Result<(), StoreError> {
        const TABLE: &str = "closure_citations";
        case.citations.push(Citation {
            evidence: EvidenceId(self.evidence_id.0),
            claim: read(TABLE, "claim", &case.slug, &self.claim)?,
            stance: read(TABLE, "stance", &case.slug, &self.stance)?,
        });
        Ok(())
    }
}

/// The texts of the five queries: all cases, or one.
struct Queries {
    cases: &'static str,
    offices: &'static str,
    steps: &'static str,
    evidence: &'static str,
    citations: &'static str,
}

macro_rules! queries {
    ($case:literal, $part:literal) => {
        Queries {
            cases: concat!(
                "select id, slug, title, title_es, kind, agency, process, certainty, \
                 cast(offices_total as bigint) as offices_total, reason, cast(jobs as bigint) as jobs, \
                 cast(people as bigint) as people, summary, summary_es, \
                 cast(employees as bigint) as employees, people_unit, reason_ours, reason_ours_es, fate, \
                 fate_es, decided_by, cast(version as bigint) as version, changed_at, withdrawn_on, \
                 withdrawn_reason from closures ",
                $case
            ),
            offices: concat!(
                "select closure_id, name, city, county, office_id, role from closure_offices ",
                $part,
                " order by closure_id, position"
            ),
            steps: concat!(
                "select id, closure_id, kind, happened_on, office_name, opinion, note, note_es, evidence_id, \
                 time_of_day, place, cast(sequence as bigint) as sequence, struck_reason from closure_steps ",
                $part,
                " order by closure_id, position"
            ),
            evidence: concat!(
                "select id, closure_id, title, publisher, dated, url, cast(number as bigint) as number, \
                 archive_url, dropped from evidence ",
                $part,
                " order by closure_id, position"
            ),
            citations: concat!(
                "select closure_id, evidence_id, claim, stance from closure_citations ",
                $part,
                " order by closure_id, position"
            ),
        }
    };
}

const ALL: Queries = queries!("", "");
const ONE: Queries = queries!("where id = $1", "where closure_id = $1");

/// All rows of a query, of one case where one is named.
macro_rules! rows {
    ($tx:expr, $sql:expr, $only:expr) => {{
        let query = sqlx::query_as($sql);
        let query = match $only {
            Some(id) => query.bind(id),
            None => query,
        };
        query.fetch_all(&mut **$tx).await?
    }};
}

impl Tx {
    /// The cases by slug: all, or the one that is named.
    pub(super) async fn cases(
        &mut self,
        only: Option<ClosureId>,
    ) -> Result<Vec<Closure>, StoreError> {
        let only = only.map(|id| Uid(id.0));
        let sql = if only.is_some() { &ONE } else { &ALL };
        let cases: Vec<CaseRow> = on!(self, tx => rows!(tx, sql.cases, only));
        let mut closures =
            cases.into_iter().map(CaseRow::closure).collect::<Result<Vec<_>, _>>()?;
        closures.sort_by(|a, b| a.slug.cmp(&b.slug));
        let place: HashMap<Uuid, usize> =
            closures.iter().enumerate().map(|(i, c)| (c.id.0, i)).collect();
        let of = |id: Uid| place.get(&id.0).copied();
        macro_rules! put {
            ($row:ty, $sql:expr) => {
                let found: Vec<$row> = on!(self, tx => rows!(tx, $sql, only));
                for row in found {
                    if let Some(case) = of(row.closure_id).and_then(|at| closures.get_mut(at)) {
                        row.place(case)?;
                    }
                }
            };
        }
        put!(OfficeRow, sql.offices);
        put!(EvidenceRow, sql.evidence);
        put!(StepRow, sql.steps);
        put!(CitationRow, sql.citations);
        Ok(closures)
    }

    async fn case_named(&mut self, slug: &str) -> Result<Option<ClosureId>, StoreError> {
        const BY_SLUG: &str = "select id from closures where slug = $1";
        let id: Option<(Uid,)> = on!(self, tx =>
            sqlx::query_as(BY_SLUG).bind(slug).fetch_optional(&mut **tx).await?);
        Ok(id.map(|(id,)| ClosureId(id.0)))
    }
}

impl Store {
    /// Every case with all that hangs on it, withdrawn ones too, by slug.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn closures(&self) -> Result<Vec<Closure>, StoreError> {
        self.snapshot().await?.cases(None).await
    }

    /// One case by its public address.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn closure(&self, slug: &str) -> Result<Option<Closure>, StoreError> {
        let mut tx = self.snapshot().await?;
        match tx.case_named(slug).await? {
            Some(id) => Ok(tx.cases(Some(id)).await?.pop()),
            None => Ok(None),
        }
    }

    /// One case by its identifier.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn closure_by_id(&self, id: ClosureId) -> Result<Option<Closure>, StoreError> {
        Ok(self.snapshot().await?.cases(Some(id)).await?.pop())
    }
}
