//! Text as people type it, made comparable.

/// Hands over the lower-case ASCII words of a text, one by one.
///
/// Accents are folded, and everything that is not a letter or digit is a break. An apostrophe does not break a word
/// (`O'Fallon` is `ofallon`).
pub fn each_word(text: &str, mut take: impl FnMut(&str)) {
    let mut word = String::new();
    for c in text.chars() {
        if matches!(c, '\'' | '’' | '‘') {
            continue;
        }
        match fold(c) {
            Some(letters) => word.push_str(letters.as_str()),
            None if word.is_empty() => {}
            None => {
                take(&word);
                word.clear();
            }
        }
    }
    if !word.is_empty() {
        take(&word);
    }
}

/// The words of a text, as [`each_word`] gives them.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    each_word(text, |word| out.push(word.to_owned()));
    out
}

/// The words joined by single spaces, for comparing whole names.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    each_word(text, |word| {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    });
    out
}

/// The first sentence of a text: up to a full stop that ends a word of more than three letters or digits.
///
/// Short words before a stop are abbreviations (`St. Clair`, `No. 5`).
#[must_use]
pub fn first_sentence(text: &str) -> &str {
    let ends = text.match_indices(". ").find(|(at, _)| {
        let word = text[..*at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        word.chars().count() > 3
    });
    ends.map_or(text, |(at, _)| &text[..=at])
}

/// Whether a character stands for nothing that can be read: a control character, or one of the places of Unicode that
/// are set aside for good (`U+FFFE`, `U+FFFF` and their like), which no XML may hold.
#[must_use]
pub fn is_unreadable(c: char) -> bool {
    let code = u32::from(c);
    c.is_control() || code & 0xfffe == 0xfffe || (0xfdd0..=0xfdef).contains(&code)
}

/// The text without what cannot be read; breaks of lines stay.
#[must_use]
pub fn readable(text: &str) -> String {
    text.chars().filter(|c| *c == '\n' || !is_unreadable(*c)).collect()
}

/// Trims, makes every run of white space one space and drops what cannot be read.
#[must_use]
pub fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for part in
        text.split(|c: char| c.is_whitespace() || is_unreadable(c)).filter(|p| !p.is_empty())
    {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(part);
    }
    out
}

/// One folded character: up to two ASCII letters or digits.
struct Letters([u8; 2], usize);

impl Letters {
    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0[..self.1]).unwrap_or("")
    }
}

fn fold(c: char) -> Option<Letters> {
    let one = |letter: u8| Some(Letters([letter, 0], 1));
    let two = |a: u8, b: u8| Some(Letters([a, b], 2));
    if let Ok(byte) = u8::try_from(c)
        && byte.is_ascii_alphanumeric()
    {
        return one(byte.to_ascii_lowercase());
    }
    match c {
        'À'..='Å' | 'à'..='å' | 'Ā' | 'ā' | 'Ă' | 'ă' | 'Ą' | 'ą' => one(b'a'),
        'Ç' | 'ç' | 'Ć' | 'ć' | 'Č' | 'č' => one(b'c'),
        'È'..='Ë' | 'è'..='ë' | 'Ē' | 'ē' | 'Ę' | 'ę' | 'Ě' | 'ě' => one(b'e'),
        'Ì'..='Ï' | 'ì'..='ï' | 'Ī' | 'ī' => one(b'i'),
        'Ł' | 'ł' => one(b'l'),
        'Ñ' | 'ñ' | 'Ń' | 'ń' => one(b'n'),
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō' | 'ō' => one(b'o'),
        'Ś' | 'ś' | 'Š' | 'š' => one(b's'),
        'Ù'..='Ü' | 'ù'..='ü' | 'Ū' | 'ū' => one(b'u'),
        'Ý' | 'ý' | 'ÿ' => one(b'y'),
        'Ź' | 'ź' | 'Ż' | 'ż' | 'Ž' | 'ž' => one(b'z'),
        'ß' => two(b's', b's'),
        'Æ' | 'æ' => two(b'a', b'e'),
        'Œ' | 'œ' => two(b'o', b'e'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fold_case_accents_and_apostrophes() {
        assert_eq!(words("O’Fallon, St. Clair — Peña"), ["ofallon", "st", "clair", "pena"]);
        assert!(words("🙂 — …").is_empty());
    }

    #[test]
    fn the_first_sentence_is_not_cut_at_an_abbreviation() {
        let text = "St. Clair County’s office moved to 5 W. Main St. in June. It was cold.";
        assert_eq!(
            first_sentence(text),
            "St. Clair County’s office moved to 5 W. Main St. in June."
        );
        assert_eq!(first_sentence("Ñandú"), "Ñandú");
        assert_eq!(first_sentence(""), "");
    }

    #[test]
    fn tidy_leaves_one_space_and_no_control_characters() {
        assert_eq!(tidy("  a\u{0}b\r\n\t c  "), "a b c");
        assert_eq!(tidy("a\u{ffff}b \u{fdd0}\u{1fffe}\u{fffd}"), "a b \u{fffd}");
        assert_eq!(readable("a\u{fffe}b\n\u{1}ñ🙂\t"), "ab\nñ🙂");
    }
}
