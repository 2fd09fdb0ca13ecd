//! A calendar file (RFC 5545): one event for each date, with an identifier that never changes.

use std::fmt;

use chrono::{NaiveDate, NaiveDateTime, TimeZone, Utc};
use icalendar::{CalendarDateTime, Component, Event, EventLike, EventStatus, Property};
use jiff::Timestamp;
use jiff::civil::Date;

use super::updated;
use crate::app::App;
use crate::domain::agenda::AgendaItem;
use crate::domain::closure::Certainty;
use crate::domain::time::zone;
use crate::i18n::{Lang, Words};
use crate::web::scope::Scope;

/// The zone of all times, as it has been kept since 1987; older times are given in UTC.
const ZONE: &str = "BEGIN:VTIMEZONE\r\nTZID:America/Chicago\r\n\
BEGIN:DAYLIGHT\r\nDTSTART:19870405T020000\r\nTZOFFSETFROM:-0600\r\nTZOFFSETTO:-0500\r\nTZNAME:CDT\r\n\
RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060402T080000Z\r\nEND:DAYLIGHT\r\n\
BEGIN:DAYLIGHT\r\nDTSTART:20070311T020000\r\nTZOFFSETFROM:-0600\r\nTZOFFSETTO:-0500\r\nTZNAME:CDT\r\n\
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\r\nEND:DAYLIGHT\r\n\
BEGIN:STANDARD\r\nDTSTART:19861026T020000\r\nTZOFFSETFROM:-0500\r\nTZOFFSETTO:-0600\r\nTZNAME:CST\r\n\
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20061029T070000Z\r\nEND:STANDARD\r\n\
BEGIN:STANDARD\r\nDTSTART:20071104T020000\r\nTZOFFSETFROM:-0500\r\nTZOFFSETTO:-0600\r\nTZNAME:CST\r\n\
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\r\nEND:STANDARD\r\n\
END:VTIMEZONE\r\n";

/// The first year for which the zone's rules above hold throughout.
const ZONE_FROM: i16 = 1988;

/// Hours that a hearing is taken to last where only its start is known.
const HEARING_HOURS: i64 = 2;

/// Writes the calendar.
///
/// # Errors
/// When a line cannot be written, which memory alone decides.
pub fn write(
    app: &App,
    scope: &Scope<'_>,
    words: Words,
    items: &[AgendaItem<'_>],
) -> Result<String, fmt::Error> {
    let name = format!("{}: {}", words.t("site"), scope.name(words));
    let mut out = String::from("BEGIN:VCALENDAR\r\n");
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Still Open//stillopen//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", name.as_str()),
        ("X-WR-TIMEZONE", "America/Chicago"),
    ] {
        out.push_str(&line(Property::new(key, clean(value)))?);
    }
    let mut refresh = Property::new("REFRESH-INTERVAL", "PT6H");
    out.push_str(&line(refresh.add_parameter("VALUE", "DURATION").done())?);
    out.push_str("X-PUBLISHED-TTL:PT6H\r\n");
    out.push_str(ZONE);
    for item in items {
        out.push_str(&folded(&event(app, words, item).try_into_string()?));
    }
    out.push_str("END:VCALENDAR\r\n");
    Ok(out)
}

fn line(property: Property) -> Result<String, fmt::Error> {
    let line: String = property.try_into()?;
    Ok(folded(&line))
}

/// Bytes of a line, its break left out.
const LINE: usize = 75;

/// The same lines, none longer than 75 bytes and no letter cut in two. The library's own folding counts letters in
/// one place and bytes in another, and lets some lines be longer.
fn folded(text: &str) -> String {
    let whole = text.replace("\r\n ", "");
    let mut out = String::with_capacity(whole.len() + whole.len() / 32);
    for line in whole.split_terminator("\r\n") {
        let mut used = 0;
        for letter in line.chars() {
            if used + letter.len_utf8() > LINE {
                out.push_str("\r\n ");
                used = 1;
            }
            out.push(letter);
            used += letter.len_utf8();
        }
        out.push_str("\r\n");
    }
    out
}

/// Text without control characters other than the break of a line.
fn clean(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || *c == '\n').collect()
}

fn event(app: &App, words: Words, item: &AgendaItem<'_>) -> Event {
    let (case, step) = (item.case, item.step);
    let title = words.either(&case.title, &case.title_es);
    let path = format!("/closures/{}", case.slug);
    let address = match words.lang() {
        Lang::En => app.site().link(&path),
        lang => format!("{}?lang={lang}", app.site().link(&path)),
    };
    let mut event = Event::new();
    event
        .uid(&step.id.to_string())
        .sequence(step.sequence)
        .timestamp(utc(updated::step(case, step, item.off)))
        .last_modified(utc(updated::step(case, step, item.off)))
        .summary(&clean(&format!("{}: {title}", words.event(step))))
        .description(&clean(&description(words, item, &address)))
        .url(&address)
        .categories([words.word("agenda", item.kind.as_str())])
        .add_property("TRANSP", "TRANSPARENT")
        .status(match (item.off, case.certainty) {
            (true, _) => EventStatus::Cancelled,
            (false, Certainty::Detected) => EventStatus::Tentative,
            (false, Certainty::Documented) => EventStatus::Confirmed,
        });
    if !step.place.is_empty() {
        event.location(&clean(&step.place));
    }
    when(&mut event, item);
    event
}

fn description(words: Words, item: &AgendaItem<'_>, address: &str) -> String {
    let step = item.step;
    let note = words.either(&step.note, &step.note_es);
    let lines = [
        if item.off { words.t("called-off") } else { String::new() },
        step.office_name.clone().unwrap_or_default(),
        note.to_owned(),
        match item.case.certainty {
            Certainty::Detected => words.t("case-detected-why"),
            Certainty::Documented => String::new(),
        },
        address.to_owned(),
    ];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// A whole day, or a time on the clocks of Chicago.
fn when(event: &mut Event, item: &AgendaItem<'_>) {
    let Some(day) = naive(item.on) else { return };
    let Some(time) = item.step.time else {
        event.all_day(day);
        return;
    };
    let start = item.on.to_datetime(time);
    let hours = jiff::Span::new().hours(HEARING_HOURS);
    let end = start.checked_add(hours).unwrap_or(start);
    let at = |at: jiff::civil::DateTime| -> Option<CalendarDateTime> {
        if at.year() >= ZONE_FROM {
            let date_time = naive(at.date())?.and_hms_opt(
                u32::try_from(at.hour()).ok()?,
                u32::try_from(at.minute()).ok()?,
                0,
            )?;
            return Some(CalendarDateTime::WithTimezone {
                date_time,
                tzid: "America/Chicago".to_owned(),
            });
        }
        Some(CalendarDateTime::Utc(utc(at.to_zoned(zone()).ok()?.timestamp())))
    };
    match (at(start), at(end)) {
        (Some(start), Some(end)) => event.starts(start).ends(end),
        _ => event.all_day(day),
    };
}

fn naive(day: Date) -> Option<NaiveDate> {
    let (month, dom) = (u32::try_from(day.month()).ok()?, u32::try_from(day.day()).ok()?);
    NaiveDate::from_ymd_opt(i32::from(day.year()), month, dom)
}

fn utc(at: Timestamp) -> chrono::DateTime<Utc> {
    let naive: Option<NaiveDateTime> =
        chrono::DateTime::from_timestamp(at.as_second(), 0).map(|at| at.naive_utc());
    naive.map(|naive| Utc.from_utc_datetime(&naive)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_at_75_bytes_between_letters_and_unfold_to_what_they_were() {
        for word in ["word ", "ñ", "wörd, ", "é ", "🙂"] {
            for many in [1, 10, 37, 38, 75, 76, 200] {
                let text = word.repeat(many);
                let folded = line(Property::new("SUMMARY", text.clone())).unwrap();
                assert!(folded.split("\r\n").all(|line| line.len() <= 75), "{folded}");
                let escaped = text.replace(',', "\\,");
                assert_eq!(folded.replace("\r\n ", ""), format!("SUMMARY:{escaped}\r\n"));
            }
        }
    }
}
