//! The layers around all routes, outermost first.

use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::CONTENT_LENGTH;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use http_body_util::Limited;
use tower::ServiceBuilder;
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

/// Where the desk sends more: a whole case with sixty offices and its sources, or a file of cases.
const LONGER: [(&str, usize); 1] = [("/desk/closures/", 2_000_000)];

/// Refuses bodies that are too long for their page, by what their head says or while they come in.
async fn bodies(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let longer = LONGER.iter().find(|(start, _)| path.starts_with(start));
    let most = longer.map_or(MOST_BODY_BYTES, |(_, most)| *most);
    let told = request.headers().get(CONTENT_LENGTH).and_then(|v| v.to_str().ok());
    if told.and_then(|v| v.parse::<usize>().ok()).is_some_and(|told| told > most) {
        return WebError::TooLarge.into_response();
    }
    let (parts, body) = request.into_parts();
    next.run(Request::from_parts(parts, Body::new(Limited::new(body, most)))).await
}

/// The routes in all their layers.
pub fn dressed(app: &App, answer_time: Duration, limits: Limits) -> Router {
    let layers = ServiceBuilder::new()
        // A number for the log and for the visitor's letter to us. One that a stranger sends is not taken over.
        .map_request(|mut request: Request| {
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
        .layer(CatchPanicLayer::custom(told))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, answer_time))
        // Cheap refusals before any work: a flood, another site's form, a body that is too large.
        .layer(from_fn_with_state(limits, posts))
        .layer(from_fn(guard::same_site))
        .layer(from_fn(bodies));
    routes::router(app).layer(layers)
}

fn told(panic: Box<dyn std::any::Any + Send>) -> Response {
    let what = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without words");
    WebError::Fault(what.to_owned()).into_response()
}
