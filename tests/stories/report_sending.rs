//! From the filled-in form to the report that waits: what is shown before, what is asked, and what is held back.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use jiff::civil::date;
use stillopen::domain::consent::Consents;
use stillopen::domain::problem::{Answer, Problem};
use stillopen::domain::receipt::ReceiptCode;
use stillopen::i18n::{Lang, Words};
use stillopen::shipped::questions;

use super::app::{Answer as Reply, TestApp};
use super::resident::{CLOSED, OPEN, WHOLE, form, refused, with};

/// The line of the table that says who sees a part.
fn who_sees(page: &Reply, part: &str) -> String {
    let words = page.words();
    let table = words.split_once(&Words::of(Lang::En).t("preview-who-sees")).unwrap().1.to_owned();
    let after = table.split_once(part).unwrap_or_else(|| panic!("{part} is not in {table}")).1;
    after.trim_start().split('.').next().unwrap().to_owned()
}

async fn publish(app: &TestApp, code: &ReceiptCode) -> stillopen::domain::id::ReportId {
    let id = app.stored(code).await.id;
    let mut tx = app.app.store().begin().await.unwrap();
    let mut report = tx.report(id, app.app.sealer()).await.unwrap().unwrap();
    report.publish(app.clock.today()).unwrap();
    tx.save_report(&report, app.app.sealer()).await.unwrap();
    tx.commit().await.unwrap();
    id
}

#[tokio::test]
async fn before_sending_a_page_shows_what_is_kept_and_who_sees_it_and_nothing_is_kept_yet() {
    let app = TestApp::new().await;
    let fields = with(&[
        ("q-wait_minutes", "240"),
        ("q-was_seen", "no"),
        ("q-papers_times", "3"),
        ("consent_words", "yes"),
        ("consent_name", "yes"),
        ("first_name", "Rosa"),
        ("contact", "618-555-0142"),
    ]);
    let page = app.look_over(&fields).await.expect(200);
    assert_eq!(page.header("cache-control"), "no-store");
    let words = page.words();
    for kept in [
        "Jackson County",
        "240 minutes",
        "Did someone help you in the end? No",
        "June 24, 2026",
        "Rosa",
    ] {
        assert!(words.contains(kept), "{kept} is not in {words}");
    }
    assert!(words.contains("Four hours, no chairs."), "{words}");
    // Of another problem, or not agreed to: it is not kept, and so not shown.
    assert!(!words.contains("3 times") && !words.contains("555-0142"), "{words}");
    assert_eq!(
        who_sees(&page, "Your words"),
        "Everyone Your first name Whoever can see your words Your code Only you Where you are and which phone you use Nobody"
    );
    assert_eq!(app.reports().await, 0);

    // Changing something finds all of it again, what is not kept too.
    let again = app.press(OPEN, &page, ("change", "yes")).await.expect(200).text();
    for typed in [
        "value=\"240\"",
        "value=\"no\" checked",
        "value=\"3\"",
        "value=\"618-555-0142\"",
        "no chairs.</textarea>",
    ] {
        assert!(again.contains(typed), "{typed} is not in {again}");
    }
    assert!(!again.contains("role=\"alert\""));
    assert_eq!(app.reports().await, 0);

    let sent = app.press(OPEN, &page, ("sure", "yes")).await.expect(303);
    let report = app.stored(&app.follow(&sent).await.code()).await;
    let answers: Vec<_> = report.answers.into_iter().collect();
    assert_eq!(
        answers,
        [
            ("wait_minutes".to_owned(), Answer::Number(240)),
            ("was_seen".to_owned(), Answer::One("no".to_owned()))
        ]
    );
    assert_eq!((report.first_name.as_deref(), report.contact), (Some("Rosa"), None));
}

#[tokio::test]
async fn each_problem_asks_its_own_questions_and_keeps_the_answers() {
    let app = TestApp::new().await;
    let empty = app.get(OPEN).await.text();
    for problem in Problem::ALL {
        let mut fields = with(&[("problem", problem.as_str())]);
        let names: Vec<_> =
            questions().of(*problem).iter().map(|q| (format!("q-{}", q.code), q)).collect();
        for (name, question) in &names {
            assert!(empty.contains(&format!("name=\"{name}\"")), "{name}");
            let choice = question.choices().first().map_or("7", String::as_str);
            fields.push((name, choice));
        }
        let report = app.stored(&app.receipt(&fields).await).await;
        assert_eq!(report.answers.len(), names.len(), "{problem}");
    }
}

#[tokio::test]
async fn what_is_no_answer_is_told_beside_its_question() {
    let app = TestApp::new().await;
    for (name, typed, told) in [
        ("q-wait_minutes", "4h", "“4h”. Please write a whole number from 1 to 720"),
        ("q-wait_minutes", "721", "“721”"),
        ("q-wait_minutes", "-5", "“-5”"),
        ("q-was_seen", "maybe", "“maybe”"),
    ] {
        let page = refused(&app.report(&with(&[(name, typed), ("text", "Kept.")])).await);
        assert!(page.contains(told), "{told} is not in {page}");
        assert!(page.contains(&format!("id=\"{name}-e\"")) && page.contains("Kept.</textarea>"));
        assert!(page.contains(&format!("href=\"#{name}")), "{page}");
    }
    // The same text at a question of another problem is not read.
    let other = with(&[("problem", "other"), ("q-wait_minutes", "4h")]);
    assert!(app.stored(&app.receipt(&other).await).await.answers.is_empty());
}

#[tokio::test]
async fn a_form_with_files_is_read_as_the_other_one() {
    let app = TestApp::new().await;
    let body =
        parts(&with(&[("text", "Línea\r\ndos 🙂"), ("q-wait_minutes", "240"), ("sure", "yes")]));
    let sent = post_parts(&app, body).await.expect(303);
    let report = app.stored(&app.follow(&sent).await.code()).await;
    assert_eq!((report.told.as_str(), report.answers.len()), ("Línea\ndos 🙂", 1));

    // Cut in the middle: an answer, and nothing of it stays.
    let whole = parts(&with(&[("text", &"word ".repeat(400))]));
    let cut = post_parts(&app, whole[..whole.len() / 2].to_vec()).await;
    assert_eq!(cut.status, StatusCode::BAD_REQUEST);
    assert_eq!(app.reports().await, 1);
}

async fn post_parts(app: &TestApp, body: Vec<u8>) -> Reply {
    let headers = [("content-type", "multipart/form-data; boundary=cut")];
    app.ask(Method::POST, OPEN, &headers, Body::from(body)).await
}

fn parts(fields: &[(&str, &str)]) -> Vec<u8> {
    let part = |(name, text): &(&str, &str)| {
        format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n")
    };
    (fields.iter().map(part).collect::<String>() + "--cut--\r\n").into_bytes()
}

#[tokio::test]
async fn who_tells_of_what_was_told_already_can_say_me_too() {
    let app = TestApp::new().await;
    let hers = [
        ("happened_on", "2026-11-10"),
        ("text", "No chairs, <b>no water</b>."),
        ("consent_words", "yes"),
    ];
    let first = publish(&app, &app.receipt(&with(&hers)).await).await;

    let his = [
        ("q-wait_minutes", "90"),
        ("consent_words", "yes"),
        ("consent_name", "yes"),
        ("first_name", "Luis"),
    ];
    let page = app.look_over(&with(&his)).await.expect(200);
    assert!(page.text().contains("No chairs, &lt;b&gt;no water&lt;/b&gt;."), "{}", page.text());
    let sent = app.press(OPEN, &page, ("sure", "like")).await.expect(303);
    let report = app.stored(&app.follow(&sent).await.code()).await;
    assert_eq!((report.like, report.told.as_str(), report.first_name), (Some(first), "", None));
    assert_eq!(report.consents, Consents::default());
    assert_eq!(report.answers["wait_minutes"], Answer::Number(90));
    assert_eq!(report.happened_on, date(2026, 6, 24));
    // Pressed twice it is one.
    let again = app.press(OPEN, &page, ("sure", "like")).await.expect(303);
    assert_eq!(
        (app.follow(&again).await.code().hash(), app.reports().await),
        (report.receipt_hash, 2)
    );

    // Not for another problem, not for what is not public, not after a month.
    let same = Words::of(Lang::En).t("preview-same");
    let other = app.look_over(&with(&[("problem", "turned_away")])).await.expect(200);
    assert!(!other.text().contains(&same));
    app.clock.advance(31 * 86_400);
    let late = app.look_over(WHOLE).await.expect(200);
    assert!(!late.text().contains(&same));
    let pressed = app.press(OPEN, &late, ("sure", "like")).await.expect(200);
    assert!(pressed.text().contains("name=\"sure\" value=\"yes\""), "asked once more, not lost");
}

#[tokio::test]
async fn one_form_posted_five_hundred_times_from_one_place_is_one_report_and_soon_held_back() {
    let app = TestApp::new().await;
    let token = app.get(OPEN).await.hidden("token");
    let body = form(&with(&[("token", &token), ("sure", "yes")]));
    let (mut taken, mut held_back) = (0, 0);
    for _ in 0..500 {
        let answer = app.post_bytes(OPEN, &[("x-forwarded-for", "192.0.2.7")], body.clone()).await;
        match answer.status.as_u16() {
            303 => taken += 1,
            429 => held_back += 1,
            other => panic!("{other}: {}", answer.text()),
        }
    }
    assert_eq!(app.reports().await, 1);
    assert!(taken >= 30 && held_back > 400, "{taken} taken, {held_back} held back");
}

#[tokio::test]
async fn five_hundred_places_cannot_bury_an_office_and_all_that_is_typed_stays() {
    let app = TestApp::new().await;
    let post = |number: usize, path: &'static str, text: String| {
        let app = &app;
        async move {
            let token = format!("{number:032x}");
            let body = form(&with(&[("token", &token), ("text", &text), ("sure", "yes")]));
            let from = format!("198.51.{}.{}", number / 250, number % 250);
            app.post_bytes(path, &[("x-forwarded-for", &from)], body).await
        }
    };
    let mut taken = 0;
    for number in 0..500 {
        let answer = post(number, OPEN, format!("Account {number}.")).await;
        match answer.status.as_u16() {
            303 => taken += 1,
            429 => {
                let told = answer.text();
                assert!(told.contains(&format!("Account {number}.</textarea>")), "{told}");
                assert!(told.contains(&Words::of(Lang::En).t("report-crowded")));
            }
            other => panic!("{other}"),
        }
    }
    assert_eq!((taken, app.reports().await), (200, 200));
    // Neither another office nor the day after is touched, and sending an old one again shows its code.
    assert_eq!(post(600, CLOSED, "Here too.".to_owned()).await.status, StatusCode::SEE_OTHER);
    assert_eq!(post(0, OPEN, "Account 0.".to_owned()).await.status, StatusCode::SEE_OTHER);
    app.clock.advance(86_400);
    assert_eq!(post(601, OPEN, "Today.".to_owned()).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn fifty_thousand_letters_are_answered_with_their_number_and_kept_in_the_form() {
    let app = TestApp::new().await;
    let long = "ñandú, ".repeat(50_000 / 7 + 1).chars().take(50_000).collect::<String>();
    let page = refused(&app.report(&with(&[("text", &long)])).await);
    assert!(page.contains(&format!("{long}</textarea>")), "the words were not kept");
    assert!(page.contains("That is 50,000 letters long. We can take 4,000."));
    assert_eq!(app.reports().await, 0);
}

#[tokio::test]
async fn script_in_every_field_is_shown_and_kept_as_text() {
    let app = TestApp::new().await;
    let script = "\"><script>alert(1)</script>";
    let mut names =
        vec!["token", "problem", "happened_on", "text", "first_name", "contact", "sure", "change"];
    names.extend([
        "consent_words",
        "consent_photos",
        "consent_quote",
        "consent_name",
        "consent_contact",
    ]);
    let asked: Vec<_> = Problem::ALL.iter().flat_map(|p| questions().of(*p)).collect();
    let asked: Vec<_> = asked.iter().map(|question| format!("q-{}", question.code)).collect();
    names.extend(asked.iter().map(String::as_str));
    let all: Vec<_> = names.iter().map(|name| (*name, script)).collect();
    assert!(!refused(&app.post_form(OPEN, &all).await).contains("<script>alert"));
    for name in names {
        let page = app.report(&with(&[("consent_name", "yes"), (name, script)])).await;
        assert!(!page.text().contains("<script>alert"), "{name}");
    }
    let named = app
        .look_over(&with(&[("text", script), ("consent_name", "yes"), ("first_name", "<i>Rosa")]))
        .await;
    let page = named.expect(200);
    assert!(page.text().contains("&lt;script&gt;alert(1)") && !page.text().contains("<i>Rosa"));
    let sent = app.press(OPEN, &page, ("sure", "yes")).await.expect(303);
    assert_eq!(app.stored(&app.follow(&sent).await.code()).await.told, script);
}

#[tokio::test]
async fn a_phone_number_as_what_happened_is_covered_and_the_way_to_be_reached_is_told() {
    let app = TestApp::new().await;
    let page = app.look_over(&with(&[("text", "618-555-0142")])).await.expect(200);
    assert!(!page.text().contains("555-0142"));
    assert!(page.text().contains(&Words::of(Lang::En).t("preview-covered-contact")));
    let sent = app.press(OPEN, &page, ("sure", "yes")).await.expect(303);
    assert_eq!(app.stored(&app.follow(&sent).await.code()).await.told, "▇▇▇");
    // Straight to the end, past the page before sending: shown all the same, and not kept.
    let straight =
        app.post_form(OPEN, &with(&[("text", "My SSN: 123 45 6789"), ("sure", "yes")])).await;
    assert!(straight.expect(200).text().contains(&Words::of(Lang::En).t("personal-ssn")));
    assert_eq!(app.reports().await, 1);
    assert!(!app.holds("555-0142") && !app.holds("123 45 6789"));
}

#[tokio::test]
async fn of_a_closed_office_the_form_says_so_and_takes_the_report() {
    let app = TestApp::new().await;
    let page = app.get(CLOSED).await.expect(200);
    assert!(page.words().contains("Closed") && page.words().contains("2015"), "{}", page.words());
    let sent = app.post_form(CLOSED, &with(&[("sure", "yes")])).await.expect(303);
    assert_eq!(app.reports().await, 1);
    assert_eq!(sent.header("location"), format!("{CLOSED}/sent"));
}

#[tokio::test]
async fn a_poster_asks_what_went_wrong_and_leads_to_the_form() {
    let app = TestApp::new().await;
    let poster = "/offices/idhs-fcrc-jackson/poster";
    let plain = app.get(poster).await.expect(200).text();
    assert!(plain.contains(&format!("href=\"{poster}?for=report\"")), "{plain}");
    let page = app.get(&format!("{poster}?for=report&languages=both")).await.expect(200);
    assert!(page.words().contains("https://stillopen.test/report/idhs-fcrc-jackson"));
    for lang in [Lang::En, Lang::Es] {
        assert!(page.words().contains(&Words::of(lang).t("poster-report")), "{lang}");
    }
    assert!(page.text().contains(&format!("href=\"{poster}?for=report\"")), "back to one language");
    app.get(&format!("{poster}?for=nothing")).await.expect(400);
}

#[tokio::test]
async fn the_worker_of_the_browser_stands_at_the_root_and_is_asked_for_anew() {
    let app = TestApp::new().await;
    let worker = app.get("/sw.js").await.expect(200);
    assert_eq!(worker.header("content-type"), "text/javascript; charset=utf-8");
    assert_eq!(worker.header("cache-control"), "no-cache");
    assert!(worker.header("content-security-policy").contains("connect-src 'self'"));
    let empty = app.get(OPEN).await.text();
    assert!(empty.contains("data-draft=\"idhs-fcrc-jackson\"") && !empty.contains("data-answered"));
    // The token is taken out of the page that a browser keeps; the worker looks for it as it is written here.
    assert!(empty.contains("name=\"token\" value=\""));
    for fields in [with(&[]), with(&[("happened_on", "")])] {
        assert!(app.look_over(&fields).await.text().contains("data-answered"));
    }
    let sent = app.report(WHOLE).await;
    assert!(app.follow(&sent).await.text().contains("data-draft-sent=\"idhs-fcrc-jackson\""));
}
