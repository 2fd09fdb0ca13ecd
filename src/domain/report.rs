//! A resident's account of a problem at an office, and what may become of it.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::consent::{CONSENT_WORDING, ConsentChange, Consents};
use super::id::{BlockId, MessageId, OfficeId, ReportId};
use super::problem::{Answers, Problem};
use super::time::zone;

text_enum! {
    /// Where a report is on its way.
    ReportStatus {
        /// Nobody has looked at it yet.
        Pending = "pending",
        /// Looked at, counted, and its words shown where the writer agreed.
        Published = "published",
        /// Looked at and kept back.
        Hidden = "hidden",
        /// The same account as another, which is counted in its place.
        Merged = "merged",
        /// No account of anything.
        Spam = "spam",
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

    /// Whether a moderator has decided, or the writer has.
    #[must_use]
    pub const fn is_closed(self) -> bool {
        !matches!(self, Self::Pending)
    }
}

text_enum! {
    /// What the office did about it.
    Outcome {
        /// It has answered.
        Answered = "answered",
        /// It has been put right.
        Fixed = "fixed",
    }
}

text_enum! {
    /// How a report came in.
    Channel {
        /// By the form on the page.
        Page = "page",
        /// By another program that speaks Open311.
        Open311 = "open311",
    }
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
    /// The answers to the problem's questions.
    pub answers: Answers,
    /// The day it happened.
    pub happened_on: Date,
    /// What the writer tells, already masked; sealed where it is stored, empty once it is erased.
    pub told: String,
    /// The same after a moderator took words out; sealed too.
    pub edited: Option<String>,
    /// First name, kept only with that consent; sealed.
    pub first_name: Option<String>,
    /// Address or number to answer to, kept only with that consent; sealed.
    pub contact: Option<String>,
    /// What the writer allows.
    pub consents: Consents,
    /// The wording of the consents that was shown first.
    pub wording: u32,
    /// The language of the form that it was written in: `en`, `es`.
    pub lang: String,
    /// How it came in.
    pub channel: Channel,
    /// The report of which the writer said "me too".
    pub like: Option<ReportId>,
    /// The report that is counted in its place.
    pub merged_into: Option<ReportId>,
    /// SHA-256 of the receipt code.
    pub receipt_hash: String,
    /// Where it is on its way.
    pub status: ReportStatus,
    /// What the office did about it.
    pub outcome: Option<Outcome>,
    /// Whether it stands in the public counts, now or at the next release.
    pub counted: bool,
    /// The group of reports that it was released in.
    pub block: Option<BlockId>,
    /// The day it was received; no finer.
    pub received_on: Date,
    /// The Monday of the week in which it was published last.
    pub published: Option<Date>,
    /// The day of the last decision about it; contact and original are erased twelve months later.
    pub closed_on: Option<Date>,
    /// The day its contact and original were erased because their time was up.
    pub erased_on: Option<Date>,
    /// Raised by each change; a save of an older one is refused.
    pub version: u32,
}

/// A step that a report cannot take from where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a report that is {from} cannot be {to}")]
pub struct NotPossible {
    /// Where it is.
    pub from: ReportStatus,
    /// What was asked for.
    pub to: &'static str,
}

impl Report {
    /// A report that has just come in: nothing told or allowed yet, and looked at by nobody.
    ///
    /// Everybody may see the identifier of a published report, and public times are weeks: so is the time in it.
    #[must_use]
    pub fn arrived(
        office: OfficeId,
        problem: Problem,
        happened_on: Date,
        channel: Channel,
        receipt_hash: String,
        today: Date,
    ) -> Self {
        let week = week_of(today).to_zoned(zone());
        Self {
            id: ReportId::new(week.map_or(Timestamp::UNIX_EPOCH, |week| week.timestamp())),
            office,
            problem,
            answers: Answers::new(),
            happened_on,
            told: String::new(),
            edited: None,
            first_name: None,
            contact: None,
            consents: Consents::default(),
            wording: CONSENT_WORDING,
            lang: String::new(),
            channel,
            like: None,
            merged_into: None,
            receipt_hash,
            status: ReportStatus::Pending,
            outcome: None,
            counted: false,
            block: None,
            received_on: today,
            published: None,
            closed_on: None,
            erased_on: None,
            version: 1,
        }
    }

    /// The words that may be read: after redaction, or as they were told.
    #[must_use]
    pub fn words(&self) -> &str {
        self.edited.as_deref().unwrap_or(&self.told)
    }

    /// The words that everybody may read; nothing unless it is published, the writer agreed and there are any.
    #[must_use]
    pub fn public_words(&self) -> Option<&str> {
        let shown = self.status.is_public() && self.consents.words;
        Some(self.words()).filter(|words| shown && !words.trim().is_empty())
    }

    /// The first name that may stand with the words.
    #[must_use]
    pub fn public_name(&self) -> Option<&str> {
        self.public_words()?;
        self.first_name.as_deref().filter(|_| self.consents.name)
    }

    /// Whether it may stand in public lists as a single report: published, and the writer lets words or photos be
    /// shown. All others are in the counts alone.
    #[must_use]
    pub const fn is_listed(&self) -> bool {
        self.status.is_public() && (self.consents.words || self.consents.photos)
    }

    /// Whether its photos may be shown, save those that a moderator keeps back.
    #[must_use]
    pub const fn shows_photos(&self) -> bool {
        self.status.is_public() && self.consents.photos
    }

    fn able(&self, to: &'static str) -> Result<(), NotPossible> {
        if self.status == ReportStatus::Withdrawn {
            return Err(NotPossible { from: self.status, to });
        }
        Ok(())
    }

    /// Makes it public as far as the writer allows, and counts it.
    ///
    /// # Errors
    /// When the writer took it back.
    pub fn publish(&mut self, today: Date) -> Result<(), NotPossible> {
        self.able("published")?;
        self.status = ReportStatus::Published;
        self.published = Some(week_of(today));
        self.merged_into = None;
        self.counted = true;
        self.closed_on = Some(today);
        Ok(())
    }

    /// Keeps it back.
    ///
    /// # Errors
    /// When the writer took it back.
    pub fn hide(&mut self, today: Date) -> Result<(), NotPossible> {
        self.able("hidden")?;
        self.leave_public(ReportStatus::Hidden, today);
        Ok(())
    }

    /// Lays it aside as no account at all; what would reach the sender is erased.
    ///
    /// # Errors
    /// When the writer took it back.
    pub fn mark_spam(&mut self, today: Date) -> Result<(), NotPossible> {
        self.able("spam")?;
        self.leave_public(ReportStatus::Spam, today);
        self.contact = None;
        self.consents.contact = false;
        Ok(())
    }

    /// Counts another report in its place.
    ///
    /// # Errors
    /// When the writer took it back.
    pub fn merge_into(&mut self, other: ReportId, today: Date) -> Result<(), NotPossible> {
        self.able("merged")?;
        self.leave_public(ReportStatus::Merged, today);
        self.merged_into = Some(other);
        Ok(())
    }

    fn leave_public(&mut self, status: ReportStatus, today: Date) {
        self.status = status;
        self.outcome = None;
        self.merged_into = None;
        self.counted = false;
        self.closed_on = Some(today);
    }

    /// Says what the office did about it, or takes that back.
    ///
    /// # Errors
    /// When it is not published.
    pub fn set_outcome(&mut self, outcome: Option<Outcome>) -> Result<(), NotPossible> {
        if !self.status.is_public() {
            return Err(NotPossible { from: self.status, to: "answered or fixed" });
        }
        self.outcome = outcome;
        Ok(())
    }

    /// Puts redacted words in the place of those that were told, which stay sealed.
    ///
    /// # Errors
    /// When the writer took it back.
    pub fn redact(&mut self, words: String) -> Result<(), NotPossible> {
        self.able("redacted")?;
        self.edited = (words != self.told).then_some(words);
        Ok(())
    }

    /// Adds to what was told. A public account goes back to be looked at, since nothing is public unseen.
    ///
    /// # Errors
    /// When the writer took it back.
    pub fn add(&mut self, words: &str) -> Result<(), NotPossible> {
        self.able("added to")?;
        let join =
            |old: &str| if old.is_empty() { words.to_owned() } else { format!("{old}\n\n{words}") };
        self.edited = self.edited.as_deref().map(join);
        self.told = join(&self.told);
        self.look_again();
        Ok(())
    }

    /// Sends a public account back to be looked at, since more of it may be shown than was looked at. It stays counted.
    pub const fn look_again(&mut self) {
        if self.status.is_public() {
            self.status = ReportStatus::Pending;
            self.closed_on = None;
        }
    }

    /// Changes what is allowed; a name or contact that may not be used any more is erased. Gives what changed.
    ///
    /// # Errors
    /// When the writer took it back.
    pub fn set_consents(
        &mut self,
        consents: Consents,
        today: Date,
    ) -> Result<Vec<ConsentChange>, NotPossible> {
        self.able("changed")?;
        let before = self.consents;
        self.consents = consents;
        if !consents.name {
            self.first_name = None;
        }
        if !consents.contact {
            self.contact = None;
        }
        self.consents.name &= self.first_name.is_some();
        self.consents.contact &= self.contact.is_some();
        Ok(self.consents.changes_from(before, today))
    }

    /// Takes it back: words, name, contact and consents are erased. It stays in the counts only if it stood there and
    /// the writer leaves it there.
    pub fn withdraw(&mut self, stays_counted: bool, today: Date) {
        self.counted &= stays_counted;
        if !self.counted {
            self.answers.clear();
        }
        self.status = ReportStatus::Withdrawn;
        self.outcome = None;
        self.consents = Consents::default();
        self.closed_on = Some(today);
        self.erase();
    }

    /// Erases contact and original because their time is up; what is public stays.
    pub fn forget(&mut self, today: Date) {
        let public = self.public_words().map(str::to_owned);
        let name = self.public_name().map(str::to_owned);
        self.erase();
        self.edited = public;
        self.consents.name = name.is_some();
        self.first_name = name;
        self.consents.contact = false;
        self.erased_on = Some(today);
    }

    fn erase(&mut self) {
        self.told = String::new();
        self.edited = None;
        self.first_name = None;
        self.contact = None;
    }
}

/// The Monday of a day's week: public times are no finer.
#[must_use]
pub fn week_of(day: Date) -> Date {
    let past = i32::from(day.weekday().to_monday_zero_offset());
    day.saturating_sub(past.days())
}

text_enum! {
    /// Who wrote a message about a report.
    Author {
        /// A moderator.
        Moderator = "moderator",
        /// The writer of the report, by the receipt.
        Writer = "writer",
    }
}

/// A question about a report, or an answer to one; for moderators and the writer alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Identifier.
    pub id: MessageId,
    /// Who wrote it.
    pub author: Author,
    /// What, already masked; sealed where it is stored.
    pub words: String,
    /// The day.
    pub on: Date,
}

/// A report as everybody may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicReport {
    /// Identifier.
    pub id: ReportId,
    /// The office.
    pub office: OfficeId,
    /// What went wrong.
    pub problem: Problem,
    /// The Monday of the week in which it happened.
    pub week: Date,
    /// The Monday of the week in which it was published.
    pub published: Date,
    /// The words; empty where only photos may be shown.
    pub words: String,
    /// The language of the words.
    pub lang: String,
    /// The first name, with that consent.
    pub name: Option<String>,
    /// What the office did about it.
    pub outcome: Option<Outcome>,
    /// How many photos may be shown: numbers 1 to this.
    pub photos: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::consent::Consent;
    use jiff::civil::date;
    use uuid::Uuid;

    const TODAY: Date = date(2026, 7, 1);

    fn waiting() -> Report {
        Report {
            id: ReportId(Uuid::from_u128(1)),
            office: OfficeId(Uuid::from_u128(2)),
            problem: Problem::LongWait,
            answers: Answers::new(),
            happened_on: date(2026, 6, 24),
            told: "Four hours.".to_owned(),
            edited: None,
            first_name: Some("Rosa".to_owned()),
            contact: Some("(618) 555-0142".to_owned()),
            consents: Consents { words: true, name: true, contact: true, ..Consents::default() },
            wording: 2,
            lang: "en".to_owned(),
            channel: Channel::Page,
            like: None,
            merged_into: None,
            receipt_hash: "hash".to_owned(),
            status: ReportStatus::Pending,
            outcome: None,
            counted: false,
            block: None,
            received_on: date(2026, 6, 25),
            published: None,
            closed_on: None,
            erased_on: None,
            version: 1,
        }
    }

    #[test]
    fn nothing_is_public_before_it_is_published_and_only_what_is_allowed_after() {
        let mut report = waiting();
        assert_eq!((report.public_words(), report.public_name()), (None, None));
        assert!(!report.is_listed() && !report.counted);
        report.publish(TODAY).unwrap();
        assert_eq!(
            (report.public_words(), report.public_name()),
            (Some("Four hours."), Some("Rosa"))
        );
        assert!(report.is_listed() && report.counted && !report.shows_photos());
        let without = Consents { name: true, ..Consents::default() };
        let changes = report.set_consents(without, TODAY).unwrap();
        let told: Vec<_> = changes.iter().map(|c| (c.consent, c.given)).collect();
        assert_eq!(told, [(Consent::Words, false), (Consent::Contact, false)]);
        assert_eq!((report.public_words(), report.public_name()), (None, None));
        assert_eq!(report.contact, None);
        assert!(report.counted && !report.is_listed());
    }

    #[test]
    fn a_name_or_contact_that_is_not_there_cannot_be_allowed() {
        let mut report = waiting();
        report.first_name = None;
        let all = Consents { words: true, photos: true, quote: true, name: true, contact: true };
        report.set_consents(all, TODAY).unwrap();
        assert!(!report.consents.name && report.consents.contact);
    }

    #[test]
    fn what_is_taken_back_is_erased_and_stays_so() {
        for stays in [true, false] {
            let mut report = waiting();
            report.publish(TODAY).unwrap();
            report.redact("Hours.".to_owned()).unwrap();
            report.withdraw(stays, TODAY);
            assert_eq!(report.counted, stays);
            assert_eq!((report.words(), &report.first_name, &report.contact), ("", &None, &None));
            assert_eq!(report.consents, Consents::default());
            let refused = Err(NotPossible { from: ReportStatus::Withdrawn, to: "published" });
            assert_eq!(report.publish(TODAY), refused);
            assert!(report.hide(TODAY).is_err() && report.redact("x".to_owned()).is_err());
            assert!(report.add("x").is_err() && report.set_outcome(Some(Outcome::Fixed)).is_err());
        }
        let mut unseen = waiting();
        unseen.withdraw(true, TODAY);
        assert!(!unseen.counted, "nobody has looked at it");
    }

    #[test]
    fn what_is_added_to_a_public_report_is_looked_at_first() {
        let mut report = waiting();
        report.publish(TODAY).unwrap();
        report.redact("Hours.".to_owned()).unwrap();
        report.add("And again today.").unwrap();
        assert_eq!(report.status, ReportStatus::Pending);
        assert!(report.counted, "it stays counted");
        assert_eq!(report.public_words(), None);
        assert_eq!(report.words(), "Hours.\n\nAnd again today.");
        assert_eq!(report.told, "Four hours.\n\nAnd again today.");
    }

    #[test]
    fn when_its_time_is_up_the_public_part_alone_stays() {
        let mut report = waiting();
        report.publish(TODAY).unwrap();
        report.redact("Hours.".to_owned()).unwrap();
        report.forget(date(2027, 7, 2));
        assert_eq!((report.told.as_str(), report.public_words()), ("", Some("Hours.")));
        assert_eq!((report.public_name(), &report.contact), (Some("Rosa"), &None));
        let mut hidden = waiting();
        hidden.hide(TODAY).unwrap();
        hidden.forget(date(2027, 7, 2));
        assert_eq!((hidden.words(), &hidden.first_name, &hidden.contact), ("", &None, &None));
    }

    #[test]
    fn a_week_begins_on_monday() {
        assert_eq!(week_of(date(2026, 11, 22)), date(2026, 11, 16));
        assert_eq!(week_of(date(2026, 11, 16)), date(2026, 11, 16));
        assert_eq!(week_of(date(2027, 1, 1)), date(2026, 12, 28));
    }
}
