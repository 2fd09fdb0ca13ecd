//! `/api/offices`, `/api/offices/{slug}`, `/api/offices/nearest`.

use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use serde::Deserialize;

use crate::app::App;
use crate::atlas::NearestQuery;
use crate::domain::geo::Position;
use crate::domain::kind::KindSet;
use crate::domain::office::{Office, OfficeStatus, Wheelchair};
use crate::domain::slug::Slug;
use crate::domain::text;

use super::{GEOJSON, answer, count};
use crate::export::geojson::{Collection, OfficeFeature};
use crate::web::error::WebError;
use crate::web::extract::{Named, Query, filled, parsed, required};
use crate::web::filter::Kinds;

/// The most offices in one answer about nearness.
const MOST_NEAREST: usize = 100;
/// The most offices in one page of the list.
const MOST_LISTED: usize = 1_000;

/// Parameters of the nearest offices.
#[derive(Debug, Deserialize)]
pub struct NearestParams {
    lat: Option<String>,
    lon: Option<String>,
    limit: Option<String>,
    kind: Option<String>,
    service: Option<String>,
    language: Option<String>,
    wheelchair: Option<String>,
    open: Option<String>,
}

/// A yes or no in a query.
///
/// # Errors
/// When it is another word.
pub fn flag(field: &str, value: Option<&str>, unless_told: bool) -> Result<bool, WebError> {
    match value.map(str::trim) {
        None | Some("") => Ok(unless_told),
        Some("true" | "yes" | "1") => Ok(true),
        Some("false" | "no" | "0") => Ok(false),
        Some(other) => Err(WebError::query(field, other, "true or false")),
    }
}

fn degrees(field: &str, value: Option<&str>, most: f64, expected: &str) -> Result<f64, WebError> {
    let text = required(field, value, expected)?;
    let fits = text.parse::<f64>().ok().filter(|n| (-most..=most).contains(n));
    fits.ok_or_else(|| WebError::query(field, text, expected))
}

/// The nearest open offices, nearest first, each with `distance_m`.
///
/// # Errors
/// When a parameter is not understood.
pub async fn nearest(
    State(app): State<App>,
    Query(params): Query<NearestParams>,
) -> Result<Response, WebError> {
    let lat = degrees("lat", params.lat.as_deref(), 90.0, "degrees north, -90 to 90")?;
    let lon = degrees("lon", params.lon.as_deref(), 180.0, "degrees east, -180 to 180")?;
    let at = Position::new(lat, lon)
        .map_err(|_| WebError::query("lat", &format!("{lat},{lon}"), "a position on the earth"))?;
    let kinds = match filled(params.kind.as_ref()) {
        Some(kind) => Kinds::parse(&kind)?.set,
        None => KindSet::public(),
    };
    let query = NearestQuery {
        at,
        limit: count("limit", params.limit.as_deref(), 10, 1, MOST_NEAREST)?,
        kinds,
        service: filled(params.service.as_ref()),
        language: filled(params.language.as_ref()),
        wheelchair: flag("wheelchair", params.wheelchair.as_deref(), false)?,
        open_only: flag("open", params.open.as_deref(), true)?,
    };
    let atlas = app.atlas();
    let near = atlas.nearest(&query);
    let features = near.iter().map(|n| OfficeFeature::new(n.office, Some(n.distance_m))).collect();
    answer(GEOJSON, &Collection::new(features))
}

/// Parameters of the list.
#[derive(Debug, Deserialize)]
pub struct ListParams {
    kind: Option<String>,
    status: Option<String>,
    county: Option<String>,
    service: Option<String>,
    wheelchair: Option<String>,
    limit: Option<String>,
    offset: Option<String>,
    as_of: Option<String>,
}

/// Offices, present and former, with filters and in pages; `as_of` gives them as they were on a day.
///
/// # Errors
/// When a parameter is not understood or the database does not answer.
pub async fn list(
    State(app): State<App>,
    Query(params): Query<ListParams>,
) -> Result<Response, WebError> {
    let kinds = filled(params.kind.as_ref()).map(|k| Kinds::parse(&k)).transpose()?.map(|k| k.set);
    let status =
        filled(params.status.as_ref()).map(|s| parsed::<OfficeStatus>("status", &s)).transpose()?;
    let county = filled(params.county.as_ref()).map(|c| text::folded(&c));
    let service = filled(params.service.as_ref());
    let wheelchair = flag("wheelchair", params.wheelchair.as_deref(), false)?;
    let limit = count("limit", params.limit.as_deref(), MOST_LISTED, 1, MOST_LISTED)?;
    let offset = count("offset", params.offset.as_deref(), 0, 0, usize::MAX)?;
    let wanted = |office: &&Office| {
        let facts = &office.facts;
        kinds.is_none_or(|k| k.holds(facts.kind))
            && status.is_none_or(|s| s == facts.status)
            && county.as_ref().is_none_or(|c| *c == text::folded(&facts.location.county))
            && service.as_ref().is_none_or(|s| facts.services.contains(s))
            && (!wheelchair || facts.wheelchair == Some(Wheelchair::Yes))
    };
    let show = |offices: &[Office]| {
        let found: Vec<&Office> = offices.iter().filter(wanted).collect();
        let page =
            found.iter().skip(offset).take(limit).map(|o| OfficeFeature::new(o, None)).collect();
        answer(GEOJSON, &Collection::page(page, found.len()))
    };
    match filled(params.as_of.as_ref()) {
        None => show(app.atlas().offices()),
        Some(text) => {
            let day = text.parse::<Date>();
            let day =
                day.map_err(|_| WebError::query("as_of", &text, "a day such as 2026-06-30"))?;
            show(&app.store().offices_as_of(day).await?)
        }
    }
}

/// One office.
///
/// # Errors
/// When there is none of that name.
pub async fn show(State(app): State<App>, Named(slug): Named<Slug>) -> Result<Response, WebError> {
    let atlas = app.atlas();
    let office = atlas.office(slug.as_str()).ok_or(WebError::NoOffice)?;
    answer(GEOJSON, &OfficeFeature::new(office, None))
}
