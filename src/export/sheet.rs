//! A table of texts, written as CSV or as JSON.

use std::io::Write;

use serde_json::{Map, Value};

/// A file that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// As CSV.
    #[error("the CSV cannot be written: {0}")]
    Csv(#[from] csv::Error),
    /// As JSON.
    #[error("the JSON cannot be written: {0}")]
    Json(#[from] serde_json::Error),
    /// The last part of it.
    #[error("the file cannot be written: {0}")]
    Io(#[from] std::io::Error),
}

/// A table: names of columns, and rows of as many texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The names.
    pub columns: &'static [&'static str],
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// A cell that no spreadsheet takes for a formula: an apostrophe stands before one that begins like one. Numbers,
/// which may begin with a minus sign too, stay as they are.
pub(super) fn harmless(cell: &str) -> String {
    let begins = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if begins && cell.parse::<f64>().is_err() { format!("'{cell}") } else { cell.to_owned() }
}

impl Sheet {
    /// Writes it as CSV (RFC 4180) with a header.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn csv(&self, to: impl Write) -> Result<(), ExportError> {
        let mut writer = csv::Writer::from_writer(to);
        writer.write_record(self.columns)?;
        for row in &self.rows {
            writer.write_record(row.iter().map(|cell| harmless(cell)))?;
        }
        writer.flush()?;
        Ok(())
    }

    /// Writes it as a JSON array of objects.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn json(&self, mut to: impl Write) -> Result<(), ExportError> {
        let object = |row: &Vec<String>| -> Map<String, Value> {
            let pairs = self.columns.iter().zip(row);
            pairs.map(|(name, cell)| ((*name).to_owned(), Value::String(cell.clone()))).collect()
        };
        serde_json::to_writer_pretty(&mut to, &self.rows.iter().map(object).collect::<Vec<_>>())?;
        to.write_all(b"\n")?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet {
        let row = ["=1+1", "-89.5", "two\nlines, \"quoted\""].map(str::to_owned).to_vec();
        Sheet { columns: &["words", "longitude", "note"], rows: vec![row] }
    }

    #[test]
    fn what_begins_like_a_formula_is_made_harmless_and_numbers_stay() {
        for cell in ["=cmd()", "+1 (312)", "-x", "@sum", "\tx", "\rx", "--1"] {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
        for cell in ["", "-89.5", "+5", "a=b", "'x", "5"] {
            assert_eq!(harmless(cell), cell);
        }
    }

    #[test]
    fn both_forms_hold_every_cell() {
        let (mut csv, mut json) = (Vec::new(), Vec::new());
        sheet().csv(&mut csv).unwrap();
        sheet().json(&mut json).unwrap();
        let mut reader = csv::Reader::from_reader(csv.as_slice());
        let row = reader.records().next().unwrap().unwrap();
        assert_eq!(row.iter().collect::<Vec<_>>(), ["'=1+1", "-89.5", "two\nlines, \"quoted\""]);
        let json: Value = serde_json::from_slice(&json).unwrap();
        assert_eq!(json[0]["words"], "=1+1", "JSON has no formulas");
    }
}
