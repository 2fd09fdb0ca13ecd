//! The only place with SQL. One behaviour on two databases.
//!
//! Reads are methods of [`Store`]; writes are methods of [`Tx`] only, so that a change, its audit line and the
//! new revision commit together. One body serves both databases through the macro `on!`; where the dialects
//! differ, a `match` picks the text of the query and nothing else.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::postgres::{PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};

/// Runs one body on either database; `$db` is the pool or connection.
macro_rules! on {
    ($self:expr, $db:ident => $body:expr) => {
        match $self {
            Self::Sqlite($db) => $body,
            Self::Postgres($db) => $body,
        }
    };
}

mod audit;
mod caseload;
mod closure;
mod error;
mod feed;
mod office;
mod office_row;
mod report;
mod revision;
mod seal;
mod service_area;
mod tx;
mod types;
mod version;

pub use error::StoreError;
pub use office::{KnownOffice, facts_digest, site_id};
pub use revision::Changes;
pub use seal::{SealError, Sealer};
pub use tx::Tx;

static SQLITE_MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES_MIGRATIONS: Migrator = sqlx::migrate!("migrations/postgres");

/// How long a write waits for another writer before it gives up.
const BUSY: Duration = Duration::from_secs(10);

/// A handle on the database; cheap to clone.
#[derive(Debug, Clone)]
pub enum Store {
    /// The embedded database, a GeoPackage file.
    Sqlite(SqlitePool),
    /// PostgreSQL with PostGIS, shared by many processes.
    Postgres(PgPool),
}

impl Store {
    /// Opens the database behind a URL, makes it when it is a new file, and brings its tables up to date.
    ///
    /// `sqlite:PATH` or `postgres://...`.
    ///
    /// # Errors
    /// One sentence for each way in which a file or server is not what was asked for: not a database, another
    /// program's, written by a newer version, read-only, locked, out of reach.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            Self::open_sqlite(Path::new(path.trim_start_matches("//"))).await
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            Self::open_postgres(url).await
        } else {
            Err(StoreError::UnknownUrl { found: url.chars().take(24).collect() })
        }
    }

    async fn open_sqlite(path: &Path) -> Result<Self, StoreError> {
        if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)
                .map_err(|source| StoreError::Folder { path: folder.to_owned(), source })?;
        }
        let place = |e: sqlx::Error| StoreError::of_file(path, e);
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .foreign_keys(true)
            .busy_timeout(BUSY)
            .pragma("cache_size", "-16000")
            // What is erased is written over: words that were taken back must not lie on in free pages.
            .pragma("secure_delete", "on")
            .statement_cache_capacity(64);
        let pool =
            SqlitePoolOptions::new().max_connections(8).connect_with(options).await.map_err(place)?;
        let (application_id,): (i64,) =
            sqlx::query_as("pragma application_id").fetch_one(&pool).await.map_err(place)?;
        let (tables, ours): (i64, i64) = sqlx::query_as(
            "select count(*), coalesce(sum(name = '_sqlx_migrations'), 0) from sqlite_master where type = 'table'",
        )
        .fetch_one(&pool)
        .await
        .map_err(place)?;
        if tables > 0 && (ours == 0 || application_id != GEOPACKAGE) {
            return Err(StoreError::Foreign { path: path.to_owned() });
        }
        SQLITE_MIGRATIONS.run(&pool).await.map_err(|e| StoreError::of_migration(path, e))?;
        Ok(Self::Sqlite(pool))
    }

    async fn open_postgres(url: &str) -> Result<Self, StoreError> {
        let options = sqlx::postgres::PgConnectOptions::from_str(url)
            .map_err(|_| StoreError::UnknownUrl { found: "postgres:...".to_owned() })?;
        let pool = PgPoolOptions::new()
            .max_connections(16)
            .acquire_timeout(BUSY)
            .connect_with(options)
            .await
            .map_err(StoreError::Unreachable)?;
        let server = PathBuf::from("the PostgreSQL database");
        POSTGRES_MIGRATIONS.run(&pool).await.map_err(|e| StoreError::of_migration(&server, e))?;
        Ok(Self::Postgres(pool))
    }

    /// `sqlite` or `postgres`.
    #[must_use]
    pub const fn dialect(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "sqlite",
            Self::Postgres(_) => "postgres",
        }
    }

    /// Closes every connection.
    pub async fn close(&self) {
        on!(self, pool => pool.close().await);
    }
}

/// `GPKG` in ASCII, the application id of a GeoPackage.
const GEOPACKAGE: i64 = 0x4750_4B47;
