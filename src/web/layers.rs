//! The layers around all routes, outermost first.

use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_LENGTH;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use http_body_util::Limited;
use tower::ServiceBuilder;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::timeout::TimeoutLayer;

use crate::app::App;

use super::error::{REQUEST_ID, WebError, dress};
use super::limits::{Limits, posts};
use super::{guard, routes};

/// The longest body that is read; a report is a few thousand letters.
const MOST_BODY_BYTES: usize = 64 * 1024;
/// The longest body with a file in it: larger than the largest file and than the photos of a report together, so that
/// the form can say which is too long.
const MOST_UPLOAD_BYTES: usize = 64 << 20;
/// How hard answers are compressed. A page of 46 KB takes half the time that gzip's own level 6 takes, and is a twentieth
/// longer; it is the level at which brotli works anyway.
const COMPRESSION: i32 = 4;
/// How much longer such a body may take: it comes from a telephone.
const UPLOAD_PATIENCE: u32 = 6;

/// Where the desk sends more: a whole case with sixty offices and its sources, or a file of cases.
const LONGER: [(&str, usize); 1] = [("/desk/closures/", 2_000_000)];

/// The longest body that a page takes.
fn most_of_page(path: &str) -> usize {
    let longer = LONGER.iter().find(|(start, _)| path.starts_with(start));
    longer.map_or(MOST_BODY_BYTES, |(_, most)| *most)
}

/// The longest body that a page with a file in it takes.
const fn most_of_upload(_: &str) -> usize {
    MOST_UPLOAD_BYTES
}

/// How long a body of a path may be, in bytes.
type Most = fn(&str) -> usize;

/// Refuses bodies that are too long for their page, by what their head says or while they come in.
async fn bodies(State(most): State<Most>, request: Request, next: Next) -> Response {
    let most = most(request.uri().path());
    let told = request.headers().get(CONTENT_LENGTH).and_then(|v| v.to_str().ok());
    if told.and_then(|v| v.parse::<usize>().ok()).is_some_and(|told| told > most) {
        return WebError::TooLarge.into_response();
    }
    let (parts, body) = request.into_parts();
    next.run(Request::from_parts(parts, Body::new(Limited::new(body, most)))).await
}

/// The routes in all their layers.
pub fn dressed(app: &App, answer_time: Duration, limits: Limits) -> Router {
    let all = ServiceBuilder::new()
        // A number for the log and for the visitor's letter to us. One that a stranger sends is not taken over.
        .map_request(|mut request: Request| {
            request.headers_mut().remove(REQUEST_ID);
            request
        })
        .layer(SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid))
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        // On every answer, errors too.
        .layer(from_fn(guard::headers))
        .layer(CompressionLayer::new().quality(CompressionLevel::Precise(COMPRESSION)))
        // Errors from here inwards get a page or a problem document.
        .layer(from_fn_with_state(app.clone(), dress))
        .layer(CatchPanicLayer::custom(told));
    let slow = StatusCode::SERVICE_UNAVAILABLE;
    let bounded = |router: Router, time: Duration, most: Most| {
        let layers = ServiceBuilder::new()
            .layer(TimeoutLayer::with_status_code(slow, time))
            // Cheap refusals before any work: a flood, another site's form, a body that is too large.
            .layer(from_fn_with_state(limits.clone(), posts))
            .layer(from_fn(guard::same_site))
            .layer(from_fn_with_state(most, bodies));
        router.layer(layers)
    };
    let pages = bounded(routes::router(app), answer_time, most_of_page);
    let uploads = routes::uploads(app);
    let uploads = bounded(uploads, answer_time * UPLOAD_PATIENCE, most_of_upload);
    // Merged into the pages, whose answer to what is not there stands.
    pages.merge(uploads.reset_fallback()).layer(all)
}

fn told(panic: Box<dyn std::any::Any + Send>) -> Response {
    let what = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without words");
    WebError::Fault(what.to_owned()).into_response()
}
