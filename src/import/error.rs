//! Why a file could not be read at all.

use std::io;
use std::path::PathBuf;

/// A file that cannot be taken. What is wrong with single rows is a notice instead.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Which file it was.
    #[error("{}: {source}", path.display())]
    InFile {
        /// The file.
        path: PathBuf,
        /// What is the matter with it.
        source: Box<ImportError>,
    },
    /// It cannot be opened.
    #[error("cannot be opened ({source}); expected a file that this program may read")]
    Unreadable {
        /// What the system says.
        source: io::Error,
    },
    /// Reading broke off.
    #[error("reading broke off after {after_bytes} bytes: {source}")]
    Io {
        /// Bytes that had been read.
        after_bytes: u64,
        /// What the system says.
        source: io::Error,
    },
    /// Something else than text.
    #[error("found {found}, expected text (UTF-8)")]
    NotText {
        /// What it looks like.
        found: &'static str,
    },
    /// No rows.
    #[error("found {found}, expected at least one row; nothing was changed")]
    Empty {
        /// What is there instead of rows.
        found: &'static str,
    },
    /// Columns without which no row can be read.
    #[error(
        "the header lacks {}; it has {}",
        quoted(missing),
        if found.is_empty() { "no names".to_owned() } else { quoted(found) }
    )]
    MissingColumns {
        /// The columns that must be there.
        missing: Vec<String>,
        /// The columns that are, the first 60 of them.
        found: Vec<String>,
    },
    /// A mapping that names something that is not there.
    #[error("the mapping names the {what} {found:?}, expected one of: {expected}")]
    Mapping {
        /// `field` or `column`.
        what: &'static str,
        /// What it names.
        found: String,
        /// What it could name.
        expected: String,
    },
    /// The file ends in the middle of a quoted field or of a feature.
    #[error("the file ends inside {inside} that begins on line {line}; it seems to be cut off")]
    CutOff {
        /// The line on which the unfinished thing begins.
        line: u64,
        /// What is unfinished.
        inside: &'static str,
    },
    /// One row is larger than is taken.
    #[error(
        "the row that begins on line {line} is longer than {limit} bytes; \
         a quotation mark there may never be closed"
    )]
    RowTooLarge {
        /// The line on which it begins.
        line: u64,
        /// The bound.
        limit: usize,
    },
    /// More rows than are taken.
    #[error("found more than {limit} rows, expected at most that many")]
    TooManyRows {
        /// The bound.
        limit: u64,
    },
    /// More bytes than are taken.
    #[error("found more than {limit} bytes, expected at most that many")]
    TooLarge {
        /// The bound.
        limit: u64,
    },
    /// The structure of a CSV file is broken.
    #[error("line {line} cannot be read as CSV: {message}")]
    Csv {
        /// The line.
        line: u64,
        /// What the parser says.
        message: String,
    },
    /// JSON, or something like it, that is no GeoJSON FeatureCollection.
    #[error("line {line}: found {found}, expected a GeoJSON FeatureCollection")]
    NotGeojson {
        /// The line.
        line: u64,
        /// What was found.
        found: String,
    },
    /// Coordinates of another kind than degrees of longitude and latitude.
    #[error(
        "found coordinates of {found}, expected degrees of longitude and latitude (WGS 84 or NAD 83); convert the \
         file first, as ogr2ogr -t_srs EPSG:4326 does"
    )]
    WrongCrs {
        /// What the file says of its coordinates.
        found: String,
    },
    /// An archive that is no zipped shapefile, or lacks a part of one.
    #[error("found {found}, expected a zip archive with one shapefile in it (.shp and .dbf)")]
    NotAShapefile {
        /// What was found.
        found: String,
    },
    /// A part of a shapefile that is torn or no such thing.
    #[error("the {part} of the shapefile is damaged: {found}")]
    Damaged {
        /// `.shp`, `.dbf` or the archive.
        part: &'static str,
        /// What is wrong.
        found: String,
    },
    /// An archive that unpacks to more than is taken.
    #[error("the archive unpacks to more than {limit} bytes, expected at most that many")]
    UnpacksTooLarge {
        /// The bound.
        limit: u64,
    },
    /// JSON of another shape than the publisher gives out.
    #[error("found {found}, expected {expected}")]
    NotTheJson {
        /// What was found.
        found: String,
        /// What it should be.
        expected: &'static str,
    },
    /// A file of which no row can be used.
    #[error("none of {rows} rows can be used; {first}")]
    NothingUsable {
        /// Rows that were read.
        rows: u64,
        /// The first thing that is wrong, as a sentence.
        first: String,
    },
    /// A feature that is not JSON.
    #[error("feature {feature}, which begins on line {line}, is not JSON: {message}")]
    Feature {
        /// Its number from 1.
        feature: u64,
        /// The line on which it begins.
        line: u64,
        /// What the parser says.
        message: String,
    },
}

impl ImportError {
    /// The same error with the name of the file.
    #[must_use]
    pub fn in_file(self, path: impl Into<PathBuf>) -> Self {
        Self::InFile { path: path.into(), source: Box::new(self) }
    }
}

fn quoted(names: &[String]) -> String {
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_names_the_file_and_both_sides() {
        let error = ImportError::MissingColumns {
            missing: vec!["source_id".to_owned(), "name".to_owned()],
            found: vec!["id".to_owned()],
        };
        assert_eq!(
            error.in_file("offices.csv").to_string(),
            "offices.csv: the header lacks source_id, name; it has id"
        );
    }
}
