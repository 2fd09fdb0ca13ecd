//! What the form asks before it takes one more report: is there one like it, and how many are waiting.

use jiff::civil::Date;

use crate::domain::id::{OfficeId, ReportId};
use crate::domain::problem::Problem;
use crate::domain::report::week_of;

use super::types::{Uid, read};
use super::{Store, StoreError, Tx};

/// A report that everybody may read, shown to somebody who tells of the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimilarReport {
    /// Identifier.
    pub id: ReportId,
    /// The Monday of the week in which it was published.
    pub published: Date,
    /// Its public words; empty where only photos are shown.
    pub words: String,
}

impl Store {
    /// The latest report that stands in public lists, of one problem at one office, of what happened since the
    /// beginning of a day's week: asked day after day, a finer answer would tell the day on which it happened.
    ///
    /// # Errors
    /// When the database does not answer or the row is not what it should be.
    pub async fn similar_report(
        &self,
        office: OfficeId,
        problem: Problem,
        since: Date,
    ) -> Result<Option<SimilarReport>, StoreError> {
        const SELECT: &str = "select id, published_week, words from reports \
             where listed and office_id = $1 and problem = $2 and happened_on >= $3 and published_week is not null \
             order by published_week desc, id desc limit 1";
        let row: Option<(Uid, String, String)> = on!(self, pool =>
            sqlx::query_as(SELECT)
                .bind(Uid(office.0))
                .bind(problem.as_str())
                .bind(week_of(since).to_string())
                .fetch_optional(pool)
                .await?);
        row.map(|(id, published, words)| {
            let published = read("reports", "published_week", &id.0, &published)?;
            Ok(SimilarReport { id: ReportId(id.0), published, words })
        })
        .transpose()
    }

    /// How many photos wait for their forms.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn photos_parked(&self) -> Result<u64, StoreError> {
        const COUNT: &str = "select count(*) from report_photos where waits_for is not null";
        let (count,): (i64,) = on!(self, pool => sqlx::query_as(COUNT).fetch_one(pool).await?);
        Ok(u64::try_from(count).unwrap_or(0))
    }
}

impl Tx {
    /// How many reports of an office, received on a day, nobody has looked at yet.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn reports_waiting(
        &mut self,
        office: OfficeId,
        received_on: Date,
    ) -> Result<u64, StoreError> {
        const COUNT: &str = "select count(*) from reports \
             where office_id = $1 and received_on = $2 and status = 'pending'";
        let (count,): (i64,) = on!(self, tx =>
            sqlx::query_as(COUNT)
                .bind(Uid(office.0))
                .bind(received_on.to_string())
                .fetch_one(&mut **tx)
                .await?);
        Ok(u64::try_from(count).unwrap_or(0))
    }

    /// Deletes the photo that has waited longest for its form.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drop_oldest_parked_photo(&mut self) -> Result<(), StoreError> {
        const DELETE: &str = "delete from report_photos where id = (select id from report_photos \
             where waits_for is not null order by waits_since, id limit 1)";
        on!(self, tx => {
            sqlx::query(DELETE).execute(&mut **tx).await?;
        });
        Ok(())
    }

    /// Lets the photos that wait for one form wait for another; gives how many.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn move_parked_photos(&mut self, from: &str, to: &str) -> Result<u64, StoreError> {
        const UPDATE: &str = "update report_photos set waits_for = $2 where waits_for = $1";
        Ok(on!(self, tx =>
            sqlx::query(UPDATE).bind(from).bind(to).execute(&mut **tx).await?.rows_affected()))
    }
}
