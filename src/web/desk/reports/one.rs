//! One report: everything that is needed to decide, gathered first.

use std::collections::HashMap;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde::Deserialize;

use super::deed::Seen;
use super::one_view;
use crate::app::App;
use crate::domain::account::Role;
use crate::domain::audit::AuditLine;
use crate::domain::consent::ConsentChange;
use crate::domain::id::ReportId;
use crate::domain::moderation::QueueLine;
use crate::domain::office::Office;
use crate::domain::photo::ReportPhoto;
use crate::domain::report::{Message, Report, ReportStatus};
use crate::web::cx::PageCx;
use crate::web::desk;
use crate::web::error::WebError;
use crate::web::extract::Named;
use crate::web::session::Member;

/// Reports alike that are shown.
const MOST_ALIKE: u32 = 20;

/// What a form of the page sends beside its own fields.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// The state that the page was made from.
    pub seen: String,
    /// What is to be done.
    pub to: String,
    /// Why it is kept back.
    pub reason: String,
    /// The report that it is counted with.
    pub into: String,
    /// A question to its writer.
    pub question: String,
}

/// What went wrong with what was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Somebody changed the report meanwhile.
    Changed,
    /// The report cannot take that step.
    NotPossible,
    /// No reason was chosen.
    Reason,
    /// No question was typed, or one that is too long.
    Question,
    /// No report was chosen.
    Into,
}

impl Fault {
    /// The message that says so.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Changed => "moderate-changed",
            Self::NotPossible => "moderate-not-possible",
            Self::Reason => "moderate-error-reason",
            Self::Question => "moderate-error-question",
            Self::Into => "moderate-error-into",
        }
    }

    /// The status of the answer.
    pub const fn status(self) -> StatusCode {
        match self {
            Self::Changed | Self::NotPossible => StatusCode::CONFLICT,
            Self::Reason | Self::Question | Self::Into => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }
}

/// Everything about one report.
pub struct OnePage {
    /// The report.
    pub report: Report,
    /// Its office; none where it is not known any more.
    pub office: Option<Office>,
    /// What was asked and answered.
    pub messages: Vec<Message>,
    /// Its photos.
    pub photos: Vec<ReportPhoto>,
    /// Consents given and taken back.
    pub consents: Vec<ConsentChange>,
    /// Its lines in the trail.
    pub history: Vec<AuditLine>,
    /// How colleagues call those in the trail.
    pub names: HashMap<String, String>,
    /// Reports that may tell the same.
    pub alike: Vec<QueueLine>,
    /// How many reports the office has.
    pub at_office: Vec<(ReportStatus, u64)>,
    /// Whether what was written first, the name and the contact are shown.
    pub is_revealed: bool,
    /// What went wrong, and what was typed then.
    pub fault: Option<(Fault, Typed)>,
}

impl OnePage {
    /// Gathers it.
    ///
    /// # Errors
    /// When there is no such report, or the database does not answer.
    pub async fn of(app: &App, cx: &PageCx, id: ReportId) -> Result<Self, WebError> {
        let (store, sealer) = (app.store(), app.sealer());
        let report = store.report(id, sealer).await?.ok_or(WebError::NoPage)?;
        let alike = match report.status {
            ReportStatus::Withdrawn => Vec::new(),
            _ => store.reports_alike(&report, MOST_ALIKE, sealer).await?,
        };
        Ok(Self {
            office: app.atlas().office_by_id(report.office).cloned(),
            messages: store.report_messages(id, sealer).await?,
            photos: store.report_photos(id).await?,
            consents: store.report_consents(id).await?,
            history: store.audit_lines_of("report", &id.to_string()).await?,
            names: desk::names(app, cx).await?,
            at_office: store.reports_at(report.office).await?,
            alike,
            report,
            is_revealed: false,
            fault: None,
        })
    }

    /// The state that forms carry.
    pub fn seen(&self) -> Seen {
        let messages = u64::try_from(self.messages.len()).unwrap_or(u64::MAX);
        Seen { version: self.report.version, messages: Some(messages) }
    }

    /// Its address.
    pub fn address(&self) -> String {
        format!("{}/{}", super::AT, self.report.id)
    }
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
    member.need(Role::may_moderate)?;
    let page = OnePage::of(&app, &cx, id).await?;
    Ok(one_view::show(&cx, &member, &page))
}

/// Shows once what was written first, the name and the contact; the trail has a line of it.
///
/// # Errors
/// When the person may not, there is no such report, or the database does not answer.
pub async fn reveal(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(id): Named<ReportId>,
) -> Result<Markup, WebError> {
    member.need(Role::may_moderate)?;
    // The line in the trail comes before the words.
    let mut tx = app.store().begin().await?;
    tx.report(id, app.sealer()).await?.ok_or(WebError::NoPage)?;
    let (now, about) = (app.clock().now(), id.to_string());
    tx.audit(now, &member.actor(), "report.revealed", "report", &about, "").await?;
    tx.commit().await?;
    let mut page = OnePage::of(&app, &cx, id).await?;
    page.is_revealed = true;
    Ok(one_view::show(&cx, &member, &page))
}

/// The answer to a form of the page: the page anew with what went wrong, or the way back to it.
///
/// # Errors
/// When there is no such report any more, or the database does not answer.
pub async fn answer(
    app: &App,
    cx: &PageCx,
    member: &Member,
    id: ReportId,
    result: Result<&str, (Fault, Typed)>,
) -> Result<Response, WebError> {
    match result {
        Ok(said) => {
            let to = format!("{}/{id}?said={said}", super::AT);
            Ok(axum::response::Redirect::to(&cx.href(&to)).into_response())
        }
        Err((fault, typed)) => {
            let mut page = OnePage::of(app, cx, id).await?;
            page.fault = Some((fault, typed));
            Ok((fault.status(), one_view::show(cx, member, &page)).into_response())
        }
    }
}
