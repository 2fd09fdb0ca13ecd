//! A photo of a notice on a door, or a PDF, handed in instead of an address.

use std::fs::File;
use std::io::{self, Read, Seek, Write};

use sha2::{Digest, Sha256};

use super::cell::{self, CellError};
use super::inside::Work;
use super::keep::{is_pdf, off_thread, store, words_of, write_warc};
use super::warc::Body;
use super::{CaptureError, Catcher, Wanted, blank};
use crate::domain::capture::{Capture, Origin, UploadKind, Wording, hex};

/// The longest file that is taken: a photo of a good phone, a report of some hundred pages.
pub const MOST_UPLOAD: u64 = 16 << 20;

/// A file as it is being handed in. Dropped before it is kept, nothing of it stays.
#[derive(Debug)]
pub struct Upload {
    file: File,
    length: u64,
}

/// A file that is not taken.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Too long.
    #[error("the file is longer than {} bytes", MOST_UPLOAD)]
    TooLarge,
    /// Neither photo nor PDF.
    #[error("the file is neither a photo (JPEG, PNG, WebP) nor a PDF")]
    OtherKind,
    /// A photo of more pixels than are taken.
    #[error("the photo has too many pixels")]
    TooManyPixels,
    /// A photo that is cut off or damaged.
    #[error("the photo is cut off or damaged")]
    Broken,
    /// The database or the disk.
    #[error(transparent)]
    Capture(#[from] CaptureError),
}

impl From<io::Error> for UploadError {
    fn from(error: io::Error) -> Self {
        Self::Capture(CaptureError::Disk(error))
    }
}

impl Upload {
    /// An empty file.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn new() -> Result<Self, UploadError> {
        Ok(Self { file: tempfile::tempfile()?, length: 0 })
    }

    /// Adds a piece.
    ///
    /// # Errors
    /// When the file grows too long, or the disk is full.
    pub fn take(&mut self, piece: &[u8]) -> Result<(), UploadError> {
        self.length += u64::try_from(piece.len()).unwrap_or(u64::MAX);
        if self.length > MOST_UPLOAD {
            return Err(UploadError::TooLarge);
        }
        self.file.write_all(piece)?;
        Ok(())
    }

    /// Whether nothing was handed in.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The file itself, to be read from its beginning.
    pub(in crate::jobs) fn into_file(mut self) -> io::Result<File> {
        self.file.rewind()?;
        Ok(self.file)
    }
}

/// A file that was looked at and will be taken.
#[derive(Debug)]
pub struct Ready {
    kind: UploadKind,
    file: File,
    length: u64,
    sha256: String,
}

impl Ready {
    /// Looks at a file.
    ///
    /// # Errors
    /// When it is not taken.
    pub async fn of(catcher: &Catcher, upload: Upload) -> Result<Self, UploadError> {
        if upload.is_empty() {
            return Err(UploadError::Empty);
        }
        let mut file = upload.file;
        file.rewind()?;
        let mut beginning = Vec::new();
        Read::by_ref(&mut file).take(1024).read_to_end(&mut beginning)?;
        file.rewind()?;
        if is_pdf(&beginning) {
            return Self::measured(UploadKind::Pdf, file);
        }
        let anew = cell::read(&catcher.program, Work::Photo, "", file, MOST_UPLOAD).await;
        let photo = anew.map_err(|error| match error {
            CellError::Unreadable(word) => match word.as_str() {
                "not_a_photo" | "heic" | "moving" => UploadError::OtherKind,
                "too_many_pixels" => UploadError::TooManyPixels,
                _ => UploadError::Broken,
            },
            CellError::Stopped => UploadError::TooManyPixels,
            late @ CellError::Late => {
                UploadError::Capture(CaptureError::Disk(io::Error::other(late)))
            }
            CellError::Start(why) => {
                UploadError::Capture(CaptureError::Disk(io::Error::other(why)))
            }
        })?;
        let mut file = tempfile::tempfile()?;
        file.write_all(&photo)?;
        Self::measured(UploadKind::Photo, file)
    }

    fn measured(kind: UploadKind, mut file: File) -> Result<Self, UploadError> {
        file.rewind()?;
        let mut digest = Sha256::new();
        let length = io::copy(&mut file, &mut digest)?;
        Ok(Self { kind, file, length, sha256: hex(digest) })
    }

    /// What it is.
    #[must_use]
    pub const fn kind(&self) -> UploadKind {
        self.kind
    }

    /// Keeps it for a source. Only photos may be shown to the public.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub async fn keep(
        self,
        catcher: &Catcher,
        wanted: &Wanted,
        is_public: bool,
    ) -> Result<Capture, UploadError> {
        let mut capture = blank(wanted, catcher.clock.now());
        capture.origin = Origin::Uploaded;
        capture.requested_url.clear();
        capture.media_type = self.kind.media_type().to_owned();
        capture.is_public = is_public && self.kind == UploadKind::Photo;
        let words = match self.kind {
            UploadKind::Photo => {
                capture.wording = Wording::OtherKind;
                String::new()
            }
            UploadKind::Pdf => {
                let file = self.file.try_clone()?;
                let (wording, words) = words_of(catcher, Work::Pdf, "", file).await?;
                capture.wording = wording;
                words
            }
        };
        let (id, at) = (capture.id, capture.at);
        let written = off_thread(move || {
            let mut file = self.file;
            file.rewind()?;
            write_warc(at, self.length, self.sha256.clone(), |writer| {
                let body = Body { from: &mut file, length: self.length, sha256: &self.sha256 };
                writer.resource(id, self.kind.media_type(), body)
            })
        })
        .await?;
        capture.kept = Some(written.kept.clone());
        store(catcher, &capture, written.file, &words, &wanted.actor).await?;
        Ok(capture)
    }
}
