//! The studies that the pages quote, as `data/literature.toml` has them.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::i18n::Words;
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
    /// What it is known by in the file.
    #[serde(default)]
    pub id: String,
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

/// What is quoted where offices are left with more to do, the crowding first.
const OF_CROWDING: [&str; 2] = ["crowding-at-neighbours", "snap-participation-falls"];

/// What studies found where offices closed, as a sentence with its source: crowding does the greater harm.
pub fn crowding(words: Words) -> Vec<(&'static str, &'static str)> {
    let all = STUDIES.iter().flat_map(|study| study.findings.iter().map(move |f| (study, f)));
    let found = OF_CROWDING.iter().filter_map(|id| all.clone().find(|(_, f)| f.id == *id));
    found
        .map(|(study, f)| (words.either(&f.says, &f.says_es), study.cite.as_str()))
        .collect()
}
