//! What was typed into the form, and what of it may be kept.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::day::{self, NotTheDay};
use super::photos::Refusal;
use super::posted::{PHOTOS, Posted};
use crate::domain::consent::{Consent, Consents};
use crate::domain::id::ReportId;
use crate::domain::phone::Phone;
use crate::domain::privacy::{self, Personal};
use crate::domain::problem::{Answers, NotAnAnswer, Problem, Question};
use crate::domain::text;
use crate::shipped::questions;

/// The longest account, in characters.
pub const MOST_TEXT: usize = 4_000;
/// The longest first name, in characters.
pub const MOST_NAME: usize = 40;
/// The longest e-mail address, in characters.
const MOST_EMAIL: usize = 254;
/// Hexadecimal digits of a form's token.
const TOKEN_DIGITS: usize = 32;
/// The longest text of an answer that is kept for showing it again, in characters.
const MOST_ANSWER: usize = 60;
/// The most marks of one question that are read; no question has as many.
const MOST_MARKS: usize = 40;
/// What stands before a question's code in the name of its field.
const ANSWER: &str = "q-";

/// The form, cleaned, so that it can be shown again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// What makes sending twice the same as sending once.
    pub token: String,
    /// The chosen problem, where one of ours was chosen.
    pub problem: Option<Problem>,
    /// What was typed or marked at questions, by their codes; also at those of other problems.
    pub answers: BTreeMap<String, Vec<String>>,
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
    /// The answers to its questions.
    pub answers: Answers,
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
    /// The report of which the writer says "me too".
    pub like: Option<ReportId>,
}

impl Account {
    /// The same as a "me too": the office, the problem, the day and the answers, and nothing of the writer's own.
    pub fn me_too(self, like: ReportId) -> Self {
        Self {
            text: String::new(),
            consents: Consents::default(),
            first_name: None,
            contact: None,
            like: Some(like),
            ..self
        }
    }
}

/// What has to be mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// No problem was chosen.
    Problem,
    /// What was found is no answer to a question.
    Answer(&'static Question, String),
    /// The day is missing or cannot be.
    Day(NotTheDay),
    /// The account has so many characters.
    TextTooLong(usize),
    /// A photo of a name was refused.
    Photo(String, Refusal),
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
    /// The question of a code.
    Answer(&'static str),
    /// The day.
    Day,
    /// What happened.
    Text,
    /// Photos.
    Photos,
    /// First name.
    Name,
    /// Number or address.
    Contact,
}

impl Field {
    /// The name in the form, and the `id` of what the visitor fills in.
    pub fn name(self) -> String {
        let name = match self {
            Self::Answer(code) => return format!("{ANSWER}{code}"),
            Self::Problem => "problem",
            Self::Day => "happened_on",
            Self::Text => "text",
            Self::Photos => PHOTOS,
            Self::Name => "first_name",
            Self::Contact => "contact",
        };
        name.to_owned()
    }
}

impl Fault {
    /// Where it is.
    pub fn field(&self) -> Field {
        match self {
            Self::Problem => Field::Problem,
            Self::Answer(question, _) => Field::Answer(&question.code),
            Self::Day(_) => Field::Day,
            Self::TextTooLong(_) => Field::Text,
            Self::Photo(..) => Field::Photos,
            Self::NameTooLong => Field::Name,
            Self::Contact => Field::Contact,
        }
    }
}

impl Entry {
    /// Cleans what arrived: line ends as one character, no characters that only steer machines.
    pub fn of(posted: &Posted) -> Self {
        let on = |mark: &str| posted.is_marked(mark);
        Self {
            problem: posted.text("problem").trim().parse().ok(),
            answers: answers(posted),
            happened_on: text::tidy(posted.text("happened_on")).chars().take(MOST_NAME).collect(),
            text: lines(posted.text("text")),
            consents: Consents {
                words: on("consent_words"),
                photos: on("consent_photos"),
                quote: on("consent_quote"),
                name: on("consent_name"),
                contact: on("consent_contact"),
            },
            first_name: text::tidy(posted.text("first_name")),
            contact: text::tidy(posted.text("contact")),
            token: posted.text("token").to_owned(),
        }
    }

    /// The fields of the form that say all of this once more.
    pub fn fields(&self) -> Vec<(String, &str)> {
        let mut fields = vec![("token".to_owned(), self.token.as_str())];
        let mut add = |field: Field, text| fields.push((field.name(), text));
        if let Some(problem) = self.problem {
            add(Field::Problem, problem.as_str());
        }
        add(Field::Day, &self.happened_on);
        add(Field::Text, &self.text);
        add(Field::Name, &self.first_name);
        add(Field::Contact, &self.contact);
        for (code, typed) in &self.answers {
            fields.extend(typed.iter().map(|text| (format!("{ANSWER}{code}"), text.as_str())));
        }
        let given = Consent::ALL.iter().filter(|consent| self.consents.allows(**consent));
        fields.extend(given.map(|consent| (format!("consent_{consent}"), "yes")));
        fields.retain(|(_, text)| !text.is_empty());
        fields
    }

    /// What was typed or marked at a question.
    pub fn typed(&self, question: &Question) -> &[String] {
        self.answers.get(&question.code).map_or(&[], Vec::as_slice)
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
    pub fn check(&self, today: Date, refused: &[(String, Refusal)]) -> Result<Account, Vec<Fault>> {
        let mut faults = Vec::new();
        if self.problem.is_none() {
            faults.push(Fault::Problem);
        }
        let mut answers = Answers::new();
        for question in self.problem.map_or(&[][..], |problem| questions().of(problem)) {
            match question.read(self.typed(question).iter().map(String::as_str)) {
                Ok(None) => {}
                Ok(Some(answer)) => {
                    answers.insert(question.code.clone(), answer);
                }
                Err(NotAnAnswer { found, .. }) => faults.push(Fault::Answer(question, found)),
            }
        }
        let day = day::read(&self.happened_on, today).map_err(|e| faults.push(Fault::Day(e))).ok();
        let length = self.text.chars().count();
        if length > MOST_TEXT {
            faults.push(Fault::TextTooLong(length));
        }
        faults.extend(refused.iter().cloned().map(|(name, why)| Fault::Photo(name, why)));
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
                answers,
                happened_on,
                text: self.text.trim().to_owned(),
                // A mark beside an empty name allows nothing.
                consents: Consents { name: first_name.is_some(), ..self.consents },
                first_name,
                contact,
                like: None,
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

/// What was typed or marked at the questions that there are.
fn answers(posted: &Posted) -> BTreeMap<String, Vec<String>> {
    let mut answers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in posted.all() {
        let code = name.strip_prefix(ANSWER).filter(|code| questions().get(code).is_some());
        let value: String = text::tidy(value).chars().take(MOST_ANSWER).collect();
        if let Some(code) = code.filter(|_| !value.is_empty()) {
            let typed = answers.entry(code.to_owned()).or_default();
            if typed.len() < MOST_MARKS {
                typed.push(value);
            }
        }
    }
    answers
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
    use crate::domain::problem::Answer;
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
        let account = whole().check(date(2026, 7, 1), &[]).unwrap();
        assert_eq!((account.first_name, account.contact), (None, None));
        let mut entry = whole();
        entry.consents = Consents { name: true, contact: true, ..Consents::default() };
        let account = entry.check(date(2026, 7, 1), &[]).unwrap();
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
        let faults = entry.check(date(2026, 7, 1), &[]).unwrap_err();
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
        let text = "a\r\n".repeat(2_000);
        let fields = [("problem", "other"), ("happened_on", "2026-06-24"), ("text", &text)];
        let entry = Entry::of(&Posted::of(&fields));
        assert!(entry.check(date(2026, 7, 1), &[]).is_ok());
    }

    #[test]
    fn only_the_questions_of_the_chosen_problem_are_read_and_all_that_was_typed_is_kept() {
        let entry = Entry::of(&Posted::of(&[
            ("problem", "long_wait"),
            ("happened_on", "2026-06-24"),
            ("q-wait_minutes", " 240 "),
            ("q-was_seen", ""),
            ("q-papers_times", "many"),
            ("q-barrier", "door"),
            ("q-barrier", "toilet"),
            ("q-no_such_question", "7"),
        ]));
        let account = entry.check(date(2026, 7, 1), &[]).unwrap();
        let answers: Vec<_> = account.answers.into_iter().collect();
        assert_eq!(answers, [("wait_minutes".to_owned(), Answer::Number(240))]);
        let fields = entry.fields();
        for kept in [("q-papers_times", "many"), ("q-barrier", "door"), ("q-barrier", "toilet")] {
            assert!(fields.iter().any(|(name, text)| (name.as_str(), *text) == kept), "{kept:?}");
        }
        assert!(!fields.iter().any(|(name, _)| name == "q-no_such_question"));
        let fields: Vec<_> = fields.iter().map(|(name, text)| (name.as_str(), *text)).collect();
        assert_eq!(Entry::of(&Posted::of(&fields)), entry);
    }

    #[test]
    fn what_is_no_answer_is_a_fault_of_its_question() {
        let fields = [("problem", "long_wait"), ("q-wait_minutes", "4h"), ("q-was_seen", "maybe")];
        let faults = Entry::of(&Posted::of(&fields)).check(date(2026, 7, 1), &[]).unwrap_err();
        let told: Vec<_> = faults.iter().map(|fault| fault.field().name()).collect();
        assert_eq!(told, ["q-wait_minutes", "q-was_seen", "happened_on"]);
        assert!(matches!(&faults[0], Fault::Answer(_, found) if found == "4h"));
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
