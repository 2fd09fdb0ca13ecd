//! Tips of residents. Contact details are sealed before they reach the table.

use jiff::civil::Date;

use crate::domain::id::{AccountId, TipId};
use crate::domain::tip::{Tip, TipStatus};

use super::seal::Sealer;
use super::types::{Uid, no_nul, read, read_option};
use super::{Store, StoreError, Tx};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uid,
    place: String,
    kind: Option<String>,
    happened_on: String,
    words: String,
    url: String,
    contact_sealed: Option<Vec<u8>>,
    status: String,
    reason: String,
    received_on: String,
}

impl Row {
    fn tip(self, sealer: &Sealer) -> Result<Tip, StoreError> {
        const TABLE: &str = "tips";
        let row = self.id.0;
        let contact = self.contact_sealed.map(|sealed| sealer.open(&sealed)).transpose();
        let contact = contact.map_err(|e| StoreError::Inconsistent {
            table: TABLE,
            column: "contact_sealed",
            row: row.to_string(),
            found: e.to_string(),
        })?;
        Ok(Tip {
            id: TipId(row),
            place: self.place,
            kind: read_option(TABLE, "kind", &row, self.kind.as_deref())?,
            happened_on: self.happened_on,
            words: self.words,
            url: self.url,
            contact,
            status: read(TABLE, "status", &row, &self.status)?,
            reason: self.reason,
            received_on: read(TABLE, "received_on", &row, &self.received_on)?,
        })
    }
}

impl Store {
    /// A tip.
    ///
    /// # Errors
    /// When the database does not answer or the row is not what it should be.
    pub async fn tip(&self, id: TipId, sealer: &Sealer) -> Result<Option<Tip>, StoreError> {
        const SELECT: &str = "select id, place, kind, happened_on, words, url, contact_sealed, status, reason, \
             received_on from tips where id = $1";
        let row: Option<Row> =
            on!(self, pool => sqlx::query_as(SELECT).bind(Uid(id.0)).fetch_optional(pool).await?);
        row.map(|row| row.tip(sealer)).transpose()
    }

    /// The tips of one status, the oldest first, without their contacts; `skip` of them are left out.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn tips(
        &self,
        status: TipStatus,
        skip: u32,
        limit: u32,
    ) -> Result<Vec<Tip>, StoreError> {
        const SELECT: &str = "select id, place, kind, happened_on, words, url, null as contact_sealed, status, \
             reason, received_on from tips where status = $1 order by received_on, id limit $2 offset $3";
        const POSTGRES: &str = "select id, place, kind, happened_on, words, url, null::bytea as contact_sealed, status, \
             reason, received_on from tips where status = $1 order by received_on, id limit $2 offset $3";
        let query = match self {
            Self::Sqlite(_) => SELECT,
            Self::Postgres(_) => POSTGRES,
        };
        let rows: Vec<Row> = on!(self, pool =>
            sqlx::query_as(query)
                .bind(status.as_str())
                .bind(i64::from(limit))
                .bind(i64::from(skip))
                .fetch_all(pool)
                .await?);
        let none = Sealer::new([0; 32]);
        rows.into_iter().map(|row| row.tip(&none)).collect()
    }

    /// How many tips nobody has looked at.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn tips_waiting(&self) -> Result<i64, StoreError> {
        self.tips_of(TipStatus::Waiting).await
    }

    /// How many tips are of one status.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn tips_of(&self, status: TipStatus) -> Result<i64, StoreError> {
        const COUNT: &str = "select count(*) from tips where status = $1";
        let (count,): (i64,) = on!(self, pool =>
            sqlx::query_as(COUNT).bind(status.as_str()).fetch_one(pool).await?);
        Ok(count)
    }
}

impl Tx {
    /// Keeps a tip; false when one of that name is there already (the form was sent twice).
    ///
    /// # Errors
    /// When the database does not answer or the contact cannot be sealed.
    pub async fn insert_tip(&mut self, tip: &Tip, sealer: &Sealer) -> Result<bool, StoreError> {
        const INSERT: &str = "insert into tips (id, place, kind, happened_on, words, url, contact_sealed, status, \
             reason, received_on) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (id) do nothing";
        let texts = [&tip.place, &tip.happened_on, &tip.words, &tip.url, &tip.reason];
        no_nul("a tip", texts.map(String::as_str))?;
        let sealed = tip.contact.as_deref().map(|contact| sealer.seal(contact)).transpose()?;
        let count = on!(self, tx =>
            sqlx::query(INSERT)
                .bind(Uid(tip.id.0))
                .bind(&tip.place)
                .bind(tip.kind.map(|k| k.as_str()))
                .bind(&tip.happened_on)
                .bind(&tip.words)
                .bind(&tip.url)
                .bind(sealed)
                .bind(tip.status.as_str())
                .bind(&tip.reason)
                .bind(tip.received_on.to_string())
                .execute(&mut **tx)
                .await?
                .rows_affected());
        Ok(count == 1)
    }

    /// Says what became of a tip; false when it was not in the state that was seen.
    ///
    /// The contact of a tip that is laid aside, or is spam, is erased.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn handle_tip(
        &mut self,
        id: TipId,
        seen: TipStatus,
        to: TipStatus,
        reason: &str,
        by: AccountId,
    ) -> Result<bool, StoreError> {
        const KEEP: &str = "update tips set status = $3, reason = $4, handled_by = $5 where id = $1 and status = $2";
        const ERASE: &str = "update tips set status = $3, reason = $4, handled_by = $5, contact_sealed = null \
             where id = $1 and status = $2";
        no_nul("a tip", [reason])?;
        let keeps = matches!(to, TipStatus::Waiting | TipStatus::Taken);
        let found = on!(self, tx =>
            sqlx::query(if keeps { KEEP } else { ERASE })
                .bind(Uid(id.0))
                .bind(seen.as_str())
                .bind(to.as_str())
                .bind(reason)
                .bind(Uid(by.0))
                .execute(&mut **tx)
                .await?
                .rows_affected());
        Ok(found == 1)
    }

    /// Erases the contacts of tips that came before a day.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn forget_tip_contacts(&mut self, before: Date) -> Result<u64, StoreError> {
        const ERASE: &str = "update tips set contact_sealed = null \
             where received_on < $1 and contact_sealed is not null";
        Ok(on!(self, tx =>
            sqlx::query(ERASE).bind(before.to_string()).execute(&mut **tx).await?.rows_affected()))
    }
}
