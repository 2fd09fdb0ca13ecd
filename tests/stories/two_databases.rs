//! The same pages and answers come out of an embedded file and of a PostgreSQL server, byte for byte.

use std::collections::{BTreeSet, VecDeque};

use regex::Regex;

use super::app::{Answer, TestApp};

/// Where the walk through the pages begins, and what no link leads to.
const PATHS: &[&str] = &[
    "/",
    "/?q=62901",
    "/?q=Cairo",
    "/?q=Pope+County",
    "/?q=60623",
    "/?q=Back+of+the+Yards",
    "/?q=Springfield",
    "/?q=Clay+County+office",
    "/?q=Carbndale",
    "/?q=99999",
    "/?q=12+Nowhere+Rd",
    "/?near=41.880,-87.630&kind=all",
    "/?near=48,11",
    "/offices?county=Cook",
    "/offices?status=closed",
    "/offices?q=social+security",
    "/offices/never-was",
    "/never-was",
    "/?kind=castle",
    "/closures?kind=closure",
    "/closures?county=Pope",
    "/areas/county/cook",
    "/calendar",
    "/calendar?county=cook",
    "/calendar?month=2012-04",
    "/calendar.ics?from=1980-01-01",
    "/feeds/closures.atom",
    "/feeds/areas/county/cook.atom",
    "/areas/county/cook.ics?from=1980-01-01",
    "/closures/boone-county-office.ics",
    "/feeds/closures/boone-county-office.atom",
    "/closures/boone-county-office/poster?languages=both",
    "/follow?topic=closure:boone-county-office",
    "/report",
    "/receipt",
    "/report/worker",
    "/data",
    "/about",
    "/privacy",
    "/api/offices",
    "/api/offices?status=unknown&limit=20&offset=10",
    "/api/offices?as_of=2026-11-23",
    "/api/offices?as_of=2020-01-01",
    "/api/offices?limit=0",
    "/api/offices/nearest?lat=41.88&lon=-87.63&limit=100",
    "/api/offices/nearest?lat=37.72&lon=-89.2158&limit=100&open=false",
    "/api/offices/nearest?lat=37.72&lon=-89.2158&kind=wic&wheelchair=true",
    "/api/offices/nearest?lat=37.72",
    "/api/closures",
    "/api/closures?state=proposed",
    "/api/closures?limit=20&page=2",
    "/api/search?q=clay",
    "/api/search?q=62901",
    "/api/search?q=springfeild",
    "/api/map?bbox=-91.6,36.9,-87,42.6&zoom=5",
    "/api/map?bbox=-91.6,36.9,-87,42.6&zoom=9&open=false&lang=es",
    "/api/map?bbox=-88.5,41.5,-87.3,42.2&zoom=12",
    "/api/impact?close=idhs-fcrc-jackson",
    "/api/impact?close=idhs-fcrc-jackson&or_close=idhs-fcrc-union&areas=all",
    "/api/impact?rank=1",
    "/api/impact?close=nowhere",
    "/api/impact.csv?close=idhs-fcrc-jackson&areas=all",
    "/api/impact.geojson?close=idhs-fcrc-jackson",
    "/api/impact.geojson?close=idhs-fcrc-jackson&by=county",
    "/api/impact/access?close=idhs-fcrc-jackson&method=e2sfca",
    "/openapi.json",
    "/healthz",
    "/readyz",
];

/// Pages of one sort, such as those of single offices, that are compared in each language.
const OF_A_SORT: usize = 30;

/// What an answer says, without what is new in every answer.
fn told(answer: &Answer) -> Vec<u8> {
    let mut out = format!("{}\n", answer.status).into_bytes();
    for (name, value) in &answer.headers {
        if name != "x-request-id" {
            out.extend_from_slice(name.as_str().as_bytes());
            out.extend_from_slice(b": ");
            out.extend_from_slice(value.as_bytes());
            out.push(b'\n');
        }
    }
    out.push(b'\n');
    out.extend_from_slice(&answer.bytes);
    match String::from_utf8(out) {
        // A form's token and an error's number are random.
        Ok(text) => Regex::new(r"\b[0-9a-f]{32}\b|\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
            .unwrap()
            .replace_all(&text, "(random)")
            .into_owned()
            .into_bytes(),
        Err(binary) => binary.into_bytes(),
    }
}

/// The first place where two texts part, with what is around it.
fn difference(one: &[u8], other: &[u8]) -> String {
    let at = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let part = |text: &[u8]| {
        String::from_utf8_lossy(&text[at.saturating_sub(120)..text.len().min(at + 120)])
            .into_owned()
    };
    format!("at byte {at}\nSQLite:     {}\nPostgreSQL: {}", part(one), part(other))
}

/// Links of a page that stay on the site and are not only another view of the map.
fn links(html: &str) -> Vec<String> {
    Regex::new(r#"href="(/[^"]*)""#)
        .unwrap()
        .captures_iter(html)
        .map(|c| c[1].replace("&amp;", "&"))
        .map(|link| link.split('#').next().unwrap().to_owned())
        .filter(|link| !link.starts_with("/assets/") && !link.contains("bbox="))
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_and_answer_is_the_same_from_both_databases() {
    let (file, server) = tokio::join!(TestApp::new(), TestApp::on_postgres());
    let mut waiting: VecDeque<String> = PATHS.iter().map(|p| (*p).to_owned()).collect();
    let mut known: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut sorts = std::collections::BTreeMap::<String, usize>::new();
    let mut compared = 0;
    while let Some(path) = waiting.pop_front() {
        for lang in ["en", "es"] {
            let joint = if path.contains('?') { '&' } else { '?' };
            let asked = format!("{path}{joint}lang={lang}");
            let (one, other) = tokio::join!(file.get(&asked), server.get(&asked));
            let (a, b) = (told(&one), told(&other));
            assert!(a == b, "{asked} differs {}", difference(&a, &b));
            compared += 1;
            if lang == "en" && one.header("content-type").starts_with("text/html") {
                for link in links(&one.text()) {
                    let link = link.replace("?lang=en", "").replace("&lang=en", "");
                    // `/offices/{slug}` and `/?q=..` are one sort each.
                    let sort =
                        link.split(['?']).next().unwrap().rsplit_once('/').unwrap().0.to_owned();
                    let many = sorts.entry(sort).or_default();
                    if !link.contains("lang=") && *many < OF_A_SORT && known.insert(link.clone()) {
                        *many += 1;
                        waiting.push_back(link);
                    }
                }
            }
        }
    }
    assert!(compared > 200, "only {compared} answers were compared");
}

/// Who is hurt, with people, margins, districts and those who hold office there.
const OF_PEOPLE: &[&str] = &[
    "/impact?close=idhs-fcrc-jackson",
    "/impact?close=idhs-fcrc-jackson&or_close=idhs-fcrc-union",
    "/impact?close=never-was",
    "/impact?new=a@0,0",
    "/api/impact?close=idhs-fcrc-jackson&areas=all",
    "/api/impact?rank=1",
    "/api/impact?service=admin_office",
    "/api/impact?new=a@-90,0",
    "/api/impact.csv?close=idhs-fcrc-jackson&areas=all",
    "/api/impact.geojson?close=idhs-fcrc-jackson&by=county,senate",
    "/api/impact/access?close=idhs-fcrc-jackson&method=raam",
    "/api/areas/senate/1",
    "/areas",
    "/areas/senate/1",
    "/areas/house/2",
    "/areas/congress/12",
    "/areas/county/jackson",
    "/areas/county/jackson?since=1990",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_hurt_is_the_same_from_both_databases() {
    let (file, server) =
        tokio::join!(async { TestApp::new().await.with_two_counties().await }, async {
            TestApp::on_postgres().await.with_two_counties().await
        },);
    for path in OF_PEOPLE {
        for lang in ["en", "es"] {
            let joint = if path.contains('?') { '&' } else { '?' };
            let asked = format!("{path}{joint}lang={lang}");
            let (one, other) = tokio::join!(file.get(&asked), server.get(&asked));
            let (a, b) = (told(&one), told(&other));
            assert!(a == b, "{asked} differs {}", difference(&a, &b));
            assert_ne!(one.status, 404, "{asked}");
        }
    }
    let closing = file.get(OF_PEOPLE[0]).await.expect(200).text();
    assert!(closing.contains("people in poverty"), "the people are in both");
    for refused in ["/api/impact?service=admin_office", "/api/impact?new=a@-90,0"] {
        assert_eq!(file.get(refused).await.status, 400, "{refused}");
    }
}

#[test]
fn a_difference_would_be_shown() {
    let shown = difference(b"the same and then one", b"the same and then two");
    assert!(
        shown.contains("at byte 18") && shown.contains("then one") && shown.contains("then two")
    );
}
