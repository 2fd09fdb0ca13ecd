//! `/closures/tip`: tell us of a closing, without an account and without leaving a trace.

mod entry;
mod view;

use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use maud::Markup;
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::domain::id::TipId;
use crate::domain::tip::{Tip, TipStatus};
use crate::store::StoreError;

use super::cache::Private;
use super::cx::PageCx;
use super::error::WebError;
use super::extract::Form;
use super::report::day_of;
use entry::{Entry, Fault, Typed};
use view::Notice;

/// The empty form.
pub async fn form(State(app): State<App>, cx: PageCx) -> Response {
    let entry = Entry { token: app.form_token(), ..Entry::default() };
    filled(&cx, StatusCode::OK, &entry, &[], &Notice::None)
}

/// Takes the form: keeps the tip, or shows what has to be mended with all that was typed.
///
/// # Errors
/// When the database fails for good.
pub async fn send(
    State(app): State<App>,
    cx: PageCx,
    Form(typed): Form<Typed>,
) -> Result<Response, WebError> {
    let mut entry = Entry::of(typed);
    if !entry.has_token() {
        entry.token = app.form_token();
    }
    let again = |entry: &Entry, faults: &[Fault], notice| {
        Ok(filled(&cx, StatusCode::UNPROCESSABLE_ENTITY, entry, faults, &notice))
    };
    // What is masked is shown to the writer before anything is kept.
    let covered = entry.mask();
    let faults = entry.faults();
    if !covered.is_empty() {
        return again(&entry, &faults, Notice::Covered(covered));
    }
    if !faults.is_empty() {
        return again(&entry, &faults, Notice::None);
    }
    match keep(&app, &entry).await {
        Ok(()) => Ok(Redirect::to(&cx.href("/closures/tip/sent")).into_response()),
        Err(error) if error.is_passing() => {
            tracing::error!(%error, "a tip could not be kept; the writer was asked to send it again");
            let status = StatusCode::SERVICE_UNAVAILABLE;
            Ok(filled(&cx, status, &entry, &[], &Notice::NotKept))
        }
        Err(error) => Err(error.into()),
    }
}

/// Keeps the tip and its audit line together, no finer in time than the day; sending twice is sending once.
async fn keep(app: &App, entry: &Entry) -> Result<(), StoreError> {
    let today: Date = app.clock().today();
    let at = day_of(today);
    let hash = Sha256::digest(format!("tip {}", entry.token));
    let (head, _) = hash.split_at(16);
    let id = uuid::Builder::from_custom_bytes(head.try_into().unwrap_or_default()).into_uuid();
    let tip = Tip {
        id: TipId(id),
        place: entry.place.clone(),
        kind: entry.kind,
        happened_on: entry.happened_on.clone(),
        words: entry.words.clone(),
        url: entry.url.clone(),
        contact: entry.reachable(),
        status: TipStatus::Waiting,
        reason: String::new(),
        received_on: today,
    };
    let mut tx = app.store().begin().await?;
    if tx.insert_tip(&tip, app.sealer()).await? {
        tx.audit(at, "resident", "tip.received", "tip", &tip.id.to_string(), "").await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Thanks.
pub async fn sent(cx: PageCx) -> Markup {
    view::sent(&cx)
}

fn filled(
    cx: &PageCx,
    status: StatusCode,
    entry: &Entry,
    faults: &[Fault],
    notice: &Notice,
) -> Response {
    (status, Extension(Private), view::show(cx, entry, faults, notice)).into_response()
}
