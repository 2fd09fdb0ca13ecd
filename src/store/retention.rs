//! What of reports and accounts of workers has been kept long enough, and its end.

use jiff::civil::Date;

use crate::domain::id::ReportId;
use crate::domain::quarter::Quarter;

use super::seal::Sealer;
use super::types::{Uid, read, unsigned};
use super::{Store, StoreError, Tx};

/// Reports that were closed before a day and still hold what is not public. A withdrawn one holds nothing.
macro_rules! due {
    ($columns:literal, $rest:literal) => {
        concat!(
            "select ",
            $columns,
            " from reports where closed_on < $1 and erased_on is null and status <> 'withdrawn' ",
            $rest
        )
    };
}

impl Store {
    /// The reports that were closed before a day and whose contact and original are still kept, with the day on which
    /// each was closed, the longest closed first.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn reports_to_forget(
        &self,
        before: Date,
    ) -> Result<Vec<(ReportId, Date)>, StoreError> {
        const SELECT: &str = due!("id, closed_on", "order by closed_on, id");
        let rows: Vec<(Uid, String)> = on!(self, pool =>
            sqlx::query_as(SELECT).bind(before.to_string()).fetch_all(pool).await?);
        let row = |(id, closed): (Uid, String)| {
            Ok((ReportId(id.0), read("reports", "closed_on", &id.0, &closed)?))
        };
        rows.into_iter().map(row).collect()
    }

    /// How many accounts of workers were done with in a quarter or before it, and the first such quarter.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn worker_accounts_to_drop(
        &self,
        until: Quarter,
    ) -> Result<(u64, Option<Quarter>), StoreError> {
        const COUNT: &str =
            "select count(*), min(closed_quarter) from worker_accounts where closed_quarter <= $1";
        let (count, first): (i64, Option<String>) = on!(self, pool =>
            sqlx::query_as(COUNT).bind(until.to_string()).fetch_one(pool).await?);
        let first = first.map(|first| read("worker_accounts", "closed_quarter", &"first", &first));
        Ok((unsigned(count), first.transpose()?))
    }
}

impl Store {
    /// How many photos have waited for their form to be sent since before a day, and the first such day.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn photos_to_drop(&self, before: Date) -> Result<(u64, Option<Date>), StoreError> {
        const COUNT: &str = "select count(*), min(waits_since) from report_photos \
             where waits_for is not null and waits_since < $1";
        let (count, first): (i64, Option<String>) = on!(self, pool =>
            sqlx::query_as(COUNT).bind(before.to_string()).fetch_one(pool).await?);
        let first = first.map(|first| read("report_photos", "waits_since", &"first", &first));
        Ok((unsigned(count), first.transpose()?))
    }
}

impl Tx {
    /// Erases all that is sealed of a report that does not open, and keeps what is public.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn erase_unread_report(
        &mut self,
        id: ReportId,
        today: Date,
        sealer: &Sealer,
    ) -> Result<(), StoreError> {
        const PUBLIC: &str = "select words, first_name from reports where id = $1";
        const UPDATE: &str = "update reports set told_sealed = null, contact_sealed = null, edited_sealed = $2, \
             name_sealed = $3, consent_contact = false, consent_name = $4, erased_on = $5, version = version + 1 \
             where id = $1";
        const MESSAGES: &str = "delete from report_messages where report_id = $1";
        const PHOTOS: &str = "delete from report_photos where report_id = $1";
        let (words, name): (String, Option<String>) = on!(self, tx =>
            sqlx::query_as(PUBLIC).bind(Uid(id.0)).fetch_one(&mut **tx).await?);
        let words = Some(words).filter(|words| !words.is_empty());
        let words = words.map(|words| sealer.seal(&words)).transpose()?;
        let name = name.map(|name| sealer.seal(&name)).transpose()?;
        on!(self, tx => {
            sqlx::query(UPDATE)
                .bind(Uid(id.0))
                .bind(words)
                .bind(name.as_deref())
                .bind(name.is_some())
                .bind(today.to_string())
                .execute(&mut **tx)
                .await?;
            sqlx::query(MESSAGES).bind(Uid(id.0)).execute(&mut **tx).await?;
            sqlx::query(PHOTOS).bind(Uid(id.0)).execute(&mut **tx).await?;
        });
        Ok(())
    }

    /// Some of the reports that were closed before a day and whose contact and original are still kept; on PostgreSQL
    /// nobody else can change them meanwhile, and those that somebody is just changing wait for the next time.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn take_reports_to_forget(
        &mut self,
        before: Date,
        most: u32,
    ) -> Result<Vec<ReportId>, StoreError> {
        const SQLITE: &str = due!("id", "order by closed_on, id limit $2");
        const POSTGRES: &str = due!("id", "order by closed_on, id limit $2 for update skip locked");
        let query = match self {
            Self::Sqlite(_) => SQLITE,
            Self::Postgres(_) => POSTGRES,
        };
        let rows: Vec<(Uid,)> = on!(self, tx =>
            sqlx::query_as(query)
                .bind(before.to_string())
                .bind(i64::from(most))
                .fetch_all(&mut **tx)
                .await?);
        Ok(rows.into_iter().map(|(id,)| ReportId(id.0)).collect())
    }

    /// Deletes the accounts of workers that were done with in a quarter or before it; gives how many.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drop_closed_worker_accounts(&mut self, until: Quarter) -> Result<u64, StoreError> {
        const DELETE: &str = "delete from worker_accounts where closed_quarter <= $1";
        Ok(on!(self, tx =>
            sqlx::query(DELETE)
                .bind(until.to_string())
                .execute(&mut **tx)
                .await?
                .rows_affected()))
    }
}
