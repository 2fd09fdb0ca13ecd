//! Photos of reports: drawn anew in the confined process, so that nothing of the file but its pixels is kept.
//!
//! A file waits without a name while it is read: when anything goes wrong, nothing of it stays anywhere.

use std::io::{self, Write};

use crate::app::{App, Full};
use crate::domain::photo::{
    CleanPhoto, LONGEST_SIDE, MOST_PHOTO_BYTES, MOST_PIXELS, Parts, PhotoFault,
};

use super::capture::{CellError, Upload, UploadError, Work, read_confined};

/// Why there is no clean photo.
#[derive(Debug, thiserror::Error)]
pub enum PhotoError {
    /// The file is not taken.
    #[error(transparent)]
    Fault(#[from] PhotoFault),
    /// Too many photos wait to be drawn, or the machine has too much else to do.
    #[error("too many photos are coming in")]
    Crowded,
    /// The disk or the process that reads failed; the photo may be as good as any.
    #[error("the photo cannot be read now: {0}")]
    System(String),
}

impl From<UploadError> for PhotoError {
    /// Why a file was not taken in while it came.
    fn from(error: UploadError) -> Self {
        match error {
            UploadError::Empty => PhotoFault::Empty.into(),
            UploadError::TooLarge => PhotoFault::TooLarge { most: MOST_PHOTO_BYTES }.into(),
            UploadError::OtherKind => PhotoFault::NotAPhoto.into(),
            UploadError::TooManyPixels => PhotoFault::TooManyPixels { most: MOST_PIXELS }.into(),
            UploadError::Broken => PhotoFault::Broken.into(),
            UploadError::Capture(error) => Self::System(error.to_string()),
        }
    }
}

impl From<Full> for PhotoError {
    fn from(_: Full) -> Self {
        Self::Crowded
    }
}

impl From<io::Error> for PhotoError {
    fn from(error: io::Error) -> Self {
        Self::System(error.to_string())
    }
}

/// Draws a photo anew: upright, its longest side at most [`LONGEST_SIDE`], without anything beside the pixels.
///
/// # Errors
/// When the file is not taken, too many others wait, or the disk or the process that reads fails. Nothing of the photo
/// stays then.
pub async fn anew(app: &App, file: Upload) -> Result<CleanPhoto, PhotoError> {
    if file.is_empty() {
        return Err(PhotoFault::Empty.into());
    }
    let file = file.into_file()?;
    let _turn = app.photo_line().turn().await?;
    let hint = LONGEST_SIDE.to_string();
    let drawn = read_confined(app.program(), Work::Photo, &hint, file, MOST_PHOTO_BYTES).await;
    let drawn = drawn.map_err(|error| match error {
        CellError::Unreadable(word) => PhotoError::Fault(match word.as_str() {
            "not_a_photo" => PhotoFault::NotAPhoto,
            "heic" => PhotoFault::Heic,
            "moving" => PhotoFault::Moving,
            "too_many_pixels" => PhotoFault::TooManyPixels { most: MOST_PIXELS },
            _ => PhotoFault::Broken,
        }),
        CellError::Stopped => PhotoFault::TooManyPixels { most: MOST_PIXELS }.into(),
        CellError::Late => PhotoError::Crowded,
        CellError::Start(why) => PhotoError::System(why),
    })?;
    // The process that read a stranger's file is not believed either.
    CleanPhoto::of(drawn).ok_or_else(|| PhotoFault::Broken.into())
}

/// Makes parts of a photo unreadable for good.
///
/// # Errors
/// When the disk or the process that draws fails.
pub async fn covered(app: &App, photo: &[u8], parts: Parts) -> Result<CleanPhoto, PhotoError> {
    let mut file = tempfile::tempfile()?;
    file.write_all(photo)?;
    io::Seek::rewind(&mut file)?;
    let hint = parts.written();
    let drawn = read_confined(app.program(), Work::Cover, &hint, file, MOST_PHOTO_BYTES).await;
    let drawn = drawn.map_err(|error| PhotoError::System(error.to_string()))?;
    CleanPhoto::of(drawn)
        .ok_or_else(|| PhotoError::System("the covered photo is no photo".to_owned()))
}
