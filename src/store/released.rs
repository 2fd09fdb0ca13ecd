//! The public counts of reports as they were last released: written by a release, read by everybody else.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use sqlx::QueryBuilder;

use crate::domain::id::OfficeId;
use crate::domain::problem::Problem;
use crate::domain::release::{Block, Figures, Node, Scope, Shown, Tables, figure};

use super::types::{Uid, read};
use super::{Store, StoreError, Tx};

/// Rows of one insert; SQLite takes 32,766 values.
const BATCH: usize = 500;

#[derive(sqlx::FromRow)]
struct CountRow {
    office_id: Option<Uid>,
    county: String,
    problem: String,
    quarter: String,
    number: i64,
    tells_some: bool,
}

/// A name that is blank where none is meant.
pub(super) fn named<T>(
    table: &'static str,
    column: &'static str,
    text: &str,
) -> Result<Option<T>, StoreError>
where
    T: std::str::FromStr,
    T::Err: std::fmt::Display,
{
    Some(text)
        .filter(|text| !text.is_empty())
        .map(|text| read(table, column, &text, text))
        .transpose()
}

pub(super) fn scope(office: Option<Uid>, county: &str) -> Scope {
    match office {
        Some(id) => Scope::Office(OfficeId(id.0)),
        None if county.is_empty() => Scope::State,
        None => Scope::County(Arc::from(county)),
    }
}

pub(super) fn small(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(if number < 0 { 0 } else { u32::MAX })
}

/// The columns of a place: office, county, problem, quarter.
pub(super) fn columns(node: &Node) -> (Option<Uid>, String, &'static str, String) {
    let (office, county) = match &node.scope {
        Scope::Office(id) => (Some(Uid(id.0)), String::new()),
        Scope::County(name) => (None, name.to_string()),
        Scope::State => (None, String::new()),
    };
    let quarter = node.quarter.map(|quarter| quarter.to_string()).unwrap_or_default();
    (office, county, node.problem.map_or("", Problem::as_str), quarter)
}

impl Tx {
    pub(super) async fn write_tables(&mut self, tables: &Tables) -> Result<(), StoreError> {
        const DELETE: &str = "delete from released_counts";
        let rows: Vec<(&Node, &Shown)> = tables.iter().collect();
        on!(self, tx => {
            sqlx::query(DELETE).execute(&mut **tx).await?;
            for piece in rows.chunks(BATCH) {
                let mut query = QueryBuilder::new(
                    "insert into released_counts (office_id, county, problem, quarter, number, tells_some) ",
                );
                query.push_values(piece, |mut row, (node, shown)| {
                    let (office, county, problem, quarter) = columns(node);
                    row.push_bind(office)
                        .push_bind(county)
                        .push_bind(problem)
                        .push_bind(quarter)
                        .push_bind(i64::from(shown.number().unwrap_or(0)))
                        .push_bind(**shown != Shown::HeldBack);
                });
                query.build().execute(&mut **tx).await?;
            }
        });
        Ok(())
    }

    /// The medians: those of places where a block grew are computed anew, those of places without a number go, all
    /// others stay as they were.
    pub(super) async fn renewed_figures(
        &mut self,
        old: &[Block],
        blocks: &[Block],
        tables: &Tables,
    ) -> Result<Figures, StoreError> {
        const ANSWERS: &str = "select a.question, a.number from reports r join report_answers a on a.report_id = r.id \
             where r.block_id = $1 and a.number is not null";
        let mut renewed: BTreeSet<(Scope, Problem)> = BTreeSet::new();
        for (at, block) in blocks.iter().enumerate() {
            if block.size > old.get(at).map_or(0, |old| old.size) {
                renewed.extend(places_of_figures(block));
            }
        }
        let mut figures = self.figures().await?;
        figures.retain(|(scope, _, problem), _| {
            let cell = Node { scope: scope.clone(), problem: Some(*problem), quarter: None };
            matches!(tables.get(&cell), Some(Shown::Number(_)))
                && !renewed.contains(&(scope.clone(), *problem))
        });
        let mut answers: BTreeMap<(Scope, String, Problem), Vec<u32>> = BTreeMap::new();
        for block in blocks.iter().filter(|block| block.size > 0) {
            let mut places = places_of_figures(block);
            places.retain(|place| renewed.contains(place));
            let Some(id) = block.id.filter(|_| !places.is_empty()) else { continue };
            let rows: Vec<(String, i64)> = on!(self, tx =>
                sqlx::query_as(ANSWERS).bind(Uid(id.0)).fetch_all(&mut **tx).await?);
            for (question, number) in rows {
                for (scope, problem) in &places {
                    let key = (scope.clone(), question.clone(), *problem);
                    answers.entry(key).or_default().push(small(number));
                }
            }
        }
        for (key, numbers) in answers {
            if let Some(median) = figure(&key.1, numbers) {
                figures.insert(key, median);
            }
        }
        Ok(figures)
    }

    async fn figures(&mut self) -> Result<Figures, StoreError> {
        let rows = on!(self, tx => sqlx::query_as(FIGURES).fetch_all(&mut **tx).await?);
        read_figures(rows)
    }

    pub(super) async fn write_figures(&mut self, figures: &Figures) -> Result<(), StoreError> {
        const DELETE: &str = "delete from released_figures";
        const INSERT: &str = "insert into released_figures (office_id, county, problem, question, median) \
             values ($1, $2, $3, $4, $5)";
        on!(self, tx => {
            sqlx::query(DELETE).execute(&mut **tx).await?;
            for ((scope, question, problem), median) in figures {
                let (office, county, ..) = columns(&Node::all(scope.clone()));
                sqlx::query(INSERT)
                    .bind(office)
                    .bind(county)
                    .bind(problem.as_str())
                    .bind(question)
                    .bind(i64::from(*median))
                    .execute(&mut **tx)
                    .await?;
            }
        });
        Ok(())
    }
}

/// Where the answers of a block's reports are summed up: its office and its county, where it has one problem.
fn places_of_figures(block: &Block) -> Vec<(Scope, Problem)> {
    let Some(problem) = block.node.problem else { return Vec::new() };
    let office = Some(block.node.scope.clone()).filter(|scope| matches!(scope, Scope::Office(_)));
    let county = block.county.clone().map(Scope::County);
    office.into_iter().chain(county).map(|scope| (scope, problem)).collect()
}

const FIGURES: &str = "select office_id, county, problem, question, median from released_figures";

type FigureRow = (Option<Uid>, String, String, String, i64);

fn read_figures(rows: Vec<FigureRow>) -> Result<Figures, StoreError> {
    let figure = |(office, county, problem, question, median): FigureRow| {
        let problem = read("released_figures", "problem", &question, &problem)?;
        Ok(((scope(office, &county), question, problem), small(median)))
    };
    rows.into_iter().map(figure).collect()
}

impl Store {
    /// The public counts as they were last released. A place that is not among them has no reports.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn released_counts(&self) -> Result<Tables, StoreError> {
        const SELECT: &str =
            "select office_id, county, problem, quarter, number, tells_some from released_counts";
        let rows: Vec<CountRow> = on!(self, pool => sqlx::query_as(SELECT).fetch_all(pool).await?);
        let count = |row: CountRow| {
            let node = Node {
                scope: scope(row.office_id, &row.county),
                problem: named("released_counts", "problem", &row.problem)?,
                quarter: named("released_counts", "quarter", &row.quarter)?,
            };
            let shown = match (small(row.number), row.tells_some) {
                (0, true) => Shown::FewerThan11,
                (0, false) => Shown::HeldBack,
                (number, _) => Shown::Number(number),
            };
            Ok((node, shown))
        };
        rows.into_iter().map(count).collect()
    }

    /// The medians as they were last released.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn released_figures(&self) -> Result<Figures, StoreError> {
        let rows = on!(self, pool => sqlx::query_as(FIGURES).fetch_all(pool).await?);
        read_figures(rows)
    }

    /// The Monday of the week in which counts were last released.
    ///
    /// # Errors
    /// When the database does not answer or the row is not what it should be.
    pub async fn released_week(&self) -> Result<Option<Date>, StoreError> {
        const SELECT: &str = "select max(week) from report_releases";
        let (week,): (Option<String>,) =
            on!(self, pool => sqlx::query_as(SELECT).fetch_one(pool).await?);
        week.map(|week| read("report_releases", "week", &week, &week)).transpose()
    }
}
