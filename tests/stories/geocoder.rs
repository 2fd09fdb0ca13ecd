//! A street address is looked up where the operator has set that up, and found roughly where that fails.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use serde_json::json;
use stillopen::geocode::Geocoder;
use tokio::net::TcpListener;

use super::app::{TestApp, encoded};

/// An address whose office differs from that of its town: it lies in Cairo, the text says Carbondale.
const ADDRESS: &str = "512 Ninth St, Carbondale, IL 62901";

/// What the stub answers.
#[derive(Debug, Clone, Copy)]
enum Says {
    Found,
    Nothing,
    Fault,
    Garbage,
    OtherJson,
    NoPosition,
    Flood,
    Elsewhere,
    Silence,
}

/// A geocoder of our own, in the form of the Census Bureau's; counts how often it is asked.
async fn stub(says: Says) -> (reqwest::Url, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    let answer = move |uri: axum::http::Uri| async move {
        count.fetch_add(1, Ordering::Relaxed);
        let query = uri.query().unwrap_or("");
        assert!(query.contains("benchmark=Public_AR_Current") && query.contains("format=json"));
        assert!(query.contains("address=512"), "{query}");
        let matched = |x: f64, y: f64| {
            json!({ "result": { "input": {}, "addressMatches": [
                { "matchedAddress": "512 9TH ST, CAIRO, IL, 62914", "coordinates": { "x": x, "y": y } }
            ] } })
        };
        let json = [(header::CONTENT_TYPE, "application/json")];
        match says {
            Says::Found => axum::Json(matched(-89.178, 37.005)).into_response(),
            Says::NoPosition => axum::Json(matched(-489.0, 137.0)).into_response(),
            Says::Nothing => axum::Json(json!({ "result": { "input": {}, "addressMatches": [] } }))
                .into_response(),
            Says::Fault => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
            Says::Garbage => (json, "<html>maintenance</html>").into_response(),
            Says::OtherJson => axum::Json(json!({ "errors": ["no"] })).into_response(),
            Says::Flood => (json, vec![b' '; 10 << 20]).into_response(),
            Says::Elsewhere => {
                (StatusCode::FOUND, [(header::LOCATION, "http://127.0.0.1:9/elsewhere")])
                    .into_response()
            }
            Says::Silence => std::future::pending().await,
        }
    };
    let router = Router::new().route("/geocoder/locations/onelineaddress", get(answer));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    (address, asked)
}

async fn with(says: Says) -> (TestApp, Arc<AtomicUsize>) {
    let (address, asked) = stub(says).await;
    // Long enough for an answer on a busy machine, short where only silence comes.
    let time = if matches!(says, Says::Silence) {
        Duration::from_millis(300)
    } else {
        Duration::from_secs(30)
    };
    (TestApp::with_geocoder(Geocoder::within(address, time).unwrap()).await, asked)
}

#[tokio::test]
async fn an_address_that_is_found_is_where_distances_start() {
    let (app, asked) = with(Says::Found).await;
    let path = format!("/?q={}", encoded(ADDRESS));
    let page = app.get(&path).await.expect(200);
    assert_eq!(page.cards()[0].0, "idhs-fcrc-pulaski");
    assert!(page.words().contains("Near 512 9TH ST, CAIRO, IL, 62914."), "{}", page.words());
    assert!(page.cards()[0].1.contains("the office for Alexander County"));
    // The second time the answer is remembered.
    app.get(&format!("{path}&lang=es")).await.expect(200);
    assert_eq!(asked.load(Ordering::Relaxed), 1);
    // A ZIP code or a town is no address.
    app.get("/?q=62901").await.expect(200);
    app.get("/?q=Carbondale").await.expect(200);
    assert_eq!(asked.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn an_address_that_cannot_be_had_falls_back_to_its_zip_code_and_says_so() {
    for says in [
        Says::Nothing,
        Says::Fault,
        Says::Garbage,
        Says::OtherJson,
        Says::NoPosition,
        Says::Flood,
        Says::Elsewhere,
        Says::Silence,
    ] {
        let (app, asked) = with(says).await;
        let page = app.get(&format!("/?q={}", encoded(ADDRESS))).await.expect(200);
        assert_eq!(page.cards()[0].0, "idhs-fcrc-jackson", "{says:?}");
        let told = "We could not look up the street, so distances are from the middle of Carbondale (62901).";
        assert!(page.words().contains(told), "{says:?}: {}", page.words());
        assert_eq!(asked.load(Ordering::Relaxed), 1, "{says:?}");
        let page = app.get(&format!("/?q={}&lang=es", encoded(ADDRESS))).await.expect(200);
        assert!(page.words().contains("Carbondale (62901)"), "{says:?}");
    }
}

#[tokio::test]
async fn a_geocoder_that_is_not_there_is_no_fault_of_the_visitors() {
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", gone.local_addr().unwrap()).parse().unwrap();
    drop(gone);
    let geocoder = Geocoder::within(address, Duration::from_secs(30)).unwrap();
    let app = TestApp::with_geocoder(geocoder).await;
    let page = app.get("/?q=512+Ninth+St,+Carbondale").await.expect(200);
    assert_eq!(page.cards()[0].0, "idhs-fcrc-jackson");
    assert!(page.words().contains("We could not look up the street"), "{}", page.words());
    let page = app.get("/?q=512+Nowhere+St").await.expect(200);
    assert!(page.words().contains("We could not find the address"), "{}", page.words());
}
