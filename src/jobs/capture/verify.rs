//! Every copy looked at again: are all pieces there, do the digests still fit?

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::payload::Payload;
use crate::domain::capture::{AuditedCopy, Capture, Kept, hex};
use crate::domain::id::{CaptureId, EvidenceId};
use crate::store::{Store, StoreError};

/// Copies that are listed with one question.
const A_HANDFUL: u32 = 100;

text_enum! {
    /// What does not fit.
    Wrong {
        /// The audit trail has a copy that is not there any more.
        Gone = "copy",
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

/// The digests of a copy, as a fault tells them.
fn digests(sha256: &str, warc_sha256: &str) -> String {
    format!("{sha256} {warc_sha256}")
}

/// Looks at every copy, piece by piece, and for every copy that the audit trail knows.
///
/// # Errors
/// When the database does not answer.
pub async fn verify(store: &Store) -> Result<Findings, StoreError> {
    let mut findings = Findings::default();
    // The trail first: what it has by now is there to be found below.
    let audited = store.audited_copies().await?;
    let mut audited: BTreeMap<CaptureId, AuditedCopy> =
        audited.into_iter().map(|copy| (copy.capture, copy)).collect();
    let mut after = None;
    loop {
        let copies = store.copies_after(after, A_HANDFUL).await?;
        for capture in &copies {
            let Some(kept) = &capture.kept else { continue };
            findings.copies += 1;
            findings.bytes += kept.warc_length;
            let known = match audited.remove(&capture.id) {
                Some(known) => Some(known),
                None => audited_since(store, capture).await?,
            };
            findings.faults.extend(look_at(store, capture, kept, known.as_ref()).await?);
        }
        match copies.last() {
            Some(last) => after = Some(last.id),
            None => break,
        }
    }
    findings.faults.extend(audited.into_values().map(gone));
    Ok(findings)
}

/// A copy that the audit trail has and the database has not.
fn gone(copy: AuditedCopy) -> Fault {
    Fault {
        capture: copy.capture,
        evidence: copy.evidence,
        wrong: Wrong::Gone,
        expected: digests(&copy.sha256, &copy.warc_sha256),
        found: "gone".to_owned(),
    }
}

/// What the audit trail has of a copy that was made since it was read.
async fn audited_since(
    store: &Store,
    capture: &Capture,
) -> Result<Option<AuditedCopy>, StoreError> {
    let copies = store.audited_captures(capture.evidence).await?;
    Ok(copies.into_iter().find(|copy| copy.capture == capture.id))
}

async fn look_at(
    store: &Store,
    capture: &Capture,
    kept: &Kept,
    audited: Option<&AuditedCopy>,
) -> Result<Vec<Fault>, StoreError> {
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
    let known = audited.map(|copy| digests(&copy.sha256, &copy.warc_sha256));
    check(Wrong::Audit, known.unwrap_or_default(), digests(&kept.sha256, &kept.warc_sha256));
    match broken {
        Some(error) => check(Wrong::Unreadable, "a WARC file".to_owned(), error.to_string()),
        None => {
            check(Wrong::Body, told(&kept.sha256, kept.length), told(&hex(body), body_length));
        }
    }
    Ok(faults)
}
