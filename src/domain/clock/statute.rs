//! A set of rules as its file tells it.

use jiff::civil::Date;

use super::count::{Count, Holidays};
use crate::domain::closure::{Process, StepKind};
use crate::domain::date::PartialDate;
use crate::domain::kind::OfficeKind;

text_enum! {
    /// A kind of place that a law may name.
    FacilityKind {
        /// A prison.
        Prison = "prison",
        /// A prison for young people.
        YouthCenter = "youth_center",
        /// A school that the state runs.
        StateSchool = "state_school",
        /// A state hospital for mental health.
        MentalHealthCenter = "mental_health_center",
        /// A state residence for people with developmental disabilities.
        DevelopmentalCenter = "developmental_center",
        /// A home for veterans.
        VeteransHome = "veterans_home",
        /// A hospital.
        Hospital = "hospital",
        /// Any other place.
        Other = "other",
    }
}

impl From<OfficeKind> for FacilityKind {
    fn from(kind: OfficeKind) -> Self {
        match kind {
            OfficeKind::StateMentalHealthCenter => Self::MentalHealthCenter,
            OfficeKind::StateDevelopmentalCenter => Self::DevelopmentalCenter,
            OfficeKind::Hospital => Self::Hospital,
            _ => Self::Other,
        }
    }
}

text_enum! {
    /// What a person can do.
    ActionKind {
        /// Send a comment.
        Comment = "comment",
        /// Ask to speak.
        Speak = "speak",
        /// Ask that a hearing be held.
        AskHearing = "ask_hearing",
        /// Ask the agency.
        Ask = "ask",
        /// Tell those who decide.
        Tell = "tell",
        /// Look something up.
        Look = "look",
    }
}

/// A text in both languages; the Spanish may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// English.
    pub en: String,
    /// Spanish; empty where there is none yet.
    pub es: String,
}

/// Where a rule was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The word by which the file refers to it.
    pub id: String,
    /// Who published it.
    pub publisher: String,
    /// What it is called.
    pub title: String,
    /// Where it is.
    pub url: String,
}

/// The text that the counts of days are from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawText {
    /// Its source.
    pub source: String,
    /// Since when it is law at the earliest; none where that is not known.
    pub since: Option<PartialDate>,
}

/// What a set of rules covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applies {
    /// In plain words.
    pub says: Text,
    /// From so many workers in one place; none where that does not matter.
    pub employees_at_least: Option<u32>,
    /// How the names of the agencies begin that it covers; empty for any.
    pub run_by: Vec<String>,
    /// Kinds of places for which the full way must be gone.
    pub must_be_reviewed: Vec<FacilityKind>,
    /// The same in plain words; empty where there are none.
    pub must_says: Text,
    /// Where that was read.
    pub sources: Vec<String>,
}

/// What has to follow from a step, and within how many days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Its word.
    pub id: String,
    /// The step that sets it off.
    pub after: StepKind,
    /// The step that has to follow.
    pub due: StepKind,
    /// Within so many days; the first counted day is the one after.
    pub days: u16,
    /// Which days count.
    pub count: Count,
    /// The holidays that matter for counting and moving.
    pub holidays: Holidays,
    /// Whether a last day on a weekend or holiday moves to the next business day; false where the rule does not say so.
    pub moves_to_business_day: bool,
    /// Whether the step has to follow only for places of the kinds that must be reviewed.
    pub only_if_reviewed: bool,
    /// In plain words.
    pub says: Text,
    /// Where it was read.
    pub source: String,
}

/// How long before a step something has to be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ahead {
    /// The step.
    pub of: StepKind,
    /// So many days.
    pub days: u16,
    /// Which days count.
    pub count: Count,
    /// The holidays that matter.
    pub holidays: Holidays,
}

/// Something that a person can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// Its word.
    pub id: String,
    /// What it is.
    pub does: ActionKind,
    /// As a heading.
    pub title: Text,
    /// In plain words.
    pub says: Text,
    /// The address on an envelope, line by line; empty where there is none.
    pub post: Vec<String>,
    /// What to write above the letter.
    pub subject: Option<String>,
    /// What it must name.
    pub names: Vec<Text>,
    /// How long a speaker has.
    pub minutes: Option<u16>,
    /// What kinds of files are taken; empty where nothing is known.
    pub files: Text,
    /// How long ahead.
    pub ahead: Option<Ahead>,
    /// The recorded step after which it is too late.
    pub until: Option<StepKind>,
    /// The set of rules whose questions are worth asking.
    pub questions_of: Option<String>,
    /// How the names of the agencies begin that it is for; empty for any.
    pub run_by: Vec<String>,
    /// Cases of the ledger that show it.
    pub cases: Vec<String>,
    /// Where it was read; none for advice of our own.
    pub source: Option<String>,
}

/// Questions that an agency has to answer under a set of rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Questions {
    /// What they are, in plain words.
    pub says: Text,
    /// The questions.
    pub list: Vec<Text>,
    /// Where they were read.
    pub source: String,
}

/// How it went with these rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// In plain words.
    pub says: Text,
    /// Where it was read.
    pub sources: Vec<String>,
}

/// A set of rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statute {
    /// Its word; the name of its file.
    pub id: String,
    /// The processes of cases that it rules.
    pub process: Vec<Process>,
    /// Two letters of the state whose law it is; empty for every state.
    pub state: String,
    /// What people call it.
    pub name: Text,
    /// How it is cited; empty where there is no text to cite.
    pub citation: String,
    /// What it does, in plain words.
    pub says: Text,
    /// What of it could not be read, in plain words.
    pub unread: Text,
    /// The day on which its sources were read.
    pub checked_on: Date,
    /// The text that the counts are from.
    pub text: Option<LawText>,
    /// What it covers.
    pub applies: Applies,
    /// What has to follow from what.
    pub rules: Vec<Rule>,
    /// What a person can do.
    pub actions: Vec<Action>,
    /// What the agency has to answer.
    pub questions: Option<Questions>,
    /// How it went.
    pub facts: Vec<Fact>,
    /// Where all of that was read.
    pub sources: Vec<Source>,
}

impl Statute {
    /// A source by its word.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// Whether an agency is one whose offices these rules cover; none where the agency is not known.
    #[must_use]
    pub fn covers(&self, agency: &str) -> Option<bool> {
        begins(&self.applies.run_by, agency)
    }
}

impl Action {
    /// Whether it makes sense with this agency; none where the agency is not known.
    #[must_use]
    pub fn is_for(&self, agency: &str) -> bool {
        begins(&self.run_by, agency).unwrap_or(true)
    }
}

/// Whether a name begins as one of some names does; any name does where there are none.
fn begins(names: &[String], agency: &str) -> Option<bool> {
    let fits = names.is_empty() || names.iter().any(|name| agency.starts_with(name.as_str()));
    (fits || !agency.is_empty()).then_some(fits)
}

/// All sets of rules.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statutes {
    pub(super) all: Vec<Statute>,
}

impl Statutes {
    /// All of them, by their words.
    #[must_use]
    pub fn all(&self) -> &[Statute] {
        &self.all
    }

    /// One by its word.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Statute> {
        self.all.iter().find(|statute| statute.id == id)
    }

    /// The one that rules a process in a state: the state's own before one for every state.
    #[must_use]
    pub fn of(&self, process: Process, state: &str) -> Option<&Statute> {
        let fits =
            |of: &str| self.all.iter().find(|s| s.state == of && s.process.contains(&process));
        fits(state).or_else(|| fits(""))
    }

    /// The set of rules of a state that starts at a number of workers.
    #[must_use]
    pub fn by_workers(&self, state: &str) -> Option<&Statute> {
        self.all.iter().find(|s| s.state == state && s.applies.employees_at_least.is_some())
    }
}
