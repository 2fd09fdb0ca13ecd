//! Sources are kept: captured within limits, hashed, searched, handed in as files; and what was changed is found.

use std::convert::Infallible;
use std::io::{Cursor, Write};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect};
use axum::routing::get;
use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};
use futures_util::stream;
use stillopen::domain::account::Role;
use stillopen::domain::capture::{Because, Capture, Outcome, Wording};
use stillopen::domain::closure::Closure;
use stillopen::domain::id::EvidenceId;
use stillopen::jobs::capture::{Catcher, Wanted, Wrong, enqueue, enqueue_for, verify};
use stillopen::outbound::Limits;
use stillopen::store::Store;
use tokio::net::TcpListener;
use uuid::Uuid;

use super::app::{Answer, TestApp};
use super::program::{Place, failed, said};

/// A case that ships, with its first source.
async fn a_case(app: &TestApp) -> Closure {
    app.app.store().closure("100-north-western-2004").await.unwrap().unwrap()
}

/// A PDF of one page with such a content stream.
fn pdf(stream: &[u8], filter: &str) -> Vec<u8> {
    let head = format!("<< /Length {} {filter} >>\nstream\n", stream.len());
    let objects: [Vec<u8>; 5] = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R \
          /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_vec(),
        [head.as_bytes(), stream, b"\nendstream"].concat(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_vec(),
    ];
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (n, object) in (1..).zip(objects) {
        places.push(out.len());
        out.extend_from_slice(format!("{n} 0 obj\n").as_bytes());
        out.extend_from_slice(&object);
        out.extend_from_slice(b"\nendobj\n");
    }
    let start = out.len();
    out.extend_from_slice(b"xref\n0 6\n0000000000 65535 f \n");
    for place in places {
        out.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    out.extend_from_slice(
        format!("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").as_bytes(),
    );
    out
}

const TEXT: &[u8] = b"BT /F1 18 Tf 20 100 Td (Public hearing on May 10) Tj ET";

fn zeros(packed_to: &mut dyn Write, megabytes: usize) {
    for _ in 0..megabytes {
        packed_to.write_all(&[0; 1 << 20]).unwrap();
    }
}

fn endless() -> Body {
    let piece = || Ok::<_, Infallible>(Bytes::from_static(&[b'x'; 16 << 10]));
    Body::from_stream(stream::unfold((), move |()| async move { Some((piece(), ())) }))
}

fn dripping() -> Body {
    let pace = tokio::time::interval(Duration::from_millis(10));
    Body::from_stream(stream::unfold(pace, |mut pace| async move {
        pace.tick().await;
        Some((Ok::<_, Infallible>(Bytes::from_static(b"x")), pace))
    }))
}

/// A server of our own with pages of every kind; gives its host and port.
async fn server() -> String {
    let html = |page: &'static [u8]| ([(header::CONTENT_TYPE, "text/html")], page);
    let router = Router::new()
        .route("/page", get(move || async move {
            html(b"<title>T</title><h1>The Cairo office closes</h1><p>The a\xf1o ends, says the agency.<script>x()</script>")
        }))
        .route("/pdf", get(|| async { ([(header::CONTENT_TYPE, "text/html")], pdf(TEXT, "")) }))
        .route("/picture", get(|| async { ([(header::CONTENT_TYPE, "image/gif")], "GIF89a") }))
        .route("/gone", get(|| async { (StatusCode::NOT_FOUND, "no such page") }))
        .route("/busy", get(|| async { StatusCode::SERVICE_UNAVAILABLE }))
        .route("/endless", get(|| async { endless() }))
        .route("/drip", get(|| async { dripping() }))
        .route("/to-private", get(|| async { Redirect::to("http://10.0.0.1/") }))
        .route("/to-file", get(|| async { Redirect::to("file:///etc/passwd") }))
        .route("/to-page", get(|| async { Redirect::to("/page") }))
        .route("/bomb", get(|| async {
            let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
            zeros(&mut packed, 4);
            let head = [(header::CONTENT_ENCODING, "gzip"), (header::CONTENT_TYPE, "text/html")];
            (head, packed.finish().unwrap()).into_response()
        }))
        .route("/packed", get(|| async {
            let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
            packed.write_all(b"<p>unpacked words</p>").unwrap();
            let head = [(header::CONTENT_ENCODING, "gzip"), (header::CONTENT_TYPE, "text/html")];
            (head, packed.finish().unwrap()).into_response()
        }))
        .route("/pdf-bomb", get(|| async {
            let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
            zeros(&mut packed, 400);
            let bomb = pdf(&packed.finish().unwrap(), "/Filter /FlateDecode");
            ([(header::CONTENT_TYPE, "application/pdf")], bomb)
        }));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    at
}

/// Limits that a test can wait for.
const SMALL: Limits = Limits {
    head: Duration::from_secs(20),
    quiet: Duration::from_secs(20),
    whole: Duration::from_millis(1_500),
    most_bytes: 2 << 20,
    redirects: 5,
};

fn wanted(evidence: u128, url: &str) -> Wanted {
    let actor = "system".to_owned();
    Wanted { evidence: EvidenceId(Uuid::from_u128(evidence)), url: url.to_owned(), actor }
}

async fn captured(app: &TestApp, url: &str) -> Capture {
    let catcher = Catcher { limits: SMALL, ..Catcher::of(&app.app) };
    catcher.capture(&wanted(1, url), false).await.unwrap()
}

/// Changes one byte of a piece behind the program's back.
async fn tamper(store: &Store) {
    match store {
        Store::Sqlite(pool) => {
            let change = "update capture_pieces set bytes = cast(substr(bytes, 1, 300) || \
                 case substr(bytes, 301, 1) when x'00' then x'01' else x'00' end || substr(bytes, 302) as blob)";
            sqlx::query(change).execute(pool).await.unwrap();
        }
        Store::Postgres(pool) => {
            let change = "update capture_pieces set bytes = set_byte(bytes, 300, (get_byte(bytes, 300) + 1) % 256)";
            sqlx::query(change).execute(pool).await.unwrap();
        }
    }
}

/// Takes every copy away behind the program's back.
async fn take_away(store: &Store) {
    let deletes = [
        "delete from capture_states",
        "delete from capture_texts",
        "delete from capture_pieces",
        "delete from captures",
    ];
    for delete in deletes {
        match store {
            Store::Sqlite(pool) => {
                sqlx::query(delete).execute(pool).await.unwrap();
            }
            Store::Postgres(pool) => {
                sqlx::query(delete).execute(pool).await.unwrap();
            }
        }
    }
}

fn form_of(fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, value) in fields {
        let part =
            format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        out.extend_from_slice(part.as_bytes());
    }
    if let Some((name, bytes)) = file {
        let part = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        out.extend_from_slice(part.as_bytes());
        out.extend_from_slice(bytes);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(b"--edge--\r\n");
    out
}

async fn hand_in(app: &TestApp, cookie: &str, path: &str, body: Body) -> Answer {
    let headers = [
        ("content-type", "multipart/form-data; boundary=edge"),
        ("sec-fetch-site", "same-origin"),
        ("cookie", cookie),
    ];
    app.ask(Method::POST, path, &headers, body).await
}

#[tokio::test]
async fn a_source_is_added_captured_hashed_found_and_a_changed_byte_noticed() {
    for on_postgres in [false, true] {
        let at = server().await;
        let app = TestApp::asking(&[&at], on_postgres).await;
        let cookie = app.sign_in(Role::Advocate).await;
        let case = a_case(&app).await;
        let path = format!("/desk/closures/{}/sources/new", case.slug);
        app.get_as(&cookie, &path).await.expect(200);
        let url = format!("http://{at}/to-page");
        let step = format!("step:{}", case.steps[0].id);
        let form = form_of(
            &[
                ("title", "The office closes"),
                ("publisher", "The Daily"),
                ("dated", "2026-11"),
                ("url", &url),
                ("claim", &step),
                ("stance", "contradicts"),
            ],
            None,
        );
        let added = hand_in(&app, &cookie, &path, Body::from(form)).await.expect(303);
        let desk = added.header("location").split('?').next().unwrap().to_owned();
        let number = desk.rsplit('/').next().unwrap().to_owned();
        assert!(
            app.get_as(&cookie, &desk).await.expect(200).words().contains("Waiting to be copied")
        );
        // The copy, and the news for followers.
        assert_eq!(app.run_jobs().await, 2);

        let public = format!("/closures/{}/sources/{number}", case.slug);
        let words = app.get(&public).await.expect(200).words();
        assert!(words.contains("It says something else than we do"), "{words}");
        assert!(words.contains("The Daily, “The office closes”, November 2026"), "{words}");
        let source = app.app.store().closure(case.slug.as_str()).await.unwrap().unwrap();
        let source = source.evidence.last().unwrap().id;
        let capture = app.app.store().captures_of(source).await.unwrap().remove(0);
        let kept = capture.kept.clone().unwrap();
        assert!(words.contains(&kept.sha256), "{words}");
        assert_eq!(
            (capture.outcome, capture.status, capture.wording),
            (Outcome::Ok, Some(200), Wording::Read)
        );
        assert_eq!(capture.final_url, format!("http://{at}/page"));

        // The words are found, in any spelling; the page's own language is kept.
        let found = app.get_as(&cookie, "/desk/evidence?q=the+ano+ends").await.expect(200).words();
        assert!(
            found.contains("One copy has") && found.contains("The año ends, says the agency."),
            "{found}"
        );
        let found = app.get_as(&cookie, "/desk/evidence?q=zebra").await.expect(200).words();
        assert!(found.contains("No copy has these words"), "{found}");

        // The copies are for the desk alone.
        let copy = format!("/desk/captures/{}/copy", capture.id);
        let warc = app.get_as(&cookie, &copy).await.expect(200);
        assert_eq!(u64::try_from(warc.bytes.len()).unwrap(), kept.warc_length);
        assert_eq!(warc.header("content-security-policy"), "default-src 'none'; sandbox");
        assert!(warc.header("content-disposition").starts_with("attachment"), "{:?}", warc.headers);
        app.get(&copy).await.expect(303);
        let file = app.get_as(&cookie, &copy.replace("/copy", "/file")).await.expect(200);
        assert!(file.bytes.starts_with(b"<title>T</title>"));
        let text = app.get_as(&cookie, &copy.replace("/copy", "/text")).await.expect(200).text();
        assert!(text.contains("The Cairo office closes") && !text.contains("x()"), "{text}");
        let organizer = app.sign_in(Role::Organizer).await;
        for page in [&copy, &desk, &path, &"/desk/evidence".to_owned()] {
            app.get_as(&organizer, page).await.expect(403);
        }

        let store = app.app.store();
        let findings = verify(store).await.unwrap();
        assert_eq!((findings.copies, findings.faults.len()), (1, 0), "{findings:?}");
        tamper(store).await;
        let findings = verify(store).await.unwrap();
        let wrong: Vec<Wrong> = findings.faults.iter().map(|fault| fault.wrong).collect();
        assert!(wrong.contains(&Wrong::Warc), "{findings:?}");
        assert!(findings.faults.iter().all(|fault| fault.capture == capture.id));
        take_away(store).await;
        let findings = verify(store).await.unwrap();
        let told: Vec<_> = findings
            .faults
            .iter()
            .map(|fault| (fault.capture, fault.evidence, fault.wrong))
            .collect();
        assert_eq!((findings.copies, told), (0, vec![(capture.id, source, Wrong::Gone)]));
        assert!(findings.faults[0].expected.contains(&kept.sha256));
    }
}

#[tokio::test]
async fn addresses_that_must_not_be_asked_are_refused_and_the_refusal_is_written_down() {
    for on_postgres in [false, true] {
        let at = server().await;
        let app = TestApp::asking(&[&at], on_postgres).await;
        for (url, because) in [
            ("http://127.0.0.1:5432", Because::Closed),
            ("http://[::1]", Because::Closed),
            ("http://[::ffff:127.0.0.1]/", Because::Closed),
            ("http://2130706433/", Because::Closed),
            ("http://0x7f.1/", Because::Closed),
            ("http://0177.0.0.1/", Because::Closed),
            ("http://0.0.0.0/", Because::Closed),
            ("http://169.254.169.254/latest/meta-data/", Because::Closed),
            ("file:///etc/passwd", Because::Scheme),
            ("https://ana:secret@example.org/", Because::Credentials),
            ("https://example.org:22/", Because::Port),
            ("nonsense", Because::NotAnAddress),
            (&format!("http://{at}/to-private"), Because::Closed),
            (&format!("http://{at}/to-file"), Because::Scheme),
        ] {
            let capture = captured(&app, url).await;
            assert_eq!(
                (capture.outcome, capture.because),
                (Outcome::Refused, Some(because)),
                "{url}"
            );
            assert_eq!(capture.kept, None);
        }
        let unknown = captured(&app, "https://nobody.example/").await;
        assert_eq!((unknown.outcome, unknown.because), (Outcome::Failed, Some(Because::Unknown)));
        let all = app.app.store().captures_of(EvidenceId(Uuid::from_u128(1))).await.unwrap();
        assert_eq!(all.len(), 15);
        assert_eq!(verify(app.app.store()).await.unwrap().copies, 0);
    }
}

#[tokio::test]
async fn pages_of_every_kind_are_kept_or_cut() {
    for on_postgres in [false, true] {
        let at = server().await;
        let app = TestApp::asking(&[&at], on_postgres).await;
        let capture = async |path: &str| captured(&app, &format!("http://{at}{path}")).await;
        for (path, because) in [
            ("/endless", Because::Large),
            ("/drip", Because::Endless),
            ("/bomb", Because::Bomb),
            ("/busy", Because::Status),
            ("/gone", Because::Status),
        ] {
            let cut = capture(path).await;
            assert_eq!((cut.outcome, cut.because), (because.outcome(), Some(because)), "{path}");
            // What a server says instead of the page is kept too.
            assert_eq!(cut.kept.is_some(), because == Because::Status, "{path}");
        }
        for (path, wording, words) in [
            ("/pdf", Wording::Read, "Public hearing on May 10"),
            ("/packed", Wording::Read, "unpacked words"),
            ("/page", Wording::Read, "The año ends"),
            ("/picture", Wording::OtherKind, ""),
        ] {
            let kept = capture(path).await;
            assert_eq!((kept.outcome, kept.wording), (Outcome::Ok, wording), "{path}");
            let text = app.app.store().capture_text(kept.id).await.unwrap().unwrap_or_default();
            assert!(text.contains(words), "{path}: {text}");
        }
        // The bomb goes off where it hurts nobody; the copy stays.
        let bomb = capture("/pdf-bomb").await;
        assert_eq!(bomb.outcome, Outcome::Ok);
        assert!(matches!(bomb.wording, Wording::Stopped | Wording::Unreadable), "{bomb:?}");
        assert_eq!(verify(app.app.store()).await.unwrap().faults, []);
    }
}

#[tokio::test]
async fn a_server_that_is_down_is_asked_again_later_and_written_down_in_the_end() {
    let at = server().await;
    let app = TestApp::asking(&[&at], false).await;
    let mut case = a_case(&app).await;
    let mut letter = case.evidence[0].clone();
    letter.id = EvidenceId(Uuid::from_u128(2));
    letter.url.clear();
    case.evidence.truncate(1);
    case.evidence[0].url = format!("http://{at}/busy");
    case.evidence.push(letter);
    let store = app.app.store();
    let ask = async || {
        let mut tx = store.begin().await.unwrap();
        enqueue_for(&mut tx, None, &case, "system", app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
    };
    ask().await;
    ask().await;
    for left in [1, 1, 1, 0] {
        assert_eq!(app.run_jobs().await, 1);
        assert_eq!(store.waiting_jobs().await.unwrap(), left);
        app.clock.advance(3_600);
    }
    let captures = store.captures_of(case.evidence[0].id).await.unwrap();
    assert_eq!(captures.len(), 1);
    assert_eq!((captures[0].because, captures[0].status), (Some(Because::Status), Some(503)));
    // What was asked for at its address is not asked for by itself again, and what was there before not at all.
    ask().await;
    let mut other = case.clone();
    other.evidence[0].id = EvidenceId(Uuid::from_u128(3));
    let mut tx = store.begin().await.unwrap();
    let now = app.clock.now();
    enqueue_for(&mut tx, Some(&other), &other, "system", now).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(store.waiting_jobs().await.unwrap(), 0);
}

fn photo(width: u32, height: u32, format: image::ImageFormat) -> Vec<u8> {
    let shade = |n: u32| u8::try_from(n % 256).unwrap();
    let pixels =
        image::RgbImage::from_fn(width, height, |x, y| image::Rgb([shade(x), shade(y), 9]));
    let mut out = Cursor::new(Vec::new());
    pixels.write_to(&mut out, format).unwrap();
    out.into_inner()
}

#[tokio::test]
async fn a_photo_of_a_notice_is_handed_in_and_shown_only_when_somebody_says_so() {
    let app = TestApp::new().await;
    let cookie = app.sign_in(Role::Advocate).await;
    let case = a_case(&app).await;
    let desk = format!("/desk/closures/{}/sources/1", case.slug);
    let upload = format!("{desk}/upload");
    let jpeg = photo(320, 200, image::ImageFormat::Jpeg);
    let form = form_of(&[], Some(("notice.png", &jpeg)));
    hand_in(&app, &cookie, &upload, Body::from(form)).await.expect(303);
    let public = format!("/closures/{}/sources/1", case.slug);
    app.get(&format!("{public}/photo")).await.expect(404);
    assert!(!app.get(&public).await.expect(200).text().contains("<img src=\"/closures"));
    let capture = app.app.store().captures_of(case.evidence[0].id).await.unwrap().remove(0);
    let show = format!("/desk/captures/{}/show", capture.id);
    let fields = [("public", "yes"), ("back", desk.as_str())];
    app.post_form_as(&cookie, &show, &fields).await.expect(303);
    let shown = app.get(&format!("{public}/photo")).await.expect(200);
    assert_eq!(shown.header("content-type"), "image/jpeg");
    assert_eq!(shown.header("x-content-type-options"), "nosniff");
    assert_eq!(shown.header("content-security-policy"), "default-src 'none'; sandbox");
    assert!(shown.header("content-disposition").starts_with("inline; filename="));
    assert_eq!(image::load_from_memory(&shown.bytes).unwrap().width(), 320);
    // Written anew: not the file that came.
    assert_ne!(shown.bytes, jpeg);
    assert!(app.get(&public).await.text().contains("/sources/1/photo"));
    let elsewhere = [("public", "no"), ("back", "//evil.example/")];
    let hidden = app.post_form_as(&cookie, &show, &elsewhere).await.expect(303);
    assert_eq!(hidden.header("location"), "/desk/evidence?said=photo-hidden");
    app.get(&format!("{public}/photo")).await.expect(404);
    let form = form_of(&[], Some(("report", &pdf(TEXT, ""))));
    hand_in(&app, &cookie, &upload, Body::from(form)).await.expect(303);
    let found = app.get_as(&cookie, "/desk/evidence?q=public+hearing").await.expect(200).words();
    assert!(found.contains("Public hearing on May 10"), "{found}");
    assert_eq!(verify(app.app.store()).await.unwrap().faults, []);
}

#[tokio::test]
async fn a_source_whose_file_cannot_be_kept_is_there_once_and_takes_the_file_on_its_page() {
    let app = TestApp::new().await;
    let cookie = app.sign_in(Role::Advocate).await;
    let case = a_case(&app).await;
    let new = format!("/desk/closures/{}/sources/new", case.slug);
    let jpeg = photo(320, 200, image::ImageFormat::Jpeg);
    let fields = [("title", "A paper on the door"), ("publisher", "The agency")];
    let Store::Sqlite(pool) = app.app.store() else { panic!("the embedded database") };
    sqlx::query("alter table capture_pieces rename to away").execute(pool).await.unwrap();
    let form = form_of(&fields, Some(("notice.jpg", &jpeg)));
    let done = hand_in(&app, &cookie, &new, Body::from(form)).await.expect(303);
    sqlx::query("alter table away rename to capture_pieces").execute(pool).await.unwrap();
    let number = case.evidence.len() + 1;
    let page = format!("/desk/closures/{}/sources/{number}", case.slug);
    assert_eq!(done.header("location"), format!("{page}?said=source-without-file"));
    let seen = app.get_as(&cookie, done.header("location")).await.expect(200);
    assert!(seen.words().contains("hand the file in again"), "{}", seen.words());
    let form = form_of(&[], Some(("notice.jpg", &jpeg)));
    hand_in(&app, &cookie, &format!("{page}/upload"), Body::from(form)).await.expect(303);
    let stored = a_case(&app).await;
    assert_eq!(stored.evidence.len(), number, "there is one source, not two");
    let source = stored.evidence.last().unwrap().id;
    let captures = app.app.store().captures_of(source).await.unwrap();
    assert_eq!(captures.iter().filter(|c| c.kept.is_some()).count(), 1);
}

#[tokio::test]
async fn files_that_are_not_taken_are_refused_with_a_reason_and_leave_nothing() {
    let app = TestApp::new().await;
    let cookie = app.sign_in(Role::Moderator).await;
    let case = a_case(&app).await;
    let upload = format!("/desk/closures/{}/sources/1/upload", case.slug);
    let jpeg = photo(320, 200, image::ImageFormat::Jpeg);
    let sixty = {
        // Sixty million pixels by its head; the rest does not matter any more.
        let mut png = photo(8, 8, image::ImageFormat::Png);
        png[16..24].copy_from_slice(&[0, 0, 0x27, 0x10, 0, 0, 0x17, 0x70]);
        let mut crc = flate2::Crc::new();
        crc.update(&png[12..29]);
        png[29..33].copy_from_slice(&crc.sum().to_be_bytes());
        png
    };
    let large = vec![0xff; 17 << 20];
    for (name, bytes, why) in [
        (
            "notice.jpg",
            b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>".as_slice(),
            "not a photo",
        ),
        ("notice.jpg", &jpeg[..jpeg.len() / 2], "cut off or damaged"),
        ("huge.png", &sixty, "too many pixels"),
        ("large.jpg", &large, "larger than 16 megabytes"),
        ("empty.jpg", b"", "Choose a file first"),
    ] {
        let form = form_of(&[], Some((name, bytes)));
        let refused = hand_in(&app, &cookie, &upload, Body::from(form)).await.expect(422).words();
        assert!(refused.contains(why), "{name}: {refused}");
    }
    // An upload that breaks off in the middle.
    let whole = form_of(&[], Some(("notice.jpg", &jpeg)));
    let half = Bytes::copy_from_slice(&whole[..whole.len() / 2]);
    let cut = stream::iter([Ok(half), Err(std::io::Error::other("the line is dead"))]);
    hand_in(&app, &cookie, &upload, Body::from_stream(cut)).await.expect(400);
    let form = form_of(&[("title", ""), ("url", "http://10.0.0.1/")], None);
    let new = format!("/desk/closures/{}/sources/new", case.slug);
    let refused = hand_in(&app, &cookie, &new, Body::from(form)).await.expect(422);
    assert!(refused.words().contains("Write a title"), "{}", refused.words());
    assert!(refused.text().contains("value=\"http://10.0.0.1/\""), "what was typed is kept");
    assert_eq!(app.app.store().captures_of(case.evidence[0].id).await.unwrap(), []);
    assert_eq!(a_case(&app).await.version, case.version);
    // Only this form may be so large.
    let flood = "a".repeat(65 << 10);
    let fields = [("evidence", flood.as_str())];
    app.post_form_as(&cookie, "/desk/evidence/capture", &fields).await.expect(413);
}

#[tokio::test]
async fn every_source_of_every_case_has_its_page() {
    let app = TestApp::new().await;
    let atlas = app.app.atlas();
    let case = &atlas.closures()[0];
    for source in &case.evidence {
        let path = format!("/closures/{}/sources/{}", case.slug, source.number);
        for lang in ["en", "es"] {
            app.get(&format!("{path}?lang={lang}")).await.expect(200);
        }
        assert!(app.get(&format!("/closures/{}", case.slug)).await.text().contains(&path));
    }
    app.get(&format!("/closures/{}/sources/999", case.slug)).await.expect(404);
    app.get(&format!("/closures/{}/sources/x", case.slug)).await.expect(404);
    app.get("/closures/never-was/sources/1").await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_line_captures_and_verifies() {
    let at = server().await;
    let place = Place::seeded();
    let store = Store::open(&format!("sqlite:{}", place.database().display())).await.unwrap();
    let slug = {
        let mut case = store.closure("100-north-western-2004").await.unwrap().unwrap();
        let base = case.version;
        case.evidence.truncate(1);
        case.evidence[0].url = format!("http://{at}/page");
        let change = stillopen::store::CaseChange {
            at: case.changed_at.unwrap(),
            actor: "system",
            why_struck: "",
        };
        let mut tx = store.begin().await.unwrap();
        tx.save_closure(Some(base), &case, change).await.unwrap();
        tx.commit().await.unwrap();
        case.slug
    };
    let arguments =
        ["evidence", "capture", "--closure", slug.as_str(), "--outbound-allow", at.as_str()];
    let output = tokio::task::block_in_place(|| place.run(&arguments));
    assert!(said(&output).0.contains("1 of 1 sources kept"), "{:?}", said(&output));
    let output =
        tokio::task::block_in_place(|| place.run(&["evidence", "verify", "--format", "json"]));
    let answer: serde_json::Value = serde_json::from_str(&said(&output).0).unwrap();
    assert_eq!(
        (answer["copies"].as_u64(), answer["faults"].as_array().unwrap().len()),
        (Some(1), 0)
    );
    assert_eq!(output.status.code(), Some(0));
    tamper(&store).await;
    let output = tokio::task::block_in_place(|| place.run(&["evidence", "verify"]));
    assert!(failed(&output).contains("not what they were"));
    let output = tokio::task::block_in_place(|| {
        place.run(&["evidence", "capture", "--closure", "never-was"])
    });
    assert!(failed(&output).contains("there is no case never-was"));
}

/// A line of `/proc/PID/status`, in kilobytes; 0 when the process is gone.
fn memory_kb(process: u32, line: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let found = status.lines().find_map(|l| l.strip_prefix(line)?.strip_prefix(':'));
    found.and_then(|rest| rest.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

/// The processes that a process has started.
fn children(process: u32) -> Vec<u32> {
    let mut found = Vec::new();
    for thread in std::fs::read_dir(format!("/proc/{process}/task")).unwrap() {
        let text = std::fs::read_to_string(thread.unwrap().path().join("children"));
        let text = text.unwrap_or_default();
        found.extend(text.split_whitespace().filter_map(|id| id.parse::<u32>().ok()));
    }
    found
}

/// Not a test of right or wrong by time: it prints what twenty captures at once take.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "measures memory; run it by name"]
async fn twenty_captures_at_once_in_numbers() {
    // Pages of eight megabytes of words, that do not pack to nothing.
    let page: &'static str = {
        let mut text = String::from("<h1>Twenty at once</h1>");
        let mut n = 1_u64;
        while text.len() < 8 << 20 {
            n = n.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(&format!("<p>office {n:x} closed on {:x}</p>\n", n.rotate_left(17)));
        }
        text.leak()
    };
    let router = Router::new()
        .route("/{n}", get(move || async move { ([(header::CONTENT_TYPE, "text/html")], page) }));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    let place = Place::seeded();
    let store = Store::open(&format!("sqlite:{}", place.database().display())).await.unwrap();
    let service = place.serve(&["--outbound-allow", &at]);
    let before = memory_kb(service.process(), "VmRSS");
    let mut tx = store.begin().await.unwrap();
    for n in 1..=20 {
        let wanted = wanted(n, &format!("http://{at}/{n}"));
        enqueue(&mut tx, &wanted, "2026-01-01T00:00:00Z".parse().unwrap()).await.unwrap();
    }
    tx.commit().await.unwrap();
    let (mut together, mut reading) = (0, 0);
    let mut pace = tokio::time::interval(Duration::from_millis(20));
    while store.waiting_jobs().await.unwrap() > 0 {
        let inside: u64 =
            children(service.process()).into_iter().map(|id| memory_kb(id, "VmRSS")).sum();
        reading = reading.max(inside);
        together = together.max(inside + memory_kb(service.process(), "VmRSS"));
        pace.tick().await;
    }
    let findings = verify(&store).await.unwrap();
    assert_eq!((findings.copies, findings.faults.len()), (20, 0));
    println!(
        "20 captures of {} MB at once: service {} MB before, {} MB at its highest (VmHWM); processes that read {} MB; \
         all together {} MB",
        page.len() >> 20,
        before >> 10,
        memory_kb(service.process(), "VmHWM") >> 10,
        reading >> 10,
        together >> 10,
    );
}
