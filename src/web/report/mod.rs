//! `/report`: tell what went wrong at an office, without an account and without leaving a trace.

mod choose;
mod choose_view;
mod day;
mod entry;
mod form_view;
mod handover;
mod posted;
mod preview_view;
mod problem_view;
mod seen;
mod sent_view;
mod told;
mod written;

use axum::Extension;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use jiff::ToSpan;
use maud::Markup;

use crate::app::App;
use crate::domain::office::Office;
use crate::domain::receipt::ReceiptCode;
use crate::domain::slug::Slug;

use super::cache::Private;
use super::cx::PageCx;
use super::error::WebError;
use super::extract::{Named, Query};
use super::limits::Https;
use entry::{Account, Entry, Fault};
use form_view::{FormPage, Notice};
use handover::{Handover, forget, hand_over};
use posted::Posted;
use preview_view::PreviewPage;
use written::Written;

/// How many days back a report is "the same just now".
const SIMILAR_DAYS: i64 = 30;

pub use day::{NotTheDay, first_day, read as read_day};
pub use entry::{MOST_NAME, MOST_TEXT, reachable};
pub use form_view::covered_words;
pub use written::{MOST_WAITING, day_of};

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

/// Takes the form: shows what has to be mended with all that was typed, or what will be kept and who sees it; keeps the
/// report when the writer has looked at that.
///
/// # Errors
/// When there is no such office, the form cannot be read, or the database fails for good.
pub async fn send(
    State(app): State<App>,
    cx: PageCx,
    https: Https,
    Named(slug): Named<Slug>,
    request: Request,
) -> Result<Response, WebError> {
    let atlas = app.atlas();
    let office = atlas.office(slug.as_str()).ok_or(WebError::NoOffice)?;
    let posted = Posted::read(request).await?;
    let mut entry = Entry::of(&posted);
    if !entry.has_token() {
        entry.token = app.form_token();
    }
    // What is covered is shown to the writer before anything is kept.
    let covered = entry.mask();
    let unfit = StatusCode::UNPROCESSABLE_ENTITY;
    let account = match entry.check(cx.now.date()) {
        Ok(account) => account,
        Err(faults) => {
            let notice =
                if covered.is_empty() { Notice::None } else { Notice::Covered(covered) };
            return Ok(filled(&cx, unfit, office, &entry, &faults, notice));
        }
    };
    if posted.is_marked("change") {
        return Ok(filled(&cx, StatusCode::OK, office, &entry, &[], Notice::None));
    }
    let since = cx.now.date().saturating_sub(SIMILAR_DAYS.days());
    let similar = app.store().similar_report(office.id, account.problem, since).await?;
    let account = match (posted.text("sure"), &similar) {
        ("like", Some(like)) => account.me_too(like.id),
        ("yes", _) if covered.is_empty() => account,
        _ => {
            let page = PreviewPage {
                office,
                entry: &entry,
                account: &account,
                covered: &covered,
                similar: similar.as_ref(),
            };
            return Ok((Extension(Private), preview_view::show(&cx, &page)).into_response());
        }
    };
    let again = |entry: &Entry, status, notice| Ok(filled(&cx, status, office, entry, &[], notice));
    match keep(&app, &cx, office, &entry.token, account).await {
        Ok((Written::Kept | Written::Before, code)) => {
            let to = cx.href(&format!("/report/{}/sent", office.slug));
            let cookie = hand_over(&app, &code, https)?;
            Ok((AppendHeaders([(header::SET_COOKIE, cookie)]), Redirect::to(&to)).into_response())
        }
        // The form was sent once and then changed: a new report, if the writer wants one.
        Ok((Written::Otherwise, _)) => {
            entry.token = app.form_token();
            again(&entry, unfit, Notice::SentBefore)
        }
        Ok((Written::Crowded, _)) => {
            tracing::warn!(office.slug = %office.slug, "more reports of an office wait than are taken in a day");
            again(&entry, StatusCode::TOO_MANY_REQUESTS, Notice::Crowded)
        }
        Err(error) if error.is_passing() => {
            tracing::error!(%error, "a report could not be kept; the writer was asked to send it again");
            again(&entry, StatusCode::SERVICE_UNAVAILABLE, Notice::NotKept)
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
