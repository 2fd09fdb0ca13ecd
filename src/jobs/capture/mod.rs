//! Copies of sources: asked for within limits, written down as WARC with their digests, and read for the search.
//!
//! The page is fetched into a file, never into memory; its words are read in a confined process ([`cell`]); the copy
//! goes into the database in pieces. When reading fails the copy stays, and only its words are missing.

mod cell;
mod fetch;
mod inside;
mod keep;
mod page_text;
mod payload;
mod picture;
mod upload;
mod verify;
mod warc;

use std::path::PathBuf;
use std::time::Duration;

use serde_json::json;
use tokio::sync::Semaphore;

use super::{JobError, Tools};
use crate::app::App;
use crate::domain::capture::{Because, Capture, Origin, Outcome, Wording};
use crate::domain::closure::Closure;
use crate::domain::evidence::Evidence;
use crate::domain::id::{CaptureId, EvidenceId};
use crate::domain::job::{Job, JobKind, NewJob};
use crate::domain::time::Clock;
use crate::outbound::{Client, Limits, OutboundError, Wait};
use crate::store::{Store, StoreError, Tx};

pub(super) use cell::{CellError, read as read_confined};
pub use fetch::FetchError;
pub use inside::{InsideError, REFUSED, Work, run as run_inside};
pub use payload::Payload;
pub use upload::{MOST_UPLOAD, Ready, Upload, UploadError};
pub use verify::{Fault, Findings, Wrong, verify};

/// What a page may take.
pub const LIMITS: Limits = Limits {
    head: Duration::from_secs(20),
    quiet: Duration::from_secs(20),
    whole: Duration::from_secs(120),
    most_bytes: 32 << 20,
    redirects: 5,
};

/// Captures at once in one process.
static AT_ONCE: Semaphore = Semaphore::const_new(20);

/// What captures.
#[derive(Debug, Clone)]
pub struct Catcher {
    /// Where copies go.
    pub store: Store,
    /// Where "now" comes from.
    pub clock: Clock,
    /// What asks for pages.
    pub client: Client,
    /// This program, to be run once more for reading.
    pub program: PathBuf,
    /// What a page may take.
    pub limits: Limits,
}

/// A source to be captured, and in whose name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The source.
    pub evidence: EvidenceId,
    /// Its address.
    pub url: String,
    /// Who asked, as audit lines name them.
    pub actor: String,
}

/// A capture that could not be carried out for a reason of our own.
#[derive(Debug, thiserror::Error)]
pub enum CaptureError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The disk.
    #[error("the copy cannot be written down: {0}")]
    Disk(#[from] std::io::Error),
    /// The page did not come, and may come later; nothing was written down.
    #[error("{0}")]
    Later(OutboundError),
}

impl Catcher {
    /// What the service captures with.
    #[must_use]
    pub fn of(app: &App) -> Self {
        Self {
            store: app.store().clone(),
            clock: app.clock().clone(),
            client: app.outbound().clone(),
            program: app.program().to_owned(),
            limits: LIMITS,
        }
    }

    /// Captures a source and writes down what came of it. Where `may_wait` is true, a page that may come later is left
    /// for later.
    ///
    /// # Errors
    /// When the database or the disk fails, or the page may come later.
    pub async fn capture(&self, wanted: &Wanted, may_wait: bool) -> Result<Capture, CaptureError> {
        // Never closed, so there is always a permit in the end.
        let _permit = AT_ONCE.acquire().await.ok();
        let fetched =
            fetch::fetch(&self.client, &wanted.url, self.limits, self.limits.most_bytes).await;
        let at = self.clock.now();
        let mut capture = blank(wanted, at);
        match fetched {
            Ok(fetched) => {
                let is_passing = matches!(fetched.last.status, 408 | 425 | 429 | 500..=599);
                if is_passing && may_wait {
                    let status = format!("the server answered with {}", fetched.last.status);
                    return Err(CaptureError::Later(OutboundError::Connection(status)));
                }
                keep::keep_page(self, wanted, capture, fetched).await
            }
            Err(FetchError::Disk(error)) => Err(CaptureError::Disk(error)),
            Err(FetchError::Outbound(error)) if error.is_passing() && may_wait => {
                Err(CaptureError::Later(error))
            }
            Err(FetchError::Outbound(error)) => {
                let (because, detail) = reason(&error);
                capture.outcome = because.outcome();
                (capture.because, capture.detail) = (Some(because), detail);
                keep::write_down(self, &capture, &wanted.actor).await?;
                Ok(capture)
            }
        }
    }
}

/// A capture of which nothing is known yet.
fn blank(wanted: &Wanted, at: jiff::Timestamp) -> Capture {
    Capture {
        id: CaptureId::new(at),
        evidence: wanted.evidence,
        origin: Origin::Fetched,
        requested_url: wanted.url.chars().filter(|c| !c.is_control()).collect(),
        final_url: String::new(),
        at,
        outcome: Outcome::Ok,
        because: None,
        detail: String::new(),
        status: None,
        media_type: String::new(),
        kept: None,
        wording: Wording::NoCopy,
        is_public: false,
    }
}

/// The reason in the ledger's words, and what belongs to it.
fn reason(error: &OutboundError) -> (Because, String) {
    match error {
        OutboundError::NotAnAddress { .. } => (Because::NotAnAddress, String::new()),
        OutboundError::Scheme { found } => (Because::Scheme, found.clone()),
        OutboundError::Credentials => (Because::Credentials, String::new()),
        OutboundError::Port { found } => (Because::Port, found.to_string()),
        OutboundError::Closed { host } => (Because::Closed, host.clone()),
        OutboundError::Unknown { host } => (Because::Unknown, host.clone()),
        OutboundError::TooManyRedirects { most } => (Because::Redirects, most.to_string()),
        OutboundError::Redirect => (Because::Redirect, String::new()),
        OutboundError::Timeout { what } => match what {
            Wait::Connect => (Because::Slow, String::new()),
            Wait::Quiet => (Because::Silence, String::new()),
            Wait::Whole => (Because::Endless, String::new()),
        },
        OutboundError::TooLarge { most } => (Because::Large, megabytes(*most)),
        OutboundError::UnpacksTooLarge { most } => (Because::Bomb, megabytes(*most)),
        OutboundError::Packed => (Because::Packed, String::new()),
        OutboundError::Connection(said) | OutboundError::Start(said) => {
            (Because::Connection, said.replace('\0', " "))
        }
    }
}

fn megabytes(bytes: u64) -> String {
    bytes.div_ceil(1 << 20).to_string()
}

/// Asks for the capture of every source that a change brought into a case: one that has a web address which neither
/// the case before had nor anybody asked for yet. Nothing is fetched for what was there already.
///
/// # Errors
/// When the database does not answer.
pub async fn enqueue_for(
    tx: &mut Tx,
    before: Option<&Closure>,
    case: &Closure,
    actor: &str,
    now: jiff::Timestamp,
) -> Result<(), StoreError> {
    for source in &case.evidence {
        let is_web = source.url.starts_with("https://") || source.url.starts_with("http://");
        let same = |known: &&Evidence| known.id == source.id && known.url == source.url;
        let is_new = before.is_none_or(|before| !before.evidence.iter().any(|known| same(&known)));
        if is_web && is_new && tx.is_uncaptured(source.id, &source.url).await? {
            let wanted =
                Wanted { evidence: source.id, url: source.url.clone(), actor: actor.to_owned() };
            enqueue(tx, &wanted, now).await?;
        }
    }
    Ok(())
}

/// Asks for a capture; while one of the same source waits, that one will do.
///
/// # Errors
/// When the database does not answer.
pub async fn enqueue(tx: &mut Tx, wanted: &Wanted, now: jiff::Timestamp) -> Result<(), StoreError> {
    let payload = json!({
        "evidence": wanted.evidence,
        "url": wanted.url,
        "actor": wanted.actor,
    });
    let once = Some(wanted.evidence.to_string());
    tx.enqueue(&NewJob { once, ..NewJob::now(JobKind::Capture, payload, now) }).await?;
    Ok(())
}

/// Carries out a job.
pub(super) async fn run(tools: &Tools, job: &Job) -> Result<(), JobError> {
    let text = |name: &str| job.payload.get(name).and_then(|v| v.as_str()).map(str::to_owned);
    let evidence = text("evidence").and_then(|id| id.parse().ok()).map(EvidenceId);
    let (Some(evidence), Some(url), Some(actor)) = (evidence, text("url"), text("actor")) else {
        return Err(JobError::Never("the job does not say what to capture".to_owned()));
    };
    let may_wait = job.tries < JobKind::Capture.most_tries();
    let wanted = Wanted { evidence, url, actor };
    match Catcher::of(&tools.app).capture(&wanted, may_wait).await {
        Ok(_) => Ok(()),
        Err(CaptureError::Store(error)) => Err(error.into()),
        Err(error @ (CaptureError::Disk(_) | CaptureError::Later(_))) => {
            Err(JobError::Later(error.to_string()))
        }
    }
}
