//! A small service in the test's own process: a new database, two offices, a clock that stands still.

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use stillopen::app::{App, Parts};
use stillopen::atlas::{CountyShapes, Gazetteer};
use stillopen::domain::feed::{Feed, FeedFormat, FeedSubject};
use stillopen::domain::geo::Position;
use stillopen::domain::id::{FeedId, OfficeId};
use stillopen::domain::kind::OfficeKind;
use stillopen::domain::office::{
    Listing, Location, Office, OfficeFacts, OfficeStatus, PointMethod,
};
use stillopen::domain::receipt::ReceiptCode;
use stillopen::domain::report::Report;
use stillopen::domain::time::Clock;
use stillopen::draw::BaseMap;
use stillopen::geocode::Geocoder;
use stillopen::outbound::{Client, Settings};
use stillopen::shipped;
use stillopen::store::{Sealer, Store};
use stillopen::web::{Limits, dressed};
use tower::ServiceExt;

/// The open office.
pub const OPEN: &str = "/report/murphysboro-office";
/// The form with nothing wrong in it, without its token.
pub const WHOLE: &[(&str, &str)] =
    &[("problem", "long_wait"), ("happened_on", "2026-06-24"), ("text", "Four hours, no chairs.")];

static GAZETTEER: LazyLock<Arc<Gazetteer>> = LazyLock::new(|| {
    let text = |name| shipped::text(name);
    Arc::new(
        Gazetteer::parse(text("data/zips.csv"), text("data/places.csv"), text("data/counties.csv"))
            .unwrap(),
    )
});

/// The service with the folder of its database.
pub struct TestApp {
    pub app: App,
    router: Router,
    folder: tempfile::TempDir,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// The value of a hidden field.
    pub fn hidden(&self, name: &str) -> String {
        let start = format!("name=\"{name}\" value=\"");
        let at = self.body.find(&start).expect("the field is there") + start.len();
        self.body[at..].split('"').next().unwrap().to_owned()
    }

    /// The cookie that was set, as the browser sends it back.
    pub fn cookie(&self) -> String {
        let set = self.headers[header::SET_COOKIE].to_str().unwrap();
        set.split(';').next().unwrap().to_owned()
    }

    /// The receipt code on the page.
    pub fn code(&self) -> ReceiptCode {
        let at = self.body.find("class=\"receipt\"").expect("a receipt");
        let shown = self.body[at..].split("</span>").next().unwrap().replace("<wbr>", "");
        ReceiptCode::parse(shown.rsplit('>').next().unwrap()).unwrap()
    }
}

impl TestApp {
    pub async fn new() -> Self {
        Self::behind(0).await
    }

    /// The service behind a number of trusted proxies.
    pub async fn behind(proxies: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite:{}/test.gpkg", folder.path().display())).await;
        let store = store.unwrap();
        let clock = Clock::fixed("2026-07-01T15:00:00Z".parse().unwrap());
        fill(&store, &clock).await;
        let app = App::new(Parts {
            store,
            clock: clock.clone(),
            sealer: Sealer::new([7; 32]),
            geocoder: Geocoder::new(None).unwrap(),
            site: "https://stillopen.test".parse().unwrap(),
            outbound: Client::new(Settings::default()),
            program: env!("CARGO_BIN_EXE_stillopen").into(),
            gazetteer: GAZETTEER.clone(),
            base: BaseMap::parse(shipped::text("data/base.geojson")).unwrap(),
            counties: CountyShapes::default(),
        })
        .await
        .unwrap();
        let router = dressed(&app, Duration::from_secs(20), Limits::new(clock, proxies));
        Self { app, router, folder }
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        let body = String::from_utf8(body.to_vec()).unwrap();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_bytes(path, encoded(fields)).await
    }

    pub async fn post_bytes(&self, path: &str, body: impl Into<Body>) -> Answer {
        self.send(form(path).body(body.into()).unwrap()).await
    }

    /// Fills in the form and sends it as a browser does.
    pub async fn report(&self, fields: &[(&str, &str)]) -> Answer {
        let token = self.get(OPEN).await.hidden("token");
        self.post(OPEN, &[&[("token", token.as_str())], fields].concat()).await
    }

    /// The page behind the redirect of a report that was taken.
    pub async fn follow(&self, sent: &Answer) -> Answer {
        let request = Request::get(sent.headers[header::LOCATION].to_str().unwrap());
        self.send(request.header(header::COOKIE, sent.cookie()).body(Body::empty()).unwrap()).await
    }

    /// Sends a report that is taken, and gives its receipt code.
    pub async fn receipt(&self, fields: &[(&str, &str)]) -> ReceiptCode {
        let sent = self.report(fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        self.follow(&sent).await.code()
    }

    /// The report as it is stored.
    pub async fn stored(&self, code: &ReceiptCode) -> Report {
        let found = self.app.store().report_by_receipt(&code.hash(), self.app.sealer()).await;
        found.unwrap().expect("the report is stored")
    }

    /// How many reports there are.
    pub async fn reports(&self) -> i64 {
        let Store::Sqlite(pool) = self.app.store() else { unreachable!("the tests run on SQLite") };
        sqlx::query_scalar("select count(*) from reports").fetch_one(pool).await.unwrap()
    }

    /// Whether some bytes stand in any file of the database.
    pub fn holds(&self, needle: &str) -> bool {
        let files = std::fs::read_dir(self.folder.path()).unwrap();
        let files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
        assert!(!files.is_empty());
        files.iter().any(|file| {
            let bytes = std::fs::read(file).unwrap();
            bytes.windows(needle.len()).any(|window| window == needle.as_bytes())
        })
    }
}

/// The head of a posted form.
pub fn form(path: &str) -> axum::http::request::Builder {
    Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
}

/// Fields as a browser sends them.
pub fn encoded(fields: &[(&str, &str)]) -> String {
    let escape = |text: &str| text.bytes().map(|b| format!("%{b:02X}")).collect::<String>();
    let pairs = fields.iter().map(|(name, value)| format!("{name}={}", escape(value)));
    pairs.collect::<Vec<_>>().join("&")
}

async fn fill(store: &Store, clock: &Clock) {
    let now = clock.now();
    let feed = Feed {
        id: FeedId::new(now),
        name: "test".into(),
        subject: FeedSubject::Offices,
        format: FeedFormat::Csv,
        origin: "test".into(),
    };
    let offices = [
        office(now, "murphysboro-office", "Murphysboro office", "Murphysboro", OfficeStatus::Open),
        office(now, "cairo-office", "Cairo office", "Cairo", OfficeStatus::Closed),
    ];
    let mut tx = store.begin().await.unwrap();
    let feed_id = tx.upsert_feed(&feed).await.unwrap();
    tx.insert_offices(feed_id, &offices).await.unwrap();
    tx.raise_revision().await.unwrap();
    tx.commit().await.unwrap();
}

fn office(
    now: jiff::Timestamp,
    slug: &str,
    name: &str,
    city: &str,
    status: OfficeStatus,
) -> Office {
    let place = GAZETTEER.places_named(city)[0];
    Office {
        id: OfficeId::new(now),
        slug: slug.parse().unwrap(),
        feed: "test".into(),
        source_id: slug.into(),
        site: None,
        valid_from: jiff::civil::date(2026, 6, 24),
        facts: OfficeFacts {
            name: name.into(),
            agency: "Test agency".into(),
            kind: OfficeKind::Fcrc,
            status,
            location: Location {
                address: "1 Main St".into(),
                city: city.into(),
                state: "IL".into(),
                zip: String::new(),
                county: place.county.clone(),
                point: Some((
                    Position::new(place.at.lat(), place.at.lon()).unwrap(),
                    PointMethod::Rooftop,
                )),
            },
            phone: None,
            tty: None,
            fax: None,
            website: None,
            hours: None,
            hours_text: None,
            languages: Vec::new(),
            services: Vec::new(),
            wheelchair: None,
            opened_on: None,
            closed_on: None,
            listing: Listing::default(),
            notes: None,
        },
    }
}
