//! The program itself in a folder of its own, for tests to start, ask and end.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Output, Stdio};
use std::time::Duration;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};
use tempfile::TempDir;

use super::app::seeded_file;

/// Only a guard: a test that waits so long has failed.
pub const TOO_LONG: Duration = Duration::from_secs(60);

/// A folder with a database, and the program in it.
pub struct Place {
    pub folder: TempDir,
}

impl Place {
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// With the shipped data loaded.
    pub fn seeded() -> Self {
        let place = Self::empty();
        seeded_file(&place.database());
        place
    }

    pub fn database(&self) -> PathBuf {
        self.folder.path().join("test.gpkg")
    }

    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_stillopen"));
        for (name, _) in std::env::vars().filter(|(n, _)| n.starts_with("STILLOPEN_")) {
            command.env_remove(name);
        }
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        command.env("STILLOPEN_DATABASE", format!("sqlite:{}", self.database().display()));
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    pub fn import(&self, file: &Path, feed: &str) -> Output {
        self.run(&["import", "offices", file.to_str().unwrap(), "--feed", feed, "--format", "csv"])
    }

    /// An import that reads from a pipe.
    pub fn import_from_pipe(&self, feed: &str) -> (Child, ChildStdin) {
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
    pub async fn state(&self) -> Vec<(String, String)> {
        let options = SqliteConnectOptions::new().filename(self.database());
        let mut db = options.connect().await.unwrap();
        let tables: Vec<(String,)> =
            sqlx::query_as("select name from sqlite_master where type = 'table' and name not like '%rtree%' order by 1")
                .fetch_all(&mut db)
                .await
                .unwrap();
        let mut state = Vec::new();
        for (table,) in tables {
            #[expect(
                clippy::disallowed_methods,
                reason = "names of tables come from the file itself"
            )]
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

    pub fn serve(&self, arguments: &[&str]) -> Service {
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
pub struct Service {
    child: Child,
    pub address: SocketAddr,
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

    pub fn ask(&self, path: &str, headers: &str) -> (u16, String) {
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

    pub fn get(&self, path: &str) -> String {
        let (status, body) = self.ask(path, "");
        assert_eq!(status, 200, "{path}: {body}");
        body
    }

    pub fn ready(&self) -> serde_json::Value {
        serde_json::from_str(&self.get("/readyz")).unwrap()
    }

    /// The number of the process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Tells the service to stop as an init system does.
    fn terminate(&self) {
        let told =
            Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(told.success());
    }

    pub fn end(mut self) -> (ExitStatus, String) {
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

pub fn said(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), text(&output.stderr))
}

/// Failed with one sentence on standard error.
#[track_caller]
pub fn failed(output: &Output) -> String {
    let (_, errors) = said(output);
    assert_eq!(output.status.code(), Some(1), "{errors}");
    let sentences: Vec<&str> = errors.lines().filter(|l| l.starts_with("stillopen: ")).collect();
    assert_eq!(sentences.len(), 1, "{errors}");
    assert!(!errors.contains("panicked") && !errors.contains("RUST_BACKTRACE"), "{errors}");
    sentences[0].to_owned()
}

pub const HEADER: &str = "source_id,name,agency,office_type,address,city,state,zip,county,phone,status,source_retrieved\n";

pub fn office(n: usize) -> String {
    format!(
        "row-{n},Test pantry {n},Test agency,other,{n} Main St,Cairo,IL,62914,Alexander,(618) 555-0100,open,2026-11-01\n"
    )
}

pub fn list(numbers: impl IntoIterator<Item = usize>) -> String {
    HEADER.to_owned() + &numbers.into_iter().map(office).collect::<String>()
}
