//! Which column of a publisher's list is which field of an office.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::error::ImportError;
use super::table::folded_name;

text_enum! {
    /// A field of an office row, by the column name of the product's own files.
    Field {
        /// The publisher's own identifier.
        SourceId = "source_id",
        /// Name as printed.
        Name = "name",
        /// Who runs it.
        Agency = "agency",
        /// Its kind.
        OfficeType = "office_type",
        /// Street, number, floor.
        Address = "address",
        /// Town.
        City = "city",
        /// Two-letter state.
        State = "state",
        /// ZIP code.
        Zip = "zip",
        /// County.
        County = "county",
        /// Voice.
        Phone = "phone",
        /// Text telephone.
        Tty = "tty",
        /// Fax.
        Fax = "fax",
        /// Web site.
        Website = "website",
        /// Hours as printed, or in the OpenStreetMap syntax.
        Hours = "hours",
        /// Languages, separated by `|`.
        Languages = "languages",
        /// Service codes, separated by `|`.
        Services = "services",
        /// `yes`, `limited` or `no`.
        WheelchairAccess = "wheelchair_access",
        /// Degrees north.
        Latitude = "latitude",
        /// Degrees east.
        Longitude = "longitude",
        /// How the point was got.
        CoordMethod = "coord_method",
        /// Status word.
        Status = "status",
        /// First day of service.
        OpenedOn = "opened_on",
        /// Last day of service.
        ClosedOn = "closed_on",
        /// The page or file where the row was read.
        SourceUrl = "source_url",
        /// The date that the publisher's copy carries.
        SourceRetrieved = "source_retrieved",
        /// Remarks.
        Notes = "notes",
    }
}

impl Field {
    /// How many fields there are.
    pub const COUNT: usize = 26;

    /// Without these no row can be read.
    pub const REQUIRED: [Self; 3] = [Self::SourceId, Self::Name, Self::OfficeType];

    /// Other names by which a column is known.
    #[must_use]
    pub const fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::SourceId => &["id"],
            Self::OfficeType => &["kind"],
            Self::Zip => &["zip_code"],
            Self::WheelchairAccess => &["wheelchair"],
            Self::Latitude => &["lat"],
            Self::Longitude => &["lon", "lng"],
            Self::SourceRetrieved => &["as_of"],
            _ => &[],
        }
    }

    /// The place of the field in an array of [`Field::COUNT`].
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// How a publisher's columns are read where they do not have the product's own names.
///
/// `{"columns": {"name": "Site Name", "source_id": "Site Name"}, "fixed": {"office_type":
/// "wic_clinic"}, "ignore": ["Region"]}`. A field that is not named here is read from the column
/// of its own name. Columns under `ignore` are passed over without a notice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mapping {
    /// Field to column.
    pub columns: BTreeMap<String, String>,
    /// Field to a value that stands in for a column.
    pub fixed: BTreeMap<String, String>,
    /// Columns that are not read and need no remark.
    pub ignore: Vec<String>,
}

/// Where the value of a field comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Source {
    /// Nowhere.
    #[default]
    None,
    /// From a column, by its place.
    Column(usize),
    /// The same for every row.
    Fixed(String),
}

/// A mapping checked for its field names, with column names folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    wanted: [Option<String>; Field::COUNT],
    fixed: [Option<String>; Field::COUNT],
    ignore: Vec<String>,
}

impl Mapping {
    /// Checks the field names.
    ///
    /// # Errors
    /// When a field is named that no office has.
    pub fn plan(&self) -> Result<Plan, ImportError> {
        let field = |name: &String| {
            name.parse::<Field>().map_err(|unknown| ImportError::Mapping {
                what: "field",
                found: unknown.found,
                expected: unknown.expected,
            })
        };
        let mut plan = Plan {
            wanted: Default::default(),
            fixed: Default::default(),
            ignore: self.ignore.iter().map(|name| folded_name(name)).collect(),
        };
        for (name, column) in &self.columns {
            plan.wanted[field(name)?.index()] = Some(folded_name(column));
        }
        for (name, value) in &self.fixed {
            plan.fixed[field(name)?.index()] = Some(value.clone());
        }
        Ok(plan)
    }
}

impl Plan {
    /// Finds the source of every field among the (folded) columns of a file.
    ///
    /// # Errors
    /// When the mapping names a column that is not there, or a required field has no source.
    pub fn resolve(&self, names: &[String]) -> Result<[Source; Field::COUNT], ImportError> {
        let place = |name: &str| names.iter().position(|own| own == name);
        let mut sources: [Source; Field::COUNT] = Default::default();
        for field in Field::ALL.iter().copied() {
            let at = field.index();
            sources[at] = if let Some(wanted) = &self.wanted[at] {
                let found = place(wanted).ok_or_else(|| ImportError::Mapping {
                    what: "column",
                    found: wanted.clone(),
                    expected: names.join(", "),
                })?;
                Source::Column(found)
            } else if let Some(found) = self.own_names(field).find_map(place) {
                Source::Column(found)
            } else if let Some(value) = &self.fixed[at] {
                Source::Fixed(value.clone())
            } else {
                Source::None
            };
        }
        let missing: Vec<String> = Field::REQUIRED
            .iter()
            .filter(|field| sources[field.index()] == Source::None)
            .map(|field| field.as_str().to_owned())
            .collect();
        if missing.is_empty() {
            Ok(sources)
        } else {
            let found = names.iter().filter(|name| !name.is_empty()).take(60).cloned().collect();
            Err(ImportError::MissingColumns { missing, found })
        }
    }

    /// The fields that one (folded) column or property gives.
    pub fn fields_of<'a>(&'a self, name: &'a str) -> impl Iterator<Item = Field> + 'a {
        Field::ALL.iter().copied().filter(move |field| match &self.wanted[field.index()] {
            Some(wanted) => wanted == name,
            None => self.own_names(*field).any(|own| own == name),
        })
    }

    /// Whether a (folded) column is read, or passed over on purpose.
    #[must_use]
    pub fn knows(&self, name: &str) -> bool {
        self.ignore.iter().any(|ignored| ignored == name) || self.fields_of(name).next().is_some()
    }

    /// The value that stands in where a row has no such column.
    #[must_use]
    pub fn fixed(&self, field: Field) -> Option<&str> {
        self.fixed[field.index()].as_deref()
    }

    fn own_names(&self, field: Field) -> impl Iterator<Item = &'static str> {
        std::iter::once(field.as_str()).chain(field.aliases().iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| folded_name(name)).collect()
    }

    #[test]
    fn there_are_as_many_places_as_fields() {
        assert_eq!(Field::ALL.len(), Field::COUNT);
    }

    #[test]
    fn names_are_met_in_any_order_and_case() {
        let plan = Mapping::default().plan().unwrap();
        let sources = plan.resolve(&names(&["KIND", " Name ", "Lat", "Source ID"])).unwrap();
        assert_eq!(sources[Field::OfficeType.index()], Source::Column(0));
        assert_eq!(sources[Field::Name.index()], Source::Column(1));
        assert_eq!(sources[Field::Latitude.index()], Source::Column(2));
        assert_eq!(sources[Field::SourceId.index()], Source::Column(3));
        assert_eq!(sources[Field::Phone.index()], Source::None);
    }

    #[test]
    fn one_column_may_give_two_fields_and_a_value_stand_in_for_a_column() {
        let mapping: Mapping = serde_json::from_str(
            r#"{"columns": {"name": "Site", "source_id": "site"},
                "fixed": {"office_type": "wic_clinic"}, "ignore": [":updated_at"]}"#,
        )
        .unwrap();
        let plan = mapping.plan().unwrap();
        let sources = plan.resolve(&names(&["site", ":updated_at"])).unwrap();
        assert_eq!(sources[Field::Name.index()], Source::Column(0));
        assert_eq!(sources[Field::SourceId.index()], Source::Column(0));
        assert_eq!(sources[Field::OfficeType.index()], Source::Fixed("wic_clinic".to_owned()));
        assert!(plan.knows("updated_at"));
        assert!(!plan.knows("name"));
    }

    #[test]
    fn a_mapping_that_names_nothing_is_refused() {
        let mut mapping = Mapping::default();
        mapping.columns.insert("tel".to_owned(), "Phone".to_owned());
        assert!(mapping.plan().unwrap_err().to_string().contains("\"tel\""));
        let mut mapping = Mapping::default();
        mapping.columns.insert("phone".to_owned(), "Telefon".to_owned());
        let error = mapping.plan().unwrap().resolve(&names(&["id", "name", "kind"])).unwrap_err();
        assert!(error.to_string().contains("\"telefon\""), "{error}");
    }

    #[test]
    fn all_missing_columns_are_named_at_once() {
        let plan = Mapping::default().plan().unwrap();
        let error = plan.resolve(&names(&["title"])).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the header lacks source_id, name, office_type; it has title"
        );
    }
}
