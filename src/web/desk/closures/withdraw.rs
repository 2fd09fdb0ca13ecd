//! Taking a case out of the ledger with a reason, and putting it back. Its page and its history stay.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::keep::keep;
use crate::app::App;
use crate::domain::account::Role;
use crate::domain::closure::{Closure, Withdrawn};
use crate::domain::slug::Slug;
use crate::domain::text;
use crate::store::SavedCase;
use crate::web::cx::PageCx;
use crate::web::desk;
use crate::web::error::WebError;
use crate::web::extract::{Form, Named};
use crate::web::session::Member;

/// The longest reason, in characters.
const MOST: usize = 1_000;

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    version: String,
    reason: String,
}

async fn case(app: &App, member: &Member, slug: &Slug) -> Result<Closure, WebError> {
    member.need(Role::may_edit_ledger)?;
    app.store().closure(slug.as_str()).await?.ok_or(WebError::NoCase)
}

/// The form.
///
/// # Errors
/// When the person may not, there is no such case, or the database does not answer.
pub async fn show(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(slug): Named<Slug>,
) -> Result<Markup, WebError> {
    let case = case(&app, &member, &slug).await?;
    Ok(view(&cx, &member, &case, "", None))
}

/// Withdraws the case.
///
/// # Errors
/// When the person may not, there is no such case, or the database does not answer.
pub async fn send(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(slug): Named<Slug>,
    Form(typed): Form<Typed>,
) -> Result<Response, WebError> {
    let case = case(&app, &member, &slug).await?;
    let reason = text::tidy(&typed.reason);
    let again = |status: StatusCode, error: &str| {
        (status, view(&cx, &member, &case, &typed.reason, Some(cx.t(error)))).into_response()
    };
    if reason.is_empty() || reason.chars().count() > MOST {
        return Ok(again(StatusCode::UNPROCESSABLE_ENTITY, "desk-withdraw-reason-error"));
    }
    let base = typed.version.parse().ok();
    let on = app.clock().today();
    let changed = Closure { withdrawn: Some(Withdrawn { on, reason }), ..case.clone() };
    match keep(&app, &member, "case.withdrawn", base.or(Some(0)), &changed, None).await? {
        SavedCase::Written(_) | SavedCase::Same(_) => {
            let to = format!("/desk/closures/{slug}?said=withdrawn");
            Ok(Redirect::to(&cx.href(&to)).into_response())
        }
        SavedCase::Conflict(_) => Ok(again(StatusCode::CONFLICT, "desk-changed-meanwhile")),
        SavedCase::Gone => Err(WebError::NoCase),
    }
}

/// Puts a withdrawn case back.
///
/// # Errors
/// When the person may not, there is no such case, or the database does not answer.
pub async fn restore(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(slug): Named<Slug>,
    Form(typed): Form<Typed>,
) -> Result<Response, WebError> {
    let case = case(&app, &member, &slug).await?;
    let base = typed.version.parse().ok().or(Some(0));
    let changed = Closure { withdrawn: None, ..case };
    let said = match keep(&app, &member, "case.restored", base, &changed, None).await? {
        SavedCase::Written(_) | SavedCase::Same(_) => "restored",
        SavedCase::Conflict(_) => "changed-meanwhile",
        SavedCase::Gone => return Err(WebError::NoCase),
    };
    let to = format!("/desk/closures/{slug}?said={said}");
    Ok(Redirect::to(&cx.href(&to)).into_response())
}

fn view(
    cx: &PageCx,
    member: &Member,
    case: &Closure,
    typed: &str,
    error: Option<String>,
) -> Markup {
    let here = format!("/desk/closures/{}", case.slug);
    let described = if error.is_some() { "reason-h reason-e" } else { "reason-h" };
    desk::page(
        cx,
        member,
        &cx.t("desk-withdraw"),
        super::AT,
        html! {
            h1 { (cx.t("desk-withdraw")) }
            p.lead { bdi { (cx.words.either(&case.title, &case.title_es)) } }
            p.prose { (cx.t("desk-withdraw-what")) }
            form.form action=(cx.href(&format!("{here}/withdraw"))) method="post" novalidate {
                input type="hidden" name="version" value=(case.version);
                div.field {
                    label for="reason" { (cx.t("desk-reason")) }
                    p.hint id="reason-h" { (cx.t("desk-withdraw-hint")) }
                    @if let Some(error) = &error { p.error id="reason-e" role="alert" { (error) } }
                    textarea id="reason" name="reason" rows="3" dir="auto" required
                        aria-invalid=[error.as_ref().map(|_| "true")] aria-describedby=(described) { (typed) }
                }
                p.do {
                    button.go type="submit" { (cx.t("desk-withdraw")) }
                    a.quiet href=(cx.href(&here)) { (cx.t("desk-back")) }
                }
            }
        },
    )
}
