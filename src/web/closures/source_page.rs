//! `/closures/{slug}/sources/{number}`: the permanent address of a source, and what was kept of it.

use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::source_view;
use crate::app::App;
use crate::domain::capture::Capture;
use crate::domain::closure::Closure;
use crate::domain::evidence::Evidence;
use crate::domain::slug::Slug;
use crate::jobs::capture::Payload;
use crate::store::{Store, StoreError};
use crate::web::cache::Private;
use crate::web::cx::PageCx;
use crate::web::error::WebError;
use crate::web::extract::Numbered;

/// A source with its case and its copies.
pub struct SourcePage<'a> {
    /// The case.
    pub case: &'a Closure,
    /// The source.
    pub source: &'a Evidence,
    /// Whether the case still rests on it.
    pub in_use: bool,
    /// Every try to keep it, the newest first.
    pub captures: Vec<Capture>,
}

/// A case's source by its number; one that the case dropped keeps its address.
#[must_use]
pub fn by_number(case: &Closure, number: u32) -> Option<(&Evidence, bool)> {
    let numbered = |list: &'_ [Evidence]| list.iter().position(|source| source.number == number);
    match numbered(&case.evidence) {
        Some(at) => case.evidence.get(at).map(|source| (source, true)),
        None => numbered(&case.dropped).and_then(|at| case.dropped.get(at)).map(|s| (s, false)),
    }
}

/// The page.
///
/// # Errors
/// When there is no such source, or the database does not answer.
pub async fn show(
    State(app): State<App>,
    cx: PageCx,
    Numbered(slug, number): Numbered<Slug>,
) -> Result<Response, WebError> {
    let atlas = app.atlas();
    let case = atlas.closure(slug.as_str()).ok_or(WebError::NoCase)?;
    let (source, in_use) = by_number(case, number).ok_or(WebError::NoPage)?;
    let captures = app.store().captures_of(source.id).await?;
    let page = SourcePage { case, source, in_use, captures };
    // What was kept changes without the ledger changing.
    Ok((Extension(Private), source_view::show(&cx, &page)).into_response())
}

/// The photo of a notice that was handed in for everybody to see.
///
/// # Errors
/// When there is none, or the database does not answer.
pub async fn photo(
    State(app): State<App>,
    Numbered(slug, number): Numbered<Slug>,
) -> Result<Response, WebError> {
    let atlas = app.atlas();
    let case = atlas.closure(slug.as_str()).ok_or(WebError::NoCase)?;
    let (source, _) = by_number(case, number).ok_or(WebError::NoPage)?;
    let captures = app.store().captures_of(source.id).await?;
    let shown = captures.iter().find(|c| c.is_public_photo()).ok_or(WebError::NoPage)?;
    let photo = body_of(app.store(), shown).await?.ok_or(WebError::NoPage)?;
    let name = format!("inline; filename=\"{slug}-{number}.jpg\"");
    Ok((Extension(Private), file(photo, "image/jpeg", &name)).into_response())
}

/// The body inside a copy; none where the copy cannot be read.
///
/// # Errors
/// When the database does not answer.
pub async fn body_of(store: &Store, capture: &Capture) -> Result<Option<Vec<u8>>, StoreError> {
    let Some(kept) = &capture.kept else { return Ok(None) };
    let mut body = Vec::new();
    let mut payload = Payload::new(|part: &[u8]| body.extend_from_slice(part));
    for position in 0..kept.pieces {
        let Some(piece) = store.capture_piece(capture.id, position).await? else { return Ok(None) };
        if payload.take(&piece).is_err() {
            return Ok(None);
        }
    }
    Ok(payload.end().is_ok().then_some(body))
}

/// A stranger's file: a browser shows it by itself, runs nothing in it and lets it reach nothing.
#[must_use]
pub fn file(body: impl Into<Body>, media_type: &'static str, disposition: &str) -> Response {
    const SANDBOX: &str = "default-src 'none'; sandbox";
    let mut response = Response::new(body.into());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(SANDBOX));
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    );
    if let Ok(disposition) = HeaderValue::from_str(disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}
