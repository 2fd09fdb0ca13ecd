//! The layers around all routes, outermost first.

use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::timeout::TimeoutLayer;

use crate::app::App;

use super::error::{REQUEST_ID, WebError, dress};
use super::limits::{Limits, posts};
use super::{guard, routes};

/// The longest body that is read; a report is a few thousand letters.
const MOST_BODY_BYTES: usize = 64 * 1024;
/// The longest body with a file in it. Larger than the largest file that is taken, so that its form can say so.
const MOST_UPLOAD_BYTES: usize = 64 << 20;
/// How much longer such a body may take: it comes from a telephone.
const UPLOAD_PATIENCE: u32 = 6;

/// The routes in all their layers.
pub fn dressed(app: &App, answer_time: Duration, limits: Limits) -> Router {
    let all = ServiceBuilder::new()
        // A number for the log and for the visitor's letter to us. One that a stranger sends is not taken over.
        .map_request(|mut request: axum::extract::Request| {
            request.headers_mut().remove(REQUEST_ID);
            request
        })
        .layer(SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid))
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        // On every answer, errors too.
        .layer(from_fn(guard::headers))
        .layer(CompressionLayer::new())
        // Errors from here inwards get a page or a problem document.
        .layer(from_fn_with_state(app.clone(), dress))
        .layer(CatchPanicLayer::custom(told));
    let slow = StatusCode::SERVICE_UNAVAILABLE;
    let bounded = |router: Router, time: Duration, most_bytes: usize| {
        let layers = ServiceBuilder::new()
            .layer(TimeoutLayer::with_status_code(slow, time))
            // Cheap refusals before any work: a flood, another site's form, a body that is too large.
            .layer(from_fn_with_state(limits.clone(), posts))
            .layer(from_fn(guard::same_site))
            .layer(RequestBodyLimitLayer::new(most_bytes));
        router.layer(layers)
    };
    let pages = bounded(routes::router(app), answer_time, MOST_BODY_BYTES);
    let uploads = routes::uploads(app);
    let uploads = bounded(uploads, answer_time * UPLOAD_PATIENCE, MOST_UPLOAD_BYTES);
    // Merged into the pages, whose answer to what is not there stands.
    pages.merge(uploads.reset_fallback()).layer(all)
}

fn told(panic: Box<dyn std::any::Any + Send>) -> axum::response::Response {
    use axum::response::IntoResponse;
    let what = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without words");
    WebError::Fault(what.to_owned()).into_response()
}
