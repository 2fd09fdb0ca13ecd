//! What workers tell of their own office: sealed whole, the office too, with a quarter for its time.

use crate::domain::id::WorkerAccountId;
use crate::domain::quarter::Quarter;
use crate::domain::worker::{WorkerAccount, WorkerLine, WorkerStatus, WorkerTold};

use super::seal::Sealer;
use super::types::{Uid, no_nul, read, read_option, unsigned};
use super::{Store, StoreError, Tx};

const TABLE: &str = "worker_accounts";

#[derive(sqlx::FromRow)]
struct Row {
    id: Uid,
    told_sealed: Vec<u8>,
    receipt_hash: String,
    status: String,
    quarter: String,
    closed_quarter: Option<String>,
}

impl Row {
    fn account(self, sealer: &Sealer) -> Result<WorkerAccount, StoreError> {
        let row = self.id.0;
        let wrong = |found: String| StoreError::Inconsistent {
            table: TABLE,
            column: "told_sealed",
            row: row.to_string(),
            found,
        };
        let told = sealer.open(&self.told_sealed).map_err(|e| wrong(e.to_string()))?;
        // What does not fit is not told: it would stand in the log.
        let told: WorkerTold =
            serde_json::from_str(&told).map_err(|_| wrong("another form".to_owned()))?;
        Ok(WorkerAccount {
            id: WorkerAccountId(row),
            told,
            receipt_hash: self.receipt_hash,
            status: read(TABLE, "status", &row, &self.status)?,
            quarter: read(TABLE, "quarter", &row, &self.quarter)?,
            closed: read_option(TABLE, "closed_quarter", &row, self.closed_quarter.as_deref())?,
        })
    }
}

impl Store {
    /// An account of a worker.
    ///
    /// # Errors
    /// When the database does not answer or the row is not what it should be.
    pub async fn worker_account(
        &self,
        id: WorkerAccountId,
        sealer: &Sealer,
    ) -> Result<Option<WorkerAccount>, StoreError> {
        const SELECT: &str = "select id, told_sealed, receipt_hash, status, quarter, closed_quarter \
             from worker_accounts where id = $1";
        let row: Option<Row> =
            on!(self, pool => sqlx::query_as(SELECT).bind(Uid(id.0)).fetch_optional(pool).await?);
        row.map(|row| row.account(sealer)).transpose()
    }

    /// The account that a receipt code opens.
    ///
    /// # Errors
    /// When the database does not answer or the row is not what it should be.
    pub async fn worker_account_by_receipt(
        &self,
        hash: &str,
        sealer: &Sealer,
    ) -> Result<Option<WorkerAccount>, StoreError> {
        const SELECT: &str = "select id, told_sealed, receipt_hash, status, quarter, closed_quarter \
             from worker_accounts where receipt_hash = $1";
        let row: Option<Row> =
            on!(self, pool => sqlx::query_as(SELECT).bind(hash).fetch_optional(pool).await?);
        row.map(|row| row.account(sealer)).transpose()
    }

    /// The accounts of one status, the latest quarter first, without what they tell; `skip` of them are left out. Their
    /// order within a quarter says nothing of the time.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn worker_lines(
        &self,
        status: WorkerStatus,
        skip: u32,
        limit: u32,
    ) -> Result<Vec<WorkerLine>, StoreError> {
        const SELECT: &str = "select id, status, quarter from worker_accounts where status = $1 \
             order by quarter desc, id limit $2 offset $3";
        let rows: Vec<(Uid, String, String)> = on!(self, pool =>
            sqlx::query_as(SELECT)
                .bind(status.as_str())
                .bind(i64::from(limit))
                .bind(i64::from(skip))
                .fetch_all(pool)
                .await?);
        let line = |(id, status, quarter): (Uid, String, String)| {
            Ok(WorkerLine {
                id: WorkerAccountId(id.0),
                status: read(TABLE, "status", &id.0, &status)?,
                quarter: read(TABLE, "quarter", &id.0, &quarter)?,
            })
        };
        rows.into_iter().map(line).collect()
    }

    /// How many accounts are of one status.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn worker_accounts_of(&self, status: WorkerStatus) -> Result<u64, StoreError> {
        const COUNT: &str = "select count(*) from worker_accounts where status = $1";
        let (count,): (i64,) = on!(self, pool =>
            sqlx::query_as(COUNT).bind(status.as_str()).fetch_one(pool).await?);
        Ok(unsigned(count))
    }
}

impl Tx {
    /// Keeps an account; false when one with the same receipt is there already (the form was sent twice).
    ///
    /// # Errors
    /// When the database does not answer or the account cannot be sealed.
    pub async fn insert_worker_account(
        &mut self,
        account: &WorkerAccount,
        sealer: &Sealer,
    ) -> Result<bool, StoreError> {
        const INSERT: &str = "insert into worker_accounts (id, told_sealed, receipt_hash, status, quarter, closed_quarter) \
             values ($1, $2, $3, $4, $5, $6) on conflict do nothing";
        let told = &account.told;
        let texts = [&told.place, &told.words, &told.lang, &account.receipt_hash];
        let texts = texts.into_iter().chain(told.contact.as_ref());
        no_nul("an account of a worker", texts.map(String::as_str))?;
        let json = serde_json::to_string(told).map_err(|e| StoreError::Inconsistent {
            table: TABLE,
            column: "told_sealed",
            row: account.id.to_string(),
            found: e.to_string(),
        })?;
        let sealed = sealer.seal(&json)?;
        let count = on!(self, tx =>
            sqlx::query(INSERT)
                .bind(Uid(account.id.0))
                .bind(sealed)
                .bind(&account.receipt_hash)
                .bind(account.status.as_str())
                .bind(account.quarter.to_string())
                .bind(account.closed.map(|quarter| quarter.to_string()))
                .execute(&mut **tx)
                .await?
                .rows_affected());
        Ok(count == 1)
    }

    /// Says where an account is on its way, and in which quarter the work with it was done; false when it is gone.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_worker_status(
        &mut self,
        id: WorkerAccountId,
        status: WorkerStatus,
        closed: Option<Quarter>,
    ) -> Result<bool, StoreError> {
        const UPDATE: &str =
            "update worker_accounts set status = $2, closed_quarter = $3 where id = $1";
        let count = on!(self, tx =>
            sqlx::query(UPDATE)
                .bind(Uid(id.0))
                .bind(status.as_str())
                .bind(closed.map(|quarter| quarter.to_string()))
                .execute(&mut **tx)
                .await?
                .rows_affected());
        Ok(count == 1)
    }

    /// Deletes an account; false when it is gone.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drop_worker_account(&mut self, id: WorkerAccountId) -> Result<bool, StoreError> {
        const DELETE: &str = "delete from worker_accounts where id = $1";
        let count = on!(self, tx =>
            sqlx::query(DELETE).bind(Uid(id.0)).execute(&mut **tx).await?.rows_affected());
        Ok(count == 1)
    }
}
