//! Quarters of a year, the times by which reports are counted.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A quarter, written `2026-Q4`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    year: i16,
    /// 1 to 4.
    number: i8,
}

/// Text that is no quarter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("found {found:?}, expected a quarter such as 2026-Q4")]
pub struct NotAQuarter {
    found: String,
}

impl Quarter {
    /// The quarter that a day lies in.
    #[must_use]
    pub fn of(day: Date) -> Self {
        Self { year: day.year(), number: (day.month() - 1) / 3 + 1 }
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> i16 {
        self.year
    }

    /// 1 to 4.
    #[must_use]
    pub const fn number(self) -> i8 {
        self.number
    }

    /// The one after it.
    #[must_use]
    pub const fn next(self) -> Self {
        if self.number == 4 {
            Self { year: self.year.saturating_add(1), number: 1 }
        } else {
            Self { year: self.year, number: self.number + 1 }
        }
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-Q{}", self.year, self.number)
    }
}

impl FromStr for Quarter {
    type Err = NotAQuarter;

    fn from_str(text: &str) -> Result<Self, NotAQuarter> {
        let wrong = || NotAQuarter { found: text.chars().take(20).collect() };
        let (year, number) = text.split_once("-Q").ok_or_else(wrong)?;
        let digits = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
        let year = year.parse().ok().filter(|_| digits).ok_or_else(wrong)?;
        let number = ["1", "2", "3", "4"].iter().zip(1_i8..).find(|(n, _)| **n == number);
        number.map(|(_, number)| Self { year, number }).ok_or_else(wrong)
    }
}

impl Serialize for Quarter {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Quarter {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_quarter_is_read_as_it_is_written_and_sorts_by_time() {
        for (day, text) in [
            (date(2026, 1, 1), "2026-Q1"),
            (date(2026, 3, 31), "2026-Q1"),
            (date(2026, 4, 1), "2026-Q2"),
            (date(2026, 12, 31), "2026-Q4"),
        ] {
            assert_eq!(Quarter::of(day).to_string(), text);
            assert_eq!(text.parse(), Ok(Quarter::of(day)));
        }
        assert_eq!(Quarter::of(date(2026, 12, 1)).next(), Quarter::of(date(2027, 1, 1)));
        assert!(Quarter::of(date(2026, 12, 1)) < Quarter::of(date(2027, 1, 1)));
        for text in ["", "2026", "2026-Q5", "2026-Q0", "2026-Q", "26-Q1", "+026-Q1", "2026-Q1 "] {
            assert!(text.parse::<Quarter>().is_err(), "{text}");
        }
    }
}
