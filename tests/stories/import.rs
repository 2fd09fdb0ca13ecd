//! An operator reads lists in, whole ones and broken ones.

use std::io::Write;
use std::time::{Duration, Instant};

use super::program::{HEADER, Place, TOO_LONG, failed, list, office, said};

#[tokio::test]
async fn an_import_tells_what_is_wrong_with_a_row_and_takes_the_rest() {
    let place = Place::seeded();
    let text = list(1..=3)
        + "row-4,,Test agency,other,4 Main St,Cairo,IL,62914,Alexander,(618) 555-0100,open,2026-11-01\n"
        + "row-5,Test pantry 5,Test agency,castle,5 Main St,Cairo,IL,62914,Alexander,12,open,2026-11-01\n"
        + "row-1,Test pantry again,Test agency,other,6 Main St,Cairo,IL,62914,Alexander,(618) 555-0100,open,2026-11-01\n";
    let file = place.file("some.csv", &text);
    let output = place.import(&file, "test");
    let (told, errors) = said(&output);
    assert_eq!(output.status.code(), Some(0), "{errors}");
    for parts in [
        &["5", "name"][..],
        &["6", "office_type", "castle", "expected"],
        &["6", "phone", "12", "expected"],
        &["7", "source_id", "row-1"],
    ] {
        assert!(told.lines().any(|l| parts.iter().all(|p| l.contains(p))), "{parts:?} in:\n{told}");
    }
    assert!(told.contains("4 new") || told.contains("3 new"), "{told}");
    let once = place.state().await;

    // Twice changes nothing but the record that it was read.
    let output = place.import(&file, "test");
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output).0.contains("0 new, 0 changed"), "{}", said(&output).0);
    let kept = |state: &[(String, String)]| {
        state.iter().filter(|(n, _)| n != "runs").cloned().collect::<Vec<_>>()
    };
    assert_eq!(kept(&place.state().await), kept(&once));
}

#[tokio::test]
async fn a_list_that_lost_more_than_a_fifth_is_held() {
    let place = Place::seeded();
    assert_eq!(place.import(&place.file("ten.csv", &list(1..=10)), "test").status.code(), Some(0));
    let before = place.state().await;
    let offices = |state: &[(String, String)]| {
        state
            .iter()
            .filter(|(n, _)| n.contains("office") || n == "the revision")
            .cloned()
            .collect::<Vec<_>>()
    };
    for (name, text) in [
        ("seven.csv", list(1..=7)),
        ("none.csv", HEADER.to_owned()),
        ("others.csv", list(100..=120)),
        // What is new in a list that is held does not come in either.
        ("half.csv", list(1..=5) + &office(300)),
    ] {
        let sentence = failed(&place.import(&place.file(name, &text), "test"));
        assert!(sentence.contains("nothing was changed"), "{sentence}");
        assert_eq!(offices(&place.state().await), offices(&before), "{name}");
    }
    // A fifth less is taken; the missing ones stay as they were.
    let output = place.import(&place.file("eight.csv", &list(1..=8)), "test");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output).1);
    assert!(said(&output).0.contains("2 known ones are not in this list"), "{}", said(&output).0);
    assert_eq!(offices(&place.state().await), offices(&before));
}

#[tokio::test]
async fn a_list_that_says_open_does_not_override_a_closure_on_record() {
    let place = Place::seeded();
    let shipped = stillopen::shipped::text("data/offices.csv");
    let header = shipped.lines().next().unwrap();
    let columns: Vec<&str> = header.split(',').collect();
    let mut reader = csv::Reader::from_reader(shipped.as_bytes());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&columns).unwrap();
    let at = |name: &str| columns.iter().position(|c| *c == name).unwrap();
    let mut opened = 0;
    for row in reader.records() {
        let row = row.unwrap();
        let is_clay = row[at("source_id")] == *"idhs-fcrc-former-clay";
        let fields = row.iter().enumerate().map(|(i, field)| match is_clay {
            true if i == at("status") => "open",
            true if i == at("closed_on") => "",
            _ => field,
        });
        writer.write_record(fields).unwrap();
        opened += usize::from(is_clay);
    }
    assert_eq!(opened, 1);
    let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
    let before = place.state().await;
    let output = place.import(&place.file("offices.csv", &text), "illinois-offices");
    let (told, errors) = said(&output);
    assert_eq!(output.status.code(), Some(0), "{errors}");
    assert!(told.contains("0 new, 0 changed"), "{told}");
    assert!(told.contains("closure on record stands"), "{told}");
    let revision = |state: &[(String, String)]| state.last().cloned();
    assert_eq!(revision(&place.state().await), revision(&before));
    let service = place.serve(&[]);
    assert!(service.get("/api/offices/idhs-fcrc-former-clay").contains("\"status\":\"closed\""));
    service.end();
}

#[tokio::test]
async fn a_kill_in_the_middle_of_an_import_leaves_the_database_as_it_was() {
    let place = Place::seeded();
    let before = place.state().await;
    let (mut child, mut pipe) = place.import_from_pipe("large");
    // Far more than the pipes and the batches that may wait can hold: when the last of these rows has been
    // taken from us, thousands have gone into the open transaction.
    let half = list(1..=20_000);
    pipe.write_all(half.as_bytes()).unwrap();
    pipe.flush().unwrap();
    child.kill().unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), None, "it ended by itself: {}", said(&output).1);
    drop(pipe);
    assert_eq!(place.state().await, before);

    let file = place.file("large.csv", &list(1..=2_000));
    let output = place.import(&file, "large");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output).1);
    assert!(said(&output).0.contains("2000 new"), "{}", said(&output).0);
    let service = place.serve(&[]);
    assert!(service.get("/api/offices?limit=1").contains("\"total\":2481"));
    service.end();
}

#[tokio::test]
async fn a_list_that_breaks_off_inside_a_field_is_refused_whole() {
    let place = Place::seeded();
    let before = place.state().await;
    let (child, mut pipe) = place.import_from_pipe("broken");
    pipe.write_all(list(1..=3_000).as_bytes()).unwrap();
    pipe.write_all(b"row-3001,\"Test pan").unwrap();
    drop(pipe);
    let output = child.wait_with_output().unwrap();
    failed(&output);
    assert_eq!(place.state().await, before);
}

#[tokio::test]
async fn an_import_is_seen_by_the_service_that_runs() {
    let place = Place::seeded();
    let service = place.serve(&[]);
    let before = service.ready()["read_model"].as_i64().unwrap();
    assert_eq!(service.ask("/api/offices/row-1", "").0, 404);
    let output = place.import(&place.file("ten.csv", &list(1..=10)), "test");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output).1);
    let began = Instant::now();
    let mut pause = tokio::time::interval(Duration::from_millis(20));
    loop {
        pause.tick().await;
        let ready = service.ready();
        if ready["read_model"].as_i64().unwrap() > before {
            assert_eq!(ready["read_model"], ready["revision"]);
            break;
        }
        assert!(began.elapsed() < TOO_LONG, "{ready}");
    }
    assert!(service.get("/api/offices/row-1").contains("Test pantry 1"));
    assert!(service.get("/offices?q=Test+pantry").contains("row-10"));
    service.end();
}
