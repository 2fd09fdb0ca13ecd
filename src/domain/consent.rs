//! What the writer of a report allows. Each is asked for alone, off until chosen, and can be taken back.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

text_enum! {
    /// One thing that can be allowed. Being counted is implied.
    Consent {
        /// Show my words.
        Words = "words",
        /// Show my photos.
        Photos = "photos",
        /// Quote me in testimony.
        Quote = "quote",
        /// Use my first name.
        Name = "name",
        /// Contact me.
        Contact = "contact",
    }
}

/// The wording of the consents that is shown now; raise it whenever the words change.
pub const CONSENT_WORDING: u32 = 2;

/// What the writer allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Consents {
    /// Show my words on the office's page.
    pub words: bool,
    /// Show my photos there.
    pub photos: bool,
    /// Quote me in testimony.
    pub quote: bool,
    /// Use my first name.
    pub name: bool,
    /// Contact me.
    pub contact: bool,
}

impl Consents {
    /// Whether one thing is allowed.
    #[must_use]
    pub const fn allows(self, consent: Consent) -> bool {
        match consent {
            Consent::Words => self.words,
            Consent::Photos => self.photos,
            Consent::Quote => self.quote,
            Consent::Name => self.name,
            Consent::Contact => self.contact,
        }
    }

    /// Allows one thing, or takes it back.
    pub const fn set(&mut self, consent: Consent, given: bool) {
        match consent {
            Consent::Words => self.words = given,
            Consent::Photos => self.photos = given,
            Consent::Quote => self.quote = given,
            Consent::Name => self.name = given,
            Consent::Contact => self.contact = given,
        }
    }

    /// What differs from consents before, as changes of a day under the wording shown now.
    #[must_use]
    pub fn changes_from(self, before: Self, on: Date) -> Vec<ConsentChange> {
        let differs = Consent::ALL.iter().filter(|c| self.allows(**c) != before.allows(**c));
        let change = |c: &Consent| ConsentChange {
            consent: *c,
            given: self.allows(*c),
            wording: CONSENT_WORDING,
            on,
        };
        differs.map(change).collect()
    }
}

/// A consent that was given or taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsentChange {
    /// What.
    pub consent: Consent,
    /// Given, or taken back.
    pub given: bool,
    /// The version of the words that were shown.
    pub wording: u32,
    /// The day.
    pub on: Date,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn only_what_changed_is_written_down() {
        let before = Consents { words: true, contact: true, ..Consents::default() };
        let mut now = before;
        now.set(Consent::Contact, false);
        now.set(Consent::Quote, true);
        let changes = now.changes_from(before, date(2026, 7, 1));
        let told: Vec<_> = changes.iter().map(|c| (c.consent, c.given, c.wording)).collect();
        assert_eq!(
            told,
            [(Consent::Quote, true, CONSENT_WORDING), (Consent::Contact, false, CONSENT_WORDING)]
        );
        assert_eq!(now.changes_from(now, date(2026, 7, 1)), []);
    }
}
