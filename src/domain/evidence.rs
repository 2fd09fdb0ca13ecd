//! Sources, and the claims that they support or contradict.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::UnknownWord;
use super::date::PartialDate;
use super::id::{EvidenceId, StepId};

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
    /// Address of the page; empty for a paper or a photo.
    pub url: String,
    /// Its number in the case, from 1: given once, never given again.
    pub number: u32,
    /// A copy of the page that an archive keeps.
    pub archive_url: Option<String>,
}

/// A source put beside something that a case says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// The source.
    pub evidence: EvidenceId,
    /// What it speaks of.
    pub claim: Claim,
    /// Whether it says the same.
    pub stance: Stance,
}

text_enum! {
    /// Whether a source says the same as the case.
    Stance {
        /// It says the same.
        Supports = "supports",
        /// It says something else.
        Contradicts = "contradicts",
    }
}

/// Something that a case says: written `jobs`, `people`, ... or `step:` with the step's identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Claim {
    /// A step: what happened, when and where.
    Step(StepId),
    /// The number of workers.
    Jobs,
    /// The number of people.
    People,
    /// The reason.
    Reason,
    /// What happens to the cases.
    Fate,
    /// The law that applies.
    Process,
    /// What is done to the offices.
    Kind,
}

impl Claim {
    /// Every claim that is not about a step.
    pub const PLAIN: [Self; 6] =
        [Self::Kind, Self::Reason, Self::Fate, Self::Process, Self::People, Self::Jobs];

    /// The word for the sort of claim.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Step(_) => "step",
            Self::Jobs => "jobs",
            Self::People => "people",
            Self::Reason => "reason",
            Self::Fate => "fate",
            Self::Process => "process",
            Self::Kind => "kind",
        }
    }
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())?;
        match self {
            Self::Step(id) => write!(f, ":{id}"),
            _ => Ok(()),
        }
    }
}

impl FromStr for Claim {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        if let Some(id) = text.strip_prefix("step:").and_then(|id| Uuid::parse_str(id).ok()) {
            return Ok(Self::Step(StepId(id)));
        }
        Self::PLAIN.into_iter().find(|claim| claim.word() == text).ok_or_else(|| UnknownWord {
            found: text.chars().take(60).collect(),
            expected: "step:IDENTIFIER, jobs, people, reason, fate, process, kind".to_owned(),
        })
    }
}

impl TryFrom<String> for Claim {
    type Error = UnknownWord;

    fn try_from(text: String) -> Result<Self, UnknownWord> {
        text.parse()
    }
}

impl From<Claim> for String {
    fn from(claim: Claim) -> Self {
        claim.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_is_read_as_it_is_written() {
        let step = Claim::Step(StepId(Uuid::from_u128(7)));
        for claim in Claim::PLAIN.into_iter().chain([step]) {
            assert_eq!(claim.to_string().parse(), Ok(claim));
            let json = serde_json::to_string(&claim).unwrap();
            assert_eq!(serde_json::from_str::<Claim>(&json).unwrap(), claim);
        }
        assert!("step:7".parse::<Claim>().is_err());
        assert!("jobs ".parse::<Claim>().is_err());
    }
}
