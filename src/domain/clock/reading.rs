//! The clock read for one case on one day.

use jiff::ToSpan;
use jiff::civil::Date;

use super::HOME;
use super::count::{FallsOn, before};
use super::deadline::{Deadline, Standing, deadlines};
use super::statute::{Action, FacilityKind, Statute, Statutes};
use crate::domain::closure::{CaseState, Closure, OfficeRole, Process, Step, StepKind};
use crate::domain::date::PartialDate;
use crate::domain::id::StepId;

/// What is known of the places of a case besides the case itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// The kinds of the places that lose, each once.
    pub kinds: Vec<FacilityKind>,
    /// The state they are in; empty where no list tells.
    pub state: String,
}

/// Why a set of rules is the one that counts, or why none does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The ledger has the case under these rules.
    Applies {
        /// Workers, where a source gives them.
        employees: Option<u32>,
        /// Whether the full way must be gone for a place of this kind; none where the kind is not known.
        must_be_reviewed: Option<bool>,
    },
    /// Fewer workers than the law starts at.
    TooSmall {
        /// Workers.
        employees: u32,
        /// Where the law starts.
        threshold: u32,
        /// Whether the number is only that of the jobs that the case touches.
        from_jobs: bool,
    },
    /// Enough workers for the law, and yet the case is not under it in the ledger.
    LargeEnough {
        /// Workers.
        employees: u32,
        /// Where the law starts.
        threshold: u32,
    },
    /// No source tells how many workers there are.
    WorkersUnknown {
        /// Where the law starts.
        threshold: u32,
    },
    /// The agency is none of the state.
    NotOfTheState,
    /// Another body than the one of the closure law decides.
    OtherBody,
    /// A federal agency.
    Federal,
    /// There are no rules that we know.
    NoRules,
}

impl Why {
    /// Its word, for programs and for messages.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Applies { .. } => "applies",
            Self::TooSmall { .. } => "too_small",
            Self::LargeEnough { .. } => "large_enough",
            Self::WorkersUnknown { .. } => "workers_unknown",
            Self::NotOfTheState => "not_of_the_state",
            Self::OtherBody => "other_body",
            Self::Federal => "federal",
            Self::NoRules => "no_rules",
        }
    }
}

/// A date of the way to a decision, as a source recorded it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded<'c> {
    /// The step.
    pub step: &'c Step,
    /// Its date.
    pub on: PartialDate,
    /// Whether it lies ahead, or is today.
    pub is_ahead: bool,
}

/// The last day on which a person can ask for something before a step that lies ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AskBy<'s> {
    /// What can be asked for.
    pub action: &'s Action,
    /// The step.
    pub step: StepId,
    /// Its day.
    pub on: Date,
    /// The last day to ask, worked out.
    pub by: Date,
    /// What kind of a day that is.
    pub falls_on: Option<FallsOn>,
}

/// The clock of a case on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct ClockReading<'s, 'c> {
    /// The set of rules; none where there is none for this process.
    pub statute: Option<&'s Statute>,
    /// The set of rules that starts at a number of workers, where that number matters.
    pub by_workers: Option<&'s Statute>,
    /// Why.
    pub why: Why,
    /// Whether the plan is still a plan, as far as is known.
    pub is_open: bool,
    /// Whether it is one of which there was news in the last two years, or a date is still to come.
    pub is_live: bool,
    /// What follows, worked out.
    pub deadlines: Vec<Deadline<'s>>,
    /// Comment days and hearings, recorded; the earliest first.
    pub recorded: Vec<Recorded<'c>>,
    /// What has to be asked for ahead of a hearing that is to come.
    pub ask_by: Vec<AskBy<'s>>,
    /// What a person can do under these rules.
    pub actions: Vec<&'s Action>,
}

impl ClockReading<'_, '_> {
    /// The deadlines that a reader of the story must see: those that were missed, and those to come.
    pub fn telling(&self) -> impl Iterator<Item = &Deadline<'_>> {
        self.deadlines.iter().filter(|deadline| deadline.state.is_telling())
    }

    /// The place of the deadline that a step answers.
    #[must_use]
    pub fn answered_by(&self, step: &Step) -> Option<usize> {
        // Steps that several offices have alike are one.
        let same = |d: &Deadline<'_>| {
            d.met_by.is_some_and(|came| came.kind == step.kind && came.on == step.on)
        };
        self.deadlines.iter().position(same)
    }
}

impl Statutes {
    /// Reads the clock for a case on a day.
    #[must_use]
    pub fn read<'s, 'c>(
        &'s self,
        case: &'c Closure,
        facts: &Facts,
        today: Date,
    ) -> ClockReading<'s, 'c> {
        let state = if facts.state.is_empty() { HOME } else { facts.state.as_str() };
        let cut = !case.kind.is_good_news();
        let statute = self.of(case.process, state).filter(|_| cut);
        let law = self.by_workers(state).filter(|_| cut);
        let must_be_reviewed = statute.and_then(|statute| reviewed(statute, facts));
        let is_open = case.state() == CaseState::Proposed && case.withdrawn.is_none();
        let standing = Standing { today, is_open, must_be_reviewed };
        let recorded = recorded(case, today);
        let mut actions: Vec<&Action> = statute
            .map(|statute| statute.actions.iter().filter(|a| a.is_for(&case.agency)).collect())
            .unwrap_or_default();
        // Advice for offices below the law's number makes no sense beside an agency that the law never meets.
        if matches!(why(case, statute, law, must_be_reviewed), Why::NotOfTheState) {
            actions.retain(|action| action.run_by.is_empty());
        }
        ClockReading {
            why: why(case, statute, law, must_be_reviewed),
            deadlines: statute.map(|s| deadlines(s, case, standing)).unwrap_or_default(),
            ask_by: ask_by(&actions, &recorded),
            by_workers: law,
            statute,
            is_live: is_open && is_recent(case, today),
            is_open,
            recorded,
            actions,
        }
    }
}

/// Whether a case has a date in the last two years, or one to come.
fn is_recent(case: &Closure, today: Date) -> bool {
    let since = today.checked_sub(2.years()).unwrap_or(Date::MIN);
    case.steps.iter().filter_map(|step| step.on).any(|on| on.latest() >= since)
}

/// Whether the full way must be gone for the places; none where no kind is known.
fn reviewed(statute: &Statute, facts: &Facts) -> Option<bool> {
    let must = &statute.applies.must_be_reviewed;
    (!must.is_empty() && !facts.kinds.is_empty())
        .then(|| facts.kinds.iter().any(|kind| must.contains(kind)))
}

fn why(
    case: &Closure,
    statute: Option<&Statute>,
    law: Option<&Statute>,
    must_be_reviewed: Option<bool>,
) -> Why {
    let employees = case.employees;
    let threshold = law.and_then(|law| law.applies.employees_at_least);
    let own = statute.is_some_and(|s| s.applies.employees_at_least.is_some());
    match (case.process, statute) {
        (_, None) => Why::NoRules,
        (Process::Federal, _) => Why::Federal,
        (Process::HealthFacilitiesBoard, _) => Why::OtherBody,
        (_, Some(_)) if own => Why::Applies { employees, must_be_reviewed },
        _ if law.and_then(|law| law.covers(&case.agency)) == Some(false) => Why::NotOfTheState,
        _ => match (threshold, employees.or_else(|| jobs_at_one(case)), employees.is_none()) {
            (None, _, _) => Why::NoRules,
            (Some(threshold), Some(employees), from_jobs) if employees < threshold => {
                Why::TooSmall { employees, threshold, from_jobs }
            }
            (Some(threshold), Some(employees), false) => Why::LargeEnough { employees, threshold },
            (Some(threshold), _, _) => Why::WorkersUnknown { threshold },
        },
    }
}

/// The jobs of a case that touches one office: a hint at how many work there, no more.
fn jobs_at_one(case: &Closure) -> Option<u32> {
    let losing = case.offices.iter().filter(|office| office.role == OfficeRole::Losing).count();
    let one = losing == 1 && case.offices_total.is_none_or(|total| total == 1);
    case.affected.jobs.filter(|_| one)
}

fn recorded(case: &Closure, today: Date) -> Vec<Recorded<'_>> {
    let of_the_way = |step: &&Step| {
        matches!(step.kind, StepKind::CommentOpened | StepKind::CommentDeadline | StepKind::Hearing)
    };
    let mut all: Vec<Recorded<'_>> = Vec::new();
    for step in case.steps.iter().filter(of_the_way) {
        let Some(on) = step.on else { continue };
        // What several offices have alike is one date.
        if !all.iter().any(|known| known.step.kind == step.kind && known.on == on) {
            all.push(Recorded { step, on, is_ahead: on.latest() >= today });
        }
    }
    all.sort_by_key(|recorded| recorded.on);
    all
}

fn ask_by<'s>(actions: &[&'s Action], recorded: &[Recorded<'_>]) -> Vec<AskBy<'s>> {
    let mut all = Vec::new();
    for action in actions {
        let Some(ahead) = &action.ahead else { continue };
        for found in recorded.iter().filter(|r| r.is_ahead && r.step.kind == ahead.of) {
            let Some(on) = found.on.exact() else { continue };
            let by = before(on, ahead.days, ahead.count, ahead.holidays);
            let Some(by) = by else { continue };
            let step = found.step.id;
            all.push(AskBy { action, step, on, by, falls_on: FallsOn::of(by) });
        }
    }
    all
}
