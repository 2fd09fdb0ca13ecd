//! What residents and workers told is not kept for ever: what is not public is erased when its time is up.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde_json::json;

use crate::domain::id::ReportId;
use crate::domain::quarter::Quarter;
use crate::domain::time::zone;
use crate::store::{Sealer, Store, StoreError};

/// Months for which contact and original of a report are kept after the last decision about it.
const MONTHS: i32 = 12;
/// Reports in one transaction: others may write in between.
const A_BATCH: u32 = 100;
/// How long a photo waits for its form to be sent.
const PHOTO_WAITS: SignedDuration = SignedDuration::from_hours(24);

/// Before which moments things are too old, at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The day that it is.
    pub today: Date,
    /// Reports that were closed before this day are due.
    pub closed_before: Date,
    /// Accounts of workers that were done with in this quarter or before it are due: a year later at the latest.
    pub done_until: Quarter,
    /// Photos that have waited since before this moment are due.
    pub waiting_since: Timestamp,
}

impl Limits {
    /// The limits at a moment.
    #[must_use]
    pub fn at(now: Timestamp) -> Self {
        let today = now.to_zoned(zone()).date();
        let closed_before = today.saturating_sub(MONTHS.months());
        Self {
            today,
            closed_before,
            done_until: Quarter::of(closed_before),
            waiting_since: now.checked_sub(PHOTO_WAITS).unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }

    /// The day before which a photo must have begun to wait: of its moment only the day is kept.
    fn waiting_day(&self) -> Date {
        self.waiting_since.to_zoned(zone()).date()
    }
}

/// What is due, and would be erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The reports, each with the day on which it was closed, the longest closed first.
    pub reports: Vec<(ReportId, Date)>,
    /// How many accounts of workers.
    pub worker_accounts: u64,
    /// The first quarter in which one of them was done with.
    pub workers_since: Option<Quarter>,
    /// How many photos whose form was never sent.
    pub photos: u64,
    /// The first day from which one of them waits.
    pub photos_since: Option<Date>,
}

impl Due {
    /// Looks what is due, and changes nothing.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn look(store: &Store, limits: &Limits) -> Result<Self, StoreError> {
        let reports = store.reports_to_forget(limits.closed_before).await?;
        let (worker_accounts, workers_since) =
            store.worker_accounts_to_drop(limits.done_until).await?;
        let (photos, photos_since) = store.photos_to_drop(limits.waiting_day()).await?;
        Ok(Self { reports, worker_accounts, workers_since, photos, photos_since })
    }
}

/// What was erased.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Erased {
    /// Reports whose contact and original are gone.
    pub reports: Vec<ReportId>,
    /// How many accounts of workers.
    pub worker_accounts: u64,
    /// How many photos whose form was never sent.
    pub photos: u64,
}

impl Erased {
    /// Whether nothing was due.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        self.reports.is_empty() && self.worker_accounts == 0 && self.photos == 0
    }
}

/// Erases what is due, batch by batch, each with its line in the audit trail, and then clears the logs of the database.
///
/// # Errors
/// When the database does not answer or a row is not what it should be; whole batches before that stay erased.
pub async fn run(store: &Store, sealer: &Sealer, now: Timestamp) -> Result<Erased, StoreError> {
    let limits = Limits::at(now);
    let mut erased = Erased::default();
    loop {
        let batch = forget_some(store, sealer, &limits, now).await?;
        if batch.is_empty() {
            break;
        }
        erased.reports.extend(batch);
    }
    let mut tx = store.begin().await?;
    erased.worker_accounts = tx.drop_closed_worker_accounts(limits.done_until).await?;
    if erased.worker_accounts > 0 {
        let detail = json!({ "count": erased.worker_accounts, "done_until": limits.done_until });
        tx.audit(now, "system", "retention.workers", "worker", "", &detail.to_string()).await?;
    }
    erased.photos = tx.drop_parked_photos(limits.waiting_since).await?;
    if erased.photos > 0 {
        let detail = json!({ "count": erased.photos });
        tx.audit(now, "system", "retention.photos", "photo", "", &detail.to_string()).await?;
    }
    tx.commit().await?;
    if !erased.is_nothing() {
        store.scrub().await?;
    }
    Ok(erased)
}

/// Erases contact and original of some reports, and all that was said about them.
async fn forget_some(
    store: &Store,
    sealer: &Sealer,
    limits: &Limits,
    now: Timestamp,
) -> Result<Vec<ReportId>, StoreError> {
    let mut tx = store.begin().await?;
    let due = tx.take_reports_to_forget(limits.closed_before, A_BATCH).await?;
    if due.is_empty() {
        return Ok(due);
    }
    for id in &due {
        match tx.report(*id, sealer).await {
            Ok(Some(mut report)) => {
                report.forget(limits.today);
                tx.save_report(&report, sealer).await?;
            }
            Ok(None) => {}
            // Sealed with a key that is lost, or damaged: its time is up all the same.
            Err(StoreError::Inconsistent { column, .. }) => {
                tracing::warn!(report.id = %id, column, "a report that does not open was erased unread");
                tx.erase_unread_report(*id, limits.today, sealer).await?;
            }
            Err(error) => return Err(error),
        }
    }
    let detail = json!({ "count": due.len(), "closed_before": limits.closed_before });
    tx.audit(now, "system", "retention.reports", "report", "", &detail.to_string()).await?;
    tx.commit().await?;
    Ok(due)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_limits_are_a_year_for_words_and_a_day_for_waiting_photos() {
        let limits = Limits::at("2027-10-01T15:00:00Z".parse().unwrap());
        assert_eq!(limits.closed_before, date(2026, 10, 1));
        // Done with on any day of the last quarter of 2026: not a day more than a year is kept.
        assert_eq!(limits.done_until.to_string(), "2026-Q4");
        assert_eq!(limits.waiting_since, "2027-09-30T15:00:00Z".parse().unwrap());
        let leap = Limits::at("2028-02-29T18:00:00Z".parse().unwrap());
        assert_eq!(leap.closed_before, date(2027, 2, 28));
    }
}
