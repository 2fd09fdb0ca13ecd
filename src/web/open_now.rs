//! How sure one can be that a door is open, told in a word and a colour.

use jiff::civil::{Date, DateTime};

use crate::domain::date::PartialDate;
use crate::domain::hours::OpenNow;
use crate::domain::office::{Office, OfficeStatus};
use crate::draw::PinLook;
use crate::i18n::Words;

/// Days after which a listing is no longer taken at its word.
const FRESH_DAYS: i32 = 366;

/// The look of an office's mark on a day: shape and colour.
#[must_use]
pub fn look(office: &Office, today: Date) -> PinLook {
    let facts = &office.facts;
    match facts.status {
        OfficeStatus::Closed | OfficeStatus::Privatized | OfficeStatus::Moved => PinLook::Shut,
        OfficeStatus::Open if is_fresh(facts.listing.as_of, today) => PinLook::Open,
        OfficeStatus::Open
        | OfficeStatus::ByAppointment
        | OfficeStatus::TemporarilyClosed
        | OfficeStatus::TemporarilyRemote
        | OfficeStatus::Unknown => PinLook::Doubt,
    }
}

/// Whether a list of that date can still be taken at its word.
#[must_use]
pub fn is_fresh(as_of: Option<PartialDate>, today: Date) -> bool {
    as_of.is_some_and(|date| (today - date.latest()).get_days() <= FRESH_DAYS)
}

/// The word in the status mark, and the sentence beside it that says how we know.
#[must_use]
pub fn status_words(words: Words, office: &Office, today: Date) -> (String, String) {
    let facts = &office.facts;
    let as_of = facts.listing.as_of;
    let date = as_of.map(|d| words.date(d));
    match facts.status {
        OfficeStatus::Open => match (date, is_fresh(as_of, today)) {
            (Some(date), true) => {
                (words.t("status-open"), words.with("listed-fresh", &[("date", date.into())]))
            }
            (Some(date), false) => {
                (words.t("call-first"), words.with("listed-stale", &[("date", date.into())]))
            }
            (None, _) => (words.t("call-first"), words.t("listed-undated")),
        },
        OfficeStatus::Closed | OfficeStatus::Privatized | OfficeStatus::Moved => {
            let word = words.word("status", facts.status.as_str());
            match facts.closed_on {
                Some(on) => (word, words.with("gone-since", &[("date", words.date(on).into())])),
                None => (word, String::new()),
            }
        }
        OfficeStatus::Unknown => {
            let how = match date {
                Some(date) => words.with("listed-unknown", &[("date", date.into())]),
                None => words.t("listed-unknown-undated"),
            };
            (words.t("call-first"), how)
        }
        OfficeStatus::ByAppointment
        | OfficeStatus::TemporarilyClosed
        | OfficeStatus::TemporarilyRemote => {
            let how =
                date.map(|d| words.with("listed-fresh", &[("date", d.into())])).unwrap_or_default();
            (words.word("status", facts.status.as_str()), how)
        }
    }
}

/// One line on the hours at this moment: "Open now until 4 pm", "Shut now. Opens Monday at 8 am".
#[must_use]
pub fn hours_line(words: Words, office: &Office, now: DateTime) -> String {
    let facts = &office.facts;
    if facts.status.is_gone() {
        return String::new();
    }
    let Some(hours) = &facts.hours else {
        return match &facts.hours_text {
            Some(text) => text.clone(),
            None => words.t("hours-unknown"),
        };
    };
    match hours.at(now) {
        OpenNow::Open { until: Some(at) } => {
            words.with("hours-open-until", &[("time", words.moment(at, now).into())])
        }
        OpenNow::Open { until: None } => words.t("hours-open"),
        OpenNow::Shut { until: Some(at) } => {
            words.with("hours-shut-until", &[("time", words.moment(at, now).into())])
        }
        OpenNow::Shut { until: None } => words.t("hours-shut"),
        OpenNow::Holiday { holiday } => words
            .with("hours-holiday", &[("holiday", words.word("holiday", holiday.as_str()).into())]),
    }
}
