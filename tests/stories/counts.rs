//! What people report becomes public: counts in groups, words that may be read, and nothing else.

use jiff::civil::{Date, date};
use stillopen::domain::consent::{CONSENT_WORDING, Consents};
use stillopen::domain::id::{OfficeId, ReportId};
use stillopen::domain::problem::{Answer, Answers, Problem};
use stillopen::domain::report::{Channel, Outcome, Report, ReportStatus};
use stillopen::jobs::sweep;
use uuid::Uuid;

use super::app::TestApp;

const HERE: &str = "idhs-fcrc-jackson";
const DAY: i64 = 24 * 60 * 60;

fn report(n: u128, office: OfficeId, problem: Problem, happened_on: Date) -> Report {
    let minutes = Answer::Number(u32::try_from(n % 10).unwrap() * 10 + 90);
    Report {
        id: ReportId(Uuid::from_u128(n)),
        office,
        problem,
        answers: Answers::from([("wait_minutes".to_owned(), minutes)]),
        happened_on,
        told: format!("I waited at window {n} & <b>nobody</b> came."),
        edited: None,
        consents: Consents::default(),
        wording: CONSENT_WORDING,
        first_name: None,
        contact: None,
        lang: "en".to_owned(),
        channel: Channel::Page,
        like: None,
        merged_into: None,
        receipt_hash: format!("receipt-{n}"),
        status: ReportStatus::Pending,
        outcome: None,
        counted: false,
        block: None,
        received_on: happened_on,
        published: None,
        closed_on: None,
        erased_on: None,
        version: 1,
    }
}

fn office(app: &TestApp, slug: &str) -> OfficeId {
    app.app.atlas().office(slug).unwrap().id
}

/// Keeps reports and publishes them.
async fn publish(app: &TestApp, reports: Vec<Report>) {
    let sealer = app.app.sealer();
    let mut tx = app.app.store().begin().await.unwrap();
    for mut report in reports {
        assert!(tx.insert_report(&report, sealer).await.unwrap());
        report.publish(app.clock.today()).unwrap();
        tx.save_report(&report, sealer).await.unwrap();
        if report.outcome.is_none() && report.consents.quote {
            let mut report = tx.report(report.id, sealer).await.unwrap().unwrap();
            report.set_outcome(Some(Outcome::Answered)).unwrap();
            tx.save_report(&report, sealer).await.unwrap();
        }
    }
    tx.raise_revision().await.unwrap();
    tx.commit().await.unwrap();
    app.app.refresh().await.unwrap();
}

/// Lets the week's release come: the next sweep, and Mondays after it.
async fn a_week_on(app: &TestApp) {
    let mut tx = app.app.store().begin().await.unwrap();
    sweep::enqueue(&mut tx, app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    for _ in 0..7 {
        app.clock.advance(DAY);
        app.run_jobs().await;
    }
}

fn silent(range: std::ops::Range<u128>, office: OfficeId, problem: Problem) -> Vec<Report> {
    range.map(|n| report(n, office, problem, date(2026, 8, 4))).collect()
}

#[tokio::test]
async fn where_nobody_told_anything_the_page_says_so_and_asks() {
    let app = TestApp::new().await;
    let page = app.get(&format!("/offices/{HERE}")).await.expect(200);
    assert!(page.words().contains("No reports are counted here yet. We count once a week."));
    assert!(page.text().contains(&format!("href=\"/report/{HERE}\"")));
    assert!(page.text().contains("href=\"/areas/county/jackson\""));
    assert!(!page.words().contains("incidence") && !page.words().contains("In their own words"));
    let page = app.get(&format!("/offices/{HERE}?lang=es")).await.expect(200);
    assert!(
        page.words()
            .contains("Todavía no hay reportes contados aquí. Los contamos una vez por semana.")
    );
}

#[tokio::test]
async fn counts_come_once_a_week_in_groups_with_table_chart_and_caution() {
    let mut seen = Vec::new();
    for app in [TestApp::new().await, TestApp::on_postgres().await] {
        let here = office(&app, HERE);
        let mut all = silent(100..115, here, Problem::LongWait);
        all.extend(silent(200..203, here, Problem::PapersLost));
        publish(&app, all).await;
        let path = format!("/offices/{HERE}");
        let before = app.get(&path).await.expect(200);
        assert!(
            before.words().contains("No reports are counted here yet"),
            "nothing before its week"
        );
        a_week_on(&app).await;
        let page = app.get(&path).await.expect(200);
        let words = page.words();
        assert!(words.contains("15 reports are counted here."), "{words}");
        assert!(words.contains("Papers lost fewer than 11"), "{words}");
        assert!(words.contains("July to September 2026 15"), "{words}");
        assert!(words.contains("waited 2 hours or longer"), "{words}");
        assert!(words.contains("Reports are not incidence"), "{words}");
        assert!(!words.contains("I waited at window"), "nobody let their words be shown");
        assert!(page.text().contains("<rect class=\"bar count\""));
        // The week after three more wait; eleven more come in together.
        publish(&app, silent(300..303, here, Problem::LongWait)).await;
        a_week_on(&app).await;
        let words = app.get(&path).await.expect(200).words();
        assert!(words.contains("15 reports are counted here."), "{words}");
        publish(&app, silent(303..311, here, Problem::LongWait)).await;
        a_week_on(&app).await;
        let words = app.get(&path).await.expect(200).words();
        assert!(words.contains("26 reports are counted here."), "{words}");
        for path in [
            path.as_str(),
            "/areas/county/jackson",
            "/areas/county/jackson?lang=es",
            "/areas/county/cook",
            "/closures/boone-county-office",
        ] {
            seen.push(app.get(path).await.bytes.clone());
        }
        let county = app.get("/areas/county/jackson").await.expect(200).words();
        assert!(county.contains("26 reports are counted here."), "{county}");
    }
    let (embedded, server) = seen.split_at(seen.len() / 2);
    assert!(embedded == server, "both databases give the same bytes");
}

#[tokio::test]
async fn words_are_read_where_their_writer_lets_them_and_gone_when_taken_back() {
    let mut seen = Vec::new();
    for app in [TestApp::new().await, TestApp::on_postgres().await] {
        let here = office(&app, HERE);
        let mut all: Vec<Report> = silent(100..113, here, Problem::LongWait);
        for told in &mut all {
            told.consents.words = true;
        }
        let rosa = &mut all[12];
        rosa.consents = Consents { words: true, name: true, quote: true, ..Consents::default() };
        (rosa.first_name, rosa.lang) = (Some("Rosa".to_owned()), "es".to_owned());
        rosa.contact = Some("rosa@example.org".to_owned());
        all.push(report(200, here, Problem::Safety, date(2026, 8, 4)));
        publish(&app, all).await;
        let path = format!("/offices/{HERE}");
        let page = app.get(&path).await.expect(200);
        let (text, words) = (page.text(), page.words());
        assert_eq!(text.matches("<blockquote").count(), 10, "{text}");
        assert!(text.contains("<blockquote lang=\"es\" dir=\"auto\">"));
        assert!(text.contains("window 112 &amp; &lt;b&gt;nobody&lt;/b&gt; came."), "{words}");
        assert!(
            words.contains("Rosa . Week of August 3, 2026. The office has answered."),
            "{words}"
        );
        assert!(!text.contains("rosa@example.org") && !text.contains("window 200"));
        assert!(text.contains(&format!("href=\"{path}?page=2#told-h\"")), "{text}");
        let older = app.get(&format!("{path}?page=2")).await.expect(200).text();
        assert_eq!(older.matches("<blockquote").count(), 3);
        let feed = app.get(&format!("/feeds/offices/{HERE}.atom")).await.expect(200);
        assert!(feed.text().contains("<title>Long wait: week of August 3, 2026</title>"));
        assert!(feed.text().contains("<name>Rosa</name>") && feed.text().contains("window 112"));
        assert!(!feed.text().contains("window 200"));
        seen.push((page.bytes.clone(), feed.bytes.clone()));

        let (store, sealer) = (app.app.store(), app.app.sealer());
        let mut tx = store.begin().await.unwrap();
        let mut rosa = tx.report(ReportId(Uuid::from_u128(112)), sealer).await.unwrap().unwrap();
        rosa.withdraw(true, app.clock.today());
        tx.save_report(&rosa, sealer).await.unwrap();
        tx.raise_revision().await.unwrap();
        tx.commit().await.unwrap();
        app.app.refresh().await.unwrap();
        for path in [path.clone(), format!("/feeds/offices/{HERE}.atom")] {
            let text = app.get(&path).await.expect(200).text();
            assert!(!text.contains("window 112") && !text.contains("Rosa"), "{path}");
        }
    }
    assert!(seen[0] == seen[1], "both databases give the same bytes");
}

#[tokio::test]
async fn a_county_has_a_page_and_its_calendar_stays_where_it_was() {
    let app = TestApp::new().await;
    let page = app.get("/areas/county/boone").await.expect(200);
    let words = page.words();
    assert!(words.contains("Offices in this county") && words.contains("Boone County"), "{words}");
    assert!(page.text().contains("href=\"/closures/boone-county-office\""));
    assert!(page.text().contains("href=\"/areas/county/boone.ics\""));
    assert!(words.contains(
        "No reports are counted for the offices in this county yet. We count once a week."
    ));
    let calendar = app.get("/areas/county/boone.ics").await.expect(200);
    assert!(calendar.header("content-type").starts_with("text/calendar"));
    app.get("/areas/county/nowhere").await.expect(404);
    app.get("/areas/county/nowhere.ics").await.expect(404);
    let ledger = app.get("/closures?county=Boone").await.expect(200);
    assert!(ledger.text().contains("href=\"/areas/county/boone\""));
    app.get(&format!("/offices/{HERE}?page=0")).await.expect(200);
    app.get(&format!("/offices/{HERE}?page=99999999999999999999999")).await.expect(400);
    app.get(&format!("/offices/{HERE}?page=x")).await.expect(400);
}
