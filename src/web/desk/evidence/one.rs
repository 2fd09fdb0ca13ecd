//! `/desk/closures/{slug}/sources/{number}`: one source, its copies, and what can be done about it.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use futures_util::stream;
use serde::Deserialize;
use uuid::Uuid;

use super::hand_in::HandedIn;
use super::one_view;
use crate::app::App;
use crate::domain::account::Role;
use crate::domain::capture::{Capture, UploadKind};
use crate::domain::closure::Closure;
use crate::domain::evidence::Evidence;
use crate::domain::id::CaptureId;
use crate::domain::slug::Slug;
use crate::jobs::capture::{CaptureError, Catcher, Ready, Upload, UploadError, Wanted};
use crate::store::{SourceRow, Store, StoreError};
use crate::web::closures::{body_of, by_number, stranger_file};
use crate::web::cx::PageCx;
use crate::web::error::WebError;
use crate::web::extract::{Form, Named, Numbered};
use crate::web::session::Member;

/// One source's page.
pub struct OnePage {
    /// The case.
    pub case: Closure,
    /// The source.
    pub source: Evidence,
    /// What there is of it; none where the case does not rest on it any more.
    pub row: Option<SourceRow>,
    /// Every try to keep it, the newest first.
    pub captures: Vec<Capture>,
    /// What is wrong with the file that was handed in, as a message.
    pub fault: Option<&'static str>,
}

impl OnePage {
    async fn of(app: &App, slug: &Slug, number: u32) -> Result<Self, WebError> {
        // From the database: a source that was added just now may not be in the read model yet.
        let case = app.store().closure(slug.as_str()).await?.ok_or(WebError::NoCase)?;
        let source = by_number(&case, number).ok_or(WebError::NoPage)?.0.clone();
        let row = app.store().source(source.id).await?;
        let captures = app.store().captures_of(source.id).await?;
        Ok(Self { case, source, row, captures, fault: None })
    }

    fn address(&self) -> String {
        format!("/desk/closures/{}/sources/{}", self.case.slug, self.source.number)
    }
}

/// The page.
///
/// # Errors
/// When the person may not see it, there is no such source, or the database does not answer.
pub async fn show(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Numbered(slug, number): Numbered<Slug>,
) -> Result<Response, WebError> {
    member.need(Role::may_edit_ledger)?;
    let page = OnePage::of(&app, &slug, number).await?;
    Ok(one_view::show(&cx, &member, &page).into_response())
}

/// Takes a photo or a PDF of the source.
///
/// # Errors
/// When the person may not do that, there is no such source, or the form or the database fails.
pub async fn upload(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Numbered(slug, number): Numbered<Slug>,
    request: Request,
) -> Result<Response, WebError> {
    member.need(Role::may_edit_ledger)?;
    let mut page = OnePage::of(&app, &slug, number).await?;
    let form = HandedIn::read(request).await?;
    let is_public = form.is_ticked("public");
    let wanted = Wanted { evidence: page.source.id, url: String::new(), actor: member.actor() };
    match keep(&app, form.file, &wanted, is_public).await {
        Ok(()) => {
            let to = format!("{}?said=source-handed-in", page.address());
            Ok(Redirect::to(&cx.href(&to)).into_response())
        }
        Err(error) => {
            page.fault = Some(message(error)?);
            let view = one_view::show(&cx, &member, &page);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, view).into_response())
        }
    }
}

async fn keep(
    app: &App,
    file: Option<Result<Upload, UploadError>>,
    wanted: &Wanted,
    is_public: bool,
) -> Result<(), UploadError> {
    let catcher = Catcher::of(app);
    let ready = Ready::of(&catcher, file.unwrap_or(Err(UploadError::Empty))?).await?;
    ready.keep(&catcher, wanted, is_public).await?;
    Ok(())
}

/// The message for a file that is not taken.
///
/// # Errors
/// When it is no fault of the file.
pub fn message(error: UploadError) -> Result<&'static str, WebError> {
    Ok(match error {
        UploadError::Empty => "upload-empty",
        UploadError::TooLarge => "upload-too-large",
        UploadError::OtherKind => "upload-other-kind",
        UploadError::TooManyPixels => "upload-too-many-pixels",
        UploadError::Broken => "upload-broken",
        UploadError::Capture(CaptureError::Store(error)) => return Err(error.into()),
        UploadError::Capture(other) => return Err(WebError::Fault(other.to_string())),
    })
}

/// Whether a photo is to be shown.
#[derive(Debug, Deserialize)]
pub struct ShowForm {
    public: Option<String>,
    back: Option<String>,
}

/// Shows a photo to the public, or hides it.
///
/// # Errors
/// When the person may not do that, there is no such photo, or the database does not answer.
pub async fn show_photo(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(id): Named<Uuid>,
    Form(form): Form<ShowForm>,
) -> Result<Response, WebError> {
    member.need(Role::may_edit_ledger)?;
    let capture = app.store().capture(CaptureId(id)).await?.ok_or(WebError::NoPage)?;
    if capture.media_type != UploadKind::Photo.media_type() {
        return Err(WebError::NoPage);
    }
    let is_public = form.public.as_deref() == Some("yes");
    let now = app.clock().now();
    let mut tx = app.store().begin().await?;
    tx.show_capture(capture.id, is_public).await?;
    let action = if is_public { "photo.shown" } else { "photo.hidden" };
    let (source, detail) = (capture.evidence.to_string(), format!("copy {}", capture.id));
    tx.audit(now, &member.actor(), action, "evidence", &source, &detail).await?;
    tx.commit().await?;
    // Only to a page of the desk, whatever the form says.
    let back = form.back.filter(|back| back.starts_with("/desk/") && !back.contains(['\\', '\n']));
    let said = if is_public { "photo-shown" } else { "photo-hidden" };
    let to = format!("{}?said={said}", back.as_deref().unwrap_or("/desk/evidence"));
    Ok(Redirect::to(&cx.href(&to)).into_response())
}

/// The copy of a source as a WARC file, for those of the desk.
///
/// # Errors
/// When the person may not have it, there is none, or the database does not answer.
pub async fn copy(
    State(app): State<App>,
    member: Member,
    Named(id): Named<Uuid>,
) -> Result<Response, WebError> {
    let capture = kept(&app, &member, id).await?;
    let pieces = capture.kept.as_ref().map_or(0, |kept| kept.pieces);
    let body = pieces_of(app.store().clone(), capture.id, pieces);
    let name = format!("attachment; filename=\"{id}.warc.gz\"");
    Ok(stranger_file(body, "application/warc", &name))
}

/// The page or file itself.
///
/// # Errors
/// When the person may not have it, there is none, or the database does not answer.
pub async fn file(
    State(app): State<App>,
    member: Member,
    Named(id): Named<Uuid>,
) -> Result<Response, WebError> {
    let capture = kept(&app, &member, id).await?;
    let body = body_of(app.store(), &capture).await?.ok_or(WebError::NoPage)?;
    let ending = match capture.media_type.as_str() {
        "application/pdf" => "pdf",
        "image/jpeg" => "jpg",
        "text/html" | "application/xhtml+xml" => "html",
        _ => "bin",
    };
    let name = format!("attachment; filename=\"{id}.{ending}\"");
    Ok(stranger_file(body, "application/octet-stream", &name))
}

/// The words of a copy.
///
/// # Errors
/// When the person may not have them, there are none, or the database does not answer.
pub async fn text(
    State(app): State<App>,
    member: Member,
    Named(id): Named<Uuid>,
) -> Result<Response, WebError> {
    let capture = kept(&app, &member, id).await?;
    let words = app.store().capture_text(capture.id).await?.ok_or(WebError::NoPage)?;
    Ok(stranger_file(words, "text/plain; charset=utf-8", "inline"))
}

async fn kept(app: &App, member: &Member, id: Uuid) -> Result<Capture, WebError> {
    member.need(Role::may_edit_ledger)?;
    let capture = app.store().capture(CaptureId(id)).await?;
    capture.filter(|capture| capture.kept.is_some()).ok_or(WebError::NoPage)
}

/// A copy's pieces one after the other, never more than one in memory.
fn pieces_of(store: Store, id: CaptureId, pieces: u32) -> Body {
    let next = move |position: u32| {
        let store = store.clone();
        async move {
            if position == pieces {
                return None;
            }
            let piece = store.capture_piece(id, position).await;
            let piece = piece.and_then(|piece| {
                piece.ok_or(StoreError::RowCount {
                    what: "the pieces of a copy",
                    found: u64::from(position),
                    expected: u64::from(pieces),
                })
            });
            Some((piece, position + 1))
        }
    };
    Body::from_stream(stream::unfold(0, next))
}
