//! A posted form as it arrives, with photos or without: names and texts, anything in any of them.

use axum::body::Body;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use http_body_util::Limited;

use super::photos::SentPhoto;
use crate::domain::photo::{MOST_PHOTOS, PhotoFault};
use crate::domain::text::tidy;
use crate::jobs::capture::Upload;
use crate::jobs::photo::PhotoError;
use crate::web::error::WebError;
use crate::web::extract::Form;

/// The longest form without photos, in bytes: fifty thousand letters of any script, each written as `%F0%9F%99%82`.
const MOST_FORM: usize = 1 << 20;
/// The most fields of a form with files; all questions with all their marks are fewer than half.
const MOST_FIELDS: usize = 300;
/// The name of the field with photos.
pub const PHOTOS: &str = "photos";
/// The longest name of a file that is told back, in characters.
const MOST_NAME: usize = 60;

/// What was posted.
#[derive(Debug, Default)]
pub struct Posted {
    fields: Vec<(String, String)>,
    /// The photos, in their order.
    pub photos: Vec<SentPhoto>,
}

impl Posted {
    /// Reads a form in either of the two ways in which browsers write one.
    ///
    /// # Errors
    /// When it is no form, breaks off, or is longer than is taken.
    pub async fn read(request: Request) -> Result<Self, WebError> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
        if kind.is_some_and(|kind| kind.trim_start().starts_with("multipart/form-data")) {
            return Self::read_parts(request).await;
        }
        let request = request.map(|body| Body::new(Limited::new(body, MOST_FORM)));
        let Form(fields) = Form::from_request(request, &()).await?;
        Ok(Self { fields, photos: Vec::new() })
    }

    async fn read_parts(request: Request) -> Result<Self, WebError> {
        let form = Multipart::from_request(request, &()).await;
        let mut form = form.map_err(|error| WebError::Body(error.body_text()))?;
        let mut read = Self::default();
        let mut room = MOST_FORM;
        for _ in 0..MOST_FIELDS {
            let Some(field) = form.next_field().await.map_err(refused)? else { return Ok(read) };
            let name = field.name().unwrap_or_default().to_owned();
            match field.file_name().map(tidy) {
                // A field for photos in which none was chosen comes as a file without a name.
                Some(file) if name == PHOTOS && !file.is_empty() => {
                    let file = file.chars().take(MOST_NAME).collect();
                    let photo = photo(file, field, read.photos.len()).await?;
                    read.photos.push(photo);
                }
                Some(_) => {}
                None => {
                    let text = text(field, &mut room).await?;
                    read.fields.push((name, text));
                }
            }
        }
        Err(WebError::Body("the form has too many fields".to_owned()))
    }

    /// The first text of a name; empty where there is none.
    pub fn text(&self, name: &str) -> &str {
        self.all().find(|(n, _)| *n == name).map(|(_, text)| text).unwrap_or_default()
    }

    /// Whether a box is marked or a button was pressed.
    pub fn is_marked(&self, name: &str) -> bool {
        self.all().any(|field| field == (name, "yes"))
    }

    /// All fields in their order.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// A form of these fields.
    #[cfg(test)]
    pub fn of(fields: &[(&str, &str)]) -> Self {
        let own = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
        Self { fields: fields.iter().map(own).collect(), photos: Vec::new() }
    }
}

/// A photo, piece by piece into a file without a name: when the form breaks off, nothing of it stays. One that is too
/// long, or one too many, is read to its end and dropped, so that the page can say which.
async fn photo(name: String, mut field: Field<'_>, before: usize) -> Result<SentPhoto, WebError> {
    let mut file = Upload::new().map_err(PhotoError::from);
    // Twice as many as are taken are looked at: some may be no photos, or the same once more.
    if before >= 2 * usize::try_from(MOST_PHOTOS).unwrap_or(usize::MAX) {
        file = Err(PhotoFault::TooMany { most: MOST_PHOTOS }.into());
    }
    while let Some(piece) = field.chunk().await.map_err(refused)? {
        if let Ok(upload) = &mut file
            && let Err(error) = upload.take(&piece)
        {
            file = Err(error.into());
        }
    }
    Ok(SentPhoto { name, file })
}

/// A field's text, with what is no text in it replaced, as it is in a form without photos.
async fn text(mut field: Field<'_>, room: &mut usize) -> Result<String, WebError> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(refused)? {
        *room = room.checked_sub(piece.len()).ok_or(WebError::TooLarge)?;
        bytes.extend_from_slice(&piece);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn refused(error: MultipartError) -> WebError {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        WebError::TooLarge
    } else {
        WebError::Body(error.body_text())
    }
}
