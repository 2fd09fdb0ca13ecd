//! Areas and who holds office there.

use std::collections::HashMap;

use geo::BoundingRect;
use sqlx::QueryBuilder;

use crate::domain::dataset::{DataSetOf, Dataset};
use crate::domain::polygon::{Area, AreaKind, Officeholder};

use super::types::{gpkg_polygons, no_nul, no_nul_in_json, read, read_polygons, wkb_polygons};
use super::{Store, StoreError, Tx};

/// Areas that are written by one statement; one may be megabytes.
const BATCH: usize = 20;

#[derive(sqlx::FromRow)]
struct AreaRow {
    geom: Vec<u8>,
    kind: String,
    slug: String,
    geoid: String,
    name: String,
    vintage: String,
}

#[derive(sqlx::FromRow)]
struct HolderRow {
    kind: String,
    geoid: String,
    name: String,
    party: String,
    email: Option<String>,
    url: Option<String>,
    offices: String,
}

impl HolderRow {
    fn holder(self) -> Result<((String, String), Officeholder), StoreError> {
        let offices =
            serde_json::from_str(&self.offices).map_err(|error| StoreError::Inconsistent {
                table: "officeholders",
                column: "offices",
                row: format!("{} {}", self.kind, self.geoid),
                found: error.to_string(),
            })?;
        let holder = Officeholder {
            name: self.name,
            party: self.party,
            email: self.email,
            url: self.url,
            offices,
        };
        Ok(((self.kind, self.geoid), holder))
    }
}

impl Store {
    /// Every area with who holds office there, by kind and code.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn areas(&self) -> Result<Vec<Area>, StoreError> {
        const HOLDERS: &str =
            "select kind, geoid, name, party, email, url, offices from officeholders";
        let holders: Vec<HolderRow> =
            on!(self, pool => sqlx::query_as(HOLDERS).fetch_all(pool).await?);
        let mut holders =
            holders.into_iter().map(HolderRow::holder).collect::<Result<HashMap<_, _>, _>>()?;
        let rows: Vec<AreaRow> =
            match self {
                Self::Sqlite(pool) => {
                    sqlx::query_as("select geom, kind, slug, geoid, name, vintage from areas")
                        .fetch_all(pool)
                        .await?
                }
                Self::Postgres(pool) => sqlx::query_as(
                    "select st_asbinary(geom) as geom, kind, slug, geoid, name, vintage from areas",
                )
                .fetch_all(pool)
                .await?,
            };
        let mut areas = Vec::with_capacity(rows.len());
        for row in rows {
            let shape = read_polygons(&row.geom).map_err(|found| StoreError::Inconsistent {
                table: "areas",
                column: "geom",
                row: format!("{} {}", row.kind, row.geoid),
                found,
            })?;
            areas.push(Area {
                kind: read("areas", "kind", &row.geoid, &row.kind)?,
                slug: read("areas", "slug", &row.geoid, &row.slug)?,
                shape,
                officeholder: holders.remove(&(row.kind, row.geoid.clone())),
                geoid: row.geoid,
                name: row.name,
                vintage: row.vintage,
            });
        }
        areas.sort_by(|a, b| (&a.kind, &a.geoid).cmp(&(&b.kind, &b.geoid)));
        Ok(areas)
    }
}

impl Tx {
    /// Puts a set of areas in the place of all of its kind. Who holds office there is kept apart and stays.
    ///
    /// # Errors
    /// When the database does not answer, or a code or slug is there twice; then nothing of it is kept.
    pub async fn replace_areas(
        &mut self,
        kind: &AreaKind,
        areas: &[Area],
        dataset: &Dataset,
    ) -> Result<(), StoreError> {
        for area in areas {
            no_nul("an area", [&area.geoid, &area.name, &area.vintage].map(String::as_str))?;
        }
        on!(self, tx => {
            sqlx::query("delete from areas where kind = $1")
                .bind(kind.as_str())
                .execute(&mut **tx)
                .await?;
        });
        for batch in areas.chunks(BATCH) {
            match self {
                Self::Sqlite(tx) => {
                    let mut query = QueryBuilder::new(
                        "insert into areas (geom, west, east, south, north, kind, slug, geoid, name, vintage) ",
                    );
                    query.push_values(batch, |mut row, area| {
                        let around = area.shape.bounding_rect();
                        row.push_bind(gpkg_polygons(&area.shape))
                            .push_bind(around.map(|r| r.min().x))
                            .push_bind(around.map(|r| r.max().x))
                            .push_bind(around.map(|r| r.min().y))
                            .push_bind(around.map(|r| r.max().y))
                            .push_bind(kind.as_str())
                            .push_bind(area.slug.as_str())
                            .push_bind(&area.geoid)
                            .push_bind(&area.name)
                            .push_bind(&area.vintage);
                    });
                    query.build().execute(&mut **tx).await?;
                }
                Self::Postgres(tx) => {
                    let mut query = QueryBuilder::new(
                        "insert into areas (geom, kind, slug, geoid, name, vintage) ",
                    );
                    query.push_values(batch, |mut row, area| {
                        row.push("st_geomfromwkb(")
                            .push_bind_unseparated(wkb_polygons(&area.shape))
                            .push_unseparated(", 4326)")
                            .push_bind(kind.as_str())
                            .push_bind(area.slug.as_str())
                            .push_bind(&area.geoid)
                            .push_bind(&area.name)
                            .push_bind(&area.vintage);
                    });
                    query.build().execute(&mut **tx).await?;
                }
            }
        }
        if let Self::Sqlite(tx) = self {
            // What a map program shows as the extent of the layer.
            sqlx::query(EXTENT).execute(&mut **tx).await?;
        }
        let of = DataSetOf::Areas(kind.clone());
        self.replace_datasets(&of, std::slice::from_ref(dataset)).await
    }

    /// Puts those who hold office in areas of a kind in the place of all known before.
    ///
    /// # Errors
    /// When the database does not answer, or a code is there twice; then nothing of it is kept.
    pub async fn replace_officeholders(
        &mut self,
        kind: &AreaKind,
        holders: &[(String, Officeholder)],
        dataset: &Dataset,
    ) -> Result<(), StoreError> {
        const INSERT: &str = "insert into officeholders (kind, geoid, name, party, email, url, offices) \
             values ($1, $2, $3, $4, $5, $6, $7)";
        on!(self, tx => {
            sqlx::query("delete from officeholders where kind = $1")
                .bind(kind.as_str())
                .execute(&mut **tx)
                .await?;
            for (geoid, holder) in holders {
                let offices =
                    serde_json::to_string(&holder.offices).map_err(StoreError::unwritable)?;
                no_nul_in_json("an officeholder", &offices)?;
                let rest = [&holder.email, &holder.url].into_iter().flatten();
                let texts = [geoid, &holder.name, &holder.party].into_iter().chain(rest);
                no_nul("an officeholder", texts.map(String::as_str))?;
                sqlx::query(INSERT)
                    .bind(kind.as_str())
                    .bind(geoid)
                    .bind(&holder.name)
                    .bind(&holder.party)
                    .bind(&holder.email)
                    .bind(&holder.url)
                    .bind(offices)
                    .execute(&mut **tx)
                    .await?;
            }
        });
        let of = DataSetOf::Officeholders(kind.clone());
        self.replace_datasets(&of, std::slice::from_ref(dataset)).await
    }
}

const EXTENT: &str = "update gpkg_contents set \
     last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), \
     min_x = (select min(west) from areas), \
     min_y = (select min(south) from areas), \
     max_x = (select max(east) from areas), \
     max_y = (select max(north) from areas) \
     where table_name = 'areas'";
