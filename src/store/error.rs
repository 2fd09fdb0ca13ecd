//! What can go wrong with the database, each with a sentence that helps.

use std::path::{Path, PathBuf};

use sqlx::migrate::MigrateError;

/// A failure of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address names no known database.
    #[error("found database {found:?}, expected sqlite:PATH or postgres://USER@HOST/NAME")]
    UnknownUrl {
        /// How the address begins.
        found: String,
    },
    /// The folder of the file cannot be made.
    #[error("cannot make the folder {}: {source}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The path is that of a folder.
    #[error("{} is a folder; name a file in it", path.display())]
    IsFolder {
        /// The folder.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("{} is not a database; name another file or move this one away", path.display())]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// The file was a database and is torn or overwritten.
    #[error("{} is damaged; restore a copy of it", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// The file is a database of another program.
    #[error("{} belongs to another program; name another file", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The tables were made by a later version.
    #[error("{} was written by a newer version of stillopen; run that version or restore an older copy", path.display())]
    Newer {
        /// The file or server.
        path: PathBuf,
    },
    /// It cannot be written to.
    #[error("{} is read-only; give this user the right to write to it and to its folder", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// Another program keeps it locked.
    #[error("{} is locked by another program; stop it or try again", path.display())]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// No room is left.
    #[error("the disk is full; nothing of this change was kept")]
    Full,
    /// The file cannot be opened.
    #[error("cannot open {}: {source}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Why.
        source: sqlx::Error,
    },
    /// The server does not answer, or no connection comes free.
    #[error("cannot reach the database: {0}")]
    Unreachable(sqlx::Error),
    /// The tables could not be brought up to date.
    #[error("cannot bring the tables of {} up to date: {source}", path.display())]
    Migration {
        /// The file or server.
        path: PathBuf,
        /// Why.
        source: MigrateError,
    },
    /// A stored row that the domain refuses.
    #[error("{table}.{column} of {row} holds what it never should: {found}")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// What names the row.
        row: String,
        /// What the domain said.
        found: String,
    },
    /// A text that one of the databases cannot keep.
    #[error("the text of {what} holds the character NUL; leave it out")]
    Nul {
        /// What was to be written.
        what: &'static str,
    },
    /// A statement touched more or fewer rows than it must.
    #[error("{what} touched {found} rows, expected {expected}")]
    RowCount {
        /// The statement in words.
        what: &'static str,
        /// Rows it touched.
        found: u64,
        /// Rows it must touch.
        expected: u64,
    },
    /// Any other answer of the database.
    #[error("the database answered: {0}")]
    Database(sqlx::Error),
}

/// Result code of SQLite without its extension, or the SQLSTATE of PostgreSQL.
fn code(error: &sqlx::Error) -> Option<String> {
    let code = error.as_database_error()?.code()?.into_owned();
    // SQLite's extended codes keep the primary code in the low byte; SQLSTATE has five characters.
    match code.parse::<u32>() {
        Ok(number) if code.len() < 5 => Some((number & 0xff).to_string()),
        _ => Some(code),
    }
}

impl StoreError {
    /// Reads an error met while a file was opened.
    pub(super) fn of_file(path: &Path, error: sqlx::Error) -> Self {
        let path = path.to_owned();
        match code(&error).as_deref() {
            Some("26") => Self::NotADatabase { path },
            Some("11") => Self::Damaged { path },
            Some("8") => Self::ReadOnly { path },
            Some("5" | "6") => Self::Locked { path },
            Some("13") => Self::Full,
            Some("14") => super::open::unopened(&path, error),
            _ => Self::Open { path, source: error },
        }
    }

    /// Reads an error met while tables were brought up to date.
    pub(super) fn of_migration(path: &Path, error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(_) | MigrateError::VersionTooNew(..) => {
                Self::Newer { path: path.to_owned() }
            }
            MigrateError::Execute(source) | MigrateError::ExecuteMigration(source, _)
                if matches!(
                    code(&source).as_deref(),
                    Some("26" | "11" | "8" | "5" | "6" | "13" | "14")
                ) =>
            {
                Self::of_file(path, source)
            }
            source => Self::Migration { path: path.to_owned(), source },
        }
    }

    /// A value that cannot be written down as text.
    #[must_use]
    pub fn unwritable(error: serde_json::Error) -> Self {
        Self::Database(sqlx::Error::Encode(error.into()))
    }

    /// Whether trying again later may help: locked, full or out of reach.
    #[must_use]
    pub const fn is_passing(&self) -> bool {
        matches!(self, Self::Locked { .. } | Self::Full | Self::Unreachable(_))
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let database = || PathBuf::from("the database");
        match code(&error).as_deref() {
            Some("13" | "53100") => Self::Full,
            // The last two: PostgreSQL ended one of two writes that waited for each other.
            Some("5" | "6" | "55P03" | "40P01" | "40001") => Self::Locked { path: database() },
            Some("11" | "XX001" | "XX002") => Self::Damaged { path: database() },
            Some("8" | "25006") => Self::ReadOnly { path: database() },
            _ => match error {
                sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) => {
                    Self::Unreachable(error)
                }
                other => Self::Database(other),
            },
        }
    }
}
