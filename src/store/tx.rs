//! One write: everything in it commits together or not at all.

use sqlx::{Postgres, Sqlite, Transaction};

use super::{Store, StoreError};

/// An open transaction; dropped without [`Tx::commit`] it changes nothing.
#[derive(Debug)]
pub enum Tx {
    /// On the embedded database.
    Sqlite(Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

impl Store {
    /// Begins a write. On SQLite it takes the write lock at once, so that it cannot fail half way for it.
    ///
    /// # Errors
    /// When the lock cannot be had in time or the database does not answer.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        Ok(match self {
            Self::Sqlite(pool) => Tx::Sqlite(pool.begin_with("begin immediate").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }
}

impl Store {
    /// Begins a read of which every statement sees the same state, whatever is written meanwhile.
    pub(super) async fn snapshot(&self) -> Result<Tx, StoreError> {
        Ok(match self {
            Self::Sqlite(pool) => Tx::Sqlite(pool.begin().await?),
            Self::Postgres(pool) => Tx::Postgres(
                pool.begin_with("begin isolation level repeatable read read only").await?,
            ),
        })
    }
}

impl Tx {
    /// Keeps other imports out until this one ends, so that two first starts do not load the data twice.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn lock_imports(&mut self) -> Result<(), StoreError> {
        if let Self::Postgres(tx) = self {
            sqlx::query("select pg_advisory_xact_lock(7311)").execute(&mut **tx).await?;
        }
        Ok(())
    }

    /// Makes the write last.
    ///
    /// # Errors
    /// When the database cannot keep it; then nothing of it is kept.
    pub async fn commit(self) -> Result<(), StoreError> {
        on!(self, tx => tx.commit().await?);
        Ok(())
    }
}
