//! `stillopen retention`: erase what has been kept long enough, or say what that would be.

use std::collections::BTreeMap;

use anyhow::Context;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use serde_json::{Value, json};

use super::say;
use crate::config::DatabaseArgs;
use crate::domain::id::ReportId;
use crate::domain::time::Clock;
use crate::jobs::retention::{self, Due, Limits};
use crate::store::{Sealer, Store};

/// Settings of the command.
#[derive(Debug, Args)]
pub struct Retention {
    /// Erase nothing: say what would be erased
    #[arg(long)]
    dry_run: bool,
    /// Form of the answer
    #[arg(long, default_value = "text")]
    format: Format,
    #[command(flatten)]
    database: DatabaseArgs,
}

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table
    Text,
    /// JSON
    Json,
}

/// A line of the answer.
struct Line {
    what: &'static str,
    /// What it is, in words.
    says: &'static str,
    count: u64,
    /// Since when the oldest of them is done with.
    since: Option<String>,
    ids: Vec<ReportId>,
}

impl Retention {
    /// Runs it.
    ///
    /// # Errors
    /// When the database or the key cannot be had.
    pub async fn run(self) -> anyhow::Result<()> {
        let store = Store::open(&self.database.database).await?;
        let now = Clock::System.now();
        let limits = Limits::at(now);
        let mut due = Due::look(&store, &limits).await?;
        if !self.dry_run {
            let key = self.database.key_path();
            let sealer = Sealer::load_or_create(&key, &mut rand::rng())
                .with_context(|| format!("the key {} is needed to erase", key.display()))?;
            let erased = retention::run(&store, &sealer, now).await?;
            // What was told is what is gone, whatever happened since it was looked for.
            let closed: BTreeMap<ReportId, Date> = due.reports.into_iter().collect();
            let since = |id: &ReportId| closed.get(id).copied().unwrap_or(limits.today);
            due.reports = erased.reports.iter().map(|id| (*id, since(id))).collect();
            due.worker_accounts = erased.worker_accounts;
            due.photos = erased.photos;
        }
        store.close().await;
        self.tell(&lines(&due), &limits);
        Ok(())
    }

    fn tell(&self, lines: &[Line], limits: &Limits) {
        if self.format == Format::Json {
            let what = |line: &Line| {
                let mut object =
                    json!({ "what": line.what, "count": line.count, "since": line.since });
                if line.what == "reports" {
                    object["ids"] =
                        Value::from(line.ids.iter().map(ToString::to_string).collect::<Vec<_>>());
                }
                object
            };
            let answer = json!({
                "dry_run": self.dry_run,
                "closed_before": limits.closed_before,
                "erased": lines.iter().map(what).collect::<Vec<_>>(),
            });
            say(&answer.to_string());
            return;
        }
        let did = if self.dry_run { "would be erased" } else { "erased" };
        say(&format!("{:<44}{:>9}  since", did, "how many"));
        for line in lines {
            let since = line.since.as_deref().unwrap_or("-");
            say(&format!("{:<44}{:>9}  {since}", line.says, line.count));
            for id in &line.ids {
                say(&format!("  report {id}"));
            }
        }
    }
}

fn lines(due: &Due) -> Vec<Line> {
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    vec![
        Line {
            what: "reports",
            says: "contact, original and messages of reports",
            count: count(due.reports.len()),
            since: due.reports.first().map(|(_, closed)| closed.to_string()),
            ids: due.reports.iter().map(|(id, _)| *id).collect(),
        },
        Line {
            what: "worker_accounts",
            says: "accounts of workers",
            count: due.worker_accounts,
            since: due.workers_since.map(|quarter| quarter.to_string()),
            ids: Vec::new(),
        },
        Line {
            what: "photos",
            says: "photos whose report was never sent",
            count: due.photos,
            since: due.photos_since.map(|day| day.to_string()),
            ids: Vec::new(),
        },
    ]
}
