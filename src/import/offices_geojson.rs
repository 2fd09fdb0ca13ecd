//! Offices from GeoJSON (RFC 7946).

use std::collections::HashMap;
use std::io::Read;

use serde_json::Value;

use super::error::ImportError;
use super::json_features::Features;
use super::limits::Limits;
use super::mapping::{Field, Mapping, Plan};
use super::notices::Notices;
use super::office_row::{Fields, Geometry, OfficeReader, OfficeRow};
use super::table::folded_name;
use crate::domain::feed::NoticeCode;

/// Different names of properties that are remembered; of each it is said only once that it is not
/// read.
const NAMES_KEPT: usize = 1_000;

/// The offices of a GeoJSON FeatureCollection, one at a time.
///
/// Properties have the names of the columns of the CSV form. A point geometry wins over
/// `latitude` and `longitude`; without one these are asked. The feature's own `id` stands in for
/// `source_id`. The row number is the number of the feature from 1.
pub struct FeatureRows<R> {
    features: Features<R>,
    plan: Plan,
    reader: OfficeReader,
    /// Name of a property to the fields that it gives; none for one that is not read.
    named: HashMap<String, Option<Vec<Field>>>,
    limits: Limits,
    taken: u64,
    ended: bool,
}

/// The fields of one feature as text.
struct Texts([String; Field::COUNT]);

impl Fields for Texts {
    fn text(&self, field: Field) -> &str {
        &self.0[field.index()]
    }
}

impl<R: Read> FeatureRows<R> {
    /// Opens a list with the usual limits.
    ///
    /// # Errors
    /// When the mapping names a field that no office has.
    pub fn new(input: R, mapping: &Mapping) -> Result<Self, ImportError> {
        Self::with_limits(input, mapping, Limits::default())
    }

    /// Opens a list with other limits.
    ///
    /// # Errors
    /// As [`FeatureRows::new`].
    pub fn with_limits(input: R, mapping: &Mapping, limits: Limits) -> Result<Self, ImportError> {
        Ok(Self {
            features: Features::new(input, limits),
            plan: mapping.plan()?,
            reader: OfficeReader::new(),
            named: HashMap::new(),
            limits,
            taken: 0,
            ended: false,
        })
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

    /// Features that were read so far.
    #[must_use]
    pub fn rows_read(&self) -> u64 {
        self.features.number
    }

    /// Features that were left out so far.
    #[must_use]
    pub fn rows_refused(&self) -> u64 {
        self.features.number - self.taken
    }

    fn step(&mut self) -> Result<Option<OfficeRow>, ImportError> {
        loop {
            let parsed = match self.features.next()? {
                Some(json) => serde_json::from_slice::<Value>(json),
                None => {
                    self.report();
                    return Ok(None);
                }
            };
            let row = self.features.number;
            let feature = parsed.map_err(|error| ImportError::Feature {
                feature: row,
                line: self.features.feature_line,
                message: error.to_string(),
            })?;
            let Some((texts, at)) = self.fields(row, feature) else {
                continue;
            };
            if let Some(office) = self.reader.read(row, &texts, at) {
                self.taken += 1;
                return Ok(Some(office));
            }
        }
    }

    /// Says at the end what can only be known there.
    fn report(&mut self) {
        self.features.text().report(&mut self.reader.notices);
        for name in &self.features.others {
            let (expected, hint) = match name.as_str() {
                "name" | "bbox" | "description" | "metadata" => continue,
                "crs" => ("no crs: GeoJSON is in WGS 84", "not read; points are taken as WGS 84"),
                _ => ("type and features", "not read"),
            };
            let notices = &mut self.reader.notices;
            notices.push(NoticeCode::UnknownColumn, 0, name, name, expected, hint);
        }
    }

    /// The fields and the geometry of a feature; none where it is no feature.
    fn fields(&mut self, row: u64, feature: Value) -> Option<(Texts, Geometry)> {
        let notices = &mut self.reader.notices;
        let Value::Object(mut members) = feature else {
            let expected = "a feature";
            notices.refuse(NoticeCode::Malformed, row, "", kind(&feature), expected, "left out");
            return None;
        };
        if members.get("type").and_then(Value::as_str) != Some("Feature") {
            let found = members.get("type").map_or_else(String::new, Value::to_string);
            notices.refuse(NoticeCode::Malformed, row, "type", &found, "\"Feature\"", "left out");
            return None;
        }
        let mut texts = Texts(Default::default());
        for field in Field::ALL.iter().copied() {
            if let Some(value) = self.plan.fixed(field) {
                value.clone_into(&mut texts.0[field.index()]);
            }
        }
        if let Some(id) = members.get("id").and_then(text) {
            texts.0[Field::SourceId.index()] = id;
        }
        if let Some(Value::Object(properties)) = members.remove("properties") {
            for (name, value) in properties {
                if !self.property(row, &name, &value, &mut texts) {
                    return None;
                }
            }
        }
        let at = self.geometry(row, members.get("geometry"));
        Some((texts, at))
    }

    /// Takes one property; false where it makes the whole feature unfit.
    fn property(&mut self, row: u64, name: &str, value: &Value, texts: &mut Texts) -> bool {
        if !self.named.contains_key(name) && self.named.len() < NAMES_KEPT {
            let folded = folded_name(name);
            let fields = self.plan.knows(&folded).then(|| self.plan.fields_of(&folded).collect());
            if fields.is_none() {
                let expected = "a property that is known";
                let notices = &mut self.reader.notices;
                notices.push(NoticeCode::UnknownColumn, row, name, name, expected, "not read");
            }
            self.named.insert(name.to_owned(), fields);
        }
        let Some(Some(fields)) = self.named.get(name) else { return true };
        let notices = &mut self.reader.notices;
        let Some(text) = text(value) else {
            let found = kind(value);
            notices.push(NoticeCode::Malformed, row, name, found, "text or a number", "left empty");
            return true;
        };
        let limit = self.limits.field_chars;
        if text.len() > limit && text.chars().count() > limit {
            let expected = format!("at most {limit} characters");
            notices.refuse(NoticeCode::TooLong, row, name, &text, &expected, "left out");
            return false;
        }
        if !text.is_empty() {
            for field in fields {
                texts.0[field.index()].clone_from(&text);
            }
        }
        true
    }

    fn geometry(&mut self, row: u64, geometry: Option<&Value>) -> Geometry {
        let geometry = match geometry {
            None | Some(Value::Null) => return Geometry::Absent,
            Some(geometry) => geometry,
        };
        let word = geometry.get("type").and_then(Value::as_str).unwrap_or("");
        let numbers = geometry.get("coordinates").and_then(Value::as_array);
        let degrees = |at: usize| numbers.and_then(|list| list.get(at)).and_then(Value::as_f64);
        let (code, found, expected) = match (word, degrees(0), degrees(1)) {
            ("Point", Some(lon), Some(lat)) => return Geometry::Point { lat, lon },
            ("Point", ..) => (NoticeCode::Malformed, "a point without two numbers", "[lon, lat]"),
            ("", ..) => (NoticeCode::Malformed, kind(geometry), "a Point"),
            (other, ..) => (NoticeCode::UnknownWord, other, "a Point"),
        };
        let hint = "geometry not read";
        self.reader.notices.push(code, row, "geometry", found, expected, hint);
        Geometry::Absent
    }
}

impl<R: Read> Iterator for FeatureRows<R> {
    type Item = Result<OfficeRow, ImportError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let step = self.step().transpose();
        self.ended = !matches!(step, Some(Ok(_)));
        step
    }
}

/// A property as the text that a CSV file would have; none for what has no such form.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.clone()),
        Value::Array(items) => {
            let parts: Option<Vec<String>> =
                items.iter().map(|item| if item.is_array() { None } else { text(item) }).collect();
            parts.map(|parts| parts.join("|"))
        }
        Value::Object(_) => None,
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::feed::Severity;
    use crate::import::notices::sentence;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<(Vec<OfficeRow>, Notices), ImportError> {
        let mut rows = FeatureRows::new(text.as_bytes(), &Mapping::default())?;
        let offices = rows.by_ref().collect::<Result<Vec<_>, _>>()?;
        assert!(rows.next().is_none());
        Ok((offices, rows.into_notices()))
    }

    fn collection(features: &str) -> String {
        format!("{{\"type\":\"FeatureCollection\",\"features\":[{features}]}}")
    }

    fn feature(geometry: &str, more: &str) -> String {
        format!(
            "{{\"type\":\"Feature\",\"geometry\":{geometry},\"properties\":\
             {{\"source_id\":\"a\",\"name\":\"A\",\"office_type\":\"fcrc\"{more}}}}}"
        )
    }

    fn one(geometry: &str, more: &str) -> (OfficeRow, Notices) {
        let (mut rows, notices) = read(&collection(&feature(geometry, more))).unwrap();
        assert_eq!(rows.len(), 1);
        (rows.remove(0), notices)
    }

    #[test]
    fn a_point_wins_over_the_properties() {
        let point = r#"{"type":"Point","coordinates":[-89.5,40.5,180]}"#;
        let (row, notices) = one(point, r#","latitude":41,"longitude":-88"#);
        assert_eq!(row.row, 1);
        assert!((row.facts.location.position().unwrap().lat() - 40.5).abs() < 1e-9);
        assert!(notices.is_empty());
        let (row, _) = one("null", r#","latitude":"41","longitude":-88"#);
        assert!((row.facts.location.position().unwrap().lat() - 41.0).abs() < 1e-9);
        assert!(one("null", "").0.facts.location.point.is_none());
    }

    #[test]
    fn other_geometries_give_no_point_and_a_remark() {
        for geometry in [
            r#"{"type":"Polygon","coordinates":[[[-89,40],[-88,40],[-88,41],[-89,40]]]}"#,
            r#"{"type":"Point","coordinates":[]}"#,
            r#"{"type":"Point","coordinates":["-89","40"]}"#,
            r#"{"coordinates":[1,2]}"#,
            "7",
        ] {
            let (row, notices) = one(geometry, "");
            assert!(row.facts.location.point.is_none(), "{geometry}");
            assert_eq!(notices.count_of(Severity::Warning), 1, "{geometry}");
        }
    }

    #[test]
    fn members_of_any_kind_may_stand_around_the_features() {
        let text = format!(
            "{{\"crs\":{{\"a\":[1,\"]}}\\\"\"]}},\"bbox\":[-91,37,-87,42],\"name\":\"x\",\
             \"features\":[{}\n,{}],\"extra\":null,\"type\":\"FeatureCollection\"}}\n",
            feature("null", ""),
            feature("null", "").replace("\"a\"", "\"b\""),
        );
        let (rows, notices) = read(&text).unwrap();
        assert_eq!(rows.iter().map(|row| row.row).collect::<Vec<_>>(), [1, 2]);
        let remarks: Vec<_> = notices.iter().map(sentence).collect();
        assert_eq!(remarks.len(), 2, "{remarks:?}");
        assert!(remarks[0].contains("crs"), "{remarks:?}");
        assert_eq!(notices.count_of(Severity::Info), 2);
    }

    #[test]
    fn values_of_other_kinds_become_text() {
        let (row, notices) = one(
            "null",
            r#","zip":62301,"services":["snap","tanf"],"notes":null,"wheelchair":true,
               "City":"Quincy","phone":{"a":1},"colour":"red""#,
        );
        assert_eq!(row.facts.location.zip, "62301");
        assert_eq!(row.facts.services, ["snap", "tanf"]);
        assert_eq!(row.facts.location.city, "Quincy");
        assert!(row.facts.wheelchair.is_some());
        assert_eq!(notices.count(NoticeCode::Malformed), 1);
        assert_eq!(notices.count(NoticeCode::UnknownColumn), 1);
    }

    #[test]
    fn the_id_of_a_feature_stands_in_for_its_own_identifier() {
        let text = collection(
            r#"{"type":"Feature","id":17,"geometry":null,
                "properties":{"name":"A","kind":"fcrc"}}"#,
        );
        assert_eq!(read(&text).unwrap().0[0].source_id, "17");
    }

    #[test]
    fn what_is_no_feature_is_left_out() {
        let text = collection(&format!(
            "7,{{\"type\":\"Point\",\"coordinates\":[1,2]}},{},{}",
            r#"{"type":"Feature","geometry":null,"properties":null}"#,
            feature("null", "")
        ));
        let (rows, notices) = read(&text).unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].row, 4);
        assert_eq!(notices.count_of(Severity::Error), 3);
    }

    #[test]
    fn what_is_no_collection_says_what_it_is() {
        for (text, word) in [
            (r#"{"type":"Feature","geometry":null,"properties":{}}"#, "the type \"Feature\""),
            (r#"[1,2]"#, "a list"),
            (r#"id,name"#, "\"i\""),
            (r#"{"type":"FeatureCollection"}"#, "without features"),
            (r#"{"features":[]}"#, "without a type"),
            (r#"{"type":"FeatureCollection","features":{}}"#, "no list"),
            (r#"{"type":"FeatureCollection","features":[]} x"#, "behind the collection"),
            (r#"{"features":[1 2],"type":"FeatureCollection"}"#, "\"2\""),
        ] {
            let error = read(text).unwrap_err();
            assert!(matches!(error, ImportError::NotGeojson { .. }), "{text}: {error}");
            assert!(error.to_string().contains(word), "{text}: {error}");
        }
    }

    #[test]
    fn empty_lists_and_cut_files_are_refused() {
        for text in ["", " \n", r#"{"type":"FeatureCollection","features":[]}"#] {
            assert!(matches!(read(text).unwrap_err(), ImportError::Empty { .. }), "{text}");
        }
        let whole = collection(&feature("null", ""));
        for end in 1..whole.len() {
            assert!(read(&whole[..end]).is_err(), "{}", &whole[..end]);
        }
        let text = format!("{}\n,\n{{\"type\":\"Fea", &whole[..whole.len() - 2]);
        assert!(matches!(read(&text), Err(ImportError::CutOff { line: 3, .. })));
    }

    #[test]
    fn a_feature_that_is_no_json_is_named() {
        let text = collection(&format!("{},\n{{\"type\":NaN}}", feature("null", "")));
        let error = read(&text).unwrap_err();
        assert!(matches!(error, ImportError::Feature { feature: 2, line: 2, .. }), "{error}");
    }

    #[test]
    fn bounds_hold_for_features_too() {
        let limits = Limits { row_bytes: 200, rows: 1, field_chars: 20, ..Limits::default() };
        let read = |text: String| -> Result<Vec<OfficeRow>, ImportError> {
            FeatureRows::with_limits(text.as_bytes(), &Mapping::default(), limits)?.collect()
        };
        let long = feature("null", &format!(",\"x\":\"{}\"", "y".repeat(300)));
        assert!(matches!(read(collection(&long)), Err(ImportError::RowTooLarge { .. })));
        let two = format!("{},{}", feature("null", ""), feature("null", ""));
        assert!(matches!(read(collection(&two)), Err(ImportError::TooManyRows { limit: 1 })));
        let field = feature("null", &format!(",\"notes\":\"{}\"", "y".repeat(21)));
        assert!(read(collection(&field)).unwrap().is_empty());
        assert!(read(collection(&"[".repeat(150))).is_err());
    }

    proptest! {
        #[test]
        fn any_bytes_are_taken_or_refused(bytes: Vec<u8>, json in "[\\[\\]{}\",:a1 \\\\]{0,60}") {
            let _ = FeatureRows::new(&bytes[..], &Mapping::default()).map(Iterator::count);
            let _ = read(&json);
            let _ = read(&collection(&json));
        }
    }
}
