//! Work that outlives a request: taken from the queue, done, tried again when it failed.
//!
//! A handler may be run twice for the same job, when a process dies between the work and its receipt; each must
//! bear that.

pub mod alert;
pub mod capture;
pub mod digest;
mod letter;
pub mod mail;
pub mod sign_in;
pub mod sweep;
pub mod webhook;

use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use uuid::Uuid;

use crate::app::App;
use crate::domain::job::{Job, JobKind};
use crate::mail::Mailer;
use crate::store::StoreError;

/// Jobs that one process works on at once.
const AT_ONCE: usize = 20;
/// Jobs that are taken with one question.
const A_HANDFUL: u32 = 32;
/// How often the queue is asked.
const PACE: Duration = Duration::from_secs(1);

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

/// Does every job that is due; gives how many were taken, done or not.
///
/// # Errors
/// When the queue cannot be asked.
pub async fn run_due(tools: &Tools) -> Result<usize, StoreError> {
    let mut count = 0;
    loop {
        let now = tools.app.clock().now();
        let jobs = tools.app.store().take_jobs(tools.worker, now, A_HANDFUL).await?;
        if jobs.is_empty() {
            return Ok(count);
        }
        count += jobs.len();
        let work = futures_util::stream::iter(jobs).map(|job| run_one(tools, job));
        let mut results = work.buffer_unordered(AT_ONCE);
        while let Some(result) = results.next().await {
            result?;
        }
    }
}

async fn run_one(tools: &Tools, job: Job) -> Result<(), StoreError> {
    let (store, now) = (tools.app.store(), tools.app.clock().now());
    let result = match job.kind {
        JobKind::Mail => mail::send(tools, &job).await,
        JobKind::SignIn => sign_in::answer(tools, &job).await,
        JobKind::Alert => alert::run(tools, &job).await,
        JobKind::Digest => digest::run(tools, &job).await,
        JobKind::Webhook => webhook::run(tools, &job).await,
        JobKind::FollowSweep => digest::sweep(tools).await,
        JobKind::Sweep => sweep::run(tools).await,
        JobKind::Capture => capture::run(tools, &job).await,
    };
    match result {
        Ok(()) => store.finish_job(job.id, tools.worker).await,
        Err(error) => {
            tracing::warn!(kind = job.kind.as_str(), tries = job.tries, %error, "a job failed");
            let is_final = matches!(error, JobError::Never(_));
            store.fail_job(&job, tools.worker, now, &error.to_string(), is_final).await
        }
    }
}

/// Works for as long as the service runs.
pub async fn run(tools: Tools) {
    let mut pace = tokio::time::interval(PACE);
    pace.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        pace.tick().await;
        if let Err(error) = run_due(&tools).await {
            tracing::warn!(%error, "the queue of jobs cannot be asked; trying again");
        }
    }
}
