//! What the public is told after a release.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::{Block, Class, Node, Scope, Shown, Tables, needed};
use crate::domain::id::OfficeId;
use crate::domain::problem::Problem;
use crate::domain::quarter::Quarter;

/// The public tables: for each office, each county and the state the total, the problems and the quarters.
///
/// A number is the sum of the blocks that lie in the cell whole. `least` is [`super::LEAST`].
#[must_use]
pub fn tables(least: u32, classes: &[Class], blocks: &[Block]) -> Tables {
    let mut numbers: HashMap<Node, u32> = HashMap::new();
    for block in blocks.iter().filter(|block| block.size > 0) {
        let office = match block.node.scope {
            Scope::Office(office) => Some(office),
            Scope::County(_) | Scope::State => None,
        };
        let Node { problem, quarter, .. } = block.node;
        for cell in cells(office, block.county.as_ref(), problem, quarter) {
            let number = numbers.entry(cell).or_default();
            *number = number.saturating_add(block.size);
        }
    }
    let mut found: HashMap<Node, Cell> = HashMap::new();
    for (at, class) in classes.iter().enumerate().filter(|(_, class)| class.number() > 0) {
        let (problem, quarter) = (Some(class.problem), Some(class.quarter));
        for cell in cells(Some(class.office), class.county.as_ref(), problem, quarter) {
            if !numbers.contains_key(&cell) {
                found.entry(cell).or_default().add(at, class, least);
            }
        }
    }
    let mut tables: Tables =
        numbers.into_iter().map(|(node, number)| (node, Shown::Number(number))).collect();
    // That one cell of a place is not told to be few would say how many wait in the others, were these told to be few.
    let crowded: HashSet<Scope> = found
        .iter()
        .filter(|(_, cell)| cell.all_wait() && !cell.is_few(classes, least))
        .map(|(node, _)| node.scope.clone())
        .collect();
    tables.extend(found.into_iter().map(|(node, cell)| {
        let is_few = !crowded.contains(&node.scope) && cell.is_few(classes, least);
        (node, if is_few { Shown::FewerThan11 } else { Shown::HeldBack })
    }));
    tables
}

/// The cells that something lies in: of the office, the county and the state, each in all, by problem and by quarter
/// where these are known.
fn cells(
    office: Option<OfficeId>,
    county: Option<&Arc<str>>,
    problem: Option<Problem>,
    quarter: Option<Quarter>,
) -> impl Iterator<Item = Node> {
    let scopes = [
        office.map(Scope::Office),
        county.map(|name| Scope::County(name.clone())),
        Some(Scope::State),
    ];
    let of = move |scope: Scope| {
        [
            Some(Node::all(scope.clone())),
            problem.map(|p| Node { scope: scope.clone(), problem: Some(p), quarter: None }),
            quarter.map(|q| Node { scope, problem: None, quarter: Some(q) }),
        ]
    };
    scopes.into_iter().flatten().flat_map(of).flatten()
}

/// A cell without a block of its own.
#[derive(Default)]
struct Cell {
    number: u32,
    has_grouped: bool,
    /// The classes in it, as long as there are few.
    classes: Vec<usize>,
}

impl Cell {
    fn add(&mut self, at: usize, class: &Class, least: u32) {
        self.number = self.number.saturating_add(class.number());
        self.has_grouped |= !class.grouped.is_empty();
        if self.number < least {
            self.classes.push(at);
        }
    }

    const fn all_wait(&self) -> bool {
        !self.has_grouped
    }

    fn is_few(&self, classes: &[Class], least: u32) -> bool {
        let within = self.classes.iter().filter_map(|at| classes.get(*at));
        self.all_wait() && self.number < least && needed(within) + 2 <= least
    }
}
