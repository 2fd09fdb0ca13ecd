//! A first, large load of offices into a file that has none.
//!
//! An index that is made when all rows are there costs a fraction of one that follows every row. What the file
//! lacks meanwhile nobody sees: it is dropped and made again in one transaction.

use sqlx::{QueryBuilder, Sqlite};

use super::{StoreError, Tx};

/// Pages that are kept in memory during the load, in KiB as SQLite counts them: 64 MB.
const LARGE_CACHE: &str = "pragma cache_size = -64000";
/// As [`super::Store::open`] sets it.
const USUAL_CACHE: &str = "pragma cache_size = -16000";

/// What has to be made again when the load is done.
#[derive(Debug, Default)]
#[must_use = "a load that is not ended leaves the file without its indexes"]
pub struct BulkLoad {
    statements: Vec<String>,
}

impl Tx {
    /// Makes ready for many new offices, where there are none yet; elsewhere it does nothing.
    ///
    /// Until [`Tx::end_bulk_load`] offices may only be added.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn begin_bulk_load(&mut self) -> Result<BulkLoad, StoreError> {
        let Self::Sqlite(tx) = self else { return Ok(BulkLoad::default()) };
        let (filled,): (bool,) =
            sqlx::query_as("select exists (select 1 from offices)").fetch_one(&mut **tx).await?;
        if filled {
            return Ok(BulkLoad::default());
        }
        let made: Vec<(String,)> = sqlx::query_as(
            "select sql from sqlite_master \
             where name in ('offices_by_site', 'rtree_offices_geom_insert') and tbl_name = 'offices'",
        )
        .fetch_all(&mut **tx)
        .await?;
        for statement in [
            "drop index if exists offices_by_site",
            "drop trigger if exists rtree_offices_geom_insert",
            LARGE_CACHE,
        ] {
            sqlx::query(statement).execute(&mut **tx).await?;
        }
        Ok(BulkLoad { statements: made.into_iter().map(|(sql,)| sql).collect() })
    }

    /// Makes the indexes of what was added.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn end_bulk_load(&mut self, load: BulkLoad) -> Result<(), StoreError> {
        let Self::Sqlite(tx) = self else { return Ok(()) };
        if load.statements.is_empty() {
            return Ok(());
        }
        sqlx::query(
            "insert into rtree_offices_geom \
             select fid, longitude, longitude, latitude, latitude from offices \
             where geom is not null",
        )
        .execute(&mut **tx)
        .await?;
        for statement in load.statements {
            QueryBuilder::<Sqlite>::new(statement).build().execute(&mut **tx).await?;
        }
        sqlx::query(USUAL_CACHE).execute(&mut **tx).await?;
        Ok(())
    }
}
