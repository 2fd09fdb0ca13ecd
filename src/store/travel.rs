//! Travel times.

use crate::domain::dataset::{DataSetOf, Dataset};
use crate::domain::demand::DemandLevel;
use crate::domain::id::OfficeId;
use crate::domain::kind::OfficeKind;
use crate::domain::travel::{OfficeTimes, TimedWay, Travel, TravelTable};

use super::types::{Uid, read};
use super::{Store, StoreError, Tx};

/// Bytes of one way.
const WAY: usize = 12;

#[derive(sqlx::FromRow)]
struct Row {
    level: String,
    office_id: Uid,
    ways: Vec<u8>,
}

impl Row {
    fn times(&self) -> Result<OfficeTimes, StoreError> {
        let office = OfficeId(self.office_id.0);
        let wrong = || StoreError::Inconsistent {
            table: "travel_times",
            column: "ways",
            row: office.0.to_string(),
            found: format!("{} bytes, expected {WAY} for each way", self.ways.len()),
        };
        let ways = self.ways.chunks(WAY).map(|bytes| unpacked(bytes).ok_or_else(wrong));
        Ok(OfficeTimes { office, ways: ways.collect::<Result<_, _>>()? })
    }
}

fn packed(ways: &[TimedWay]) -> Vec<u8> {
    let mut out = Vec::with_capacity(ways.len() * WAY);
    for way in ways {
        out.extend_from_slice(&way.code.to_be_bytes());
        out.extend_from_slice(&way.time.to_be_bytes());
    }
    out
}

fn unpacked(bytes: &[u8]) -> Option<TimedWay> {
    let (code, time) = bytes.split_at_checked(8)?;
    Some(TimedWay {
        code: u64::from_be_bytes(code.try_into().ok()?),
        time: u32::from_be_bytes(time.try_into().ok()?),
    })
}

impl Store {
    /// The travel times to the offices of a service, by office; none where there are none.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn travel_times(
        &self,
        service: OfficeKind,
        by: Travel,
    ) -> Result<Option<TravelTable>, StoreError> {
        const SELECT: &str =
            "select level, office_id, ways from travel_times where service = $1 and travel = $2";
        let rows: Vec<Row> = on!(self, pool => sqlx::query_as(SELECT)
            .bind(service.as_str())
            .bind(by.as_str())
            .fetch_all(pool)
            .await?);
        let Some(first) = rows.first() else { return Ok(None) };
        let row = first.office_id.0.to_string();
        let level: DemandLevel = read("travel_times", "level", &row, &first.level)?;
        let mut offices = rows.iter().map(Row::times).collect::<Result<Vec<_>, _>>()?;
        offices.sort_by_key(|times| times.office);
        Ok(Some(TravelTable { service, by, level, offices }))
    }
}

impl Tx {
    /// Puts a table in the place of all that is known of its service and way to travel.
    ///
    /// # Errors
    /// When the database does not answer, or an office is there twice; then nothing of it is kept.
    pub async fn replace_travel_times(
        &mut self,
        table: &TravelTable,
        dataset: &Dataset,
    ) -> Result<(), StoreError> {
        const INSERT: &str = "insert into travel_times (service, travel, level, office_id, ways) values ($1, $2, $3, $4, $5)";
        on!(self, tx => {
            sqlx::query("delete from travel_times where service = $1 and travel = $2")
                .bind(table.service.as_str())
                .bind(table.by.as_str())
                .execute(&mut **tx)
                .await?;
            for times in &table.offices {
                sqlx::query(INSERT)
                    .bind(table.service.as_str())
                    .bind(table.by.as_str())
                    .bind(table.level.as_str())
                    .bind(Uid(times.office.0))
                    .bind(packed(&times.ways))
                    .execute(&mut **tx)
                    .await?;
            }
        });
        let of = DataSetOf::Times(table.service, table.by);
        self.replace_datasets(&of, std::slice::from_ref(dataset)).await
    }
}
