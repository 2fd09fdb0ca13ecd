//! Everything that comes from a request comes through here, each with its own refusal.

use std::str::FromStr;

use axum::extract::rejection::FormRejection;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::domain::text;

use super::error::WebError;

/// The query's parameters. Those that a page does not know are left alone.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<S, T> FromRequestParts<S> for Query<T>
where
    T: DeserializeOwned + Send,
    S: Send + Sync,
{
    type Rejection = WebError;

    #[expect(
        clippy::disallowed_types,
        reason = "the one place where the framework's type is wrapped"
    )]
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, WebError> {
        match axum::extract::Query::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Query(value)) => Ok(Self(value)),
            Err(error) => {
                let query = parts.uri.query().unwrap_or("");
                Err(WebError::query("query", query, error.body_text()))
            }
        }
    }
}

/// A posted form, at most as large as the layer of limits lets through.
#[derive(Debug)]
pub struct Form<T>(pub T);

impl<S, T> FromRequest<S> for Form<T>
where
    T: DeserializeOwned + Send,
    S: Send + Sync,
{
    type Rejection = WebError;

    #[expect(
        clippy::disallowed_types,
        reason = "the one place where the framework's type is wrapped"
    )]
    async fn from_request(request: Request, state: &S) -> Result<Self, WebError> {
        match axum::extract::Form::<T>::from_request(request, state).await {
            Ok(axum::extract::Form(value)) => Ok(Self(value)),
            Err(FormRejection::BytesRejection(error))
                if error.status() == StatusCode::PAYLOAD_TOO_LARGE =>
            {
                Err(WebError::TooLarge)
            }
            Err(error) => Err(WebError::Body(error.body_text())),
        }
    }
}

/// The one part of the path that names something; what is no name is nothing we have.
#[derive(Debug)]
pub struct Named<T>(pub T);

impl<S, T> FromRequestParts<S> for Named<T>
where
    T: FromStr + Send,
    S: Send + Sync,
{
    type Rejection = WebError;

    #[expect(
        clippy::disallowed_types,
        reason = "the one place where the framework's type is wrapped"
    )]
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, WebError> {
        let text = match axum::extract::Path::<String>::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(text)) => text,
            Err(_) => return Err(WebError::NoPage),
        };
        text.parse().map(Self).map_err(|_| WebError::NoPage)
    }
}

/// A name and a number in the path; what is neither is nothing we have.
#[derive(Debug)]
pub struct Numbered<T>(pub T, pub u32);

impl<S, T> FromRequestParts<S> for Numbered<T>
where
    T: FromStr + Send,
    S: Send + Sync,
{
    type Rejection = WebError;

    #[expect(
        clippy::disallowed_types,
        reason = "the one place where the framework's type is wrapped"
    )]
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, WebError> {
        let found = axum::extract::Path::<(String, String)>::from_request_parts(parts, state).await;
        let Ok(axum::extract::Path((name, number))) = found else { return Err(WebError::NoPage) };
        // Numbers begin with one: what is no number is that of nothing, whoever asks.
        let number = number.parse().unwrap_or(0);
        name.parse().map(|name| Self(name, number)).map_err(|_| WebError::NoPage)
    }
}

/// Two names in the path, as they stand there.
#[derive(Debug)]
pub struct Pair(pub String, pub String);

impl<S: Send + Sync> FromRequestParts<S> for Pair {
    type Rejection = WebError;

    #[expect(
        clippy::disallowed_types,
        reason = "the one place where the framework's type is wrapped"
    )]
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, WebError> {
        let found = axum::extract::Path::<(String, String)>::from_request_parts(parts, state).await;
        found.map(|axum::extract::Path((a, b))| Self(a, b)).map_err(|_| WebError::NoPage)
    }
}

/// A parameter that must be there.
///
/// # Errors
/// When it is not.
pub fn required<'a>(
    field: &str,
    value: Option<&'a str>,
    expected: &str,
) -> Result<&'a str, WebError> {
    value
        .map(str::trim)
        .filter(|v| !v.is_empty())
        .ok_or_else(|| WebError::query(field, "", expected))
}

/// Reads a parameter, telling what was found and what was expected.
///
/// # Errors
/// When it cannot be read.
pub fn parsed<T>(field: &str, value: &str) -> Result<T, WebError>
where
    T: FromStr,
    T::Err: std::fmt::Display,
{
    value.trim().parse().map_err(|e: T::Err| {
        // The domain's refusals say "found .., expected ..": what was found is told once.
        let sentence = e.to_string();
        let expected =
            sentence.rsplit_once(", expected ").map_or(sentence.as_str(), |(_, expected)| expected);
        WebError::query(field, value, expected)
    })
}

/// A parameter without the blanks around it; none where nothing is left.
#[must_use]
pub fn filled(value: Option<&String>) -> Option<String> {
    value.map(|v| text::tidy(v)).filter(|v| !v.is_empty())
}
