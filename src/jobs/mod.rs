//! Work that outlives a request: taken from the queue, done, tried again when it failed.
//!
//! Jobs run in lanes, which do not wait for each other. A handler may be run twice for the same job, when a process
//! dies between the work and its receipt; each must bear that.

pub mod alert;
pub mod capture;
pub mod digest;
mod letter;
pub mod mail;
pub mod photo;
mod release;
pub mod retention;
pub mod setup;
pub mod sign_in;
pub mod sweep;
pub mod webhook;

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{FutureExt, StreamExt};
use tokio::task::{JoinError, JoinSet};
use uuid::Uuid;

use crate::app::App;
use crate::domain::job::{Job, JobKind, Lane};
use crate::mail::Mailer;
use crate::store::StoreError;

/// How often the queue is asked.
const PACE: Duration = Duration::from_secs(1);
/// How long jobs under way may take once the service is told to stop.
const LAST_CALL: Duration = Duration::from_secs(10);
/// How often the receipt of a job is handed in to a database that does not take it, and the pause between.
const RECEIPTS: usize = 5;
const RECEIPT_PAUSE: Duration = Duration::from_secs(2);

/// What handlers work with.
#[derive(Clone)]
pub struct Tools {
    /// What handlers of requests share too.
    pub app: App,
    /// What sends letters.
    pub mailer: Arc<Mailer>,
    /// This process among others.
    worker: Uuid,
}

impl Tools {
    /// The tools of one process.
    #[must_use]
    pub fn new(app: App, mailer: Mailer) -> Self {
        Self { app, mailer: Arc::new(mailer), worker: Uuid::new_v4() }
    }
}

/// Why a job is not done.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// It may work later.
    #[error("{0}")]
    Later(String),
    /// It will never work.
    #[error("{0}")]
    Never(String),
    /// The database does not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Does every job that is due, lane by lane; gives how many were taken, done or not.
///
/// # Errors
/// When the queue cannot be asked.
pub async fn run_due(tools: &Tools) -> Result<usize, StoreError> {
    let mut count = 0;
    loop {
        let before = count;
        for kind in JobKind::ALL {
            let jobs = take(tools, *kind, kind.lane().at_once()).await?;
            count += jobs.len();
            let work = futures_util::stream::iter(jobs);
            work.for_each_concurrent(None, |job| run_one(tools, job)).await;
        }
        if count == before {
            return Ok(count);
        }
    }
}

async fn take(tools: &Tools, kind: JobKind, most: usize) -> Result<Vec<Job>, StoreError> {
    let now = tools.app.clock().now();
    tools.app.store().take_jobs(tools.worker, kind, now, most).await
}

/// Does a job and hands in its receipt; a fault in one is no other's.
async fn run_one(tools: &Tools, job: Job) {
    let work = AssertUnwindSafe(handle(tools, &job)).catch_unwind().await;
    let result = work.unwrap_or_else(|_| Err(JobError::Later("a fault of ours".to_owned())));
    if let Err(error) = &result {
        tracing::warn!(kind = job.kind.as_str(), tries = job.tries, %error, "a job failed");
    }
    for _ in 0..RECEIPTS {
        match hand_in(tools, &job, &result).await {
            Ok(()) => return,
            Err(error) => {
                tracing::warn!(%error, "the receipt of a job was not taken; trying again");
                tokio::time::sleep(RECEIPT_PAUSE).await;
            }
        }
    }
    tracing::error!(kind = job.kind.as_str(), "a job without a receipt will run once more");
}

async fn handle(tools: &Tools, job: &Job) -> Result<(), JobError> {
    match job.kind {
        JobKind::Mail | JobKind::Newsletter => mail::send(tools, job).await,
        JobKind::SignIn => sign_in::answer(tools, job).await,
        JobKind::Alert => alert::run(tools, job).await,
        JobKind::Digest => digest::run(tools, job).await,
        JobKind::Webhook => webhook::run(tools, job).await,
        JobKind::FollowSweep => digest::sweep(tools).await,
        JobKind::Sweep => sweep::run(tools).await,
        JobKind::Capture => capture::run(tools, job).await,
    }
}

async fn hand_in(
    tools: &Tools,
    job: &Job,
    result: &Result<(), JobError>,
) -> Result<(), StoreError> {
    let (store, now) = (tools.app.store(), tools.app.clock().now());
    match result {
        Ok(()) => store.finish_job(job.id, tools.worker).await,
        Err(error) => {
            let is_final = matches!(error, JobError::Never(_));
            store.fail_job(job, tools.worker, now, &error.to_string(), is_final).await
        }
    }
}

/// Works until `stop` is done, then lets what is under way finish and gives the rest back.
pub async fn run(tools: Tools, stop: impl Future<Output = ()>) {
    let mut pace = tokio::time::interval(PACE);
    pace.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut crew = Crew { tools, at_work: JoinSet::new(), busy: [0; Lane::ALL.len()] };
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            _ = pace.tick() => {}
            Some(done) = crew.at_work.join_next() => crew.leave(done),
        }
        if let Err(error) = crew.fill().await {
            tracing::warn!(%error, "the queue of jobs cannot be asked; trying again");
        }
    }
    let rest = async { while crew.at_work.join_next().await.is_some() {} };
    if tokio::time::timeout(LAST_CALL, rest).await.is_err() {
        tracing::warn!("some jobs were still under way and will run once more");
        crew.at_work.shutdown().await;
    }
    if let Err(error) = crew.tools.app.store().release_jobs(crew.tools.worker).await {
        tracing::warn!(%error, "jobs that were taken wait until their lease ends");
    }
}

/// The jobs under way in this process.
struct Crew {
    tools: Tools,
    at_work: JoinSet<usize>,
    /// How many in each lane.
    busy: [usize; Lane::ALL.len()],
}

impl Crew {
    /// Takes what is due where a lane has room.
    async fn fill(&mut self) -> Result<(), StoreError> {
        for kind in JobKind::ALL {
            let lane = kind.lane();
            let Some(at) = Lane::ALL.iter().position(|l| *l == lane) else { continue };
            let busy = self.busy.get(at).copied().unwrap_or_default();
            let free = lane.at_once().saturating_sub(busy);
            if free == 0 {
                continue;
            }
            for job in take(&self.tools, *kind, free).await? {
                if let Some(busy) = self.busy.get_mut(at) {
                    *busy += 1;
                }
                let tools = self.tools.clone();
                self.at_work.spawn(async move {
                    run_one(&tools, job).await;
                    at
                });
            }
        }
        Ok(())
    }

    fn leave(&mut self, done: Result<usize, JoinError>) {
        if let Ok(at) = done
            && let Some(busy) = self.busy.get_mut(at)
        {
            *busy = busy.saturating_sub(1);
        }
    }
}
