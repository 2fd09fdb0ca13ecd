//! The studies that the pages quote and the sources of the formulas, as `data/literature.toml` has them.

use std::sync::LazyLock;

use maud::{Markup, html};
use serde::Deserialize;

use super::cx::PageCx;
use crate::shipped;

/// A study.
#[derive(Debug, Clone, Deserialize)]
pub struct Study {
    /// How it is cited.
    pub cite: String,
    /// Where it can be read.
    pub url: String,
    /// What is quoted of it.
    #[serde(rename = "finding", default)]
    pub findings: Vec<Finding>,
}

/// A finding in a sentence.
#[derive(Debug, Clone, Deserialize)]
pub struct Finding {
    /// Its name in the file.
    pub id: String,
    /// In English.
    pub says: String,
    /// In Spanish.
    #[serde(default)]
    pub says_es: String,
}

/// Where a formula comes from.
#[derive(Debug, Clone, Deserialize)]
pub struct FormulaSource {
    /// Its name in the file.
    pub id: String,
    /// How it is cited.
    pub cite: String,
    /// Where it can be read.
    pub url: String,
}

#[derive(Debug, Default, Deserialize)]
struct Literature {
    #[serde(rename = "study", default)]
    studies: Vec<Study>,
    #[serde(rename = "source", default)]
    sources: Vec<FormulaSource>,
}

static LITERATURE: LazyLock<Literature> = LazyLock::new(|| {
    toml::from_str(shipped::text("data/literature.toml")).unwrap_or_else(|error| {
        tracing::error!(%error, "the file of studies cannot be read");
        Literature::default()
    })
});

/// The studies that ship.
pub fn studies() -> &'static [Study] {
    &LITERATURE.studies
}

/// Where a formula comes from.
pub fn source(id: &str) -> Option<&'static FormulaSource> {
    LITERATURE.sources.iter().find(|source| source.id == id)
}

/// What a study found, with the study.
#[must_use]
pub fn told(cx: &PageCx, study: &Study, finding: &Finding) -> Markup {
    html! {
        (cx.words.either(&finding.says, &finding.says_es)) " "
        span.hint { "(" a href=(study.url) lang="en" { (study.cite) } ")" }
    }
}

/// That the queue may be the larger harm, with what a study found.
#[must_use]
pub fn queue(cx: &PageCx) -> Markup {
    let all = studies().iter().flat_map(|study| study.findings.iter().map(move |f| (study, f)));
    let crowding = all.into_iter().find(|(_, finding)| finding.id == "crowding-at-neighbours");
    html! {
        p {
            b { (cx.t("harm-queue")) } " "
            @if let Some((study, finding)) = crowding {
                (cx.t("harm-queue-study")) " " (told(cx, study, finding))
            }
        }
    }
}
