//! `/desk/people`: who may come in, and what they may do.

mod view;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::app::App;
use crate::domain::account::{Account, AccountState, Changed, NewAccount, Person, Role, tidy_name};
use crate::domain::email::Email;
use crate::domain::id::AccountId;
use crate::jobs;
use crate::store::StoreError;
use crate::web::cx::PageCx;
use crate::web::error::WebError;
use crate::web::extract::{Form, Named};
use crate::web::session::Member;
use view::{Fault, Invite};

/// The list, with the form of an invitation.
///
/// # Errors
/// When the person may not see it, or the database does not answer.
pub async fn list(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
) -> Result<Response, WebError> {
    member.need(Role::may_manage_people)?;
    listed(&app, &cx, &member, StatusCode::OK, &Invite::default(), None).await
}

/// What is typed to invite someone.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct InviteForm {
    email: String,
    name: String,
    role: String,
}

/// Invites: the account and the letter come into being together.
///
/// # Errors
/// When the person may not, or the database does not answer.
pub async fn invite(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Form(form): Form<InviteForm>,
) -> Result<Response, WebError> {
    member.need(Role::may_manage_people)?;
    let typed = Invite {
        email: form.email.trim().chars().take(254).collect(),
        name: tidy_name(&form.name),
        role: form.role.parse().ok(),
    };
    let refuse = async |fault| {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        listed(&app, &cx, &member, status, &typed, Some(fault)).await
    };
    let Ok(email) = Email::parse(&form.email) else { return refuse(Fault::NotAnEmail).await };
    let Some(role) = typed.role else { return refuse(Fault::NoRole).await };
    let now = app.clock().now();
    let new =
        NewAccount { id: AccountId::new(now), email, name: typed.name.clone(), role, made_at: now };
    let mut tx = app.store().begin().await?;
    if !tx.insert_account(&new, app.sealer()).await? {
        drop(tx);
        return refuse(Fault::IsHere).await;
    }
    let account = Account {
        id: new.id,
        name: new.name.clone(),
        role,
        counties: Vec::new(),
        state: AccountState::Active,
        made_at: now,
        joined_at: None,
    };
    let by = member.account.name.as_str();
    jobs::sign_in::invite(&mut tx, &app, &new.email, &account, by, cx.words.lang()).await?;
    let id = new.id.to_string();
    tx.audit(now, &member.actor(), "account.invited", "account", &id, role.as_str()).await?;
    tx.commit().await?;
    Ok(Redirect::to(&cx.href("/desk/people?said=invited")).into_response())
}

async fn listed(
    app: &App,
    cx: &PageCx,
    member: &Member,
    status: StatusCode,
    typed: &Invite,
    fault: Option<Fault>,
) -> Result<Response, WebError> {
    let mut people = app.store().people(app.sealer()).await?;
    people.retain(|p| p.account.state == AccountState::Active);
    people.sort_by_cached_key(|p| (p.account.name.to_lowercase(), p.account.id));
    Ok((status, view::list(cx, member, &people, typed, fault)).into_response())
}

/// One person.
///
/// # Errors
/// When there is none, the asker may not see them, or the database does not answer.
pub async fn show(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(id): Named<AccountId>,
) -> Result<Response, WebError> {
    member.need(Role::may_manage_people)?;
    let person = find(&app, id).await?;
    Ok(view::person(&cx, &member, &person, false).into_response())
}

async fn find(app: &App, id: AccountId) -> Result<Person, WebError> {
    let person = app.store().person(id, app.sealer()).await?;
    person.filter(|p| p.account.state == AccountState::Active).ok_or(WebError::NoPage)
}

/// What can be done with a person.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Change {
    r#do: String,
    role: String,
    sure: String,
}

/// Changes the role, sends the invitation again, or takes the account away.
///
/// # Errors
/// When there is no such person, the asker may not, or the database does not answer.
pub async fn change(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(id): Named<AccountId>,
    Form(form): Form<Change>,
) -> Result<Response, WebError> {
    member.need(Role::may_manage_people)?;
    let person = find(&app, id).await?;
    let (changed, to) = match form.r#do.as_str() {
        "role" => {
            let role: Role =
                form.role.parse().map_err(|_| WebError::Body("no such role".to_owned()))?;
            (change_role(&app, &member.actor(), &person.account, role).await?, "role")
        }
        "invite" => (invite_again(&app, &cx, &member, &person).await?, "invited"),
        "remove" if form.sure != "yes" => {
            return Ok(view::sure(&cx, &member, &person).into_response());
        }
        "remove" => (take_away(&app, &member.actor(), id).await?, "removed"),
        _ => return Err(WebError::Body("no such change".to_owned())),
    };
    match changed {
        Changed::Done => {
            Ok(Redirect::to(&cx.href(&format!("/desk/people?said={to}"))).into_response())
        }
        Changed::NotThere => Err(WebError::NoPage),
        Changed::LastAdmin => {
            let page = view::person(&cx, &member, &person, true);
            Ok((StatusCode::CONFLICT, page).into_response())
        }
    }
}

/// Gives a person another role, with its audit line.
///
/// # Errors
/// When the database does not answer.
pub async fn change_role(
    app: &App,
    actor: &str,
    account: &Account,
    role: Role,
) -> Result<Changed, StoreError> {
    let mut tx = app.store().begin().await?;
    let changed = tx.change_role(account.id, role).await?;
    if changed == Changed::Done && account.role != role {
        let detail = format!("{} -> {role}", account.role);
        let (now, id) = (app.clock().now(), account.id.to_string());
        tx.audit(now, actor, "account.role", "account", &id, &detail).await?;
    }
    tx.commit().await?;
    Ok(changed)
}

async fn invite_again(
    app: &App,
    cx: &PageCx,
    member: &Member,
    person: &Person,
) -> Result<Changed, StoreError> {
    let Some(email) = &person.email else { return Ok(Changed::NotThere) };
    let by = member.account.name.as_str();
    let mut tx = app.store().begin().await?;
    jobs::sign_in::invite(&mut tx, app, email, &person.account, by, cx.words.lang()).await?;
    let (now, id) = (app.clock().now(), person.account.id.to_string());
    tx.audit(now, &member.actor(), "account.invited", "account", &id, "again").await?;
    tx.commit().await?;
    Ok(Changed::Done)
}

/// Takes an account away, with its audit line, and clears the database's log of what was erased.
///
/// # Errors
/// When the database does not answer.
pub async fn take_away(app: &App, actor: &str, id: AccountId) -> Result<Changed, StoreError> {
    let mut tx = app.store().begin().await?;
    let changed = tx.remove_account(id).await?;
    if changed == Changed::Done {
        let now = app.clock().now();
        tx.audit(now, actor, "account.removed", "account", &id.to_string(), "").await?;
    }
    tx.commit().await?;
    if let Err(error) = app.store().scrub().await {
        tracing::warn!(%error, "the log of the database could not be cut after an account was removed");
    }
    Ok(changed)
}
