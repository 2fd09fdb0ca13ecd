//! The day something happened, as browsers send it and as people type it.

use jiff::ToSpan;
use jiff::civil::Date;

/// How many years back a report may reach.
const YEARS_BACK: i64 = 2;

/// Why a text is no day that a report can tell of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotTheDay {
    /// Nothing was typed.
    Missing,
    /// It cannot be read as a day.
    Unreadable,
    /// It has not come yet.
    ToCome(Date),
    /// It is too long ago.
    LongAgo(Date),
}

/// The first day that can still be told of.
pub fn first_day(today: Date) -> Date {
    today.saturating_sub(YEARS_BACK.years())
}

/// Reads a day: `2026-06-24` as browsers send it, `06/24/2026` as people write it, with two digits for the year
/// too. Where the month comes second, which only a number above 12 can show, that is understood as well.
pub fn read(text: &str, today: Date) -> Result<Date, NotTheDay> {
    let text = text.trim();
    if text.is_empty() {
        return Err(NotTheDay::Missing);
    }
    let day = written(text).ok_or(NotTheDay::Unreadable)?;
    if day > today {
        Err(NotTheDay::ToCome(day))
    } else if day < first_day(today) {
        Err(NotTheDay::LongAgo(day))
    } else {
        Ok(day)
    }
}

fn written(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(['-', '/', '.', ' ']).filter(|p| !p.is_empty()).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let digits = |part: &str, most: usize| {
        let right = part.len() <= most && part.bytes().all(|b| b.is_ascii_digit());
        right.then(|| part.parse::<i16>().ok()).flatten()
    };
    if first.len() == 4 {
        return date(digits(first, 4)?, digits(second, 2)?, digits(third, 2)?);
    }
    let year = match third.len() {
        2 => digits(third, 2)?.checked_add(2000)?,
        4 => digits(third, 4)?,
        _ => return None,
    };
    let (month, day) = (digits(first, 2)?, digits(second, 2)?);
    date(year, month, day).or_else(|| date(year, day, month))
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 7, 1);

    #[test]
    fn a_day_is_read_as_browsers_send_it_and_as_people_write_it() {
        for text in ["2026-06-24", "06/24/2026", "6/24/2026", " 6-24-26 ", "24/6/2026", "6.24.2026"]
        {
            assert_eq!(read(text, TODAY), Ok(date(2026, 6, 24)), "{text}");
        }
        assert_eq!(read("2026-07-01", TODAY), Ok(TODAY));
        assert_eq!(read("2024-07-01", TODAY), Ok(date(2024, 7, 1)));
    }

    #[test]
    fn a_day_to_come_a_day_long_ago_and_what_is_no_day_are_told_apart() {
        assert_eq!(read("", TODAY), Err(NotTheDay::Missing));
        assert_eq!(read("2026-07-02", TODAY), Err(NotTheDay::ToCome(date(2026, 7, 2))));
        assert_eq!(read("2024-06-30", TODAY), Err(NotTheDay::LongAgo(date(2024, 6, 30))));
        for text in [
            "yesterday",
            "2026-02-30",
            "13/13/2026",
            "6/24",
            "🙂",
            "1/2/3/4",
            "99999-1-1",
            "-1-1-1",
        ] {
            assert_eq!(read(text, TODAY), Err(NotTheDay::Unreadable), "{text}");
        }
    }
}
