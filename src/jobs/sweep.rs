//! Once a night: what has been kept long enough is erased, and counts whose week has come are released.

use jiff::civil::{Date, time};
use jiff::{Timestamp, ToSpan};
use serde_json::json;

use super::{JobError, Tools, release, retention};
use crate::domain::job::{JobKind, NewJob};
use crate::domain::time::zone;
use crate::store::{StoreError, Tx};

/// Months for which the contact of a tip is kept.
const CONTACT_MONTHS: i32 = 12;
/// Months for which a draft is kept that nobody touches.
const DRAFT_MONTHS: i32 = 12;
/// Days for which a job that was given up is kept to be looked at.
const FAILED_DAYS: i64 = 30;
/// The hour at which it is done, on the clocks of Chicago.
const HOUR: i8 = 3;

/// Puts the next sweep in line. While it waits, asking again changes nothing.
///
/// # Errors
/// When the database does not answer.
pub async fn enqueue(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    let run_at = next(now);
    // By its day, so that the sweep that is just running does not swallow the next one.
    let once = Some(run_at.to_zoned(zone()).date().to_string());
    tx.enqueue(&NewJob { once, ..NewJob::now(JobKind::Sweep, json!({}), run_at) }).await?;
    Ok(())
}

/// The next night's hour.
fn next(now: Timestamp) -> Timestamp {
    let at = |day: Date| {
        let at = day.to_datetime(time(HOUR, 0, 0, 0)).to_zoned(zone());
        at.map_or(now, |at| at.timestamp())
    };
    let today = now.to_zoned(zone()).date();
    if at(today) > now { at(today) } else { at(today.saturating_add(1.day())) }
}

/// Puts the next sweep in line, erases, and releases counts.
pub(super) async fn run(tools: &Tools) -> Result<(), JobError> {
    let (store, clock) = (tools.app.store(), tools.app.clock());
    let (now, today) = (clock.now(), clock.today());
    let mut tx = store.begin().await?;
    enqueue(&mut tx, now).await?;
    let contacts = tx.forget_tip_contacts(today.saturating_sub(CONTACT_MONTHS.months())).await?;
    let touched = now.to_zoned(zone()).saturating_sub(DRAFT_MONTHS.months());
    let drafts = tx.drop_idle_drafts(touched.timestamp()).await?;
    let failed = now.checked_sub((FAILED_DAYS * 24).hours()).unwrap_or(Timestamp::UNIX_EPOCH);
    let jobs = tx.drop_failed_jobs(failed).await?;
    tx.commit().await?;
    if contacts + drafts + jobs > 0 {
        tracing::info!(contacts, drafts, jobs, "what was kept long enough was erased");
        store.scrub().await?;
    }
    // What cannot be erased tonight keeps no counts back.
    release::run(tools).await?;
    let told = retention::run(store, tools.app.sealer(), now).await?;
    if !told.is_nothing() {
        tracing::info!(
            reports = told.reports.len(),
            worker_accounts = told.worker_accounts,
            photos = told.photos,
            "what residents and workers told was kept long enough and erased"
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_sweep_is_at_three_in_the_morning_in_chicago() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert_eq!(next(at("2026-11-23T08:59:59Z")), at("2026-11-23T09:00:00Z"));
        assert_eq!(next(at("2026-11-23T09:00:00Z")), at("2026-11-24T09:00:00Z"));
        // An hour earlier by the world's clock in summer.
        assert_eq!(next(at("2026-07-01T18:00:00Z")), at("2026-07-02T08:00:00Z"));
    }
}
