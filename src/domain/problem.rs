//! What can go wrong at an office, and the questions that belong to each.
//!
//! The questions are data (`data/problems.toml`); this module reads the file, and checks answers against it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

text_enum! {
    /// What went wrong.
    Problem {
        /// Shut without a word.
        ClosedWithoutNotice = "closed_without_notice",
        /// Hours were not as posted.
        HoursNotAsPosted = "hours_not_as_posted",
        /// A long wait.
        LongWait = "long_wait",
        /// Sent away.
        TurnedAway = "turned_away",
        /// Nobody answered the telephone.
        PhoneNotAnswered = "phone_not_answered",
        /// Papers were lost.
        PapersLost = "papers_lost",
        /// Help came late or was cut by mistake.
        BenefitsLateOrCut = "benefits_late_or_cut",
        /// No interpreter.
        NoInterpreter = "no_interpreter",
        /// One could not get in or get about.
        NotAccessible = "not_accessible",
        /// Treated without respect.
        WithoutRespect = "without_respect",
        /// The office had moved, or the information was wrong.
        WrongInformation = "wrong_information",
        /// Told to use the website or another office.
        SentElsewhere = "sent_elsewhere",
        /// Not safe.
        Safety = "safety",
        /// Something else.
        Other = "other",
    }
}

text_enum! {
    /// What a number counts.
    Unit {
        /// Minutes.
        Minutes = "minutes",
        /// Days.
        Days = "days",
        /// Times.
        Times = "times",
        /// Miles.
        Miles = "miles",
    }
}

/// What kind of answer a question takes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Asked {
    /// A whole number, both ends allowed.
    Number {
        /// What it counts.
        unit: Unit,
        /// The smallest that is taken.
        least: u32,
        /// The largest.
        most: u32,
    },
    /// One of these words.
    One {
        /// The words, in their order on the page.
        choices: Vec<String>,
    },
    /// Any of these words.
    Many {
        /// The words, in their order on the page.
        choices: Vec<String>,
    },
}

/// A question that belongs to a problem.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Question {
    /// Its word in forms, tables and Open311.
    pub code: String,
    /// What it takes.
    #[serde(flatten)]
    pub asked: Asked,
}

/// An answer, already checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    /// A number in the question's unit.
    Number(u32),
    /// A word of the question's choices.
    One(String),
    /// Words of the question's choices, each once, in the question's order.
    Many(Vec<String>),
}

/// The answers of a report, by the question's code. Every question may be left out.
pub type Answers = BTreeMap<String, Answer>;

/// An answer that is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{question}: found {found:?}, expected {expected}")]
pub struct NotAnAnswer {
    /// The question's code.
    pub question: String,
    /// What was typed, cut to sixty characters.
    pub found: String,
    /// What is taken, in words for programs; pages word it from the question.
    pub expected: String,
}

/// All questions of all problems.
#[derive(Debug, Clone, Default)]
pub struct Questions {
    of: BTreeMap<Problem, Vec<Question>>,
}

/// A file of questions that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum QuestionsError {
    /// Not TOML, or a key that is not known.
    #[error("the file of questions cannot be read: {0}")]
    File(#[from] toml::de::Error),
    /// The file says something that cannot be.
    #[error("{place}: found {found}, expected {expected}")]
    Wrong {
        /// The problem or question.
        place: String,
        /// What stands there.
        found: String,
        /// What should.
        expected: &'static str,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    problem: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: Problem,
    questions: Vec<Question>,
}

impl Question {
    /// The words to choose from; none where a number is asked.
    #[must_use]
    pub fn choices(&self) -> &[String] {
        match &self.asked {
            Asked::Number { .. } => &[],
            Asked::One { choices } | Asked::Many { choices } => choices,
        }
    }

    /// Reads what was typed or marked; nothing where all of it is blank.
    ///
    /// # Errors
    /// When it is not a whole number within the question's bounds, or not one of its words.
    pub fn read<'t>(
        &self,
        typed: impl IntoIterator<Item = &'t str>,
    ) -> Result<Option<Answer>, NotAnAnswer> {
        let typed: Vec<&str> =
            typed.into_iter().map(str::trim).filter(|text| !text.is_empty()).collect();
        let Some(first) = typed.first().copied() else { return Ok(None) };
        let wrong = |found: &str, expected: String| NotAnAnswer {
            question: self.code.clone(),
            found: found.chars().take(60).collect(),
            expected,
        };
        let one_of = |choices: &[String]| format!("one of: {}", choices.join(", "));
        match &self.asked {
            Asked::Number { least, most, .. } => {
                let expected = || format!("a whole number from {least} to {most}");
                let digits = first.bytes().all(|b| b.is_ascii_digit()) && typed.len() == 1;
                let number =
                    first.parse::<u32>().ok().filter(|n| digits && (least..=most).contains(&n));
                number.map(|n| Some(Answer::Number(n))).ok_or_else(|| wrong(first, expected()))
            }
            Asked::One { choices } => match typed.as_slice() {
                [one] if choices.iter().any(|c| c == one) => {
                    Ok(Some(Answer::One((*one).to_owned())))
                }
                _ => Err(wrong(&typed.join(", "), one_of(choices))),
            },
            Asked::Many { choices } => {
                if let Some(other) = typed.iter().find(|t| !choices.iter().any(|c| c == *t)) {
                    return Err(wrong(other, one_of(choices)));
                }
                let marked = choices.iter().filter(|c| typed.contains(&c.as_str()));
                Ok(Some(Answer::Many(marked.cloned().collect())))
            }
        }
    }
}

impl Questions {
    /// Reads the file of questions.
    ///
    /// # Errors
    /// When it is no such file, leaves a problem out or names one twice, or a question can have no answer.
    pub fn parse(text: &str) -> Result<Self, QuestionsError> {
        let file: File = toml::from_str(text)?;
        let mut of = BTreeMap::new();
        let wrong = |place: &str, found: &str, expected| {
            Err(QuestionsError::Wrong {
                place: place.to_owned(),
                found: found.to_owned(),
                expected,
            })
        };
        let mut codes = Vec::new();
        for Entry { code, questions } in file.problem {
            for question in &questions {
                if codes.contains(&question.code) {
                    return wrong(&question.code, "the code twice", "a code of its own");
                }
                codes.push(question.code.clone());
                match &question.asked {
                    Asked::Number { least, most, .. } if least >= most => {
                        return wrong(&question.code, "least not below most", "least below most");
                    }
                    Asked::One { choices } | Asked::Many { choices } if choices.len() < 2 => {
                        return wrong(&question.code, "fewer than two choices", "two or more");
                    }
                    _ => {}
                }
            }
            if of.insert(code, questions).is_some() {
                return wrong(code.as_str(), "the problem twice", "each problem once");
            }
        }
        match Problem::ALL.iter().find(|problem| !of.contains_key(problem)) {
            Some(problem) => wrong(problem.as_str(), "no entry", "an entry for each problem"),
            None => Ok(Self { of }),
        }
    }

    /// The questions of a problem, in their order on the page.
    #[must_use]
    pub fn of(&self, problem: Problem) -> &[Question] {
        self.of.get(&problem).map_or(&[], Vec::as_slice)
    }

    /// A question by its code, with the problem that it belongs to.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<(Problem, &Question)> {
        let mut all = self.of.iter().flat_map(|(p, all)| all.iter().map(|q| (*p, q)));
        all.find(|(_, question)| question.code == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number() -> Question {
        Question {
            code: "wait_minutes".to_owned(),
            asked: Asked::Number { unit: Unit::Minutes, least: 1, most: 720 },
        }
    }

    #[test]
    fn a_number_is_taken_within_its_bounds_alone() {
        let read = |text: &str| number().read([text]);
        assert_eq!(read(" 240 "), Ok(Some(Answer::Number(240))));
        assert_eq!(read("  "), Ok(None));
        for text in ["0", "721", "-5", "+5", "4h", "1e2", "99999999999", "४"] {
            let error = read(text).unwrap_err();
            assert_eq!(
                (error.found.as_str(), error.expected.as_str()),
                (text, "a whole number from 1 to 720")
            );
        }
        assert!(number().read(["1", "2"]).is_err(), "one number, not two");
    }

    #[test]
    fn marks_are_kept_once_and_in_the_order_of_the_page() {
        let choices = ["door", "toilet", "tty"].map(str::to_owned).to_vec();
        let many =
            Question { code: "barrier".into(), asked: Asked::Many { choices: choices.clone() } };
        let marked = many.read(["tty", "door", "tty"]).unwrap();
        assert_eq!(marked, Some(Answer::Many(vec!["door".into(), "tty".into()])));
        assert!(many.read(["door", "<script>"]).is_err());
        let one = Question { code: "x".into(), asked: Asked::One { choices } };
        assert_eq!(one.read(["door"]), Ok(Some(Answer::One("door".into()))));
        assert!(one.read(["door", "tty"]).is_err());
    }

    #[test]
    fn a_file_that_cannot_be_asked_is_refused() {
        let shipped = include_str!("../../data/problems.toml");
        assert!(Questions::parse(shipped).is_ok());
        for (from, to) in [
            ("code = \"safety\"", "code = \"other\""),
            ("code = \"safety\"", "code = \"unheard_of\""),
            ("least = 1, most = 720", "least = 720, most = 720"),
            ("code = \"trips\"", "code = \"wait_minutes\""),
            ("choices = [\"yes\", \"no\"]", "choices = [\"yes\"]"),
            ("unit = \"miles\"", "unit = \"furlongs\""),
        ] {
            assert!(shipped.contains(from));
            assert!(Questions::parse(&shipped.replacen(from, to, 1)).is_err(), "{from} -> {to}");
        }
    }

    #[test]
    fn answers_survive_being_written_down() {
        let answers: Answers = [
            ("a".to_owned(), Answer::Number(3)),
            ("b".to_owned(), Answer::One("yes".to_owned())),
            ("c".to_owned(), Answer::Many(vec!["door".to_owned()])),
        ]
        .into();
        let text = serde_json::to_string(&answers).unwrap();
        assert_eq!(serde_json::from_str::<Answers>(&text).unwrap(), answers);
    }
}
