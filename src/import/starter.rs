//! The data that ships with the program, for a database that is empty.

use super::Mapping;
use super::apply::{
    ApplyError, Outcome, Reading, import_caseloads, import_closures, import_offices,
    import_service_areas,
};
use super::closures_csv::LedgerFiles;
use crate::domain::feed::{FeedFormat, FeedSubject};
use crate::domain::time::Clock;
use crate::shipped;
use crate::store::Store;

const FEEDS: [&str; 4] =
    ["illinois-offices", "illinois-ledger", "illinois-service-areas", "illinois-caseloads"];

/// Loads the shipped data into a store that is empty; gives what was done, nothing when there was no need.
///
/// A first start that broke off half way is finished by the next. Where the operator has feeds of their own, nothing
/// is loaded behind their back.
///
/// # Errors
/// When the store cannot be written. What was loaded before the failure stays; the next start goes on.
pub async fn load_if_empty(store: &Store, clock: &Clock) -> Result<Vec<Outcome>, ApplyError> {
    let feeds = store.feeds().await?;
    let is_whole = FEEDS.iter().all(|name| feeds.iter().any(|f| f.name == *name));
    let is_in_use = feeds.iter().any(|f| !FEEDS.contains(&f.name.as_str()));
    if is_whole || is_in_use { Ok(Vec::new()) } else { load(store, clock).await }
}

/// Loads the shipped data; what is there already is left as it is.
///
/// # Errors
/// When the store cannot be written.
pub async fn load(store: &Store, clock: &Clock) -> Result<Vec<Outcome>, ApplyError> {
    let bytes = |name: &str| shipped::text(&format!("data/{name}")).as_bytes();
    let reading = |feed: &str, subject, file: &str| Reading {
        feed: feed.to_owned(),
        subject,
        format: FeedFormat::Csv,
        origin: format!("data/{file}"),
    };
    let [offices, ledger, areas, loads] = FEEDS;
    let files = LedgerFiles {
        closures: bytes("closures.csv"),
        cases: Some(bytes("cases.csv")),
        steps: Some(bytes("steps.csv")),
        overrides: Some(bytes("step_overrides.csv")),
    };
    let of_offices = reading(offices, FeedSubject::Offices, "offices.csv");
    let of_ledger = reading(ledger, FeedSubject::Closures, "closures.csv");
    let of_areas = reading(areas, FeedSubject::ServiceAreas, "service_areas.csv");
    let of_loads = reading(loads, FeedSubject::Caseload, "caseload.csv");
    Ok(vec![
        import_offices(store, clock, &of_offices, Mapping::default(), bytes("offices.csv")).await?,
        import_closures(store, clock, &of_ledger, &files).await?,
        import_service_areas(store, clock, &of_areas, bytes("service_areas.csv")).await?,
        import_caseloads(store, clock, &of_loads, bytes("caseload.csv")).await?,
    ])
}
