//! A moderator's day: reports are read, covered, asked about, published, kept back, merged; nothing is public before,
//! every deed is written down, and two who work on the same report do not undo each other.

use image::ImageFormat;
use jiff::civil::date;
use stillopen::domain::account::Role;
use stillopen::domain::audit::AuditLine;
use stillopen::domain::consent::{CONSENT_WORDING, Consents};
use stillopen::domain::id::{MessageId, OfficeId, ReportId};
use stillopen::domain::photo::CleanPhoto;
use stillopen::domain::problem::{Answer as Told, Problem};
use stillopen::domain::report::{Author, Channel, Message, Outcome, Report, ReportStatus};
use uuid::Uuid;

use super::app::{Answer, TestApp};
use super::photos::{file, picture};

const WORDS: &str = "My name is Rosa Quetzal.\nI waited four hours at window 3.";

fn id(n: u128) -> ReportId {
    ReportId(Uuid::from_u128(0x0190_aaaa_0000_7000_8000_0000_0000_0000 + n))
}

/// A report that nobody has looked at.
fn told(app: &TestApp, n: u128) -> Report {
    let today = app.clock.today();
    Report {
        id: id(n),
        office: cairo(app),
        problem: Problem::LongWait,
        answers: [("wait_minutes".to_owned(), Told::Number(240))].into(),
        happened_on: today.saturating_sub(jiff::ToSpan::days(2)),
        told: WORDS.to_owned(),
        edited: None,
        first_name: Some("Rosa".to_owned()),
        contact: Some("(618) 555-0142".to_owned()),
        consents: Consents {
            words: true,
            photos: true,
            name: true,
            contact: true,
            ..Consents::default()
        },
        wording: CONSENT_WORDING,
        lang: "en".to_owned(),
        channel: Channel::Page,
        like: None,
        merged_into: None,
        receipt_hash: format!("hash-{n}"),
        status: ReportStatus::Pending,
        outcome: None,
        counted: false,
        block: None,
        received_on: today,
        published: None,
        closed_on: None,
        erased_on: None,
        version: 1,
    }
}

fn cairo(app: &TestApp) -> OfficeId {
    let atlas = app.app.atlas();
    let office = atlas.offices().iter().find(|o| o.facts.location.county == "Alexander");
    office.unwrap().id
}

/// Keeps a report with a photo.
async fn send(app: &TestApp, report: &Report) {
    let (store, sealer) = (app.app.store(), app.app.sealer());
    let photo = CleanPhoto::of(file(&picture(240, 180), ImageFormat::Jpeg)).unwrap();
    let mut tx = store.begin().await.unwrap();
    tx.park_photo(&report.receipt_hash, 1, &photo, sealer, app.clock.now()).await.unwrap();
    assert!(tx.insert_report(report, sealer).await.unwrap());
    assert_eq!(tx.claim_photos(&report.receipt_hash, report.id).await.unwrap(), 1);
    tx.commit().await.unwrap();
}

async fn kept(app: &TestApp, n: u128) -> Report {
    app.app.store().report(id(n), app.app.sealer()).await.unwrap().unwrap()
}

fn page(n: u128) -> String {
    format!("/desk/reports/{}", id(n))
}

/// The state that the forms of a page carry.
fn seen(page: &Answer) -> String {
    let text = page.text();
    let (_, rest) = text.split_once("name=\"seen\" value=\"").unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

/// Opens the page and presses a button of it.
async fn press(app: &TestApp, who: &str, n: u128, to: &str, fields: &[(&str, &str)]) -> Answer {
    let from = if to.starts_with("words") || to.starts_with("photos") { to } else { "" };
    let from = from.strip_suffix("/edit").unwrap_or(from);
    let at = if from.is_empty() { page(n) } else { format!("{}/{from}", page(n)) };
    let seen = seen(&app.get_as(who, &at).await.expect(200));
    let fields = [&[("seen", seen.as_str())], fields].concat();
    app.post_form_as(who, &format!("{}/{to}", page(n)), &fields).await
}

async fn trail(app: &TestApp, n: u128) -> Vec<AuditLine> {
    app.app.store().audit_lines_of("report", &id(n).to_string()).await.unwrap()
}

async fn deeds(app: &TestApp, n: u128) -> Vec<String> {
    trail(app, n).await.into_iter().map(|line| line.action).collect()
}

async fn revision(app: &TestApp) -> i64 {
    app.app.store().revision().await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_public_before_a_moderator_publishes_it_and_then_as_far_as_is_allowed() {
    for app in [TestApp::new().await, TestApp::on_postgres().await] {
        send(&app, &told(&app, 1)).await;
        let who = app.sign_in(Role::Moderator).await;
        let photo = format!("/reports/{}/photos/1", id(1));
        app.get(&photo).await.expect(404);
        let at_first = revision(&app).await;

        let queue = app.get_as(&who, "/desk/reports").await.expect(200);
        assert!(queue.words().contains("I waited four hours"), "{}", queue.words());
        let home = app.get_as(&who, "/desk").await.expect(200);
        assert!(home.words().contains("1 report waits to be read"), "{}", home.words());
        let one = app.get_as(&who, &page(1)).await.expect(200).words();
        assert!(one.contains("What everybody would see") && one.contains("— Rosa"), "{one}");
        assert!(!one.contains("555-0142"), "the contact takes a press of a button");

        press(&app, &who, 1, "decide", &[("to", "publish")]).await.expect(303);
        assert!(revision(&app).await > at_first);
        let report = kept(&app, 1).await;
        assert_eq!((report.status, report.counted), (ReportStatus::Published, true));
        let picture = app.get(&photo).await.expect(200);
        assert_eq!(picture.header("content-type"), "image/jpeg");
        assert_eq!(picture.header("x-content-type-options"), "nosniff");
        assert!(
            picture.header("cache-control").contains("no-store")
                && picture.bytes.starts_with(&[0xff, 0xd8])
        );
        app.get(&format!("/reports/{}/photos/2", id(1))).await.expect(404);
        app.get(&format!("/reports/{}/photos/0", id(1))).await.expect(404);

        press(&app, &who, 1, "decide", &[("to", "fixed")]).await.expect(303);
        assert_eq!(kept(&app, 1).await.outcome, Some(Outcome::Fixed));
        press(&app, &who, 1, "decide", &[("to", "answered")]).await.expect(303);
        press(&app, &who, 1, "decide", &[("to", "open")]).await.expect(303);
        assert_eq!(kept(&app, 1).await.outcome, None);

        let fault = press(&app, &who, 1, "decide", &[("to", "hide")]).await.expect(422);
        assert!(fault.words().contains("Choose why it is kept back"), "{}", fault.words());
        press(&app, &who, 1, "decide", &[("to", "hide"), ("reason", "writer")]).await.expect(303);
        app.get(&photo).await.expect(404);
        let late = press(&app, &who, 1, "decide", &[("to", "fixed")]).await.expect(409);
        assert!(late.words().contains("cannot be done"), "{}", late.words());

        assert_eq!(
            deeds(&app, 1).await,
            ["report.published", "report.fixed", "report.answered", "report.open", "report.hidden"]
        );
        let last = trail(&app, 1).await.pop().unwrap();
        assert_eq!(last.detail, "writer", "a word, no sentence");
        let shown = app.get_as(&who, &page(1)).await.expect(200).words();
        assert!(shown.contains("Kept back: It could lead to its writer"), "{shown}");
        assert!(shown.contains("moderator "), "colleagues read who it was: {shown}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_that_only_counts_does_not_move_the_pages() {
    let app = TestApp::new().await;
    let mut report = told(&app, 1);
    report.consents = Consents::default();
    (report.first_name, report.contact) = (None, None);
    send(&app, &report).await;
    let who = app.sign_in(Role::Moderator).await;
    let one = app.get_as(&who, &page(1)).await.expect(200).words();
    assert!(one.contains("Nothing of it is shown by itself"), "{one}");
    let before = revision(&app).await;
    press(&app, &who, 1, "decide", &[("to", "publish")]).await.expect(303);
    press(&app, &who, 1, "words", &[("word", "6")]).await.expect(303);
    press(&app, &who, 1, "photos/1", &[("to", "withhold")]).await.expect(303);
    assert_eq!(revision(&app).await, before);
    app.get(&format!("/reports/{}/photos/1", id(1))).await.expect(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn looking_at_what_was_written_first_is_written_down() {
    let app = TestApp::new().await;
    send(&app, &told(&app, 1)).await;
    let who = app.sign_in(Role::Admin).await;
    press(&app, &who, 1, "words", &[("word", "6"), ("word", "8")]).await.expect(303);
    let masked = app.get_as(&who, &page(1)).await.expect(200).words();
    assert!(masked.contains("My name is ▇▇▇.") && !masked.contains("Quetzal"), "{masked}");
    let queue = app.get_as(&who, "/desk/reports").await.expect(200).words();
    assert!(!queue.contains("Quetzal"), "{queue}");

    let revealed = app.post_form_as(&who, &format!("{}/reveal", page(1)), &[]).await.expect(200);
    assert!(revealed.header("cache-control").contains("no-store"));
    let words = revealed.words();
    for text in ["My name is Rosa Quetzal.", "(618) 555-0142", "First name Rosa"] {
        assert!(words.contains(text), "{text}: {words}");
    }
    let again = app.get_as(&who, &page(1)).await.expect(200).words();
    assert!(!again.contains("Quetzal"), "once: {again}");
    let line = trail(&app, 1).await.pop().unwrap();
    assert_eq!((line.action.as_str(), line.detail.as_str()), ("report.revealed", ""));
    assert!(line.actor.starts_with("account"), "{}", line.actor);
    app.get_as(&who, &format!("{}/reveal", page(1))).await.expect(405);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_are_covered_and_nothing_is_put_into_a_residents_mouth() {
    let app = TestApp::new().await;
    send(&app, &told(&app, 1)).await;
    let who = app.sign_in(Role::Moderator).await;
    let hand = |words: &'static str| [("words", words)];
    for (typed, found) in [
        ("My name is Rosa Quetzal.\nI waited forty hours at window 3.", "forty hours"),
        ("I waited four hours at window 3.", "I waited four hours"),
        ("[x] I love this office.", "I love this office"),
        ("", "Nothing is left"),
    ] {
        let refused = press(&app, &who, 1, "words/edit", &[("words", typed)]).await.expect(422);
        let text = refused.words();
        assert!(text.contains(found) && refused.text().contains(typed), "{typed}: {text}");
    }
    assert_eq!(kept(&app, 1).await.edited, None);
    let covered = hand("My name is [Rosa Quetzal].\r\nI waited four hours at window 3.");
    press(&app, &who, 1, "words/edit", &covered).await.expect(303);
    let report = kept(&app, 1).await;
    assert_eq!(report.words(), "My name is ▇▇▇.\nI waited four hours at window 3.");
    assert_eq!(report.told, WORDS, "what was told stays sealed");
    press(&app, &who, 1, "words/edit", &hand("My name is Rosa [x].\n[x] four hours [x]"))
        .await
        .expect(303);
    assert_eq!(kept(&app, 1).await.words(), "My name is Rosa ▇▇▇.\n▇▇▇ four hours ▇▇▇");
    press(&app, &who, 1, "words/edit", &[("to", "undo")]).await.expect(303);
    assert_eq!(kept(&app, 1).await.edited, None);

    press(&app, &who, 1, "decide", &[("to", "publish")]).await.expect(303);
    let before = revision(&app).await;
    press(&app, &who, 1, "words", &[("word", "6"), ("word", "8")]).await.expect(303);
    assert!(revision(&app).await > before, "everybody reads other words now");
    assert_eq!(
        kept(&app, 1).await.public_words(),
        Some("My name is ▇▇▇.\nI waited four hours at window 3.")
    );
    let trail = trail(&app, 1).await;
    assert!(trail.iter().all(|line| !line.detail.contains("Rosa") && !line.detail.contains("▇")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_photo_is_covered_in_parts_kept_back_and_shown_again() {
    for app in [TestApp::new().await, TestApp::on_postgres().await] {
        send(&app, &told(&app, 1)).await;
        let who = app.sign_in(Role::Moderator).await;
        press(&app, &who, 1, "decide", &[("to", "publish")]).await.expect(303);
        let public = format!("/reports/{}/photos/1", id(1));
        let first = app.get(&public).await.expect(200).bytes;

        let grid = app.get_as(&who, &format!("{}/photos/1", page(1))).await.expect(200).text();
        assert_eq!(grid.matches("name=\"part\"").count(), 108);
        assert!(grid.contains("Row 3, column 5"), "{grid}");
        press(&app, &who, 1, "photos/1", &[("to", "blur")]).await.expect(422);
        let parts = [("to", "blur"), ("part", "0"), ("part", "107"), ("part", "9999")];
        let before = revision(&app).await;
        press(&app, &who, 1, "photos/1", &parts).await.expect(303);
        assert!(revision(&app).await > before);
        let blurred = app.get(&public).await.expect(200).bytes;
        assert_ne!(blurred, first);
        let picture = app.get_as(&who, &format!("{}/photos/1/picture", page(1))).await.expect(200);
        assert_eq!(picture.bytes, blurred, "moderators see what everybody sees");

        press(&app, &who, 1, "photos/1", &[("to", "undo")]).await.expect(303);
        assert_eq!(app.get(&public).await.expect(200).bytes, first);
        press(&app, &who, 1, "photos/1", &[("to", "withhold")]).await.expect(303);
        app.get(&public).await.expect(404);
        press(&app, &who, 1, "photos/1", &[("to", "show")]).await.expect(303);
        app.get(&public).await.expect(200);
        app.get_as(&who, &format!("{}/photos/2", page(1))).await.expect(404);

        let mut tx = app.app.store().begin().await.unwrap();
        let mut report = tx.report(id(1), app.app.sealer()).await.unwrap().unwrap();
        report.withdraw(false, app.clock.today());
        tx.save_report(&report, app.app.sealer()).await.unwrap();
        tx.commit().await.unwrap();
        app.get(&public).await.expect(404);
        app.get_as(&who, &format!("{}/photos/1/picture", page(1))).await.expect(404);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_writer_is_asked_and_the_answer_comes_to_the_desk() {
    let app = TestApp::new().await;
    send(&app, &told(&app, 1)).await;
    let who = app.sign_in(Role::Moderator).await;
    for question in ["", "   ", &"x".repeat(1_001)] {
        let refused = press(&app, &who, 1, "ask", &[("question", question)]).await.expect(422);
        assert!(refused.text().contains(question), "what was typed is kept");
    }
    let question = [("question", "Which window was it? <b> Call 618-555-0100.")];
    press(&app, &who, 1, "ask", &question).await.expect(303);
    let asked = app.get_as(&who, "/desk/reports?view=asked").await.expect(200).words();
    assert!(asked.contains("I waited four hours"), "{asked}");
    let messages = app.app.store().report_messages(id(1), app.app.sealer()).await.unwrap();
    assert_eq!(messages[0].words, "Which window was it? <b> Call ▇▇▇.");
    assert_eq!(messages[0].author, Author::Moderator);

    // The page that a colleague opened before the answer came does not publish over it.
    let early = seen(&app.get_as(&who, &page(1)).await.expect(200));
    let mut tx = app.app.store().begin().await.unwrap();
    let answer = Message {
        id: MessageId(Uuid::from_u128(7)),
        author: Author::Writer,
        words: "Do not publish my words, please.".to_owned(),
        on: date(2026, 7, 2),
    };
    tx.insert_report_message(id(1), &answer, app.app.sealer()).await.unwrap();
    tx.commit().await.unwrap();
    let fields = [("seen", early.as_str()), ("to", "publish")];
    let late = app.post_form_as(&who, &format!("{}/decide", page(1)), &fields).await.expect(409);
    assert!(late.words().contains("Do not publish my words"), "{}", late.words());
    assert_eq!(kept(&app, 1).await.status, ReportStatus::Pending);

    let home = app.get_as(&who, "/desk").await.expect(200).words();
    assert!(home.contains("1 writer has answered"), "{home}");
    let answered = app.get_as(&who, "/desk/reports?view=answered").await.expect(200).words();
    assert!(answered.contains("I waited four hours"), "{answered}");
    press(&app, &who, 1, "decide", &[("to", "hide"), ("reason", "asked")]).await.expect(303);
    let answered = app.get_as(&who, "/desk/reports?view=answered").await.expect(200).words();
    assert!(!answered.contains("I waited four hours"), "decided on: {answered}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_moderators_do_not_undo_each_other() {
    let app = TestApp::new().await;
    send(&app, &told(&app, 1)).await;
    let (one, two) = (app.sign_in(Role::Moderator).await, app.sign_in(Role::Admin).await);
    let early = seen(&app.get_as(&two, &page(1)).await.expect(200));
    press(&app, &one, 1, "decide", &[("to", "spam")]).await.expect(303);
    for (to, fields) in [
        ("decide", vec![("to", "publish")]),
        ("ask", vec![("question", "Kept as typed?")]),
        ("merge", vec![("into", "0190aaaa-0000-7000-8000-000000000002")]),
        ("words", vec![("word", "0")]),
        ("words/edit", vec![("words", "[all]")]),
        ("photos/1", vec![("to", "withhold")]),
    ] {
        for seen in [early.as_str(), "", "x", "1"] {
            let fields = [&[("seen", seen)], &fields[..]].concat();
            let answer = app.post_form_as(&two, &format!("{}/{to}", page(1)), &fields).await;
            let answer = answer.expect(409).words();
            assert!(answer.contains("Somebody changed this report"), "{to}: {answer}");
        }
    }
    let report = kept(&app, 1).await;
    assert_eq!((report.status, report.contact), (ReportStatus::Spam, None));
    assert_eq!(deeds(&app, 1).await, ["report.spam"]);
    press(&app, &two, 1, "decide", &[("to", "publish")]).await.expect(303);
    assert_eq!(kept(&app, 1).await.status, ReportStatus::Published, "a mistake can be mended");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reports_that_tell_the_same_are_counted_once() {
    for app in [TestApp::new().await, TestApp::on_postgres().await] {
        let later = |n: u128, days: i32| {
            let happened_on = told(&app, n).happened_on.saturating_sub(jiff::ToSpan::days(days));
            Report { happened_on, ..told(&app, n) }
        };
        let other = Report { problem: Problem::WithoutRespect, ..told(&app, 4) };
        for report in [later(1, 0), later(2, 30), later(3, 31), other] {
            send(&app, &report).await;
        }
        let who = app.sign_in(Role::Moderator).await;
        let one = app.get_as(&who, &page(1)).await.expect(200).text();
        let offered = |n: u128| one.contains(&format!("name=\"into\" value=\"{}\"", id(n)));
        assert_eq!((offered(2), offered(3), offered(4)), (true, false, false));
        press(&app, &who, 1, "merge", &[]).await.expect(422);
        for wrong in [id(1), id(4), id(9)] {
            let fields = [("into", wrong.to_string())];
            let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
            press(&app, &who, 1, "merge", &fields).await.expect(409);
        }
        let into = id(2).to_string();
        press(&app, &who, 1, "merge", &[("into", &into)]).await.expect(303);
        let merged = kept(&app, 1).await;
        assert_eq!((merged.status, merged.merged_into), (ReportStatus::Merged, Some(id(2))));
        press(&app, &who, 2, "merge", &[("into", &id(1).to_string())]).await.expect(409);
        let view = app.get_as(&who, "/desk/reports?view=merged").await.expect(200).text();
        assert!(view.contains(&page(1)) && !view.contains(&page(2)));
        assert_eq!(trail(&app, 1).await[0].detail, into);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn spam_is_laid_aside_by_the_handful_and_what_changed_meanwhile_is_left() {
    let app = TestApp::new().await;
    for n in 1..=4 {
        send(&app, &told(&app, n)).await;
    }
    let who = app.sign_in(Role::Moderator).await;
    let queue = app.get_as(&who, "/desk/reports").await.expect(200).text();
    assert_eq!(queue.matches("name=\"line\"").count(), 4);
    press(&app, &who, 2, "decide", &[("to", "publish")]).await.expect(303);
    press(&app, &who, 3, "words", &[("word", "0")]).await.expect(303);
    let lines: Vec<String> = (1..=3).map(|n| format!("{}.1", id(n))).collect();
    let mut fields: Vec<(&str, &str)> = lines.iter().map(|line| ("line", line.as_str())).collect();
    fields.extend([("line", "nonsense"), ("line", "x.1"), ("other", "1")]);
    let answer = app.post_form_as(&who, "/desk/reports/spam", &fields).await.expect(303);
    assert!(answer.header("location").contains("said=reports-spam-some"));
    let mut status = Vec::new();
    for n in 1..=4 {
        status.push(kept(&app, n).await.status);
    }
    let (spam, waits) = (ReportStatus::Spam, ReportStatus::Pending);
    assert_eq!(status, [spam, ReportStatus::Published, waits, waits]);
    assert_eq!(deeds(&app, 1).await, ["report.spam"]);
    let none = app.post_form_as(&who, "/desk/reports/spam", &[]).await.expect(303);
    assert!(none.header("location").contains("said=reports-none"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_queue_is_read_page_by_page_by_county_and_by_problem() {
    for app in [TestApp::new().await, TestApp::on_postgres().await] {
        let (store, sealer) = (app.app.store(), app.app.sealer());
        let mut tx = store.begin().await.unwrap();
        for n in 1..=30 {
            let problem = if n % 10 == 0 { Problem::Safety } else { Problem::LongWait };
            let report = Report { problem, told: format!("Number {n}."), ..told(&app, n) };
            assert!(tx.insert_report(&report, sealer).await.unwrap());
        }
        tx.commit().await.unwrap();
        let who = app.sign_in(Role::Moderator).await;
        let numbers = async |path: &str| {
            let text = app.get_as(&who, path).await.expect(200).text();
            let all: Vec<u32> = text
                .split("Number ")
                .skip(1)
                .map(|rest| rest.split_once('.').unwrap().0.parse().unwrap())
                .collect();
            let next = text.split_once("rel=\"next\"").map(|(before, _)| {
                let (_, href) = before.rsplit_once("href=\"").unwrap();
                href.split_once('"').unwrap().0.replace("&amp;", "&")
            });
            (all, next)
        };
        let (first, next) = numbers("/desk/reports").await;
        assert_eq!(first, (1..=25).collect::<Vec<_>>(), "those that came first stand first");
        let (second, end) = numbers(&next.unwrap()).await;
        assert_eq!((second, end), ((26..=30).collect::<Vec<_>>(), None));
        assert_eq!(numbers("/desk/reports?problem=safety").await.0, [10, 20, 30]);
        assert_eq!(numbers("/desk/reports?problem=safety&county=Alexander").await.0, [10, 20, 30]);
        assert_eq!(numbers("/desk/reports?county=Cook").await.0, Vec::<u32>::new());
        let (county, next) = numbers("/desk/reports?county=Alexander").await;
        assert_eq!(county.len(), 25);
        assert_eq!(numbers(&next.unwrap()).await.0, (26..=30).collect::<Vec<_>>());
        for odd in ["view=x", "problem=x", "county=%00", "after=x", "after=2026-13-01.x"] {
            assert_eq!(numbers(&format!("/desk/reports?{odd}")).await.0.len(), 25, "{odd}");
        }
        for n in [30, 10] {
            press(&app, &who, n, "decide", &[("to", "publish")]).await.expect(303);
        }
        let published = numbers("/desk/reports?view=published").await.0;
        assert_eq!(published, [30, 10], "what was decided stands the newest first");
        assert_eq!(numbers("/desk/reports?view=published&county=Alexander").await.0, [30, 10]);
        assert_eq!(numbers("/desk/reports?view=hidden").await.0, Vec::<u32>::new());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn script_in_a_report_stays_text_at_the_desk() {
    let app = TestApp::new().await;
    let script = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
    let told = Report {
        told: script.to_owned(),
        first_name: Some(script.to_owned()),
        contact: Some(script.to_owned()),
        ..told(&app, 1)
    };
    send(&app, &told).await;
    let who = app.sign_in(Role::Moderator).await;
    let at = page(1);
    let revealed = app.post_form_as(&who, &format!("{at}/reveal"), &[]).await.expect(200).text();
    let words = app.get_as(&who, &format!("{at}/words")).await.expect(200).text();
    let queue = app.get_as(&who, "/desk/reports").await.expect(200).text();
    for text in [revealed, words, queue] {
        assert!(!text.contains("<script>alert") && !text.contains("<img src=x"));
    }
    app.get_as(&who, "/desk/reports/none").await.expect(404);
    app.get_as(&who, &page(9)).await.expect(404);
    app.post_form_as(&who, &format!("{at}/decide"), &[("to", "burn")]).await.expect(400);
}
