//! Other programs post and read reports as they do with cities: Open311 GeoReport v2, in XML and in JSON.
//!
//! The standard's JSON schemas are not part of this repository. Where they lie beside it, or in the folder that
//! STILLOPEN_OPEN311_SCHEMAS names, every answer is held against them.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;

use axum::body::Body;
use axum::http::Method;
use jiff::civil::date;
use roxmltree::Node;
use serde_json::{Value, json};
use stillopen::domain::api_key::ApiKey;
use stillopen::domain::consent::Consents;
use stillopen::domain::id::{ApiKeyId, ReportId};
use stillopen::domain::problem::Answer;
use stillopen::domain::receipt::ReceiptCode;
use stillopen::domain::report::{Channel, Outcome, Report, ReportStatus};
use stillopen::domain::token::ApiToken;

use super::app::{Answer as Reply, TestApp};
use super::program::{Place, Service, TOO_LONG, failed, said};

const OFFICE: &str = "idhs-fcrc-jackson";
const ROOT: &str = "/open311/v2";

/// A key that opens, as the program that has it sends it.
async fn key(app: &TestApp, name: &str) -> String {
    let token = ApiToken::generate(&mut rand::rng());
    let id = ApiKeyId::new(app.clock.now());
    let name = name.parse().unwrap();
    let key = ApiKey { id, name, made_on: app.clock.today(), revoked_on: None };
    let mut tx = app.app.store().begin().await.unwrap();
    assert!(tx.insert_api_key(&key, &token).await.unwrap());
    tx.commit().await.unwrap();
    token.reveal()
}

async fn post(app: &TestApp, form: &str, fields: &[(&str, &str)]) -> Reply {
    app.post_form(&format!("{ROOT}/requests.{form}"), fields).await
}

/// Posts a report that is whole, with more fields, and gives its identifier.
async fn told(app: &TestApp, key: &str, more: &[(&str, &str)]) -> String {
    let whole = [("api_key", key), ("service_code", "long_wait"), ("address_id", OFFICE)];
    let answer = post(app, "json", &[&whole[..], more].concat()).await.expect(200);
    answer.json()[0]["service_request_id"].as_str().unwrap().to_owned()
}

async fn stored(app: &TestApp, id: &str) -> Report {
    let found = app.app.store().report(id.parse().unwrap(), app.app.sealer()).await.unwrap();
    found.unwrap()
}

/// Changes a report as a moderator does.
async fn change(app: &TestApp, id: &str, by: impl FnOnce(&mut Report)) {
    let id: ReportId = id.parse().unwrap();
    let mut tx = app.app.store().begin().await.unwrap();
    let mut report = tx.report(id, app.app.sealer()).await.unwrap().unwrap();
    by(&mut report);
    tx.save_report(&report, app.app.sealer()).await.unwrap();
    tx.raise_revision().await.unwrap();
    tx.commit().await.unwrap();
    app.app.refresh().await.unwrap();
}

async fn publish(app: &TestApp, id: &str) {
    let today = app.clock.today();
    change(app, id, |report| report.publish(today).unwrap()).await;
}

fn ids(answer: &Reply) -> Vec<String> {
    let all = answer.json();
    let id = |r: &Value| r["service_request_id"].as_str().unwrap().to_owned();
    all.as_array().unwrap().iter().map(id).collect()
}

// --- the two forms ------------------------------------------------------------------------------

/// What an element of XML says, read as the kinds of values that JSON has at the same place.
fn as_json(element: Node<'_, '_>, like: &Value) -> Value {
    let children: Vec<_> = element.children().filter(Node::is_element).collect();
    let text = element.text().unwrap_or("");
    match like {
        Value::Array(items) => {
            assert_eq!(children.len(), items.len(), "{}", element.tag_name().name());
            children.into_iter().zip(items).map(|(child, item)| as_json(child, item)).collect()
        }
        Value::Object(fields) => {
            let names: Vec<_> = children.iter().map(|c| c.tag_name().name().to_owned()).collect();
            assert_eq!(names, fields.keys().cloned().collect::<Vec<_>>());
            let pairs = children.into_iter().zip(fields);
            pairs.map(|(child, (name, like))| (name.clone(), as_json(child, like))).collect()
        }
        Value::Bool(_) => Value::Bool(text.parse().unwrap()),
        Value::Number(_) => serde_json::from_str(text).unwrap(),
        Value::Null => {
            assert!(text.is_empty() && children.is_empty());
            Value::Null
        }
        Value::String(_) => Value::String(text.to_owned()),
    }
}

/// Where the standard's schemas are, if they are at hand.
#[expect(clippy::print_stdout, reason = "who runs the tests should know what was left out")]
fn schemas() -> Option<PathBuf> {
    let named = std::env::var_os("STILLOPEN_OPEN311_SCHEMAS").map(PathBuf::from);
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let beside = [root.join("../shared/standards/open311")];
    let found = named.into_iter().chain(beside);
    let found = found.into_iter().find(|folder| folder.join("request.json").exists());
    if found.is_none() {
        println!("the schemas of GeoReport are not at hand; set STILLOPEN_OPEN311_SCHEMAS");
    }
    found
}

/// Holds an answer against a schema of the standard; an array against that of its items.
fn hold(answer: &Value, schema: &str) {
    let Some(folder) = schemas() else { return };
    let text = std::fs::read_to_string(folder.join(schema)).unwrap();
    let schema: Value = serde_json::from_str(&text).unwrap();
    let schema = if answer.is_array() { json!({"type": "array", "items": schema}) } else { schema };
    let options = jsonschema::options().should_validate_formats(true);
    let validator = options.build(&schema).unwrap();
    let faults: Vec<String> = validator
        .iter_errors(answer)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{faults:?}");
}

/// Reads an address in both forms, which must say the same, and gives the JSON.
async fn both(app: &TestApp, path: &str, query: &str, root: &str, schema: Option<&str>) -> Value {
    let json = app.get(&format!("{ROOT}/{path}.json{query}")).await;
    let xml = app.get(&format!("{ROOT}/{path}.xml{query}")).await;
    assert_eq!(json.status, xml.status, "{path}{query}");
    assert_eq!(json.header("content-type"), "application/json; charset=utf-8");
    assert_eq!(xml.header("content-type"), "text/xml; charset=utf-8");
    let text = xml.text();
    assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"), "{text:.80}");
    let document = roxmltree::Document::parse(&text).unwrap();
    let json = json.json();
    assert_eq!(document.root_element().tag_name().name(), root, "{path}{query}");
    assert_eq!(as_json(document.root_element(), &json), json, "{path}{query}");
    if let Some(schema) = schema {
        hold(&json, schema);
    }
    json
}

/// The errors of an address, in both forms.
async fn refused(app: &TestApp, path: &str, query: &str, status: u16) -> String {
    let said = both(app, path, query, "errors", None).await;
    let answer = app.get(&format!("{ROOT}/{path}.json{query}")).await.expect(status);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(said[0]["code"], status, "{said}");
    said[0]["description"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_program_finds_out_what_can_be_told_and_how() {
    let app = TestApp::new().await;
    let found = both(&app, "discovery", "", "discovery", None).await;
    assert_eq!(found["endpoints"][0]["url"], "https://stillopen.test/open311/v2");
    assert_eq!(found["endpoints"][0]["formats"], json!(["text/xml", "application/json"]));

    let services = both(&app, "services", "", "services", Some("service.json")).await;
    assert_eq!(services.as_array().unwrap().len(), 14);
    assert_eq!(services[2]["service_code"], "long_wait");
    let spanish = both(&app, "services", "?lang=es", "services", Some("service.json")).await;
    assert_ne!(spanish[2]["service_name"], services[2]["service_name"]);
    let header = [("accept-language", "es")];
    let asked = app.get_with(&format!("{ROOT}/services.json"), &header).await.json();
    assert_eq!(asked, spanish);

    let mut codes = Vec::new();
    for service in services.as_array().unwrap() {
        let path = format!("services/{}", service["service_code"].as_str().unwrap());
        let schema = Some("service-definition.json");
        let definition = both(&app, &path, "", "service_definition", schema).await;
        assert_eq!(definition["service_code"], service["service_code"]);
        let attributes = definition["attributes"].as_array().unwrap().clone();
        for (order, attribute) in (1..).zip(&attributes) {
            assert_eq!(
                (&attribute["order"], &attribute["required"]),
                (&json!(order), &json!(false))
            );
            let is_list = attribute["datatype"].as_str().unwrap().ends_with("valuelist");
            assert_eq!(is_list, !attribute["values"].as_array().unwrap().is_empty(), "{attribute}");
            codes.push(attribute["code"].as_str().unwrap().to_owned());
        }
    }
    for code in ["wait_minutes", "was_seen", "barrier", "happened_on", "consent_words"] {
        assert!(codes.iter().any(|c| c == code), "{code}");
    }
    assert!(!codes.iter().any(|c| c == "consent_photos"), "no photos come this way");
    let wait = both(&app, "services/long_wait", "", "service_definition", None).await;
    let first = &wait["attributes"][0];
    assert_eq!((&first["code"], &first["datatype"]), (&json!("wait_minutes"), &json!("number")));
    assert!(first["datatype_description"].as_str().unwrap().contains("from 1 to 720"), "{first}");

    for path in ["services", "requests", "services/long_wait", "requests/x", "tokens/x"] {
        let said = refused(&app, path, "?jurisdiction_id=sfgov.org", 404).await;
        assert!(said.starts_with("jurisdiction_id: found \"sfgov.org\""), "{said}");
    }
    both(&app, "services", "?jurisdiction_id=stillopen", "services", None).await;
    for path in ["services/pothole", "requests/nobodys", "tokens/AAAA", "nothing", "services/%FF"] {
        refused(&app, path, "", 404).await;
    }
    let plain = app.get(&format!("{ROOT}/services/long_wait")).await.expect(404);
    assert!(plain.text().contains("<errors>"), "XML where no form is named");
    let any = app.get_with(&format!("{ROOT}/services.json"), &[("origin", "https://x.test")]).await;
    assert_eq!(any.header("access-control-allow-origin"), "*");
    assert!(!any.header("etag").is_empty());
}

#[tokio::test]
async fn a_posted_report_waits_is_read_and_then_everybody_may_read_what_its_writer_allowed() {
    let app = TestApp::new().await;
    let key = key(&app, "Ride and Tell").await;
    let answer = post(
        &app,
        "json",
        &[
            ("api_key", &key),
            ("jurisdiction_id", "stillopen"),
            ("service_code", "long_wait"),
            ("address_id", OFFICE),
            ("description", "Four hours & <b>no</b> chair.\r\nCall me: 312-555-0143"),
            ("attribute[wait_minutes]", "240"),
            ("attribute[was_seen]", "no"),
            ("attribute[happened_on]", "2026-11-11T09:00:00-06:00"),
            ("attribute[consent_words]", "yes"),
            ("attribute[consent_name]", "yes"),
            ("attribute[consent_contact]", "yes"),
            ("attribute[consent_quote]", "no"),
            ("first_name", "Rosa"),
            ("last_name", "Quetzalcoatl"),
            ("email", "rosa@example.org"),
            ("phone", "312-555-0199"),
            ("lat", "41.1234567"),
            ("long", "-88.7654321"),
            ("device_id", "device-4711"),
            ("account_id", "account-0815"),
            ("media_url", "https://photos.example/p.jpg"),
        ],
    )
    .await
    .expect(200);
    assert_eq!(answer.header("cache-control"), "no-store");
    let said = answer.json();
    let id = said[0]["service_request_id"].as_str().unwrap().to_owned();
    let notice = said[0]["service_notice"].as_str().unwrap();
    assert!(notice.contains("We covered it"), "{notice}");

    let report = stored(&app, &id).await;
    assert_eq!((report.status, report.channel), (ReportStatus::Pending, Channel::Open311));
    assert_eq!(report.happened_on, date(2026, 11, 11));
    assert_eq!(report.told, "Four hours & <b>no</b> chair.\nCall me: ▇▇▇");
    assert_eq!(report.answers["wait_minutes"], Answer::Number(240));
    assert_eq!(report.answers["was_seen"], Answer::One("no".to_owned()));
    let consents = Consents { words: true, name: true, contact: true, ..Consents::default() };
    assert_eq!(report.consents, consents);
    assert_eq!(report.first_name.as_deref(), Some("Rosa"));
    assert_eq!(report.contact.as_deref(), Some("rosa@example.org"));
    // The code in the notice is the way back to it.
    let code = notice.split_whitespace().find_map(|word| ReceiptCode::parse(word).ok()).unwrap();
    assert_eq!(report.receipt_hash, code.hash());
    // The identifier, which will be public, has the week in it and no more: Monday's midnight in Chicago.
    let monday: jiff::Timestamp = "2026-11-23T06:00:00Z".parse().unwrap();
    assert_eq!(report.id.0.as_u128() >> 80, u128::try_from(monday.as_millisecond()).unwrap());
    let lines = app.app.store().audit_of("report", &id).await.unwrap();
    assert_eq!(lines, ["report.received"]);

    let token = format!("tokens/{}", said[0]["token"].as_str().unwrap());
    let found = both(&app, &token, "", "service_requests", None).await;
    assert_eq!(found[0]["service_request_id"], id.as_str());

    // Nothing is public before a person has looked.
    let one = format!("requests/{id}");
    refused(&app, &one, "", 404).await;
    let none = both(&app, "requests", "", "service_requests", Some("request.json")).await;
    assert_eq!(none, json!([]));
    publish(&app, &id).await;
    let shown = both(&app, &one, "", "service_requests", Some("request.json")).await;
    let list = both(&app, "requests", "", "service_requests", Some("request.json")).await;
    assert_eq!(shown, list);
    let request = &shown[0];
    let office = app.app.atlas().office(OFFICE).unwrap().facts.clone();
    assert_eq!(request["description"], "Four hours & <b>no</b> chair.\nCall me: ▇▇▇");
    assert_eq!((&request["status"], &request["status_notes"]), (&json!("open"), &Value::Null));
    assert_eq!(request["requested_datetime"], "2026-11-23T00:00:00-06:00");
    assert_eq!(request["updated_datetime"], request["requested_datetime"]);
    assert_eq!(request["happened_week"], "2026-11-09");
    assert_eq!(request["address_id"], OFFICE);
    assert_eq!(request["address"], office.location.one_line());
    let at = office.location.position().unwrap();
    assert_eq!(
        (request["lat"].as_f64(), request["long"].as_f64()),
        (Some(at.lat()), Some(at.lon()))
    );
    for form in ["json", "xml"] {
        let text = app.get(&format!("{ROOT}/requests.{form}")).await.text();
        for kept in ["Rosa", "rosa@", "Quetzalcoatl", "240", "0143", "41.1234", "4711", "0815"] {
            assert!(!text.contains(kept), "{form} holds {kept}");
        }
    }

    // What its writer takes back is gone.
    let today = app.clock.today();
    change(&app, &id, |report| report.withdraw(true, today)).await;
    refused(&app, &one, "", 404).await;
    assert_eq!(both(&app, "requests", "", "service_requests", None).await, json!([]));
}

#[tokio::test]
async fn requests_are_filtered_paged_and_closed_when_put_right() {
    let app = TestApp::new().await;
    let key = key(&app, "Ride and Tell").await;
    let words = [("attribute[consent_words]", "yes"), ("description", "Again")];
    let (first, second) = (told(&app, &key, &words).await, told(&app, &key, &words).await);
    let elsewhere = [
        ("api_key", &*key),
        ("service_code", "not_accessible"),
        ("address_id", "idhs-fcrc-former-alexander"),
    ];
    let marks = [("attribute[barrier][]", "toilet"), ("attribute[barrier][]", "door")];
    let answer = post(&app, "json", &[&elsewhere[..], &marks, &words].concat()).await.expect(200);
    let third = answer.json()[0]["service_request_id"].as_str().unwrap().to_owned();
    let marked = stored(&app, &third).await.answers["barrier"].clone();
    assert_eq!(marked, Answer::Many(vec!["door".to_owned(), "toilet".to_owned()]));
    let silent = told(&app, &key, &[("description", "For the count alone")]).await;
    for id in [&first, &second, &third, &silent] {
        publish(&app, id).await;
    }
    change(&app, &second, |report| report.set_outcome(Some(Outcome::Answered)).unwrap()).await;
    change(&app, &third, |report| report.set_outcome(Some(Outcome::Fixed)).unwrap()).await;

    let asked = async |query: &str| {
        let mut found = ids(&app.get(&format!("{ROOT}/requests.json?{query}")).await.expect(200));
        found.sort();
        found
    };
    let some = |ids: &[&String]| {
        let mut ids: Vec<String> = ids.iter().map(|id| (*id).clone()).collect();
        ids.sort();
        ids
    };
    assert_eq!(asked("").await, some(&[&first, &second, &third]));
    assert_eq!(asked("status=closed").await, some(&[&third]));
    assert_eq!(asked("status=open").await, some(&[&first, &second]));
    assert_eq!(asked("status=open,closed").await.len(), 3);
    assert_eq!(asked("service_code=not_accessible").await, some(&[&third]));
    assert_eq!(asked("service_code=safety,long_wait").await, some(&[&first, &second]));
    assert_eq!(asked("address_id=idhs-fcrc-former-alexander").await, some(&[&third]));
    assert_eq!(
        asked(&format!("service_request_id={first},{third},nobodys")).await,
        some(&[&first, &third])
    );
    assert_eq!(asked(&format!("service_request_id={silent}")).await, [""; 0]);
    assert_eq!(asked("service_request_id=nobodys").await, [""; 0]);
    assert_eq!(asked("start_date=2026-11-24T00:00:00Z").await.len(), 3, "the whole week");
    assert_eq!(asked("start_date=2026-12-01T00:00:00Z").await, [""; 0]);
    assert_eq!(asked("end_date=2026-11-22T00:00:00-06:00").await, [""; 0]);
    assert_eq!(asked("start_date=2026-09-01&end_date=2026-11-30").await.len(), 3);
    app.clock.advance(98 * 86_400);
    app.app.refresh().await.unwrap();
    assert_eq!(asked("").await, [""; 0], "ninety days later");
    assert_eq!(asked("start_date=2026-11-01").await.len(), 3);

    let fixed =
        both(&app, &format!("requests/{third}"), "", "service_requests", Some("request.json"))
            .await;
    assert_eq!(
        (&fixed[0]["status"], &fixed[0]["status_notes"]),
        (&json!("closed"), &json!("The office has put it right."))
    );
    let answered =
        both(&app, &format!("requests/{second}"), "?lang=es", "service_requests", None).await;
    assert_eq!(
        (&answered[0]["status"], &answered[0]["status_notes"]),
        (&json!("open"), &json!("La oficina respondió."))
    );

    let page = "requests.json?start_date=2026-11-01&page_size=2";
    let one = app.get(&format!("{ROOT}/{page}")).await.expect(200);
    assert_eq!(ids(&one).len(), 2);
    let next = one.header("link");
    assert_eq!(next, format!("<https://stillopen.test{ROOT}/{page}&page=2>; rel=\"next\""));
    let two = app.get(&format!("{ROOT}/{page}&page=2")).await.expect(200);
    assert_eq!((ids(&two).len(), two.header("link")), (1, ""));
    let mut all = [ids(&one), ids(&two)].concat();
    all.sort();
    assert_eq!(all, some(&[&first, &second, &third]));

    for (query, says) in [
        ("?service_code=pothole", "service_code: found \"pothole\""),
        ("?status=pending", "status: found \"pending\""),
        ("?start_date=yesterday", "start_date: found \"yesterday\""),
        ("?start_date=2026-01-01&end_date=2026-06-01", "end_date: found \"2026-06-01\""),
        ("?page=0", "page: found \"0\""),
        ("?page_size=1001", "page_size: found \"1001\""),
        ("?address_id=%3Cscript%3E", "address_id: found \"<script>\""),
    ] {
        let said = refused(&app, "requests", query, 400).await;
        assert!(said.starts_with(says), "{said}");
    }
}

#[tokio::test]
async fn a_post_with_faults_is_refused_with_all_of_them_and_nothing_is_kept() {
    let app = TestApp::new().await;
    let key = key(&app, "Ride and Tell").await;
    let before = app.app.store().audit_before(u64::from(u32::MAX), 1).await.unwrap();
    let long = "á".repeat(4_001);
    let faults = async |fields: &[(&str, &str)], status: u16| {
        let json = post(&app, "json", fields).await.expect(status);
        let xml = post(&app, "xml", fields).await.expect(status);
        let (json, xml) = (json.json(), xml.text());
        let document = roxmltree::Document::parse(&xml).unwrap();
        assert_eq!(as_json(document.root_element(), &json), json);
        let all = json.as_array().unwrap().clone();
        assert!(all.iter().all(|fault| fault["code"] == status), "{json}");
        all.iter().map(|f| f["description"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    for shown in
        [&[][..], &[("api_key", "")], &[("api_key", "guess")], &[("api_key", &"A".repeat(43))]]
    {
        let said = faults(shown, 403).await;
        assert!(said.len() == 1 && said[0].starts_with("api_key: "), "{said:?}");
    }
    let keyed = |more: &[(&'static str, &'static str)]| [&[("api_key", &*key)][..], more].concat();
    let said = faults(
        &[
            &keyed(&[
                ("service_code", "long_wait"),
                ("lat", "37.7"),
                ("long", "-89.3"),
                ("address_string", "1 Main St"),
                ("attribute[wait_minutes]", "9000"),
                ("attribute[was_seen]", "<script>"),
                ("attribute[barrier]", "door"),
                ("attribute[wait_minutes][x]", "9"),
                ("attribute[happened_on]", "2026-11-24"),
                ("attribute[consent_words]", "maybe"),
                ("attribute[consent_contact]", "yes"),
                ("email", "nobody"),
            ])[..],
            &[("description", long.as_str())],
        ]
        .concat(),
        400,
    )
    .await;
    for says in [
        "address_id: found \"\", expected the public name of an office",
        "attribute[wait_minutes]: found \"9000\", expected a whole number from 1 to 720",
        "attribute[was_seen]: found \"<script>\", expected one of: yes, no",
        "attribute: found \"barrier\", expected a code of services/long_wait",
        "attribute: found \"attribute[wait_minutes][x]\"",
        "attribute[happened_on]: found \"2026-11-24\", expected a day from 2024-11-23 to 2026-11-23",
        "attribute[consent_words]: found \"maybe\", expected yes or no",
        "description: found 4001 letters, expected at most 4000",
        "email: expected an address",
    ] {
        assert!(said.iter().any(|fault| fault.starts_with(says)), "{says}: {said:#?}");
    }
    assert!(!said.concat().contains("nobody"), "an address is not told again");
    let said =
        faults(&keyed(&[("service_code", "pothole"), ("address_id", "city-hall")]), 400).await;
    assert_eq!(said.len(), 2, "{said:?}");
    let said = faults(&keyed(&[("jurisdiction_id", "sfgov.org")]), 404).await;
    assert!(said[0].starts_with("jurisdiction_id"), "{said:?}");
    let after = app.app.store().audit_before(u64::from(u32::MAX), 1).await.unwrap();
    assert_eq!(before, after, "nothing was kept");

    // What stands in front of all addresses speaks the same words here.
    let path = format!("{ROOT}/requests.json");
    let typed = [("content-type", "multipart/form-data; boundary=x"), ("sec-fetch-site", "none")];
    let parts = app.ask(Method::POST, &path, &typed, Body::from("--x--")).await.expect(400);
    assert_eq!(parts.json()[0]["code"], 400);
    let form = "application/x-www-form-urlencoded";
    let foreign = [("content-type", form), ("sec-fetch-site", "cross-site")];
    let other = app.ask(Method::POST, &path, &foreign, Body::empty()).await.expect(403);
    assert_eq!(other.json()[0]["description"], "the form came from another site");
    let large = [("content-type", form)];
    let body = Body::from(format!("description={}", "x".repeat(100_000)));
    let large = app.ask(Method::POST, &path, &large, body).await.expect(413);
    assert_eq!(large.json()[0]["code"], 413);
    let put = app.ask(Method::PUT, &path, &[], Body::empty()).await.expect(405);
    assert_eq!((put.json()[0]["code"].as_u64(), put.header("allow")), (Some(405), "GET,HEAD,POST"));
}

#[tokio::test]
async fn a_key_posts_for_many_but_not_without_end_and_not_after_it_was_taken_back() {
    let app = TestApp::new().await;
    let (flood, calm) = (key(&app, "Flood").await, key(&app, "Calm").await);
    let mut statuses = Vec::new();
    for _ in 0..120 {
        let answer = post(&app, "json", &[("api_key", &flood)]).await;
        statuses.push(answer.status.as_u16());
    }
    assert_eq!(statuses[0], 400);
    assert!(statuses.contains(&429), "{statuses:?}");
    let busy = post(&app, "xml", &[("api_key", &flood)]).await.expect(429);
    assert!(busy.text().contains("<code>429</code>") && busy.header("retry-after") == "60");
    let id = told(&app, &calm, &[]).await;
    let report = stored(&app, &id).await;
    assert_eq!(report.happened_on, app.clock.today(), "today where no day is told");
    assert_eq!(report.consents, Consents::default());

    let mut tx = app.app.store().begin().await.unwrap();
    let name = "Calm".parse().unwrap();
    assert!(tx.revoke_api_key(&name, app.clock.today()).await.unwrap().is_some());
    tx.commit().await.unwrap();
    post(&app, "json", &[("api_key", &calm)]).await.expect(403);
}

// --- the program --------------------------------------------------------------------------------

/// Posts to a running service.
fn send(service: &Service, headers: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(service.address).unwrap();
    stream.set_read_timeout(Some(TOO_LONG)).unwrap();
    let head = format!(
        "POST {ROOT}/requests.json HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{headers}\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        service.address,
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn keys_are_made_listed_and_taken_back_on_the_command_line() {
    let place = Place::seeded();
    let (made, _) = said(&place.run(&["apikey", "add", "Ride and Tell"]));
    let key = made.lines().last().unwrap().to_owned();
    assert_eq!(key.len(), 43, "{made}");
    let again = failed(&place.run(&["apikey", "add", "Ride and Tell"]));
    assert!(again.contains("apikey revoke"), "{again}");
    let (list, _) = said(&place.run(&["apikey", "list"]));
    assert!(list.starts_with("Ride and Tell\tmade 2") && !list.contains(&key), "{list}");
    assert!(place.run(&["apikey", "revoke", "Ride and Tell"]).status.success());
    let (list, _) = said(&place.run(&["apikey", "list"]));
    assert!(list.contains("taken back"), "{list}");
    assert!(failed(&place.run(&["apikey", "revoke", "Ride and Tell"])).contains("apikey list"));
    assert_eq!(place.run(&["apikey", "add", " "]).status.code(), Some(2));
}

#[test]
fn nothing_of_the_caller_and_no_key_is_logged_or_stored() {
    let place = Place::seeded();
    let (made, _) = said(&place.run(&["apikey", "add", "Ride and Tell"]));
    let key = made.lines().last().unwrap().to_owned();
    let service = place.serve(&["--proxies", "1"]);
    let headers = "X-Forwarded-For: 203.0.113.77\r\nUser-Agent: CallersOwnApp/9.81\r\n";
    let office = format!("api_key={key}&service_code=long_wait&address_id={OFFICE}");
    let dropped = "&device_id=device-4711&account_id=account-0815&last_name=Quetzalcoatl&phone=3125550199\
         &media_url=https%3A%2F%2Fphotos.example%2Fp.jpg&lat=41.1234567&long=-88.7654321\
         &address_string=9+Callerstreet&first_name=Xiomara&email=xiomara%40example.org";
    let words = "&description=Call+312-555-0143+or+write+to+zoe%40home.example";
    let kept = send(&service, headers, &format!("{office}{dropped}{words}"));
    assert!(kept.starts_with("HTTP/1.1 200"), "{kept}");
    let token = kept.split("\"token\":\"").nth(1).unwrap().split('"').next().unwrap();
    service.get(&format!("{ROOT}/tokens/{token}.json"));
    // Refused ones leave no more.
    send(&service, headers, &format!("api_key={key}{dropped}{words}"));
    send(&service, headers, &format!("api_key=wrong-{key}{dropped}"));
    send(&service, headers, &format!("{office}{dropped}&attribute[device]=device-4711"));
    let (status, log) = service.end();
    assert_eq!(status.code(), Some(0));
    assert!(log.contains("TRACE") || log.contains("DEBUG"), "{log}");
    let mut all = vec![("the log".to_owned(), log.into_bytes())];
    for entry in std::fs::read_dir(place.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            all.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
    assert!(all.len() >= 3, "log, database and key");
    let marks = [
        "203.0.113.77",
        "CallersOwnApp",
        "device-4711",
        "account-0815",
        "Quetzalcoatl",
        "3125550199",
        "photos.example",
        "41.1234",
        "88.7654",
        "Callerstreet",
        "Xiomara",
        "xiomara",
        "555-0143",
        "zoe@home",
        key.as_str(),
        token,
    ];
    for (what, bytes) in all {
        for mark in marks {
            let at = bytes.windows(mark.len()).position(|w| w == mark.as_bytes());
            assert_eq!(at, None, "{what} holds {mark}");
        }
    }
}
