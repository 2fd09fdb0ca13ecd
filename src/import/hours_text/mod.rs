//! Hours as printed on doors and in rosters, put into the OpenStreetMap syntax.
//!
//! The reader is strict: it knows days, ordinals (`2nd & 4th Sa`), times, breaks (`closed 12-1`)
//! and a few remarks (`additional phone #`). A text of which it does not understand every part
//! stays text. A wrong hour sends somebody to a locked door; a printed one does not.
//!
//! What is inferred, and no more:
//! - the half of the day, from the other time of the span (`1-4 pm`, `8am-4:30`), or from office
//!   hours where none is given (`8-4` is 08:00-16:00, `12-1` is 12:00-13:00). Spans that could
//!   begin in the night or the afternoon alike (`5-7`) stay text.
//! - `T` is Tuesday, `R` and `Th` are Thursday; `S` may be Saturday or Sunday and is only
//!   understood where it is said to be closed.
//! - an ordinal day replaces the usual hours of that day.

mod lex;
mod read;
mod span;
mod write;

#[cfg(test)]
mod table;

use crate::domain::hours::Hours;

/// What was read of printed hours.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HoursReading {
    /// Hours that can be evaluated.
    pub hours: Option<Hours>,
    /// What must be shown beside them; all of the text where nothing could be read.
    pub text: Option<String>,
}

/// Reads hours, or keeps them as text.
#[must_use]
pub fn read_hours(text: &str) -> HoursReading {
    let text = text.trim();
    if text.is_empty() {
        return HoursReading::default();
    }
    if let Some((hours, remark)) = printed(text) {
        return HoursReading { hours: Some(hours), text: remark };
    }
    if is_osm_style(text)
        && let Ok(hours) = Hours::parse(text)
    {
        return HoursReading { hours: Some(hours), text: None };
    }
    HoursReading { hours: None, text: Some(text.to_owned()) }
}

fn printed(text: &str) -> Option<(Hours, Option<String>)> {
    // Longer texts are house rules, not hours.
    if text.len() > 400 {
        return None;
    }
    let week = read::week(&lex::tokens(text)?, text)?;
    Some((Hours::parse(&write::osm(&week)?).ok()?, week.remark))
}

/// Whether a text keeps to the habits of the OpenStreetMap syntax, not only to its grammar.
///
/// The grammar alone would take `Th 8:00-4:00` as open all night.
fn is_osm_style(text: &str) -> bool {
    if text == "24/7" {
        return true;
    }
    let bytes = text.as_bytes();
    let mut times = 0;
    let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    for at in bytes.iter().enumerate().filter(|(_, byte)| **byte == b':').map(|(at, _)| at) {
        if !digit(at.checked_sub(1)) && !digit(Some(at + 1)) {
            continue;
        }
        let Some(opens) = time_around(bytes, at) else {
            return false;
        };
        times += 1;
        if bytes.get(at + 3) == Some(&b'-') {
            let Some(closes) = time_around(bytes, at + 6) else {
                return false;
            };
            // Through the night only where it begins in the evening.
            if closes <= opens && opens < 17 * 60 {
                return false;
            }
        }
    }
    times > 0
}

/// Minutes of a time `HH:MM` around a colon.
fn time_around(bytes: &[u8], colon: usize) -> Option<u16> {
    let window = bytes.get(colon.checked_sub(2)?..colon + 3)?;
    let digit = |at: usize| window[at].is_ascii_digit().then(|| u16::from(window[at] - b'0'));
    let alone = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_digit());
    let before = colon.checked_sub(3).and_then(|at| bytes.get(at));
    if window[2] != b':' || !alone(before) || !alone(bytes.get(colon + 3)) {
        return None;
    }
    let (hour, minute) = (digit(0)? * 10 + digit(1)?, digit(3)? * 10 + digit(4)?);
    (hour <= 24 && minute < 60).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn osm(text: &str) -> Option<String> {
        read_hours(text).hours.map(|hours| hours.as_str().to_owned())
    }

    #[test]
    fn the_openstreetmap_syntax_passes_as_it_is() {
        for text in [
            "24/7",
            "Mo-Fr 08:30-17:00; PH off",
            "Sa[2,4] 08:00-16:00",
            "Mo-Fr 20:00-02:00",
            "Jun-Aug: Mo-Fr 08:00-12:00",
            "Mo-Fr 08:00-16:00; Tu[2,4] 10:00-18:00; Fr[-1] off",
        ] {
            assert_eq!(osm(text).as_deref(), Some(text));
            assert_eq!(read_hours(text).text, None);
        }
        assert_eq!(osm("Mo-Fr 08:00-12:00,13:00-17:00").unwrap(), "Mo-Fr 08:00-12:00,13:00-17:00");
    }

    #[test]
    fn an_afternoon_is_never_read_as_a_night() {
        assert_eq!(osm("Th 8:00-4:00").unwrap(), "Th 08:00-16:00");
        for text in ["Th 8:00-4:00; PH off", "Th 08:00-04:00; PH off", "Mo-Fr 1:00-4:00; PH off"] {
            assert_eq!(osm(text), None, "{text}");
            assert_eq!(read_hours(text).text.as_deref(), Some(text));
        }
    }

    #[test]
    fn what_could_mean_two_things_stays_text() {
        for text in [
            "M-S 8-4",
            "S 8-4",
            "M-F 5-7",
            "M-F 8",
            "M-F 8-4, F 8-12",
            "M, T 8-4, T 9-5",
            "every other Tu 8-4",
            "M-F 8-4 except holidays",
            "M-F 8-4 (closed 1st Friday)",
            "M-F 8-4 (summer only)",
            "M-F 8-4 by appointment only",
            "M-F 8-4 (Fridays by telephone)",
            "M-F 8-4 (call first)",
            "M-W-F 8-4",
            "F-T 8-4",
            "M-F 8:75-9",
            "M-F 25-26",
            "M-F 830-430",
            "M-F 8-4 9",
            "M-F 8am-4am",
            "M-F 10pm-2am",
            "M-F 13am-4pm",
            "0th Mo 8-4",
            "M-F closed",
            "closed",
            "open",
            "call first",
            "M-F 8-4 closed 5-6",
            "M-F 8-4 closed",
            "M-F 8-4 closed Friday",
            "M-Sat 8-4; F,S closed",
            "M-F 8-4 Translator available until 2pm",
            "M-F 8-4 Additional phone #: 312-555-0100 open late",
            "6th Mon 8-4",
            "mornings",
            "8-4",
        ] {
            let reading = read_hours(text);
            assert_eq!(reading.hours.as_ref().map(Hours::as_str), None, "{text}");
            assert_eq!(reading.text.as_deref(), Some(text));
        }
    }

    #[test]
    fn usual_ways_of_writing_are_read() {
        for (text, expected) in [
            ("Monday through Friday, 8:00 AM to 4:30 PM", "Mo-Fr 08:00-16:30"),
            ("Sun-Thurs 9-5", "Mo-Th,Su 09:00-17:00"),
            ("Mon-Fri 9-12 & 1-5pm", "Mo-Fr 09:00-12:00,13:00-17:00"),
            ("M-F 8-4:30, closed for lunch 12-1", "Mo-Fr 08:00-12:00,13:00-16:30"),
            ("Tu 8AM-12PM", "Tu 08:00-12:00"),
            ("5th Fri 9-noon", "Fr[5] 09:00-12:00"),
            ("last Friday of the month 9am-1pm", "Fr[-1] 09:00-13:00"),
            ("M-F 8-4, last Friday closed", "Mo-Fr 08:00-16:00; Fr[-1] off"),
            ("M-F 8-4; closed 1st Friday of the month", "Mo-Fr 08:00-16:00; Fr[1] off"),
        ] {
            assert_eq!(osm(text).as_deref(), Some(expected), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_kept(text in ".{0,80}") {
            let reading = read_hours(&text);
            prop_assert!(reading.hours.is_some() || reading.text.as_deref().unwrap_or("") == text.trim());
        }

        #[test]
        fn any_mixture_of_known_words_is_read_or_kept(
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "M", "T", "Th", "F", "Sa", "S", "Mon", "-", "–", ",", "&", ";", ":", ".", "*",
                    "8", "8:30am", "4pm", "12", "noon", "16:30", "1st", "2nd", "closed", "of", "month",
                    "every day", "by appointment", "(2021)", "to", "and", "last", " ",
                ]),
                0..14,
            ),
        ) {
            for text in [parts.join(" "), parts.concat()] {
                let reading = read_hours(&text);
                prop_assert!(reading.hours.is_some() || reading.text.as_deref().unwrap_or("") == text.trim());
                if let Some(hours) = reading.hours {
                    prop_assert!(Hours::parse(hours.as_str()).is_ok());
                }
            }
        }
    }
}
