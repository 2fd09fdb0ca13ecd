//! `/desk/tips`: what residents told us; each is taken, laid aside with a reason, or called spam.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::ToSpan;
use maud::{Markup, html};
use serde::Deserialize;

use crate::app::App;
use crate::domain::account::Role;
use crate::domain::closure_form::{Fields, Group, Row};
use crate::domain::draft::Draft;
use crate::domain::id::{DraftId, StepId, TipId};
use crate::domain::text;
use crate::domain::tip::{Tip, TipStatus};
use crate::web::cx::PageCx;
use crate::web::desk;
use crate::web::error::WebError;
use crate::web::extract::{Form, Named, Query};
use crate::web::session::Member;
use crate::web::ui::pager;

/// Tips on a page of the list.
const A_PAGE: u32 = 50;
/// The longest reason, in characters.
const MOST_REASON: usize = 500;

/// What the address may ask for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Params {
    status: String,
    page: String,
}

/// The list.
///
/// # Errors
/// When the person may not see it, or the database does not answer.
pub async fn list(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Query(params): Query<Params>,
) -> Result<Markup, WebError> {
    member.need(Role::may_edit_ledger)?;
    let status = params.status.parse().unwrap_or(TipStatus::Waiting);
    let count = u32::try_from(app.store().tips_of(status).await?).unwrap_or(u32::MAX);
    let pages = count.div_ceil(A_PAGE).max(1);
    // Tips leave the list while it is read: a page that is gone is the last one.
    let page = params.page.parse::<u32>().unwrap_or(1).clamp(1, pages);
    let tips = app.store().tips(status, (page - 1).saturating_mul(A_PAGE), A_PAGE).await?;
    let link = |n: usize| cx.href(&format!("/desk/tips?status={status}&page={n}"));
    Ok(desk::page(
        &cx,
        &member,
        &cx.t("desk-tips"),
        "/desk/tips",
        html! {
            h1 { (cx.t("desk-tips")) }
            nav aria-label=(cx.t("desk-cases-views")) {
                ul.views {
                    @for one in TipStatus::ALL {
                        li { a href=(cx.href(&format!("/desk/tips?status={one}"))) aria-current=[(*one == status).then_some("true")] { (cx.words.word("tip-status", one.as_str())) } }
                    }
                }
            }
            @if tips.is_empty() { div.empty { p { (cx.t("desk-tips-none")) } } }
            ul.list {
                @for tip in &tips {
                    li.card {
                        h2.h3 { a href=(cx.href(&format!("/desk/tips/{}", tip.id))) { bdi { (tip.place) } } }
                        p {
                            (cx.words.day(tip.received_on))
                            @if let Some(kind) = tip.kind { " · " (cx.words.word("cut", kind.as_str())) }
                        }
                        @if !tip.reason.is_empty() { p { (tip.reason) } }
                    }
                }
            }
            (pager(&cx, page as usize, pages as usize, &link))
        },
    ))
}

async fn tip(app: &App, member: &Member, id: TipId) -> Result<Tip, WebError> {
    member.need(Role::may_edit_ledger)?;
    app.store().tip(id, app.sealer()).await?.ok_or(WebError::NoPage)
}

/// One tip.
///
/// # Errors
/// When the person may not see it, there is no such tip, or the database does not answer.
pub async fn one(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(id): Named<TipId>,
) -> Result<Markup, WebError> {
    let tip = tip(&app, &member, id).await?;
    Ok(view(&cx, &member, &tip, None))
}

/// Takes a tip: a draft of a case begins with what it says.
///
/// # Errors
/// When the person may not, there is no such tip, or the database does not answer.
pub async fn take(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(id): Named<TipId>,
) -> Result<Redirect, WebError> {
    let tip = tip(&app, &member, id).await?;
    let now = app.clock().now();
    let mut draft = Draft::new(DraftId::new(now), member.account.id, now);
    draft.tip = Some(tip.id);
    if let Some(kind) = tip.kind {
        draft.form.set("kind", kind.as_str());
    }
    let mut add = |group: Group, fields: &[(&str, &str)]| {
        let fields: Fields = fields
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        draft.form.rows_mut(group).push(Row { id: StepId::new(now).0, fields });
    };
    add(Group::Office, &[("name", &tip.place), ("role", "losing")]);
    add(Group::Step, &[]);
    add(Group::Source, &[("url", &tip.url)]);
    if !settle(&app, &member, &tip, TipStatus::Taken, "", Some(&draft)).await? {
        return Ok(Redirect::to(&cx.href(&format!("/desk/tips/{id}?said=tip-handled"))));
    }
    Ok(Redirect::to(&cx.href(&format!("/desk/closures/drafts/{}", draft.id))))
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    reason: String,
}

/// Lays a tip aside with a reason.
///
/// # Errors
/// When the person may not, there is no such tip, or the database does not answer.
pub async fn set_aside(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(id): Named<TipId>,
    Form(typed): Form<Typed>,
) -> Result<Response, WebError> {
    let tip = tip(&app, &member, id).await?;
    let reason = text::tidy(&typed.reason);
    if reason.is_empty() || reason.chars().count() > MOST_REASON {
        let page = view(&cx, &member, &tip, Some(&typed.reason));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let done = settle(&app, &member, &tip, TipStatus::SetAside, &reason, None).await?;
    let said = if done { "tip-aside" } else { "tip-handled" };
    Ok(Redirect::to(&cx.href(&format!("/desk/tips?said={said}"))).into_response())
}

/// Calls a tip spam.
///
/// # Errors
/// When the person may not, there is no such tip, or the database does not answer.
pub async fn spam(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(id): Named<TipId>,
) -> Result<Redirect, WebError> {
    let tip = tip(&app, &member, id).await?;
    let done = settle(&app, &member, &tip, TipStatus::Spam, "", None).await?;
    let said = if done { "tip-spam" } else { "tip-handled" };
    Ok(Redirect::to(&cx.href(&format!("/desk/tips?said={said}"))))
}

/// Writes down what became of a tip; false when somebody else was faster.
///
/// Contacts of tips that came more than a year ago are erased on the way.
async fn settle(
    app: &App,
    member: &Member,
    tip: &Tip,
    to: TipStatus,
    reason: &str,
    draft: Option<&Draft>,
) -> Result<bool, WebError> {
    let now = app.clock().now();
    // A case is made of a tip once; what was laid aside can still become one.
    let open = match to {
        TipStatus::Taken => matches!(tip.status, TipStatus::Waiting | TipStatus::SetAside),
        _ => tip.status == TipStatus::Waiting,
    };
    let mut tx = app.store().begin().await?;
    if !open || !tx.handle_tip(tip.id, tip.status, to, reason, member.account.id).await? {
        return Ok(false);
    }
    if let Some(draft) = draft {
        tx.save_draft(draft).await?;
    }
    tx.forget_tip_contacts(app.clock().today().saturating_sub(12.months())).await?;
    let action = format!("tip.{to}");
    tx.audit(now, &member.actor(), &action, "tip", &tip.id.to_string(), "").await?;
    tx.commit().await?;
    Ok(true)
}

/// What a tip says, in words; also beside the draft that is made of it.
pub fn told(cx: &PageCx, tip: &Tip) -> Markup {
    html! {
        dl.tip {
            dt { (cx.words.word("tip-field", "place")) } dd { bdi { (tip.place) } }
            @if let Some(kind) = tip.kind { dt { (cx.t("tip-kind")) } dd { (cx.words.word("cut", kind.as_str())) } }
            @if !tip.happened_on.is_empty() { dt { (cx.words.word("tip-field", "happened_on")) } dd { bdi { (tip.happened_on) } } }
            dt { (cx.words.word("tip-field", "words")) }
            dd { @for line in tip.words.lines() { (line) br; } }
            // Not a link: nobody has looked at the page yet.
            @if !tip.url.is_empty() { dt { (cx.words.word("tip-field", "url")) } dd { bdi { (tip.url) } } }
        }
    }
}

fn view(cx: &PageCx, member: &Member, tip: &Tip, reason: Option<&str>) -> Markup {
    let here = format!("/desk/tips/{}", tip.id);
    let open = matches!(tip.status, TipStatus::Waiting | TipStatus::SetAside);
    let bad = reason.map(|_| "true");
    desk::page(
        cx,
        member,
        &format!("{}: {}", cx.t("desk-tip"), tip.place),
        "/desk/tips",
        html! {
            h1 { (cx.t("desk-tip")) }
            p.lead { (cx.words.word("tip-status", tip.status.as_str())) ", " (cx.words.day(tip.received_on)) }
            @if !tip.reason.is_empty() { p { (tip.reason) } }
            (told(cx, tip))
            @if let Some(contact) = &tip.contact {
                p { strong { (cx.words.word("tip-field", "contact")) ": " } bdi { (contact) } }
                p.hint { (cx.t("desk-tip-contact")) }
            }
            @if open {
                form action=(cx.href(&format!("{here}/take"))) method="post" {
                    p.do { button.go type="submit" { (cx.t("desk-tip-take")) } }
                }
            }
            @if tip.status == TipStatus::Waiting {
                form.form action=(cx.href(&format!("{here}/set-aside"))) method="post" novalidate {
                    div.field {
                        label for="reason" { (cx.t("desk-tip-reason")) }
                        @if bad.is_some() { p.error id="reason-e" role="alert" { (cx.t("desk-withdraw-reason-error")) } }
                        input type="text" id="reason" name="reason" value=(reason.unwrap_or_default()) dir="auto"
                            aria-invalid=[bad] aria-describedby=[bad.map(|_| "reason-e")];
                    }
                    p.do { button.quiet type="submit" { (cx.t("desk-tip-aside")) } }
                }
                form action=(cx.href(&format!("{here}/spam"))) method="post" {
                    p.do { button.plain type="submit" { (cx.t("desk-tip-spam")) } }
                }
            }
            p.do { a href=(cx.href("/desk/tips")) { (cx.t("desk-tips")) } }
        },
    )
}
