//! Keys of programs that post reports. What is kept opens nothing: a name, two days and a hash.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::id::ApiKeyId;
use super::text;

/// The longest name, in characters.
const MOST_NAME: usize = 80;

/// The name of a program that posts, so that its key can be told from others and taken back.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ApiKeyName(String);

/// Text that is no such name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("found {found:?}, expected a name of 1 to {MOST_NAME} letters")]
pub struct NotAName {
    /// What was written, cut.
    pub found: String,
}

impl ApiKeyName {
    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ApiKeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for ApiKeyName {
    type Err = NotAName;

    fn from_str(text: &str) -> Result<Self, NotAName> {
        let name = text::tidy(text);
        if name.is_empty() || name.chars().count() > MOST_NAME {
            return Err(NotAName { found: text.chars().take(60).collect() });
        }
        Ok(Self(name))
    }
}

/// A key as it is kept: the key itself is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    /// Identifier.
    pub id: ApiKeyId,
    /// The program's name.
    pub name: ApiKeyName,
    /// The day it was made.
    pub made_on: Date,
    /// The day it was taken back; from then on it opens nothing.
    pub revoked_on: Option<Date>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_line_of_some_letters() {
        let name: ApiKeyName = "  Ride\tand\nTell ".parse().unwrap();
        assert_eq!(name.as_str(), "Ride and Tell");
        for text in ["", " \n", "\u{0}", &"x".repeat(81)] {
            assert!(text.parse::<ApiKeyName>().is_err(), "{text:?}");
        }
        assert!("é".repeat(80).parse::<ApiKeyName>().is_ok());
    }
}
