//! The other half of an import: what a reading says, compared with the store and written to it.
//!
//! One reading is one transaction. Facts of known offices follow the list; an office that the list no longer has
//! is counted and left as it is; a reading that loses more than a fifth of what the feed had is held and changes
//! nothing; a list that says open never overrides a closure that is on record.

mod areas;
mod offices;
mod records;
mod sum;
mod times;

use crate::domain::feed::{Feed, FeedFormat, FeedSubject, Run, RunOutcome};
use crate::domain::id::{FeedId, RunId};
use crate::domain::time::Clock;
use crate::store::{Store, StoreError, Tx};

use super::{ImportError, Notices};

pub use areas::{Figures, Origin, lay_areas, lay_figures, lay_holders, lay_points};
pub use offices::import_offices;
pub use records::{
    LaidCases, WrittenCase, import_caseloads, import_closures, import_service_areas, lay_closures,
    try_closures,
};
pub use sum::Sum;
pub use times::{lay_times, times_ends};

/// How audit lines name a reading that nobody in particular started.
const IMPORT: &str = "import";

/// Which list is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The feed's short name.
    pub feed: String,
    /// What it lists.
    pub subject: FeedSubject,
    /// Its form.
    pub format: FeedFormat,
    /// The path or address it comes from.
    pub origin: String,
}

/// What came of a reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The reading as it is kept.
    pub run: Run,
    /// What there is to say about rows.
    pub notices: Notices,
}

/// Why a reading came to nothing. The store is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// The list cannot be read.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The store cannot be written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Figures for points that are not there.
    #[error(
        "found figures of level {level} and no points of it; load the points first (the centres of population)"
    )]
    NoPoints {
        /// The level of the figures.
        level: crate::domain::demand::DemandLevel,
    },
    /// The thread that reads went away.
    #[error("reading stopped without a word")]
    Stopped,
}

/// The numbers of a reading while it goes on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Tally {
    rows: u64,
    refused: u64,
    added: u64,
    changed: u64,
    unchanged: u64,
    missing: u64,
}

impl Tally {
    const fn outcome(&self) -> RunOutcome {
        if self.added + self.changed > 0 { RunOutcome::Applied } else { RunOutcome::Unchanged }
    }

    /// The record of a reading that was not held.
    fn ended(&self, feed: FeedId, clock: &Clock, sha256: String) -> Run {
        self.run(feed, clock, sha256, self.outcome())
    }

    fn run(&self, feed: FeedId, clock: &Clock, sha256: String, outcome: RunOutcome) -> Run {
        let at = clock.now();
        Run {
            id: RunId::new(at),
            feed,
            at,
            sha256,
            rows: self.rows,
            added: self.added,
            changed: self.changed,
            unchanged: self.unchanged,
            refused: self.refused,
            missing: self.missing,
            outcome,
        }
    }
}

/// Begins a reading: no other import runs beside it.
async fn begin(
    store: &Store,
    clock: &Clock,
    reading: &Reading,
) -> Result<(Tx, FeedId), StoreError> {
    let mut tx = store.begin().await?;
    tx.lock_imports().await?;
    let feed = Feed {
        id: FeedId::new(clock.now()),
        name: reading.feed.clone(),
        subject: reading.subject,
        format: reading.format,
        origin: reading.origin.clone(),
    };
    let id = tx.upsert_feed(&feed).await?;
    Ok((tx, id))
}

/// Ends a reading: the run, its audit line and, when something changed, a new revision.
async fn finish(tx: Tx, clock: &Clock, run: Run, notices: Notices) -> Result<Outcome, StoreError> {
    finish_by(tx, clock, run, notices, IMPORT).await
}

/// The same by the hand of `actor`.
async fn finish_by(
    mut tx: Tx,
    clock: &Clock,
    run: Run,
    notices: Notices,
    actor: &str,
) -> Result<Outcome, StoreError> {
    let kept: Vec<_> = notices.iter().cloned().collect();
    tx.insert_run(&run, &kept).await?;
    if run.outcome == RunOutcome::Applied {
        let detail = format!("{} added, {} changed", run.added, run.changed);
        tx.audit(clock.now(), actor, "feed.read", "feed", &run.feed.to_string(), &detail).await?;
        tx.raise_revision().await?;
    }
    tx.commit().await?;
    Ok(Outcome { run, notices })
}
