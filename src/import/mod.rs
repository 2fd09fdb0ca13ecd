//! Reading what publishers give out: bytes in, domain values and notices out.
//!
//! Only [`apply`] touches the store. A reader is given bytes ([`std::io::Read`]) and gives back rows
//! and [`Notices`]. It stops with an [`ImportError`] only where the file as a whole cannot be read
//! (a picture, a half-sent upload, no such columns); what is wrong with one row is a notice, and
//! the reader goes on.
//!
//! - [`bytes`]: any encoding to UTF-8, a block at a time
//! - [`table`]: CSV with a header, one record at a time, with limits
//! - [`mapping`] and [`office_row`]: which column is which, and the rules for one office
//! - [`offices_csv`], [`offices_geojson`]: the two forms a list of offices comes in
//! - [`closures_csv`]: rows of the ledger, put together into cases
//! - [`service_areas_csv`], [`caseload_csv`]: the smaller files
//! - [`areas`], [`demand`], [`officeholders`]: boundaries, where people live, who holds office
//! - [`times`]: travel times from where people live to offices
//! - [`hours_text`]: hours as printed on doors, put into the OpenStreetMap syntax
//!
//! Offices come as a stream, so that a list of a million takes no more memory than one of a
//! hundred. Cases, service areas and caseloads are small and come whole.

pub mod apply;
pub mod areas;
pub mod bytes;
pub mod caseload_csv;
pub mod closures_csv;
pub mod demand;
pub mod error;
pub mod hours_text;
mod json_features;
pub mod limits;
pub mod mapping;
pub mod notices;
pub mod office_point;
pub mod office_row;
pub mod officeholders;
pub mod offices_csv;
pub mod offices_geojson;
pub mod service_areas_csv;
pub mod starter;
pub mod table;
pub mod times;
pub mod words;

#[cfg(test)]
mod shipped;

pub use error::ImportError;
pub use limits::Limits;
pub use mapping::Mapping;
pub use notices::Notices;
pub use office_row::OfficeRow;
