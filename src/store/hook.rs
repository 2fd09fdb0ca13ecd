//! Webhooks and their deliveries. Secrets are sealed.

use jiff::Timestamp;

use crate::domain::hook::{Delivery, DeliveryState, Hook};
use crate::domain::id::{AccountId, DeliveryId, HookId, NewsId};

use super::follow::topic_of;
use super::seal::Sealer;
use super::types::{Moment, Uid, no_nul, read};
use super::{Store, StoreError, Tx};

#[derive(sqlx::FromRow)]
struct HookRow {
    id: Uid,
    owner: String,
    url: String,
    secret_sealed: Vec<u8>,
    failures: i64,
    off_reason: Option<String>,
}

#[derive(sqlx::FromRow)]
struct DeliveryRow {
    id: Uid,
    hook_id: Uid,
    news_id: Option<Uid>,
    at: Moment,
    state: String,
    tries: i64,
    said: String,
}

/// The longest answer that is kept, in characters.
const MOST_SAID: usize = 200;

impl HookRow {
    fn hook(self, sealer: &Sealer, topics: Vec<(String, String)>) -> Result<Hook, StoreError> {
        const TABLE: &str = "hooks";
        let row = self.id.0;
        let bad = |column, found: String| StoreError::Inconsistent {
            table: TABLE,
            column,
            row: row.to_string(),
            found,
        };
        let owner: uuid::Uuid = read(TABLE, "owner", &row, &self.owner)?;
        let topics = topics.into_iter().map(|topic| topic_of("hook_topics", &row, topic));
        Ok(Hook {
            id: HookId(row),
            owner: AccountId(owner),
            url: self.url,
            topics: topics.collect::<Result<_, _>>()?,
            secret: sealer
                .open(&self.secret_sealed)
                .map_err(|e| bad("secret_sealed", e.to_string()))?,
            failures: u32::try_from(self.failures).map_err(|e| bad("failures", e.to_string()))?,
            off: self.off_reason,
        })
    }
}

impl DeliveryRow {
    fn delivery(self) -> Result<Delivery, StoreError> {
        Ok(Delivery {
            id: DeliveryId(self.id.0),
            hook: HookId(self.hook_id.0),
            news: self.news_id.map(|id| NewsId(id.0)),
            at: self.at.0,
            state: read("hook_deliveries", "state", &self.id.0, &self.state)?,
            tries: u32::try_from(self.tries).unwrap_or(u32::MAX),
            said: self.said,
        })
    }
}

const HOOK: &str = "select id, owner, url, secret_sealed, cast(failures as bigint) as failures, off_reason \
     from hooks where id = $1";
const TOPICS: &str = "select kind, name from hook_topics where hook_id = $1 order by kind, name";

impl Store {
    /// A webhook.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn hook(&self, id: HookId, sealer: &Sealer) -> Result<Option<Hook>, StoreError> {
        let row: Option<HookRow> =
            on!(self, pool => sqlx::query_as(HOOK).bind(Uid(id.0)).fetch_optional(pool).await?);
        let Some(row) = row else { return Ok(None) };
        let topics = on!(self, pool => sqlx::query_as(TOPICS).bind(row.id).fetch_all(pool).await?);
        row.hook(sealer, topics).map(Some)
    }

    /// The webhooks of an account, the oldest first.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn hooks_of(
        &self,
        owner: AccountId,
        sealer: &Sealer,
    ) -> Result<Vec<Hook>, StoreError> {
        const SELECT: &str = "select id, owner, url, secret_sealed, cast(failures as bigint) as failures, off_reason \
             from hooks where owner = $1 order by id";
        let rows: Vec<HookRow> = on!(self, pool =>
            sqlx::query_as(SELECT).bind(owner.to_string()).fetch_all(pool).await?);
        let mut hooks = Vec::with_capacity(rows.len());
        for row in rows {
            let topics =
                on!(self, pool => sqlx::query_as(TOPICS).bind(row.id).fetch_all(pool).await?);
            hooks.push(row.hook(sealer, topics)?);
        }
        Ok(hooks)
    }

    /// The last deliveries of a webhook, the newest first.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn deliveries(&self, hook: HookId, most: u32) -> Result<Vec<Delivery>, StoreError> {
        const SELECT: &str = "select id, hook_id, news_id, at, state, cast(tries as bigint) as tries, said \
             from hook_deliveries where hook_id = $1 order by at desc, id desc limit $2";
        let rows: Vec<DeliveryRow> = on!(self, pool => sqlx::query_as(SELECT)
            .bind(Uid(hook.0)).bind(i64::from(most)).fetch_all(pool).await?);
        rows.into_iter().map(DeliveryRow::delivery).collect()
    }

    /// One delivery.
    ///
    /// # Errors
    /// When the database does not answer or the row is not what it should be.
    pub async fn delivery(&self, id: DeliveryId) -> Result<Option<Delivery>, StoreError> {
        const SELECT: &str = "select id, hook_id, news_id, at, state, cast(tries as bigint) as tries, said \
             from hook_deliveries where id = $1";
        let row: Option<DeliveryRow> =
            on!(self, pool => sqlx::query_as(SELECT).bind(Uid(id.0)).fetch_optional(pool).await?);
        row.map(DeliveryRow::delivery).transpose()
    }
}

impl Tx {
    /// Keeps a new webhook.
    ///
    /// # Errors
    /// When the database does not answer or the secret cannot be sealed.
    pub async fn insert_hook(&mut self, hook: &Hook, sealer: &Sealer) -> Result<(), StoreError> {
        const INSERT: &str = "insert into hooks (id, owner, url, secret_sealed, failures, off_reason) \
             values ($1, $2, $3, $4, 0, null)";
        const TOPIC: &str = "insert into hook_topics (hook_id, kind, name) values ($1, $2, $3)";
        no_nul("a webhook", [hook.url.as_str()])?;
        let sealed = sealer.seal(&hook.secret)?;
        on!(self, tx => {
            sqlx::query(INSERT)
                .bind(Uid(hook.id.0))
                .bind(hook.owner.to_string())
                .bind(&hook.url)
                .bind(sealed)
                .execute(&mut **tx)
                .await?;
            for topic in &hook.topics {
                sqlx::query(TOPIC)
                    .bind(Uid(hook.id.0))
                    .bind(topic.kind().as_str())
                    .bind(topic.name())
                    .execute(&mut **tx)
                    .await?;
            }
        });
        Ok(())
    }

    /// Deletes a webhook of an account with its deliveries; false when the account has none of that name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drop_hook(&mut self, owner: AccountId, id: HookId) -> Result<bool, StoreError> {
        const DELETE: &str = "delete from hooks where id = $1 and owner = $2";
        let found = on!(self, tx => sqlx::query(DELETE)
            .bind(Uid(id.0)).bind(owner.to_string()).execute(&mut **tx).await?.rows_affected());
        Ok(found == 1)
    }

    /// Switches a webhook of an account on again; false when the account has none of that name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn switch_hook_on(
        &mut self,
        owner: AccountId,
        id: HookId,
    ) -> Result<bool, StoreError> {
        const ON: &str =
            "update hooks set failures = 0, off_reason = null where id = $1 and owner = $2";
        let found = on!(self, tx => sqlx::query(ON)
            .bind(Uid(id.0)).bind(owner.to_string()).execute(&mut **tx).await?.rows_affected());
        Ok(found == 1)
    }

    /// The webhooks that are on and have a topic of a news, of people who may still have them: who was removed or has
    /// another role now is not told any more.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hooks_for(&mut self, news: NewsId) -> Result<Vec<HookId>, StoreError> {
        const SELECT: &str = "select h.id from hooks h where h.off_reason is null \
             and exists (select 1 from accounts a where cast(a.id as text) = h.owner \
             and a.state = 'active' and a.role in ('organizer', 'admin')) \
             and exists (select 1 from hook_topics t join news_topics n \
             on n.kind = t.kind and n.name = t.name where t.hook_id = h.id and n.news_id = $1) \
             order by h.id";
        let rows: Vec<(Uid,)> = on!(self, tx =>
            sqlx::query_as(SELECT).bind(Uid(news.0)).fetch_all(&mut **tx).await?);
        Ok(rows.into_iter().map(|(id,)| HookId(id.0)).collect())
    }

    /// Puts a delivery in line; false when the webhook has one for that news already.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn insert_delivery(&mut self, delivery: &Delivery) -> Result<bool, StoreError> {
        const INSERT: &str = "insert into hook_deliveries (id, hook_id, news_id, at, state, tries, said) \
             values ($1, $2, $3, $4, $5, $6, $7) on conflict (hook_id, news_id) do nothing";
        let found = on!(self, tx => sqlx::query(INSERT)
            .bind(Uid(delivery.id.0))
            .bind(Uid(delivery.hook.0))
            .bind(delivery.news.map(|id| Uid(id.0)))
            .bind(Moment(delivery.at))
            .bind(delivery.state.as_str())
            .bind(i64::from(delivery.tries))
            .bind(&delivery.said)
            .execute(&mut **tx)
            .await?
            .rows_affected());
        Ok(found == 1)
    }

    /// Writes down how a try ended, and switches the webhook off after `most_failures` in a row; true when this try
    /// did that.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn end_try(
        &mut self,
        delivery: &Delivery,
        state: DeliveryState,
        said: &str,
        most_failures: u32,
    ) -> Result<bool, StoreError> {
        const TRY: &str =
            "update hook_deliveries set state = $2, tries = tries + 1, said = $3 where id = $1";
        const WORKED: &str = "update hooks set failures = 0 where id = $1";
        const FAILED: &str = "update hooks set failures = failures + 1 where id = $1";
        const OFF: &str = "update hooks set off_reason = $2 \
             where id = $1 and off_reason is null and failures >= $3";
        let said: String = said.chars().filter(|c| !c.is_control()).take(MOST_SAID).collect();
        on!(self, tx => {
            sqlx::query(TRY)
                .bind(Uid(delivery.id.0))
                .bind(state.as_str())
                .bind(&said)
                .execute(&mut **tx)
                .await?;
            let count = if state == DeliveryState::Delivered { WORKED } else { FAILED };
            sqlx::query(count).bind(Uid(delivery.hook.0)).execute(&mut **tx).await?;
            let off = sqlx::query(OFF)
                .bind(Uid(delivery.hook.0))
                .bind(&said)
                .bind(i64::from(most_failures))
                .execute(&mut **tx)
                .await?
                .rows_affected();
            Ok(off == 1)
        })
    }

    /// Forgets deliveries before a moment.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drop_deliveries_before(&mut self, at: Timestamp) -> Result<u64, StoreError> {
        const DELETE: &str = "delete from hook_deliveries where at < $1 and state <> 'waiting'";
        Ok(
            on!(self, tx => sqlx::query(DELETE).bind(Moment(at)).execute(&mut **tx).await?.rows_affected()),
        )
    }
}
