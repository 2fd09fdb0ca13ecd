//! Counting days.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::domain::date::PartialDate;
use crate::domain::holiday::Holiday;

text_enum! {
    /// Which days count.
    Count {
        /// Every day.
        Calendar = "calendar",
        /// Days that are neither on a weekend nor a holiday.
        Business = "business",
    }
}

text_enum! {
    /// Whose holidays matter.
    Holidays {
        /// Nobody's: only weekends.
        None = "none",
        /// Those of the State of Illinois.
        Illinois = "illinois",
    }
}

impl Holidays {
    /// Whether offices are shut on a day.
    #[must_use]
    pub fn is_off(self, day: Date) -> bool {
        is_weekend(day) || (self == Self::Illinois && Holiday::on(day).is_some())
    }
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// What kind of a day it is, where it is not a plain working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FallsOn {
    /// A Saturday or Sunday.
    Weekend(Weekday),
    /// A state holiday.
    Holiday(Holiday),
}

impl FallsOn {
    /// What a day is; none for a plain working day. State holidays are those of Illinois.
    #[must_use]
    pub fn of(day: Date) -> Option<Self> {
        let holiday = Holiday::on(day).map(Self::Holiday);
        holiday.or_else(|| is_weekend(day).then(|| Self::Weekend(day.weekday())))
    }
}

/// The days that a date can mean: one day, or the first and the last of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first of them.
    pub first: Date,
    /// The last of them.
    pub last: Date,
}

impl Span {
    /// The one day, where there is only one.
    #[must_use]
    pub fn exact(self) -> Option<Date> {
        (self.first == self.last).then_some(self.first)
    }
}

impl From<PartialDate> for Span {
    fn from(date: PartialDate) -> Self {
        Self { first: date.earliest(), last: date.latest() }
    }
}

/// A number of days, or the least and the most where a date is vague.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// At least so many.
    pub least: i32,
    /// At most so many.
    pub most: i32,
}

impl Days {
    /// The days from one span to another; not below none.
    #[must_use]
    pub fn between(from: Span, to: Span) -> Self {
        let days = |from: Date, to: Date| (to - from).get_days().max(0);
        Self { least: days(from.last, to.first), most: days(from.first, to.last) }
    }

    /// The one number, where there is only one.
    #[must_use]
    pub fn exact(self) -> Option<i32> {
        (self.least == self.most).then_some(self.least)
    }
}

/// The last of so many days after a day; none beyond the calendar.
#[must_use]
pub fn add(from: Date, days: u16, count: Count, holidays: Holidays) -> Option<Date> {
    match count {
        Count::Calendar => from.checked_add(i32::from(days).days()).ok(),
        Count::Business => step(from, days, holidays, 1),
    }
}

/// The last day on which something can be asked that must be asked so many days ahead of a day.
///
/// The day itself does not count: three business days before a Friday is the Tuesday.
#[must_use]
pub fn before(day: Date, days: u16, count: Count, holidays: Holidays) -> Option<Date> {
    match count {
        Count::Calendar => day.checked_sub(i32::from(days).days()).ok(),
        Count::Business => step(day, days, holidays, -1),
    }
}

/// The next business day, or the day itself where it is one.
#[must_use]
pub fn moved(day: Date, holidays: Holidays) -> Option<Date> {
    if holidays.is_off(day) { step(day, 1, holidays, 1) } else { Some(day) }
}

fn step(from: Date, days: u16, holidays: Holidays, way: i32) -> Option<Date> {
    let mut day = from;
    for _ in 0..days {
        day = day.checked_add(way.days()).ok()?;
        while holidays.is_off(day) {
            day = day.checked_add(way.days()).ok()?;
        }
    }
    Some(day)
}
