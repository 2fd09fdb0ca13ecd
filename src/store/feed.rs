//! Feeds and their readings.

use crate::domain::feed::{Feed, Notice, Run};
use crate::domain::id::{FeedId, RunId};

use super::types::{Moment, Uid, no_nul, read, signed, unsigned};
use super::{Store, StoreError, Tx};

#[derive(sqlx::FromRow)]
struct FeedRow {
    id: Uid,
    name: String,
    subject: String,
    format: String,
    origin: String,
}

impl FeedRow {
    fn feed(self) -> Result<Feed, StoreError> {
        Ok(Feed {
            id: FeedId(self.id.0),
            subject: read("feeds", "subject", &self.name, &self.subject)?,
            format: read("feeds", "format", &self.name, &self.format)?,
            name: self.name,
            origin: self.origin,
        })
    }
}

#[derive(sqlx::FromRow)]
struct RunRow {
    id: Uid,
    feed_id: Uid,
    at: Moment,
    sha256: String,
    row_count: i64,
    added: i64,
    changed: i64,
    unchanged: i64,
    refused: i64,
    missing: i64,
    outcome: String,
}

impl RunRow {
    fn run(self) -> Result<Run, StoreError> {
        Ok(Run {
            id: RunId(self.id.0),
            feed: FeedId(self.feed_id.0),
            at: self.at.0,
            sha256: self.sha256,
            rows: unsigned(self.row_count),
            added: unsigned(self.added),
            changed: unsigned(self.changed),
            unchanged: unsigned(self.unchanged),
            refused: unsigned(self.refused),
            missing: unsigned(self.missing),
            outcome: read("runs", "outcome", &self.id.0, &self.outcome)?,
        })
    }
}

impl Store {
    /// Every feed, by name.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn feeds(&self) -> Result<Vec<Feed>, StoreError> {
        const SELECT: &str = "select id, name, subject, format, origin from feeds";
        let mut rows: Vec<FeedRow> =
            on!(self, pool => sqlx::query_as(SELECT).fetch_all(pool).await?);
        // Here and not in SQL, which sorts text by the rules of the server's language.
        rows.sort_by(|a, b| a.name.cmp(&b.name));
        rows.into_iter().map(FeedRow::feed).collect()
    }

    /// The newest readings of all feeds, newest first.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn runs(&self, limit: u32) -> Result<Vec<Run>, StoreError> {
        const SELECT: &str = "select id, feed_id, at, sha256, row_count, added, changed, unchanged, refused, \
             missing, outcome from runs order by at desc, id desc limit $1";
        let rows: Vec<RunRow> =
            on!(self, pool => sqlx::query_as(SELECT).bind(i64::from(limit)).fetch_all(pool).await?);
        rows.into_iter().map(RunRow::run).collect()
    }
}

impl Tx {
    /// The feed of a name, made or brought up to date.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn upsert_feed(&mut self, feed: &Feed) -> Result<FeedId, StoreError> {
        const UPSERT: &str = "insert into feeds (id, name, subject, format, origin) values ($1, $2, $3, $4, $5) \
             on conflict (name) do update set format = excluded.format, origin = excluded.origin \
             returning id";
        no_nul("a feed", [feed.name.as_str(), feed.origin.as_str()])?;
        let (id,): (Uid,) = on!(self, tx =>
            sqlx::query_as(UPSERT)
                .bind(Uid(feed.id.0))
                .bind(&feed.name)
                .bind(feed.subject.as_str())
                .bind(feed.format.as_str())
                .bind(&feed.origin)
                .fetch_one(&mut **tx)
                .await?);
        Ok(FeedId(id.0))
    }

    /// Keeps the record of a reading with the notices that it gave.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn insert_run(&mut self, run: &Run, notices: &[Notice]) -> Result<(), StoreError> {
        const INSERT: &str = "insert into runs (id, feed_id, at, sha256, row_count, added, changed, unchanged, \
             refused, missing, outcome, notices) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
        let notices = serde_json::to_string(notices).map_err(|e| sqlx::Error::Encode(e.into()))?;
        no_nul("a run", [run.sha256.as_str()])?;
        on!(self, tx => {
            sqlx::query(INSERT)
                .bind(Uid(run.id.0))
                .bind(Uid(run.feed.0))
                .bind(Moment(run.at))
                .bind(&run.sha256)
                .bind(signed(run.rows))
                .bind(signed(run.added))
                .bind(signed(run.changed))
                .bind(signed(run.unchanged))
                .bind(signed(run.refused))
                .bind(signed(run.missing))
                .bind(run.outcome.as_str())
                .bind(notices)
                .execute(&mut **tx)
                .await?;
        });
        Ok(())
    }
}
