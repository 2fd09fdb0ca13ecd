//! An organizer opens a case and reads who would be hurt, in both languages, with and without a census.

use stillopen::domain::closure::Step;
use stillopen::domain::closure::{ClosureKind, StepKind};
use stillopen::domain::id::StepId;
use stillopen::domain::kind::OfficeKind;
use stillopen::i18n::{Lang, Words};
use stillopen::impact::{Turn, Who, case_questions};
use stillopen::store::CaseChange;

use super::app::TestApp;

const PLAN: &str = "/closures/cairo-office-2015";

/// Makes a case of the ledger a plan to close the office in Murphysboro.
async fn murphysboro_is_to_close(app: &TestApp) {
    let atlas = app.app.atlas();
    let jackson = atlas.office("idhs-fcrc-jackson").unwrap().id;
    let mut case = atlas.closure("cairo-office-2015").unwrap().clone();
    case.kind = ClosureKind::Closure;
    case.offices.truncate(1);
    case.offices[0].office = Some(jackson);
    case.offices_total = Some(3);
    case.steps = vec![Step::new(
        StepId::new(app.clock.now()),
        StepKind::Announced,
        "2026-11-20".parse().ok(),
    )];
    let change = CaseChange { at: app.clock.now(), actor: "system", why_struck: "a test" };
    let mut tx = app.app.store().begin().await.unwrap();
    tx.save_closure(Some(case.version), &case, change).await.unwrap();
    tx.raise_revision().await.unwrap();
    tx.commit().await.unwrap();
    app.app.refresh().await.unwrap();
}

#[tokio::test]
async fn a_plan_tells_which_zip_areas_it_would_hurt_before_a_census_is_loaded() {
    let app = TestApp::new().await;
    murphysboro_is_to_close(&app).await;
    let page = app.get(PLAN).await.expect(200);
    let (html, words) = (page.text(), page.words());
    assert!(words.contains("Who would be hurt"), "{words}");
    assert!(words.contains("ZIP code areas lose their nearest office"), "{words}");
    assert!(words.contains("count ZIP code areas, each once, and not people"));
    assert!(!words.contains("people in poverty"), "nobody is made up");
    assert!(html.contains("/impact?service=fcrc&amp;close=idhs-fcrc-jackson\""), "{html}");
    assert!(html.contains("<svg class=\"harm\"") && html.contains("<path class=\"a"));
    assert!(!html.contains("<svg class=\"sizes\""), "each dot is one area");
    // The offices are named as people call them.
    assert!(words.contains("Where people would go") && words.contains("Williamson County office"));
    assert!(words.contains("Jackson County") && words.contains(", Carbondale"), "{words}");
    let spanish = app.get(&format!("{PLAN}?lang=es")).await.expect(200).words();
    for said in ["A quién perjudicaría", "zonas de código postal pierden su oficina más cercana"]
    {
        assert!(spanish.contains(said), "{said}: {spanish}");
    }
    let listed = app.get("/api/closures?state=proposed").await.expect(200).json();
    let mut cases = listed["closures"].as_array().unwrap().iter();
    let case = cases.find(|case| case["slug"] == "cairo-office-2015").unwrap();
    assert_eq!(case["impact"]["turn"], "if_it_happens", "{case}");
    assert_eq!(case["impact"]["pages"][0], "/impact?service=fcrc&close=idhs-fcrc-jackson");
    assert_eq!(case["impact"]["answers"][0], "/api/impact?service=fcrc&close=idhs-fcrc-jackson");
    assert_eq!((&case["impact"]["reckoned"], &case["impact"]["left_out"]), (&1.into(), &2.into()));
}

#[tokio::test]
async fn with_a_census_a_plan_names_the_people_the_office_they_go_to_and_whom_to_call() {
    let app = TestApp::new().await.with_two_counties().await;
    murphysboro_is_to_close(&app).await;
    let atlas = app.app.atlas();
    let of = case_questions(atlas.closure("cairo-office-2015").unwrap(), &atlas).unwrap();
    assert_eq!((of.turn, of.reckoned, of.left_out), (Turn::IfItHappens, 1, 2));
    let question = &of.asked[0].question;
    let answer = app.app.grounds().ask(&atlas, OfficeKind::Fcrc, question).await.unwrap();
    let figure = answer.state.figure(Who::InPoverty).unwrap();
    let (people, mean) = (figure.change.people.value, figure.change.added.unwrap().mean);
    assert!(people > 0 && mean > 1.0, "{figure:?}");
    for (lang, address) in [
        (Lang::En, "/closures/cairo-office-2015"),
        (Lang::Es, "/closures/cairo-office-2015?lang=es"),
    ] {
        let page = app.get(address).await.expect(200);
        let (html, words) = (page.text(), page.words());
        let number = Words::of(lang).number(people);
        let said = match lang {
            Lang::En => format!("{number} people in poverty"),
            Lang::Es => format!("{number} personas en la pobreza"),
        };
        assert!(words.contains(&said), "{said}: {words}");
        assert!(words.contains(&format!("{mean:.1}")), "{mean}: {words}");
        // The districts that ship in the small land, with those who speak for them.
        for named in ["Danny K. Davis", "(202) 225-5006", "Aarón Ortíz", "(773) 236-0117"] {
            assert!(words.contains(named), "{named}: {words}");
        }
        assert!(html.contains("href=\"/areas/house/"), "{html}");
        assert!(html.contains("<svg class=\"sizes\""), "dots have sizes");
        assert!(words.contains("Deshpande and Li"), "the queue is named");
        // A table stands beside the map, and both can be taken along.
        assert!(html.contains("/api/impact.csv?service=fcrc&amp;close=idhs-fcrc-jackson"));
        assert!(html.contains("/api/impact.geojson?service=fcrc&amp;close=idhs-fcrc-jackson"));
    }
}

#[tokio::test]
async fn a_closing_that_has_happened_is_held_against_the_offices_of_today() {
    let app = TestApp::new().await;
    let words = app.get("/closures/cairo-office-2015").await.expect(200).words();
    assert!(words.contains("Who could be helped today"), "{words}");
    assert!(
        words.contains(
            "were open today (Alexander County office, Cairo), it would be the nearest for"
        ),
        "{words}"
    );
    assert!(words.contains("It does not tell what the closing did at the time"));
    assert!(words.contains("Miles saved") && !words.contains("Miles added"), "{words}");
    let case = app.get("/api/closures?county=Alexander").await.expect(200).json();
    assert_eq!(case["closures"][0]["impact"]["turn"], "were_it_open", "{case}");
}

#[tokio::test]
async fn a_case_that_shuts_no_door_or_whose_offices_nobody_knows_says_no_figure() {
    let app = TestApp::new().await;
    let cut = app.get("/closures/dhs-layoffs-2008").await.expect(200).words();
    assert!(!cut.contains("Who would be hurt") && !cut.contains("Who could be helped"));
    let unknown = app.get("/closures/social-security-rockford-2025").await.expect(200).words();
    assert!(unknown.contains("cannot be counted here: its offices are not named"), "{unknown}");
}
