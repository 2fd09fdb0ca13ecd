//! What was told is not kept for ever: erased in the night, a year after, on both databases and by the command.

use serde_json::Value;
use stillopen::domain::consent::Consents;
use stillopen::domain::id::{MessageId, OfficeId, ReportId, WorkerAccountId};
use stillopen::domain::problem::{Answers, Problem};
use stillopen::domain::quarter::Quarter;
use stillopen::domain::report::{Author, Channel, Message, Report, ReportStatus};
use stillopen::domain::worker::{WorkerAccount, WorkerStatus, WorkerTold};
use stillopen::jobs::sweep;
use stillopen::store::{Sealer, Store};
use uuid::Uuid;

use super::app::{TestApp, clock};
use super::program::{Place, said};

const DAY: i64 = 24 * 60 * 60;

fn report(n: u128, office: OfficeId) -> Report {
    let today = clock().today();
    Report {
        id: ReportId(Uuid::from_u128(n)),
        office,
        problem: Problem::LongWait,
        answers: Answers::new(),
        happened_on: today,
        told: "Zebra words in full".to_owned(),
        edited: None,
        first_name: Some("Rosalinda".to_owned()),
        contact: Some("quetzal@example.org".to_owned()),
        consents: Consents { words: true, name: true, contact: true, ..Consents::default() },
        wording: 2,
        lang: "en".to_owned(),
        channel: Channel::Page,
        like: None,
        merged_into: None,
        receipt_hash: format!("receipt-{n}"),
        status: ReportStatus::Pending,
        outcome: None,
        counted: false,
        block: None,
        received_on: today,
        published: None,
        closed_on: None,
        erased_on: None,
        version: 1,
    }
}

fn account(n: u128, closed: Option<Quarter>) -> WorkerAccount {
    WorkerAccount {
        id: WorkerAccountId(Uuid::from_u128(n)),
        told: WorkerTold {
            office: None,
            place: "Cairo".to_owned(),
            words: "We lock the door at noon.".to_owned(),
            contact: None,
            lang: "en".to_owned(),
        },
        receipt_hash: format!("worker-{n}"),
        status: if closed.is_some() { WorkerStatus::Done } else { WorkerStatus::Kept },
        quarter: Quarter::of(clock().today()),
        closed,
    }
}

/// Keeps a public, a redacted, a hidden and a waiting report with a message each, and accounts of workers.
async fn fill(store: &Store, sealer: &Sealer, closed_on: jiff::civil::Date) {
    let office = store.offices().await.unwrap().first().unwrap().id;
    let mut tx = store.begin().await.unwrap();
    for n in 1..=4 {
        let mut told = report(n, office);
        assert!(tx.insert_report(&told, sealer).await.unwrap());
        let message = Message {
            id: MessageId(Uuid::from_u128(n)),
            author: Author::Moderator,
            words: "Which window?".to_owned(),
            on: clock().today(),
        };
        tx.insert_report_message(told.id, &message, sealer).await.unwrap();
        match n {
            1 => told.publish(closed_on).unwrap(),
            2 => {
                told.redact("Zebra words".to_owned()).unwrap();
                told.publish(closed_on).unwrap();
            }
            3 => told.hide(closed_on).unwrap(),
            _ => {}
        }
        tx.save_report(&told, sealer).await.unwrap();
    }
    let done = Quarter::of(closed_on);
    for (n, closed) in [(1, Some(done)), (2, None)] {
        assert!(tx.insert_worker_account(&account(n, closed), sealer).await.unwrap());
    }
    tx.commit().await.unwrap();
}

async fn read(store: &Store, sealer: &Sealer, n: u128) -> Report {
    store.report(ReportId(Uuid::from_u128(n)), sealer).await.unwrap().unwrap()
}

async fn workers(store: &Store) -> u64 {
    let of = async |status| store.worker_accounts_of(status).await.unwrap();
    of(WorkerStatus::Done).await + of(WorkerStatus::Kept).await
}

#[tokio::test]
async fn a_year_after_nothing_is_left_that_is_not_public() {
    let (file, server) = tokio::join!(TestApp::new(), TestApp::on_postgres());
    for app in [file, server] {
        let (store, sealer) = (app.app.store(), app.app.sealer());
        fill(store, sealer, app.clock.today()).await;
        let mut tx = store.begin().await.unwrap();
        sweep::enqueue(&mut tx, app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        // The night of the day itself, a year later, is a night too early.
        app.clock.advance(365 * DAY);
        assert_eq!(app.run_jobs().await, 1);
        assert_eq!(read(store, sealer, 1).await.contact.as_deref(), Some("quetzal@example.org"));
        assert_eq!(workers(store).await, 1, "the account is tied to its quarter alone");
        let revision = store.revision().await.unwrap();
        app.clock.advance(DAY);
        assert_eq!(app.run_jobs().await, 1);

        for n in 1..=3 {
            let told = read(store, sealer, n).await;
            assert_eq!((told.told.as_str(), &told.contact), ("", &None), "{n}");
            assert_eq!(told.erased_on, Some(app.clock.today()));
            assert_eq!(store.report_messages(told.id, sealer).await.unwrap(), []);
        }
        let public = read(store, sealer, 1).await;
        assert_eq!(
            (public.public_words(), public.public_name()),
            (Some("Zebra words in full"), Some("Rosalinda"))
        );
        assert!(public.counted && public.consents.name && !public.consents.contact);
        assert_eq!(read(store, sealer, 2).await.public_words(), Some("Zebra words"));
        let hidden = read(store, sealer, 3).await;
        assert_eq!((hidden.words(), &hidden.first_name), ("", &None));
        let waiting = read(store, sealer, 4).await;
        assert!(waiting.contact.is_some() && !waiting.told.is_empty(), "nobody has decided yet");
        assert_eq!(store.revision().await.unwrap(), revision, "what is public has not changed");

        let lines = store.audit_before(u64::MAX >> 1, 3).await.unwrap();
        let lines: Vec<_> = lines.iter().filter(|l| l.action.starts_with("retention.")).collect();
        assert_eq!(lines.len(), 2);
        for line in lines {
            assert_eq!((line.actor.as_str(), line.subject_id.as_str()), ("system", ""));
            assert!(line.detail.contains("\"count\":"), "{}", line.detail);
        }
        assert_eq!(store.verify_audit().await.unwrap().fault_count, 0);
    }
}

#[tokio::test]
async fn the_command_says_what_it_would_erase_and_then_erases_it() {
    let place = Place::seeded();
    let key = place.database().with_extension("key");
    let url = format!("sqlite:{}", place.database().display());
    let sealer = Sealer::load_or_create(&key, &mut rand::rng()).unwrap();
    let store = Store::open(&url).await.unwrap();
    fill(&store, &sealer, jiff::civil::date(2020, 5, 6)).await;
    store.close().await;

    let (told, _) = said(&place.run(&["retention", "--dry-run"]));
    for line in ["would be erased", "2020-05-06", "2020-Q2"] {
        assert!(told.contains(line), "{told}");
    }
    for n in 1..=3 {
        assert!(told.contains(&Uuid::from_u128(n).to_string()), "{told}");
    }
    for secret in ["Zebra", "quetzal", "Rosalinda", "noon"] {
        assert!(!told.contains(secret), "{told}");
    }
    let json = |arguments: &[&str]| -> Value {
        let (told, _) = said(&place.run(arguments));
        serde_json::from_str(&told).unwrap()
    };
    let dry = json(&["retention", "--dry-run", "--format", "json"]);
    assert_eq!(dry["dry_run"], true);
    assert_eq!(dry["erased"][0]["ids"].as_array().unwrap().len(), 3);
    let counts = |json: &Value| {
        let lines = json["erased"].as_array().unwrap().iter();
        lines.map(|line| line["count"].as_u64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(counts(&dry), [3, 1, 0]);
    let store = Store::open(&url).await.unwrap();
    assert!(read(&store, &sealer, 3).await.contact.is_some(), "a dry run erases nothing");
    store.close().await;

    let done = json(&["retention", "--format", "json"]);
    assert_eq!((counts(&done), done["dry_run"].as_bool()), (vec![3, 1, 0], Some(false)));
    assert_eq!(counts(&json(&["retention", "--format", "json"])), [0, 0, 0]);
    let store = Store::open(&url).await.unwrap();
    assert!(read(&store, &sealer, 3).await.contact.is_none());
    assert_eq!(workers(&store).await, 1);
    assert_eq!(store.verify_audit().await.unwrap().fault_count, 0);
    store.close().await;
}
