//! `/report`: tell what went wrong at an office, without an account and without leaving a trace.

mod choose;
mod choose_view;
mod day;
mod entry;
mod form_view;
mod handover;
mod sent_view;
mod written;

use axum::Extension;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use maud::Markup;

use crate::app::App;
use crate::domain::office::Office;
use crate::domain::receipt::ReceiptCode;
use crate::domain::slug::Slug;

use super::cache::Private;
use super::cx::PageCx;
use super::error::WebError;
use super::extract::{Form, Named, Query};
use super::limits::Https;
use entry::{Account, Entry, Fault, Typed};
use form_view::{FormPage, Notice};
use handover::{Handover, forget, hand_over};
use written::Written;

pub use day::{NotTheDay, first_day, read as read_day};
pub use entry::{MOST_NAME, MOST_TEXT, reachable};
pub use form_view::covered_words;
pub use written::day_of;

/// Which office?
///
/// # Errors
/// When a parameter is not understood.
pub async fn choose(
    State(app): State<App>,
    cx: PageCx,
    Query(params): Query<choose::Params>,
) -> Result<Markup, WebError> {
    let question = choose::Question::read(params)?;
    let atlas = app.atlas();
    let choice = choose::choice(&atlas, &cx, &question);
    Ok(choose_view::show(&cx, &question, &choice))
}

/// The empty form of one office.
///
/// # Errors
/// When there is no such office.
pub async fn form(
    State(app): State<App>,
    cx: PageCx,
    Named(slug): Named<Slug>,
) -> Result<Response, WebError> {
    let atlas = app.atlas();
    let office = atlas.office(slug.as_str()).ok_or(WebError::NoOffice)?;
    let entry = Entry { token: app.form_token(), ..Entry::default() };
    Ok(filled(&cx, StatusCode::OK, office, &entry, &[], Notice::None))
}

/// Takes the form: keeps the report, or shows what has to be mended with all that was typed.
///
/// # Errors
/// When there is no such office or the database fails for good.
pub async fn send(
    State(app): State<App>,
    cx: PageCx,
    https: Https,
    Named(slug): Named<Slug>,
    Form(typed): Form<Typed>,
) -> Result<Response, WebError> {
    let atlas = app.atlas();
    let office = atlas.office(slug.as_str()).ok_or(WebError::NoOffice)?;
    let mut entry = Entry::of(typed);
    if !entry.has_token() {
        entry.token = app.form_token();
    }
    let again = |entry: &Entry, faults: &[Fault], notice| {
        Ok(filled(&cx, StatusCode::UNPROCESSABLE_ENTITY, office, entry, faults, notice))
    };
    // What is masked is shown to the writer before anything is kept.
    let covered = entry.mask();
    let account = match entry.check(cx.now.date()) {
        Ok(account) if covered.is_empty() => account,
        Ok(_) => return again(&entry, &[], Notice::Covered(covered)),
        Err(faults) if covered.is_empty() => return again(&entry, &faults, Notice::None),
        Err(faults) => return again(&entry, &faults, Notice::Covered(covered)),
    };
    match keep(&app, &cx, office, &entry.token, account).await {
        Ok((Written::Kept | Written::Before, code)) => {
            let to = cx.href(&format!("/report/{}/sent", office.slug));
            let cookie = hand_over(&app, &code, https)?;
            Ok((AppendHeaders([(header::SET_COOKIE, cookie)]), Redirect::to(&to)).into_response())
        }
        // The form was sent once and then changed: a new report, if the writer wants one.
        Ok((Written::Otherwise, _)) => {
            entry.token = app.form_token();
            again(&entry, &[], Notice::SentBefore)
        }
        Err(error) if error.is_passing() => {
            tracing::error!(%error, "a report could not be kept; the writer was asked to send it again");
            Ok(filled(&cx, StatusCode::SERVICE_UNAVAILABLE, office, &entry, &[], Notice::NotKept))
        }
        Err(error) => Err(error.into()),
    }
}

/// Keeps the report under the receipt code that follows from the form's token.
async fn keep(
    app: &App,
    cx: &PageCx,
    office: &Office,
    token: &str,
    account: Account,
) -> Result<(Written, ReceiptCode), crate::store::StoreError> {
    let code = ReceiptCode::from_bytes(&app.sealer().derive("receipt", token));
    let written = written::write(app, office.id, account, &code, cx.words.lang()).await?;
    Ok((written, code))
}

/// The receipt code, once.
///
/// # Errors
/// When there is no such office.
pub async fn sent(
    State(app): State<App>,
    cx: PageCx,
    Named(slug): Named<Slug>,
    Handover(code): Handover,
) -> Result<Response, WebError> {
    let atlas = app.atlas();
    let office = atlas.office(slug.as_str()).ok_or(WebError::NoOffice)?;
    let page = sent_view::show(&cx, office, code.as_ref());
    Ok((Extension(Private), AppendHeaders([(header::SET_COOKIE, forget())]), page).into_response())
}

fn filled(
    cx: &PageCx,
    status: StatusCode,
    office: &Office,
    entry: &Entry,
    faults: &[Fault],
    notice: Notice,
) -> Response {
    let page = form_view::show(cx, &FormPage { office, entry, faults, notice });
    (status, Extension(Private), page).into_response()
}
