//! The clock of the law: what has to follow from a step of a case, and by when.
//!
//! The rules are data: one file per set of rules (`data/statutes/*.toml`), each with its source and
//! the day on which that was read. This module reads the files and counts days; it holds no law of
//! its own. Three things it keeps to:
//! - a day is worked out only from a rule that could be read. What the readable law does not give
//!   (days for comments, hearing and opinion in Illinois) is shown as a source recorded it;
//! - a vague date gives a span of days, never an invented one;
//! - where no source tells of a step, that is said; it is not called late.

mod count;
mod deadline;
mod fields;
mod parse;
mod reading;
mod statute;

#[cfg(test)]
mod tests;

pub use count::{Count, Days, FallsOn, Holidays, Span, before};
pub use deadline::{Came, Deadline, DeadlineState, Gap};
pub use fields::StatuteError;
pub use reading::{AskBy, ClockReading, Facts, Recorded, Why};
pub use statute::{
    Action, ActionKind, Ahead, Applies, FacilityKind, Fact, LawText, Questions, Rule, Source,
    Statute, Statutes, Text,
};

/// The state whose law is taken for an office of which no list tells the state.
pub const HOME: &str = "IL";
