//! Sources with what there is of each: for those who look after the copies.

use crate::domain::capture::{Because, CopyState};
use crate::domain::id::EvidenceId;

use super::types::{Moment, Uid, read, read_option, unsigned};
use super::{Store, StoreError};

/// A source of a case, and what there is of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRow {
    /// The source.
    pub evidence: EvidenceId,
    /// The last part of its case's address.
    pub slug: String,
    /// The case's title, in English and in Spanish.
    pub case_title: (String, String),
    /// Its number in the case.
    pub number: u32,
    /// Its title.
    pub title: String,
    /// Its publisher.
    pub publisher: String,
    /// Its address; empty for a paper or a photo.
    pub url: String,
    /// What there is of it.
    pub state: CopyState,
    /// When it was last tried.
    pub tried_at: Option<jiff::Timestamp>,
    /// Why the last try failed, and what belongs to the reason.
    pub because: Option<(Because, String)>,
    /// Whether a capture of it waits.
    pub is_waiting: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uid,
    slug: String,
    case_title: String,
    case_title_es: String,
    number: i64,
    title: String,
    publisher: String,
    url: String,
    state: String,
    at: Option<Moment>,
    because: Option<String>,
    detail: Option<String>,
    is_waiting: bool,
}

/// Every source that a case still rests on, with the state of its copies.
macro_rules! sources {
    ($before:literal, $after:literal) => {
        concat!(
            $before,
            "(select e.id, k.slug, k.title as case_title, k.title_es as case_title_es, \
              cast(e.number as bigint) as number, e.title, e.publisher, e.url, \
              case when s.last_id is null then 'missing' when c.outcome = 'ok' then 'kept' \
              when s.copy_id is not null then 'gone' else 'failed' end as state, \
              c.at, c.because, c.detail, \
              exists (select 1 from jobs j where j.kind = 'capture' and j.state = 'waiting' \
              and j.once = cast(e.id as text)) as is_waiting \
              from evidence e join closures k on k.id = e.closure_id \
              left join capture_states s on s.evidence_id = e.id \
              left join captures c on c.id = s.last_id \
              where not e.dropped) as sources ",
            $after
        )
    };
}

impl Row {
    fn source(self) -> Result<SourceRow, StoreError> {
        let row = self.id.0;
        let because: Option<Because> =
            read_option("captures", "because", &row, self.because.as_deref())?;
        Ok(SourceRow {
            evidence: EvidenceId(row),
            slug: self.slug,
            case_title: (self.case_title, self.case_title_es),
            number: u32::try_from(self.number).unwrap_or(u32::MAX),
            title: self.title,
            publisher: self.publisher,
            url: self.url,
            state: read("captures", "state", &row, &self.state)?,
            tried_at: self.at.map(|at| at.0),
            because: because.map(|because| (because, self.detail.unwrap_or_default())),
            is_waiting: self.is_waiting,
        })
    }
}

impl Store {
    /// Sources of a state, or all: those without a copy first, then by case.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn sources(
        &self,
        state: Option<CopyState>,
        skip: u64,
        most: u32,
    ) -> Result<Vec<SourceRow>, StoreError> {
        const SELECT: &str = sources!(
            "select id, slug, case_title, case_title_es, number, title, publisher, url, state, at, because, detail, \
             is_waiting from ",
            "where $1 = '' or state = $1 \
             order by case state when 'failed' then 1 when 'gone' then 2 when 'missing' then 3 else 4 end, slug, number limit $2 offset $3"
        );
        let state = state.map_or("", CopyState::as_str);
        let rows: Vec<Row> = on!(self, pool => sqlx::query_as(SELECT)
            .bind(state)
            .bind(i64::from(most))
            .bind(super::types::signed(skip))
            .fetch_all(pool)
            .await?);
        rows.into_iter().map(Row::source).collect()
    }

    /// How many sources there are of each state.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn source_counts(&self) -> Result<Vec<(CopyState, u64)>, StoreError> {
        const COUNT: &str = sources!(
            "select state, count(*) from ",
            "group by state order by case state when 'failed' then 1 when 'gone' then 2 when 'missing' then 3 else 4 end"
        );
        let rows: Vec<(String, i64)> =
            on!(self, pool => sqlx::query_as(COUNT).fetch_all(pool).await?);
        let read = |(state, count): (String, i64)| {
            Ok((read("captures", "state", &"a source", &state)?, unsigned(count)))
        };
        rows.into_iter().map(read).collect()
    }

    /// How many sources were tried and have no copy. Only the last tries are looked at, not every source.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn failed_sources(&self) -> Result<u64, StoreError> {
        const COUNT: &str = "select count(*) from capture_states s join captures c on c.id = s.last_id \
             join evidence e on e.id = s.evidence_id \
             where s.copy_id is null and c.outcome <> 'ok' and not e.dropped";
        let (count,): (i64,) = on!(self, pool => sqlx::query_as(COUNT).fetch_one(pool).await?);
        Ok(unsigned(count))
    }

    /// A source by its identifier, where a case still rests on it.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn source(&self, evidence: EvidenceId) -> Result<Option<SourceRow>, StoreError> {
        const SELECT: &str = sources!(
            "select id, slug, case_title, case_title_es, number, title, publisher, url, state, at, because, detail, \
             is_waiting from ",
            "where id = $1"
        );
        let row: Option<Row> = on!(self, pool =>
            sqlx::query_as(SELECT).bind(Uid(evidence.0)).fetch_optional(pool).await?);
        row.map(Row::source).transpose()
    }
}
