//! Dates that may be known only to the month or the year.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An ISO 8601 date as precise as its source: `2012`, `2012-06` or `2012-06-30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

/// Text that is not a date of any precision.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("found {found:?}, expected a date such as 2012, 2012-06 or 2012-06-30")]
pub struct NotADate {
    /// What was written.
    pub found: String,
}

impl PartialDate {
    /// A date known to the day.
    #[must_use]
    pub fn day(date: Date) -> Self {
        Self { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }

    /// A date known only to the year.
    #[must_use]
    pub const fn of_year(year: i16) -> Self {
        Self { year, month: None, day: None }
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12, where it is known.
    #[must_use]
    pub const fn month(self) -> Option<i8> {
        self.month
    }

    /// The whole date, where it is known to the day.
    #[must_use]
    pub fn exact(self) -> Option<Date> {
        Date::new(self.year, self.month?, self.day?).ok()
    }

    /// The first day that the date can mean.
    #[must_use]
    pub fn earliest(self) -> Date {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).unwrap_or(Date::MIN)
    }

    /// The last day that the date can mean.
    #[must_use]
    pub fn latest(self) -> Date {
        self.exact().unwrap_or_else(|| {
            Date::new(self.year, self.month.unwrap_or(12), 1).unwrap_or(Date::MAX).last_of_month()
        })
    }
}

impl FromStr for PartialDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let bad = || NotADate { found: text.chars().take(40).collect() };
        let digits = |part: &str, length: usize| {
            (part.len() == length && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<i16>().ok())
                .flatten()
        };
        let mut parts = text.split('-');
        let year = parts.next().and_then(|p| digits(p, 4)).ok_or_else(bad)?;
        let mut small = || match parts.next() {
            None => Ok(None),
            Some(part) => {
                let value = digits(part, 2).and_then(|v| i8::try_from(v).ok()).ok_or_else(bad)?;
                Ok(Some(value))
            }
        };
        let (month, day) = (small()?, small()?);
        if parts.next().is_some() || Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).is_err()
        {
            return Err(bad());
        }
        Ok(Self { year, month, day })
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// By the first day it can mean; of two that begin alike, the vaguer one first.
impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.year, self.month, self.day).cmp(&(other.year, other.month, other.day))
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_date_keeps_the_precision_of_its_source() {
        for text in ["2012", "2012-06", "2012-02-29", "0001-01-01", "9999-12-31"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn impossible_and_sloppy_dates_are_refused() {
        for text in [
            "",
            "2012-02-30",
            "2012-13",
            "2012-0",
            "12",
            "2012-1-1",
            "2012-06-30-1",
            "abcd",
            "+201",
        ] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_vague_date_spans_all_the_days_it_can_mean() {
        let june: PartialDate = "2012-06".parse().unwrap();
        assert_eq!(june.earliest().to_string(), "2012-06-01");
        assert_eq!(june.latest().to_string(), "2012-06-30");
        assert_eq!("2012".parse::<PartialDate>().unwrap().latest().to_string(), "2012-12-31");
    }

    proptest! {
        #[test]
        fn any_text_is_a_date_that_prints_the_same_or_a_clear_refusal(text in "[0-9-]{0,12}|.{0,12}") {
            if let Ok(date) = text.parse::<PartialDate>() {
                prop_assert_eq!(date.to_string(), text);
                prop_assert!(date.earliest() <= date.latest());
            }
        }
    }
}
