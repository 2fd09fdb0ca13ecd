//! `/report`: tell what went wrong at an office, without an account and without leaving a trace.

mod choose;
mod choose_view;
mod day;
mod draft_view;
mod entry;
mod form_view;
mod handover;
mod photos;
mod posted;
mod preview_view;
mod problem_view;
mod seen;
mod send;
mod sent_view;
mod told;
mod written;

use axum::Extension;
use axum::extract::State;
use axum::http::header;
use axum::response::{AppendHeaders, IntoResponse, Response};
use maud::Markup;

use crate::app::App;
use crate::domain::slug::Slug;

use super::cache::Private;
use super::cx::PageCx;
use super::error::WebError;
use super::extract::{Named, Query};
use entry::Entry;
use form_view::{FormPage, Notice};
use handover::{Handover, forget};

pub use day::{NotTheDay, first_day, read as read_day};
pub use entry::{MOST_NAME, MOST_TEXT, reachable};
pub use form_view::covered_words;
pub use problem_view::answer_words;
pub use send::send;
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
    let page = FormPage {
        office,
        entry: &entry,
        photos: &[],
        faults: &[],
        notice: Notice::None,
        is_answer: false,
    };
    Ok((Extension(Private), form_view::show(&cx, &page)).into_response())
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
