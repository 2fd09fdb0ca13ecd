//! The program itself, started as an operator starts it.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Instant;

use super::program::{Place, TOO_LONG, failed, said};

#[tokio::test]
async fn the_first_start_loads_the_data_and_the_second_changes_nothing() {
    let place = Place::empty();
    let service = place.serve(&[]);
    assert_ne!(service.address.port(), 0);
    assert!(service.get("/?q=Cairo").contains("idhs-fcrc-pulaski"));
    assert_eq!(service.get("/healthz"), "ok\n");
    let (status, _) = service.end();
    assert_eq!(status.code(), Some(0));
    let first = place.state().await;
    let rows = |name: &str| first.iter().find(|(n, _)| n == name).unwrap().1.clone();
    assert_eq!((rows("offices").as_str(), rows("closures").as_str()), ("481", "81"));
    // The nightly sweep is in line, and after the second start not twice.
    assert_eq!(rows("jobs"), "1");

    let service = place.serve(&[]);
    service.get("/");
    assert_eq!(service.end().0.code(), Some(0));
    assert_eq!(place.state().await, first);
}

#[tokio::test]
async fn a_stop_while_an_answer_is_under_way_is_a_peaceful_one() {
    let place = Place::seeded();
    let service = place.serve(&[]);
    // A connection that is open and idle holds nothing up.
    let idle = TcpStream::connect(service.address).unwrap();
    service.get("/api/offices");
    let began = Instant::now();
    let (status, log) = service.end();
    assert_eq!(status.code(), Some(0), "{log}");
    assert!(began.elapsed() < TOO_LONG);
    drop(idle);
}

#[test]
fn wrong_usage_ends_with_two_and_says_what_is_right() {
    let place = Place::empty();
    for arguments in [
        &["fly"][..],
        &["serve", "--listen", "nowhere"],
        &["serve", "--head-seconds", "soon"],
        &["import"],
        &["import", "offices"],
        &["import", "castles", "x.csv", "--feed", "a", "--format", "csv"],
        &["import", "offices", "x.csv", "--feed", "a", "--format", "xls"],
        &["import", "offices", "x.csv", "--format", "csv"],
    ] {
        let output = place.run(arguments);
        let (_, errors) = said(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {errors}");
        assert!(errors.starts_with("error:"), "{errors}");
    }
    // Nothing was begun.
    assert!(!place.database().exists());
    let output = place.run(&["--help"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output).0.contains("import"));
}

#[test]
fn what_cannot_be_read_is_one_sentence() {
    let place = Place::seeded();
    let missing = place.folder.path().join("nothing.csv");
    let sentence = failed(&place.import(&missing, "test"));
    assert!(sentence.contains("nothing.csv") && sentence.contains("cannot open"), "{sentence}");
    let sentence = failed(&place.import(place.folder.path(), "test"));
    assert!(sentence.len() < 400, "{sentence}");
    for (name, text) in [
        ("empty.csv", ""),
        ("other.csv", "a,b\n1,2\n"),
        ("page.csv", "<!DOCTYPE html><html><body>Not found</body></html>"),
        ("zeros.csv", "\0\0\0\0\0\0\0\0\0\0"),
    ] {
        let sentence = failed(&place.import(&place.file(name, text), "test"));
        assert!(sentence.contains(name), "{sentence}");
    }
    let wrong = place.file(
        "wrong.gpkg",
        "this is no database, it is only a long enough text file. ".repeat(20).as_str(),
    );
    let url = format!("sqlite:{}", wrong.display());
    let sentence = failed(&place.run(&["serve", "--listen", "127.0.0.1:0", "--database", &url]));
    assert!(sentence.contains("wrong.gpkg"), "{sentence}");
    let sentence = failed(&place.run(&[
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--database",
        "mysql://u:secret@h/d",
    ]));
    assert!(!sentence.contains("secret"), "{sentence}");
    // An address that is taken.
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let sentence =
        failed(&place.run(&["serve", "--listen", &taken.local_addr().unwrap().to_string()]));
    assert!(sentence.contains("cannot listen"), "{sentence}");
}

#[test]
fn a_client_that_sends_its_head_letter_by_letter_is_let_go() {
    let place = Place::seeded();
    let service = place.serve(&["--head-seconds", "1"]);
    let mut slow = TcpStream::connect(service.address).unwrap();
    slow.set_read_timeout(Some(TOO_LONG)).unwrap();
    slow.write_all(b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ").unwrap();
    let mut answer = Vec::new();
    // Ends when the service closes; an answer on the way out may only be a refusal.
    let _ = slow.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer);
    assert!(
        answer.is_empty() || answer.starts_with("HTTP/1.1 408") || answer.starts_with("HTTP/1.1 4"),
        "{answer}"
    );
    // Others were served meanwhile.
    service.get("/healthz");
    service.end();
}

#[test]
fn no_trace_of_a_visitor_is_logged_or_stored() {
    let place = Place::seeded();
    let service = place.serve(&["--proxies", "1"]);
    let headers = "X-Forwarded-For: 203.0.113.77\r\nUser-Agent: VisitorsOwnBrowser/9.81\r\n\
         Referer: https://shelter.example/bed7\r\nCookie: who=visitor123\r\n";
    for path in [
        "/",
        "/?q=4711+Visitorstreet,+Cairo",
        "/?near=37.01234,-89.17654",
        "/offices",
        "/api/offices/nearest?lat=37.01234&lon=-89.17654",
        "/never-was",
        "/api/map",
        "/?kind=castle",
    ] {
        service.ask(path, headers);
    }
    // A broken request, too.
    let mut stream = TcpStream::connect(service.address).unwrap();
    stream.write_all(b"\x16\x03\x01 nonsense VisitorsOwnBrowser\r\n\r\n").unwrap();
    let mut rest = Vec::new();
    let _ = stream.read_to_end(&mut rest);
    drop(stream);
    let (status, log) = service.end();
    assert_eq!(status.code(), Some(0));
    // The log is there and as talkative as it gets.
    assert!(log.contains("TRACE") || log.contains("DEBUG"), "{log}");
    let mut all = vec![("the log".to_owned(), log.into_bytes())];
    for entry in std::fs::read_dir(place.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            all.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
    assert!(all.len() >= 3, "log, database and key");
    for (what, bytes) in all {
        for mark in [
            "203.0.113.77",
            "VisitorsOwnBrowser",
            "shelter.example",
            "visitor123",
            "Visitorstreet",
            "37.01234",
            "89.17654",
            "127.0.0.1",
        ] {
            let at = bytes.windows(mark.len()).position(|w| w == mark.as_bytes());
            let line = at.map(|at| {
                String::from_utf8_lossy(&bytes[at.saturating_sub(200)..bytes.len().min(at + 80)])
                    .into_owned()
            });
            assert_eq!(line, None, "{what} holds {mark}");
        }
    }
}
