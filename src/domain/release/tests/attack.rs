//! Somebody who knows these rules and every table tries to work out a small count: every case of small worlds is tried.
//!
//! The smallest number shown is 6 here, so that whole worlds can be gone through. Worlds that look the same from
//! outside, week after week, are put together; a count is worked out when all of them agree on it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use uuid::Uuid;

use crate::domain::id::OfficeId;
use crate::domain::problem::Problem;
use crate::domain::release::{Block, Class, Node, Scope, Shown, Tables, decide, tables};

const LEAST: u32 = 6;

/// Office, county, problem, quarter.
type Place = (u8, u8, usize, usize);

fn classes(places: &[Place]) -> Vec<Class> {
    let class = |&(office, county, problem, quarter): &Place| Class {
        office: OfficeId(Uuid::from_u128(u128::from(office))),
        county: Some(Arc::from(format!("County {county}"))),
        problem: Problem::ALL[problem],
        quarter: format!("2026-Q{}", quarter + 1).parse().unwrap(),
        waiting: 0,
        grouped: Vec::new(),
    };
    places.iter().map(class).collect()
}

/// What everybody sees of a world, week after week.
type Publish = fn(&mut [Class], &mut Vec<Block>) -> Tables;

fn in_blocks(classes: &mut [Class], blocks: &mut Vec<Block>) -> Tables {
    decide(LEAST, classes, blocks);
    tables(LEAST, classes, blocks)
}

/// The usual way: each count is shown unless it is small.
fn by_threshold(classes: &mut [Class], _: &mut Vec<Block>) -> Tables {
    let shown = |number| if number < LEAST { Shown::FewerThan11 } else { Shown::Number(number) };
    truth(classes).into_iter().map(|(node, number)| (node, shown(number))).collect()
}

/// How many reports each cell of the tables has.
fn truth(classes: &[Class]) -> BTreeMap<Node, u32> {
    let mut truth = BTreeMap::new();
    for class in classes.iter().filter(|class| class.number() > 0) {
        let scopes = [
            Scope::Office(class.office),
            Scope::County(class.county.clone().unwrap()),
            Scope::State,
        ];
        for scope in scopes {
            let parts = [(None, None), (Some(class.problem), None), (None, Some(class.quarter))];
            for (problem, quarter) in parts {
                let node = Node { scope: scope.clone(), problem, quarter };
                *truth.entry(node).or_default() += class.number();
            }
        }
    }
    truth
}

/// All ways to put up to `most` into each of `places`.
fn ways(places: usize, most: u32) -> impl Iterator<Item = Vec<u32>> {
    let base = u64::from(most) + 1;
    (0..base.pow(u32::try_from(places).unwrap())).map(move |mut code| {
        let digit = |_| {
            let digit = u32::try_from(code % base).unwrap();
            code /= base;
            digit
        };
        (0..places).map(digit).collect()
    })
}

/// Counts that can be worked out, as `cell = count` with the worlds of which all agree.
fn worked_out(places: &[Place], weeks: &[u32], publish: Publish) -> Vec<String> {
    type Seen = Vec<Tables>;
    /// The true counts of each week, whether more might have come than is tried, and what came.
    type World = (Vec<BTreeMap<Node, u32>>, bool, Vec<Vec<u32>>);
    let mut worlds: HashMap<Seen, Vec<World>> = HashMap::new();
    let mut states = vec![(classes(places), Vec::new(), Vec::new(), Vec::new(), false, Vec::new())];
    for most in weeks {
        let mut next = Vec::new();
        for (classes, blocks, seen, truths, is_edge, told) in &states {
            for came in ways(places.len(), *most) {
                let (mut classes, mut blocks) = (Vec::clone(classes), Vec::<Block>::clone(blocks));
                for (class, number) in classes.iter_mut().zip(&came) {
                    class.waiting += number;
                }
                let mut seen = Vec::<Tables>::clone(seen);
                seen.push(publish(&mut classes, &mut blocks));
                let mut truths = Vec::<BTreeMap<Node, u32>>::clone(truths);
                truths.push(truth(&classes));
                // Of a world at our bound others may look the same that lie beyond it.
                let is_edge = *is_edge || came.contains(most);
                let mut told = Vec::<Vec<u32>>::clone(told);
                told.push(came);
                next.push((classes, blocks, seen, truths, is_edge, told));
            }
        }
        states = next;
    }
    for (_, _, seen, truths, is_edge, told) in states {
        worlds.entry(seen).or_default().push((truths, is_edge, told));
    }
    let (mut found, mut safe) = (Vec::new(), 0);
    for alike in worlds.values() {
        let is_edge = alike.iter().any(|world| world.1);
        let (first, _, told) = &alike[0];
        for (week, cells) in first.iter().enumerate() {
            for (cell, number) in cells.iter().filter(|(_, number)| **number < LEAST) {
                if !alike.iter().all(|world| world.0[week].get(cell) == Some(number)) {
                    safe += 1;
                } else if !is_edge {
                    found.push(format!("week {week}: {cell:?} = {number} of {told:?}"));
                }
            }
        }
    }
    assert!(safe > found.len(), "there was something to be worked out: {safe}");
    found.sort();
    found
}

#[test]
fn nobody_works_out_a_small_count_of_small_worlds() {
    let worlds: [(&[Place], &[u32]); 10] = [
        (&[(1, 1, 0, 0), (1, 1, 1, 0), (1, 1, 2, 0)], &[12]),
        (&[(1, 1, 0, 0), (1, 1, 0, 1), (1, 1, 0, 2)], &[12]),
        (&[(1, 1, 0, 0), (2, 1, 0, 0), (3, 1, 0, 0)], &[12]),
        (&[(1, 1, 0, 0), (1, 1, 0, 1), (1, 1, 1, 0), (1, 1, 1, 1)], &[6]),
        (&[(1, 1, 0, 0), (2, 1, 0, 0), (3, 2, 0, 0), (4, 2, 0, 0)], &[6]),
        (&[(1, 1, 0, 0), (1, 1, 1, 0), (2, 1, 0, 0), (2, 1, 1, 0)], &[6]),
        (&[(1, 1, 0, 0), (1, 1, 1, 1), (2, 1, 0, 1), (3, 2, 1, 0), (4, 2, 0, 0)], &[6]),
        (&[(1, 1, 0, 0), (1, 1, 1, 0)], &[6, 12]),
        (&[(1, 1, 0, 0), (2, 2, 0, 0)], &[6, 12]),
        (&[(1, 1, 0, 0)], &[6, 12, 12]),
    ];
    for (places, weeks) in worlds {
        let found = worked_out(places, weeks, in_blocks);
        let few: Vec<_> = found.iter().take(5).collect();
        assert!(found.is_empty(), "{places:?}: {} such as {few:#?}", found.len());
    }
}

#[test]
fn the_usual_way_is_seen_through() {
    let found = worked_out(&[(1, 1, 0, 0), (2, 1, 0, 0)], &[7], by_threshold);
    assert!(!found.is_empty(), "the county less its large office is the small one");
    let found = worked_out(&[(1, 1, 0, 0)], &[7], by_threshold);
    assert!(found.is_empty(), "one count alone tells no more than that it is small: {found:?}");
}
