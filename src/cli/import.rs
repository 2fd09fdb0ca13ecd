//! `stillopen import`: read a publisher's list into the database.

use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};

use super::import_whole::{Form, WholeArgs};
use super::say;
use crate::config::DatabaseArgs;
use crate::domain::feed::{FeedFormat, FeedSubject, RunOutcome};
use crate::domain::time::Clock;
use crate::import::apply::{ApplyError, Outcome, Reading, import_offices, lay_closures};
use crate::import::closures_csv::LedgerFiles;
use crate::import::{Mapping, notices};
use crate::jobs::alert;
use crate::store::Store;

/// The longest file of cases that is read whole.
const MOST_LEDGER_BYTES: u64 = 256 << 20;

/// What is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Subject {
    /// Offices
    Offices,
    /// Closures: the rows of events
    Closures,
    /// Areas: boundaries of one kind, whole
    Areas,
    /// Where people live: points with figures, or figures for points that are there
    Demand,
    /// Travel times from where people live to the offices of one service
    Times,
}

/// The form of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Comma-separated values with a header
    Csv,
    /// GeoJSON
    Geojson,
    /// A zip archive with one shapefile (areas)
    Shapefile,
    /// A table of the American Community Survey as api.census.gov gives it (demand)
    Acs,
    /// Travel times as OpenTimes gives them, from tract to tract (times)
    Opentimes,
    /// Travel times as r5 writes them (times)
    R5,
}

/// Settings of an import.
#[derive(Debug, Args)]
pub struct Import {
    /// What the file lists
    subject: Subject,
    /// The file, or - for standard input; for areas, demand and times also an address
    file: PathBuf,
    /// Short name of the list; reading it again under the same name compares the two. Areas, demand and times are
    /// replaced whole, and need none
    #[arg(long, required_if_eq_any([("subject", "offices"), ("subject", "closures")]))]
    feed: Option<String>,
    /// Form of the file
    #[arg(long)]
    format: Format,
    /// JSON file that says which column is which: {"columns": {"name": "Office Name"}, "fixed": {"office_type": "fcrc"}}
    #[arg(long)]
    mapping: Option<PathBuf>,
    #[command(flatten)]
    whole: WholeArgs,
    #[command(flatten)]
    database: DatabaseArgs,
}

impl Import {
    /// Reads the list; what there is to say goes to standard output, one line for each kind of notice and for the
    /// first of each.
    ///
    /// # Errors
    /// When the list cannot be read, is held, or the database cannot be written.
    pub async fn run(self) -> anyhow::Result<()> {
        let form = match self.format {
            Format::Csv => Form::Csv,
            Format::Geojson => Form::Geojson,
            Format::Shapefile => Form::Shapefile,
            Format::Acs => Form::Acs,
            Format::Opentimes => Form::Opentimes,
            Format::R5 => Form::R5,
        };
        let subject = match self.subject {
            Subject::Offices => FeedSubject::Offices,
            Subject::Closures => FeedSubject::Closures,
            Subject::Areas => {
                return self.whole.areas(&self.file, form, self.feed, &self.database).await;
            }
            Subject::Demand => {
                return self.whole.demand(&self.file, form, self.feed, &self.database).await;
            }
            Subject::Times => {
                return self.whole.times(&self.file, form, self.feed, &self.database).await;
            }
        };
        let format = match form {
            Form::Csv => FeedFormat::Csv,
            Form::Geojson => FeedFormat::Geojson,
            Form::Shapefile | Form::Acs | Form::Opentimes | Form::R5 => {
                bail!("found --format {form} for {subject}, expected csv or geojson")
            }
        };
        let store = Store::open(&self.database.database).await?;
        let origin = self.file.display().to_string();
        let reading = Reading {
            feed: self.feed.clone().unwrap_or_default(),
            subject,
            format,
            origin: origin.clone(),
        };
        let input = self.open()?;
        let outcome = match subject {
            FeedSubject::Offices => {
                import_offices(&store, &Clock::System, &reading, self.mapping()?, input).await
            }
            _ => {
                if reading.format != FeedFormat::Csv {
                    bail!("closures are read from csv; found --format {}", reading.format);
                }
                let mut text = Vec::new();
                input.take(MOST_LEDGER_BYTES + 1).read_to_end(&mut text).context(origin.clone())?;
                if u64::try_from(text.len()).unwrap_or(u64::MAX) > MOST_LEDGER_BYTES {
                    bail!("{origin} is longer than {MOST_LEDGER_BYTES} bytes");
                }
                let files = LedgerFiles { closures: &text, ..LedgerFiles::default() };
                closures(&store, &reading, &files).await
            }
        };
        let outcome = outcome.with_context(|| origin.clone())?;
        store.close().await;
        tell(&outcome);
        if outcome.run.outcome == RunOutcome::Held {
            bail!(
                "{origin} lacks {} of the offices that {} had; nothing was changed. If they are really gone, close \
                 them in the ledger first",
                outcome.run.missing,
                reading.feed
            );
        }
        Ok(())
    }

    fn open(&self) -> anyhow::Result<Box<dyn Read + Send>> {
        if self.file.as_os_str() == "-" {
            return Ok(Box::new(std::io::stdin()));
        }
        let file = File::open(&self.file)
            .with_context(|| format!("cannot open {}", self.file.display()))?;
        Ok(Box::new(file))
    }

    fn mapping(&self) -> anyhow::Result<Mapping> {
        let Some(path) = &self.mapping else { return Ok(Mapping::default()) };
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("cannot open {}", path.display()))?;
        serde_json::from_str(&text).with_context(|| format!("{} is no mapping", path.display()))
    }
}

fn tell(outcome: &Outcome) {
    for notice in outcome.notices.iter() {
        say(&notices::sentence(notice));
    }
    let run = &outcome.run;
    say(&format!(
        "{} rows: {} new, {} changed, {} as before, {} left out; {} known ones are not in this list",
        run.rows, run.added, run.changed, run.unchanged, run.refused, run.missing
    ));
}

/// Reads cases; whoever follows them is told by the service.
async fn closures(
    store: &Store,
    reading: &Reading,
    files: &LedgerFiles<'_>,
) -> Result<Outcome, ApplyError> {
    let clock = Clock::System;
    let mut laid = lay_closures(store, &clock, reading, files, "import").await?;
    let now = clock.now();
    for case in &laid.written {
        alert::enqueue_for(&mut laid.tx, case.after.id, case.after.version, now).await?;
    }
    laid.finish(&clock).await
}
