//! A resident tells of a problem and comes back to it.
use axum::http::StatusCode;
use stillopen::domain::consent::Consents;
use stillopen::domain::problem::Problem;
use stillopen::domain::report::ReportStatus;
use stillopen::i18n::{Lang, Words};

use super::app::TestApp;
use super::resident::{CLOSED, OPEN, WHOLE, form, refused, with};

#[tokio::test]
async fn offices_are_found_by_place_and_by_name_closed_ones_too() {
    let app = TestApp::new().await;
    for ask in ["62966", "Murphysboro", "Jackson County", "idhs fcrc Jackson County"] {
        let page = app.get(&format!("/report?q={}", ask.replace(' ', "+"))).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text().contains(&format!("href=\"{OPEN}\"")), "{ask}: {}", page.text());
    }
    let near = app.get("/report?near=37.764,-89.335").await;
    assert!(near.text().contains(&format!("href=\"{OPEN}\"")));
    for ask in ["62914", "Cairo"] {
        let page = app.get(&format!("/report?q={ask}")).await;
        assert!(page.text().contains(&format!("href=\"{CLOSED}\"")), "{ask}: {}", page.text());
    }
    for ask in ["90210", "zzqqx", "%3Cscript%3E", "%F0%9F%99%82", "%FF%FE"] {
        let page = app.get(&format!("/report?q={ask}")).await;
        assert_eq!(page.status, StatusCode::OK, "{ask}");
        assert!(
            !page.text().contains("href=\"/report/") && !page.text().contains("<script>"),
            "{ask}"
        );
    }
    assert_eq!(app.get("/report?near=NaN,7").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(app.get("/report/no-such-office").await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.post_form("/report/no-such-office", WHOLE).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_report_is_kept_as_pending_and_its_code_is_shown_once() {
    let app = TestApp::new().await;
    let empty = app.get(OPEN).await;
    assert_eq!(empty.header("cache-control"), "no-store");
    assert!(!empty.text().contains(" checked"), "something is agreed to beforehand");

    let sent = app.report(WHOLE).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert_eq!(sent.header("location"), format!("{OPEN}/sent"));
    let cookie = sent.header("set-cookie");
    for part in ["Path=/report;", "Max-Age=600;", "HttpOnly", "SameSite=Strict"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Secure"), "{cookie}");

    let page = app.follow(&sent).await;
    let code = page.code();
    assert!(!cookie.contains(&code.to_string()), "the code can be read in the cookie");
    assert!(page.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(!app.get(&format!("{OPEN}/sent")).await.text().contains("class=\"receipt\""));

    let report = app.stored(&code).await;
    assert_eq!(report.status, ReportStatus::Pending);
    assert_eq!(report.problem, Problem::LongWait);
    assert_eq!(report.happened_on, jiff::civil::date(2026, 6, 24));
    assert_eq!(report.received_on, jiff::civil::date(2026, 11, 23));
    assert_eq!(report.consents, Consents::default());
    let lines = app.app.store().audit_of("report", &report.id.to_string()).await.unwrap();
    assert_eq!(lines, ["report.received"]);
    // The moment is not kept, and what everybody may see tells no more than the week: it began on 23 November.
    let midnight: jiff::Timestamp = "2026-11-23T06:00:00Z".parse().unwrap();
    let millis = u128::try_from(midnight.as_millisecond()).unwrap();
    assert_eq!(report.id.0.as_u128() >> 80, millis);
    assert!(!app.holds(&code.to_string()) && !app.holds(&code.to_string().replace('-', "")));
}

#[tokio::test]
async fn a_code_that_was_handed_over_long_ago_or_by_somebody_else_is_not_shown() {
    let app = TestApp::new().await;
    let sent = app.report(WHOLE).await;
    app.app.clock().advance(601);
    assert!(!app.follow(&sent).await.text().contains("class=\"receipt\""));
    let cookie = "other=1; receipt=AAAA; receipt=🙂";
    let page = app.get_with(&format!("{OPEN}/sent"), &[("cookie", cookie)]).await;
    assert!(!page.text().contains("class=\"receipt\""));
}

#[tokio::test]
async fn an_error_keeps_all_that_was_typed_and_stands_beside_its_field() {
    let app = TestApp::new().await;
    let typed = with(&[
        ("happened_on", "2026-11-24"),
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
        "value=\"2026-11-24\"",
        "Línea\n&lt;b&gt;larga&lt;/b&gt; &amp; مرحبا 🙂</textarea>",
        "value=\"Rosa &quot;&lt;i&gt;&quot;\"",
        "value=\"not reachable\"",
        "value=\"long_wait\" checked",
        "id=\"happened_on-e\"",
        "aria-describedby=\"happened_on-h happened_on-e\"",
        "href=\"#happened_on\"",
        "href=\"#contact\"",
        "November 24, 2026 has not come yet",
    ] {
        assert!(body.contains(kept), "{kept} is not in {body}");
    }
    assert_eq!(body.matches(" checked").count(), 5);
    assert_eq!(body.matches("aria-invalid=\"true\"").count(), 2);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(app.reports().await, 0);

    let empty = app.post_form(OPEN, &[]).await;
    assert!(refused(&empty).contains("href=\"#problem-1\""));
    for day in ["2024-11-22", "1890-05-01", "yesterday", "2026-02-30", "0000-00-00"] {
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
    assert!(answer.text().contains("4,001"));
    assert_eq!(app.report(&with(&[("text", &"é".repeat(4_000))])).await.status, 303);

    let huge = app.post_bytes(OPEN, &[], vec![b'a'; 10 * 1024 * 1024]).await;
    assert_eq!(huge.status, StatusCode::PAYLOAD_TOO_LARGE);
    let body = [
        b"sure=yes&problem=other&happened_on=2026-06-24&text=a%00b%FFc\x80d\x07".as_slice(),
        &[0xFE],
    ];
    let raw = app.post_bytes(OPEN, &[], body.concat()).await;
    assert_eq!(raw.status, StatusCode::SEE_OTHER);
    let report = app.stored(&app.follow(&raw).await.code()).await;
    assert_eq!(report.told, "ab\u{FFFD}c\u{FFFD}d\u{FFFD}");

    let code = app.receipt(&with(&[("text", "<script>alert(1)</script>")])).await;
    let page = app.post_form("/receipt", &[("code", &code.to_string())]).await;
    assert!(
        page.text().contains("&lt;script&gt;alert(1)") && !page.text().contains("<script>alert")
    );
    let wrong = app.report(&with(&[("problem", "\"><script>"), ("first_name", "'\"><svg>")])).await;
    assert!(!refused(&wrong).contains("<script>") && !wrong.text().contains("<svg>"));
}

#[tokio::test]
async fn what_could_give_the_writer_away_is_shown_masked_before_anything_is_kept() {
    let app = TestApp::new().await;
    let text = "My number is 123-45-6789, write to rosa@example.org.";
    let shown = app.look_over(&with(&[("text", text)])).await.expect(200);
    let body = shown.text();
    let words = Words::of(Lang::En);
    assert!(body.contains("role=\"alert\"") && body.contains(&words.t("report-covered")));
    assert!(body.contains(&words.t("personal-ssn")) && body.contains(&words.t("personal-email")));
    assert!(!body.contains("123-45-6789") && !body.contains("rosa@example.org"));
    assert_eq!(app.reports().await, 0);

    // The second press sends what is now in the form.
    let masked = "My number is ▇▇▇, write to ▇▇▇.";
    assert_eq!(shown.hidden("text"), masked);
    let sent = app.press(OPEN, &shown, ("sure", "yes")).await;
    assert_eq!(app.stored(&app.follow(&sent).await.code()).await.told, masked);
    assert!(!app.holds("123-45-6789") && !app.holds("rosa@example.org"));
}

#[tokio::test]
async fn a_form_sent_twice_is_kept_once_and_shows_the_same_code() {
    let app = TestApp::new().await;
    let token = app.get(OPEN).await.hidden("token");
    let fields = [WHOLE, &[("token", token.as_str()), ("sure", "yes")]].concat();
    let posts = (0..4).map(|_| app.post_form(OPEN, &fields));
    let answers = futures_util::future::join_all(posts).await;
    let mut codes = Vec::new();
    for answer in &answers {
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        codes.push(app.follow(answer).await.code().to_string());
    }
    codes.dedup();
    assert_eq!((codes.len(), app.reports().await), (1, 1));

    // Changed and sent again: not lost, not in place of the first, but asked back.
    let changed = with(&[("text", "Another day"), ("token", &token), ("sure", "yes")]);
    let again = app.post_form(OPEN, &changed).await;
    assert!(refused(&again).contains("Another day"));
    let fresh = again.hidden("token");
    assert_ne!(fresh, token);
    let changed = with(&[("text", "Another day"), ("token", &fresh), ("sure", "yes")]);
    assert_eq!(app.post_form(OPEN, &changed).await.status, StatusCode::SEE_OTHER);
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
    let page = app.post_form("/receipt", &[("code", &typed)]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.header("cache-control"), "no-store");
    for shown in ["Jackson County", "June 24, 2026", "Nobody called my name.", "(618) 555-0142"] {
        assert!(page.text().contains(shown), "{shown} is not in {}", page.text());
    }

    assert!(!app.holds("Nobody called my name."), "the words are sealed until they are public");
    let code_field = ("code", typed.as_str());
    let sure = app.post_form("/receipt/withdraw", &[code_field]).await;
    assert_eq!(sure.status, StatusCode::OK);
    assert_eq!(sure.hidden("sure"), "yes");
    assert_eq!(app.stored(&code).await.status, ReportStatus::Pending, "erased without being sure");

    let gone = app.post_form("/receipt/withdraw", &[code_field, ("sure", "yes")]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER);
    assert_eq!(app.get(gone.header("location")).await.status, 200);
    let report = app.stored(&code).await;
    assert_eq!(report.status, ReportStatus::Withdrawn);
    assert_eq!((report.told.as_str(), report.first_name, report.contact), ("", None, None));
    let lines = app.app.store().audit_of("report", &report.id.to_string()).await.unwrap();
    assert_eq!(lines, ["report.received", "report.withdrawn"]);
    for erased in ["Nobody called my name.", "Rosalinda", "555-0142", "618 555 0142"] {
        assert!(!app.holds(erased), "{erased} still lies in the files");
    }
    let page = app.post_form("/receipt", &[code_field]).await;
    assert!(page.text().contains(&Words::of(Lang::En).t("report-status-withdrawn")));
    assert_eq!(
        app.post_form("/receipt/withdraw", &[code_field, ("sure", "yes")]).await.status,
        303
    );
}

#[tokio::test]
async fn a_wrong_code_is_told_apart_and_opens_nothing() {
    let app = TestApp::new().await;
    app.receipt(WHOLE).await;
    for code in ["", "ABC", "00000-00000-00000-00000", "🙂", "\"><script>", &"A".repeat(10_000)] {
        for path in ["/receipt", "/receipt/withdraw"] {
            let answer = app.post_form(path, &[("code", code), ("sure", "yes")]).await;
            assert!(!refused(&answer).contains("no chairs"), "{code}");
            assert!(!answer.text().contains("<script>"), "{code}");
            assert_eq!(answer.header("cache-control"), "no-store");
        }
    }
}

#[tokio::test]
async fn a_form_on_another_site_cannot_report_or_take_back() {
    let app = TestApp::new().await;
    let body = || form(&with(&[("sure", "yes")]));
    for (name, value, status) in [
        ("sec-fetch-site", "cross-site", 403),
        ("origin", "https://elsewhere.example", 403),
        ("origin", "null", 403),
        ("sec-fetch-site", "same-origin", 303),
        ("origin", "https://stillopen.test", 303),
    ] {
        let answer = app.post_bytes(OPEN, &[(name, value)], body()).await;
        assert_eq!(answer.status, status, "{name}: {value}");
    }
    // Browsers that say nothing but their origin must be allowed to say it.
    assert_eq!(app.get(OPEN).await.header("referrer-policy"), "same-origin");
}

#[tokio::test]
async fn behind_a_proxy_that_speaks_https_the_cookie_stays_on_https() {
    for (proxies, secure) in [(0, false), (1, true)] {
        let app = TestApp::new().await.behind(proxies);
        let body = form(&with(&[("sure", "yes")]));
        let sent = app.post_bytes(OPEN, &[("x-forwarded-proto", "https")], body).await;
        let cookie = sent.header("set-cookie");
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
            assert!(page.text().contains(&words.t(&key)), "{key} in {lang}");
            assert!(!page.text().contains(&others.t(&key)), "{key} in {other}");
        }
        let refused_page = app.post_form(&path, &[("text", "618-555-0142")]).await;
        assert!(refused(&refused_page).contains(&words.t("personal-phone")));
        let sent = app.post_form(&path, &with(&[("sure", "yes")])).await;
        let code = app.follow(&sent).await;
        assert!(code.text().contains(&words.t("sent-title")), "{}", code.text());
        let page = app
            .post_form(&format!("/receipt?lang={lang}"), &[("code", &code.code().to_string())])
            .await;
        assert!(page.text().contains(&words.t("report-status-pending")));
    }
}
