//! Headers that keep browsers honest, and the refusal of posts from other sites.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::error::WebError;

/// Nothing inline, nothing from elsewhere, no frame around us.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, HeaderValue); 6] = [
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    // Other sites learn nothing. With `no-referrer`, though, browsers send `Origin: null` even to us, and those
    // that know no `Sec-Fetch-Site` yet could post nothing.
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static(
            "geolocation=(self), camera=(), microphone=(), interest-cohort=()",
        ),
    ),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
];

/// Writes the headers on every answer.
pub async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        // A stranger's file comes with a policy of its own, stricter than ours.
        if !(name == header::CONTENT_SECURITY_POLICY && response.headers().contains_key(&name)) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// Refuses what another site's page sends in a visitor's name.
///
/// Browsers say where a post comes from in `Sec-Fetch-Site`, older ones in `Origin`. What says neither is no
/// browser, has no visitor's cookies, and is let through.
pub async fn same_site(request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS)
        || is_one_press(request.uri().path())
        || is_ours(&request)
    {
        next.run(request).await
    } else {
        WebError::Origin.into_response()
    }
}

/// Whether a post comes from a mail program's own button for stopping letters (RFC 8058). It is sent by the mail
/// service, from any site or none; the token in the path is all that it goes by.
#[must_use]
pub fn is_one_press(path: &str) -> bool {
    path.strip_prefix("/follow/")
        .and_then(|rest| rest.strip_suffix("/stop"))
        .is_some_and(|token| !token.is_empty() && !token.contains('/'))
}

fn is_ours(request: &Request) -> bool {
    let text = |name: HeaderName| request.headers().get(name).and_then(|v| v.to_str().ok());
    match (text(HeaderName::from_static("sec-fetch-site")), text(header::ORIGIN)) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            let host = text(header::HOST).or_else(|| request.uri().host());
            origin.split_once("://").map(|(_, at)| at) == host && host.is_some()
        }
        (None, None) => true,
    }
}
