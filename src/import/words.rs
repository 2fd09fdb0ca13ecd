//! Small texts made comparable.

use crate::domain::text::tidy;

/// As [`tidy`], quicker for what is tidy already, as most fields are.
#[must_use]
pub fn tidied(text: &str) -> String {
    let bytes = text.as_bytes();
    let plain = bytes.iter().all(|byte| (b' '..=b'~').contains(byte));
    let ends = bytes.first() != Some(&b' ') && bytes.last() != Some(&b' ');
    if plain && ends && !bytes.windows(2).any(|pair| pair == b"  ") {
        return text.to_owned();
    }
    tidy(text)
}

/// A word of a closed set as publishers spell it: `Temporarily Closed` is `temporarily_closed`.
#[must_use]
pub fn folded_word(text: &str) -> String {
    text.trim().to_lowercase().replace([' ', '-'], "_")
}

/// A county's name without the word "County".
#[must_use]
pub fn county(text: &str) -> String {
    let text = text.trim();
    match text.len().checked_sub(7).and_then(|at| text.split_at_checked(at)) {
        Some((name, word)) if word.eq_ignore_ascii_case(" county") => name.trim().to_owned(),
        _ => text.to_owned(),
    }
}

/// The parts of a list that is separated by `|`, each once.
#[must_use]
pub fn list(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for part in text.split('|').map(str::trim).filter(|part| !part.is_empty()) {
        if !out.iter().any(|known| known == part) {
            out.push(part.to_owned());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_quick_way_gives_what_the_slow_way_gives(text in "[ a-c]{0,12}|.{0,30}") {
            prop_assert_eq!(tidied(&text), tidy(&text));
        }
    }
}
