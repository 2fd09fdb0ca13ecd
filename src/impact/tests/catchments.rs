//! Against PySAL `access` on the same matrix, which `scripts/impact/golden.py` made.

use serde::Deserialize;

use super::*;

#[derive(Deserialize)]
struct Golden {
    origins: usize,
    destinations: usize,
    pairs: Vec<(u32, u32, f64)>,
    demand: Vec<u32>,
    supply: Vec<f64>,
    found: BTreeMap<String, Vec<Option<f64>>>,
}

/// Compares to one part in a thousand million.
fn same(name: &str, found: &[Option<f64>], expected: &[Option<f64>]) {
    assert_eq!(found.len(), expected.len());
    let mut some = 0;
    for (i, (found, expected)) in found.iter().zip(expected).enumerate() {
        match (found, expected) {
            (None, None) => {}
            (Some(a), Some(b)) => {
                some += 1;
                assert!((a - b).abs() <= 1e-9 * b.abs().max(1.0), "{name} {i}: {a} and {b}");
            }
            _ => panic!("{name} {i}: {found:?} and {expected:?}"),
        }
    }
    assert!(some > 50, "{name}: only {some} to compare");
}

#[test]
fn floating_catchments_are_those_of_pysal() {
    let text = include_str!("golden/catchments.json");
    let golden: Golden = serde_json::from_str(text).unwrap();
    let costs = Matrix::new(golden.origins, golden.destinations, golden.pairs).unwrap();
    let demand: Vec<f64> = golden.demand.iter().map(|d| f64::from(*d)).collect();
    let supply = &golden.supply;
    let two = |reach, weight: &Weight| two_stage(&costs, &demand, supply, Some(reach), weight);
    let three = three_stage(&costs, &demand, supply, Some(60.0), &Weight::three_step(1.0));
    same("two", &two(30.0, &Weight::Same), &golden.found["two"]);
    same("enhanced", &two(30.0, &Weight::enhanced(1.0)), &golden.found["enhanced"]);
    same("gaussian", &two(60.0, &Weight::Gaussian(20.0)), &golden.found["gaussian"]);
    same("three", &three, &golden.found["three"]);
    let agents = raam(&costs, &golden.demand, supply, &Raam::default());
    same("raam", &agents, &golden.found["raam"]);
}

#[test]
fn closing_an_office_takes_access_away_and_leaves_none_the_better() {
    let ground = made_ground();
    let question = "close=idhs-fcrc-jackson".parse().unwrap();
    for method in [Method::TwoStage, Method::EnhancedTwoStage, Method::ThreeStage, Method::Raam] {
        let same = ground.catchments(&Question::default(), method).unwrap();
        assert!(same.areas.iter().all(|area| area.before == area.after), "{method:?}");
        let answer = ground.catchments(&question, method).unwrap();
        assert_eq!(answer.areas.len(), 103);
        let jackson = answer.areas.iter().find(|area| area.slug.as_str() == "jackson").unwrap();
        let (before, after) = (jackson.before.unwrap(), jackson.after.unwrap());
        // RAAM is a cost, the others are what there is for each of those in need.
        let is_worse = if method == Method::Raam { after > before } else { after < before };
        assert!(is_worse, "{method:?} {before} {after}");
        if method == Method::Raam {
            let better = answer.areas.iter().filter(|a| a.after < a.before.map(|b| b - 0.05));
            assert_eq!(better.count(), 0);
        }
    }
}
