//! Cases as they stood: one whole text for each version.

use jiff::Timestamp;

use crate::domain::closure::Closure;
use crate::domain::id::ClosureId;

use super::closure_read::small;
use super::office_row::facts_text;
use super::types::{Moment, Uid};
use super::{Store, StoreError, Tx};

/// One version of a case: which, when and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseVersion {
    /// Counted from 1.
    pub version: u32,
    /// When it was written.
    pub at: Timestamp,
    /// Who wrote it: `import`, or `account:` with an identifier.
    pub actor: String,
}

const TABLE: &str = "closure_versions";

impl Tx {
    /// Keeps a case as it stands; once kept, a version is never written over.
    pub(super) async fn keep_version(
        &mut self,
        case: &Closure,
        at: Timestamp,
        actor: &str,
    ) -> Result<(), StoreError> {
        const INSERT: &str = "insert into closure_versions (closure_id, version, at, actor, content) \
             values ($1, $2, $3, $4, $5) on conflict (closure_id, version) do nothing";
        let content = facts_text(case)?;
        on!(self, tx => {
            sqlx::query(INSERT)
                .bind(Uid(case.id.0))
                .bind(i64::from(case.version))
                .bind(Moment(at))
                .bind(actor)
                .bind(content)
                .execute(&mut **tx)
                .await?;
        });
        Ok(())
    }

    /// The first version of a case that was read from a file and never read again.
    pub(super) async fn only_read_version(
        &mut self,
        id: ClosureId,
    ) -> Result<Option<Closure>, StoreError> {
        const SELECT: &str = "select content from closure_versions where closure_id = $1 and version = 1 \
             and actor = 'import' and not exists (select 1 from closure_versions later \
             where later.closure_id = $1 and later.version > 1 and later.actor = 'import')";
        let row: Option<(String,)> = on!(self, tx =>
            sqlx::query_as(SELECT).bind(Uid(id.0)).fetch_optional(&mut **tx).await?);
        row.map(|(content,)| text_of(&content, id, 1)).transpose()
    }
}

fn text_of(content: &str, id: ClosureId, version: u32) -> Result<Closure, StoreError> {
    serde_json::from_str(content).map_err(|e| StoreError::Inconsistent {
        table: TABLE,
        column: "content",
        row: format!("{id}, version {version}"),
        found: e.to_string(),
    })
}

impl Store {
    /// The versions of a case, the first one first.
    ///
    /// A case that was read before versions were kept has none until its first change.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn closure_versions(&self, id: ClosureId) -> Result<Vec<CaseVersion>, StoreError> {
        const SELECT: &str = "select cast(version as bigint) as version, at, actor from closure_versions \
             where closure_id = $1 order by version";
        let rows: Vec<(i64, Moment, String)> =
            on!(self, pool => sqlx::query_as(SELECT).bind(Uid(id.0)).fetch_all(pool).await?);
        let read = |(version, at, actor): (i64, Moment, String)| {
            Ok(CaseVersion { version: small(TABLE, "version", &id, version)?, at: at.0, actor })
        };
        rows.into_iter().map(read).collect()
    }

    /// The cases of which somebody wrote a version.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn closures_by(&self, actor: &str) -> Result<Vec<ClosureId>, StoreError> {
        const SELECT: &str =
            "select distinct closure_id from closure_versions where actor = $1 order by closure_id";
        let rows: Vec<(Uid,)> =
            on!(self, pool => sqlx::query_as(SELECT).bind(actor).fetch_all(pool).await?);
        Ok(rows.into_iter().map(|(id,)| ClosureId(id.0)).collect())
    }

    /// A case as one of its versions has it.
    ///
    /// # Errors
    /// When the database does not answer or the text is not that of a case.
    pub async fn closure_at_version(
        &self,
        id: ClosureId,
        version: u32,
    ) -> Result<Option<Closure>, StoreError> {
        const SELECT: &str =
            "select content from closure_versions where closure_id = $1 and version = $2";
        let row: Option<(String,)> = on!(self, pool =>
            sqlx::query_as(SELECT)
                .bind(Uid(id.0))
                .bind(i64::from(version))
                .fetch_optional(pool)
                .await?);
        row.map(|(content,)| text_of(&content, id, version)).transpose()
    }
}
