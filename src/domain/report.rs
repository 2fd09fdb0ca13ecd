//! A resident's account of a problem at an office.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::id::{OfficeId, ReportId};

text_enum! {
    /// What went wrong.
    Problem {
        /// Shut without a word.
        ClosedWithoutNotice = "closed_without_notice",
        /// Hours were not as posted.
        HoursNotAsPosted = "hours_not_as_posted",
        /// A long wait.
        LongWait = "long_wait",
        /// Sent away.
        TurnedAway = "turned_away",
        /// Nobody answered the telephone.
        PhoneNotAnswered = "phone_not_answered",
        /// Papers were lost.
        PapersLost = "papers_lost",
        /// Help came late or was cut by mistake.
        BenefitsLateOrCut = "benefits_late_or_cut",
        /// No interpreter.
        NoInterpreter = "no_interpreter",
        /// One could not get in or get about.
        NotAccessible = "not_accessible",
        /// Treated without respect.
        WithoutRespect = "without_respect",
        /// The office had moved, or the information was wrong.
        WrongInformation = "wrong_information",
        /// Told to use the website or another office.
        SentElsewhere = "sent_elsewhere",
        /// Not safe.
        Safety = "safety",
        /// Something else.
        Other = "other",
    }
}

text_enum! {
    /// Where a report is on its way.
    ReportStatus {
        /// Nobody has looked at it yet.
        Pending = "pending",
        /// Looked at, counted, and its words shown where the writer agreed.
        Published = "published",
        /// Looked at and kept back.
        Hidden = "hidden",
        /// Taken back by the writer.
        Withdrawn = "withdrawn",
    }
}

impl ReportStatus {
    /// Whether the public may count it.
    #[must_use]
    pub const fn is_public(self) -> bool {
        matches!(self, Self::Published)
    }
}

/// The wording of the consents that was shown; raise it whenever the words change.
pub const CONSENT_WORDING: u32 = 1;

/// What the writer allows. All are off until chosen; being counted is implied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Consents {
    /// Show my words on the office's page.
    pub words: bool,
    /// Quote me in testimony.
    pub quote: bool,
    /// Use my first name.
    pub name: bool,
    /// Contact me.
    pub contact: bool,
}

/// A report as it is stored. It is tied to an office and a day, never to a home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Identifier.
    pub id: ReportId,
    /// The office.
    pub office: OfficeId,
    /// What went wrong.
    pub problem: Problem,
    /// The day it happened.
    pub happened_on: Date,
    /// What the writer tells, already masked.
    pub text: String,
    /// What the writer allows.
    pub consents: Consents,
    /// The wording of the consents that was shown.
    pub wording: u32,
    /// First name, kept only with that consent.
    pub first_name: Option<String>,
    /// Address or number to answer to, kept only with that consent.
    pub contact: Option<String>,
    /// SHA-256 of the receipt code.
    pub receipt_hash: String,
    /// Where it is on its way.
    pub status: ReportStatus,
    /// The day it was received; no finer.
    pub received_on: Date,
}
