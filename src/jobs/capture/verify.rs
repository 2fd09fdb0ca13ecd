//! Every copy looked at again: are all pieces there, do the digests still fit?

use sha2::{Digest, Sha256};

use super::payload::Payload;
use crate::domain::capture::{Capture, Kept, hex};
use crate::domain::id::{CaptureId, EvidenceId};
use crate::store::{Store, StoreError};

/// Copies that are listed with one question.
const A_HANDFUL: u32 = 100;

text_enum! {
    /// What does not fit.
    Wrong {
        /// Pieces are missing, or there are too many.
        Pieces = "pieces",
        /// The WARC file is another than it was.
        Warc = "warc",
        /// The body inside is another than it was.
        Body = "body",
        /// The digests are others than the audit trail says.
        Audit = "audit",
        /// The WARC file cannot be read.
        Unreadable = "unreadable",
    }
}

/// A copy that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Fault {
    /// The copy.
    pub capture: CaptureId,
    /// Its source.
    pub evidence: EvidenceId,
    /// What does not fit.
    pub wrong: Wrong,
    /// What it was.
    pub expected: String,
    /// What it is.
    pub found: String,
}

/// What was found.
#[derive(Debug, Default, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Findings {
    /// Copies that were looked at.
    pub copies: u64,
    /// Bytes of their WARC files.
    pub bytes: u64,
    /// What does not fit.
    pub faults: Vec<Fault>,
}

/// Looks at every copy, piece by piece.
///
/// # Errors
/// When the database does not answer.
pub async fn verify(store: &Store) -> Result<Findings, StoreError> {
    let mut findings = Findings::default();
    let mut after = None;
    loop {
        let copies = store.copies_after(after, A_HANDFUL).await?;
        for capture in &copies {
            let Some(kept) = &capture.kept else { continue };
            findings.copies += 1;
            findings.bytes += kept.warc_length;
            findings.faults.extend(look_at(store, capture, kept).await?);
        }
        match copies.last() {
            Some(last) => after = Some(last.id),
            None => return Ok(findings),
        }
    }
}

/// The digests that the audit trail has of a copy; empty where it has none.
async fn audited(store: &Store, capture: &Capture) -> Result<String, StoreError> {
    let id = capture.id.to_string();
    for detail in store.audited_captures(capture.evidence).await? {
        let Ok(detail) = serde_json::from_str::<serde_json::Value>(&detail) else { continue };
        let text = |name: &str| detail[name].as_str().unwrap_or_default().to_owned();
        if text("capture") == id {
            return Ok(format!("{} {}", text("sha256"), text("warc_sha256")));
        }
    }
    Ok(String::new())
}

async fn look_at(store: &Store, capture: &Capture, kept: &Kept) -> Result<Vec<Fault>, StoreError> {
    let mut faults = Vec::new();
    let mut check = |wrong: Wrong, expected: String, found: String| {
        if expected != found {
            let (capture, evidence) = (capture.id, capture.evidence);
            faults.push(Fault { capture, evidence, wrong, expected, found });
        }
    };
    let count = store.capture_piece_count(capture.id).await?;
    check(Wrong::Pieces, kept.pieces.to_string(), count.to_string());
    let (mut warc, mut warc_length) = (Sha256::new(), 0_u64);
    let (mut body, mut body_length) = (Sha256::new(), 0_u64);
    let mut payload = Payload::new(|part: &[u8]| {
        body.update(part);
        body_length += u64::try_from(part.len()).unwrap_or(0);
    });
    let mut broken = None;
    for position in 0..kept.pieces {
        let Some(piece) = store.capture_piece(capture.id, position).await? else { continue };
        warc.update(&piece);
        warc_length += u64::try_from(piece.len()).unwrap_or(0);
        if broken.is_none() {
            broken = payload.take(&piece).err();
        }
    }
    let ended = payload.end();
    let broken = broken.or(ended.err());
    let told = |digest: &str, length: u64| format!("{digest}, {length} bytes");
    check(Wrong::Warc, told(&kept.warc_sha256, kept.warc_length), told(&hex(warc), warc_length));
    let digests = format!("{} {}", kept.sha256, kept.warc_sha256);
    check(Wrong::Audit, audited(store, capture).await?, digests);
    match broken {
        Some(error) => check(Wrong::Unreadable, "a WARC file".to_owned(), error.to_string()),
        None => {
            check(Wrong::Body, told(&kept.sha256, kept.length), told(&hex(body), body_length));
        }
    }
    Ok(faults)
}
