//! People who sign in: what they may do, how long a sign-in lasts.

use jiff::{SignedDuration, Timestamp};

use super::email::Email;
use super::id::{AccountId, SessionId};
use super::text;

text_enum! {
    /// What a person is here for, and so what they may do.
    Role {
        /// Logs closures with their evidence.
        Advocate = "advocate",
        /// That, and looks at what the public sends.
        Moderator = "moderator",
        /// Follows what happens and plans what to do about it.
        Organizer = "organizer",
        /// Everything, people included.
        Admin = "admin",
    }
}

impl Role {
    /// Cases, tips, evidence and own drafts.
    #[must_use]
    pub const fn may_edit_ledger(self) -> bool {
        matches!(self, Self::Advocate | Self::Moderator | Self::Admin)
    }

    /// What the public sends.
    #[must_use]
    pub const fn may_moderate(self) -> bool {
        matches!(self, Self::Moderator | Self::Admin)
    }

    /// Inviting, changing and removing people.
    #[must_use]
    pub const fn may_manage_people(self) -> bool {
        matches!(self, Self::Admin)
    }

    /// The trail of who changed what.
    #[must_use]
    pub const fn may_see_audit(self) -> bool {
        matches!(self, Self::Admin)
    }

    /// Programs that are told of changes.
    #[must_use]
    pub const fn may_follow_hooks(self) -> bool {
        matches!(self, Self::Organizer | Self::Admin)
    }
}

text_enum! {
    /// Whether an account is in use.
    AccountState {
        /// In use.
        Active = "active",
        /// Taken away: address, name and counties are erased; what was done keeps standing under no name.
        Removed = "removed",
    }
}

text_enum! {
    /// What a sign-in link was made for.
    LinkPurpose {
        /// The first one.
        Invite = "invite",
        /// Asked for at the door.
        SignIn = "sign_in",
    }
}

impl LinkPurpose {
    /// How long such a link works.
    #[must_use]
    pub const fn lives(self) -> SignedDuration {
        match self {
            Self::Invite => SignedDuration::from_hours(7 * 24),
            Self::SignIn => SignedDuration::from_mins(30),
        }
    }
}

/// A person who may sign in, without the address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Identifier.
    pub id: AccountId,
    /// The name that colleagues see; empty until it is given, and after removal.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The counties that they look after, by name.
    pub counties: Vec<String>,
    /// Whether it is in use.
    pub state: AccountState,
    /// When it was made.
    pub made_at: Timestamp,
    /// When the person first signed in.
    pub joined_at: Option<Timestamp>,
}

impl Account {
    /// How audit lines name the person.
    #[must_use]
    pub fn actor(&self) -> String {
        format!("account:{}", self.id)
    }

    /// Whether the person looks after a county.
    #[must_use]
    pub fn looks_after(&self, county: &str) -> bool {
        self.counties.iter().any(|c| c == county)
    }
}

/// An account with its address, for those who manage people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The account.
    pub account: Account,
    /// The address; none once the account is removed.
    pub email: Option<Email>,
}

/// An account to be made.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Identifier.
    pub id: AccountId,
    /// The address.
    pub email: Email,
    /// The name that colleagues see; may be empty.
    pub name: String,
    /// What the person may do.
    pub role: Role,
    /// This moment.
    pub made_at: Timestamp,
}

/// What became of a change to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// It is done.
    Done,
    /// There is no such account in use.
    NotThere,
    /// Nobody would be left to manage people.
    LastAdmin,
}

/// A sign-in that lasts. No device, browser or address is kept of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Identifier, for lists; it opens nothing.
    pub id: SessionId,
    /// Whose it is.
    pub account: AccountId,
    /// When the person signed in.
    pub made_at: Timestamp,
    /// When it was last used, to within [`Session::PAUSE`].
    pub last_seen: Timestamp,
    /// When it ends if it is not used.
    pub expires_at: Timestamp,
    /// What the person calls the device; empty while it has no name.
    pub label: String,
}

impl Session {
    /// A session that is not used ends after this time.
    pub const IDLE: SignedDuration = SignedDuration::from_hours(12);
    /// Every session ends after this time.
    pub const LONGEST: SignedDuration = SignedDuration::from_hours(14 * 24);
    /// Use is written down at most once in this time.
    pub const PAUSE: SignedDuration = SignedDuration::from_mins(5);

    /// A session that begins now.
    #[must_use]
    pub fn begin(account: AccountId, now: Timestamp) -> Self {
        let mut session = Self {
            id: SessionId::new(now),
            account,
            made_at: now,
            last_seen: now,
            expires_at: now,
            label: String::new(),
        };
        session.slide(now);
        session
    }

    /// Whether it is time to write down that it is in use.
    #[must_use]
    pub fn is_due(&self, now: Timestamp) -> bool {
        now.duration_since(self.last_seen) >= Self::PAUSE
    }

    /// Moves its end on, as far as it may last at all.
    pub fn slide(&mut self, now: Timestamp) {
        self.last_seen = now;
        let end = later(self.made_at, Self::LONGEST);
        self.expires_at = later(now, Self::IDLE).min(end);
    }
}

/// A moment and some time; the end of time where there is no such moment.
#[must_use]
pub fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(Timestamp::MAX)
}

/// The most letters of a name or of a device's name.
pub const MOST_NAME: usize = 60;

/// A name as it is kept: tidy, and no longer than is taken.
#[must_use]
pub fn tidy_name(text: &str) -> String {
    text::tidy(text).chars().take(MOST_NAME).collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn each_power_belongs_to_the_roles_that_need_it() {
        let who = |power: fn(Role) -> bool| -> Vec<&str> {
            Role::ALL.iter().filter(|r| power(**r)).map(|r| r.as_str()).collect()
        };
        assert_eq!(who(Role::may_edit_ledger), ["advocate", "moderator", "admin"]);
        assert_eq!(who(Role::may_moderate), ["moderator", "admin"]);
        assert_eq!(who(Role::may_follow_hooks), ["organizer", "admin"]);
        assert_eq!(who(Role::may_manage_people), ["admin"]);
        assert_eq!(who(Role::may_see_audit), ["admin"]);
    }

    #[test]
    fn a_session_in_use_lasts_two_weeks_and_one_left_alone_half_a_day() {
        let start = at("2026-11-23T16:00:00Z");
        let mut session = Session::begin(AccountId::new(start), start);
        assert_eq!(session.expires_at, at("2026-11-24T04:00:00Z"));
        assert!(!session.is_due(at("2026-11-23T16:04:59Z")));
        assert!(session.is_due(at("2026-11-23T16:05:00Z")));
        session.slide(at("2026-12-07T10:00:00Z"));
        assert_eq!(session.expires_at, at("2026-12-07T16:00:00Z"));
    }

    #[test]
    fn names_are_cut_and_tidied() {
        assert_eq!(tidy_name("  Rosa\u{0}\n  Gómez "), "Rosa Gómez");
        assert_eq!(tidy_name(&"é".repeat(70)).chars().count(), MOST_NAME);
    }
}
