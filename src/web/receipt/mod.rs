//! `/receipt`: the way back to a report, with the code alone.
//!
//! The code travels in the body of posts and never in an address. So the pages behind it are answers to posts, and an
//! address that is reached without its form leads to the start.

mod change;
mod entry;
mod parts;
mod view;
mod workers;

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::SignedDuration;
use serde::Deserialize;

use crate::app::App;
use crate::domain::receipt::ReceiptCode;
use crate::domain::report::{Report, ReportStatus};
use crate::domain::worker::WorkerAccount;
use crate::store::StoreError;

use super::cache::Private;
use super::cx::PageCx;
use super::error::WebError;
use super::extract::{Form, Query};
use super::limits::CodeTries;
use change::Done;
use entry::{Choices, Typed, Words, WordsFault};
use view::{Note, ReportPage};

pub use parts::covered_words;

/// The longest text in the box that is shown again, in characters.
const MOST: usize = 60;

/// Why a code opens nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotFound {
    /// It does not look like one.
    NotACode,
    /// It looks right, but there is no such report.
    Unknown,
    /// Too many wrong ones were tried from the same place; it was not looked up.
    TooMany(SignedDuration),
}

/// What a code opens.
enum Found {
    Report(Box<Report>),
    Worker(Box<WorkerAccount>),
}

/// What a request with a code leads to.
enum Opening {
    Report(ReceiptCode, Box<Report>),
    Answered(Box<Response>),
}

/// Asks for the code.
pub async fn ask(cx: PageCx) -> Response {
    (Extension(Private), view::ask(&cx, "", None)).into_response()
}

/// Opens what was told.
///
/// # Errors
/// When the database does not answer.
pub async fn open(
    State(app): State<App>,
    cx: PageCx,
    tries: CodeTries,
    Form(typed): Form<Typed>,
) -> Result<Response, WebError> {
    match opening(&app, &cx, &tries, &typed.code).await? {
        Opening::Report(code, report) => show(&app, &cx, &code, &report, Note::None).await,
        Opening::Answered(response) => Ok(*response),
    }
}

/// Takes an answer to the moderators.
///
/// # Errors
/// When the database does not answer.
pub async fn answer(
    State(app): State<App>,
    cx: PageCx,
    tries: CodeTries,
    Form(typed): Form<Typed>,
) -> Result<Response, WebError> {
    reply(&app, &cx, &tries, &typed, Reply::Answer).await
}

/// Takes an addition to what was told.
///
/// # Errors
/// When the database does not answer.
pub async fn add(
    State(app): State<App>,
    cx: PageCx,
    tries: CodeTries,
    Form(typed): Form<Typed>,
) -> Result<Response, WebError> {
    reply(&app, &cx, &tries, &typed, Reply::Add).await
}

/// Where words of the writer go.
#[derive(Debug, Clone, Copy)]
enum Reply {
    /// To the moderators.
    Answer,
    /// To what was told.
    Add,
}

impl Reply {
    /// The form again, with the words in it.
    const fn note(self, words: Words) -> Note {
        match self {
            Self::Answer => Note::Answer(words),
            Self::Add => Note::Add(words),
        }
    }
}

async fn reply(
    app: &App,
    cx: &PageCx,
    tries: &CodeTries,
    typed: &Typed,
    to: Reply,
) -> Result<Response, WebError> {
    let (code, report) = match opening(app, cx, tries, &typed.code).await? {
        Opening::Report(code, report) => (code, report),
        Opening::Answered(response) => return Ok(*response),
    };
    let mut words = Words::of(&typed.text);
    if !words.is_whole() {
        return show(app, cx, &code, &report, to.note(words)).await;
    }
    let (done, said) = match to {
        Reply::Answer => (change::answer(app, report.id, &words).await?, "answered"),
        Reply::Add => (change::add(app, report.id, &words).await?, "added"),
    };
    let note = match done {
        Done::Kept => Note::Said(said),
        Done::NotNow => Note::Said("not-now"),
        Done::Full => {
            words.fault = Some(WordsFault::Full);
            to.note(words)
        }
    };
    again(app, cx, &code, note).await
}

/// Changes what is allowed, or erases how to reach the writer.
///
/// # Errors
/// When the database does not answer.
pub async fn allow(
    State(app): State<App>,
    cx: PageCx,
    tries: CodeTries,
    Form(typed): Form<Typed>,
) -> Result<Response, WebError> {
    let (code, report) = match opening(&app, &cx, &tries, &typed.code).await? {
        Opening::Report(code, report) => (code, report),
        Opening::Answered(response) => return Ok(*response),
    };
    let (choices, said) = if typed.forget == "contact" {
        // By itself, whatever else stands in the form.
        let mut kept = Choices::kept(&report);
        kept.consents.contact = false;
        (kept, "forgotten")
    } else {
        (Choices::of(&typed), "choices")
    };
    if !choices.is_whole() {
        return show(&app, &cx, &code, &report, Note::Choices(choices)).await;
    }
    let note = match change::allow(&app, report.id, &choices).await? {
        Done::Kept => Note::Said(said),
        Done::NotNow | Done::Full => Note::Said("not-now"),
    };
    again(&app, &cx, &code, note).await
}

/// Asks whether the writer is sure, and then takes the report back.
///
/// # Errors
/// When the database does not answer.
pub async fn withdraw(
    State(app): State<App>,
    cx: PageCx,
    tries: CodeTries,
    Form(typed): Form<Typed>,
) -> Result<Response, WebError> {
    let sure = typed.sure == "yes";
    let (code, found) = match find(&app, &tries, &typed.code).await? {
        Ok(found) => found,
        Err(why) => return Ok(refuse(&cx, &typed.code, why)),
    };
    let gone = |word: &str| {
        Ok(Redirect::to(&cx.href(&format!("/receipt/withdrawn?count={word}"))).into_response())
    };
    match found {
        Found::Worker(account) => {
            if !sure {
                return Ok((Extension(Private), workers::sure(&cx, &code)).into_response());
            }
            workers::erase(&app, account.id).await?;
            gone("never")
        }
        Found::Report(report) => {
            if !sure && report.status != ReportStatus::Withdrawn {
                return Ok((Extension(Private), view::sure(&cx, &code, &report)).into_response());
            }
            let stays = typed.count != "leave";
            if sure {
                change::take_back(&app, report.id, stays).await?;
            }
            gone(if report.counted && stays { "stays" } else { "leaves" })
        }
    }
}

/// An address that was reached without its form, such as by the link to the other language: to the start.
pub async fn back_to_start(cx: PageCx) -> Redirect {
    Redirect::to(&cx.href("/receipt"))
}

/// What the page of farewell may be asked.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Params {
    count: String,
}

/// Says that it was taken back.
///
/// # Errors
/// When the query cannot be read.
pub async fn withdrawn(cx: PageCx, Query(params): Query<Params>) -> Result<Response, WebError> {
    Ok((Extension(Private), view::withdrawn(&cx, &params.count)).into_response())
}

async fn find(
    app: &App,
    tries: &CodeTries,
    text: &str,
) -> Result<Result<(ReceiptCode, Found), NotFound>, StoreError> {
    // What is no code by its looks is no guess either.
    let Ok(code) = ReceiptCode::parse(text) else { return Ok(Err(NotFound::NotACode)) };
    if let Err(wait) = tries.take() {
        return Ok(Err(NotFound::TooMany(wait)));
    }
    let hash = code.hash();
    let found = match app.store().report_by_receipt(&hash, app.sealer()).await? {
        Some(report) => Some(Found::Report(Box::new(report))),
        None => {
            let account = app.store().worker_account_by_receipt(&hash, app.sealer()).await?;
            account.map(|account| Found::Worker(Box::new(account)))
        }
    };
    if found.is_some() {
        tries.give_back();
    }
    Ok(found.map(|found| (code, found)).ok_or(NotFound::Unknown))
}

/// The report that a code opens, or the page that answers for it.
async fn opening(
    app: &App,
    cx: &PageCx,
    tries: &CodeTries,
    text: &str,
) -> Result<Opening, StoreError> {
    let answered = |response: Response| Ok(Opening::Answered(Box::new(response)));
    match find(app, tries, text).await? {
        Ok((code, Found::Report(report))) => Ok(Opening::Report(code, report)),
        Ok((code, Found::Worker(account))) => {
            answered((Extension(Private), workers::show(cx, &code, &account)).into_response())
        }
        Err(why) => answered(refuse(cx, text, why)),
    }
}

/// The report as it is now, after a change.
async fn again(
    app: &App,
    cx: &PageCx,
    code: &ReceiptCode,
    note: Note,
) -> Result<Response, WebError> {
    let report = app.store().report_by_receipt(&code.hash(), app.sealer()).await?;
    let report = report.ok_or(WebError::NoPage)?;
    show(app, cx, code, &report, note).await
}

async fn show(
    app: &App,
    cx: &PageCx,
    code: &ReceiptCode,
    report: &Report,
    note: Note,
) -> Result<Response, WebError> {
    let messages = app.store().report_messages(report.id, app.sealer()).await?;
    let photos = app.store().report_photos(report.id).await?;
    let atlas = app.atlas();
    let status = if note.is_refusal() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let office = atlas.office_by_id(report.office);
    let page =
        ReportPage { code, report, messages: &messages, photos: &photos, office, note: &note };
    Ok((status, Extension(Private), view::show(cx, &page)).into_response())
}

fn refuse(cx: &PageCx, typed: &str, why: NotFound) -> Response {
    let typed: String = typed.chars().take(MOST).collect();
    let status = match why {
        NotFound::NotACode | NotFound::Unknown => StatusCode::UNPROCESSABLE_ENTITY,
        NotFound::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
    };
    let page = view::ask(cx, &typed, Some(why));
    let mut response = (status, Extension(Private), page).into_response();
    if let NotFound::TooMany(wait) = why {
        // A second more than counted: who waits just so long must be let in.
        let seconds = wait.as_secs().saturating_add(1);
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}
