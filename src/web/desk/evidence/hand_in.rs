//! A form with a file in it, read piece by piece into a file without a name: when it breaks off, nothing stays.

use std::collections::HashMap;

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;

use crate::domain::text::tidy;
use crate::jobs::capture::{Upload, UploadError};
use crate::web::error::WebError;

/// The longest text of a field, in bytes.
const MOST_TEXT: usize = 8 << 10;
/// The most fields of a form.
const MOST_FIELDS: usize = 40;

/// What was handed in.
#[derive(Debug)]
pub struct HandedIn {
    fields: HashMap<String, String>,
    /// The file, or why it is not taken; none where none was chosen.
    pub file: Option<Result<Upload, UploadError>>,
}

impl HandedIn {
    /// Reads a form. A file that is too long is read to its end and dropped, so that the form can say so.
    ///
    /// # Errors
    /// When it is no such form, breaks off, or is longer than any form may be.
    pub async fn read(request: Request) -> Result<Self, WebError> {
        let form = Multipart::from_request(request, &()).await;
        let mut form = form.map_err(|error| WebError::Body(error.body_text()))?;
        let mut read = Self { fields: HashMap::new(), file: None };
        for _ in 0..MOST_FIELDS {
            let Some(field) = form.next_field().await.map_err(refused)? else { return Ok(read) };
            let name = field.name().unwrap_or_default().to_owned();
            if field.file_name().is_some() {
                let file = taken(field).await?;
                if !matches!(&file, Ok(file) if file.is_empty()) {
                    read.file = Some(file);
                }
            } else {
                let text = text(field).await?;
                read.fields.insert(name, text);
            }
        }
        Err(WebError::Body("the form has too many fields".to_owned()))
    }

    /// A field's text without the blanks around it; empty where it is not there.
    #[must_use]
    pub fn text(&self, name: &str) -> String {
        self.fields.get(name).map(|text| tidy(text)).unwrap_or_default()
    }

    /// Whether a box is ticked.
    #[must_use]
    pub fn is_ticked(&self, name: &str) -> bool {
        self.fields.get(name).is_some_and(|value| value == "yes")
    }
}

async fn taken(mut field: Field<'_>) -> Result<Result<Upload, UploadError>, WebError> {
    let mut upload = Upload::new();
    while let Some(piece) = field.chunk().await.map_err(refused)? {
        if let Ok(file) = &mut upload
            && let Err(error) = file.take(&piece)
        {
            upload = Err(error);
        }
    }
    Ok(upload)
}

async fn text(mut field: Field<'_>) -> Result<String, WebError> {
    let mut text = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(refused)? {
        if text.len() + piece.len() > MOST_TEXT {
            return Err(WebError::TooLarge);
        }
        text.extend_from_slice(&piece);
    }
    String::from_utf8(text).map_err(|_| WebError::Body("a field is not UTF-8".to_owned()))
}

fn refused(error: MultipartError) -> WebError {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        WebError::TooLarge
    } else {
        WebError::Body(error.body_text())
    }
}
