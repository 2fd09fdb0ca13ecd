//! Where people live.

use sqlx::{FromRow, QueryBuilder, Row};

use crate::domain::dataset::{DataSetOf, Dataset};
use crate::domain::demand::{DemandLevel, DemandPoint, Figure, Figures, Group};

use super::types::{gpkg_point, no_nul, read_point, wkb_point};
use super::{Store, StoreError, Tx};

/// Points that are written by one statement: 19 values each, and PostgreSQL takes 65,535 in one.
const BATCH: usize = 1_000;

/// The columns of the figures, in the order of the groups.
const COLUMNS: &str = "everyone, everyone_margin, in_poverty, in_poverty_margin, below_185, below_185_margin, \
     snap_households, snap_households_margin, no_car, no_car_margin, aged_65, aged_65_margin, \
     disability, disability_margin, limited_english, limited_english_margin";

/// A point as it is read: its place, its code, and the figures with their margins.
struct PointRow {
    geom: Vec<u8>,
    geoid: String,
    figures: Vec<(Option<i64>, Option<f64>)>,
}

impl<'r, R> FromRow<'r, R> for PointRow
where
    R: Row,
    usize: sqlx::ColumnIndex<R>,
    Vec<u8>: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
    String: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
    Option<i64>: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
    Option<f64>: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
{
    fn from_row(row: &'r R) -> Result<Self, sqlx::Error> {
        let figures = (0..Group::ALL.len())
            .map(|n| Ok((row.try_get(2 + 2 * n)?, row.try_get(3 + 2 * n)?)))
            .collect::<Result<_, sqlx::Error>>()?;
        Ok(Self { geom: row.try_get(0)?, geoid: row.try_get(1)?, figures })
    }
}

impl PointRow {
    fn point(self, level: DemandLevel) -> Result<DemandPoint, StoreError> {
        let wrong = |column, found: String| StoreError::Inconsistent {
            table: "demand_points",
            column,
            row: self.geoid.clone(),
            found,
        };
        let position = read_point(&self.geom).map_err(|found| wrong("geom", found))?;
        let mut figures = Figures::default();
        for (group, (count, margin)) in Group::ALL.iter().zip(&self.figures) {
            let Some(count) = *count else { continue };
            let count = u32::try_from(count)
                .map_err(|_| wrong(group.as_str(), format!("{count}, expected 0 or more")))?;
            figures.set(*group, Some(Figure { count, margin: *margin }));
        }
        Ok(DemandPoint { geoid: self.geoid, level, position, figures })
    }
}

impl Store {
    /// The points of a level, by code.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn demand(&self, level: DemandLevel) -> Result<Vec<DemandPoint>, StoreError> {
        let select = |geom: &str| {
            format!("select {geom}, geoid, {COLUMNS} from demand_points where level = ")
        };
        let rows: Vec<PointRow> = match self {
            Self::Sqlite(pool) => {
                let mut query = QueryBuilder::new(select("geom"));
                query.push_bind(level.as_str()).build_query_as().fetch_all(pool).await?
            }
            Self::Postgres(pool) => {
                let mut query = QueryBuilder::new(select("st_asbinary(geom)"));
                query.push_bind(level.as_str()).build_query_as().fetch_all(pool).await?
            }
        };
        let mut points =
            rows.into_iter().map(|row| row.point(level)).collect::<Result<Vec<_>, _>>()?;
        points.sort_by(|a, b| a.geoid.cmp(&b.geoid));
        Ok(points)
    }
}

impl Tx {
    /// Puts points in the place of all of their level, with all the files that they now come from.
    ///
    /// # Errors
    /// When the database does not answer, or a code is there twice; then nothing of it is kept.
    pub async fn replace_demand(
        &mut self,
        level: DemandLevel,
        points: &[DemandPoint],
        datasets: &[Dataset],
    ) -> Result<(), StoreError> {
        no_nul("a point of demand", points.iter().map(|point| point.geoid.as_str()))?;
        on!(self, tx => {
            sqlx::query("delete from demand_points where level = $1")
                .bind(level.as_str())
                .execute(&mut **tx)
                .await?;
        });
        for batch in points.chunks(BATCH) {
            let head = format!("insert into demand_points (geom, level, geoid, {COLUMNS}) ");
            match self {
                Self::Sqlite(tx) => {
                    let mut query = QueryBuilder::new(head);
                    query.push_values(batch, |mut row, point| {
                        row.push_bind(gpkg_point(point.position))
                            .push_bind(level.as_str())
                            .push_bind(&point.geoid);
                        for group in Group::ALL {
                            let figure = point.figures.get(*group);
                            row.push_bind(figure.map(|f| i64::from(f.count)))
                                .push_bind(figure.and_then(|f| f.margin));
                        }
                    });
                    query.build().execute(&mut **tx).await?;
                }
                Self::Postgres(tx) => {
                    let mut query = QueryBuilder::new(head);
                    query.push_values(batch, |mut row, point| {
                        row.push("st_geomfromwkb(")
                            .push_bind_unseparated(wkb_point(point.position))
                            .push_unseparated(", 4326)")
                            .push_bind(level.as_str())
                            .push_bind(&point.geoid);
                        for group in Group::ALL {
                            let figure = point.figures.get(*group);
                            row.push_bind(figure.map(|f| i64::from(f.count)))
                                .push_bind(figure.and_then(|f| f.margin));
                        }
                    });
                    query.build().execute(&mut **tx).await?;
                }
            }
        }
        self.replace_datasets(&DataSetOf::Demand(level), datasets).await
    }
}
