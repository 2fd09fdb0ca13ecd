//! Areas, who holds office there, where people live, and where all of it came from.

use geo::{MultiPolygon, polygon};
use stillopen::domain::dataset::{DataSetOf, Dataset};
use stillopen::domain::demand::{DemandLevel, DemandPoint, Figure, Figures, Group};
use stillopen::domain::geo::Position;
use stillopen::domain::polygon::{Area, AreaKind, HolderOffice, Officeholder};
use stillopen::store::Store;

use super::{at, both, sqlite_in, variant};

fn dataset(of: DataSetOf, name: &str, rows: u64) -> Dataset {
    Dataset {
        name: name.to_owned(),
        of,
        url: format!("https://www2.census.gov/{name}.zip"),
        vintage: "2023".to_owned(),
        sha256: "ab".repeat(32),
        rows,
        loaded_at: at("2026-11-22T12:00:00Z"),
    }
}

/// A square with a hole in its first part, and a second part.
fn shape(west: f64) -> MultiPolygon {
    MultiPolygon::new(vec![
        polygon!(
            exterior: [(x: west, y: 37.0), (x: west + 1.0, y: 37.0), (x: west + 1.0, y: 38.123_456_789), (x: west, y: 38.0)],
            interiors: [[(x: west + 0.25, y: 37.25), (x: west + 0.25, y: 37.5), (x: west + 0.5, y: 37.5)]],
        ),
        polygon![(x: west, y: 40.0), (x: west + 1.0, y: 40.0), (x: west + 0.1, y: 41.0)],
    ])
}

fn area(kind: AreaKind, geoid: &str, slug: &str, west: f64) -> Area {
    Area {
        kind,
        slug: slug.parse().unwrap(),
        geoid: geoid.to_owned(),
        name: format!("Peña {geoid}"),
        shape: shape(west),
        vintage: "2023".to_owned(),
        officeholder: None,
    }
}

async fn put(store: &Store, kind: &AreaKind, areas: &[Area]) -> String {
    let set = dataset(DataSetOf::Areas(kind.clone()), "boundaries", 2);
    let mut tx = store.begin().await.unwrap();
    let result = tx.replace_areas(kind, areas, &set).await;
    if result.is_ok() {
        tx.commit().await.unwrap();
    }
    variant(result)
}

#[tokio::test]
async fn a_set_of_areas_is_replaced_whole_and_read_back_to_the_last_digit() {
    both(|store| async move {
        let own: AreaKind = "police-beat".parse().unwrap();
        let counties = [
            area(AreaKind::County, "17077", "jackson", -89.6),
            area(AreaKind::County, "17003", "alexander", -89.5),
        ];
        assert_eq!(put(&store, &AreaKind::County, &counties).await, "Ok");
        assert_eq!(put(&store, &own, &[area(own.clone(), "0111", "beat-0111", -87.6)]).await, "Ok");
        let found = store.areas().await.unwrap();
        assert_eq!(
            found,
            [
                counties[1].clone(),
                counties[0].clone(),
                area(own.clone(), "0111", "beat-0111", -87.6)
            ]
        );
        // The same code or slug twice is refused, and what was there stays.
        let twice = [counties[0].clone(), counties[0].clone()];
        assert_eq!(put(&store, &AreaKind::County, &twice).await, "Database");
        let mut same_slug = counties.clone();
        same_slug[1].slug = same_slug[0].slug.clone();
        assert_eq!(put(&store, &AreaKind::County, &same_slug).await, "Database");
        let mut with_nul = counties[0].clone();
        with_nul.name = "a\0b".to_owned();
        assert_eq!(put(&store, &AreaKind::County, &[with_nul]).await, "Nul");
        assert_eq!(store.areas().await.unwrap(), found);
        // One set alone changes.
        assert_eq!(put(&store, &AreaKind::County, &counties[..1]).await, "Ok");
        let found = store.areas().await.unwrap();
        assert_eq!(found.len(), 2);
        let sets: Vec<_> =
            store.datasets().await.unwrap().iter().map(|d| d.of.to_string()).collect();
        assert_eq!(sets, ["areas/county", "areas/police-beat"]);
        assert_eq!(put(&store, &AreaKind::County, &[]).await, "Ok");
        assert_eq!(store.areas().await.unwrap().len(), 1);
        found
    })
    .await;
}

#[tokio::test]
async fn who_holds_office_is_kept_apart_from_the_boundaries() {
    both(|store| async move {
        let holder = Officeholder {
            name: "Aarón Ortíz".to_owned(),
            party: "Democratic".to_owned(),
            email: Some("district@example.org".to_owned()),
            url: None,
            offices: vec![HolderOffice {
                place: "capitol".to_owned(),
                address: "Room 288-S, Springfield, IL 62706".to_owned(),
                phone: "217-782-1117".to_owned(),
            }],
        };
        let set = dataset(DataSetOf::Officeholders(AreaKind::House), "openstates", 1);
        let mut tx = store.begin().await.unwrap();
        let holders = [("17001".to_owned(), holder.clone())];
        tx.replace_officeholders(&AreaKind::House, &holders, &set).await.unwrap();
        tx.commit().await.unwrap();
        // They may come before the boundaries do, and outlive them.
        let house = |n: u32| area(AreaKind::House, &format!("1700{n}"), &n.to_string(), -88.0);
        for _ in 0..2 {
            assert_eq!(put(&store, &AreaKind::House, &[house(1), house(2)]).await, "Ok");
            let found = store.areas().await.unwrap();
            assert_eq!(found[0].officeholder, Some(holder.clone()));
            assert_eq!(found[1].officeholder, None);
            assert_eq!((found[0].number(), found[1].number()), (Some(1), Some(2)));
        }
        let mut tx = store.begin().await.unwrap();
        tx.replace_officeholders(&AreaKind::House, &[], &set).await.unwrap();
        tx.commit().await.unwrap();
        let found = store.areas().await.unwrap();
        assert!(found.iter().all(|area| area.officeholder.is_none()));
        let mut bad = holder;
        bad.offices[0].phone = "\0".to_owned();
        let mut tx = store.begin().await.unwrap();
        let refused =
            tx.replace_officeholders(&AreaKind::House, &[("17001".to_owned(), bad)], &set).await;
        assert_eq!(variant(refused), "Nul");
        drop(tx);
        (store.datasets().await.unwrap(), found)
    })
    .await;
}

fn point(level: DemandLevel, n: u32) -> DemandPoint {
    let mut figures = Figures::default();
    figures.set(Group::Everyone, Some(Figure::counted(n)));
    figures
        .set(Group::InPoverty, Some(Figure { count: n / 2, margin: Some(12.649_110_640_673_518) }));
    if n.is_multiple_of(2) {
        figures.set(Group::LimitedEnglish, Some(Figure { count: 0, margin: Some(0.0) }));
    }
    let position = Position::new(37.0 + f64::from(n) / 1e4, -89.123_456_7).unwrap();
    DemandPoint { geoid: format!("17077{n:06}"), level, position, figures }
}

#[tokio::test]
async fn points_of_demand_are_replaced_by_level_and_nothing_unknown_becomes_zero() {
    both(|store| async move {
        let tracts: Vec<_> = (0..2_345).rev().map(|n| point(DemandLevel::Tract, n)).collect();
        let of = DataSetOf::Demand(DemandLevel::Tract);
        let sets = [dataset(of.clone(), "centres", 2_345), dataset(of, "acs-B17001", 2_300)];
        let mut tx = store.begin().await.unwrap();
        tx.replace_demand(DemandLevel::Tract, &tracts, &sets).await.unwrap();
        tx.replace_demand(DemandLevel::Zip, &[point(DemandLevel::Zip, 7)], &[]).await.unwrap();
        tx.commit().await.unwrap();
        let found = store.demand(DemandLevel::Tract).await.unwrap();
        assert_eq!(found, tracts.iter().rev().cloned().collect::<Vec<_>>());
        assert_eq!(found[1].figures.get(Group::LimitedEnglish), None);
        assert_eq!(found[2].figures.get(Group::LimitedEnglish).unwrap().margin, Some(0.0));
        assert_eq!(store.demand(DemandLevel::Zip).await.unwrap().len(), 1);
        assert_eq!(store.demand(DemandLevel::BlockGroup).await.unwrap(), []);
        let twice = [tracts[0].clone(), tracts[0].clone()];
        let mut tx = store.begin().await.unwrap();
        assert_eq!(variant(tx.replace_demand(DemandLevel::Tract, &twice, &[]).await), "Database");
        drop(tx);
        let names: Vec<_> = store
            .datasets()
            .await
            .unwrap()
            .iter()
            .map(|d| format!("{} {}", d.name, d.rows))
            .collect();
        assert_eq!(names, ["acs-B17001 2300", "centres 2345"]);
        let mut tx = store.begin().await.unwrap();
        tx.replace_demand(DemandLevel::Tract, &tracts[..1], &sets[..1]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(store.demand(DemandLevel::Tract).await.unwrap(), tracts[..1]);
        assert_eq!(store.datasets().await.unwrap(), sets[..1]);
        found
    })
    .await;
}

const NEGATIVE: &str = "update demand_points set everyone = -1";
const NO_KIND: &str = "update areas set kind = 'No Kind'";

#[tokio::test]
async fn rows_that_are_not_what_they_should_be_are_named() {
    both(|store| async move {
        let mut tx = store.begin().await.unwrap();
        tx.replace_demand(DemandLevel::Tract, &[point(DemandLevel::Tract, 1)], &[]).await.unwrap();
        tx.commit().await.unwrap();
        put(&store, &AreaKind::County, &[area(AreaKind::County, "17003", "alexander", -89.5)])
            .await;
        match &store {
            Store::Sqlite(pool) => {
                sqlx::query(NEGATIVE).execute(pool).await.unwrap();
                sqlx::query(NO_KIND).execute(pool).await.unwrap();
            }
            Store::Postgres(pool) => {
                sqlx::query(NEGATIVE).execute(pool).await.unwrap();
                sqlx::query(NO_KIND).execute(pool).await.unwrap();
            }
        }
        assert_eq!(variant(store.demand(DemandLevel::Tract).await), "Inconsistent");
        assert_eq!(variant(store.areas().await), "Inconsistent");
    })
    .await;
}

#[tokio::test]
async fn the_index_over_areas_follows_them() {
    let folder = tempfile::tempdir().unwrap();
    let store = sqlite_in(folder.path()).await;
    let Store::Sqlite(pool) = &store else { return };
    let counties = [
        area(AreaKind::County, "17077", "jackson", -89.6),
        area(AreaKind::County, "17003", "alexander", -85.0),
    ];
    put(&store, &AreaKind::County, &counties).await;
    let window = "select count(*) from rtree_areas_geom r join areas a on a.fid = r.id \
         where r.maxx > -90 and r.minx < -89 and a.geoid = '17077'";
    let (n,): (i64,) = sqlx::query_as(window).fetch_one(pool).await.unwrap();
    assert_eq!(n, 1);
    put(&store, &AreaKind::County, &counties[1..]).await;
    let (n,): (i64,) =
        sqlx::query_as("select count(*) from rtree_areas_geom").fetch_one(pool).await.unwrap();
    assert_eq!(n, 1);
    let (west, north): (f64, f64) =
        sqlx::query_as("select min_x, max_y from gpkg_contents where table_name = 'areas'")
            .fetch_one(pool)
            .await
            .unwrap();
    assert_eq!((west, north), (-85.0, 41.0));
}
