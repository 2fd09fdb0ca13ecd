//! Opening a database: what the file is, whether it is ours, whether it can be written, its tables.
//!
//! A file is looked at through a read-only connection first, so that one of another program, or of a newer
//! version of this one, is left as it was, byte for byte.

use std::collections::HashSet;
use std::io::{Error as IoError, ErrorKind};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::{Migrate, MigrateError, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection};

use super::{Store, StoreError};

static SQLITE_MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES_MIGRATIONS: Migrator = sqlx::migrate!("migrations/postgres");

/// How long a statement waits for a lock that another program holds, where nobody asks for less.
const PATIENCE: Duration = Duration::from_secs(10);

/// `GPKG` in ASCII, the application id of a GeoPackage.
const GEOPACKAGE: i64 = 0x4750_4B47;

impl Store {
    /// Opens the database behind a URL, makes it when it is a new file, and brings its tables up to date.
    ///
    /// `sqlite:PATH` or `postgres://...`. A new file can be read by its owner alone.
    ///
    /// # Errors
    /// One sentence for each way in which a file or server is not what was asked for: not a database, another
    /// program's, written by a newer version, a folder, read-only, locked, out of reach.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        Self::open_with(url, PATIENCE).await
    }

    /// The same with a limit of its own on waiting for locks, on opening and on every write afterwards.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn open_with(url: &str, patience: Duration) -> Result<Self, StoreError> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.trim_start_matches("//");
            if path.is_empty() || path.starts_with(":memory:") || path.starts_with("file:") {
                return Err(StoreError::UnknownUrl { found: url.chars().take(24).collect() });
            }
            Self::open_sqlite(Path::new(path), patience).await
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            Self::open_postgres(url, patience).await
        } else {
            Err(StoreError::UnknownUrl { found: scheme(url) })
        }
    }

    async fn open_sqlite(path: &Path, patience: Duration) -> Result<Self, StoreError> {
        let place = |e: sqlx::Error| StoreError::of_file(path, e);
        if path.is_dir() {
            return Err(StoreError::IsFolder { path: path.to_owned() });
        }
        make_file(path)?;
        let state = look(path, patience).await?;
        if state != Tables::None {
            check_writable(path).await?;
        }
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .foreign_keys(true)
            .busy_timeout(patience)
            // What is erased is overwritten, not only unlinked.
            .pragma("secure_delete", "on")
            .pragma("cache_size", "-16000")
            .statement_cache_capacity(64);
        let pool = SqlitePoolOptions::new()
            .max_connections(8)
            .connect_with(options)
            .await
            .map_err(place)?;
        let mut db = pool.acquire().await.map_err(place)?;
        let migrated = if state == Tables::Current {
            migrate(&SQLITE_MIGRATIONS, &mut *db).await
        } else {
            // The write lock is taken first: of two programs that start at once, one waits for the other.
            let mut tx = db.begin_with("begin immediate").await.map_err(place)?;
            match migrate(&SQLITE_MIGRATIONS, &mut *tx).await {
                Ok(()) => tx.commit().await.map_err(Into::into),
                Err(e) => Err(e),
            }
        };
        migrated.map_err(|e| StoreError::of_migration(path, e))?;
        // Programs that look at the first bytes of the file (GDAL does) must find the GeoPackage mark there, not
        // only in the write-ahead log. "Passive" waits for nobody.
        let checkpoint = if state == Tables::Current {
            "pragma wal_checkpoint(passive)"
        } else {
            "pragma wal_checkpoint(truncate)"
        };
        sqlx::query(checkpoint).execute(&mut *db).await.map_err(place)?;
        drop(db);
        let store = Self::Sqlite(pool);
        store.chain_audit().await?;
        Ok(store)
    }

    async fn open_postgres(url: &str, patience: Duration) -> Result<Self, StoreError> {
        let options = PgConnectOptions::from_str(url)
            .map_err(|_| StoreError::UnknownUrl { found: "postgres:...".to_owned() })?;
        let pool = PgPoolOptions::new()
            .max_connections(16)
            .acquire_timeout(patience)
            .connect_with(options)
            .await
            .map_err(StoreError::Unreachable)?;
        let server = PathBuf::from("the PostgreSQL database");
        let mut db = pool.acquire().await.map_err(StoreError::Unreachable)?;
        migrate(&POSTGRES_MIGRATIONS, &mut *db)
            .await
            .map_err(|e| StoreError::of_migration(&server, e))?;
        drop(db);
        let store = Self::Postgres(pool);
        store.chain_audit().await?;
        Ok(store)
    }
}

/// Brings tables up to date. `Migrator::run` is generic in a way that keeps its future out of `tokio::spawn`.
async fn migrate(steps: &Migrator, db: &mut impl Migrate) -> Result<(), MigrateError> {
    steps.run_direct(None, db, false).await
}

/// The beginning of an address, up to where a user and password could stand.
fn scheme(url: &str) -> String {
    match url.split_once("://") {
        Some((scheme, _)) => format!("{}://...", scheme.chars().take(24).collect::<String>()),
        None => url.chars().take(24).collect(),
    }
}

/// Makes the folder and the file, where they are missing; the file is its owner's alone.
fn make_file(path: &Path) -> Result<(), StoreError> {
    let folder = path.parent().filter(|f| !f.as_os_str().is_empty());
    if let Some(folder) = folder {
        std::fs::create_dir_all(folder)
            .map_err(|source| StoreError::Folder { path: folder.to_owned(), source })?;
    }
    match super::seal::create_private(path) {
        Ok(_) => Ok(()),
        Err(e) if e.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(e) => Err(match e.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                StoreError::ReadOnly { path: folder.unwrap_or(Path::new(".")).to_owned() }
            }
            ErrorKind::StorageFull => StoreError::Full,
            _ => StoreError::Open { path: path.to_owned(), source: e.into() },
        }),
    }
}

/// How far the tables of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tables {
    /// There is nothing in the file yet.
    None,
    /// They lack what this version adds.
    Behind,
    /// They are those of this version.
    Current,
}

/// Looks at a file without changing it.
async fn look(path: &Path, patience: Duration) -> Result<Tables, StoreError> {
    const TABLES: &str = "select count(*), coalesce(sum(name = '_sqlx_migrations'), 0) \
         from sqlite_master where type = 'table'";
    match std::fs::metadata(path).map_or(0, |file| file.len()) {
        0 => return Ok(Tables::None),
        // No database is shorter than its smallest page; SQLite itself would overwrite a file of one byte.
        1..512 => return Err(StoreError::NotADatabase { path: path.to_owned() }),
        _ => {}
    }
    let place = |e: sqlx::Error| StoreError::of_file(path, e);
    let foreign = || Err(StoreError::Foreign { path: path.to_owned() });
    // Without a write-ahead log the file is the whole truth, and "immutable" keeps SQLite from making one.
    let options = SqliteConnectOptions::new()
        .filename(path)
        .read_only(true)
        .immutable(!has_log(path))
        .busy_timeout(patience);
    let mut db: SqliteConnection = options.connect().await.map_err(place)?;
    let (application_id,): (i64,) =
        sqlx::query_as("pragma application_id").fetch_one(&mut db).await.map_err(place)?;
    let (tables, ours): (i64, i64) =
        sqlx::query_as(TABLES).fetch_one(&mut db).await.map_err(place)?;
    if tables == 0 {
        db.close().await.map_err(place)?;
        return if application_id == 0 { Ok(Tables::None) } else { foreign() };
    }
    if ours == 0 || application_id != GEOPACKAGE {
        db.close().await.map_err(place)?;
        return foreign();
    }
    let applied: Vec<(i64,)> = sqlx::query_as("select version from _sqlx_migrations")
        .fetch_all(&mut db)
        .await
        .map_err(place)?;
    db.close().await.map_err(place)?;
    let known: HashSet<i64> = SQLITE_MIGRATIONS.iter().map(|m| m.version).collect();
    if applied.iter().any(|(version,)| !known.contains(version)) {
        return Err(StoreError::Newer { path: path.to_owned() });
    }
    Ok(if applied.len() == known.len() { Tables::Current } else { Tables::Behind })
}

/// Whether changes stand in a write-ahead log beside the file, of a program that runs or was killed.
fn has_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).is_ok_and(|log| log.len() > 0)
}

/// Asks for the write lock and gives it back: a file that cannot be written is found out now, not at the
/// first report. That another program is writing is no fault here.
async fn check_writable(path: &Path) -> Result<(), StoreError> {
    let options = SqliteConnectOptions::new().filename(path).busy_timeout(Duration::ZERO);
    let asked = async {
        let mut db = options.connect().await?;
        let mut lock = db.begin_with("begin immediate").await?;
        // SQLite grants even that on a file that it can only read; a statement that could write it refuses.
        sqlx::query("delete from revision where false").execute(&mut *lock).await?;
        lock.rollback().await?;
        db.close().await
    };
    match asked.await.map_err(|e| StoreError::of_file(path, e)) {
        Err(StoreError::Locked { .. }) | Ok(()) => Ok(()),
        Err(e) => Err(e),
    }
}

/// Why a file that is there cannot be opened: it may not be read, or SQLite may not write beside it.
pub(super) fn unopened(path: &Path, source: sqlx::Error) -> StoreError {
    let path = path.to_owned();
    match std::fs::File::open(&path) {
        Ok(_) => StoreError::ReadOnly { path },
        Err(e) if e.kind() == ErrorKind::NotFound => StoreError::Open { path, source },
        Err(e) => StoreError::Open { path, source: IoError::new(e.kind(), e.to_string()).into() },
    }
}
