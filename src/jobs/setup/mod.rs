//! What a whole state needs to count in people: fetched from its publishers, checked and loaded, part by part.
//!
//! Parts do not wait for each other's luck: one that cannot be had leaves what was loaded before as it is, and the
//! rest goes on. Only figures need the points that they belong to.

mod download;
mod plan;

use std::fs::File;
use std::path::PathBuf;

use jiff::Timestamp;

use crate::domain::dataset::Dataset;
use crate::domain::polygon::{AreaKind, Officeholder};
use crate::domain::time::Clock;
use crate::import::apply::{ApplyError, Figures, Origin};
use crate::import::apply::{lay_areas, lay_figures, lay_holders, lay_points};
use crate::import::{ImportError, Notices, areas, demand, officeholders};
use crate::outbound;
use crate::store::Store;

pub use download::{DownloadError, Downloads, Fetched, sha256_of};
pub use plan::{Part, What, illinois};

/// Where the files come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum From {
    /// Each from its publisher.
    Publishers,
    /// All from a folder, under the names in the plan.
    Folder(PathBuf),
    /// All from one address, with the names in the plan behind it.
    Address(String),
}

/// What is told while it goes on.
#[derive(Debug)]
pub enum Event<'e> {
    /// A part begins.
    Begins(&'e Part),
    /// Bytes of its file that are here, of so many where the sender says.
    Bytes(u64, Option<u64>),
    /// It is here; it is read and checked now.
    Reads,
    /// It is loaded.
    Loaded(&'e [Dataset], &'e Notices),
    /// It could not be had or used; what was loaded before stays.
    Failed(&'e SetupError),
}

/// Why a part came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// Its file cannot be had.
    #[error(transparent)]
    Download(#[from] DownloadError),
    /// Its file cannot be read.
    #[error("{origin}: {source}")]
    Import {
        /// The address or path.
        origin: String,
        /// What is wrong.
        source: ImportError,
    },
    /// It cannot be written.
    #[error(transparent)]
    Apply(#[from] ApplyError),
}

/// What a setup works with.
pub struct Setup<'s> {
    /// The database.
    pub store: &'s Store,
    /// Where "now" comes from.
    pub clock: &'s Clock,
    /// What asks other machines.
    pub client: &'s outbound::Client,
    /// Where downloads are kept.
    pub folder: PathBuf,
    /// Where the files come from.
    pub from: From,
    /// The key of the census's API, where the operator has one. It is kept nowhere.
    pub census_key: Option<String>,
}

impl Setup<'_> {
    /// Loads all parts and gives the names of those that could not be loaded.
    pub async fn run(
        &self,
        parts: &[Part],
        tell: &mut (dyn FnMut(Event<'_>) + Send),
    ) -> Vec<String> {
        let mut failed = Vec::new();
        for part in parts {
            tell(Event::Begins(part));
            let mut notices = Notices::new();
            match self.load(part, &mut notices, tell).await {
                Ok(sets) => tell(Event::Loaded(&sets, &notices)),
                Err(error) => {
                    tell(Event::Failed(&error));
                    failed.push(part.name.clone());
                }
            }
        }
        failed
    }

    async fn load(
        &self,
        part: &Part,
        notices: &mut Notices,
        tell: &mut (dyn FnMut(Event<'_>) + Send),
    ) -> Result<Vec<Dataset>, SetupError> {
        let fetched = self.fetch(part, tell).await?;
        tell(Event::Reads);
        let origin = Origin {
            name: part.name.clone(),
            url: fetched.url.clone(),
            vintage: part.vintage.clone().unwrap_or_else(|| month(self.clock.now())),
            sha256: fetched.sha256.clone(),
        };
        let result = self.read_and_lay(part, &fetched, &origin, notices).await;
        if let Err(SetupError::Import { .. }) = &result {
            // What cannot be read is asked for anew the next time.
            fetched.forget();
        }
        result
    }

    async fn fetch(
        &self,
        part: &Part,
        tell: &mut (dyn FnMut(Event<'_>) + Send),
    ) -> Result<Fetched, DownloadError> {
        let downloads = Downloads { folder: &self.folder, client: self.client, clock: self.clock };
        let mut bytes = |done, of| tell(Event::Bytes(done, of));
        match &self.from {
            From::Folder(folder) => Fetched::in_folder(folder.join(&part.file)),
            From::Address(base) => {
                let url = format!("{}/{}", base.trim_end_matches('/'), part.file);
                downloads.fetch(&url, "", &part.file, &mut bytes).await
            }
            From::Publishers => {
                let key =
                    self.census_key.as_ref().filter(|_| matches!(part.what, What::Figures(_)));
                let secret = key.map(|key| format!("&key={key}")).unwrap_or_default();
                downloads.fetch(&part.url, &secret, &part.file, &mut bytes).await
            }
        }
    }

    async fn read_and_lay(
        &self,
        part: &Part,
        fetched: &Fetched,
        origin: &Origin,
        notices: &mut Notices,
    ) -> Result<Vec<Dataset>, SetupError> {
        let path = fetched.path.clone();
        let what = part.what.clone();
        // Reading is work without a pause; the runtime goes on meanwhile.
        let read = tokio::task::spawn_blocking(move || read(path, &what)).await;
        let (read, seen) = read.map_err(|_| ApplyError::Stopped)?;
        notices.merge(seen);
        let read =
            read.map_err(|source| SetupError::Import { origin: origin.url.clone(), source })?;
        let (store, clock) = (self.store, self.clock);
        let sets = match read {
            Read::Areas(kind, areas) => {
                vec![lay_areas(store, clock, &kind, &areas, origin, notices).await?]
            }
            Read::Points(points) => {
                vec![lay_points(store, clock, points, Figures::Stay, origin, notices).await?]
            }
            Read::Figures(figures) => {
                vec![lay_figures(store, clock, figures, origin, notices).await?]
            }
            Read::Holders(holders) => {
                let mut sets = Vec::new();
                for (kind, of_kind) in holders {
                    let holders: Vec<(String, Officeholder)> = of_kind.into_iter().collect();
                    sets.push(lay_holders(store, clock, &kind, &holders, origin).await?);
                }
                sets
            }
        };
        Ok(sets)
    }
}

/// A file that was read.
enum Read {
    Areas(AreaKind, Vec<crate::domain::polygon::Area>),
    Points(demand::ReadPoints),
    Figures(demand::acs::ReadFigures),
    Holders(officeholders::Holders),
}

fn read(path: PathBuf, what: &What) -> (Result<Read, ImportError>, Notices) {
    let mut notices = Notices::new();
    let result = File::open(path)
        .map_err(|source| ImportError::Unreadable { source })
        .and_then(|file| read_as(file, what, &mut notices));
    (result, notices)
}

fn read_as(file: File, what: &What, notices: &mut Notices) -> Result<Read, ImportError> {
    Ok(match what {
        What::Shapefile(plan) => {
            let most = areas::shapefile::MOST_UNPACKED;
            let areas = areas::shapefile::read_shapefile(file, plan, most, notices)?;
            Read::Areas(plan.kind.clone(), areas)
        }
        What::Geojson(plan) => {
            Read::Areas(plan.kind.clone(), areas::geojson::read_geojson(file, plan, notices)?)
        }
        What::Points => Read::Points(demand::read_points(file, notices)?),
        What::Figures(_) => Read::Figures(demand::read_acs(file, notices)?),
        What::Holders(fips, postal) => {
            Read::Holders(officeholders::read_officeholders(file, (fips, postal), notices)?)
        }
    })
}

/// The month of a moment, for files that say nothing of their time.
#[must_use]
pub fn month(now: Timestamp) -> String {
    let day = now.to_zoned(crate::domain::time::zone()).date();
    format!("{:04}-{:02}", day.year(), day.month())
}
