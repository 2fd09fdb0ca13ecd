//! What the form asks before it takes one more report.

use jiff::civil::{Date, date};
use stillopen::domain::consent::Consents;
use stillopen::domain::id::OfficeId;
use stillopen::domain::photo::CleanPhoto;
use stillopen::domain::problem::Problem;
use stillopen::domain::report::week_of;
use stillopen::store::Sealer;

use super::{both, facts, keep, office, report, uuid};

const TODAY: Date = date(2026, 7, 1);

fn sealer() -> Sealer {
    Sealer::new([3; 32])
}

#[tokio::test]
async fn the_latest_public_report_of_the_same_problem_is_found_and_no_other() {
    both(|store| async move {
        let known = office(10, "cairo", facts("Cairo"));
        keep(&store, std::slice::from_ref(&known)).await;
        let words = Consents { words: true, ..Consents::default() };
        let mut tx = store.begin().await.unwrap();
        for (n, happened_on, consents, published) in [
            (20, date(2026, 6, 20), words, Some(date(2026, 6, 22))),
            (21, date(2026, 6, 10), words, Some(TODAY)),
            (22, date(2026, 6, 25), Consents::default(), Some(TODAY)),
            (23, date(2026, 6, 25), words, None),
        ] {
            let mut told = report(n, known.id, &format!("receipt-{n}"));
            (told.happened_on, told.consents, told.version) = (happened_on, consents, 1);
            (told.first_name, told.contact, told.told) = (None, None, format!("Words {n}."));
            assert!(tx.insert_report(&told, &sealer()).await.unwrap());
            if let Some(day) = published {
                told.publish(day).unwrap();
                tx.save_report(&told, &sealer()).await.unwrap();
            }
        }
        tx.commit().await.unwrap();
        let problem = report(20, known.id, "").problem;
        let other = Problem::ALL.iter().copied().find(|p| *p != problem).unwrap();
        let ask = async |office, problem, since| {
            let found = store.similar_report(office, problem, since).await.unwrap();
            found.map(|found| (found.id.0, found.published, found.words))
        };
        let both = ask(known.id, problem, date(2026, 6, 1)).await;
        assert_eq!(both, Some((uuid(21), week_of(TODAY), "Words 21.".to_owned())));
        let late = ask(known.id, problem, date(2026, 6, 15)).await;
        assert_eq!(late.map(|found| found.0), Some(uuid(20)));
        let same_week = ask(known.id, problem, date(2026, 6, 21)).await;
        assert_eq!(same_week.map(|found| found.0), Some(uuid(20)), "no finer than the week");
        assert_eq!(ask(known.id, problem, date(2026, 6, 22)).await, None);
        assert_eq!(ask(known.id, other, date(2026, 6, 1)).await, None);
        assert_eq!(ask(OfficeId(uuid(99)), problem, date(2026, 6, 1)).await, None);
    })
    .await;
}

#[tokio::test]
async fn reports_that_nobody_has_looked_at_are_counted_by_office_and_day() {
    both(|store| async move {
        let (cairo, anna) =
            (office(10, "cairo", facts("Cairo")), office(11, "anna", facts("Anna")));
        keep(&store, &[cairo.clone(), anna.clone()]).await;
        let mut tx = store.begin().await.unwrap();
        for (n, office, received_on) in [
            (20, cairo.id, TODAY),
            (21, cairo.id, TODAY),
            (22, cairo.id, date(2026, 6, 30)),
            (23, anna.id, TODAY),
        ] {
            let mut told = report(n, office, &format!("receipt-{n}"));
            (told.received_on, told.version) = (received_on, 1);
            assert!(tx.insert_report(&told, &sealer()).await.unwrap());
        }
        assert_eq!(tx.reports_waiting(cairo.id, TODAY).await.unwrap(), 2);
        let id = stillopen::domain::id::ReportId(uuid(20));
        let mut seen = tx.report(id, &sealer()).await.unwrap().unwrap();
        seen.hide(TODAY).unwrap();
        tx.save_report(&seen, &sealer()).await.unwrap();
        let counts = [
            tx.reports_waiting(cairo.id, TODAY).await.unwrap(),
            tx.reports_waiting(cairo.id, date(2026, 6, 30)).await.unwrap(),
            tx.reports_waiting(anna.id, TODAY).await.unwrap(),
            tx.reports_waiting(anna.id, date(2026, 7, 2)).await.unwrap(),
        ];
        assert_eq!(counts, [1, 1, 1, 0]);
    })
    .await;
}

#[tokio::test]
async fn photos_that_wait_are_counted_and_can_wait_for_another_form() {
    both(|store| async move {
        let picture = image::DynamicImage::new_rgb8(8, 6);
        let mut jpeg = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut jpeg, image::ImageFormat::Jpeg).unwrap();
        let photo = CleanPhoto::of(jpeg.into_inner()).unwrap();
        let now = "2026-07-01T15:00:00Z".parse().unwrap();
        let mut tx = store.begin().await.unwrap();
        tx.park_photo("one", 1, &photo, &sealer(), now).await.unwrap();
        tx.park_photo("one", 2, &photo, &sealer(), now).await.unwrap();
        tx.park_photo("other", 1, &photo, &sealer(), now).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(store.photos_parked().await.unwrap(), 3);
        let mut tx = store.begin().await.unwrap();
        tx.drop_oldest_parked_photo().await.unwrap();
        drop(tx);
        let mut tx = store.begin().await.unwrap();
        assert_eq!(tx.move_parked_photos("one", "two").await.unwrap(), 2);
        assert_eq!(tx.move_parked_photos("one", "two").await.unwrap(), 0);
        tx.commit().await.unwrap();
        assert_eq!(store.parked_photos("one").await.unwrap(), []);
        let waiting = store.parked_photos("two").await.unwrap();
        assert_eq!(waiting.iter().map(|photo| photo.position).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(store.photos_parked().await.unwrap(), 3);
    })
    .await;
}
