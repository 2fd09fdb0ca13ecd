//! `stillopen export`: what everybody may see, as files to pass on.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use jiff::civil::Date;

use crate::config::DatabaseArgs;
use crate::domain::office::Office;
use crate::domain::time::Clock;
use crate::export::geojson::{Collection, OfficeFeature};
use crate::export::{Sheet, closures, offices, reports};
use crate::store::{PublicFilter, Store};

/// Reports read at once.
const A_PAGE: u32 = 10_000;

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Subject {
    /// Offices, present and former
    Offices,
    /// The ledger, a row for each step of a case
    Closures,
    /// Reports that may be read one by one
    Reports,
    /// Counts of reports as they were last released
    Counts,
    /// All of these, into a folder
    All,
}

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Comma-separated values with a header
    Csv,
    /// JSON
    Json,
    /// GeoJSON; offices alone have places
    Geojson,
}

/// Settings of an export.
#[derive(Debug, Args)]
pub struct Export {
    /// What is written
    subject: Subject,
    /// Form of the file
    #[arg(long)]
    format: Format,
    /// The file, or - for standard output; a folder for all
    #[arg(short, long = "output")]
    output: PathBuf,
    /// The offices as they were on a day, such as 2026-06-30
    #[arg(long)]
    as_of: Option<Date>,
    #[command(flatten)]
    database: DatabaseArgs,
}

impl Export {
    /// Runs it.
    ///
    /// # Errors
    /// When the settings do not go together, the database cannot be read or the file not be written.
    pub async fn run(self) -> anyhow::Result<()> {
        if self.format == Format::Geojson && self.subject != Subject::Offices {
            bail!(
                "only offices can be written as geojson; found {:?}, expected csv or json",
                self.subject
            );
        }
        if self.as_of.is_some() && self.subject != Subject::Offices {
            bail!("only offices are known as of a day; leave --as-of out");
        }
        let store = Store::open(&self.database.database).await?;
        let written = self.write(&store).await;
        store.close().await;
        written
    }

    async fn write(&self, store: &Store) -> anyhow::Result<()> {
        if self.subject != Subject::All {
            let bytes = self.bytes(store, self.subject).await?;
            return put(&self.output, &bytes);
        }
        if self.output == Path::new("-") {
            bail!("all goes into a folder; found -, expected its name");
        }
        std::fs::create_dir_all(&self.output)
            .with_context(|| format!("cannot make the folder {}", self.output.display()))?;
        let ending = if self.format == Format::Json { "json" } else { "csv" };
        for (subject, name) in [
            (Subject::Offices, "offices"),
            (Subject::Closures, "closures"),
            (Subject::Reports, "reports"),
            (Subject::Counts, "report-counts"),
        ] {
            let bytes = self.bytes(store, subject).await?;
            put(&self.output.join(format!("{name}.{ending}")), &bytes)?;
        }
        Ok(())
    }

    async fn bytes(&self, store: &Store, subject: Subject) -> anyhow::Result<Vec<u8>> {
        let sheet = match subject {
            Subject::Closures => {
                let mut cases = store.closures().await?;
                cases.iter_mut().for_each(|case| case.as_of = Some(Clock::System.today()));
                closures::sheet(&cases)
            }
            _ => {
                let all = match self.as_of {
                    Some(day) => store.offices_as_of(day).await?,
                    None => store.offices().await?,
                };
                if self.format == Format::Geojson {
                    let features =
                        all.iter().map(|office| OfficeFeature::new(office, None)).collect();
                    return Ok(serde_json::to_vec(&Collection::new(features))?);
                }
                self.of_offices(store, subject, &all).await?
            }
        };
        let mut bytes = Vec::new();
        match self.format {
            Format::Csv => sheet.csv(&mut bytes)?,
            Format::Json | Format::Geojson => sheet.json(&mut bytes)?,
        }
        Ok(bytes)
    }

    async fn of_offices(
        &self,
        store: &Store,
        subject: Subject,
        all: &[Office],
    ) -> anyhow::Result<Sheet> {
        let by_id: HashMap<_, _> = all.iter().map(|office| (office.id, office)).collect();
        let office = |id| by_id.get(&id).copied();
        Ok(match subject {
            Subject::Reports => reports::sheet(&read_reports(store).await?, office),
            Subject::Counts => reports::counts(&store.released_counts().await?, office),
            _ => offices::sheet(all),
        })
    }
}

/// All reports that may be read one by one, the newest week first.
async fn read_reports(store: &Store) -> anyhow::Result<Vec<crate::domain::report::PublicReport>> {
    let mut all = Vec::new();
    loop {
        let skip = u32::try_from(all.len())?;
        let filter = PublicFilter { skip, limit: A_PAGE, ..PublicFilter::default() };
        let page = store.public_reports(&filter).await?;
        if page.is_empty() {
            return Ok(all);
        }
        all.extend(page);
    }
}

/// Writes a file whole or not at all: beside its place first, then into it.
pub(super) fn put(to: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    if to == Path::new("-") {
        let mut out = std::io::stdout().lock();
        return out.write_all(bytes).and_then(|()| out.flush()).context("cannot write");
    }
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
    let place = || format!("cannot write {}", to.display());
    let mut file =
        tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).with_context(place)?;
    file.write_all(bytes).with_context(place)?;
    file.as_file().sync_all().with_context(place)?;
    file.persist(to).with_context(place)?;
    Ok(())
}
