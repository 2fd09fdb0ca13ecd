//! The clock against the timelines that were observed, and against files with faults.

mod counting;
mod files;
mod timelines;

use std::fs;
use std::path::Path;

use jiff::civil::Date;

use super::{Deadline, DeadlineState, Facts, Statutes};
use crate::domain::closure::{
    CaseOffice, Closure, ClosureKind, OfficeRole, Process, Step, StepKind,
};
use crate::domain::id::{ClosureId, StepId};
use crate::domain::slug::Slug;

/// A step in short: what and when.
type Short = (StepKind, &'static str);

fn step((kind, on): Short) -> Step {
    let on = (!on.is_empty()).then(|| on.parse().unwrap());
    Step::new(StepId::new(jiff::Timestamp::UNIX_EPOCH), kind, on)
}

/// A case of one office of a state agency.
fn case(process: Process, steps: &[Short]) -> Closure {
    let id = ClosureId::new(jiff::Timestamp::UNIX_EPOCH);
    let office = CaseOffice {
        name: "Office".to_owned(),
        city: String::new(),
        county: String::new(),
        office: None,
        role: OfficeRole::Losing,
    };
    Closure {
        agency: "Illinois Department of Human Services".to_owned(),
        process,
        offices: vec![office],
        steps: steps.iter().copied().map(step).collect(),
        ..Closure::blank(id, Slug::make("case", "case"), ClosureKind::Closure)
    }
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The rule files that ship, by their names.
fn statute_files() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/statutes");
    let mut files: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// The rules that ship.
fn shipped() -> Statutes {
    let files = statute_files();
    Statutes::parse(files.iter().map(|(name, text)| (name.as_str(), text.as_str()))).unwrap()
}

/// A day long after every timeline.
const TODAY: &str = "2026-11-22";

/// A deadline on one line: rule, start, last day, what came, and how it stands.
fn told(deadline: &Deadline<'_>) -> String {
    let on = |came: Option<super::Came>| {
        came.map_or("-".to_owned(), |came| came.on.map_or("?".to_owned(), |on| on.to_string()))
    };
    let due = deadline.due.map_or("-".to_owned(), |due| match due.exact() {
        Some(day) => format!("{day} {}", day.strftime("%a")),
        None => format!("{} to {}", due.first, due.last),
    });
    let days = |days: super::Days| {
        days.exact().map_or_else(|| format!("{} to {}", days.least, days.most), |n| n.to_string())
    };
    let through: String = deadline.through.iter().map(|rule| format!("{}+", rule.id)).collect();
    let mut line = format!(
        "{through}{}: from {}, {} days, by {due}, came {}: {}",
        deadline.rule.id,
        on(deadline.from),
        deadline.days_given(),
        on(deadline.met_by),
        deadline.state,
    );
    if let Some(taken) = deadline.days_taken {
        line += &format!(", {} taken", days(taken));
    }
    if let Some(late) = deadline.days_late {
        line += &format!(", {} late", days(late));
    }
    if let Some(gap) = deadline.gap {
        line += &format!(", {gap}");
    }
    line
}

/// The deadlines of a case under the closure law, each on a line.
fn timeline(steps: &[Short], facts: &Facts, today: &str) -> Vec<String> {
    let case = case(Process::ClosureAct, steps);
    let statutes = shipped();
    let reading = statutes.read(&case, facts, day(today));
    reading.deadlines.iter().map(told).collect()
}

fn states(lines: &[Deadline<'_>]) -> Vec<DeadlineState> {
    lines.iter().map(|deadline| deadline.state).collect()
}
