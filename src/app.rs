//! What every handler shares, and how the read model follows the database.

mod grounds;
mod line;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use moka::future::Cache;
use rand::RngCore;
use tokio::sync::watch;

use crate::atlas::{Atlas, AtlasInput, CountyShapes, Gazetteer, Land, LandInput, Released};
use crate::domain::demand::DemandLevel;
use crate::domain::geo::Position;
use crate::domain::site::Site;
use crate::domain::time::Clock;
use crate::draw::BaseMap;
use crate::geocode::Geocoder;
use crate::outbound;
use crate::store::{Sealer, Store, StoreError};

pub use grounds::{Grounds, NoAnswer};
pub use line::{Closed, Full, Line, Turn};

/// The program whose caseloads stand for the work of aid offices: the only one that every county has figures of.
const PROGRAM: &str = "snap";
/// Calendars that are kept, in bytes.
const MOST_CALENDAR_BYTES: u64 = 32 << 20;

/// The shared state; cheap to clone.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    gazetteer: Arc<Gazetteer>,
    atlas: watch::Sender<Arc<Atlas>>,
    base: BaseMap,
    counties: Arc<CountyShapes>,
    grounds: Grounds,
    clock: Clock,
    sealer: Sealer,
    geocoder: Geocoder,
    site: Site,
    rebuild: tokio::sync::Mutex<()>,
    calendars: Cache<String, Arc<str>>,
    outbound: outbound::Client,
    program: PathBuf,
    photo_line: Line,
}

/// The parts an [`App`] is made of.
pub struct Parts {
    /// The database.
    pub store: Store,
    /// Where "now" comes from.
    pub clock: Clock,
    /// What seals contact details.
    pub sealer: Sealer,
    /// What looks addresses up.
    pub geocoder: Geocoder,
    /// Where the installation is found on the web.
    pub site: Site,
    /// What asks other machines.
    pub outbound: outbound::Client,
    /// This program's own file, to be run once more for work on what strangers sent.
    pub program: PathBuf,
    /// Places to search by.
    pub gazetteer: Arc<Gazetteer>,
    /// What maps are drawn on.
    pub base: BaseMap,
    /// Which county a position lies in.
    pub counties: CountyShapes,
}

impl App {
    /// Puts the parts together and builds the first read model.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn new(parts: Parts) -> Result<Self, StoreError> {
        parts.store.seal_old_reports(&parts.sealer).await?;
        let today = parts.clock.today();
        let counties = Arc::new(parts.counties);
        let atlas = read_atlas(&parts.store, &parts.gazetteer, &counties, today, None).await?;
        Ok(Self {
            inner: Arc::new(Inner {
                store: parts.store,
                gazetteer: parts.gazetteer,
                atlas: watch::Sender::new(Arc::new(atlas)),
                base: parts.base,
                counties,
                grounds: Grounds::default(),
                clock: parts.clock,
                sealer: parts.sealer,
                geocoder: parts.geocoder,
                site: parts.site,
                rebuild: tokio::sync::Mutex::new(()),
                calendars: Cache::builder()
                    .max_capacity(MOST_CALENDAR_BYTES)
                    .weigher(|_, text: &Arc<str>| u32::try_from(text.len()).unwrap_or(u32::MAX))
                    .build(),
                outbound: parts.outbound,
                program: parts.program,
                photo_line: Line::for_photos(),
            }),
        })
    }

    /// The database.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// The read model of this moment.
    #[must_use]
    pub fn atlas(&self) -> Arc<Atlas> {
        self.inner.atlas.borrow().clone()
    }

    /// What maps are drawn on.
    #[must_use]
    pub fn base(&self) -> &BaseMap {
        &self.inner.base
    }

    /// The county that a position lies in.
    #[must_use]
    pub fn county_at(&self, at: Position) -> Option<&str> {
        self.inner.counties.at(at)
    }

    /// Questions of who is hurt.
    #[must_use]
    pub fn grounds(&self) -> &Grounds {
        &self.inner.grounds
    }

    /// Where "now" comes from.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    /// What seals contact details.
    #[must_use]
    pub fn sealer(&self) -> &Sealer {
        &self.inner.sealer
    }

    /// What looks addresses up.
    #[must_use]
    pub fn geocoder(&self) -> &Geocoder {
        &self.inner.geocoder
    }

    /// Where the installation is found on the web.
    #[must_use]
    pub fn site(&self) -> &Site {
        &self.inner.site
    }

    /// What asks other machines.
    #[must_use]
    pub fn outbound(&self) -> &outbound::Client {
        &self.inner.outbound
    }

    /// This program's own file.
    #[must_use]
    pub fn program(&self) -> &Path {
        &self.inner.program
    }

    /// Where residents' photos wait until they are drawn anew.
    #[must_use]
    pub fn photo_line(&self) -> &Line {
        &self.inner.photo_line
    }

    /// Long calendars as they were last written, by what was asked for and of which revision; many programs ask for the
    /// same one every few hours.
    #[must_use]
    pub fn calendars(&self) -> &Cache<String, Arc<str>> {
        &self.inner.calendars
    }

    /// A token for a form, so that sending it twice is noticed.
    #[must_use]
    pub fn form_token(&self) -> String {
        let mut bytes = [0_u8; 16];
        rand::rng().fill_bytes(&mut bytes);
        data_encoding::HEXLOWER.encode(&bytes)
    }

    /// Builds the read model anew when the revision has moved or a new day has come: what was a plan yesterday may be
    /// in force today. True when it was.
    ///
    /// # Errors
    /// When the database cannot be read; the old read model stays.
    pub async fn refresh(&self) -> Result<bool, StoreError> {
        // One at a time: two would read everything twice, and the older could take the place of the newer.
        let _alone = self.inner.rebuild.lock().await;
        let before = self.atlas();
        let today = self.inner.clock.today();
        let is_same_day = before.today() == Some(today);
        if is_same_day && self.inner.store.revision().await? == before.revision() {
            return Ok(false);
        }
        let Inner { store, gazetteer, counties, .. } = &*self.inner;
        let atlas = read_atlas(store, gazetteer, counties, today, Some(before.land())).await?;
        let revision = atlas.revision();
        self.inner.atlas.send_replace(Arc::new(atlas));
        tracing::info!(revision, "the read model was built anew");
        Ok(true)
    }

    /// Keeps the read model in step with the database for as long as the service runs.
    pub async fn follow(self) {
        let mut changes = match self.inner.store.changes().await {
            Ok(changes) => changes,
            Err(error) => {
                tracing::error!(%error, "cannot listen for changes; the pages will not follow the database");
                return;
            }
        };
        loop {
            changes.next().await;
            if let Err(error) = self.refresh().await {
                tracing::warn!(%error, "the read model could not be built anew; the old one stays");
            }
        }
    }
}

/// Reads everything the public can see. The revision is read first: a change in between means one more rebuild.
///
/// The land is taken over from the read model before where nothing was loaded since.
///
/// # Errors
/// When the database cannot be read.
pub async fn read_atlas(
    store: &Store,
    gazetteer: &Arc<Gazetteer>,
    counties: &Arc<CountyShapes>,
    today: Date,
    before: Option<&Arc<Land>>,
) -> Result<Atlas, StoreError> {
    let revision = store.revision().await?;
    let land = read_land(store, gazetteer, counties, before).await?;
    let input = AtlasInput {
        revision,
        today: Some(today),
        offices: store.offices().await?,
        closures: store.closures().await?,
        service_areas: store.service_areas().await?,
        caseloads: store.county_caseloads(PROGRAM).await?,
        reports: Released {
            week: store.released_week().await?,
            tables: store.released_counts().await?,
            figures: store.released_figures().await?,
        },
        land,
    };
    let gazetteer = gazetteer.clone();
    Ok(off_the_runtime(move || Atlas::build(input, gazetteer)).await)
}

/// Reads boundaries and people; tracts before block groups, since every table of the survey is there for tracts.
async fn read_land(
    store: &Store,
    gazetteer: &Arc<Gazetteer>,
    counties: &Arc<CountyShapes>,
    before: Option<&Arc<Land>>,
) -> Result<Arc<Land>, StoreError> {
    let datasets = store.datasets().await?;
    if let Some(same) = before.filter(|land| land.datasets() == datasets) {
        return Ok(same.clone());
    }
    let mut points = Vec::new();
    for level in [DemandLevel::Tract, DemandLevel::BlockGroup, DemandLevel::Zip] {
        points = store.demand(level).await?;
        if points.iter().any(|point| !point.figures.is_empty()) {
            break;
        }
    }
    let input = LandInput { datasets, areas: store.areas().await?, points };
    let (gazetteer, counties) = (gazetteer.clone(), counties.clone());
    Ok(Arc::new(off_the_runtime(move || Land::build(input, &gazetteer, &counties)).await))
}

/// Does work that takes a good part of a second off the runtime's threads.
async fn off_the_runtime<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(stopped) => std::panic::resume_unwind(stopped.into_panic()),
    }
}
