//! Where people live: centres of population, survey tables and tables of one's own, into points with figures.
//!
//! - [`points_csv`]: a table with a code, a position and figures, or a file of centres of population of the census
//! - [`acs`]: tables of the American Community Survey as the census hands them out, a JSON list of lists

pub mod acs;
pub mod points_csv;

pub use acs::{Table, read_acs};
pub use points_csv::{ReadPoints, read_points};
