//! `/closures/{slug}/poster` and `/offices/{slug}/poster`: a sheet for a door or a notice board.

mod qr;
mod view;

use axum::extract::State;
use jiff::ToSpan;
use jiff::civil::Date;
use maud::Markup;
use serde::Deserialize;

use crate::app::App;
use crate::atlas::{Atlas, NearestQuery};
use crate::domain::agenda::{self, AgendaItem};
use crate::domain::closure::{CaseState, Closure, OfficeRole, Step};
use crate::domain::kind::KindSet;
use crate::domain::office::Office;
use crate::domain::slug::Slug;
use crate::i18n::{Lang, Words};

use super::cx::PageCx;
use super::error::WebError;
use super::extract::{Named, Query, filled};

/// Other offices on a sheet; more do not fit in letters that can be read from across a room.
const ELSEWHERE: usize = 3;
/// Dates on a sheet.
const DATES: usize = 4;

/// What a poster can be asked.
#[derive(Debug, Default, Deserialize)]
pub struct Params {
    languages: Option<String>,
    #[serde(rename = "for")]
    purpose: Option<String>,
}

/// What a sheet is about.
enum About<'a> {
    Case(&'a Closure),
    Office(&'a Office),
    /// Telling of a problem at an office.
    Report(&'a Office),
}

/// A sheet.
struct Sheet<'a> {
    about: About<'a>,
    /// Dates to come, the next first.
    dates: Vec<AgendaItem<'a>>,
    /// Where none come: what decided how things stand, as precisely as its date is known.
    decided: Option<&'a Step>,
    /// Where to go instead.
    elsewhere: Vec<&'a Office>,
    /// The page that the code leads to.
    path: String,
    /// The languages of the sheet.
    languages: Vec<Lang>,
}

/// The sheet of a case.
///
/// # Errors
/// When there is none of that name.
pub async fn case(
    State(app): State<App>,
    cx: PageCx,
    Named(slug): Named<Slug>,
    Query(params): Query<Params>,
) -> Result<Markup, WebError> {
    let atlas = app.atlas();
    let case = atlas.closure(slug.as_str()).ok_or(WebError::NoCase)?;
    let takes = case.offices.iter().filter(|office| office.role == OfficeRole::Receiving);
    let takes = takes.filter_map(|office| atlas.office_by_id(office.office?));
    let mut elsewhere: Vec<&Office> = Vec::new();
    for office in takes.filter(|office| !office.facts.status.is_gone()) {
        if !elsewhere.iter().any(|other| other.id == office.id) {
            elsewhere.push(office);
        }
    }
    elsewhere.truncate(ELSEWHERE);
    let dates = dates(agenda::items(case).collect(), cx.now.date());
    let decided = decided(case).filter(|_| dates.is_empty());
    let path = format!("/closures/{}", case.slug);
    let about = About::Case(case);
    let languages = languages(&params, cx.words)?;
    let sheet = Sheet { about, dates, decided, elsewhere, path, languages };
    Ok(view::show(&cx, &app, &sheet))
}

/// The sheet of an office.
///
/// # Errors
/// When there is none of that name.
pub async fn office(
    State(app): State<App>,
    cx: PageCx,
    Named(slug): Named<Slug>,
    Query(params): Query<Params>,
) -> Result<Markup, WebError> {
    let atlas = app.atlas();
    let office = atlas.office(slug.as_str()).ok_or(WebError::NoOffice)?;
    let languages = languages(&params, cx.words)?;
    match filled(params.purpose.as_ref()).as_deref() {
        None | Some("office") => {}
        Some("report") => {
            let (about, path) = (About::Report(office), format!("/report/{}", office.slug));
            let sheet =
                Sheet { about, dates: vec![], decided: None, elsewhere: vec![], path, languages };
            return Ok(view::show(&cx, &app, &sheet));
        }
        Some(other) => return Err(WebError::query("for", other, "office or report")),
    }
    let elsewhere = elsewhere(&atlas, office);
    let topic = crate::domain::follow::Topic::office(slug);
    let items = super::scope::Scope::of(&atlas, &topic)?.agenda(&atlas);
    let dates = dates(items, cx.now.date());
    let cases = atlas.closures_of(office.id);
    let gone = cases.into_iter().find(|case| case.state() == CaseState::InForce);
    let is_gone = office.facts.status.is_gone() && dates.is_empty();
    let decided = gone.filter(|_| is_gone).and_then(decided);
    let path = format!("/offices/{}", office.slug);
    let about = About::Office(office);
    let sheet = Sheet { about, dates, decided, elsewhere, path, languages };
    Ok(view::show(&cx, &app, &sheet))
}

/// One language, that of the page; or both, that of the page first.
fn languages(params: &Params, words: Words) -> Result<Vec<Lang>, WebError> {
    let own = words.lang();
    match filled(params.languages.as_ref()).as_deref() {
        None | Some("one") => Ok(vec![own]),
        Some("both") => {
            let others = Lang::ALL.iter().copied().filter(|lang| *lang != own);
            Ok(std::iter::once(own).chain(others).collect())
        }
        Some(other) => Err(WebError::query("languages", other, "one or both")),
    }
}

/// The step that decides where a case stands, where its date is known at all.
fn decided(case: &Closure) -> Option<&Step> {
    case.decisive().filter(|step| step.on.is_some() && case.withdrawn.is_none())
}

/// What a passer-by needs: the days that come.
fn dates(items: Vec<AgendaItem<'_>>, today: Date) -> Vec<AgendaItem<'_>> {
    let end = today.saturating_add(5.years());
    let ahead = |item: &AgendaItem<'_>| !item.off && item.on >= today && item.on <= end;
    let mut items: Vec<_> = items.into_iter().filter(ahead).collect();
    items.sort_by_key(|item| (item.on, item.step.time, item.step.kind));
    // Of a case with sixty offices one day is one line.
    items.dedup_by(|a, b| {
        (a.case.id, a.on, a.step.kind, a.step.time) == (b.case.id, b.on, b.step.kind, b.step.time)
    });
    items.truncate(DATES);
    items
}

/// Offices that took the cases, or the nearest open ones for the same need.
fn elsewhere<'a>(atlas: &'a Atlas, office: &'a Office) -> Vec<&'a Office> {
    let mut found: Vec<&Office> = atlas.receiving_of(office.id);
    found.retain(|office| !office.facts.status.is_gone());
    if found.is_empty()
        && let Some(at) = office.facts.location.position().or_else(|| atlas.rough_place(office))
    {
        let kinds = office.facts.kind.need().map_or_else(KindSet::public, KindSet::of_need);
        let query = NearestQuery {
            at,
            limit: ELSEWHERE + 1,
            kinds,
            service: None,
            language: None,
            wheelchair: false,
            open_only: true,
        };
        found = atlas.nearest(&query).into_iter().map(|near| near.office).collect();
    }
    found.retain(|other| other.id != office.id);
    found.truncate(ELSEWHERE);
    found
}
