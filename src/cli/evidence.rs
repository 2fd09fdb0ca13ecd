//! `stillopen evidence`: keep copies of sources, and see whether the copies are what they were.

use anyhow::{Context, bail};
use clap::{Args, Subcommand, ValueEnum};
use futures_util::StreamExt;
use serde_json::json;

use super::say;
use crate::config::{DatabaseArgs, OutboundArgs, own_program};
use crate::domain::capture::Capture;
use crate::domain::closure::Closure;
use crate::domain::site::Site;
use crate::domain::time::Clock;
use crate::jobs::capture::{CaptureError, Catcher, Findings, LIMITS, Wanted, verify};
use crate::store::Store;

/// Sources that are captured at once.
const AT_ONCE: usize = 4;

/// Settings of the command.
#[derive(Debug, Args)]
pub struct Evidence {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Fetch sources and keep copies of them, now
    Capture(CaptureArgs),
    /// Compute every hash of every copy again and name each that does not fit
    Verify(VerifyArgs),
}

#[derive(Debug, Args)]
struct CaptureArgs {
    /// All sources of one case, by the last part of its address
    #[arg(long, required_unless_present = "all", conflicts_with = "all")]
    closure: Option<String>,
    /// Every source that has no copy yet
    #[arg(long)]
    all: bool,
    /// Address of this installation, told to those whose pages are fetched
    #[arg(long, env = "STILLOPEN_SITE")]
    site: Option<Site>,
    #[command(flatten)]
    outbound: OutboundArgs,
    #[command(flatten)]
    database: DatabaseArgs,
}

#[derive(Debug, Args)]
struct VerifyArgs {
    /// Form of the answer
    #[arg(long, default_value = "text")]
    format: Format,
    #[command(flatten)]
    database: DatabaseArgs,
}

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Sentences
    Text,
    /// JSON
    Json,
}

impl Evidence {
    /// Runs it.
    ///
    /// # Errors
    /// When the database cannot be read, there is no such case, or a copy is not what it was.
    pub async fn run(self) -> anyhow::Result<()> {
        match self.what {
            What::Capture(capture) => capture.run().await,
            What::Verify(verify) => verify.run().await,
        }
    }
}

impl CaptureArgs {
    async fn run(self) -> anyhow::Result<()> {
        let store = Store::open(&self.database.database).await?;
        let cases = store.closures().await?;
        let wanted = match &self.closure {
            Some(slug) => {
                let case = cases.iter().find(|case| case.slug.as_str() == slug);
                sources(case.with_context(|| format!("there is no case {slug}"))?)
            }
            None => {
                let mut wanted = Vec::new();
                let mut tx = store.begin().await?;
                for source in cases.iter().flat_map(sources) {
                    if tx.is_uncaptured(source.evidence, &source.url).await? {
                        wanted.push(source);
                    }
                }
                wanted
            }
        };
        let catcher = Catcher {
            store: store.clone(),
            clock: Clock::System,
            client: self.outbound.client(self.site.as_ref()),
            program: own_program(),
            limits: LIMITS,
        };
        let total = wanted.len();
        let work = futures_util::stream::iter(wanted).map(|source| {
            let catcher = &catcher;
            async move {
                let result = catcher.capture(&source, false).await;
                (source.url, result)
            }
        });
        let mut results = work.buffer_unordered(AT_ONCE);
        let mut kept = 0;
        while let Some((url, result)) = results.next().await {
            kept += usize::from(tell(&url, &result));
            if let Err(CaptureError::Store(error)) = result {
                return Err(error.into());
            }
        }
        drop(results);
        store.close().await;
        say(&format!("{kept} of {total} sources kept"));
        Ok(())
    }
}

fn sources(case: &Closure) -> Vec<Wanted> {
    let is_web = |url: &str| url.starts_with("https://") || url.starts_with("http://");
    let of_web = case.evidence.iter().filter(|source| is_web(&source.url));
    let wanted = |source: &crate::domain::evidence::Evidence| Wanted {
        evidence: source.id,
        url: source.url.clone(),
        actor: "system".to_owned(),
    };
    of_web.map(wanted).collect()
}

/// Says what came of a source; true when there is a copy of it.
fn tell(url: &str, result: &Result<Capture, CaptureError>) -> bool {
    match result {
        Ok(capture) => {
            let why = capture.because.map(|because| format!(" ({because} {})", capture.detail));
            say(&format!("{}{}: {url}", capture.outcome, why.unwrap_or_default()));
            capture.because.is_none()
        }
        Err(error) => {
            say(&format!("failed ({error}): {url}"));
            false
        }
    }
}

impl VerifyArgs {
    async fn run(self) -> anyhow::Result<()> {
        let store = Store::open(&self.database.database).await?;
        let found = verify(&store).await?;
        store.close().await;
        match self.format {
            Format::Json => say(&json!(found).to_string()),
            Format::Text => told(&found),
        }
        if !found.faults.is_empty() {
            bail!("copies of sources are not what they were: {} faults", found.faults.len());
        }
        Ok(())
    }
}

fn told(found: &Findings) {
    for fault in &found.faults {
        say(&format!(
            "copy {} of source {}: {} was {}, is {}",
            fault.capture, fault.evidence, fault.wrong, fault.expected, fault.found
        ));
    }
    say(&format!("{} copies, {} bytes", found.copies, found.bytes));
}
