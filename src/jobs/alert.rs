//! From a change of a case to all who are to be told: followers into the queue of letters, webhooks into theirs.

use jiff::Timestamp;
use serde_json::json;

use super::{JobError, Tools, digest, webhook};
use crate::atlas::{Atlas, agency_slug};
use crate::domain::closure::Closure;
use crate::domain::follow::{News, Pace, Topic, changes};
use crate::domain::id::{ClosureId, NewsId};
use crate::domain::job::{Job, JobKind, NewJob};
use crate::store::{StoreError, Tx};

/// Followers that are looked at in one write.
const A_BATCH: u32 = 20_000;

/// Asks that followers be told of a version of a case; they are only if the transaction commits.
///
/// To be called in the write that saves the version.
///
/// # Errors
/// When the database does not answer.
pub async fn enqueue_for(
    tx: &mut Tx,
    closure: ClosureId,
    version: u32,
    now: Timestamp,
) -> Result<(), StoreError> {
    let payload = json!({ "closure": closure, "version": version });
    tx.enqueue(&NewJob::now(JobKind::Alert, payload, now)).await?;
    Ok(())
}

/// Puts everyone who is to be told into the queues, in batches, so that readers and other writers get their turn.
pub(super) async fn run(tools: &Tools, job: &Job) -> Result<(), JobError> {
    let (closure, version) = read(job)
        .ok_or_else(|| JobError::Never("the job names no version of a case".to_owned()))?;
    let store = tools.app.store();
    let Some(after) = store.closure_at_version(closure, version).await? else {
        return Err(JobError::Never(format!("case {closure} has no version {version}")));
    };
    let before = match version.checked_sub(1).filter(|before| *before > 0) {
        Some(before) => store.closure_at_version(closure, before).await?,
        None => None,
    };
    if changes(before.as_ref(), &after).is_empty() {
        return Ok(());
    }
    // The read model may not have followed yet; it is asked for the names of offices and counties alone.
    let atlas = tools.app.atlas();
    let mut topics = topics(&atlas, &after);
    topics.extend(before.iter().flat_map(|before| self::topics(&atlas, before)));
    topics.sort_unstable();
    topics.dedup();
    let now = tools.app.clock().now();
    let at = after.changed_at.unwrap_or(now);
    let mut tx = store.begin().await?;
    let news = News { id: NewsId::new(now), closure, version, at };
    let id = tx.publish_news(&news, &topics).await?;
    webhook::enqueue_for(&mut tx, id, now).await?;
    tx.commit().await?;
    fill(tools, id).await
}

/// Fills the queue of letters for a news and asks for the letters.
///
/// # Errors
/// When the database does not answer.
pub async fn fill(tools: &Tools, id: NewsId) -> Result<(), JobError> {
    loop {
        let mut tx = tools.app.store().begin().await?;
        let queued = tx.queue_news(id, A_BATCH).await?;
        tx.commit().await?;
        if queued.is_done {
            break;
        }
    }
    // Only now: a job that finds nobody in the queue would have to be asked for again.
    let store = tools.app.store();
    for pace in Pace::ALL {
        if !store.waiting_followers(*pace, None, 1).await?.is_empty() {
            let mut tx = store.begin().await?;
            digest::enqueue_for(&mut tx, *pace, tools.app.clock().now()).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

fn read(job: &Job) -> Option<(ClosureId, u32)> {
    let closure = serde_json::from_value(job.payload.get("closure")?.clone()).ok()?;
    let version = u32::try_from(job.payload.get("version")?.as_u64()?).ok()?;
    Some((closure, version))
}

/// Everything that a case touches and somebody may follow.
#[must_use]
pub fn topics(atlas: &Atlas, case: &Closure) -> Vec<Topic> {
    let mut topics = vec![Topic::all(), Topic::closure(case.slug.clone())];
    topics.extend(agency_slug(&case.agency).map(Topic::agency));
    for part in &case.offices {
        let office = part.office.and_then(|id| atlas.office_by_id(id));
        topics.extend(office.map(|office| Topic::office(office.slug.clone())));
        let known = office.map_or("", |office| office.facts.location.county.as_str());
        let county = if part.county.is_empty() { known } else { &part.county };
        let county = atlas.gazetteer().county(county);
        topics.extend(county.map(|county| Topic::county(county.slug.clone())));
    }
    topics.sort_unstable();
    topics.dedup();
    topics
}
