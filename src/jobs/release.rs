//! Once a week the counts of reports are released, in groups; see [`crate::domain::release`].

use super::{JobError, Tools};
use crate::domain::report::week_of;

/// Releases what waits, unless that was done in this week. The pages follow by the revision.
pub(super) async fn run(tools: &Tools) -> Result<(), JobError> {
    let (store, clock) = (tools.app.store(), tools.app.clock());
    let (now, week) = (clock.now(), week_of(clock.today()));
    if store.released_week().await? == Some(week) {
        return Ok(());
    }
    let mut tx = store.begin().await?;
    if !tx.release_reports(week, now).await? {
        return Ok(());
    }
    tx.raise_revision().await?;
    tx.audit(now, "system", "reports.released", "reports", &week.to_string(), "").await?;
    tx.commit().await?;
    tracing::info!(%week, "the counts of reports were released");
    Ok(())
}
