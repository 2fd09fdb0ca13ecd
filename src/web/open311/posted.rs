//! What another program posts, and what of it may be kept. The rest (who called, from which device and where) is
//! dropped here and goes no further.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::definition::{CONSENTS, DAY};
use super::refusal::fault;
use crate::atlas::Atlas;
use crate::domain::consent::{Consent, Consents};
use crate::domain::email::Email;
use crate::domain::id::OfficeId;
use crate::domain::privacy;
use crate::domain::problem::{Answers, Problem};
use crate::domain::text;
use crate::domain::time::zone;
use crate::shipped::questions;
use crate::web::report::{MOST_NAME, MOST_TEXT, NotTheDay, first_day, read_day};

/// A posted form: names and texts in their order, a name as often as it likes.
#[derive(Debug)]
pub struct Posted(Vec<(String, String)>);

/// What may be kept of a form that is whole.
#[derive(Debug, PartialEq, Eq)]
pub struct Told {
    /// The office.
    pub office: OfficeId,
    /// What went wrong.
    pub problem: Problem,
    /// Answers to its questions.
    pub answers: Answers,
    /// The day.
    pub happened_on: Date,
    /// What happened, masked; may be empty.
    pub words: String,
    /// Whether something in it was masked.
    pub is_masked: bool,
    /// What the writer allows.
    pub consents: Consents,
    /// First name, with that consent alone.
    pub first_name: Option<String>,
    /// E-mail address, with that consent alone.
    pub contact: Option<String>,
}

/// Attributes by their codes, each with all that was said.
type Attributes<'p> = BTreeMap<&'p str, Vec<&'p str>>;

impl Posted {
    /// The fields of a form.
    pub const fn new(fields: Vec<(String, String)>) -> Self {
        Self(fields)
    }

    /// The first text of a name that holds something.
    pub fn one(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, v)| n == name && !v.trim().is_empty()).map(|(_, v)| v.trim())
    }

    /// What may be kept, or all that has to be mended.
    pub fn read(&self, atlas: &Atlas, today: Date) -> Result<Told, Vec<String>> {
        let mut faults = Vec::new();
        let problem = self.problem(&mut faults);
        let office = self.office(atlas, &mut faults);
        let mut attributes = self.attributes(&mut faults);
        let happened_on = day(attributes.remove(DAY), today, &mut faults);
        let mut consents = consents(&mut attributes, &mut faults);
        let answers = problem.map(|problem| answers(problem, attributes, &mut faults));
        let masked = privacy::mask(&lines(self.one("description").unwrap_or_default()));
        let length = masked.text.chars().count();
        if length > MOST_TEXT {
            faults
                .push(format!("description: found {length} letters, expected at most {MOST_TEXT}"));
        }
        let first_name = self.first_name(consents, &mut faults);
        consents.name = first_name.is_some();
        let contact = self.contact(consents, &mut faults);
        match (problem, office, answers) {
            (Some(problem), Some(office), Some(answers)) if faults.is_empty() => Ok(Told {
                office,
                problem,
                answers,
                happened_on,
                words: masked.text,
                is_masked: !masked.found.is_empty(),
                consents,
                first_name,
                contact,
            }),
            _ => Err(faults),
        }
    }

    fn problem(&self, faults: &mut Vec<String>) -> Option<Problem> {
        let code = self.one("service_code").unwrap_or_default();
        let problem = code.parse().ok();
        if problem.is_none() {
            faults.push(fault("service_code", code, "a code of services"));
        }
        problem
    }

    fn office(&self, atlas: &Atlas, faults: &mut Vec<String>) -> Option<OfficeId> {
        let slug = self.one("address_id").unwrap_or_default();
        let office = atlas.office(slug).map(|office| office.id);
        if office.is_none() {
            let expected = "the public name of an office, such as idhs-fcrc-jackson: a report is at an office, \
                 and lat, long and address_string are not taken in its place; GET /api/offices lists them as slug";
            faults.push(fault("address_id", slug, expected));
        }
        office
    }

    /// The attributes: `attribute[CODE]`, or `attribute[CODE][]` as often as there are marks.
    fn attributes(&self, faults: &mut Vec<String>) -> Attributes<'_> {
        let mut read = Attributes::new();
        for (name, value) in &self.0 {
            let Some(rest) = name.strip_prefix("attribute") else { continue };
            let code = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
            match code {
                Some((code, "" | "[]")) => read.entry(code).or_default().push(value.trim()),
                _ => faults.push(fault("attribute", name, "attribute[CODE] or attribute[CODE][]")),
            }
        }
        read
    }

    fn first_name(&self, consents: Consents, faults: &mut Vec<String>) -> Option<String> {
        let name = self.one("first_name").filter(|_| consents.name)?;
        let name = privacy::mask(&text::tidy(name)).text;
        if name.chars().count() > MOST_NAME {
            faults
                .push(format!("first_name: expected a first name of at most {MOST_NAME} letters"));
            return None;
        }
        Some(name).filter(|name| !name.is_empty())
    }

    /// The address to answer to. Without one nobody can be contacted, which the writer should know.
    fn contact(&self, consents: Consents, faults: &mut Vec<String>) -> Option<String> {
        let email =
            consents.contact.then(|| Email::parse(self.one("email").unwrap_or_default()))?;
        match email {
            Ok(email) => Some(email.as_str().to_owned()),
            // What was found is not told: it would stand in the other program's log.
            Err(_) => {
                faults.push(
                    "email: expected an address with attribute[consent_contact]=yes".to_owned(),
                );
                None
            }
        }
    }
}

/// A text with its lines, without what only steers machines.
fn lines(text: &str) -> String {
    text::readable(&text.replace("\r\n", "\n").replace('\r', "\n"))
}

fn day(said: Option<Vec<&str>>, today: Date, faults: &mut Vec<String>) -> Date {
    let said = said.unwrap_or_default().join(" ");
    let moment = said.replace(' ', "+").parse::<Timestamp>();
    let typed = moment.map_or_else(|_| said.clone(), |m| m.to_zoned(zone()).date().to_string());
    match read_day(&typed, today) {
        Ok(day) => day,
        Err(NotTheDay::Missing) => today,
        Err(_) => {
            let (first, name) = (first_day(today), format!("attribute[{DAY}]"));
            faults.push(fault(&name, &said, format!("a day from {first} to {today}")));
            today
        }
    }
}

fn consents(attributes: &mut Attributes<'_>, faults: &mut Vec<String>) -> Consents {
    let mut consents = Consents::default();
    for (consent, code) in CONSENTS {
        match attributes.remove(code).unwrap_or_default().as_slice() {
            ["yes"] => consents.set(consent, true),
            [] | ["" | "no"] => {}
            other => {
                let name = format!("attribute[{code}]");
                faults.push(fault(&name, &other.join(", "), "yes or no"));
            }
        }
    }
    debug_assert!(!consents.allows(Consent::Photos), "no photos come this way");
    consents
}

fn answers(problem: Problem, mut said: Attributes<'_>, faults: &mut Vec<String>) -> Answers {
    let mut answers = Answers::new();
    for question in questions().of(problem) {
        let Some(typed) = said.remove(question.code.as_str()) else { continue };
        match question.read(typed) {
            Ok(Some(answer)) => drop(answers.insert(question.code.clone(), answer)),
            Ok(None) => {}
            Err(wrong) => {
                let name = format!("attribute[{}]", wrong.question);
                faults.push(fault(&name, &wrong.found, wrong.expected));
            }
        }
    }
    for unknown in said.into_keys() {
        faults.push(fault("attribute", unknown, format!("a code of services/{problem}")));
    }
    answers
}
