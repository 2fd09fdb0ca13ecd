//! Answers for programs: GeoJSON (RFC 7946) and JSON.

mod clock;
pub mod closures;
mod geojson;
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
