//! What was typed into the form, and what of it may be kept.

use jiff::civil::Date;
use serde::Deserialize;

use super::day::{self, NotTheDay};
use crate::domain::consent::Consents;
use crate::domain::phone::Phone;
use crate::domain::privacy::{self, Personal};
use crate::domain::problem::Problem;
use crate::domain::text;

/// The longest account, in characters.
pub const MOST_TEXT: usize = 4_000;
/// The longest first name, in characters.
pub const MOST_NAME: usize = 40;
/// The longest e-mail address, in characters.
const MOST_EMAIL: usize = 254;
/// Hexadecimal digits of a form's token.
const TOKEN_DIGITS: usize = 32;

/// The form as it arrives: anything can stand in any field, and any can be missing.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    token: String,
    problem: String,
    happened_on: String,
    text: String,
    consent_words: String,
    consent_photos: String,
    consent_quote: String,
    consent_name: String,
    consent_contact: String,
    first_name: String,
    contact: String,
}

/// The form, cleaned, so that it can be shown again.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// What makes sending twice the same as sending once.
    pub token: String,
    /// The chosen problem, where one of ours was chosen.
    pub problem: Option<Problem>,
    /// The day as typed.
    pub happened_on: String,
    /// What happened.
    pub text: String,
    /// The boxes with a mark.
    pub consents: Consents,
    /// The first name as typed.
    pub first_name: String,
    /// The telephone number or e-mail address as typed.
    pub contact: String,
}

/// What may be kept of an entry that is whole.
#[derive(Debug, Clone)]
pub struct Account {
    /// What went wrong.
    pub problem: Problem,
    /// The day.
    pub happened_on: Date,
    /// What happened; may be empty.
    pub text: String,
    /// What the writer allows.
    pub consents: Consents,
    /// First name, with that consent alone.
    pub first_name: Option<String>,
    /// Number or address, with that consent alone.
    pub contact: Option<String>,
}

/// What has to be mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// No problem was chosen.
    Problem,
    /// The day is missing or cannot be.
    Day(NotTheDay),
    /// The account has so many characters.
    TextTooLong(usize),
    /// The name is too long for a first name.
    NameTooLong,
    /// Neither a telephone number nor an e-mail address.
    Contact,
}

/// The fields of the form that can hold a fault; also their names and marks in the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// What went wrong.
    Problem,
    /// The day.
    Day,
    /// What happened.
    Text,
    /// First name.
    Name,
    /// Number or address.
    Contact,
}

impl Field {
    /// The name in the form, and the `id` of what the visitor fills in.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Problem => "problem",
            Self::Day => "happened_on",
            Self::Text => "text",
            Self::Name => "first_name",
            Self::Contact => "contact",
        }
    }
}

impl Fault {
    /// Where it is.
    pub const fn field(&self) -> Field {
        match self {
            Self::Problem => Field::Problem,
            Self::Day(_) => Field::Day,
            Self::TextTooLong(_) => Field::Text,
            Self::NameTooLong => Field::Name,
            Self::Contact => Field::Contact,
        }
    }
}

impl Entry {
    /// Cleans what arrived: line ends as one character, no characters that only steer machines.
    pub fn of(typed: Typed) -> Self {
        let on = |mark: &str| mark == "yes";
        Self {
            problem: typed.problem.trim().parse().ok(),
            happened_on: text::tidy(&typed.happened_on).chars().take(MOST_NAME).collect(),
            text: lines(&typed.text),
            consents: Consents {
                words: on(&typed.consent_words),
                photos: on(&typed.consent_photos),
                quote: on(&typed.consent_quote),
                name: on(&typed.consent_name),
                contact: on(&typed.consent_contact),
            },
            first_name: text::tidy(&typed.first_name),
            contact: text::tidy(&typed.contact),
            token: typed.token,
        }
    }

    /// Whether the token is one of ours by its looks.
    pub fn has_token(&self) -> bool {
        let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        self.token.len() == TOKEN_DIGITS && self.token.bytes().all(hex)
    }

    /// Masks what could give the writer away, and says what it was.
    pub fn mask(&mut self) -> Vec<Personal> {
        let told = privacy::mask(&self.text);
        let named = privacy::mask(&self.first_name);
        self.text = told.text;
        self.first_name = named.text;
        let mut found = told.found;
        found.extend(named.found.into_iter().filter(|_| self.consents.name));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// What may be kept, or all that has to be mended, in the order of the page.
    pub fn check(&self, today: Date) -> Result<Account, Vec<Fault>> {
        let mut faults = Vec::new();
        if self.problem.is_none() {
            faults.push(Fault::Problem);
        }
        let day = day::read(&self.happened_on, today).map_err(|e| faults.push(Fault::Day(e))).ok();
        let length = self.text.chars().count();
        if length > MOST_TEXT {
            faults.push(Fault::TextTooLong(length));
        }
        let first_name =
            Some(self.first_name.clone()).filter(|name| self.consents.name && !name.is_empty());
        if first_name.as_ref().is_some_and(|name| name.chars().count() > MOST_NAME) {
            faults.push(Fault::NameTooLong);
        }
        let contact = if self.consents.contact { reachable(&self.contact) } else { None };
        if self.consents.contact && contact.is_none() {
            faults.push(Fault::Contact);
        }
        match (self.problem, day) {
            (Some(problem), Some(happened_on)) if faults.is_empty() => Ok(Account {
                problem,
                happened_on,
                text: self.text.trim().to_owned(),
                // A mark beside an empty name allows nothing.
                consents: Consents { name: first_name.is_some(), ..self.consents },
                first_name,
                contact,
            }),
            _ => Err(faults),
        }
    }
}

/// A telephone number or an e-mail address; none when it is neither.
pub fn reachable(text: &str) -> Option<String> {
    if let Ok(phone) = Phone::parse(text) {
        return Some(phone.to_string());
    }
    let (name, host) = text.split_once('@')?;
    let plain = |c: char| !c.is_whitespace() && !matches!(c, '@' | '<' | '>' | '"' | ',' | ';');
    let dotted = host.split('.').count() > 1 && host.split('.').all(|part| !part.is_empty());
    let right = !name.is_empty()
        && dotted
        && text.len() <= MOST_EMAIL
        && (name.chars().chain(host.chars())).all(plain);
    right.then(|| text.to_owned())
}

/// Line ends as one character, and no other control characters than they.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn whole() -> Entry {
        Entry {
            problem: Some(Problem::LongWait),
            happened_on: "2026-06-24".into(),
            text: "Four hours.".into(),
            first_name: "Rosa".into(),
            contact: "618-555-0142".into(),
            ..Entry::default()
        }
    }

    #[test]
    fn without_consent_name_and_contact_are_dropped() {
        let account = whole().check(date(2026, 7, 1)).unwrap();
        assert_eq!((account.first_name, account.contact), (None, None));
        let mut entry = whole();
        entry.consents = Consents { name: true, contact: true, ..Consents::default() };
        let account = entry.check(date(2026, 7, 1)).unwrap();
        assert_eq!(account.first_name.as_deref(), Some("Rosa"));
        assert_eq!(account.contact.as_deref(), Some("(618) 555-0142"));
    }

    #[test]
    fn all_faults_are_told_at_once_in_the_order_of_the_page() {
        let entry = Entry {
            text: "á".repeat(4_001),
            consents: Consents { contact: true, ..Consents::default() },
            ..Entry::default()
        };
        let faults = entry.check(date(2026, 7, 1)).unwrap_err();
        assert_eq!(
            faults,
            [
                Fault::Problem,
                Fault::Day(NotTheDay::Missing),
                Fault::TextTooLong(4_001),
                Fault::Contact
            ]
        );
    }

    #[test]
    fn line_ends_count_once_and_a_text_of_exactly_the_most_is_taken() {
        let typed = Typed { text: "a\r\n".repeat(2_000), ..Typed::default() };
        let entry = Entry {
            problem: Some(Problem::Other),
            happened_on: "2026-06-24".into(),
            ..Entry::of(typed)
        };
        assert!(entry.check(date(2026, 7, 1)).is_ok());
    }

    #[test]
    fn numbers_and_addresses_that_reach_someone_are_told_from_those_that_do_not() {
        assert_eq!(reachable("ana.p+x@example.org").as_deref(), Some("ana.p+x@example.org"));
        for text in
            ["", "call me", "555-0142", "@", "a@b", "a@b.", "a b@c.de", "a@b@c.de", "<a@b.cd>"]
        {
            assert_eq!(reachable(text), None, "{text}");
        }
    }
}
