//! What workers tell: sealed whole, tied to a quarter, deleted without a rest.

use jiff::civil::date;
use stillopen::domain::id::{OfficeId, WorkerAccountId};
use stillopen::domain::quarter::Quarter;
use stillopen::domain::worker::{WorkerAccount, WorkerStatus, WorkerTold};
use stillopen::store::{Sealer, Store};

use super::{both, sqlite_in, uuid, variant};

fn sealer() -> Sealer {
    Sealer::new([3; 32])
}

fn quarter(text: &str) -> Quarter {
    text.parse().unwrap()
}

fn account(n: u128, receipt: &str, quarter: Quarter) -> WorkerAccount {
    WorkerAccount {
        id: WorkerAccountId(uuid(n)),
        told: WorkerTold {
            office: Some(OfficeId(uuid(77))),
            place: "the zebra-striped office".to_owned(),
            words: "We lock the door <b>at noon</b> 🙁".to_owned(),
            contact: Some("quetzal@example.org".to_owned()),
            lang: "es".to_owned(),
        },
        receipt_hash: receipt.to_owned(),
        status: WorkerStatus::Waiting,
        quarter,
        closed: None,
    }
}

async fn keep(store: &Store, accounts: &[WorkerAccount]) {
    let mut tx = store.begin().await.unwrap();
    for account in accounts {
        assert!(tx.insert_worker_account(account, &sealer()).await.unwrap());
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn an_account_is_read_back_as_it_was_kept_and_only_once() {
    both(|store| async move {
        let told = account(9, "receipt-a", quarter("2026-Q3"));
        keep(&store, std::slice::from_ref(&told)).await;
        let mut tx = store.begin().await.unwrap();
        let twice = account(9, "receipt-a", quarter("2026-Q4"));
        assert!(!tx.insert_worker_account(&twice, &sealer()).await.unwrap());
        let mut nul = account(8, "receipt-n", quarter("2026-Q4"));
        nul.told.words = "a\0b".to_owned();
        assert_eq!(variant(tx.insert_worker_account(&nul, &sealer()).await), "Nul");
        drop(tx);
        let known = Some(told.clone());
        assert_eq!(store.worker_account(told.id, &sealer()).await.unwrap(), known);
        assert_eq!(store.worker_account_by_receipt("receipt-a", &sealer()).await.unwrap(), known);
        assert_eq!(store.worker_account_by_receipt("receipt-b", &sealer()).await.unwrap(), None);
        let nobody = WorkerAccountId(uuid(404));
        assert_eq!(store.worker_account(nobody, &sealer()).await.unwrap(), None);
        let other_key = store.worker_account(told.id, &Sealer::new([4; 32])).await;
        assert_eq!(variant(other_key), "Inconsistent");
        told
    })
    .await;
}

#[tokio::test]
async fn accounts_are_listed_by_quarter_and_not_by_when_they_came() {
    both(|store| async move {
        let (old, new) = (quarter("2026-Q3"), quarter("2026-Q4"));
        keep(
            &store,
            &[
                account(5, "a", old),
                account(9, "b", new),
                account(2, "c", new),
                account(7, "d", new),
            ],
        )
        .await;
        let mut tx = store.begin().await.unwrap();
        let done = WorkerAccountId(uuid(7));
        assert!(tx.set_worker_status(done, WorkerStatus::Done, Some(new)).await.unwrap());
        let gone = WorkerAccountId(uuid(404));
        assert!(!tx.set_worker_status(gone, WorkerStatus::Kept, None).await.unwrap());
        tx.commit().await.unwrap();
        let lines = store.worker_lines(WorkerStatus::Waiting, 0, 10).await.unwrap();
        let ids: Vec<_> = lines.iter().map(|line| (line.id.0.as_u128(), line.quarter)).collect();
        assert_eq!(ids, [(2, new), (9, new), (5, old)]);
        assert_eq!(store.worker_lines(WorkerStatus::Waiting, 1, 1).await.unwrap(), lines[1..2]);
        assert_eq!(store.worker_accounts_of(WorkerStatus::Waiting).await.unwrap(), 3);
        let kept = store.worker_account(done, &sealer()).await.unwrap().unwrap();
        assert_eq!((kept.status, kept.closed), (WorkerStatus::Done, Some(new)));
        lines
    })
    .await;
}

#[tokio::test]
async fn those_that_are_done_with_are_deleted_by_their_quarter_and_others_by_hand() {
    both(|store| async move {
        let came = quarter("2026-Q1");
        keep(&store, &[account(1, "a", came), account(2, "b", came), account(3, "c", came)]).await;
        let mut tx = store.begin().await.unwrap();
        for (n, closed) in [(1, "2026-Q2"), (2, "2026-Q4")] {
            let id = WorkerAccountId(uuid(n));
            tx.set_worker_status(id, WorkerStatus::Done, Some(quarter(closed))).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(store.worker_accounts_to_drop(quarter("2026-Q1")).await.unwrap(), (0, None));
        let until = Quarter::of(date(2026, 9, 30));
        let due = store.worker_accounts_to_drop(until).await.unwrap();
        assert_eq!(due, (1, Some(quarter("2026-Q2"))));
        let mut tx = store.begin().await.unwrap();
        assert_eq!(tx.drop_closed_worker_accounts(until).await.unwrap(), 1);
        assert!(tx.drop_worker_account(WorkerAccountId(uuid(3))).await.unwrap());
        assert!(!tx.drop_worker_account(WorkerAccountId(uuid(3))).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(store.worker_account_by_receipt("a", &sealer()).await.unwrap(), None);
        assert!(store.worker_account_by_receipt("b", &sealer()).await.unwrap().is_some());
        due
    })
    .await;
}

#[tokio::test]
async fn the_file_holds_nothing_of_an_account_in_the_open() {
    let folder = tempfile::tempdir().unwrap();
    let store = sqlite_in(folder.path()).await;
    keep(&store, &[account(9, "receipt-a", quarter("2026-Q3"))]).await;
    store.close().await;
    let files = std::fs::read_dir(folder.path()).unwrap();
    let bytes: Vec<u8> = files.flat_map(|f| std::fs::read(f.unwrap().path()).unwrap()).collect();
    let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    for secret in ["zebra-striped", "at noon", "quetzal", &uuid(77).to_string()] {
        assert!(!holds(secret), "{secret}");
    }
    assert!(holds("receipt-a") && holds("2026-Q3"));
}
