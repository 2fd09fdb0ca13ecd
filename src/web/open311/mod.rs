//! `/open311/v2`: Open311 GeoReport v2, so that other programs post and read reports as they do with cities.
//!
//! Where it departs from what a city has: a request is at an office (`address_id`), never at a point of its sender's;
//! times are the Mondays of weeks; only what its writer let be shown, and a person has read, can be read.

mod asked;
mod definition;
mod discovery;
mod post;
mod posted;
mod refusal;
mod requests;
mod services;
mod token;
mod tree;

use std::convert::Infallible;

use axum::Extension;
use axum::extract::{FromRef, FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::i18n::Words;

use super::cache::Private;
use super::cx::PageCx;
use super::error::WebError;
use super::extract;
use super::limits::Limits;
use asked::Asked;
use refusal::Refusal;
use tree::Node;

/// The name of what is served here, for programs that serve several. It may be left out.
const JURISDICTION: &str = "stillopen";
/// Where all of it lies.
const ROOT: &str = "/open311/v2";

/// The form of an answer, as the address ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `.xml`, and whatever else: the form that the standard requires.
    Xml,
    /// `.json`.
    Json,
}

impl Form {
    /// The form that an address asks for.
    fn of(path: &str) -> Self {
        if path.ends_with(".json") { Self::Json } else { Self::Xml }
    }
}

/// What every address needs to know of a request.
#[derive(Debug, Clone)]
pub struct Cx {
    form: Form,
    words: Words,
    path: String,
    query: String,
}

impl<S> FromRequestParts<S> for Cx
where
    App: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let page = PageCx::of(&App::from_ref(state), parts);
        let query = parts.uri.query().unwrap_or_default().to_owned();
        Ok(Self { form: Form::of(&page.path), words: page.words, path: page.path, query })
    }
}

impl Cx {
    /// The last part of the path without the form at its end; none where it has neither end.
    fn name(&self) -> Option<&str> {
        let file = self.path.rsplit('/').next()?;
        file.strip_suffix(".json").or_else(|| file.strip_suffix(".xml"))
    }

    /// The answer, or the refusal, in the form that was asked for.
    fn answer(&self, root: &str, answer: Result<Node, Refusal>) -> Response {
        match answer {
            Ok(node) => written(self.form, root, &node),
            Err(Refusal::Faults(status, sentences)) => {
                refusal::errors(self.form, status, &sentences)
            }
            // Logged and given its body with those of all other addresses.
            Err(Refusal::Web(error)) => error.into_response(),
        }
    }
}

fn written(form: Form, root: &str, node: &Node) -> Response {
    let (kind, body) = match form {
        Form::Json => ("application/json; charset=utf-8", node.json().map_err(|e| e.to_string())),
        Form::Xml => ("text/xml; charset=utf-8", node.xml(root).map_err(|e| e.to_string())),
    };
    match body {
        Ok(body) => ([(header::CONTENT_TYPE, kind)], body).into_response(),
        Err(error) => WebError::Fault(error).into_response(),
    }
}

/// Whether a path lies here, and refusals are written in the words of GeoReport.
#[must_use]
pub fn is_ours(path: &str) -> bool {
    path.strip_prefix(ROOT).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The body of a refusal that did not come from here: a flood, a body too large, no such address.
pub fn dressed(path: &str, status: StatusCode, sentence: String) -> Response {
    refusal::errors(Form::of(path), status, &[sentence])
}

/// Where the service is found, in which forms.
pub async fn discovery(State(app): State<App>, cx: Cx) -> Response {
    cx.answer("discovery", Ok(discovery::node(&app)))
}

/// What can go wrong at an office.
///
/// # Errors
/// When the query cannot be read.
pub async fn services(cx: Cx, asked: extract::Query<Asked>) -> Response {
    cx.answer("services", asked.0.jurisdiction().map(|()| services::node(cx.words)))
}

/// The questions that belong to one problem.
///
/// # Errors
/// When the query cannot be read.
pub async fn definition(cx: Cx, asked: extract::Query<Asked>) -> Response {
    let node = asked.0.jurisdiction().and_then(|()| definition::node(cx.name(), cx.words));
    cx.answer("service_definition", node)
}

/// The reports that may be read one by one.
///
/// # Errors
/// When the query cannot be read.
pub async fn requests(State(app): State<App>, cx: Cx, asked: extract::Query<Asked>) -> Response {
    match requests::list(&app, cx.words, &asked.0).await {
        Ok((node, more)) => {
            let mut response = cx.answer("service_requests", Ok(node));
            if more {
                let next = asked.0.next_page(&app.site().link(&cx.path), &cx.query);
                if let Ok(next) = HeaderValue::from_str(&next) {
                    response.headers_mut().insert(header::LINK, next);
                }
            }
            response
        }
        Err(refusal) => cx.answer("service_requests", Err(refusal)),
    }
}

/// One report.
///
/// # Errors
/// When the query cannot be read.
pub async fn request(State(app): State<App>, cx: Cx, asked: extract::Query<Asked>) -> Response {
    let node = match asked.0.jurisdiction() {
        Ok(()) => requests::one(&app, cx.words, cx.name()).await,
        Err(refusal) => Err(refusal),
    };
    cx.answer("service_requests", node)
}

/// Takes a report.
///
/// # Errors
/// When the query or the form cannot be read.
pub async fn post(
    State(app): State<App>,
    cx: Cx,
    Extension(limits): Extension<Limits>,
    asked: extract::Query<Asked>,
    form: extract::Form<Vec<(String, String)>>,
) -> Response {
    let node = match asked.0.jurisdiction() {
        Ok(()) => post::take(&app, cx.words, &limits, &posted::Posted::new(form.0)).await,
        Err(refusal) => Err(refusal),
    };
    (Extension(Private), cx.answer("service_requests", node)).into_response()
}

/// The identifier that a token stands for.
///
/// # Errors
/// When the query cannot be read.
pub async fn token(State(app): State<App>, cx: Cx, asked: extract::Query<Asked>) -> Response {
    let node = asked.0.jurisdiction().and_then(|()| token::node(app.sealer(), cx.name()));
    (Extension(Private), cx.answer("service_requests", node)).into_response()
}
