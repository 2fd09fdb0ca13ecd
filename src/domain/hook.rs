//! Webhooks: other programs that are told of changes in the ledger.

use hmac::{Hmac, Mac};
use jiff::Timestamp;
use sha2::Sha256;

use super::follow::Topic;
use super::id::{AccountId, DeliveryId, HookId, NewsId};

/// Failures in a row after which a webhook is switched off.
pub const MOST_FAILURES: u32 = 20;
/// Webhooks that one account may have.
pub const MOST_HOOKS: usize = 20;

/// An address of another program that is told of changes.
#[derive(Clone, PartialEq, Eq)]
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

/// Addresses and secrets are kept out of logs: the way to a chat room is a secret too.
impl std::fmt::Debug for Hook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Hook({})", self.id)
    }
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

/// The signature of a message: the moment in seconds, and HMAC-SHA256 over the moment, a full stop and the body.
///
/// The moment is signed too, so that an old message cannot be sent again as a new one.
#[must_use]
pub fn signature(secret: &str, at: Timestamp, body: &[u8]) -> String {
    let seconds = at.as_second();
    // An HMAC takes a key of any length, so this cannot fail.
    let Ok(mut mac) = <Hmac<Sha256> as Mac>::new_from_slice(secret.as_bytes()) else {
        return String::new();
    };
    mac.update(seconds.to_string().as_bytes());
    mac.update(b".");
    mac.update(body);
    let code = data_encoding::HEXLOWER.encode(&mac.finalize().into_bytes());
    format!("t={seconds},v1={code}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_what_others_compute() {
        // printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac secret
        let at = Timestamp::from_second(1_700_000_000).unwrap();
        let signed = signature("secret", at, b"{\"a\":1}");
        assert_eq!(
            signed,
            "t=1700000000,v1=49f24e537407743fa4a0242bb63b94b9a47ee99cbbe071ccd8a22550ae411686"
        );
    }
}
