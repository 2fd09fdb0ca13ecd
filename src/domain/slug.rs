//! The part of a public address that names one thing.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::text;

/// Lower-case letters, digits and single hyphens; 1 to 80 characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// Text that cannot stand in a public address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "found {found:?}, expected lower-case letters, digits and single hyphens, at most 80 characters"
)]
pub struct NotASlug {
    /// What was written.
    pub found: String,
}

impl Slug {
    /// The longest slug, in characters.
    pub const MAX: usize = 80;

    /// Makes a slug of any text; `fallback` where nothing of it can be kept.
    #[must_use]
    pub fn make(from: &str, fallback: &str) -> Self {
        let mut out = String::new();
        for word in text::words(from) {
            if out.len() + word.len() + 1 > Self::MAX {
                break;
            }
            if !out.is_empty() {
                out.push('-');
            }
            out.push_str(&word);
        }
        if out.is_empty() { Self(fallback.to_owned()) } else { Self(out) }
    }

    /// The slug with `-n` behind it, for the second thing of the same name.
    #[must_use]
    pub fn numbered(&self, n: u32) -> Self {
        let tail = format!("-{n}");
        let head: String = self.0.chars().take(Self::MAX - tail.len()).collect();
        Self(format!("{}{tail}", head.trim_end_matches('-')))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Slug {
    type Err = NotASlug;

    fn from_str(text: &str) -> Result<Self, NotASlug> {
        let fits = !text.is_empty()
            && text.len() <= Self::MAX
            && text.split('-').all(|part| {
                !part.is_empty()
                    && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            });
        if fits {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotASlug { found: text.chars().take(80).collect() })
        }
    }
}

impl TryFrom<String> for Slug {
    type Error = NotASlug;

    fn try_from(text: String) -> Result<Self, NotASlug> {
        text.parse()
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whatever_is_made_can_be_read_back(name in ".{0,200}", n in 2u32..99_999) {
            let slug = Slug::make(&name, "office");
            prop_assert_eq!(slug.as_str().parse::<Slug>().unwrap(), slug.clone());
            let second = slug.numbered(n);
            prop_assert_eq!(second.as_str().parse::<Slug>().unwrap(), second.clone());
        }
    }

    #[test]
    fn accents_and_signs_are_folded() {
        assert_eq!(Slug::make("Peña & Sons — LaSalle", "x").as_str(), "pena-sons-lasalle");
        assert_eq!(Slug::make("東京", "office").as_str(), "office");
    }
}
