//! `/desk/closures/import`: many cases from a file of the form of `closures.csv`; first tried, then taken.

use axum::extract::{FromRequest, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64URL_NOPAD;
use maud::{Markup, html};
use serde::Deserialize;

use crate::app::App;
use crate::domain::account::Role;
use crate::domain::feed::{FeedFormat, FeedSubject, Severity};
use crate::import::apply::{
    ApplyError, LaidCases, Outcome, Reading, WrittenCase, lay_closures, try_closures,
};
use crate::import::closures_csv::LedgerFiles;
use crate::import::notices::sentence;
use crate::jobs::{alert, capture};
use crate::web::cx::PageCx;
use crate::web::desk;
use crate::web::error::WebError;
use crate::web::extract::Form;
use crate::web::session::Member;

/// The largest file.
const MOST_BYTES: usize = 1_000_000;

/// What came of a file.
enum Done {
    /// Nothing was sent yet.
    Nothing,
    /// It cannot be read.
    Refused(String),
    /// It was tried; this is the file, written so that a form can send it back.
    Tried(Outcome, String),
    /// It was taken.
    Taken(Outcome),
}

/// The page.
///
/// # Errors
/// When the person may not see it.
pub async fn show(cx: PageCx, member: Member) -> Result<Markup, WebError> {
    member.need(Role::may_edit_ledger)?;
    Ok(view(&cx, &member, &Done::Nothing))
}

fn reading() -> Reading {
    Reading {
        feed: "desk".to_owned(),
        subject: FeedSubject::Closures,
        format: FeedFormat::Csv,
        origin: "sent in at the desk".to_owned(),
    }
}

/// Tries a file: nothing is written.
///
/// # Errors
/// When the person may not, or the database does not answer.
pub async fn send(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    request: Request,
) -> Result<Response, WebError> {
    member.need(Role::may_edit_ledger)?;
    let file = upload(request).await?;
    if file.is_empty() {
        return Ok(refused(&cx, &member, cx.t("desk-import-none")));
    }
    if file.len() > MOST_BYTES {
        return Err(WebError::TooLarge);
    }
    let files = LedgerFiles { closures: &file, ..LedgerFiles::default() };
    match try_closures(app.store(), app.clock(), &reading(), &files).await {
        Ok(outcome) => {
            let done = Done::Tried(outcome, BASE64URL_NOPAD.encode(&file));
            Ok(view(&cx, &member, &done).into_response())
        }
        Err(error) => refusal(&cx, &member, error),
    }
}

/// The first file of a form.
async fn upload(request: Request) -> Result<Vec<u8>, WebError> {
    let bad = |e: axum::extract::multipart::MultipartError| match e.status() {
        StatusCode::PAYLOAD_TOO_LARGE => WebError::TooLarge,
        _ => WebError::Body(e.body_text()),
    };
    let form = axum::extract::Multipart::from_request(request, &()).await;
    let mut form = form.map_err(|e| WebError::Body(e.body_text()))?;
    while let Some(field) = form.next_field().await.map_err(bad)? {
        if field.name() == Some("file") {
            return Ok(field.bytes().await.map_err(bad)?.to_vec());
        }
    }
    Ok(Vec::new())
}

/// A file that was tried, sent back to be taken.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Confirmed {
    file: String,
}

/// Takes a file.
///
/// # Errors
/// When the person may not, or the database does not answer.
pub async fn take(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Form(typed): Form<Confirmed>,
) -> Result<Response, WebError> {
    member.need(Role::may_edit_ledger)?;
    let file = BASE64URL_NOPAD.decode(typed.file.trim().as_bytes()).unwrap_or_default();
    if file.is_empty() || file.len() > MOST_BYTES {
        return Ok(refused(&cx, &member, cx.t("desk-import-none")));
    }
    let files = LedgerFiles { closures: &file, ..LedgerFiles::default() };
    let actor = member.actor();
    let laid = lay_closures(app.store(), app.clock(), &reading(), &files, &actor).await;
    let done = match laid {
        Ok(laid) => told(&app, laid, &actor).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(outcome) => {
            app.refresh().await?;
            Ok(view(&cx, &member, &Done::Taken(outcome)).into_response())
        }
        Err(error) => refusal(&cx, &member, error),
    }
}

/// Ends the write as the form for one case does: followers are told, and new sources are captured.
async fn told(app: &App, mut laid: LaidCases, actor: &str) -> Result<Outcome, ApplyError> {
    let now = app.clock().now();
    for WrittenCase { before, after } in &laid.written {
        alert::enqueue_for(&mut laid.tx, after.id, after.version, now).await?;
        capture::enqueue_for(&mut laid.tx, before.as_ref(), after, actor, now).await?;
    }
    laid.finish(app.clock()).await
}

fn refusal(cx: &PageCx, member: &Member, error: ApplyError) -> Result<Response, WebError> {
    match error {
        ApplyError::Import(error) => Ok(refused(cx, member, error.to_string())),
        ApplyError::Store(error) => Err(error.into()),
        ApplyError::Stopped | ApplyError::NoPoints { .. } => {
            Err(WebError::Fault(error.to_string()))
        }
    }
}

fn refused(cx: &PageCx, member: &Member, why: String) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, view(cx, member, &Done::Refused(why))).into_response()
}

fn view(cx: &PageCx, member: &Member, done: &Done) -> Markup {
    let here = cx.href("/desk/closures/import");
    desk::page(
        cx,
        member,
        &cx.t("desk-import"),
        super::AT,
        html! {
            h1 { (cx.t("desk-import")) }
            @match done {
                Done::Nothing => {}
                Done::Refused(why) => {
                    div.errors.prose role="alert" { h2 { (cx.t("desk-import-refused")) } p { (why) } }
                }
                Done::Tried(outcome, file) => {
                    h2 { (cx.t("desk-import-tried")) }
                    (counts(cx, outcome))
                    @if outcome.run.added + outcome.run.changed > 0 {
                        form action=(cx.href("/desk/closures/import/confirm")) method="post" {
                            input type="hidden" name="file" value=(file);
                            p.do { button.go type="submit" { (cx.t("desk-import-take")) } }
                        }
                    }
                    (notices(cx, outcome))
                }
                Done::Taken(outcome) => {
                    div.flash.prose role="status" { p { (cx.t("desk-import-taken")) } }
                    (counts(cx, outcome))
                    (notices(cx, outcome))
                }
            }
            p.prose { (cx.t("desk-import-lead")) }
            form.form action=(here) method="post" enctype="multipart/form-data" {
                div.field {
                    label for="file" { (cx.t("desk-import-file")) }
                    p.hint id="file-h" { (cx.t("desk-import-hint")) }
                    input type="file" id="file" name="file" accept=".csv,text/csv" aria-describedby="file-h";
                }
                p.do { button.go type="submit" { (cx.t("desk-import-try")) } }
            }
        },
    )
}

fn counts(cx: &PageCx, outcome: &Outcome) -> Markup {
    let run = &outcome.run;
    html! {
        ul {
            li { (cx.words.with("desk-import-added", &[("n", run.added.into())])) }
            li { (cx.words.with("desk-import-changed", &[("n", run.changed.into())])) }
            li { (cx.words.with("desk-import-unchanged", &[("n", run.unchanged.into())])) }
        }
    }
}

fn notices(cx: &PageCx, outcome: &Outcome) -> Markup {
    let notices = &outcome.notices;
    html! {
        @if notices.is_empty() { p { (cx.t("desk-import-fine")) } }
        @else {
            h2 { (cx.words.with("desk-import-notices", &[("n", notices.total().into())])) }
            p.hint { (cx.t("desk-import-notices-hint")) }
            ul lang="en" {
                @for notice in notices.iter() {
                    li {
                        @if notice.severity == Severity::Error { strong { "error " } }
                        code { (notice.code) } " " (sentence(notice))
                    }
                }
            }
        }
    }
}
