//! Photos of reports: sealed while they wait and after, shown only as far as the writer and a moderator allow.

use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};
use jiff::Timestamp;
use stillopen::domain::id::{PhotoId, ReportId};
use stillopen::domain::photo::{CleanPhoto, ReportPhoto};
use stillopen::store::{Sealer, Store};

use super::{at, both, facts, keep, office, report, uuid, variant};

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 7, 1);

fn sealer() -> Sealer {
    Sealer::new([3; 32])
}

/// A photo of one shade.
fn photo(shade: u8) -> CleanPhoto {
    let mut jpeg = Vec::new();
    let picture = RgbImage::from_pixel(24, 18, Rgb([shade; 3]));
    JpegEncoder::new_with_quality(&mut jpeg, 80).encode_image(&picture).unwrap();
    CleanPhoto::of(jpeg).unwrap()
}

fn noon() -> Timestamp {
    at("2026-07-01T17:00:00Z")
}

/// What can be told of photos on both databases: identifiers differ.
fn told(photos: &[ReportPhoto]) -> Vec<(u32, u32, u32, bool, bool)> {
    photos.iter().map(|p| (p.position, p.width, p.height, p.withheld, p.is_blurred)).collect()
}

/// A report with three photos, waiting to be looked at.
async fn with_photos(store: &Store) -> ReportId {
    let known = office(10, "cairo", facts("Cairo"));
    keep(store, std::slice::from_ref(&known)).await;
    let mut sent = report(20, known.id, "receipt-a");
    sent.consents.photos = true;
    let mut tx = store.begin().await.unwrap();
    for position in 1..=3 {
        let shade = u8::try_from(position * 60).unwrap();
        tx.park_photo("token", position, &photo(shade), &sealer(), noon()).await.unwrap();
    }
    tx.insert_report(&sent, &sealer()).await.unwrap();
    assert_eq!(tx.claim_photos("token", sent.id).await.unwrap(), 3);
    tx.commit().await.unwrap();
    sent.id
}

async fn publish(store: &Store, id: ReportId) {
    let mut tx = store.begin().await.unwrap();
    let mut report = tx.report(id, &sealer()).await.unwrap().unwrap();
    report.publish(TODAY).unwrap();
    tx.save_report(&report, &sealer()).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn photos_wait_for_their_form_and_go_with_its_report() {
    both(|store| async move {
        let known = office(10, "cairo", facts("Cairo"));
        keep(&store, std::slice::from_ref(&known)).await;
        let sent = report(20, known.id, "receipt-a");
        let mut tx = store.begin().await.unwrap();
        tx.insert_report(&sent, &sealer()).await.unwrap();
        for (position, shade) in [(2, 20), (1, 10), (2, 30), (3, 40)] {
            tx.park_photo("token", position, &photo(shade), &sealer(), noon()).await.unwrap();
        }
        tx.park_photo("other", 1, &photo(99), &sealer(), noon()).await.unwrap();
        assert!(tx.drop_parked_photo("token", 3).await.unwrap());
        assert!(!tx.drop_parked_photo("token", 3).await.unwrap());
        tx.commit().await.unwrap();

        let waiting = store.parked_photos("token").await.unwrap();
        assert_eq!(told(&waiting), [(1, 24, 18, false, false), (2, 24, 18, false, false)]);
        let second = store.parked_photo("token", 2, &sealer()).await.unwrap();
        assert_eq!(second.as_deref(), Some(photo(30).jpeg()), "the later took the earlier's place");
        assert_eq!(store.parked_photo("token", 3, &sealer()).await.unwrap(), None);
        assert_eq!(store.parked_photos("nobody's").await.unwrap(), []);
        let wrong = store.parked_photo("token", 1, &Sealer::new([4; 32])).await;
        assert_eq!(variant(wrong), "Inconsistent");

        let mut tx = store.begin().await.unwrap();
        assert_eq!(tx.claim_photos("token", sent.id).await.unwrap(), 2);
        assert_eq!(tx.claim_photos("token", sent.id).await.unwrap(), 0, "the form was sent twice");
        tx.commit().await.unwrap();
        assert_eq!(store.parked_photos("token").await.unwrap(), []);
        let photos = store.report_photos(sent.id).await.unwrap();
        let shown = store.photo(photos[0].id, &sealer()).await.unwrap();
        assert_eq!(shown.as_deref(), Some(photo(10).jpeg()));
        assert_eq!(store.photo(PhotoId(uuid(404)), &sealer()).await.unwrap(), None);
        told(&photos)
    })
    .await;
}

#[tokio::test]
async fn photos_whose_form_was_not_sent_go_when_their_day_is_long_over() {
    both(|store| async move {
        let mut tx = store.begin().await.unwrap();
        // Late in the evening where the offices are.
        tx.park_photo("token", 1, &photo(10), &sealer(), at("2026-07-02T04:59:00Z")).await.unwrap();
        let mut dropped = Vec::new();
        for before in ["2026-07-02T04:58:00Z", "2026-07-02T04:59:59Z", "2026-07-02T05:00:00Z"] {
            dropped.push(tx.drop_parked_photos(at(before)).await.unwrap());
        }
        assert_eq!(dropped, [0, 0, 1]);
        tx.commit().await.unwrap();
        let id = with_photos(&store).await;
        let mut tx = store.begin().await.unwrap();
        assert_eq!(tx.drop_parked_photos(at("2030-01-01T00:00:00Z")).await.unwrap(), 0);
        tx.commit().await.unwrap();
        store.report_photos(id).await.unwrap().len()
    })
    .await;
}

#[tokio::test]
async fn everybody_sees_a_photo_only_when_it_is_published_allowed_and_not_kept_back() {
    both(|store| async move {
        let id = with_photos(&store).await;
        let public = async |number: u32| store.public_photo(id, number, &sealer()).await.unwrap();
        assert_eq!(public(1).await, None, "nobody has looked at it");
        publish(&store, id).await;
        assert_eq!(public(1).await.as_deref(), Some(photo(60).jpeg()));
        assert_eq!((public(0).await, public(4).await), (None, None));

        let photos = store.report_photos(id).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        assert!(tx.withhold_photo(id, photos[0].id, true).await.unwrap());
        assert!(!tx.withhold_photo(ReportId(uuid(404)), photos[0].id, true).await.unwrap());
        let dark = photo(0);
        assert!(tx.blur_photo(id, photos[1].id, Some(&dark), &sealer()).await.unwrap());
        assert!(!tx.blur_photo(ReportId(uuid(404)), photos[1].id, None, &sealer()).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(public(1).await.as_deref(), Some(dark.jpeg()), "numbers count what is shown");
        assert_eq!(public(2).await.as_deref(), Some(photo(180).jpeg()));
        assert_eq!(public(3).await, None);
        let after = told(&store.report_photos(id).await.unwrap());
        assert_eq!(
            after.iter().map(|p| (p.3, p.4)).collect::<Vec<_>>(),
            [(true, false), (false, true), (false, false)]
        );

        // A writer who takes the consent back takes the photos back.
        let mut tx = store.begin().await.unwrap();
        let mut report = tx.report(id, &sealer()).await.unwrap().unwrap();
        let mut consents = report.consents;
        consents.photos = false;
        report.set_consents(consents, TODAY).unwrap();
        tx.save_report(&report, &sealer()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(public(1).await, None);
        after
    })
    .await;
}

#[tokio::test]
async fn what_was_made_unreadable_can_be_undone_until_the_first_picture_is_erased() {
    both(|store| async move {
        let id = with_photos(&store).await;
        publish(&store, id).await;
        let photo_id = store.report_photos(id).await.unwrap()[0].id;
        let mut tx = store.begin().await.unwrap();
        assert!(tx.blur_photo(id, photo_id, Some(&photo(0)), &sealer()).await.unwrap());
        assert!(tx.blur_photo(id, photo_id, None, &sealer()).await.unwrap());
        tx.commit().await.unwrap();
        let shown = store.photo(photo_id, &sealer()).await.unwrap();
        assert_eq!(shown.as_deref(), Some(photo(60).jpeg()));

        let mut tx = store.begin().await.unwrap();
        assert!(tx.blur_photo(id, photo_id, Some(&photo(0)), &sealer()).await.unwrap());
        let mut report = tx.report(id, &sealer()).await.unwrap().unwrap();
        report.forget(TODAY);
        tx.save_report(&report, &sealer()).await.unwrap();
        assert!(!tx.blur_photo(id, photo_id, None, &sealer()).await.unwrap());
        assert!(tx.blur_photo(id, photo_id, Some(&photo(1)), &sealer()).await.unwrap());
        tx.commit().await.unwrap();
        let shown = store.photo(photo_id, &sealer()).await.unwrap();
        assert_eq!(shown.as_deref(), Some(photo(1).jpeg()));

        let mut tx = store.begin().await.unwrap();
        let mut report = tx.report(id, &sealer()).await.unwrap().unwrap();
        report.withdraw(false, TODAY);
        tx.save_report(&report, &sealer()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(store.photo(photo_id, &sealer()).await.unwrap(), None, "taken back is gone");
        store.report_photos(id).await.unwrap()
    })
    .await;
}
