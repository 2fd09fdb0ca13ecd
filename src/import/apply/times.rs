//! Travel times written to the store: the table of a service and a way to travel whole, in one transaction.

use crate::domain::dataset::{DataSetOf, Dataset};
use crate::domain::demand::DemandLevel;
use crate::domain::kind::OfficeKind;
use crate::domain::office::Office;
use crate::domain::time::Clock;
use crate::domain::travel::Travel;
use crate::import::times::{Ends, ReadTimes};
use crate::store::Store;

use super::areas::{begin, finish};
use super::{ApplyError, Origin};

/// Where ways can begin and end: the points of every level that are there, and the offices of a service.
///
/// # Errors
/// When the store cannot be read, or has no points.
pub async fn times_ends(store: &Store, service: OfficeKind) -> Result<Ends, ApplyError> {
    let mut points = Vec::new();
    for level in DemandLevel::ALL {
        points.extend(store.demand(*level).await?);
    }
    if points.is_empty() {
        return Err(ApplyError::NoPoints { level: DemandLevel::Tract });
    }
    let offices = store.offices().await?;
    let mut offices: Vec<&Office> =
        offices.iter().filter(|office| office.facts.kind == service).collect();
    offices.sort_by(|a, b| a.slug.cmp(&b.slug));
    Ok(Ends::new(&points, &offices))
}

/// Puts a table in the place of the one there is.
///
/// # Errors
/// When the store cannot be written; then nothing is changed.
pub async fn lay_times(
    store: &Store,
    clock: &Clock,
    (service, by): (OfficeKind, Travel),
    read: ReadTimes,
    origin: &Origin,
) -> Result<Dataset, ApplyError> {
    // What the times stand for must be told wherever they are used.
    let name = if read.by_tract {
        format!("{}, an office stands for the tract around it", origin.name)
    } else {
        origin.name.clone()
    };
    let origin = Origin { name, ..origin.clone() };
    let table = read.table(service, by);
    let dataset = origin.dataset(DataSetOf::Times(service, by), table.len(), clock);
    let mut tx = begin(store).await?;
    tx.replace_travel_times(&table, &dataset).await?;
    finish(tx, clock, &dataset).await?;
    Ok(dataset)
}
