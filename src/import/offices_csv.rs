//! Offices from CSV.

use std::io::Read;

use super::error::ImportError;
use super::limits::Limits;
use super::mapping::{Field, Mapping, Source};
use super::notices::Notices;
use super::office_row::{Fields, Geometry, OfficeReader, OfficeRow};
use super::table::Table;

/// The offices of a CSV file, one at a time.
///
/// Rows that cannot be taken are passed over with a notice. An error ends the list.
pub struct OfficeRows<R> {
    table: Table<R>,
    sources: [Source; Field::COUNT],
    reader: OfficeReader,
    taken: u64,
    failed: bool,
}

struct Row<'a, R> {
    table: &'a Table<R>,
    sources: &'a [Source; Field::COUNT],
}

impl<R: Read> Fields for Row<'_, R> {
    fn text(&self, field: Field) -> &str {
        match &self.sources[field.index()] {
            Source::None => "",
            Source::Column(at) => self.table.field(Some(*at)),
            Source::Fixed(value) => value,
        }
    }
}

impl<R: Read> OfficeRows<R> {
    /// Opens a list with the usual limits.
    ///
    /// # Errors
    /// When it is not text, has no rows, or lacks a column that must be there.
    pub fn new(input: R, mapping: &Mapping) -> Result<Self, ImportError> {
        Self::with_limits(input, mapping, Limits::default())
    }

    /// Opens a list with other limits.
    ///
    /// # Errors
    /// As [`OfficeRows::new`].
    pub fn with_limits(input: R, mapping: &Mapping, limits: Limits) -> Result<Self, ImportError> {
        let plan = mapping.plan()?;
        let mut reader = OfficeReader::new();
        let table = Table::open(input, limits, &mut reader.notices)?;
        let sources = plan.resolve(table.names())?;
        table.remark_columns(|name| plan.knows(name), &mut reader.notices);
        Ok(Self { table, sources, reader, taken: 0, failed: false })
    }

    /// What there is to say so far.
    #[must_use]
    pub fn notices(&self) -> &Notices {
        &self.reader.notices
    }

    /// What there is to say, when the list has been read.
    #[must_use]
    pub fn into_notices(self) -> Notices {
        self.reader.notices
    }

    /// Rows that were read so far, the header left out.
    #[must_use]
    pub fn rows_read(&self) -> u64 {
        self.table.rows()
    }

    /// Rows that were left out so far.
    #[must_use]
    pub fn rows_refused(&self) -> u64 {
        self.table.rows() - self.taken
    }
}

impl<R: Read> Iterator for OfficeRows<R> {
    type Item = Result<OfficeRow, ImportError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.failed {
            let line = match self.table.next_row(&mut self.reader.notices) {
                Ok(Some(line)) => line,
                Ok(None) => return None,
                Err(error) => {
                    self.failed = true;
                    return Some(Err(error));
                }
            };
            let row = Row { table: &self.table, sources: &self.sources };
            if let Some(office) = self.reader.read(line, &row, Geometry::Absent) {
                self.taken += 1;
                return Some(Ok(office));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::feed::{NoticeCode, Severity};
    use crate::domain::kind::OfficeKind;
    use crate::domain::office::{OfficeStatus, PointMethod, Wheelchair};
    use crate::import::notices::sentence;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<(Vec<OfficeRow>, Notices), ImportError> {
        read_with(text.as_bytes(), &Mapping::default())
    }

    fn read_with(
        bytes: &[u8],
        mapping: &Mapping,
    ) -> Result<(Vec<OfficeRow>, Notices), ImportError> {
        let mut rows = OfficeRows::new(bytes, mapping)?;
        let offices = rows.by_ref().collect::<Result<Vec<_>, _>>()?;
        assert!(rows.next().is_none());
        Ok((offices, rows.into_notices()))
    }

    /// A list of one office with one column more.
    fn one(column: &str, value: &str) -> (OfficeRow, Notices) {
        one_of(&[(column, value)])
    }

    fn one_of(columns: &[(&str, &str)]) -> (OfficeRow, Notices) {
        let names: Vec<_> = columns.iter().map(|(name, _)| *name).collect();
        let values: Vec<_> = columns
            .iter()
            .map(|(_, value)| format!("\"{}\"", value.replace('"', "\"\"")))
            .collect();
        let text = format!(
            "source_id,name,office_type,{}\na,A,fcrc,{}\n",
            names.join(","),
            values.join(",")
        );
        let (mut rows, notices) = read(&text).unwrap();
        assert_eq!(rows.len(), 1, "{columns:?}");
        (rows.remove(0), notices)
    }

    fn only(notices: &Notices) -> String {
        let all: Vec<_> = notices.iter().map(sentence).collect();
        assert_eq!(all.len(), 1, "{all:?}");
        all.into_iter().next().unwrap()
    }

    #[test]
    fn columns_come_in_any_order_and_case() {
        let text = "NAME, Kind ,Source_ID\nQuincy office,fcrc,a-1\n";
        let (rows, notices) = read(text).unwrap();
        assert_eq!(rows[0].row, 2);
        assert_eq!(rows[0].source_id, "a-1");
        assert_eq!(rows[0].facts.name, "Quincy office");
        assert_eq!(rows[0].facts.kind, OfficeKind::Fcrc);
        assert_eq!(rows[0].facts.status, OfficeStatus::Unknown);
        assert!(notices.is_empty());
    }

    #[test]
    fn a_list_without_the_needed_columns_says_which() {
        let error = read("id,title\n1,a\n").unwrap_err();
        assert_eq!(error.to_string(), "the header lacks name, office_type; it has id, title");
    }

    #[test]
    fn a_column_that_is_not_read_is_named_once() {
        let text = "id,name,kind,colour\n1,a,fcrc,red\n2,b,fcrc,blue\n";
        let (rows, notices) = read(text).unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!(
            only(&notices),
            "row 1, colour: found \"colour\", expected a column that is known; not read"
        );
    }

    #[test]
    fn the_second_row_of_an_identifier_is_left_out() {
        let (rows, notices) = read("id,name,kind\n1,a,fcrc\n2,b,fcrc\n1,c,fcrc\n").unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!(notices.count(NoticeCode::Duplicate), 1);
        assert_eq!(notices.iter().next().unwrap().row, 4);
        assert_eq!(notices.count_of(Severity::Error), 1);
    }

    #[test]
    fn rows_without_the_needed_fields_are_left_out() {
        let mut rows = OfficeRows::new(
            &b"id,name,kind\n,a,fcrc\n2,,fcrc\n3,c,\n4,d\n"[..],
            &Mapping::default(),
        )
        .unwrap();
        assert!(rows.next().is_none());
        assert_eq!(rows.notices().count(NoticeCode::Missing), 3);
        assert_eq!(rows.notices().count(NoticeCode::Ragged), 1);
        assert_eq!((rows.rows_read(), rows.rows_refused()), (4, 4));
    }

    #[test]
    fn telephone_numbers_that_are_none_are_left_empty() {
        let (row, notices) = one("phone", "None");
        assert!(row.facts.phone.is_none());
        assert_eq!(
            only(&notices),
            "row 2, phone: found \"None\", expected a ten-digit telephone number; left empty"
        );
        assert_eq!(one("tty", "217.223.0550").0.facts.tty.unwrap().to_string(), "(217) 223-0550");
    }

    #[test]
    fn words_that_are_not_known_are_taken_as_the_vague_one() {
        let (row, notices) = one("status", "Ajar");
        assert_eq!(row.facts.status, OfficeStatus::Unknown);
        assert_eq!(notices.count(NoticeCode::UnknownWord), 1);
        let status = one("status", " Temporarily Closed ").0.facts.status;
        assert_eq!(status, OfficeStatus::TemporarilyClosed);
        let (rows, notices) = read("id,name,kind\n1,a,zoo\n").unwrap();
        assert_eq!(rows[0].facts.kind, OfficeKind::Other);
        assert_eq!(notices.count(NoticeCode::UnknownWord), 1);
    }

    #[test]
    fn a_zip_code_has_five_digits() {
        for (given, kept, remarks) in [
            ("62301", "62301", 0),
            (" 62301-1234 ", "62301", 0),
            ("623011234", "62301", 0),
            ("", "", 0),
            ("6230", "", 1),
            ("62301-12", "", 1),
            ("62301.0", "", 1),
            ("six23", "", 1),
            ("６２３０１", "", 1),
        ] {
            let (row, notices) = one("zip", given);
            assert_eq!(row.facts.location.zip, kept, "{given}");
            assert_eq!(notices.count(NoticeCode::Malformed), remarks, "{given}");
        }
    }

    #[test]
    fn a_point_needs_two_numbers_on_the_earth() {
        let point = |lat: &str, lon: &str, state: &str| {
            let (row, notices) = one_of(&[("latitude", lat), ("longitude", lon), ("state", state)]);
            (row.facts.location.point.is_some(), notices)
        };
        assert!(point("39.9", "-91.4", "IL").0);
        assert!(point("39.9", "-91.4", "IL").1.is_empty());
        assert!(point("", "", "IL").1.is_empty());
        for (lat, lon) in [("39.9", ""), ("", "-91.4"), ("north", "-91.4"), ("NaN", "-91.4")] {
            let (kept, notices) = point(lat, lon, "IL");
            assert!(!kept && notices.count(NoticeCode::Malformed) == 1, "{lat} {lon}");
        }
        for (lat, lon) in [("91", "-91"), ("39", "-181"), ("1e9", "0")] {
            let (kept, notices) = point(lat, lon, "IL");
            assert!(!kept && notices.count(NoticeCode::Malformed) == 1, "{lat} {lon}");
        }
        let (kept, notices) = point("0", "0.0", "IL");
        assert!(!kept && notices.count(NoticeCode::OutsideState) == 1);
        let (kept, notices) = point("34.05", "-118.24", "IL");
        assert!(kept && notices.count(NoticeCode::OutsideState) == 1);
        let (kept, notices) = point("34.05", "-118.24", "CA");
        assert!(kept && notices.is_empty());
        let (kept, notices) = point("-91.4", "39.9", "IL");
        assert!(!kept && notices.count(NoticeCode::Malformed) == 1);
        let (kept, notices) = point("-87.6", "41.9", "IL");
        assert!(kept && only(&notices).ends_with("seem to be swapped"));
    }

    #[test]
    fn how_a_point_was_got_is_kept() {
        let method = |word: &str| {
            let columns = [("lat", "40"), ("lon", "-89"), ("coord_method", word)];
            let (row, notices) = one_of(&columns);
            (row.facts.location.point.unwrap().1, notices.total())
        };
        assert_eq!(method("zip-centroid"), (PointMethod::ZipCentroid, 0));
        assert_eq!(method("City_Centroid"), (PointMethod::CityCentroid, 0));
        assert_eq!(method(""), (PointMethod::Source, 0));
        assert_eq!(method("dowsing"), (PointMethod::Source, 1));
    }

    #[test]
    fn dates_may_be_partial_and_impossible_ones_are_left_empty() {
        let (row, notices) =
            one_of(&[("opened_on", "2012-06"), ("closed_on", "2012-02-30"), ("as_of", "2026")]);
        assert_eq!(row.facts.opened_on.unwrap().to_string(), "2012-06");
        assert_eq!(row.facts.closed_on, None);
        assert_eq!(row.facts.listing.as_of.unwrap().to_string(), "2026");
        assert!(only(&notices).contains("2012-02-30"));
    }

    #[test]
    fn access_words_are_read_and_others_left_empty() {
        for (word, expected, remarks) in [
            ("Yes", Some(Wheelchair::Yes), 0),
            ("false", Some(Wheelchair::No), 0),
            ("limited", Some(Wheelchair::Limited), 0),
            ("", None, 0),
            ("ramp", None, 1),
        ] {
            let (row, notices) = one("wheelchair", word);
            assert_eq!((row.facts.wheelchair, notices.total()), (expected, remarks), "{word}");
        }
    }

    #[test]
    fn lists_are_split_and_hours_read() {
        let (row, _) = one_of(&[
            ("languages", "English| Español |English|"),
            ("services", "snap|tanf"),
            ("hours", "M-F 8-4"),
        ]);
        assert_eq!(row.facts.languages, ["English", "Español"]);
        assert_eq!(row.facts.services, ["snap", "tanf"]);
        assert_eq!(row.facts.hours.unwrap().as_str(), "Mo-Fr 08:00-16:00");
        let (row, notices) = one("hours", "when the flag is up");
        assert!(row.facts.hours.is_none());
        assert_eq!(row.facts.hours_text.as_deref(), Some("when the flag is up"));
        assert_eq!(notices.count(NoticeCode::HoursAsText), 1);
    }

    #[test]
    fn a_web_address_must_be_one_that_a_browser_may_follow() {
        let (row, notices) = one("website", "javascript:alert(1)");
        assert_eq!(row.facts.website, None);
        assert_eq!(notices.count(NoticeCode::Malformed), 1);
        assert!(one("website", "https://example.org").0.facts.website.is_some());
    }

    #[test]
    fn markup_emoji_and_other_scripts_stay_text() {
        for text in ["<b onclick=\"x\">Office</b>", "Office 🙂", "مكتب المساعدة", "עזרה ‏123"]
        {
            let (row, notices) = one("notes", text);
            assert_eq!(row.facts.notes.as_deref(), Some(text));
            assert!(notices.is_empty());
        }
        let (row, _) = one("notes", "  a\u{0}b\u{7}\r\n c ");
        assert_eq!(row.facts.notes.as_deref(), Some("a b c"));
    }

    #[test]
    fn the_word_county_is_no_part_of_a_county() {
        assert_eq!(one("county", "Jo Daviess County").0.facts.location.county, "Jo Daviess");
        assert_eq!(one("county", "Cook").0.facts.location.county, "Cook");
        assert_eq!(one("state", "Illinois").0.facts.location.state, "IL");
    }

    #[test]
    fn a_roster_with_its_own_columns_is_read_through_a_mapping() {
        let text = "site,hours_of_operation,phone,address,city,state,zip\n\
                    Garfield Center,Mon-Fri 9:00 a.m. to 5:00 p.m.,(312) 746-5400,\
                    10 S. Kedzie Ave.,Chicago,IL,60612\n";
        let mut mapping = Mapping::default();
        for (field, column) in
            [("name", "site"), ("source_id", "site"), ("hours", "hours_of_operation")]
        {
            mapping.columns.insert(field.to_owned(), column.to_owned());
        }
        let kind = ("office_type".to_owned(), "community_service_center".to_owned());
        mapping.fixed.extend([kind]);
        let (rows, notices) = read_with(text.as_bytes(), &mapping).unwrap();
        assert!(notices.is_empty());
        assert_eq!(rows[0].source_id, "Garfield Center");
        assert_eq!(rows[0].facts.kind, OfficeKind::CommunityServiceCenter);
        assert_eq!(rows[0].facts.hours.as_ref().unwrap().as_str(), "Mo-Fr 09:00-17:00");
    }

    #[test]
    fn a_list_that_breaks_off_ends_with_one_error() {
        let text = "id,name,kind\n1,a,fcrc\n2,\"b";
        let mut rows = OfficeRows::new(text.as_bytes(), &Mapping::default()).unwrap();
        assert!(rows.next().unwrap().is_ok());
        assert!(matches!(rows.next(), Some(Err(ImportError::CutOff { line: 3, .. }))));
        assert!(rows.next().is_none());
    }

    proptest! {
        #[test]
        fn any_fields_give_a_row_or_a_notice(values in prop::collection::vec(".{0,40}", 26)) {
            let names: Vec<_> = Field::ALL.iter().map(|field| field.as_str()).collect();
            let mut text = names.join(",");
            text.push('\n');
            let quoted: Vec<_> =
                values.iter().map(|v| format!("\"{}\"", v.replace('"', "\"\""))).collect();
            text.push_str(&quoted.join(","));
            let (rows, notices) = read(&text).unwrap();
            prop_assert_eq!(rows.is_empty(), notices.count_of(Severity::Error) > 0);
        }

        #[test]
        fn any_bytes_are_taken_or_refused(bytes: Vec<u8>) {
            let mut text = b"id,name,kind\n".to_vec();
            text.extend(bytes);
            let _ = read_with(&text, &Mapping::default());
        }
    }
}
