//! Boundaries from CSV with a column of outlines.

use std::io::Read;

use super::{Collector, LIMITS, Plan, Properties, wkt};
use crate::domain::polygon::Area;
use crate::import::table::Table;
use crate::import::{ImportError, Notices};

/// Columns that hold the outline.
const OUTLINE: [&str; 5] = ["wkt", "the_geom", "geometry", "geom", "shape"];

/// Reads areas from a table with a column of WKT.
///
/// # Errors
/// When the file is no table, lacks the column of the outline or of the name, or no row can be used.
pub fn read_csv(
    input: impl Read,
    plan: &Plan,
    notices: &mut Notices,
) -> Result<Vec<Area>, ImportError> {
    let mut table = Table::open(input, LIMITS, notices)?;
    let outline = table.column(&OUTLINE).ok_or_else(|| table.missing(vec!["wkt".to_owned()]))?;
    let mut seen = Notices::new();
    let mut collector = Collector::new(plan.clone(), notices);
    while let Some(row) = table.next_row(&mut seen)? {
        let shape = wkt::read(table.field(Some(outline)));
        collector.take(row, &Cells(&table), shape)?;
    }
    collector.notices().merge(seen);
    collector.end()
}

struct Cells<'t, R>(&'t Table<R>);

impl<R: Read> Properties for Cells<'_, R> {
    fn get(&self, folded: &str) -> Option<String> {
        let column = self.0.column(&[folded])?;
        Some(self.0.field(Some(column)).to_owned())
    }

    fn names(&self) -> Vec<String> {
        self.0.names().to_vec()
    }
}
