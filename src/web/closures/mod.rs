//! `/closures` and `/closures/{slug}`: the ledger, and one case of it.

mod case_facts;
mod case_view;
mod claims_view;
mod count;
mod do_view;
mod filter;
mod harm_tables;
mod harm_view;
mod heard_view;
mod law_view;
mod list_view;
mod map;
mod names;
mod outcome_view;
mod source_page;
mod source_view;
mod sources_view;
mod steps_view;
mod story;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use maud::Markup;
use serde::Deserialize;

use crate::app::App;
use crate::atlas::{Atlas, Briefs, CaseBrief};
use crate::domain::clock::ClockReading;
use crate::domain::closure::{CaseOffice, CaseState, Closure, OfficeRole};
use crate::domain::geo::Window;
use crate::domain::office::Office;
use crate::domain::slug::Slug;
use crate::shipped;

use super::cache::Private;
use super::cx::PageCx;
use super::error::WebError;
use super::extract::{Named, Query, parsed};

pub use map::{CaseMap, Spot, case_map};
pub use names::called;
pub use source_page::{body_of, by_number, file as stranger_file, photo, show as source};
pub use source_view::{claimed, facts, reason, tried, when};

use count::Counted;
use filter::{Filter, Params};
use harm_view::CaseHarm;
use story::Moment;

/// Cases on one page of the ledger.
const A_PAGE: usize = 20;

/// The ledger's page.
struct LedgerPage<'a> {
    /// What was asked for.
    filter: Filter,
    /// What can be asked for.
    choices: &'a Briefs,
    /// The cases of this page, the newest first.
    cases: Vec<&'a Closure>,
    /// All that pass the filters.
    total: usize,
    /// Those of them in which nothing has happened yet.
    planned: usize,
    /// Openings and closings a year.
    counted: Counted<'a>,
}

impl<'a> LedgerPage<'a> {
    fn of(atlas: &'a Atlas, mut filter: Filter) -> Self {
        let briefs = atlas.briefs();
        let counties = filter.county.as_ref().map(|name| briefs.counties_named(name));
        let all = atlas.closures().iter().zip(briefs.cases());
        let found: Vec<(&Closure, &CaseBrief)> =
            all.filter(|(case, brief)| filter.takes(case, brief, counties.as_ref())).collect();
        let total = found.len();
        let planned = found.iter().filter(|(_, b)| b.state == CaseState::Proposed).count();
        filter.page = filter.page.min(total.div_ceil(A_PAGE).max(1));
        let here = found.iter().skip((filter.page - 1) * A_PAGE).take(A_PAGE);
        Self {
            choices: briefs,
            cases: here.map(|(case, _)| *case).collect(),
            counted: count::count(found, counties.as_ref()),
            total,
            planned,
            filter,
        }
    }
}

/// The ledger.
///
/// # Errors
/// When a filter is not understood.
pub async fn list(
    State(app): State<App>,
    cx: PageCx,
    Query(params): Query<Params>,
) -> Result<Markup, WebError> {
    let atlas = app.atlas();
    let page = LedgerPage::of(&atlas, Filter::read(&params)?);
    Ok(list_view::show(&cx, app.base(), &atlas, &page))
}

/// An office of a case, as the case and the store know it.
struct Part<'a> {
    /// In the case.
    case: &'a CaseOffice,
    /// In the store.
    office: Option<&'a Office>,
}

/// One case's page.
struct CasePage<'a> {
    /// The case.
    case: &'a Closure,
    /// What the law makes of it today.
    clock: ClockReading<'a, 'a>,
    /// Its story.
    story: Vec<Moment<'a>>,
    /// Cases that the advice of its rules points to.
    examples: Vec<&'a Closure>,
    /// The offices that it hits.
    losing: Vec<Part<'a>>,
    /// The offices that take the cases.
    receiving: Vec<Part<'a>>,
    /// What it does to people; none where it closes no door.
    harm: Option<CaseHarm>,
    /// The part of the map.
    chosen: Option<Window>,
    /// The day on which it is read.
    today: Date,
}

impl<'a> CasePage<'a> {
    fn of(atlas: &'a Atlas, case: &'a Closure, chosen: Option<Window>, today: Date) -> Self {
        let clock = atlas.clock(shipped::statutes(), case, today);
        let pointed = clock.actions.iter().flat_map(|action| &action.cases);
        let examples = pointed.filter_map(|slug| atlas.closure(slug)).collect();
        let parts = |role| {
            let offices = case.offices.iter().filter(move |o| o.role == role);
            let known = |o: &CaseOffice| o.office.and_then(|id| atlas.office_by_id(id));
            offices.map(|o| Part { case: o, office: known(o) }).collect()
        };
        Self {
            case,
            story: story::story(case, &clock),
            clock,
            examples,
            losing: parts(OfficeRole::Losing),
            receiving: parts(OfficeRole::Receiving),
            harm: None,
            chosen,
            today,
        }
    }
}

/// What the case's page can be asked.
#[derive(Debug, Default, Deserialize)]
pub struct ShowParams {
    bbox: Option<String>,
}

/// One case.
///
/// # Errors
/// When there is none of that name, or the part of the map is not understood.
pub async fn show(
    State(app): State<App>,
    cx: PageCx,
    Named(slug): Named<Slug>,
    Query(params): Query<ShowParams>,
) -> Result<Response, WebError> {
    let atlas = app.atlas();
    let case = atlas.closure(slug.as_str()).ok_or(WebError::NoCase)?;
    let chosen = params.bbox.as_deref().filter(|b| !b.is_empty());
    let chosen = chosen.map(|b| parsed::<Window>("bbox", b)).transpose()?;
    let mut page = CasePage::of(&atlas, case, chosen, cx.now.date());
    page.harm = CaseHarm::of(&app, &atlas, case).await;
    let shown = case_view::show(&cx, app.base(), &atlas, &page);
    // In a minute there is more to say.
    let is_busy = page.harm.as_ref().is_some_and(CaseHarm::is_busy);
    Ok(if is_busy { (Extension(Private), shown).into_response() } else { shown.into_response() })
}
