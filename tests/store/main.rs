//! The store's contract: one body on SQLite and on PostgreSQL, the same answers from both.
//!
//! Every public method of `Store` and `Tx` is called here by name; the last test fails when one is not.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail the test as tests do"
)]

#[path = "../support/mod.rs"]
mod support;

mod api_keys;
mod areas;
mod audit;
mod captures;
mod cases;
mod follow;
mod jobs;
mod people;
mod photos;
mod public_reports;
mod queue;
mod release;
mod report_intake;
mod reports;
mod retention;
mod times;
mod workers;

use std::fmt::Debug;
use std::future::Future;
use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use stillopen::domain::area::{Caseload, ServiceArea};
use stillopen::domain::closure::{
    Affected, CaseOffice, Closure, ClosureKind, OfficeRole, Opinion, Process, Step, StepKind,
};
use stillopen::domain::consent::{CONSENT_WORDING, Consents};
use stillopen::domain::evidence::Evidence;
use stillopen::domain::feed::{
    Feed, FeedFormat, FeedSubject, Notice, NoticeCode, Run, RunOutcome, Severity,
};
use stillopen::domain::geo::Position;
use stillopen::domain::hours::Hours;
use stillopen::domain::id::{ClosureId, EvidenceId, FeedId, OfficeId, ReportId, RunId, StepId};
use stillopen::domain::kind::OfficeKind;
use stillopen::domain::office::{
    Listing, Location, Office, OfficeFacts, OfficeStatus, PointMethod, Wheelchair,
};
use stillopen::domain::phone::Phone;
use stillopen::domain::problem::{Answer, Problem};
use stillopen::domain::report::{Channel, Report, ReportStatus};
use stillopen::domain::slug::Slug;
use stillopen::store::{Sealer, Store, StoreError, Tx, facts_digest, site_id};
use uuid::Uuid;

/// Ends a test that hangs; nothing here comes near it.
const GUARD: Duration = Duration::from_secs(60);

/// Runs a case on a new SQLite file and on a new PostgreSQL database and compares what it saw.
async fn both<T, F, Fut>(case: F) -> T
where
    T: PartialEq + Debug,
    F: Fn(Store) -> Fut,
    Fut: Future<Output = T>,
{
    let folder = tempfile::tempdir().unwrap();
    let sqlite = sqlite_in(folder.path()).await;
    let on_sqlite = tokio::time::timeout(GUARD, case(sqlite.clone())).await.unwrap();
    sqlite.close().await;
    let postgres = Store::open(&support::pg::fresh_database().await).await.unwrap();
    let on_postgres = tokio::time::timeout(GUARD, case(postgres.clone())).await.unwrap();
    postgres.close().await;
    assert_eq!(on_sqlite, on_postgres, "left is SQLite, right is PostgreSQL");
    on_sqlite
}

async fn sqlite_in(folder: &Path) -> Store {
    Store::open(&format!("sqlite:{}", folder.join("stillopen.gpkg").display())).await.unwrap()
}

/// The variant of an error, which both databases must agree on; their own sentences differ.
fn variant<T>(result: Result<T, StoreError>) -> String {
    match result {
        Ok(_) => "Ok".to_owned(),
        Err(e) => format!("{e:?}").split([' ', '(']).next().unwrap_or_default().to_owned(),
    }
}

// --- things to store ----------------------------------------------------------------------------

fn uuid(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn feed(n: u128, name: &str) -> Feed {
    Feed {
        id: FeedId(uuid(n)),
        name: name.to_owned(),
        subject: FeedSubject::Offices,
        format: FeedFormat::Csv,
        origin: "offices.csv".to_owned(),
    }
}

fn facts(name: &str) -> OfficeFacts {
    OfficeFacts {
        name: name.to_owned(),
        agency: "IDHS".to_owned(),
        kind: OfficeKind::Fcrc,
        status: OfficeStatus::Open,
        location: Location {
            address: "1 Main St".to_owned(),
            city: "Cairo".to_owned(),
            state: "IL".to_owned(),
            zip: "62914".to_owned(),
            county: "Alexander".to_owned(),
            point: None,
        },
        phone: None,
        tty: None,
        fax: None,
        website: None,
        hours: None,
        hours_text: None,
        languages: vec![],
        services: vec![],
        wheelchair: None,
        opened_on: None,
        closed_on: None,
        listing: Listing { url: "https://example.org".to_owned(), as_of: None },
        notes: None,
    }
}

/// An office whose every field holds something.
fn full_facts(name: &str) -> OfficeFacts {
    let mut facts = facts(name);
    let point = Position::new(37.005_341_7, -89.176_250_9).unwrap();
    facts.location.point = Some((point, PointMethod::Rooftop));
    facts.phone = Some(Phone::parse("618-734-2000 ext 4").unwrap());
    facts.tty = Some(Phone::parse("618-734-2001").unwrap());
    facts.fax = Some(Phone::parse("618-734-2002").unwrap());
    facts.website = Some("https://example.org/?a=1&b=\"2\"".to_owned());
    facts.hours = Some(Hours::parse("Mo-Fr 08:30-17:00; PH off").unwrap());
    facts.hours_text = Some("8:30 - 5, call first".to_owned());
    facts.languages = vec!["English".to_owned(), "Español".to_owned(), "中文".to_owned()];
    facts.services = vec!["snap".to_owned(), "medical".to_owned()];
    facts.wheelchair = Some(Wheelchair::Limited);
    facts.opened_on = Some("1987".parse().unwrap());
    facts.closed_on = Some("2026-06".parse().unwrap());
    facts.listing.as_of = Some("2026-06-30".parse().unwrap());
    facts.notes = Some("two\nlines".to_owned());
    facts
}

fn office(n: u128, slug: &str, facts: OfficeFacts) -> Office {
    Office {
        id: OfficeId(uuid(n)),
        slug: slug.parse().unwrap(),
        feed: "offices".to_owned(),
        source_id: format!("src-{n}"),
        site: facts.location.site_key().map(|key| site_id(&key)),
        valid_from: date(2026, 1, 1),
        facts,
    }
}

fn closure(n: u128, slug: &str) -> Closure {
    let blank =
        Closure::blank(ClosureId(uuid(n)), slug.parse().unwrap(), ClosureKind::Consolidation);
    Closure {
        title: "The Cairo office closes".to_owned(),
        title_es: "Cierra la oficina de Cairo".to_owned(),
        agency: "IDHS".to_owned(),
        process: Process::ClosureAct,
        offices_total: Some(61),
        reason: "\"savings\"".to_owned(),
        affected: Affected { jobs: Some(12), people: None },
        summary: "Summary".to_owned(),
        summary_es: String::new(),
        offices: vec![
            CaseOffice {
                name: "Cairo".to_owned(),
                city: "Cairo".to_owned(),
                county: "Alexander".to_owned(),
                office: None,
                role: OfficeRole::Losing,
            },
            CaseOffice {
                name: "Anna".to_owned(),
                city: String::new(),
                county: "Union".to_owned(),
                office: None,
                role: OfficeRole::Receiving,
            },
        ],
        steps: vec![
            step(n * 100 + 1, StepKind::Announced, Some("2012"), Some(n * 100 + 11)),
            step(n * 100 + 2, StepKind::AdvisoryOpinion, Some("2012-06"), Some(n * 100 + 12)),
            step(n * 100 + 3, StepKind::DoorClosed, None, None),
        ],
        evidence: vec![
            evidence(n * 100 + 11, 1, "A headline", Some("2012-06-30")),
            evidence(n * 100 + 12, 2, "Another", None),
        ],
        changed_at: Some(READ_AT),
        ..blank
    }
}

/// When files are read here.
const READ_AT: Timestamp = Timestamp::constant(1_767_225_600, 0);

fn step(n: u128, kind: StepKind, on: Option<&str>, source: Option<u128>) -> Step {
    Step {
        office_name: (kind == StepKind::DoorClosed).then(|| "Cairo".to_owned()),
        opinion: (kind == StepKind::AdvisoryOpinion).then_some(Opinion::Oppose),
        note: format!("note {n}"),
        note_es: String::new(),
        evidence: source.map(|n| EvidenceId(uuid(n))),
        ..Step::new(StepId(uuid(n)), kind, on.map(|text| text.parse().unwrap()))
    }
}

fn evidence(n: u128, number: u32, title: &str, dated: Option<&str>) -> Evidence {
    Evidence {
        id: EvidenceId(uuid(n)),
        title: title.to_owned(),
        publisher: "The Southern".to_owned(),
        dated: dated.map(|text| text.parse().unwrap()),
        url: "https://example.org/story".to_owned(),
        number,
        archive_url: None,
    }
}

fn report(n: u128, office: OfficeId, receipt: &str) -> Report {
    Report {
        id: ReportId(uuid(n)),
        office,
        problem: Problem::LongWait,
        answers: [
            ("wait_minutes".to_owned(), Answer::Number(300)),
            ("was_seen".to_owned(), Answer::One("no".to_owned())),
            ("barrier".to_owned(), Answer::Many(vec!["toilet".to_owned(), "door".to_owned()])),
        ]
        .into(),
        happened_on: date(2026, 3, 4),
        told: "I waited <b>five</b> hours 🙁 with my zebra-striped folder".to_owned(),
        edited: None,
        consents: Consents { words: true, name: true, contact: true, ..Consents::default() },
        wording: CONSENT_WORDING,
        first_name: Some("Ana-Xiomara".to_owned()),
        contact: Some("ana.quetzal@example.org".to_owned()),
        lang: "es".to_owned(),
        channel: Channel::Page,
        like: None,
        merged_into: None,
        receipt_hash: receipt.to_owned(),
        status: ReportStatus::Pending,
        outcome: None,
        counted: false,
        block: None,
        received_on: date(2026, 3, 5),
        published: None,
        closed_on: None,
        erased_on: None,
        version: 1,
    }
}

/// Stores some offices in the feed "offices".
async fn keep(store: &Store, offices: &[Office]) -> FeedId {
    let mut tx = store.begin().await.unwrap();
    let id = tx.upsert_feed(&feed(1, "offices")).await.unwrap();
    tx.insert_offices(id, offices).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn change(store: &Store, before: &Office, after: &Office) {
    let mut tx = store.begin().await.unwrap();
    tx.insert_version(before, after.valid_from).await.unwrap();
    tx.update_office(after).await.unwrap();
    tx.commit().await.unwrap();
}

// --- opening ------------------------------------------------------------------------------------

#[tokio::test]
async fn a_database_is_opened_twice_and_keeps_what_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let file = format!("sqlite:{}", folder.path().join("deep/er/a b%20#?ü.gpkg").display());
    for (url, dialect) in [(file, "sqlite"), (support::pg::fresh_database().await, "postgres")] {
        let first = Store::open(&url).await.unwrap();
        assert_eq!(first.dialect(), dialect);
        keep(&first, &[office(10, "cairo", facts("Cairo"))]).await;
        let second = Store::open_with(&url, Duration::from_secs(1)).await.unwrap();
        assert_eq!(second.offices().await.unwrap(), first.offices().await.unwrap());
        assert_eq!(second.office_count().await.unwrap(), 1);
        first.close().await;
        second.close().await;
        assert_eq!(Store::open(&url).await.unwrap().office_count().await.unwrap(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_programs_that_start_at_once_make_the_tables_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = format!("sqlite:{}", folder.path().join("new.gpkg").display());
    for url in [file, support::pg::fresh_database().await] {
        let starts: Vec<_> = (0..6)
            .map(|_| {
                let url = url.clone();
                tokio::spawn(async move { Store::open_with(&url, GUARD).await })
            })
            .collect();
        for start in starts {
            let store = start.await.unwrap().unwrap();
            assert_eq!(store.revision().await.unwrap(), 0);
        }
    }
}

// --- feeds and runs -----------------------------------------------------------------------------

#[tokio::test]
async fn a_feed_keeps_its_identifier_and_feeds_are_listed_in_the_order_of_bytes() {
    let names = both(|store| async move {
        let mut tx = store.begin().await.unwrap();
        for (n, name) in ["b", "a", "Zoo", "_x", "é", "a b", "a-b", "ab"].into_iter().enumerate() {
            tx.upsert_feed(&feed(100 + n as u128, name)).await.unwrap();
        }
        let mut again = feed(999, "Zoo");
        again.format = FeedFormat::Geojson;
        again.origin = "https://example.org/zoo.geojson".to_owned();
        let id = tx.upsert_feed(&again).await.unwrap();
        tx.commit().await.unwrap();
        let feeds = store.feeds().await.unwrap();
        let zoo = feeds.iter().find(|f| f.id == id).unwrap();
        assert_eq!((zoo.format, &zoo.origin), (FeedFormat::Geojson, &again.origin));
        assert_eq!(id, FeedId(uuid(102)), "the identifier of the first time");
        feeds
    })
    .await;
    let names: Vec<&str> = names.iter().map(|f| f.name.as_str()).collect();
    assert_eq!(names, ["Zoo", "_x", "a", "a b", "a-b", "ab", "b", "é"]);
}

#[tokio::test]
async fn runs_come_newest_first_to_the_microsecond() {
    let moments = both(|store| async move {
        let mut tx = store.begin().await.unwrap();
        let id = tx.upsert_feed(&feed(1, "offices")).await.unwrap();
        let notice = Notice {
            code: NoticeCode::Malformed,
            severity: Severity::Warning,
            row: 7,
            field: "phone".to_owned(),
            found: "\u{0}<b>'".to_owned(),
            expected: "a number".to_owned(),
            hint: "left out".to_owned(),
        };
        let moments = [
            "2026-01-01T10:00:00.5Z",
            "2026-01-01T10:00:00Z",
            "2026-01-01T10:00:00.123456789Z",
            "2026-01-01T09:59:59.999999Z",
            "2025-12-31T23:59:59Z",
        ];
        for (n, moment) in (1..).zip(moments) {
            let run = Run {
                id: RunId(uuid(n)),
                feed: id,
                at: at(moment),
                sha256: "ab".repeat(32),
                rows: u64::from(u32::MAX) + 1,
                added: 1,
                changed: 2,
                unchanged: 3,
                refused: 4,
                missing: 5,
                outcome: RunOutcome::Applied,
            };
            tx.insert_run(&run, std::slice::from_ref(&notice)).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(store.runs(2).await.unwrap().len(), 2);
        store.runs(100).await.unwrap()
    })
    .await;
    let moments: Vec<String> = moments.iter().map(|run| run.at.to_string()).collect();
    assert_eq!(
        moments,
        [
            "2026-01-01T10:00:00.5Z",
            "2026-01-01T10:00:00.123456Z",
            "2026-01-01T10:00:00Z",
            "2026-01-01T09:59:59.999999Z",
            "2025-12-31T23:59:59Z",
        ]
    );
}

// --- offices ------------------------------------------------------------------------------------

/// Texts that break a careless program.
const HOSTILE: &[&str] = &[
    "<script>alert('x')</script>",
    "Robert'); drop table offices;--",
    "👩‍👩‍👧‍👦 🏳️‍🌈 e\u{301}",
    "مكتب المساعدة \u{202e}gnp.exe",
    "\"double\" 'single' `back` \\ \\u0000 %s {{}} $1 ?",
    "\u{feff}\u{200b} \u{1}\u{7f}\t",
    "",
];

/// All that SQLite knows of its own tables, and how many points its spatial index has.
async fn schema_and_points(store: &Store) -> Option<(Vec<(String, Option<String>)>, i64)> {
    let Store::Sqlite(pool) = store else { return None };
    let schema = sqlx::query_as("select name, sql from sqlite_master order by name");
    let (points,) =
        sqlx::query_as("select count(*) from rtree_offices_geom").fetch_one(pool).await.unwrap();
    Some((schema.fetch_all(pool).await.unwrap(), points))
}

#[tokio::test]
async fn a_bulk_load_leaves_the_tables_and_indexes_that_a_slow_one_leaves() {
    both(|store| async move {
        let before = schema_and_points(&store).await;
        let offices: Vec<Office> = (1..=120)
            .map(|n| {
                let mut facts = full_facts(&format!("Office {n}"));
                facts.location.address = format!("{n} Main St");
                office(n, &format!("office-{n}"), facts)
            })
            .collect();

        // One that is given up leaves nothing behind.
        let mut tx = store.begin().await.unwrap();
        let id = tx.upsert_feed(&feed(1, "offices")).await.unwrap();
        let _given_up = tx.begin_bulk_load().await.unwrap();
        tx.insert_offices(id, &offices).await.unwrap();
        drop(tx);
        assert_eq!(schema_and_points(&store).await, before);

        let mut tx = store.begin().await.unwrap();
        let id = tx.upsert_feed(&feed(1, "offices")).await.unwrap();
        let load = tx.begin_bulk_load().await.unwrap();
        tx.insert_offices(id, &offices).await.unwrap();
        tx.end_bulk_load(load).await.unwrap();
        tx.commit().await.unwrap();
        let after = schema_and_points(&store).await;
        assert_eq!(after.as_ref().map(|a| &a.0), before.as_ref().map(|b| &b.0));
        assert!(after.is_none_or(|(_, points)| points == 120));

        // Where there are offices already, every row goes the usual way.
        let mut tx = store.begin().await.unwrap();
        let load = tx.begin_bulk_load().await.unwrap();
        tx.insert_offices(id, &[office(500, "later", full_facts("Later"))]).await.unwrap();
        tx.end_bulk_load(load).await.unwrap();
        tx.commit().await.unwrap();
        assert!(schema_and_points(&store).await.is_none_or(|(_, points)| points == 121));
        store.offices().await.unwrap().len()
    })
    .await;
}

#[tokio::test]
async fn an_office_comes_back_as_it_was_given() {
    both(|store| async move {
        let mut offices =
            vec![office(10, "full", full_facts("Full")), office(11, "bare", facts("Bare"))];
        for (n, text) in (20..).zip(HOSTILE) {
            let mut facts = full_facts(text);
            let hostile = (*text).to_owned();
            facts.agency.clone_from(&hostile);
            facts.location.address.clone_from(&hostile);
            facts.location.city.clone_from(&hostile);
            facts.website = Some(hostile.clone());
            facts.hours_text = Some(hostile.clone());
            facts.languages = vec![hostile.clone(), hostile.clone()];
            facts.services = vec![hostile.clone()];
            facts.notes = Some(hostile.clone());
            facts.listing.url.clone_from(&hostile);
            let mut office = office(n, &format!("hostile-{n}"), facts);
            office.source_id = format!("{hostile}{n}");
            offices.push(office);
        }
        let id = keep(&store, &offices).await;
        let stored = store.offices().await.unwrap();
        offices.sort_by(|a, b| a.slug.cmp(&b.slug));
        assert_eq!(stored, offices);

        let mut tx = store.begin().await.unwrap();
        assert_eq!(tx.offices_of_feed(id).await.unwrap(), offices.len() as u64);
        assert_eq!(tx.offices_of_feed(FeedId(uuid(999))).await.unwrap(), 0);
        for office in &offices {
            assert_eq!(tx.office(office.id).await.unwrap().as_ref(), Some(office));
        }
        assert_eq!(tx.office(OfficeId(uuid(999))).await.unwrap(), None);
        let ids: Vec<String> = offices.iter().map(|o| o.source_id.clone()).collect();
        let known = tx.known_offices(id, &ids).await.unwrap();
        assert_eq!(known.len(), offices.len());
        for known in &known {
            let office = offices.iter().find(|o| o.id == known.id).unwrap();
            assert_eq!(known.source_id, office.source_id);
            assert_eq!(known.digest, facts_digest(&office.facts).unwrap());
            assert_eq!(known.status, office.facts.status);
            assert_eq!(known.closed_on, office.facts.closed_on);
        }
        assert!(tx.known_offices(id, &[]).await.unwrap().is_empty());
        assert!(tx.known_offices(FeedId(uuid(999)), &ids).await.unwrap().is_empty());
        let known: Vec<_> =
            known.into_iter().map(|k| (k.id, k.source_id, k.digest, k.status)).collect();
        (stored, known)
    })
    .await;
}

#[tokio::test]
async fn the_character_nul_is_refused_by_both_and_nothing_is_written() {
    let seen = both(|store| async move {
        let kept = office(10, "kept", facts("Kept"));
        let id = keep(&store, std::slice::from_ref(&kept)).await;
        let nul = "a\0b";
        let mut seen = Vec::new();

        let mut tx = store.begin().await.unwrap();
        seen.push(variant(tx.insert_offices(id, &[office(11, "nul", facts(nul))]).await));
        let mut by_id = office(12, "nul-id", facts("x"));
        nul.clone_into(&mut by_id.source_id);
        seen.push(variant(tx.insert_offices(id, std::slice::from_ref(&by_id)).await));
        let mut changed = kept.clone();
        changed.facts.notes = Some(nul.to_owned());
        seen.push(variant(tx.update_office(&changed).await));
        seen.push(variant(tx.insert_version(&changed, date(2026, 2, 2)).await));
        seen.push(variant(tx.upsert_feed(&feed(3, nul)).await));
        let mut case = closure(7, "case");
        case.steps[0].note = nul.to_owned();
        seen.push(variant(tx.upsert_closure(None, &case, READ_AT, "import").await));
        let sealer = Sealer::new([1; 32]);
        let mut told = report(8, kept.id, "hash");
        told.told = nul.to_owned();
        seen.push(variant(tx.insert_report(&told, &sealer).await));
        let area = ServiceArea {
            county: nul.to_owned(),
            office_source_id: "1".to_owned(),
            as_of: None,
            url: String::new(),
        };
        seen.push(variant(tx.replace_service_areas(id, &[area]).await));
        let mut load = caseload("Cook", "2026-01", 1);
        load.program = nul.to_owned();
        seen.push(variant(tx.replace_caseloads(id, &[load]).await));
        let now = at("2026-01-01T00:00:00Z");
        seen.push(variant(tx.audit(now, "import", "x", "office", "1", nul).await));
        // The transaction is still good: the refusal came before the database.
        tx.commit().await.unwrap();
        assert_eq!(store.office_count().await.unwrap(), 1);
        assert_eq!(store.feeds().await.unwrap().len(), 1);
        seen
    })
    .await;
    assert_eq!(seen, ["Nul"; 10]);
}

#[tokio::test]
async fn slugs_and_publishers_identifiers_are_unique() {
    both(|store| async move {
        let first = office(10, "cairo", facts("Cairo"));
        let id = keep(&store, std::slice::from_ref(&first)).await;
        let mut same_slug = office(11, "cairo", facts("Other"));
        let mut tx = store.begin().await.unwrap();
        let slugs = ["cairo", "anna", "cairo-2"].map(str::to_owned);
        let taken = tx.taken_slugs(&slugs).await.unwrap();
        assert_eq!(taken.into_iter().collect::<Vec<_>>(), ["cairo"]);
        assert!(tx.taken_slugs(&[]).await.unwrap().is_empty());
        let by_slug = variant(tx.insert_offices(id, std::slice::from_ref(&same_slug)).await);
        drop(tx);
        same_slug.slug = "cairo-2".parse().unwrap();
        same_slug.source_id.clone_from(&first.source_id);
        let mut tx = store.begin().await.unwrap();
        let by_source = variant(tx.insert_offices(id, &[same_slug]).await);
        drop(tx);
        let mut tx = store.begin().await.unwrap();
        let nobody = variant(tx.update_office(&office(99, "nobody", facts("Nobody"))).await);
        drop(tx);
        assert_eq!([&by_slug, &by_source, &nobody], ["Database", "Database", "RowCount"]);
        (store.offices().await.unwrap(), by_slug, by_source, nobody)
    })
    .await;
}

#[tokio::test]
async fn an_office_is_found_by_its_publishers_identifier_in_any_feed() {
    both(|store| async move {
        // The same identifier in two feeds: the office that was known first is meant.
        let (mut younger, older) = (office(30, "b", facts("B")), office(11, "a", facts("A")));
        younger.source_id.clone_from(&older.source_id);
        keep(&store, &[younger, office(12, "first", facts("First"))]).await;
        let mut tx = store.begin().await.unwrap();
        let id = tx.upsert_feed(&feed(2, "second")).await.unwrap();
        let mut late = office(50, "d", facts("D"));
        late.source_id = "src-12".to_owned();
        let others = [older.clone(), office(40, "c", facts("C")), late];
        tx.insert_offices(id, &others).await.unwrap();
        let ids = ["src-11", "src-12", "src-40", "src-99"].map(str::to_owned);
        let named = tx.offices_named(&ids).await.unwrap();
        assert_eq!(named.len(), 3);
        assert_eq!(named["src-12"], (OfficeId(uuid(12)), "First".to_owned()));
        assert_eq!(named["src-11"], (older.id, "A".to_owned()));
        assert_eq!(named["src-40"].1, "C");
        assert!(tx.offices_named(&[]).await.unwrap().is_empty());
        named
    })
    .await;
}

#[tokio::test]
async fn two_offices_in_one_building_share_its_site() {
    both(|store| async move {
        let mut apart = facts("Elsewhere");
        apart.location.address = "2 Main St".to_owned();
        let mut unknown = facts("No street");
        unknown.location.address = String::new();
        let mut upstairs = facts("Upstairs");
        upstairs.location.address = "1  MAIN st.".to_owned();
        let offices = [
            office(10, "a", facts("Downstairs")),
            office(11, "b", upstairs),
            office(12, "c", apart),
            office(13, "d", unknown),
        ];
        keep(&store, &offices).await;
        let stored = store.offices().await.unwrap();
        assert_eq!(stored[0].site, stored[1].site);
        assert_ne!(stored[0].site, stored[2].site);
        assert_eq!(stored[3].site, None);
        assert_eq!(count(&store, "sites").await, 2);
        stored
    })
    .await;
}

/// Rows of a table, counted behind the store's back.
#[expect(clippy::disallowed_methods, reason = "the name is one of ours")]
async fn count(store: &Store, table: &str) -> i64 {
    let sql = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
    match store {
        Store::Sqlite(pool) => sqlx::query_scalar(sql).fetch_one(pool).await.unwrap(),
        Store::Postgres(pool) => sqlx::query_scalar(sql).fetch_one(pool).await.unwrap(),
    }
}

#[tokio::test]
async fn more_offices_than_fit_one_statement_are_stored_whole() {
    both(|store| async move {
        let offices: Vec<Office> = (0..1203_u128)
            .map(|n| {
                office(1000 + n, &format!("office-{n:05}"), full_facts(&format!("Office {n}")))
            })
            .collect();
        keep(&store, &offices).await;
        assert_eq!(store.offices().await.unwrap(), offices);
        if let Store::Sqlite(pool) = &store {
            let (indexed,): (i64,) = sqlx::query_as("select count(*) from rtree_offices_geom")
                .fetch_one(pool)
                .await
                .unwrap();
            assert_eq!(indexed, 1203);
        }
        store.office_count().await.unwrap()
    })
    .await;
}

#[tokio::test]
async fn an_office_is_shown_as_it_was_on_a_day() {
    both(|store| async move {
        let first = office(10, "cairo", full_facts("Cairo"));
        let mut late = office(11, "anna", facts("Anna"));
        late.valid_from = date(2026, 5, 1);
        keep(&store, &[first.clone(), late.clone()]).await;

        // Moved in March; corrected twice on one day in April; lost its point in June.
        let mut moved = first.clone();
        moved.valid_from = date(2026, 3, 10);
        moved.facts.location.address = "9 Other St".to_owned();
        moved.site = moved.facts.location.site_key().map(|key| site_id(&key));
        change(&store, &first, &moved).await;
        let mut typo = moved.clone();
        typo.valid_from = date(2026, 4, 1);
        typo.facts.name = "Cario".to_owned();
        change(&store, &moved, &typo).await;
        let mut right = typo.clone();
        right.facts.name = "Cairo FCRC".to_owned();
        change(&store, &typo, &right).await;
        let mut pointless = right.clone();
        pointless.valid_from = date(2026, 6, 1);
        pointless.facts.location.point = None;
        change(&store, &right, &pointless).await;

        let on = |day: Date| {
            let store = store.clone();
            async move { store.offices_as_of(day).await.unwrap() }
        };
        assert_eq!(on(date(2025, 12, 31)).await, vec![], "before anything was known");
        assert_eq!(on(date(2026, 1, 1)).await, vec![first.clone()]);
        assert_eq!(on(date(2026, 3, 9)).await, vec![first.clone()]);
        assert_eq!(on(date(2026, 3, 10)).await, vec![moved.clone()]);
        assert_eq!(on(date(2026, 3, 31)).await, vec![moved.clone()]);
        assert_eq!(on(date(2026, 4, 1)).await, vec![right.clone()], "the last of that day");
        assert_eq!(on(date(2026, 5, 1)).await, vec![late.clone(), right.clone()]);
        assert_eq!(on(date(2026, 5, 31)).await, vec![late.clone(), right]);
        assert_eq!(on(date(2026, 6, 1)).await, vec![late.clone(), pointless.clone()]);
        assert_eq!(on(Date::MAX).await, vec![late, pointless]);
        assert_eq!(store.offices_as_of(Date::MAX).await.unwrap(), store.offices().await.unwrap());
        if let Store::Sqlite(pool) = &store {
            let (indexed,): (i64,) = sqlx::query_as("select count(*) from rtree_offices_geom")
                .fetch_one(pool)
                .await
                .unwrap();
            assert_eq!(indexed, 0, "the index of points lost it too");
        }
        on(date(2026, 4, 15)).await
    })
    .await;
}

#[tokio::test]
async fn offices_are_sorted_by_the_bytes_of_their_slugs() {
    let slugs = both(|store| async move {
        let offices: Vec<Office> = ["b", "a-b", "ab", "a1", "a", "a-10", "a-2", "1"]
            .into_iter()
            .zip(10..)
            .map(|(slug, n)| office(n, slug, facts(slug)))
            .collect();
        keep(&store, &offices).await;
        let mut tx = store.begin().await.unwrap();
        let ids: Vec<String> = offices.iter().map(|o| o.source_id.clone()).collect();
        let known = tx.known_offices(FeedId(uuid(1)), &ids).await.unwrap();
        assert!(known.is_sorted_by_key(|k| k.source_id.clone()));
        store.offices().await.unwrap().into_iter().map(|o| o.slug.to_string()).collect::<Vec<_>>()
    })
    .await;
    assert_eq!(slugs, ["1", "a", "a-10", "a-2", "a-b", "a1", "ab", "b"]);
}

// --- service areas and caseloads ----------------------------------------------------------------

fn area(county: &str, source_id: &str, as_of: Option<&str>) -> ServiceArea {
    ServiceArea {
        county: county.to_owned(),
        office_source_id: source_id.to_owned(),
        as_of: as_of.map(|text| text.parse().unwrap()),
        url: "https://example.org/areas".to_owned(),
    }
}

fn caseload(place: &str, as_of: &str, value: i64) -> Caseload {
    Caseload {
        geography_type: "county".to_owned(),
        geography: place.to_owned(),
        program: "snap".to_owned(),
        measure: "households".to_owned(),
        value,
        as_of: as_of.to_owned(),
        url: "https://example.org/cases".to_owned(),
    }
}

#[tokio::test]
async fn service_areas_are_replaced_by_feed_and_only_when_they_differ() {
    both(|store| async move {
        let mut tx = store.begin().await.unwrap();
        let one = tx.upsert_feed(&feed(1, "one")).await.unwrap();
        let two = tx.upsert_feed(&feed(2, "two")).await.unwrap();
        let areas = [
            area("Pope", "7", Some("2026-06")),
            area("DeKalb", "1", None),
            area("De Witt", "2", None),
            area("LaSalle", "3", None),
            area("Lake", "4", None),
            area("DeKalb", "1", Some("2025")),
        ];
        assert!(tx.replace_service_areas(one, &areas).await.unwrap());
        assert!(!tx.replace_service_areas(one, &areas).await.unwrap());
        let mut turned = areas.to_vec();
        turned.reverse();
        assert!(!tx.replace_service_areas(one, &turned).await.unwrap(), "order is no news");
        assert!(tx.replace_service_areas(two, &areas[..1]).await.unwrap());
        assert!(tx.replace_service_areas(one, &areas[1..]).await.unwrap());
        assert!(tx.replace_service_areas(two, &[]).await.unwrap());
        assert!(!tx.replace_service_areas(two, &[]).await.unwrap());
        let many: Vec<_> = (0..1100).map(|n| area(&format!("C{n:04}"), "9", None)).collect();
        assert!(tx.replace_service_areas(two, &many).await.unwrap());
        assert!(!tx.replace_service_areas(two, &many).await.unwrap());
        assert!(tx.replace_service_areas(two, &[]).await.unwrap());
        tx.commit().await.unwrap();
        let stored = store.service_areas().await.unwrap();
        let counties: Vec<&str> = stored.iter().map(|a| a.county.as_str()).collect();
        assert_eq!(counties, ["De Witt", "DeKalb", "DeKalb", "LaSalle", "Lake"]);
        stored
    })
    .await;
}

#[tokio::test]
async fn caseloads_are_replaced_by_feed_and_only_when_they_differ() {
    both(|store| async move {
        let mut tx = store.begin().await.unwrap();
        let id = tx.upsert_feed(&feed(1, "loads")).await.unwrap();
        let loads = [
            caseload("Cook", "2026-02", i64::MAX),
            caseload("Cook", "2026-01", -1),
            caseload("Pope", "2026-01", 0),
        ];
        assert!(tx.replace_caseloads(id, &loads).await.unwrap());
        assert!(!tx.replace_caseloads(id, &loads).await.unwrap());
        let mut changed = loads.to_vec();
        changed[2].value = 44;
        assert!(tx.replace_caseloads(id, &changed).await.unwrap());
        tx.commit().await.unwrap();
        let cook = store.caseloads("county", "Cook").await.unwrap();
        assert_eq!(cook, [loads[1].clone(), loads[0].clone()]);
        assert_eq!(store.caseloads("county", "Pope").await.unwrap()[0].value, 44);
        assert_eq!(store.caseloads("state", "Cook").await.unwrap(), []);
        let program = &loads[0].program;
        let counties = store.county_caseloads(program).await.unwrap();
        assert_eq!(counties, [loads[1].clone(), loads[0].clone(), changed[2].clone()]);
        assert_eq!(store.county_caseloads("bread").await.unwrap(), []);
        cook
    })
    .await;
}

// --- audit, revision, transactions --------------------------------------------------------------

#[tokio::test]
async fn the_audit_trail_keeps_the_order_of_one_moment() {
    let actions = both(|store| async move {
        let now = at("2026-01-01T10:00:00Z");
        let mut tx = store.begin().await.unwrap();
        for n in 0..20 {
            tx.audit(now, "import", &format!("step {n}"), "office", "1", "").await.unwrap();
        }
        tx.audit(now, "import", "elsewhere", "office", "2", "<b>").await.unwrap();
        tx.audit(now, "import", "elsewhere", "closure", "1", "").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(store.audit_of("office", "2").await.unwrap(), ["elsewhere"]);
        store.audit_of("office", "1").await.unwrap()
    })
    .await;
    let expected: Vec<String> = (0..20).map(|n| format!("step {n}")).collect();
    assert_eq!(actions, expected);
}

#[tokio::test]
async fn the_revision_moves_with_the_commit_and_listeners_wake() {
    both(|store| async move {
        assert_eq!(store.revision().await.unwrap(), 0);
        let mut changes = store.changes().await.unwrap();
        let mut tx = store.begin().await.unwrap();
        assert_eq!(tx.raise_revision().await.unwrap(), 1);
        assert_eq!(tx.raise_revision().await.unwrap(), 2);
        assert_eq!(store.revision().await.unwrap(), 0, "not before the commit");
        tx.commit().await.unwrap();
        // Within the product's own pace: at once where the database speaks up, after 2 s where it is asked.
        tokio::time::timeout(Duration::from_secs(20), changes.next()).await.unwrap();
        assert_eq!(store.revision().await.unwrap(), 2);

        let mut tx = store.begin().await.unwrap();
        tx.raise_revision().await.unwrap();
        drop(tx);
        assert_eq!(store.revision().await.unwrap(), 2, "what was dropped did not count");
    })
    .await;
}

#[tokio::test]
async fn a_write_that_is_dropped_leaves_nothing() {
    both(|store| async move {
        let known = office(10, "cairo", facts("Cairo"));
        keep(&store, std::slice::from_ref(&known)).await;
        let tables = [
            "feeds",
            "runs",
            "sites",
            "offices",
            "office_versions",
            "service_areas",
            "caseloads",
            "closures",
            "closure_offices",
            "closure_steps",
            "closure_citations",
            "closure_versions",
            "evidence",
            "reports",
            "audit",
        ];
        let mut before = Vec::new();
        for table in tables {
            before.push(count(&store, table).await);
        }

        let mut tx = store.begin().await.unwrap();
        tx.lock_imports().await.unwrap();
        let id = tx.upsert_feed(&feed(2, "second")).await.unwrap();
        let mut elsewhere = facts("Anna");
        elsewhere.location.address = "5 Far Rd".to_owned();
        tx.insert_offices(id, &[office(11, "anna", elsewhere)]).await.unwrap();
        tx.insert_version(&known, date(2026, 2, 1)).await.unwrap();
        let mut changed = known.clone();
        changed.facts.name = "Changed".to_owned();
        tx.update_office(&changed).await.unwrap();
        tx.replace_service_areas(id, &[area("Pope", "7", None)]).await.unwrap();
        tx.replace_caseloads(id, &[caseload("Cook", "2026", 1)]).await.unwrap();
        tx.upsert_closure(Some(id), &closure(5, "case"), READ_AT, "import").await.unwrap();
        tx.insert_report(&report(20, known.id, "r"), &Sealer::new([1; 32])).await.unwrap();
        tx.audit(at("2026-01-01T00:00:00Z"), "a", "b", "c", "d", "").await.unwrap();
        tx.raise_revision().await.unwrap();
        assert_eq!(tx.office(known.id).await.unwrap(), Some(changed), "seen inside");
        drop(tx);

        let mut after = Vec::new();
        for table in tables {
            after.push(count(&store, table).await);
        }
        assert_eq!(before, after);
        assert_eq!(store.offices().await.unwrap(), [known]);
        assert_eq!(store.revision().await.unwrap(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_import_waits_for_the_first_and_sees_what_it_did() {
    both(|store| async move {
        let mut first = store.begin().await.unwrap();
        first.lock_imports().await.unwrap();
        let second = tokio::spawn({
            let store = store.clone();
            async move {
                let mut tx = store.begin().await.unwrap();
                tx.lock_imports().await.unwrap();
                tx.offices_of_feed(FeedId(uuid(1))).await.unwrap()
            }
        });
        if let Store::Postgres(pool) = &store {
            // SQLite's second transaction cannot have begun; PostgreSQL is asked whether it waits.
            let waits = "select count(*) from pg_locks where locktype = 'advisory' and not granted";
            loop {
                let (waiting,): (i64,) = sqlx::query_as(waits).fetch_one(pool).await.unwrap();
                assert!(!second.is_finished(), "the second import did not wait");
                if waiting > 0 {
                    break;
                }
            }
        }
        let id = first.upsert_feed(&feed(1, "offices")).await.unwrap();
        first.insert_offices(id, &[office(10, "cairo", facts("Cairo"))]).await.unwrap();
        first.commit().await.unwrap();
        assert_eq!(second.await.unwrap(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_never_sees_half_a_case() {
    both(|store| async move {
        let writer = tokio::spawn({
            let store = store.clone();
            async move {
                for round in 0..60_u32 {
                    let mut case = closure(5, "case");
                    case.offices_total = Some(round);
                    // As many steps as the case says, so that a reader can tell.
                    case.evidence.clear();
                    case.steps = (0..u128::from(round % 7))
                        .map(|n| step(9000 + n, StepKind::Hearing, None, None))
                        .collect();
                    let mut tx = store.begin().await.unwrap();
                    tx.upsert_closure(None, &case, READ_AT, "import").await.unwrap();
                    tx.commit().await.unwrap();
                }
            }
        });
        while !writer.is_finished() {
            for case in store.closures().await.unwrap() {
                assert_eq!(case.steps.len(), case.offices_total.unwrap() as usize % 7);
            }
        }
        writer.await.unwrap();
    })
    .await;
}

// --- round trips --------------------------------------------------------------------------------

mod round_trips {
    use super::*;
    use proptest::prelude::*;
    use proptest::strategy::ValueTree;
    use proptest::test_runner::{Config, TestRunner};

    fn text() -> impl Strategy<Value = String> {
        // Any text but NUL.
        "[^\\x00]{0,40}"
    }

    fn position() -> impl Strategy<Value = Position> {
        let edge = prop_oneof![Just(-0.0), Just(0.0), Just(f64::MIN_POSITIVE), Just(5e-324)];
        prop_oneof![
            4 => (-90.0..=90.0_f64, -180.0..=180.0_f64),
            1 => (edge.clone(), edge),
            1 => (Just(90.0), Just(-180.0)),
        ]
        .prop_map(|(lat, lon)| Position::new(lat, lon).unwrap())
    }

    fn partial_date() -> impl Strategy<Value = Option<stillopen::domain::date::PartialDate>> {
        const TEXTS: &[&str] = &["1900", "2012-06", "2024-02-29", "9999-12-31"];
        proptest::option::of(proptest::sample::select(TEXTS))
            .prop_map(|text| text.map(|text| text.parse().unwrap()))
    }

    fn any_facts() -> impl Strategy<Value = OfficeFacts> {
        let place = (
            (text(), text(), text(), text()),
            proptest::option::of((position(), proptest::sample::select(PointMethod::ALL))),
        );
        let words = (
            text(),
            text(),
            proptest::option::of(text()),
            proptest::collection::vec(text(), 0..4),
            proptest::collection::vec(text(), 0..4),
        );
        let kinds = (
            proptest::sample::select(OfficeKind::ALL),
            proptest::sample::select(OfficeStatus::ALL),
            proptest::option::of(proptest::sample::select(Wheelchair::ALL)),
            proptest::option::of("[2-9][0-9]{9}( ext [0-9]{1,5})?"),
        );
        let dates = (partial_date(), partial_date(), partial_date());
        (place, words, kinds, dates).prop_map(|(place, words, kinds, dates)| {
            let ((address, city, zip, county), point) = place;
            let (name, agency, notes, languages, services) = words;
            let (kind, status, wheelchair, phone) = kinds;
            let (opened_on, closed_on, as_of) = dates;
            let state = "IL".to_owned();
            OfficeFacts {
                name,
                agency,
                kind,
                status,
                location: Location { address, city, state, zip, county, point },
                phone: phone.map(|p| Phone::parse(&p).unwrap()),
                tty: None,
                fax: None,
                website: notes.clone(),
                hours: Some(Hours::parse("Mo-Fr 08:30-17:00").unwrap()),
                hours_text: notes.clone(),
                languages,
                services,
                wheelchair,
                opened_on,
                closed_on,
                listing: Listing { url: "https://example.org".to_owned(), as_of },
                notes,
            }
        })
    }

    /// Bit for bit: `==` on floats would take -0.0 for 0.0.
    fn bits(facts: &OfficeFacts) -> Option<(u64, u64)> {
        facts.location.position().map(|p| (p.lat().to_bits(), p.lon().to_bits()))
    }

    #[tokio::test]
    async fn any_facts_come_back_exactly_from_the_table_and_from_its_history() {
        let mut runner = TestRunner::new_with_rng(
            Config::default(),
            proptest::test_runner::TestRng::deterministic_rng(
                proptest::test_runner::RngAlgorithm::ChaCha,
            ),
        );
        let offices: Vec<Office> = (0..400_u128)
            .map(|n| {
                let facts = any_facts().new_tree(&mut runner).unwrap().current();
                office(1000 + n, &format!("office-{n:04}"), facts)
            })
            .collect();
        both(|store| {
            let offices = offices.clone();
            async move {
                keep(&store, &offices).await;
                let stored = store.offices().await.unwrap();
                assert_eq!(stored, offices);
                let mut tx = store.begin().await.unwrap();
                for office in &offices {
                    tx.insert_version(office, date(2026, 2, 1)).await.unwrap();
                    let mut after = office.clone();
                    after.facts = facts("After");
                    after.valid_from = date(2026, 2, 1);
                    tx.update_office(&after).await.unwrap();
                }
                tx.commit().await.unwrap();
                let past = store.offices_as_of(date(2026, 1, 31)).await.unwrap();
                assert_eq!(past, offices);
                for ((office, stored), past) in offices.iter().zip(&stored).zip(&past) {
                    assert_eq!(bits(&stored.facts), bits(&office.facts));
                    assert_eq!(bits(&past.facts), bits(&office.facts));
                }
                past
            }
        })
        .await;
    }
}

// --- the contract is whole ----------------------------------------------------------------------

mod whole {
    use super::*;

    /// The public methods of `Store` and `Tx` in a source text.
    fn public_methods(source: &str) -> Vec<String> {
        let mut found = Vec::new();
        for item in syn::parse_file(source).unwrap().items {
            let syn::Item::Impl(block) = item else { continue };
            let syn::Type::Path(path) = &*block.self_ty else { continue };
            if block.trait_.is_some() || !(path.path.is_ident("Store") || path.path.is_ident("Tx"))
            {
                continue;
            }
            for member in block.items {
                if let syn::ImplItem::Fn(method) = member
                    && matches!(method.vis, syn::Visibility::Public(_))
                {
                    found.push(method.sig.ident.to_string());
                }
            }
        }
        found
    }

    /// Those of some methods that a test file never calls.
    fn uncalled(methods: &[String], tests: &str) -> Vec<String> {
        let is_called = |name: &str| {
            [format!(".{name}("), format!("Store::{name}(")].iter().any(|call| tests.contains(call))
        };
        methods.iter().filter(|name| !is_called(name)).cloned().collect()
    }

    /// The text of all files of the contract.
    fn contract() -> String {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/store");
        let files = std::fs::read_dir(folder).unwrap();
        files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect()
    }

    #[test]
    fn every_public_method_of_the_store_is_called_in_this_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
        let mut methods = Vec::new();
        for file in std::fs::read_dir(folder).unwrap() {
            methods.extend(public_methods(&std::fs::read_to_string(file.unwrap().path()).unwrap()));
        }
        assert!(methods.len() > 30, "only {methods:?} were found");
        let forgotten = uncalled(&methods, &contract());
        assert!(forgotten.is_empty(), "tests/store never calls {forgotten:?}");
    }

    #[test]
    fn a_method_that_nobody_calls_is_found() {
        let source = "pub struct Store; struct Other;
            impl Store { pub async fn tested(&self) {} pub fn forgotten(&self) {} fn own(&self) {} }
            impl Tx { pub fn also_forgotten(&self) {} pub(super) fn inner(&self) {} }
            impl Other { pub fn elsewhere(&self) {} }
            impl Clone for Tx { fn clone(&self) {} }";
        let methods = public_methods(source);
        assert_eq!(methods, ["tested", "forgotten", "also_forgotten"]);
        assert_eq!(uncalled(&methods, "store.tested().await"), ["forgotten", "also_forgotten"]);
    }

    #[test]
    fn a_transaction_is_of_the_database_that_it_was_begun_on() {
        // Keeps the type in the contract: one variant for each database.
        fn dialect(tx: &Tx) -> &'static str {
            match tx {
                Tx::Sqlite(_) => "sqlite",
                Tx::Postgres(_) => "postgres",
            }
        }
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(both(|store| async move {
            assert_eq!(dialect(&store.begin().await.unwrap()), store.dialect());
        }));
    }
}
