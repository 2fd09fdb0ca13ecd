//! Numbers of cases, people or households.

use sqlx::QueryBuilder;

use crate::domain::area::Caseload;
use crate::domain::id::FeedId;

use super::types::{Uid, no_nul};
use super::{Store, StoreError, Tx};

#[derive(Debug, sqlx::FromRow)]
struct Row {
    geography_type: String,
    geography: String,
    program: String,
    measure: String,
    value: i64,
    as_of: String,
    url: String,
}

impl From<Row> for Caseload {
    fn from(row: Row) -> Self {
        Self {
            geography_type: row.geography_type,
            geography: row.geography,
            program: row.program,
            measure: row.measure,
            value: row.value,
            as_of: row.as_of,
            url: row.url,
        }
    }
}

fn sorted(mut loads: Vec<Caseload>) -> Vec<Caseload> {
    let key = |c: &Caseload| {
        (
            c.geography.clone(),
            c.program.clone(),
            c.measure.clone(),
            c.as_of.clone(),
            c.value,
            c.url.clone(),
        )
    };
    loads.sort_by_key(key);
    loads
}

impl Store {
    /// The caseloads of one place, by programme and month.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn caseloads(
        &self,
        geography_type: &str,
        geography: &str,
    ) -> Result<Vec<Caseload>, StoreError> {
        const SELECT: &str = "select geography_type, geography, program, measure, value, as_of, url \
             from caseloads where geography_type = $1 and geography = $2";
        let rows: Vec<Row> = on!(self, pool =>
            sqlx::query_as(SELECT).bind(geography_type).bind(geography).fetch_all(pool).await?);
        Ok(sorted(rows.into_iter().map(Caseload::from).collect()))
    }

    /// The caseloads of all counties in one programme, by county, measure and time.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn county_caseloads(&self, program: &str) -> Result<Vec<Caseload>, StoreError> {
        const SELECT: &str = "select geography_type, geography, program, measure, value, as_of, url \
             from caseloads where geography_type = 'county' and program = $1";
        let rows: Vec<Row> =
            on!(self, pool => sqlx::query_as(SELECT).bind(program).fetch_all(pool).await?);
        Ok(sorted(rows.into_iter().map(Caseload::from).collect()))
    }
}

impl Tx {
    /// Replaces what a feed says of caseloads; true when that is something new.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn replace_caseloads(
        &mut self,
        feed: FeedId,
        loads: &[Caseload],
    ) -> Result<bool, StoreError> {
        const SELECT: &str = "select geography_type, geography, program, measure, value, as_of, url \
             from caseloads where feed_id = $1";
        let rows: Vec<Row> =
            on!(self, tx => sqlx::query_as(SELECT).bind(Uid(feed.0)).fetch_all(&mut **tx).await?);
        if sorted(rows.into_iter().map(Caseload::from).collect()) == sorted(loads.to_vec()) {
            return Ok(false);
        }
        for load in loads {
            let Caseload { geography_type, geography, program, measure, value: _, as_of, url } =
                load;
            let texts = [geography_type, geography, program, measure, as_of, url];
            no_nul("a caseload", texts.map(String::as_str))?;
        }
        on!(self, tx => {
            sqlx::query("delete from caseloads where feed_id = $1").bind(Uid(feed.0)).execute(&mut **tx).await?;
            for batch in loads.chunks(super::office::BATCH) {
                let mut query = QueryBuilder::new(
                    "insert into caseloads (feed_id, geography_type, geography, program, measure, value, as_of, url) ",
                );
                query.push_values(batch, |mut row, load| {
                    row.push_bind(Uid(feed.0))
                        .push_bind(load.geography_type.clone())
                        .push_bind(load.geography.clone())
                        .push_bind(load.program.clone())
                        .push_bind(load.measure.clone())
                        .push_bind(load.value)
                        .push_bind(load.as_of.clone())
                        .push_bind(load.url.clone());
                });
                query.build().execute(&mut **tx).await?;
            }
        });
        Ok(true)
    }
}
