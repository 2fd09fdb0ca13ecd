//! The receipt code on its way from the form to the page that shows it once: sealed, in a cookie that lives minutes.
//!
//! So the code stands in no address, and so in no history, log or link.

use std::convert::Infallible;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use data_encoding::BASE64URL_NOPAD;

use crate::app::App;
use crate::domain::receipt::ReceiptCode;
use crate::web::error::WebError;
use crate::web::limits::Https;

/// Name of the cookie.
const NAME: &str = "receipt";
/// Seconds for which it can be shown.
const SECONDS: i64 = 600;

/// The cookie that takes a code along.
///
/// # Errors
/// When the code cannot be sealed.
pub fn hand_over(app: &App, code: &ReceiptCode, https: Https) -> Result<HeaderValue, WebError> {
    let sealed = app.sealer().seal(&format!("{} {code}", app.clock().now().as_second()))?;
    let value = BASE64URL_NOPAD.encode(&sealed);
    let secure = if https.0 { "; Secure" } else { "" };
    let cookie = format!(
        "{NAME}={value}; Path=/report; Max-Age={SECONDS}; HttpOnly; SameSite=Strict{secure}"
    );
    HeaderValue::from_str(&cookie).map_err(|e| WebError::Fault(e.to_string()))
}

/// The cookie that takes the other one away.
pub const fn forget() -> HeaderValue {
    HeaderValue::from_static("receipt=; Path=/report; Max-Age=0; HttpOnly; SameSite=Strict")
}

/// The code that was taken along, if it is one of ours and still fresh.
#[derive(Debug)]
pub struct Handover(pub Option<ReceiptCode>);

impl<S> FromRequestParts<S> for Handover
where
    App: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        Ok(Self(carried(&App::from_ref(state), parts)))
    }
}

fn carried(app: &App, parts: &Parts) -> Option<ReceiptCode> {
    let cookies = parts.headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    let value = cookies
        .flat_map(|line| line.split(';'))
        .find_map(|cookie| cookie.trim().strip_prefix(NAME)?.strip_prefix('='))?;
    let opened = app.sealer().open(&BASE64URL_NOPAD.decode(value.as_bytes()).ok()?).ok()?;
    let (at, code) = opened.split_once(' ')?;
    let age = app.clock().now().as_second().checked_sub(at.parse().ok()?)?;
    if age > SECONDS { None } else { ReceiptCode::parse(code).ok() }
}
