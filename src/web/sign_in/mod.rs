//! `/sign-in` and `/sign-out`: the door of the desk. A mailed link opens it; there are no passwords.
//!
//! Opening the link changes nothing, because programs that look through mail open links too; the button on its page
//! does.

mod next;
mod view;

use axum::Extension;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use crate::app::App;
use crate::domain::account::{Account, LinkPurpose, Session, tidy_name};
use crate::domain::email::Email;
use crate::domain::token::{LinkToken, SessionToken};
use crate::jobs;
use crate::store::StoreError;

use super::cx::PageCx;
use super::error::WebError;
use super::extract::{Form, Query};
use super::limits::{Https, Limits};
use super::session::{self, MaybeMember, Member};
use next::Next;
use view::{AskPage, Fault};

/// The longest text in the box that is shown again, in characters.
const MOST: usize = 254;

/// What stands in the address or is posted at the door.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    email: String,
    next: String,
    said: String,
}

/// Asks for the address; who is signed in goes on.
pub async fn ask(
    cx: PageCx,
    MaybeMember(member): MaybeMember,
    Query(asked): Query<Asked>,
) -> Response {
    let next = Next::read(&asked.next);
    if member.is_some() {
        return Redirect::to(&cx.href(next.or_desk())).into_response();
    }
    view::ask(&cx, &AskPage { typed: "", next: &next, said: &asked.said, fault: None })
        .into_response()
}

/// Takes the address. The answer is the same whether there is an account or not.
///
/// # Errors
/// When the database does not answer.
pub async fn send(
    State(app): State<App>,
    cx: PageCx,
    Extension(limits): Extension<Limits>,
    Form(asked): Form<Asked>,
) -> Result<Response, WebError> {
    let next = Next::read(&asked.next);
    let again = |status: StatusCode, fault| {
        let typed: String = asked.email.chars().take(MOST).collect();
        let page = AskPage { typed: &typed, next: &next, said: "", fault: Some(fault) };
        Ok((status, view::ask(&cx, &page)).into_response())
    };
    let Ok(email) = Email::parse(&asked.email) else {
        return again(StatusCode::UNPROCESSABLE_ENTITY, Fault::NotAnEmail);
    };
    if !limits.allows_letter(&email) {
        return again(StatusCode::TOO_MANY_REQUESTS, Fault::Often);
    }
    let mut tx = app.store().begin().await?;
    jobs::sign_in::ask(&mut tx, &app, &email, cx.words.lang(), &next.as_query()).await?;
    tx.commit().await?;
    Ok(Redirect::to(&cx.href("/sign-in/sent")).into_response())
}

/// Says that a letter is on its way, if there is an account.
pub async fn sent(cx: PageCx) -> Markup {
    view::sent(&cx)
}

/// What stands in a mailed link, and what its page posts.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Linked {
    token: String,
    next: String,
    name: String,
}

/// The page of a link: one button.
///
/// # Errors
/// When the database does not answer.
pub async fn link(
    State(app): State<App>,
    cx: PageCx,
    Query(linked): Query<Linked>,
) -> Result<Response, WebError> {
    let next = Next::read(&linked.next);
    Ok(match find(&app, &linked.token).await? {
        Some((token, purpose, account)) => {
            view::link(&cx, &token, purpose, &account, &next).into_response()
        }
        None => too_late(&cx),
    })
}

/// Signs in: the link is used up, and a new session begins.
///
/// # Errors
/// When the database does not answer.
pub async fn enter(
    State(app): State<App>,
    cx: PageCx,
    https: Https,
    MaybeMember(before): MaybeMember,
    Form(linked): Form<Linked>,
) -> Result<Response, WebError> {
    let Some((token, purpose, account)) = find(&app, &linked.token).await? else {
        return Ok(too_late(&cx));
    };
    let name = tidy_name(&linked.name);
    let name = Some(name).filter(|name| purpose == LinkPurpose::Invite && !name.is_empty());
    let Some(session) = begin(&app, &token, &account, name, before).await? else {
        return Ok(too_late(&cx));
    };
    let cookie = session::cookie(&session, https)?;
    let to = Next::read(&linked.next);
    Ok((AppendHeaders([(header::SET_COOKIE, cookie)]), Redirect::to(&cx.href(to.or_desk())))
        .into_response())
}

async fn find(
    app: &App,
    text: &str,
) -> Result<Option<(LinkToken, LinkPurpose, Account)>, StoreError> {
    let Ok(token) = LinkToken::parse(text) else { return Ok(None) };
    let found = app.store().sign_in_link(&token, app.clock().now()).await?;
    Ok(found.map(|(purpose, account)| (token, purpose, account)))
}

/// Uses the link up and begins a session under a new token; what was signed in before on this browser ends.
async fn begin(
    app: &App,
    link: &LinkToken,
    account: &Account,
    name: Option<String>,
    before: Option<Member>,
) -> Result<Option<SessionToken>, StoreError> {
    let now = app.clock().now();
    let token = SessionToken::generate(&mut rand::rng());
    let mut tx = app.store().begin().await?;
    let Some(id) = tx.use_sign_in_link(link, now).await? else { return Ok(None) };
    if let Some(before) = before {
        tx.end_session(before.account.id, before.session.id).await?;
    }
    if let Some(name) = name {
        tx.set_profile(id, &name, &account.counties).await?;
    }
    tx.insert_session(&token, &Session::begin(id, now)).await?;
    if account.joined_at.is_none() {
        tx.audit(now, &account.actor(), "account.joined", "account", &id.to_string(), "").await?;
    }
    tx.commit().await?;
    Ok(Some(token))
}

fn too_late(cx: &PageCx) -> Response {
    (StatusCode::GONE, view::too_late(cx)).into_response()
}

/// Ends the session of this browser.
///
/// # Errors
/// When the database does not answer.
pub async fn out(
    State(app): State<App>,
    cx: PageCx,
    https: Https,
    MaybeMember(member): MaybeMember,
) -> Result<Response, WebError> {
    if let Some(member) = member {
        let mut tx = app.store().begin().await?;
        tx.end_session(member.account.id, member.session.id).await?;
        tx.commit().await?;
    }
    signed_out(&cx, https, "out")
}

/// Leads to the door without a session, saying why.
///
/// # Errors
/// Never: the cookie is plain text.
pub fn signed_out(cx: &PageCx, https: Https, said: &str) -> Result<Response, WebError> {
    let cookie = session::no_cookie(https)?;
    let to = cx.href(&format!("/sign-in?said={said}"));
    Ok((AppendHeaders([(header::SET_COOKIE, cookie)]), Redirect::to(&to)).into_response())
}

/// The address of the button, reached as a page: back to the desk.
pub async fn back_to_desk(cx: PageCx) -> Redirect {
    Redirect::to(&cx.href("/desk"))
}
