//! Questions of who is hurt, answered from the read model of the moment: the ground of each service is made once for
//! each revision, answers that are asked for again are kept, and a crowd of questions waits in line.

use std::num::NonZero;
use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;
use moka::future::Cache;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::atlas::Atlas;
use crate::domain::dataset::{DataSetOf, Dataset};
use crate::domain::kind::OfficeKind;
use crate::domain::travel::Travel;
use crate::impact::{
    Answer, AskError, Asked, AtlasFault, CatchmentAnswer, Changes, Ground, Method, Question,
    Ranking, ReachError, Workers,
};
use crate::store::{Store, StoreError};

/// Grounds that are kept: every kind of office that people go to, and those of the revision before.
const MOST_GROUNDS: u64 = 24;
/// Grounds with travel times that are kept: their tables can be large.
const MOST_TIMED: u64 = 2;
/// Answers that are kept; one of a whole state takes some megabytes.
const MOST_ANSWERS: u64 = 6;
/// Questions that are reckoned at once; each takes all cores for some hundredths of a second.
const AT_ONCE: usize = 2;
/// Long answers that are on their way at once; each is held in memory until its reader has it.
const LONG_AT_ONCE: usize = 6;
/// How long a question waits for its turn.
const PATIENCE: Duration = Duration::from_secs(5);

/// Which picture of the data, and which service.
type Key = (i64, Option<Date>, OfficeKind, Option<Travel>);

/// Why there is no answer.
#[derive(Debug, Clone, thiserror::Error)]
pub enum NoAnswer {
    /// The question cannot be answered.
    #[error(transparent)]
    Asked(#[from] AskError),
    /// The data do not fit together.
    #[error(transparent)]
    Data(Arc<AtlasFault>),
    /// No travel times that fit to where people are counted.
    #[error(
        "found no travel times by {0} that begin where people are counted, expected a table of them; ask in miles instead"
    )]
    NoTimes(Travel),
    /// The travel times cannot be read.
    #[error(transparent)]
    Store(Arc<StoreError>),
    /// There are more ways from people to offices than fit.
    #[error("{0}")]
    TooMany(String),
    /// Too many ask at once.
    #[error("too many questions are being answered at this moment; ask again in a minute")]
    Busy,
}

/// Grounds and answers of the last revisions.
pub struct Grounds {
    grounds: Cache<Key, Arc<Ground>>,
    timed: Cache<Key, Arc<Ground>>,
    answers: Cache<(Key, String), Arc<Answer>>,
    changes: Cache<(Key, String), Arc<Changes>>,
    rankings: Cache<Key, Arc<Ranking>>,
    turns: Semaphore,
    long: Arc<Semaphore>,
    workers: Workers,
}

impl Default for Grounds {
    fn default() -> Self {
        Self {
            grounds: Cache::new(MOST_GROUNDS),
            timed: Cache::new(MOST_TIMED),
            answers: Cache::new(MOST_ANSWERS),
            changes: Cache::new(MOST_ANSWERS),
            rankings: Cache::new(MOST_GROUNDS),
            turns: Semaphore::new(AT_ONCE),
            long: Arc::new(Semaphore::new(LONG_AT_ONCE)),
            workers: std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN),
        }
    }
}

impl Grounds {
    /// The ground of a service.
    ///
    /// # Errors
    /// When the data do not fit together, or too many ask at once.
    pub async fn ground(
        &self,
        atlas: &Arc<Atlas>,
        service: OfficeKind,
    ) -> Result<Arc<Ground>, NoAnswer> {
        let make = async {
            let (atlas, workers) = (atlas.clone(), self.workers);
            let made = self.in_turn(move || Ground::of_atlas(&atlas, service, workers)).await?;
            made.map(Arc::new).map_err(|fault| NoAnswer::Data(Arc::new(fault)))
        };
        self.grounds.try_get_with(key(atlas, service), make).await.map_err(kept)
    }

    /// The ground of what is asked: by travel times where the question is in minutes.
    ///
    /// The table is read when somebody asks for it, and held by the ground alone.
    ///
    /// # Errors
    /// When there are no such travel times, the data do not fit together, or too many ask at once.
    pub async fn ground_of(
        &self,
        store: &Store,
        atlas: &Arc<Atlas>,
        asked: &Asked,
    ) -> Result<Arc<Ground>, NoAnswer> {
        let service = asked.service;
        let Some(by) = asked.by_way else { return self.ground(atlas, service).await };
        let make = async {
            let set = DataSetOf::Times(service, by);
            let is_it = |dataset: &&Dataset| dataset.of == set;
            let known = atlas.land().datasets().iter().find(is_it);
            let known = known.ok_or(NoAnswer::NoTimes(by))?;
            let failed = |error| NoAnswer::Store(Arc::new(error));
            let table = store.travel_times(service, by).await.map_err(failed)?;
            let table = table.ok_or(NoAnswer::Busy)?;
            if store.datasets().await.map_err(failed)?.iter().find(is_it) != Some(known) {
                // Another table has just taken its place; the read model will know of it in a moment.
                return Err(NoAnswer::Busy);
            }
            let (atlas, workers) = (atlas.clone(), self.workers);
            let make = move || Ground::of_atlas_by(&atlas, service, Some(&table), workers);
            self.in_turn(make).await?.map(Arc::new).map_err(|fault| match fault {
                AtlasFault::Level { .. } => NoAnswer::NoTimes(by),
                fault => NoAnswer::Data(Arc::new(fault)),
            })
        };
        let (revision, today, service, _) = key(atlas, service);
        let key = (revision, today, service, Some(by));
        self.timed.try_get_with(key, make).await.map_err(kept)
    }

    /// The answer to one question of what is asked, on its ground.
    ///
    /// # Errors
    /// When the question cannot be answered, or too many ask at once.
    pub async fn ask_on(
        &self,
        atlas: &Arc<Atlas>,
        ground: &Arc<Ground>,
        asked: &Asked,
        question: &Question,
    ) -> Result<Arc<Answer>, NoAnswer> {
        if asked.by_way.is_none() {
            return self.ask(atlas, asked.service, question).await;
        }
        // Not kept: whoever asks in minutes waits some hundredths of a second each time.
        let (ground, question) = (ground.clone(), question.clone());
        Ok(Arc::new(self.in_turn(move || ground.ask(&question)).await??))
    }

    /// Every single office by the harm of its closing, on a ground of its own.
    ///
    /// # Errors
    /// When the data do not fit together, or too many ask at once.
    pub async fn rank_on(
        &self,
        atlas: &Arc<Atlas>,
        ground: &Arc<Ground>,
        asked: &Asked,
    ) -> Result<Arc<Ranking>, NoAnswer> {
        if asked.by_way.is_none() {
            return self.rank(atlas, asked.service).await;
        }
        let ground = ground.clone();
        Ok(Arc::new(self.in_turn(move || ground.rank()).await?))
    }

    /// The answer to a question about a service.
    ///
    /// # Errors
    /// When the question cannot be answered, the data do not fit together, or too many ask at once.
    pub async fn ask(
        &self,
        atlas: &Arc<Atlas>,
        service: OfficeKind,
        question: &Question,
    ) -> Result<Arc<Answer>, NoAnswer> {
        let ground = self.ground(atlas, service).await?;
        let reckon = async {
            let question = question.clone();
            Ok(Arc::new(self.in_turn(move || ground.ask(&question)).await??))
        };
        let key = (key(atlas, service), question.to_string());
        self.answers.try_get_with(key, reckon).await.map_err(kept)
    }

    /// What a question does to each point, for maps and tables of places.
    ///
    /// # Errors
    /// When the question cannot be answered, the data do not fit together, or too many ask at once.
    pub async fn changes(
        &self,
        atlas: &Arc<Atlas>,
        service: OfficeKind,
        question: &Question,
    ) -> Result<Arc<Changes>, NoAnswer> {
        let ground = self.ground(atlas, service).await?;
        let reckon = async {
            let question = question.clone();
            Ok(Arc::new(self.in_turn(move || ground.changes(&question)).await??))
        };
        let key = (key(atlas, service), question.to_string());
        self.changes.try_get_with(key, reckon).await.map_err(kept)
    }

    /// Every single office of a service by the harm that its closing would do.
    ///
    /// # Errors
    /// When the data do not fit together, or too many ask at once.
    pub async fn rank(
        &self,
        atlas: &Arc<Atlas>,
        service: OfficeKind,
    ) -> Result<Arc<Ranking>, NoAnswer> {
        let ground = self.ground(atlas, service).await?;
        let reckon = async { Ok(Arc::new(self.in_turn(move || ground.rank()).await?)) };
        self.rankings.try_get_with(key(atlas, service), reckon).await.map_err(kept)
    }

    /// The access of every area by floating catchments, before and after.
    ///
    /// # Errors
    /// When the question cannot be answered, there are more ways than fit, or too many ask at once.
    pub async fn catchments(
        &self,
        ground: &Arc<Ground>,
        question: &Question,
        method: Method,
    ) -> Result<CatchmentAnswer, NoAnswer> {
        let (ground, question) = (ground.clone(), question.clone());
        let reckoned = self.in_turn(move || ground.catchments(&question, method)).await?;
        reckoned.map_err(|error| match error {
            ReachError::Ask(why) => NoAnswer::Asked(why),
            ReachError::Matrix(fault) => NoAnswer::TooMany(fault.to_string()),
        })
    }

    /// Room for a long answer, to be held until its reader has all of it: so many slow readers cannot fill the memory.
    ///
    /// # Errors
    /// When no room is to be had in time.
    pub async fn room(&self) -> Result<OwnedSemaphorePermit, NoAnswer> {
        let room = tokio::time::timeout(PATIENCE, self.long.clone().acquire_owned()).await;
        room.ok().and_then(Result::ok).ok_or(NoAnswer::Busy)
    }

    /// Does work off the runtime's threads when its turn comes.
    ///
    /// # Errors
    /// When the turn does not come in time.
    pub async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, NoAnswer> {
        let turn = tokio::time::timeout(PATIENCE, self.turns.acquire()).await;
        let _turn = turn.ok().and_then(Result::ok).ok_or(NoAnswer::Busy)?;
        match tokio::task::spawn_blocking(work).await {
            Ok(done) => Ok(done),
            Err(stopped) => std::panic::resume_unwind(stopped.into_panic()),
        }
    }
}

fn key(atlas: &Atlas, service: OfficeKind) -> Key {
    (atlas.revision(), atlas.today(), service, None)
}

fn kept(error: Arc<NoAnswer>) -> NoAnswer {
    NoAnswer::clone(&error)
}
