//! What a worker tells of their own office. It goes a way of its own: never counted, mapped, listed or handed out, and
//! tied to no day.

use serde::{Deserialize, Serialize};
use uuid::Builder;

use super::id::{OfficeId, WorkerAccountId};
use super::quarter::Quarter;

/// The longest account, in characters.
pub const MOST_WORDS: usize = 8_000;
/// The longest name of an office or contact, in characters.
pub const MOST_LINE: usize = 254;

text_enum! {
    /// Where an account is on its way.
    WorkerStatus {
        /// Nobody has looked at it yet.
        Waiting = "waiting",
        /// A moderator has read it and works with it.
        Kept = "kept",
        /// The work is done; it is erased within a year.
        Done = "done",
    }
}

/// What was told: sealed as a whole where it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkerTold {
    /// The office, where one of ours was chosen.
    pub office: Option<OfficeId>,
    /// The office in the writer's words.
    pub place: String,
    /// What they tell, already masked.
    pub words: String,
    /// Where they may be reached, if they want to be.
    pub contact: Option<String>,
    /// The language of the form that it was written in: `en`, `es`.
    pub lang: String,
}

/// An account as it is stored. Its only time is a quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerAccount {
    /// Identifier, which says nothing of the time.
    pub id: WorkerAccountId,
    /// What was told.
    pub told: WorkerTold,
    /// SHA-256 of the receipt code.
    pub receipt_hash: String,
    /// Where it is on its way.
    pub status: WorkerStatus,
    /// The quarter in which it came.
    pub quarter: Quarter,
    /// The quarter in which the work with it was done.
    pub closed: Option<Quarter>,
}

/// An account as the desk's list shows it: without a word of what was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerLine {
    /// Identifier.
    pub id: WorkerAccountId,
    /// Where it is on its way.
    pub status: WorkerStatus,
    /// The quarter in which it came.
    pub quarter: Quarter,
}

/// An identifier out of secret bytes, such as a keyed digest. Other identifiers carry the moment they were made; this
/// one must not.
#[must_use]
pub fn timeless_id(secret: &[u8; 32]) -> WorkerAccountId {
    let mut bytes = [0_u8; 16];
    bytes.iter_mut().zip(secret).for_each(|(to, from)| *to = *from);
    WorkerAccountId(Builder::from_random_bytes(bytes).into_uuid())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_carries_no_moment_and_follows_from_its_bytes() {
        let id = timeless_id(&[9; 32]);
        assert_eq!(id.0.get_version_num(), 4);
        assert!(id.0.get_timestamp().is_none());
        assert_eq!(id, timeless_id(&[9; 32]));
        assert_ne!(id, timeless_id(&[8; 32]));
    }
}
