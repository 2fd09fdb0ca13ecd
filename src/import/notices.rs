//! The remarks of an importer, collected and bounded.

use std::collections::BTreeMap;

use crate::domain::feed::{Notice, NoticeCode, Severity};

/// Notices of one reading: all are counted, the first of each code are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notices {
    kept: Vec<Notice>,
    by_code: BTreeMap<NoticeCode, Count>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Count {
    error: u64,
    warning: u64,
    info: u64,
    kept: usize,
}

impl Count {
    fn total(self) -> u64 {
        self.error + self.warning + self.info
    }

    fn of(self, severity: Severity) -> u64 {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.warning,
            Severity::Info => self.info,
        }
    }

    fn add(&mut self, severity: Severity, n: u64) {
        match severity {
            Severity::Error => self.error += n,
            Severity::Warning => self.warning += n,
            Severity::Info => self.info += n,
        }
    }
}

impl Notices {
    /// How many notices of one code are kept; the rest are only counted.
    pub const KEPT_PER_CODE: usize = 50;

    /// The longest excerpt of what was found, in characters.
    pub const FOUND_CHARS: usize = 120;

    /// No notices.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a notice with the severity that its code has.
    pub fn push(
        &mut self,
        code: NoticeCode,
        row: u64,
        field: &str,
        found: &str,
        expected: &str,
        hint: &str,
    ) {
        self.add(code.severity(), code, row, field, found, expected, hint);
    }

    /// Adds a notice for a row that is left out, whatever its code.
    pub fn refuse(
        &mut self,
        code: NoticeCode,
        row: u64,
        field: &str,
        found: &str,
        expected: &str,
        hint: &str,
    ) {
        self.add(Severity::Error, code, row, field, found, expected, hint);
    }

    #[expect(clippy::too_many_arguments, reason = "they are the fields of a notice")]
    fn add(
        &mut self,
        severity: Severity,
        code: NoticeCode,
        row: u64,
        field: &str,
        found: &str,
        expected: &str,
        hint: &str,
    ) {
        let count = self.by_code.entry(code).or_default();
        count.add(severity, 1);
        if count.kept == Self::KEPT_PER_CODE {
            return;
        }
        count.kept += 1;
        self.kept.push(Notice {
            code,
            severity,
            row,
            field: field.to_owned(),
            found: found.chars().take(Self::FOUND_CHARS).collect(),
            expected: expected.to_owned(),
            hint: hint.to_owned(),
        });
    }

    /// The notices that were kept, in the order in which they came up.
    pub fn iter(&self) -> impl Iterator<Item = &Notice> {
        self.kept.iter()
    }

    /// How many there were of one code, kept or not.
    #[must_use]
    pub fn count(&self, code: NoticeCode) -> u64 {
        self.by_code.get(&code).map_or(0, |count| count.total())
    }

    /// How many there were of one severity, kept or not.
    #[must_use]
    pub fn count_of(&self, severity: Severity) -> u64 {
        self.by_code.values().map(|count| count.of(severity)).sum()
    }

    /// The codes that came up, each with its number.
    pub fn counts(&self) -> impl Iterator<Item = (NoticeCode, u64)> {
        self.by_code.iter().map(|(code, count)| (*code, count.total()))
    }

    /// How many there were in all.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.by_code.values().map(|count| count.total()).sum()
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_code.is_empty()
    }

    /// Takes over the notices of another reading, keeping to the same bound.
    pub fn merge(&mut self, other: Self) {
        for (code, count) in &other.by_code {
            let mine = self.by_code.entry(*code).or_default();
            for severity in [Severity::Error, Severity::Warning, Severity::Info] {
                mine.add(severity, count.of(severity));
            }
        }
        for notice in other.kept {
            let mine = self.by_code.entry(notice.code).or_default();
            if mine.kept < Self::KEPT_PER_CODE {
                mine.kept += 1;
                self.kept.push(notice);
            }
        }
    }
}

/// One notice as a line of plain text.
///
/// `row 12, phone: found "None", expected a ten-digit telephone number; left empty`
#[must_use]
pub fn sentence(notice: &Notice) -> String {
    let mut out =
        if notice.row == 0 { "whole file".to_owned() } else { format!("row {}", notice.row) };
    if !notice.field.is_empty() {
        out.push_str(", ");
        out.push_str(&notice.field);
    }
    if notice.found.is_empty() {
        out.push_str(": found nothing");
    } else {
        out.push_str(&format!(": found \"{}\"", notice.found));
    }
    if !notice.expected.is_empty() {
        out.push_str(", expected ");
        out.push_str(&notice.expected);
    }
    if !notice.hint.is_empty() {
        out.push_str("; ");
        out.push_str(&notice.hint);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phone(notices: &mut Notices, row: u64) {
        notices.push(
            NoticeCode::Malformed,
            row,
            "phone",
            "None",
            "a ten-digit telephone number",
            "left empty",
        );
    }

    #[test]
    fn a_notice_reads_as_a_sentence() {
        let mut notices = Notices::new();
        phone(&mut notices, 12);
        assert_eq!(
            sentence(notices.iter().next().unwrap()),
            "row 12, phone: found \"None\", expected a ten-digit telephone number; left empty"
        );
        notices.push(NoticeCode::Encoding, 0, "", "", "UTF-8", "");
        assert_eq!(
            sentence(notices.iter().nth(1).unwrap()),
            "whole file: found nothing, expected UTF-8"
        );
    }

    #[test]
    fn all_are_counted_and_the_first_fifty_of_each_code_kept() {
        let mut notices = Notices::new();
        for row in 2..1_002 {
            phone(&mut notices, row);
        }
        notices.refuse(NoticeCode::Malformed, 9, "value", "x", "a number", "row left out");
        notices.push(NoticeCode::Ragged, 5, "", "3 fields", "25 fields", "row left out");
        assert_eq!(notices.count(NoticeCode::Malformed), 1_001);
        assert_eq!(notices.count_of(Severity::Warning), 1_000);
        assert_eq!(notices.count_of(Severity::Error), 2);
        assert_eq!(notices.iter().count(), 51);
        assert_eq!(notices.total(), 1_002);
    }

    #[test]
    fn merging_adds_the_counts_and_keeps_the_bound() {
        let mut a = Notices::new();
        let mut b = Notices::new();
        for row in 0..40 {
            phone(&mut a, row);
            phone(&mut b, row);
        }
        b.push(NoticeCode::TooLong, 1, "notes", "x", "less", "");
        a.merge(b);
        assert_eq!(a.count(NoticeCode::Malformed), 80);
        assert_eq!(a.iter().count(), 51);
        assert!(!a.is_empty());
    }

    #[test]
    fn an_excerpt_is_cut() {
        let mut notices = Notices::new();
        notices.push(NoticeCode::Malformed, 1, "x", &"é".repeat(500), "", "");
        assert_eq!(notices.iter().next().unwrap().found.chars().count(), 120);
    }
}
