//! `/desk/account`: my name, the counties I look after, my sign-ins, and the way out.

mod view;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use crate::app::App;
use crate::domain::account::{Changed, tidy_name};
use crate::web::cx::PageCx;
use crate::web::error::WebError;
use crate::web::extract::Form;
use crate::web::limits::Https;
use crate::web::session::Member;
use crate::web::sign_in::signed_out;

/// The page.
///
/// # Errors
/// When the database does not answer.
pub async fn show(State(app): State<App>, cx: PageCx, member: Member) -> Result<Markup, WebError> {
    let sessions = app.store().sessions_of(member.account.id, app.clock().now()).await?;
    Ok(view::show(&cx, &app.atlas().gazetteer().counties, &member, &sessions))
}

/// Keeps the name and the counties.
///
/// # Errors
/// When the database does not answer.
pub async fn save(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    let typed = fields.iter().find(|(field, _)| field == "name");
    let name = typed.map_or_else(|| member.account.name.clone(), |(_, name)| tidy_name(name));
    let chosen =
        |slug: &str| fields.iter().any(|(field, value)| field == "county" && value == slug);
    let atlas = app.atlas();
    let counties = atlas.gazetteer().counties.iter().filter(|c| chosen(c.slug.as_str()));
    let counties: Vec<String> = counties.map(|c| c.name.clone()).collect();
    let mut tx = app.store().begin().await?;
    tx.set_profile(member.account.id, &name, &counties).await?;
    tx.commit().await?;
    Ok(Redirect::to(&cx.href("/desk/account?said=saved")).into_response())
}

/// What can be done with sessions.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SessionForm {
    r#do: String,
    session: String,
    label: String,
}

/// Names a session, ends one, or ends all.
///
/// # Errors
/// When the form asks for something else, or the database does not answer.
pub async fn sessions(
    State(app): State<App>,
    cx: PageCx,
    https: Https,
    member: Member,
    Form(form): Form<SessionForm>,
) -> Result<Response, WebError> {
    let mine = member.account.id;
    // An id that is none, or another's, is like one that has ended.
    let session = form.session.parse().ok();
    let mut tx = app.store().begin().await?;
    let said = match (form.r#do.as_str(), session) {
        ("label", Some(session)) => {
            tx.label_session(mine, session, &tidy_name(&form.label)).await?;
            "saved"
        }
        ("end", Some(session)) => {
            tx.end_session(mine, session).await?;
            "ended"
        }
        ("end-all", _) => {
            tx.end_sessions(mine).await?;
            tx.commit().await?;
            return signed_out(&cx, https, "everywhere");
        }
        _ => return Err(WebError::Body("no such change".to_owned())),
    };
    tx.commit().await?;
    if form.r#do == "end" && session == Some(member.session.id) {
        return signed_out(&cx, https, "out");
    }
    Ok(Redirect::to(&cx.href(&format!("/desk/account?said={said}"))).into_response())
}

/// Whether the person is sure.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sure {
    sure: String,
}

/// Asks whether the person is sure, and then erases the account.
///
/// # Errors
/// When the database does not answer.
pub async fn remove(
    State(app): State<App>,
    cx: PageCx,
    https: Https,
    member: Member,
    Form(form): Form<Sure>,
) -> Result<Response, WebError> {
    if form.sure != "yes" {
        return Ok(view::sure(&cx, &member).into_response());
    }
    match super::people::take_away(&app, &member.actor(), member.account.id).await? {
        Changed::LastAdmin => {
            Ok((StatusCode::CONFLICT, view::last_admin(&cx, &member)).into_response())
        }
        Changed::Done | Changed::NotThere => signed_out(&cx, https, "gone"),
    }
}

/// An address that is only posted to, reached as a page.
pub async fn back(cx: PageCx, _member: Member) -> Redirect {
    Redirect::to(&cx.href("/desk/account"))
}
