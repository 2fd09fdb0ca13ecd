//! From two printed times to minutes after midnight.

use super::lex::{Half, Time};

/// Opening and closing, minutes after midnight, the first before the second.
pub type Span = (u16, u16);

/// Noon.
const NOON: u16 = 12 * 60;

/// A span within one day; none where the half of the day cannot be told.
pub fn span(opens: Time, closes: Time) -> Option<Span> {
    let (open, close) = match (opens.half, closes.half) {
        (Some(a), Some(b)) => (minutes(opens, a)?, minutes(closes, b)?),
        // 8am-4:30: the first such time after the opening.
        (Some(a), None) => {
            let open = minutes(opens, a)?;
            if closes.hour > 12 {
                (open, plain(closes))
            } else {
                let early = minutes(closes, Half::Am)?;
                (open, if early > open { early } else { minutes(closes, Half::Pm)? })
            }
        }
        // 1-4 pm: the same half of the day if that can be, as one says it; else the morning.
        (None, Some(b)) => {
            let close = minutes(closes, b)?;
            if opens.hour > 12 || opens.hour == 0 {
                (plain(opens), close)
            } else {
                let same = minutes(opens, b)?;
                (if same < close { same } else { minutes(opens, Half::Am)? }, close)
            }
        }
        (None, None) => bare(opens, closes)?,
    };
    (open < close).then_some((open, close))
}

/// Neither time names its half: the 24-hour clock, or office hours.
fn bare(opens: Time, closes: Time) -> Option<Span> {
    let (open, close) = (plain(opens), plain(closes));
    if closes.hour > 12 || opens.hour > 12 {
        return Some((open, close));
    }
    // A counter opens between seven and noon; 5-7 may be either end of the day.
    if !(7..=12).contains(&opens.hour) {
        return None;
    }
    Some((open, if close <= open { close + NOON } else { close }))
}

fn plain(time: Time) -> u16 {
    time.hour * 60 + time.minute
}

fn minutes(time: Time, half: Half) -> Option<u16> {
    let hour = (1..=12).contains(&time.hour).then_some(time.hour % 12)?;
    Some(hour * 60 + time.minute + if half == Half::Pm { NOON } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::super::lex::{Kind, tokens};
    use super::*;

    fn read(text: &str) -> Option<String> {
        let times: Vec<Time> = tokens(text)?
            .iter()
            .filter_map(|token| match token.kind {
                Kind::Time(time) => Some(time),
                _ => None,
            })
            .collect();
        let (open, close) = span(times[0], times[1])?;
        Some(format!("{:02}:{:02}-{:02}:{:02}", open / 60, open % 60, close / 60, close % 60))
    }

    #[test]
    fn the_half_of_the_day_comes_from_the_other_time_or_from_office_hours() {
        for (text, expected) in [
            ("8-4", "08:00-16:00"),
            ("7-5", "07:00-17:00"),
            ("8-8", "08:00-20:00"),
            ("9-12", "09:00-12:00"),
            ("12-1", "12:00-13:00"),
            ("8:30-16:30", "08:30-16:30"),
            ("13:00-17:00", "13:00-17:00"),
            ("8am-4:30", "08:00-16:30"),
            ("8am-11", "08:00-11:00"),
            ("1-4 pm", "13:00-16:00"),
            ("8:00-5:00p.m.", "08:00-17:00"),
            ("8:30-12:30 p.m.", "08:30-12:30"),
            ("11-1pm", "11:00-13:00"),
            ("8-11 am", "08:00-11:00"),
            ("8am-12 Noon", "08:00-12:00"),
            ("12pm-4pm", "12:00-16:00"),
            ("12am-4am", "00:00-04:00"),
            ("00:00-24:00", "00:00-24:00"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["5-7", "1-3", "8am-4am", "10pm-2am", "20:00-02:00", "9-12 am", "0-4"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
