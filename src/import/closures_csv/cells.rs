//! Fields of one row of any of the ledger's files.

use std::str::FromStr;

use super::{EvidenceDraft, date};
use crate::domain::UnknownWord;
use crate::domain::date::PartialDate;
use crate::domain::feed::NoticeCode;
use crate::domain::text::tidy;
use crate::import::error::ImportError;
use crate::import::limits::Limits;
use crate::import::notices::Notices;
use crate::import::office_row::folded_word;
use crate::import::table::Table;

/// One row of any of the files.
pub struct Cells<'t, 'b> {
    pub table: &'t Table<&'b [u8]>,
    pub row: u64,
    /// Put before the names of fields; empty for `closures.csv`.
    pub file: &'static str,
}

impl Cells<'_, '_> {
    pub fn text(&self, name: &str) -> String {
        tidy(self.table.field(self.table.column(&[name])))
    }

    pub fn some(&self, name: &str) -> Option<String> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    pub fn field(&self, name: &str) -> String {
        if self.file.is_empty() { name.to_owned() } else { format!("{}.{name}", self.file) }
    }

    pub fn word<T: FromStr<Err = UnknownWord>>(
        &self,
        name: &str,
        hint: &str,
        notices: &mut Notices,
    ) -> Option<T> {
        let text = self.some(name)?;
        match folded_word(&text).parse() {
            Ok(word) => Some(word),
            Err(unknown) => {
                let expected = format!("one of: {}", unknown.expected);
                let field = self.field(name);
                notices.push(NoticeCode::UnknownWord, self.row, &field, &text, &expected, hint);
                None
            }
        }
    }

    pub fn number(&self, name: &str, notices: &mut Notices) -> Option<u32> {
        let text = self.some(name)?;
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let number = if digits { text.parse().ok() } else { None };
        if number.is_none() {
            let expected = "a whole number without signs or commas";
            let field = self.field(name);
            notices.push(NoticeCode::Malformed, self.row, &field, &text, expected, "left empty");
        }
        number
    }

    pub fn date(&self, name: &str, notices: &mut Notices) -> Option<PartialDate> {
        date(notices, self.row, &self.field(name), &self.text(name))
    }

    pub fn source(&self, notices: &mut Notices) -> Option<EvidenceDraft> {
        let (title, url) = (self.text("source_title"), self.text("source_url"));
        if title.is_empty() && url.is_empty() {
            return None;
        }
        Some(EvidenceDraft {
            title,
            publisher: self.text("source_publisher"),
            dated: self.date("source_date", notices),
            url,
        })
    }

    /// Says that something needed is not there.
    pub fn missing(&self, name: &str, expected: &str, notices: &mut Notices) {
        let field = self.field(name);
        notices.push(NoticeCode::Missing, self.row, &field, "", expected, "row left out");
    }
}

/// Opens one of the files and says which columns are not read.
pub fn open<'a>(
    text: &'a [u8],
    known: &[&str],
    notices: &mut Notices,
) -> Result<Table<&'a [u8]>, ImportError> {
    let table = Table::open(text, Limits::default(), notices)?;
    table.remark_columns(|name| known.contains(&name), notices);
    Ok(table)
}
