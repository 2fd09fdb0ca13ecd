//! Boundaries, points of demand and officeholders written to the store: each set whole, in one transaction.

use std::collections::HashMap;

use crate::atlas::{Membership, memberships};
use crate::domain::dataset::{DataSetOf, Dataset};
use crate::domain::demand::{DemandLevel, DemandPoint};
use crate::domain::feed::NoticeCode;
use crate::domain::polygon::{Area, AreaKind, Officeholder};
use crate::domain::time::Clock;
use crate::import::Notices;
use crate::import::demand::ReadPoints;
use crate::import::demand::acs::ReadFigures;
use crate::store::{Store, StoreError, Tx};

use super::{ApplyError, IMPORT};

/// Where a file came from, before it is known how many rows it gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Short name of the file, unique within its set.
    pub name: String,
    /// Address or path.
    pub url: String,
    /// The time that the data speaks of.
    pub vintage: String,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
}

impl Origin {
    pub(super) fn dataset(&self, of: DataSetOf, rows: usize, clock: &Clock) -> Dataset {
        Dataset {
            name: self.name.clone(),
            of,
            url: self.url.clone(),
            vintage: self.vintage.clone(),
            sha256: self.sha256.clone(),
            rows: u64::try_from(rows).unwrap_or(u64::MAX),
            loaded_at: clock.now(),
        }
    }
}

/// What becomes of figures that a new file of points does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figures {
    /// They stay with the points of the same code.
    Stay,
    /// The file is the whole set.
    Go,
}

pub(super) async fn finish(mut tx: Tx, clock: &Clock, dataset: &Dataset) -> Result<(), StoreError> {
    let detail = format!("{}: {} rows, {}", dataset.name, dataset.rows, dataset.vintage);
    let of = dataset.of.to_string();
    tx.audit(clock.now(), IMPORT, "dataset.loaded", "dataset", &of, &detail).await?;
    tx.raise_revision().await?;
    tx.commit().await
}

pub(super) async fn begin(store: &Store) -> Result<Tx, StoreError> {
    let mut tx = store.begin().await?;
    tx.lock_imports().await?;
    Ok(tx)
}

/// Puts areas in the place of all of their kind, and says which points of demand lie in none or in two of them.
///
/// # Errors
/// When the store cannot be written; then nothing is changed.
pub async fn lay_areas(
    store: &Store,
    clock: &Clock,
    kind: &AreaKind,
    areas: &[Area],
    origin: &Origin,
    notices: &mut Notices,
) -> Result<Dataset, ApplyError> {
    let dataset = origin.dataset(DataSetOf::Areas(kind.clone()), areas.len(), clock);
    let mut tx = begin(store).await?;
    tx.replace_areas(kind, areas, &dataset).await?;
    finish(tx, clock, &dataset).await?;
    for level in DemandLevel::ALL {
        remark_memberships(areas, kind, &store.demand(*level).await?, notices);
    }
    Ok(dataset)
}

/// Puts points in the place of all of their level, and says which lie in no area or in two.
///
/// # Errors
/// When the store cannot be written; then nothing is changed.
pub async fn lay_points(
    store: &Store,
    clock: &Clock,
    read: ReadPoints,
    figures: Figures,
    origin: &Origin,
    notices: &mut Notices,
) -> Result<Dataset, ApplyError> {
    let ReadPoints { level, mut points, groups } = read;
    let of = DataSetOf::Demand(level);
    let dataset = origin.dataset(of.clone(), points.len(), clock);
    let mut tx = begin(store).await?;
    let mut sets = vec![dataset.clone()];
    if figures == Figures::Stay {
        let before = store.demand(level).await?;
        let before: HashMap<&str, &DemandPoint> =
            before.iter().map(|point| (point.geoid.as_str(), point)).collect();
        for point in &mut points {
            let Some(known) = before.get(point.geoid.as_str()) else { continue };
            for group in crate::domain::demand::Group::ALL {
                if !groups.contains(group) {
                    point.figures.set(*group, known.figures.get(*group));
                }
            }
        }
        sets.extend(others(store, &dataset).await?);
    }
    tx.replace_demand(level, &points, &sets).await?;
    finish(tx, clock, &dataset).await?;
    let areas = store.areas().await?;
    let mut kinds: Vec<&AreaKind> = areas.iter().map(|area| &area.kind).collect();
    kinds.dedup();
    for kind in kinds {
        remark_memberships(&areas, kind, &points, notices);
    }
    Ok(dataset)
}

/// Gives figures to the points of a level that are there.
///
/// # Errors
/// When there are no points of that level, or the store cannot be written; then nothing is changed.
pub async fn lay_figures(
    store: &Store,
    clock: &Clock,
    mut read: ReadFigures,
    origin: &Origin,
    notices: &mut Notices,
) -> Result<Dataset, ApplyError> {
    let level = read.level;
    let mut tx = begin(store).await?;
    let mut points = store.demand(level).await?;
    if points.is_empty() {
        return Err(ApplyError::NoPoints { level });
    }
    let (mut taken, mut without) = (0, 0_u64);
    for point in &mut points {
        match read.figures.remove(&point.geoid) {
            Some(figures) => {
                taken += 1;
                for (group, figure) in figures {
                    point.figures.set(group, figure);
                }
            }
            None => {
                without += 1;
                for group in &read.groups {
                    point.figures.set(*group, None);
                }
            }
        }
    }
    if without > 0 {
        let found = format!("no row for {without} of {} points", points.len());
        notices.push(
            NoticeCode::NoFigure,
            0,
            "",
            &found,
            "a row for every point",
            "taken as unknown",
        );
    }
    if !read.figures.is_empty() {
        let found = format!("{} rows without a point", read.figures.len());
        let expected = "rows of places where people were counted";
        notices.push(NoticeCode::NoFigure, 0, "", &found, expected, "left out");
    }
    let dataset = origin.dataset(DataSetOf::Demand(level), taken, clock);
    let mut sets = others(store, &dataset).await?;
    sets.push(dataset.clone());
    tx.replace_demand(level, &points, &sets).await?;
    finish(tx, clock, &dataset).await?;
    Ok(dataset)
}

/// Puts officeholders in the place of all known for their kind of area.
///
/// # Errors
/// When the store cannot be written; then nothing is changed.
pub async fn lay_holders(
    store: &Store,
    clock: &Clock,
    kind: &AreaKind,
    holders: &[(String, Officeholder)],
    origin: &Origin,
) -> Result<Dataset, ApplyError> {
    let dataset = origin.dataset(DataSetOf::Officeholders(kind.clone()), holders.len(), clock);
    let mut tx = begin(store).await?;
    tx.replace_officeholders(kind, holders, &dataset).await?;
    finish(tx, clock, &dataset).await?;
    Ok(dataset)
}

/// The other files of a set.
async fn others(store: &Store, dataset: &Dataset) -> Result<Vec<Dataset>, StoreError> {
    let mut sets = store.datasets().await?;
    sets.retain(|set| set.of == dataset.of && set.name != dataset.name);
    Ok(sets)
}

/// Says which points lie in no area of a kind that leaves nothing out, and which in several.
fn remark_memberships(
    areas: &[Area],
    kind: &AreaKind,
    points: &[DemandPoint],
    notices: &mut Notices,
) {
    let found = memberships(areas, kind, points.iter().map(|point| point.position));
    let mut shore = 0_u64;
    for (point, membership) in points.iter().zip(found) {
        match membership {
            Membership::In(_) => {}
            Membership::Near(..) => shore += 1,
            Membership::Several(of) => {
                let names: Vec<&str> = of.iter().map(|n| areas[*n].name.as_str()).collect();
                let found = format!("{} in {}", point.geoid, names.join(" and "));
                let expected = format!("one {kind} around each point");
                let hint = format!("counts for {}", names.first().unwrap_or(&""));
                notices.push(NoticeCode::TwoAreas, 0, kind.as_str(), &found, &expected, &hint);
            }
            Membership::Outside if kind.fills_the_state() => {
                let expected = format!("a {kind} around each point");
                let hint = "counts for none";
                notices.push(
                    NoticeCode::OutsideAreas,
                    0,
                    kind.as_str(),
                    &point.geoid,
                    &expected,
                    hint,
                );
            }
            Membership::Outside => {}
        }
    }
    if shore > 0 {
        let found = format!("{shore} points in the water");
        let expected = format!("a {kind} around each point");
        let hint = "each counts for the nearest within a kilometre";
        notices.push(NoticeCode::OutsideAreas, 0, kind.as_str(), &found, &expected, hint);
    }
}
