//! What was fetched or handed in goes into the database: the WARC file in pieces, its digests, its words.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, Write};

use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use super::cell::{self, CellError};
use super::fetch::Fetched;
use super::inside::Work;
use super::warc::{Body, Writer};
use super::{CaptureError, Catcher, Wanted};
use crate::domain::capture::{Because, Capture, Kept, Wording, hex};
use crate::domain::text;

/// Bytes of a piece: what is held in memory of a copy at once.
const PIECE: usize = 256 << 10;
/// Most words of a copy that are kept for the search, in bytes.
const MOST_TEXT: u64 = 2 << 20;

/// Copies that are written into the database at once: the embedded one takes one writer, and others must get in
/// between two copies.
static WRITING: Semaphore = Semaphore::const_new(1);

/// A WARC file that is written and measured.
pub(super) struct Written {
    pub file: File,
    pub kept: Kept,
}

/// Keeps a page that was fetched.
pub(super) async fn keep_page(
    catcher: &Catcher,
    wanted: &Wanted,
    mut capture: Capture,
    fetched: Fetched,
) -> Result<Capture, CaptureError> {
    capture.final_url = fetched.last.url.to_string();
    capture.status = Some(fetched.last.status);
    capture.media_type = fetched.media_type();
    if !(200..300).contains(&fetched.last.status) {
        capture.because = Some(Because::Status);
        capture.outcome = Because::Status.outcome();
        capture.detail = fetched.last.status.to_string();
    }
    let (wording, words) = read_words(catcher, &fetched).await?;
    capture.wording = wording;
    let at = capture.at;
    let written = off_thread(move || written_page(fetched, at)).await?;
    capture.kept = Some(written.kept.clone());
    store(catcher, &capture, written.file, &words, &wanted.actor).await?;
    Ok(capture)
}

/// Writes down a capture that left no copy.
pub(super) async fn write_down(
    catcher: &Catcher,
    capture: &Capture,
    actor: &str,
) -> Result<(), CaptureError> {
    let mut tx = catcher.store.begin().await?;
    tx.insert_capture(capture).await?;
    audit(&mut tx, capture, actor).await?;
    tx.commit().await?;
    Ok(())
}

/// Writes down a capture with its copy and words, all or nothing.
pub(super) async fn store(
    catcher: &Catcher,
    capture: &Capture,
    mut warc: File,
    words: &str,
    actor: &str,
) -> Result<(), CaptureError> {
    let folded = text::folded(words);
    // Never closed, so there is always a permit in the end.
    let _permit = WRITING.acquire().await.ok();
    let mut tx = catcher.store.begin().await?;
    tx.insert_capture(capture).await?;
    warc.rewind()?;
    let mut position = 0;
    loop {
        let mut piece = Vec::with_capacity(PIECE);
        let length = u64::try_from(PIECE).unwrap_or(u64::MAX);
        Read::by_ref(&mut warc).take(length).read_to_end(&mut piece)?;
        if piece.is_empty() {
            break;
        }
        tx.insert_capture_piece(capture.id, position, &piece).await?;
        position += 1;
    }
    if capture.wording == Wording::Read {
        tx.insert_capture_text(capture.id, words, &folded).await?;
    }
    audit(&mut tx, capture, actor).await?;
    tx.commit().await?;
    Ok(())
}

async fn audit(
    tx: &mut crate::store::Tx,
    capture: &Capture,
    actor: &str,
) -> Result<(), CaptureError> {
    let detail = serde_json::json!({
        "capture": capture.id,
        "outcome": capture.outcome,
        "sha256": capture.kept.as_ref().map(|kept| &kept.sha256),
        "warc_sha256": capture.kept.as_ref().map(|kept| &kept.warc_sha256),
    });
    let source = capture.evidence.to_string();
    tx.audit(capture.at, actor, "capture", "evidence", &source, &detail.to_string()).await?;
    Ok(())
}

/// The words of a page, and whether there are any. That they cannot be read is no failure of the copy.
async fn read_words(
    catcher: &Catcher,
    fetched: &Fetched,
) -> Result<(Wording, String), CaptureError> {
    if fetched.is_sealed {
        return Ok((Wording::Unreadable, String::new()));
    }
    let Some(work) = kind_of(&fetched.media_type(), &fetched.beginning) else {
        return Ok((Wording::OtherKind, String::new()));
    };
    words_of(catcher, work, &fetched.charset(), fetched.readable()?).await
}

/// Has a file's words read.
pub(super) async fn words_of(
    catcher: &Catcher,
    work: Work,
    hint: &str,
    mut file: File,
) -> Result<(Wording, String), CaptureError> {
    file.rewind()?;
    match cell::read(&catcher.program, work, hint, file, MOST_TEXT).await {
        Ok(said) => {
            // The limit may have cut a letter in two; nothing else in it is not UTF-8.
            let words = String::from_utf8_lossy(&said).replace('\0', " ");
            let wording =
                if text::folded(&words).is_empty() { Wording::Empty } else { Wording::Read };
            Ok((wording, words))
        }
        Err(CellError::Stopped | CellError::Late) => Ok((Wording::Stopped, String::new())),
        Err(CellError::Unreadable(_)) => Ok((Wording::Unreadable, String::new())),
        Err(CellError::Start(error)) => {
            tracing::error!(%error, "the words of a copy were not read");
            Ok((Wording::Unreadable, String::new()))
        }
    }
}

/// What a body is: by its first bytes, which do not lie, then by what its server says.
fn kind_of(media_type: &str, beginning: &[u8]) -> Option<Work> {
    let start = beginning.trim_ascii_start();
    if is_pdf(beginning) {
        return Some(Work::Pdf);
    }
    let looks_like_page = start.starts_with(b"<") && !start.starts_with(b"<?xml");
    match media_type {
        "text/html" | "application/xhtml+xml" => Some(Work::Html),
        "text/plain" => Some(Work::Plain),
        "" | "application/octet-stream" | "application/pdf" if looks_like_page => Some(Work::Html),
        "application/pdf" => Some(Work::Pdf),
        _ => None,
    }
}

/// Whether a file is a PDF: its mark stands within the first kilobyte (ISO 32000-1, Annex H.3.4.1).
pub(super) fn is_pdf(beginning: &[u8]) -> bool {
    beginning.windows(5).take(1024).any(|window| window == b"%PDF-")
}

fn written_page(mut fetched: Fetched, at: jiff::Timestamp) -> io::Result<Written> {
    fetched.body.rewind()?;
    write_warc(at, fetched.length, fetched.sha256.clone(), |writer| {
        for hop in &fetched.hops {
            writer.sent_on(hop)?;
        }
        let body =
            Body { from: &mut fetched.body, length: fetched.length, sha256: &fetched.sha256 };
        writer.answer(&fetched.last, body)
    })
}

/// Writes a WARC file into a file without a name and measures it.
pub(super) fn write_warc(
    at: jiff::Timestamp,
    length: u64,
    sha256: String,
    records: impl FnOnce(&mut Writer<Measured>) -> io::Result<()>,
) -> io::Result<Written> {
    let to = Measured {
        file: BufWriter::with_capacity(PIECE, tempfile::tempfile()?),
        digest: Sha256::new(),
        length: 0,
    };
    let mut writer = Writer::new(to, at)?;
    records(&mut writer)?;
    let measured = writer.end()?;
    let piece = u64::try_from(PIECE).unwrap_or(u64::MAX);
    let kept = Kept {
        length,
        sha256,
        warc_length: measured.length,
        warc_sha256: hex(measured.digest),
        pieces: u32::try_from(measured.length.div_ceil(piece)).unwrap_or(u32::MAX),
    };
    Ok(Written { file: measured.file.into_inner().map_err(io::IntoInnerError::into_error)?, kept })
}

/// A file that is measured while it is written.
pub(super) struct Measured {
    file: BufWriter<File>,
    digest: Sha256,
    length: u64,
}

impl Write for Measured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.digest.update(&bytes[..written]);
        self.length += u64::try_from(written).unwrap_or(0);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Packing is arithmetic: it must not hold up the threads that answer.
pub(super) async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(stopped) => Err(io::Error::other(stopped)),
    }
}
