//! With the code alone: what becomes of a report, and what its writer can still do.

use axum::http::StatusCode;
use stillopen::domain::consent::Consent;
use stillopen::domain::id::MessageId;
use stillopen::domain::receipt::ReceiptCode;
use stillopen::domain::report::{Author, Message, Report, ReportStatus};

use super::app::{Answer, TestApp};
use super::resident::{refused, with};

const RIGHTS: &[(&str, &str)] = &[
    ("text", "Zebra words of mine."),
    ("consent_words", "yes"),
    ("consent_contact", "yes"),
    ("contact", "quetzal@example.org"),
];

/// Presses something on the page of a receipt.
async fn press(app: &TestApp, path: &str, code: &ReceiptCode, fields: &[(&str, &str)]) -> Answer {
    let code = code.to_string();
    let answer = app.post_form(path, &[&[("code", code.as_str())], fields].concat()).await;
    assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    assert!(!answer.header("location").contains(&code), "the code stands in an address");
    answer
}

/// Opens the receipt; gives the page as words.
async fn open(app: &TestApp, code: &ReceiptCode) -> String {
    press(app, "/receipt", code, &[]).await.expect(200).words()
}

/// Changes the report as a moderator does.
async fn moderate(app: &TestApp, code: &ReceiptCode, change: impl FnOnce(&mut Report)) {
    let mut report = app.stored(code).await;
    change(&mut report);
    let mut tx = app.app.store().begin().await.unwrap();
    tx.save_report(&report, app.app.sealer()).await.unwrap();
    tx.raise_revision().await.unwrap();
    tx.commit().await.unwrap();
}

async fn question(app: &TestApp, code: &ReceiptCode, words: &str) {
    let (id, now) = (app.stored(code).await.id, app.clock.now());
    let message = Message {
        id: MessageId::new(now),
        author: Author::Moderator,
        words: words.to_owned(),
        on: app.clock.today(),
    };
    let mut tx = app.app.store().begin().await.unwrap();
    tx.insert_report_message(id, &message, app.app.sealer()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn messages(app: &TestApp, code: &ReceiptCode) -> Vec<String> {
    let id = app.stored(code).await.id;
    let all = app.app.store().report_messages(id, app.app.sealer()).await.unwrap();
    all.into_iter().map(|m| format!("{}: {}", m.author, m.words)).collect()
}

async fn revision(app: &TestApp) -> i64 {
    app.app.store().revision().await.unwrap()
}

async fn both() -> [TestApp; 2] {
    let (file, server) = tokio::join!(TestApp::new(), TestApp::on_postgres());
    [file, server]
}

#[tokio::test]
async fn a_question_is_answered_once_however_often_the_button_is_pressed() {
    for app in both().await {
        let code = app.receipt(&with(RIGHTS)).await;
        assert!(open(&app, &code).await.contains("Nothing. Nobody outside can see your report."));
        let nothing_asked = press(&app, "/receipt/answer", &code, &[("text", "Hello?")]).await;
        assert!(nothing_asked.expect(200).words().contains("cannot be done any more"));
        question(&app, &code, "Which window was it?").await;
        let page = open(&app, &code).await;
        assert!(
            page.contains("We have a question for you") && page.contains("Which window was it?")
        );

        let typed = ("text", "The 2nd. Call 618-555-0142.");
        let covered = press(&app, "/receipt/answer", &code, &[typed]).await;
        let body = refused(&covered);
        assert!(body.contains("The 2nd. Call ▇▇▇.</textarea>") && !body.contains("555-0142"));
        assert_eq!(messages(&app, &code).await.len(), 1, "nothing is kept before it was seen");
        let answer = [("text", "The 2nd. Call ▇▇▇.")];
        let posts = (0..4).map(|_| press(&app, "/receipt/answer", &code, &answer));
        for answer in futures_util::future::join_all(posts).await {
            assert!(answer.expect(200).words().contains("We have your answer."));
        }
        assert_eq!(
            messages(&app, &code).await,
            ["moderator: Which window was it?", "writer: The 2nd. Call ▇▇▇."]
        );
        // The same words to another question are another answer.
        question(&app, &code, "And the day after?").await;
        press(&app, "/receipt/answer", &code, &answer).await.expect(200);
        assert_eq!(messages(&app, &code).await.len(), 4);

        for (text, says) in [("", "Write something first."), (&*"á".repeat(4_001), "4,001 letters")]
        {
            let answer = press(&app, "/receipt/answer", &code, &[("text", text)]).await;
            let body = refused(&answer);
            assert!(body.contains(says) && body.contains("href=\"#answer\""), "{says}");
            assert!(body.contains(&format!("{text}</textarea>")), "what was typed is gone");
        }
        let script = [("text", "<script>alert(1)</script>")];
        let page = press(&app, "/receipt/answer", &code, &script).await.expect(200);
        assert!(!page.text().contains("<script>alert"), "{}", page.text());
    }
}

#[tokio::test]
async fn the_writer_sees_what_everybody_sees_and_what_is_added_is_looked_at_first() {
    for app in both().await {
        let code = app.receipt(&with(RIGHTS)).await;
        let today = app.clock.today();
        moderate(&app, &code, |r| r.publish(today).unwrap()).await;
        let page = press(&app, "/receipt", &code, &[]).await.expect(200);
        let words = page.words();
        let public = words.split("What everyone can see now").nth(1).unwrap();
        let public = public.split("What we keep of your report").next().unwrap();
        assert!(
            public.contains("Zebra words of mine.")
                && public.contains("In the week of June 22, 2026")
        );
        assert!(!public.contains("quetzal") && !public.contains("June 24"), "{public}");
        assert!(words.contains("its words are taken down until a person has read it again"));

        let before = revision(&app).await;
        let more = [("text", "And they shouted.")];
        for _ in 0..2 {
            let page = press(&app, "/receipt/add", &code, &more).await.expect(200).words();
            assert!(
                page.contains("We have added your words.") && page.contains("Only the number"),
                "{page}"
            );
        }
        let report = app.stored(&code).await;
        assert_eq!(report.told, "Zebra words of mine.\n\nAnd they shouted.");
        assert_eq!((report.status, report.counted), (ReportStatus::Pending, true));
        assert_eq!(report.public_words(), None);
        assert!(revision(&app).await > before, "readers are told");
        let lines = app.app.store().audit_of("report", &report.id.to_string()).await.unwrap();
        assert_eq!(lines, ["report.received", "report.added"]);

        let much = "so much ".repeat(499);
        for _ in 0..6 {
            let last = press(&app, "/receipt/add", &code, &[("text", &much)]).await;
            assert_eq!(last.status, StatusCode::OK, "the same again is not added again");
        }
        let mut full = 0;
        for n in 0..6 {
            let text = format!("{n} {much}");
            full += usize::from(
                press(&app, "/receipt/add", &code, &[("text", &text)]).await.status == 422,
            );
        }
        assert_eq!(full, 4);
        assert!(app.stored(&code).await.told.chars().count() <= 16_000);
        moderate(&app, &code, |r| r.hide(today).unwrap()).await;
        let hidden = press(&app, "/receipt/add", &code, &more).await.expect(200).words();
        assert!(hidden.contains("cannot be done any more"));
    }
}

#[tokio::test]
async fn consents_change_one_by_one_and_more_than_was_looked_at_is_looked_at_first() {
    for app in both().await {
        let code = app.receipt(&with(RIGHTS)).await;
        let today = app.clock.today();
        moderate(&app, &code, |r| r.publish(today).unwrap()).await;
        let choose =
            async |fields: &[(&str, &str)]| press(&app, "/receipt/consents", &code, fields).await;

        // A name that is allowed must be there, and the marks stay as they were set.
        let keeps = [
            ("consent_words", "yes"),
            ("consent_contact", "yes"),
            ("contact", "quetzal@example.org"),
        ];
        let lacks = [&keeps[..], &[("consent_name", "yes"), ("consent_quote", "yes")]].concat();
        let body = refused(&choose(&lacks).await);
        assert!(body.contains("href=\"#first_name\"") && body.contains("id=\"first_name-e\""));
        assert_eq!(body.matches(" checked").count(), 4, "{body}");
        assert_eq!(app.stored(&code).await.status, ReportStatus::Published, "nothing was changed");

        // What shows no more than before stays public.
        choose(&[&keeps[..], &[("consent_quote", "yes")]].concat()).await.expect(200);
        let report = app.stored(&code).await;
        assert!(report.status.is_public() && report.consents.quote && report.consents.contact);
        // A first name that nobody has looked at does not.
        let name = [("consent_name", "yes"), ("first_name", "Rosalinda"), ("consent_quote", "yes")];
        choose(&[&keeps[..], &name].concat()).await.expect(200);
        let report = app.stored(&code).await;
        assert_eq!(
            (report.status, report.first_name.as_deref()),
            (ReportStatus::Pending, Some("Rosalinda"))
        );
        moderate(&app, &code, |r| r.publish(today).unwrap()).await;

        // Gone at once, by itself.
        assert!(open(&app, &code).await.contains("Forget how to reach me, now"));
        let page = choose(&[("forget", "contact")]).await.expect(200).words();
        assert!(
            page.contains("We have erased how to reach you.") && !page.contains("quetzal"),
            "{page}"
        );
        let report = app.stored(&code).await;
        assert!(report.contact.is_none() && report.status.is_public() && report.consents.name);

        let before = revision(&app).await;
        let page = choose(&[]).await.expect(200).words();
        assert!(page.contains("Only the number"), "{page}");
        assert!(revision(&app).await > before);
        let report = app.stored(&code).await;
        assert_eq!((report.public_words(), report.first_name.as_deref()), (None, None));
        choose(&[]).await.expect(200);
        let changes = app.app.store().report_consents(report.id).await.unwrap();
        let told: Vec<_> = changes.iter().map(|c| (c.consent, c.given, c.wording)).collect();
        assert_eq!(
            told,
            [
                (Consent::Words, true, 2),
                (Consent::Contact, true, 2),
                (Consent::Quote, true, 2),
                (Consent::Name, true, 2),
                (Consent::Contact, false, 2),
                (Consent::Words, false, 2),
                (Consent::Quote, false, 2),
                (Consent::Name, false, 2),
            ]
        );
        let lines = app.app.store().audit_of("report", &report.id.to_string()).await.unwrap();
        assert_eq!(lines.iter().filter(|line| *line == "report.consents").count(), 4);
    }
}

#[tokio::test]
async fn a_report_that_is_taken_back_stays_in_the_counts_unless_its_writer_says_otherwise() {
    for app in both().await {
        let today = app.clock.today();
        for (count, counted) in [("stay", true), ("", true), ("leave", false)] {
            let code = app.receipt(&with(RIGHTS)).await;
            question(&app, &code, "Which window?").await;
            moderate(&app, &code, |r| r.publish(today).unwrap()).await;
            let sure = press(&app, "/receipt/withdraw", &code, &[]).await.expect(200);
            assert!(sure.text().contains("value=\"stay\" checked"));
            assert!(app.stored(&code).await.status.is_public(), "erased without being sure");
            let before = revision(&app).await;
            let fields = [("sure", "yes"), ("count", count)];
            let gone = press(&app, "/receipt/withdraw", &code, &fields).await.expect(303);
            let page = app.get(gone.header("location")).await.expect(200).words();
            assert_eq!(page.contains("It still counts, as a number."), counted, "{page}");
            assert!(revision(&app).await > before);
            let report = app.stored(&code).await;
            assert_eq!((report.status, report.counted), (ReportStatus::Withdrawn, counted));
            assert_eq!((report.told.as_str(), report.contact), ("", None));
            assert_eq!(messages(&app, &code).await, [""; 0]);
            let page = open(&app, &code).await;
            assert!(page.contains("You took it back") && !page.contains("Zebra"), "{page}");
            // What is gone takes nothing more, and can still leave the counts.
            for path in ["/receipt/add", "/receipt/answer"] {
                let late = press(&app, path, &code, &[("text", "more")]).await.expect(200);
                assert!(late.words().contains("cannot be done any more"), "{path}");
            }
            if counted {
                let leave = [("sure", "yes"), ("count", "leave")];
                press(&app, "/receipt/withdraw", &code, &leave).await.expect(303);
                assert!(!app.stored(&code).await.counted);
            }
        }
    }
    let app = TestApp::new().await;
    let code = app.receipt(&with(RIGHTS)).await;
    moderate(&app, &code, |r| r.publish(app.clock.today()).unwrap()).await;
    assert!(app.holds("Zebra words"), "they are public");
    press(&app, "/receipt/withdraw", &code, &[("sure", "yes")]).await.expect(303);
    assert!(!app.holds("Zebra words") && !app.holds("quetzal"));
    assert!(!app.holds(&code.to_string()));
}

#[tokio::test]
async fn wrong_codes_at_speed_are_held_back_and_nobody_else_is() {
    let app = TestApp::new().await;
    let code = app.receipt(&with(RIGHTS)).await.to_string();
    let from = async |caller: &str, code: &str| {
        let headers = [("x-forwarded-for", caller)];
        app.post_form_with("/receipt", &headers, &[("code", code)]).await
    };
    let (here, elsewhere) = ("203.0.113.7", "203.0.113.8");
    // What is no code by its looks is no guess; a right one costs nothing.
    for typed in ["ABC", &code, "", &code] {
        from(here, typed).await;
    }
    let wrong = |n: u32| format!("00000-00000-00000-{n:05}");
    for n in 0..10 {
        from(here, &wrong(n)).await.expect(422);
    }
    let held = from(here, &wrong(10)).await.expect(429);
    assert_eq!(held.header("retry-after"), "61");
    assert_eq!(held.header("cache-control"), "no-store");
    let page = held.text();
    assert!(page.contains(&format!("value=\"{}\"", wrong(10))), "what was typed is kept");
    assert!(
        page.contains("Please wait 2 minutes") && page.contains("Your code still works"),
        "{page}"
    );
    // Not even a right one is told from a wrong one now, by any of the ways.
    from(here, &code).await.expect(429);
    let headers = [("x-forwarded-for", here)];
    for path in ["/receipt/answer", "/receipt/add", "/receipt/consents", "/receipt/withdraw"] {
        let answer = app.post_form_with(path, &headers, &[("code", &code), ("sure", "yes")]).await;
        assert_eq!(answer.status, 429, "{path}");
    }
    from(elsewhere, &code).await.expect(200);
    app.clock.advance(61);
    from(here, &code).await.expect(200);
    from(here, &wrong(11)).await.expect(422);
    from(here, &wrong(12)).await.expect(429);
    assert!(!app.holds(here));
}

#[tokio::test]
async fn every_address_behind_the_code_leads_to_the_start_without_it() {
    let app = TestApp::new().await;
    for path in ["answer", "add", "consents", "withdraw"] {
        let answer = app.get(&format!("/receipt/{path}?lang=es")).await.expect(303);
        assert_eq!(answer.header("location"), "/receipt?lang=es");
        let answer = app.post_form(&format!("/receipt/{path}"), &[("code", "🙂")]).await;
        assert!(refused(&answer).contains("does not look like a code"), "{path}");
    }
    let code = app.receipt(&with(RIGHTS)).await.to_string();
    question(&app, &ReceiptCode::parse(&code).unwrap(), "¿Qué ventanilla?").await;
    let page = app.post_form("/receipt?lang=es", &[("code", &code)]).await.expect(200).words();
    for words in ["Tenemos una pregunta para usted", "Lo que todos pueden ver ahora", "Añadir algo"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
}
