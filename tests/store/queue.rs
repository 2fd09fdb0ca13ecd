//! The desk's queue: every view, its pages and filters, what waits, what may tell the same.

use jiff::civil::date;
use stillopen::domain::id::{MessageId, OfficeId, ReportId};
use stillopen::domain::moderation::{QueuePlace, QueueView, Talk};
use stillopen::domain::problem::Problem;
use stillopen::domain::report::{Author, Message, Report, ReportStatus};
use stillopen::store::{QueueFilter, Sealer, Store};

use super::{at, both, facts, keep, office, report, uuid, variant};

const TODAY: jiff::civil::Date = date(2026, 7, 1);

fn sealer() -> Sealer {
    Sealer::new([3; 32])
}

fn all(view: QueueView) -> QueueFilter {
    QueueFilter { view, problem: None, offices: None, after: None, limit: 50 }
}

/// The last digits of the reports of a page.
async fn numbers(store: &Store, filter: &QueueFilter) -> Vec<u128> {
    let lines = store.report_queue(filter, &sealer()).await.unwrap();
    lines.iter().map(|line| line.id.0.as_u128()).collect()
}

/// Two offices; reports 20 to 29 of the first and 30 to 32 of the second, each a day later than the one before.
async fn filled(store: &Store) -> [OfficeId; 2] {
    let (cairo, anna) = (office(10, "cairo", facts("Cairo")), office(11, "anna", facts("Anna")));
    keep(store, &[cairo.clone(), anna.clone()]).await;
    let mut tx = store.begin().await.unwrap();
    for n in 20..33_u128 {
        let office = if n < 30 { cairo.id } else { anna.id };
        let day = i32::try_from(n).unwrap() - 20;
        let mut sent = report(n, office, &format!("receipt-{n}"));
        sent.received_on = date(2026, 3, 5).saturating_add(jiff::ToSpan::days(day));
        sent.happened_on = sent.received_on;
        if n % 5 == 0 {
            sent.problem = Problem::Safety;
        }
        assert!(tx.insert_report(&sent, &sealer()).await.unwrap());
    }
    tx.commit().await.unwrap();
    [cairo.id, anna.id]
}

async fn change(store: &Store, n: u128, deed: impl FnOnce(&mut Report)) {
    let mut tx = store.begin().await.unwrap();
    let mut changed = tx.report(ReportId(uuid(n)), &sealer()).await.unwrap().unwrap();
    deed(&mut changed);
    tx.save_report(&changed, &sealer()).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn each_view_has_its_reports_in_its_order_page_by_page() {
    both(|store| async move {
        let [cairo, anna] = filled(&store).await;
        for n in [21, 25, 31] {
            change(&store, n, |report| report.publish(TODAY).unwrap()).await;
        }
        change(&store, 22, |report| report.hide(TODAY).unwrap()).await;
        change(&store, 23, |report| report.mark_spam(TODAY).unwrap()).await;
        change(&store, 24, |r| r.merge_into(ReportId(uuid(25)), TODAY).unwrap()).await;
        change(&store, 26, |report| report.withdraw(false, TODAY)).await;

        let waiting = numbers(&store, &all(QueueView::Waiting)).await;
        assert_eq!(waiting, [20, 27, 28, 29, 30, 32]);
        assert_eq!(numbers(&store, &all(QueueView::Published)).await, [31, 25, 21]);
        assert_eq!(numbers(&store, &all(QueueView::Hidden)).await, [22]);
        assert_eq!(numbers(&store, &all(QueueView::Spam)).await, [23]);
        assert_eq!(numbers(&store, &all(QueueView::Merged)).await, [24]);
        assert_eq!(store.reports_to_do().await.unwrap(), (6, 0));

        let place = |n: u128, day: i8| {
            Some(QueuePlace { received_on: date(2026, 3, day), id: ReportId(uuid(n)) })
        };
        let (only, both) = (Some(vec![anna]), Some(vec![cairo, anna]));
        for (offices, limit, after, right) in [
            (None, 2, None, &[20, 27][..]),
            (None, 3, place(27, 12), &[28, 29, 30]),
            (only.clone(), 50, None, &[30, 32]),
            (only.clone(), 1, place(30, 15), &[32]),
            (both.clone(), 2, None, &[20, 27]),
            (both, 3, place(28, 13), &[29, 30, 32]),
            (Some(Vec::new()), 50, None, &[]),
        ] {
            let filter = QueueFilter { offices, limit, after, ..all(QueueView::Waiting) };
            assert_eq!(numbers(&store, &filter).await, right, "{filter:?}");
        }
        let later = QueueFilter { after: place(25, 10), ..all(QueueView::Published) };
        assert_eq!(numbers(&store, &later).await, [21]);
        let there = QueueFilter { offices: Some(vec![cairo]), ..all(QueueView::Published) };
        assert_eq!(numbers(&store, &there).await, [25, 21]);
        let mut safety = QueueFilter { problem: Some(Problem::Safety), ..all(QueueView::Waiting) };
        assert_eq!(numbers(&store, &safety).await, [20, 30]);
        safety.offices = only;
        assert_eq!(numbers(&store, &safety).await, [30]);

        let at_cairo = store.reports_at(cairo).await.unwrap();
        assert_eq!(at_cairo.iter().map(|(_, n)| n).sum::<u64>(), 10);
        assert!(at_cairo.contains(&(ReportStatus::Pending, 4)), "{at_cairo:?}");
        let wrong = store.report_queue(&all(QueueView::Waiting), &Sealer::new([4; 32])).await;
        assert_eq!(variant(wrong), "Inconsistent");
        store.report_queue(&all(QueueView::Waiting), &sealer()).await.unwrap()
    })
    .await;
}

#[tokio::test]
async fn what_was_asked_and_answered_comes_up_until_somebody_decides() {
    both(|store| async move {
        let [cairo, anna] = filled(&store).await;
        let said = async |n: u128, report: u128, author: Author| {
            let message =
                Message { id: MessageId(uuid(n)), author, words: "Which?".to_owned(), on: TODAY };
            let mut tx = store.begin().await.unwrap();
            let id = ReportId(uuid(report));
            tx.insert_report_message(id, &message, &sealer()).await.unwrap();
            let count = tx.count_report_messages(id).await.unwrap();
            tx.commit().await.unwrap();
            count
        };
        assert_eq!(said(60, 21, Author::Moderator).await, 1);
        assert_eq!(said(61, 30, Author::Moderator).await, 1);
        assert_eq!(said(62, 20, Author::Moderator).await, 1);
        assert_eq!(said(63, 20, Author::Writer).await, 2);
        assert_eq!(numbers(&store, &all(QueueView::Asked)).await, [21, 30]);
        assert_eq!(numbers(&store, &all(QueueView::Answered)).await, [20]);
        assert_eq!(store.reports_to_do().await.unwrap(), (13, 1));
        for (offices, problem, right) in [
            (Some(vec![anna]), None, &[30][..]),
            (Some(vec![cairo]), None, &[21]),
            (Some(vec![cairo, anna]), Some(Problem::Safety), &[30]),
            (None, Some(Problem::LongWait), &[21]),
        ] {
            let filter = QueueFilter { offices, problem, ..all(QueueView::Asked) };
            assert_eq!(numbers(&store, &filter).await, right, "{filter:?}");
        }
        let line =
            store.report_queue(&all(QueueView::Answered), &sealer()).await.unwrap().remove(0);
        assert_eq!((line.talk, line.version), (Some(Talk::Answered), 1));

        let mut tx = store.begin().await.unwrap();
        tx.settle_talk(ReportId(uuid(20))).await.unwrap();
        tx.commit().await.unwrap();
        change(&store, 21, |report| report.withdraw(false, TODAY)).await;
        assert_eq!(numbers(&store, &all(QueueView::Answered)).await, Vec::<u128>::new());
        assert_eq!(numbers(&store, &all(QueueView::Asked)).await, [30], "taken back is gone");
        line
    })
    .await;
}

#[tokio::test]
async fn reports_alike_are_of_the_same_office_and_problem_and_near_in_time() {
    both(|store| async move {
        filled(&store).await;
        change(&store, 23, |report| report.publish(TODAY).unwrap()).await;
        change(&store, 24, |report| report.hide(TODAY).unwrap()).await;
        let one = store.report(ReportId(uuid(22)), &sealer()).await.unwrap().unwrap();
        let alike = async |report: &Report, most| {
            let lines = store.reports_alike(report, most, &sealer()).await.unwrap();
            lines.iter().map(|line| line.id.0.as_u128()).collect::<Vec<_>>()
        };
        assert_eq!(alike(&one, 50).await, [21, 23, 26, 27, 28, 29], "the nearest first");
        let mut later = one.clone();
        later.happened_on = date(2026, 4, 10);
        assert_eq!(alike(&later, 50).await, [29, 28, 27, 26], "at most thirty days apart");
        later.happened_on = date(2026, 6, 1);
        assert_eq!(alike(&later, 50).await, Vec::<u128>::new());
        assert_eq!(alike(&one, 3).await, [21, 23, 26]);
        alike(&one, 2).await
    })
    .await;
}

#[tokio::test]
async fn the_lines_of_the_trail_on_one_thing_are_read_in_their_order() {
    both(|store| async move {
        let mut tx = store.begin().await.unwrap();
        for (action, about) in
            [("report.received", "a"), ("report.spam", "b"), ("report.hidden", "a")]
        {
            tx.audit(at("2026-07-01T17:00:00Z"), "system", action, "report", about, "names")
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        let lines = store.audit_lines_of("report", "a").await.unwrap();
        assert_eq!(store.audit_lines_of("case", "a").await.unwrap(), []);
        lines.into_iter().map(|line| (line.number, line.action, line.detail)).collect::<Vec<_>>()
    })
    .await;
}
