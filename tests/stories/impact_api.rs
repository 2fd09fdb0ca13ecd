//! Programs and the command line ask who is hurt, and get the same answer.

use std::io::Read;

use serde_json::Value;

use super::app::TestApp;
use super::program::{Place, failed, said};

const JACKSON: &str = "close=idhs-fcrc-jackson";

fn csv_rows(text: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

#[tokio::test]
async fn a_closing_is_told_as_json_with_all_that_it_depends_on() {
    let app = TestApp::new().await.with_two_counties().await;
    let answer = app.get(&format!("/api/impact?{JACKSON}&by=county")).await.expect(200);
    assert_eq!(answer.header("content-type"), "application/json");
    assert!(!answer.header("etag").is_empty());
    let told = answer.json();
    assert_eq!(told["address"], format!("/impact?service=fcrc&{JACKSON}"));
    assert_eq!(told["rule"], "impact-1");
    assert_eq!(told["closed"][0]["slug"], "idhs-fcrc-jackson");
    assert_eq!(told["inputs"]["revision"], app.app.atlas().revision());
    let kinds = told["kinds"].as_array().unwrap();
    assert_eq!(kinds.len(), 1, "only counties were asked for");
    assert_eq!(kinds[0]["total"], 2);
    let poor = |area: &Value| {
        let figures = area["figures"].as_array().unwrap();
        let figure = figures.iter().find(|f| f["who"] == "in_poverty").unwrap();
        figure["change"]["people"]["value"].as_u64().unwrap()
    };
    let by_county: u64 = kinds[0]["areas"].as_array().unwrap().iter().map(poor).sum();
    assert!(poor(&told["state"]) > 0);
    assert_eq!(by_county, poor(&told["state"]));
    // The text of an address does not matter, only what it says.
    let same = app.get("/api/impact?by=county&close=&close=+idhs-fcrc-jackson+").await.expect(200);
    assert_eq!(same.bytes, answer.bytes);
    let tag = answer.header("etag");
    let again = app.get_with(&format!("/api/impact?{JACKSON}"), &[("if-none-match", tag)]).await;
    again.expect(304);
}

#[tokio::test]
async fn areas_where_nothing_changes_come_when_they_are_asked_for() {
    let app = TestApp::new().await.with_two_counties().await;
    let count = |answer: super::app::Answer| -> usize {
        let told = answer.expect(200).json();
        told["kinds"].as_array().unwrap().iter().map(|k| k["areas"].as_array().unwrap().len()).sum()
    };
    // Chicago is far away: closing one of its offices is nothing to the south.
    let far = "close=idhs-fcrc-cook-calumet-park";
    assert_eq!(count(app.get(&format!("/api/impact?{far}")).await), 0);
    assert!(count(app.get(&format!("/api/impact?{far}&areas=all")).await) >= 8);
}

#[tokio::test]
async fn the_table_and_the_map_say_what_the_answer_says() {
    let app = TestApp::new().await.with_two_counties().await;
    let told = app.get(&format!("/api/impact?{JACKSON}")).await.expect(200).json();
    let figure = told["state"]["figures"].as_array().unwrap().iter();
    let figure = figure.clone().find(|f| f["who"] == "in_poverty").unwrap();
    let change = &figure["change"];
    let table = app.get(&format!("/api/impact.csv?{JACKSON}")).await.expect(200);
    assert!(table.header("content-type").starts_with("text/csv"));
    assert!(table.header("content-disposition").contains("impact.csv"));
    let rows = csv_rows(&table.text());
    let row = rows.iter().find(|r| r["kind"] == "state" && r["who"] == "in_poverty").unwrap();
    assert_eq!(row["nearest_changes"], change["people"]["value"].to_string());
    assert_eq!(row["nearest_changes_moe"], change["people"]["moe"].to_string());
    let number = |text: &str| text.parse::<f64>().unwrap();
    assert_eq!(Some(number(&row["added_mean_miles"])), change["added"]["mean"].as_f64());
    let beyond = figure["after"]["beyond"].as_array().unwrap();
    let beyond = beyond.iter().find(|b| b["line"] == 10).unwrap();
    assert_eq!(row["beyond_10_miles_after"], beyond["count"]["value"].to_string());
    assert_eq!((row["counted"].as_str(), row["rule"].as_str()), ("people", "impact-1"));
    assert!(rows.iter().any(|r| r["kind"] == "county" && r["slug"] == "jackson"));
    assert!(rows.iter().any(|r| r["kind"] == "house" && r["name"] == "(outside)"));

    let map = app.get(&format!("/api/impact.geojson?{JACKSON}")).await.expect(200);
    assert_eq!(map.header("content-type"), "application/geo+json");
    let map = map.json();
    let points = map["features"].as_array().unwrap();
    let people: u64 =
        points.iter().map(|p| p["properties"]["in_poverty"].as_u64().unwrap_or(0)).sum();
    assert_eq!(Some(people), change["people"]["value"].as_u64());
    let point = &points[0]["properties"];
    assert_eq!(point["nearest_before"], "idhs-fcrc-jackson");
    assert_ne!(point["nearest_after"], "idhs-fcrc-jackson");
    assert_eq!(point["assigned_before"], "idhs-fcrc-jackson");
    assert!(point["assigned_after"].is_string());
    let way = |name: &str| point[name].as_f64().unwrap();
    assert!((way("miles_after") - way("miles_before") - way("miles_added")).abs() < 0.011);
    assert!(map.get("crs").is_none());

    let map = app.get(&format!("/api/impact.geojson?{JACKSON}&by=county")).await.expect(200).json();
    let jackson = map["features"].as_array().unwrap();
    let jackson = jackson.iter().find(|f| f["id"] == "county/jackson").unwrap();
    assert_eq!(jackson["geometry"]["type"], "MultiPolygon");
    assert!(jackson["properties"]["in_poverty_nearest_changes"].as_u64().unwrap() > 0);
    for part in jackson["geometry"]["coordinates"].as_array().unwrap() {
        let outer = part[0].as_array().unwrap();
        let at = |p: &Value| (p[0].as_f64().unwrap(), p[1].as_f64().unwrap());
        let pairs = outer.iter().zip(&outer[1..]);
        let area: f64 = pairs.map(|(a, b)| at(a).0 * at(b).1 - at(b).0 * at(a).1).sum();
        assert!(area > 0.0, "outer rings run counterclockwise");
        assert_eq!(outer.first(), outer.last());
    }
}

#[tokio::test]
async fn two_sets_stand_side_by_side_and_a_ranking_begins_with_the_most_harm() {
    let app = TestApp::new().await.with_two_counties().await;
    let both = format!("{JACKSON}&or_close=idhs-fcrc-union");
    let told = app.get(&format!("/api/impact?{both}")).await.expect(200).json();
    assert_eq!(told["instead"]["closed"][0]["slug"], "idhs-fcrc-union");
    let alone = app.get("/api/impact?close=idhs-fcrc-union").await.expect(200).json();
    assert_eq!(told["instead"]["state"], alone["state"]);
    let table = csv_rows(&app.get(&format!("/api/impact.csv?{both}")).await.expect(200).text());
    assert!(table.iter().any(|row| row["question"] == "close=idhs-fcrc-union"));

    let ranking = app.get("/api/impact?rank=1&close=idhs-fcrc-union").await.expect(200).json();
    assert_eq!(ranking["address"], "/api/impact?service=fcrc&rank=1");
    let totals: Vec<f64> = ranking["offices"]
        .as_array()
        .unwrap()
        .iter()
        .map(|office| {
            let groups = office["groups"].as_array().unwrap();
            let poor = groups.iter().find(|g| g["who"] == "in_poverty").unwrap();
            poor["added"]["total"].as_f64().unwrap_or(0.0)
        })
        .collect();
    assert!(totals[0] > 0.0 && totals.is_sorted_by(|a, b| a >= b), "{totals:?}");
    let rows = csv_rows(&app.get("/api/impact.csv?rank=1").await.expect(200).text());
    assert_eq!(rows[0]["office"], ranking["offices"][0]["office"]["slug"]);
}

#[tokio::test]
async fn access_falls_where_an_office_closes() {
    let app = TestApp::new().await.with_two_counties().await;
    for (method, is_worse) in [("2sfca", f64::lt as fn(&f64, &f64) -> bool), ("raam", f64::gt)] {
        let path = format!("/api/impact/access?{JACKSON}&method={method}&areas=all");
        let told = app.get(&path).await.expect(200).json();
        let state = &told["areas"][0];
        let score = |when: &str| state[when].as_f64().unwrap();
        assert!(is_worse(&score("after"), &score("before")), "{method}: {state}");
        assert_eq!(told["method"], method);
    }
    let refused = app.get("/api/impact/access?method=4sfca").await.expect(400).json();
    assert_eq!((&refused["field"], &refused["found"]), (&"method".into(), &"4sfca".into()));
}

#[tokio::test]
async fn what_cannot_be_answered_is_refused_with_its_field() {
    let app = TestApp::new().await;
    let many: Vec<String> = (0..500).map(|n| format!("office-{n}")).collect();
    let many = format!("close={}", many.join(","));
    for (query, field, expected) in [
        ("close=nowhere", "close", "the address of one"),
        ("open=nowhere", "open", "the address of one"),
        ("or_close=nowhere", "or_close", "the address of one"),
        ("close=idhs-fcrc-jackson&open=idhs-fcrc-jackson", "close", "it under one"),
        ("open=idhs-fcrc-jackson", "open", "a closed office to open"),
        ("move=idhs-fcrc-jackson@north", "move", "parts such as"),
        ("new=idhs-fcrc-jackson@37.7,-89.2", "new", "a new name"),
        ("service=castle", "service", "a kind of office"),
        ("areas=some", "areas", "touched, all"),
        ("by=county,galaxy", "by", "county"),
        ("rank=yes", "rank", "1 or 0"),
        (many.as_str(), "close", "at most 200"),
    ] {
        for form in ["", ".csv", ".geojson"] {
            if form == ".geojson" && (query.starts_with("or_") || query.starts_with("rank")) {
                continue;
            }
            let told = app.get(&format!("/api/impact{form}?{query}")).await.expect(400).json();
            assert_eq!(told["field"], field, "{query}");
            assert_eq!(told["code"], "bad_query");
            let said = told["expected"].as_str().unwrap();
            assert!(said.contains(expected), "{query}: {said}");
        }
    }
    let all: Vec<String> = app
        .app
        .atlas()
        .offices()
        .iter()
        .filter(|o| o.facts.kind.as_str() == "fcrc" && o.facts.status.is_open())
        .filter(|o| o.facts.location.position().is_some())
        .map(|o| o.slug.to_string())
        .collect();
    let told = app.get(&format!("/api/impact?close={}", all.join(","))).await.expect(400).json();
    assert_eq!(told["expected"], "at least one");
}

#[tokio::test]
async fn a_crowd_of_questions_is_told_when_to_come_back() {
    let app = TestApp::new().await;
    app.get(&format!("/api/impact?{JACKSON}")).await.expect(200);
    let mut rooms = Vec::new();
    while let Some(Ok(room)) = futures_util::FutureExt::now_or_never(app.app.grounds().room()) {
        rooms.push(room);
    }
    assert_eq!(rooms.len(), 6);
    // A short answer needs no room.
    app.get(&format!("/api/impact?{JACKSON}")).await.expect(200);
}

#[tokio::test]
async fn a_long_answer_arrives_whole_packed_or_not_and_then_gives_its_room_back() {
    let app = TestApp::new().await;
    let path = format!("/api/impact.geojson?{JACKSON}&areas=all");
    let plain = app.get(&path).await.expect(200);
    assert!(plain.bytes.len() > 256 << 10, "{} bytes are not long", plain.bytes.len());
    for _ in 0..8 {
        let packed = app.get_with(&path, &[("accept-encoding", "gzip")]).await.expect(200);
        assert_eq!(packed.header("content-encoding"), "gzip");
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(&packed.bytes[..]).read_to_end(&mut bytes).unwrap();
        assert!(bytes == plain.bytes);
    }
}

#[tokio::test]
async fn without_a_census_zip_areas_are_counted_and_never_called_people() {
    let app = TestApp::new().await;
    let told = app.get(&format!("/api/impact?{JACKSON}")).await.expect(200).text();
    assert!(told.contains("\"who\":\"zip_areas\"") && !told.contains("\"unit\":\"people\""));
    let rows = csv_rows(&app.get(&format!("/api/impact.csv?{JACKSON}")).await.expect(200).text());
    assert!(rows.iter().all(|row| row["counted"] == "zip_areas"));
}

#[tokio::test]
async fn load_is_told_in_cases_where_every_office_concerned_has_them() {
    let app = TestApp::new().await;
    let told = app.get(&format!("/api/impact?{JACKSON}")).await.expect(200).json();
    let load = &told["load"];
    assert_eq!((&load["basis"], &load["need"]), (&"cases".into(), &"zip_areas".into()));
    assert_eq!(load["cases"]["program"], "snap");
    assert_eq!(load["cases"]["vintage"], "2019");
    let shipped = csv_rows(stillopen::shipped::text("data/caseload.csv"));
    let households = |county: &str| -> f64 {
        let is_it = |row: &&std::collections::BTreeMap<String, String>| {
            row["geography"] == county
                && row["geography_type"] == "county"
                && row["program"] == "snap"
                && row["measure"] == "households-acs5-estimate"
        };
        shipped.iter().find(is_it).unwrap()["value"].parse().unwrap()
    };
    let areas = csv_rows(stillopen::shipped::text("data/service_areas.csv"));
    let of = |office: &str| -> f64 {
        let own = areas.iter().filter(|row| row["office_source_id"] == office);
        own.map(|row| households(&row["county"])).sum()
    };
    let lines = load["offices"].as_array().unwrap();
    let taken: f64 = lines.iter().map(|line| line["taken"].as_f64().unwrap()).sum();
    assert!((taken - of("idhs-fcrc-jackson")).abs() < 0.5, "{taken}");
    for line in lines {
        let slug = line["office"]["slug"].as_str().unwrap();
        assert_eq!(line["before"].as_f64(), Some(of(slug)), "{slug}");
    }
    assert!(told["inputs"]["sources"].as_array().unwrap().iter().any(|s| s["what"] == "caseload"));
    // Cook County has many offices, and nobody says how they share its households.
    let told = app.get("/api/impact?close=idhs-fcrc-cook-calumet-park").await.expect(200).json();
    assert_eq!((&told["load"]["basis"], &told["load"]["cases"]), (&"need".into(), &Value::Null));
}

#[tokio::test]
async fn a_county_with_several_offices_is_not_given_whole_to_one_of_them() {
    let app = TestApp::new().await;
    let told = async |close: &str| {
        app.get(&format!("/api/impact?close=idhs-fcrc-{close}")).await.expect(200).json()
    };
    for (close, county) in
        [("cook-englewood", "cook"), ("cook-calumet-park", "cook"), ("kane-aurora", "kane")]
    {
        let told = told(close).await;
        let lines = told["load"]["offices"].as_array().unwrap();
        assert!(lines.iter().any(|line| line["taken"].as_f64().unwrap() > 0.0), "{close}");
        let mut reassigned = told["reassigned"].as_array().unwrap().iter();
        assert!(reassigned.all(|one| one["area"] != county), "{close}");
        assert_eq!(told["load"]["by_service_area"], "some");
    }
    // Murphysboro's counties go whole, and the load goes with them.
    let told = told("jackson").await;
    let assumed: Vec<&Value> =
        told["reassigned"].as_array().unwrap().iter().map(|one| &one["assumed_after"]).collect();
    let lines = told["load"]["offices"].as_array().unwrap();
    assert!(
        !lines.is_empty() && lines.iter().all(|line| assumed.contains(&&line["office"]["slug"]))
    );
}

#[tokio::test]
async fn an_answer_says_how_old_its_lists_are_and_where_offices_are_not_sure() {
    let app = TestApp::new().await;
    let told = app.get(&format!("/api/impact?{JACKSON}")).await.expect(200).json();
    let shipped = csv_rows(stillopen::shipped::text("data/offices.csv"));
    let open = shipped.iter().filter(|row| row["office_type"] == "fcrc" && row["status"] == "open");
    let mut days: Vec<&str> = open.map(|row| row["source_retrieved"].as_str()).collect();
    days.sort_unstable();
    let (oldest, newest) = (days[0], days[days.len() - 1]);
    let inputs = &told["inputs"];
    let sources = inputs["sources"].as_array().unwrap();
    let offices = sources.iter().find(|source| source["what"] == "offices").unwrap();
    assert_eq!(offices["vintage"], format!("{oldest} to {newest}"));
    assert_eq!(inputs["oldest_list"], oldest);
    let old = days.iter().filter(|day| day.starts_with("2022")).count();
    assert_eq!(inputs["old_offices"].as_u64(), u64::try_from(old).ok());
    let rough = told["rough"].as_array().unwrap();
    assert!(rough.iter().any(|office| office["slug"] == "idhs-fcrc-union"), "{rough:?}");
    let words = app.get(&format!("/impact?{JACKSON}")).await.expect(200).words();
    for said in [
        format!("{old} open offices were last seen on lists more than a year old"),
        "we know only the town or ZIP code".to_owned(),
        "a survey of 2015-2019. That is an estimate, not a count of files.".to_owned(),
    ] {
        assert!(words.contains(&said), "{said}: {words}");
    }
}

#[test]
fn the_command_line_gives_the_bytes_of_the_service() {
    let place = Place::seeded();
    let service = place.serve(&[]);
    for (path, flags) in [
        (
            format!("/api/impact?{JACKSON}&by=county"),
            vec!["--close", "idhs-fcrc-jackson", "--by", "county", "--format", "json"],
        ),
        (
            format!("/api/impact.csv?{JACKSON}&areas=all"),
            vec!["--close", "idhs-fcrc-jackson", "--all-areas", "--format", "csv"],
        ),
        (
            format!("/api/impact.geojson?{JACKSON}"),
            vec!["--close", "idhs-fcrc-jackson", "--format", "geojson"],
        ),
        ("/api/impact?rank=1".to_owned(), vec!["--rank", "--format", "json"]),
        (
            format!("/api/impact/access?{JACKSON}&method=e2sfca"),
            vec!["--close", "idhs-fcrc-jackson", "--catchment", "e2sfca", "--format", "json"],
        ),
    ] {
        let arguments: Vec<&str> = std::iter::once("impact").chain(flags).collect();
        let output = place.run(&arguments);
        let (out, err) = said(&output);
        assert!(output.status.success(), "{arguments:?}: {err}");
        assert!(out == service.get(&path), "{path} differs");
    }
}

#[test]
fn the_command_line_reads_well_and_refuses_clearly() {
    let place = Place::seeded();
    let (table, _) = said(&place.run(&["impact", "--close", "idhs-fcrc-jackson"]));
    assert!(table.starts_with("Closes: Jackson County office, Murphysboro\n"), "{table}");
    assert!(table.contains("lose their nearest office"), "{table}");
    assert!(table.contains("Where they would go") && table.contains("Jackson"), "{table}");
    assert!(table.contains("/impact?service=fcrc&close=idhs-fcrc-jackson"));
    for line in table.lines().filter(|line| !line.starts_with("/impact?")) {
        assert!(line.chars().count() <= 80, "{line}");
    }
    let (table, _) = said(&place.run(&["impact", "--new", "x@40.1,-89.2"]));
    assert!(table.contains("The way to the nearest office changes for"), "{table}");
    assert!(table.contains("gets shorter by"), "{table}");
    for wrong in [" lose ", "Lose their", "grows by"] {
        assert!(!table.contains(wrong), "{wrong}: {table}");
    }
    let (ranking, _) = said(&place.run(&["impact", "--rank"]));
    assert!(ranking.lines().count() > 40 && ranking.contains("and "), "{ranking}");
    let file = place.folder.path().join("who.csv");
    let path = file.to_str().unwrap();
    let output = place.run(&["impact", "--rank", "--format", "csv", "-o", path]);
    assert!(output.status.success());
    assert!(std::fs::read_to_string(&file).unwrap().starts_with("rank,office,name,who,"));

    let refused = failed(&place.run(&["impact", "--close", "nowhere"]));
    assert!(refused.contains("found no office nowhere"), "{refused}");
    let refused = failed(&place.run(&["impact", "--rank", "--by", "galaxy"]));
    assert!(refused.contains("expected kinds of areas that are loaded"), "{refused}");
    let refused = failed(&place.run(&["impact", "--rank", "--format", "geojson"]));
    assert!(refused.contains("expected table, json or csv"), "{refused}");
    for wrong in [&["impact"][..], &["impact", "--rank", "--close", "a"]] {
        assert_eq!(place.run(wrong).status.code(), Some(2));
    }
}
