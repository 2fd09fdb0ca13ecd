//! What is masked in people's own words before they are saved.

use std::sync::LazyLock;

use regex::{Captures, Regex};

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
    /// What may look like it and is an ordinary figure.
    spares: fn(&str) -> bool,
}

/// The patterns, most particular first: a card number must not be read as a telephone number.
///
/// Lengths: Social Security numbers have nine digits in groups of 3, 2 and 4; cards 13 to 19 digits; Illinois
/// benefit cards 16; Illinois case and recipient numbers 8 to 12 digits or groups of them. After the words "Social
/// Security" the groups may stand further apart ("123, then 45, and 6789"); seven and more digits that are written as
/// words are a number too.
static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    // One blank, full stop, hyphen or dash of any width; between groups blanks may stand around it.
    let dash = r"\-\u{2010}-\u{2015}\u{2212}";
    let sep = format!(r"[ \u{{a0}}\u{{202f}}.{dash}]?");
    let gap = format!(
        r"(?:[ \u{{a0}}\u{{202f}}]*[.,/{dash}][ \u{{a0}}\u{{202f}}]*|[ \u{{a0}}\u{{202f}}])"
    );
    let phone_gap = format!(r"[ \u{{a0}}.{dash}]?");
    let digit = "(?:zero|oh|one|two|three|four|five|six|seven|eight|nine\
                 |cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)";
    let social = r"(?i)\b(?:ssn|social(?:\s+security)?|(?:seguro|número|numero)\s+social|seguridad\s+social|itin)\b[^\d\n]{0,40}";
    let never: fn(&str) -> bool = |_| false;
    let make = |what, pattern: &str, spares| {
        Regex::new(pattern).ok().map(|find| Pattern { what, find, spares })
    };
    [
        make(Personal::Email, r"(?i)[a-z0-9._%+\-]+\s?(?:@|\(at\)|\[at\])\s?[a-z0-9\-]+(?:\.[a-z0-9\-]+)*\.[a-z]{2,}", never),
        make(Personal::Card, &format!(r"\b\d(?:{sep}\d){{12,18}}\b"), is_years),
        make(Personal::Ssn, &format!(r"{social}\d{{3}}[^\d\n]{{0,12}}\d{{2}}[^\d\n]{{0,12}}\d{{4}}\b"), never),
        make(Personal::Ssn, &format!(r"\b\d{{3}}{gap}\d{{2}}{gap}\d{{4}}\b"), never),
        make(Personal::Phone, &format!(r"(?:\+?1{phone_gap})?(?:\(\d{{3}}\)\s?|\b\d{{3}}{phone_gap})\d{{3}}{phone_gap}\d{{4}}\b"), never),
        make(Personal::Phone, &format!(r"\b\d{{3}}[.{dash}]\d{{4}}\b"), never),
        make(Personal::CaseNumber, r"(?i)\b(?:case|recipient|rin|caso)(?:\s*(?:number|no\.?|id|#|número|num\.?))*\s*[:#]?\s*[a-z]{0,2}(?:\d[a-z\- ]{0,2}){4,}\d", never),
        make(Personal::CaseNumber, &format!(r"\b\d(?:{sep}\d){{7,11}}\b"), is_date),
        make(Personal::CaseNumber, &format!(r"(?i)\b{digit}(?:[\s,.{dash}]+{digit}){{6,}}\b"), never),
    ]
    .into_iter()
    .flatten()
    .collect()
});

fn numbers(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect()
}

fn is_year(part: &str) -> bool {
    part.len() == 4 && part.parse().is_ok_and(|year: u32| (1900..2100).contains(&year))
}

/// Years in a row: `2023 2024 2025`.
fn is_years(text: &str) -> bool {
    let parts = numbers(text);
    parts.len() > 1 && parts.into_iter().all(is_year)
}

/// A day, `2026-06-24` or `06-24-2026`, or years in a row.
fn is_date(text: &str) -> bool {
    let small =
        |part: &str| part.len() <= 2 && part.parse().is_ok_and(|n: u32| (1..=31).contains(&n));
    match numbers(text).as_slice() {
        [year, b, c] | [b, c, year] if is_year(year) && small(b) => small(c),
        _ => is_years(text),
    }
}

/// Masks Social Security, card, case and telephone numbers and e-mail addresses.
#[must_use]
pub fn mask(text: &str) -> Masked {
    let mut text = text.to_owned();
    let mut found = Vec::new();
    for pattern in PATTERNS.iter() {
        let mut hit = false;
        let replaced = pattern.find.replace_all(&text, |found: &Captures<'_>| {
            let found = &found[0];
            if (pattern.spares)(found) {
                return found.to_owned();
            }
            hit = true;
            // The words that led to the number stay.
            let start = found.find(char::is_numeric).filter(|_| pattern.what == Personal::Ssn);
            format!("{}{MASK}", &found[..start.unwrap_or(0)])
        });
        let replaced = replaced.into_owned();
        if hit {
            if !found.contains(&pattern.what) {
                found.push(pattern.what);
            }
            text = replaced;
        }
    }
    Masked { text, found }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles() {
        assert_eq!(PATTERNS.len(), 9);
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
    fn a_social_security_number_is_masked_however_it_is_written() {
        for text in [
            "123-45-6789",
            "123 45 6789",
            "123.45.6789",
            "123–45–6789",
            "123‑45‑6789",
            "123 - 45 - 6789",
            "123/45/6789",
            "123\u{a0}45\u{a0}6789",
            "My SSN is 123456789",
            "social security: 123456789",
            "mi número de seguro social es 123456789",
            "my social is 123, then 45, and then 6789",
            "ITIN 912-70-1234",
            "１２３-４５-６７８９",
        ] {
            let masked = mask(text);
            assert_eq!(masked.found, [Personal::Ssn], "{text}: {masked:?}");
            assert!(!masked.text.chars().any(char::is_numeric), "{masked:?}");
        }
        assert_eq!(mask("My SSN is 123456789, ok").text, "My SSN is ▇▇▇, ok");
        // Without a word that says what it is, it is a long number all the same.
        for text in
            ["123456789", "1 2 3 4 5 6 7 8 9", "one two three four five six seven eight nine"]
        {
            let masked = mask(text);
            assert_eq!((masked.text.as_str(), masked.found.len()), (MASK, 1), "{text}");
        }
    }

    #[test]
    fn ordinary_figures_stay() {
        for text in [
            "I waited 3 hours on 14 May 2026, window 12.",
            "ZIP 60623, bus 9, $204 a month",
            "I came 5 times",
            "on 2026-06-24, on 06-24-2026 and on 6.24.2026, 06/24/2026",
            "cut in 2024-2025, then in 2023 2024 2025 again",
            "from 8.30 - 12.30, 60 people, 1,200 dollars, 1.200,50",
            "a social worker saw me at 10 30 on 24 June 2026",
            "one two or three of us, from nine to five",
        ] {
            let masked = mask(text);
            assert_eq!(masked.text, text);
            assert!(masked.found.is_empty());
        }
    }
}
