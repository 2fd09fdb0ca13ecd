//! For those who watch the service.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::app::App;

use super::error::WebError;

/// The process is alive.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// The process can answer: the database is there and the read model is of its revision or is about to be.
pub async fn ready(State(app): State<App>) -> Result<Response, WebError> {
    let revision =
        app.store().revision().await.map_err(|e| WebError::Unavailable(e.to_string()))?;
    let body = format!("{{\"revision\":{revision},\"read_model\":{}}}\n", app.atlas().revision());
    Ok(([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")], body)
        .into_response())
}
