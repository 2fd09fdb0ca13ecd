//! From the queue to letters: for each follower one letter with all that waits, at once or at the hour of digests.

use std::collections::HashMap;

use jiff::civil::{Date, Weekday, time};
use jiff::{Timestamp, ToSpan};
use serde_json::json;

use super::letter::{self, Told};
use super::{JobError, Tools, mail};
use crate::domain::closure::Closure;
use crate::domain::follow::{News, Pace, UNCONFIRMED_DAYS};
use crate::domain::id::{ClosureId, FollowerId};
use crate::domain::job::{Job, JobKind, NewJob};
use crate::domain::time::zone;
use crate::store::{StoreError, Tx};

/// Followers whose letters are written in one write.
const A_BATCH: u32 = 100;
/// Batches of one job; then the next job goes on, so that none outlives its lease.
const BATCHES: u32 = 50;
/// The hour at which digests are written, on the clocks of Chicago.
const HOUR: i8 = 7;
/// Versions of cases that are kept at hand while letters are written.
const KEPT: usize = 200;

/// Asks for the letters of a pace: now, or at the next hour of digests.
///
/// # Errors
/// When the database does not answer.
pub async fn enqueue_for(tx: &mut Tx, pace: Pace, now: Timestamp) -> Result<(), StoreError> {
    let run_at = due(pace, now);
    let job = NewJob {
        kind: JobKind::Digest,
        payload: json!({ "pace": pace }),
        run_at,
        // By its day, so that a digest that is just being written does not swallow the next one.
        once: Some(match pace {
            Pace::AtOnce => pace.to_string(),
            Pace::Daily | Pace::Weekly => format!("{pace} {}", run_at.to_zoned(zone()).date()),
        }),
        owner: None,
    };
    tx.enqueue(&job).await?;
    Ok(())
}

/// When letters of a pace go out: at once, at seven in the morning, on Monday at seven.
fn due(pace: Pace, now: Timestamp) -> Timestamp {
    let here = now.to_zoned(zone()).datetime();
    let hour = |day: Date| {
        let at = day.to_datetime(time(HOUR, 0, 0, 0)).to_zoned(zone());
        at.map_or(now, |at| at.timestamp())
    };
    let is_next =
        |day: Date| hour(day) > now && (pace == Pace::Daily || day.weekday() == Weekday::Monday);
    match pace {
        Pace::AtOnce => now,
        Pace::Daily | Pace::Weekly => {
            let days = (0..=7_i64).filter_map(|ahead| here.date().checked_add(ahead.days()).ok());
            days.into_iter().find(|day| is_next(*day)).map_or(now, hour)
        }
    }
}

/// Writes the letters of a pace. Each follower's letter and the emptying of the queue commit together, so none is
/// written twice and none is lost.
pub(super) async fn run(tools: &Tools, job: &Job) -> Result<(), JobError> {
    let pace = job.payload.get("pace").and_then(|pace| pace.as_str());
    let pace: Pace = pace
        .and_then(|pace| pace.parse().ok())
        .ok_or_else(|| JobError::Never("the job names no pace".to_owned()))?;
    let store = tools.app.store();
    let mut cases = Cases { tools, kept: HashMap::new() };
    let mut after = None;
    for _ in 0..BATCHES {
        let followers = store.waiting_followers(pace, after, A_BATCH).await?;
        let Some(last) = followers.last().copied() else { return Ok(()) };
        after = Some(last);
        cases.write(followers).await?;
    }
    let mut tx = store.begin().await?;
    let once = Some(format!("{pace} after {}", after.unwrap_or(FollowerId(uuid::Uuid::nil()))));
    let now = tools.app.clock().now();
    let payload = json!({ "pace": pace });
    let job = NewJob { once, ..NewJob::now(JobKind::Digest, payload, now) };
    tx.enqueue(&job).await?;
    tx.commit().await?;
    Ok(())
}

/// Versions of cases, read once for many letters.
struct Cases<'a> {
    tools: &'a Tools,
    kept: HashMap<(ClosureId, u32), Option<Closure>>,
}

impl Cases<'_> {
    async fn write(&mut self, followers: Vec<FollowerId>) -> Result<(), JobError> {
        let app = &self.tools.app;
        let mut tx = app.store().begin().await?;
        for id in followers {
            let news = tx.take_queued(id).await?;
            let Some(follower) = tx.follower_by_id(id, app.sealer()).await? else { continue };
            let mut told = Vec::new();
            for (closure, from, to) in spans(&news) {
                self.read(closure, from).await?;
                self.read(closure, to).await?;
                told.push((closure, from, to));
            }
            let told: Vec<Told<'_>> = told
                .into_iter()
                .filter_map(|(closure, from, to)| {
                    let before = self.kept.get(&(closure, from)).and_then(Option::as_ref);
                    let after = self.kept.get(&(closure, to)).and_then(Option::as_ref)?;
                    Some(Told { before, after })
                })
                .collect();
            if let Some(letter) = letter::of_news(app, &follower, &told) {
                mail::post_to_many(&mut tx, app, follower.id.0, &letter).await?;
            }
        }
        tx.commit().await?;
        if self.kept.len() > KEPT {
            self.kept.clear();
        }
        Ok(())
    }

    async fn read(&mut self, closure: ClosureId, version: u32) -> Result<(), StoreError> {
        if version > 0 && !self.kept.contains_key(&(closure, version)) {
            let case = self.tools.app.store().closure_at_version(closure, version).await?;
            self.kept.insert((closure, version), case);
        }
        Ok(())
    }
}

/// For each case the version before its first news and that of its last, in the order of the first news.
fn spans(news: &[News]) -> Vec<(ClosureId, u32, u32)> {
    let mut spans: Vec<(ClosureId, u32, u32)> = Vec::new();
    for news in news {
        let before = news.version.saturating_sub(1);
        match spans.iter_mut().find(|(closure, ..)| *closure == news.closure) {
            Some((_, from, to)) => {
                *from = before.min(*from);
                *to = news.version.max(*to);
            }
            None => spans.push((news.closure, before, news.version)),
        }
    }
    spans
}

/// Asks that wishes which nobody confirmed be deleted when their time is up.
///
/// # Errors
/// When the database does not answer.
pub async fn enqueue_sweep(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    let day = now.to_zoned(zone()).date().saturating_add((UNCONFIRMED_DAYS + 1).days());
    let run_at = day.to_zoned(zone()).map_or(now, |day| day.timestamp());
    let (kind, once) = (JobKind::FollowSweep, Some(day.to_string()));
    tx.enqueue(&NewJob { once, ..NewJob::now(kind, json!({}), run_at) }).await?;
    Ok(())
}

/// Deletes the wishes that nobody confirmed in time.
pub(super) async fn sweep(tools: &Tools) -> Result<(), JobError> {
    let today = tools.app.clock().today();
    let mut tx = tools.app.store().begin().await?;
    let gone = tx.drop_wishes_before(today.saturating_sub(UNCONFIRMED_DAYS.days())).await?;
    tx.commit().await?;
    if gone > 0 {
        tracing::info!(wishes = gone, "wishes to follow that nobody confirmed were deleted");
        tools.app.store().scrub().await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_go_out_at_the_next_morning_hour_of_chicago() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        // Monday, 23 November 2026, six and eight in the morning.
        let (early, late) = (at("2026-11-23T12:00:00Z"), at("2026-11-23T14:00:00Z"));
        assert_eq!(due(Pace::AtOnce, late), late);
        assert_eq!(due(Pace::Daily, early), at("2026-11-23T13:00:00Z"));
        assert_eq!(due(Pace::Daily, late), at("2026-11-24T13:00:00Z"));
        assert_eq!(due(Pace::Weekly, early), at("2026-11-23T13:00:00Z"));
        assert_eq!(due(Pace::Weekly, late), at("2026-11-30T13:00:00Z"));
        // An hour earlier by the world's clock in summer.
        assert_eq!(due(Pace::Daily, at("2026-07-01T18:00:00Z")), at("2026-07-02T12:00:00Z"));
    }

    #[test]
    fn several_news_of_a_case_are_told_as_one_change() {
        let news = |closure: u128, version| News {
            id: crate::domain::id::NewsId(uuid::Uuid::nil()),
            closure: ClosureId(uuid::Uuid::from_u128(closure)),
            version,
            at: Timestamp::UNIX_EPOCH,
        };
        let case = |n: u128| ClosureId(uuid::Uuid::from_u128(n));
        let all = [news(1, 2), news(2, 1), news(1, 4), news(1, 3)];
        assert_eq!(spans(&all), [(case(1), 1, 4), (case(2), 0, 1)]);
    }
}
