//! `/receipt`: the way back to a report, with the code alone.
//!
//! The code travels in the body of posts and never in an address.

mod view;

use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::ToSpan;
use serde::Deserialize;

use crate::app::App;
use crate::domain::receipt::ReceiptCode;
use crate::domain::report::{Report, ReportStatus};
use crate::store::StoreError;

use super::cache::Private;
use super::cx::PageCx;
use super::error::WebError;
use super::extract::Form;
use super::report::day_of;

/// The longest text in the box that is shown again, in characters.
const MOST: usize = 60;

/// What is posted: the code, and on the second page that the writer is sure.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    code: String,
    sure: String,
}

/// Why a code opens nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotFound {
    /// It does not look like one.
    NotACode,
    /// It looks right, but there is no such report.
    Unknown,
}

/// A report that was opened, with the code that opened it.
pub struct Opened {
    /// The code.
    pub code: ReceiptCode,
    /// The report.
    pub report: Report,
}

/// Asks for the code.
pub async fn ask(cx: PageCx) -> Response {
    (Extension(Private), view::ask(&cx, "", None)).into_response()
}

/// Opens the report.
///
/// # Errors
/// When the database does not answer.
pub async fn open(
    State(app): State<App>,
    cx: PageCx,
    Form(typed): Form<Typed>,
) -> Result<Response, WebError> {
    Ok(match find(&app, &typed.code).await? {
        Ok(opened) => {
            let atlas = app.atlas();
            let page = view::show(&cx, &opened, atlas.office_by_id(opened.report.office));
            (Extension(Private), page).into_response()
        }
        Err(why) => refuse(&cx, &typed.code, why),
    })
}

/// Asks whether the writer is sure, and then takes the report back: words, name and contact are erased.
///
/// # Errors
/// When the database does not answer.
pub async fn withdraw(
    State(app): State<App>,
    cx: PageCx,
    Form(typed): Form<Typed>,
) -> Result<Response, WebError> {
    let opened = match find(&app, &typed.code).await? {
        Ok(opened) => opened,
        Err(why) => return Ok(refuse(&cx, &typed.code, why)),
    };
    if opened.report.status != ReportStatus::Withdrawn {
        if typed.sure != "yes" {
            return Ok((Extension(Private), view::sure(&cx, &opened)).into_response());
        }
        take_back(&app, &opened.report).await?;
    }
    Ok(Redirect::to(&cx.href("/receipt/withdrawn")).into_response())
}

/// An address that was reached without its form, such as by the link to the other language: to the start.
pub async fn back_to_start(cx: PageCx) -> Redirect {
    Redirect::to(&cx.href("/receipt"))
}

/// Says that a report was taken back.
pub async fn withdrawn(cx: PageCx) -> Response {
    (Extension(Private), view::withdrawn(&cx)).into_response()
}

async fn find(app: &App, text: &str) -> Result<Result<Opened, NotFound>, StoreError> {
    let Ok(code) = ReceiptCode::parse(text) else { return Ok(Err(NotFound::NotACode)) };
    let report = app.store().report_by_receipt(&code.hash(), app.sealer()).await?;
    Ok(report.map(|report| Opened { code, report }).ok_or(NotFound::Unknown))
}

fn refuse(cx: &PageCx, typed: &str, why: NotFound) -> Response {
    let typed: String = typed.chars().take(MOST).collect();
    (StatusCode::UNPROCESSABLE_ENTITY, Extension(Private), view::ask(cx, &typed, Some(why)))
        .into_response()
}

async fn take_back(app: &App, report: &Report) -> Result<(), StoreError> {
    // Kept to the day like the report itself, a second behind it so that the order of events stays.
    let day = day_of(app.clock().today());
    let at = day.checked_add(1.second()).unwrap_or(day);
    let mut tx = app.store().begin().await?;
    let mut report = report.clone();
    report.withdraw(false, app.clock().today());
    tx.save_report(&report, app.sealer()).await?;
    tx.audit(at, "resident", "report.withdrawn", "report", &report.id.to_string(), "").await?;
    tx.commit().await?;
    if let Err(error) = app.store().scrub().await {
        tracing::warn!(%error, "the log of the database could not be cut after a report was taken back");
    }
    Ok(())
}
