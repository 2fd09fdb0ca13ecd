//! The service without a socket: all routes in all their layers, over a database of the shipped data.

use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock, OnceLock};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::Value;
use stillopen::app::{App, Parts};
use stillopen::atlas::{CountyShapes, Gazetteer};
use stillopen::domain::account::{LinkPurpose, NewAccount, Role, Session};
use stillopen::domain::email::Email;
use stillopen::domain::id::AccountId;
use stillopen::domain::site::Site;
use stillopen::domain::time::Clock;
use stillopen::domain::token::{LinkToken, SessionToken};
use stillopen::draw::BaseMap;
use stillopen::geocode::Geocoder;
use stillopen::import::starter;
use stillopen::jobs::{self, Tools};
use stillopen::mail::Mailer;
use stillopen::outbound::{Client, Names, Settings};
use stillopen::shipped;
use stillopen::store::{Sealer, Store};
use stillopen::web::{self, Limits};
use tempfile::TempDir;
use tower::ServiceExt;

use super::pg;

/// The moment of all stories: Monday, 23 November 2026, ten in the morning in Chicago.
pub const NOW: &str = "2026-11-23T16:00:00Z";

/// A database file with the shipped data, made once for all tests of a file.
static SEED: OnceLock<Vec<u8>> = OnceLock::new();

static GAZETTEER: LazyLock<Arc<Gazetteer>> = LazyLock::new(|| {
    let text = |name| shipped::text(name);
    let (zips, places) = (text("data/zips.csv"), text("data/places.csv"));
    Arc::new(Gazetteer::parse(zips, places, text("data/counties.csv")).unwrap())
});

static BASE: LazyLock<BaseMap> =
    LazyLock::new(|| BaseMap::parse(shipped::text("data/base.geojson")).unwrap());

/// The fixed moment as a clock.
pub fn clock() -> Clock {
    Clock::fixed(NOW.parse().unwrap())
}

/// The service, asked without a socket.
pub struct TestApp {
    pub app: App,
    pub clock: Clock,
    router: Router,
    tools: Tools,
    letters: TempDir,
    folder: Option<TempDir>,
}

/// What asks other machines: those that are allowed, and no name leads anywhere.
fn outbound(allowed: &[&str]) -> Client {
    let exceptions = allowed.iter().map(|at| at.parse().unwrap()).collect();
    let names = Names::Told(Arc::new(|_| Vec::new()));
    Client::new(Settings { exceptions, names, ..Settings::default() })
}

/// Writes a database of the shipped data; the data is loaded once and copied after that.
pub fn seeded_file(path: &Path) {
    let seed = SEED.get_or_init(|| {
        // A runtime of its own: the tests' runtimes come and go.
        std::thread::spawn(|| {
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let folder = tempfile::tempdir().unwrap();
                let path = folder.path().join("seed.gpkg");
                let store = Store::open(&format!("sqlite:{}", path.display())).await.unwrap();
                starter::load_if_empty(&store, &clock()).await.unwrap();
                // The last one to leave writes the log into the file.
                store.close().await;
                std::fs::read(&path).unwrap()
            })
        })
        .join()
        .unwrap()
    });
    std::fs::write(path, seed).unwrap();
}

impl TestApp {
    /// Over an embedded database, without a geocoder.
    pub async fn new() -> Self {
        Self::with_geocoder(Geocoder::Off).await
    }

    /// Over an embedded database, with a geocoder.
    pub async fn with_geocoder(geocoder: Geocoder) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.gpkg");
        seeded_file(&path);
        let store = Store::open(&format!("sqlite:{}", path.display())).await.unwrap();
        Self::over(store, geocoder, Some(folder), &[]).await
    }

    /// Over a PostgreSQL database of its own, with the same data.
    pub async fn on_postgres() -> Self {
        let store = Store::open(&pg::fresh_database().await).await.unwrap();
        starter::load_if_empty(&store, &clock()).await.unwrap();
        Self::over(store, Geocoder::Off, None, &[]).await
    }

    /// Over an embedded database or PostgreSQL; other machines may be asked at these hosts and ports alone.
    pub async fn asking(allowed: &[&str], on_postgres: bool) -> Self {
        if on_postgres {
            let store = Store::open(&pg::fresh_database().await).await.unwrap();
            starter::load_if_empty(&store, &clock()).await.unwrap();
            return Self::over(store, Geocoder::Off, None, allowed).await;
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.gpkg");
        seeded_file(&path);
        let store = Store::open(&format!("sqlite:{}", path.display())).await.unwrap();
        Self::over(store, Geocoder::Off, Some(folder), allowed).await
    }

    async fn over(
        store: Store,
        geocoder: Geocoder,
        folder: Option<TempDir>,
        allowed: &[&str],
    ) -> Self {
        let clock = clock();
        let site: Site = "https://stillopen.test".parse().unwrap();
        let letters = tempfile::tempdir().unwrap();
        let mailer = Mailer::folder(letters.path(), &site).unwrap();
        let app = App::new(Parts {
            store,
            clock: clock.clone(),
            sealer: Sealer::new([7; 32]),
            geocoder,
            site,
            outbound: outbound(allowed),
            program: env!("CARGO_BIN_EXE_stillopen").into(),
            gazetteer: GAZETTEER.clone(),
            base: BASE.clone(),
            counties: CountyShapes::parse(shipped::text("data/base.geojson")).unwrap(),
        })
        .await
        .unwrap();
        // Behind one trusted proxy, so that a story can say who is calling.
        let router = web::dressed(&app, Duration::from_secs(60), Limits::new(clock.clone(), 1));
        let tools = Tools::new(app.clone(), mailer);
        Self { app, clock, router, tools, letters, folder }
    }

    /// The same behind another number of trusted proxies.
    pub fn behind(mut self, proxies: usize) -> Self {
        let limits = Limits::new(self.clock.clone(), proxies);
        self.router = web::dressed(&self.app, Duration::from_secs(60), limits);
        self
    }

    /// Whether some bytes stand in any file of the embedded database.
    pub fn holds(&self, needle: &str) -> bool {
        let folder = self.folder.as_ref().map_or_else(|| panic!("no folder"), TempDir::path);
        let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        let files: Vec<_> = files.filter(|path| path.is_file()).collect();
        assert!(!files.is_empty());
        files.iter().any(|file| {
            let bytes = std::fs::read(file).unwrap();
            bytes.windows(needle.len()).any(|window| window == needle.as_bytes())
        })
    }

    /// Does the jobs that are due, then lets the read model follow.
    pub async fn run_jobs(&self) -> usize {
        let count = jobs::run_due(&self.tools).await.unwrap();
        self.app.refresh().await.unwrap();
        count
    }

    /// The letters that were sent so far, each as its message.
    pub fn letters(&self) -> Vec<String> {
        let mut files: Vec<_> =
            std::fs::read_dir(self.letters.path()).unwrap().map(|f| f.unwrap().path()).collect();
        files.sort();
        files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect()
    }

    /// Takes the folder of letters away and puts it back: sending fails in between, and no letter is lost.
    pub fn mail_is_down(&self, down: bool) {
        let (folder, aside) = (self.letters.path(), self.letters.path().with_extension("aside"));
        if down {
            std::fs::rename(folder, &aside).unwrap();
            std::fs::write(folder, "").unwrap();
        } else {
            std::fs::remove_file(folder).unwrap();
            std::fs::rename(&aside, folder).unwrap();
        }
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, bytes }
    }

    /// Reads a page or an answer.
    pub async fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[]).await
    }

    /// Reads with headers.
    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.ask(Method::GET, path, headers, Body::empty()).await
    }

    /// Posts a form, as a caller nobody else is.
    pub async fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_form_with(path, &[], fields).await
    }

    /// Posts a form with more headers.
    pub async fn post_form_with(
        &self,
        path: &str,
        more: &[(&str, &str)],
        fields: &[(&str, &str)],
    ) -> Answer {
        static CALLERS: AtomicU32 = AtomicU32::new(0x0a00_0000);
        let caller = Ipv4Addr::from(CALLERS.fetch_add(1, Ordering::Relaxed)).to_string();
        let headers = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("sec-fetch-site", "same-origin"),
            ("x-forwarded-for", caller.as_str()),
        ];
        let headers = [&headers[..], more].concat();
        let body = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect::<Vec<_>>()
            .join("&");
        self.ask(Method::POST, path, &headers, Body::from(body)).await
    }

    /// Makes an account of a role, signs it in and gives the value of its cookie header.
    pub async fn sign_in(&self, role: Role) -> String {
        static MADE: AtomicU32 = AtomicU32::new(1);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let now = self.clock.now();
        let account = NewAccount {
            id: AccountId::new(now),
            email: Email::parse(&format!("{role}-{number}@stillopen.test")).unwrap(),
            name: format!("{role} {number}"),
            role,
            made_at: now,
        };
        let (link, token) =
            (LinkToken::generate(&mut rand::rng()), SessionToken::generate(&mut rand::rng()));
        let mut tx = self.app.store().begin().await.unwrap();
        assert!(tx.insert_account(&account, self.app.sealer()).await.unwrap());
        // Through a link, as everyone comes in: an admin who never came in does not count as one.
        tx.insert_sign_in_link(&link, account.id, LinkPurpose::Invite, now).await.unwrap();
        assert_eq!(tx.use_sign_in_link(&link, now).await.unwrap(), Some(account.id));
        tx.insert_session(&token, &Session::begin(account.id, now)).await.unwrap();
        tx.commit().await.unwrap();
        format!("session={}", token.reveal())
    }

    /// Reads a page as a signed-in person.
    pub async fn get_as(&self, cookie: &str, path: &str) -> Answer {
        self.get_with(path, &[("cookie", cookie)]).await
    }

    /// Posts a form as a signed-in person.
    pub async fn post_form_as(&self, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_form_with(path, &[("cookie", cookie)], fields).await
    }

    /// Sends a request of any method.
    pub async fn ask(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Body,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        request = request.header(header::HOST, "stillopen.test");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(body).unwrap()).await
    }
}

/// Text as it stands in a query or form.
pub fn encoded(text: &str) -> String {
    use std::fmt::Write;
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").unwrap();
        }
    }
    out
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|e| panic!("{e}: {}", self.text()))
    }

    /// A header, empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }

    /// The answer when its status is the one that was expected.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", String::from_utf8_lossy(&self.bytes));
        self
    }

    /// The page's own part as a reader hears it: words without marks or drawings.
    pub fn words(&self) -> String {
        let text = self.text();
        let main = text.split_once("<main").map_or("", |(_, rest)| rest);
        let main = main.split_once("</main>").map_or(main, |(inside, _)| inside);
        words(&without_drawings(&format!("<main{main}")))
    }

    /// The cards of the first list, each as words, with the office's slug.
    pub fn cards(&self) -> Vec<(String, String)> {
        let text = without_drawings(&self.text());
        text.split("<li class=\"card\" data-slug=\"")
            .skip(1)
            .map(|card| {
                let (slug, rest) = card.split_once('"').unwrap();
                let rest = rest.split_once("</ol>").map_or(rest, |(inside, _)| inside);
                (slug.to_owned(), words(&format!("<li{rest}")))
            })
            .collect()
    }

    /// The boxes of news above a list, as words.
    pub fn news(&self) -> Vec<String> {
        let text = self.text();
        text.split("<div class=\"news")
            .skip(1)
            .map(|box_| words(&format!("<div {}", box_.split_once("</div>").unwrap().0)))
            .collect()
    }

    /// The slugs of GeoJSON features, in order.
    pub fn slugs(&self) -> Vec<String> {
        let slug = |f: &Value| f["properties"]["slug"].as_str().unwrap_or("").to_owned();
        self.json()["features"].as_array().unwrap().iter().map(slug).collect()
    }
}

fn without_drawings(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<svg") {
        out.push_str(before);
        rest = after.split_once("</svg>").map_or("", |(_, after)| after);
    }
    out + rest
}

fn words(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                out.push(' ');
            }
            c if !inside => out.push(c),
            _ => {}
        }
    }
    let out = out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    let out = out.replace("&amp;", "&");
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}
