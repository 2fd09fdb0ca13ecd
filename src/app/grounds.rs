//! Questions of who is hurt, answered from the read model of the moment: the ground of each service is made once for
//! each revision, answers that are asked for again are kept, and a crowd of questions waits in line.

use std::hash::Hash;
use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::civil::Date;
use moka::future::Cache;
use moka::policy::EvictionPolicy;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::line::{Line, Turn};

use crate::atlas::Atlas;
use crate::domain::dataset::{DataSetOf, Dataset};
use crate::domain::kind::OfficeKind;
use crate::domain::travel::Travel;
use crate::impact::{
    Answer, AskError, Asked, AtlasFault, CatchmentAnswer, Changes, Ground, Method, Question,
    Ranking, ReachError, Workers,
};
use crate::store::{Store, StoreError};

/// What grounds may weigh together, in points times kinds of area: all services of a state a few times over, or two of
/// a country.
const MOST_OF_GROUNDS: u64 = 2_500_000;
/// The same of grounds with travel times, and the ways of their tables: two of the largest, or some of a state.
const MOST_OF_TIMED: u64 = 24_000_000;
/// What answers may weigh together, in rows of figures: a dozen of a whole state.
const MOST_OF_ANSWERS: u64 = 400_000;
/// What changes may weigh together, in points: the plans of the ledger over a state, or three over a country.
const MOST_OF_CHANGES: u64 = 400_000;
/// Rankings that are kept, of one office each time some figures.
const MOST_RANKINGS: u64 = 24;
/// The most pairs of point and office that catchments are reckoned over for a visitor; each takes 16 bytes.
const MOST_PAIRS: usize = 2_000_000;
/// Long answers that are on their way at once; each is held in memory until its reader has it.
const LONG_AT_ONCE: usize = 6;
/// How long a long answer waits for room.
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
    /// The newest revision that was asked about.
    newest: AtomicI64,
    line: Line,
    long: Arc<Semaphore>,
    workers: Workers,
}

/// A cache that lets go of what was not used for the longest time.
fn lasting<K, V>(most: u64, weigh: impl Fn(&V) -> usize + Send + Sync + 'static) -> Cache<K, V>
where
    K: Hash + Eq + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
{
    Cache::builder()
        .eviction_policy(EvictionPolicy::lru())
        .weigher(move |_, value| u32::try_from(weigh(value).max(1)).unwrap_or(u32::MAX))
        .max_capacity(most)
        .support_invalidation_closures()
        .build()
}

fn weight_of_answer(answer: &Arc<Answer>) -> usize {
    let areas: usize = answer.kinds.iter().map(|kind| kind.areas.len() + 1).sum();
    (areas + 1) * answer.state.figures.len()
}

impl Default for Grounds {
    fn default() -> Self {
        Self {
            grounds: lasting(MOST_OF_GROUNDS, |ground: &Arc<Ground>| ground.weight()),
            timed: lasting(MOST_OF_TIMED, |ground: &Arc<Ground>| ground.weight()),
            answers: lasting(MOST_OF_ANSWERS, weight_of_answer),
            changes: lasting(MOST_OF_CHANGES, |changes: &Arc<Changes>| changes.after.len()),
            rankings: lasting(MOST_RANKINGS, |_| 1),
            newest: AtomicI64::new(i64::MIN),
            line: Line::for_questions(),
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
        self.grounds.try_get_with(self.key(atlas, service, None), make).await.map_err(kept)
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
            // A table may have millions of ways: it is read in the same turn in which the ground is made of it.
            let turn = self.turn().await?;
            let table = store.travel_times(service, by).await.map_err(failed)?;
            let table = table.ok_or(NoAnswer::Busy)?;
            if store.datasets().await.map_err(failed)?.iter().find(is_it) != Some(known) {
                // Another table has just taken its place; the read model will know of it in a moment.
                return Err(NoAnswer::Busy);
            }
            let (atlas, workers) = (atlas.clone(), self.workers);
            let make = move || Ground::of_atlas_by(&atlas, service, Some(&table), workers);
            done_in(turn, make).await.map(Arc::new).map_err(|fault| match fault {
                AtlasFault::Level { .. } => NoAnswer::NoTimes(by),
                fault => NoAnswer::Data(Arc::new(fault)),
            })
        };
        self.timed.try_get_with(self.key(atlas, service, Some(by)), make).await.map_err(kept)
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
        let key = (self.key(atlas, asked.service, asked.by_way), question.to_string());
        let reckon = async {
            let (ground, question) = (ground.clone(), question.clone());
            Ok(Arc::new(self.in_turn(move || ground.ask(&question)).await??))
        };
        self.answers.try_get_with(key, reckon).await.map_err(kept)
    }

    /// What a question does to each point, on its ground.
    ///
    /// # Errors
    /// When the question cannot be answered, or too many ask at once.
    pub async fn changes_on(
        &self,
        atlas: &Arc<Atlas>,
        ground: &Arc<Ground>,
        asked: &Asked,
        question: &Question,
    ) -> Result<Arc<Changes>, NoAnswer> {
        let key = (self.key(atlas, asked.service, asked.by_way), question.to_string());
        let reckon = async {
            let (ground, question) = (ground.clone(), question.clone());
            Ok(Arc::new(self.in_turn(move || ground.changes(&question)).await??))
        };
        self.changes.try_get_with(key, reckon).await.map_err(kept)
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
        let reckon = async {
            let ground = ground.clone();
            Ok(Arc::new(self.in_turn(move || ground.rank()).await?))
        };
        let key = self.key(atlas, asked.service, asked.by_way);
        self.rankings.try_get_with(key, reckon).await.map_err(kept)
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
        self.ask_on(atlas, &ground, &Asked::new(service, question.clone()), question).await
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
        self.changes_on(atlas, &ground, &Asked::new(service, question.clone()), question).await
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
        let reckoned =
            self.in_turn(move || ground.catchments_of(&question, method, MOST_PAIRS)).await?;
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

    /// Room for an answer that turned out to be long, at once or not at all: bytes that wait fill the memory.
    ///
    /// # Errors
    /// When there is no room at this moment.
    pub fn room_now(&self) -> Result<OwnedSemaphorePermit, NoAnswer> {
        self.long.clone().try_acquire_owned().map_err(|_| NoAnswer::Busy)
    }

    /// Does work off the runtime's threads when its turn comes. The turn lasts as long as the work: whoever goes away
    /// in the meantime does not give it to the next one.
    ///
    /// # Errors
    /// When too many wait already, or the turn does not come in time.
    pub async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, NoAnswer> {
        Ok(done_in(self.turn().await?, work).await)
    }

    async fn turn(&self) -> Result<Turn, NoAnswer> {
        self.line.turn().await.map_err(|_| NoAnswer::Busy)
    }

    /// The key of a service in the picture of the moment. Pictures that are over are let go at once.
    fn key(&self, atlas: &Atlas, service: OfficeKind, by: Option<Travel>) -> Key {
        let revision = atlas.revision();
        if self.newest.fetch_max(revision, Ordering::Relaxed) < revision {
            self.forget_before(revision);
        }
        (revision, atlas.today(), service, by)
    }

    fn forget_before(&self, revision: i64) {
        // Each says no only where it was built without closures, and all were built with them.
        let _ = self.grounds.invalidate_entries_if(move |key, _| key.0 < revision);
        let _ = self.timed.invalidate_entries_if(move |key, _| key.0 < revision);
        let _ = self.answers.invalidate_entries_if(move |key, _| key.0.0 < revision);
        let _ = self.changes.invalidate_entries_if(move |key, _| key.0.0 < revision);
        let _ = self.rankings.invalidate_entries_if(move |key, _| key.0 < revision);
    }
}

/// Does work in a turn that is over when the work is, whether anybody still waits for it or not.
async fn done_in<T: Send + 'static>(turn: Turn, work: impl FnOnce() -> T + Send + 'static) -> T {
    let work = move || {
        let done = work();
        drop(turn);
        done
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(stopped) => std::panic::resume_unwind(stopped.into_panic()),
    }
}

fn kept(error: Arc<NoAnswer>) -> NoAnswer {
    NoAnswer::clone(&error)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::impact::{Inputs, Measure, Who};

    fn of(turns: usize) -> Grounds {
        Grounds { line: Line::new(turns, 1, Duration::ZERO), ..Grounds::default() }
    }

    #[tokio::test]
    async fn whoever_goes_away_does_not_give_the_turn_to_the_next_one() {
        let grounds = of(1);
        let ((begun, has_begun), (go, may_end)) =
            (tokio::sync::oneshot::channel(), mpsc::channel());
        let (over, is_over) = tokio::sync::oneshot::channel::<()>();
        {
            let work = grounds.in_turn(move || {
                begun.send(()).unwrap();
                may_end.recv().unwrap();
                over
            });
            tokio::pin!(work);
            tokio::select! {
                _ = &mut work => panic!("the work cannot end before it may"),
                is_begun = has_begun => is_begun.unwrap(),
            }
        }
        assert!(matches!(grounds.in_turn(|| ()).await, Err(NoAnswer::Busy)));
        go.send(()).unwrap();
        // What the work gives back is dropped when it has ended, and nobody is there to take it.
        is_over.await.unwrap_err();
        while grounds.turn().await.is_err() {
            tokio::task::yield_now().await;
        }
        assert!(grounds.in_turn(|| ()).await.is_ok());
    }

    #[tokio::test]
    async fn a_turn_is_over_when_its_work_panics() {
        let grounds = Arc::new(of(1));
        let failed = tokio::spawn({
            let grounds = grounds.clone();
            async move { grounds.in_turn(|| panic!("as a fault would")).await }
        });
        assert!(failed.await.unwrap_err().is_panic());
        assert!(grounds.in_turn(|| ()).await.is_ok());
    }

    #[tokio::test]
    async fn grounds_of_a_picture_that_is_over_are_let_go() {
        let grounds = Grounds::default();
        let [old, new] = [1, 2].map(|revision| (revision, None, OfficeKind::Fcrc, None));
        let ranking = Arc::new(Ranking {
            rule: "",
            measure: Measure::Miles,
            desert_line: 10,
            need: Who::InPoverty,
            inputs: Inputs::default(),
            offices: Vec::new(),
        });
        grounds.rankings.insert(old, ranking.clone()).await;
        grounds.forget_before(2);
        grounds.rankings.insert(new, ranking).await;
        assert!(!grounds.rankings.contains_key(&old) && grounds.rankings.contains_key(&new));
    }
}
