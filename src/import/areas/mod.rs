//! Boundaries: GeoJSON, zipped shapefiles and CSV with outlines as text, into areas.
//!
//! - [`geojson`], [`shapefile`], [`wkt`]: the three forms that boundaries come in, a feature at a time
//! - `shape`: what makes a set of rings a shape that can be counted with
//! - `overlap`: which areas share ground
//!
//! A feature that cannot be used is left out with a notice; the set as a whole stands or falls by [`Collector::end`].

mod dbf;
pub mod geojson;
mod overlap;
mod shape;
pub mod shapefile;
mod wkt;
mod wkt_table;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use geo::{CoordsIter, MultiPolygon};

use super::table::folded_name;
use super::{ImportError, Limits, Notices, notices};
use crate::domain::feed::NoticeCode;
use crate::domain::polygon::{Area, AreaKind, number_of};
use crate::domain::slug::Slug;
use crate::domain::text::tidy;

pub use wkt_table::read_csv;

/// Bounds on boundaries: every county, town and district of the country fits.
pub const LIMITS: Limits =
    Limits { rows: 200_000, field_chars: 32 << 20, row_bytes: 64 << 20, file_bytes: 2 << 30 };

/// Corners of all areas of one set that are kept in memory.
const MOST_CORNERS: usize = 20_000_000;

/// What to take out of a file of boundaries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What the areas are.
    pub kind: AreaKind,
    /// The field with the name.
    pub name_field: String,
    /// The field with the code; without it the usual names are tried.
    pub id_field: Option<String>,
    /// Take only features in which a field has a value.
    pub only: Option<(String, String)>,
    /// The year or month of the boundaries.
    pub vintage: String,
}

/// Fields that hold a code in the files of most publishers.
const ID_FIELDS: [&str; 8] =
    ["geoid", "geoid20", "geoid10", "area_numbe", "area_number", "area_num_1", "ward", "district"];

/// The end of a code by which the census marks water that belongs to no district.
const NO_DISTRICT: &str = "ZZ";

/// Names that are not the words of the whole name in lower case with a capital.
const SPELLED: [(&str, &str); 2] = [("OHARE", "O'Hare"), ("MCKINLEY PARK", "McKinley Park")];

/// The fields of a feature.
pub(crate) trait Properties {
    /// The value of a field by its folded name; none where there is no such field.
    fn get(&self, folded: &str) -> Option<String>;
    /// The names of the fields as they stand in the file.
    fn names(&self) -> Vec<String>;
}

/// Areas of a set while they are read.
pub(crate) struct Collector<'n> {
    plan: Plan,
    notices: &'n mut Notices,
    areas: Vec<(u64, Area)>,
    by_code: HashMap<String, u64>,
    corners: usize,
    rows: u64,
    others: u64,
    checked: bool,
}

impl<'n> Collector<'n> {
    pub fn new(plan: Plan, notices: &'n mut Notices) -> Self {
        Self {
            plan,
            notices,
            areas: Vec::new(),
            by_code: HashMap::new(),
            corners: 0,
            rows: 0,
            others: 0,
            checked: false,
        }
    }

    pub fn notices(&mut self) -> &mut Notices {
        self.notices
    }

    /// Takes a feature; `shape` is what the file says, or what was found in the place of polygons.
    ///
    /// # Errors
    /// When the file lacks the field of the name, or holds more than is taken.
    pub fn take(
        &mut self,
        row: u64,
        fields: &impl Properties,
        shape: Result<MultiPolygon<f64>, String>,
    ) -> Result<(), ImportError> {
        self.rows += 1;
        if !self.checked {
            self.check_fields(fields)?;
        }
        if let Some((field, value)) = &self.plan.only
            && fields.get(&folded_name(field)).is_none_or(|found| tidy(&found) != *value)
        {
            self.others += 1;
            return Ok(());
        }
        let name_field = self.plan.name_field.clone();
        let name =
            fields.get(&folded_name(&name_field)).map(|name| tidy(&name)).unwrap_or_default();
        if name.is_empty() {
            self.left_out(NoticeCode::Missing, row, &name_field, "", "a name");
            return Ok(());
        }
        let (id_field, geoid) = self.code(fields, &name);
        if geoid.ends_with(NO_DISTRICT) {
            let expected = "a district";
            self.notices.push(
                NoticeCode::Sliver,
                row,
                &id_field,
                &geoid,
                expected,
                "water alone; left out",
            );
            return Ok(());
        }
        if let Some(first) = self.by_code.get(&geoid) {
            let expected = format!("a code that no feature before has (feature {first} has it)");
            self.left_out(NoticeCode::Duplicate, row, &id_field, &geoid, &expected);
            return Ok(());
        }
        let shape = match shape {
            Ok(shape) => shape,
            Err(found) => {
                self.left_out(NoticeCode::Malformed, row, "geometry", &found, "polygons");
                return Ok(());
            }
        };
        let Some(shape) = shape::checked(shape, row, &name, self.notices) else { return Ok(()) };
        self.corners += shape.coords_count();
        if self.corners > MOST_CORNERS {
            return Err(ImportError::TooManyRows { limit: MOST_CORNERS as u64 });
        }
        self.by_code.insert(geoid.clone(), row);
        let area = Area {
            kind: self.plan.kind.clone(),
            slug: Slug::make("", "area"),
            geoid,
            name: spelled(&name),
            shape,
            vintage: self.plan.vintage.clone(),
            officeholder: None,
        };
        self.areas.push((row, area));
        Ok(())
    }

    /// The fields that are asked for must be there; the first feature tells.
    fn check_fields(&mut self, fields: &impl Properties) -> Result<(), ImportError> {
        self.checked = true;
        let asked = [
            Some(&self.plan.name_field),
            self.plan.id_field.as_ref(),
            self.plan.only.as_ref().map(|(field, _)| field),
        ];
        let missing: Vec<String> = asked
            .into_iter()
            .flatten()
            .filter(|field| fields.get(&folded_name(field)).is_none())
            .cloned()
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        let found = fields.names().into_iter().take(60).collect();
        Err(ImportError::MissingColumns { missing, found })
    }

    /// The code of a feature with the field it stands in; without one its name.
    fn code(&self, fields: &impl Properties, name: &str) -> (String, String) {
        let own = self.plan.id_field.as_deref();
        let usual = ID_FIELDS.iter().copied().filter(|_| own.is_none());
        own.into_iter()
            .chain(usual)
            .find_map(|field| {
                let code = tidy(&fields.get(&folded_name(field))?);
                (!code.is_empty()).then(|| (field.to_owned(), code))
            })
            .unwrap_or_else(|| {
                (self.plan.name_field.clone(), Slug::make(name, "area").as_str().to_owned())
            })
    }

    fn left_out(&mut self, code: NoticeCode, row: u64, field: &str, found: &str, expected: &str) {
        self.notices.refuse(code, row, field, found, expected, "left out");
    }

    /// The areas that were taken, by their codes, each with a slug; overlaps are noticed.
    ///
    /// # Errors
    /// When there is none.
    pub fn end(mut self) -> Result<Vec<Area>, ImportError> {
        if self.areas.is_empty() {
            let first =
                self.notices.iter().find(|n| n.severity == crate::domain::feed::Severity::Error);
            let first = first.map(notices::sentence).unwrap_or_else(|| match &self.plan.only {
                Some((field, value)) if self.others > 0 => format!("none has {field}={value}"),
                _ => "there are none".to_owned(),
            });
            return Err(ImportError::NothingUsable { rows: self.rows, first });
        }
        self.areas.sort_by(|(_, a), (_, b)| a.geoid.cmp(&b.geoid));
        overlap::remark(&self.areas, self.notices);
        let mut taken: HashMap<Slug, u32> = HashMap::new();
        let mut areas = Vec::with_capacity(self.areas.len());
        for (_, mut area) in self.areas {
            let plain = slug(&area);
            let count = taken.entry(plain.clone()).or_default();
            *count += 1;
            area.slug = if *count == 1 { plain } else { plain.numbered(*count) };
            areas.push(area);
        }
        Ok(areas)
    }
}

/// The number of a district, else the words of the name.
fn slug(area: &Area) -> Slug {
    let number = if area.kind.is_numbered() { number_of(&area.kind, &area.geoid) } else { None };
    match number {
        Some(0) => Slug::make("at large", "area"),
        Some(n) => Slug::make(&n.to_string(), "area"),
        None => Slug::make(&area.name, "area"),
    }
}

/// A name in capitals as it is written in running text.
fn spelled(name: &str) -> String {
    if name.chars().any(char::is_lowercase) || !name.chars().any(char::is_alphabetic) {
        return name.to_owned();
    }
    if let Some((_, spelled)) = SPELLED.iter().find(|(capitals, _)| *capitals == name) {
        return (*spelled).to_owned();
    }
    let mut out = String::with_capacity(name.len());
    let mut begins = true;
    for c in name.chars() {
        if begins {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        begins = !c.is_alphanumeric() && c != '\'';
    }
    out
}
