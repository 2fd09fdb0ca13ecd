//! Residents' reports: what stands open, what sealed, and what is gone.

use std::path::Path;

use jiff::civil::date;
use stillopen::domain::consent::Consents;
use stillopen::domain::id::{MessageId, ReportId};
use stillopen::domain::problem::Answers;
use stillopen::domain::report::{Author, Message, ReportStatus};
use stillopen::store::{Sealer, Store};

use super::{both, facts, keep, office, report, sqlite_in, support, uuid, variant};

const TODAY: jiff::civil::Date = date(2026, 7, 1);

fn sealer() -> Sealer {
    Sealer::new([3; 32])
}

fn message(n: u128, author: Author, words: &str) -> Message {
    Message { id: MessageId(uuid(n)), author, words: words.to_owned(), on: TODAY }
}

#[tokio::test]
async fn a_report_is_read_back_as_it_was_kept_and_only_once() {
    both(|store| async move {
        let known = office(10, "cairo", facts("Cairo"));
        keep(&store, std::slice::from_ref(&known)).await;
        let told = report(20, known.id, "receipt-a");
        let mut tx = store.begin().await.unwrap();
        assert!(tx.insert_report(&told, &sealer()).await.unwrap());
        let mut twice = report(21, known.id, "receipt-a");
        twice.told = "sent twice".to_owned();
        assert!(!tx.insert_report(&twice, &sealer()).await.unwrap());
        let mut plain = report(22, known.id, "receipt-b");
        (plain.first_name, plain.contact) = (None, None);
        (plain.consents, plain.answers) = (Consents::default(), Answers::new());
        plain.told = String::new();
        plain.like = Some(told.id);
        assert!(tx.insert_report(&plain, &sealer()).await.unwrap());
        assert_eq!(tx.report(told.id, &sealer()).await.unwrap(), Some(told.clone()));
        assert_eq!(tx.report(ReportId(uuid(99)), &sealer()).await.unwrap(), None);
        tx.commit().await.unwrap();

        assert_eq!(
            store.report_by_receipt("receipt-a", &sealer()).await.unwrap(),
            Some(told.clone())
        );
        assert_eq!(
            store.report_by_receipt("receipt-b", &sealer()).await.unwrap(),
            Some(plain.clone())
        );
        assert_eq!(store.report_by_receipt("receipt-c", &sealer()).await.unwrap(), None);
        assert_eq!(store.report(plain.id, &sealer()).await.unwrap(), Some(plain.clone()));
        assert_eq!(store.report(ReportId(uuid(99)), &sealer()).await.unwrap(), None);
        assert_eq!(variant(store.report(told.id, &Sealer::new([4; 32])).await), "Inconsistent");
        let given = store.report_consents(told.id).await.unwrap();
        assert_eq!(given.len(), 3, "words, name, contact");
        assert_eq!(store.report_consents(plain.id).await.unwrap(), []);

        let mut tx = store.begin().await.unwrap();
        let nowhere = report(30, stillopen::domain::id::OfficeId(uuid(404)), "receipt-d");
        let nowhere = variant(tx.insert_report(&nowhere, &sealer()).await);
        assert_eq!(nowhere, "Database", "there is no such office");
        (told, plain)
    })
    .await;
}

#[tokio::test]
async fn a_change_to_an_older_state_is_refused() {
    both(|store| async move {
        let known = office(10, "cairo", facts("Cairo"));
        keep(&store, std::slice::from_ref(&known)).await;
        let mut tx = store.begin().await.unwrap();
        let mut told = report(20, known.id, "receipt-a");
        tx.insert_report(&told, &sealer()).await.unwrap();
        told.publish(TODAY).unwrap();
        tx.save_report(&told, &sealer()).await.unwrap();
        assert_eq!(variant(tx.save_report(&told, &sealer()).await), "RowCount");
        let kept = tx.report(told.id, &sealer()).await.unwrap().unwrap();
        assert_eq!((kept.version, kept.status, kept.counted), (2, ReportStatus::Published, true));
        assert_eq!(kept.published, Some(date(2026, 6, 29)));
        tx.commit().await.unwrap();
        kept
    })
    .await;
}

#[tokio::test]
async fn questions_and_answers_stay_in_their_order_until_the_report_is_taken_back() {
    both(|store| async move {
        let known = office(10, "cairo", facts("Cairo"));
        keep(&store, std::slice::from_ref(&known)).await;
        let mut tx = store.begin().await.unwrap();
        let mut told = report(20, known.id, "receipt-a");
        tx.insert_report(&told, &sealer()).await.unwrap();
        let asked = message(31, Author::Moderator, "Which window?");
        let answered = message(30, Author::Writer, "The second one.");
        for message in [&asked, &answered] {
            tx.insert_report_message(told.id, message, &sealer()).await.unwrap();
        }
        let nul = variant(
            tx.insert_report_message(told.id, &message(32, Author::Writer, "a\0b"), &sealer())
                .await,
        );
        assert_eq!(nul, "Nul");
        tx.commit().await.unwrap();
        let kept = store.report_messages(told.id, &sealer()).await.unwrap();
        assert_eq!(kept, [asked, answered]);
        let mut tx = store.begin().await.unwrap();
        let changes =
            told.set_consents(Consents { name: true, ..Consents::default() }, TODAY).unwrap();
        tx.note_consents(told.id, &changes).await.unwrap();
        tx.save_report(&told, &sealer()).await.unwrap();
        let mut told = tx.report(told.id, &sealer()).await.unwrap().unwrap();
        assert_eq!(
            (told.first_name.as_deref(), told.contact.as_deref()),
            (Some("Ana-Xiomara"), None)
        );
        told.withdraw(false, TODAY);
        tx.save_report(&told, &sealer()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(store.report_messages(told.id, &sealer()).await.unwrap(), []);
        let history = store.report_consents(told.id).await.unwrap();
        assert_eq!(
            history.iter().filter(|c| !c.given).count(),
            2,
            "words and contact were taken back"
        );
        let gone = store.report(told.id, &sealer()).await.unwrap().unwrap();
        assert_eq!((gone.told.as_str(), gone.answers.len()), ("", 0));
        gone
    })
    .await;
}

#[tokio::test]
async fn a_report_stands_for_itself_again_when_the_one_it_was_counted_with_leaves() {
    both(|store| async move {
        let known = office(10, "cairo", facts("Cairo"));
        keep(&store, std::slice::from_ref(&known)).await;
        let mut tx = store.begin().await.unwrap();
        let (mut first, mut second) =
            (report(20, known.id, "receipt-a"), report(21, known.id, "receipt-b"));
        for told in [&first, &second] {
            tx.insert_report(told, &sealer()).await.unwrap();
        }
        first.publish(TODAY).unwrap();
        second.merge_into(first.id, TODAY).unwrap();
        tx.save_report(&first, &sealer()).await.unwrap();
        tx.save_report(&second, &sealer()).await.unwrap();
        let mut first = tx.report(first.id, &sealer()).await.unwrap().unwrap();
        first.hide(TODAY).unwrap();
        tx.save_report(&first, &sealer()).await.unwrap();
        let alone = tx.report(second.id, &sealer()).await.unwrap().unwrap();
        assert_eq!((alone.status, alone.merged_into), (ReportStatus::Pending, None));
        tx.commit().await.unwrap();
        alone
    })
    .await;
}

/// Every byte that lies in a folder.
fn bytes_in(folder: &Path) -> Vec<u8> {
    let files = std::fs::read_dir(folder).unwrap();
    files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[tokio::test]
async fn the_file_holds_no_words_before_they_are_public_and_forgets_what_was_withdrawn() {
    let folder = tempfile::tempdir().unwrap();
    let store = sqlite_in(folder.path()).await;
    let known = office(10, "cairo", facts("Cairo"));
    keep(&store, std::slice::from_ref(&known)).await;
    let mut told = report(20, known.id, "receipt-a");
    let mut tx = store.begin().await.unwrap();
    tx.insert_report(&told, &sealer()).await.unwrap();
    tx.commit().await.unwrap();
    let bytes = bytes_in(folder.path());
    for secret in ["zebra-striped", "quetzal", "Xiomara"] {
        assert!(!holds(&bytes, secret), "{secret} is sealed");
    }

    let mut tx = store.begin().await.unwrap();
    told.publish(TODAY).unwrap();
    tx.save_report(&told, &sealer()).await.unwrap();
    tx.commit().await.unwrap();
    let bytes = bytes_in(folder.path());
    assert!(holds(&bytes, "zebra-striped") && holds(&bytes, "Xiomara"), "the writer agreed");
    assert!(!holds(&bytes, "quetzal"), "the contact is never public");

    let mut tx = store.begin().await.unwrap();
    let mut told = tx.report(told.id, &sealer()).await.unwrap().unwrap();
    told.withdraw(true, TODAY);
    tx.save_report(&told, &sealer()).await.unwrap();
    tx.commit().await.unwrap();
    store.scrub().await.unwrap();
    for when in ["while it is open", "after it was closed"] {
        let bytes = bytes_in(folder.path());
        assert!(!holds(&bytes, "zebra-striped") && !holds(&bytes, "Xiomara"), "{when}");
        store.close().await;
    }
    assert!(holds(&bytes_in(folder.path()), "receipt-a"), "the row stays, as withdrawn");

    let postgres = Store::open(&support::pg::fresh_database().await).await.unwrap();
    postgres.scrub().await.unwrap();
}

/// A report as the first release kept it: words and name stand open.
const OLD: &str = "update reports set words = 'the old way', first_name = 'Rosa', told_sealed = null, \
     edited_sealed = null, name_sealed = null, quarter = ''";

#[tokio::test]
async fn reports_from_before_the_seal_are_sealed_once() {
    both(|store| async move {
        let known = office(10, "cairo", facts("Cairo"));
        keep(&store, std::slice::from_ref(&known)).await;
        let mut tx = store.begin().await.unwrap();
        tx.insert_report(&report(20, known.id, "receipt-a"), &sealer()).await.unwrap();
        tx.commit().await.unwrap();
        match &store {
            Store::Sqlite(pool) => drop(sqlx::query(OLD).execute(pool).await.unwrap()),
            Store::Postgres(pool) => drop(sqlx::query(OLD).execute(pool).await.unwrap()),
        }
        assert_eq!(store.seal_old_reports(&sealer()).await.unwrap(), 1);
        assert_eq!(store.seal_old_reports(&sealer()).await.unwrap(), 0);
        let kept = store.report_by_receipt("receipt-a", &sealer()).await.unwrap().unwrap();
        assert_eq!((kept.told.as_str(), kept.first_name.as_deref()), ("the old way", Some("Rosa")));
        kept
    })
    .await;
}
