//! Keys of programs that post reports, found by the hash of the key.

use jiff::civil::Date;

use crate::domain::api_key::{ApiKey, ApiKeyName};
use crate::domain::id::ApiKeyId;
use crate::domain::token::ApiToken;

use super::types::{Uid, read, read_option};
use super::{Store, StoreError, Tx};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uid,
    name: String,
    made_on: String,
    revoked_on: Option<String>,
}

impl Row {
    fn key(self) -> Result<ApiKey, StoreError> {
        const TABLE: &str = "api_keys";
        let row = self.id.0;
        Ok(ApiKey {
            id: ApiKeyId(row),
            name: read(TABLE, "name", &row, &self.name)?,
            made_on: read(TABLE, "made_on", &row, &self.made_on)?,
            revoked_on: read_option(TABLE, "revoked_on", &row, self.revoked_on.as_deref())?,
        })
    }
}

impl Store {
    /// Every key, also those that were taken back, in the order of their names.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn api_keys(&self) -> Result<Vec<ApiKey>, StoreError> {
        const SELECT: &str = "select id, name, made_on, revoked_on from api_keys";
        let rows: Vec<Row> = on!(self, pool => sqlx::query_as(SELECT).fetch_all(pool).await?);
        let mut keys = rows.into_iter().map(Row::key).collect::<Result<Vec<_>, _>>()?;
        // Sorted here: the databases order letters in their own ways.
        keys.sort_by(|a, b| (&a.name, a.made_on, a.id).cmp(&(&b.name, b.made_on, b.id)));
        Ok(keys)
    }

    /// The key that a program has shown; none for one that was taken back or never was one.
    ///
    /// # Errors
    /// When the database does not answer or the row is not what it should be.
    pub async fn api_key(&self, token: &ApiToken) -> Result<Option<ApiKey>, StoreError> {
        const SELECT: &str = "select id, name, made_on, revoked_on from api_keys \
             where key_hash = $1 and revoked_on is null";
        let row: Option<Row> = on!(self, pool =>
            sqlx::query_as(SELECT).bind(token.hash()).fetch_optional(pool).await?);
        row.map(Row::key).transpose()
    }
}

impl Tx {
    /// Keeps a key by its hash; false when a program of that name has one already.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn insert_api_key(
        &mut self,
        key: &ApiKey,
        token: &ApiToken,
    ) -> Result<bool, StoreError> {
        const INSERT: &str = "insert into api_keys (id, name, key_hash, made_on) \
             select $1, $2, $3, $4 where not exists \
             (select 1 from api_keys where name = $2 and revoked_on is null)";
        let count = on!(self, tx =>
            sqlx::query(INSERT)
                .bind(Uid(key.id.0))
                .bind(key.name.as_str())
                .bind(token.hash())
                .bind(key.made_on.to_string())
                .execute(&mut **tx)
                .await?
                .rows_affected());
        Ok(count == 1)
    }

    /// Takes the key of a program back and gives its identifier; none when it has none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn revoke_api_key(
        &mut self,
        name: &ApiKeyName,
        on: Date,
    ) -> Result<Option<ApiKeyId>, StoreError> {
        const UPDATE: &str = "update api_keys set revoked_on = $2 \
             where name = $1 and revoked_on is null returning id";
        let row: Option<(Uid,)> = on!(self, tx =>
            sqlx::query_as(UPDATE)
                .bind(name.as_str())
                .bind(on.to_string())
                .fetch_optional(&mut **tx)
                .await?);
        Ok(row.map(|(id,)| ApiKeyId(id.0)))
    }
}
