//! A reader holds the ledger against the sheet it was made from, and an organizer reads out what the law asks.

use std::collections::HashMap;

use regex::Regex;
use serde_json::Value;
use stillopen::atlas::Atlas;
use stillopen::domain::closure::{CaseState, Step, StepKind};
use stillopen::domain::date::PartialDate;
use stillopen::domain::id::StepId;
use stillopen::i18n::{Lang, Words};
use stillopen::shipped;
use stillopen::store::CaseChange;

use super::app::TestApp;

type Row = HashMap<String, String>;

/// The rows of `closures.csv` that ship.
fn rows() -> Vec<Row> {
    let text = shipped::text("data/closures.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().collect::<Result<_, _>>().unwrap()
}

/// A date as a page writes it, and as a summary does.
fn written(date: &str) -> [String; 2] {
    let date: PartialDate = date.parse().unwrap();
    let form = match (date.exact(), date.month()) {
        (Some(_), _) => "%-d %B %Y",
        (None, Some(_)) => "%B %Y",
        (None, None) => "%Y",
    };
    [Words::of(Lang::En).date(date), date.earliest().strftime(form).to_string()]
}

/// Whether a text has a number as a number of its own.
fn names(text: &str, number: &str) -> bool {
    let text = text.replace(',', "");
    Regex::new(&format!(r"(^|[^\d]){number}($|[^\d])")).unwrap().is_match(&text)
}

/// Whether a row stands for a group of which the case has the number, or each office.
fn counted(row: &Row, case: &Value) -> bool {
    let group = row["office_source_id"].is_empty() && row["address"].is_empty();
    let losing = case["offices"].as_array().unwrap().iter().filter(|o| o["role"] == "losing");
    let numbers = [case["offices_total"].as_u64(), u64::try_from(losing.count()).ok()];
    group
        && numbers
            .into_iter()
            .flatten()
            .any(|n| n > 1 && names(&row["office_name"], &n.to_string()))
}

/// What of a row a case does not show.
fn lost(row: &Row, case: &Value, page: &str) -> Vec<String> {
    let mut lost = Vec::new();
    let mut check = |what: &str, found: bool| {
        if !found && !row[what].is_empty() {
            lost.push(format!("{} ({}): {what} {:?}", row["source_id"], row["case"], row[what]));
        }
    };
    let all = |list: &str| case[list].as_array().unwrap().clone();
    let is = |value: &Value, column: &str| value.as_str() == Some(row[column].as_str());
    let named = all("offices").iter().any(|o| is(&o["name"], "office_name"))
        || all("steps").iter().any(|s| is(&s["office"], "office_name"))
        || page.contains(row["office_name"].as_str())
        || counted(row, case)
        // Sources call an office this and that; it is told apart by the publisher's own word.
        || all("offices").iter().any(|o| is(&o["office"], "office_source_id"));
    check("office_name", named);
    for column in ["city", "county", "source_publisher"] {
        check(column, page.contains(row[column].as_str()));
    }
    let source = all("sources")
        .into_iter()
        .find(|source| is(&source["url"], "source_url") && is(&source["title"], "source_title"));
    check("source_title", source.is_some() && page.contains(row["source_title"].as_str()));
    check("source_url", source.is_some());
    for column in [
        "announced_on",
        "recommendation_filed_on",
        "comment_deadline",
        "hearing_on",
        "opinion_on",
        "effective_on",
        "source_date",
    ] {
        if !row[column].is_empty() {
            check(column, written(&row[column]).iter().any(|date| page.contains(date)));
        }
    }
    let notes: Vec<String> =
        all("steps").iter().filter_map(|s| s["note"].as_str().map(str::to_owned)).collect();
    for (column, of_case) in
        [("jobs_affected", "jobs_affected"), ("people_affected", "people_affected")]
    {
        let number = &row[column];
        let whole = case[of_case].as_u64().is_some_and(|n| n.to_string() == *number);
        check(column, whole || notes.iter().any(|note| names(note, number)));
        check(column, names(page, number));
    }
    let opinion = row["opinion"].as_str();
    check("opinion", all("steps").iter().any(|s| s["opinion"].as_str() == Some(opinion)));
    check("reason_given", page.contains(row["reason_given"].as_str()));
    lost
}

#[tokio::test]
async fn nothing_of_the_168_events_is_lost_on_the_way_to_the_page() {
    let app = TestApp::new().await;
    let ledger = app.get("/api/closures").await.expect(200).json();
    let cases: HashMap<String, Value> = ledger["closures"]
        .as_array()
        .unwrap()
        .iter()
        .map(|case| (case["slug"].as_str().unwrap().to_owned(), case.clone()))
        .collect();
    let rows = rows();
    assert_eq!((rows.len(), cases.len()), (168, 81));
    let mut pages: HashMap<String, String> = HashMap::new();
    let mut faults = Vec::new();
    for row in &rows {
        let slug = row["case"].clone();
        if !pages.contains_key(&slug) {
            let page = app.get(&format!("/closures/{slug}")).await.expect(200).words();
            pages.insert(slug.clone(), page);
        }
        faults.extend(lost(row, &cases[&slug], &pages[&slug]));
    }
    assert!(faults.is_empty(), "{} lost:\n{}", faults.len(), faults.join("\n"));
}

/// The parts of a text one after the other, with anything in between.
fn in_order(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        let at = rest.find(part).unwrap_or_else(|| panic!("no {part:?} in {rest}"));
        rest = &rest[at + part.len()..];
    }
}

async fn page(app: &TestApp, slug: &str) -> String {
    app.get(&format!("/closures/{slug}")).await.expect(200).words()
}

#[tokio::test]
async fn an_organizer_reads_out_what_the_law_asked_and_what_came() {
    let app = TestApp::new().await;
    let western = page(&app, "100-north-western-2004").await;
    in_order(
        &western,
        &[
            "December 8, 2004",
            "December 17, 2004",
            "January 16, 2005 Worked out from the law",
            "February 7, 2005 22 days late",
            "That was 52 days after the request.",
            "March 15, 2005",
            "backed the closing",
            "2005 Closed to the public.",
            "30 ILCS 608",
            "22 days late",
            "Last day: Sunday, January 16, 2005.",
            "That is a weekend.",
            "It came on February 7, 2005, after 52 days.",
            "Public Act 94-688",
            "802 Stratton Building",
            "How to cite",
        ],
    );
    let howe = page(&app, "howe-developmental-center").await;
    in_order(
        &howe,
        &[
            "19 days more than the counts leave",
            "That was 59 days after the notice.",
            "leave 40 days",
        ],
    );
    let tinley = page(&app, "tinley-park-mental-health-center").await;
    in_order(
        &tinley,
        &[
            "January 12, 2009",
            "The later recommendation backed closing",
            "September 8, 2011",
            "November 10, 2011",
            "April 10, 2012",
            "2012 Closed to the public.",
            "It was carried out against the last vote.",
            "The opinion does not bind the governor.",
        ],
    );
    let clock = app.get("/api/closures?year=2005").await.expect(200).json();
    let western = clock["closures"].as_array().unwrap().iter();
    let western = western.into_iter().find(|c| c["slug"] == "100-north-western-2004").unwrap();
    let late: Vec<&Value> = western["clock"]["deadlines"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|d| d["state"] == "late")
        .collect();
    assert_eq!(late.len(), 1);
    assert_eq!(
        (&late[0]["rule"], &late[0]["last"]),
        (&"recommendation".into(), &"2005-01-16".into())
    );
    assert_eq!(
        (&late[0]["days_late"]["most"], &late[0]["falls_on"]),
        (&22.into(), &"sunday".into())
    );
}

#[tokio::test]
async fn a_small_office_has_no_hearing_but_questions_to_ask() {
    let app = TestApp::new().await;
    let cairo = page(&app, "cairo-office-2015").await;
    in_order(
        &cairo,
        &[
            "Sources speak of 5 workers there.",
            "starts at 25 state workers in one place, so it is likely not triggered",
            "Ask for the memo and the letter",
            "CN 15.14",
            "under 2,000 clients",
            "Can the place that takes over really take it?",
            "Boone County aid office",
        ],
    );
    assert!(!cairo.contains("days late"));
    let clinics = page(&app, "chicago-mental-health-clinics-2012").await;
    assert!(clinics.contains("covers only places that the State runs"), "{clinics}");
    assert!(!clinics.contains("Ask for the memo"));
    let spanish = app.get("/closures/cairo-office-2015?lang=es").await.expect(200).words();
    in_order(
        &spanish,
        &["Las fuentes hablan de 5 trabajadores", "Pida el memorando y la carta", "Cómo citar"],
    );
}

#[tokio::test]
async fn the_cases_that_people_know_read_as_they_remember_them() {
    let app = TestApp::new().await;
    let boone = page(&app, "boone-county-office").await;
    in_order(
        &boone,
        &[
            "2002 The plan was made public.",
            "The plan was taken back or put on hold.",
            "December 2004",
            "December 28, 2004 Open to the public again.",
            "2005 The decision was undone.",
            "Closed to the public.",
            "served from Rockford",
        ],
    );
    let covid = page(&app, "aid-offices-covid-2020").await;
    in_order(
        &covid,
        &["March 19, 2020", "March 30, 2020", "(61 of 75)", "April 16, 2020", "75 offices"],
    );
    let clinics = page(&app, "chicago-mental-health-clinics-2012").await;
    in_order(
        &clinics,
        &["November 2011", "April 9, 2012", "Northtown", "April 30, 2012", "Woodlawn", "3,000"],
    );
}

#[tokio::test]
async fn a_door_that_closes_next_month_is_a_plan_until_that_day_has_come() {
    let app = TestApp::new().await;
    let mut case = app.app.atlas().closure("boone-county-office").unwrap().clone();
    case.steps.clear();
    for (kind, on) in [(StepKind::Announced, "2026-11-20"), (StepKind::DoorClosed, "2026-12-31")] {
        case.steps.push(Step::new(StepId::new(app.clock.now()), kind, on.parse().ok()));
    }
    let change = CaseChange { at: app.clock.now(), actor: "system", why_struck: "a test" };
    let mut tx = app.app.store().begin().await.unwrap();
    tx.save_closure(Some(case.version), &case, change).await.unwrap();
    tx.raise_revision().await.unwrap();
    tx.commit().await.unwrap();
    app.app.refresh().await.unwrap();

    let state = |atlas: &Atlas| atlas.closure("boone-county-office").unwrap().state();
    assert_eq!(state(&app.app.atlas()), CaseState::Proposed);
    let page = app.get("/closures/boone-county-office").await.expect(200).text();
    assert!(page.contains("It has not happened yet"), "{page}");
    let listed = app.get("/api/closures?state=in_force&county=Boone").await.expect(200).json();
    assert_eq!(listed["total"], 0, "{listed}");

    assert!(!app.app.refresh().await.unwrap(), "nothing changed and it is the same day");
    app.clock.advance(39 * 24 * 60 * 60);
    assert!(app.app.refresh().await.unwrap(), "a new day has come");
    assert_eq!(state(&app.app.atlas()), CaseState::InForce);
    let page = app.get("/closures/boone-county-office").await.expect(200).text();
    assert!(!page.contains("It has not happened yet"));
}
