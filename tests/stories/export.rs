//! What everybody may see is written into files to pass on, and nothing else.

use jiff::civil::{Date, date};
use serde_json::Value;
use stillopen::domain::consent::{CONSENT_WORDING, Consents};
use stillopen::domain::id::{OfficeId, ReportId};
use stillopen::domain::problem::Answers;
use stillopen::domain::problem::Problem;
use stillopen::domain::report::{Channel, Report, ReportStatus};
use stillopen::store::{Sealer, Store};
use uuid::Uuid;

use super::program::{Place, failed, said};

/// A report of a formula-like text, published on a day unless none is given.
fn report(n: u128, office: OfficeId, on: Option<Date>, told: &str) -> Report {
    let mut report = Report {
        id: ReportId(Uuid::from_u128(n)),
        office,
        problem: Problem::LongWait,
        answers: Answers::new(),
        happened_on: date(2026, 6, 24),
        told: told.to_owned(),
        edited: None,
        consents: Consents { words: true, name: true, contact: true, ..Consents::default() },
        wording: CONSENT_WORDING,
        first_name: Some("Xiomara".to_owned()),
        contact: Some("quetzal@example.org".to_owned()),
        lang: "en".to_owned(),
        channel: Channel::Page,
        like: None,
        merged_into: None,
        receipt_hash: format!("receipt-{n}"),
        status: ReportStatus::Pending,
        outcome: None,
        counted: false,
        block: None,
        received_on: date(2026, 6, 25),
        published: None,
        closed_on: None,
        erased_on: None,
        version: 1,
    };
    if let Some(day) = on {
        report.publish(day).unwrap();
    }
    report
}

/// Two reports at the office of Jackson County, one of which waits.
async fn told(place: &Place) {
    let store = Store::open(&format!("sqlite:{}", place.database().display())).await.unwrap();
    let offices = store.offices().await.unwrap();
    let office = offices.iter().find(|o| o.slug.as_str() == "idhs-fcrc-jackson").unwrap().id;
    let mut tx = store.begin().await.unwrap();
    let published = report(1, office, Some(date(2026, 7, 1)), "=cmd() four hours");
    for report in [published, report(2, office, None, "nobody has read this")] {
        assert!(tx.insert_report(&report, &Sealer::new([7; 32])).await.unwrap());
    }
    tx.commit().await.unwrap();
    store.close().await;
}

fn rows(csv: &str) -> Vec<csv::StringRecord> {
    csv::Reader::from_reader(csv.as_bytes()).into_records().collect::<Result<_, _>>().unwrap()
}

/// What an export writes on standard output.
fn written(place: &Place, subject: &str, format: &str, more: &[&str]) -> String {
    let arguments = [&["export", subject, "--format", format, "-o", "-"], more].concat();
    let output = place.run(&arguments);
    let (text, errors) = said(&output);
    assert!(output.status.success(), "{errors}");
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn each_part_is_written_in_its_forms_and_holds_what_is_public_alone() {
    let place = Place::seeded();
    told(&place).await;
    let offices = rows(&written(&place, "offices", "csv", &[]));
    let places: Value = serde_json::from_str(&written(&place, "offices", "geojson", &[])).unwrap();
    assert_eq!(places["type"], "FeatureCollection");
    assert_eq!(places["features"].as_array().unwrap().len(), offices.len());
    let before = rows(&written(&place, "offices", "csv", &["--as-of", "1990-01-01"]));
    assert!(before.len() < offices.len(), "{}", before.len());
    let steps = rows(&written(&place, "closures", "csv", &[]));
    let cases: std::collections::BTreeSet<&str> = steps.iter().filter_map(|r| r.get(0)).collect();
    assert!(cases.len() > 50 && steps.len() > cases.len(), "{} cases", cases.len());

    let csv = written(&place, "reports", "csv", &[]);
    let one = rows(&csv);
    assert_eq!(one.len(), 1, "{csv}");
    let cells: Vec<&str> = one[0].iter().collect();
    assert_eq!(cells[1], "idhs-fcrc-jackson");
    assert_eq!(cells[4..8], ["long_wait", "2026-06-22", "2026-06-29", "'=cmd() four hours"]);
    let json: Value = serde_json::from_str(&written(&place, "reports", "json", &[])).unwrap();
    assert_eq!(json[0]["words"], "=cmd() four hours");
    assert_eq!(written(&place, "counts", "csv", &[]), "of,office,county,problem,quarter,count\n");

    let folder = place.folder.path().join("files");
    let output = place.run(&["export", "all", "--format", "csv", "-o", folder.to_str().unwrap()]);
    assert!(output.status.success(), "{:?}", said(&output));
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["closures.csv", "offices.csv", "report-counts.csv", "reports.csv"]);
    for name in names {
        let text = std::fs::read_to_string(folder.join(&name)).unwrap();
        for kept in ["quetzal", "Xiomara", "nobody has read", "receipt-"] {
            assert!(!text.contains(kept), "{name} holds {kept}");
        }
    }
}

#[test]
fn what_cannot_be_written_is_said_and_leaves_nothing_behind() {
    let place = Place::seeded();
    for (subject, format, more) in [
        ("closures", "geojson", &["-o", "-"][..]),
        ("reports", "json", &["-o", "-", "--as-of", "2026-01-01"]),
        ("all", "csv", &["-o", "-"]),
        ("offices", "csv", &["-o", "no/such/folder/offices.csv"]),
        ("offices", "csv", &["-o", "."]),
    ] {
        let arguments = [&["export", subject, "--format", format], more].concat();
        failed(&place.run(&arguments));
    }
    assert_eq!(
        place.run(&["export", "offices", "--format", "hsds", "-o", "-"]).status.code(),
        Some(2)
    );
    let left: Vec<_> = std::fs::read_dir(place.folder.path())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with("test."))
        .collect();
    assert!(left.is_empty(), "{left:?}");
    let file = place.file("offices.csv", "old");
    assert!(
        place
            .run(&["export", "offices", "--format", "csv", "-o", file.to_str().unwrap()])
            .status
            .success()
    );
    assert!(
        std::fs::read_to_string(&file).unwrap().starts_with("slug,"),
        "the old one is replaced"
    );
}
