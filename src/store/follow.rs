//! Wishes to follow, and followers. Addresses are sealed before they reach a table and found by a keyed hash.

use jiff::civil::Date;

use crate::domain::email::Email;
use crate::domain::follow::{Follower, Topic, Wish};
use crate::domain::id::FollowerId;

use super::seal::Sealer;
use super::types::{Uid, no_nul, read, read_option};
use super::{Store, StoreError, Tx};

#[derive(sqlx::FromRow)]
struct WishRow {
    id: Uid,
    email_sealed: Vec<u8>,
    topics: String,
    pace: String,
    lang: String,
    asked_on: String,
    lettered_on: Option<String>,
}

#[derive(sqlx::FromRow)]
struct FollowerRow {
    id: Uid,
    email_sealed: Vec<u8>,
    pace: String,
    lang: String,
}

/// The hash by which an address is found again; not to be computed without the key.
fn email_hash(sealer: &Sealer, email: &Email) -> String {
    data_encoding::HEXLOWER.encode(&sealer.derive("follow.email", &email.folded()))
}

fn opened(
    sealer: &Sealer,
    table: &'static str,
    row: &Uid,
    sealed: &[u8],
) -> Result<Email, StoreError> {
    let bad = |found: String| StoreError::Inconsistent {
        table,
        column: "email_sealed",
        row: row.0.to_string(),
        found,
    };
    let text = sealer.open(sealed).map_err(|e| bad(e.to_string()))?;
    Email::parse(&text).map_err(|e| bad(e.to_string()))
}

impl WishRow {
    fn wish(self, sealer: &Sealer) -> Result<Wish, StoreError> {
        const TABLE: &str = "follow_wishes";
        let row = self.id.0;
        let topics = self.topics.split_whitespace();
        Ok(Wish {
            id: FollowerId(row),
            email: opened(sealer, TABLE, &self.id, &self.email_sealed)?,
            topics: topics.map(|t| read(TABLE, "topics", &row, t)).collect::<Result<_, _>>()?,
            pace: read(TABLE, "pace", &row, &self.pace)?,
            lang: self.lang,
            asked_on: read(TABLE, "asked_on", &row, &self.asked_on)?,
            lettered_on: read_option(TABLE, "lettered_on", &row, self.lettered_on.as_deref())?,
        })
    }
}

impl FollowerRow {
    fn follower(
        self,
        sealer: &Sealer,
        topics: Vec<(String, String)>,
    ) -> Result<Follower, StoreError> {
        let row = self.id.0;
        let topics = topics.into_iter().map(|topic| topic_of("follow_topics", &row, topic));
        Ok(Follower {
            id: FollowerId(row),
            email: opened(sealer, "followers", &self.id, &self.email_sealed)?,
            topics: topics.collect::<Result<_, _>>()?,
            pace: read("followers", "pace", &row, &self.pace)?,
            lang: self.lang,
        })
    }
}

/// A topic of its two columns.
pub(super) fn topic_of(
    table: &'static str,
    row: &dyn std::fmt::Display,
    (kind, name): (String, String),
) -> Result<Topic, StoreError> {
    let text = if name.is_empty() { kind } else { format!("{kind}:{name}") };
    read(table, "name", row, &text)
}

const WISH_BY_ID: &str = "select id, email_sealed, topics, pace, lang, asked_on, lettered_on \
     from follow_wishes where id = $1";
const WISH_BY_HASH: &str = "select id, email_sealed, topics, pace, lang, asked_on, lettered_on \
     from follow_wishes where email_hash = $1";
const FOLLOWER_BY_ID: &str = "select id, email_sealed, pace, lang from followers where id = $1";
const FOLLOWER_BY_HASH: &str =
    "select id, email_sealed, pace, lang from followers where email_hash = $1";
const TOPICS: &str =
    "select kind, name from follow_topics where follower_id = $1 order by kind, name";

impl Store {
    /// The wish of an identifier.
    ///
    /// # Errors
    /// When the database does not answer or the row is not what it should be.
    pub async fn wish(&self, id: FollowerId, sealer: &Sealer) -> Result<Option<Wish>, StoreError> {
        let row: Option<WishRow> = on!(self, pool =>
            sqlx::query_as(WISH_BY_ID).bind(Uid(id.0)).fetch_optional(pool).await?);
        row.map(|row| row.wish(sealer)).transpose()
    }

    /// The follower of an identifier.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn follower(
        &self,
        id: FollowerId,
        sealer: &Sealer,
    ) -> Result<Option<Follower>, StoreError> {
        let row: Option<FollowerRow> = on!(self, pool =>
            sqlx::query_as(FOLLOWER_BY_ID).bind(Uid(id.0)).fetch_optional(pool).await?);
        let Some(row) = row else { return Ok(None) };
        let topics =
            on!(self, pool => sqlx::query_as(TOPICS).bind(Uid(id.0)).fetch_all(pool).await?);
        row.follower(sealer, topics).map(Some)
    }
}

impl Tx {
    /// The wish that waits for an address. Two requests for one address are taken one after the other.
    ///
    /// # Errors
    /// When the database does not answer or the row is not what it should be.
    pub async fn wish_of(
        &mut self,
        email: &Email,
        sealer: &Sealer,
    ) -> Result<Option<Wish>, StoreError> {
        let hash = email_hash(sealer, email);
        if let Self::Postgres(tx) = self {
            sqlx::query("select pg_advisory_xact_lock(7313, hashtext($1))")
                .bind(&hash)
                .execute(&mut **tx)
                .await?;
        }
        let row: Option<WishRow> = on!(self, tx =>
            sqlx::query_as(WISH_BY_HASH).bind(hash).fetch_optional(&mut **tx).await?);
        row.map(|row| row.wish(sealer)).transpose()
    }

    /// The follower of an address.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn follower_of(
        &mut self,
        email: &Email,
        sealer: &Sealer,
    ) -> Result<Option<Follower>, StoreError> {
        let hash = email_hash(sealer, email);
        let row: Option<FollowerRow> = on!(self, tx =>
            sqlx::query_as(FOLLOWER_BY_HASH).bind(hash).fetch_optional(&mut **tx).await?);
        let Some(row) = row else { return Ok(None) };
        let topics = on!(self, tx =>
            sqlx::query_as(TOPICS).bind(row.id).fetch_all(&mut **tx).await?);
        row.follower(sealer, topics).map(Some)
    }

    /// The follower of an identifier, within this write.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn follower_by_id(
        &mut self,
        id: FollowerId,
        sealer: &Sealer,
    ) -> Result<Option<Follower>, StoreError> {
        let row: Option<FollowerRow> = on!(self, tx =>
            sqlx::query_as(FOLLOWER_BY_ID).bind(Uid(id.0)).fetch_optional(&mut **tx).await?);
        let Some(row) = row else { return Ok(None) };
        let topics = on!(self, tx =>
            sqlx::query_as(TOPICS).bind(row.id).fetch_all(&mut **tx).await?);
        row.follower(sealer, topics).map(Some)
    }

    /// Keeps a wish. An address has one wish at most: a later one takes the place of the earlier one, which keeps
    /// its identifier, so that the link of a letter that is on its way goes on working.
    ///
    /// # Errors
    /// When the database does not answer or the address cannot be sealed.
    pub async fn keep_wish(&mut self, wish: &Wish, sealer: &Sealer) -> Result<(), StoreError> {
        const UPSERT: &str = "insert into follow_wishes (id, email_hash, email_sealed, topics, pace, lang, asked_on, \
             lettered_on) values ($1, $2, $3, $4, $5, $6, $7, $8) \
             on conflict (email_hash) do update set topics = excluded.topics, pace = excluded.pace, \
             lang = excluded.lang, asked_on = excluded.asked_on, lettered_on = excluded.lettered_on";
        no_nul("a wish to follow", [wish.lang.as_str()])?;
        let sealed = sealer.seal(wish.email.as_str())?;
        let topics: Vec<String> = wish.topics.iter().map(ToString::to_string).collect();
        on!(self, tx => {
            sqlx::query(UPSERT)
                .bind(Uid(wish.id.0))
                .bind(email_hash(sealer, &wish.email))
                .bind(sealed)
                .bind(topics.join(" "))
                .bind(wish.pace.as_str())
                .bind(&wish.lang)
                .bind(wish.asked_on.to_string())
                .bind(wish.lettered_on.map(|day| day.to_string()))
                .execute(&mut **tx)
                .await?;
        });
        Ok(())
    }

    /// Deletes a wish and its letters that wait; false when it is not there.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drop_wish(&mut self, id: FollowerId) -> Result<bool, StoreError> {
        const DELETE: &str = "delete from follow_wishes where id = $1";
        self.drop_jobs_of(id.0).await?;
        let found = on!(self, tx =>
            sqlx::query(DELETE).bind(Uid(id.0)).execute(&mut **tx).await?.rows_affected());
        Ok(found == 1)
    }

    /// Deletes the wishes that were last asked for before a day, and their letters that wait; gives how many wishes.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drop_wishes_before(&mut self, day: Date) -> Result<u64, StoreError> {
        const JOBS: &str =
            "delete from jobs where owner in (select id from follow_wishes where asked_on < $1)";
        const DELETE: &str = "delete from follow_wishes where asked_on < $1";
        let day = day.to_string();
        Ok(on!(self, tx => {
            sqlx::query(JOBS).bind(&day).execute(&mut **tx).await?;
            sqlx::query(DELETE).bind(&day).execute(&mut **tx).await?.rows_affected()
        }))
    }

    /// Keeps a follower with exactly these topics; what waits for one who is known goes by the new pace.
    ///
    /// # Errors
    /// When the database does not answer or the address cannot be sealed.
    pub async fn keep_follower(
        &mut self,
        follower: &Follower,
        sealer: &Sealer,
    ) -> Result<(), StoreError> {
        const UPSERT: &str = "insert into followers (id, email_hash, email_sealed, pace, lang) \
             values ($1, $2, $3, $4, $5) \
             on conflict (id) do update set pace = excluded.pace, lang = excluded.lang";
        const QUEUE: &str =
            "update follow_queue set pace = $2 where follower_id = $1 and pace <> $2";
        const CLEAR: &str = "delete from follow_topics where follower_id = $1";
        const TOPIC: &str =
            "insert into follow_topics (follower_id, kind, name) values ($1, $2, $3)";
        no_nul("a follower", [follower.lang.as_str()])?;
        let sealed = sealer.seal(follower.email.as_str())?;
        on!(self, tx => {
            sqlx::query(UPSERT)
                .bind(Uid(follower.id.0))
                .bind(email_hash(sealer, &follower.email))
                .bind(sealed)
                .bind(follower.pace.as_str())
                .bind(&follower.lang)
                .execute(&mut **tx)
                .await?;
            sqlx::query(QUEUE)
                .bind(Uid(follower.id.0))
                .bind(follower.pace.as_str())
                .execute(&mut **tx)
                .await?;
            sqlx::query(CLEAR).bind(Uid(follower.id.0)).execute(&mut **tx).await?;
            for topic in &follower.topics {
                sqlx::query(TOPIC)
                    .bind(Uid(follower.id.0))
                    .bind(topic.kind().as_str())
                    .bind(topic.name())
                    .execute(&mut **tx)
                    .await?;
            }
        });
        Ok(())
    }

    /// Deletes a follower and all that waits for one, letters too; false when there is none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drop_follower(&mut self, id: FollowerId) -> Result<bool, StoreError> {
        const QUEUE: &str = "delete from follow_queue where follower_id = $1";
        const DELETE: &str = "delete from followers where id = $1";
        self.drop_jobs_of(id.0).await?;
        let found = on!(self, tx => {
            sqlx::query(QUEUE).bind(Uid(id.0)).execute(&mut **tx).await?;
            sqlx::query(DELETE).bind(Uid(id.0)).execute(&mut **tx).await?.rows_affected()
        });
        Ok(found == 1)
    }
}
