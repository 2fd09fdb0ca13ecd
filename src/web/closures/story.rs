//! The steps of a case as a story: in the order in which they happened, what happened on one day
//! to several offices told once, and what the law makes of it in between.

use crate::domain::clock::{ClockReading, Days};
use crate::domain::closure::{Certainty, Closure, Opinion, Step, StepKind};
use crate::domain::date::PartialDate;
use crate::domain::evidence::{Claim, Stance};
use crate::domain::step_order;

/// What is told at one point of the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A step that a source tells.
    Step(StepKind, Option<Opinion>),
    /// The last day for a step that a rule asks for, by the place of the deadline in the clock.
    Due(usize, StepKind),
}

impl What {
    /// The step that happens there, or should.
    pub const fn kind(self) -> StepKind {
        match self {
            Self::Step(kind, _) | Self::Due(_, kind) => kind,
        }
    }
}

/// How a point of the line is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A source tells it.
    Told,
    /// Worked out from a rule.
    Computed,
    /// Later than the law gives, by the place of the deadline in the clock.
    Late(usize, Days),
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
    /// Numbers of the sources.
    pub sources: Vec<u32>,
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
    /// The steps that are told there.
    pub steps: Vec<&'a Step>,
    /// What the sources say of it.
    pub parts: Vec<Part<'a>>,
}

/// The story of a case.
#[must_use]
pub fn story<'a>(case: &'a Closure, clock: &ClockReading<'_, '_>) -> Vec<Moment<'a>> {
    let mut moments: Vec<Moment<'a>> = Vec::new();
    for step in case.steps.iter().filter(|step| !is_herald(case, step)) {
        let what = What::Step(step.kind, step.opinion);
        let at = moments.iter().position(|m| m.on == step.on && m.what == what);
        let mut moment = match at {
            Some(at) => moments.remove(at),
            None => Moment {
                on: step.on,
                what,
                mark: mark(case, step, clock),
                unheralded: false,
                steps: Vec::new(),
                parts: Vec::new(),
            },
        };
        moment.unheralded |= case.steps.iter().any(|s| is_herald_of(s, step));
        moment.steps.push(step);
        add(&mut moment.parts, case, step);
        moments.insert(at.unwrap_or(moments.len()), moment);
    }
    for (at, deadline) in clock.deadlines.iter().enumerate().filter(|(_, d)| d.state.is_telling()) {
        let Some(due) = deadline.due else { continue };
        let due = Moment {
            on: Some(PartialDate::day(due.last)),
            what: What::Due(at, deadline.rule.due),
            mark: Mark::Computed,
            unheralded: false,
            steps: Vec::new(),
            parts: Vec::new(),
        };
        // Before the steps without a date that end the list.
        let tail = moments.iter().rposition(|m| m.on.is_some()).map_or(0, |at| at + 1);
        moments.insert(tail, due);
    }
    step_order::in_order(&mut moments, |m| {
        let time = m.steps.first().and_then(|step| step.time);
        Some(step_order::place(m.what.kind(), m.on?, time))
    });
    moments
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

/// The number of the source of a step.
pub fn number_of(case: &Closure, step: &Step) -> Option<u32> {
    let id = step.evidence?;
    case.evidence.iter().find(|e| e.id == id).map(|e| e.number)
}

/// The numbers of the sources of a step: its own, and those that say the same.
fn numbers_of(case: &Closure, step: &Step) -> Vec<u32> {
    let supports = case.citations.iter().filter(|citation| {
        citation.claim == Claim::Step(step.id) && citation.stance == Stance::Supports
    });
    let ids = step.evidence.into_iter().chain(supports.map(|citation| citation.evidence));
    ids.filter_map(|id| case.evidence.iter().find(|e| e.id == id).map(|e| e.number)).collect()
}

/// Adds what a step says: beside the parts, or to the part that says the same.
fn add<'a>(parts: &mut Vec<Part<'a>>, case: &'a Closure, step: &'a Step) {
    let sources = numbers_of(case, step);
    let office = step.office_name.as_deref();
    let Some(part) = parts.iter_mut().find(|p| p.note == step.note) else {
        let (note, note_es) = (step.note.as_str(), step.note_es.as_str());
        let part = Part { offices: office.into_iter().collect(), note, note_es, sources };
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
    for source in sources {
        if !part.sources.contains(&source) {
            part.sources.push(source);
        }
    }
}

fn mark(case: &Closure, step: &Step, clock: &ClockReading<'_, '_>) -> Mark {
    if case.certainty == Certainty::Detected {
        return Mark::Unsure;
    }
    let late = clock.answered_by(step).and_then(|at| Some((at, clock.deadlines[at].days_late?)));
    late.map_or(Mark::Told, |(at, days)| Mark::Late(at, days))
}
