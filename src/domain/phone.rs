//! Telephone numbers of the North American plan.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A ten-digit number, with an extension where one was printed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone {
    digits: String,
    extension: Option<String>,
}

/// Text in which no ten-digit number could be found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("found {found:?}, expected a ten-digit telephone number")]
pub struct NotAPhone {
    /// What was written.
    pub found: String,
}

impl Phone {
    /// Reads a number in any of the usual spellings.
    ///
    /// # Errors
    /// When there are not ten digits (or eleven with a leading 1) before the extension.
    pub fn parse(text: &str) -> Result<Self, NotAPhone> {
        let bad = || NotAPhone { found: text.chars().take(40).collect() };
        let lower = text.to_ascii_lowercase();
        let (number, extension) = match lower.find(['x', 'e']) {
            Some(at) => (&lower[..at], Some(only_digits(&lower[at..])).filter(|e| !e.is_empty())),
            None => (lower.as_str(), None),
        };
        if number.chars().any(|c| c.is_alphabetic()) {
            return Err(bad());
        }
        let mut digits = only_digits(number);
        if digits.len() == 11 && digits.starts_with('1') {
            digits.remove(0);
        }
        if digits.len() != 10 || digits.starts_with(['0', '1']) {
            return Err(bad());
        }
        Ok(Self { digits, extension })
    }

    /// The address behind a telephone link (RFC 3966).
    #[must_use]
    pub fn href(&self) -> String {
        let extension = self.extension.as_ref().map(|e| format!(";ext={e}")).unwrap_or_default();
        format!("tel:+1{}{extension}", self.digits)
    }
}

fn only_digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({}) {}-{}", &self.digits[..3], &self.digits[3..6], &self.digits[6..])?;
        if let Some(extension) = &self.extension {
            write!(f, " ext. {extension}")?;
        }
        Ok(())
    }
}

impl TryFrom<String> for Phone {
    type Error = NotAPhone;

    fn try_from(text: String) -> Result<Self, NotAPhone> {
        Self::parse(&text)
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_any_usual_spelling_and_print_alike() {
        for text in
            ["(217) 223-0550", "217-223-0550", "1.217.223.0550", "2172230550", "+1 217 223 0550"]
        {
            assert_eq!(Phone::parse(text).unwrap().to_string(), "(217) 223-0550");
        }
        let with = Phone::parse("217/223-0550 ext 12").unwrap();
        assert_eq!(with.to_string(), "(217) 223-0550 ext. 12");
        assert_eq!(with.href(), "tel:+12172230550;ext=12");
        assert_eq!(Phone::parse(&with.to_string()).unwrap(), with);
    }

    #[test]
    fn what_is_not_a_number_is_refused() {
        for text in ["", "None", "223-0550", "012 345 6789", "call 217 223 0550", "12345678901234"]
        {
            assert!(Phone::parse(text).is_err(), "{text}");
        }
    }
}
