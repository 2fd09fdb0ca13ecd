//! The clock of a case, for programs.

use jiff::civil::{Date, Time};
use serde::Serialize;

use crate::domain::clock::{
    ActionKind, Came, ClockReading, Days, Deadline, DeadlineState, FallsOn, Gap, Span,
};
use crate::domain::closure::StepKind;
use crate::domain::date::PartialDate;

/// What the law makes of a case today.
#[derive(Serialize)]
pub struct Clock<'a> {
    /// The set of rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    rules: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    citation: Option<&'a str>,
    /// The day on which the sources of the rules were read.
    #[serde(skip_serializing_if = "Option::is_none")]
    checked_on: Option<Date>,
    why: &'static str,
    /// Whether the plan is still a plan.
    open: bool,
    deadlines: Vec<Due<'a>>,
    recorded: Vec<Told<'a>>,
    ask_by: Vec<AskBy<'a>>,
    actions: Vec<Act<'a>>,
}

#[derive(Serialize)]
struct Due<'a> {
    rule: &'a str,
    /// Rules before it that were counted too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    through: Vec<&'a str>,
    after: StepKind,
    step: StepKind,
    days: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last: Option<Date>,
    /// Always true: the days are worked out and no source gives them.
    computed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    falls_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    came: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    days_taken: Option<Count>,
    #[serde(skip_serializing_if = "Option::is_none")]
    days_late: Option<Count>,
    state: DeadlineState,
    #[serde(skip_serializing_if = "Option::is_none")]
    gap: Option<Gap>,
    /// Address of the rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
}

#[derive(Serialize)]
struct Count {
    least: i32,
    most: i32,
}

#[derive(Serialize)]
struct Told<'a> {
    kind: StepKind,
    on: PartialDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<Time>,
    #[serde(skip_serializing_if = "str::is_empty")]
    place: &'a str,
    ahead: bool,
}

#[derive(Serialize)]
struct AskBy<'a> {
    action: &'a str,
    before: Date,
    by: Date,
    computed: bool,
}

#[derive(Serialize)]
struct Act<'a> {
    id: &'a str,
    does: ActionKind,
    title: &'a str,
    says: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    post: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
}

/// The clock as it is answered.
pub fn clock<'a>(reading: &ClockReading<'a, 'a>) -> Clock<'a> {
    let law = reading.statute;
    let url = |id: &str| law.and_then(|law| law.source(id)).map(|source| source.url.as_str());
    Clock {
        rules: law.map(|law| law.id.as_str()),
        citation: law.map(|law| law.citation.as_str()).filter(|text| !text.is_empty()),
        checked_on: law.map(|law| law.checked_on),
        why: reading.why.as_str(),
        open: reading.is_open,
        deadlines: reading.deadlines.iter().map(|d| due(d, url(&d.rule.source))).collect(),
        recorded: reading
            .recorded
            .iter()
            .map(|told| Told {
                kind: told.step.kind,
                on: told.on,
                time: told.step.time,
                place: &told.step.place,
                ahead: told.is_ahead,
            })
            .collect(),
        ask_by: reading
            .ask_by
            .iter()
            .map(|ask| AskBy { action: &ask.action.id, before: ask.on, by: ask.by, computed: true })
            .collect(),
        actions: reading
            .actions
            .iter()
            .map(|action| Act {
                id: &action.id,
                does: action.does,
                title: &action.title.en,
                says: &action.says.en,
                post: &action.post,
                subject: action.subject.as_deref(),
                minutes: action.minutes,
                source: action.source.as_deref().and_then(url),
            })
            .collect(),
    }
}

fn due<'a>(deadline: &Deadline<'a>, source: Option<&'a str>) -> Due<'a> {
    let on = |came: Option<Came>| came.and_then(|came| came.on);
    let count = |days: Days| Count { least: days.least, most: days.most };
    Due {
        rule: &deadline.rule.id,
        through: deadline.through.iter().map(|rule| rule.id.as_str()).collect(),
        after: deadline.rule.after,
        step: deadline.rule.due,
        days: deadline.days_given(),
        from: on(deadline.from),
        first: deadline.due.map(|Span { first, .. }| first),
        last: deadline.due.map(|Span { last, .. }| last),
        computed: true,
        falls_on: deadline.falls_on.map(day_off),
        came: on(deadline.met_by),
        days_taken: deadline.days_taken.map(count),
        days_late: deadline.days_late.map(count),
        state: deadline.state,
        gap: deadline.gap,
        source,
    }
}

/// The word for a day on which offices are shut: `saturday`, `sunday` or the holiday's own.
fn day_off(falls_on: FallsOn) -> String {
    match falls_on {
        FallsOn::Weekend(day) => format!("{day:?}").to_lowercase(),
        FallsOn::Holiday(holiday) => holiday.to_string(),
    }
}
