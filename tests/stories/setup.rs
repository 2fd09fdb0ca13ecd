//! An operator loads the official files of a state: all goes well, a publisher is silent, a line breaks.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Response, StatusCode, Uri, header};
use futures_util::StreamExt;
use stillopen::domain::dataset::DataSetOf;
use stillopen::domain::demand::{DemandLevel, Group};
use stillopen::domain::feed::NoticeCode;
use stillopen::domain::geo::Position;
use stillopen::domain::polygon::AreaKind;
use stillopen::domain::time::Clock;
use stillopen::import::Notices;
use stillopen::jobs::setup::{self, Event, From};
use stillopen::outbound::{Client, Settings};
use stillopen::store::Store;
use tokio::net::TcpListener;

use super::app::{clock, seeded_file};
use super::land::survey;
use super::pg;
use super::program::{Place, failed, said};
use super::publishers::{geo_folder, real, tiny};

/// How a publisher behaves with one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mood {
    /// It answers 503.
    Down,
    /// The line breaks in the middle of the file.
    Breaks,
    /// It sends a page of its website, with status 200.
    Page,
}

#[derive(Clone, Default)]
struct Publisher {
    files: Arc<Mutex<BTreeMap<String, Vec<u8>>>>,
    moods: Arc<Mutex<BTreeMap<String, Mood>>>,
    /// What was asked for: the file, and from which byte on or with which tag.
    asked: Arc<Mutex<Vec<String>>>,
}

impl Publisher {
    fn of(files: BTreeMap<String, Vec<u8>>) -> Self {
        Self { files: Arc::new(Mutex::new(files)), ..Self::default() }
    }

    fn mood(&self, file: &str, mood: Option<Mood>) {
        let mut moods = self.moods.lock().unwrap();
        match mood {
            Some(mood) => drop(moods.insert(file.to_owned(), mood)),
            None => drop(moods.remove(file)),
        }
    }

    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }

    async fn start(&self) -> SocketAddr {
        let router = Router::new().fallback(answer).with_state(self.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await });
        address
    }
}

async fn answer(State(publisher): State<Publisher>, uri: Uri, asked: HeaderMap) -> Response<Body> {
    let file = uri.path().trim_start_matches('/').to_owned();
    let told = |name| asked.get(name).and_then(|v| v.to_str().ok()).unwrap_or("").to_owned();
    let (range, tag) = (told("range"), told("if-none-match"));
    publisher.asked.lock().unwrap().push(format!("{file} {range}{tag}").trim().to_owned());
    let plain = |status: StatusCode, body: &'static str| {
        Response::builder().status(status).body(Body::from(body)).unwrap()
    };
    let Some(bytes) = publisher.files.lock().unwrap().get(&file).cloned() else {
        return plain(StatusCode::NOT_FOUND, "");
    };
    let etag = format!("\"{}-{}\"", bytes.len(), bytes.iter().map(|b| u64::from(*b)).sum::<u64>());
    let mood = publisher.moods.lock().unwrap().get(&file).copied();
    match mood {
        Some(Mood::Down) => return plain(StatusCode::SERVICE_UNAVAILABLE, "<html>maintenance"),
        Some(Mood::Page) => return plain(StatusCode::OK, "<!doctype html><html>moved</html>"),
        _ => {}
    }
    if tag == etag {
        return plain(StatusCode::NOT_MODIFIED, "");
    }
    let from =
        range.strip_prefix("bytes=").and_then(|r| r.trim_end_matches('-').parse::<usize>().ok());
    let from = from.filter(|from| told("if-range") == etag && *from < bytes.len());
    let rest = bytes[from.unwrap_or(0)..].to_vec();
    let mut response = Response::builder()
        .status(if from.is_some() { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK })
        .header(header::ETAG, etag)
        .header(header::CONTENT_LENGTH, rest.len());
    if let Some(from) = from {
        let range = format!("bytes {from}-{}/{}", bytes.len() - 1, bytes.len());
        response = response.header(header::CONTENT_RANGE, range);
    }
    let body = if mood == Some(Mood::Breaks) {
        let half = Bytes::from(rest[..rest.len() / 2].to_vec());
        // The half goes out while the rest keeps us waiting.
        let end = async {
            for _ in 0..100 {
                tokio::task::yield_now().await;
            }
            Err(std::io::Error::other("the line broke"))
        };
        let first = futures_util::stream::iter([Ok(half)]);
        Body::from_stream(first.chain(futures_util::stream::once(end)))
    } else {
        Body::from(rest)
    };
    response.body(body).unwrap()
}

/// What came of one run: a line for each part, and the parts that failed.
struct Came {
    lines: Vec<String>,
    failed: Vec<String>,
    notices: Notices,
}

async fn load(store: &Store, clock: &Clock, from: From, folder: &Path) -> Came {
    let allow = match &from {
        From::Address(at) => vec![at.trim_start_matches("http://").parse().unwrap()],
        _ => Vec::new(),
    };
    let client = Client::new(Settings { exceptions: allow, ..Settings::default() });
    let work = setup::Setup {
        store,
        clock,
        client: &client,
        folder: folder.to_owned(),
        from,
        census_key: Some("secret-key".to_owned()),
    };
    let (mut lines, mut name, mut notices) = (Vec::new(), String::new(), Notices::new());
    let failed = work
        .run(&setup::illinois(), &mut |event| match event {
            Event::Begins(part) => name.clone_from(&part.name),
            Event::Loaded(sets, seen) => {
                notices.merge(seen.clone());
                let rows: Vec<_> = sets.iter().map(|s| format!("{} {}", s.of, s.rows)).collect();
                lines.push(format!("{name}: {}", rows.join(", ")));
            }
            Event::Failed(error) => lines.push(format!("{name}: {error}")),
            Event::Bytes(done, of) => assert!(of.is_none_or(|of| done <= of)),
            Event::Reads => {}
        })
        .await;
    Came { lines, failed, notices }
}

async fn empty(folder: &Path) -> Store {
    Store::open(&format!("sqlite:{}", folder.join("test.gpkg").display())).await.unwrap()
}

/// Everything that a setup writes.
async fn state(store: &Store) -> impl PartialEq + std::fmt::Debug {
    (
        store.areas().await.unwrap(),
        store.demand(DemandLevel::Tract).await.unwrap(),
        store.demand(DemandLevel::BlockGroup).await.unwrap(),
        store.datasets().await.unwrap(),
    )
}

#[tokio::test]
async fn every_part_is_fetched_checked_and_loaded_the_same_on_both_databases() {
    let publisher = Publisher::of(tiny(&survey()));
    let from = From::Address(format!("http://{}", publisher.start().await));
    let place = tempfile::tempdir().unwrap();
    let store = empty(place.path()).await;
    let came = load(&store, &clock(), from.clone(), &place.path().join("downloads")).await;
    assert_eq!(came.failed, [""; 0], "{:?}", came.lines);
    assert_eq!(came.lines.len(), setup::illinois().len());
    assert!(
        came.lines.contains(&"cb_2023_us_county_500k: areas/county 2".to_owned()),
        "{:?}",
        came.lines
    );
    let areas = store.areas().await.unwrap();
    let names: Vec<_> = areas.iter().map(|a| format!("{}/{}", a.kind, a.slug)).collect();
    assert_eq!(
        names,
        [
            "county/jackson",
            "county/union",
            "place/anna",
            "place/carbondale",
            "community_area/rogers-park",
            "house/1",
            "house/2",
            "senate/1",
            "senate/2",
            "congress/7",
            "congress/12",
        ]
    );
    let holder = |name: &str| {
        let area = areas.iter().find(|a| format!("{}/{}", a.kind, a.slug) == name).unwrap();
        area.officeholder.as_ref().map(|holder| (holder.name.clone(), holder.url.clone()))
    };
    let url = |at: &str| Some(at.to_owned());
    assert_eq!(
        holder("house/1"),
        Some(("Aarón Ortíz".to_owned(), url("https://repaaronortiz.com/")))
    );
    assert_eq!(
        holder("congress/7"),
        Some(("Danny K. Davis".to_owned(), url("https://davis.house.gov")))
    );
    assert_eq!(holder("congress/12"), None);
    let tracts = store.demand(DemandLevel::Tract).await.unwrap();
    assert_eq!(tracts.len(), 4);
    let figure = |n: usize, group| tracts[n].figures.get(group).map(|f| (f.count, f.margin));
    assert_eq!(figure(0, Group::Everyone), Some((2_000, None)));
    assert_eq!(figure(1, Group::InPoverty), Some((200, Some(30.0))));
    // Five lines of 100 people each with a margin of 30: the margins add as squares.
    assert_eq!(figure(0, Group::Below185), Some((500, Some((5.0 * 900.0_f64).sqrt()))));
    assert_eq!(figure(0, Group::Disability), Some((1_200, Some((12.0 * 900.0_f64).sqrt()))));
    assert_eq!(figure(3, Group::InPoverty), None, "no figure is not zero");
    assert!(came.notices.count(NoticeCode::NoFigure) > 0);
    let groups = store.demand(DemandLevel::BlockGroup).await.unwrap();
    assert_eq!(groups[0].figures.get(Group::NoCar).map(|f| f.count), Some(200));
    assert_eq!(groups[0].figures.get(Group::Disability), None, "not published so fine");
    // One tract lies in the water near the shore.
    assert!(came.notices.count(NoticeCode::OutsideAreas) > 0);
    // What was asked with a key does not show it.
    let sets = store.datasets().await.unwrap();
    assert!(sets.iter().all(|set| !set.url.contains("secret")));
    assert!(sets.iter().any(|set| set.of == DataSetOf::Officeholders(AreaKind::Congress)));
    let other = Store::open(&pg::fresh_database().await).await.unwrap();
    let came = load(&other, &clock(), from, &place.path().join("downloads")).await;
    assert_eq!(came.failed, [""; 0]);
    assert_eq!(state(&store).await, state(&other).await);
    other.close().await;
}

#[tokio::test]
async fn what_is_here_is_not_fetched_twice_and_what_broke_off_goes_on() {
    let publisher = Publisher::of(tiny(&survey()));
    let from = From::Address(format!("http://{}", publisher.start().await));
    let place = tempfile::tempdir().unwrap();
    let downloads = place.path().join("downloads");
    let (store, clock) = (empty(place.path()).await, clock());
    let file = "cb_2023_us_county_500k.zip";
    publisher.mood(file, Some(Mood::Breaks));
    let came = load(&store, &clock, from.clone(), &downloads).await;
    assert_eq!(came.failed, ["cb_2023_us_county_500k"]);
    let part = std::fs::metadata(downloads.join(format!("{file}.part"))).unwrap().len();
    assert!(part > 0);
    assert_eq!(publisher.asked().len(), setup::illinois().len());
    publisher.mood(file, None);
    let came = load(&store, &clock, from.clone(), &downloads).await;
    assert_eq!(came.failed, [""; 0], "{:?}", came.lines);
    assert_eq!(
        publisher.asked(),
        [format!("{file} bytes={part}-")],
        "the rest of it, and nothing else"
    );
    let whole = publisher.files.lock().unwrap()[file].clone();
    assert_eq!(std::fs::read(downloads.join(file)).unwrap(), whole);
    assert!(!downloads.join(format!("{file}.part")).exists());
    // Two days later the publishers are asked whether there is something new, and say no.
    clock.advance(2 * 24 * 60 * 60);
    let came = load(&store, &clock, from.clone(), &downloads).await;
    assert_eq!(came.failed, [""; 0]);
    let asked = publisher.asked();
    assert_eq!(asked.len(), setup::illinois().len());
    assert!(asked.iter().all(|line| line.contains('"')), "{asked:?}");
    // A file that somebody spoiled is fetched anew.
    std::fs::write(downloads.join(file), b"spoiled").unwrap();
    let came = load(&store, &clock, from, &downloads).await;
    assert_eq!(came.failed, [""; 0]);
    assert_eq!(publisher.asked(), [file]);
}

#[tokio::test]
async fn a_publisher_that_fails_takes_nothing_away_and_the_rest_goes_on() {
    let publisher = Publisher::of(tiny(&survey()));
    let from = From::Address(format!("http://{}", publisher.start().await));
    let place = tempfile::tempdir().unwrap();
    let (store, clock) = (empty(place.path()).await, clock());
    let came = load(&store, &clock, from.clone(), &place.path().join("first")).await;
    assert_eq!(came.failed, [""; 0]);
    let before = state(&store).await;
    publisher.mood("cb_2023_17_sldl_500k.zip", Some(Mood::Down));
    publisher.mood("acs5-2023-tract-B17001.json", Some(Mood::Page));
    publisher.files.lock().unwrap().remove("openstates-il.csv");
    let came = load(&store, &clock, from.clone(), &place.path().join("second")).await;
    assert_eq!(
        came.failed,
        ["acs5-2023-tract-B17001", "cb_2023_17_sldl_500k", "openstates-people"]
    );
    let said = |name: &str| came.lines.iter().find(|line| line.starts_with(name)).unwrap().clone();
    assert!(said("cb_2023_17_sldl").contains("answers with status 503"), "{:?}", came.lines);
    assert!(said("openstates").contains("answers with status 404"));
    assert!(
        said("acs5-2023-tract-B17001").contains("expected a list of lists"),
        "{:?}",
        came.lines
    );
    assert_eq!(state(&store).await, before, "what failed is as it was, the rest is the same again");
    // A page in the place of a file is not taken for it the next time.
    publisher.mood("acs5-2023-tract-B17001.json", None);
    let came = load(&store, &clock, from, &place.path().join("second")).await;
    assert!(!came.failed.contains(&"acs5-2023-tract-B17001".to_owned()));
    // Nobody listens there at all.
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let nobody = From::Address(format!("http://{}", gone.local_addr().unwrap()));
    drop(gone);
    let came = load(&store, &clock, nobody, &place.path().join("third")).await;
    assert_eq!(came.failed.len(), setup::illinois().len());
    assert!(came.lines.iter().all(|line| line.contains("does not answer")), "{:?}", came.lines);
    assert_eq!(store.areas().await.unwrap().len(), 11);
}

#[tokio::test]
async fn figures_without_points_are_refused_and_a_set_of_ones_own_can_be_loaded() {
    let place = Place::seeded();
    for (name, bytes) in tiny(&survey()) {
        std::fs::write(place.folder.path().join(name), bytes).unwrap();
    }
    let table = ["import", "demand", "acs5-2023-tract-B17001.json", "--format", "acs"];
    let sentence = failed(&place.run(&table));
    assert!(sentence.contains("load the points first"), "{sentence}");
    let points =
        ["import", "demand", "CenPop2020_Mean_TR17.txt", "--format", "csv", "--vintage", "2020"];
    let output = place.run(&points);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output).1);
    assert!(said(&output).0.contains("demand/tract: 4 rows are loaded"), "{}", said(&output).0);
    let output = place.run(&table);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output).1);
    let areas = |kind: &str, file: &str, rest: &[&str]| {
        place.run(&[&["import", "areas", file, "--kind", kind], rest].concat())
    };
    let county = "cb_2023_us_county_500k.zip";
    let output = areas("county", county, &["--format", "shapefile", "--only", "STATEFP=17"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output).1);
    let (told, _) = said(&output);
    assert!(told.contains("areas/county: 2 rows are loaded"), "{told}");
    assert!(told.contains("1 points in the water"), "{told}");
    let json = ["--format", "geojson", "--name-field", "community", "--feed", "city"];
    let output = areas("police-beat", "chicago-community-areas.geojson", &json);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output).1);
    for (kind, file, rest, why) in [
        ("county", county, ["--format", "geojson"], "zip archive"),
        ("county", county, ["--format", "acs"], "expected geojson, shapefile or csv"),
        ("county", "nothing.zip", ["--format", "shapefile"], "cannot open"),
        ("county", "openstates-il.csv", ["--format", "csv"], "the header lacks wkt"),
    ] {
        let before = place.state().await;
        let sentence = failed(&areas(kind, file, &rest));
        assert!(sentence.contains(why), "{sentence}");
        assert_eq!(place.state().await, before);
    }
    assert_eq!(
        place.run(&["import", "areas", county, "--format", "shapefile"]).status.code(),
        Some(2)
    );
    assert_eq!(areas("No Kind", county, &["--format", "shapefile"]).status.code(), Some(2));
    assert_eq!(place.run(&["import", "offices", "x", "--format", "csv"]).status.code(), Some(2));
    let service = place.serve(&[]);
    let page = service.get("/data");
    assert!(page.contains("County lines") && page.contains("police-beat"), "{page}");
    service.end();
}

#[tokio::test]
async fn the_command_says_line_by_line_what_came_of_each_part_and_ends_with_1_when_one_failed() {
    let place = Place::empty();
    let files = place.folder.path().join("files");
    std::fs::create_dir(&files).unwrap();
    for (name, bytes) in tiny(&survey()) {
        std::fs::write(files.join(name), bytes).unwrap();
    }
    let from = ["setup", "illinois", "--from", "files"];
    let output = place.run(&from);
    let (told, errors) = said(&output);
    assert_eq!(output.status.code(), Some(0), "{errors}");
    assert!(told.starts_with("[1/22] cenpop2020-tract: demand/tract: 4 rows\n"), "{told}");
    assert!(told.ends_with("all 22 parts are loaded\n"), "{told}");
    std::fs::remove_file(files.join("cb_2023_17_place_500k.zip")).unwrap();
    let sentence = failed(&place.run(&from));
    assert!(
        sentence.contains("1 of 22 parts could not be loaded: cb_2023_17_place_500k"),
        "{sentence}"
    );
    assert_eq!(place.run(&["setup", "atlantis"]).status.code(), Some(2));
    // A setup before the first start does not keep the shipped offices out.
    let service = place.serve(&[]);
    assert!(service.get("/data").contains("Where people live, by census tract"));
    assert!(service.get("/api/offices?limit=1").contains("\"total\""));
    service.end();
}

#[tokio::test]
async fn the_real_files_load_whole_and_every_tract_has_its_districts() {
    let Some(geo) = geo_folder() else {
        eprintln!("left out: the real files are not here; STILLOPEN_GEO names their folder");
        return;
    };
    let publisher = Publisher::of(real(&geo, &survey()));
    let from = From::Address(format!("http://{}", publisher.start().await));
    let place = tempfile::tempdir().unwrap();
    seeded_file(&place.path().join("test.gpkg"));
    let store = empty(place.path()).await;
    let came = load(&store, &clock(), from, &place.path().join("downloads")).await;
    assert_eq!(came.failed, [""; 0], "{:?}", came.lines);
    let areas = store.areas().await.unwrap();
    let of = |kind: AreaKind| areas.iter().filter(move |a| a.kind == kind);
    for (kind, count, held) in [
        (AreaKind::County, 102, 0),
        (AreaKind::Place, 1_365, 0),
        (AreaKind::CommunityArea, 77, 0),
        (AreaKind::Senate, 59, 58),
        (AreaKind::Congress, 17, 17),
    ] {
        assert_eq!(of(kind.clone()).count(), count, "{kind}");
        assert_eq!(of(kind.clone()).filter(|a| a.officeholder.is_some()).count(), held, "{kind}");
    }
    assert_eq!(came.notices.count(NoticeCode::CrossingLines), 0, "{:?}", came.lines);
    let tracts = store.demand(DemandLevel::Tract).await.unwrap();
    let sum = |group| {
        tracts.iter().filter_map(|p| p.figures.get(group)).map(|f| u64::from(f.count)).sum::<u64>()
    };
    assert_eq!(tracts.len(), 3_265);
    assert_eq!(sum(Group::Everyone), 12_812_508);
    assert_eq!(sum(Group::InPoverty), 1_488_670);
    assert_eq!(sum(Group::Below185), 3_095_502);
    assert_eq!(sum(Group::SnapHouseholds), 605_910);
    // Each tract lies in the county that its code names, and in one district of each kind.
    let points: Vec<Position> = tracts.iter().map(|t| t.position).collect();
    for kind in [AreaKind::County, AreaKind::Senate, AreaKind::Congress] {
        let found = stillopen::atlas::memberships(&areas, &kind, points.iter().copied());
        let lost: Vec<_> = tracts
            .iter()
            .zip(&found)
            .filter(|(_, m)| m.area().is_none())
            .map(|(t, _)| &t.geoid)
            .collect();
        assert!(lost.len() <= 12, "{kind}: {} {lost:?}", lost.len());
        if kind == AreaKind::County {
            for (tract, membership) in tracts.iter().zip(&found) {
                if let Some(area) = membership.area() {
                    assert_eq!(tract.geoid[..5], areas[area].geoid, "{membership:?}");
                }
            }
        }
    }
}
