//! A program asks.

use axum::body::Body;
use axum::http::Method;
use serde_json::Value;
use stillopen::domain::feed::{FeedFormat, FeedSubject};
use stillopen::import::Mapping;
use stillopen::import::apply::{Reading, import_offices};

use super::app::TestApp;

/// Distances on the WGS 84 ellipsoid, by another program's geodesic inverse.
const CHICAGO: (&str, [(&str, f64); 3]) = (
    "lat=41.88&lon=-87.63",
    [
        ("idhs-fcrc-cook-south-loop", 1_281.0),
        ("idhs-fcrc-cook-lower-north", 5_281.0),
        ("idhs-fcrc-cook-humboldt-park", 6_457.0),
    ],
);
const CARBONDALE: (&str, [(&str, f64); 3]) = (
    "lat=37.7200&lon=-89.2158",
    [
        ("idhs-fcrc-jackson", 11_040.0),
        ("idhs-fcrc-williamson", 24_630.0),
        ("idhs-fcrc-union", 28_106.0),
    ],
);

#[tokio::test]
async fn three_open_aid_offices_come_nearest_first_with_true_distances() {
    let app = TestApp::new().await;
    for (at, expected) in [CHICAGO, CARBONDALE] {
        let answer =
            app.get(&format!("/api/offices/nearest?{at}&kind=fcrc&limit=3")).await.expect(200);
        assert_eq!(answer.header("content-type"), "application/geo+json");
        let json = answer.json();
        assert_eq!(json["type"], "FeatureCollection");
        assert!(json.get("crs").is_none());
        let features = json["features"].as_array().unwrap();
        assert_eq!(features.len(), 3);
        for (feature, (slug, metres)) in features.iter().zip(expected) {
            let of = &feature["properties"];
            assert_eq!(of["slug"], slug);
            assert_eq!((&of["kind"], &of["status"]), (&Value::from("fcrc"), &Value::from("open")));
            let told = of["distance_m"].as_f64().unwrap();
            assert!((told - metres).abs() <= metres * 0.005, "{slug}: {told}, not {metres}");
            assert_eq!(feature["geometry"]["type"], "Point");
        }
    }
}

#[tokio::test]
async fn nearest_can_be_narrowed_by_service_language_access_and_status() {
    let app = TestApp::new().await;
    let at = "/api/offices/nearest?lat=41.88&lon=-87.63&limit=100";
    let some = |answer: Value| answer["features"].as_array().unwrap().clone();
    let with_snap = some(app.get(&format!("{at}&service=snap")).await.expect(200).json());
    assert!(!with_snap.is_empty());
    for feature in &with_snap {
        let services = feature["properties"]["services"].as_array().unwrap();
        assert!(services.contains(&Value::from("snap")), "{feature}");
    }
    assert_eq!(some(app.get(&format!("{at}&service=no-such-help")).await.json()).len(), 0);
    let all = app.get("/api/offices").await.json();
    let spoken: Vec<&str> = all["features"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|f| f["properties"]["languages"][0].as_str())
        .collect();
    for language in spoken {
        let path = format!("{at}&language={}", super::app::encoded(language));
        for feature in some(app.get(&path).await.expect(200).json()) {
            let known = feature["properties"]["languages"].as_array().unwrap().clone();
            assert!(known.contains(&Value::from(language)), "{feature}");
        }
    }
    for feature in some(app.get(&format!("{at}&wheelchair=true")).await.expect(200).json()) {
        assert_eq!(feature["properties"]["wheelchair"], "yes", "{feature}");
    }
    let open = some(app.get(&format!("{at}&kind=health")).await.expect(200).json());
    let every = some(app.get(&format!("{at}&kind=health&open=false")).await.expect(200).json());
    let is_open = |f: &&Value| {
        ["open", "by_appointment"].contains(&f["properties"]["status"].as_str().unwrap())
    };
    assert!(open.iter().all(|f| is_open(&f)));
    assert!(every.len() > open.len());
    assert_eq!(every.iter().filter(is_open).count(), open.len());
}

#[tokio::test]
async fn the_list_of_offices_has_filters_and_pages() {
    let app = TestApp::new().await;
    let all = app.get("/api/offices").await.expect(200).json();
    assert_eq!(all["total"], 481);
    assert_eq!(all["features"].as_array().unwrap().len(), 481);
    let mut seen = Vec::new();
    for offset in (0..481).step_by(100) {
        let page = app.get(&format!("/api/offices?limit=100&offset={offset}")).await.expect(200);
        assert_eq!(page.json()["total"], 481);
        seen.extend(page.slugs());
    }
    let whole = app.get("/api/offices").await.slugs();
    assert_eq!(seen, whole);
    assert!(app.get("/api/offices?offset=481").await.expect(200).slugs().is_empty());
    let closed = app.get("/api/offices?kind=fcrc&status=closed&county=clay").await.expect(200);
    assert_eq!(closed.slugs(), ["idhs-fcrc-former-clay"]);
    let one = app.get("/api/offices/idhs-fcrc-former-clay").await.expect(200).json();
    assert_eq!(one["properties"]["closed_on"], "2017-09-29");
    // An office without a point is listed, never put at a made-up place.
    assert_eq!(one["geometry"], Value::Null);
}

/// The shipped list with one street changed.
fn changed_offices() -> (Reading, String) {
    let reading = Reading {
        feed: "illinois-offices".to_owned(),
        subject: FeedSubject::Offices,
        format: FeedFormat::Csv,
        origin: "offices.csv".to_owned(),
    };
    let text = stillopen::shipped::text("data/offices.csv");
    assert!(text.contains("342 North St"));
    (reading, text.replace("342 North St", "344 North St"))
}

async fn import(app: &TestApp) {
    let (reading, text) = changed_offices();
    let store = app.app.store();
    let input = std::io::Cursor::new(text.into_bytes());
    let outcome =
        import_offices(store, &app.clock, &reading, Mapping::default(), input).await.unwrap();
    assert_eq!(outcome.run.changed, 1);
}

#[tokio::test]
async fn an_answer_stays_the_same_until_an_import_and_says_so() {
    let app = TestApp::new().await;
    let path = "/api/offices/idhs-fcrc-jackson";
    let first = app.get(path).await.expect(200);
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with("W/\"") && first.header("cache-control").contains("no-cache"));
    let same = app.get_with(path, &[("if-none-match", &tag)]).await.expect(304);
    assert!(same.bytes.is_empty());
    assert_eq!(same.header("etag"), tag);
    for page in ["/", "/offices/idhs-fcrc-jackson"] {
        let tag = app.get(page).await.expect(200).header("etag").to_owned();
        app.get_with(page, &[("if-none-match", &tag)]).await.expect(304);
        // Another language is another page.
        app.get_with(page, &[("if-none-match", &tag), ("accept-language", "es")]).await.expect(200);
        // "Open until 4" must not be an hour old.
        app.clock.advance(3_600);
        app.get_with(page, &[("if-none-match", &tag)]).await.expect(200);
    }

    app.clock.advance(86_400);
    import(&app).await;
    assert!(app.app.refresh().await.unwrap());
    let after = app.get_with(path, &[("if-none-match", &tag)]).await.expect(200);
    assert_ne!(after.header("etag"), tag);
    assert_eq!(after.json()["properties"]["address"], "344 North St");
    assert!(!app.app.refresh().await.unwrap());

    // As it was the day before, and the day the service began.
    let then = app.get("/api/offices?as_of=2026-11-22&county=Jackson&kind=fcrc").await.expect(200);
    assert_eq!(then.json()["features"][0]["properties"]["address"], "342 North St");
    let now = app.get("/api/offices?as_of=2026-11-30&county=Jackson&kind=fcrc").await.expect(200);
    assert_eq!(now.json()["features"][0]["properties"]["address"], "344 North St");
    let long_ago = app.get("/api/offices?as_of=1900-01-01").await.expect(200);
    assert_eq!(long_ago.json()["total"], 0);
}

#[tokio::test]
async fn clusters_on_the_map_lose_no_office() {
    let app = TestApp::new().await;
    let all = app.get("/api/offices/nearest?lat=40&lon=-89&limit=100").await.expect(200);
    assert_eq!(all.slugs().len(), 100);
    let mut counts = Vec::new();
    for zoom in [0, 4, 5, 6, 7, 8, 9, 10, 12, 14, 18, 22] {
        let answer =
            app.get(&format!("/api/map?bbox=-180,-90,180,90&zoom={zoom}")).await.expect(200);
        let json = answer.json();
        let features = json["features"].as_array().unwrap();
        let many = |f: &Value| f["properties"]["count"].as_u64().unwrap_or(1);
        counts.push(features.iter().map(many).sum::<u64>());
        for feature in features.iter().filter(|f| f["properties"]["cluster"] == true) {
            assert!(many(feature) > 1);
            let at = feature["geometry"]["coordinates"].as_array().unwrap();
            let edge: Vec<f64> = feature["properties"]["bbox"]
                .as_array()
                .unwrap()
                .iter()
                .map(|n| n.as_f64().unwrap())
                .collect();
            let (x, y) = (at[0].as_f64().unwrap(), at[1].as_f64().unwrap());
            assert!(edge[0] <= x && x <= edge[2] && edge[1] <= y && y <= edge[3], "{feature}");
        }
    }
    assert!(counts[0] > 300, "{counts:?}");
    assert!(counts.iter().all(|n| *n == counts[0]), "{counts:?}");
    let close =
        app.get("/api/map?bbox=-89.4,37.7,-89.2,37.8&zoom=14&kind=fcrc&lang=es").await.expect(200);
    let json = close.json();
    assert_eq!(json["features"][0]["properties"]["slug"], "idhs-fcrc-jackson");
    assert_eq!(json["features"][0]["properties"]["url"], "/offices/idhs-fcrc-jackson");
    assert_eq!(json["features"][0]["properties"]["status_word"], "Abierta");
}

#[tokio::test]
async fn search_knows_zip_codes_places_counties_and_offices() {
    let app = TestApp::new().await;
    for (q, what, name) in [
        ("62901", "zip", "Carbondale"),
        ("Cairo", "city", "Cairo"),
        ("Pope+County", "county", "Pope"),
        ("Carbndale", "city", "Carbondale"),
    ] {
        let json = app.get(&format!("/api/search?q={q}")).await.expect(200).json();
        let first = &json["features"][0]["properties"];
        assert_eq!(
            (&first["what"], &first["name"]),
            (&Value::from(what), &Value::from(name)),
            "{json}"
        );
        assert!(json["features"].as_array().unwrap().len() <= 10);
    }
    let json = app.get("/api/search?q=humboldt+park").await.expect(200).json();
    let found = json["features"].as_array().unwrap();
    assert!(
        found.iter().any(|f| f["properties"]["slug"] == "idhs-fcrc-cook-humboldt-park"),
        "{json}"
    );
}

#[tokio::test]
async fn the_ledger_has_filters() {
    let app = TestApp::new().await;
    let all = app.get("/api/closures").await.expect(200);
    assert_eq!(all.header("content-type"), "application/json");
    let all = all.json();
    assert_eq!(all["total"].as_u64().unwrap(), all["closures"].as_array().unwrap().len() as u64);
    let mut sum = 0;
    for kind in stillopen::domain::closure::ClosureKind::ALL {
        let json = app.get(&format!("/api/closures?kind={kind}")).await.expect(200).json();
        for case in json["closures"].as_array().unwrap() {
            assert_eq!(case["kind"], kind.as_str());
        }
        sum += json["total"].as_u64().unwrap();
    }
    assert_eq!(sum, all["total"].as_u64().unwrap());
    let pope =
        app.get("/api/closures?county=pope&state=in_force&year=2015").await.expect(200).json();
    assert_eq!(pope["closures"][0]["slug"], "pope-county-office-2015");
    let none = app.get("/api/closures?agency=Nobody").await.expect(200).json();
    assert_eq!(none["total"], 0);
}

#[tokio::test]
async fn the_ledger_comes_in_pages_that_make_the_whole() {
    let app = TestApp::new().await;
    let all = app.get("/api/closures").await.expect(200).json();
    let all = all["closures"].as_array().unwrap();
    let mut pages = Vec::new();
    for page in 1..=4 {
        let path = format!("/api/closures?limit=30&page={page}");
        let answer = app.get(&path).await.expect(200).json();
        assert_eq!(answer["total"], all.len());
        let cases = answer["closures"].as_array().unwrap();
        assert_eq!(cases.len(), all.len().saturating_sub((page - 1) * 30).min(30), "{path}");
        pages.extend(cases.iter().cloned());
    }
    assert_eq!(pages, *all);
    // The total counts what fits the filters, on whatever page.
    let cook = app.get("/api/closures?county=Cook").await.expect(200).json();
    let one = app.get("/api/closures?county=COOK&limit=1&page=2").await.expect(200).json();
    assert_eq!(one["total"], cook["total"]);
    assert_eq!(one["closures"][0], cook["closures"][1]);
}

#[tokio::test]
async fn answers_are_compressed_for_those_who_can_read_that() {
    let app = TestApp::new().await;
    let plain = app.get("/api/offices").await.expect(200);
    for (accept, mark) in [("br", "br"), ("gzip", "gzip"), ("gzip, br", "br")] {
        for path in ["/api/offices", "/", "/offices"] {
            let packed = app.get_with(path, &[("accept-encoding", accept)]).await.expect(200);
            assert_eq!(packed.header("content-encoding"), mark, "{path}");
            let vary: Vec<_> = packed.headers.get_all("vary").iter().collect();
            assert!(vary.iter().any(|v| v.to_str().unwrap().contains("accept-encoding")));
        }
        let packed = app.get_with("/api/offices", &[("accept-encoding", accept)]).await;
        assert!(packed.bytes.len() * 4 < plain.bytes.len(), "{accept}: {}", packed.bytes.len());
    }
    assert_eq!(plain.header("content-encoding"), "");
}

#[tokio::test]
async fn any_site_may_read_the_facts_and_none_may_write() {
    let app = TestApp::new().await;
    for path in ["/api/offices", "/api/closures", "/api/search?q=Cairo", "/openapi.json"] {
        let answer = app.get_with(path, &[("origin", "https://example.org")]).await.expect(200);
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
        assert_eq!(answer.header("access-control-allow-credentials"), "");
    }
    let page = app.get_with("/", &[("origin", "https://example.org")]).await.expect(200);
    assert_eq!(page.header("access-control-allow-origin"), "");
    let asks = [("origin", "https://example.org"), ("access-control-request-method", "POST")];
    let may = app.ask(Method::OPTIONS, "/api/offices", &asks, Body::empty()).await;
    assert_eq!(may.header("access-control-allow-methods"), "GET");
}

#[tokio::test]
async fn a_head_is_the_answer_without_its_body() {
    let app = TestApp::new().await;
    for path in ["/", "/offices", "/api/offices", "/openapi.json", "/healthz", "/readyz"] {
        let whole = app.get(path).await.expect(200);
        let head = app.ask(Method::HEAD, path, &[], Body::empty()).await.expect(200);
        assert!(head.bytes.is_empty(), "{path}");
        assert_eq!(head.header("content-type"), whole.header("content-type"), "{path}");
        assert_eq!(head.header("etag"), whole.header("etag"), "{path}");
    }
}
