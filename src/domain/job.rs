//! Work that outlives a request: what is to be done, when, and how often it is tried.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::id::JobId;

text_enum! {
    /// What a job does.
    JobKind {
        /// Sends a letter that one person waits for.
        Mail = "mail",
        /// Sends a letter that many get.
        Newsletter = "newsletter",
        /// Writes to an address that asked to sign in, if there is an account under it.
        SignIn = "sign_in",
        /// Finds those who are to be told of a change of a case.
        Alert = "alert",
        /// Writes the letters of those who are to be told of something.
        Digest = "digest",
        /// Tells another program.
        Webhook = "webhook",
        /// Deletes wishes to follow that nobody confirmed.
        FollowSweep = "follow_sweep",
        /// Erases what has been kept long enough.
        Sweep = "sweep",
        /// Keeps a copy of a source.
        Capture = "capture",
    }
}

impl JobKind {
    /// Tries before a job is given up and kept as failed. A letter outlives a mail server that is down for a day.
    #[must_use]
    pub const fn most_tries(self) -> u32 {
        match self {
            Self::SignIn => 10,
            Self::Mail
            | Self::Newsletter
            | Self::Alert
            | Self::Digest
            | Self::FollowSweep
            | Self::Sweep => 20,
            Self::Webhook => 12,
            Self::Capture => 4,
        }
    }

    /// The lane it runs in.
    #[must_use]
    pub const fn lane(self) -> Lane {
        match self {
            Self::Mail | Self::SignIn => Lane::Letters,
            Self::Newsletter => Lane::Newsletters,
            Self::Capture => Lane::Copies,
            Self::Webhook => Lane::Hooks,
            Self::Alert | Self::Digest | Self::FollowSweep | Self::Sweep => Lane::House,
        }
    }
}

/// Jobs that wait only for each other: a slow mail server holds up no copy, and a hundred thousand letters hold up
/// nobody who wants to sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// Letters that one person waits for.
    Letters,
    /// Letters that many get.
    Newsletters,
    /// Copies of sources.
    Copies,
    /// Other programs.
    Hooks,
    /// Everything else.
    House,
}

impl Lane {
    /// Every lane.
    pub const ALL: [Self; 5] =
        [Self::Letters, Self::Newsletters, Self::Copies, Self::Hooks, Self::House];

    /// The kinds that run in it.
    #[must_use]
    pub fn kinds(self) -> Vec<JobKind> {
        JobKind::ALL.iter().copied().filter(|kind| kind.lane() == self).collect()
    }

    /// Jobs that one process works on at once.
    #[must_use]
    pub const fn at_once(self) -> usize {
        match self {
            Self::Letters => 4,
            Self::Newsletters | Self::Hooks => 8,
            Self::Copies => 20,
            Self::House => 2,
        }
    }
}

/// A job as it is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct NewJob {
    /// What it does.
    pub kind: JobKind,
    /// What its handler needs to know. Never an address or a resident's words in clear.
    pub payload: serde_json::Value,
    /// Not before this moment.
    pub run_at: Timestamp,
    /// A name under which only one job of the kind waits: asking again while it waits gives it the new payload,
    /// asking again while it runs has it run once more with that.
    pub once: Option<String>,
    /// Whose address it holds, a follower, a wish to follow or an account: when they go, it goes.
    pub owner: Option<Uuid>,
}

impl NewJob {
    /// A job that is due at once.
    #[must_use]
    pub const fn now(kind: JobKind, payload: serde_json::Value, now: Timestamp) -> Self {
        Self { kind, payload, run_at: now, once: None, owner: None }
    }
}

/// A job that a worker has taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Identifier.
    pub id: JobId,
    /// What it does.
    pub kind: JobKind,
    /// What its handler needs to know.
    pub payload: serde_json::Value,
    /// The try this is, from 1.
    pub tries: u32,
}

/// A job that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailedJob {
    /// Identifier.
    pub id: JobId,
    /// What it was to do.
    pub kind: JobKind,
    /// How often it was tried.
    pub tries: u32,
    /// Why the last try failed.
    pub error: String,
}

/// The pause after a try that failed: half a minute, doubled each time, six hours at most.
#[must_use]
pub fn pause_after(tries: u32) -> SignedDuration {
    let doubled = 30_i64.saturating_mul(1_i64 << tries.saturating_sub(1).min(10));
    SignedDuration::from_secs(doubled.min(6 * 60 * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_from_half_a_minute_to_six_hours() {
        let seconds: Vec<i64> = [1, 2, 3, 10, 11, 4_000].map(|n| pause_after(n).as_secs()).into();
        assert_eq!(seconds, [30, 60, 120, 15_360, 21_600, 21_600]);
    }

    #[test]
    fn a_letter_is_tried_for_more_than_a_day() {
        let total: i64 = (1..JobKind::Mail.most_tries()).map(|n| pause_after(n).as_secs()).sum();
        assert!(total > 2 * 24 * 60 * 60, "{total} s");
    }
}
