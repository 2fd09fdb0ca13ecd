//! Opening hours in the OpenStreetMap syntax, and what they say at a moment.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use jiff::civil::{Date, DateTime};
use opening_hours::{OpeningHours, RuleKind};
use serde::{Deserialize, Serialize};

use super::holiday::Holiday;

/// Hours that have been parsed and can be evaluated.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hours {
    text: String,
    rules: Arc<OpeningHours>,
}

/// Text that is not in the OpenStreetMap opening-hours syntax.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("found {found:?}, expected opening hours such as Mo-Fr 08:30-17:00")]
pub struct NotHours {
    /// What was written.
    pub found: String,
}

/// What hours say of a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum OpenNow {
    /// Open, until the moment given (none: it does not say).
    Open {
        /// Local time at which it shuts.
        until: Option<DateTime>,
    },
    /// Shut, until the moment given (none: it does not open again).
    Shut {
        /// Local time at which it opens.
        until: Option<DateTime>,
    },
    /// A state holiday on which the hours do not say what happens: call first.
    Holiday {
        /// Which one.
        holiday: Holiday,
    },
}

/// One weekday of a usual week: spans of minutes after midnight, start and end.
pub type DaySpans = Vec<(u16, u16)>;

impl Hours {
    /// Reads hours.
    ///
    /// # Errors
    /// When the text is not in the syntax.
    pub fn parse(text: &str) -> Result<Self, NotHours> {
        let bad = || NotHours { found: text.chars().take(120).collect() };
        if text.len() > 500 {
            return Err(bad());
        }
        let rules = text.parse::<OpeningHours>().map_err(|_| bad())?;
        Ok(Self { text: text.to_owned(), rules: Arc::new(rules) })
    }

    /// The text in the OpenStreetMap syntax.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What the hours say at a local moment.
    #[must_use]
    pub fn at(&self, now: DateTime) -> OpenNow {
        if !self.text.contains("PH")
            && let Some(holiday) = Holiday::on(now.date())
        {
            return OpenNow::Holiday { holiday };
        }
        let moment = to_chrono(now);
        let change = self.rules.next_change(moment).and_then(from_chrono);
        match self.rules.state(moment).0 {
            RuleKind::Open => OpenNow::Open { until: change },
            RuleKind::Closed | RuleKind::Unknown => OpenNow::Shut { until: change },
        }
    }

    /// The seven days from a Monday on, as spans of minutes after midnight.
    ///
    /// Holidays do not count here: this is the usual week that is printed on a door.
    #[must_use]
    pub fn week_of(&self, monday: Date) -> Vec<DaySpans> {
        (0..7_i64)
            .filter_map(|ahead| monday.checked_add(jiff::Span::new().days(ahead)).ok())
            .map(|date| self.spans_on(date))
            .collect()
    }

    fn spans_on(&self, date: Date) -> DaySpans {
        let Some(date) = to_naive_date(date) else { return Vec::new() };
        self.rules
            .schedule_at(date)
            .into_iter()
            .filter(|span| span.kind == RuleKind::Open)
            .map(|span| {
                (span.range.start.mins_from_midnight(), span.range.end.mins_from_midnight())
            })
            .collect()
    }
}

impl PartialEq for Hours {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl TryFrom<String> for Hours {
    type Error = NotHours;

    fn try_from(text: String) -> Result<Self, NotHours> {
        Self::parse(&text)
    }
}

impl From<Hours> for String {
    fn from(hours: Hours) -> Self {
        hours.text
    }
}

fn to_naive_date(date: Date) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(
        i32::from(date.year()),
        u32::try_from(date.month()).ok()?,
        u32::try_from(date.day()).ok()?,
    )
}

fn to_chrono(at: DateTime) -> NaiveDateTime {
    let time = at.time();
    to_naive_date(at.date())
        .and_then(|date| {
            date.and_hms_opt(
                u32::try_from(time.hour()).ok()?,
                u32::try_from(time.minute()).ok()?,
                0,
            )
        })
        .unwrap_or_default()
}

fn from_chrono(at: NaiveDateTime) -> Option<DateTime> {
    // Beyond this year the crate means "never".
    if at.year() > 9_000 {
        return None;
    }
    DateTime::new(
        i16::try_from(at.year()).ok()?,
        i8::try_from(at.month()).ok()?,
        i8::try_from(at.day()).ok()?,
        i8::try_from(at.hour()).ok()?,
        i8::try_from(at.minute()).ok()?,
        0,
        0,
    )
    .ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_office_is_open_on_a_monday_morning_and_shut_at_night() {
        let hours = Hours::parse("Mo-Fr 08:30-17:00").unwrap();
        let monday = date(2026, 11, 23);
        assert_eq!(
            hours.at(monday.at(9, 0, 0, 0)),
            OpenNow::Open { until: Some(monday.at(17, 0, 0, 0)) }
        );
        let tomorrow = date(2026, 11, 24).at(8, 30, 0, 0);
        assert_eq!(hours.at(monday.at(18, 0, 0, 0)), OpenNow::Shut { until: Some(tomorrow) });
    }

    #[test]
    fn a_state_holiday_is_named_instead_of_guessed_at() {
        let hours = Hours::parse("Mo-Fr 08:30-17:00").unwrap();
        let thanksgiving = date(2026, 11, 26).at(10, 0, 0, 0);
        assert_eq!(hours.at(thanksgiving), OpenNow::Holiday { holiday: Holiday::Thanksgiving });
    }

    #[test]
    fn a_week_is_given_as_minutes() {
        let hours = Hours::parse("Mo,We 08:00-12:00,13:00-16:00").unwrap();
        let week = hours.week_of(date(2026, 11, 23));
        assert_eq!(week[0], [(480, 720), (780, 960)]);
        assert!(week[1].is_empty());
        assert_eq!(week[2].len(), 2);
    }

    #[test]
    fn nonsense_is_refused() {
        assert!(Hours::parse("whenever").is_err());
        assert!(Hours::parse(&"Mo 08:00-09:00;".repeat(100)).is_err());
    }
}
