//! The rules of a release, one by one.

mod attack;
mod property;

use std::sync::Arc;

use uuid::Uuid;

use crate::domain::id::OfficeId;
use crate::domain::problem::Problem;
use crate::domain::release::{
    Block, Class, LEAST, Move, Node, Scope, Shown, Tables, decide, figure, tables,
};

fn office(n: u128) -> Scope {
    Scope::Office(OfficeId(Uuid::from_u128(n)))
}

fn class(n: u128, problem: Problem, quarter: &str, waiting: u32) -> Class {
    Class {
        office: OfficeId(Uuid::from_u128(n)),
        county: Some(Arc::from("Pulaski")),
        problem,
        quarter: quarter.parse().unwrap(),
        waiting,
        grouped: Vec::new(),
    }
}

fn release(classes: &mut [Class], blocks: &mut Vec<Block>) -> (Vec<Move>, Tables) {
    let moves = decide(LEAST, classes, blocks);
    (moves, tables(LEAST, classes, blocks))
}

fn shown(tables: &Tables, scope: Scope, problem: Option<Problem>, quarter: &str) -> Option<Shown> {
    let quarter = Some(quarter).filter(|q| !q.is_empty()).map(|q| q.parse().unwrap());
    tables.get(&Node { scope, problem, quarter }).copied()
}

#[test]
fn eleven_of_a_kind_are_shown_and_ten_are_not() {
    let mut classes =
        [class(1, Problem::LongWait, "2026-Q1", 11), class(2, Problem::LongWait, "2026-Q1", 10)];
    let (moves, seen) = release(&mut classes, &mut Vec::new());
    assert_eq!(moves, [Move::Take { class: 0, block: 0, number: 11 }]);
    let wait = Some(Problem::LongWait);
    assert_eq!(shown(&seen, office(1), wait, ""), Some(Shown::Number(11)));
    assert_eq!(shown(&seen, office(1), None, "2026-Q1"), Some(Shown::Number(11)));
    assert_eq!(shown(&seen, office(2), None, ""), Some(Shown::FewerThan11));
    assert_eq!(shown(&seen, Scope::County("Pulaski".into()), wait, ""), Some(Shown::Number(11)));
    assert_eq!(shown(&seen, Scope::State, None, ""), Some(Shown::Number(11)));
    assert_eq!(shown(&seen, office(2), Some(Problem::Safety), ""), None, "none is none");
}

#[test]
fn small_parts_are_released_together_so_that_each_may_hold_as_little_as_one() {
    let mut classes =
        [class(1, Problem::LongWait, "2026-Q1", 10), class(1, Problem::LongWait, "2026-Q2", 10)];
    let (_, seen) = release(&mut classes, &mut Vec::new());
    assert_eq!(shown(&seen, office(1), Some(Problem::LongWait), ""), Some(Shown::Number(11)));
    assert_eq!(shown(&seen, office(1), None, "2026-Q1"), Some(Shown::HeldBack));
    let left: Vec<u32> = classes.iter().map(|class| class.waiting).collect();
    assert_eq!(left.iter().sum::<u32>(), 9, "of twenty no more than eleven go: {left:?}");
}

#[test]
fn eleven_places_with_one_report_each_wait() {
    let one = |n: usize| class(1, Problem::ALL[n], "2026-Q1", 1);
    let mut classes: Vec<Class> = (0..11).map(one).collect();
    let (moves, seen) = release(&mut classes, &mut Vec::new());
    assert_eq!(moves, []);
    assert_eq!(shown(&seen, office(1), None, ""), Some(Shown::HeldBack), "it is eleven");
    let part = shown(&seen, office(1), Some(Problem::ALL[0]), "");
    assert_eq!(part, Some(Shown::HeldBack), "it would tell of the others");
    classes[0].waiting += 2;
    let (_, seen) = release(&mut classes, &mut Vec::new());
    assert_eq!(shown(&seen, office(1), None, ""), Some(Shown::Number(13)));
}

#[test]
fn ten_places_that_are_not_zero_do_not_stand_in_a_total_of_fewer_than_eleven() {
    let one = |n: usize| class(1, Problem::ALL[n], "2026-Q1", 1);
    let mut nine: Vec<Class> = (0..9).map(one).collect();
    assert_eq!(
        shown(&release(&mut nine, &mut Vec::new()).1, office(1), None, ""),
        Some(Shown::FewerThan11)
    );
    let mut ten: Vec<Class> = (0..10).map(one).collect();
    assert_eq!(
        shown(&release(&mut ten, &mut Vec::new()).1, office(1), None, ""),
        Some(Shown::HeldBack)
    );
}

#[test]
fn what_is_owed_is_made_good_before_anything_is_added() {
    let mut blocks = Vec::new();
    let mut classes = [class(1, Problem::LongWait, "2026-Q1", 12)];
    release(&mut classes, &mut blocks);
    (blocks[0].owed, classes[0].grouped) = (3, vec![(0, 9)]);
    classes[0].waiting = 13;
    let (moves, seen) = release(&mut classes, &mut blocks);
    assert_eq!(moves, [Move::Take { class: 0, block: 0, number: 3 }]);
    assert_eq!((blocks[0].size, blocks[0].owed, classes[0].waiting), (12, 0, 10));
    assert_eq!(shown(&seen, office(1), None, ""), Some(Shown::Number(12)), "no change is seen");
    classes[0].waiting = 11;
    release(&mut classes, &mut blocks);
    assert_eq!(blocks[0].size, 23, "a block grows by eleven or more");
}

#[test]
fn a_debt_is_taken_off_by_eleven_or_more_and_never_leaves_fewer() {
    let block = |size, owed| Block {
        id: None,
        node: class(1, Problem::LongWait, "2026-Q1", 0)
            .node(crate::domain::release::Level::OfficeProblemQuarter)
            .unwrap(),
        county: Some("Pulaski".into()),
        size,
        owed,
    };
    for (size, owed, left, waits) in
        [(30, 10, 30, 0), (30, 11, 19, 0), (30, 19, 11, 0), (30, 20, 0, 10), (22, 22, 0, 0)]
    {
        let mut blocks = vec![block(size, owed)];
        let mut classes = [class(1, Problem::LongWait, "2026-Q1", 0)];
        classes[0].grouped.extend((size > owed).then_some((0, size - owed)));
        let (_, seen) = release(&mut classes, &mut blocks);
        assert_eq!((blocks[0].size, classes[0].waiting), (left, waits), "{size} less {owed}");
        let expected = match (left, waits) {
            (0, 0) => None,
            (0, _) => Some(Shown::FewerThan11),
            _ => Some(Shown::Number(left)),
        };
        assert_eq!(shown(&seen, office(1), None, ""), expected);
    }
}

#[test]
fn an_office_without_a_county_stands_in_the_state_alone() {
    let mut one = class(1, Problem::LongWait, "2026-Q1", 9);
    one.county = None;
    let mut classes = [one, class(2, Problem::LongWait, "2026-Q1", 8)];
    let (_, seen) = release(&mut classes, &mut Vec::new());
    assert_eq!(shown(&seen, Scope::State, None, ""), Some(Shown::Number(11)));
    assert_eq!(shown(&seen, Scope::County("Pulaski".into()), None, ""), Some(Shown::HeldBack));
}

#[test]
fn a_median_is_of_eleven_answers_or_more() {
    assert_eq!(figure("trips", vec![3; 10]), None);
    assert_eq!(figure("trips", (1..=11).collect()), Some(6));
    assert_eq!(figure("wait_minutes", vec![124; 12]), Some(120));
}
