//! The studies that the pages quote, as `data/literature.toml` has them.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::shipped;

/// A study.
#[derive(Debug, Clone, Deserialize)]
pub struct Study {
    /// How it is cited.
    pub cite: String,
    /// What is quoted of it.
    #[serde(rename = "finding", default)]
    pub findings: Vec<Finding>,
}

/// A finding in a sentence.
#[derive(Debug, Clone, Deserialize)]
pub struct Finding {
    /// In English.
    pub says: String,
    /// In Spanish.
    #[serde(default)]
    pub says_es: String,
}

#[derive(Debug, Default, Deserialize)]
struct Literature {
    #[serde(rename = "study", default)]
    studies: Vec<Study>,
}

/// The studies that ship.
pub static STUDIES: LazyLock<Vec<Study>> = LazyLock::new(|| {
    let read = toml::from_str::<Literature>(shipped::text("data/literature.toml"));
    read.map(|literature| literature.studies).unwrap_or_else(|error| {
        tracing::error!(%error, "the file of studies cannot be read");
        Vec::new()
    })
});
