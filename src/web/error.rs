//! What a visitor is told when a page or an answer cannot be given.
//!
//! A handler returns a [`WebError`]; the response carries it, and the layer [`dress`] gives it a body: a page in
//! the visitor's language, or a problem document (RFC 9457) below `/api` and the like.

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Serialize;

use crate::app::{App, NoAnswer};
use crate::store::StoreError;

use super::cx::PageCx;
use super::{open311, ui};

/// The header that carries the number of a request.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Why there is no answer.
#[derive(Debug, Clone, thiserror::Error)]
pub enum WebError {
    /// There is no such page.
    #[error("no such page")]
    NoPage,
    /// There is no such office.
    #[error("no such office")]
    NoOffice,
    /// There is no such case.
    #[error("no such case")]
    NoCase,
    /// A part of the query is not understood.
    #[error("{field}: found {found:?}, expected {expected}")]
    Query {
        /// The parameter.
        field: String,
        /// What was found, cut.
        found: String,
        /// What was expected.
        expected: String,
    },
    /// A form or body that cannot be read.
    #[error("the body cannot be read: {0}")]
    Body(String),
    /// A body larger than is taken.
    #[error("the body is larger than is taken")]
    TooLarge,
    /// A post that came from another site.
    #[error("the form came from another site")]
    Origin,
    /// Nobody is signed in.
    #[error("nobody is signed in")]
    SignIn {
        /// Where a reader of pages is sent instead.
        at: Option<String>,
    },
    /// The signed-in person's role does not have the power.
    #[error("the role of this account may not do that")]
    Forbidden,
    /// Too many tries from one place.
    #[error("too many tries")]
    Busy,
    /// More questions than can be reckoned at this moment.
    #[error("too many questions are being answered at this moment; ask again in a minute")]
    Crowded,
    /// A method that the page does not have.
    #[error("the page does not have that method")]
    Method,
    /// The answer took too long.
    #[error("the answer took too long")]
    Slow,
    /// The database cannot take or give anything now.
    #[error("the database is not to be had now: {0}")]
    Unavailable(String),
    /// A fault of ours.
    #[error("a fault of ours: {0}")]
    Fault(String),
}

impl WebError {
    /// A query parameter that is not understood.
    #[must_use]
    pub fn query(field: &str, found: &str, expected: impl Into<String>) -> Self {
        Self::Query {
            field: field.to_owned(),
            found: found.chars().take(60).collect(),
            expected: expected.into(),
        }
    }

    const fn status(&self) -> StatusCode {
        match self {
            Self::NoPage | Self::NoOffice | Self::NoCase => StatusCode::NOT_FOUND,
            Self::Query { .. } | Self::Body(_) => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Origin | Self::Forbidden => StatusCode::FORBIDDEN,
            Self::SignIn { .. } => StatusCode::UNAUTHORIZED,
            Self::Busy => StatusCode::TOO_MANY_REQUESTS,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Crowded | Self::Slow | Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Whether it will have passed in a minute.
    const fn is_passing(&self) -> bool {
        matches!(self, Self::Busy | Self::Crowded | Self::Slow | Self::Unavailable(_))
    }

    /// A word that programs can rely on.
    const fn code(&self) -> &'static str {
        match self {
            Self::NoPage => "no_page",
            Self::NoOffice => "no_office",
            Self::NoCase => "no_case",
            Self::Query { .. } => "bad_query",
            Self::Body(_) => "bad_body",
            Self::TooLarge => "too_large",
            Self::Origin => "other_origin",
            Self::SignIn { .. } => "not_signed_in",
            Self::Forbidden => "not_allowed",
            Self::Busy => "too_many_requests",
            Self::Crowded => "too_many_questions",
            Self::Method => "no_such_method",
            Self::Slow => "too_slow",
            Self::Unavailable(_) => "unavailable",
            Self::Fault(_) => "fault",
        }
    }

    /// What the layers of the framework mean by a bare status.
    const fn of_status(status: StatusCode) -> Option<Self> {
        Some(match status {
            StatusCode::NOT_FOUND => Self::NoPage,
            StatusCode::METHOD_NOT_ALLOWED => Self::Method,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::REQUEST_TIMEOUT | StatusCode::SERVICE_UNAVAILABLE => Self::Slow,
            _ => return None,
        })
    }
}

impl From<StoreError> for WebError {
    fn from(error: StoreError) -> Self {
        if error.is_passing() {
            Self::Unavailable(error.to_string())
        } else {
            Self::Fault(error.to_string())
        }
    }
}

impl From<NoAnswer> for WebError {
    /// For questions that were not read from this request's own words: pages and answers that know the field tell it.
    fn from(none: NoAnswer) -> Self {
        match none {
            NoAnswer::Asked(why) => {
                let (found, expected) = why.halves();
                Self::query("close", &found, expected)
            }
            NoAnswer::NoTimes(by) => Self::query(
                "by_way",
                by.as_str(),
                "a way to travel that a table of times is loaded for",
            ),
            NoAnswer::Store(error) if error.is_passing() => Self::Unavailable(error.to_string()),
            NoAnswer::Store(error) => Self::Fault(error.to_string()),
            NoAnswer::TooMany(_) | NoAnswer::Data(_) => Self::Fault(none.to_string()),
            NoAnswer::Busy => Self::Crowded,
        }
    }
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        if let Self::SignIn { at: Some(to) } = &self {
            return ([(header::CACHE_CONTROL, "no-store")], Redirect::to(to)).into_response();
        }
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Whether programs read what lies below a path.
#[must_use]
pub fn is_for_programs(path: &str) -> bool {
    path.starts_with("/api/")
        || path.starts_with("/feeds/")
        || open311::is_ours(path)
        || path.ends_with(".ics")
        || matches!(path, "/api" | "/openapi.json" | "/healthz" | "/readyz")
}

/// Gives errors their body.
pub async fn dress(State(app): State<App>, request: Request, next: Next) -> Response {
    // Kept for the case of an error; cheap to clone, where reading it all for every answer is not.
    let uri = request.uri().clone();
    let accept_language = request.headers().get(header::ACCEPT_LANGUAGE).cloned();
    let request_id = request.headers().get(REQUEST_ID).cloned();
    let response = next.run(request).await;
    let error = response.extensions().get::<WebError>().cloned().or_else(|| {
        let bare = response
            .headers()
            .get(header::CONTENT_TYPE)
            .is_none_or(|t| t.as_bytes().starts_with(b"text/plain"));
        if bare { WebError::of_status(response.status()) } else { None }
    });
    let Some(error) = error else { return response };
    let cx = PageCx::read(&app, &uri, accept_language.as_ref());
    let request_id = request_id.as_ref().and_then(|v| v.to_str().ok()).unwrap_or("");
    match error {
        WebError::Fault(_) | WebError::Unavailable(_) | WebError::Slow => {
            tracing::error!(request.id = request_id, request.path = loggable(&cx.path), %error, "a request failed");
        }
        _ => {
            // By its code alone: what was found in a query is a visitor's.
            tracing::debug!(
                request.id = request_id,
                error.code = error.code(),
                "a request was refused"
            )
        }
    }
    let mut dressed = if open311::is_ours(&cx.path) {
        open311::dressed(&cx.path, error.status(), told(&error))
    } else if is_for_programs(&cx.path) {
        problem(&error, &cx.path)
    } else {
        (error.status(), view(&cx, &error, request_id)).into_response()
    };
    if error.is_passing() {
        dressed.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
    }
    if let Some(allow) = response.headers().get(header::ALLOW) {
        dressed.headers_mut().insert(header::ALLOW, allow.clone());
    }
    dressed.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    dressed
}

/// A problem document: RFC 9457.
#[derive(Serialize)]
struct Problem<'a> {
    r#type: &'static str,
    title: &'static str,
    status: u16,
    code: &'static str,
    detail: String,
    instance: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<&'a str>,
}

/// The sentence for programs. What went wrong inside is for the log, not for strangers.
fn told(error: &WebError) -> String {
    match error {
        WebError::Fault(_) => "a fault of ours; it has been logged".to_owned(),
        WebError::Unavailable(_) => "the database is not to be had now".to_owned(),
        other => other.to_string(),
    }
}

fn problem(error: &WebError, path: &str) -> Response {
    let status = error.status();
    let (field, found, expected) = match error {
        WebError::Query { field, found, expected } => {
            (Some(field.as_str()), Some(found.as_str()), Some(expected.as_str()))
        }
        _ => (None, None, None),
    };
    let problem = Problem {
        r#type: "about:blank",
        title: status.canonical_reason().unwrap_or("Error"),
        status: status.as_u16(),
        code: error.code(),
        detail: told(error),
        instance: path,
        field,
        found,
        expected,
    };
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    (status, [(header::CONTENT_TYPE, "application/problem+json")], body).into_response()
}

fn view(cx: &PageCx, error: &WebError, request_id: &str) -> Markup {
    let t = |key| cx.t(key);
    let (title, lead) = match error {
        WebError::NoPage => (t("missing-title"), t("missing-lead")),
        WebError::NoOffice => (t("missing-title"), t("missing-office")),
        WebError::NoCase => (t("missing-title"), t("missing-case")),
        WebError::Query { .. } => (
            t("refused-title"),
            cx.words.with("refused-query", &[("detail", error.to_string().into())]),
        ),
        WebError::Body(_) => (t("refused-title"), t("refused-form")),
        WebError::TooLarge => (t("refused-title"), t("refused-size")),
        WebError::Origin => (t("refused-title"), t("refused-origin")),
        WebError::SignIn { .. } => (t("refused-sign-in"), t("refused-sign-in-lead")),
        WebError::Forbidden => (t("refused-title"), t("refused-role")),
        WebError::Method => (t("refused-title"), t("refused-method")),
        WebError::Busy => (t("busy-title"), t("busy-lead")),
        WebError::Crowded => (t("crowded-title"), t("error-again")),
        WebError::Slow | WebError::Unavailable(_) => (t("error-title"), t("error-again")),
        WebError::Fault(_) => (t("error-title"), t("error-lead")),
    };
    let ours = matches!(error, WebError::Slow | WebError::Unavailable(_) | WebError::Fault(_));
    ui::page(
        cx,
        &ui::Page::new(&title).unlisted(),
        html! {
            div.oops {
                p.code aria-hidden="true" { (error.status().as_u16()) }
                h1 { (title) }
                p { (lead) }
                ul {
                    @match error {
                        WebError::SignIn { .. } => li { a href=(cx.href("/sign-in")) { (t("door-title")) } },
                        WebError::Forbidden => li { a href=(cx.href("/desk")) { (t("desk-home")) } },
                        _ => {}
                    }
                    li { a href=(cx.href("/")) { (t("way-find")) } }
                    li { a href=(cx.href("/offices")) { (t("way-offices")) } }
                    li { a href=(cx.href("/closures")) { (t("way-closing")) } }
                    li { a href=(cx.href("/report")) { (t("way-report")) } }
                }
                @if ours && !request_id.is_empty() {
                    p.hint { (cx.words.with("error-request", &[("id", request_id.to_owned().into())])) }
                }
            }
        },
    )
}

/// The path of a request as the log may have it: what stands in the addresses of letters opens a person's page.
fn loggable(path: &str) -> &str {
    match path {
        _ if path.starts_with("/follow/") => "/follow/...",
        _ if path.starts_with("/open311/v2/tokens/") => "/open311/v2/tokens/...",
        _ => path,
    }
}
