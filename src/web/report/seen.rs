//! Who can see which part of a report, once it has been read: the promise of the page before sending.

use super::entry::Account;

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The part.
    pub part: &'static str,
    /// Who sees it.
    pub by: &'static str,
}

/// The lines for a report.
pub fn seen(account: &Account, photos: usize) -> Vec<Seen> {
    let on = account.consents;
    let line = |part, by| Some(Seen { part, by });
    let has_words = !account.text.is_empty();
    let is_listed = on.words || on.photos;
    let words = match (on.words, on.quote) {
        (true, true) => "everyone-quoted",
        (true, false) => "everyone",
        (false, true) => "quoted",
        (false, false) => "readers",
    };
    let name = if on.words || on.quote { "with-words" } else { "readers" };
    [
        line("problem", if is_listed { "counted-shown" } else { "counted" }),
        line("answers", "answers").filter(|_| !account.answers.is_empty()),
        line("day", if is_listed { "week" } else { "readers" }),
        line("words", words).filter(|_| has_words),
        line("photos", if on.photos { "everyone" } else { "readers" }).filter(|_| photos > 0),
        line("name", name).filter(|_| account.first_name.is_some()),
        line("contact", "readers").filter(|_| account.contact.is_some()),
        line("code", "you"),
        line("place", "nobody"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::consent::Consents;
    use crate::domain::problem::{Answers, Problem};
    use jiff::civil::date;

    fn account(consents: Consents) -> Account {
        Account {
            problem: Problem::Other,
            answers: Answers::new(),
            happened_on: date(2026, 6, 24),
            text: "Four hours.".to_owned(),
            consents,
            first_name: consents.name.then(|| "Rosa".to_owned()),
            contact: None,
            like: None,
        }
    }

    fn by(account: &Account, photos: usize, part: &str) -> Option<&'static str> {
        seen(account, photos).iter().find(|seen| seen.part == part).map(|seen| seen.by)
    }

    #[test]
    fn without_consent_nobody_but_the_readers_sees_words_day_or_photos() {
        let account = account(Consents::default());
        for part in ["words", "day", "photos"] {
            assert_eq!(by(&account, 2, part), Some("readers"), "{part}");
        }
        assert_eq!(by(&account, 2, "problem"), Some("counted"));
        assert_eq!((by(&account, 0, "photos"), by(&account, 0, "contact")), (None, None));
    }

    #[test]
    fn each_consent_opens_its_own_part_alone() {
        let words = account(Consents { words: true, name: true, ..Consents::default() });
        assert_eq!(by(&words, 1, "words"), Some("everyone"));
        assert_eq!(by(&words, 1, "name"), Some("with-words"));
        assert_eq!(by(&words, 1, "day"), Some("week"));
        assert_eq!(by(&words, 1, "photos"), Some("readers"));
        let quote = account(Consents { quote: true, ..Consents::default() });
        assert_eq!(
            (by(&quote, 0, "words"), by(&quote, 0, "day")),
            (Some("quoted"), Some("readers"))
        );
        let name = account(Consents { name: true, ..Consents::default() });
        assert_eq!(by(&name, 0, "name"), Some("readers"));
    }
}
