//! What was typed into the form for workers, and what of it may be kept.

use serde::Deserialize;

use crate::domain::privacy::{self, Personal};
use crate::domain::text;
use crate::domain::worker::{MOST_LINE, MOST_WORDS};
use crate::web::report::reachable;

/// Hexadecimal digits of a form's token.
const TOKEN_DIGITS: usize = 32;

/// The form as it arrives: anything can stand in any field, and any can be missing.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    token: String,
    office: String,
    chosen: String,
    words: String,
    contact: String,
}

/// The form, cleaned, so that it can be shown again.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// What makes sending twice the same as sending once.
    pub token: String,
    /// The office in the writer's words.
    pub office: String,
    /// Which of the offices that fit was chosen: its slug, or that the writer's words are to stand.
    pub chosen: String,
    /// What they tell.
    pub words: String,
    /// The telephone number or e-mail address as typed.
    pub contact: String,
}

/// What has to be mended, by the field that it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No office.
    Office,
    /// Several offices fit.
    Which,
    /// No words.
    Words,
    /// The words have so many characters.
    WordsTooLong(usize),
    /// Neither a telephone number nor an e-mail address.
    Contact,
    /// An address at work, where others read along.
    ContactAtWork,
}

impl Fault {
    /// The `id` of what the visitor fills in.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Which => "chosen-1",
            Self::Words | Self::WordsTooLong(_) => "words",
            Self::Contact | Self::ContactAtWork => "contact",
        }
    }
}

impl Entry {
    /// Cleans what arrived.
    pub fn of(typed: Typed) -> Self {
        let line = |text: &str| text::tidy(text).chars().take(MOST_LINE).collect::<String>();
        let words = typed.words.replace("\r\n", "\n").replace('\r', "\n");
        Self {
            office: line(&typed.office),
            chosen: line(&typed.chosen),
            words: text::readable(&words).trim().to_owned(),
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
        for text in [&mut self.office, &mut self.words] {
            let masked = privacy::mask(text);
            *text = masked.text;
            found.extend(masked.found);
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The contact, if it reaches someone.
    pub fn reachable(&self) -> Option<String> {
        reachable(&self.contact)
    }

    /// All that has to be mended, in the order of the page; which office is meant is seen elsewhere.
    pub fn faults(&self) -> Vec<Fault> {
        let length = self.words.chars().count();
        let host = self.contact.rsplit_once('@').map_or("", |(_, host)| host).to_ascii_lowercase();
        let checks = [
            (self.office.is_empty(), Fault::Office),
            (self.words.is_empty(), Fault::Words),
            (length > MOST_WORDS, Fault::WordsTooLong(length)),
            (!self.contact.is_empty() && self.reachable().is_none(), Fault::Contact),
            (host.ends_with(".gov") || host.ends_with(".il.us"), Fault::ContactAtWork),
        ];
        checks.into_iter().filter(|(bad, _)| *bad).map(|(_, fault)| fault).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(contact: &str) -> Entry {
        Entry {
            office: "Cairo".into(),
            words: "We lock the door at noon.".into(),
            contact: contact.into(),
            ..Entry::default()
        }
    }

    #[test]
    fn office_and_words_are_all_that_is_needed_and_an_address_at_work_is_refused() {
        assert_eq!(entry("").faults(), []);
        assert_eq!(entry("ana@example.org").faults(), []);
        assert_eq!(entry("ask me").faults(), [Fault::Contact]);
        for at_work in ["ana.p@Illinois.GOV", "a@ssa.gov", "a@dhs.state.il.us"] {
            assert_eq!(entry(at_work).faults(), [Fault::ContactAtWork], "{at_work}");
        }
        assert_eq!(Entry::default().faults(), [Fault::Office, Fault::Words]);
        let long = Entry { words: "á".repeat(8_001), ..entry("") };
        assert_eq!(long.faults(), [Fault::WordsTooLong(8_001)]);
    }

    #[test]
    fn the_name_of_the_office_is_masked_too() {
        let mut entry = Entry { office: "Cairo 618-555-0142".into(), ..entry("") };
        assert_eq!(entry.mask(), [Personal::Phone]);
        assert_eq!(entry.office, "Cairo ▇▇▇");
    }
}
