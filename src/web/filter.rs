//! The `kind` parameter: a need in plain words, an office kind, several of them, or all.

use crate::domain::kind::{KindSet, Need, OfficeKind};

use super::error::WebError;

/// What sort of help is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kinds {
    /// The kinds of office.
    pub set: KindSet,
    /// The one need that is meant, where it is one.
    pub need: Option<Need>,
    /// The parameter as it was understood.
    pub word: String,
}

impl Kinds {
    /// The default: food, medical and cash help.
    #[must_use]
    pub fn aid() -> Self {
        Self {
            set: KindSet::of_need(Need::Aid),
            need: Some(Need::Aid),
            word: Need::Aid.to_string(),
        }
    }

    /// Every kind that serves the public at a counter.
    #[must_use]
    pub fn public() -> Self {
        Self { set: KindSet::public(), need: None, word: "all".to_owned() }
    }

    /// Reads the parameter.
    ///
    /// # Errors
    /// When a word is neither a need nor a kind nor `all`.
    pub fn parse(text: &str) -> Result<Self, WebError> {
        let text = text.trim();
        if text == "all" {
            return Ok(Self::public());
        }
        let mut kinds = Vec::new();
        let mut need = None;
        for word in text.split(',').map(str::trim).filter(|w| !w.is_empty()) {
            if let Ok(found) = word.parse::<Need>() {
                need = Some(found);
                kinds.extend(OfficeKind::ALL.iter().copied().filter(|k| k.need() == Some(found)));
            } else {
                let kind = word.parse::<OfficeKind>().map_err(|e| {
                    let needs = Need::ALL.iter().map(|n| n.as_str()).collect::<Vec<_>>().join(", ");
                    WebError::query(
                        "kind",
                        word,
                        format!("all, one of {needs}, or one of {}", e.expected),
                    )
                })?;
                kinds.push(kind);
            }
        }
        let set: KindSet = kinds.iter().copied().collect();
        // One kind that alone answers a need is that need.
        let need = need
            .or_else(|| kinds.first().and_then(|k| k.need()))
            .filter(|n| KindSet::of_need(*n) == set);
        Ok(Self { set, need, word: need.map_or_else(|| text.to_owned(), |n| n.to_string()) })
    }
}
