//! The trail of changes, as admins read it and as the command checks it.

use stillopen::domain::account::Role;
use stillopen::domain::job::{JobKind, NewJob};
use stillopen::store::Store;

use super::app::{TestApp, clock};
use super::program::{Place, failed, said};

#[tokio::test]
async fn admins_read_every_change_and_nobody_else_does() {
    let app = TestApp::new().await;
    let admin = app.sign_in(Role::Admin).await;
    let mut tx = app.app.store().begin().await.unwrap();
    for n in 0..60 {
        let detail = format!("<script>{n}</script>");
        let now = clock().now();
        tx.audit(now, "resident", "report.received", "report", "r-1", &detail).await.unwrap();
    }
    tx.commit().await.unwrap();
    let page = app.get_as(&admin, "/desk/audit").await.expect(200).text();
    assert!(page.contains("A resident") && page.contains("report.received"));
    assert!(page.contains("&lt;script&gt;59&lt;") && !page.contains("<script>5"));
    let older = page.split("/desk/audit?before=").nth(1).unwrap().split('"').next().unwrap();
    let rest = app.get_as(&admin, &format!("/desk/audit?before={older}")).await.expect(200).text();
    assert!(rest.contains("feed.read") && rest.contains("Read from a list"));
    assert!(!rest.contains("Older changes"));
    app.get_as(&admin, "/desk/audit?before=x").await.expect(400);
    for role in [Role::Advocate, Role::Moderator, Role::Organizer] {
        let cookie = app.sign_in(role).await;
        app.get_as(&cookie, "/desk/audit").await.expect(403);
    }
    app.get("/desk/audit").await.expect(303);
}

#[tokio::test]
async fn the_command_says_that_all_is_as_written_and_names_a_line_that_is_not() {
    let place = Place::seeded();
    let (told, _) = said(&place.run(&["audit", "verify"]));
    assert!(told.contains("4 lines; the last one has the hash "), "{told}");
    let (json, _) = said(&place.run(&["audit", "verify", "--format", "json"]));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((json["lines"].as_u64(), json["fault_count"].as_u64()), (Some(4), Some(0)));

    let store = Store::open(&format!("sqlite:{}", place.database().display())).await.unwrap();
    let Store::Sqlite(pool) = &store else { unreachable!() };
    sqlx::query("update audit set at = replace(at, ':', ';') where number = 2")
        .execute(pool)
        .await
        .unwrap();
    store.close().await;
    // What cannot even be read is told as well as what was changed.
    failed(&place.run(&["audit", "verify"]));

    let store = Store::open(&format!("sqlite:{}", place.database().display())).await.unwrap();
    let Store::Sqlite(pool) = &store else { unreachable!() };
    sqlx::query("update audit set at = replace(at, ';', ':'), actor = 'nobody' where number = 2")
        .execute(pool)
        .await
        .unwrap();
    store.close().await;
    let output = place.run(&["audit", "verify"]);
    assert!(said(&output).0.contains("line 2 was changed after it was written"));
    assert!(failed(&output).contains("faults: 1"));
}

#[tokio::test]
async fn a_letter_that_was_given_up_can_be_tried_again() {
    let place = Place::seeded();
    let store = Store::open(&format!("sqlite:{}", place.database().display())).await.unwrap();
    let job = NewJob::now(JobKind::Mail, serde_json::json!({}), clock().now());
    let mut tx = store.begin().await.unwrap();
    tx.enqueue(&job).await.unwrap();
    tx.commit().await.unwrap();
    let worker = uuid::Uuid::nil();
    let taken = store.take_jobs(worker, JobKind::Mail, clock().now(), 1).await.unwrap();
    store.fail_job(&taken[0], worker, clock().now(), "no such mailbox", true).await.unwrap();
    store.close().await;
    let (told, _) = said(&place.run(&["jobs", "--retry"]));
    assert!(told.starts_with("0 wait") && told.contains("no such mailbox"), "{told}");
    let (told, _) = said(&place.run(&["jobs"]));
    assert_eq!(told.trim(), "1 wait or run");
}
