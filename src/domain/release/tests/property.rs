//! Somebody adds and subtracts everything that was ever published of a large, restless world.
//!
//! Every number is published with the reports that it stands for, which the attacker does not see, but the test does.
//! A sum with signs in which each report stands once or not at all is the count of a set of reports: it must be none or
//! eleven at least. Then bounds are drawn together until nothing moves: no hidden cell may be left with one value.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use uuid::Uuid;

use crate::domain::id::OfficeId;
use crate::domain::problem::Problem;
use crate::domain::release::{Block, Class, LEAST, Node, Scope, Shown, Tables, decide, tables};

const OFFICES: u8 = 5;
/// The county of each office; one lies in none that is known.
const COUNTIES: [Option<&str>; 5] = [Some("A"), Some("A"), Some("A"), Some("B"), None];
const PROBLEMS: usize = 3;
const QUARTERS: [&str; 2] = ["2026-Q1", "2026-Q2"];

/// What happens in a week: how many come to a class, and of which classes some leave.
#[derive(Debug, Clone)]
struct Week {
    come: Vec<u32>,
    leave: Vec<(usize, u32)>,
}

fn weeks() -> impl Strategy<Value = Vec<Week>> {
    let count = usize::from(OFFICES) * PROBLEMS * QUARTERS.len();
    let few = prop_oneof![4 => Just(0_u32), 3 => 1..4_u32, 2 => 4..12_u32, 1 => 12..30_u32];
    let week =
        (prop::collection::vec(few, count), prop::collection::vec((0..count, 1..15_u32), 0..6))
            .prop_map(|(come, leave)| Week { come, leave });
    prop::collection::vec(week, 1..5)
}

fn classes() -> Vec<Class> {
    let mut classes = Vec::new();
    for (office, county) in (0..OFFICES).zip(COUNTIES) {
        for problem in Problem::ALL.iter().take(PROBLEMS) {
            for quarter in QUARTERS {
                classes.push(Class {
                    office: OfficeId(Uuid::from_u128(u128::from(office))),
                    county: county.map(Arc::from),
                    problem: *problem,
                    quarter: quarter.parse().unwrap(),
                    waiting: 0,
                    grouped: Vec::new(),
                });
            }
        }
    }
    classes
}

/// Reports as bits, by their number: so many sets are held against each other that it has to be quick.
#[derive(Clone, Default)]
struct Reports(Vec<u64>);

impl Reports {
    fn add(&mut self, report: u32) {
        let at = report as usize / 64;
        self.0.resize(self.0.len().max(at + 1), 0);
        self.0[at] |= 1 << (report % 64);
    }

    fn add_all(&mut self, other: &Self) {
        self.0.resize(self.0.len().max(other.0.len()), 0);
        self.0.iter_mut().zip(&other.0).for_each(|(to, more)| *to |= more);
    }

    fn is_within(&self, other: &Self) -> bool {
        let beyond = other.0.iter().copied().chain(std::iter::repeat(0));
        self.0.iter().zip(beyond).all(|(own, other)| own & !other == 0)
    }

    fn take_first(&mut self) {
        if let Some(word) = self.0.iter_mut().find(|word| **word != 0) {
            *word &= *word - 1;
        }
    }

    fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    fn all(&self) -> impl Iterator<Item = u32> {
        (0_u32..).zip(&self.0).flat_map(|(at, word)| {
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| at * 64 + bit)
        })
    }
}

/// A published number, and which reports it stands for.
#[derive(Clone)]
struct Told {
    what: String,
    number: i64,
    reports: Reports,
}

/// Everything that is seen in one week.
struct Seen {
    told: Vec<(Node, Told)>,
    tables: Tables,
}

/// A way of publishing, with what it must remember.
trait Publisher {
    fn publish(&mut self, week: usize, classes: &mut [Class]) -> Seen;
    fn leave(&mut self, class: &mut Class);
}

fn cells(class: &Class) -> Vec<Node> {
    let scopes = [
        Some(Scope::Office(class.office)),
        class.county.clone().map(Scope::County),
        Some(Scope::State),
    ];
    let mut cells = Vec::new();
    for scope in scopes.into_iter().flatten() {
        for (problem, quarter) in
            [(None, None), (Some(class.problem), None), (None, Some(class.quarter))]
        {
            cells.push(Node { scope: scope.clone(), problem, quarter });
        }
    }
    cells
}

/// The release in blocks.
#[derive(Default)]
struct InBlocks {
    blocks: Vec<Block>,
    /// The reports that the public counts in each block.
    inside: Vec<Reports>,
    next: u32,
}

impl Publisher for InBlocks {
    fn publish(&mut self, week: usize, classes: &mut [Class]) -> Seen {
        let before: Vec<u32> = self.blocks.iter().map(|block| block.size).collect();
        decide(LEAST, classes, &mut self.blocks);
        self.inside.resize(self.blocks.len(), Reports::default());
        for (at, (block, inside)) in self.blocks.iter().zip(&mut self.inside).enumerate() {
            let before = before.get(at).copied().unwrap_or(0);
            let change = block.size.abs_diff(before);
            assert!(change == 0 || change >= LEAST, "{:?}: {before} to {}", block.node, block.size);
            for _ in before..block.size {
                inside.add(self.next);
                self.next += 1;
            }
            for _ in block.size..before {
                inside.take_first();
            }
        }
        let tables = tables(LEAST, classes, &self.blocks);
        let mut told = Vec::new();
        for (cell, shown) in &tables {
            let Some(number) = shown.number() else { continue };
            let mut reports = Reports::default();
            for (block, inside) in self.blocks.iter().zip(&self.inside) {
                let node = &block.node;
                let here = match (&cell.scope, &node.scope) {
                    (Scope::State, _) => true,
                    (Scope::County(name), _) => block.county.as_ref() == Some(name),
                    (a, b) => a == b,
                };
                let kind = |cell: &Node| {
                    cell.problem.is_none_or(|p| node.problem == Some(p))
                        && cell.quarter.is_none_or(|q| node.quarter == Some(q))
                };
                if here && kind(cell) {
                    reports.add_all(inside);
                }
            }
            assert_eq!(reports.count(), number, "{cell:?} is a sum of whole blocks");
            let told_cell =
                Told { what: format!("{week} {cell:?}"), number: number.into(), reports };
            told.push((cell.clone(), told_cell));
        }
        Seen { told, tables }
    }

    fn leave(&mut self, class: &mut Class) {
        match class.grouped.iter_mut().find(|(_, number)| *number > 0) {
            Some((block, number)) => {
                *number -= 1;
                self.blocks[*block].owed += 1;
                class.grouped.retain(|(_, number)| *number > 0);
            }
            None => class.waiting = class.waiting.saturating_sub(1),
        }
    }
}

/// The usual way: each count is shown as it is, unless it is small.
#[derive(Default)]
struct ByThreshold;

impl Publisher for ByThreshold {
    fn publish(&mut self, week: usize, classes: &mut [Class]) -> Seen {
        let mut reports: BTreeMap<Node, Reports> = BTreeMap::new();
        for (at, class) in (0_u32..).zip(classes.iter()) {
            for cell in cells(class) {
                let reports = reports.entry(cell).or_default();
                (at * 1_000..at * 1_000 + class.waiting).for_each(|report| reports.add(report));
            }
        }
        let mut seen = Seen { told: Vec::new(), tables: Tables::new() };
        for (cell, reports) in reports.into_iter().filter(|(_, reports)| reports.count() > 0) {
            let number = reports.count();
            if number < LEAST {
                seen.tables.insert(cell, Shown::FewerThan11);
                continue;
            }
            seen.tables.insert(cell.clone(), Shown::Number(number));
            let what = format!("{week} {cell:?}");
            seen.told.push((cell, Told { what, number: number.into(), reports }));
        }
        seen
    }

    fn leave(&mut self, class: &mut Class) {
        class.waiting = class.waiting.saturating_sub(1);
    }
}

fn live(weeks: &[Week], by: &mut impl Publisher) -> Vec<Seen> {
    let mut classes = classes();
    let mut seen = Vec::new();
    for (at, week) in weeks.iter().enumerate() {
        for (class, come) in classes.iter_mut().zip(&week.come) {
            class.waiting += come;
        }
        for (class, number) in &week.leave {
            for _ in 0..*number {
                by.leave(&mut classes[*class]);
            }
        }
        seen.push(by.publish(at, &mut classes));
    }
    seen
}

/// The value of a sum with signs, where it counts a set of reports.
fn count_of_a_set(terms: &[(&Told, i64)]) -> Option<i64> {
    if let [(whole, 1), (part, -1)] = terms {
        return part.reports.is_within(&whole.reports).then_some(whole.number - part.number);
    }
    let mut times: BTreeMap<u32, i64> = BTreeMap::new();
    for (told, sign) in terms {
        for report in told.reports.all() {
            *times.entry(report).or_default() += sign;
        }
    }
    let is_set = times.values().all(|times| matches!(times, 0 | 1));
    is_set.then(|| terms.iter().map(|(told, sign)| told.number * sign).sum())
}

/// A whole and its parts.
type Sum = (Node, Vec<Node>);

/// All cells, and everything that adds up: a whole and its parts by problem, by quarter, by office and by county.
static SUMS: LazyLock<(BTreeSet<Node>, Vec<Sum>)> = LazyLock::new(|| {
    let classes = classes();
    let nodes: BTreeSet<Node> = classes.iter().flat_map(cells).collect();
    let mut sums: BTreeSet<(Node, Vec<Node>)> = BTreeSet::new();
    for whole in &nodes {
        let within: Vec<&Class> =
            classes.iter().filter(|class| cells(class).contains(whole)).collect();
        let gather = |part: &dyn Fn(&Class) -> Node| {
            within.iter().map(|class| part(class)).collect::<BTreeSet<_>>().into_iter().collect()
        };
        let at = |scope: Scope| Node { scope, ..whole.clone() };
        if whole.problem.is_none() && whole.quarter.is_none() {
            let all = || Node::all(whole.scope.clone());
            let problem = |c: &Class| Node { problem: Some(c.problem), ..all() };
            let quarter = |c: &Class| Node { quarter: Some(c.quarter), ..all() };
            sums.insert((whole.clone(), gather(&problem)));
            sums.insert((whole.clone(), gather(&quarter)));
        }
        if !matches!(whole.scope, Scope::Office(_)) {
            sums.insert((whole.clone(), gather(&|c| at(Scope::Office(c.office)))));
        }
        if whole.scope == Scope::State {
            let county =
                |c: &Class| at(c.county.clone().map_or(Scope::Office(c.office), Scope::County));
            sums.insert((whole.clone(), gather(&county)));
        }
    }
    (nodes, sums.into_iter().collect())
});

/// Tries all differences of nested tables and of weeks, and sums with signs as `dice` fall; gives what was worked out.
fn subtracted(seen: &[Seen], dice: &[(usize, i64)]) -> Option<String> {
    let mut all: Vec<Told> = seen.iter().flat_map(|s| s.told.iter().map(|t| t.1.clone())).collect();
    // Kinds of areas drawn later: any set of offices, overlapping each other.
    for week in seen {
        let offices: Vec<&Told> = week
            .told
            .iter()
            .filter(|(node, _)| *node == Node::all(node.scope.clone()))
            .filter(|(node, _)| matches!(node.scope, Scope::Office(_)))
            .map(|(_, told)| told)
            .collect();
        for area in 1..1_usize << offices.len() {
            let members = offices.iter().enumerate().filter(|(at, _)| area >> at & 1 == 1);
            let (what, reports) = (format!("area {area}"), Reports::default());
            let mut sum = Told { what, number: 0, reports };
            for (_, office) in members {
                sum.number += office.number;
                sum.reports.add_all(&office.reports);
            }
            all.push(sum);
        }
    }
    let mut attacks: Vec<Vec<(&Told, i64)>> = Vec::new();
    for week in seen {
        let told: BTreeMap<&Node, &Told> = week.told.iter().map(|(n, told)| (n, told)).collect();
        for (whole, parts) in &SUMS.1 {
            let Some(whole) = told.get(whole) else { continue };
            let less = parts.iter().filter_map(|part| told.get(part)).map(|part| (*part, -1));
            attacks.push(std::iter::once((*whole, 1)).chain(less).collect());
        }
    }
    for (at, one) in all.iter().enumerate() {
        for other in all.iter().skip(at + 1) {
            attacks.push(vec![(one, 1), (other, -1)]);
            attacks.push(vec![(other, 1), (one, -1)]);
        }
    }
    if !all.is_empty() {
        for dice in dice.windows(4) {
            attacks.push(dice.iter().map(|(at, sign)| (&all[at % all.len()], *sign)).collect());
        }
    }
    attacks.iter().find_map(|terms| {
        let count = count_of_a_set(terms).filter(|count| *count != 0 && *count < LEAST.into())?;
        let terms: Vec<_> = terms.iter().map(|(told, sign)| (sign, &told.what)).collect();
        Some(format!("{count} = {terms:?}"))
    })
}

/// The least and the most that a cell can hold.
type Bounds = BTreeMap<Node, (i64, i64)>;
const ANY: i64 = 1 << 40;

/// Draws bounds together along everything that adds up, until nothing moves; `exact` reads a number as all there is.
fn drawn(tables: &Tables, exact: bool) -> Bounds {
    let (nodes, sums) = &*SUMS;
    let bound = |node: &Node| match tables.get(node) {
        None => (0, 0),
        Some(Shown::FewerThan11) => (1, i64::from(LEAST) - 1),
        Some(Shown::HeldBack) => (1, ANY),
        Some(Shown::Number(n)) => (i64::from(*n), if exact { i64::from(*n) } else { ANY }),
    };
    let mut bounds: Bounds = nodes.iter().map(|node| (node.clone(), bound(node))).collect();
    loop {
        let before = bounds.clone();
        for (whole, parts) in sums {
            let (low, high) = bounds[whole];
            let (lows, highs) = parts
                .iter()
                .fold((0, 0), |(l, h), part| (l + bounds[part].0, (h + bounds[part].1).min(ANY)));
            bounds.insert(whole.clone(), (low.max(lows), high.min(highs)));
            let (low, high) = bounds[whole];
            for part in parts {
                let (l, h) = bounds[part];
                let least = if highs >= ANY { 0 } else { low - (highs - h) };
                let most = if high >= ANY { ANY } else { high - (lows - l) };
                bounds.insert(part.clone(), (l.max(least), h.min(most)));
            }
        }
        if bounds == before {
            return bounds;
        }
    }
}

/// A hidden cell of which only one value is left.
fn pinned(tables: &Tables, exact: bool) -> Option<String> {
    let bounds = drawn(tables, exact);
    let hidden = tables.iter().filter(|(_, shown)| shown.number().is_none());
    hidden.map(|(node, _)| (node, bounds[node])).find_map(|(node, (low, high))| {
        (low >= high && low < i64::from(LEAST)).then(|| format!("{node:?} is {low} to {high}"))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_sum_and_no_bound_gives_a_small_count_away(
        weeks in weeks(),
        dice in prop::collection::vec((0..10_000_usize, prop::sample::select(vec![1_i64, -1])), 200),
    ) {
        let seen = live(&weeks, &mut InBlocks::default());
        prop_assert_eq!(subtracted(&seen, &dice), None);
        for week in &seen {
            prop_assert_eq!(pinned(&week.tables, false), None);
        }
    }
}

#[test]
fn the_usual_way_is_caught_by_sums_and_by_bounds() {
    let mut come = vec![0; classes().len()];
    (come[0], come[6], come[12]) = (40, 7, 5);
    let weeks = [
        Week { come: come.clone(), leave: Vec::new() },
        Week { come: (0..come.len()).map(|at| u32::from(at == 0)).collect(), leave: Vec::new() },
    ];
    let seen = live(&weeks, &mut ByThreshold);
    assert!(subtracted(&seen, &[]).unwrap().starts_with("1 = "), "one week less the other");
    // Of three offices in a county the largest is shown: the two small ones hold the rest.
    come[12] = 0;
    let seen = live(&[Week { come, leave: Vec::new() }], &mut ByThreshold);
    assert!(pinned(&seen[0].tables, true).is_some());
    assert!(subtracted(&seen, &[]).is_some());
}
