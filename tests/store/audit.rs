//! The audit trail as a chain.

use stillopen::domain::audit::AuditFault;
use stillopen::store::Store;

use super::{at, both};

async fn write(store: &Store, count: u32) {
    let mut tx = store.begin().await.unwrap();
    for n in 0..count {
        let now = at("2026-11-23T16:00:00.123456789Z");
        tx.audit(now, "import", "feed.read", "feed", &n.to_string(), "ñ").await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// Does what no part of the program does: changes the tables from outside.
async fn behind_its_back(store: &Store, statement: &'static str) {
    match store {
        Store::Sqlite(pool) => drop(sqlx::query(statement).execute(pool).await.unwrap()),
        Store::Postgres(pool) => drop(sqlx::query(statement).execute(pool).await.unwrap()),
    }
}

async fn faults_after(count: u32, statement: &'static str) -> Vec<AuditFault> {
    both(move |store| async move {
        write(&store, count).await;
        let before = store.verify_audit().await.unwrap();
        assert_eq!((before.lines, before.fault_count), (u64::from(count), 0));
        behind_its_back(&store, statement).await;
        store.verify_audit().await.unwrap().faults
    })
    .await
}

#[tokio::test]
async fn a_letter_changed_behind_the_programs_back_is_found() {
    let faults = faults_after(5, "update audit set detail = 'n' where number = 3").await;
    assert_eq!(faults, [AuditFault::Changed { number: 3 }]);
}

#[tokio::test]
async fn lines_taken_out_of_the_middle_and_off_the_end_are_found() {
    let faults = faults_after(5, "delete from audit where number in (2, 3)").await;
    assert_eq!(faults, [AuditFault::Missing { from: 2, to: 3 }]);
    let faults = faults_after(5, "delete from audit where number = 5").await;
    assert_eq!(faults, [AuditFault::End { expected: 5, found: 4 }]);
}

#[tokio::test]
async fn a_line_put_beside_the_chain_is_found_and_stays_beside_it() {
    both(|store| async move {
        write(&store, 2).await;
        let statement = "insert into audit (id, at, actor, action, subject, subject_id, detail) select \
             '01930000-0000-7000-8000-000000000001', at, actor, action, subject, subject_id, detail from audit limit 1";
        behind_its_back(&store, statement).await;
        write(&store, 1).await;
        let found = store.verify_audit().await.unwrap();
        assert_eq!((found.lines, found.faults), (3, vec![AuditFault::Beside { count: 1 }]));
    })
    .await;
}

#[tokio::test]
async fn the_newest_lines_come_first_page_by_page() {
    both(|store| async move {
        write(&store, 5).await;
        let page = store.audit_before(u64::MAX, 2).await.unwrap();
        let numbers: Vec<u64> = page.iter().map(|line| line.number).collect();
        assert_eq!(numbers, [5, 4]);
        assert_eq!(page[0].detail, "ñ");
        let rest = store.audit_before(numbers[1], 10).await.unwrap();
        assert_eq!(rest.iter().map(|line| line.number).collect::<Vec<_>>(), [3, 2, 1]);
    })
    .await;
}

#[tokio::test]
async fn writers_at_the_same_time_make_one_chain() {
    both(|store| async move {
        let writers = (0..8).map(|_| write(&store, 3));
        futures_util::future::join_all(writers).await;
        let found = store.verify_audit().await.unwrap();
        assert_eq!((found.lines, found.fault_count), (24, 0));
    })
    .await;
}

#[tokio::test]
async fn a_database_from_before_the_chain_is_chained_when_it_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    for url in [
        format!("sqlite:{}", folder.path().join("old.gpkg").display()),
        super::support::pg::fresh_database().await,
    ] {
        let store = Store::open(&url).await.unwrap();
        write(&store, 3).await;
        behind_its_back(&store, "update audit set number = null, hash = null").await;
        behind_its_back(&store, "update audit_head set number = 0").await;
        store.close().await;
        let store = Store::open(&url).await.unwrap();
        let found = store.verify_audit().await.unwrap();
        assert_eq!((found.lines, found.fault_count), (3, 0));
        store.close().await;
    }
}
