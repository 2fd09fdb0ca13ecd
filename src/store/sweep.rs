//! What is erased when its time is up.

use jiff::Timestamp;

use super::types::Moment;
use super::{StoreError, Tx};

impl Tx {
    /// Deletes jobs that were given up before a moment; gives how many. A job's own moment is that of the next try it
    /// would have had, some hours later.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drop_failed_jobs(&mut self, before: Timestamp) -> Result<u64, StoreError> {
        const DELETE: &str = "delete from jobs where state = 'failed' and run_at < $1";
        Ok(on!(self, tx =>
            sqlx::query(DELETE).bind(Moment(before)).execute(&mut **tx).await?.rows_affected()))
    }

    /// Deletes drafts that were last touched before a moment; the tips that they were begun with wait again. Gives how
    /// many drafts.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drop_idle_drafts(&mut self, before: Timestamp) -> Result<u64, StoreError> {
        const TIPS: &str = "update tips set status = 'waiting', handled_by = null where status = 'taken' \
             and id in (select tip_id from case_drafts where updated_at < $1)";
        const DELETE: &str = "delete from case_drafts where updated_at < $1";
        Ok(on!(self, tx => {
            sqlx::query(TIPS).bind(Moment(before)).execute(&mut **tx).await?;
            sqlx::query(DELETE).bind(Moment(before)).execute(&mut **tx).await?.rows_affected()
        }))
    }
}
