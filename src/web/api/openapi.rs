//! `/openapi.json`: what programs can ask, told to programs.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::shipped;

/// The registered media type of an OpenAPI document.
const OPENAPI: &str = "application/vnd.oai.openapi+json;version=3.1";

/// The document, as it ships.
pub async fn show() -> Response {
    ([(header::CONTENT_TYPE, OPENAPI)], shipped::text("openapi.json")).into_response()
}
