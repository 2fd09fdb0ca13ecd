//! Counts of reports: what is released, what waits, and what becomes of a release when reports leave.

use jiff::civil::{Date, date};
use stillopen::domain::id::OfficeId;
use stillopen::domain::problem::{Answer, Answers, Problem};
use stillopen::domain::release::{Figures, Node, Scope, Shown, Tables};
use stillopen::domain::report::Report;
use stillopen::store::{Sealer, Store};

use super::{at, both, facts, keep, office, report, uuid};

const MONDAY: Date = date(2026, 6, 29);

fn sealer() -> Sealer {
    Sealer::new([3; 32])
}

/// Keeps published reports with numbers from `first` on.
async fn publish(store: &Store, first: u128, count: u128, office: OfficeId, problem: Problem) {
    let mut tx = store.begin().await.unwrap();
    for n in first..first + count {
        let mut told = report(n, office, &format!("receipt-{n}"));
        told.problem = problem;
        let minutes = u32::try_from(n % 100).unwrap() + 60;
        told.answers = Answers::from([("wait_minutes".to_owned(), Answer::Number(minutes))]);
        assert!(tx.insert_report(&told, &sealer()).await.unwrap());
        told.publish(MONDAY).unwrap();
        tx.save_report(&told, &sealer()).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn hide(store: &Store, numbers: impl Iterator<Item = u128>) {
    let mut tx = store.begin().await.unwrap();
    for n in numbers {
        let id = stillopen::domain::id::ReportId(uuid(n));
        let mut told: Report = tx.report(id, &sealer()).await.unwrap().unwrap();
        told.hide(MONDAY).unwrap();
        tx.save_report(&told, &sealer()).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn release(store: &Store, week: Date) -> bool {
    let mut tx = store.begin().await.unwrap();
    let released = tx.release_reports(week, at("2026-06-29T08:00:00Z")).await.unwrap();
    tx.commit().await.unwrap();
    released
}

async fn in_block(store: &Store, n: u128) -> bool {
    let id = stillopen::domain::id::ReportId(uuid(n));
    store.report(id, &sealer()).await.unwrap().unwrap().block.is_some()
}

fn total(tables: &Tables, scope: Scope) -> Option<Shown> {
    tables.get(&Node::all(scope)).copied()
}

fn week(n: i8) -> Date {
    date(2026, 7, n)
}

#[tokio::test]
async fn nothing_is_released_of_nothing_and_each_week_is_released_once() {
    both(|store| async move {
        let known = office(10, "cairo", facts("Cairo"));
        keep(&store, std::slice::from_ref(&known)).await;
        assert!(!release(&store, MONDAY).await);
        assert_eq!(store.released_week().await.unwrap(), None, "the first report need not wait");
        publish(&store, 100, 3, known.id, Problem::LongWait).await;
        assert_eq!(store.released_counts().await.unwrap(), Tables::new());
        assert!(release(&store, MONDAY).await);
        assert_eq!(store.released_week().await.unwrap(), Some(MONDAY));
        let first = store.released_counts().await.unwrap();
        assert_eq!(total(&first, Scope::Office(known.id)), Some(Shown::FewerThan11));
        publish(&store, 200, 30, known.id, Problem::LongWait).await;
        assert!(!release(&store, MONDAY).await, "once a week");
        assert_eq!(store.released_counts().await.unwrap(), first);
        first
    })
    .await;
}

#[tokio::test]
async fn counts_grow_in_groups_and_medians_with_them() {
    let (tables, figures): (Tables, Figures) = both(|store| async move {
        let cairo = office(10, "cairo", facts("Cairo"));
        let mut facts_of_anna = facts("Anna");
        facts_of_anna.location.county = "Union".to_owned();
        let anna = office(11, "anna", facts_of_anna);
        keep(&store, &[cairo.clone(), anna.clone()]).await;
        publish(&store, 100, 12, cairo.id, Problem::LongWait).await;
        publish(&store, 200, 5, anna.id, Problem::LongWait).await;
        assert!(release(&store, MONDAY).await);
        publish(&store, 300, 5, cairo.id, Problem::LongWait).await;
        assert!(release(&store, week(6)).await);
        let tables = store.released_counts().await.unwrap();
        assert_eq!(total(&tables, Scope::Office(cairo.id)), Some(Shown::Number(12)), "five wait");
        let figures = store.released_figures().await.unwrap();
        // The oldest of those that wait; all answers are of 60 minutes and more, rounded down to five.
        let cairo_wait = (Scope::Office(cairo.id), "wait_minutes".to_owned(), Problem::LongWait);
        assert_eq!(figures.get(&cairo_wait), Some(&65));
        publish(&store, 350, 6, cairo.id, Problem::LongWait).await;
        assert!(release(&store, week(13)).await);
        let tables = store.released_counts().await.unwrap();
        let cell = |scope, problem, quarter: Option<&str>| Node {
            scope,
            problem,
            quarter: quarter.map(|quarter| quarter.parse().unwrap()),
        };
        let county = Scope::County("Alexander".into());
        for node in [
            Node::all(Scope::Office(cairo.id)),
            cell(Scope::Office(cairo.id), Some(Problem::LongWait), None),
            cell(county.clone(), None, Some("2026-Q1")),
            Node::all(Scope::State),
        ] {
            assert_eq!(tables.get(&node), Some(&Shown::Number(23)), "{node:?}");
        }
        assert_eq!(total(&tables, Scope::Office(anna.id)), Some(Shown::FewerThan11));
        assert_eq!(total(&tables, Scope::County("Pope".into())), None);
        (tables, store.released_figures().await.unwrap())
    })
    .await;
    assert_eq!(tables.len(), 15, "of two offices, two counties and the state: {tables:#?}");
    assert_eq!(figures.len(), 2, "of one office and one county");
}

#[tokio::test]
async fn reports_that_leave_are_made_good_and_a_large_debt_is_taken_off_at_once() {
    both(|store| async move {
        let known = office(10, "cairo", facts("Cairo"));
        keep(&store, std::slice::from_ref(&known)).await;
        let here = Scope::Office(known.id);
        let seen = async || total(&store.released_counts().await.unwrap(), here.clone());
        publish(&store, 100, 24, known.id, Problem::LongWait).await;
        release(&store, MONDAY).await;
        hide(&store, 100..104).await;
        publish(&store, 200, 7, known.id, Problem::LongWait).await;
        release(&store, week(6)).await;
        assert_eq!(seen().await, Some(Shown::Number(24)), "four came in for four");
        let mut inside = Vec::new();
        for n in 200..207 {
            inside.push(in_block(&store, n).await);
        }
        assert_eq!(inside, [true, true, true, true, false, false, false], "the oldest ones");
        hide(&store, 104..117).await;
        release(&store, week(13)).await;
        assert_eq!(seen().await, Some(Shown::Number(24)), "three of thirteen are made good");
        hide(&store, 117..118).await;
        release(&store, week(20)).await;
        assert_eq!(seen().await, Some(Shown::Number(13)), "eleven are taken off at once");
        hide(&store, 118..124).await;
        hide(&store, 200..205).await;
        release(&store, week(27)).await;
        assert_eq!(seen().await, Some(Shown::FewerThan11), "two would be left: they wait again");
        assert!(!in_block(&store, 205).await && !in_block(&store, 206).await);
        assert_eq!(store.released_figures().await.unwrap(), Figures::new());
        hide(&store, 205..207).await;
        release(&store, date(2026, 8, 3)).await;
        assert_eq!(seen().await, None, "and nothing is left");
        assert!(!release(&store, date(2026, 8, 10)).await);
    })
    .await;
}
