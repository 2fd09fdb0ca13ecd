//! Travel times: a table of a service and a way to travel, whole or not at all.

use stillopen::domain::dataset::{DataSetOf, Dataset};
use stillopen::domain::demand::DemandLevel;
use stillopen::domain::id::OfficeId;
use stillopen::domain::kind::OfficeKind;
use stillopen::domain::travel::{OfficeTimes, TimedWay, Travel, TravelTable};
use stillopen::store::Store;
use uuid::Uuid;

use super::{at, both, variant};

fn table(by: Travel, offices: &[(u128, &[(u64, u32)])]) -> TravelTable {
    let offices = offices.iter().map(|(id, ways)| OfficeTimes {
        office: OfficeId(Uuid::from_u128(*id)),
        ways: ways.iter().map(|(code, time)| TimedWay { code: *code, time: *time }).collect(),
    });
    TravelTable {
        service: OfficeKind::Fcrc,
        by,
        level: DemandLevel::Tract,
        offices: offices.collect(),
    }
}

fn dataset(by: Travel, name: &str, rows: u64) -> Dataset {
    Dataset {
        name: name.to_owned(),
        of: DataSetOf::Times(OfficeKind::Fcrc, by),
        url: "https://opentimes.org/times.csv".to_owned(),
        vintage: "2024".to_owned(),
        sha256: "cd".repeat(32),
        rows,
        loaded_at: at("2026-11-22T12:00:00Z"),
    }
}

async fn put(store: &Store, table: &TravelTable, name: &str) -> String {
    let mut tx = store.begin().await.unwrap();
    let rows = u64::try_from(table.len()).unwrap();
    let result = tx.replace_travel_times(table, &dataset(table.by, name, rows)).await;
    if result.is_ok() {
        tx.commit().await.unwrap();
    }
    variant(result)
}

#[tokio::test]
async fn travel_times_are_replaced_whole_and_read_back_to_the_last_digit() {
    both(|store| async move {
        let mut seen = Vec::new();
        assert_eq!(store.travel_times(OfficeKind::Fcrc, Travel::Car).await.unwrap(), None);
        let first = table(
            Travel::Car,
            &[(7, &[(17_077_011_600, 12_345), (99_999_999_999, u32::MAX)]), (9, &[(0, 0)])],
        );
        let bus = table(Travel::Transit, &[(7, &[(17_077_011_600, 90_000)])]);
        seen.push(put(&store, &first, "one").await);
        seen.push(put(&store, &bus, "bus").await);
        let read = store.travel_times(OfficeKind::Fcrc, Travel::Car).await.unwrap().unwrap();
        assert_eq!(read, first);
        assert_eq!(store.travel_times(OfficeKind::WicClinic, Travel::Car).await.unwrap(), None);
        // An office twice: nothing of it is kept.
        let twice = table(Travel::Car, &[(7, &[]), (7, &[])]);
        seen.push(put(&store, &twice, "twice").await);
        assert_eq!(store.travel_times(OfficeKind::Fcrc, Travel::Car).await.unwrap(), Some(first));
        let second = table(Travel::Car, &[(9, &[(1, 2)])]);
        seen.push(put(&store, &second, "two").await);
        assert_eq!(store.travel_times(OfficeKind::Fcrc, Travel::Car).await.unwrap(), Some(second));
        assert_eq!(store.travel_times(OfficeKind::Fcrc, Travel::Transit).await.unwrap(), Some(bus));
        let sets = store.datasets().await.unwrap();
        seen.extend(sets.iter().map(|set| format!("{} {}", set.of, set.name)));
        assert_eq!(&seen[4..], ["times/fcrc-car two", "times/fcrc-transit bus"]);
        seen
    })
    .await;
}
