//! Against `scripts/impact/golden.py`, which reckons all of it a second time by other means.

use std::path::Path;

use geo::{Contains, MultiPolygon, Point};
use serde_json::Value;

use super::*;

fn golden(name: &str) -> Value {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/impact/tests/golden");
    serde_json::from_str(&std::fs::read_to_string(Path::new(folder).join(name)).unwrap()).unwrap()
}

/// The census tracts and lines that are not part of the product, where they lie beside it.
fn real_data() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/geo");
    let given = std::env::var_os("STILLOPEN_GEO").map(PathBuf::from);
    let folder = given.unwrap_or(beside);
    let there = folder.join("il_tracts_2020_points.csv").exists();
    if !there {
        println!("no census tracts in {}: not compared with them", folder.display());
    }
    there.then_some(folder)
}

fn close(what: &str, found: Option<f64>, expected: &Value, slack: f64) {
    let fits = match (found, expected.as_f64()) {
        (None, None) => true,
        (Some(a), Some(b)) => (a - b).abs() <= slack + b.abs() * 1e-7,
        _ => false,
    };
    assert!(fits, "{what}: found {found:?}, expected {expected}");
}

/// A number stands alone where it has no margin.
fn same(what: &str, found: Estimate, expected: &Value) {
    let value = if expected.is_array() { &expected[0] } else { expected };
    assert_eq!(Some(found.value), value.as_u64(), "{what}: {found:?} and {expected}");
    close(what, found.moe.map(|m| m as f64), &expected[1], 0.51);
}

fn same_added(what: &str, found: Option<Added>, expected: &Value) {
    let get = |f: fn(&Added) -> f64| found.as_ref().map(f);
    close(&format!("{what} mean"), get(|a| a.mean), &expected[0], 0.0052);
    close(&format!("{what} median"), get(|a| a.median), &expected[1], 0.0052);
    close(&format!("{what} p90"), get(|a| a.p90), &expected[2], 0.0052);
    close(&format!("{what} total"), get(|a| a.total), &expected[3], 0.052);
    close(&format!("{what} margin"), found.and_then(|a| a.mean_moe), &expected[4], 0.0052);
}

fn same_access(what: &str, found: &Access, expected: &Value) {
    close(&format!("{what} mean"), found.mean, &expected["trip"][0], 0.0052);
    close(&format!("{what} median"), found.median, &expected["trip"][1], 0.0052);
    close(&format!("{what} p90"), found.p90, &expected["trip"][2], 0.0052);
    for (beyond, expected) in found.beyond.iter().zip(expected["beyond"].as_array().unwrap()) {
        same(&format!("{what} beyond {}", beyond.line), beyond.count, expected);
    }
    same(&format!("{what} one closure"), found.one_closure_from_desert, &expected["one_closure"]);
}

fn same_area(what: &str, found: &AreaAnswer, expected: &Value, is_asked: bool) {
    for (who, expected) in expected.as_object().unwrap() {
        let figure = found.figure(who.parse().unwrap()).unwrap();
        let what = format!("{what}, {who}");
        same(&what, figure.all, &expected["all"]);
        same_access(&format!("{what} before"), &figure.before, &expected["before"]);
        if !is_asked {
            assert_eq!(figure.before, figure.after, "{what}");
            assert_eq!((figure.change.people.value, figure.change.added), (0, None), "{what}");
            continue;
        }
        same(&format!("{what} moved"), figure.change.people, &expected["change"]["people"]);
        let (share, expected_share) = (figure.change.share, &expected["change"]["share"]);
        close(&what, share.map(|s| s.percent), &expected_share[0], 0.1);
        close(&what, share.and_then(|s| s.moe), &expected_share[1], 0.1);
        same_added(&what, figure.change.added, &expected["change"]["added"]);
        same_access(&format!("{what} after"), &figure.after, &expected["after"]);
    }
}

fn compare(ground: &Ground, expected: &Value) {
    let nearest = expected["nearest"].as_array().unwrap();
    let names = &expected["offices"];
    assert_eq!(nearest.len(), ground.demand().len());
    for ((pair, expected), id) in ground.today().iter().zip(nearest).zip(ground.demand().ids()) {
        let office = &ground.sites().get(pair.first.office).unwrap().slug;
        let short = office.as_str().trim_start_matches("idhs-fcrc-");
        let named = usize::try_from(expected[0].as_u64().unwrap()).unwrap();
        assert_eq!(Some(short), names[named].as_str(), "{id}");
        let metres = pair.first.cost as f64 / 1_000.0;
        close(id, Some(metres), &expected[1], 0.06);
    }
    for expected in expected["answers"].as_array().unwrap() {
        let question = expected["question"].as_str().unwrap();
        let answer = ground.ask(&question.parse().unwrap()).unwrap();
        assert_eq!(answer.question.to_string(), question);
        let is_asked = !question.is_empty();
        same_area(question, &answer.state, &expected["state"], is_asked);
        for (kind, areas) in expected["kinds"].as_object().unwrap() {
            let found = answer.kinds.iter().find(|k| k.kind.as_str() == kind).unwrap();
            let touched = found.areas.iter().filter(|a| a.is_touched || question.is_empty());
            let touched: Vec<&str> = touched.map(|area| area.slug.as_str()).collect();
            let mut named: Vec<&str> = areas.as_object().unwrap().keys().map(|k| &**k).collect();
            named.sort_unstable();
            assert_eq!(touched, named, "{question}");
            for (slug, expected) in areas.as_object().unwrap() {
                let area = found.areas.iter().find(|a| a.slug.as_str() == slug).unwrap();
                same_area(&format!("{question} in {slug}"), area, expected, is_asked);
            }
        }
        let flows = expected["flows"].as_array().unwrap();
        assert_eq!(answer.flows.len(), flows.len());
        for expected in flows {
            let name =
                |office: &Option<OfficeRef>| office.as_ref().unwrap().slug.as_str().to_owned();
            let flow = answer.flows.iter().find(|flow| {
                Some(name(&flow.from).as_str()) == expected[0].as_str()
                    && Some(name(&flow.to).as_str()) == expected[1].as_str()
            });
            for (who, figures) in expected[2].as_object().unwrap() {
                let group = flow.unwrap().groups.iter().find(|g| g.who.as_str() == who).unwrap();
                same(&format!("{expected}"), group.people, &figures[0]);
                same_added(&format!("{expected}"), group.added, &figures[1]);
            }
        }
    }
}

#[test]
fn zip_areas_and_made_up_counts_agree_with_an_independent_reckoning() {
    let golden = golden("shipped.json");
    compare(&zip_ground(), &golden["grounds"][0]);
    compare(&made_ground(), &golden["grounds"][1]);
}

/// The number of the district that a point lies in.
fn district(districts: &[(String, MultiPolygon)], at: Position) -> Option<String> {
    let point = Point::new(at.lon(), at.lat());
    districts.iter().find(|(_, shape)| shape.contains(&point)).map(|(name, _)| name.clone())
}

fn districts(file: &Path) -> Vec<(String, MultiPolygon)> {
    let text = std::fs::read_to_string(file).unwrap();
    let features = geojson::FeatureCollection::try_from(text.parse::<geojson::GeoJson>().unwrap());
    let each = features.unwrap().features.into_iter();
    each.map(|feature| {
        let name = feature.property("district").unwrap();
        let name = name.as_str().map_or_else(|| name.to_string(), str::to_owned);
        let shape: geo::Geometry = feature.geometry.unwrap().try_into().unwrap();
        let shape = match shape {
            geo::Geometry::Polygon(one) => MultiPolygon(vec![one]),
            other => MultiPolygon::try_from(other).unwrap(),
        };
        (name.trim_start_matches('0').to_owned(), shape)
    })
    .collect()
}

/// Tracts with the groups that the file has, their counties, Senate and congressional districts.
fn tracts(folder: &Path) -> Ground {
    let rows = rows(folder.join("il_tracts_2020_points.csv"));
    let ids = rows.iter().map(|row| row["geoid"].as_str().into()).collect();
    let at: Vec<Position> = rows.iter().map(|row| position(row, "lat", "lon").unwrap()).collect();
    let column = |name: &str| {
        let values: Vec<_> = rows.iter().map(|row| row[name].parse().ok()).collect();
        Column::new(&values, None).unwrap()
    };
    let groups = vec![
        (Who::Everyone, column("pop_2020")),
        (Who::InPoverty, column("below_poverty_2020acs")),
        (Who::Below185, column("below_185pct_2020acs")),
        (Who::SnapHouseholds, column("snap_households_2020acs")),
    ];
    let county = |row: &BTreeMap<String, String>| row["county"].replace(" County", "");
    let counties: Vec<_> = rows.iter().map(|row| Some(county(row))).collect();
    let lying_in = |kind: &str, file: &str| {
        let districts = districts(&folder.join(file));
        let each: Vec<_> = at.iter().map(|at| district(&districts, *at)).collect();
        layer(kind, &each)
    };
    let layers = vec![
        layer("county", &counties),
        lying_in("senate", "il_senate_districts_2024.geojson"),
        lying_in("congress", "il_congress_2023.geojson"),
    ];
    let demand = Demand::census(ids, at, groups).unwrap();
    ground_of(aid_offices(), demand, layers)
}

#[test]
fn real_tracts_agree_with_an_independent_reckoning() {
    let Some(folder) = real_data() else { return };
    let ground = tracts(&folder);
    compare(&ground, &golden("tracts.json")["grounds"][0]);

    // The office that Carbondale goes to.
    let answer = ground.ask(&"close=idhs-fcrc-jackson".parse().unwrap()).unwrap();
    let short = |office: &Option<OfficeRef>| {
        office.as_ref().unwrap().slug.as_str().trim_start_matches("idhs-fcrc-").to_owned()
    };
    let people = |flow: &Flow| flow.groups[1].people.value;
    let flows: Vec<_> = answer.flows.iter().map(|f| (short(&f.to), people(f))).collect();
    let expected =
        [("franklin", 1_534), ("randolph", 988), ("union", 2_874), ("williamson", 9_556)];
    assert_eq!(flows, expected.map(|(office, people)| (office.to_owned(), people)));
    // Without cases the load is need itself: those who go are those who are taken on.
    assert_eq!(answer.load.offices[0].taken.to_bits(), 9_556.0_f64.to_bits());
    assert!(answer.load.offices.iter().all(|line| line.taken > 0.0));
}
