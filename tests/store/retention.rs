//! What has been kept long enough: found by its day, erased in batches, and nothing else.

use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};
use jiff::civil::{Date, date};
use stillopen::domain::id::{MessageId, OfficeId, ReportId};
use stillopen::domain::photo::CleanPhoto;
use stillopen::domain::report::{Author, Message, Report};
use stillopen::store::{Sealer, Store};

use super::{at, both, facts, keep, office, report, uuid};

fn sealer() -> Sealer {
    Sealer::new([3; 32])
}

/// Keeps a report that was closed on a day in some way.
async fn closed(
    store: &Store,
    office: OfficeId,
    n: u128,
    close: impl FnOnce(&mut Report),
) -> ReportId {
    let mut told = report(n, office, &format!("receipt-{n}"));
    let mut tx = store.begin().await.unwrap();
    assert!(tx.insert_report(&told, &sealer()).await.unwrap());
    close(&mut told);
    tx.save_report(&told, &sealer()).await.unwrap();
    tx.commit().await.unwrap();
    told.id
}

#[tokio::test]
async fn reports_are_due_by_the_day_they_were_closed_until_they_are_erased() {
    both(|store| async move {
        let known = office(10, "cairo", facts("Cairo"));
        keep(&store, std::slice::from_ref(&known)).await;
        let on = |month| date(2026, month, 1);
        let late = closed(&store, known.id, 31, |r| r.publish(on(3)).unwrap()).await;
        let early = closed(&store, known.id, 32, |r| r.hide(on(2)).unwrap()).await;
        closed(&store, known.id, 33, |r| r.withdraw(true, on(1))).await;
        closed(&store, known.id, 34, |_| {}).await;
        closed(&store, known.id, 35, |r| r.mark_spam(on(4)).unwrap()).await;
        let before: Date = date(2026, 3, 2);
        let due = store.reports_to_forget(before).await.unwrap();
        assert_eq!(due, [(early, on(2)), (late, on(3))]);
        assert_eq!(store.reports_to_forget(on(2)).await.unwrap(), [], "not on the day itself");

        let mut tx = store.begin().await.unwrap();
        assert_eq!(tx.take_reports_to_forget(before, 1).await.unwrap(), [early]);
        let all = tx.take_reports_to_forget(before, 10).await.unwrap();
        assert_eq!(all, [early, late]);
        for id in all {
            let mut told = tx.report(id, &sealer()).await.unwrap().unwrap();
            told.forget(date(2027, 3, 2));
            tx.save_report(&told, &sealer()).await.unwrap();
        }
        assert_eq!(tx.take_reports_to_forget(before, 10).await.unwrap(), []);
        tx.commit().await.unwrap();
        assert_eq!(store.reports_to_forget(before).await.unwrap(), []);
        let public = store.report(late, &sealer()).await.unwrap().unwrap();
        assert_eq!((public.told.as_str(), &public.contact), ("", &None));
        assert!(public.public_words().is_some_and(|words| words.contains("zebra-striped")));
        let hidden = store.report(early, &sealer()).await.unwrap().unwrap();
        assert_eq!((hidden.words(), &hidden.first_name), ("", &None));
        (public, hidden)
    })
    .await;
}

#[tokio::test]
async fn a_report_that_does_not_open_is_erased_and_what_is_public_of_it_stays() {
    both(|store| async move {
        let known = office(10, "cairo", facts("Cairo"));
        keep(&store, std::slice::from_ref(&known)).await;
        let id = closed(&store, known.id, 31, |r| r.publish(date(2026, 3, 1)).unwrap()).await;
        let other = Sealer::new([9; 32]);
        assert!(store.report(id, &other).await.is_err(), "another key");
        let mut tx = store.begin().await.unwrap();
        tx.erase_unread_report(id, date(2027, 3, 2), &other).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(store.reports_to_forget(date(2028, 1, 1)).await.unwrap(), []);
        let kept = store.report(id, &other).await.unwrap().unwrap();
        assert_eq!((kept.told.as_str(), &kept.contact), ("", &None));
        assert!(kept.public_words().unwrap().contains("zebra-striped"));
        assert_eq!(kept.public_name(), Some("Ana-Xiomara"));
    })
    .await;
}

#[tokio::test]
async fn photos_that_wait_are_counted_by_their_day() {
    both(|store| async move {
        let mut jpeg = Vec::new();
        let picture = RgbImage::from_pixel(24, 18, Rgb([90; 3]));
        JpegEncoder::new_with_quality(&mut jpeg, 80).encode_image(&picture).unwrap();
        let photo = CleanPhoto::of(jpeg).unwrap();
        let mut tx = store.begin().await.unwrap();
        for (form, moment) in [("a", "2026-07-01T17:00:00Z"), ("b", "2026-07-02T17:00:00Z")] {
            tx.park_photo(form, 1, &photo, &sealer(), at(moment)).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(store.photos_to_drop(date(2026, 7, 1)).await.unwrap(), (0, None));
        let due = store.photos_to_drop(date(2026, 7, 2)).await.unwrap();
        assert_eq!(due, (1, Some(date(2026, 7, 1))));
        due
    })
    .await;
}

#[tokio::test]
async fn the_last_message_shows_a_form_that_was_sent_twice() {
    both(|store| async move {
        let known = office(10, "cairo", facts("Cairo"));
        keep(&store, std::slice::from_ref(&known)).await;
        let id = closed(&store, known.id, 31, |_| {}).await;
        let mut tx = store.begin().await.unwrap();
        assert_eq!(tx.last_report_message(id, &sealer()).await.unwrap(), (0, None));
        // The later one has the smaller identifier: their order is that in which they were kept.
        for (n, author) in [(50, Author::Moderator), (40, Author::Writer)] {
            let on = date(2026, 7, 1);
            let message = Message { id: MessageId(uuid(n)), author, words: format!("m{n}"), on };
            tx.insert_report_message(id, &message, &sealer()).await.unwrap();
        }
        let (count, last) = tx.last_report_message(id, &sealer()).await.unwrap();
        let last = last.unwrap();
        assert_eq!((count, last.author, last.words.as_str()), (2, Author::Writer, "m40"));
    })
    .await;
}
