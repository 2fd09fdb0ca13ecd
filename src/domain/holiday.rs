//! Days on which Illinois state offices are shut.
//!
//! Source: 5 ILCS 490 (State Commemorative Dates Act) and the holiday list of the Illinois Department of
//! Central Management Services. A holiday on a Saturday is kept on the Friday before, one on a Sunday on the
//! Monday after.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

text_enum! {
    /// A state holiday.
    Holiday {
        /// 1 January.
        NewYear = "new-year",
        /// Third Monday of January.
        MartinLutherKing = "martin-luther-king",
        /// 12 February.
        Lincoln = "lincoln",
        /// Third Monday of February.
        Presidents = "presidents",
        /// Last Monday of May.
        Memorial = "memorial",
        /// 19 June, since 2022.
        Juneteenth = "juneteenth",
        /// 4 July.
        Independence = "independence",
        /// First Monday of September.
        Labor = "labor",
        /// Second Monday of October.
        Columbus = "columbus",
        /// Tuesday after the first Monday of November, in even years.
        Election = "election",
        /// 11 November.
        Veterans = "veterans",
        /// Fourth Thursday of November.
        Thanksgiving = "thanksgiving",
        /// The Friday after.
        AfterThanksgiving = "after-thanksgiving",
        /// 25 December.
        Christmas = "christmas",
    }
}

impl Holiday {
    /// The day on which state offices keep the holiday in a year; none where the year does not have it.
    #[must_use]
    pub fn kept_in(self, year: i16) -> Option<Date> {
        let fixed = |month, day| Date::new(year, month, day).ok().and_then(observed);
        let nth = |month, n, weekday| {
            Date::new(year, month, 1).ok()?.nth_weekday_of_month(n, weekday).ok()
        };
        match self {
            Self::NewYear => fixed(1, 1),
            Self::MartinLutherKing => nth(1, 3, Weekday::Monday),
            Self::Lincoln => fixed(2, 12),
            Self::Presidents => nth(2, 3, Weekday::Monday),
            Self::Memorial => nth(5, -1, Weekday::Monday),
            Self::Juneteenth if year >= 2022 => fixed(6, 19),
            Self::Juneteenth => None,
            Self::Independence => fixed(7, 4),
            Self::Labor => nth(9, 1, Weekday::Monday),
            Self::Columbus => nth(10, 2, Weekday::Monday),
            Self::Election if year % 2 == 0 => {
                nth(11, 1, Weekday::Monday)?.checked_add(1.day()).ok()
            }
            Self::Election => None,
            Self::Veterans => fixed(11, 11),
            Self::Thanksgiving => nth(11, 4, Weekday::Thursday),
            Self::AfterThanksgiving => Self::Thanksgiving.kept_in(year)?.checked_add(1.day()).ok(),
            Self::Christmas => fixed(12, 25),
        }
    }

    /// The holiday kept on a day, if there is one.
    #[must_use]
    pub fn on(date: Date) -> Option<Self> {
        // New Year's Day of the next year may be kept on 31 December.
        let next = date.year().saturating_add(1);
        Self::ALL
            .iter()
            .copied()
            .find(|h| h.kept_in(date.year()) == Some(date))
            .or_else(|| (Self::NewYear.kept_in(next) == Some(date)).then_some(Self::NewYear))
    }
}

fn observed(date: Date) -> Option<Date> {
    match date.weekday() {
        Weekday::Saturday => date.checked_sub(1.day()).ok(),
        Weekday::Sunday => date.checked_add(1.day()).ok(),
        _ => Some(date),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_holidays_of_2026_fall_where_the_calendar_says() {
        let days: Vec<String> =
            Holiday::ALL.iter().filter_map(|h| h.kept_in(2026)).map(|d| d.to_string()).collect();
        assert_eq!(
            days,
            [
                "2026-01-01",
                "2026-01-19",
                "2026-02-12",
                "2026-02-16",
                "2026-05-25",
                "2026-06-19",
                "2026-07-03",
                "2026-09-07",
                "2026-10-12",
                "2026-11-03",
                "2026-11-11",
                "2026-11-26",
                "2026-11-27",
                "2026-12-25",
            ]
        );
    }

    #[test]
    fn a_new_year_on_a_saturday_is_kept_in_the_old_year() {
        assert_eq!(Holiday::on(date(2021, 12, 31)), Some(Holiday::NewYear));
        assert_eq!(Holiday::on(date(2027, 11, 2)), None);
    }
}
