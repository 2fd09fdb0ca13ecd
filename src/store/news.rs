//! What followers are told: versions of cases, and who has not been told of them yet.

use crate::domain::follow::{News, Pace, Topic};
use crate::domain::id::{ClosureId, FollowerId, NewsId};

use super::types::{Moment, Uid, unsigned};
use super::{Store, StoreError, Tx};

#[derive(sqlx::FromRow)]
struct NewsRow {
    id: Uid,
    closure_id: Uid,
    version: i64,
    at: Moment,
}

impl NewsRow {
    fn news(self) -> Result<News, StoreError> {
        let version = u32::try_from(self.version).map_err(|e| StoreError::Inconsistent {
            table: "news",
            column: "version",
            row: self.id.0.to_string(),
            found: e.to_string(),
        })?;
        let (id, closure) = (NewsId(self.id.0), ClosureId(self.closure_id.0));
        Ok(News { id, closure, version, at: self.at.0 })
    }
}

/// What came of filling the queue once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Queued {
    /// Followers that were put into it.
    pub followers: u64,
    /// Whether all are in it now.
    pub is_done: bool,
}

impl Store {
    /// One news.
    ///
    /// # Errors
    /// When the database does not answer or the row is not what it should be.
    pub async fn news(&self, id: NewsId) -> Result<Option<News>, StoreError> {
        const SELECT: &str = "select id, closure_id, cast(version as bigint) as version, at \
             from news where id = $1";
        let row: Option<NewsRow> = on!(self, pool =>
            sqlx::query_as(SELECT).bind(Uid(id.0)).fetch_optional(pool).await?);
        row.map(NewsRow::news).transpose()
    }

    /// Followers of a pace for whom something waits, in the order of their identifiers.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn waiting_followers(
        &self,
        pace: Pace,
        after: Option<FollowerId>,
        most: u32,
    ) -> Result<Vec<FollowerId>, StoreError> {
        const SELECT: &str = "select distinct follower_id from follow_queue \
             where pace = $1 and follower_id > $2 order by follower_id limit $3";
        let rows: Vec<(Uid,)> = on!(self, pool => sqlx::query_as(SELECT)
            .bind(pace.as_str())
            .bind(Uid(after.map_or_else(uuid::Uuid::nil, |id| id.0)))
            .bind(i64::from(most))
            .fetch_all(pool)
            .await?);
        Ok(rows.into_iter().map(|(id,)| FollowerId(id.0)).collect())
    }

    /// How many letters or parts of letters wait.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn queued_news(&self) -> Result<u64, StoreError> {
        const COUNT: &str = "select count(*) from follow_queue";
        let (count,): (i64,) = on!(self, pool => sqlx::query_as(COUNT).fetch_one(pool).await?);
        Ok(unsigned(count))
    }
}

impl Tx {
    /// Keeps a news with what it touches; gives the one that is kept, which is an earlier one where this version of
    /// the case was told before.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn publish_news(
        &mut self,
        news: &News,
        topics: &[Topic],
    ) -> Result<NewsId, StoreError> {
        const INSERT: &str = "insert into news (id, closure_id, version, at, queued_to, is_queued) \
             values ($1, $2, $3, $4, null, false) on conflict (closure_id, version) do nothing";
        const KEPT: &str = "select id from news where closure_id = $1 and version = $2";
        const TOPIC: &str = "insert into news_topics (news_id, kind, name) values ($1, $2, $3) \
             on conflict (news_id, kind, name) do nothing";
        on!(self, tx => {
            sqlx::query(INSERT)
                .bind(Uid(news.id.0))
                .bind(Uid(news.closure.0))
                .bind(i64::from(news.version))
                .bind(Moment(news.at))
                .execute(&mut **tx)
                .await?;
            let (kept,): (Uid,) = sqlx::query_as(KEPT)
                .bind(Uid(news.closure.0))
                .bind(i64::from(news.version))
                .fetch_one(&mut **tx)
                .await?;
            for topic in topics {
                sqlx::query(TOPIC)
                    .bind(kept)
                    .bind(topic.kind().as_str())
                    .bind(topic.name())
                    .execute(&mut **tx)
                    .await?;
            }
            Ok(NewsId(kept.0))
        })
    }

    /// Puts the next followers of a news into the queue, each once, whatever number of topics brought them.
    ///
    /// `most` followers are looked at. How far it came is kept with the news in the same write, so that a job that is
    /// run again goes on from there and nobody is told twice.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn queue_news(&mut self, id: NewsId, most: u32) -> Result<Queued, StoreError> {
        const SQLITE: &str = "select queued_to, is_queued from news where id = $1";
        const POSTGRES: &str = "select queued_to, is_queued from news where id = $1 for update";
        const LAST: &str = "select id from followers where id > $1 order by id limit 1 offset $2";
        const END: &str = "select id from followers where id > $1 order by id desc limit 1";
        const INSERT: &str = "insert into follow_queue (follower_id, news_id, pace) \
             select f.id, $1, f.pace from followers f where f.id > $2 and f.id <= $3 \
             and exists (select 1 from follow_topics t join news_topics n \
             on n.kind = t.kind and n.name = t.name where t.follower_id = f.id and n.news_id = $1 \
             and t.follower_id > $2 and t.follower_id <= $3) \
             on conflict (follower_id, news_id) do nothing";
        // The range stands twice: from equal identifiers alone PostgreSQL would not conclude it, and read all topics.
        const DONE: &str = "update news set queued_to = $2, is_queued = $3 where id = $1";
        let query = match self {
            Self::Sqlite(_) => SQLITE,
            Self::Postgres(_) => POSTGRES,
        };
        on!(self, tx => {
            let row: Option<(Option<Uid>, bool)> =
                sqlx::query_as(query).bind(Uid(id.0)).fetch_optional(&mut **tx).await?;
            let Some((from, false)) = row else {
                return Ok(Queued { followers: 0, is_done: true });
            };
            let from = from.unwrap_or(Uid(uuid::Uuid::nil()));
            let mut to: Option<(Uid,)> = sqlx::query_as(LAST)
                .bind(from)
                .bind(i64::from(most.saturating_sub(1)))
                .fetch_optional(&mut **tx)
                .await?;
            let is_done = to.is_none();
            if is_done {
                to = sqlx::query_as(END).bind(from).fetch_optional(&mut **tx).await?;
            }
            let to = to.map_or(from, |(to,)| to);
            let followers = sqlx::query(INSERT)
                .bind(Uid(id.0))
                .bind(from)
                .bind(to)
                .execute(&mut **tx)
                .await?
                .rows_affected();
            sqlx::query(DONE).bind(Uid(id.0)).bind(to).bind(is_done).execute(&mut **tx).await?;
            Ok(Queued { followers, is_done })
        })
    }

    /// Takes all that waits for a follower out of the queue, the oldest first. Two processes cannot both get it.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn take_queued(&mut self, id: FollowerId) -> Result<Vec<News>, StoreError> {
        const TAKE: &str = "delete from follow_queue where follower_id = $1 returning news_id";
        const SELECT: &str = "select id, closure_id, cast(version as bigint) as version, at \
             from news where id = $1";
        let mut news: Vec<News> = on!(self, tx => {
            let taken: Vec<(Uid,)> =
                sqlx::query_as(TAKE).bind(Uid(id.0)).fetch_all(&mut **tx).await?;
            let mut rows = Vec::with_capacity(taken.len());
            for (news,) in taken {
                let row: Option<NewsRow> =
                    sqlx::query_as(SELECT).bind(news).fetch_optional(&mut **tx).await?;
                rows.extend(row.map(NewsRow::news).transpose()?);
            }
            rows
        });
        news.sort_by_key(|news| (news.at, news.id));
        Ok(news)
    }
}
