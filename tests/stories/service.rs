//! The program itself, started as an operator starts it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};
use tempfile::TempDir;

use super::app::seeded_file;

/// Only a guard: a test that waits so long has failed.
const TOO_LONG: Duration = Duration::from_secs(60);

/// A folder with a database, and the program in it.
struct Place {
    folder: TempDir,
}

impl Place {
    fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// With the shipped data loaded.
    fn seeded() -> Self {
        let place = Self::empty();
        seeded_file(&place.database());
        place
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("test.gpkg")
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_stillopen"));
        for (name, _) in std::env::vars().filter(|(n, _)| n.starts_with("STILLOPEN_")) {
            command.env_remove(name);
        }
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        command.env("STILLOPEN_DATABASE", format!("sqlite:{}", self.database().display()));
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn import(&self, file: &Path, feed: &str) -> Output {
        self.run(&["import", "offices", file.to_str().unwrap(), "--feed", feed, "--format", "csv"])
    }

    /// An import that reads from a pipe.
    fn import_from_pipe(&self, feed: &str) -> (Child, ChildStdin) {
        let mut command =
            self.command(&["import", "offices", "-", "--feed", feed, "--format", "csv"]);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let pipe = child.stdin.take().unwrap();
        (child, pipe)
    }

    /// Every table's number of rows and a sum over what is in the important ones, with the file's own check.
    async fn state(&self) -> Vec<(String, String)> {
        let options = SqliteConnectOptions::new().filename(self.database());
        let mut db = options.connect().await.unwrap();
        let tables: Vec<(String,)> =
            sqlx::query_as("select name from sqlite_master where type = 'table' and name not like '%rtree%' order by 1")
                .fetch_all(&mut db)
                .await
                .unwrap();
        let mut state = Vec::new();
        for (table,) in tables {
            let sql = sqlx::AssertSqlSafe(format!("select count(*) from \"{table}\""));
            let (rows,): (i64,) = sqlx::query_as(sql).fetch_one(&mut db).await.unwrap();
            state.push((table, rows.to_string()));
        }
        let (revision,): (i64,) =
            sqlx::query_as("select number from revision").fetch_one(&mut db).await.unwrap();
        state.push(("the revision".to_owned(), revision.to_string()));
        let (whole,): (String,) =
            sqlx::query_as("pragma integrity_check").fetch_one(&mut db).await.unwrap();
        assert_eq!(whole, "ok");
        db.close().await.unwrap();
        state
    }

    fn serve(&self, arguments: &[&str]) -> Service {
        let mut command = self.command(&["serve", "--listen", "127.0.0.1:0"]);
        command
            .args(arguments)
            .env("STILLOPEN_LOG", "trace")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        Service::start(command)
    }
}

/// A running service; it is ended with the test.
struct Service {
    child: Child,
    address: SocketAddr,
    log: Option<std::thread::JoinHandle<String>>,
}

impl Service {
    fn start(mut command: Command) -> Self {
        let mut child = command.spawn().unwrap();
        let mut errors = child.stderr.take().unwrap();
        let log = std::thread::spawn(move || {
            let mut text = Vec::new();
            errors.read_to_end(&mut text).unwrap();
            String::from_utf8_lossy(&text).into_owned()
        });
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.strip_prefix("listening on http://").map(|a| a.trim().parse().unwrap());
        let Some(address) = address else {
            let _ = child.kill();
            panic!("{line:?}: {}", log.join().unwrap());
        };
        Self { child, address, log: Some(log) }
    }

    fn ask(&self, path: &str, headers: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(TOO_LONG)).unwrap();
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{headers}\r\n",
            self.address
        );
        stream.write_all(head.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
    }

    fn get(&self, path: &str) -> String {
        let (status, body) = self.ask(path, "");
        assert_eq!(status, 200, "{path}: {body}");
        body
    }

    fn ready(&self) -> serde_json::Value {
        serde_json::from_str(&self.get("/readyz")).unwrap()
    }

    /// Tells the service to stop as an init system does.
    fn terminate(&self) {
        let told =
            Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(told.success());
    }

    fn end(mut self) -> (ExitStatus, String) {
        self.terminate();
        let status = self.child.wait().unwrap();
        (status, self.log.take().unwrap().join().unwrap())
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn said(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), text(&output.stderr))
}

/// Failed with one sentence on standard error.
#[track_caller]
fn failed(output: &Output) -> String {
    let (_, errors) = said(output);
    assert_eq!(output.status.code(), Some(1), "{errors}");
    let sentences: Vec<&str> = errors.lines().filter(|l| l.starts_with("stillopen: ")).collect();
    assert_eq!(sentences.len(), 1, "{errors}");
    assert!(!errors.contains("panicked") && !errors.contains("RUST_BACKTRACE"), "{errors}");
    sentences[0].to_owned()
}

const HEADER: &str = "source_id,name,agency,office_type,address,city,state,zip,county,phone,status,source_retrieved\n";

fn office(n: usize) -> String {
    format!(
        "row-{n},Test pantry {n},Test agency,other,{n} Main St,Cairo,IL,62914,Alexander,(618) 555-0100,open,2026-11-01\n"
    )
}

fn list(numbers: impl IntoIterator<Item = usize>) -> String {
    HEADER.to_owned() + &numbers.into_iter().map(office).collect::<String>()
}

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
