//! Questions asked of whole grounds: what ships, real tracts where they are at hand, and grounds made up by chance.

mod areas;
mod cases;
mod catchments;
mod golden;
mod properties;

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::*;
use crate::domain::geo::Position;
use crate::domain::slug::Slug;

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

fn at(lat: f64, lon: f64) -> Position {
    Position::new(lat, lon).unwrap()
}

fn workers(n: usize) -> Workers {
    Workers::new(n).unwrap()
}

fn rows(path: PathBuf) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(&path).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn shipped(name: &str) -> Vec<BTreeMap<String, String>> {
    rows(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data").join(name))
}

fn position(row: &BTreeMap<String, String>, lat: &str, lon: &str) -> Option<Position> {
    Position::new(row[lat].parse().ok()?, row[lon].parse().ok()?).ok()
}

/// The aid offices that ship, with and without a place, by the publisher's name for them.
fn aid_offices() -> Sites {
    let rows = shipped("offices.csv").into_iter().filter(|row| row["office_type"] == "fcrc");
    let sites = rows.map(|row| Site {
        slug: slug(&row["source_id"]),
        name: row["name"].clone(),
        at: position(&row, "latitude", "longitude"),
        is_open: row["status"] == "open",
        cases: None,
        capacity: 1.0,
        is_rough: false,
    });
    Sites::new(sites.collect()).unwrap()
}

fn area(name: &str) -> Area {
    Area { slug: Slug::make(name, "area"), name: name.to_owned() }
}

/// A layer from the name of each point's area.
fn layer(kind: &str, names: &[Option<String>]) -> Layer {
    let mut all: Vec<&String> = names.iter().flatten().collect();
    all.sort();
    all.dedup();
    let number = |name: &String| u32::try_from(all.binary_search(&name).unwrap()).unwrap();
    let of: Vec<Option<u32>> = names.iter().map(|n| n.as_ref().map(number)).collect();
    Layer::new(slug(kind), all.iter().map(|name| area(name)).collect(), &of).unwrap()
}

fn ground_of(sites: Sites, demand: Demand, layers: Vec<Layer>) -> Ground {
    Ground::new(input_of(sites, demand, layers), workers(2)).unwrap()
}

fn input_of(sites: Sites, demand: Demand, layers: Vec<Layer>) -> GroundInput {
    GroundInput {
        sites,
        demand,
        state: (slug("state"), area("Illinois")),
        layers,
        assignments: None,
        times: None,
        inputs: Inputs { service: "fcrc".into(), ..Inputs::default() },
    }
}

/// The ZIP areas that ship: names, points and counties.
fn zip_points() -> (Vec<Box<str>>, Vec<Position>, Layer) {
    let rows = shipped("zips.csv");
    let ids = rows.iter().map(|row| row["zip"].as_str().into()).collect();
    let at = rows.iter().map(|row| position(row, "latitude", "longitude").unwrap()).collect();
    let counties: Vec<_> = rows.iter().map(|row| Some(row["county"].clone())).collect();
    (ids, at, layer("county", &counties))
}

fn zip_ground() -> Ground {
    let (ids, at, counties) = zip_points();
    ground_of(aid_offices(), Demand::zip_areas(ids, at).unwrap(), vec![counties])
}

/// Counts made up by a rule; `scripts/impact/golden.py` makes the same.
fn made_columns(points: usize) -> Vec<(Who, Column)> {
    let numbers = || 0..i64::try_from(points).unwrap();
    let of = |rule: &dyn Fn(i64) -> Option<i64>| numbers().map(rule).collect::<Vec<_>>();
    let everyone = |i: i64| i * 7_919 % 5_000;
    let gap = |i: i64| i % 97 != 0;
    let poor = |i: i64| if i % 13 == 0 { 0 } else { everyone(i) / (3 + i % 5) };
    let columns = [
        (Who::InPoverty, of(&|i| gap(i).then(|| poor(i))), of(&|i| gap(i).then(|| i * 31 % 200))),
        (
            Who::Everyone,
            of(&|i| Some(everyone(i))),
            of(&|i| (i % 211 != 5).then(|| i * 104_729 % 400)),
        ),
    ];
    columns.map(|(who, v, m)| (who, Column::new(&v, Some(&m)).unwrap())).into()
}

fn made_ground() -> Ground {
    let (ids, at, counties) = zip_points();
    let demand = Demand::census(ids, at.clone(), made_columns(at.len())).unwrap();
    ground_of(aid_offices(), demand, vec![counties])
}
