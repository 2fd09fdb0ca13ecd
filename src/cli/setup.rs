//! `stillopen setup`: what a state needs to count in people, fetched from its publishers.

use std::io::IsTerminal;
use std::path::PathBuf;

use anyhow::bail;
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};

use super::say;
use crate::config::{DatabaseArgs, OutboundArgs};
use crate::domain::site::Site;
use crate::domain::time::Clock;
use crate::import::notices;
use crate::jobs::setup::{self, Event, From};
use crate::store::Store;

/// A state whose official files are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum State {
    /// Illinois
    Illinois,
}

/// Settings of the command.
#[derive(Debug, Args)]
pub struct Setup {
    /// The state
    state: State,
    /// A folder, or an address, that holds all the files; without it each is fetched from its publisher
    #[arg(long)]
    from: Option<String>,
    /// Folder in which downloads are kept. Default: downloads, beside the database
    #[arg(long)]
    downloads: Option<PathBuf>,
    /// Key for api.census.gov, for those who ask it often; it is kept nowhere
    #[arg(long, env = "STILLOPEN_CENSUS_KEY", hide_env_values = true)]
    census_key: Option<String>,
    /// Address of this installation, told to those whose files are fetched
    #[arg(long, env = "STILLOPEN_SITE")]
    site: Option<Site>,
    #[command(flatten)]
    outbound: OutboundArgs,
    #[command(flatten)]
    database: DatabaseArgs,
}

impl Setup {
    /// Loads every part and says of each what came of it.
    ///
    /// # Errors
    /// When the database cannot be opened, or a part could not be loaded.
    pub async fn run(self) -> anyhow::Result<()> {
        let store = Store::open(&self.database.database).await?;
        let parts = match self.state {
            State::Illinois => setup::illinois(),
        };
        let from = match self.from {
            None => From::Publishers,
            Some(at) if at.starts_with("http://") || at.starts_with("https://") => {
                From::Address(at)
            }
            Some(folder) => From::Folder(folder.into()),
        };
        let folder =
            self.downloads.unwrap_or_else(|| self.database.key_path().with_file_name("downloads"));
        let client = self.outbound.client(self.site.as_ref());
        let clock = Clock::System;
        let work = setup::Setup {
            store: &store,
            clock: &clock,
            client: &client,
            folder,
            from,
            census_key: self.census_key,
        };
        let mut shown = Shown::new(parts.len());
        let failed = work.run(&parts, &mut |event| shown.tell(&event)).await;
        store.close().await;
        if failed.is_empty() {
            say(&format!("all {} parts are loaded", parts.len()));
            return Ok(());
        }
        bail!(
            "{} of {} parts could not be loaded: {}; what was loaded of them before stays; run it again later",
            failed.len(),
            parts.len(),
            failed.join(", ")
        );
    }
}

/// What is shown: a bar on a terminal, a line for each part elsewhere.
struct Shown {
    bar: Option<ProgressBar>,
    parts: usize,
    begun: usize,
    name: String,
}

impl Shown {
    fn new(parts: usize) -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new(0);
            let style = "{prefix} {wide_bar} {bytes}/{total_bytes} {msg}";
            if let Ok(style) = ProgressStyle::with_template(style) {
                bar.set_style(style);
            }
            bar
        });
        Self { bar, parts, begun: 0, name: String::new() }
    }

    fn line(&self, text: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| say(text)),
            None => say(text),
        }
    }

    fn tell(&mut self, event: &Event<'_>) {
        match event {
            Event::Begins(part) => {
                self.begun += 1;
                self.name.clone_from(&part.name);
                if let Some(bar) = &self.bar {
                    bar.reset();
                    bar.set_length(0);
                    bar.set_message("");
                    bar.set_prefix(format!("[{}/{}] {}", self.begun, self.parts, self.name));
                }
            }
            Event::Bytes(done, of) => {
                if let Some(bar) = &self.bar {
                    bar.set_length(of.unwrap_or(*done));
                    bar.set_position(*done);
                }
            }
            Event::Reads => {
                if let Some(bar) = &self.bar {
                    bar.set_message("reading");
                    bar.tick();
                }
            }
            Event::Loaded(sets, seen) => {
                let rows: Vec<String> =
                    sets.iter().map(|set| format!("{}: {} rows", set.of, set.rows)).collect();
                self.line(&format!(
                    "[{}/{}] {}: {}",
                    self.begun,
                    self.parts,
                    self.name,
                    rows.join(", ")
                ));
                for (code, count) in seen.counts() {
                    let first = seen.iter().find(|notice| notice.code == code);
                    let first = first.map(notices::sentence).unwrap_or_default();
                    self.line(&format!("    {code} ({count}): {first}"));
                }
            }
            Event::Failed(error) => {
                let head = format!("[{}/{}] {}", self.begun, self.parts, self.name);
                self.line(&format!("{head}: not loaded: {error}"));
            }
        }
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
