//! Answers for programs: GeoJSON (RFC 7946) and JSON.

pub mod areas;
mod clock;
pub mod closures;
pub mod impact;
mod long;
pub mod map;
pub mod offices;
pub mod openapi;
pub mod search;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::error::WebError;

/// The media type of GeoJSON.
const GEOJSON: &str = "application/geo+json";
/// The media type of JSON.
const JSON: &str = "application/json";

fn answer(kind: &'static str, value: &impl Serialize) -> Result<Response, WebError> {
    let body = serde_json::to_vec(value).map_err(|e| WebError::Fault(e.to_string()))?;
    Ok(([(header::CONTENT_TYPE, kind)], body).into_response())
}

/// A whole number of a query; `unless_told` where it is left out.
fn count(
    field: &str,
    value: Option<&str>,
    unless_told: usize,
    least: usize,
    most: usize,
) -> Result<usize, WebError> {
    let Some(text) = value.map(str::trim).filter(|v| !v.is_empty()) else { return Ok(unless_told) };
    let fits = text.parse::<usize>().ok().filter(|n| (least..=most).contains(n));
    fits.ok_or_else(|| {
        WebError::query(field, text, format!("a whole number from {least} to {most}"))
    })
}
