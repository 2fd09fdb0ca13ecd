//! `/impact`: choose offices to close, open or move, and see who is hurt.
//!
//! Everything comes from the read model: the arithmetic of a question is kept for its revision. A question that
//! cannot be answered comes back as it was, with a sentence on what is wrong.

mod answer_view;
mod areas_view;
mod choose_view;
mod compare_view;
mod entry;
mod faults;
mod map_view;
mod names;
mod place;
mod roll;
mod said;
mod view;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;

use crate::app::{App, NoAnswer};
use crate::atlas::Atlas;
use crate::domain::kind::OfficeKind;
use crate::impact::{Answer, Asked, Changes, Ground, Question};

use super::cx::PageCx;
use super::error::WebError;
use super::extract::Query;

pub use roll::can_be_asked;

use entry::Entry;
use faults::Fault;
use names::Names;
use roll::Roll;

/// How long to wait before asking again when too many ask at once.
const WAIT_SECONDS: HeaderValue = HeaderValue::from_static("10");

/// A question with its answer and what is needed to draw it.
#[derive(Debug)]
pub struct Answered {
    /// What was asked.
    pub question: Question,
    /// The figures.
    pub answer: Arc<Answer>,
    /// What they were reckoned from.
    pub ground: Arc<Ground>,
    /// What becomes of each point, for the map.
    pub changes: Arc<Changes>,
}

/// Everything on the page.
pub struct ImpactPage<'a> {
    /// What was asked, as it was sent.
    pub entry: Entry,
    /// The services that can be asked about.
    pub services: Vec<OfficeKind>,
    /// The offices to tick.
    pub roll: Roll<'a>,
    /// Names of offices.
    pub names: Names<'a>,
    /// The answer to each of the two sets, where it was asked and can be given.
    pub answers: [Option<Answered>; 2],
    /// What is wrong with the question.
    pub faults: Vec<Fault>,
    /// Too many ask at this moment.
    pub is_busy: bool,
    /// The query of the permanent address, where the question can be read.
    pub permanent: Option<String>,
}

/// The page.
///
/// # Errors
/// When the data that answers are made from do not fit together.
pub async fn show(
    State(app): State<App>,
    cx: PageCx,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    let atlas = app.atlas();
    let pairs = || pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let entry = Entry::read(pairs());
    if entry.is_other_service {
        return Ok(Redirect::to(&cx.href(&entry.asked().address())).into_response());
    }
    let names = Names::new(cx.words, &atlas, entry.service);
    let mut wrong = Vec::new();
    match place::placed(&app, &atlas, &entry).await {
        Ok(None) => {}
        // The typed place goes out of the address: what stays is a point, to the metre.
        Ok(Some(to)) => return Ok(Redirect::to(&cx.href(&to.address())).into_response()),
        Err((field, fault)) => wrong.push(faults::of_place(&cx, field, fault)),
    }
    let mut answers = [None, None];
    let (mut is_busy, mut permanent) = (false, None);
    match Asked::of_pairs(pairs()) {
        Err(error) => wrong.push(faults::of_question(&cx, &names, &error.why)),
        Ok(asked) => {
            permanent = Some(asked.to_string());
            for (slot, question) in answers.iter_mut().zip([&asked.question, &asked.instead]) {
                match answered(&app, &atlas, asked.service, question).await {
                    Ok(answer) => *slot = answer,
                    Err(NoAnswer::Asked(why)) => wrong.push(faults::of_question(&cx, &names, &why)),
                    Err(NoAnswer::Busy) => is_busy = true,
                    Err(other) => return Err(other.into()),
                }
            }
        }
    }
    let roll = Roll::new(cx.words, &atlas, &entry);
    let services = roll::services(&atlas);
    let page =
        ImpactPage { entry, services, roll, names, answers, faults: wrong, is_busy, permanent };
    let body = view::show(&cx, &app, &atlas, &page);
    Ok(dressed(body, page.is_busy, page.faults.is_empty()))
}

/// The page with its status.
fn dressed(body: Markup, is_busy: bool, is_sound: bool) -> Response {
    match (is_busy, is_sound) {
        (true, _) => {
            let wait = [(header::RETRY_AFTER, WAIT_SECONDS)];
            (StatusCode::SERVICE_UNAVAILABLE, wait, body).into_response()
        }
        (false, true) => body.into_response(),
        (false, false) => (StatusCode::UNPROCESSABLE_ENTITY, body).into_response(),
    }
}

/// The answer to a question; none where nothing is asked.
async fn answered(
    app: &App,
    atlas: &Arc<Atlas>,
    service: OfficeKind,
    question: &Question,
) -> Result<Option<Answered>, NoAnswer> {
    if question.is_empty() {
        return Ok(None);
    }
    let answer = app.grounds().ask(atlas, service, question).await?;
    let ground = app.grounds().ground(atlas, service).await?;
    let changes = app.grounds().changes(atlas, service, question).await?;
    Ok(Some(Answered { question: question.clone(), answer, ground, changes }))
}
