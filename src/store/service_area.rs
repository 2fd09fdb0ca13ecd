//! Which office serves which county.

use sqlx::QueryBuilder;

use crate::domain::area::ServiceArea;
use crate::domain::date::PartialDate;
use crate::domain::id::FeedId;

use super::types::{Uid, no_nul, read_option};
use super::{Store, StoreError, Tx};

#[derive(sqlx::FromRow)]
struct Row {
    county: String,
    office_source_id: String,
    as_of: Option<String>,
    url: String,
}

impl Row {
    fn area(self) -> Result<ServiceArea, StoreError> {
        Ok(ServiceArea {
            as_of: read_option("service_areas", "as_of", &self.county, self.as_of.as_deref())?,
            county: self.county,
            office_source_id: self.office_source_id,
            url: self.url,
        })
    }
}

/// What areas are sorted by, here and not in SQL, which sorts text by the rules of the server's language.
fn key(area: &ServiceArea) -> (String, String, Option<PartialDate>, String) {
    (area.county.clone(), area.office_source_id.clone(), area.as_of, area.url.clone())
}

impl Store {
    /// Every service area, by county.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn service_areas(&self) -> Result<Vec<ServiceArea>, StoreError> {
        const SELECT: &str = "select county, office_source_id, as_of, url from service_areas";
        let rows: Vec<Row> = on!(self, pool => sqlx::query_as(SELECT).fetch_all(pool).await?);
        let mut areas = rows.into_iter().map(Row::area).collect::<Result<Vec<_>, _>>()?;
        areas.sort_by_key(key);
        Ok(areas)
    }
}

impl Tx {
    /// Replaces what a feed says of service areas; true when that is something new.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn replace_service_areas(
        &mut self,
        feed: FeedId,
        areas: &[ServiceArea],
    ) -> Result<bool, StoreError> {
        const SELECT: &str =
            "select county, office_source_id, as_of, url from service_areas where feed_id = $1";
        let rows: Vec<Row> =
            on!(self, tx => sqlx::query_as(SELECT).bind(Uid(feed.0)).fetch_all(&mut **tx).await?);
        let mut before = rows.into_iter().map(Row::area).collect::<Result<Vec<_>, _>>()?;
        let mut after = areas.to_vec();
        before.sort_by_key(key);
        after.sort_by_key(key);
        if before == after {
            return Ok(false);
        }
        for area in areas {
            let texts = [&area.county, &area.office_source_id, &area.url];
            no_nul("a service area", texts.map(String::as_str))?;
        }
        on!(self, tx => {
            sqlx::query("delete from service_areas where feed_id = $1")
                .bind(Uid(feed.0))
                .execute(&mut **tx)
                .await?;
            for batch in areas.chunks(super::office::BATCH) {
                let mut query = QueryBuilder::new(
                    "insert into service_areas (feed_id, county, office_source_id, as_of, url) ",
                );
                query.push_values(batch, |mut row, area| {
                    row.push_bind(Uid(feed.0))
                        .push_bind(area.county.clone())
                        .push_bind(area.office_source_id.clone())
                        .push_bind(area.as_of.map(|d| d.to_string()))
                        .push_bind(area.url.clone());
                });
                query.build().execute(&mut **tx).await?;
            }
        });
        Ok(true)
    }
}
