//! `/desk/closures`: writing the ledger.
//!
//! All writing is done in a draft, which keeps what was typed whatever happens. A draft becomes a version of its
//! case when it is published; the ledger itself deletes nothing.

mod conflict_view;
mod field;
mod form_view;
pub mod history;
pub mod import;
mod keep;
pub mod list;
mod office_find;
pub mod preview;
mod preview_view;
pub mod withdraw;
pub mod write;

pub use keep::keep;

/// The entry of the desk's navigation.
pub const AT: &str = "/desk/closures";
