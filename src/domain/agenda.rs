//! What of a case belongs in a calendar: hearings, last days to comment, and days on which a change takes effect.
//!
//! Only dates known to the day are taken. A date such as `2012-06` is true as it stands; a day made of it would be
//! invented, so it stays on the case's page and out of every calendar.

use jiff::civil::Date;

use super::closure::{Closure, Step, StepKind};

text_enum! {
    /// Why a date stands in a calendar.
    AgendaKind {
        /// A public hearing or meeting.
        Hearing = "hearing",
        /// The last day for comments.
        Comment = "comment",
        /// The day on which a change takes effect.
        Effect = "effect",
    }
}

impl AgendaKind {
    /// What a step is in a calendar; none for steps that nobody has to be there for or get ready for.
    #[must_use]
    pub const fn of(step: StepKind) -> Option<Self> {
        match step {
            StepKind::Hearing => Some(Self::Hearing),
            StepKind::CommentDeadline => Some(Self::Comment),
            StepKind::CasesMoved
            | StepKind::DoorClosed
            | StepKind::CutInForce
            | StepKind::Moved
            | StepKind::MovedIn
            | StepKind::Reopened => Some(Self::Effect),
            StepKind::Announced
            | StepKind::NoticeFiled
            | StepKind::RecommendationRequested
            | StepKind::RecommendationFiled
            | StepKind::CommentOpened
            | StepKind::AdvisoryOpinion
            | StepKind::Vote
            | StepKind::Withdrawn
            | StepKind::Reversed => None,
        }
    }
}

/// A date of a case in a calendar.
#[derive(Debug, Clone, Copy)]
pub struct AgendaItem<'a> {
    /// The case.
    pub case: &'a Closure,
    /// The step.
    pub step: &'a Step,
    /// Why it stands there.
    pub kind: AgendaKind,
    /// The day.
    pub on: Date,
    /// Whether it was called off: the step was taken out, or the whole case withdrawn.
    pub off: bool,
}

/// The dates of a case that belong in a calendar, those that were called off last.
pub fn items(case: &Closure) -> impl Iterator<Item = AgendaItem<'_>> {
    let live = case.steps.iter().map(|step| (step, case.withdrawn.is_some()));
    let struck = case.struck.iter().map(|struck| (&struck.step, true));
    live.chain(struck).filter_map(|(step, off)| item(case, step, off))
}

/// One date, where the step has one that belongs in a calendar.
#[must_use]
pub fn item<'a>(case: &'a Closure, step: &'a Step, off: bool) -> Option<AgendaItem<'a>> {
    let kind = AgendaKind::of(step.kind)?;
    let on = step.on?.exact()?;
    Some(AgendaItem { case, step, kind, on, off })
}
