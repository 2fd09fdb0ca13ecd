//! How many wrong receipt codes one place may try. No address is kept: what comes in is a salted digest of the day.
//!
//! A code is 100 random bits. With a million reports, a million guesses a second would need longer than there are
//! people to find one; so nobody else is ever locked out for a flood of guesses, and the limit is there to keep the
//! database from being asked for nothing. While wrong codes flood in from many places at once, each place gets fewer
//! tries. A right code costs nothing: who holds one and has not guessed is never held back.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};

use crate::domain::time::Clock;

/// Wrong codes of one place at once, and how often one more after that.
const AT_ONCE: i32 = 10;
const ONE_MORE_EVERY: SignedDuration = SignedDuration::from_secs(60);
/// Wrong codes of one place at once while they flood in from everywhere.
const AT_ONCE_IN_A_FLOOD: i32 = 3;
/// Wrong codes of all places together at once, and how often one more, before that is called a flood.
const ALL_AT_ONCE: i32 = 600;
const ALL_ONE_MORE_EVERY: SignedDuration = SignedDuration::from_millis(500);
/// Places remembered; when there are more that are not idle, all are forgotten.
const MANY: usize = 20_000;

/// Who has tried wrong codes lately.
#[derive(Debug)]
pub struct WrongCodes {
    clock: Clock,
    kept: Mutex<Kept>,
}

/// Moments at which a bucket is full again; a moment that has passed is no guess at all.
#[derive(Debug, Default)]
struct Kept {
    places: HashMap<u64, Timestamp>,
    all: Timestamp,
}

/// A bucket with one more guess in it.
fn later(full: Timestamp, now: Timestamp, every: SignedDuration) -> Timestamp {
    let from = full.max(now);
    from.checked_add(every).unwrap_or(from)
}

/// How long until a bucket of so many guesses takes one more; none when it does now.
fn wait(
    full: Timestamp,
    now: Timestamp,
    most: i32,
    every: SignedDuration,
) -> Option<SignedDuration> {
    let over = full.duration_since(now) - every * (most - 1);
    over.is_positive().then_some(over)
}

impl WrongCodes {
    /// Nobody has tried anything yet.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self { clock, kept: Mutex::new(Kept::default()) }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        // A panic elsewhere leaves at worst one guess uncounted.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a try of a place before the code is looked up, so that a thousand at once are counted as a thousand.
    ///
    /// # Errors
    /// How long to wait, when the place has tried too many.
    pub fn take(&self, place: u64) -> Result<(), SignedDuration> {
        let now = self.clock.now();
        let mut kept = self.kept();
        if kept.places.len() >= MANY {
            kept.places.retain(|_, full| *full > now);
            if kept.places.len() >= MANY {
                kept.places.clear();
            }
        }
        let flood = wait(kept.all, now, ALL_AT_ONCE, ALL_ONE_MORE_EVERY).is_some();
        let most = if flood { AT_ONCE_IN_A_FLOOD } else { AT_ONCE };
        let full = kept.places.get(&place).copied().unwrap_or(now);
        if let Some(wait) = wait(full, now, most, ONE_MORE_EVERY) {
            return Err(wait);
        }
        kept.places.insert(place, later(full, now, ONE_MORE_EVERY));
        // Full is full: what floods in after that does not make the flood longer.
        if !flood {
            kept.all = later(kept.all, now, ALL_ONE_MORE_EVERY);
            if wait(kept.all, now, ALL_AT_ONCE, ALL_ONE_MORE_EVERY).is_some() {
                tracing::warn!("wrong receipt codes come in from many places at once");
            }
        }
        Ok(())
    }

    /// Gives a try back: the code was right.
    pub fn give_back(&self, place: u64) {
        let mut kept = self.kept();
        if let Some(full) = kept.places.get_mut(&place) {
            *full = full.checked_sub(ONE_MORE_EVERY).unwrap_or(*full);
        }
        kept.all = kept.all.checked_sub(ALL_ONE_MORE_EVERY).unwrap_or(kept.all);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes() -> (WrongCodes, Clock) {
        let clock = Clock::fixed("2026-11-23T16:00:00Z".parse().unwrap());
        (WrongCodes::new(clock.clone()), clock)
    }

    fn tries(codes: &WrongCodes, place: u64, most: usize) -> usize {
        (0..most).take_while(|_| codes.take(place).is_ok()).count()
    }

    #[test]
    fn a_place_has_ten_wrong_codes_and_then_one_a_minute() {
        let (codes, clock) = codes();
        assert_eq!(tries(&codes, 1, 100), 10);
        let wait = codes.take(1).unwrap_err();
        assert_eq!(wait.as_secs(), 60);
        assert_eq!(codes.take(2), Ok(()), "another place is not held back");
        clock.advance(59);
        assert!(codes.take(1).is_err());
        clock.advance(1);
        assert_eq!(tries(&codes, 1, 100), 1);
        clock.advance(600);
        assert_eq!(tries(&codes, 1, 100), 10);
    }

    #[test]
    fn right_codes_cost_nothing_however_many() {
        let (codes, _) = codes();
        for _ in 0..1_000 {
            assert_eq!(codes.take(1), Ok(()));
            codes.give_back(1);
        }
        assert_eq!(tries(&codes, 1, 100), 10);
    }

    #[test]
    fn in_a_flood_from_five_hundred_places_each_has_fewer_tries_and_a_right_code_still_opens() {
        let (codes, clock) = codes();
        let all: usize = (0..500).map(|place| tries(&codes, place, 100)).sum();
        assert!((600 + 440 * 3..=600 + 441 * 3).contains(&all), "{all}");
        for _ in 0..50 {
            assert_eq!(codes.take(9_999), Ok(()), "nobody is locked out who has not guessed");
            codes.give_back(9_999);
        }
        assert_eq!(tries(&codes, 9_998, 100), 3);
        clock.advance(600);
        assert_eq!(tries(&codes, 9_997, 100), 10, "the flood is over");
    }

    #[test]
    fn places_are_not_remembered_without_end() {
        let (codes, clock) = codes();
        for place in 0..50_000 {
            assert_eq!(codes.take(place), Ok(()));
        }
        assert!(codes.kept().places.len() <= MANY);
        clock.advance(60);
        codes.take(1).unwrap();
        assert!(codes.kept().places.len() <= MANY);
    }
}
