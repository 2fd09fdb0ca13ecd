//! What an office was on a day.

use jiff::civil::Date;

use crate::domain::id::OfficeId;
use crate::domain::office::{Office, OfficeFacts};

use super::office::site_id;
use super::office_row::facts_text;
use super::types::{Uid, read};
use super::{Store, StoreError, Tx};

#[derive(sqlx::FromRow)]
struct VersionRow {
    office_id: Uid,
    valid_from: String,
    facts: String,
}

impl Tx {
    /// Keeps facts that are about to be replaced; they held until the day before `until`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn insert_version(&mut self, office: &Office, until: Date) -> Result<(), StoreError> {
        const INSERT: &str = "insert into office_versions (office_id, valid_from, valid_to, facts) values ($1, $2, $3, $4)";
        let facts = facts_text(&office.facts)?;
        on!(self, tx => {
            sqlx::query(INSERT)
                .bind(Uid(office.id.0))
                .bind(office.valid_from.to_string())
                .bind(until.to_string())
                .bind(facts)
                .execute(&mut **tx)
                .await?;
        });
        Ok(())
    }
}

impl Store {
    /// Every office as its facts were on a day; offices that came later are left out.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn offices_as_of(&self, day: Date) -> Result<Vec<Office>, StoreError> {
        // Where facts changed twice on one day, the last of that day counts.
        const SELECT: &str = "select office_id, valid_from, facts from office_versions \
             where valid_from <= $1 and valid_to > $1 order by office_id, valid_from";
        let mut now = self.snapshot().await?;
        let rows: Vec<VersionRow> = match &mut now {
            Tx::Sqlite(tx) => {
                sqlx::query_as(SELECT).bind(day.to_string()).fetch_all(&mut **tx).await?
            }
            Tx::Postgres(tx) => {
                sqlx::query_as(SELECT).bind(day.to_string()).fetch_all(&mut **tx).await?
            }
        };
        let mut past = std::collections::HashMap::new();
        for row in rows {
            past.insert(OfficeId(row.office_id.0), row);
        }
        let mut out = Vec::new();
        for mut office in now.all_offices().await? {
            if let Some(row) = past.remove(&office.id) {
                office.valid_from =
                    read("office_versions", "valid_from", &office.slug, &row.valid_from)?;
                office.facts = serde_json::from_str::<OfficeFacts>(&row.facts).map_err(|e| {
                    StoreError::Inconsistent {
                        table: "office_versions",
                        column: "facts",
                        row: office.slug.to_string(),
                        found: e.to_string(),
                    }
                })?;
                office.site = office.facts.location.site_key().map(|key| site_id(&key));
            } else if office.valid_from > day {
                continue;
            }
            out.push(office);
        }
        Ok(out)
    }
}
