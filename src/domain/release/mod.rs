//! How counts of reports become public: in groups of eleven or more, never one by one.
//!
//! # The promise
//! A public count below eleven is never given, and no sequence of public tables lets one be worked out: not areas
//! within areas, not problems within totals, not this week's table less last week's, and not any kind of area that is
//! drawn later over the others.
//!
//! # How it is kept
//! Not by looking for what could be subtracted and hiding more (there is always one more table), but by the way the
//! numbers are made. Reports wait until there are enough of them, and are then released together as a **block** of
//! eleven or more. Once released a report never changes its block, and **every public number is a sum of the sizes of
//! whole blocks**. Whatever is added and subtracted, what comes out is again made of whole blocks; where it counts
//! reports at all, it counts none or at least eleven.
//!
//! # Which reports are released together
//! As few as will do, so that numbers are as fine as they can be. From fine to coarse ([`Level`]): of one office,
//! problem and quarter; of one office and problem; of one office; of one county, problem and quarter; of one county and
//! problem; of one county; of the state by problem; of the state. At each level the reports that still wait form groups.
//! A group of the first level with eleven or more is released whole. A coarser one is made of `m` finer groups that
//! were too small, and two things could give one of these away to somebody who knows these rules:
//! - *From above*: if each finer group holds ten at most and the block counts `10m`, each holds just ten. So a block
//!   takes no more than `10m - 9`, for the finer groups of **every** finer level: then any of them may hold as little as
//!   one. Where less than ten can be left in a finer group, that bound stands in the place of its ten.
//! - *From below*: which cells are not zero is public. If eleven offices have one report each and the block counts
//!   eleven, each has just one. So a group waits until it holds two more than the nonzero cells need ([`needed`]), and
//!   it is not released at all where so many are close to the most that it can hold.
//!
//! # What waits
//! At the second level, with `m` finer groups of ten at most and `S` reports in all: either `S` is below both eleven and
//! `m + 2`, and waits; or `S <= 10m - 9`, and nothing is left; or `10m - 9 < S <= 10m`, and nine at most are left. So ten
//! are left at most, or `m + 1` where more than nine finer groups are not zero. It is the same at the coarser levels, save
//! for groups that are not released because nearly every count in them would have to be one. "Fewer than 11" does not
//! lean on that: it is said where it is so.
//!
//! # What is said where there is no number
//! [`Shown::FewerThan11`] only while every report of the cell still waits, there are ten or fewer, and the nonzero cells
//! in it need nine at most; and in no cell of a place where another one, all of whose reports wait too, is not told to
//! be few, since that would tell of the others. Such a cell has no part in any block: no number says anything of it.
//! Otherwise [`Shown::HeldBack`]: there are some, how many is not told, and they may stand in a total. A cell without
//! reports is zero, and is not listed.
//!
//! # What leaves
//! A report that is taken back, hidden or merged leaves its block, which then **owes** one. The debt is paid with
//! reports that wait at the same place, and the size stays. If a block owes eleven or more it is made smaller by all of
//! that at once; if fewer than eleven would stay, it is given up, and they wait again. So a size never changes by one to
//! ten, and may count up to ten reports that have been taken back since.
//!
//! # What this cannot do
//! An account whose writer let us show the words is public as that single account. Numbers here do not hide it.

mod decide;
mod tables;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::id::{BlockId, OfficeId};
use super::problem::Problem;
use super::quarter::Quarter;

pub use decide::decide;
pub use tables::tables;

/// The smallest number that is shown.
pub const LEAST: u32 = 11;

/// How the place of a count is drawn.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// One office.
    Office(OfficeId),
    /// All offices of a county, by its name.
    County(Arc<str>),
    /// All offices.
    State,
}

/// A place of the public tables: where, and of which problem and quarter where these are told apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node {
    /// Where.
    pub scope: Scope,
    /// Of which problem; none for all of them.
    pub problem: Option<Problem>,
    /// Of which quarter; none for all of them.
    pub quarter: Option<Quarter>,
}

/// Reports of one office, problem and quarter: the finest that are told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// The office.
    pub office: OfficeId,
    /// Its county, where it is known.
    pub county: Option<Arc<str>>,
    /// What went wrong.
    pub problem: Problem,
    /// When it happened.
    pub quarter: Quarter,
    /// How many are counted and in no block.
    pub waiting: u32,
    /// How many are in which block, by its place in the list of blocks.
    pub grouped: Vec<(usize, u32)>,
}

/// Reports that went into the public counts together: all that were released at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Identifier; none before it is stored.
    pub id: Option<BlockId>,
    /// What its reports have in common.
    pub node: Node,
    /// The county it lies in, where it is known.
    pub county: Option<Arc<str>>,
    /// How many the public counts.
    pub size: u32,
    /// How many of them have left.
    pub owed: u32,
}

/// What is done to reports in a release, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// The oldest that wait of a class go into a block.
    Take {
        /// Its place in the list of classes.
        class: usize,
        /// Its place in the list of blocks.
        block: usize,
        /// How many.
        number: u32,
    },
    /// All reports of a block wait again.
    GiveUp {
        /// Its place in the list of blocks.
        block: usize,
    },
}

/// What the public is told of one place. A place that is not told of has no reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shown {
    /// One to ten.
    FewerThan11,
    /// Some; how many is not told.
    HeldBack,
    /// So many in blocks, eleven or more; a few more may wait.
    Number(u32),
}

impl Shown {
    /// The number, where there is one.
    #[must_use]
    pub const fn number(self) -> Option<u32> {
        match self {
            Self::Number(number) => Some(number),
            Self::FewerThan11 | Self::HeldBack => None,
        }
    }
}

/// The public tables of one release, by place.
pub type Tables = BTreeMap<Node, Shown>;

/// Medians of questions that take a number, by place, question and problem.
pub type Figures = BTreeMap<(Scope, String, Problem), u32>;

/// The median of answers to a question: half of them are as high or higher. None for fewer than eleven. Minutes are
/// rounded down to five.
#[must_use]
pub fn figure(question: &str, mut answers: Vec<u32>) -> Option<u32> {
    if answers.len() < LEAST as usize {
        return None;
    }
    let middle = (answers.len() - 1) / 2;
    let (_, median, _) = answers.select_nth_unstable(middle);
    Some(if question.ends_with("_minutes") { *median - *median % 5 } else { *median })
}

/// From fine to coarse: what reports of one group have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Office, problem and quarter.
    OfficeProblemQuarter,
    /// Office and problem.
    OfficeProblem,
    /// Office.
    Office,
    /// County, problem and quarter.
    CountyProblemQuarter,
    /// County and problem.
    CountyProblem,
    /// County.
    County,
    /// Problem.
    StateProblem,
    /// Nothing.
    State,
}

impl Level {
    /// From fine to coarse.
    pub const ALL: [Self; 8] = [
        Self::OfficeProblemQuarter,
        Self::OfficeProblem,
        Self::Office,
        Self::CountyProblemQuarter,
        Self::CountyProblem,
        Self::County,
        Self::StateProblem,
        Self::State,
    ];

    const fn has_problem(self) -> bool {
        !matches!(self, Self::Office | Self::County | Self::State)
    }

    const fn has_quarter(self) -> bool {
        matches!(self, Self::OfficeProblemQuarter | Self::CountyProblemQuarter)
    }
}

impl Class {
    /// The place that its reports have in common with others at a level; none for a county that is not known.
    #[must_use]
    pub fn node(&self, level: Level) -> Option<Node> {
        let scope = match level {
            Level::OfficeProblemQuarter | Level::OfficeProblem | Level::Office => {
                Scope::Office(self.office)
            }
            Level::CountyProblemQuarter | Level::CountyProblem | Level::County => {
                Scope::County(self.county.clone()?)
            }
            Level::StateProblem | Level::State => Scope::State,
        };
        Some(Node {
            scope,
            problem: level.has_problem().then_some(self.problem),
            quarter: level.has_quarter().then_some(self.quarter),
        })
    }

    /// All reports of it that are counted.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.grouped.iter().fold(self.waiting, |sum, (_, number)| sum.saturating_add(*number))
    }
}

impl Node {
    /// A place in all.
    #[must_use]
    pub const fn all(scope: Scope) -> Self {
        Self { scope, problem: None, quarter: None }
    }

    /// The level that blocks of this place are formed at; none for a place that has none of its own.
    #[must_use]
    pub const fn level(&self) -> Option<Level> {
        Some(match (&self.scope, self.problem.is_some(), self.quarter.is_some()) {
            (Scope::Office(_), true, true) => Level::OfficeProblemQuarter,
            (Scope::Office(_), true, false) => Level::OfficeProblem,
            (Scope::Office(_), false, false) => Level::Office,
            (Scope::County(_), true, true) => Level::CountyProblemQuarter,
            (Scope::County(_), true, false) => Level::CountyProblem,
            (Scope::County(_), false, false) => Level::County,
            (Scope::State, true, false) => Level::StateProblem,
            (Scope::State, false, false) => Level::State,
            _ => return None,
        })
    }
}

/// How many reports there must be for all of these classes' public cells not to be zero: for each office, as many as
/// it has problems or quarters, whichever are more.
fn needed<'c>(classes: impl Iterator<Item = &'c Class>) -> u32 {
    let mut offices: BTreeMap<OfficeId, (Vec<Problem>, Vec<Quarter>)> = BTreeMap::new();
    for class in classes {
        let (problems, quarters) = offices.entry(class.office).or_default();
        if !problems.contains(&class.problem) {
            problems.push(class.problem);
        }
        if !quarters.contains(&class.quarter) {
            quarters.push(class.quarter);
        }
    }
    let most = offices.values().map(|(problems, quarters)| problems.len().max(quarters.len()));
    u32::try_from(most.sum::<usize>()).unwrap_or(u32::MAX)
}
