//! The questions that belong to one service, and what every report is asked: the day, and what it may be used for.

use axum::http::StatusCode;

use super::refusal::Refusal;
use super::tree::Node;
use crate::domain::consent::Consent;
use crate::domain::problem::{Asked, Problem, Question};
use crate::i18n::Words;
use crate::shipped::questions;

/// The attribute with the day it happened.
pub const DAY: &str = "happened_on";

/// The consents that can be given through another program, each with its attribute; photos cannot be sent there.
pub const CONSENTS: [(Consent, &str); 4] = [
    (Consent::Words, "consent_words"),
    (Consent::Quote, "consent_quote"),
    (Consent::Name, "consent_name"),
    (Consent::Contact, "consent_contact"),
];

/// The definition of a service.
///
/// # Errors
/// When there is none of that code.
pub fn node(code: Option<&str>, words: Words) -> Result<Node, Refusal> {
    let problem = code.and_then(|code| code.parse::<Problem>().ok());
    let no_such = || Refusal::one(StatusCode::NOT_FOUND, "service_code: there is no such service");
    let problem = problem.ok_or_else(no_such)?;
    let mut attributes: Vec<Attribute> =
        questions().of(problem).iter().map(|question| Attribute::of(question, words)).collect();
    attributes.push(Attribute {
        code: DAY.to_owned(),
        datatype: "datetime",
        hint: Some(words.t("open311-day-hint")),
        description: words.t("open311-day"),
        values: Vec::new(),
    });
    attributes
        .extend(CONSENTS.iter().map(|(consent, code)| Attribute::yes_or_no(*consent, code, words)));
    let attributes = (1..).zip(attributes).map(|(order, attribute)| attribute.node(order));
    Ok(Node::Fields(vec![
        ("service_code", Node::text(problem.as_str())),
        ("attributes", Node::Many("attribute", attributes.collect())),
    ]))
}

/// Something that is asked.
struct Attribute {
    code: String,
    datatype: &'static str,
    hint: Option<String>,
    description: String,
    /// Keys with their names.
    values: Vec<(String, String)>,
}

impl Attribute {
    fn of(question: &Question, words: Words) -> Self {
        let hint = words.word_if_known("question-hint", &question.code);
        let (datatype, range) = match &question.asked {
            Asked::Number { least, most, .. } => {
                let values =
                    [("least", least.to_string().into()), ("most", most.to_string().into())];
                ("number", Some(words.with("open311-number", &values)))
            }
            Asked::One { .. } => ("singlevaluelist", None),
            Asked::Many { .. } => ("multivaluelist", None),
        };
        let hints: Vec<String> = range.into_iter().chain(hint).collect();
        let name = |choice: &String| (choice.clone(), words.word("answer", choice));
        Self {
            code: question.code.clone(),
            datatype,
            hint: (!hints.is_empty()).then(|| hints.join(" ")),
            description: words.word("question", &question.code),
            values: question.choices().iter().map(name).collect(),
        }
    }

    fn yes_or_no(consent: Consent, code: &str, words: Words) -> Self {
        let name = |choice: &str| (choice.to_owned(), words.word("answer", choice));
        Self {
            code: code.to_owned(),
            datatype: "singlevaluelist",
            hint: Some(words.word("consent-hint", consent.as_str())),
            description: words.word("consent", consent.as_str()),
            values: ["yes", "no"].map(name).to_vec(),
        }
    }

    fn node(self, order: u32) -> Node {
        let value = |(key, name): (String, String)| {
            Node::Fields(vec![("key", Node::Text(key)), ("name", Node::Text(name))])
        };
        Node::Fields(vec![
            ("variable", Node::Flag(true)),
            ("code", Node::Text(self.code)),
            ("datatype", Node::text(self.datatype)),
            ("required", Node::Flag(false)),
            ("datatype_description", Node::known(self.hint)),
            ("order", Node::Whole(order)),
            ("description", Node::Text(self.description)),
            ("values", Node::Many("value", self.values.into_iter().map(value).collect())),
        ])
    }
}
