//! One photo of a report: the picture, and what a moderator does with it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;

use super::deed::{Beside, Deed, Done, carry_out};
use super::grid_view;
use crate::app::App;
use crate::domain::account::Role;
use crate::domain::id::ReportId;
use crate::domain::photo::{Parts, ReportPhoto};
use crate::domain::report::Report;
use crate::jobs::photo::{PhotoError, covered};
use crate::web::closures::stranger_file;
use crate::web::cx::PageCx;
use crate::web::error::WebError;
use crate::web::extract::{Form, Numbered};
use crate::web::session::Member;

/// A report's photo at a position.
async fn found(
    app: &App,
    member: &Member,
    id: ReportId,
    position: u32,
) -> Result<(Report, ReportPhoto), WebError> {
    member.need(Role::may_moderate)?;
    let report = app.store().report(id, app.sealer()).await?.ok_or(WebError::NoPage)?;
    let mut photos = app.store().report_photos(id).await?.into_iter();
    let photo = photos.find(|photo| photo.position == position).ok_or(WebError::NoPage)?;
    Ok((report, photo))
}

/// The page.
///
/// # Errors
/// When the person may not see it, there is no such photo, or the database does not answer.
pub async fn show(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Numbered(id, position): Numbered<ReportId>,
) -> Result<Markup, WebError> {
    let (report, photo) = found(&app, &member, id, position).await?;
    Ok(grid_view::show(&cx, &member, &report, &photo, None))
}

/// The picture as it may be shown.
///
/// # Errors
/// When the person may not see it, there is no such photo, or the database does not answer.
pub async fn picture(
    State(app): State<App>,
    member: Member,
    Numbered(id, position): Numbered<ReportId>,
) -> Result<Response, WebError> {
    let (_, photo) = found(&app, &member, id, position).await?;
    let jpeg = app.store().photo(photo.id, app.sealer()).await?.ok_or(WebError::NoPage)?;
    Ok(stranger_file(jpeg, "image/jpeg", "inline"))
}

/// Makes the chosen parts unreadable, takes that back, keeps the photo back or shows it.
///
/// # Errors
/// When the person may not, there is no such photo, or the database or the process that draws fails.
pub async fn change(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Numbered(id, position): Numbered<ReportId>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    let (report, photo) = found(&app, &member, id, position).await?;
    let field = |name: &str| {
        typed.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value.as_str())
    };
    let again = |status: StatusCode, report: &Report, photo: &ReportPhoto, key: &'static str| {
        (status, grid_view::show(&cx, &member, report, photo, Some(key))).into_response()
    };
    let (action, beside) = match field("to") {
        "blur" => {
            let mut parts = Parts::default();
            let chosen = typed.iter().filter(|(name, _)| name == "part");
            chosen.filter_map(|(_, number)| number.parse().ok()).for_each(|part| parts.add(part));
            if parts.is_empty() {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                return Ok(again(status, &report, &photo, "moderate-error-parts"));
            }
            let jpeg = app.store().photo(photo.id, app.sealer()).await?.ok_or(WebError::NoPage)?;
            let drawn = covered(&app, &jpeg, parts).await;
            let drawn = drawn.map_err(|error: PhotoError| WebError::Fault(error.to_string()))?;
            ("report.photo-blurred", Beside::Blur(photo.id, Some(drawn)))
        }
        "undo" => ("report.photo-unblurred", Beside::Blur(photo.id, None)),
        "withhold" => ("report.photo-withheld", Beside::Withhold(photo.id, true)),
        "show" => ("report.photo-shown", Beside::Withhold(photo.id, false)),
        _ => {
            let what = "found no deed, expected a button of the page";
            return Err(WebError::Body(what.to_owned()));
        }
    };
    let detail = format!("photo {position}");
    let done =
        carry_out(&app, &member, id, field("seen"), |_| Ok(Deed::beside(action, detail, beside)));
    match done.await? {
        Done::Kept => {
            let to = format!("{}/{id}/photos/{position}?said=report-photo", super::AT);
            Ok(Redirect::to(&cx.href(&to)).into_response())
        }
        Done::Changed => {
            let (report, photo) = found(&app, &member, id, position).await?;
            Ok(again(StatusCode::CONFLICT, &report, &photo, "moderate-changed"))
        }
        Done::NotPossible => {
            let (report, photo) = found(&app, &member, id, position).await?;
            Ok(again(StatusCode::CONFLICT, &report, &photo, "moderate-photo-no-undo"))
        }
    }
}
