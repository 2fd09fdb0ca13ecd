//! What residents tell us of closings, without an account.

use jiff::civil::Date;

use super::closure::ClosureKind;
use super::id::TipId;

/// The longest words of a tip, in characters.
pub const MOST_WORDS: usize = 4_000;
/// The longest of the other fields, in characters.
pub const MOST_LINE: usize = 300;

text_enum! {
    /// Where a tip stands.
    TipStatus {
        /// Nobody has looked at it.
        Waiting = "waiting",
        /// Somebody writes a case of it.
        Taken = "taken",
        /// Looked at and laid aside, with a reason.
        SetAside = "set_aside",
        /// Nothing to do with a closing.
        Spam = "spam",
    }
}

/// A tip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tip {
    /// Identifier.
    pub id: TipId,
    /// The office or place, in the writer's words.
    pub place: String,
    /// What happens to it, where one of ours was chosen.
    pub kind: Option<ClosureKind>,
    /// When, in the writer's words; may be empty.
    pub happened_on: String,
    /// What happens and how the writer knows, masked.
    pub words: String,
    /// A page that tells of it; may be empty.
    pub url: String,
    /// Telephone number or e-mail address, where the writer left one.
    pub contact: Option<String>,
    /// Where it stands.
    pub status: TipStatus,
    /// Why it was laid aside; empty otherwise.
    pub reason: String,
    /// The day it came.
    pub received_on: Date,
}
