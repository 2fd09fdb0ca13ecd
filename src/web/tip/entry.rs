//! What was typed into the form of a tip, and what of it may be kept.

use serde::Deserialize;

use crate::domain::closure::ClosureKind;
use crate::domain::privacy::{self, Personal};
use crate::domain::text;
use crate::domain::tip::{MOST_LINE, MOST_WORDS};
use crate::web::report::reachable;

/// Hexadecimal digits of a form's token.
const TOKEN_DIGITS: usize = 32;

/// The form as it arrives: anything can stand in any field, and any can be missing.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    token: String,
    place: String,
    kind: String,
    happened_on: String,
    words: String,
    url: String,
    contact: String,
}

/// The form, cleaned, so that it can be shown again.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// What makes sending twice the same as sending once.
    pub token: String,
    /// The office or place.
    pub place: String,
    /// What happens to it, where one of ours was chosen.
    pub kind: Option<ClosureKind>,
    /// When, in the writer's words.
    pub happened_on: String,
    /// What happens, and how the writer knows.
    pub words: String,
    /// A page that tells of it.
    pub url: String,
    /// The telephone number or e-mail address as typed.
    pub contact: String,
}

/// What has to be mended, by the field that it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No place.
    Place,
    /// No words.
    Words,
    /// The words have so many characters.
    WordsTooLong(usize),
    /// No address of a page.
    Url,
    /// Neither a telephone number nor an e-mail address.
    Contact,
}

impl Fault {
    /// The name of the field, and the `id` of what the visitor fills in.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Words | Self::WordsTooLong(_) => "words",
            Self::Url => "url",
            Self::Contact => "contact",
        }
    }
}

impl Entry {
    /// Cleans what arrived.
    pub fn of(typed: Typed) -> Self {
        let line = |text: &str| text::tidy(text).chars().take(MOST_LINE).collect::<String>();
        let words: String = typed.words.replace("\r\n", "\n").replace('\r', "\n");
        Self {
            place: line(&typed.place),
            kind: typed.kind.trim().parse().ok(),
            happened_on: line(&typed.happened_on),
            words: text::readable(&words),
            url: text::tidy(&typed.url),
            contact: line(&typed.contact),
            token: typed.token,
        }
    }

    /// Whether the token is one of ours by its looks.
    pub fn has_token(&self) -> bool {
        let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        self.token.len() == TOKEN_DIGITS && self.token.bytes().all(hex)
    }

    /// Masks what could give a person away, and says what it was.
    pub fn mask(&mut self) -> Vec<Personal> {
        let mut found = Vec::new();
        for text in [&mut self.place, &mut self.happened_on, &mut self.words] {
            let masked = privacy::mask(text);
            *text = masked.text;
            found.extend(masked.found);
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// All that has to be mended, in the order of the page.
    pub fn faults(&self) -> Vec<Fault> {
        let length = self.words.chars().count();
        let web = self.url.starts_with("https://") || self.url.starts_with("http://");
        let plain = web && !self.url.contains(' ') && self.url.len() <= 2_000;
        let checks = [
            (self.place.is_empty(), Fault::Place),
            (self.words.trim().is_empty(), Fault::Words),
            (length > MOST_WORDS, Fault::WordsTooLong(length)),
            (!self.url.is_empty() && !plain, Fault::Url),
            (!self.contact.is_empty() && self.reachable().is_none(), Fault::Contact),
        ];
        checks.into_iter().filter(|(bad, _)| *bad).map(|(_, fault)| fault).collect()
    }

    /// A telephone number or an e-mail address; none when it is neither.
    pub fn reachable(&self) -> Option<String> {
        reachable(&self.contact)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_faults_are_told_at_once_in_the_order_of_the_page() {
        let entry = Entry {
            words: "á".repeat(4_001),
            url: "file:///etc/passwd".into(),
            contact: "call me".into(),
            ..Entry::default()
        };
        assert_eq!(
            entry.faults(),
            [Fault::Place, Fault::WordsTooLong(4_001), Fault::Url, Fault::Contact]
        );
        let entry = Entry { place: "Cairo".into(), words: "It closes.".into(), ..Entry::default() };
        assert_eq!(entry.faults(), []);
    }

    #[test]
    fn numbers_of_people_are_masked_in_every_field_of_words() {
        let typed = Typed {
            place: "Cairo, call (312) 555-0143".into(),
            words: "my SSN is 123-45-6789".into(),
            ..Typed::default()
        };
        let mut entry = Entry::of(typed);
        assert_eq!(entry.mask(), [Personal::Ssn, Personal::Phone]);
        assert!(!format!("{}{}", entry.place, entry.words).contains(|c: char| c.is_ascii_digit()));
    }
}
