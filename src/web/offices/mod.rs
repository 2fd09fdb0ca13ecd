//! `/offices` and `/offices/{slug}`: the directory, and one office.

mod heard;
mod list_view;
mod office_view;

use axum::extract::State;
use maud::Markup;
use serde::Deserialize;

use crate::app::App;
use crate::atlas::{Atlas, Near, NearestQuery, PlaceCounts};
use crate::domain::area::ServiceArea;
use crate::domain::closure::Closure;
use crate::domain::geo::Window;
use crate::domain::kind::KindSet;
use crate::domain::office::{Office, OfficeStatus};
use crate::domain::polygon::Area;
use crate::domain::slug::Slug;
use crate::domain::text;

use super::areas::areas_of;
use super::cx::PageCx;
use super::error::WebError;
use super::extract::{Named, Query, filled, parsed};
use super::filter::Kinds;

/// Offices on one page of the directory.
const A_PAGE: usize = 30;
/// Other offices shown on an office's page.
const ALTERNATIVES: usize = 3;

/// Filters of the directory.
#[derive(Debug, Default, Deserialize)]
pub struct ListParams {
    q: Option<String>,
    kind: Option<String>,
    status: Option<String>,
    county: Option<String>,
    page: Option<String>,
    bbox: Option<String>,
}

/// The directory's page.
pub struct ListPage<'a> {
    /// The name that was looked for.
    pub text: String,
    /// The kinds that are shown; none for all of them.
    pub kinds: Option<Kinds>,
    /// The status that is shown.
    pub status: Option<OfficeStatus>,
    /// The county that is shown, as it is called.
    pub county: Option<String>,
    /// All counties, for choosing.
    pub counties: Vec<&'a str>,
    /// The offices of this page.
    pub offices: Vec<&'a Office>,
    /// All that pass the filters.
    pub total: usize,
    /// This page, from 1.
    pub page: usize,
    /// The part of the map.
    pub chosen: Option<Window>,
}

/// The directory.
///
/// # Errors
/// When a filter is not understood.
pub async fn list(
    State(app): State<App>,
    cx: PageCx,
    Query(params): Query<ListParams>,
) -> Result<Markup, WebError> {
    let atlas = app.atlas();
    let kinds = filled(params.kind.as_ref())
        .filter(|k| k != "any")
        .map(|k| Kinds::parse(&k))
        .transpose()?;
    let status =
        filled(params.status.as_ref()).map(|s| parsed::<OfficeStatus>("status", &s)).transpose()?;
    let county = match filled(params.county.as_ref()) {
        None => None,
        Some(name) => {
            let known = atlas.gazetteer().county(&name).map(|c| c.name.clone());
            Some(known.ok_or_else(|| {
                WebError::query("county", &name, "the name of an Illinois county")
            })?)
        }
    };
    let page = match filled(params.page.as_ref()) {
        None => 1,
        Some(page) => parsed::<usize>("page", &page)?.max(1),
    };
    let chosen = filled(params.bbox.as_ref()).map(|b| parsed::<Window>("bbox", &b)).transpose()?;
    let text = filled(params.q.as_ref()).unwrap_or_default();
    let wanted: Vec<String> = text::words(&text);
    let found: Vec<&Office> = atlas
        .offices()
        .iter()
        .filter(|o| kinds.as_ref().is_none_or(|k| k.set.holds(o.facts.kind)))
        .filter(|o| status.is_none_or(|s| o.facts.status == s))
        .filter(|o| county.as_ref().is_none_or(|c| o.facts.location.county == *c))
        .filter(|o| wanted.is_empty() || has_words(o, &wanted))
        .collect();
    let total = found.len();
    let page = page.min(total.div_ceil(A_PAGE).max(1));
    let offices = found.into_iter().skip((page - 1) * A_PAGE).take(A_PAGE).collect();
    let counties = atlas.gazetteer().counties.iter().map(|c| c.name.as_str()).collect();
    let list = ListPage { text, kinds, status, county, counties, offices, total, page, chosen };
    Ok(list_view::show(&cx, &app, &atlas, &list))
}

/// Whether every word begins a word of the office's name, town, street or ZIP.
fn has_words(office: &Office, wanted: &[String]) -> bool {
    let at = &office.facts.location;
    let all = text::words(&format!("{} {} {} {}", office.facts.name, at.city, at.address, at.zip));
    wanted.iter().all(|w| all.iter().any(|a| a.starts_with(w.as_str())))
}

/// One office's page.
pub struct OfficePage<'a> {
    /// The office.
    pub office: &'a Office,
    /// Its cases in the ledger, newest first.
    pub cases: Vec<&'a Closure>,
    /// Offices that took its cases, when it is gone.
    pub receiving: Vec<&'a Office>,
    /// The counties it is assigned to.
    pub serves: Vec<&'a ServiceArea>,
    /// The county and the districts in which it stands.
    pub areas: Vec<&'a Area>,
    /// Other offices in its building.
    pub same_site: Vec<&'a Office>,
    /// The nearest open offices for the same need.
    pub alternatives: Vec<Near<'a>>,
    /// What people report of it.
    pub counts: &'a PlaceCounts,
    /// Accounts that may be read.
    pub told: heard::Told,
    /// The part of the map.
    pub chosen: Option<Window>,
}

/// What the office's page can be asked.
#[derive(Debug, Default, Deserialize)]
pub struct ShowParams {
    bbox: Option<String>,
    page: Option<String>,
}

/// One office.
///
/// # Errors
/// When there is none of that name, or the database does not answer.
pub async fn show(
    State(app): State<App>,
    cx: PageCx,
    Named(slug): Named<Slug>,
    Query(params): Query<ShowParams>,
) -> Result<Markup, WebError> {
    let atlas = app.atlas();
    let office = atlas.office(slug.as_str()).ok_or(WebError::NoOffice)?;
    let chosen = params
        .bbox
        .as_deref()
        .filter(|b| !b.is_empty())
        .map(|b| parsed::<Window>("bbox", b))
        .transpose()?;
    let told_page = match filled(params.page.as_ref()) {
        None => 1,
        Some(page) => parsed::<usize>("page", &page)?.clamp(1, heard::MOST_PAGES),
    };
    let page = OfficePage {
        office,
        cases: atlas.closures_of(office.id),
        receiving: if office.facts.status.is_gone() {
            atlas.receiving_of(office.id)
        } else {
            Vec::new()
        },
        serves: atlas.serves(office.id).iter().collect(),
        areas: areas_of(&atlas, office),
        same_site: atlas.same_site(office),
        alternatives: alternatives(&atlas, office),
        counts: atlas.report_counts().office(office.id),
        told: heard::Told::read(&app, office.id, told_page).await?,
        chosen,
    };
    Ok(office_view::show(&cx, &app, &atlas, &page))
}

fn alternatives<'a>(atlas: &'a Atlas, office: &Office) -> Vec<Near<'a>> {
    let Some(at) = office.facts.location.position().or_else(|| atlas.rough_place(office)) else {
        return Vec::new();
    };
    let kinds = office.facts.kind.need().map_or_else(KindSet::public, KindSet::of_need);
    let query = NearestQuery {
        at,
        limit: ALTERNATIVES + 1,
        kinds,
        service: None,
        language: None,
        wheelchair: false,
        open_only: true,
    };
    let mut near = atlas.nearest(&query);
    near.retain(|n| n.office.id != office.id);
    near.truncate(ALTERNATIVES);
    near
}
