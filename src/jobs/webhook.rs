//! Telling other programs: signed, tried again with growing pauses, switched off when nobody answers for long.

use std::time::Duration;

use jiff::{Timestamp, ToSpan};
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;
use serde_json::json;

use super::{JobError, Tools};
use crate::domain::account::{Account, AccountState};
use crate::domain::closure::{CaseState, Certainty, ClosureKind, StepKind};
use crate::domain::date::PartialDate;
use crate::domain::follow::{Change, ChangeKind, changes};
use crate::domain::hook::{Delivery, DeliveryState, Hook, MOST_FAILURES, signature};
use crate::domain::id::{ClosureId, DeliveryId, HookId, NewsId, StepId};
use crate::domain::job::{Job, JobKind, NewJob};
use crate::domain::slug::Slug;
use crate::outbound::Limits;
use crate::store::{StoreError, Tx};

/// Days for which deliveries are kept to be looked at.
const KEPT_DAYS: i64 = 90;

const LIMITS: Limits = Limits {
    head: Duration::from_secs(10),
    quiet: Duration::from_secs(5),
    whole: Duration::from_secs(15),
    most_bytes: 2_000,
    redirects: 0,
};

/// Puts a news in line for every webhook that is to be told.
///
/// # Errors
/// When the database does not answer.
pub async fn enqueue_for(tx: &mut Tx, news: NewsId, now: Timestamp) -> Result<(), StoreError> {
    for hook in tx.hooks_for(news).await? {
        enqueue(tx, hook, Some(news), now).await?;
    }
    let kept = now.checked_sub((KEPT_DAYS * 24).hours()).unwrap_or(now);
    tx.drop_deliveries_before(kept).await?;
    Ok(())
}

/// Puts one delivery in line; without a news it is a test.
///
/// # Errors
/// When the database does not answer.
pub async fn enqueue(
    tx: &mut Tx,
    hook: HookId,
    news: Option<NewsId>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let delivery = Delivery {
        id: DeliveryId::new(now),
        hook,
        news,
        at: now,
        state: DeliveryState::Waiting,
        tries: 0,
        said: String::new(),
    };
    if tx.insert_delivery(&delivery).await? {
        let payload = json!({ "delivery": delivery.id });
        tx.enqueue(&NewJob::now(JobKind::Webhook, payload, now)).await?;
    }
    Ok(())
}

/// What is posted.
#[derive(Debug, Serialize)]
struct Message<'a> {
    /// Identifier of the event: the same on every try.
    id: DeliveryId,
    /// `closure.changed`, or `test`.
    event: &'static str,
    sent_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    closure: Option<Case<'a>>,
    changes: Vec<Told<'a>>,
}

#[derive(Debug, Serialize)]
struct Case<'a> {
    id: ClosureId,
    slug: &'a Slug,
    url: String,
    title: &'a str,
    kind: ClosureKind,
    state: CaseState,
    certainty: Certainty,
    agency: &'a str,
    version: u32,
    changed_at: Option<Timestamp>,
}

#[derive(Debug, Serialize)]
struct Told<'a> {
    change: ChangeKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<Step<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<Step<'a>>,
}

#[derive(Debug, Serialize)]
struct Step<'a> {
    id: StepId,
    kind: StepKind,
    on: Option<PartialDate>,
    time: Option<String>,
    place: &'a str,
    office: Option<&'a str>,
    sequence: u32,
}

impl<'a> Step<'a> {
    fn of(step: &'a crate::domain::closure::Step) -> Self {
        Self {
            id: step.id,
            kind: step.kind,
            on: step.on,
            time: step.time.map(|time| time.strftime("%H:%M").to_string()),
            place: &step.place,
            office: step.office_name.as_deref(),
            sequence: step.sequence,
        }
    }
}

fn told<'a>(change: &Change<'a>) -> Told<'a> {
    let was = change.was.filter(|_| change.kind == ChangeKind::Moved);
    Told { change: change.kind, step: change.step.map(Step::of), was: was.map(Step::of) }
}

/// Posts one delivery.
pub(super) async fn run(tools: &Tools, job: &Job) -> Result<(), JobError> {
    let (app, store) = (&tools.app, tools.app.store());
    let id = job.payload.get("delivery").cloned();
    let id: DeliveryId = id
        .and_then(|id| serde_json::from_value(id).ok())
        .ok_or_else(|| JobError::Never("the job names no delivery".to_owned()))?;
    // A delivery that is gone went with its webhook; one that is over was posted before the process died.
    let delivery = store.delivery(id).await?.filter(|d| d.state == DeliveryState::Waiting);
    let Some(delivery) = delivery else { return Ok(()) };
    let Some(hook) = store.hook(delivery.hook, app.sealer()).await? else { return Ok(()) };
    if let Some(off) = &hook.off {
        end(tools, &delivery, DeliveryState::Failed, off).await?;
        return Ok(());
    }
    // Asked again here: what was put in line may wait for hours, and its owner may have another role since.
    let owner = store.person(hook.owner, app.sealer()).await?.map(|person| person.account);
    let may_have =
        |owner: &Account| owner.state == AccountState::Active && owner.role.may_follow_hooks();
    if !owner.as_ref().is_some_and(may_have) {
        let said = "its owner may not have webhooks any more";
        end(tools, &delivery, DeliveryState::Failed, said).await?;
        return Ok(());
    }
    let result = match body(tools, &delivery).await? {
        Some(body) => post(tools, &hook, &delivery, body).await,
        None => Err(Refusal { said: "the case is no longer there".to_owned(), is_final: true }),
    };
    match result {
        Ok(said) => {
            end(tools, &delivery, DeliveryState::Delivered, &said).await?;
            Ok(())
        }
        Err(refusal) => {
            let is_last = job.tries >= JobKind::Webhook.most_tries();
            let is_final = refusal.is_final || is_last || delivery.news.is_none();
            let state = if is_final { DeliveryState::Failed } else { DeliveryState::Waiting };
            let is_off = end(tools, &delivery, state, &refusal.said).await?;
            if is_final || is_off { Ok(()) } else { Err(JobError::Later(refusal.said)) }
        }
    }
}

/// Why a try failed.
struct Refusal {
    said: String,
    /// Whether another try is of no use.
    is_final: bool,
}

async fn end(
    tools: &Tools,
    delivery: &Delivery,
    state: DeliveryState,
    said: &str,
) -> Result<bool, StoreError> {
    let mut tx = tools.app.store().begin().await?;
    let is_off = tx.end_try(delivery, state, said, MOST_FAILURES).await?;
    tx.commit().await?;
    Ok(is_off)
}

async fn body(tools: &Tools, delivery: &Delivery) -> Result<Option<Vec<u8>>, JobError> {
    let (app, store) = (&tools.app, tools.app.store());
    let mut message = Message {
        id: delivery.id,
        event: "test",
        sent_at: app.clock().now(),
        closure: None,
        changes: Vec::new(),
    };
    let (before, after);
    if let Some(news) = delivery.news {
        let Some(news) = store.news(news).await? else { return Ok(None) };
        let Some(case) = store.closure_at_version(news.closure, news.version).await? else {
            return Ok(None);
        };
        after = case.read_on(app.clock().today());
        before = match news.version.checked_sub(1).filter(|version| *version > 0) {
            Some(version) => store.closure_at_version(news.closure, version).await?,
            None => None,
        };
        message.event = "closure.changed";
        message.closure = Some(Case {
            id: after.id,
            slug: &after.slug,
            url: app.site().link(&format!("/closures/{}", after.slug)),
            title: &after.title,
            kind: after.kind,
            state: after.state(),
            certainty: after.certainty,
            agency: &after.agency,
            version: after.version,
            changed_at: after.changed_at,
        });
        message.changes = changes(before.as_ref(), &after).iter().map(told).collect();
    }
    serde_json::to_vec(&message).map(Some).map_err(|e| JobError::Never(e.to_string()))
}

async fn post(
    tools: &Tools,
    hook: &Hook,
    delivery: &Delivery,
    body: Vec<u8>,
) -> Result<String, Refusal> {
    let app = &tools.app;
    let signed = signature(&hook.secret, app.clock().now(), &body);
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    for (name, value) in
        [("stillopen-signature", signed), ("stillopen-event-id", delivery.id.to_string())]
    {
        let fault = |said: String| Refusal { said, is_final: true };
        let value = HeaderValue::from_str(&value).map_err(|e| fault(e.to_string()))?;
        headers.insert(HeaderName::from_static(name), value);
    }
    match app.outbound().post(&hook.url, headers, body, LIMITS).await {
        Ok(reply) if (200..300).contains(&reply.status) => Ok(reply.status.to_string()),
        // "Gone": the other side says that it never wants to be told again.
        Ok(reply) => Err(Refusal { said: reply.status.to_string(), is_final: reply.status == 410 }),
        Err(error) => Err(Refusal { said: error.to_string(), is_final: !error.is_passing() }),
    }
}
