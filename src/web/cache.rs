//! How long an answer may be kept. An intent stands on the response; headers are written here alone.

use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;

use super::cx::PageCx;

/// Says that an answer is for this visitor and this moment alone.
#[derive(Debug, Clone, Copy)]
pub struct Private;

/// Pages: fresh for the revision, the language and the minute ("open until 4 pm" must not be stale).
pub async fn pages(State(app): State<App>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let cx = PageCx::of(&app, &parts);
    let minute = app.clock().now().as_second() / 60;
    let tag = format!(
        "W/\"{}-{}-{}-{minute}\"",
        env!("CARGO_PKG_VERSION"),
        app.atlas().revision(),
        cx.words.lang()
    );
    conditional(Request::from_parts(parts, body), next, &tag, "private, no-cache").await
}

/// What a signed-in person sees: kept nowhere, whatever the handler says.
pub async fn personal(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.append(header::VARY, HeaderValue::from_static("accept-language, cookie"));
    response
}

/// Answers for programs: fresh for the revision and the day (a listing grows old over night).
pub async fn api(State(app): State<App>, request: Request, next: Next) -> Response {
    let atlas = app.atlas();
    let tag = format!(
        "W/\"{}-{}-{}\"",
        env!("CARGO_PKG_VERSION"),
        atlas.revision(),
        atlas.today().unwrap_or_else(|| app.clock().today())
    );
    conditional(request, next, &tag, "public, no-cache").await
}

async fn conditional(request: Request, next: Next, tag: &str, keep: &'static str) -> Response {
    let asks = matches!(*request.method(), Method::GET | Method::HEAD);
    let knows = request
        .headers()
        .get(header::IF_NONE_MATCH)
        .and_then(|v| v.to_str().ok())
        .is_some_and(|known| known.split(',').any(|k| k.trim() == tag));
    let mut response = if asks && knows {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        next.run(request).await
    };
    let keepable = asks
        && (response.status() == StatusCode::OK || response.status() == StatusCode::NOT_MODIFIED);
    let private = response.extensions().get::<Private>().is_some();
    let headers = response.headers_mut();
    if private || !keepable {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    } else {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
        if let Ok(tag) = HeaderValue::from_str(tag) {
            headers.insert(header::ETAG, tag);
        }
    }
    headers.append(header::VARY, HeaderValue::from_static("accept-language"));
    response
}
