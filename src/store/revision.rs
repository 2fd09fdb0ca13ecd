//! The number that tells whether what the public can see has changed.

use std::time::Duration;

use sqlx::postgres::PgListener;

use super::{Store, StoreError, Tx};

/// How often the embedded database is asked, for changes made by another process on this machine.
const SQLITE_PACE: Duration = Duration::from_secs(2);
/// How often PostgreSQL is asked even when it has said nothing, in case a message was lost.
const POSTGRES_PACE: Duration = Duration::from_secs(30);

impl Store {
    /// The revision now.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn revision(&self) -> Result<i64, StoreError> {
        let (number,): (i64,) = on!(self, pool =>
            sqlx::query_as("select cast(number as bigint) from revision").fetch_one(pool).await?);
        Ok(number)
    }

    /// A stream of hints that the revision may have moved.
    ///
    /// # Errors
    /// When PostgreSQL cannot be listened to.
    pub async fn changes(&self) -> Result<Changes, StoreError> {
        Ok(match self {
            Self::Sqlite(_) => Changes::Paced(SQLITE_PACE),
            Self::Postgres(pool) => {
                let mut listener = PgListener::connect_with(pool).await?;
                listener.listen("stillopen_revision").await?;
                Changes::Heard(Box::new(listener))
            }
        })
    }
}

/// Where hints of a change come from.
#[derive(Debug)]
pub enum Changes {
    /// Ask again after a while.
    Paced(Duration),
    /// PostgreSQL says so.
    Heard(Box<PgListener>),
}

impl Changes {
    /// Waits until it is worth asking for the revision.
    pub async fn next(&mut self) {
        match self {
            Self::Paced(pace) => tokio::time::sleep(*pace).await,
            Self::Heard(listener) => {
                // A lost connection is made anew by the listener; the pace covers what was said meanwhile.
                if let Ok(Err(error)) = tokio::time::timeout(POSTGRES_PACE, listener.recv()).await {
                    tracing::warn!(%error, "the database's channel of changes broke, trying again");
                    tokio::time::sleep(SQLITE_PACE).await;
                }
            }
        }
    }
}

impl Tx {
    /// Raises the revision; the read models of all processes follow after the commit.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn raise_revision(&mut self) -> Result<i64, StoreError> {
        const RAISE: &str =
            "update revision set number = number + 1 returning cast(number as bigint)";
        let (number,): (i64,) = on!(self, tx => sqlx::query_as(RAISE).fetch_one(&mut **tx).await?);
        if let Self::Postgres(tx) = self {
            sqlx::query("select pg_notify('stillopen_revision', $1)")
                .bind(number.to_string())
                .execute(&mut **tx)
                .await?;
        }
        Ok(number)
    }
}
