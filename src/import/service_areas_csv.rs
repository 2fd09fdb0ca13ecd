//! Which office serves a county, from CSV.

use std::collections::HashSet;
use std::io::Read;

use super::error::ImportError;
use super::limits::Limits;
use super::notices::Notices;
use super::office_row::county;
use super::table::Table;
use crate::domain::area::ServiceArea;
use crate::domain::feed::NoticeCode;
use crate::domain::text::tidy;

/// Columns that are read, and those that only repeat what the offices say.
const COLUMNS: [&str; 6] =
    ["county", "office_source_id", "as_of", "source_url", "office_name", "own_office_in_county"];

/// Reads service areas. `county` and `office_source_id` must be there.
///
/// # Errors
/// When the file is not text, has no rows, or lacks a column.
pub fn read_service_areas(
    input: impl Read,
    notices: &mut Notices,
) -> Result<Vec<ServiceArea>, ImportError> {
    let mut table = Table::open(input, Limits::default(), notices)?;
    let [county_at, office_at] = table.columns(["county", "office_source_id"])?;
    let (as_of_at, url_at) = (table.column(&["as_of"]), table.column(&["source_url"]));
    table.remark_columns(|name| COLUMNS.contains(&name), notices);
    let mut seen: HashSet<(String, String)> = HashSet::new();
    let mut out = Vec::new();
    while let Some(row) = table.next_row(notices)? {
        let get = |at: Option<usize>| tidy(table.field(at));
        let (county, office) = (county(&get(Some(county_at))), get(Some(office_at)));
        let empty = [("county", &county), ("office_source_id", &office)]
            .into_iter()
            .find(|(_, value)| value.is_empty());
        if let Some((name, _)) = empty {
            notices.push(NoticeCode::Missing, row, name, "", "a value", "row left out");
            continue;
        }
        if !seen.insert((county.clone(), office.clone())) {
            let expected = "a county and office that no row before has";
            let hint = "row left out, the first one stands";
            notices.push(NoticeCode::Duplicate, row, "county", &county, expected, hint);
            continue;
        }
        let as_of = super::closures_csv::date(notices, row, "as_of", &get(as_of_at));
        out.push(ServiceArea { county, office_source_id: office, as_of, url: get(url_at) });
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_once_and_dates_checked() {
        let mut notices = Notices::new();
        let text = "County,office_source_id,as_of\nAdams County,a,2026-06-24\nAdams,a,\nBond,,\n\
                    Bond,b,2026-02-30\nCook,c,2026\nCook,d,\n";
        let areas = read_service_areas(text.as_bytes(), &mut notices).unwrap();
        let counties: Vec<_> = areas.iter().map(|area| area.county.as_str()).collect();
        assert_eq!(counties, ["Adams", "Bond", "Cook", "Cook"]);
        assert_eq!(areas[0].as_of.unwrap().to_string(), "2026-06-24");
        assert_eq!(areas[1].as_of, None);
        assert_eq!(notices.count(NoticeCode::Duplicate), 1);
        assert_eq!(notices.count(NoticeCode::Missing), 1);
        assert_eq!(notices.count(NoticeCode::Malformed), 1);
    }

    #[test]
    fn missing_columns_are_named() {
        let error = read_service_areas(&b"county\nCook\n"[..], &mut Notices::new()).unwrap_err();
        assert!(error.to_string().contains("lacks office_source_id"), "{error}");
    }
}
