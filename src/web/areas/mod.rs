//! `/areas` and `/areas/{kind}/{slug}`: what a county, a town or a district has, what it lost and stands to lose, how
//! far its people are from an office, and who speaks for them.

mod around;
mod asked;
mod holder_view;
mod index;
mod index_view;
mod inside;
mod lost;
mod lost_view;
mod measured;
mod missing_view;
mod picture;
mod plans_view;
mod today_view;
mod view;

use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use crate::app::{App, NoAnswer};
use crate::atlas::{Atlas, LandLayer, Overlap, PlaceCounts};
use crate::domain::area::{County, ServiceArea};
use crate::domain::kind::OfficeKind;
use crate::domain::office::Office;
use crate::domain::polygon::{Area, AreaKind};

use super::cache::Private;
use super::cx::PageCx;
use super::error::WebError;
use super::extract::{Pair, Query};

pub use around::areas_of;
pub use index::list;

pub use asked::{Asked, EARLIEST, Fault, Params};
pub use inside::Inside;
pub use lost::Lost;
pub use measured::Measured;

use measured::{Threat, threats};

/// A page of an area.
struct AreaPage<'a> {
    /// The area.
    area: &'a Area,
    /// The areas of its kind, and its place among them.
    layer: &'a LandLayer,
    number: usize,
    /// What was asked.
    asked: Asked,
    /// Its offices, open ones first, by kind and name.
    offices: Vec<&'a Office>,
    /// What it lost.
    lost: Lost<'a>,
    /// Plans that touch it, and how many were not looked at.
    threats: Result<(Vec<Threat<'a>>, usize), NoAnswer>,
    /// Its access today.
    measured: Result<Measured, NoAnswer>,
    /// Areas of other kinds in which its people live.
    neighbours: Vec<(&'a LandLayer, Vec<Overlap<'a>>)>,
    /// Its counties with the office that each is assigned to.
    serving: Vec<Serving<'a>>,
    /// For a county: the county, and what people report at its offices.
    county: Option<(&'a County, &'a PlaceCounts)>,
}

impl AreaPage<'_> {
    /// Whether a part of it could not be reckoned because too many asked at once.
    const fn is_busy(&self) -> bool {
        matches!(self.threats, Err(NoAnswer::Busy)) || matches!(self.measured, Err(NoAnswer::Busy))
    }
}

/// Which aid office a county is assigned to.
struct Serving<'a> {
    /// The county.
    county: &'a Area,
    /// Whether only a part of it lies in the area.
    is_part: bool,
    /// Its office, where the list of counties names one.
    assigned: Option<(&'a Office, &'a ServiceArea)>,
    /// How many open aid offices it has of its own; of several the list does not say who goes where.
    own: usize,
}

/// One area.
///
/// # Errors
/// When the address is that of a file.
pub async fn show(
    State(app): State<App>,
    cx: PageCx,
    Pair(kind, slug): Pair,
    Query(params): Query<Params>,
) -> Result<Response, WebError> {
    let atlas = app.atlas();
    if slug.ends_with(".ics") {
        return Err(WebError::NoPage);
    }
    let known = kind.parse::<AreaKind>().ok();
    let layer = known.as_ref().and_then(|kind| atlas.land().layer(kind));
    let number = layer.and_then(|layer| layer.number(&slug));
    let (Some(layer), Some(number)) = (layer, number) else {
        let page = missing_view::show(&cx, &atlas, layer, &slug);
        return Ok((StatusCode::NOT_FOUND, page).into_response());
    };
    if layer.kind.slug().as_str() != kind {
        let query = if cx.query.is_empty() { String::new() } else { format!("?{}", cx.query) };
        let to = cx.href(&format!("/areas/{}/{slug}{query}", layer.kind.slug()));
        return Ok(Redirect::permanent(&to).into_response());
    }
    let asked = Asked::read(&params, &atlas, cx.now.year());
    let inside = Inside::new(&atlas, layer, number).ok_or(WebError::NoPage)?;
    let (word, name) = (layer.kind.slug(), inside.area.slug.clone());
    let page = AreaPage {
        area: inside.area,
        layer,
        number,
        offices: offices(&atlas, &inside),
        lost: Lost::since(&atlas, &inside, asked.since),
        threats: threats(&app, &atlas, &inside, (&word, &name)).await,
        measured: Measured::of(&app, &atlas, asked.service, word, name).await,
        neighbours: neighbours(&atlas, layer, number),
        serving: serving(&atlas, layer, number),
        county: county(&atlas, inside.area),
        asked,
    };
    let status = if page.asked.has_fault() { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    let shown = (status, view::show(&cx, &app, &atlas, &page));
    // It would say more in a minute: no cache keeps it.
    Ok(if page.is_busy() {
        (Extension(Private), shown).into_response()
    } else {
        shown.into_response()
    })
}

/// The offices of an area: those where people can go first, then by kind and name.
fn offices<'a>(atlas: &'a Atlas, inside: &Inside<'_>) -> Vec<&'a Office> {
    let here = atlas.offices().iter().filter(|office| inside.office(office).counts());
    let mut offices: Vec<&Office> = here.collect();
    offices.sort_by_key(|office| (office.facts.status.is_gone(), office.facts.kind as usize));
    offices
}

/// Counties and numbered districts in which people of an area live.
fn neighbours<'a>(
    atlas: &'a Atlas,
    layer: &LandLayer,
    number: usize,
) -> Vec<(&'a LandLayer, Vec<Overlap<'a>>)> {
    let is_other = |other: &&LandLayer| {
        other.kind != layer.kind && (other.kind == AreaKind::County || other.kind.is_numbered())
    };
    let others = atlas.land().layers().iter().filter(is_other);
    let each = others.map(|other| (other, atlas.land().overlaps(layer, number, other)));
    each.filter(|(_, found)| !found.is_empty()).collect()
}

/// The counties of an area with their assigned offices; the county itself for a county.
fn serving<'a>(atlas: &'a Atlas, layer: &'a LandLayer, number: usize) -> Vec<Serving<'a>> {
    let counties: Vec<(&Area, bool)> = if layer.kind == AreaKind::County {
        layer.areas.get(number).map(|area| (area, false)).into_iter().collect()
    } else {
        let Some(counties) = atlas.land().layer(&AreaKind::County) else { return Vec::new() };
        let found = atlas.land().overlaps(layer, number, counties);
        found.into_iter().map(|overlap| (overlap.area, !overlap.is_whole())).collect()
    };
    let is_open = |office: &&Office, county: &Area| {
        let facts = &office.facts;
        facts.kind == OfficeKind::Fcrc
            && facts.status.is_open()
            && facts.location.county == county.name
    };
    let each = counties.into_iter().map(|(county, is_part)| Serving {
        county,
        is_part,
        assigned: atlas.assigned(&county.name, OfficeKind::Fcrc),
        own: atlas.offices().iter().filter(|office| is_open(office, county)).count(),
    });
    each.collect()
}

fn county<'a>(atlas: &'a Atlas, area: &Area) -> Option<(&'a County, &'a PlaceCounts)> {
    if area.kind != AreaKind::County {
        return None;
    }
    let county = atlas.gazetteer().county_by_slug(area.slug.as_str())?;
    Some((county, atlas.report_counts().county(&county.name)))
}
