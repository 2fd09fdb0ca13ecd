//! Webhooks: other programs that are told of changes in the ledger.

use jiff::Timestamp;

use super::follow::Topic;
use super::id::{AccountId, DeliveryId, HookId, NewsId};

/// Failures in a row after which a webhook is switched off.
pub const MOST_FAILURES: u32 = 20;
/// Webhooks that one account may have.
pub const MOST_HOOKS: usize = 20;

/// An address of another program that is told of changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hook {
    /// Identifier.
    pub id: HookId,
    /// Whose it is.
    pub owner: AccountId,
    /// Where to post.
    pub url: String,
    /// What it is told of.
    pub topics: Vec<Topic>,
    /// The secret that signs what is posted.
    pub secret: String,
    /// Failures since the last success.
    pub failures: u32,
    /// Why it is switched off; none while it is on.
    pub off: Option<String>,
}

text_enum! {
    /// How far a delivery has come.
    DeliveryState {
        /// Waiting for its first or its next try.
        Waiting = "waiting",
        /// Taken by the other side.
        Delivered = "delivered",
        /// Given up.
        Failed = "failed",
    }
}

/// One event on its way to a webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Identifier, told to the other side so that it can tell a second try from a second event.
    pub id: DeliveryId,
    /// The webhook.
    pub hook: HookId,
    /// What is told; none for a test.
    pub news: Option<NewsId>,
    /// When it was put in line.
    pub at: Timestamp,
    /// How far it has come.
    pub state: DeliveryState,
    /// Tries so far.
    pub tries: u32,
    /// The last answer's status, or what went wrong.
    pub said: String,
}
