//! What is masked in people's own words before they are saved.

use std::sync::LazyLock;

use regex::Regex;

text_enum! {
    /// A kind of personal number or address found in a text.
    Personal {
        /// Social Security number.
        Ssn = "ssn",
        /// Payment or benefit card number.
        Card = "card",
        /// Case or recipient number.
        CaseNumber = "case_number",
        /// Telephone number.
        Phone = "phone",
        /// E-mail address.
        Email = "email",
    }
}

/// A text with personal numbers masked, and what was masked in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masked {
    /// The text that may be stored.
    pub text: String,
    /// What was found, in the order in which it is looked for.
    pub found: Vec<Personal>,
}

/// What stands where something was masked; says nothing of its length.
pub const MASK: &str = "▇▇▇";

struct Pattern {
    what: Personal,
    find: Regex,
}

/// The patterns, most particular first: a card number must not be read as a telephone number.
///
/// Lengths: Social Security numbers have nine digits in groups of 3, 2 and 4; cards 13 to 19 digits; Illinois
/// benefit cards 16; Illinois case and recipient numbers 8 to 12 digits or groups of them.
static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let sep = r"[ \-.–]?";
    let make = |what, pattern: &str| Regex::new(pattern).ok().map(|find| Pattern { what, find });
    [
        make(Personal::Email, r"(?i)[a-z0-9._%+\-]+\s?(?:@|\(at\)|\[at\])\s?[a-z0-9\-]+(?:\.[a-z0-9\-]+)*\.[a-z]{2,}"),
        make(Personal::Card, &format!(r"\b\d(?:{sep}\d){{12,18}}\b")),
        make(Personal::Ssn, r"\b\d{3}[ \-.–]\d{2}[ \-.–]\d{4}\b"),
        make(Personal::Phone, r"(?:\+?1[ \-.–]?)?(?:\(\d{3}\)\s?|\b\d{3}[ \-.–]?)\d{3}[ \-.–]?\d{4}\b"),
        make(Personal::Phone, r"\b\d{3}[\-.–]\d{4}\b"),
        make(Personal::CaseNumber, r"(?i)\b(?:case|recipient|rin|caso)(?:\s*(?:number|no\.?|id|#|número|num\.?))*\s*[:#]?\s*[a-z]{0,2}(?:\d[a-z\- ]{0,2}){4,}\d"),
        make(Personal::CaseNumber, &format!(r"\b\d(?:{sep}\d){{7,11}}\b")),
    ]
    .into_iter()
    .flatten()
    .collect()
});

/// Masks Social Security, card, case and telephone numbers and e-mail addresses.
#[must_use]
pub fn mask(text: &str) -> Masked {
    let mut text = text.to_owned();
    let mut found = Vec::new();
    for pattern in PATTERNS.iter() {
        let replaced = pattern.find.replace_all(&text, MASK);
        if let std::borrow::Cow::Owned(new) = replaced {
            if !found.contains(&pattern.what) {
                found.push(pattern.what);
            }
            text = new;
        }
    }
    Masked { text, found }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles() {
        assert_eq!(PATTERNS.len(), 7);
    }

    #[test]
    fn numbers_and_addresses_of_people_are_masked() {
        for (text, what) in [
            ("my number is 123-45-6789.", Personal::Ssn),
            ("call me at (312) 555-0143 please", Personal::Phone),
            ("call 312.555.0143", Personal::Phone),
            ("3125550143", Personal::Phone),
            ("write to ana.p+x@example.org now", Personal::Email),
            ("card 6006 4912 3456 7890 was empty", Personal::Card),
            ("case number 08-123-00-A45678", Personal::CaseNumber),
            ("caso 123456789", Personal::CaseNumber),
        ] {
            let masked = mask(text);
            assert!(masked.found.contains(&what), "{text}: {masked:?}");
            assert!(!masked.text.chars().any(|c| c.is_ascii_digit()), "{masked:?}");
        }
    }

    #[test]
    fn ordinary_figures_stay() {
        for text in [
            "I waited 3 hours on 14 May 2026, window 12.",
            "ZIP 60623, bus 9, $204 a month",
            "I came 5 times",
        ] {
            let masked = mask(text);
            assert_eq!(masked.text, text);
            assert!(masked.found.is_empty());
        }
    }
}
