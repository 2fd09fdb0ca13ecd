//! A resident finds the districts of a place, and a legislator what a district has, lost and stands to lose.

use stillopen::domain::closure::{CaseOffice, ClosureKind, OfficeRole, Step, StepKind};
use stillopen::domain::id::StepId;
use stillopen::store::CaseChange;

use super::app::TestApp;

const JACKSON: &str = "idhs-fcrc-jackson";

/// Makes a case of the ledger another one: of the office of Jackson County, with these steps.
async fn case_at_jackson(app: &TestApp, steps: &[(StepKind, &str)]) {
    let atlas = app.app.atlas();
    let mut case = atlas.closure("boone-county-office").unwrap().clone();
    let office = atlas.office(JACKSON).unwrap();
    case.kind = ClosureKind::Closure;
    case.offices = vec![CaseOffice {
        name: office.facts.name.clone(),
        city: "Murphysboro".to_owned(),
        county: "Jackson".to_owned(),
        office: Some(office.id),
        role: OfficeRole::Losing,
    }];
    case.offices_total = None;
    case.steps.clear();
    for (kind, on) in steps {
        case.steps.push(Step::new(StepId::new(app.clock.now()), *kind, on.parse().ok()));
    }
    let change = CaseChange { at: app.clock.now(), actor: "system", why_struck: "a test" };
    let mut tx = app.app.store().begin().await.unwrap();
    tx.save_closure(Some(case.version), &case, change).await.unwrap();
    tx.raise_revision().await.unwrap();
    tx.commit().await.unwrap();
    app.app.refresh().await.unwrap();
}

#[tokio::test]
async fn without_boundaries_there_are_counties_and_a_word_on_how_to_load_the_rest() {
    let app = TestApp::new().await;
    let page = app.get("/areas").await.expect(200);
    let words = page.words();
    assert!(words.contains("Only counties are known here so far."), "{words}");
    assert!(words.contains("stillopen setup illinois"), "{words}");
    assert!(words.contains("Counties: 102") && words.contains("Alexander"), "{words}");
    assert!(page.text().contains("href=\"/areas/county/st-clair\""));
    let found = app.get("/areas?q=62901").await.expect(200);
    assert!(found.words().contains("Around Carbondale (62901)"), "{}", found.words());
    assert!(found.words().contains("the middle of the ZIP code"));
    assert!(found.text().contains("href=\"/areas/county/jackson\""));
}

#[tokio::test]
async fn without_people_zip_codes_are_counted_and_never_called_people() {
    let app = TestApp::new().await;
    let page = app.get("/areas/county/jackson").await.expect(200);
    let words = page.words();
    assert!(words.contains("No numbers of people are loaded, so we count ZIP codes."), "{words}");
    assert!(words.contains("12 ZIP code areas here") || words.contains("ZIP code areas here"));
    assert!(words.contains("of 102 by average trip"), "{words}");
    assert!(!words.contains("in poverty") && !words.contains("people 65"), "{words}");
    assert!(words.contains("The office that matters most here"), "{words}");
    assert!(page.text().contains(&format!("/impact?service=fcrc&amp;close={JACKSON}")));
    assert!(page.text().contains("class=\"outline\""), "the county is drawn");
    let spanish = app.get("/areas/county/jackson?lang=es").await.expect(200).words();
    assert!(spanish.contains("por eso contamos códigos postales"), "{spanish}");
    assert!(!spanish.contains("pobreza"), "{spanish}");
}

#[tokio::test]
async fn a_resident_finds_the_districts_of_an_address_and_who_speaks_there() {
    let app = TestApp::new().await.with_two_counties().await;
    let page = app.get("/areas?near=37.71,-89.21").await.expect(200);
    let words = page.words();
    for name in [
        "Jackson County",
        "Carbondale",
        "Illinois House District 1 Aarón Ortíz ( Democratic )",
        "Illinois Senate District 1 We do not know who holds this seat.",
        "U.S. House District 7 Danny K. Davis ( Democrat )",
    ] {
        assert!(words.contains(name), "{name}: {words}");
    }
    assert!(!words.contains("Only counties are known"), "{words}");
    let county = app.get("/areas?q=Union+County").await.expect(200);
    assert!(county.text().contains("href=\"/areas/county/union\""));
    assert!(county.words().contains("A county can have more than one district."));
    let office = app.get(&format!("/offices/{JACKSON}")).await.expect(200);
    assert!(office.text().contains("href=\"/areas/senate/"), "{}", office.text());
    assert!(office.words().contains("Districts Jackson County"), "{}", office.words());
}

#[tokio::test]
async fn a_district_tells_its_seat_its_offices_and_how_far_they_are() {
    let mut seen = Vec::new();
    for app in [TestApp::new().await, TestApp::on_postgres().await] {
        let app = app.with_two_counties().await;
        let page = app.get("/areas/house/1").await.expect(200);
        let words = page.words();
        assert!(words.contains("Illinois House District 1"), "{words}");
        assert!(words.contains("This seat is held by Aarón Ortíz ( Democratic )"), "{words}");
        assert!(page.text().contains("href=\"tel:+12177821117\""), "{words}");
        assert!(words.contains("As of"), "{words}");
        assert!(words.contains("people in poverty live here"), "{words}");
        assert!(words.contains("of 2 by average trip"), "{words}");
        assert!(words.contains("Jackson County office, Murphysboro"), "{words}");
        assert!(!page.text().contains("/follow?topic=county"), "districts cannot be followed");
        seen.push(page.bytes.clone());
        for path in ["/areas/county/union", "/areas/place/carbondale?lang=es", "/areas?q=Anna"] {
            seen.push(app.get(path).await.expect(200).bytes.clone());
        }
    }
    let (embedded, server) = seen.split_at(seen.len() / 2);
    assert!(embedded == server, "both databases give the same bytes");
}

#[tokio::test]
async fn a_plan_shows_on_the_districts_that_it_touches_and_a_closing_on_those_that_lost() {
    let app = TestApp::new().await.with_two_counties().await;
    let path = "/areas/county/jackson";
    let words = app.get(path).await.expect(200).words();
    assert!(words.contains("The ledger has no open plan that touches this place."), "{words}");

    case_at_jackson(&app, &[(StepKind::Announced, "2026-11-01")]).await;
    let page = app.get(path).await.expect(200);
    let words = page.words();
    assert!(!words.contains("no open plan"), "{words}");
    assert!(words.contains("here would have another nearest office,"), "{words}");
    assert!(words.contains("Some here are assigned to an office that would close."), "{words}");
    assert!(page.text().contains(&format!("/impact?service=fcrc&amp;close={JACKSON}")));
    let far = app.get("/areas/county/cook").await.expect(404);
    assert!(far.words().contains("We do not know that place"), "only two counties are loaded");

    case_at_jackson(&app, &[(StepKind::DoorClosed, "2014-05-01")]).await;
    let lost = app.get(&format!("{path}?since=2014")).await.expect(200).words();
    assert!(lost.contains("What it lost since 2014"), "{lost}");
    assert!(lost.contains("1 office was closed or cut in 1 case."), "{lost}");
    let later = app.get(&format!("{path}?since=2015")).await.expect(200).words();
    assert!(later.contains("no office here that was closed or cut in that time"), "{later}");
    let union = app.get("/areas/county/union?since=2014").await.expect(200).words();
    assert!(union.contains("no office here that was closed or cut in that time"), "{union}");
}

#[tokio::test]
async fn what_is_asked_wrongly_is_told_beside_its_field_and_what_is_not_there_offers_a_search() {
    let app = TestApp::new().await.with_two_counties().await;
    for (query, field) in
        [("since=abc", "since-e"), ("since=3000", "since-e"), ("service=banks", "service-e")]
    {
        let page = app.get(&format!("/areas/county/jackson?{query}")).await.expect(400);
        let text = page.text();
        assert!(text.contains(&format!("aria-describedby=\"{field}\"")), "{query}");
        let typed = query.split_once('=').unwrap().1;
        assert!(page.words().contains(&format!("We found “{typed}”.")), "{}", page.words());
        assert!(page.words().contains("Jackson County"), "the page is there all the same");
    }
    let typed = app.get("/areas/county/jackson?since=ab%22c").await.expect(400).text();
    assert!(typed.contains("value=\"ab&quot;c\""), "what was typed is kept");
    for path in
        ["/areas/county/atlantis", "/areas/moon/1", "/areas/No%20kind/x", "/areas/house/9999"]
    {
        let page = app.get(path).await.expect(404);
        assert!(page.text().contains("action=\"/areas\""), "{path}");
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
    }
    let near = app.get("/areas/county/carbondale").await.expect(404).text();
    assert!(near.contains("href=\"/areas/place/carbondale\""), "what comes near is offered");
    let moved = app.get("/areas/community_area/rogers-park?since=2000").await.expect(308);
    assert_eq!(moved.header("location"), "/areas/community-area/rogers-park?since=2000");
    app.get("/areas?kind=moon").await.expect(400);
    app.get("/areas?kind=place&letter=abc").await.expect(400);
    app.get("/areas?near=here").await.expect(400);
    app.get("/areas/house/1.ics").await.expect(404);
    for q in ["zzzzqq", "63101", "60699999", "%00", "1+Nowhere+Rd"] {
        app.get(&format!("/areas?q={q}")).await.expect(200);
    }
    app.get("/areas/community-area/rogers-park?service=wic_clinic&since=2000").await.expect(200);
}

#[tokio::test]
async fn an_area_in_which_no_tract_has_its_middle_says_so() {
    let app = TestApp::new().await.with_two_counties().await;
    let words = app.get("/areas/community-area/rogers-park").await.expect(200).words();
    assert!(words.contains("there is nothing to count"), "{words}");
    assert!(!words.contains("The office that matters most"), "{words}");
}

#[tokio::test]
async fn all_of_illinois_has_pages_for_every_kind_of_area() {
    let Some(app) = TestApp::new().await.with_illinois().await else { return };
    let index = app.get("/areas").await.expect(200);
    let words = index.words();
    assert!(words.contains("Cities, towns and villages: 1,365"), "{words}");
    assert!(words.contains("Illinois Senate districts: 59"), "{words}");
    let places = app.get("/areas?kind=place&letter=c").await.expect(200).words();
    assert!(places.contains("Carbondale") && !places.contains("Murphysboro"), "{places}");
    for layer in app.app.atlas().land().layers() {
        let area = &layer.areas[layer.areas.len() / 2];
        let page =
            app.get(&format!("/areas/{}/{}", layer.kind.slug(), area.slug)).await.expect(200);
        assert!(page.text().contains("class=\"outline\""), "{}", area.name);
        assert!(page.bytes.len() < 400_000, "{}: {}", area.name, page.bytes.len());
    }
    let senate = app.app.atlas().land().layer(&"senate".parse().unwrap()).unwrap().areas.clone();
    let vacant = senate.iter().find(|area| area.officeholder.is_none()).unwrap();
    let page = app.get(&format!("/areas/senate/{}", vacant.slug)).await.expect(200).words();
    assert!(page.contains("names nobody for this seat"), "{page}");
    let jackson = app.get("/areas/county/jackson").await.expect(200).words();
    assert!(jackson.contains("of 102 by average trip"), "{jackson}");
}
