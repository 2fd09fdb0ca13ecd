//! `/desk/webhooks`: other programs that are told of changes.

mod view;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use rand::RngCore;
use serde::Deserialize;

use crate::app::App;
use crate::domain::account::Role;
use crate::domain::follow::Topic;
use crate::domain::hook::{Delivery, Hook, MOST_HOOKS};
use crate::domain::id::HookId;
use crate::jobs::webhook;
use crate::store::StoreError;
use crate::web::cx::PageCx;
use crate::web::error::WebError;
use crate::web::extract::{Form, Named};
use crate::web::scope::Scope;
use crate::web::session::Member;

/// Deliveries that a page lists.
const LISTED: u32 = 12;
/// The longest address, in characters.
const MOST_ADDRESS: usize = 1_000;
/// Bytes of a secret.
const SECRET: usize = 24;

/// What was typed.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub struct Typed {
    url: String,
    topic: String,
}

/// Why a webhook was not made.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fault {
    /// The address cannot be asked; with the reason.
    Address(String),
    /// There is no such topic.
    Topic,
    /// There are enough.
    Many,
}

/// The page: the webhooks of one's own with their last deliveries.
///
/// # Errors
/// When the database does not answer or the role does not have webhooks.
pub async fn list(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
) -> Result<Response, WebError> {
    member.need(Role::may_follow_hooks)?;
    let hooks = read(&app, &member).await?;
    let typed = Typed { topic: Topic::all().to_string(), ..Typed::default() };
    Ok(view::list(&cx, &app.atlas(), &member, &hooks, &typed, None).into_response())
}

async fn read(app: &App, member: &Member) -> Result<Vec<(Hook, Vec<Delivery>)>, StoreError> {
    let mut out = Vec::new();
    for hook in app.store().hooks_of(member.account.id, app.sealer()).await? {
        let deliveries = app.store().deliveries(hook.id, LISTED).await?;
        out.push((hook, deliveries));
    }
    Ok(out)
}

/// Makes a webhook and shows its secret, this once.
///
/// # Errors
/// When the database does not answer or the role does not have webhooks.
pub async fn add(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Form(typed): Form<Typed>,
) -> Result<Response, WebError> {
    member.need(Role::may_follow_hooks)?;
    let hooks = read(&app, &member).await?;
    let atlas = app.atlas();
    let (url, topic) = match check(&app, &typed, hooks.len()) {
        Ok(parts) => parts,
        Err(fault) => {
            let page = view::list(&cx, &atlas, &member, &hooks, &typed, Some(&fault));
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let mut bytes = [0_u8; SECRET];
    rand::rng().fill_bytes(&mut bytes);
    let now = app.clock().now();
    let hook = Hook {
        id: HookId::new(now),
        owner: member.account.id,
        url,
        topics: vec![topic],
        secret: format!("whsec_{}", data_encoding::BASE64URL_NOPAD.encode(&bytes)),
        failures: 0,
        off: None,
    };
    let mut tx = app.store().begin().await?;
    tx.insert_hook(&hook, app.sealer()).await?;
    tx.audit(now, &member.actor(), "webhook.made", "webhook", &hook.id.to_string(), "").await?;
    tx.commit().await?;
    Ok(view::made(&cx, &member, &hook).into_response())
}

fn check(app: &App, typed: &Typed, there: usize) -> Result<(String, Topic), Fault> {
    if there >= MOST_HOOKS {
        return Err(Fault::Many);
    }
    let url = typed.url.trim();
    if url.len() > MOST_ADDRESS {
        return Err(Fault::Address(String::new()));
    }
    app.outbound().check(url).map_err(|error| Fault::Address(error.to_string()))?;
    let topic = typed.topic.parse::<Topic>().map_err(|_| Fault::Topic)?;
    Scope::of(&app.atlas(), &topic).map_err(|_| Fault::Topic)?;
    Ok((url.to_owned(), topic))
}

/// Sends a test.
///
/// # Errors
/// When the member has no such webhook.
pub async fn test(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(id): Named<uuid::Uuid>,
) -> Result<Redirect, WebError> {
    let hook = own(&app, &member, id).await?;
    let mut tx = app.store().begin().await?;
    webhook::enqueue(&mut tx, hook.id, None, app.clock().now()).await?;
    tx.commit().await?;
    Ok(Redirect::to(&cx.href("/desk/webhooks?said=webhook-test")))
}

/// Switches a webhook on again.
///
/// # Errors
/// When the member has no such webhook.
pub async fn switch_on(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(id): Named<uuid::Uuid>,
) -> Result<Redirect, WebError> {
    let hook = own(&app, &member, id).await?;
    let mut tx = app.store().begin().await?;
    tx.switch_hook_on(member.account.id, hook.id).await?;
    tx.commit().await?;
    Ok(Redirect::to(&cx.href("/desk/webhooks?said=webhook-on")))
}

/// Deletes a webhook.
///
/// # Errors
/// When the member has no such webhook.
pub async fn remove(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(id): Named<uuid::Uuid>,
) -> Result<Redirect, WebError> {
    let hook = own(&app, &member, id).await?;
    let mut tx = app.store().begin().await?;
    tx.drop_hook(member.account.id, hook.id).await?;
    let (now, actor) = (app.clock().now(), member.actor());
    tx.audit(now, &actor, "webhook.removed", "webhook", &hook.id.to_string(), "").await?;
    tx.commit().await?;
    Ok(Redirect::to(&cx.href("/desk/webhooks?said=webhook-removed")))
}

/// The webhook of that name, if it is the member's: somebody else's is not there.
async fn own(app: &App, member: &Member, id: uuid::Uuid) -> Result<Hook, WebError> {
    member.need(Role::may_follow_hooks)?;
    let hook = app.store().hook(HookId(id), app.sealer()).await?;
    hook.filter(|hook| hook.owner == member.account.id).ok_or(WebError::NoPage)
}
