//! A short line before work that takes long: so many at once, so many who wait, and nobody waits for long.

use std::num::NonZero;
use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// How many may wait behind each one whose turn it is.
const WAIT_BEHIND_EACH: usize = 6;
/// Questions that are reckoned at once.
const QUESTIONS_AT_ONCE: usize = 2;
/// Questions that may wait for their turn.
const QUESTIONS_WAITING: usize = 30;
/// How long one waits for their turn.
const PATIENCE: Duration = Duration::from_secs(5);

/// The line.
#[derive(Debug)]
pub struct Line {
    /// Room for all in it, whose turn it is or not.
    places: Arc<Semaphore>,
    most: u32,
    turns: Arc<Semaphore>,
    patience: Duration,
}

/// The turn of one who stood in the line; over when it is dropped.
#[derive(Debug)]
pub struct Turn {
    _turn: OwnedSemaphorePermit,
    _place: OwnedSemaphorePermit,
}

/// A line in which nobody finds a place as long as this is kept.
#[derive(Debug)]
pub struct Closed {
    _places: OwnedSemaphorePermit,
}

/// The line is full, or moves too slowly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many wait already")]
pub struct Full;

impl Line {
    /// A line for drawing photos: one at a time for every two processors.
    #[must_use]
    pub fn for_photos() -> Self {
        let turns = (available_parallelism().map_or(1, NonZero::get) / 2).max(1);
        Self::new(turns, turns * WAIT_BEHIND_EACH, PATIENCE)
    }

    /// A line for questions of who is hurt: each that is reckoned takes all processors for a moment.
    #[must_use]
    pub fn for_questions() -> Self {
        Self::new(QUESTIONS_AT_ONCE, QUESTIONS_WAITING, PATIENCE)
    }

    pub(super) fn new(turns: usize, waiting: usize, patience: Duration) -> Self {
        let room = |n| Arc::new(Semaphore::new(n));
        let most = u32::try_from(turns + waiting).unwrap_or(u32::MAX);
        Self { places: room(turns + waiting), most, turns: room(turns), patience }
    }

    /// Waits for a turn.
    ///
    /// # Errors
    /// At once when the line is full; later when it moves too slowly.
    pub async fn turn(&self) -> Result<Turn, Full> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| Full)?;
        match timeout(self.patience, Arc::clone(&self.turns).acquire_owned()).await {
            Ok(Ok(turn)) => Ok(Turn { _turn: turn, _place: place }),
            _ => Err(Full),
        }
    }

    /// Waits until everybody is through, and lets nobody in any more; tests see with it what a full line is like.
    ///
    /// # Errors
    /// Never, as long as the line stands.
    pub async fn closed(&self) -> Result<Closed, Full> {
        let places = Arc::clone(&self.places).acquire_many_owned(self.most).await;
        Ok(Closed { _places: places.map_err(|_| Full)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn one_works_one_waits_and_a_third_is_told_at_once() {
        let line = Arc::new(Line::new(1, 1, Duration::from_secs(3_600)));
        let first = line.turn().await.unwrap();
        let second = tokio::spawn({
            let line = Arc::clone(&line);
            async move { line.turn().await }
        });
        while line.places.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(line.turn().await.unwrap_err(), Full);
        drop(first);
        let second = second.await.unwrap().unwrap();
        drop(second);
        assert_eq!((line.places.available_permits(), line.turns.available_permits()), (2, 1));
        let closed = line.closed().await.unwrap();
        assert_eq!(line.turn().await.unwrap_err(), Full);
        drop(closed);
        assert!(line.turn().await.is_ok());
    }

    #[tokio::test]
    async fn nobody_waits_longer_than_the_line_has_patience() {
        let line = Line::new(1, 1, Duration::ZERO);
        let first = line.turn().await.unwrap();
        assert_eq!(line.turn().await.unwrap_err(), Full);
        drop(first);
        assert!(line.turn().await.is_ok());
    }
}
