//! Numbers of cases by place, programme and month, from CSV.

use std::io::Read;

use super::error::ImportError;
use super::limits::Limits;
use super::notices::Notices;
use super::office_row::{county, folded_word};
use super::table::Table;
use crate::domain::area::Caseload;
use crate::domain::feed::NoticeCode;
use crate::domain::text::tidy;

const COLUMNS: [&str; 7] =
    ["geography_type", "geography", "program", "measure", "value", "as_of", "source_url"];

/// Kinds of place for which there are numbers.
const PLACES: [&str; 3] = ["state", "county", "office"];

/// Reads caseloads. All columns but `source_url` must be there; a number is never guessed, so a
/// row of which the value cannot be read is left out.
///
/// # Errors
/// When the file is not text, has no rows, or lacks a column.
pub fn read_caseload(
    input: impl Read,
    notices: &mut Notices,
) -> Result<Vec<Caseload>, ImportError> {
    let mut table = Table::open(input, Limits::default(), notices)?;
    let at =
        table.columns(["geography_type", "geography", "program", "measure", "value", "as_of"])?;
    let url_at = table.column(&["source_url"]);
    table.remark_columns(|name| COLUMNS.contains(&name), notices);
    let mut out = Vec::new();
    while let Some(row) = table.next_row(notices)? {
        let fields = at.map(|column| tidy(table.field(Some(column))));
        if let Some(empty) = fields.iter().position(String::is_empty) {
            let name = COLUMNS[empty];
            notices.push(NoticeCode::Missing, row, name, "", "a value", "row left out");
            continue;
        }
        let [place, geography, program, measure, value, as_of] = fields;
        let geography_type = folded_word(&place);
        if !PLACES.contains(&geography_type.as_str()) {
            let expected = "one of: state, county, office";
            let name = "geography_type";
            notices.refuse(NoticeCode::UnknownWord, row, name, &place, expected, "row left out");
            continue;
        }
        let number = value.parse::<i64>().ok().filter(|_| !value.starts_with(['+', '-']));
        let Some(number) = number else {
            let expected = "a whole number without signs or commas";
            notices.refuse(NoticeCode::Malformed, row, "value", &value, expected, "row left out");
            continue;
        };
        let is_county = geography_type == "county";
        out.push(Caseload {
            geography: if is_county { county(&geography) } else { geography },
            geography_type,
            program,
            measure,
            value: number,
            as_of,
            url: tidy(table.field(url_at)),
        });
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::feed::Severity;

    #[test]
    fn numbers_are_read_strictly() {
        let head = "geography_type,geography,program,measure,value,as_of\n";
        for (value, taken) in [
            ("12", true),
            ("0", true),
            ("1,200", false),
            ("12.5", false),
            ("-3", false),
            ("x", false),
        ] {
            let mut notices = Notices::new();
            let text = format!("{head}County,Cook County,snap,cases,\"{value}\",2010-01\n");
            let rows = read_caseload(text.as_bytes(), &mut notices).unwrap();
            assert_eq!(rows.len(), usize::from(taken), "{value}");
            assert_eq!(notices.count_of(Severity::Error), u64::from(!taken), "{value}");
            assert!(rows.iter().all(|row| row.geography == "Cook"));
        }
    }

    #[test]
    fn kinds_of_place_are_known_words() {
        let text = "geography_type,geography,program,measure,value,as_of\n\
                    ward,1,snap,cases,5,2010\nstate,Illinois,snap,,5,2010\n";
        let mut notices = Notices::new();
        assert!(read_caseload(text.as_bytes(), &mut notices).unwrap().is_empty());
        assert_eq!(notices.count(NoticeCode::UnknownWord), 1);
        assert_eq!(notices.count(NoticeCode::Missing), 1);
    }
}
