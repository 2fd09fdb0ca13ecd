//! Files that were loaded, with their origin.

use crate::domain::dataset::{DataSetOf, Dataset};

use super::types::{Moment, no_nul, read, signed, unsigned};
use super::{Store, StoreError, Tx};

#[derive(sqlx::FromRow)]
struct Row {
    part_of: String,
    name: String,
    url: String,
    vintage: String,
    sha256: String,
    row_count: i64,
    loaded_at: Moment,
}

impl Row {
    fn dataset(self) -> Result<Dataset, StoreError> {
        Ok(Dataset {
            of: read("datasets", "part_of", &self.name, &self.part_of)?,
            name: self.name,
            url: self.url,
            vintage: self.vintage,
            sha256: self.sha256,
            rows: unsigned(self.row_count),
            loaded_at: self.loaded_at.0,
        })
    }
}

impl Store {
    /// Every file that was loaded, by set and name.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn datasets(&self) -> Result<Vec<Dataset>, StoreError> {
        const SELECT: &str =
            "select part_of, name, url, vintage, sha256, row_count, loaded_at from datasets";
        let rows: Vec<Row> = on!(self, pool => sqlx::query_as(SELECT).fetch_all(pool).await?);
        let mut found = rows.into_iter().map(Row::dataset).collect::<Result<Vec<_>, _>>()?;
        // Here and not in SQL, which sorts text by the rules of the server's language.
        found.sort_by(|a, b| (&a.of, &a.name).cmp(&(&b.of, &b.name)));
        Ok(found)
    }
}

impl Tx {
    /// Says which files a set is made of now.
    pub(super) async fn replace_datasets(
        &mut self,
        of: &DataSetOf,
        datasets: &[Dataset],
    ) -> Result<(), StoreError> {
        const INSERT: &str = "insert into datasets (part_of, name, url, vintage, sha256, row_count, loaded_at) \
             values ($1, $2, $3, $4, $5, $6, $7)";
        let of = of.to_string();
        on!(self, tx => {
            sqlx::query("delete from datasets where part_of = $1")
                .bind(&of)
                .execute(&mut **tx)
                .await?;
            for dataset in datasets {
                let texts = [&dataset.name, &dataset.url, &dataset.vintage, &dataset.sha256];
                no_nul("a dataset", texts.map(String::as_str))?;
                sqlx::query(INSERT)
                    .bind(&of)
                    .bind(&dataset.name)
                    .bind(&dataset.url)
                    .bind(&dataset.vintage)
                    .bind(&dataset.sha256)
                    .bind(signed(dataset.rows))
                    .bind(Moment(dataset.loaded_at))
                    .execute(&mut **tx)
                    .await?;
            }
        });
        Ok(())
    }
}
