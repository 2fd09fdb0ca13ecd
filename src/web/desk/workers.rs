//! `/desk/workers`: what workers told of their own offices, for moderators alone and one at a time.
//!
//! The list shows a quarter and nothing else. Each account that is opened leaves a line in the audit trail that names
//! the reader and the quarter, and not the account: a line carries its moment, and an account is tied to no day.

use axum::extract::State;
use axum::response::Redirect;
use maud::{Markup, html};
use serde::Deserialize;

use crate::app::App;
use crate::domain::account::Role;
use crate::domain::id::WorkerAccountId;
use crate::domain::quarter::Quarter;
use crate::domain::worker::{WorkerAccount, WorkerLine, WorkerStatus};
use crate::web::cx::PageCx;
use crate::web::desk;
use crate::web::error::WebError;
use crate::web::extract::{Form, Named, Query};
use crate::web::session::Member;
use crate::web::ui::{pager, plain_name};

/// The address of the page, for the navigation too.
const HERE: &str = "/desk/workers";
/// Accounts on a page of the list.
const A_PAGE: u32 = 50;

/// What the address may ask for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Params {
    status: String,
    page: String,
}

/// A quarter in words.
fn quarter(cx: &PageCx, quarter: Quarter) -> String {
    let values = [
        ("number", quarter.number().to_string().into()),
        ("year", quarter.year().to_string().into()),
    ];
    cx.words.with("worker-quarter", &values)
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
    member.need(Role::may_moderate)?;
    let status = params.status.parse().unwrap_or(WorkerStatus::Waiting);
    let count = app.store().worker_accounts_of(status).await?;
    let pages = u32::try_from(count).unwrap_or(u32::MAX).div_ceil(A_PAGE).max(1);
    let page = params.page.parse::<u32>().unwrap_or(1).clamp(1, pages);
    let skip = (page - 1).saturating_mul(A_PAGE);
    let accounts = app.store().worker_lines(status, skip, A_PAGE).await?;
    let link = |n: usize| cx.href(&format!("{HERE}?status={status}&page={n}"));
    let quarters = accounts.chunk_by(|a, b| a.quarter == b.quarter);
    Ok(desk::page(
        &cx,
        &member,
        &cx.t("worker-desk"),
        HERE,
        html! {
            h1 { (cx.t("worker-desk")) }
            p.lead { (cx.t("worker-desk-lead")) }
            nav aria-label=(cx.t("worker-desk-views")) {
                ul.views {
                    @for one in WorkerStatus::ALL {
                        li { a href=(cx.href(&format!("{HERE}?status={one}"))) aria-current=[(*one == status).then_some("true")] { (cx.words.word("worker-state", one.as_str())) } }
                    }
                }
            }
            @if accounts.is_empty() { div.empty { p { (cx.t("worker-desk-none")) } } }
            @for of_one in quarters {
                @if let Some(first) = of_one.first() {
                    h2 { (quarter(&cx, first.quarter)) }
                    ul.list { @for (number, line) in (1_usize..).zip(of_one) { (row(&cx, line, number)) } }
                }
            }
            (pager(&cx, page as usize, pages as usize, &link))
        },
    ))
}

fn row(cx: &PageCx, line: &WorkerLine, number: usize) -> Markup {
    let name = cx.words.with("worker-desk-one", &[("n", number.into())]);
    html! {
        li.card {
            h3 { (name) }
            form action=(cx.href(&format!("{HERE}/{}/read", line.id))) method="post" {
                p.do { button.quiet type="submit" { span { (cx.t("worker-desk-read")) span.vh { ": " (quarter(cx, line.quarter)) ", " (name) } } } }
            }
        }
    }
}

/// An address that was reached without its form: to the list.
pub async fn back(cx: PageCx, member: Member) -> Result<Redirect, WebError> {
    member.need(Role::may_moderate)?;
    Ok(Redirect::to(&cx.href(HERE)))
}

/// Opens one account; who did is written down first.
///
/// # Errors
/// When the person may not, there is no such account, or the database does not answer.
pub async fn read(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(id): Named<WorkerAccountId>,
) -> Result<Markup, WebError> {
    member.need(Role::may_moderate)?;
    let account = app.store().worker_account(id, app.sealer()).await?.ok_or(WebError::NoPage)?;
    let mut tx = app.store().begin().await?;
    let in_quarter = account.quarter.to_string();
    tx.audit(app.clock().now(), &member.actor(), "worker.read", "worker", &in_quarter, "").await?;
    tx.commit().await?;
    let atlas = app.atlas();
    let office = account.told.office.and_then(|office| atlas.office_by_id(office));
    let named = office.map(|office| plain_name(cx.words, office));
    Ok(view(&cx, &member, &account, named.as_deref()))
}

fn view(cx: &PageCx, member: &Member, account: &WorkerAccount, office: Option<&str>) -> Markup {
    let (told, title) = (&account.told, cx.t("worker-desk-account"));
    let state = cx.href(&format!("{HERE}/{}/state", account.id));
    let to = |status: WorkerStatus, key| {
        html! {
            @if account.status != status {
                form action=(state) method="post" {
                    input type="hidden" name="state" value=(status);
                    p.do { button.quiet type="submit" { (cx.t(key)) } }
                }
            }
        }
    };
    desk::page(
        cx,
        member,
        &title,
        HERE,
        html! {
            h1 { (title) }
            p.lead { (cx.words.word("worker-state", account.status.as_str())) ", " (quarter(cx, account.quarter)) }
            div.news.doubt.prose role="note" { p { (cx.t("worker-desk-care")) } }
            dl.tip {
                dt { (cx.t("receipt-office")) }
                dd { @if let Some(office) = office { bdi { (office) } br; } bdi dir="auto" { (told.place) } }
                dt { (cx.t("worker-desk-words")) }
                dd lang=(told.lang) { bdi dir="auto" { @for (i, line) in told.words.lines().enumerate() { @if i > 0 { br; } (line) } } }
                @if let Some(contact) = &told.contact { dt { (cx.t("receipt-contact")) } dd { bdi { (contact) } } }
            }
            (to(WorkerStatus::Kept, "worker-desk-keep"))
            (to(WorkerStatus::Done, "worker-desk-done"))
            form.form action=(state) method="post" {
                input type="hidden" name="state" value="erase";
                div.field { label.check { input type="checkbox" name="sure" value="yes" required; " " span { (cx.t("worker-desk-sure")) } } }
                p.do { button.quiet type="submit" { (cx.t("worker-desk-erase")) } }
            }
            p.do { a href=(cx.href(HERE)) { (cx.t("worker-desk")) } }
        },
    )
}

/// What the forms send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    state: String,
    sure: String,
}

/// Says where an account is on its way, or erases it.
///
/// # Errors
/// When the person may not, there is no such account, or the database does not answer.
pub async fn state(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(id): Named<WorkerAccountId>,
    Form(typed): Form<Typed>,
) -> Result<Redirect, WebError> {
    member.need(Role::may_moderate)?;
    let account = app.store().worker_account(id, app.sealer()).await?.ok_or(WebError::NoPage)?;
    let erase = typed.state == "erase";
    let to = typed.state.parse::<WorkerStatus>().ok();
    if erase && typed.sure != "yes" {
        return Ok(Redirect::to(&cx.href(&format!("{HERE}?said=worker-not-sure"))));
    }
    let mut tx = app.store().begin().await?;
    let (found, action, said) = match to {
        Some(status) => {
            let closed = Quarter::of(app.clock().today());
            let closed = Some(closed).filter(|_| status == WorkerStatus::Done);
            let found = tx.set_worker_status(id, status, closed).await?;
            (found, format!("worker.{status}"), format!("worker-{status}"))
        }
        None if erase => {
            let found = tx.drop_worker_account(id).await?;
            (found, "worker.erased".to_owned(), "worker-erased".to_owned())
        }
        None => return Err(WebError::Body("state: expected kept, done or erase".to_owned())),
    };
    if !found {
        return Err(WebError::NoPage);
    }
    let in_quarter = account.quarter.to_string();
    tx.audit(app.clock().now(), &member.actor(), &action, "worker", &in_quarter, "").await?;
    tx.commit().await?;
    if erase {
        app.store().scrub().await?;
    }
    Ok(Redirect::to(&cx.href(&format!("{HERE}?said={said}"))))
}
