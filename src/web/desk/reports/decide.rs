//! What becomes of a report: public, kept back, spam, counted with another, answered or fixed; and asking its writer.

use axum::extract::State;
use axum::response::Response;

use super::deed::{Beside, Deed, Done, carry_out};
use super::one::{Fault, Typed, answer};
use crate::app::App;
use crate::domain::account::Role;
use crate::domain::id::{MessageId, ReportId};
use crate::domain::moderation::{Decision, HideReason};
use crate::domain::privacy;
use crate::domain::report::{Author, Message, NotPossible, ReportStatus};
use crate::domain::text;
use crate::web::cx::PageCx;
use crate::web::error::WebError;
use crate::web::extract::{Form, Named};
use crate::web::session::Member;

/// The longest question, in letters.
pub const MOST_QUESTION: usize = 1_000;

/// What the page says after a decision.
const fn said(decision: Decision) -> &'static str {
    match decision {
        Decision::Publish => "report-published",
        Decision::Hide => "report-hidden",
        Decision::Spam => "report-spam",
        Decision::Answered => "report-answered",
        Decision::Fixed => "report-fixed",
        Decision::Open => "report-open",
    }
}

/// Decides.
///
/// # Errors
/// When the person may not, there is no such report, or the database does not answer.
pub async fn decide(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(id): Named<ReportId>,
    Form(typed): Form<Typed>,
) -> Result<Response, WebError> {
    member.need(Role::may_moderate)?;
    let decision: Decision = typed.to.parse().map_err(|_| {
        WebError::Body("found no decision, expected a button of the page".to_owned())
    })?;
    let reason = typed.reason.parse::<HideReason>().ok();
    if decision == Decision::Hide && reason.is_none() {
        return answer(&app, &cx, &member, id, Err((Fault::Reason, typed))).await;
    }
    let today = app.clock().today();
    let done = carry_out(&app, &member, id, &typed.seen, |report| {
        decision.apply(report, today)?;
        let detail = reason.filter(|_| decision == Decision::Hide).map(|reason| reason.to_string());
        Ok(Deed { detail: detail.unwrap_or_default(), ..Deed::decision(decision.action()) })
    });
    let result = told(done.await?, said(decision), typed);
    answer(&app, &cx, &member, id, result).await
}

/// Counts a report with another of the same office and problem.
///
/// # Errors
/// When the person may not, there is no such report, or the database does not answer.
pub async fn merge(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(id): Named<ReportId>,
    Form(typed): Form<Typed>,
) -> Result<Response, WebError> {
    member.need(Role::may_moderate)?;
    let Ok(into) = typed.into.parse::<ReportId>() else {
        return answer(&app, &cx, &member, id, Err((Fault::Into, typed))).await;
    };
    let today = app.clock().today();
    let done = carry_out(&app, &member, id, &typed.seen, |report| {
        report.merge_into(into, today)?;
        let deed = Deed::decision("report.merged");
        Ok(Deed { detail: into.to_string(), beside: Beside::Into(into), ..deed })
    });
    let result = told(done.await?, "report-merged", typed);
    answer(&app, &cx, &member, id, result).await
}

/// Asks the writer of a report; the question shows where the receipt code is typed in.
///
/// # Errors
/// When the person may not, there is no such report, or the database does not answer.
pub async fn ask(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(id): Named<ReportId>,
    Form(typed): Form<Typed>,
) -> Result<Response, WebError> {
    member.need(Role::may_moderate)?;
    let words = text::tidy(&typed.question);
    if words.is_empty() || words.chars().count() > MOST_QUESTION {
        return answer(&app, &cx, &member, id, Err((Fault::Question, typed))).await;
    }
    let message = Message {
        id: MessageId::new(app.clock().now()),
        author: Author::Moderator,
        words: privacy::mask(&words).text,
        on: app.clock().today(),
    };
    let done = carry_out(&app, &member, id, &typed.seen, |report| {
        // Nobody reads a question about a report that was taken back, or keeps it after its time.
        if report.status == ReportStatus::Withdrawn || report.erased_on.is_some() {
            return Err(NotPossible { from: report.status, to: "asked about" });
        }
        Ok(Deed::beside("report.asked", String::new(), Beside::Ask(message)))
    });
    let result = told(done.await?, "report-asked", typed);
    answer(&app, &cx, &member, id, result).await
}

/// How a deed went, for the page.
#[expect(clippy::result_large_err, reason = "what was typed is handed on once in a request")]
pub fn told(done: Done, said: &'static str, typed: Typed) -> Result<&'static str, (Fault, Typed)> {
    match done {
        Done::Kept => Ok(said),
        Done::Changed => Err((Fault::Changed, typed)),
        Done::NotPossible => Err((Fault::NotPossible, typed)),
    }
}
