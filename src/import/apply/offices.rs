//! Lists of offices, in batches: a list of a million takes no more memory than one of a thousand.

use std::collections::{HashMap, HashSet};
use std::io::Read;

use tokio::sync::mpsc;

use super::{ApplyError, Outcome, Reading, Sum, Tally, begin, finish};
use crate::domain::feed::{FeedFormat, NoticeCode, RunOutcome};
use crate::domain::id::{FeedId, OfficeId};
use crate::domain::office::Office;
use crate::domain::slug::Slug;
use crate::domain::time::Clock;
use crate::import::offices_csv::OfficeRows;
use crate::import::offices_geojson::FeatureRows;
use crate::import::{ImportError, Mapping, Notices, OfficeRow};
use crate::store::{KnownOffice, Store, Tx, facts_digest, site_id};

/// Rows that are compared and written at a time.
const BATCH: usize = 1_000;
/// Batches that may wait for the database.
const AHEAD: usize = 2;
/// A reading that lacks more than one in so many of the feed's offices is held.
const HOLD_AT_ONE_IN: u64 = 5;

/// A reader of office rows in one of the forms.
enum Rows<R> {
    Csv(Box<OfficeRows<R>>),
    Geojson(Box<FeatureRows<R>>),
}

impl<R: Read> Rows<R> {
    fn open(input: R, format: FeedFormat, mapping: &Mapping) -> Result<Self, ImportError> {
        Ok(match format {
            FeedFormat::Csv => Self::Csv(Box::new(OfficeRows::new(input, mapping)?)),
            FeedFormat::Geojson => Self::Geojson(Box::new(FeatureRows::new(input, mapping)?)),
        })
    }

    fn next(&mut self) -> Option<Result<OfficeRow, ImportError>> {
        match self {
            Self::Csv(rows) => rows.next(),
            Self::Geojson(rows) => rows.next(),
        }
    }

    fn end(self) -> End {
        match self {
            Self::Csv(rows) => End {
                rows: rows.rows_read(),
                refused: rows.rows_refused(),
                notices: rows.into_notices(),
            },
            Self::Geojson(rows) => End {
                rows: rows.rows_read(),
                refused: rows.rows_refused(),
                notices: rows.into_notices(),
            },
        }
    }
}

/// What the reader knows when the list is through.
struct End {
    rows: u64,
    refused: u64,
    notices: Notices,
}

enum Message {
    Batch(Vec<OfficeRow>),
    End(End),
    Broken(ImportError),
}

/// Reads on a thread of its own, so that the database and the reader work at the same time.
fn read(input: impl Read, format: FeedFormat, mapping: &Mapping, to: &mpsc::Sender<Message>) {
    let send = |message| to.blocking_send(message).is_ok();
    let mut rows = match Rows::open(input, format, mapping) {
        Ok(rows) => rows,
        Err(error) => {
            send(Message::Broken(error));
            return;
        }
    };
    let mut batch = Vec::with_capacity(BATCH);
    while let Some(row) = rows.next() {
        match row {
            Ok(row) => batch.push(row),
            Err(error) => {
                send(Message::Broken(error));
                return;
            }
        }
        // The other side is gone: it has failed and said so.
        if batch.len() == BATCH && !send(Message::Batch(std::mem::take(&mut batch))) {
            return;
        }
    }
    if send(Message::Batch(batch)) {
        send(Message::End(rows.end()));
    }
}

/// Imports a list of offices.
///
/// # Errors
/// When the list cannot be read or the store cannot be written; then nothing is changed.
pub async fn import_offices(
    store: &Store,
    clock: &Clock,
    reading: &Reading,
    mapping: Mapping,
    input: impl Read + Send + 'static,
) -> Result<Outcome, ApplyError> {
    let sum = Sum::default();
    let (to, mut from) = mpsc::channel(AHEAD);
    let (summed, format) = (sum.over(input), reading.format);
    tokio::task::spawn_blocking(move || read(summed, format, &mapping, &to));

    // The first batch is awaited before the database is locked: a file that cannot be read locks nobody out.
    let mut message = from.recv().await;
    let (mut tx, feed) = begin(store, clock, reading).await?;
    let before = tx.offices_of_feed(feed).await?;
    let load = tx.begin_bulk_load().await?;
    let mut work =
        Work { feed, clock, is_new: before == 0, tally: Tally::default(), notices: Notices::new() };
    let end = loop {
        match message {
            Some(Message::Batch(batch)) => work.apply(&mut tx, batch).await?,
            Some(Message::End(end)) => break end,
            Some(Message::Broken(error)) => return Err(error.into()),
            None => return Err(ApplyError::Stopped),
        }
        message = from.recv().await;
    };
    tx.end_bulk_load(load).await?;
    let Work { mut tally, mut notices, .. } = work;
    tally.rows = end.rows;
    tally.refused = end.refused;
    tally.missing = before.saturating_sub(tally.changed + tally.unchanged);
    let mut all = end.notices;
    all.merge(std::mem::take(&mut notices));
    if before > 0 && tally.missing * HOLD_AT_ONE_IN > before {
        drop(tx);
        return hold(store, clock, reading, tally, sum.hex(), all).await;
    }
    let run = tally.ended(feed, clock, sum.hex());
    Ok(finish(tx, clock, run, all).await?)
}

/// Keeps the record of a reading that changed nothing because too much was gone from it.
async fn hold(
    store: &Store,
    clock: &Clock,
    reading: &Reading,
    tally: Tally,
    sha256: String,
    notices: Notices,
) -> Result<Outcome, ApplyError> {
    let (tx, feed) = begin(store, clock, reading).await?;
    let counts = Tally { added: 0, changed: 0, ..tally };
    let run = counts.run(feed, clock, sha256, RunOutcome::Held);
    Ok(finish(tx, clock, run, notices).await?)
}

struct Work<'a> {
    feed: FeedId,
    clock: &'a Clock,
    /// Nothing of the feed was there before; the reader gives every identifier once.
    is_new: bool,
    tally: Tally,
    notices: Notices,
}

impl Work<'_> {
    async fn apply(&mut self, tx: &mut Tx, batch: Vec<OfficeRow>) -> Result<(), ApplyError> {
        let known = if self.is_new {
            Vec::new()
        } else {
            let ids: Vec<String> = batch.iter().map(|row| row.source_id.clone()).collect();
            tx.known_offices(self.feed, &ids).await?
        };
        let known: HashMap<&str, &KnownOffice> =
            known.iter().map(|k| (k.source_id.as_str(), k)).collect();
        let mut fresh = Vec::new();
        for row in batch {
            match known.get(row.source_id.as_str()) {
                None => fresh.push(self.new_office(row)),
                Some(known) => self.compare(tx, known, row).await?,
            }
        }
        self.name(tx, &mut fresh).await?;
        self.tally.added += u64::try_from(fresh.len()).unwrap_or(0);
        tx.insert_offices(self.feed, &fresh).await?;
        Ok(())
    }

    fn new_office(&self, row: OfficeRow) -> Office {
        let today = self.clock.today();
        let listed = row.facts.listing.as_of.map(|d| d.latest().min(today));
        Office {
            id: OfficeId::new(self.clock.now()),
            slug: Slug::make(&row.source_id, "office"),
            feed: String::new(),
            site: row.facts.location.site_key().map(|key| site_id(&key)),
            valid_from: listed.unwrap_or(today),
            source_id: row.source_id,
            facts: row.facts,
        }
    }

    /// Gives each new office a public address that no other has.
    async fn name(&self, tx: &mut Tx, fresh: &mut [Office]) -> Result<(), ApplyError> {
        let wanted: Vec<String> = fresh.iter().map(|o| o.slug.to_string()).collect();
        let mut taken: HashSet<String> = tx.taken_slugs(&wanted).await?;
        for office in fresh {
            let plain = office.slug.clone();
            let mut n = 1;
            while taken.contains(office.slug.as_str()) {
                n += 1;
                office.slug = plain.numbered(n);
                // A numbered name was not among those asked for.
                let asked = [office.slug.to_string()];
                if !taken.contains(office.slug.as_str()) {
                    taken.extend(tx.taken_slugs(&asked).await?);
                }
            }
            taken.insert(office.slug.to_string());
        }
        Ok(())
    }

    async fn compare(
        &mut self,
        tx: &mut Tx,
        known: &KnownOffice,
        row: OfficeRow,
    ) -> Result<(), ApplyError> {
        if known.digest == facts_digest(&row.facts)? {
            self.tally.unchanged += 1;
            return Ok(());
        }
        if known.status.is_gone() && !row.facts.status.is_gone() {
            self.contradiction(known, &row);
            self.tally.unchanged += 1;
            return Ok(());
        }
        let Some(mut office) = tx.office(known.id).await? else { return Err(ApplyError::Stopped) };
        let today = self.clock.today();
        tx.insert_version(&office, today).await?;
        office.site = row.facts.location.site_key().map(|key| site_id(&key));
        office.facts = row.facts;
        office.valid_from = today;
        tx.update_office(&office).await?;
        self.tally.changed += 1;
        Ok(())
    }

    fn contradiction(&mut self, known: &KnownOffice, row: &OfficeRow) {
        let since = known.closed_on.map(|d| format!(" since {d}")).unwrap_or_default();
        self.notices.push(
            NoticeCode::ContradictsClosure,
            row.row,
            "status",
            row.facts.status.as_str(),
            &format!("{}{since}, as the ledger has it", known.status),
            "the closure on record stands; reopen it in the ledger with a source",
        );
    }
}
