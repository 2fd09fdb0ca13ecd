//! The queue: reports of one view, page by page, and several laid aside as spam at once.

use axum::extract::State;
use axum::response::Redirect;
use maud::Markup;
use serde::Deserialize;

use super::deed::{Deed, Done, carry_out};
use super::queue_view;
use crate::app::App;
use crate::domain::account::Role;
use crate::domain::id::{OfficeId, ReportId};
use crate::domain::moderation::{QueueLine, QueuePlace, QueueView};
use crate::domain::problem::Problem;
use crate::domain::report::{NotPossible, ReportStatus};
use crate::store::QueueFilter;
use crate::web::cx::PageCx;
use crate::web::error::WebError;
use crate::web::extract::{Form, Query};
use crate::web::session::Member;

/// Reports on one page.
const A_PAGE: u32 = 25;

/// What the address may ask for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Params {
    view: String,
    county: String,
    problem: String,
    after: String,
}

/// A line with the office's name.
pub struct Line {
    /// The report.
    pub line: QueueLine,
    /// The office; none where it is not known any more.
    pub office: Option<String>,
}

/// What the page shows.
pub struct QueuePage {
    /// The view.
    pub view: QueueView,
    /// The county's name; empty for all.
    pub county: String,
    /// The counties that have offices.
    pub counties: Vec<String>,
    /// The problem; none for all.
    pub problem: Option<Problem>,
    /// The reports.
    pub lines: Vec<Line>,
    /// Whether this is not the first page.
    pub is_later: bool,
    /// Where the next page begins.
    pub next: Option<QueuePlace>,
}

impl QueuePage {
    /// The page's address without the place.
    pub fn address(&self) -> String {
        let county = crate::web::ui::form_encoded(&self.county);
        let problem = self.problem.map_or("", |problem| problem.as_str());
        format!("{}?view={}&county={county}&problem={problem}", super::AT, self.view)
    }
}

/// The queue.
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
    let atlas = app.atlas();
    let mut counties: Vec<String> =
        atlas.offices().iter().map(|office| office.facts.location.county.clone()).collect();
    counties.sort();
    counties.dedup();
    counties.retain(|county| !county.is_empty());
    let county = counties.iter().find(|county| **county == params.county).cloned();
    let offices = county.as_ref().map(|county| {
        let there = atlas.offices().iter().filter(|o| o.facts.location.county == *county);
        there.map(|office| office.id).collect::<Vec<OfficeId>>()
    });
    let view = params.view.parse().unwrap_or(QueueView::Waiting);
    let problem = params.problem.parse::<Problem>().ok();
    let after = params.after.parse::<QueuePlace>().ok();
    // One more than is shown tells whether there is a next page.
    let filter = QueueFilter { view, problem, offices, after, limit: A_PAGE + 1 };
    let mut lines = app.store().report_queue(&filter, app.sealer()).await?;
    let shown = usize::try_from(A_PAGE).unwrap_or(usize::MAX);
    let has_next = lines.len() > shown;
    lines.truncate(shown);
    let last = lines.last().filter(|_| has_next);
    let next = last.map(|line| QueuePlace { received_on: line.received_on, id: line.id });
    let named = |line: QueueLine| {
        let office = atlas.office_by_id(line.office);
        Line { office: office.map(|office| crate::web::ui::plain_name(cx.words, office)), line }
    };
    let lines = lines.into_iter().map(named).collect();
    let county = county.unwrap_or_default();
    let is_later = after.is_some();
    let page = QueuePage { view, county, counties, problem, lines, is_later, next };
    Ok(queue_view::show(&cx, &member, &page))
}

/// Lays the chosen reports aside as spam: those that still wait and are as they were seen.
///
/// # Errors
/// When the person may not, or the database does not answer.
pub async fn spam(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Redirect, WebError> {
    member.need(Role::may_moderate)?;
    let today = app.clock().today();
    let (mut done, mut left) = (0_u32, 0_u32);
    for (_, value) in typed.iter().filter(|(name, _)| name == "line") {
        let Some((id, seen)) = value.split_once('.') else { continue };
        let Ok(id) = id.parse::<ReportId>() else { continue };
        let deed = carry_out(&app, &member, id, seen, |report| {
            if report.status != ReportStatus::Pending {
                return Err(NotPossible { from: report.status, to: "spam" });
            }
            report.mark_spam(today)?;
            Ok(Deed::decision("report.spam"))
        });
        match deed.await {
            Ok(Done::Kept) => done += 1,
            Ok(Done::Changed | Done::NotPossible) | Err(WebError::NoPage) => left += 1,
            Err(error) => return Err(error),
        }
    }
    let said = match (done, left) {
        (0, 0) => "reports-none",
        (_, 0) => "reports-spam",
        (_, _) => "reports-spam-some",
    };
    Ok(Redirect::to(&cx.href(&format!("{}?said={said}", super::AT))))
}
