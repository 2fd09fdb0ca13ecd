//! The document that tells programs what they can ask is true.

use std::collections::BTreeSet;

use regex::Regex;
use serde_json::{Value, json};
use stillopen::domain::clock::{ActionKind, DeadlineState, Gap};
use stillopen::domain::closure::{
    CaseState, Certainty, ClosureKind, OfficeRole, Opinion, PeopleUnit, Process, StepKind,
};
use stillopen::domain::evidence::Stance;
use stillopen::domain::kind::{Need, OfficeKind};
use stillopen::domain::office::{OfficeStatus, PointMethod, Wheelchair};
use stillopen::domain::travel::Travel;
use stillopen::impact::{Method as CatchmentMethod, Who as ImpactWho};

use super::app::{Answer, TestApp, encoded};

fn document() -> Value {
    serde_json::from_str(stillopen::shipped::text("openapi.json")).unwrap()
}

/// Whether an answer is of one of the document's schemas.
fn check(document: &Value, schema: &Value, answer: &Value) -> Result<(), String> {
    let whole = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "components": document["components"],
        "allOf": [schema],
    });
    let validator = jsonschema::validator_for(&whole).unwrap();
    match validator.iter_errors(answer).next() {
        None => Ok(()),
        Some(error) => Err(format!("at {}: {error:.400}", error.instance_path())),
    }
}

/// The schema that the document gives for an answer's status and media type.
fn promised<'a>(document: &'a Value, path: &str, answer: &Answer) -> Option<&'a Value> {
    let mut said = &document["paths"][path]["get"]["responses"][answer.status.as_str()];
    if let Some(name) = said["$ref"].as_str() {
        said = document.pointer(name.trim_start_matches('#')).unwrap();
    }
    said["content"].get(answer.header("content-type")).map(|media| &media["schema"])
}

#[test]
fn every_route_for_programs_is_in_the_document_and_nothing_else() {
    let routes = include_str!("../../src/web/routes.rs");
    let found: BTreeSet<&str> = Regex::new(r#"\.route\(\s*"([^"]+)""#)
        .unwrap()
        .captures_iter(routes)
        .map(|c| c.get(1).unwrap().as_str())
        .filter(|p| p.starts_with("/api/") || ["/openapi.json", "/healthz", "/readyz"].contains(p))
        .collect();
    assert!(found.len() >= 9, "{found:?}");
    let document = document();
    let told: BTreeSet<&str> =
        document["paths"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(told, found);
}

#[test]
fn every_parameter_that_is_read_is_in_the_document_and_nothing_else() {
    let document = document();
    for (path, source, name) in [
        ("/api/offices/nearest", include_str!("../../src/web/api/offices.rs"), "NearestParams"),
        ("/api/offices", include_str!("../../src/web/api/offices.rs"), "ListParams"),
        ("/api/closures", include_str!("../../src/web/api/closures.rs"), "Params"),
        ("/api/search", include_str!("../../src/web/api/search.rs"), "Params"),
        ("/api/map", include_str!("../../src/web/api/map.rs"), "Params"),
        ("/api/areas", include_str!("../../src/web/api/areas.rs"), "ListParams"),
    ] {
        let fields = source.split_once(&format!("pub struct {name} {{")).unwrap().1;
        let fields = fields.split_once('}').unwrap().0;
        let read: BTreeSet<&str> = fields
            .lines()
            .filter_map(|l| l.trim().split_once(": Option<").map(|(n, _)| n))
            .collect();
        let told: BTreeSet<&str> = document["paths"][path]["get"]["parameters"]
            .as_array()
            .unwrap()
            .iter()
            .map(|p| p["name"].as_str().unwrap())
            .collect();
        assert!(!read.is_empty());
        assert_eq!(told, read, "{path}");
    }
}

#[test]
fn the_words_of_the_document_are_those_of_the_product() {
    macro_rules! words {
        ($($name:ident),+) => { [$((
            stringify!($name), $name::ALL.iter().map(|w| w.as_str()).collect::<Vec<_>>(),
        )),+] };
    }
    let document = document();
    let all = words![
        OfficeKind,
        Need,
        OfficeStatus,
        PointMethod,
        Wheelchair,
        ClosureKind,
        CaseState,
        Certainty,
        Process,
        OfficeRole,
        StepKind,
        Opinion,
        PeopleUnit,
        Stance,
        DeadlineState,
        Gap,
        ActionKind,
        ImpactWho,
        CatchmentMethod,
        Travel
    ];
    for (name, words) in all {
        let told: Vec<&str> = document["components"]["schemas"][name]["enum"]
            .as_array()
            .unwrap_or_else(|| panic!("{name} is not in the document"))
            .iter()
            .map(|w| w.as_str().unwrap())
            .collect();
        assert_eq!(told, words, "{name}");
    }
    let codes = include_str!("../../src/web/error.rs");
    let codes = codes.split_once("const fn code").unwrap().1.split_once("\n    }\n").unwrap().0;
    let codes: BTreeSet<&str> = Regex::new(r#"=> "([a-z_]+)""#)
        .unwrap()
        .captures_iter(codes)
        .map(|c| c.get(1).unwrap().as_str())
        .collect();
    let told = document["components"]["schemas"]["Problem"]["properties"]["code"]["enum"]
        .as_array()
        .unwrap();
    assert_eq!(told.iter().map(|c| c.as_str().unwrap()).collect::<BTreeSet<_>>(), codes);
}

#[test]
fn every_reference_in_the_document_leads_somewhere() {
    fn walk(document: &Value, at: &Value) {
        match at {
            Value::Object(map) => {
                if let Some(name) = map.get("$ref").and_then(Value::as_str) {
                    assert!(document.pointer(name.trim_start_matches('#')).is_some(), "{name}");
                }
                map.values().for_each(|v| walk(document, v));
            }
            Value::Array(all) => all.iter().for_each(|v| walk(document, v)),
            _ => {}
        }
    }
    let document = document();
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["info"]["version"], env!("CARGO_PKG_VERSION"));
    walk(&document, &document);
    let mut ids = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        assert!(ids.insert(item["get"]["operationId"].as_str().unwrap()), "{path}");
        for (status, answer) in item["get"]["responses"].as_object().unwrap() {
            assert!(
                answer["$ref"].is_string() || answer["description"].is_string(),
                "{path} {status}"
            );
        }
    }
}

#[tokio::test]
async fn answers_are_what_the_document_promises() {
    let app = TestApp::new().await;
    let document = document();
    let mut asked = vec![
        (
            "/api/offices/nearest",
            "/api/offices/nearest?lat=41.88&lon=-87.63&limit=100&open=false".to_owned(),
        ),
        ("/api/offices/nearest", "/api/offices/nearest?lat=91&lon=0".to_owned()),
        ("/api/offices", "/api/offices".to_owned()),
        ("/api/offices", "/api/offices?as_of=2026-11-23&limit=3".to_owned()),
        ("/api/offices", "/api/offices?limit=0".to_owned()),
        ("/api/offices/{slug}", "/api/offices/idhs-fcrc-former-clay".to_owned()),
        ("/api/offices/{slug}", "/api/offices/never-was".to_owned()),
        ("/api/closures", "/api/closures".to_owned()),
        ("/api/closures", "/api/closures?kind=castle".to_owned()),
        ("/api/search", "/api/search".to_owned()),
        ("/api/map", "/api/map?bbox=-91.6,36.9,-87,42.6&zoom=5".to_owned()),
        ("/api/map", "/api/map?bbox=-91.6,36.9,-87,42.6&zoom=22&open=false&lang=es".to_owned()),
        ("/api/map", "/api/map".to_owned()),
        ("/api/areas", "/api/areas".to_owned()),
        ("/api/areas", "/api/areas?kind=No kind".replace(' ', "%20")),
        ("/api/areas/{kind}/{slug}", "/api/areas/county/jackson".to_owned()),
        ("/api/areas/{kind}/{slug}", "/api/areas/county/jackson?since=abc".to_owned()),
        ("/api/areas/{kind}/{slug}", "/api/areas/county/atlantis".to_owned()),
        ("/api/impact", "/api/impact?close=idhs-fcrc-jackson".to_owned()),
        (
            "/api/impact",
            "/api/impact?close=idhs-fcrc-jackson&or_close=idhs-fcrc-union&by=county&areas=all"
                .to_owned(),
        ),
        ("/api/impact", "/api/impact?rank=1".to_owned()),
        ("/api/impact", "/api/impact?close=nowhere".to_owned()),
        ("/api/impact.geojson", "/api/impact.geojson?close=idhs-fcrc-jackson".to_owned()),
        ("/api/impact.geojson", "/api/impact.geojson?close=idhs-fcrc-jackson&by=county".to_owned()),
        ("/api/impact/access", "/api/impact/access?close=idhs-fcrc-jackson&method=raam".to_owned()),
        ("/openapi.json", "/openapi.json".to_owned()),
        ("/healthz", "/healthz".to_owned()),
        ("/readyz", "/readyz".to_owned()),
    ];
    for q in ["62901", "Cairo", "Pope County", "Lakeview", "humboldt park", "Clay", "zzzz"] {
        asked.push(("/api/search", format!("/api/search?q={}", encoded(q))));
    }
    for (path, request) in asked {
        let answer = app.get(&request).await;
        let schema = promised(&document, path, &answer).unwrap_or_else(|| {
            panic!("{request}: {} {} is not promised", answer.status, answer.header("content-type"))
        });
        let value = if path == "/healthz" { Value::from(answer.text()) } else { answer.json() };
        if let Err(why) = check(&document, schema, &value) {
            panic!("{request}: {why}");
        }
    }
}

#[tokio::test]
async fn what_the_document_gives_as_examples_works_and_its_limits_hold() {
    let app = TestApp::new().await;
    let document = document();
    for (path, item) in document["paths"].as_object().unwrap() {
        let parameters = item["get"]["parameters"].as_array().cloned().unwrap_or_default();
        let mut address = path.clone();
        let mut query = Vec::new();
        let text = |v: &Value| v.as_str().map_or_else(|| v.to_string(), str::to_owned);
        for parameter in &parameters {
            let Some(example) = parameter.get("example") else { continue };
            let name = parameter["name"].as_str().unwrap();
            if parameter["in"] == "path" {
                address = address.replace(&format!("{{{name}}}"), &text(example));
            } else {
                query.push((name, encoded(&text(example))));
            }
        }
        let with = |extra: Option<(&str, String)>| {
            let kept = query
                .iter()
                .filter(|(n, _)| extra.as_ref().is_none_or(|(other, _)| n != other))
                .cloned();
            let all: Vec<_> = kept.chain(extra.clone()).map(|(n, v)| format!("{n}={v}")).collect();
            if all.is_empty() { address.clone() } else { format!("{address}?{}", all.join("&")) }
        };
        app.get(&with(None)).await.expect(200);
        for parameter in &parameters {
            let name = parameter["name"].as_str().unwrap();
            let schema = &parameter["schema"];
            for (edge, step) in [("minimum", -1.0), ("maximum", 1.0)] {
                // The years of the ledger are a hint for readers, not a refusal.
                let Some(limit) = schema[edge].as_f64().filter(|_| name != "year") else {
                    continue;
                };
                app.get(&with(Some((name, limit.to_string())))).await.expect(200);
                let beyond =
                    app.get(&with(Some((name, (limit + step).to_string())))).await.expect(400);
                assert_eq!(beyond.json()["field"], name);
            }
            if parameter["required"] == true && parameter["in"] == "query" {
                let without = app.get(&with(Some((name, String::new())))).await.expect(400);
                assert_eq!(without.json()["field"], name);
            }
        }
    }
}

#[test]
fn a_document_that_is_wrong_would_be_found_out() {
    let document = document();
    let office = json!({ "$ref": "#/components/schemas/OfficeFeature" });
    let right = json!({
        "type": "Feature", "id": "a", "geometry": null,
        "properties": { "slug": "a", "name": "A", "kind": "fcrc", "status": "open", "agency": "B", "state": "IL",
            "services": [] }
    });
    check(&document, &office, &right).unwrap();
    let mut wrong = right.clone();
    wrong["properties"]["status"] = "ajar".into();
    assert!(check(&document, &office, &wrong).is_err());
    let mut wrong = right;
    wrong["properties"]["secret"] = "x".into();
    assert!(check(&document, &office, &wrong).is_err());
}
