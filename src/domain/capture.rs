//! A copy of a source as it was at a moment, or the reason why there is none.

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::id::{CaptureId, EvidenceId};

text_enum! {
    /// How a copy came to us.
    Origin {
        /// We asked for the page.
        Fetched = "fetched",
        /// Somebody of the desk handed the file in.
        Uploaded = "uploaded",
    }
}

text_enum! {
    /// How it went.
    Outcome {
        /// There is a copy.
        Ok = "ok",
        /// The address may not be asked.
        Refused = "refused",
        /// It was asked and gave no page.
        Failed = "failed",
        /// More than is kept.
        TooLarge = "too_large",
        /// Not in time.
        Timeout = "timeout",
    }
}

text_enum! {
    /// Why there is no copy, or none of the page that was meant.
    Because {
        /// The text is no address.
        NotAnAddress = "not_an_address",
        /// Not http or https.
        Scheme = "scheme",
        /// A name or password stands in the address.
        Credentials = "credentials",
        /// Not a port of the web.
        Port = "port",
        /// Not an address of the open internet.
        Closed = "closed",
        /// Sent on too often.
        Redirects = "redirects",
        /// Sent on to something that is no address.
        Redirect = "redirect",
        /// No machine has the name.
        Unknown = "unknown",
        /// No connection, or it broke off.
        Connection = "connection",
        /// The page's server said no: a status that is no success.
        Status = "status",
        /// Packed in a way that cannot be read.
        Packed = "packed",
        /// More bytes than are taken.
        Large = "large",
        /// It unpacks to more bytes than are taken.
        Bomb = "bomb",
        /// No answer began.
        Slow = "slow",
        /// The answer fell silent.
        Silence = "silence",
        /// The answer did not end.
        Endless = "endless",
    }
}

impl Because {
    /// The outcome that follows from it.
    #[must_use]
    pub const fn outcome(self) -> Outcome {
        match self {
            Self::NotAnAddress
            | Self::Scheme
            | Self::Credentials
            | Self::Port
            | Self::Closed
            | Self::Redirects
            | Self::Redirect => Outcome::Refused,
            Self::Unknown | Self::Connection | Self::Status | Self::Packed => Outcome::Failed,
            Self::Large | Self::Bomb => Outcome::TooLarge,
            Self::Slow | Self::Silence | Self::Endless => Outcome::Timeout,
        }
    }
}

text_enum! {
    /// Whether a copy can be searched.
    Wording {
        /// Its words were read.
        Read = "read",
        /// It was read and has no words, as a scanned letter has none.
        Empty = "empty",
        /// It is neither a page nor a PDF.
        OtherKind = "other_kind",
        /// Reading it took too long or too much memory, and was stopped.
        Stopped = "stopped",
        /// It is damaged or written in a way that we cannot read.
        Unreadable = "unreadable",
        /// There is no copy to read.
        NoCopy = "no_copy",
    }
}

text_enum! {
    /// What there is of a source.
    CopyState {
        /// Tried, and there is no copy.
        Failed = "failed",
        /// There is a copy, and the last try failed: the page may be gone.
        Gone = "gone",
        /// Never tried.
        Missing = "missing",
        /// There is a copy of the last try.
        Kept = "kept",
    }
}

text_enum! {
    /// What somebody may hand in.
    UploadKind {
        /// A picture, kept as JPEG without what the camera wrote beside it.
        Photo = "photo",
        /// A PDF, kept as it is.
        Pdf = "pdf",
    }
}

impl UploadKind {
    /// Its media type as it is kept.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Photo => "image/jpeg",
            Self::Pdf => "application/pdf",
        }
    }
}

/// What is kept of a source: its bytes, and the WARC file they stand in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Bytes of the page, as they were sent.
    pub length: u64,
    /// SHA-256 of these.
    pub sha256: String,
    /// Bytes of the WARC file.
    pub warc_length: u64,
    /// SHA-256 of the WARC file.
    pub warc_sha256: String,
    /// Pieces it is stored in.
    pub pieces: u32,
}

/// A copy as the audit trail has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditedCopy {
    /// The copy.
    pub capture: CaptureId,
    /// Its source.
    pub evidence: EvidenceId,
    /// SHA-256 of the page.
    pub sha256: String,
    /// SHA-256 of the WARC file.
    pub warc_sha256: String,
}

impl AuditedCopy {
    /// What a line of the trail says; none where it is not about a copy that was kept.
    #[must_use]
    pub fn read(evidence: &str, detail: &str) -> Option<Self> {
        let detail: serde_json::Value = serde_json::from_str(detail).ok()?;
        let text = |name: &str| detail.get(name)?.as_str();
        Some(Self {
            capture: text("capture")?.parse().ok()?,
            evidence: evidence.parse().ok()?,
            sha256: text("sha256")?.to_owned(),
            warc_sha256: text("warc_sha256")?.to_owned(),
        })
    }
}

/// One try to keep a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    /// Identifier.
    pub id: CaptureId,
    /// The source.
    pub evidence: EvidenceId,
    /// How it came.
    pub origin: Origin,
    /// The address that was asked for; empty for what was handed in.
    pub requested_url: String,
    /// The address that answered, after all sendings-on; empty where none did.
    pub final_url: String,
    /// When.
    pub at: Timestamp,
    /// How it went.
    pub outcome: Outcome,
    /// Why it went no better.
    pub because: Option<Because>,
    /// What belongs to the reason: the host, the port, the limit, the words of the machine.
    pub detail: String,
    /// The status that the server gave.
    pub status: Option<u16>,
    /// What the server says it is; empty where it does not.
    pub media_type: String,
    /// What is kept.
    pub kept: Option<Kept>,
    /// Whether it can be searched.
    pub wording: Wording,
    /// Whether the public may see it: a photo of a notice, when whoever handed it in said so.
    pub is_public: bool,
}

impl Capture {
    /// Whether there is a picture that anybody may see.
    #[must_use]
    pub fn is_public_photo(&self) -> bool {
        self.is_public
            && self.kept.is_some()
            && self.origin == Origin::Uploaded
            && self.media_type == UploadKind::Photo.media_type()
    }
}

/// A digest as it is written down: hexadecimal, small letters.
#[must_use]
pub fn hex(digest: Sha256) -> String {
    data_encoding::HEXLOWER.encode(&digest.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_leads_to_an_outcome_that_is_no_success() {
        assert!(Because::ALL.iter().all(|because| because.outcome() != Outcome::Ok));
    }

    #[test]
    fn a_digest_is_written_in_small_hexadecimal_letters() {
        let digest = hex(Sha256::new_with_prefix(b"abc"));
        assert_eq!(digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
