//! Files that are no database of ours, cannot be written, are locked or full: a clear answer, and not a byte
//! of them changed.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail the test as tests do"
)]

mod support;

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use jiff::Timestamp;
use sqlx::ConnectOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode};
use stillopen::store::{Store, StoreError};

/// How long these tests wait for a lock that they hold themselves.
const SHORT: Duration = Duration::from_millis(50);

async fn open(path: &Path) -> Result<Store, StoreError> {
    Store::open_with(&format!("sqlite:{}", path.display()), SHORT).await
}

async fn raw(path: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(path).create_if_missing(true);
    options.connect().await.unwrap()
}

#[expect(clippy::disallowed_methods, reason = "the statements are our own")]
async fn run(path: &Path, statements: &str) {
    use sqlx::Connection;
    let mut db = raw(path).await;
    sqlx::raw_sql(sqlx::AssertSqlSafe(statements.to_owned())).execute(&mut db).await.unwrap();
    db.close().await.unwrap();
}

/// A database of ours with one audit line in it, closed.
async fn ours(folder: &Path) -> PathBuf {
    let path = folder.join("ours.gpkg");
    let store = open(&path).await.unwrap();
    let mut tx = store.begin().await.unwrap();
    tx.audit(Timestamp::UNIX_EPOCH, "test", "made", "file", "1", "").await.unwrap();
    tx.commit().await.unwrap();
    store.close().await;
    path
}

/// The names and bytes of all that lies in a folder.
fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| (path.clone(), fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

/// Opens a file that must be refused and gives the refusal; the folder must be as it was.
async fn refused(path: &Path) -> StoreError {
    let folder = path.parent().unwrap();
    let before = contents(folder);
    let refusal = open(path).await.unwrap_err();
    let after = contents(folder);
    let names = |files: &[(PathBuf, Vec<u8>)]| {
        files.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(&after), names(&before), "files came or went");
    assert!(after == before, "bytes of {} changed", path.display());
    refusal
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let long_text = "name,city\nCairo,Cairo\n".repeat(500);
    let png = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &[7; 5000]].concat();
    for (name, bytes) in [
        ("offices.csv", long_text.as_bytes()),
        ("short.txt", b"hello"),
        ("share.png", &png),
        ("zeros", &[0; 4096]),
        ("one byte", b"S"),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let refusal = refused(&path).await;
        assert!(matches!(refusal, StoreError::NotADatabase { .. }), "{name}: {refusal:?}");
        let expected = format!(
            "{} is not a database; name another file or move this one away",
            path.display()
        );
        assert_eq!(refusal.to_string(), expected);
        assert!(!refusal.is_passing());
    }
}

#[tokio::test]
async fn a_torn_database_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = ours(folder.path()).await;
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..whole.len() / 3]).unwrap();
    let refusal = refused(&path).await;
    assert!(
        matches!(refusal, StoreError::Damaged { .. } | StoreError::NotADatabase { .. }),
        "{refusal:?}"
    );
    let mut scrambled = whole.clone();
    scrambled[100..3000].fill(0xAA);
    fs::write(&path, &scrambled).unwrap();
    let refusal = refused(&path).await;
    assert!(matches!(refusal, StoreError::Damaged { .. }), "{refusal:?}");
    assert!(refusal.to_string().contains("restore"), "{refusal}");
}

#[tokio::test]
async fn an_empty_file_becomes_a_database() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("empty");
    fs::write(&path, b"").unwrap();
    let store = open(&path).await.unwrap();
    assert_eq!(store.office_count().await.unwrap(), 0);
    // And so does one in which another program has made nothing yet.
    let path = folder.path().join("bare");
    run(&path, "create table t (x); drop table t; vacuum").await;
    assert!(fs::metadata(&path).unwrap().len() > 0);
    let store = open(&path).await.unwrap();
    assert_eq!(store.office_count().await.unwrap(), 0);
}

#[tokio::test]
async fn the_first_bytes_of_a_new_file_say_geopackage_while_it_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.gpkg");
    let store = open(&path).await.unwrap();
    let bytes = fs::read(&path).unwrap();
    assert_eq!(
        (&bytes[..16], &bytes[68..72]),
        (b"SQLite format 3\0".as_slice(), b"GPKG".as_slice())
    );
    store.close().await;
}

#[tokio::test]
async fn a_new_file_is_its_owners_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = ours(folder.path()).await;
    let store = open(&path).await.unwrap();
    let mut tx = store.begin().await.unwrap();
    tx.raise_revision().await.unwrap();
    tx.commit().await.unwrap();
    for file in fs::read_dir(folder.path()).unwrap() {
        let file = file.unwrap();
        assert_eq!(file.metadata().unwrap().mode() & 0o777, 0o600, "{:?}", file.path());
    }
}

#[tokio::test]
async fn a_database_of_another_program_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let browser = "create table moz_places (id integer primary key, url text);
         insert into moz_places (url) values ('https://example.org')";
    let geopackage = "pragma application_id = 1196444487; pragma user_version = 10300;
         create table gpkg_contents (table_name text); create table parcels (fid integer primary key)";
    for (name, statements) in [
        ("places.sqlite", browser.to_owned()),
        ("places-wal.sqlite", format!("pragma journal_mode = wal; {browser}")),
        ("parcels.gpkg", geopackage.to_owned()),
        ("marked-empty", "pragma application_id = 7; create table t (x); drop table t".to_owned()),
        ("other-sqlx", "create table _sqlx_migrations (version bigint primary key)".to_owned()),
    ] {
        let path = folder.path().join(name);
        run(&path, &statements).await;
        let refusal = refused(&path).await;
        assert!(matches!(refusal, StoreError::Foreign { .. }), "{name}: {refusal:?}");
        let expected = format!("{} belongs to another program; name another file", path.display());
        assert_eq!(refusal.to_string(), expected);
    }
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = ours(folder.path()).await;
    let newer = "insert into _sqlx_migrations \
         (version, description, success, checksum, execution_time) \
         values (9999, 'later', true, x'00', 1)";
    run(&path, newer).await;
    let refusal = refused(&path).await;
    assert!(matches!(refusal, StoreError::Newer { .. }), "{refusal:?}");
    let expected = format!(
        "{} was written by a newer version of stillopen; run that version or restore an older copy",
        path.display()
    );
    assert_eq!(refusal.to_string(), expected);
}

#[tokio::test]
async fn a_postgres_database_of_a_newer_version_is_refused() {
    let url = support::pg::fresh_database().await;
    let store = Store::open(&url).await.unwrap();
    let Store::Postgres(pool) = &store else { panic!("PostgreSQL was asked for") };
    let newer = "insert into _sqlx_migrations \
         (version, description, success, checksum, execution_time) \
         values (9999, 'later', true, '\\x00', 1)";
    sqlx::query(newer).execute(pool).await.unwrap();
    store.close().await;
    let refusal = Store::open(&url).await.unwrap_err();
    assert!(matches!(refusal, StoreError::Newer { .. }), "{refusal:?}");
    assert!(refusal.to_string().starts_with("the PostgreSQL database was written by a newer"));
}

#[tokio::test]
async fn a_folder_is_refused_and_a_path_below_a_file_too() {
    let folder = tempfile::tempdir().unwrap();
    let refusal = open(folder.path()).await.unwrap_err();
    assert!(matches!(refusal, StoreError::IsFolder { .. }), "{refusal:?}");
    let expected = format!("{} is a folder; name a file in it", folder.path().display());
    assert_eq!(refusal.to_string(), expected);

    let file = folder.path().join("file");
    fs::write(&file, b"x").unwrap();
    let refusal = open(&file.join("below.gpkg")).await.unwrap_err();
    assert!(matches!(refusal, StoreError::Folder { .. }), "{refusal:?}");
    assert!(refusal.to_string().starts_with("cannot make the folder "), "{refusal}");
}

#[tokio::test]
async fn an_address_that_names_no_database_is_refused_without_giving_its_password_away() {
    for url in [
        "mysql://root:hunter2@localhost/x",
        "stillopen.gpkg",
        "",
        "sqlite:",
        "sqlite::memory:",
        "sqlite:file:x?mode=memory",
        "postgres://root:hunter2@[bad/x",
    ] {
        let refusal = Store::open(url).await.unwrap_err();
        assert!(matches!(refusal, StoreError::UnknownUrl { .. }), "{url}: {refusal:?}");
        let sentence = refusal.to_string();
        assert!(sentence.ends_with("expected sqlite:PATH or postgres://USER@HOST/NAME"));
        assert!(!format!("{sentence} {refusal:?}").contains("hunter2"), "{refusal:?}");
    }
    let nobody = Store::open_with("postgres://u:hunter2@localhost/x?host=/nowhere", SHORT).await;
    let refusal = nobody.unwrap_err();
    assert!(matches!(refusal, StoreError::Unreachable(_)), "{refusal:?}");
    assert!(refusal.is_passing());
    assert!(refusal.to_string().starts_with("cannot reach the database: "), "{refusal}");
    assert!(!format!("{refusal} {refusal:?}").contains("hunter2"), "{refusal:?}");
}

// --- read-only ----------------------------------------------------------------------------------

const CHILD: &str = "STILLOPEN_TEST_OPEN_AS_OTHER_USER";

fn is_root() -> bool {
    // What we make belongs to us.
    let folder = tempfile::tempdir().unwrap();
    fs::metadata(folder.path()).unwrap().uid() == 0
}

/// What an ordinary user is told who opens a file. Root may write everything, so there it is a child process
/// with another user's rights that opens it.
async fn told_to_a_user(path: &Path) -> String {
    if !is_root() {
        return match open(path).await {
            Ok(_) => "opened".to_owned(),
            Err(e) => format!("{e:?}: {e}"),
        };
    }
    // The test program may lie in a folder that is closed to others.
    let copy = path.parent().unwrap().parent().unwrap().join("opener");
    if !copy.exists() {
        fs::copy(std::env::current_exe().unwrap(), &copy).unwrap();
        fs::set_permissions(&copy, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let mut child = Command::new(&copy);
    std::os::unix::process::CommandExt::uid(&mut child, 65_534);
    std::os::unix::process::CommandExt::gid(&mut child, 65_534);
    child.args(["--exact", "opens_what_it_is_told_to", "--nocapture"]).env(CHILD, path);
    child.current_dir("/");
    // A test beside this one that starts a program holds the copy open for a moment.
    let mut run = || match child.output() {
        Err(busy) if busy.kind() == std::io::ErrorKind::ExecutableFileBusy => {
            std::thread::yield_now();
            None
        }
        output => Some(output.unwrap()),
    };
    let output = (0..100_000).find_map(|_| run()).unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let line = said.lines().find_map(|line| line.split_once("told: "));
    line.unwrap_or_else(|| panic!("the child said {said}")).1.to_owned()
}

/// Not a test by itself: what the child process of [`told_to_a_user`] does.
#[tokio::test]
async fn opens_what_it_is_told_to() {
    let Ok(path) = std::env::var(CHILD) else { return };
    match open(Path::new(&path)).await {
        Ok(_) => println!("told: opened"),
        Err(e) => println!("told: {e:?}: {e}"),
    }
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[tokio::test]
async fn a_file_that_cannot_be_written_is_told_so_on_opening() {
    let top = tempfile::tempdir().unwrap();
    mode(top.path(), 0o755);
    let folder = top.path().join("data");
    fs::create_dir(&folder).unwrap();
    let path = ours(&folder).await;
    let before = fs::read(&path).unwrap();
    let give = |uid: Option<u32>| {
        if is_root() {
            std::os::unix::fs::chown(&folder, uid, uid).unwrap();
            std::os::unix::fs::chown(&path, uid, uid).unwrap();
        }
    };

    give(Some(65_534));
    assert_eq!(told_to_a_user(&path).await, "opened", "as it should be");

    let read_only = format!(
        "{} is read-only; give this user the right to write to it and to its folder",
        path.display()
    );
    mode(&path, 0o444);
    let told = told_to_a_user(&path).await;
    assert!(told.starts_with("ReadOnly") && told.ends_with(&read_only), "the file: {told}");

    mode(&path, 0o644);
    mode(&folder, 0o555);
    let told = told_to_a_user(&path).await;
    assert!(told.starts_with("ReadOnly") && told.ends_with(&read_only), "the folder: {told}");

    let told = told_to_a_user(&folder.join("new.gpkg")).await;
    let expected = format!("{} is read-only; give", folder.display());
    assert!(told.starts_with("ReadOnly") && told.contains(&expected), "a new file: {told}");

    mode(&folder, 0o755);
    mode(&path, 0o000);
    let told = told_to_a_user(&path).await;
    assert!(told.starts_with("Open") && told.contains("ermission denied"), "unreadable: {told}");

    mode(&path, 0o600);
    give(Some(0));
    assert!(fs::read(&path).unwrap() == before, "not a byte changed");
}

// --- locked -------------------------------------------------------------------------------------

#[tokio::test]
async fn a_file_that_another_program_keeps_locked_is_told_so() {
    let folder = tempfile::tempdir().unwrap();
    // A file that is not ours yet, in the old journal mode, where an exclusive lock keeps readers out.
    let path = folder.path().join("new.gpkg");
    fs::write(&path, b"").unwrap();
    let mut other = raw(&path).await;
    sqlx::raw_sql("pragma journal_mode = delete; begin exclusive; create table t (x)")
        .execute(&mut other)
        .await
        .unwrap();
    let refusal = open(&path).await.unwrap_err();
    assert!(matches!(refusal, StoreError::Locked { .. }), "{refusal:?}");
    assert!(refusal.is_passing());
    let expected = format!("{} is locked by another program; stop it or try again", path.display());
    assert_eq!(refusal.to_string(), expected);
    sqlx::raw_sql("rollback").execute(&mut other).await.unwrap();
    assert!(open(&path).await.is_ok(), "and opens when the lock is gone");
}

#[tokio::test]
async fn while_another_program_writes_reading_goes_on_and_a_write_is_told_to_wait() {
    let folder = tempfile::tempdir().unwrap();
    let path = ours(folder.path()).await;
    let mut other = raw(&path).await;
    sqlx::raw_sql("begin exclusive; update revision set number = 7")
        .execute(&mut other)
        .await
        .unwrap();
    let store = open(&path).await.unwrap();
    assert_eq!(store.revision().await.unwrap(), 0, "reading goes on");
    let refusal = store.begin().await.unwrap_err();
    assert!(matches!(refusal, StoreError::Locked { .. }), "{refusal:?}");
    assert!(refusal.is_passing());
    assert!(refusal.to_string().ends_with("is locked by another program; stop it or try again"));
    sqlx::raw_sql("commit").execute(&mut other).await.unwrap();
    store.begin().await.unwrap().commit().await.unwrap();
    assert_eq!(store.revision().await.unwrap(), 7);
}

#[tokio::test]
async fn a_file_locked_whole_in_the_old_journal_mode_is_told_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = ours(folder.path()).await;
    let options =
        SqliteConnectOptions::new().filename(&path).journal_mode(SqliteJournalMode::Delete);
    let mut other = options.connect().await.unwrap();
    sqlx::raw_sql("begin exclusive").execute(&mut other).await.unwrap();
    let refusal = refused(&path).await;
    assert!(matches!(refusal, StoreError::Locked { .. }), "{refusal:?}");
    sqlx::raw_sql("rollback").execute(&mut other).await.unwrap();
    assert_eq!(open(&path).await.unwrap().audit_of("file", "1").await.unwrap(), ["made"]);
}

// --- full ---------------------------------------------------------------------------------------

/// Lets the file grow by a few pages only, on every connection: SQLite answers as on a full disk.
#[expect(clippy::disallowed_methods, reason = "a pragma takes no bound value")]
async fn fill_up(store: &Store) {
    let Store::Sqlite(pool) = store else { panic!("SQLite was asked for") };
    let mut connections = Vec::new();
    for _ in 0..8 {
        let mut connection = pool.acquire().await.unwrap();
        let (pages,): (i64,) =
            sqlx::query_as("pragma page_count").fetch_one(&mut *connection).await.unwrap();
        let limit = format!("pragma max_page_count = {}", pages + 3);
        sqlx::query(sqlx::AssertSqlSafe(limit)).execute(&mut *connection).await.unwrap();
        connections.push(connection);
    }
}

#[tokio::test]
async fn on_a_full_disk_the_change_is_refused_and_what_was_stored_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = ours(folder.path()).await;
    let store = open(&path).await.unwrap();
    fill_up(&store).await;
    let mut tx = store.begin().await.unwrap();
    let long = "x".repeat(10_000);
    let mut written = 0;
    let refusal = loop {
        match tx.audit(Timestamp::UNIX_EPOCH, "test", "fill", "file", "2", &long).await {
            Ok(()) => written += 1,
            Err(e) => break e,
        }
        assert!(written < 1000, "the disk never became full");
    };
    assert!(matches!(refusal, StoreError::Full), "{refusal:?}");
    assert!(refusal.is_passing());
    assert_eq!(refusal.to_string(), "the disk is full; nothing of this change was kept");
    drop(tx);
    assert_eq!(store.audit_of("file", "2").await.unwrap(), Vec::<String>::new());
    assert_eq!(store.audit_of("file", "1").await.unwrap(), ["made"]);
    store.close().await;
    let store = open(&path).await.unwrap();
    assert_eq!(store.audit_of("file", "1").await.unwrap(), ["made"]);
    let mut tx = store.begin().await.unwrap();
    tx.audit(Timestamp::UNIX_EPOCH, "test", "after", "file", "2", &long).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(store.audit_of("file", "2").await.unwrap(), ["after"]);
}
