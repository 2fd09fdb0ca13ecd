//! Files of the program, by content hash.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::shipped;

use super::error::WebError;

/// `/assets/{hash}/{name}`: kept for ever when the hash is the file's own.
pub async fn show(request: Request) -> Response {
    let Some((hash, name)) =
        request.uri().path().strip_prefix("/assets/").and_then(|p| p.split_once('/'))
    else {
        return WebError::NoPage.into_response();
    };
    let Some(file) = shipped::file(name) else { return WebError::NoPage.into_response() };
    // A process of another version may be asked for its neighbour's file: right now, but not to keep.
    let keep = if hash == file.hash { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mut response = Body::from(file.bytes.clone()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(name)));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    response
}

/// `/sw.js`: lets the pages for reporting open without a connection. It stands at the root, since a worker serves the
/// addresses below its own alone, and is asked for anew each time.
pub async fn service_worker() -> Response {
    let Some(file) = shipped::file("js/sw.js") else { return WebError::NoPage.into_response() };
    let mut response = Body::from(file.bytes.clone()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type("sw.js")));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or("") {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "csv" => "text/csv; charset=utf-8",
        "geojson" => "application/geo+json",
        "toml" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
