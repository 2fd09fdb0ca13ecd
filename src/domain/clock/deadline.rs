//! What follows from the steps of a case by one set of rules, and by when.
//!
//! A plan may be made public twice, or filed anew: each step that sets a rule off is a round of its
//! own, and what followed before the next such step belongs to it.

use jiff::civil::Date;

use super::count::{Days, FallsOn, Span, add, moved};
use super::statute::{Rule, Statute};
use crate::domain::closure::{Closure, Step, StepKind};
use crate::domain::date::PartialDate;
use crate::domain::id::StepId;

text_enum! {
    /// How a deadline stands.
    DeadlineState {
        /// The step came in time.
        Met = "met",
        /// It came, but later than the rule gives.
        Late = "late",
        /// It has not come, and there is still time.
        Due = "due",
        /// It has not come, and the time is over.
        Overdue = "overdue",
        /// The sources do not tell.
        Unknown = "unknown",
    }
}

impl DeadlineState {
    /// Whether a reader of the story must see it: it was missed, or is to come.
    #[must_use]
    pub const fn is_telling(self) -> bool {
        matches!(self, Self::Late | Self::Due | Self::Overdue)
    }
}

text_enum! {
    /// What is missing to tell how a deadline stands.
    Gap {
        /// No source tells of the step that sets the rule off.
        NoStart = "no_start",
        /// No source tells whether the step came.
        NoRecord = "no_record",
        /// A date is too vague to tell.
        Vague = "vague",
        /// The step need not come for this place, and no source tells of it.
        NotNeeded = "not_needed",
    }
}

/// A step that is told of in the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Came {
    /// The step.
    pub step: StepId,
    /// What it is.
    pub kind: StepKind,
    /// When; none where no source gives a date.
    pub on: Option<PartialDate>,
}

/// A step that a rule asks for, and how it stands. Its day is always worked out, never a source's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline<'s> {
    /// The rule.
    pub rule: &'s Rule,
    /// The rules before it that were counted too, since no source gives the day that sets this one off; first one first.
    pub through: Vec<&'s Rule>,
    /// The step from which the days are counted.
    pub from: Option<Came>,
    /// The last day, or the first and the last that it can be.
    pub due: Option<Span>,
    /// What kind of a day the last day is.
    pub falls_on: Option<FallsOn>,
    /// The step that came.
    pub met_by: Option<Came>,
    /// Days from the one to the other.
    pub days_taken: Option<Days>,
    /// Days beyond the last day; only where it is surely late.
    pub days_late: Option<Days>,
    /// How it stands.
    pub state: DeadlineState,
    /// What is missing to tell.
    pub gap: Option<Gap>,
    /// Whether the case is older than the text that the count is from, as far as is known.
    pub text_is_later: bool,
}

impl Deadline<'_> {
    /// How many days the rules give that were counted.
    #[must_use]
    pub fn days_given(&self) -> u32 {
        self.through.iter().chain([&self.rule]).map(|rule| u32::from(rule.days)).sum()
    }
}

/// What decides how a missing step is seen.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    /// Today.
    pub today: Date,
    /// Whether the plan is still a plan.
    pub is_open: bool,
    /// Whether the full way must be gone for this place; none where its kind is not known.
    pub must_be_reviewed: Option<bool>,
}

/// All that follows, in the order of the days.
pub fn deadlines<'s>(
    statute: &'s Statute,
    case: &Closure,
    standing: Standing,
) -> Vec<Deadline<'s>> {
    let mut all = Vec::new();
    for rule in &statute.rules {
        let starts = dated(case, rule.after);
        let mut answers = dated(case, rule.due);
        for (at, start) in starts.iter().enumerate() {
            let next = starts.get(at + 1).and_then(|next| next.on);
            let only = || (starts.len() == 1).then(|| undated(case, rule.due)).flatten();
            let answer = take(&mut answers, start.on, next).or_else(only);
            all.push(judge(statute, case, standing, (rule, Vec::new()), Some(*start), answer));
        }
        // What came without a start that any source tells of: counted through the rules before.
        let orphans = answers.into_iter().filter(|answer| {
            starts.first().and_then(|s| s.on).is_none_or(|first| answer.on < Some(first))
        });
        let before = all.len();
        for answer in orphans {
            let (through, from) = chain(statute, case, rule, answer.on);
            all.push(judge(statute, case, standing, (rule, through), from, Some(answer)));
        }
        if starts.is_empty() && all.len() == before {
            let undated = undated(case, rule.due);
            all.push(judge(statute, case, standing, (rule, Vec::new()), None, undated));
        }
    }
    let place = |d: &Deadline<'_>| {
        let on = d.due.map(|due| due.last).or_else(|| d.met_by?.on.map(PartialDate::latest));
        let rule = statute.rules.iter().position(|rule| rule.id == d.rule.id);
        (on.is_none(), on, rule)
    };
    all.sort_by_key(place);
    all
}

fn came(step: &Step) -> Came {
    Came { step: step.id, kind: step.kind, on: step.on }
}

/// The steps of a kind that have a date, in order; those that several offices have alike, once.
fn dated(case: &Closure, kind: StepKind) -> Vec<Came> {
    let steps = case.steps.iter().filter(|step| step.kind == kind && step.on.is_some());
    let mut all: Vec<Came> = steps.map(came).collect();
    all.sort_by_key(|came| came.on);
    all.dedup_by_key(|came| came.on);
    all
}

fn undated(case: &Closure, kind: StepKind) -> Option<Came> {
    case.steps.iter().find(|step| step.kind == kind && step.on.is_none()).map(came)
}

/// Takes the first answer that can belong to a start: not surely before it, and before the next one.
fn take(
    answers: &mut Vec<Came>,
    start: Option<PartialDate>,
    next: Option<PartialDate>,
) -> Option<Came> {
    let fits = |answer: &Came| {
        let Some((on, start)) = answer.on.zip(start) else { return false };
        on.latest() >= start.earliest() && next.is_none_or(|next| on.earliest() < next.earliest())
    };
    let at = answers.iter().position(fits)?;
    // What came between, like a filing that was made anew, belongs to the same round.
    let first = answers.remove(at);
    answers.retain(|answer| !fits(answer));
    Some(first)
}

/// The rules before a rule whose start no source tells of, with the step that sets the first of them off.
fn chain<'s>(
    statute: &'s Statute,
    case: &Closure,
    rule: &'s Rule,
    answer: Option<PartialDate>,
) -> (Vec<&'s Rule>, Option<Came>) {
    let mut through: Vec<&Rule> = Vec::new();
    let mut wanted = rule.after;
    while let Some(before) = statute.rules.iter().find(|before| before.due == wanted) {
        if through.iter().any(|known| known.id == before.id) {
            break;
        }
        through.insert(0, before);
        let started = dated(case, before.after).into_iter().rfind(|start| {
            start.on.zip(answer).is_some_and(|(on, answer)| on.earliest() <= answer.latest())
        });
        if started.is_some() {
            return (through, started);
        }
        wanted = before.after;
    }
    (Vec::new(), None)
}

/// The last day that rules give after a day, one after the other.
fn last_day(rules: &[&Rule], from: Date) -> Option<Date> {
    rules.iter().try_fold(from, |day, rule| {
        let day = add(day, rule.days, rule.count, rule.holidays)?;
        if rule.moves_to_business_day { moved(day, rule.holidays) } else { Some(day) }
    })
}

fn judge<'s>(
    statute: &Statute,
    case: &Closure,
    standing: Standing,
    (rule, through): (&'s Rule, Vec<&'s Rule>),
    from: Option<Came>,
    met_by: Option<Came>,
) -> Deadline<'s> {
    let start = from.and_then(|from| from.on);
    let due = start.and_then(|start| {
        let chain: Vec<&Rule> = through.iter().copied().chain([rule]).collect();
        // Where the day between is not known, the step may have been set off on the very day of the first.
        let first = last_day(&[rule], start.earliest())?;
        Some(Span { first, last: last_day(&chain, start.latest())? })
    });
    let answer = met_by.and_then(|came| came.on).map(Span::from);
    let days_taken = start.zip(answer).map(|(start, on)| Days::between(start.into(), on));
    let late = due.zip(answer).filter(|(due, on)| on.first > due.last);
    let days_late = late.map(|(due, on)| Days::between(Span { first: due.last, ..due }, on));
    let in_time = |due: Span, on: Span| {
        // Counted through several rules, it is in time as long as it came within all of them together.
        on.last <= if through.is_empty() { due.first } else { due.last }
    };
    let (state, gap) = match (due, met_by, answer) {
        (None, _, _) => (DeadlineState::Unknown, Some(Gap::NoStart)),
        (Some(due), None, _) => missing(case, standing, rule, start, due),
        (Some(due), Some(_), Some(on)) if on.first > due.last => (DeadlineState::Late, None),
        (Some(due), Some(_), Some(on)) if in_time(due, on) => (DeadlineState::Met, None),
        (Some(_), Some(_), _) => (DeadlineState::Unknown, Some(Gap::Vague)),
    };
    let since = statute.text.as_ref().and_then(|text| text.since);
    Deadline {
        falls_on: due.and_then(Span::exact).and_then(FallsOn::of),
        text_is_later: since.zip(start).is_some_and(|(since, on)| on.earliest() <= since.latest()),
        rule,
        through,
        from,
        due,
        met_by,
        days_taken,
        days_late,
        state,
        gap,
    }
}

/// How a step stands that no source tells of.
fn missing(
    case: &Closure,
    standing: Standing,
    rule: &Rule,
    start: Option<PartialDate>,
    due: Span,
) -> (DeadlineState, Option<Gap>) {
    // What came later on the same way shows that the step came, or that nobody waited for it; a
    // hearing that is set shows so once the time is over.
    let later = case.steps.iter().any(|step| {
        let on_the_way = matches!(
            step.kind,
            StepKind::RecommendationRequested
                | StepKind::RecommendationFiled
                | StepKind::CommentOpened
                | StepKind::CommentDeadline
                | StepKind::Hearing
                | StepKind::AdvisoryOpinion
                | StepKind::Vote
        );
        let after = step.on.zip(start).is_some_and(|(on, start)| on.latest() >= start.earliest());
        let seen =
            due.last < standing.today || step.on.is_some_and(|on| on.earliest() <= standing.today);
        on_the_way && step.kind != rule.after && after && seen
    });
    if rule.only_if_reviewed && standing.must_be_reviewed == Some(false) {
        (DeadlineState::Unknown, Some(Gap::NotNeeded))
    } else if !standing.is_open || later {
        (DeadlineState::Unknown, Some(Gap::NoRecord))
    } else if due.last >= standing.today {
        (DeadlineState::Due, None)
    } else if rule.only_if_reviewed && standing.must_be_reviewed.is_none() {
        (DeadlineState::Unknown, Some(Gap::NoRecord))
    } else {
        (DeadlineState::Overdue, None)
    }
}
