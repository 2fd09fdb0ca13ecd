//! Following a case by mail, news reader, calendar and webhook.

use axum::body::Body;
use axum::http::Method;
use jiff::civil::time;
use regex::Regex;
use stillopen::domain::account::{Changed, Role};
use stillopen::domain::closure::{Closure, Step, StepKind, Withdrawn};
use stillopen::domain::hook::DeliveryState;
use stillopen::domain::id::StepId;
use stillopen::jobs::alert;
use stillopen::store::{CaseChange, SavedCase, Store};
use uuid::Uuid;

use super::app::{Answer, TestApp};
use super::program::{Place, said};

const CASE: &str = "boone-county-office";
const HEARING: StepId = StepId(Uuid::from_u128(0x0193_a000_0000_7000_8000_0000_0000_0001));

/// Saves what an advocate changed, as the desk does: the case, the new revision and the alert in one write.
async fn save(app: &TestApp, change: impl FnOnce(&mut Closure)) {
    // Letters are told apart in the order of their seconds.
    app.clock.advance(1);
    let mut case = app.app.atlas().closure(CASE).unwrap().clone();
    let base = case.version;
    change(&mut case);
    let now = app.clock.now();
    let mut tx = app.app.store().begin().await.unwrap();
    let change = CaseChange { at: now, actor: "system", why_struck: "the hearing was called off" };
    let saved = tx.save_closure(Some(base), &case, change).await.unwrap();
    let SavedCase::Written(case) = saved else { panic!("{saved:?}") };
    tx.raise_revision().await.unwrap();
    alert::enqueue_for(&mut tx, case.id, case.version, now).await.unwrap();
    tx.commit().await.unwrap();
    app.app.refresh().await.unwrap();
}

fn hearing(day: &str) -> Step {
    let mut step = Step::new(HEARING, StepKind::Hearing, day.parse().ok());
    step.time = Some(time(10, 0, 0, 0));
    step.place = "Room 400; bring a coat, please".to_owned();
    step
}

/// A letter's text, in which lines end as they were written.
fn unfolded(letter: &str) -> String {
    let (head, body) = letter.split_once("\r\n\r\n").unwrap();
    let head = head.replace("\r\n ", " ");
    let body = if head.contains("quoted-printable") {
        let joined = body.replace("=\r\n", "");
        let bytes = Regex::new("(=[0-9A-F]{2})+").unwrap();
        bytes
            .replace_all(&joined, |hit: &regex::Captures<'_>| {
                let hex: String = hit[0].split('=').collect();
                String::from_utf8(data_encoding::HEXUPPER.decode(hex.as_bytes()).unwrap()).unwrap()
            })
            .into_owned()
    } else if head.contains("base64") {
        let text: String = body.split_whitespace().collect();
        String::from_utf8(data_encoding::BASE64.decode(text.as_bytes()).unwrap()).unwrap()
    } else {
        body.to_owned()
    };
    format!("{head}\r\n\r\n{}", body.replace("\r\n", "\n"))
}

/// Letters to one address, as text, the oldest first.
fn letters_to(app: &TestApp, address: &str) -> Vec<String> {
    let to = format!("To: {address}");
    let all = app.letters().into_iter().map(|letter| unfolded(&letter));
    all.filter(|letter| letter.contains(&to)).collect()
}

/// The path of the first link in a letter that begins so.
fn link(letter: &str, start: &str) -> String {
    let pattern = format!(r"https://stillopen\.test({start}[^\s>]*)");
    Regex::new(&pattern).unwrap().captures(letter).unwrap()[1].to_owned()
}

async fn ask(app: &TestApp, email: &str, topic: &str, pace: &str) -> Answer {
    app.clock.advance(1);
    let fields = [("email", email), ("topic", topic), ("pace", pace), ("letters", "en")];
    app.post_form("/follow", &fields).await
}

/// Asks and confirms; gives the path of the follower's own page.
async fn follow(app: &TestApp, email: &str, topic: &str, pace: &str) -> String {
    ask(app, email, topic, pace).await.expect(303);
    app.run_jobs().await;
    let letters = letters_to(app, email);
    let confirm = link(letters.last().unwrap(), "/follow/confirm/");
    let path = confirm.split('?').next().unwrap().to_owned();
    let done = app.post_form(&path, &[("topic", topic)]).await.expect(303);
    done.header("location").split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn nothing_is_sent_before_the_button_is_pressed_and_opening_the_link_presses_nothing() {
    for app in [TestApp::new().await, TestApp::on_postgres().await] {
        let topic = format!("closure:{CASE}");
        let asked = ask(&app, "ana@example.org", &topic, "at_once").await.expect(303);
        assert_eq!(asked.header("location"), "/follow/asked");
        app.run_jobs().await;
        let letters = letters_to(&app, "ana@example.org");
        assert_eq!(letters.len(), 1);
        let confirm = link(&letters[0], "/follow/confirm/");
        // A scanner of mail opens the link, twice, and asks for its head.
        for _ in 0..2 {
            let page = app.get(&confirm).await.expect(200);
            assert!(page.words().contains("Is this you?"));
            assert_eq!(page.header("cache-control"), "no-store");
        }
        app.ask(Method::HEAD, &confirm, &[], Body::empty()).await.expect(200);
        save(&app, |case| case.steps.push(hearing("2027-03-15"))).await;
        app.run_jobs().await;
        assert_eq!(letters_to(&app, "ana@example.org").len(), 1);
        // Now she presses it; what changes after that is told.
        let path = confirm.split('?').next().unwrap();
        let done = app.post_form(path, &[("topic", topic.as_str())]).await.expect(303);
        let manage = done.header("location").to_owned();
        assert!(app.get(&manage).await.expect(200).words().contains("a…@example.org"));
        save(&app, |case| case.title.push('!')).await;
        app.run_jobs().await;
        assert_eq!(letters_to(&app, "ana@example.org").len(), 2);
        // Pressed again, the link leads to the same page.
        let again = app.post_form(path, &[("topic", topic.as_str())]).await.expect(303);
        assert_eq!(again.header("location"), manage);
        app.get("/follow/confirm/AAAA").await.expect(404);
    }
}

#[tokio::test]
async fn the_same_address_asked_five_hundred_times_gets_one_letter_a_day() {
    let app = TestApp::new().await;
    for n in 0..500 {
        let topic = if n % 2 == 0 { "all" } else { "county:boone" };
        ask(&app, "ana@example.org", topic, "daily").await.expect(303);
    }
    app.run_jobs().await;
    assert_eq!(letters_to(&app, "ana@example.org").len(), 1);
    app.clock.advance(24 * 60 * 60);
    ask(&app, "Ana@Example.org", "all", "daily").await.expect(303);
    app.run_jobs().await;
    let both = letters_to(&app, "ana@example.org");
    assert_eq!(both.len(), 2);
    // The first link still works, and shows all that was asked for, to choose from.
    let page = app.get(&link(&both[0], "/follow/confirm/")).await.expect(200).words();
    assert!(page.contains("Every case in Illinois") && page.contains("Boone County"), "{page}");
}

#[tokio::test]
async fn a_wish_that_nobody_confirms_is_deleted_after_seven_days() {
    let app = TestApp::new().await;
    ask(&app, "ana@example.org", "all", "daily").await.expect(303);
    app.run_jobs().await;
    let confirm = link(&letters_to(&app, "ana@example.org")[0], "/follow/confirm/");
    app.clock.advance(7 * 24 * 60 * 60);
    app.run_jobs().await;
    app.get(&confirm).await.expect(200);
    app.clock.advance(24 * 60 * 60);
    app.run_jobs().await;
    assert!(app.get(&confirm).await.expect(410).words().contains("had its time"));
    assert_eq!(app.app.store().waiting_jobs().await.unwrap(), 0);
}

#[tokio::test]
async fn one_press_in_the_mail_program_stops_the_letters_without_a_cookie_from_anywhere() {
    let app = TestApp::new().await;
    let topic = format!("closure:{CASE}");
    follow(&app, "ana@example.org", &topic, "at_once").await;
    save(&app, |case| case.steps.push(hearing("2027-03-15"))).await;
    app.run_jobs().await;
    let letter = letters_to(&app, "ana@example.org").pop().unwrap();
    assert!(letter.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
    let header = Regex::new(r"List-Unsubscribe: <https://stillopen\.test([^>]*)>").unwrap();
    let stop = header.captures(&letter).unwrap()[1].to_owned();
    // No link of the letter goes anywhere but to us, and none carries more than a token.
    assert!(!letter.contains("http://") && !letter.contains("utm_"));
    // Opened as a page it does nothing but lead to the button.
    let page = app.get(&stop).await.expect(303);
    app.get(page.header("location")).await.expect(200);
    let headers = [
        ("content-type", "multipart/form-data; boundary=x"),
        ("origin", "https://mail.example.com"),
        ("sec-fetch-site", "cross-site"),
    ];
    let body = "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";
    app.ask(Method::POST, &stop, &headers, Body::from(body)).await.expect(200);
    // A second press finds nothing left to do and says the same.
    app.ask(Method::POST, &stop, &headers, Body::from(body)).await.expect(200);
    save(&app, |case| case.title.push('!')).await;
    app.run_jobs().await;
    assert_eq!(letters_to(&app, "ana@example.org").len(), 2);
    app.ask(Method::POST, "/follow/AAAA/stop", &headers, Body::from(body)).await.expect(404);
    // Nothing else lets another site's form in.
    app.ask(Method::POST, "/follow", &headers, Body::empty()).await.expect(403);
}

#[tokio::test]
async fn a_moved_hearing_moves_in_mail_news_reader_and_calendar_and_a_called_off_one_is_called_off()
{
    for app in [TestApp::new().await, TestApp::on_postgres().await] {
        let topic = format!("closure:{CASE}");
        let atom = format!("/feeds/closures/{CASE}.atom");
        let ics = format!("/closures/{CASE}.ics");
        follow(&app, "ana@example.org", &topic, "at_once").await;
        save(&app, |case| case.steps.push(hearing("2027-03-15"))).await;
        app.run_jobs().await;
        let uid = format!("UID:{HEARING}\r\n");
        let event = |calendar: &str| {
            let calendar = calendar.replace("\r\n ", "");
            let found = calendar.split("BEGIN:VEVENT").find(|e| e.contains(&uid));
            found.unwrap_or_default().to_owned()
        };
        let first = event(&app.get(&ics).await.expect(200).text());
        assert!(first.contains("DTSTART;TZID=America/Chicago:20270315T100000"), "{first}");
        assert!(first.contains("LOCATION:Room 400\\; bring a coat\\, please"), "{first}");
        assert!(first.contains("SEQUENCE:0\r\n") && first.contains("STATUS:CONFIRMED"), "{first}");
        let entry = app.get(&atom).await.expect(200).text();
        let id = format!("tag:stillopen.test,2026:step/{HEARING}");
        assert!(entry.contains(&id) && entry.contains("March 15, 2027, 10 am"), "{entry}");
        let letter = letters_to(&app, "ana@example.org").pop().unwrap();
        assert!(
            letter.contains("New: Public hearing or meeting: March 15, 2027, 10 am"),
            "{letter}"
        );

        app.clock.advance(3600);
        save(&app, |case| {
            case.steps.iter_mut().find(|s| s.id == HEARING).unwrap().on = "2027-03-17".parse().ok();
        })
        .await;
        app.run_jobs().await;
        let moved = event(&app.get(&ics).await.expect(200).text());
        assert!(moved.contains("DTSTART;TZID=America/Chicago:20270317T100000"), "{moved}");
        assert!(moved.contains("SEQUENCE:1\r\n"), "{moved}");
        let now = app.clock.now();
        let stamp = now.strftime("DTSTAMP:%Y%m%dT%H%M%SZ\r\n").to_string();
        assert!(moved.contains(&stamp), "{stamp}{moved}");
        let entry = app.get(&atom).await.expect(200).text();
        assert!(entry.contains("March 17, 2027") && !entry.contains("March 15, 2027"), "{entry}");
        let updated = now.strftime("<updated>%Y-%m-%dT%H:%M:%S+00:00</updated>").to_string();
        assert!(entry.contains(&updated), "{entry}");
        let letter = letters_to(&app, "ana@example.org").pop().unwrap();
        assert!(
            letter.contains("Changed: Public hearing or meeting: March 17, 2027, 10 am"),
            "{letter}"
        );
        assert!(letter.contains("before: March 15, 2027, 10 am"), "{letter}");

        save(&app, |case| case.steps.retain(|s| s.id != HEARING)).await;
        app.run_jobs().await;
        let off = event(&app.get(&ics).await.expect(200).text());
        assert!(off.contains("STATUS:CANCELLED") && off.contains("SEQUENCE:2\r\n"), "{off}");
        let letter = letters_to(&app, "ana@example.org").pop().unwrap();
        assert!(letter.contains("Called off: Public hearing"), "{letter}");
        assert!(letter.contains("the hearing was called off"), "{letter}");
        assert_eq!(letters_to(&app, "ana@example.org").len(), 4);
        assert!(
            app.get("/calendar?month=2027-03").await.expect(200).words().contains("Called off")
        );
    }
}

#[tokio::test]
async fn a_withdrawn_case_is_called_off_in_every_calendar_and_feed_and_comes_back() {
    let app = TestApp::new().await;
    save(&app, |case| case.steps.push(hearing("2026-12-15"))).await;
    let case = app.app.atlas().closure(CASE).unwrap().clone();
    let agency = stillopen::atlas::agency_slug(&case.agency).unwrap();
    let calendars = [
        "/calendar.ics".to_owned(),
        "/areas/county/boone.ics".to_owned(),
        "/offices/idhs-fcrc-former-boone.ics".to_owned(),
        format!("/closures/{CASE}.ics"),
    ];
    let feeds = [
        "/feeds/closures.atom".to_owned(),
        "/feeds/areas/county/boone.atom".to_owned(),
        "/feeds/offices/idhs-fcrc-former-boone.atom".to_owned(),
        format!("/feeds/agencies/{agency}.atom"),
        format!("/feeds/closures/{CASE}.atom"),
    ];
    let told = async |calendar: &str| {
        let text = app.get(calendar).await.expect(200).text().replace("\r\n ", "");
        let event = text.split("BEGIN:VEVENT").find(|e| e.contains(&format!("UID:{HEARING}\r\n")));
        let event = event.unwrap_or_else(|| panic!("{calendar} has lost the hearing"));
        let value = |name: &str| {
            event.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().to_owned()
        };
        (value("STATUS:"), value("SEQUENCE:"))
    };
    let of_feed = async |feed: &str| {
        let text = app.get(feed).await.expect(200).text();
        let id = format!("2026:closure/{}</id>", case.id);
        text.split("<entry>").find(|e| e.contains(&id)).unwrap_or_default().to_owned()
    };
    save(&app, |case| {
        let on = jiff::civil::date(2026, 11, 23);
        case.withdrawn = Some(Withdrawn { on, reason: "It was told twice.".to_owned() });
    })
    .await;
    for calendar in &calendars {
        assert_eq!(told(calendar).await, ("CANCELLED".to_owned(), "1".to_owned()), "{calendar}");
    }
    for feed in &feeds {
        let entry = of_feed(feed).await;
        assert!(entry.contains("(taken out of the ledger)"), "{feed}: {entry}");
        assert!(entry.contains("It was told twice."), "{feed}: {entry}");
    }
    // The pages leave it out.
    let page = app.get("/calendar?month=2026-12").await.expect(200);
    assert!(!page.text().contains(CASE));
    let agencies = app.app.atlas().agencies().len();

    save(&app, |case| case.withdrawn = None).await;
    for calendar in &calendars {
        assert_eq!(told(calendar).await, ("CONFIRMED".to_owned(), "2".to_owned()), "{calendar}");
    }
    assert!(!of_feed(&feeds[0]).await.contains("taken out of the ledger"));
    assert!(app.get("/calendar?month=2026-12").await.text().contains(CASE));
    assert_eq!(app.app.atlas().agencies().len(), agencies, "an agency of many cases stays");

    // After a year nobody needs to be told any more; its own page and calendar stay.
    save(&app, |case| {
        let on = jiff::civil::date(2025, 11, 1);
        case.withdrawn = Some(Withdrawn { on, reason: "It was told twice.".to_owned() });
    })
    .await;
    assert_eq!(of_feed(&feeds[0]).await, "");
    assert!(!app.get(&calendars[0]).await.text().contains(&HEARING.to_string()));
    assert_eq!(told(&calendars[3]).await.0, "CANCELLED");
}

const TABLE: &str = "source_id,office_name,city,county,event_type,status,announced_on,effective_on,source_title,source_url,summary\n\
x-1,Vienna aid office,Vienna,Johnson,closure,announced,2026-10-01,,A letter,https://example.org/,It closes.\n";

async fn jobs_of(store: &Store, kind: &str) -> i64 {
    let Store::Sqlite(pool) = store else { panic!("the embedded database") };
    let count = sqlx::query_as("select count(*) from jobs where kind = $1").bind(kind);
    let (count,): (i64,) = count.fetch_one(pool).await.unwrap();
    count
}

#[tokio::test]
async fn a_file_of_cases_at_the_desk_is_told_to_followers_and_signed_by_who_sent_it() {
    let app = TestApp::new().await;
    follow(&app, "ana@example.org", "all", "at_once").await;
    let before = letters_to(&app, "ana@example.org").len();
    let cookie = app.sign_in(Role::Advocate).await;
    let take = async |text: &str| {
        // Letters are told apart in the order of their seconds.
        app.clock.advance(1);
        let file = data_encoding::BASE64URL_NOPAD.encode(text.as_bytes());
        let sent = [("file", file.as_str())];
        app.post_form_as(&cookie, "/desk/closures/import/confirm", &sent).await.expect(200);
    };
    let known: Vec<_> = app.app.atlas().closures().iter().map(|c| c.id).collect();
    take(TABLE).await;
    assert_eq!(jobs_of(app.app.store(), "capture").await, 1, "its source is captured");
    assert_eq!(jobs_of(app.app.store(), "alert").await, 1);
    let atlas = app.app.atlas();
    let case = atlas.closures().iter().find(|c| !known.contains(&c.id)).unwrap();
    app.run_jobs().await;
    let letters = letters_to(&app, "ana@example.org");
    assert_eq!(letters.len(), before + 1);
    assert!(letters.last().unwrap().contains(&format!("/closures/{}", case.slug)));
    take(&TABLE.replace("2026-10-01", "2026-10-02")).await;
    // Nothing new: nobody is told.
    take(&TABLE.replace("2026-10-01", "2026-10-02")).await;
    assert_eq!(jobs_of(app.app.store(), "alert").await, 1);
    let id = case.id.to_string();
    let lines = app.app.store().audit_of("closure", &id).await.unwrap();
    let lines: Vec<_> = lines.iter().filter(|line| line.starts_with("case.")).collect();
    assert_eq!(lines, ["case.made", "case.changed"]);
    let versions = app.app.store().closure_versions(case.id).await.unwrap();
    assert_eq!(versions.len(), 2);
    assert!(versions.iter().all(|v| v.actor.starts_with("account:")), "{versions:?}");
    let mine = app.get_as(&cookie, "/desk/closures?view=mine").await.expect(200);
    assert!(mine.text().contains(&format!("/desk/closures/{}", case.slug)));
}

#[tokio::test]
async fn a_file_of_cases_at_the_command_line_is_told_too_but_what_ships_is_not() {
    let place = Place::seeded();
    let store =
        async || Store::open(&format!("sqlite:{}", place.database().display())).await.unwrap();
    let before = store().await;
    assert_eq!(jobs_of(&before, "alert").await, 0);
    let known: Vec<_> = before.closures().await.unwrap().iter().map(|c| c.id).collect();
    before.close().await;
    let file = place.file("cases.csv", TABLE);
    let read = ["import", "closures", file.to_str().unwrap(), "--feed", "x", "--format", "csv"];
    let output = place.run(&read);
    assert!(output.status.success(), "{:?}", said(&output));
    let after = store().await;
    assert_eq!(jobs_of(&after, "alert").await, 1);
    let closures = after.closures().await.unwrap();
    let new: Vec<_> = closures.iter().filter(|c| !known.contains(&c.id)).collect();
    assert_eq!(new.len(), 1);
    let lines = after.audit_of("closure", &new[0].id.to_string()).await.unwrap();
    assert_eq!(lines, ["case.made"]);
    after.close().await;
}

#[tokio::test]
async fn one_letter_comes_for_several_topics_and_a_digest_gathers_a_day() {
    let app = TestApp::new().await;
    follow(&app, "ana@example.org", "all", "at_once").await;
    app.clock.advance(24 * 60 * 60);
    follow(&app, "ana@example.org", "county:boone", "at_once").await;
    follow(&app, "day@example.org", "county:boone", "daily").await;
    follow(&app, "week@example.org", "county:boone", "weekly").await;
    follow(&app, "other@example.org", "county:pope", "at_once").await;
    let before = |address: &str| letters_to(&app, address).len();
    let (ana, day, week, other) = (
        before("ana@example.org"),
        before("day@example.org"),
        before("week@example.org"),
        before("other@example.org"),
    );
    save(&app, |case| case.steps.push(hearing("2027-03-15"))).await;
    app.run_jobs().await;
    save(&app, |case| case.title.push('!')).await;
    app.run_jobs().await;
    assert_eq!(letters_to(&app, "ana@example.org").len(), ana + 2);
    assert_eq!(letters_to(&app, "day@example.org").len(), day);
    // Wednesday, seven in the morning.
    app.clock.advance(21 * 60 * 60);
    app.run_jobs().await;
    let daily = letters_to(&app, "day@example.org");
    assert_eq!(daily.len(), day + 1);
    assert!(daily.last().unwrap().contains("March 15, 2027"));
    assert_eq!(letters_to(&app, "week@example.org").len(), week);
    app.clock.advance(6 * 24 * 60 * 60);
    app.run_jobs().await;
    assert_eq!(letters_to(&app, "week@example.org").len(), week + 1);
    assert_eq!(letters_to(&app, "day@example.org").len(), day + 1);
    assert_eq!(letters_to(&app, "other@example.org").len(), other);
    assert_eq!(app.app.store().queued_news().await.unwrap(), 0);
}

#[tokio::test]
async fn letters_wait_for_a_mail_server_that_is_down_for_a_day_and_none_is_sent_twice() {
    let app = TestApp::new().await;
    follow(&app, "ana@example.org", "all", "at_once").await;
    follow(&app, "ben@example.org", "all", "at_once").await;
    let before = app.letters().len();
    app.run_jobs().await;
    let idle = app.app.store().waiting_jobs().await.unwrap();
    app.mail_is_down(true);
    save(&app, |case| case.steps.push(hearing("2027-03-15"))).await;
    for _ in 0..24 {
        app.run_jobs().await;
        app.clock.advance(60 * 60);
    }
    assert_eq!(app.app.store().waiting_jobs().await.unwrap(), idle + 2);
    app.mail_is_down(false);
    for _ in 0..12 {
        app.run_jobs().await;
        app.clock.advance(60 * 60);
    }
    assert_eq!(app.letters().len(), before + 2);
    assert_eq!(app.app.store().failed_jobs().await.unwrap(), []);
    assert_eq!(app.app.store().waiting_jobs().await.unwrap(), idle);
}

#[tokio::test]
async fn what_somebody_follows_is_changed_and_stopped_on_their_own_page() {
    let app = TestApp::new().await;
    let manage = follow(&app, "ana@example.org", "all", "at_once").await;
    let none = app.post_form(&manage, &[("pace", "daily"), ("letters", "es")]).await.expect(422);
    assert!(none.words().contains("Tick at least one"));
    let fields = [("topic", "all"), ("pace", "weekly"), ("letters", "es")];
    let done = app.post_form(&manage, &fields).await.expect(303);
    assert!(app.get(done.header("location")).await.expect(200).words().contains("Saved."));
    // Nobody can add what they did not confirm.
    let fields =
        [("topic", "all"), ("topic", "county:cook"), ("pace", "weekly"), ("letters", "es")];
    app.post_form(&manage, &fields).await.expect(303);
    assert!(!app.get(&manage).await.expect(200).words().contains("Cook County"));
    app.post_form(&format!("{manage}/stop"), &[]).await.expect(200);
    assert!(app.get(&manage).await.expect(200).words().contains("no more letters"));
}

#[tokio::test]
async fn a_form_with_faults_says_each_and_keeps_what_was_typed() {
    let app = TestApp::new().await;
    let fields =
        [("email", "ana@"), ("topic", "county:atlantis"), ("pace", "hourly"), ("letters", "xx")];
    let page = app.post_form("/follow", &fields).await.expect(422);
    let words = page.words();
    for fault in ["Type your email address", "Choose what", "Choose how often", "Choose a language"]
    {
        assert!(words.contains(fault), "{fault}: {words}");
    }
    assert!(page.text().contains("value=\"ana@\""));
    app.get("/follow?topic=moon").await.expect(400);
    app.get("/follow?topic=office:never-was").await.expect(404);
    let page = app.get("/follow?topic=office:idhs-fcrc-jackson&lang=es").await.expect(200).words();
    assert!(page.contains("Seguir por correo"), "{page}");
}

#[tokio::test]
async fn a_calendar_with_five_thousand_entries_is_whole_and_windows_cut_it() {
    let app = TestApp::new().await;
    save(&app, |case| {
        for n in 0..5_200_u128 {
            let day = jiff::civil::date(2026, 11, 24)
                .checked_add(jiff::Span::new().days(i64::try_from(n % 400).unwrap()))
                .unwrap();
            let id = StepId(Uuid::from_u128(HEARING.0.as_u128() + 1 + n));
            let mut step = Step::new(id, StepKind::Hearing, day.to_string().parse().ok());
            step.note = format!(
                "Über {n}: a note, that is long enough to be folded; more than once, with ñ and ü."
            );
            case.steps.push(step);
        }
    })
    .await;
    let answer = app.get("/calendar.ics").await.expect(200);
    assert_eq!(answer.header("content-type"), "text/calendar; charset=utf-8");
    let calendar = answer.text();
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 5_000);
    assert!(calendar.lines().all(|line| line.len() <= 75), "a line is not folded");
    assert!(calendar.split("\r\n").all(|line| !line.contains('\n')));
    let uids: std::collections::BTreeSet<_> =
        calendar.lines().filter(|line| line.starts_with("UID:")).collect();
    assert_eq!(uids.len(), 5_000);
    assert_eq!(calendar, app.get("/calendar.ics").await.text(), "it is the same each time");
    let day = app.get("/calendar.ics?from=2026-11-24&to=2026-11-24").await.expect(200).text();
    assert_eq!(day.matches("BEGIN:VEVENT").count(), 13);
    for bad in ["from=2026-13-01", "to=yesterday", "from=2027-01-02&to=2027-01-01", "lang=xx"] {
        let refused = app.get(&format!("/calendar.ics?{bad}")).await.expect(400);
        assert_eq!(refused.json()["code"], "bad_query");
    }
    app.get("/calendar").await.expect(200);
}

#[tokio::test]
async fn partial_dates_are_in_no_calendar_and_every_scope_has_its_feeds() {
    let app = TestApp::new().await;
    let vague = app
        .app
        .atlas()
        .closures()
        .iter()
        .any(|case| case.steps.iter().any(|s| s.on.is_some_and(|on| on.exact().is_none())));
    assert!(vague, "the shipped cases have vague dates");
    let all = app.get("/calendar.ics?from=1900-01-01&to=2100-01-01").await.expect(200).text();
    let exact: usize = app
        .app
        .atlas()
        .closures()
        .iter()
        .map(|case| stillopen::domain::agenda::items(case).count())
        .sum();
    assert_eq!(all.matches("BEGIN:VEVENT").count(), exact);
    assert!(exact > 50);
    for (path, mime) in [
        ("/feeds/closures.atom", "application/atom+xml; charset=utf-8"),
        ("/feeds/closures.atom?lang=es", "application/atom+xml; charset=utf-8"),
        ("/feeds/areas/county/boone.atom", "application/atom+xml; charset=utf-8"),
        ("/feeds/offices/idhs-fcrc-former-boone.atom", "application/atom+xml; charset=utf-8"),
        ("/areas/county/boone.ics", "text/calendar; charset=utf-8"),
        ("/offices/idhs-fcrc-former-boone.ics", "text/calendar; charset=utf-8"),
        ("/closures/boone-county-office.ics?lang=es", "text/calendar; charset=utf-8"),
    ] {
        let answer = app.get(path).await.expect(200);
        assert_eq!(answer.header("content-type"), mime, "{path}");
    }
    let agency = app.app.atlas().agencies()[0].0.to_owned();
    app.get(&format!("/feeds/agencies/{agency}.atom")).await.expect(200);
    for path in [
        "/feeds/closures/never-was.atom",
        "/feeds/offices/never-was.atom",
        "/feeds/areas/county/atlantis.atom",
        "/feeds/agencies/never-was.atom",
        "/feeds/closures/boone-county-office",
        "/closures/never-was.ics",
        "/offices/never-was.ics",
        "/areas/county/atlantis",
        "/areas/county/atlantis.ics",
        "/closures/boone-county-office.xml",
    ] {
        app.get(path).await.expect(404);
    }
}

#[tokio::test]
async fn posters_say_the_one_thing_and_where_to_go_in_one_language_or_two() {
    let app = TestApp::new().await;
    save(&app, |case| case.steps.push(hearing("2027-03-15"))).await;
    let page = app.get(&format!("/closures/{CASE}/poster")).await.expect(200);
    let words = page.words();
    assert!(words.contains("March 15, 2027, 10 am") && words.contains("Room 400"), "{words}");
    assert!(words.contains(&format!("https://stillopen.test/closures/{CASE}")));
    assert!(page.text().contains("class=\"qr\""));
    let both = app.get(&format!("/closures/{CASE}/poster?languages=both")).await.expect(200);
    assert!(
        both.words().contains("15 de marzo de 2027") && both.words().contains("March 15, 2027")
    );
    let office = app.get("/offices/idhs-fcrc-former-boone/poster?lang=es").await.expect(200);
    assert!(office.words().contains("Adónde ir ahora"), "{}", office.words());
    app.get(&format!("/closures/{CASE}/poster?languages=three")).await.expect(400);
    app.get("/closures/never-was/poster").await.expect(404);
    app.get("/offices/never-was/poster").await.expect(404);
}

#[tokio::test]
async fn an_organizer_has_webhooks_whose_secret_is_shown_once_and_nobody_elses() {
    let app = TestApp::new().await;
    let mine = app.sign_in(Role::Organizer).await;
    let fields = [("url", "https://hooks.example.org/a"), ("topic", "all")];
    for closed in ["http://127.0.0.1:5432/", "http://[::1]/", "file:///etc/passwd", "x", ""] {
        let refused =
            app.post_form_as(&mine, "/desk/webhooks", &[("url", closed), ("topic", "all")]).await;
        assert!(refused.expect(422).words().contains("cannot post to this address"), "{closed}");
    }
    let made = app.post_form_as(&mine, "/desk/webhooks", &fields).await.expect(200).text();
    let secret =
        Regex::new("whsec_[A-Za-z0-9_-]+").unwrap().find(&made).unwrap().as_str().to_owned();
    let page = app.get_as(&mine, "/desk/webhooks").await.expect(200);
    assert!(page.words().contains("hooks.example.org/a") && !page.text().contains(&secret));
    let id = Regex::new("/desk/webhooks/([0-9a-f-]{36})/test").unwrap();
    let id = id.captures(&page.text()).unwrap()[1].to_owned();
    let other = app.sign_in(Role::Admin).await;
    assert!(!app.get_as(&other, "/desk/webhooks").await.text().contains("hooks.example.org"));
    for what in ["test", "on", "remove"] {
        let path = format!("/desk/webhooks/{id}/{what}");
        app.post_form_as(&other, &path, &[]).await.expect(404);
        app.post_form(&path, &[]).await.expect(401);
    }
    let advocate = app.sign_in(Role::Advocate).await;
    app.get_as(&advocate, "/desk/webhooks").await.expect(403);
    // No name leads anywhere here: the test fails, and the page says so.
    app.post_form_as(&mine, &format!("/desk/webhooks/{id}/test"), &[]).await.expect(303);
    app.run_jobs().await;
    let page = app.get_as(&mine, "/desk/webhooks").await.expect(200).words();
    assert!(page.contains("Given up") && page.contains("no machine is known"), "{page}");
    app.post_form_as(&mine, &format!("/desk/webhooks/{id}/remove"), &[]).await.expect(303);
    assert!(!app.get_as(&mine, "/desk/webhooks").await.text().contains("hooks.example.org"));
}

/// Another program: takes one message after the other, answers each with the next status, and keeps what it got.
async fn receiver(
    statuses: &'static [u16],
) -> (std::net::SocketAddr, tokio::sync::mpsc::UnboundedReceiver<String>) {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (got, gets) = tokio::sync::mpsc::unbounded_channel();
    tokio::spawn(async move {
        let length = Regex::new("(?i)content-length: ([0-9]+)").unwrap();
        for status in statuses {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = String::new();
            loop {
                let mut piece = vec![0; 8_000];
                let read = stream.read(&mut piece).await.unwrap();
                request.push_str(std::str::from_utf8(&piece[..read]).unwrap());
                let Some((head, body)) = request.split_once("\r\n\r\n") else { continue };
                let length: usize = length.captures(head).unwrap()[1].parse().unwrap();
                if body.len() >= length || read == 0 {
                    break;
                }
            }
            got.send(request).unwrap();
            let answer =
                format!("HTTP/1.1 {status} X\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    (address, gets)
}

#[tokio::test]
async fn a_webhook_is_signed_tried_again_and_known_by_its_event() {
    let (address, mut gets) = receiver(&[500, 200]).await;
    let app = TestApp::asking(&[&address.to_string()], false).await;
    let mine = app.sign_in(Role::Organizer).await;
    let url = format!("http://{address}/hook");
    let topic = format!("closure:{CASE}");
    let made = app
        .post_form_as(&mine, "/desk/webhooks", &[("url", url.as_str()), ("topic", topic.as_str())])
        .await
        .expect(200)
        .text();
    let secret =
        Regex::new("whsec_[A-Za-z0-9_-]+").unwrap().find(&made).unwrap().as_str().to_owned();
    save(&app, |case| case.steps.push(hearing("2027-03-15"))).await;
    app.run_jobs().await;
    let first = gets.recv().await.unwrap();
    app.clock.advance(60);
    app.run_jobs().await;
    let second = gets.recv().await.unwrap();
    let mut events = Vec::new();
    let signed = Regex::new("stillopen-signature: t=([0-9]+),v1=([0-9a-f]{64})").unwrap();
    for message in [first, second] {
        let (head, body) = message.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("POST /hook "));
        let signed = signed.captures(head).unwrap();
        let at = jiff::Timestamp::from_second(signed[1].parse().unwrap()).unwrap();
        let right = stillopen::domain::hook::signature(&secret, at, body.as_bytes());
        assert_eq!(right, format!("t={},v1={}", &signed[1], &signed[2]));
        let told: serde_json::Value = serde_json::from_str(body).unwrap();
        assert_eq!(told["event"], "closure.changed");
        assert_eq!(told["closure"]["url"], format!("https://stillopen.test/closures/{CASE}"));
        assert_eq!(told["changes"][0]["change"], "added");
        assert_eq!(told["changes"][0]["step"]["on"], "2027-03-15");
        assert_eq!(told["changes"][0]["step"]["time"], "10:00");
        events.push(told["id"].clone());
    }
    assert_eq!(events[0], events[1], "the second try tells of the same event");
    let page = app.get_as(&mine, "/desk/webhooks").await.expect(200).words();
    assert!(page.contains("Delivered") && page.contains("2 tries"), "{page}");
}

#[tokio::test]
async fn nothing_is_posted_for_somebody_who_may_not_have_webhooks_any_more() {
    let (address, mut gets) = receiver(&[200]).await;
    let app = TestApp::asking(&[&address.to_string()], false).await;
    let mine = app.sign_in(Role::Organizer).await;
    let url = format!("http://{address}/hook");
    let fields = [("url", url.as_str()), ("topic", "all")];
    app.post_form_as(&mine, "/desk/webhooks", &fields).await.expect(200);
    let store = app.app.store();
    let owner = store.people(app.app.sealer()).await.unwrap().pop().unwrap().account.id;
    let hook = store.hooks_of(owner, app.app.sealer()).await.unwrap().remove(0).id;
    app.post_form_as(&mine, &format!("/desk/webhooks/{hook}/test"), &[]).await.expect(303);
    let mut tx = store.begin().await.unwrap();
    assert_eq!(tx.change_role(owner, Role::Advocate).await.unwrap(), Changed::Done);
    tx.commit().await.unwrap();
    assert_eq!(app.run_jobs().await, 1);
    assert!(gets.try_recv().is_err(), "something was posted");
    let delivery = store.deliveries(hook, 1).await.unwrap().remove(0);
    assert_eq!(delivery.state, DeliveryState::Failed);
    assert_eq!(delivery.said, "its owner may not have webhooks any more");
}

#[tokio::test]
async fn a_letter_that_waits_is_not_sent_to_somebody_who_stopped() {
    let app = TestApp::new().await;
    let manage = follow(&app, "ana@example.org", "all", "at_once").await;
    follow(&app, "ben@example.org", "all", "at_once").await;
    app.run_jobs().await;
    let before =
        (letters_to(&app, "ana@example.org").len(), letters_to(&app, "ben@example.org").len());
    app.mail_is_down(true);
    save(&app, |case| case.steps.push(hearing("2027-03-15"))).await;
    app.run_jobs().await;
    app.post_form(&format!("{manage}/stop"), &[]).await.expect(200);
    app.mail_is_down(false);
    app.clock.advance(60 * 60);
    app.run_jobs().await;
    assert_eq!(letters_to(&app, "ana@example.org").len(), before.0);
    assert_eq!(letters_to(&app, "ben@example.org").len(), before.1 + 1);
}

#[tokio::test]
async fn a_character_that_xml_does_not_know_breaks_no_feed() {
    let app = TestApp::new().await;
    save(&app, |case| {
        case.title = "The \u{ffff}office\u{1} <closes>".to_owned();
        case.steps[0].note = "A \u{fffe}note".to_owned();
    })
    .await;
    for path in ["/feeds/closures.atom".to_owned(), format!("/feeds/closures/{CASE}.atom")] {
        let feed = app.get(&path).await.expect(200).text();
        let is_bad = |c: char| matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{1}');
        assert!(!feed.contains(is_bad), "{path}");
        assert!(feed.contains("A note") || feed.contains("The office &lt;closes&gt;"), "{feed}");
    }
}
