//! Sources for claims.

use serde::{Deserialize, Serialize};

use super::date::PartialDate;
use super::id::EvidenceId;

/// A source: who published what, when, and where it can be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Identifier.
    pub id: EvidenceId,
    /// Headline, or a short description where there was none.
    pub title: String,
    /// Publisher.
    pub publisher: String,
    /// The source's own date.
    pub dated: Option<PartialDate>,
    /// Address of the page.
    pub url: String,
}
