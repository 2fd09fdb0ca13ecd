//! A resident tells of a problem and comes back to it.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "helpers of tests fail the test as tests do"
)]

mod app;

use app::{Answer, OPEN, TestApp, WHOLE, encoded, form};
use axum::http::{StatusCode, header};
use stillopen::domain::consent::Consents;
use stillopen::domain::problem::Problem;
use stillopen::domain::report::ReportStatus;
use stillopen::i18n::{Lang, Words};

/// The form's fields, some of them with another value.
fn with<'a>(changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = WHOLE.iter().filter(|(name, _)| !changed.iter().any(|(c, _)| c == name));
    kept.copied().chain(changed.iter().copied()).collect()
}

fn refused(answer: &Answer) -> &str {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
    assert!(answer.body.contains("role=\"alert\""), "{}", answer.body);
    &answer.body
}

#[tokio::test]
async fn offices_are_found_by_place_and_by_name_closed_ones_too() {
    let app = TestApp::new().await;
    for ask in ["62966", "Murphysboro", "Jackson County", "Murphysboro office"] {
        let page = app.get(&format!("/report?q={}", ask.replace(' ', "+"))).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains(&format!("href=\"{OPEN}\"")), "{ask}: {}", page.body);
    }
    let near = app.get("/report?near=37.764,-89.335").await;
    assert!(near.body.contains(&format!("href=\"{OPEN}\"")));
    for ask in ["62914", "Cairo+office"] {
        let page = app.get(&format!("/report?q={ask}")).await;
        assert!(page.body.contains("href=\"/report/cairo-office\""), "{ask}: {}", page.body);
    }
    for ask in ["90210", "zzqqx", "%3Cscript%3E", "%F0%9F%99%82", "%FF%FE"] {
        let page = app.get(&format!("/report?q={ask}")).await;
        assert_eq!(page.status, StatusCode::OK, "{ask}");
        assert!(!page.body.contains("href=\"/report/") && !page.body.contains("<script>"), "{ask}");
    }
    assert_eq!(app.get("/report?near=NaN,7").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(app.get("/report/no-such-office").await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.post("/report/no-such-office", WHOLE).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_report_is_kept_as_pending_and_its_code_is_shown_once() {
    let app = TestApp::new().await;
    let empty = app.get(OPEN).await;
    assert_eq!(empty.headers[header::CACHE_CONTROL], "no-store");
    assert!(!empty.body.contains(" checked"), "something is agreed to beforehand");

    let sent = app.report(WHOLE).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert_eq!(sent.headers[header::LOCATION], format!("{OPEN}/sent"));
    let cookie = sent.headers[header::SET_COOKIE].to_str().unwrap();
    for part in ["Path=/report;", "Max-Age=600;", "HttpOnly", "SameSite=Strict"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Secure"), "{cookie}");

    let page = app.follow(&sent).await;
    let code = page.code();
    assert!(!cookie.contains(&code.to_string()), "the code can be read in the cookie");
    assert!(page.headers[header::SET_COOKIE].to_str().unwrap().contains("Max-Age=0"));
    assert_eq!(page.headers[header::CACHE_CONTROL], "no-store");
    assert!(!app.get(&format!("{OPEN}/sent")).await.body.contains("class=\"receipt\""));

    let report = app.stored(&code).await;
    assert_eq!(report.status, ReportStatus::Pending);
    assert_eq!(report.problem, Problem::LongWait);
    assert_eq!(report.happened_on, jiff::civil::date(2026, 6, 24));
    assert_eq!(report.received_on, jiff::civil::date(2026, 7, 1));
    assert_eq!(report.consents, Consents::default());
    let lines = app.app.store().audit_of("report", &report.id.to_string()).await.unwrap();
    assert_eq!(lines, ["report.received"]);
    // The moment is not kept, only the day: midnight of 1 July in Chicago.
    let midnight: jiff::Timestamp = "2026-07-01T05:00:00Z".parse().unwrap();
    let millis = u128::try_from(midnight.as_millisecond()).unwrap();
    assert_eq!(report.id.0.as_u128() >> 80, millis);
    assert!(!app.holds(&code.to_string()) && !app.holds(&code.to_string().replace('-', "")));
}

#[tokio::test]
async fn a_code_that_was_handed_over_long_ago_or_by_somebody_else_is_not_shown() {
    let app = TestApp::new().await;
    let sent = app.report(WHOLE).await;
    app.app.clock().advance(601);
    assert!(!app.follow(&sent).await.body.contains("class=\"receipt\""));
    let request = axum::http::Request::get(format!("{OPEN}/sent"))
        .header(header::COOKIE, "other=1; receipt=AAAA; receipt=🙂")
        .body(axum::body::Body::empty());
    assert!(!app.send(request.unwrap()).await.body.contains("class=\"receipt\""));
}

#[tokio::test]
async fn an_error_keeps_all_that_was_typed_and_stands_beside_its_field() {
    let app = TestApp::new().await;
    let typed = with(&[
        ("happened_on", "2026-07-02"),
        ("text", "Línea\r\n<b>larga</b> & مرحبا 🙂"),
        ("consent_words", "yes"),
        ("consent_quote", "yes"),
        ("consent_name", "yes"),
        ("consent_contact", "yes"),
        ("first_name", "Rosa \"<i>\""),
        ("contact", "not reachable"),
    ]);
    let answer = app.report(&typed).await;
    let body = refused(&answer);
    for kept in [
        "value=\"2026-07-02\"",
        "Línea\n&lt;b&gt;larga&lt;/b&gt; &amp; مرحبا 🙂</textarea>",
        "value=\"Rosa &quot;&lt;i&gt;&quot;\"",
        "value=\"not reachable\"",
        "value=\"long_wait\" checked",
        "id=\"happened_on-e\"",
        "aria-describedby=\"happened_on-h happened_on-e\"",
        "href=\"#happened_on\"",
        "href=\"#contact\"",
        "July 2, 2026 has not come yet",
    ] {
        assert!(body.contains(kept), "{kept} is not in {body}");
    }
    assert_eq!(body.matches(" checked").count(), 5);
    assert_eq!(body.matches("aria-invalid=\"true\"").count(), 2);
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
    assert_eq!(app.reports().await, 0);

    let empty = app.post(OPEN, &[]).await;
    assert!(refused(&empty).contains("href=\"#problem-1\""));
    for day in ["2024-06-30", "yesterday", "2026-02-30", "0000-00-00"] {
        assert!(refused(&app.report(&with(&[("happened_on", day)])).await).contains(day));
    }
    assert_eq!(app.report(&with(&[("happened_on", "06/24/2026")])).await.status, 303);
}

#[tokio::test]
async fn hostile_and_huge_input_is_answered_and_never_stored_as_it_came() {
    let app = TestApp::new().await;
    let long = "🙂".repeat(4_001);
    let answer = app.report(&with(&[("text", &long)])).await;
    assert!(refused(&answer).contains(&long), "the long text was not kept");
    assert!(answer.body.contains("4,001"));
    assert_eq!(app.report(&with(&[("text", &"é".repeat(4_000))])).await.status, 303);

    let huge = app.post_bytes(OPEN, vec![b'a'; 10 * 1024 * 1024]).await;
    assert_eq!(huge.status, StatusCode::PAYLOAD_TOO_LARGE);
    let body =
        [b"problem=other&happened_on=2026-06-24&text=a%00b%FFc\x80d\x07".as_slice(), &[0xFE]];
    let raw = app.post_bytes(OPEN, body.concat()).await;
    assert_eq!(raw.status, StatusCode::SEE_OTHER);
    let report = app.stored(&app.follow(&raw).await.code()).await;
    assert_eq!(report.told, "ab\u{FFFD}c\u{FFFD}d\u{FFFD}");

    let code = app.receipt(&with(&[("text", "<script>alert(1)</script>")])).await;
    let page = app.post("/receipt", &[("code", &code.to_string())]).await;
    assert!(page.body.contains("&lt;script&gt;alert(1)") && !page.body.contains("<script>alert"));
    let wrong = app.report(&with(&[("problem", "\"><script>"), ("first_name", "'\"><svg>")])).await;
    assert!(!refused(&wrong).contains("<script>") && !wrong.body.contains("<svg>"));
}

#[tokio::test]
async fn what_could_give_the_writer_away_is_shown_masked_before_anything_is_kept() {
    let app = TestApp::new().await;
    let text = "My number is 123-45-6789, write to rosa@example.org.";
    let shown = app.report(&with(&[("text", text)])).await;
    let body = refused(&shown);
    let words = Words::of(Lang::En);
    assert!(body.contains(&words.t("personal-ssn")) && body.contains(&words.t("personal-email")));
    assert!(!body.contains("123-45-6789") && !body.contains("rosa@example.org"));
    assert_eq!(app.reports().await, 0);

    // The second press sends what is now in the form.
    let masked = "My number is ▇▇▇, write to ▇▇▇.";
    assert!(body.contains(masked));
    let token = shown.hidden("token");
    let sent =
        app.post(OPEN, &[&with(&[("text", masked)])[..], &[("token", &token)]].concat()).await;
    assert_eq!(app.stored(&app.follow(&sent).await.code()).await.told, masked);
    assert!(!app.holds("123-45-6789") && !app.holds("rosa@example.org"));
}

#[tokio::test]
async fn a_form_sent_twice_is_kept_once_and_shows_the_same_code() {
    let app = TestApp::new().await;
    let token = app.get(OPEN).await.hidden("token");
    let fields = [WHOLE, &[("token", token.as_str())]].concat();
    let posts = (0..4).map(|_| app.post(OPEN, &fields));
    let answers = futures_util::future::join_all(posts).await;
    let mut codes = Vec::new();
    for answer in &answers {
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        codes.push(app.follow(answer).await.code().to_string());
    }
    codes.dedup();
    assert_eq!((codes.len(), app.reports().await), (1, 1));

    // Changed and sent again: not lost, not in place of the first, but asked back.
    let changed = [&with(&[("text", "Another day")])[..], &[("token", token.as_str())]].concat();
    let again = app.post(OPEN, &changed).await;
    assert!(refused(&again).contains("Another day"));
    let fresh = again.hidden("token");
    assert_ne!(fresh, token);
    let changed = [&with(&[("text", "Another day")])[..], &[("token", fresh.as_str())]].concat();
    assert_eq!(app.post(OPEN, &changed).await.status, StatusCode::SEE_OTHER);
    assert_eq!(app.reports().await, 2);
}

#[tokio::test]
async fn name_and_contact_are_kept_with_consent_alone_and_the_contact_sealed() {
    let app = TestApp::new().await;
    let given = [("first_name", "Rosalinda"), ("contact", "rosa@example.org")];
    let without = app.stored(&app.receipt(&with(&given)).await).await;
    assert_eq!((without.first_name, without.contact), (None, None));
    assert!(!app.holds("Rosalinda"));

    let agreed = [&given[..], &[("consent_name", "yes"), ("consent_contact", "yes")]].concat();
    let kept = app.stored(&app.receipt(&with(&agreed)).await).await;
    assert_eq!(kept.first_name.as_deref(), Some("Rosalinda"));
    assert_eq!(kept.contact.as_deref(), Some("rosa@example.org"));
    assert!(kept.consents.name && kept.consents.contact && !kept.consents.words);
    assert!(!app.holds("rosa@example.org"));
}

#[tokio::test]
async fn the_code_opens_the_report_and_takes_it_back_for_good() {
    let app = TestApp::new().await;
    let fields = with(&[
        ("text", "Nobody called my name."),
        ("consent_words", "yes"),
        ("consent_name", "yes"),
        ("first_name", "Rosalinda"),
        ("consent_contact", "yes"),
        ("contact", "618 555 0142"),
    ]);
    let code = app.receipt(&fields).await;
    let typed = code.to_string().to_lowercase().replace('-', " ");
    let page = app.post("/receipt", &[("code", &typed)]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.headers[header::CACHE_CONTROL], "no-store");
    for shown in ["Murphysboro office", "June 24, 2026", "Nobody called my name.", "(618) 555-0142"]
    {
        assert!(page.body.contains(shown), "{shown} is not in {}", page.body);
    }

    assert!(!app.holds("Nobody called my name."), "the words are sealed until they are public");
    let code_field = ("code", typed.as_str());
    let sure = app.post("/receipt/withdraw", &[code_field]).await;
    assert_eq!(sure.status, StatusCode::OK);
    assert_eq!(sure.hidden("sure"), "yes");
    assert_eq!(app.stored(&code).await.status, ReportStatus::Pending, "erased without being sure");

    let gone = app.post("/receipt/withdraw", &[code_field, ("sure", "yes")]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER);
    assert_eq!(app.get(gone.headers[header::LOCATION].to_str().unwrap()).await.status, 200);
    let report = app.stored(&code).await;
    assert_eq!(report.status, ReportStatus::Withdrawn);
    assert_eq!((report.told.as_str(), report.first_name, report.contact), ("", None, None));
    let lines = app.app.store().audit_of("report", &report.id.to_string()).await.unwrap();
    assert_eq!(lines, ["report.received", "report.withdrawn"]);
    for erased in ["Nobody called my name.", "Rosalinda", "555-0142", "618 555 0142"] {
        assert!(!app.holds(erased), "{erased} still lies in the files");
    }
    let page = app.post("/receipt", &[code_field]).await;
    assert!(page.body.contains(&Words::of(Lang::En).t("report-status-withdrawn")));
    assert_eq!(app.post("/receipt/withdraw", &[code_field, ("sure", "yes")]).await.status, 303);
}

#[tokio::test]
async fn a_wrong_code_is_told_apart_and_opens_nothing() {
    let app = TestApp::new().await;
    app.receipt(WHOLE).await;
    for code in ["", "ABC", "00000-00000-00000-00000", "🙂", "\"><script>", &"A".repeat(10_000)] {
        for path in ["/receipt", "/receipt/withdraw"] {
            let answer = app.post(path, &[("code", code), ("sure", "yes")]).await;
            assert!(!refused(&answer).contains("no chairs"), "{code}");
            assert!(!answer.body.contains("<script>"), "{code}");
            assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
        }
    }
}

#[tokio::test]
async fn a_form_on_another_site_cannot_report_or_take_back() {
    let app = TestApp::new().await;
    let from = |name, value| form(OPEN).header(header::HOST, "here.example").header(name, value);
    for (name, value, status) in [
        ("sec-fetch-site", "cross-site", 403),
        ("origin", "https://elsewhere.example", 403),
        ("origin", "null", 403),
        ("sec-fetch-site", "same-origin", 303),
        ("origin", "https://here.example", 303),
    ] {
        let answer = app.send(from(name, value).body(encoded(WHOLE).into()).unwrap()).await;
        assert_eq!(answer.status, status, "{name}: {value}");
    }
    // Browsers that say nothing but their origin must be allowed to say it.
    assert_eq!(app.get(OPEN).await.headers[header::REFERRER_POLICY], "same-origin");
}

#[tokio::test]
async fn behind_a_proxy_that_speaks_https_the_cookie_stays_on_https() {
    for (proxies, secure) in [(0, false), (1, true)] {
        let app = TestApp::behind(proxies).await;
        let request = form(OPEN).header("x-forwarded-proto", "https");
        let sent = app.send(request.body(encoded(WHOLE).into()).unwrap()).await;
        let cookie = sent.headers[header::SET_COOKIE].to_str().unwrap();
        assert_eq!(cookie.contains("; Secure"), secure, "{cookie}");
    }
}

#[tokio::test]
async fn every_page_speaks_both_languages() {
    let app = TestApp::new().await;
    for (lang, other) in [(Lang::En, Lang::Es), (Lang::Es, Lang::En)] {
        let (words, others) = (Words::of(lang), Words::of(other));
        let path = format!("{OPEN}?lang={lang}");
        let page = app.get(&path).await;
        for problem in Problem::ALL {
            let key = format!("problem-{problem}");
            assert!(page.body.contains(&words.t(&key)), "{key} in {lang}");
            assert!(!page.body.contains(&others.t(&key)), "{key} in {other}");
        }
        let refused_page = app.post(&path, &[("text", "618-555-0142")]).await;
        assert!(refused(&refused_page).contains(&words.t("personal-phone")));
        let sent = app.post(&path, WHOLE).await;
        let code = app.follow(&sent).await;
        assert!(code.body.contains(&words.t("sent-title")), "{}", code.body);
        let page =
            app.post(&format!("/receipt?lang={lang}"), &[("code", &code.code().to_string())]).await;
        assert!(page.body.contains(&words.t("report-status-pending")));
    }
}
