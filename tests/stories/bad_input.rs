//! What is not what was expected gets a clear answer, in the right status and language, and does no harm.

use axum::body::Body;
use axum::http::{Method, Request};
use stillopen::store::Store;

use super::app::{Answer, TestApp, encoded};

/// A refusal for programs, of the form that RFC 9457 gives.
#[track_caller]
fn is_problem(answer: &Answer, status: u16, code: &str) {
    assert_eq!(answer.status.as_u16(), status, "{}", answer.text());
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let json = answer.json();
    assert_eq!((&json["status"], &json["code"]), (&status.into(), &code.into()), "{json}");
    assert!(json["title"].is_string() && json["detail"].is_string() && json["type"].is_string());
}

#[track_caller]
fn is_bad_field(answer: &Answer, field: &str, path: &str) {
    is_problem(answer, 400, "bad_query");
    let json = answer.json();
    assert_eq!(json["field"], field, "{path}: {json}");
    let expected = json["expected"].as_str().unwrap();
    assert!(expected.len() > 5 && !expected.contains("found"), "{path}: {expected}");
    // A sentence for people, not what a parser mumbled.
    assert!(
        !expected.contains("parse") && !expected.contains("invalid digit"),
        "{path}: {expected}"
    );
}

/// A page that says no and offers a way on, in both languages.
async fn is_page(app: &TestApp, path: &str, status: u16) {
    let joint = if path.contains('?') { '&' } else { '?' };
    for (lang, way) in [("en", "See all offices"), ("es", "Ver todas las oficinas")] {
        let answer = app.get(&format!("{path}{joint}lang={lang}")).await;
        let what = &path[..path.len().min(80)];
        assert_eq!(answer.status.as_u16(), status, "{what}");
        assert!(answer.header("content-type").starts_with("text/html"), "{what}");
        let text = answer.text();
        assert!(text.contains(&format!("<html lang=\"{lang}\"")), "{what}");
        assert!(text.contains(way), "{what}: {}", answer.words());
    }
}

#[tokio::test]
async fn zip_codes_that_are_none_or_of_elsewhere_are_told_apart() {
    let app = TestApp::new().await;
    for zip in ["99999", "10001", "00000"] {
        let page = app.get(&format!("/?q={zip}")).await.expect(200);
        assert!(page.words().contains(&format!("The ZIP code {zip} is not in Illinois.")));
        assert!(page.cards().is_empty());
        let page = app.get(&format!("/?q={zip}&lang=es")).await.expect(200);
        assert!(
            page.words().contains(zip) && page.words().contains("no está en Illinois"),
            "{}",
            page.words()
        );
    }
    // Of the state's numbers, but no post office has it.
    let page = app.get("/?q=62999").await.expect(200);
    assert!(page.words().contains("62999"), "{}", page.words());
    assert!(page.words().contains("Is a number wrong?") || !page.cards().is_empty());
}

#[tokio::test]
async fn parameters_that_cannot_be_are_refused_with_their_name_and_what_was_expected() {
    let app = TestApp::new().await;
    let near = "/api/offices/nearest";
    for (path, field) in [
        (format!("{near}?lat=91&lon=-87.63"), "lat"),
        (format!("{near}?lat=-90.1&lon=-87.63"), "lat"),
        (format!("{near}?lat=41.88&lon=-181"), "lon"),
        (format!("{near}?lat=41.88&lon=NaN"), "lon"),
        (format!("{near}?lat=inf&lon=-87.63"), "lat"),
        (format!("{near}?lat=41.88&lon=-infinity"), "lon"),
        (format!("{near}?lat=&lon=-87.63"), "lat"),
        (format!("{near}?lat=41.88"), "lon"),
        (near.to_owned(), "lat"),
        (format!("{near}?lat=41.88&lon=-87.63&limit=0"), "limit"),
        (format!("{near}?lat=41.88&lon=-87.63&limit=100000"), "limit"),
        (format!("{near}?lat=41.88&lon=-87.63&limit=-1"), "limit"),
        (format!("{near}?lat=41.88&lon=-87.63&limit=abc"), "limit"),
        (format!("{near}?lat=41.88&lon=-87.63&limit=99999999999999999999999"), "limit"),
        (format!("{near}?lat=41.88&lon=-87.63&kind=castle"), "kind"),
        (format!("{near}?lat=41.88&lon=-87.63&wheelchair=maybe"), "wheelchair"),
        (format!("{near}?lat=41.88&lon=-87.63&open=maybe"), "open"),
        ("/api/offices?limit=0".to_owned(), "limit"),
        ("/api/offices?limit=100000".to_owned(), "limit"),
        ("/api/offices?offset=-1".to_owned(), "offset"),
        ("/api/offices?status=lost".to_owned(), "status"),
        ("/api/offices?as_of=2026-13-01".to_owned(), "as_of"),
        ("/api/offices?as_of=yesterday".to_owned(), "as_of"),
        ("/api/offices?kind=castle".to_owned(), "kind"),
        ("/api/map".to_owned(), "bbox"),
        ("/api/map?bbox=-87,42,-91,37&zoom=6".to_owned(), "bbox"),
        ("/api/map?bbox=-91,37,-87&zoom=6".to_owned(), "bbox"),
        ("/api/map?bbox=-91,37,-87,NaN&zoom=6".to_owned(), "bbox"),
        ("/api/map?bbox=-91,37,-87,42".to_owned(), "zoom"),
        ("/api/map?bbox=-91,37,-87,42&zoom=99".to_owned(), "zoom"),
        ("/api/map?bbox=-91,37,-87,42&zoom=-1".to_owned(), "zoom"),
        ("/api/map?bbox=-91,37,-87,42&zoom=NaN".to_owned(), "zoom"),
        ("/api/closures?kind=castle".to_owned(), "kind"),
        ("/api/closures?state=lost".to_owned(), "state"),
        ("/api/closures?year=abc".to_owned(), "year"),
        ("/api/closures?limit=501".to_owned(), "limit"),
        ("/api/closures?page=0".to_owned(), "page"),
        ("/api/search".to_owned(), "q"),
        ("/api/search?q=%20%20".to_owned(), "q"),
    ] {
        is_bad_field(&app.get(&path).await, field, &path);
    }
    // Twice the same parameter: no guess which one is meant.
    is_problem(&app.get(&format!("{near}?lat=1&lat=2&lon=3")).await, 400, "bad_query");
    for path in [
        "/?near=91,0",
        "/?near=NaN,NaN",
        "/?near=1",
        "/?near=inf,0",
        "/?kind=castle",
        "/?bbox=-87,42,-91,37&q=Cairo",
        "/offices?status=lost",
        "/offices?county=Atlantis",
        "/offices?page=-1",
        "/offices?kind=castle",
        "/offices/idhs-fcrc-jackson?bbox=1,2",
    ] {
        is_page(&app, path, 400).await;
    }
}

#[tokio::test]
async fn a_name_that_never_was_is_not_found() {
    let app = TestApp::new().await;
    let long = "a".repeat(5_000);
    for slug in [
        "never-was",
        "..",
        "%2e%2e%2fetc%2fpasswd",
        "a%00b",
        "%ff%fe",
        "Idhs",
        "-",
        "%F0%9F%98%80",
        &long,
    ] {
        is_page(&app, &format!("/offices/{slug}"), 404).await;
        let answer = app.get(&format!("/api/offices/{slug}")).await;
        assert_eq!(answer.status.as_u16(), 404, "{slug}");
        assert_eq!(answer.header("content-type"), "application/problem+json", "{slug}");
    }
    is_problem(&app.get("/api/offices/never-was").await, 404, "no_office");
    is_problem(&app.get("/api/never-was").await, 404, "no_page");
    for path in [
        "/never-was",
        "/offices/a/b",
        "/../Cargo.toml",
        "/assets/-/../Cargo.toml",
        "/assets/x/nothing.js",
    ] {
        is_page(&app, path, 404).await;
    }
}

#[tokio::test]
async fn odd_texts_in_the_search_box_are_only_text() {
    let app = TestApp::new().await;
    let script = "<script>alert(1)</script>";
    let quote = "\"><img src=x onerror=alert(1)>'";
    let texts = [
        script.to_owned(),
        quote.to_owned(),
        "😀😀".to_owned(),
        "مرحبا كايرو".to_owned(),
        "\u{202e}oriaC".to_owned(),
        "' or 1=1 --".to_owned(),
        "{ $typed }".to_owned(),
        "%".to_owned(),
        "\u{0}\u{1}\u{7f}".to_owned(),
        "q".repeat(10_000),
        "Cairo ".repeat(1_700),
        "62901".repeat(2_000),
    ];
    for text in &texts {
        for lang in ["en", "es"] {
            let page = app.get(&format!("/?q={}&lang={lang}", encoded(text))).await.expect(200);
            let html = page.text();
            assert!(
                !html.contains(script) && !html.contains("<img src=x"),
                "{text:?} came back raw"
            );
            assert!(!html.contains("onerror=alert(1)>'") || html.contains("&gt;"));
            assert!(html.len() < 400_000, "{}", html.len());
            let list =
                app.get(&format!("/offices?q={}&lang={lang}", encoded(text))).await.expect(200);
            assert!(!list.text().contains(script) && !list.text().contains("<img src=x"));
        }
        let found = app.get(&format!("/api/search?q={}", encoded(text))).await;
        assert!([200, 400].contains(&found.status.as_u16()), "{}", found.status);
    }
    let page = app.get(&format!("/?q={}", encoded(script))).await;
    assert!(page.text().contains("&lt;script&gt;"));
    // In a refusal, too.
    for path in
        [format!("/?kind={}", encoded(script)), format!("/offices?county={}", encoded(quote))]
    {
        let page = app.get(&path).await.expect(400);
        assert!(!page.text().contains(script) && !page.text().contains("<img src=x"));
    }
    // Bytes that are no UTF-8 become marks of doubt, not a fault.
    for path in ["/?q=%ff%fe", "/offices?q=%c3%28", "/?q=Cairo%ff"] {
        let page = app.get(path).await.expect(200);
        assert!(std::str::from_utf8(&page.bytes).is_ok());
    }
    app.get("/api/search?q=%ff%fe").await.expect(200);
    is_page(&app, "/?kind=%ff", 400).await;
    is_problem(&app.get("/api/offices?kind=%ff").await, 400, "bad_query");
}

#[tokio::test]
async fn a_method_that_is_not_there_is_named_with_those_that_are() {
    let app = TestApp::new().await;
    for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
        for path in ["/api/offices", "/api/offices/nearest", "/api/map", "/openapi.json"] {
            let answer = app.ask(method.clone(), path, &[], Body::empty()).await;
            is_problem(&answer, 405, "no_such_method");
            assert!(answer.header("allow").contains("GET"), "{method} {path}");
        }
    }
    let page = app.post_form("/", &[("q", "Cairo"), ("lang", "es")]).await.expect(405);
    assert!(page.header("allow").contains("GET") && page.cards().is_empty());
    let page = app.ask(Method::PUT, "/?lang=es", &[], Body::empty()).await.expect(405);
    assert!(page.header("allow").contains("GET"));
    assert!(page.text().contains("<html lang=\"es\""));
}

#[tokio::test]
async fn what_another_site_posts_is_refused() {
    let app = TestApp::new().await;
    for headers in [
        vec![("sec-fetch-site", "cross-site")],
        vec![("sec-fetch-site", "same-site")],
        vec![("origin", "https://evil.example")],
        vec![("origin", "null")],
        vec![("origin", "https://stillopen.test.evil.example")],
        vec![("sec-fetch-site", "cross-site"), ("origin", "https://stillopen.test")],
    ] {
        let page = app.ask(Method::POST, "/", &headers, Body::empty()).await;
        assert_eq!(page.status.as_u16(), 403, "{headers:?}");
        assert!(page.header("content-type").starts_with("text/html"));
        let answer = app.ask(Method::POST, "/api/offices", &headers, Body::empty()).await;
        is_problem(&answer, 403, "other_origin");
        // Reading is for everybody.
        app.get_with("/", &headers).await.expect(200);
    }
    for headers in [
        vec![("sec-fetch-site", "same-origin")],
        vec![("origin", "https://stillopen.test")],
        vec![],
    ] {
        let answer = app.ask(Method::POST, "/api/offices", &headers, Body::empty()).await;
        is_problem(&answer, 405, "no_such_method");
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_is_not_read() {
    let app = TestApp::new().await;
    let headers = [("content-length", "10485760")];
    let answer =
        app.ask(Method::POST, "/api/offices", &headers, Body::from(vec![b'x'; 10 << 20])).await;
    is_problem(&answer, 413, "too_large");
    let page = app
        .ask(Method::POST, "/?lang=es", &headers, Body::from(vec![b'x'; 10 << 20]))
        .await
        .expect(413);
    assert!(page.text().contains("<html lang=\"es\""));
}

#[tokio::test]
async fn a_flood_of_posts_is_held_back_and_nobody_else_is() {
    let app = TestApp::new().await;
    let post = |caller: &'static str| {
        let headers = [("x-forwarded-for", caller)];
        let app = &app;
        async move { app.ask(Method::POST, "/api/offices", &headers, Body::empty()).await }
    };
    let mut held = None;
    // What the caller itself puts in front of the proxy's word does not help.
    let spoofed = ["1.1.1.1, 203.0.113.7", "2.2.2.2, 203.0.113.7", "203.0.113.7"];
    for caller in spoofed.iter().cycle().take(60) {
        let answer = post(caller).await;
        if answer.status.as_u16() == 429 {
            held = Some(answer);
            break;
        }
        assert_eq!(answer.status.as_u16(), 405);
    }
    let held = held.unwrap();
    is_problem(&held, 429, "too_many_requests");
    assert!(held.header("retry-after").parse::<u32>().unwrap() > 0);
    assert_eq!(post("203.0.113.8").await.status.as_u16(), 405);
    // Reading goes on.
    app.get_with("/", &[("x-forwarded-for", "203.0.113.7")]).await.expect(200);
    // A household of IPv6 addresses is one caller.
    let mut answers = Vec::new();
    for n in 0..60 {
        let caller = format!("2001:db8:1:2::{n:x}");
        let headers = [("x-forwarded-for", caller.as_str())];
        answers.push(app.ask(Method::POST, "/", &headers, Body::empty()).await.status.as_u16());
    }
    assert!(answers.contains(&429), "{answers:?}");
}

#[tokio::test]
async fn every_answer_keeps_browsers_honest_and_sets_no_cookie() {
    let app = TestApp::new().await;
    let style = stillopen::shipped::address("css/site.css");
    let mut answers = Vec::new();
    for path in [
        "/",
        "/?q=Cairo",
        "/offices",
        "/offices/idhs-fcrc-jackson",
        "/api/offices",
        "/api/map",
        "/never-was",
        "/api/never-was",
        style.as_str(),
        "/healthz",
        "/readyz",
        "/openapi.json",
        "/?kind=castle",
    ] {
        answers.push((path.to_owned(), app.get(path).await));
        answers
            .push((format!("HEAD {path}"), app.ask(Method::HEAD, path, &[], Body::empty()).await));
    }
    let tag = app.get("/api/offices").await.header("etag").to_owned();
    answers.push((
        "304".into(),
        app.get_with("/api/offices", &[("if-none-match", &tag)]).await.expect(304),
    ));
    answers.push(("405".into(), app.ask(Method::PUT, "/", &[], Body::empty()).await.expect(405)));
    let big = Body::from(vec![0; 1 << 20]);
    let length = [("content-length", "1048576")];
    answers.push(("413".into(), app.ask(Method::POST, "/", &length, big).await.expect(413)));
    let foreign = [("sec-fetch-site", "cross-site")];
    answers.push((
        "403".into(),
        app.ask(Method::POST, "/", &foreign, Body::empty()).await.expect(403),
    ));
    for (what, answer) in answers {
        let policy = answer.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && policy.contains("script-src 'self'"),
            "{what}: {policy}"
        );
        assert!(!policy.contains("unsafe") && !policy.contains("http"), "{what}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{what}");
        assert!(
            ["no-referrer", "same-origin"].contains(&answer.header("referrer-policy")),
            "{what}"
        );
        assert_eq!(answer.header("x-frame-options"), "DENY", "{what}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{what}");
        assert!(answer.header("permissions-policy").contains("camera=()"), "{what}");
        assert!(!answer.header("x-request-id").is_empty(), "{what}");
        assert!(answer.headers.get("set-cookie").is_none(), "{what}");
        assert!(
            answer.headers.get("server").is_none() && answer.headers.get("x-powered-by").is_none(),
            "{what}"
        );
    }
}

#[tokio::test]
async fn a_request_number_that_a_stranger_sends_is_not_taken_over() {
    let app = TestApp::new().await;
    let answer = app.get_with("/", &[("x-request-id", "mine\u{7e}1")]).await.expect(200);
    assert_ne!(answer.header("x-request-id"), "mine~1");
    assert_eq!(answer.header("x-request-id").len(), 36);
}

#[tokio::test]
async fn pages_hold_nothing_inline_and_nothing_from_elsewhere() {
    let app = TestApp::new().await;
    for path in ["/", "/?q=Cairo", "/offices", "/offices/idhs-fcrc-former-clay", "/never-was"] {
        let html = app.get(path).await.text();
        for part in html.split("<script").skip(1) {
            assert!(
                part.starts_with(" src=\"/assets/") || part.contains("src=\"/assets/"),
                "{path}"
            );
            assert!(
                part.split_once('>').unwrap().1.starts_with("</script>"),
                "{path}: inline script"
            );
        }
        assert!(!html.contains("<style") && !html.contains(" style=\""), "{path}");
        for handler in [" onclick=", " onload=", " onerror=", "javascript:"] {
            assert!(!html.contains(handler), "{path}: {handler}");
        }
        for mark in [
            " src=\"http",
            " src=\"//",
            "<iframe",
            "url(http",
            "<link rel=\"stylesheet\" href=\"http",
        ] {
            assert!(!html.contains(mark), "{path}: {mark}");
        }
    }
}

#[tokio::test]
async fn a_broken_uri_never_reaches_a_handler() {
    // What hyper lets through as a path is tried as it is.
    let app = TestApp::new().await;
    for uri in [
        "/%",
        "/offices/%zz",
        "/?%%%",
        "/?=&=&&&",
        "/?q=%",
        "//",
        "/offices//",
        "/?lang=xx",
        "/?lang=",
    ] {
        let request = Request::builder().uri(uri).body(Body::empty()).unwrap();
        let answer = app.send(request).await;
        assert!([200, 400, 404].contains(&answer.status.as_u16()), "{uri}: {}", answer.status);
    }
}

#[tokio::test]
async fn a_fault_of_ours_is_told_without_its_inside() {
    let app = TestApp::new().await;
    let Store::Sqlite(pool) = app.app.store() else { panic!("an embedded database was asked for") };
    sqlx::query("alter table office_versions rename to hidden_inside").execute(pool).await.unwrap();
    let answer = app.get("/api/offices?as_of=2026-11-23").await;
    is_problem(&answer, 500, "fault");
    for mark in
        ["office_versions", "hidden_inside", "no such table", "sqlite", "select", "src/", ".rs"]
    {
        assert!(!answer.text().to_lowercase().contains(mark), "{}", answer.text());
    }
    assert!(answer.header("content-security-policy").contains("default-src 'none'"));
    assert!(!answer.header("x-request-id").is_empty());
    // What is in memory is still told.
    app.get("/?q=Cairo").await.expect(200);
    app.get("/api/offices").await.expect(200);
}

#[tokio::test]
async fn a_database_that_is_gone_is_said_to_be_and_when_to_come_back() {
    let app = TestApp::new().await;
    app.app.store().close().await;
    let answer = app.get("/readyz").await;
    is_problem(&answer, 503, "unavailable");
    assert!(answer.header("retry-after").parse::<u32>().unwrap() > 0);
    assert!(!answer.text().contains("pool"), "{}", answer.text());
    app.get("/healthz").await.expect(200);
    app.get("/?q=Cairo").await.expect(200);
}
