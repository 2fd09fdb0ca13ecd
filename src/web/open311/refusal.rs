//! Refusals in the words of GeoReport: a list of errors, each with its status and a sentence.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;

use super::tree::Node;
use super::{Form, written};
use crate::store::StoreError;
use crate::web::error::WebError;

/// Why there is no answer.
#[derive(Debug)]
pub enum Refusal {
    /// What the other program has to mend; all of it at once.
    Faults(StatusCode, Vec<String>),
    /// What every address of ours may run into.
    Web(WebError),
}

impl Refusal {
    /// One fault.
    pub fn one(status: StatusCode, sentence: impl Into<String>) -> Self {
        Self::Faults(status, vec![sentence.into()])
    }

    /// A parameter that is not understood.
    pub fn parameter(name: &str, found: &str, expected: impl std::fmt::Display) -> Self {
        Self::one(StatusCode::BAD_REQUEST, fault(name, found, expected))
    }
}

/// The sentence for a field: what was found, cut, and what was expected.
pub fn fault(name: &str, found: &str, expected: impl std::fmt::Display) -> String {
    let found: String = found.chars().take(60).collect();
    format!("{name}: found {found:?}, expected {expected}")
}

impl From<WebError> for Refusal {
    fn from(error: WebError) -> Self {
        Self::Web(error)
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Web(error.into())
    }
}

/// The list of errors in a form.
pub fn errors(form: Form, status: StatusCode, sentences: &[String]) -> Response {
    let error = |sentence: &String| {
        Node::Fields(vec![
            ("code", Node::Whole(u32::from(status.as_u16()))),
            ("description", Node::text(sentence.as_str())),
        ])
    };
    let errors = Node::Many("error", sentences.iter().map(error).collect());
    let mut response = written(form, "errors", &errors);
    *response.status_mut() = status;
    if status == StatusCode::TOO_MANY_REQUESTS {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
    }
    response
}
