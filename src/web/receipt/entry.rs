//! What is typed on the pages of a receipt, and what of it may be kept.

use serde::Deserialize;

use crate::domain::consent::{Consent, Consents};
use crate::domain::privacy::{self, Personal};
use crate::domain::report::Report;
use crate::domain::text;
use crate::web::report::reachable;

/// The longest answer or addition, in characters.
pub const MOST_WORDS: usize = 4_000;
/// The most that a report may tell with all that was added, in characters.
pub const MOST_TOLD: usize = 16_000;
/// The longest first name, in characters.
pub const MOST_NAME: usize = 40;
/// The most messages about a report.
pub const MOST_MESSAGES: u64 = 60;

/// What is posted: the code each time, and the fields of one of the forms.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// The receipt code.
    pub code: String,
    /// That the writer is sure.
    pub sure: String,
    /// Whether a report that is taken back stays in the counts.
    pub count: String,
    /// An answer, or what is added.
    pub text: String,
    /// That name and contact are to be erased, whatever else is marked.
    pub forget: String,
    consent_words: String,
    consent_photos: String,
    consent_quote: String,
    consent_name: String,
    consent_contact: String,
    first_name: String,
    contact: String,
}

/// Why words cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordsFault {
    /// There are none.
    Empty,
    /// They have so many characters.
    TooLong(usize),
    /// The report holds as much as it can, or as many answers.
    Full,
}

/// An answer or an addition, as typed.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// The text, masked.
    pub text: String,
    /// Why it cannot be taken.
    pub fault: Option<WordsFault>,
    /// What was masked just now; nothing is kept yet.
    pub covered: Vec<Personal>,
}

impl Words {
    /// Cleans, masks and checks what arrived.
    pub fn of(typed: &str) -> Self {
        let told = typed.replace("\r\n", "\n").replace('\r', "\n");
        let masked = privacy::mask(text::readable(&told).trim());
        let length = masked.text.chars().count();
        let fault = match length {
            0 => Some(WordsFault::Empty),
            n if n > MOST_WORDS => Some(WordsFault::TooLong(n)),
            _ => None,
        };
        Self { text: masked.text, fault, covered: masked.found }
    }

    /// Whether it may be kept as it is.
    pub fn is_whole(&self) -> bool {
        self.fault.is_none() && self.covered.is_empty()
    }
}

/// Why choices cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChoiceFault {
    /// The name is marked and missing.
    NoName,
    /// It is too long for a first name.
    LongName,
    /// The contact is marked, and it is neither a telephone number nor an e-mail address.
    NoContact,
}

impl ChoiceFault {
    /// The `id` of the field.
    pub const fn field(self) -> &'static str {
        match self {
            Self::NoName | Self::LongName => "first_name",
            Self::NoContact => "contact",
        }
    }
}

/// What the writer allows, as marked and typed.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// The boxes with a mark.
    pub consents: Consents,
    /// The first name.
    pub first_name: String,
    /// The telephone number or e-mail address.
    pub contact: String,
    /// What has to be mended.
    pub faults: Vec<ChoiceFault>,
    /// What was masked in the name just now; nothing is kept yet.
    pub covered: Vec<Personal>,
}

impl Choices {
    /// As they are kept.
    pub fn kept(report: &Report) -> Self {
        Self {
            consents: report.consents,
            first_name: report.first_name.clone().unwrap_or_default(),
            contact: report.contact.clone().unwrap_or_default(),
            ..Self::default()
        }
    }

    /// Cleans, masks and checks what arrived.
    pub fn of(typed: &Typed) -> Self {
        let on = |mark: &str| mark == "yes";
        let consents = Consents {
            words: on(&typed.consent_words),
            photos: on(&typed.consent_photos),
            quote: on(&typed.consent_quote),
            name: on(&typed.consent_name),
            contact: on(&typed.consent_contact),
        };
        let named = privacy::mask(&text::tidy(&typed.first_name));
        let contact: String = text::tidy(&typed.contact).chars().take(MOST_WORDS).collect();
        let mut choices = Self {
            consents,
            first_name: named.text.chars().take(MOST_WORDS).collect(),
            covered: if consents.name { named.found } else { Vec::new() },
            faults: Vec::new(),
            contact,
        };
        let reached = reachable(&choices.contact);
        let checks = [
            (consents.name && choices.first_name.is_empty(), ChoiceFault::NoName),
            (
                consents.name && choices.first_name.chars().count() > MOST_NAME,
                ChoiceFault::LongName,
            ),
            (consents.contact && reached.is_none(), ChoiceFault::NoContact),
        ];
        choices.faults = checks.into_iter().filter(|(bad, _)| *bad).map(|(_, f)| f).collect();
        if let Some(reached) = reached {
            choices.contact = reached;
        }
        choices
    }

    /// Whether they may be kept as they are.
    pub fn is_whole(&self) -> bool {
        self.faults.is_empty() && self.covered.is_empty()
    }

    /// Writes them into a report. Of one whose time was up nothing more is kept than before.
    pub fn apply(&self, report: &mut Report) -> Consents {
        let mut wanted = self.consents;
        if report.erased_on.is_some() {
            for consent in Consent::ALL {
                wanted.set(*consent, wanted.allows(*consent) && report.consents.allows(*consent));
            }
            return wanted;
        }
        if wanted.name {
            report.first_name = Some(self.first_name.clone());
        }
        if wanted.contact {
            report.contact = Some(self.contact.clone());
        }
        wanted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_masked_before_anything_else_is_asked_of_them() {
        let words = Words::of("  Call me: 618-555-0142.\r\nThanks\u{7} ");
        assert_eq!(words.text, "Call me: ▇▇▇.\nThanks");
        assert_eq!(words.covered, [Personal::Phone]);
        assert!(!words.is_whole());
        assert!(Words::of(&words.text).is_whole(), "what is masked is taken as it is");
        assert_eq!(Words::of(" \n ").fault, Some(WordsFault::Empty));
        assert_eq!(Words::of(&"á".repeat(4_001)).fault, Some(WordsFault::TooLong(4_001)));
        assert!(Words::of(&"á".repeat(4_000)).is_whole());
    }

    #[test]
    fn a_name_or_contact_that_is_allowed_must_be_there() {
        let typed = |name: &str, contact: &str| Typed {
            consent_name: "yes".into(),
            consent_contact: "yes".into(),
            first_name: name.into(),
            contact: contact.into(),
            ..Typed::default()
        };
        let faults = |name, contact| Choices::of(&typed(name, contact)).faults;
        assert_eq!(faults("", ""), [ChoiceFault::NoName, ChoiceFault::NoContact]);
        let long = "R".repeat(41);
        assert_eq!(faults(&long, "555"), [ChoiceFault::LongName, ChoiceFault::NoContact]);
        assert_eq!(faults("Rosa", "618 555 0142"), []);
        assert_eq!(Choices::of(&typed("Rosa", "618 555 0142")).contact, "(618) 555-0142");
        assert_eq!(Choices::of(&typed("618-555-0142", "a@b.cd")).covered, [Personal::Phone]);
        let unmarked = Typed { first_name: "618-555-0142".into(), ..Typed::default() };
        assert!(Choices::of(&unmarked).is_whole());
    }
}
