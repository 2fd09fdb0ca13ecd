//! Drafts of cases. Each question names the owner: what is not theirs is not there.

use crate::domain::draft::{Draft, DraftLine};
use crate::domain::id::{AccountId, ClosureId, DraftId, TipId};

use super::closure_read::small;
use super::office_row::facts_text;
use super::types::{Moment, Uid};
use super::{Store, StoreError, Tx};

const TABLE: &str = "case_drafts";

#[derive(sqlx::FromRow)]
struct Row {
    id: Uid,
    closure_id: Option<Uid>,
    base_version: Option<i64>,
    tip_id: Option<Uid>,
    content: String,
    updated_at: Moment,
}

impl Row {
    fn draft(self, owner: AccountId) -> Result<Draft, StoreError> {
        let row = self.id.0;
        let bad = |e: serde_json::Error| StoreError::Inconsistent {
            table: TABLE,
            column: "content",
            row: row.to_string(),
            found: e.to_string(),
        };
        let version =
            self.base_version.map(|v| small(TABLE, "base_version", &row, v)).transpose()?;
        Ok(Draft {
            id: DraftId(row),
            owner,
            base: self.closure_id.map(|id| ClosureId(id.0)).zip(version),
            tip: self.tip_id.map(|id| TipId(id.0)),
            form: serde_json::from_str(&self.content).map_err(bad)?,
            updated_at: self.updated_at.0,
        })
    }
}

impl Store {
    /// A draft of this owner.
    ///
    /// # Errors
    /// When the database does not answer or the text is not that of a form.
    pub async fn draft(&self, id: DraftId, owner: AccountId) -> Result<Option<Draft>, StoreError> {
        const SELECT: &str = "select id, closure_id, cast(base_version as bigint) as base_version, tip_id, content, \
             updated_at from case_drafts where id = $1 and owner = $2";
        let row: Option<Row> = on!(self, pool =>
            sqlx::query_as(SELECT).bind(Uid(id.0)).bind(Uid(owner.0)).fetch_optional(pool).await?);
        row.map(|row| row.draft(owner)).transpose()
    }

    /// The owner's draft of a case, the newest.
    ///
    /// # Errors
    /// When the database does not answer or the text is not that of a form.
    pub async fn draft_of(
        &self,
        closure: ClosureId,
        owner: AccountId,
    ) -> Result<Option<Draft>, StoreError> {
        const SELECT: &str = "select id, closure_id, cast(base_version as bigint) as base_version, tip_id, content, \
             updated_at from case_drafts where closure_id = $1 and owner = $2 order by updated_at desc limit 1";
        let row: Option<Row> = on!(self, pool =>
            sqlx::query_as(SELECT).bind(Uid(closure.0)).bind(Uid(owner.0)).fetch_optional(pool).await?);
        row.map(|row| row.draft(owner)).transpose()
    }

    /// The drafts of one owner, the newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drafts(&self, owner: AccountId) -> Result<Vec<DraftLine>, StoreError> {
        const SELECT: &str = "select id, closure_id, title, updated_at from case_drafts \
             where owner = $1 order by updated_at desc, id desc";
        let rows: Vec<(Uid, Option<Uid>, String, Moment)> =
            on!(self, pool => sqlx::query_as(SELECT).bind(Uid(owner.0)).fetch_all(pool).await?);
        let line = |(id, closure, title, at): (Uid, Option<Uid>, String, Moment)| DraftLine {
            id: DraftId(id.0),
            closure: closure.map(|id| ClosureId(id.0)),
            title,
            updated_at: at.0,
        };
        Ok(rows.into_iter().map(line).collect())
    }
}

impl Tx {
    /// Writes a draft. One that belongs to somebody else is never written over.
    ///
    /// # Errors
    /// When the database does not answer, a text holds the character NUL, or the draft is not the owner's.
    pub async fn save_draft(&mut self, draft: &Draft) -> Result<(), StoreError> {
        const UPSERT: &str = "insert into case_drafts (id, owner, closure_id, base_version, tip_id, title, content, \
             updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8) \
             on conflict (id) do update set closure_id = excluded.closure_id, \
             base_version = excluded.base_version, title = excluded.title, content = excluded.content, \
             updated_at = excluded.updated_at where case_drafts.owner = excluded.owner";
        let content = facts_text(&draft.form)?;
        let title: String = draft.form.get("title").chars().take(300).collect();
        let found = on!(self, tx =>
            sqlx::query(UPSERT)
                .bind(Uid(draft.id.0))
                .bind(Uid(draft.owner.0))
                .bind(draft.base.map(|(id, _)| Uid(id.0)))
                .bind(draft.base.map(|(_, version)| i64::from(version)))
                .bind(draft.tip.map(|id| Uid(id.0)))
                .bind(title)
                .bind(content)
                .bind(Moment(draft.updated_at))
                .execute(&mut **tx)
                .await?
                .rows_affected());
        if found == 1 {
            Ok(())
        } else {
            Err(StoreError::RowCount { what: "writing a draft of its owner", found, expected: 1 })
        }
    }

    /// Lets the tip wait again that a draft was begun with, as when it is thrown away unpublished.
    ///
    /// To be called while the draft is still there.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_tip_back(&mut self, id: DraftId, owner: AccountId) -> Result<(), StoreError> {
        const UPDATE: &str = "update tips set status = 'waiting', handled_by = null where status = 'taken' \
             and id in (select tip_id from case_drafts where id = $1 and owner = $2)";
        on!(self, tx => {
            sqlx::query(UPDATE).bind(Uid(id.0)).bind(Uid(owner.0)).execute(&mut **tx).await?;
        });
        Ok(())
    }

    /// Lets all tips wait again that the drafts of one owner were begun with, as when the account goes.
    ///
    /// To be called while the drafts are still there.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_tips_back(&mut self, owner: AccountId) -> Result<u64, StoreError> {
        const UPDATE: &str = "update tips set status = 'waiting', handled_by = null where status = 'taken' \
             and id in (select tip_id from case_drafts where owner = $1)";
        Ok(on!(self, tx =>
            sqlx::query(UPDATE).bind(Uid(owner.0)).execute(&mut **tx).await?.rows_affected()))
    }

    /// Throws a draft away; false when the owner has none of that name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drop_draft(&mut self, id: DraftId, owner: AccountId) -> Result<bool, StoreError> {
        const DELETE: &str = "delete from case_drafts where id = $1 and owner = $2";
        let found = on!(self, tx =>
            sqlx::query(DELETE).bind(Uid(id.0)).bind(Uid(owner.0)).execute(&mut **tx).await?.rows_affected());
        Ok(found == 1)
    }

    /// Throws away all drafts of one owner, as when the account goes.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drop_drafts_of(&mut self, owner: AccountId) -> Result<u64, StoreError> {
        const DELETE: &str = "delete from case_drafts where owner = $1";
        Ok(on!(self, tx =>
            sqlx::query(DELETE).bind(Uid(owner.0)).execute(&mut **tx).await?.rows_affected()))
    }
}
