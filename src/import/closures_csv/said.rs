//! What a row says that has no step of its own: kept in the words of its note.
//!
//! A planned day is no step, and the numbers of one office may be left out of those of its case.
//! Neither is lost: where the row's summary does not say it already, a short sentence does.

use super::events::{Event, RowStatus, StepColumn};
use super::found::Found;
use crate::domain::closure::Affected;
use crate::domain::date::PartialDate;

/// The note of a row: its summary, and what the summary leaves out.
pub fn note(row: &Event, found: &[Found], case: &Affected) -> String {
    let mut note = row.summary.clone();
    let mut add = |sentence: String| {
        if !note.is_empty() {
            note.push(' ');
        }
        note.push_str(&sentence);
    };
    if let Some(on) = planned(row, found) {
        let day = in_words(on);
        if !row.summary.contains(&day) {
            add(format!("Planned for {day}."));
        }
    }
    let missing = |own: Option<u32>, of_case: Option<u32>| {
        own.filter(|n| of_case != Some(*n) && !names(&row.summary, *n))
    };
    if let Some(n) = missing(row.jobs, case.jobs) {
        add(format!("Workers, as the source counts: {}.", grouped(n)));
    }
    if let Some(n) = missing(row.people, case.people) {
        add(format!("People or cases, as the source counts: {}.", grouped(n)));
    }
    note
}

/// The day of a plan, which made no step.
fn planned(row: &Event, found: &[Found]) -> Option<PartialDate> {
    let day = row.given(StepColumn::EffectiveOn).date()?;
    let is_plan = row.status.is_some_and(|status| status != RowStatus::Effective);
    (is_plan && !found.iter().any(|found| found.on == Some(day))).then_some(day)
}

/// A date as the summaries write it: `1 December 2020`, `December 2020`, `2020`.
fn in_words(on: PartialDate) -> String {
    let form = match (on.exact(), on.month()) {
        (Some(_), _) => "%-d %B %Y",
        (None, Some(_)) => "%B %Y",
        (None, None) => "%Y",
    };
    on.earliest().strftime(form).to_string()
}

/// Whether a text has a number, with or without commas.
fn names(text: &str, number: u32) -> bool {
    let number = number.to_string();
    let plain = text.replace(',', "");
    plain.split(|c: char| !c.is_ascii_digit()).any(|digits| digits == number)
}

/// A number with commas between groups of three.
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_with_and_without_commas() {
        assert!(names("about 2,062 cases a year", 2062));
        assert!(names("5 workers", 5));
        assert!(!names("15 workers", 5));
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(grouped(12), "12");
    }

    #[test]
    fn a_date_is_written_as_precise_as_it_is() {
        let words = |on: &str| in_words(on.parse().unwrap());
        assert_eq!(words("2020-12-01"), "1 December 2020");
        assert_eq!(words("2020-12"), "December 2020");
        assert_eq!(words("2020"), "2020");
    }
}
