//! What an answer was reckoned from.

use serde::Serialize;

/// One set of data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    /// What it is used for: `offices`, `demand`, `areas-county`, `times`, ...
    pub what: String,
    /// Its name, as the publisher gives it.
    pub name: String,
    /// The time that it speaks of: `2020`, `2016-2020`, `2026-06-24`.
    pub vintage: String,
    /// Where it came from.
    pub from: String,
}

/// Everything that an answer depends on besides the question.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Inputs {
    /// The service, such as the kind of the offices.
    pub service: String,
    /// The store's revision.
    pub revision: i64,
    /// When the data were taken from the store, as text; the arithmetic reads no clock.
    pub taken_at: String,
    /// How many open offices were last seen on a list that was more than a year old then.
    pub old_offices: usize,
    /// The day of the oldest of these lists.
    pub oldest_list: Option<String>,
    /// The sets of data, in the order in which they are shown.
    pub sources: Vec<Source>,
}
