//! CSV with a header, one record at a time.

use std::io::Read;

use csv::{Reader, ReaderBuilder, StringRecord};

use super::bytes::{TextReader, unwrapped};
use super::error::ImportError;
use super::limits::Limits;
use super::notices::Notices;
use crate::domain::feed::NoticeCode;

/// Put behind the end of the text. If it comes out as a record of its own, no quote was left open.
const TAIL: &[u8] = b"\n\x1etable ends\x1e\n";
const TAIL_FIELD: &str = "\u{1e}table ends\u{1e}";

/// A CSV file with named columns.
pub struct Table<R> {
    reader: Reader<TextReader<R>>,
    names: Vec<String>,
    record: StringRecord,
    /// A record that was read ahead, to tell a file without rows from one with.
    ahead: Option<u64>,
    limits: Limits,
    rows: u64,
    refused: u64,
    done: bool,
}

/// A column name made comparable: lower case, words joined by underscores.
#[must_use]
pub fn folded_name(name: &str) -> String {
    let parts: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(str::to_lowercase)
        .collect();
    parts.join("_")
}

impl<R: Read> Table<R> {
    /// Opens a table and reads its header.
    ///
    /// # Errors
    /// When the file is not text, is empty, has no row, or breaks off in its first row.
    pub fn open(input: R, limits: Limits, notices: &mut Notices) -> Result<Self, ImportError> {
        let text = TextReader::new(input, limits, TAIL);
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(64 * 1024)
            .from_reader(text);
        let mut table = Self {
            reader,
            names: Vec::new(),
            record: StringRecord::new(),
            ahead: None,
            limits,
            rows: 0,
            refused: 0,
            done: false,
        };
        if table.read_record()?.is_none() {
            return Err(ImportError::Empty { found: "an empty file" });
        }
        table.names = table.record.iter().map(folded_name).collect();
        if table.names.iter().all(String::is_empty) {
            return Err(ImportError::Empty { found: "an empty file" });
        }
        table.ahead = table.read_record()?;
        if table.ahead.is_none() {
            table.reader.get_ref().report(notices);
            return Err(ImportError::Empty { found: "a header without rows" });
        }
        Ok(table)
    }

    /// The names of the columns, folded.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The place of the first column that has one of some folded names.
    #[must_use]
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.names.iter().position(|own| own == name))
    }

    /// The places of columns that must be there, in the order asked for.
    ///
    /// # Errors
    /// When one is not there; the error names all that are missing and all that are found.
    pub fn columns<const N: usize>(&self, names: [&str; N]) -> Result<[usize; N], ImportError> {
        let missing: Vec<String> = names
            .iter()
            .filter(|name| self.column(&[name]).is_none())
            .map(|name| (*name).to_owned())
            .collect();
        if !missing.is_empty() {
            return Err(self.missing(missing));
        }
        Ok(names.map(|name| self.column(&[name]).unwrap_or(usize::MAX)))
    }

    /// The error for columns that are not there.
    #[must_use]
    pub fn missing(&self, missing: Vec<String>) -> ImportError {
        let found = self.names.iter().filter(|name| !name.is_empty()).take(60).cloned().collect();
        ImportError::MissingColumns { missing, found }
    }

    /// Says which columns are not read: those whose folded name `known` refuses, and repeated ones.
    pub fn remark_columns(&self, known: impl Fn(&str) -> bool, notices: &mut Notices) {
        for (at, name) in self.names.iter().enumerate() {
            let hint = if self.names[..at].contains(name) {
                "the first column of that name is read"
            } else if known(name) {
                continue;
            } else {
                "not read"
            };
            let expected = "a column that is known";
            notices.push(NoticeCode::UnknownColumn, 1, name, name, expected, hint);
        }
    }

    /// Steps to the next row and gives its line; none behind the last.
    ///
    /// Rows with another number of fields than the header, and rows with a field that is too long,
    /// are passed over with a notice.
    ///
    /// # Errors
    /// When the file cannot be read on.
    pub fn next_row(&mut self, notices: &mut Notices) -> Result<Option<u64>, ImportError> {
        loop {
            let line = match self.ahead.take() {
                Some(line) => line,
                None => match self.read_record()? {
                    Some(line) => line,
                    None => {
                        if !std::mem::replace(&mut self.done, true) {
                            self.reader.get_ref().report(notices);
                        }
                        return Ok(None);
                    }
                },
            };
            self.rows += 1;
            if self.rows > self.limits.rows {
                self.done = true;
                return Err(ImportError::TooManyRows { limit: self.limits.rows });
            }
            if self.fits(line, notices) {
                return Ok(Some(line));
            }
            self.refused += 1;
        }
    }

    fn fits(&self, line: u64, notices: &mut Notices) -> bool {
        if self.record.len() != self.names.len() {
            let found = format!("{} fields", self.record.len());
            let expected = format!("{} fields as in the header", self.names.len());
            notices.refuse(NoticeCode::Ragged, line, "", &found, &expected, "row left out");
            return false;
        }
        // Few rows are longer than one field may be, so most need no count.
        if self.record.as_slice().len() <= self.limits.field_chars {
            return true;
        }
        let limit = self.limits.field_chars;
        let long = self.record.iter().position(|f| f.len() > limit && f.chars().count() > limit);
        if let Some(at) = long {
            let expected = format!("at most {limit} characters");
            let found = &self.record[at];
            let name = &self.names[at];
            notices.refuse(NoticeCode::TooLong, line, name, found, &expected, "row left out");
        }
        long.is_none()
    }

    fn read_record(&mut self) -> Result<Option<u64>, ImportError> {
        if self.done {
            return Ok(None);
        }
        self.reader.get_mut().mark();
        let before = self.reader.position().line();
        let read = self.reader.read_record(&mut self.record);
        // The line behind the record, less the lines within it: blank lines before it do not count.
        let within = self.record.as_slice().bytes().filter(|byte| *byte == b'\n').count();
        let behind = self.reader.position().line();
        let line = behind.saturating_sub(u64::try_from(within).unwrap_or(0)).max(1);
        let error = match read {
            Ok(false) => {
                self.done = true;
                return Ok(None);
            }
            Ok(true) if !self.ends_here() => return Ok(Some(line.saturating_sub(1).max(1))),
            Ok(true) if self.record.len() == 1 && &self.record[0] == TAIL_FIELD => {
                // `done` is set by the caller, who has something to say first.
                return Ok(None);
            }
            Ok(true) => ImportError::CutOff { line, inside: "a quoted field" },
            Err(error) => self.structure_error(error, before),
        };
        self.done = true;
        Err(error)
    }

    /// Whether the record holds the mark that was put behind the end of the text.
    fn ends_here(&self) -> bool {
        self.reader.get_ref().length() == Some(self.reader.position().byte())
            && self
                .record
                .get(self.record.len().saturating_sub(1))
                .is_some_and(|last| last.contains(TAIL_FIELD))
    }

    fn structure_error(&self, error: csv::Error, line: u64) -> ImportError {
        let line = error.position().map_or(line, csv::Position::line);
        let message = error.to_string();
        match error.into_kind() {
            csv::ErrorKind::Io(error) => {
                match unwrapped(error, self.reader.get_ref().bytes_read()) {
                    ImportError::RowTooLarge { limit, .. } => {
                        ImportError::RowTooLarge { line, limit }
                    }
                    other => other,
                }
            }
            _ => ImportError::Csv { line, message },
        }
    }

    /// A field of the row, as it stands in the file; empty for a column that is not there.
    #[must_use]
    pub fn field(&self, column: Option<usize>) -> &str {
        column.and_then(|at| self.record.get(at)).unwrap_or("")
    }

    /// Rows that were read, those left out included.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Rows that were left out for their form.
    #[must_use]
    pub fn refused(&self) -> u64 {
        self.refused
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn open(text: &[u8]) -> Result<(Table<&[u8]>, Notices), ImportError> {
        let mut notices = Notices::new();
        Table::open(text, Limits::default(), &mut notices).map(|table| (table, notices))
    }

    fn rows(text: &[u8], limits: Limits) -> Result<(Vec<(u64, String)>, Notices), ImportError> {
        let mut notices = Notices::new();
        let mut table = Table::open(text, limits, &mut notices)?;
        let mut out = Vec::new();
        while let Some(line) = table.next_row(&mut notices)? {
            out.push((line, table.field(Some(0)).to_owned()));
        }
        assert!(table.next_row(&mut notices)?.is_none());
        Ok((out, notices))
    }

    #[test]
    fn rows_have_the_line_they_begin_on() {
        let text = "id,Full  Name\n1,\"a\nb\"\n\n2,c\n3,d";
        for end in ["\n", "\r\n", "\r"] {
            let text = text.replace('\n', end);
            let (found, notices) = rows(text.as_bytes(), Limits::default()).unwrap();
            let lines: Vec<_> = found.iter().map(|(line, id)| (*line, id.as_str())).collect();
            assert_eq!(lines, [(2, "1"), (5, "2"), (6, "3")], "{end:?}");
            assert!(notices.is_empty());
        }
        let (table, _) = open(text.as_bytes()).unwrap();
        assert_eq!(table.names(), ["id", "full_name"]);
    }

    #[test]
    fn files_without_rows_say_so() {
        for text in ["", "\n\n", "\u{feff}", "   \n"] {
            let error = open(text.as_bytes()).err().unwrap();
            assert!(error.to_string().starts_with("found an empty file"), "{text:?}: {error}");
        }
        let error = open(b"id,name\n").err().unwrap();
        assert_eq!(
            error.to_string(),
            "found a header without rows, expected at least one row; nothing was changed"
        );
    }

    #[test]
    fn a_file_cut_inside_a_quoted_field_names_the_line() {
        let error = rows(b"id,name\n1,a\n2,\"half of", Limits::default()).unwrap_err();
        assert!(matches!(error, ImportError::CutOff { line: 3, .. }), "{error}");
        let error = open(b"id,\"na").err().unwrap();
        assert!(matches!(error, ImportError::CutOff { line: 1, .. }), "{error}");
    }

    #[test]
    fn a_quote_in_the_middle_of_a_field_is_only_a_quote() {
        let (found, _) = rows(b"name,id\n12\" pipe,1\n", Limits::default()).unwrap();
        assert_eq!(found, [(2, "12\" pipe".to_owned())]);
    }

    #[test]
    fn ragged_and_overlong_rows_are_passed_over() {
        let long = "x".repeat(10_001);
        let fits = "é".repeat(10_000);
        let text = format!("id,name\n1\n2,a,b\n3,{long}\n4,{fits}\n");
        let (found, notices) = rows(text.as_bytes(), Limits::default()).unwrap();
        assert_eq!(found, [(5, "4".to_owned())]);
        assert_eq!(notices.count(NoticeCode::Ragged), 2);
        assert_eq!(notices.count(NoticeCode::TooLong), 1);
    }

    #[test]
    fn a_quote_that_is_never_closed_does_not_swallow_memory() {
        let limits = Limits { row_bytes: 1_000, ..Limits::default() };
        let mut text = b"id,name\n1,a\n2,\"".to_vec();
        text.extend(std::iter::repeat_n(b'x', 2_000_000));
        let error = rows(&text, limits).unwrap_err();
        assert!(matches!(error, ImportError::RowTooLarge { line: 3, limit: 1_000 }), "{error}");
    }

    #[test]
    fn the_number_of_rows_is_bounded() {
        let limits = Limits { rows: 2, ..Limits::default() };
        assert_eq!(rows(b"id\n1\n2\n", limits).unwrap().0.len(), 2);
        let error = rows(b"id\n1\n2\n3\n", limits).unwrap_err();
        assert!(matches!(error, ImportError::TooManyRows { limit: 2 }));
    }

    #[test]
    fn the_words_that_mark_the_end_are_nothing_special_before_it() {
        let (found, _) = rows(b"id\n\x1etable ends\x1e\n2\n", Limits::default()).unwrap();
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn columns_that_are_not_there_are_named_with_those_that_are() {
        let (table, _) = open(b"id,Name \n1,a\n").unwrap();
        assert_eq!(table.columns(["name", "id"]).unwrap(), [1, 0]);
        let error = table.columns(["id", "phone", "fax"]).unwrap_err();
        assert_eq!(error.to_string(), "the header lacks phone, fax; it has id, name");
    }

    proptest! {
        #[test]
        fn any_bytes_are_rows_or_a_refusal(bytes: Vec<u8>, quotes in "[a\",\n]{0,60}") {
            let _ = rows(&bytes, Limits::default());
            let _ = rows(quotes.as_bytes(), Limits::default());
        }
    }
}
