//! What has been kept long enough is erased in the night, whether or not anybody is at the desk.

use jiff::civil::{Date, date};
use serde_json::json;
use stillopen::domain::id::TipId;
use stillopen::domain::job::{JobKind, NewJob};
use stillopen::domain::tip::{Tip, TipStatus};
use stillopen::jobs::sweep;
use uuid::Uuid;

use super::app::TestApp;

const HOUR: i64 = 60 * 60;

fn tip(n: u128, received_on: Date) -> Tip {
    Tip {
        id: TipId(Uuid::from_u128(n)),
        place: "The office in Cairo".to_owned(),
        kind: None,
        happened_on: String::new(),
        words: "There is a sign on the door.".to_owned(),
        url: String::new(),
        contact: Some("ana@example.org".to_owned()),
        status: TipStatus::Waiting,
        reason: String::new(),
        received_on,
    }
}

#[tokio::test]
async fn a_contact_is_forgotten_after_a_year_and_a_failed_job_after_a_month_without_anybodys_doing()
{
    let app = TestApp::new().await;
    let (store, now) = (app.app.store(), app.clock.now());
    let tips = [tip(1, date(2025, 11, 23)), tip(2, date(2025, 11, 24))];
    let mut tx = store.begin().await.unwrap();
    for tip in &tips {
        assert!(tx.insert_tip(tip, app.app.sealer()).await.unwrap());
    }
    // A letter that does not open is never sent.
    let broken = NewJob::now(JobKind::Mail, json!({ "sealed": "" }), now);
    tx.enqueue(&broken).await.unwrap();
    sweep::enqueue(&mut tx, now).await.unwrap();
    sweep::enqueue(&mut tx, now).await.unwrap();
    tx.commit().await.unwrap();
    let contacts = async || {
        let mut left = Vec::new();
        for tip in &tips {
            let tip = store.tip(tip.id, app.app.sealer()).await.unwrap().unwrap();
            left.push(tip.contact.is_some());
        }
        left
    };
    assert_eq!(app.run_jobs().await, 1);
    assert_eq!(store.failed_jobs().await.unwrap().len(), 1);
    // From ten in the morning to three at night.
    app.clock.advance(17 * HOUR - 1);
    assert_eq!(app.run_jobs().await, 0);
    assert_eq!(contacts().await, [true, true]);
    app.clock.advance(1);
    assert_eq!(app.run_jobs().await, 1);
    assert_eq!(contacts().await, [false, true]);
    // It puts itself in line again, night after night.
    app.clock.advance(24 * HOUR);
    assert_eq!(app.run_jobs().await, 1);
    assert_eq!(contacts().await, [false, false]);
    for _ in 0..28 {
        app.clock.advance(24 * HOUR);
        assert_eq!(app.run_jobs().await, 1);
    }
    assert_eq!(store.failed_jobs().await.unwrap().len(), 1);
    app.clock.advance(24 * HOUR);
    app.run_jobs().await;
    assert_eq!(store.failed_jobs().await.unwrap(), []);
}
