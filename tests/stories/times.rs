//! Travel times come in from tables of several makers, and questions are asked in minutes.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use stillopen::domain::geo::Position;
use stillopen::domain::kind::OfficeKind;
use stillopen::domain::travel::Travel;
use stillopen::import::apply::{ApplyError, Origin, lay_times, times_ends};
use stillopen::import::times::{TimesForm, read_times};
use stillopen::import::{ImportError, Notices, notices};

use super::app::TestApp;
use super::program::{Place, failed};

const FCRC: OfficeKind = OfficeKind::Fcrc;

/// The tracts of the two counties by code.
fn tracts(app: &TestApp) -> Vec<(String, Position)> {
    let atlas = app.app.atlas();
    atlas.land().points().iter().map(|p| (p.geoid.clone(), p.position)).collect()
}

async fn read(
    app: &TestApp,
    form: TimesForm,
    text: &[u8],
) -> (Result<stillopen::import::times::ReadTimes, ImportError>, Vec<String>) {
    let ends = times_ends(app.app.store(), FCRC).await.unwrap();
    let mut said = Notices::new();
    let read = read_times(text, form, &ends, &mut said);
    (read, said.iter().map(notices::sentence).collect())
}

fn origin() -> Origin {
    Origin {
        name: "own".to_owned(),
        url: "/home/someone/own.csv".to_owned(),
        vintage: "2024".to_owned(),
        sha256: "ab".repeat(32),
    }
}

/// Every tract takes ten minutes to Jackson, and longer the later it stands to the two others.
fn minutes(tracts: &[(String, Position)]) -> String {
    let mut text = String::from("tract,office,minutes\n");
    for (n, (tract, _)) in tracts.iter().enumerate() {
        for (office, minutes) in
            [("idhs-fcrc-jackson", 10), ("idhs-fcrc-williamson", 30 + n), ("idhs-fcrc-union", 50)]
        {
            text.push_str(&format!("{tract},{office},{minutes}\n"));
        }
    }
    text
}

#[tokio::test]
async fn a_question_by_car_is_answered_in_minutes() {
    let app = TestApp::new().await.with_two_counties().await;
    let tracts = tracts(&app);
    let asked = "/api/impact?close=idhs-fcrc-jackson&by_way=car";
    let refused = app.get(asked).await.expect(400).json();
    assert_eq!((&refused["field"], &refused["found"]), (&"by_way".into(), &"car".into()));
    let refused = app.get("/api/impact?by_way=horse").await.expect(400).json();
    assert_eq!(refused["expected"], "car or transit");

    let (table, said) = read(&app, TimesForm::Own, minutes(&tracts).as_bytes()).await;
    assert_eq!(said.len(), 1, "offices of the rest of the state have no times: {said:?}");
    let way = (FCRC, Travel::Car);
    lay_times(app.app.store(), &app.clock, way, table.unwrap(), &origin()).await.unwrap();
    app.app.refresh().await.unwrap();

    let told = app.get(asked).await.expect(200).json();
    assert_eq!(told["measure"], "minutes");
    assert_eq!(told["address"], "/impact?service=fcrc&by_way=car&close=idhs-fcrc-jackson");
    let figure = told["state"]["figures"].as_array().unwrap().iter();
    let figure = figure.clone().find(|f| f["who"] == "in_poverty").unwrap();
    assert_eq!(figure["change"]["people"], figure["all"], "all had Jackson as the quickest");
    assert_eq!(figure["before"]["mean"], 10.0);
    assert_eq!(told["flows"][0]["to"]["slug"], "idhs-fcrc-williamson");
    let mean = figure["change"]["added"]["mean"].as_f64().unwrap();
    assert!((20.0..24.0).contains(&mean), "{mean}");
    let sources = told["inputs"]["sources"].as_array().unwrap();
    let times = sources.iter().find(|s| s["what"] == "times/fcrc-car").unwrap();
    assert_eq!(times["from"], "own.csv", "a path of this machine is nobody's matter");
    let table = app.get(&asked.replace("/api/impact", "/api/impact.csv")).await.expect(200).text();
    assert!(table.contains("added_mean_minutes") && !table.contains("_miles"));
    let map =
        app.get(&asked.replace("/api/impact", "/api/impact.geojson")).await.expect(200).json();
    assert_eq!(map["features"][0]["properties"]["minutes_before"], 10.0);
    // The same in miles is another question, and does not speak of the times.
    let miles = app.get("/api/impact?close=idhs-fcrc-jackson").await.expect(200);
    assert!(!miles.text().contains("times/fcrc-car"));
    assert_eq!(miles.json()["measure"], "miles");
    let moved = "/api/impact?move=idhs-fcrc-jackson@37.7,-89.2&by_way=car";
    let refused = app.get(moved).await.expect(400).json();
    assert!(refused["expected"].as_str().unwrap().contains("ask in miles"), "{refused}");
    let page = app.get("/data?lang=en").await.expect(200).text();
    assert!(page.contains("Travel times by car"), "{page}");
    assert!(!page.contains("/home/someone"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_people_and_times_both_databases_give_the_same_bytes() {
    let (file, server) = tokio::join!(TestApp::new(), TestApp::on_postgres());
    let mut apps = Vec::new();
    for app in [file, server] {
        let app = app.with_two_counties().await;
        let (table, _) = read(&app, TimesForm::Own, minutes(&tracts(&app)).as_bytes()).await;
        let way = (FCRC, Travel::Car);
        lay_times(app.app.store(), &app.clock, way, table.unwrap(), &origin()).await.unwrap();
        app.app.refresh().await.unwrap();
        apps.push(app);
    }
    // The same steps in the same order: even the revision is the same.
    let close = "close=idhs-fcrc-jackson";
    for path in [
        format!("/api/impact?{close}&areas=all"),
        format!("/api/impact?{close}&by_way=car"),
        format!("/api/impact.csv?{close}&or_close=idhs-fcrc-union"),
        format!("/api/impact.geojson?{close}"),
        format!("/api/impact.geojson?{close}&by=senate,house"),
        format!("/api/impact/access?{close}&method=raam&areas=all"),
        "/api/impact?rank=1".to_owned(),
        "/api/impact?rank=1&by_way=car".to_owned(),
    ] {
        let one = apps[0].get(&path).await.expect(200);
        let other = apps[1].get(&path).await.expect(200);
        assert!(one.bytes == other.bytes, "{path} differs");
    }
}

#[tokio::test]
async fn tables_of_each_maker_are_read_packed_or_not() {
    let app = TestApp::new().await.with_two_counties().await;
    let tracts = tracts(&app);
    let atlas = app.app.atlas();
    let jackson = atlas.office("idhs-fcrc-jackson").unwrap();
    let at = jackson.facts.location.position().unwrap();
    let nearest = tracts.iter().min_by(|a, b| a.1.distance_m(at).total_cmp(&b.1.distance_m(at)));
    let nearest = &nearest.unwrap().0;
    let (from, other) = (&tracts[0].0, &tracts[3].0);

    let r5 = format!(
        "from_id,to_id,travel_time_p50\n{from},{},12.5\n{other},idhs-fcrc-jackson,\n",
        jackson.source_id
    );
    let (table, _) = read(&app, TimesForm::R5, r5.as_bytes()).await;
    let table = table.unwrap();
    assert_eq!((table.offices.len(), table.offices[0].ways.len()), (1, 1));
    assert_eq!(table.offices[0].ways[0].time, 12_500);
    assert!(!table.by_tract);

    let open = format!(
        "origin_id,destination_id,duration_sec\n{from},{nearest},90\n{from},17031010100,5\n"
    );
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(open.as_bytes()).unwrap();
    let (table, said) = read(&app, TimesForm::OpenTimes, &packed.finish().unwrap()).await;
    let table = table.unwrap();
    assert!(table.by_tract, "{said:?}");
    let ways = table.offices.iter().find(|o| o.office == jackson.id).unwrap();
    assert_eq!(ways.ways[0].time, 1_500);
    let way = (FCRC, Travel::Transit);
    let set = lay_times(app.app.store(), &app.clock, way, table, &origin()).await.unwrap();
    assert!(set.name.contains("stands for the tract around it"));
}

#[tokio::test]
async fn bad_rows_are_told_and_a_file_without_good_ones_changes_nothing() {
    let app = TestApp::new().await.with_two_counties().await;
    let tract = &tracts(&app)[0].0;
    let text = format!(
        "tract,office,minutes\n{tract},idhs-fcrc-jackson,20\n{tract},idhs-fcrc-jackson,15\n\
         99001000100,idhs-fcrc-jackson,5\n{tract},nowhere,5\n{tract},idhs-fcrc-union,-3\n\
         {tract},idhs-fcrc-union,1e9\n{tract},idhs-fcrc-union,soon\n{tract}\n"
    );
    let (table, said) = read(&app, TimesForm::Own, text.as_bytes()).await;
    let table = table.unwrap();
    assert_eq!(table.offices[0].ways[0].time, 15_000, "the quickest of a pair counts");
    for part in [
        "1 rows for pairs that have one",
        "row 4, tract: found \"99001000100\"",
        "row 5, office: found \"nowhere\"",
        "row 6, minutes: found \"-3\"",
        "row 7, minutes: found \"1e9\"",
        "row 8, minutes: found \"soon\"",
        "row 9",
        "pairs of a place and an office",
    ] {
        assert!(said.iter().any(|line| line.contains(part)), "{part}: {said:#?}");
    }
    let (refused, _) = read(&app, TimesForm::R5, text.as_bytes()).await;
    let refused = refused.unwrap_err().to_string();
    assert!(refused.contains("from_id") && refused.contains("travel_time_p50"), "{refused}");
    let useless = "origin_id,destination_id,duration_sec\n17031010100,17031010200,5\n";
    let (refused, _) = read(&app, TimesForm::OpenTimes, useless.as_bytes()).await;
    assert!(refused.unwrap_err().to_string().contains("none of 1 rows can be used"));
    let store = app.app.store();
    assert_eq!(store.travel_times(FCRC, Travel::Car).await.unwrap(), None);
}

#[tokio::test]
async fn a_million_rows_of_the_same_pairs_are_read_once_each() {
    let app = TestApp::new().await.with_two_counties().await;
    let tracts = tracts(&app);
    let mut text = String::from("tract,office,minutes\n");
    for n in 0..1_000_000_usize {
        let tract = &tracts[n % tracts.len()].0;
        text.push_str(tract);
        text.push_str(",idhs-fcrc-jackson,");
        text.push_str(if n < 8 { "7\n" } else { "9\n" });
    }
    let (table, said) = read(&app, TimesForm::Own, text.as_bytes()).await;
    let table = table.unwrap();
    assert_eq!(table.offices[0].ways.len(), tracts.len());
    assert!(table.offices[0].ways.iter().all(|way| way.time == 7_000));
    assert!(said[0].contains("999996 rows for pairs that have one"), "{said:?}");
}

#[tokio::test]
async fn without_places_where_people_are_counted_there_is_nothing_to_time() {
    let app = TestApp::new().await;
    let none = times_ends(app.app.store(), FCRC).await;
    assert!(matches!(none, Err(ApplyError::NoPoints { .. })));
}

#[test]
fn the_command_line_says_what_is_missing() {
    let place = Place::seeded();
    let file = place.file("times.csv", "tract,office,minutes\n17077011600,idhs-fcrc-jackson,5\n");
    let path = file.to_str().unwrap();
    let refused = failed(&place.run(&["import", "times", path, "--by", "car", "--format", "csv"]));
    assert!(refused.contains("load the points first"), "{refused}");
    let refused =
        failed(&place.run(&["import", "times", path, "--by", "car", "--format", "geojson"]));
    assert!(refused.contains("expected opentimes, r5 or csv"), "{refused}");
    assert_eq!(place.run(&["import", "times", path, "--format", "csv"]).status.code(), Some(2));
    let close = ["impact", "--close", "idhs-fcrc-jackson", "--times", "car"];
    let refused = failed(&place.run(&close));
    assert!(refused.contains("load them with stillopen import times"), "{refused}");
}
