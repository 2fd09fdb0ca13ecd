//! The weekly release of counts: reports go into blocks, and the public tables are written anew.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::domain::id::{BlockId, OfficeId};
use crate::domain::release::{self, Block, Class, LEAST, Move, Node, Scope};

use super::released::{columns, named, scope, small};
use super::types::{Uid, read};
use super::{StoreError, Tx};

#[derive(sqlx::FromRow)]
struct BlockRow {
    id: Uid,
    office_id: Option<Uid>,
    county: String,
    problem: String,
    quarter: String,
    size: i64,
    owed: i64,
}

#[derive(sqlx::FromRow)]
struct ClassRow {
    office_id: Uid,
    problem: String,
    quarter: String,
    block_id: Option<Uid>,
    number: i64,
}

/// Where a release begins: what waits, what stands in blocks, and in which county each office lies.
struct Before {
    classes: Vec<Class>,
    blocks: Vec<Block>,
}

impl Tx {
    /// Releases what waits into the public counts, unless that was done in this week; false when there was nothing to
    /// do. `week` is a Monday.
    ///
    /// # Errors
    /// When the database does not answer, a row is not what it should be, or a report was changed meanwhile: then
    /// nothing of it may be kept, and it is tried again.
    pub async fn release_reports(
        &mut self,
        week: Date,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        const WEEK: &str =
            "insert into report_releases (week) values ($1) on conflict (week) do nothing";
        const TOLD: &str = "select count(*) from released_counts";
        let Before { mut classes, mut blocks } = self.before().await?;
        let (told,): (i64,) = on!(self, tx => sqlx::query_as(TOLD).fetch_one(&mut **tx).await?);
        // The last report may have left: then what was told of it goes too.
        if classes.is_empty() && blocks.is_empty() && told == 0 {
            return Ok(false);
        }
        let first = on!(self, tx =>
            sqlx::query(WEEK).bind(week.to_string()).execute(&mut **tx).await?.rows_affected());
        if first == 0 {
            return Ok(false);
        }
        let (waited, old) = (classes.clone(), blocks.clone());
        let moves = release::decide(LEAST, &mut classes, &mut blocks);
        self.write_blocks(&old, &mut blocks, week, now).await?;
        self.carry_out(&moves, &waited, &classes, &blocks).await?;
        let tables = release::tables(LEAST, &classes, &blocks);
        self.write_tables(&tables).await?;
        let figures = self.renewed_figures(&old, &blocks, &tables).await?;
        self.write_figures(&figures).await?;
        Ok(true)
    }

    async fn before(&mut self) -> Result<Before, StoreError> {
        const OFFICES: &str = "select id, county from offices where county <> ''";
        const BLOCKS: &str = "select id, office_id, county, problem, quarter, size, owed from report_blocks \
             where size > 0 order by id";
        const CLASSES: &str = "select office_id, problem, quarter, block_id, count(*) as number from reports \
             where counted group by office_id, problem, quarter, block_id \
             order by office_id, problem, quarter, block_id";
        let (offices, block_rows, rows): (Vec<(Uid, String)>, Vec<BlockRow>, Vec<ClassRow>) = on!(self, tx => (
            sqlx::query_as(OFFICES).fetch_all(&mut **tx).await?,
            sqlx::query_as(BLOCKS).fetch_all(&mut **tx).await?,
            sqlx::query_as(CLASSES).fetch_all(&mut **tx).await?,
        ));
        let mut names: HashMap<String, Arc<str>> = HashMap::new();
        let counties: HashMap<OfficeId, Arc<str>> = offices
            .into_iter()
            .map(|(id, name)| {
                let name = names.entry(name).or_insert_with_key(|name| Arc::from(name.as_str()));
                (OfficeId(id.0), name.clone())
            })
            .collect();
        let mut blocks = Vec::with_capacity(block_rows.len());
        let mut places: HashMap<Uid, usize> = HashMap::new();
        for row in block_rows {
            places.insert(row.id, blocks.len());
            let scope = scope(row.office_id, &row.county);
            let county = match &scope {
                Scope::Office(office) => counties.get(office).cloned(),
                Scope::County(name) => Some(name.clone()),
                Scope::State => None,
            };
            blocks.push(Block {
                id: Some(BlockId(row.id.0)),
                node: Node {
                    scope,
                    problem: named("report_blocks", "problem", &row.problem)?,
                    quarter: named("report_blocks", "quarter", &row.quarter)?,
                },
                county,
                size: small(row.size),
                owed: small(row.owed),
            });
        }
        let mut classes: Vec<Class> = Vec::new();
        for row in rows {
            let office = OfficeId(row.office_id.0);
            let problem = read("reports", "problem", &row.office_id.0, &row.problem)?;
            let quarter = read("reports", "quarter", &row.office_id.0, &row.quarter)?;
            let same =
                |c: &&mut Class| (c.office, c.problem, c.quarter) == (office, problem, quarter);
            let number = small(row.number);
            let block = row.block_id.map(|id| {
                places.get(&id).copied().ok_or_else(|| StoreError::Inconsistent {
                    table: "reports",
                    column: "block_id",
                    row: row.office_id.0.to_string(),
                    found: id.0.to_string(),
                })
            });
            let block = block.transpose()?;
            let waiting = if block.is_none() { number } else { 0 };
            let grouped = block.map(|block| (block, number));
            match classes.last_mut().filter(same) {
                Some(class) => {
                    class.waiting = class.waiting.saturating_add(waiting);
                    class.grouped.extend(grouped);
                }
                None => classes.push(Class {
                    office,
                    county: counties.get(&office).cloned(),
                    problem,
                    quarter,
                    waiting,
                    grouped: grouped.into_iter().collect(),
                }),
            }
        }
        Ok(Before { classes, blocks })
    }

    /// Writes what blocks have become. Sizes and debts are changed by what the release adds, so that a debt made
    /// meanwhile is kept.
    async fn write_blocks(
        &mut self,
        old: &[Block],
        blocks: &mut [Block],
        week: Date,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        const INSERT: &str = "insert into report_blocks (id, office_id, county, problem, quarter, size, owed, released_on) \
             values ($1, $2, $3, $4, $5, $6, 0, $7)";
        const UPDATE: &str =
            "update report_blocks set size = size + $2, owed = owed + $3 where id = $1";
        for (at, block) in blocks.iter_mut().enumerate() {
            let before = old.get(at).map_or((0, 0), |old| (old.size, old.owed));
            if (block.size, block.owed) == before {
                continue;
            }
            let Some(id) = block.id else {
                let id = BlockId::new(now);
                block.id = Some(id);
                let (office, county, problem, quarter) = columns(&block.node);
                on!(self, tx => {
                    sqlx::query(INSERT)
                        .bind(Uid(id.0))
                        .bind(office)
                        .bind(county)
                        .bind(problem)
                        .bind(quarter)
                        .bind(i64::from(block.size))
                        .bind(week.to_string())
                        .execute(&mut **tx)
                        .await?;
                });
                continue;
            };
            let more = |after: u32, before: u32| i64::from(after) - i64::from(before);
            on!(self, tx => {
                sqlx::query(UPDATE)
                    .bind(Uid(id.0))
                    .bind(more(block.size, before.0))
                    .bind(more(block.owed, before.1))
                    .execute(&mut **tx)
                    .await?;
            });
        }
        Ok(())
    }

    async fn carry_out(
        &mut self,
        moves: &[Move],
        waited: &[Class],
        classes: &[Class],
        blocks: &[Block],
    ) -> Result<(), StoreError> {
        const ALL: &str = "update reports set block_id = $1, version = version + 1 \
             where office_id = $2 and problem = $3 and quarter = $4 and counted and block_id is null";
        const OLDEST: &str = "update reports set block_id = $1, version = version + 1 \
             where counted and block_id is null and id in (select id from reports \
             where office_id = $2 and problem = $3 and quarter = $4 and counted and block_id is null \
             order by received_on, id limit $5)";
        const BACK: &str =
            "update reports set block_id = null, version = version + 1 where block_id = $1";
        // How many wait at each point of the moves: where all of them go there is nothing to choose.
        let mut waiting: Vec<u32> = waited.iter().map(|class| class.waiting).collect();
        let mut inside: Vec<Vec<(usize, u32)>> = waited.iter().map(|c| c.grouped.clone()).collect();
        let id = |block: usize| blocks.get(block).and_then(|block| block.id).map(|id| Uid(id.0));
        for step in moves {
            let (found, expected) = match *step {
                Move::Take { class, block, number } => {
                    let Some((of, left)) = classes.get(class).zip(waiting.get_mut(class)) else {
                        continue;
                    };
                    let is_all = *left == number;
                    *left = left.saturating_sub(number);
                    if let Some(inside) = inside.get_mut(class) {
                        inside.push((block, number));
                    }
                    let found = on!(self, tx => {
                        let query = sqlx::query(if is_all { ALL } else { OLDEST })
                            .bind(id(block))
                            .bind(Uid(of.office.0))
                            .bind(of.problem.as_str())
                            .bind(of.quarter.to_string());
                        let query = if is_all { query } else { query.bind(i64::from(number)) };
                        query.execute(&mut **tx).await?.rows_affected()
                    });
                    (found, u64::from(number))
                }
                Move::GiveUp { block } => {
                    let mut expected = 0;
                    for (left, inside) in waiting.iter_mut().zip(&mut inside) {
                        let back = inside.iter().filter(|(at, _)| *at == block).map(|(_, n)| *n);
                        let back: u32 = back.sum();
                        *left = left.saturating_add(back);
                        expected += u64::from(back);
                        inside.retain(|(at, _)| *at != block);
                    }
                    let found = on!(self, tx =>
                        sqlx::query(BACK).bind(id(block)).execute(&mut **tx).await?.rows_affected());
                    (found, expected)
                }
            };
            if found != expected {
                let what = "releasing reports that were changed meanwhile";
                return Err(StoreError::RowCount { what, found, expected });
            }
        }
        // The rest of what such a block owes is nobody's any more.
        const GONE: &str = "delete from report_blocks where size = 0";
        on!(self, tx => {
            sqlx::query(GONE).execute(&mut **tx).await?;
        });
        Ok(())
    }
}
