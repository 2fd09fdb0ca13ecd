//! The steps of a case as a story: in the order in which they happened, what happened on one day
//! to several offices told once, and what the law makes of it in between.

use jiff::civil::Date;

use crate::domain::closure::{Certainty, Closure, Opinion, Step, StepKind};
use crate::domain::closure_act::{DueRecommendation, due_recommendation};
use crate::domain::date::PartialDate;

/// What is told at one point of the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A step that a source tells.
    Step(StepKind, Option<Opinion>),
    /// The last day for the recommendation, worked out from the law.
    Due,
}

/// How a point of the line is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A source tells it.
    Told,
    /// Worked out from a rule.
    Computed,
    /// Later than the law gives.
    Late {
        /// Days it took.
        taken: i32,
        /// Days too many.
        late: i32,
    },
    /// Nobody announced it.
    Unsure,
}

/// What is said of some offices, or of the whole case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part<'a> {
    /// The offices; none for the whole case.
    pub offices: Vec<&'a str>,
    /// In English; may be empty.
    pub note: &'a str,
    /// In Spanish; empty where there is none yet.
    pub note_es: &'a str,
    /// Numbers of the sources, from 1.
    pub sources: Vec<usize>,
}

/// One point of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment<'a> {
    /// When; none where no source gives a date.
    pub on: Option<PartialDate>,
    /// What.
    pub what: What,
    /// How it is marked.
    pub mark: Mark,
    /// Whether it was made public only on the day on which it happened.
    pub unheralded: bool,
    /// What the sources say of it.
    pub parts: Vec<Part<'a>>,
}

/// The story of a case.
#[must_use]
pub fn story(case: &Closure) -> Vec<Moment<'_>> {
    let due = due_recommendation(case);
    let mut moments: Vec<Moment<'_>> = Vec::new();
    for step in case.steps.iter().filter(|step| !is_herald(case, step)) {
        let what = What::Step(step.kind, step.opinion);
        let at = moments.iter().position(|m| m.on == step.on && m.what == what);
        let mut moment = match at {
            Some(at) => moments.remove(at),
            None => Moment {
                on: step.on,
                what,
                mark: mark(case, step, due.as_ref()),
                unheralded: false,
                parts: Vec::new(),
            },
        };
        moment.unheralded |= case.steps.iter().any(|s| is_herald_of(s, step));
        add(&mut moment.parts, case, step);
        moments.insert(at.unwrap_or(moments.len()), moment);
    }
    if let Some(due) = due {
        let on = Some(PartialDate::day(due.due));
        let (what, mark) = (What::Due, Mark::Computed);
        moments.push(Moment { on, what, mark, unheralded: false, parts: Vec::new() });
    }
    // Stable: what has no date, or the same one, stays in the order of the ledger.
    moments.sort_by_key(|m| (m.on.is_none(), m.on.map(|on| placed(on, m.what))));
    moments
}

/// Where a date stands on the line, and whether it is vague.
///
/// One known to the month stands in its middle. One known to the year stands at the start of it
/// for what begins a case and at its end for the rest: a door that closed in 2005 closed after the
/// hearing of March 2005.
fn placed(on: PartialDate, what: What) -> (Date, bool) {
    let begins = matches!(what, What::Step(StepKind::Announced | StepKind::NoticeFiled, _));
    let middle = |month| Date::new(on.year(), month, 16).unwrap_or_else(|_| on.earliest());
    match (on.exact(), on.month()) {
        (Some(day), _) => (day, false),
        (None, Some(month)) => (middle(month), true),
        (None, None) if begins => (on.earliest(), true),
        (None, None) => (on.latest(), true),
    }
}

/// Whether a step only says that another one of that day was made public.
fn is_herald(case: &Closure, step: &Step) -> bool {
    case.steps.iter().any(|other| is_herald_of(step, other))
}

fn is_herald_of(step: &Step, other: &Step) -> bool {
    step.kind == StepKind::Announced
        && step.note.is_empty()
        && other.kind.is_in_force()
        && step.on.and_then(PartialDate::exact).is_some()
        && step.on == other.on
        && step.office_name == other.office_name
}

/// Adds what a step says: beside the parts, or to the part that says the same.
fn add<'a>(parts: &mut Vec<Part<'a>>, case: &'a Closure, step: &'a Step) {
    let source = step.evidence.and_then(|id| case.evidence.iter().position(|e| e.id == id));
    let source = source.map(|at| at + 1);
    let office = step.office_name.as_deref();
    let Some(part) = parts.iter_mut().find(|p| p.note == step.note) else {
        let (note, note_es) = (step.note.as_str(), step.note_es.as_str());
        let part = Part {
            offices: office.into_iter().collect(),
            note,
            note_es,
            sources: source.into_iter().collect(),
        };
        parts.push(part);
        return;
    };
    match office {
        // The whole case holds all of its offices.
        None => part.offices.clear(),
        Some(name) if !part.offices.is_empty() && !part.offices.contains(&name) => {
            part.offices.push(name);
        }
        Some(_) => {}
    }
    if let Some(source) = source.filter(|source| !part.sources.contains(source)) {
        part.sources.push(source);
    }
}

fn mark(case: &Closure, step: &Step, due: Option<&DueRecommendation>) -> Mark {
    if case.certainty == Certainty::Detected {
        return Mark::Unsure;
    }
    let filed = step.on.and_then(PartialDate::exact);
    let answers = |due: &&DueRecommendation| {
        step.kind == StepKind::RecommendationFiled && filed.is_some() && filed == due.filed
    };
    let late = due.filter(answers).and_then(|due| Some((due.days_taken()?, due.days_late()?)));
    late.map_or(Mark::Told, |(taken, late)| Mark::Late { taken, late })
}
