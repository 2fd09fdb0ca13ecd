//! What everybody may see, as files: pure writing, out of values that hold nothing else.

pub mod geojson;
pub mod impact;
mod sheet;

pub mod closures;
pub mod offices;
pub mod reports;

pub use sheet::{ExportError, Sheet};
