//! Where a row says that an office is.

use super::mapping::Field;
use super::office_row::{Fields, OfficeReader};
use crate::domain::feed::NoticeCode;
use crate::domain::geo::{Position, Window};
use crate::domain::office::PointMethod;
use crate::domain::text::tidy;

/// What a geometry says, where the form of the list has one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Geometry {
    /// Nothing: the columns are asked.
    Absent,
    /// A point.
    Point {
        /// Degrees north.
        lat: f64,
        /// Degrees east.
        lon: f64,
    },
}

impl OfficeReader {
    /// The point and how it was got; none where there is none, or none that can be true.
    pub(super) fn point(
        &mut self,
        row: u64,
        fields: &impl Fields,
        at: Geometry,
        state: &str,
    ) -> Option<(Position, PointMethod)> {
        let (lat, lon) = match at {
            Geometry::Point { lat, lon } => (lat, lon),
            Geometry::Absent => self.degrees(row, fields)?,
        };
        let found = || format!("{lat}, {lon}");
        let Ok(position) = Position::new(lat, lon) else {
            let expected = "latitude -90 to 90, longitude -180 to 180";
            self.malformed(row, Field::Latitude, &found(), expected, "no point kept");
            return None;
        };
        let zero = lat == 0.0 && lon == 0.0;
        if zero || (matches!(state, "" | "IL") && !Window::ILLINOIS.holds(position)) {
            let turned = Position::new(lon, lat).is_ok_and(|p| Window::ILLINOIS.holds(p));
            let hint = match (zero, turned) {
                (true, _) => "no point kept",
                (false, true) => "point kept; latitude and longitude seem to be swapped",
                (false, false) => "point kept; look at it",
            };
            let name = Field::Latitude.as_str();
            self.notices.push(
                NoticeCode::OutsideState,
                row,
                name,
                &found(),
                "a point in Illinois",
                hint,
            );
        }
        if zero {
            return None;
        }
        let word = tidy(fields.text(Field::CoordMethod)).replace('_', "-");
        if word.is_empty() {
            return Some((position, PointMethod::Source));
        }
        let method =
            word.to_lowercase().parse().unwrap_or_else(|unknown: crate::domain::UnknownWord| {
                let expected = format!("one of: {}", unknown.expected);
                let name = Field::CoordMethod.as_str();
                self.notices.push(
                    NoticeCode::UnknownWord,
                    row,
                    name,
                    &word,
                    &expected,
                    "taken as source",
                );
                PointMethod::Source
            });
        Some((position, method))
    }

    fn degrees(&mut self, row: u64, fields: &impl Fields) -> Option<(f64, f64)> {
        let (lat, lon) =
            (fields.text(Field::Latitude).trim(), fields.text(Field::Longitude).trim());
        if lat.is_empty() && lon.is_empty() {
            return None;
        }
        let mut number = |field: Field, text: &str| {
            let number = text.parse::<f64>().ok().filter(|value| value.is_finite());
            if number.is_none() {
                let hint = "no point kept; a point needs both numbers";
                self.malformed(row, field, text, "degrees as a decimal number", hint);
            }
            number
        };
        Some((number(Field::Latitude, lat)?, number(Field::Longitude, lon)?))
    }
}
