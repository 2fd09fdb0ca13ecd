//! Covering words of a report: word by word, or in a text in which nothing but marks may differ.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;

use super::deed::{Deed, Done, carry_out};
use super::words_view;
use crate::app::App;
use crate::domain::account::Role;
use crate::domain::id::ReportId;
use crate::domain::moderation::{NotACover, covered, read_covered};
use crate::domain::report::{NotPossible, Report};
use crate::web::cx::PageCx;
use crate::web::error::WebError;
use crate::web::extract::{Form, Named};
use crate::web::session::Member;

/// What went wrong with what was sent.
#[derive(Debug)]
pub enum Fault {
    /// Somebody changed the report meanwhile.
    Changed,
    /// The report's words cannot be changed any more.
    NotPossible,
    /// More than covering was done.
    NotACover(NotACover),
}

async fn report(app: &App, member: &Member, id: ReportId) -> Result<Report, WebError> {
    member.need(Role::may_moderate)?;
    app.store().report(id, app.sealer()).await?.ok_or(WebError::NoPage)
}

/// The page.
///
/// # Errors
/// When the person may not see it, there is no such report, or the database does not answer.
pub async fn show(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(id): Named<ReportId>,
) -> Result<Markup, WebError> {
    let report = report(&app, &member, id).await?;
    Ok(words_view::show(&cx, &member, &report, None, None))
}

/// Covers the words that were chosen.
///
/// # Errors
/// When the person may not, there is no such report, or the database does not answer.
pub async fn cover(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(id): Named<ReportId>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    member.need(Role::may_moderate)?;
    let chosen: BTreeSet<usize> = typed
        .iter()
        .filter(|(name, _)| name == "word")
        .filter_map(|(_, number)| number.parse().ok())
        .collect();
    let done = redact(&app, &member, id, field(&typed, "seen"), |report| {
        Ok(covered(report.words(), &chosen))
    });
    let result = done.await?;
    answer(&app, &cx, &member, id, result, None).await
}

/// Takes the words as they were edited, or goes back to those that were told.
///
/// # Errors
/// When the person may not, there is no such report, or the database does not answer.
pub async fn edit(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(id): Named<ReportId>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    member.need(Role::may_moderate)?;
    let words = field(&typed, "words");
    let undo = field(&typed, "to") == "undo";
    let done = redact(&app, &member, id, field(&typed, "seen"), |report| {
        // Once what was told is erased, what is left of it is all there is.
        let told = if report.told.is_empty() { report.words() } else { &report.told };
        if undo { Ok(told.to_owned()) } else { read_covered(told, words) }
    });
    let result = done.await?;
    answer(&app, &cx, &member, id, result, Some(words)).await
}

fn field<'t>(typed: &'t [(String, String)], name: &str) -> &'t str {
    typed.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value)
}

async fn redact(
    app: &App,
    member: &Member,
    id: ReportId,
    seen: &str,
    words: impl FnOnce(&Report) -> Result<String, NotACover>,
) -> Result<Result<(), Fault>, WebError> {
    let mut refused = None;
    let done = carry_out(app, member, id, seen, |report| {
        match words(report) {
            Ok(words) => report.redact(words)?,
            Err(fault) => {
                refused = Some(fault);
                return Err(NotPossible { from: report.status, to: "redacted" });
            }
        }
        let whole = report.edited.is_none();
        Ok(Deed {
            settles: false,
            ..Deed::decision(if whole { "report.uncovered" } else { "report.redacted" })
        })
    });
    let done = done.await?;
    Ok(match (done, refused) {
        (_, Some(fault)) => Err(Fault::NotACover(fault)),
        (Done::Kept, None) => Ok(()),
        (Done::Changed, None) => Err(Fault::Changed),
        (Done::NotPossible, None) => Err(Fault::NotPossible),
    })
}

async fn answer(
    app: &App,
    cx: &PageCx,
    member: &Member,
    id: ReportId,
    result: Result<(), Fault>,
    typed: Option<&str>,
) -> Result<Response, WebError> {
    let Err(fault) = result else {
        let to = format!("{}/{id}/words?said=report-covered", super::AT);
        return Ok(Redirect::to(&cx.href(&to)).into_response());
    };
    let status = match fault {
        Fault::Changed | Fault::NotPossible => StatusCode::CONFLICT,
        Fault::NotACover(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let report = report(app, member, id).await?;
    let page = words_view::show(cx, member, &report, Some(&fault), typed);
    Ok((status, page).into_response())
}
