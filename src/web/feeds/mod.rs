//! Feeds for readers and calendars: Atom (RFC 4287) and iCalendar (RFC 5545), from the read model alone.

mod atom;
mod ical;
mod updated;

use std::str::FromStr;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

use crate::app::App;
use crate::atlas::Atlas;
use crate::domain::follow::Topic;
use crate::domain::report::PublicReport;
use crate::domain::slug::{NotASlug, Slug};
use crate::i18n::{Lang, Words};
use crate::store::PublicFilter;

use super::error::WebError;
use super::extract::{Named, Query, filled, parsed};
use super::scope::Scope;

/// The media type of an Atom feed.
const ATOM: HeaderValue = HeaderValue::from_static("application/atom+xml; charset=utf-8");
/// The media type of a calendar.
const ICAL: HeaderValue = HeaderValue::from_static("text/calendar; charset=utf-8");

/// Accounts of people in the feed of an office; the newest.
const MOST_ACCOUNTS: u32 = 30;
/// Days before today that a calendar of the whole ledger or of a county holds unless `from` says otherwise.
const PAST_DAYS: i64 = 366;
/// Days after today that it holds unless `to` says otherwise.
const AHEAD_DAYS: i64 = 1_096;
/// The most entries of one calendar; of more, the latest are kept.
const MOST_EVENTS: usize = 5_000;

/// A file of a feed: a public name with the ending `.atom`.
#[derive(Debug)]
pub struct AtomFile(Slug);

impl FromStr for AtomFile {
    type Err = NotASlug;

    fn from_str(text: &str) -> Result<Self, NotASlug> {
        let not = || NotASlug { found: text.chars().take(80).collect() };
        text.strip_suffix(".atom").ok_or_else(not)?.parse().map(Self)
    }
}

/// What a feed can be asked.
#[derive(Debug, Default, Deserialize)]
pub struct FeedParams {
    lang: Option<String>,
}

/// What a calendar can be asked.
#[derive(Debug, Default, Deserialize)]
pub struct CalendarParams {
    lang: Option<String>,
    from: Option<String>,
    to: Option<String>,
}

fn words(lang: Option<&String>) -> Result<Words, WebError> {
    let lang = filled(lang).map(|lang| parsed::<Lang>("lang", &lang)).transpose()?;
    Ok(Words::of(lang.unwrap_or(Lang::En)))
}

/// All cases, those that changed last.
///
/// # Errors
/// When a parameter is not understood.
pub async fn ledger(
    State(app): State<App>,
    Query(params): Query<FeedParams>,
) -> Result<Response, WebError> {
    feed(&app, &params, &Topic::all())
}

/// One case: its steps.
///
/// # Errors
/// When there is none of that name.
pub async fn case(
    State(app): State<App>,
    Named(AtomFile(slug)): Named<AtomFile>,
    Query(params): Query<FeedParams>,
) -> Result<Response, WebError> {
    feed(&app, &params, &Topic::closure(slug))
}

/// The cases of one office, and what people tell of it where they let that be shown.
///
/// # Errors
/// When there is none of that name, or the database does not answer.
pub async fn office(
    State(app): State<App>,
    Named(AtomFile(slug)): Named<AtomFile>,
    Query(params): Query<FeedParams>,
) -> Result<Response, WebError> {
    let words = words(params.lang.as_ref())?;
    let atlas = app.atlas();
    let topic = Topic::office(slug);
    let scope = Scope::of(&atlas, &topic)?;
    let told = match scope {
        Scope::Office(office) => {
            let office = Some(office.id);
            let newest = PublicFilter { office, limit: MOST_ACCOUNTS, ..PublicFilter::default() };
            app.store().public_reports(&newest).await?
        }
        _ => Vec::new(),
    };
    atom_file(&app, &atlas, &scope, words, &told)
}

/// The cases that hit one county.
///
/// # Errors
/// When there is none of that name.
pub async fn county(
    State(app): State<App>,
    Named(AtomFile(slug)): Named<AtomFile>,
    Query(params): Query<FeedParams>,
) -> Result<Response, WebError> {
    feed(&app, &params, &Topic::county(slug))
}

/// The cases that one agency decided.
///
/// # Errors
/// When no case was decided by one of that name.
pub async fn agency(
    State(app): State<App>,
    Named(AtomFile(slug)): Named<AtomFile>,
    Query(params): Query<FeedParams>,
) -> Result<Response, WebError> {
    feed(&app, &params, &Topic::agency(slug))
}

fn feed(app: &App, params: &FeedParams, topic: &Topic) -> Result<Response, WebError> {
    let words = words(params.lang.as_ref())?;
    let atlas = app.atlas();
    let scope = Scope::of(&atlas, topic)?;
    atom_file(app, &atlas, &scope, words, &[])
}

fn atom_file(
    app: &App,
    atlas: &Atlas,
    scope: &Scope<'_>,
    words: Words,
    told: &[PublicReport],
) -> Result<Response, WebError> {
    let body = atom::write(app, atlas, scope, words, told).map_err(WebError::Fault)?;
    Ok(([(header::CONTENT_TYPE, ATOM)], body).into_response())
}

/// The calendar of the whole ledger.
///
/// # Errors
/// When a parameter is not understood.
pub async fn calendar(
    State(app): State<App>,
    Query(params): Query<CalendarParams>,
) -> Result<Response, WebError> {
    file(&app, &params, &Topic::all()).await
}

/// A file of a calendar: a public name with the ending `.ics`.
#[derive(Debug)]
pub struct CalendarFile(Slug);

impl FromStr for CalendarFile {
    type Err = NotASlug;

    fn from_str(text: &str) -> Result<Self, NotASlug> {
        let not = || NotASlug { found: text.chars().take(80).collect() };
        text.strip_suffix(".ics").ok_or_else(not)?.parse().map(Self)
    }
}

/// Answers `/closures/{slug}.ics`, `/offices/{slug}.ics` and `/areas/county/{slug}.ics`; every other address of the route is the page's.
///
/// The router knows no endings behind a name, and the pages need not know of calendars.
pub async fn or_calendar(State(app): State<App>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let topic = path.rsplit_once('/').and_then(|(folder, file)| {
        let CalendarFile(slug) = file.parse().ok()?;
        match folder {
            "/closures" => Some(Topic::closure(slug)),
            "/offices" => Some(Topic::office(slug)),
            "/areas/county" => Some(Topic::county(slug)),
            _ => None,
        }
    });
    let Some(topic) = topic else { return next.run(request).await };
    let (mut parts, _) = request.into_parts();
    let answer = Query::<CalendarParams>::from_request_parts(&mut parts, &app).await;
    let response = match answer {
        Ok(Query(params)) => file(&app, &params, &topic).await,
        Err(error) => Err(error),
    };
    response.unwrap_or_else(IntoResponse::into_response)
}

async fn file(app: &App, params: &CalendarParams, topic: &Topic) -> Result<Response, WebError> {
    let words = words(params.lang.as_ref())?;
    let day = |field, value: Option<&String>| {
        let expected = "a day such as 2026-11-23";
        filled(value)
            .map(|v| v.parse::<Date>().map_err(|_| WebError::query(field, &v, expected)))
            .transpose()
    };
    let (from, to) = (day("from", params.from.as_ref())?, day("to", params.to.as_ref())?);
    if let (Some(first), Some(last)) = (from, to)
        && first > last
    {
        return Err(WebError::query("to", &last.to_string(), format!("{first} or a later day")));
    }
    let atlas = app.atlas();
    let scope = Scope::of(&atlas, topic)?;
    // A case or an office has few dates: all are told. The others are told around today.
    let today = app.clock().today();
    let wide = matches!(scope, Scope::All | Scope::County(_));
    let first = || if wide { today.saturating_sub(PAST_DAYS.days()) } else { Date::MIN };
    let last = || if wide { today.saturating_add(AHEAD_DAYS.days()) } else { Date::MAX };
    let (from, to) = (from.unwrap_or_else(first), to.unwrap_or_else(last));
    // What was withdrawn lately goes by the day as well.
    let key = format!("{} {today} {} {from} {to} {topic}", atlas.revision(), words.lang());
    if let Some(kept) = app.calendars().get(&key).await {
        return Ok(calendar_file(&kept));
    }
    let mut items: Vec<_> = if wide {
        let county = match scope {
            Scope::County(county) => Some(county.slug.as_str()),
            _ => None,
        };
        atlas.agenda_told(from, to, county).rev().take(MOST_EVENTS).collect()
    } else {
        let items = scope.agenda(&atlas).into_iter().rev();
        items.filter(|item| item.on >= from && item.on <= to).take(MOST_EVENTS).collect()
    };
    items.reverse();
    let text =
        ical::write(app, &scope, words, &items).map_err(|e| WebError::Fault(e.to_string()))?;
    let text: Arc<str> = text.into();
    if wide {
        app.calendars().insert(key, text.clone()).await;
    }
    Ok(calendar_file(&text))
}

fn calendar_file(text: &Arc<str>) -> Response {
    ([(header::CONTENT_TYPE, ICAL)], text.to_string()).into_response()
}
