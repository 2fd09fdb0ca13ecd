//! Offices: reading all, and the few writes an import needs.

use std::collections::{HashMap, HashSet};

use futures_util::TryStreamExt;
use sha2::{Digest, Sha256};
use sqlx::{Database, QueryBuilder};
use uuid::Uuid;

use crate::domain::date::PartialDate;
use crate::domain::id::{FeedId, OfficeId, SiteId};
use crate::domain::office::{Office, OfficeFacts, OfficeStatus};

use super::office_row::{KnownHours, OfficeRow, digest, list_text, select_offices};
use super::types::{Uid, gpkg_point, no_nul, read, read_option, unsigned, wkb_point};
use super::{Store, StoreError, Tx};

/// Rows in one statement: below SQLite's 32,766 and PostgreSQL's 65,535 bound values.
pub(super) const BATCH: usize = 100;

/// Buildings in one statement.
const SITES_BATCH: usize = 50;

/// What an import must know of an office that is already there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownOffice {
    /// Identifier.
    pub id: OfficeId,
    /// The publisher's identifier.
    pub source_id: String,
    /// Digest of its facts.
    pub digest: i64,
    /// Its status.
    pub status: OfficeStatus,
    /// The day its door shut, where known.
    pub closed_on: Option<PartialDate>,
}

#[derive(sqlx::FromRow)]
struct KnownRow {
    id: Uid,
    source_id: String,
    facts_digest: i64,
    status: String,
    closed_on: Option<String>,
}

impl KnownRow {
    fn known(self) -> Result<KnownOffice, StoreError> {
        Ok(KnownOffice {
            id: OfficeId(self.id.0),
            digest: self.facts_digest,
            status: read("offices", "status", &self.source_id, &self.status)?,
            closed_on: read_option(
                "offices",
                "closed_on",
                &self.source_id,
                self.closed_on.as_deref(),
            )?,
            source_id: self.source_id,
        })
    }
}

impl Store {
    /// Every office, by slug.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn offices(&self) -> Result<Vec<Office>, StoreError> {
        self.snapshot().await?.all_offices().await
    }

    /// How many offices the store holds.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn office_count(&self) -> Result<u64, StoreError> {
        let (count,): (i64,) = on!(self, pool => sqlx::query_as("select count(*) from offices").fetch_one(pool).await?);
        Ok(unsigned(count))
    }
}

/// The digest by which an import tells whether a fact changed.
///
/// # Errors
/// When the facts cannot be written down.
pub fn facts_digest(facts: &OfficeFacts) -> Result<i64, StoreError> {
    digest(facts)
}

/// The id of the building at an address: a digest of the folded address, the same on every machine.
#[must_use]
pub fn site_id(key: &str) -> SiteId {
    let hash = Sha256::digest(key.as_bytes());
    let mut bytes = [0_u8; 16];
    bytes.copy_from_slice(&hash[..16]);
    SiteId(Uuid::new_v8(bytes))
}

impl Tx {
    pub(super) async fn all_offices(&mut self) -> Result<Vec<Office>, StoreError> {
        // One by one: a hundred thousand rows beside a hundred thousand offices would double the memory.
        let (mut known, mut offices) = (KnownHours::default(), Vec::new());
        match self {
            Self::Sqlite(tx) => {
                let mut rows =
                    sqlx::query_as::<_, OfficeRow>(select_offices!("o.geom", "order by o.slug"))
                        .fetch(&mut **tx);
                while let Some(row) = rows.try_next().await? {
                    offices.push(row.office(&mut known)?);
                }
            }
            Self::Postgres(tx) => {
                // Slugs compare byte by byte, as SQLite compares them.
                let mut rows = sqlx::query_as::<_, OfficeRow>(select_offices!(
                    "st_asbinary(o.geom)",
                    "order by o.slug collate \"C\""
                ))
                .fetch(&mut **tx);
                while let Some(row) = rows.try_next().await? {
                    offices.push(row.office(&mut known)?);
                }
            }
        }
        offices.shrink_to_fit();
        Ok(offices)
    }

    /// How many offices a feed has in the store.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn offices_of_feed(&mut self, feed: FeedId) -> Result<u64, StoreError> {
        const COUNT: &str = "select count(*) from offices where feed_id = $1";
        let (count,): (i64,) =
            on!(self, tx => sqlx::query_as(COUNT).bind(Uid(feed.0)).fetch_one(&mut **tx).await?);
        Ok(unsigned(count))
    }

    /// Those of some publisher's identifiers that the feed already has, sorted by them.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn known_offices(
        &mut self,
        feed: FeedId,
        source_ids: &[String],
    ) -> Result<Vec<KnownOffice>, StoreError> {
        let rows: Vec<KnownRow> = match self {
            Self::Sqlite(tx) => {
                sqlx::query_as(
                    "select id, source_id, facts_digest, status, closed_on from offices \
                     where feed_id = $1 and source_id in (select value from json_each($2))",
                )
                .bind(Uid(feed.0))
                .bind(list_text(source_ids))
                .fetch_all(&mut **tx)
                .await?
            }
            Self::Postgres(tx) => {
                sqlx::query_as(
                    "select id, source_id, facts_digest, status, closed_on from offices \
                     where feed_id = $1 and source_id = any($2)",
                )
                .bind(Uid(feed.0))
                .bind(source_ids)
                .fetch_all(&mut **tx)
                .await?
            }
        };
        let mut known = rows.into_iter().map(KnownRow::known).collect::<Result<Vec<_>, _>>()?;
        known.sort_by(|a, b| a.source_id.cmp(&b.source_id));
        Ok(known)
    }

    /// Identifier and name of the offices that publishers know by some identifiers, in any feed.
    ///
    /// Where two feeds have the same identifier, the office that was known first is meant.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn offices_named(
        &mut self,
        source_ids: &[String],
    ) -> Result<HashMap<String, (OfficeId, String)>, StoreError> {
        let mut rows: Vec<(String, Uid, String)> = match self {
            Self::Sqlite(tx) => {
                sqlx::query_as(
                    "select source_id, id, name from offices \
                     where source_id in (select value from json_each($1))",
                )
                .bind(list_text(source_ids))
                .fetch_all(&mut **tx)
                .await?
            }
            Self::Postgres(tx) => {
                sqlx::query_as("select source_id, id, name from offices where source_id = any($1)")
                    .bind(source_ids)
                    .fetch_all(&mut **tx)
                    .await?
            }
        };
        rows.sort_by_key(|(_, id, _)| std::cmp::Reverse(id.0));
        Ok(rows
            .into_iter()
            .map(|(source_id, id, name)| (source_id, (OfficeId(id.0), name)))
            .collect())
    }

    /// Those of some slugs that are taken.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn taken_slugs(&mut self, slugs: &[String]) -> Result<HashSet<String>, StoreError> {
        let rows: Vec<(String,)> = match self {
            Self::Sqlite(tx) => {
                sqlx::query_as(
                    "select slug from offices where slug in (select value from json_each($1))",
                )
                .bind(list_text(slugs))
                .fetch_all(&mut **tx)
                .await?
            }
            Self::Postgres(tx) => {
                sqlx::query_as("select slug from offices where slug = any($1)")
                    .bind(slugs)
                    .fetch_all(&mut **tx)
                    .await?
            }
        };
        Ok(rows.into_iter().map(|(slug,)| slug).collect())
    }

    /// One office with all its facts.
    ///
    /// # Errors
    /// When the database does not answer or the row is not what it should be.
    pub async fn office(&mut self, id: OfficeId) -> Result<Option<Office>, StoreError> {
        let row: Option<OfficeRow> = match self {
            Self::Sqlite(tx) => {
                sqlx::query_as(select_offices!("o.geom", "where o.id = $1"))
                    .bind(Uid(id.0))
                    .fetch_optional(&mut **tx)
                    .await?
            }
            Self::Postgres(tx) => {
                sqlx::query_as(select_offices!("st_asbinary(o.geom)", "where o.id = $1"))
                    .bind(Uid(id.0))
                    .fetch_optional(&mut **tx)
                    .await?
            }
        };
        row.map(|row| row.office(&mut KnownHours::default())).transpose()
    }

    /// Adds new offices with their sites.
    ///
    /// # Errors
    /// When the database does not answer or an identifier or slug is taken.
    pub async fn insert_offices(
        &mut self,
        feed: FeedId,
        offices: &[Office],
    ) -> Result<(), StoreError> {
        no_nul("an office", offices.iter().map(|office| office.source_id.as_str()))?;
        for batch in offices.chunks(BATCH) {
            self.insert_sites(batch).await?;
            let count = match self {
                Self::Sqlite(tx) => insert_query::<sqlx::Sqlite>(feed, batch)?
                    .build()
                    .execute(&mut **tx)
                    .await?
                    .rows_affected(),
                Self::Postgres(tx) => insert_query::<sqlx::Postgres>(feed, batch)?
                    .build()
                    .execute(&mut **tx)
                    .await?
                    .rows_affected(),
            };
            let expected = u64::try_from(batch.len()).unwrap_or(u64::MAX);
            if count != expected {
                return Err(StoreError::RowCount {
                    what: "adding offices",
                    found: count,
                    expected,
                });
            }
        }
        Ok(())
    }

    async fn insert_sites(&mut self, offices: &[Office]) -> Result<(), StoreError> {
        let mut seen = HashSet::new();
        let sites: Vec<_> = offices
            .iter()
            .filter_map(|office| Some((office.site?, &office.facts.location)))
            .filter(|(id, _)| seen.insert(*id))
            .collect();
        // In pieces of one size, so that their text is the same and is prepared once.
        for piece in sites.chunks(SITES_BATCH) {
            on!(self, tx => {
                let mut query =
                    QueryBuilder::new("insert into sites (id, address, city, state, zip, county) ");
                query.push_values(piece, |mut row, (id, at)| {
                    row.push_bind(Uid(id.0))
                        .push_bind(at.address.clone())
                        .push_bind(at.city.clone())
                        .push_bind(at.state.clone())
                        .push_bind(at.zip.clone())
                        .push_bind(at.county.clone());
                });
                query.push(" on conflict (id) do nothing");
                query.build().execute(&mut **tx).await?;
            });
        }
        Ok(())
    }

    /// Replaces the facts of a known office.
    ///
    /// # Errors
    /// When the database does not answer or the office is not there.
    pub async fn update_office(&mut self, office: &Office) -> Result<(), StoreError> {
        no_nul("an office", [office.source_id.as_str()])?;
        self.insert_sites(std::slice::from_ref(office)).await?;
        let count = match self {
            Self::Sqlite(tx) => update_query::<sqlx::Sqlite>(office)?
                .build()
                .execute(&mut **tx)
                .await?
                .rows_affected(),
            Self::Postgres(tx) => update_query::<sqlx::Postgres>(office)?
                .build()
                .execute(&mut **tx)
                .await?
                .rows_affected(),
        };
        if count == 1 {
            Ok(())
        } else {
            Err(StoreError::RowCount { what: "changing an office", found: count, expected: 1 })
        }
    }
}

/// What differs between the dialects when a point is written.
trait Dialect: Database {
    const POINT: (&'static str, &'static str);
    /// Whether longitude and latitude stand in columns too, for the R*Tree triggers.
    const COLUMNS: bool;
    fn point(office: &Office) -> Option<Vec<u8>>;
}

impl Dialect for sqlx::Sqlite {
    const POINT: (&'static str, &'static str) = ("", "");
    const COLUMNS: bool = true;
    fn point(office: &Office) -> Option<Vec<u8>> {
        office.facts.location.position().and_then(gpkg_point)
    }
}

impl Dialect for sqlx::Postgres {
    const POINT: (&'static str, &'static str) = ("st_geomfromwkb(", ", 4326)");
    const COLUMNS: bool = false;
    fn point(office: &Office) -> Option<Vec<u8>> {
        office.facts.location.position().and_then(wkb_point)
    }
}

/// Text and optional text columns of an office with their values, in one order for insert and update.
fn text_columns(office: &Office) -> [(&'static str, Option<String>); 27] {
    let facts = &office.facts;
    let at = &facts.location;
    let date = |d: Option<PartialDate>| d.map(|d| d.to_string());
    [
        ("source_id", Some(office.source_id.clone())),
        ("slug", Some(office.slug.to_string())),
        ("name", Some(facts.name.clone())),
        ("agency", Some(facts.agency.clone())),
        ("kind", Some(facts.kind.to_string())),
        ("status", Some(facts.status.to_string())),
        ("address", Some(at.address.clone())),
        ("city", Some(at.city.clone())),
        ("state", Some(at.state.clone())),
        ("zip", Some(at.zip.clone())),
        ("county", Some(at.county.clone())),
        ("point_method", at.point.map(|(_, method)| method.to_string())),
        ("phone", facts.phone.as_ref().map(ToString::to_string)),
        ("tty", facts.tty.as_ref().map(ToString::to_string)),
        ("fax", facts.fax.as_ref().map(ToString::to_string)),
        ("website", facts.website.clone()),
        ("hours", facts.hours.as_ref().map(|h| h.as_str().to_owned())),
        ("hours_text", facts.hours_text.clone()),
        ("languages", Some(list_text(&facts.languages))),
        ("services", Some(list_text(&facts.services))),
        ("wheelchair", facts.wheelchair.map(|w| w.to_string())),
        ("opened_on", date(facts.opened_on)),
        ("closed_on", date(facts.closed_on)),
        ("listing_url", Some(facts.listing.url.clone())),
        ("listed_on", date(facts.listing.as_of)),
        ("notes", facts.notes.clone()),
        ("valid_from", Some(office.valid_from.to_string())),
    ]
}

fn insert_query<DB>(feed: FeedId, offices: &[Office]) -> Result<QueryBuilder<DB>, StoreError>
where
    DB: Dialect,
    Uid: for<'q> sqlx::Encode<'q, DB> + sqlx::Type<DB>,
    Option<Uid>: for<'q> sqlx::Encode<'q, DB> + sqlx::Type<DB>,
    Option<String>: for<'q> sqlx::Encode<'q, DB> + sqlx::Type<DB>,
    Option<Vec<u8>>: for<'q> sqlx::Encode<'q, DB> + sqlx::Type<DB>,
    Option<f64>: for<'q> sqlx::Encode<'q, DB> + sqlx::Type<DB>,
    i64: for<'q> sqlx::Encode<'q, DB> + sqlx::Type<DB>,
{
    let mut query =
        QueryBuilder::new("insert into offices (id, feed_id, site_id, facts_digest, geom");
    if DB::COLUMNS {
        query.push(", longitude, latitude");
    }
    for (column, _) in &text_columns(&offices[0]) {
        query.push(", ").push(column);
    }
    query.push(") ");
    let digests = offices.iter().map(|o| digest(&o.facts)).collect::<Result<Vec<_>, _>>()?;
    query.push_values(offices.iter().zip(digests), |mut row, (office, digest)| {
        row.push_bind(Uid(office.id.0))
            .push_bind(Uid(feed.0))
            .push_bind(office.site.map(|id| Uid(id.0)))
            .push_bind(digest);
        row.push(DB::POINT.0)
            .push_bind_unseparated(DB::point(office))
            .push_unseparated(DB::POINT.1);
        if DB::COLUMNS {
            let at = office.facts.location.position();
            row.push_bind(at.map(|p| p.lon())).push_bind(at.map(|p| p.lat()));
        }
        for (_, value) in text_columns(office) {
            row.push_bind(value);
        }
    });
    Ok(query)
}

fn update_query<DB>(office: &Office) -> Result<QueryBuilder<DB>, StoreError>
where
    DB: Dialect,
    Uid: for<'q> sqlx::Encode<'q, DB> + sqlx::Type<DB>,
    Option<Uid>: for<'q> sqlx::Encode<'q, DB> + sqlx::Type<DB>,
    Option<String>: for<'q> sqlx::Encode<'q, DB> + sqlx::Type<DB>,
    Option<Vec<u8>>: for<'q> sqlx::Encode<'q, DB> + sqlx::Type<DB>,
    Option<f64>: for<'q> sqlx::Encode<'q, DB> + sqlx::Type<DB>,
    i64: for<'q> sqlx::Encode<'q, DB> + sqlx::Type<DB>,
{
    let mut query = QueryBuilder::new("update offices set facts_digest = ");
    query.push_bind(digest(&office.facts)?);
    query.push(", site_id = ").push_bind(office.site.map(|id| Uid(id.0)));
    query.push(", geom = ").push(DB::POINT.0).push_bind(DB::point(office)).push(DB::POINT.1);
    if DB::COLUMNS {
        let at = office.facts.location.position();
        query.push(", longitude = ").push_bind(at.map(|p| p.lon()));
        query.push(", latitude = ").push_bind(at.map(|p| p.lat()));
    }
    for (column, value) in text_columns(office) {
        query.push(", ").push(column).push(" = ").push_bind(value);
    }
    query.push(" where id = ").push_bind(Uid(office.id.0));
    Ok(query)
}
