//! `/follow`: being told by mail. Nothing is sent to an address before its owner pressed a button; each letter has a
//! way to stop; no letter tells us whether it was read.

mod entry;
mod letter;
mod view;

use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::app::App;
use crate::domain::follow::{Follower, Link, MOST_TOPICS, Topic, Wish};
use crate::domain::id::FollowerId;
use crate::i18n::Lang;
use crate::jobs::{digest, mail};

use super::cache::Private;
use super::cx::PageCx;
use super::error::WebError;
use super::extract::{Form, Named, Query, filled, parsed};
use super::scope::Scope;

pub use entry::Fields;
pub use view::options;

use entry::{Asked, Entry};

/// What the form can be asked: what it is about.
#[derive(Debug, Default, Deserialize)]
pub struct FormParams {
    topic: Option<String>,
}

/// The form.
///
/// # Errors
/// When it is asked about something that is not there.
pub async fn form(
    State(app): State<App>,
    cx: PageCx,
    Query(params): Query<FormParams>,
) -> Result<Response, WebError> {
    let topic = filled(params.topic.as_ref()).map(|t| parsed::<Topic>("topic", &t)).transpose()?;
    let atlas = app.atlas();
    if let Some(topic) = &topic {
        Scope::of(&atlas, topic)?;
    }
    let entry = Entry::blank(topic.as_ref(), cx.words.lang());
    Ok(view::form(&cx, &atlas, topic.as_ref(), &entry, &[]).into_response())
}

/// Takes the form: keeps the wish and sends the letter that asks for confirmation, one a day.
///
/// Everyone gets the same answer, so that nobody learns who follows what.
///
/// # Errors
/// When the database does not answer.
pub async fn send(
    State(app): State<App>,
    cx: PageCx,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let entry = Entry::read(&fields);
    let atlas = app.atlas();
    let asked = match entry.asked(&atlas) {
        Ok(asked) => asked,
        Err(faults) => {
            let topic = entry.topic.parse::<Topic>().ok();
            let topic = topic.filter(|topic| Scope::of(&atlas, topic).is_ok());
            let page = view::form(&cx, &atlas, topic.as_ref(), &entry, &faults);
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, Extension(Private), page).into_response());
        }
    };
    keep(&app, asked).await?;
    Ok(Redirect::to(&cx.href("/follow/asked")).into_response())
}

async fn keep(app: &App, asked: Asked) -> Result<(), WebError> {
    let (now, today) = (app.clock().now(), app.clock().today());
    let mut tx = app.store().begin().await?;
    let known = tx.wish_of(&asked.email, app.sealer()).await?;
    let mut wish = known.unwrap_or_else(|| Wish {
        id: FollowerId::new(now),
        email: asked.email.clone(),
        topics: Vec::new(),
        pace: asked.pace,
        lang: String::new(),
        asked_on: today,
        lettered_on: None,
    });
    if !wish.topics.contains(&asked.topic) && wish.topics.len() < MOST_TOPICS {
        wish.topics.push(asked.topic);
    }
    (wish.pace, wish.lang, wish.asked_on) = (asked.pace, asked.lang.to_string(), today);
    if wish.lettered_on != Some(today) {
        wish.lettered_on = Some(today);
        let letter = letter::confirm(app, &wish, asked.lang);
        mail::post(&mut tx, app, wish.id.0, &letter).await?;
    }
    tx.keep_wish(&wish, app.sealer()).await?;
    digest::enqueue_sweep(&mut tx, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Says that a letter is on its way.
pub async fn asked(cx: PageCx) -> Response {
    (Extension(Private), view::asked(&cx)).into_response()
}

/// Shows what the letter's link would confirm. Opening it changes nothing: programs that look for bad mail open
/// every link.
///
/// # Errors
/// When the link is none of ours, or its wish is gone.
pub async fn confirm_ask(
    State(app): State<App>,
    cx: PageCx,
    Named(token): Named<String>,
) -> Result<Response, WebError> {
    let id = read(&app, Link::Confirm, &token)?;
    let Some(wish) = app.store().wish(id, app.sealer()).await? else {
        return confirmed_before(&app, &cx, id).await;
    };
    let page = view::confirm(&cx, &app.atlas(), &token, &wish, false);
    Ok((Extension(Private), page).into_response())
}

/// Confirms: from here on letters are sent.
///
/// # Errors
/// When the link is none of ours, or its wish is gone.
pub async fn confirm(
    State(app): State<App>,
    cx: PageCx,
    Named(token): Named<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let id = read(&app, Link::Confirm, &token)?;
    let Some(mut wish) = app.store().wish(id, app.sealer()).await? else {
        return confirmed_before(&app, &cx, id).await;
    };
    let chosen = entry::topics(&fields);
    if !wish.topics.iter().any(|topic| chosen.contains(topic)) {
        let page = view::confirm(&cx, &app.atlas(), &token, &wish, true);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Extension(Private), page).into_response());
    }
    wish.topics.retain(|topic| chosen.contains(topic));
    let mut tx = app.store().begin().await?;
    let known = tx.follower_of(&wish.email, app.sealer()).await?;
    let mut follower = known.unwrap_or_else(|| Follower {
        id: wish.id,
        email: wish.email.clone(),
        topics: Vec::new(),
        pace: wish.pace,
        lang: String::new(),
    });
    for topic in wish.topics {
        if !follower.topics.contains(&topic) && follower.topics.len() < MOST_TOPICS {
            follower.topics.push(topic);
        }
    }
    (follower.pace, follower.lang) = (wish.pace, wish.lang);
    tx.keep_follower(&follower, app.sealer()).await?;
    tx.drop_wish(wish.id).await?;
    digest::enqueue_for(&mut tx, follower.pace, app.clock().now()).await?;
    tx.commit().await?;
    Ok(to_manage(&app, &cx, follower.id, "confirmed"))
}

/// A link that was pressed before leads to what it made.
async fn confirmed_before(app: &App, cx: &PageCx, id: FollowerId) -> Result<Response, WebError> {
    match app.store().follower(id, app.sealer()).await? {
        Some(follower) => Ok(to_manage(app, cx, follower.id, "confirmed")),
        None => Ok((StatusCode::GONE, Extension(Private), view::gone(cx)).into_response()),
    }
}

fn to_manage(app: &App, cx: &PageCx, id: FollowerId, said: &str) -> Response {
    let token = app.sealer().token(Link::Manage, id);
    Redirect::to(&cx.href(&format!("/follow/{token}?said={said}"))).into_response()
}

/// What the page of one follower can be asked.
#[derive(Debug, Default, Deserialize)]
pub struct ManageParams {
    said: Option<String>,
}

/// What somebody follows, to change or to stop.
///
/// # Errors
/// When the link is none of ours.
pub async fn manage(
    State(app): State<App>,
    cx: PageCx,
    Named(token): Named<String>,
    Query(params): Query<ManageParams>,
) -> Result<Response, WebError> {
    let id = read(&app, Link::Manage, &token)?;
    let Some(follower) = app.store().follower(id, app.sealer()).await? else {
        return Ok((Extension(Private), view::stopped(&cx)).into_response());
    };
    let page = view::manage(&cx, &app.atlas(), &token, &follower, params.said.as_deref(), false);
    Ok((Extension(Private), page).into_response())
}

/// Changes what somebody follows.
///
/// # Errors
/// When the link is none of ours, or a field is none of the form's.
pub async fn change(
    State(app): State<App>,
    cx: PageCx,
    Named(token): Named<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let id = read(&app, Link::Manage, &token)?;
    let Some(mut follower) = app.store().follower(id, app.sealer()).await? else {
        return Ok((Extension(Private), view::stopped(&cx)).into_response());
    };
    let chosen = entry::topics(&fields);
    let field = |name| entry::field(&fields, name);
    let pace = parsed("pace", field("pace"))?;
    let lang: Lang = parsed("letters", field("letters"))?;
    if !follower.topics.iter().any(|topic| chosen.contains(topic)) {
        let page = view::manage(&cx, &app.atlas(), &token, &follower, None, true);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Extension(Private), page).into_response());
    }
    follower.topics.retain(|topic| chosen.contains(topic));
    (follower.pace, follower.lang) = (pace, lang.to_string());
    let mut tx = app.store().begin().await?;
    tx.keep_follower(&follower, app.sealer()).await?;
    // What waits goes by the new pace.
    digest::enqueue_for(&mut tx, pace, app.clock().now()).await?;
    tx.commit().await?;
    Ok(to_manage(&app, &cx, id, "changed"))
}

/// The address of the mail program's own button, opened as a page: to the page with the button.
///
/// # Errors
/// When the link is none of ours.
pub async fn stop_ask(
    State(app): State<App>,
    cx: PageCx,
    Named(token): Named<String>,
) -> Result<Redirect, WebError> {
    read(&app, Link::Manage, &token)?;
    Ok(Redirect::to(&cx.href(&format!("/follow/{token}"))))
}

/// Stops all letters and forgets the address: by the page's button, or by the mail program's (RFC 8058), which sends
/// no cookie and a body of its own form, so the body is not looked at.
///
/// # Errors
/// When the link is none of ours.
pub async fn stop(
    State(app): State<App>,
    cx: PageCx,
    Named(token): Named<String>,
) -> Result<Response, WebError> {
    let id = read(&app, Link::Manage, &token)?;
    let mut tx = app.store().begin().await?;
    let was_there = tx.drop_follower(id).await?;
    tx.commit().await?;
    if was_there && let Err(error) = app.store().scrub().await {
        tracing::warn!(%error, "the log of the database could not be cut after a follower left");
    }
    Ok((Extension(Private), view::stopped(&cx)).into_response())
}

fn read(app: &App, link: Link, token: &str) -> Result<FollowerId, WebError> {
    app.sealer().read_token(link, token).ok_or(WebError::NoPage)
}
