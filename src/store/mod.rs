//! The only place with SQL. One behaviour on two databases.
//!
//! Reads are methods of [`Store`]; writes are methods of [`Tx`] only, so that a change, its audit line and the
//! new revision commit together. One body serves both databases through the macro `on!`; where the dialects
//! differ, a `match` picks the text of the query and nothing else.

use sqlx::postgres::PgPool;
use sqlx::sqlite::SqlitePool;

/// Runs one body on either database; `$db` is the pool or connection.
macro_rules! on {
    ($self:expr, $db:ident => $body:expr) => {
        match $self {
            Self::Sqlite($db) => $body,
            Self::Postgres($db) => $body,
        }
    };
}

mod account;
mod api_key;
mod area;
mod audit;
mod bulk;
mod capture;
mod caseload;
mod closure_read;
mod closure_save;
mod closure_version;
mod closure_write;
mod dataset;
mod demand;
mod draft;
mod error;
mod feed;
mod follow;
mod hook;
mod job;
mod news;
mod office;
mod office_row;
mod open;
mod release;
mod released;
mod report;
mod report_intake;
mod report_message;
mod report_photo;
mod report_public;
mod report_queue;
mod report_save;
mod retention;
mod revision;
mod seal;
mod service_area;
mod session;
mod source;
mod sweep;
mod tip;
mod token;
mod travel;
mod tx;
mod types;
mod version;
mod worker;

pub use bulk::BulkLoad;
pub use capture::FoundCopy;
pub use closure_save::{CaseChange, ImportedCase, SavedCase};
pub use closure_version::CaseVersion;
pub use error::StoreError;
pub use news::Queued;
pub use office::{KnownOffice, facts_digest, site_id};
pub use report_intake::SimilarReport;
pub use report_public::PublicFilter;
pub use report_queue::QueueFilter;
pub use revision::Changes;
pub use seal::{SealError, Sealer};
pub use source::SourceRow;
pub use tx::Tx;

/// A handle on the database; cheap to clone.
#[derive(Debug, Clone)]
pub enum Store {
    /// The embedded database, a GeoPackage file.
    Sqlite(SqlitePool),
    /// PostgreSQL with PostGIS, shared by many processes.
    Postgres(PgPool),
}

impl Store {
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
