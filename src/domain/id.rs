//! Identifiers: UUID version 7, one type for each noun.

use serde::{Deserialize, Serialize};
use uuid::{NoContext, Timestamp as UuidTime, Uuid};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new identifier that sorts by the moment it was made.
            #[must_use]
            pub fn new(now: jiff::Timestamp) -> Self {
                Self(new_v7(now))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// An office.
    OfficeId,
    /// A building or address that one or several offices use.
    SiteId,
    /// A case of the ledger.
    ClosureId,
    /// A dated event of a case.
    StepId,
    /// A source for a claim.
    EvidenceId,
    /// A publisher's list that can be read again.
    FeedId,
    /// One reading of a feed.
    RunId,
    /// A resident's account of a problem.
    ReportId,
    /// A line of the audit trail.
    AuditId,
    /// A person who is told of changes, or has asked to be.
    FollowerId,
    /// Something that changed in a case.
    NewsId,
    /// Another program that is told of changes.
    HookId,
    /// One event on its way to such a program.
    DeliveryId,
    /// Work that outlives a request.
    JobId,
    /// A copy of a source.
    CaptureId,
    /// A person who may sign in.
    AccountId,
    /// A sign-in that lasts.
    SessionId,
    /// What somebody is writing.
    DraftId,
    /// What a resident told us of a closing.
    TipId,
    /// A photo that belongs to a report.
    PhotoId,
    /// A question about a report, or an answer.
    MessageId,
    /// A group of reports that was released into the public counts together.
    BlockId,
    /// What a worker told of their own office.
    WorkerAccountId,
    /// A program that may post reports.
    ApiKeyId,
}

fn new_v7(now: jiff::Timestamp) -> Uuid {
    let seconds = u64::try_from(now.as_second()).unwrap_or(0);
    let nanos = u32::try_from(now.subsec_nanosecond()).unwrap_or(0);
    Uuid::new_v7(UuidTime::from_unix(NoContext, seconds, nanos))
}
