//! Single reports in public lists: which, in which order, and nothing that is not public.

use jiff::civil::{Date, date};
use stillopen::domain::consent::Consents;
use stillopen::domain::id::{OfficeId, ReportId};
use stillopen::domain::office::Office;
use stillopen::domain::problem::Problem;
use stillopen::domain::report::{Outcome, PublicReport, Report};
use stillopen::store::{PublicFilter, Sealer, Store};

use super::{both, facts, keep, office, report, uuid, variant};

fn sealer() -> Sealer {
    Sealer::new([3; 32])
}

const ALL: PublicFilter = PublicFilter {
    office: None,
    problems: Vec::new(),
    from: None,
    until: None,
    ids: Vec::new(),
    is_fixed: None,
    skip: 0,
    limit: 100,
};

/// A report, published on a day unless none is given.
async fn tell(store: &Store, n: u128, at: OfficeId, on: Option<Date>, shape: fn(&mut Report)) {
    let mut told = report(n, at, &format!("receipt-{n}"));
    shape(&mut told);
    let mut tx = store.begin().await.unwrap();
    tx.insert_report(&told, &sealer()).await.unwrap();
    if let Some(day) = on {
        let outcome = told.outcome;
        told.publish(day).unwrap();
        told.set_outcome(outcome).unwrap();
        tx.save_report(&told, &sealer()).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn two_offices(store: &Store) -> (Office, Office) {
    let (cairo, anna) = (office(10, "cairo", facts("Cairo")), office(11, "anna", facts("Anna")));
    keep(store, &[cairo.clone(), anna.clone()]).await;
    (cairo, anna)
}

async fn ids(store: &Store, filter: &PublicFilter) -> Vec<u128> {
    let found = store.public_reports(filter).await.unwrap();
    found.iter().map(|r| r.id.0.as_u128()).collect()
}

const JUNE: Date = date(2026, 6, 10);
const JULY: Date = date(2026, 7, 1);

#[tokio::test]
async fn only_what_its_writer_let_be_shown_stands_in_lists_and_only_as_far() {
    both(|store| async move {
        let (cairo, _) = two_offices(&store).await;
        tell(&store, 20, cairo.id, Some(JULY), |_| ()).await;
        tell(&store, 21, cairo.id, None, |_| ()).await;
        tell(&store, 22, cairo.id, Some(JULY), |r| r.consents = Consents::default()).await;
        tell(&store, 23, cairo.id, Some(JULY), |r| {
            r.consents = Consents { photos: true, name: true, ..Consents::default() };
        })
        .await;
        let found = store.public_reports(&ALL).await.unwrap();
        let words = "I waited <b>five</b> hours 🙁 with my zebra-striped folder";
        let shown = PublicReport {
            id: ReportId(uuid(20)),
            office: cairo.id,
            problem: Problem::LongWait,
            week: date(2026, 3, 2),
            published: date(2026, 6, 29),
            words: words.to_owned(),
            lang: "es".to_owned(),
            name: Some("Ana-Xiomara".to_owned()),
            outcome: None,
            photos: 0,
        };
        let photos_alone = PublicReport {
            id: ReportId(uuid(23)),
            words: String::new(),
            name: None,
            ..shown.clone()
        };
        assert_eq!(found, [photos_alone, shown.clone()]);
        assert_eq!(store.public_report(ReportId(uuid(20))).await.unwrap(), Some(shown));
        for kept_back in [21, 22, 99] {
            assert_eq!(store.public_report(ReportId(uuid(kept_back))).await.unwrap(), None);
        }
        let mut tx = store.begin().await.unwrap();
        let mut taken_back = tx.report(ReportId(uuid(20)), &sealer()).await.unwrap().unwrap();
        taken_back.withdraw(true, JULY);
        tx.save_report(&taken_back, &sealer()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(store.public_report(ReportId(uuid(20))).await.unwrap(), None);
        found
    })
    .await;
}

#[tokio::test]
async fn the_list_is_read_by_office_problem_week_outcome_and_in_pages() {
    both(|store| async move {
        let (cairo, anna) = two_offices(&store).await;
        tell(&store, 30, cairo.id, Some(JUNE), |_| ()).await;
        tell(&store, 31, cairo.id, Some(JULY), |r| r.problem = Problem::Safety).await;
        tell(&store, 32, anna.id, Some(JULY), |r| r.outcome = Some(Outcome::Fixed)).await;
        tell(&store, 33, anna.id, Some(JUNE), |r| r.outcome = Some(Outcome::Answered)).await;
        let with = |shape: fn(&mut PublicFilter)| {
            let mut filter = ALL.clone();
            shape(&mut filter);
            filter
        };
        assert_eq!(ids(&store, &ALL).await, [32, 31, 33, 30], "newest week first");
        assert_eq!(ids(&store, &with(|f| f.office = Some(OfficeId(uuid(11))))).await, [32, 33]);
        let safety = with(|f| f.problems = vec![Problem::Safety]);
        assert_eq!(ids(&store, &safety).await, [31]);
        let two = with(|f| f.problems = vec![Problem::Safety, Problem::LongWait]);
        assert_eq!(ids(&store, &two).await, [32, 31, 33, 30]);
        assert_eq!(ids(&store, &with(|f| f.problems = vec![Problem::Other])).await, [0; 0]);
        // Both ends stand for their whole weeks: 1 July is in the week of 29 June.
        assert_eq!(ids(&store, &with(|f| f.from = Some(date(2026, 7, 5)))).await, [32, 31]);
        assert_eq!(ids(&store, &with(|f| f.from = Some(date(2026, 7, 6)))).await, [0; 0]);
        assert_eq!(ids(&store, &with(|f| f.until = Some(date(2026, 6, 28)))).await, [33, 30]);
        assert_eq!(ids(&store, &with(|f| f.until = Some(date(2026, 6, 8)))).await, [33, 30]);
        assert_eq!(ids(&store, &with(|f| f.until = Some(date(2026, 6, 7)))).await, [0; 0]);
        assert_eq!(ids(&store, &with(|f| f.is_fixed = Some(true))).await, [32]);
        assert_eq!(ids(&store, &with(|f| f.is_fixed = Some(false))).await, [31, 33, 30]);
        let some = with(|f| f.ids = [30, 32, 99].map(|n| ReportId(uuid(n))).to_vec());
        assert_eq!(ids(&store, &some).await, [32, 30]);
        let page = |skip| PublicFilter { skip, limit: 3, ..ALL.clone() };
        assert_eq!(ids(&store, &page(0)).await, [32, 31, 33]);
        assert_eq!(ids(&store, &page(3)).await, [30]);
        assert_eq!(ids(&store, &page(4)).await, [0; 0]);
        assert_eq!(ids(&store, &PublicFilter::default()).await, [0; 0], "a limit of nothing");
        store.public_reports(&ALL).await.unwrap()
    })
    .await;
}

/// Two photos, one of them kept back, and a week that is none.
const PHOTOS: &str = "insert into report_photos (id, report_id, position, width, height, withheld) \
     values ($1, $2, $3, 4, 4, $4)";
const NO_WEEK: &str = "update reports set published_week = null";

#[tokio::test]
async fn photos_kept_back_are_not_counted_and_a_broken_row_is_named() {
    both(|store| async move {
        let (cairo, _) = two_offices(&store).await;
        tell(&store, 20, cairo.id, Some(JULY), |r| r.consents.photos = true).await;
        tell(&store, 21, cairo.id, Some(JULY), |_| ()).await;
        for (n, of, withheld) in [(1_u8, 20, false), (2, 20, true), (3, 20, false), (4, 21, false)]
        {
            match &store {
                Store::Sqlite(pool) => {
                    let (id, of) = (uuid(n.into()).to_string(), uuid(of).to_string());
                    let query =
                        sqlx::query(PHOTOS).bind(id).bind(of).bind(i64::from(n)).bind(withheld);
                    query.execute(pool).await.unwrap();
                }
                Store::Postgres(pool) => {
                    let query = sqlx::query(PHOTOS).bind(uuid(n.into())).bind(uuid(of));
                    query.bind(i64::from(n)).bind(withheld).execute(pool).await.unwrap();
                }
            }
        }
        let found = store.public_reports(&ALL).await.unwrap();
        let photos: Vec<_> = found.iter().map(|r| (r.id.0.as_u128(), r.photos)).collect();
        assert_eq!(photos, [(21, 0), (20, 2)]);
        match &store {
            Store::Sqlite(pool) => drop(sqlx::query(NO_WEEK).execute(pool).await.unwrap()),
            Store::Postgres(pool) => drop(sqlx::query(NO_WEEK).execute(pool).await.unwrap()),
        }
        assert_eq!(variant(store.public_reports(&ALL).await), "Inconsistent");
        photos
    })
    .await;
}

/// The plan of a list out of many, on the embedded database: along one index, without sorting.
#[tokio::test]
async fn lists_run_along_an_index() {
    let folder = tempfile::tempdir().unwrap();
    let store = super::sqlite_in(folder.path()).await;
    let Store::Sqlite(pool) = &store else { return };
    let order = "order by published_week desc, id desc limit 10";
    for (where_, index) in [
        ("listed and published_week >= '2026-01-05'", "reports_listed "),
        ("listed and office_id = 'x' and published_week >= '2026'", "reports_listed_by_office"),
        ("listed and problem = 'safety'", "reports_listed_by_problem"),
        ("listed and problem || '' in ('a', 'b') and published_week >= '2026'", "reports_listed "),
        ("listed and published_week >= '2026' and outcome = 'fixed'", "reports_listed_fixed"),
    ] {
        let mut query = sqlx::QueryBuilder::new("explain query plan select id from reports where ");
        query.push(where_).push(" ").push(order);
        let plan: Vec<(i64, i64, i64, String)> =
            query.build_query_as().fetch_all(pool).await.unwrap();
        let plan: Vec<String> = plan.into_iter().map(|(.., detail)| format!("{detail} ")).collect();
        let plan = plan.join("\n");
        assert!(plan.contains(index) && !plan.contains("TEMP B-TREE"), "{where_}: {plan}");
    }
}
