//! A person asks where to go.

use super::app::{Answer, TestApp, encoded};

async fn asked(app: &TestApp, text: &str) -> [Answer; 2] {
    let text = encoded(text);
    let english = app.get(&format!("/?q={text}")).await.expect(200);
    let spanish = app.get(&format!("/?q={text}&lang=es")).await.expect(200);
    assert!(english.text().contains("<html lang=\"en\""));
    assert!(spanish.text().contains("<html lang=\"es\""));
    // The same offices in the same order, whatever the language.
    let slugs = |a: &Answer| a.cards().into_iter().map(|c| c.0).collect::<Vec<_>>();
    assert_eq!(slugs(&english), slugs(&spanish));
    [english, spanish]
}

/// The first card is the office, and is said to be the county's.
#[track_caller]
fn is_nearest_and_assigned(answers: &[Answer; 2], slug: &str, county: &str, phone: &str) {
    for (answer, says) in answers.iter().zip([
        format!("The nearest, and the office for {county} County."),
        format!("La más cercana, y la que atiende al condado de {county}."),
    ]) {
        let (first, card) = &answer.cards()[0];
        assert_eq!(first, slug);
        assert!(card.contains(&says), "{card}");
        assert!(card.contains(phone), "{card}");
        let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
        assert!(answer.text().contains(&format!("href=\"tel:+1{digits}\"")));
    }
}

#[tokio::test]
async fn in_carbondale_the_office_in_murphysboro_is_nearest_and_the_countys() {
    let app = TestApp::new().await;
    let answers = asked(&app, "62901").await;
    is_nearest_and_assigned(&answers, "idhs-fcrc-jackson", "Jackson", "(618) 687-1705");
    let [english, spanish] = &answers;
    let card = &english.cards()[0].1;
    assert!(card.contains("342 North St, Murphysboro 62966"), "{card}");
    assert!(card.contains("6.9 miles"), "{card}");
    assert!(card.contains("Open on the state’s list of June 24, 2026"), "{card}");
    assert!(card.contains("We don’t know the hours. Call first."), "{card}");
    let card = &spanish.cards()[0].1;
    assert!(card.contains("6.9 millas"), "{card}");
    assert!(card.contains("No sabemos el horario. Llame antes."), "{card}");
    assert!(english.words().contains("Carbondale (62901)"));
}

#[tokio::test]
async fn in_cairo_the_closed_office_is_news_and_mounds_is_where_to_go() {
    let app = TestApp::new().await;
    for place in ["Cairo", "62914"] {
        let answers = asked(&app, place).await;
        is_nearest_and_assigned(&answers, "idhs-fcrc-pulaski", "Alexander", "(618) 745-9411");
        assert!(answers[0].cards()[0].1.contains("Mounds"));
        for (answer, title) in answers.iter().zip([
            "Alexander County aid office (Cairo)",
            "Oficina de ayuda del condado de Alexander (Cairo)",
        ]) {
            let news = answer.news();
            assert!(news[0].contains(title) && news[0].contains("2015"), "{news:?}");
            let text = answer.text();
            assert!(text.contains("href=\"/closures/cairo-office-2015"));
            // Above the list, not below it.
            assert!(
                text.find("<div class=\"news").unwrap() < text.find("<ol class=\"list\"").unwrap()
            );
        }
    }
}

#[tokio::test]
async fn in_pope_county_the_merged_office_is_named_and_harrisburg_is_where_to_go() {
    let app = TestApp::new().await;
    let answers = asked(&app, "Pope County").await;
    is_nearest_and_assigned(&answers, "idhs-fcrc-saline", "Pope", "(618) 253-7161");
    let [english, spanish] = &answers;
    assert!(english.cards()[0].1.contains("Harrisburg"));
    let news = english.news();
    assert!(news[0].contains("Pope County") && news[0].contains("October 27, 2015"), "{news:?}");
    let news = spanish.news();
    assert!(news[0].contains("Pope") && news[0].contains("27 de octubre de 2015"), "{news:?}");
}

#[tokio::test]
async fn an_office_that_was_last_listed_in_2022_says_call_first_and_no_office_is_claimed_for_cook()
{
    let app = TestApp::new().await;
    let [english, spanish] = asked(&app, "60623").await;
    let (slug, card) = &english.cards()[0];
    assert_eq!(slug, "idhs-fcrc-cook-ogden");
    assert!(
        card.contains("Call first listed as open on June 10, 2022; not checked since"),
        "{card}"
    );
    assert!(!card.contains(" Open on the state’s list"), "{card}");
    assert!(english.text().contains("<span class=\"state doubt\">Call first</span>"));
    let words = english.words();
    assert!(words.contains("Call the nearest and ask which one has your case."), "{words}");
    assert!(!words.contains("the office for Cook County"), "{words}");
    let card = &spanish.cards()[0].1;
    assert!(card.contains("10 de junio de 2022"), "{card}");
    assert!(!spanish.words().contains("la que atiende al condado de Cook"));
}

#[tokio::test]
async fn back_of_the_yards_is_a_place_and_its_lost_mental_health_clinics_are_told() {
    let app = TestApp::new().await;
    let answers = asked(&app, "Back of the Yards").await;
    for answer in &answers {
        let slugs: Vec<_> = answer.cards().into_iter().map(|c| c.0).collect();
        assert_eq!(slugs[..2], ["idhs-fcrc-cook-mid-south", "idhs-fcrc-cook-englewood"]);
    }
    // Six of twelve city clinics closed in 2012; who needs one hears of it first.
    for lang in ["en", "es"] {
        let path = format!("/?q=Back+of+the+Yards&kind=mental-health&lang={lang}");
        let page = app.get(&path).await.expect(200);
        let words = page.words();
        assert!(words.contains("2012"), "{words}");
        assert!(
            page.text().contains("href=\"/closures/chicago-mental-health-clinics-2012"),
            "{words}"
        );
    }
}

#[tokio::test]
async fn an_office_can_be_found_by_its_name_or_street() {
    let app = TestApp::new().await;
    let by_name = app.get("/?q=Family+Community+Resource+Center+Jackson+County").await.expect(200);
    assert_eq!(by_name.cards()[0].0, "idhs-fcrc-jackson");
    let by_street = app.get("/?q=320+Raymond+Street+Harrisburg").await.expect(200);
    assert_eq!(by_street.cards()[0].0, "idhs-fcrc-saline");
    assert!(by_street.text().contains("href=\"/offices/idhs-fcrc-saline\""));
}

#[tokio::test]
async fn a_closed_office_found_by_name_points_to_where_its_cases_went() {
    let app = TestApp::new().await;
    for lang in ["en", "es"] {
        let path = format!("/?q=DHS+local+office+Clay+County+office+022&lang={lang}");
        let page = app.get(&path).await.expect(200);
        let text = page.text();
        assert!(
            text.contains("/offices/idhs-fcrc-former-clay") || !page.news().is_empty(),
            "{text}"
        );
        assert!(
            text.contains("/closures/clay-county-office") || text.contains("idhs-fcrc-former-clay")
        );
    }
    let page = app.get("/?q=DHS+local+office+Clay+County+office+022").await;
    let words = page.words();
    assert!(words.contains("2017"), "{words}");
}

#[tokio::test]
async fn a_typing_error_is_forgiven_and_said() {
    let app = TestApp::new().await;
    let [english, spanish] = asked(&app, "Carbndale").await;
    assert_eq!(english.cards()[0].0, "idhs-fcrc-jackson");
    assert!(english.words().contains("We took “Carbndale” to mean Carbondale."));
    assert!(
        spanish.words().contains("Entendimos que «Carbndale» es Carbondale."),
        "{}",
        spanish.words()
    );
}

#[tokio::test]
async fn a_position_is_rounded_before_anything_is_made_of_it() {
    let app = TestApp::new().await;
    let fine = app.get("/?near=37.72345,-89.21579").await.expect(200);
    assert_eq!(fine.cards()[0].0, "idhs-fcrc-jackson");
    let coarse = app.get("/?near=37.723,-89.216").await.expect(200);
    // Links that change the language keep the address as it was typed; all else is the same.
    let same = fine.text().replace("37.72345,-89.21579", "37.723,-89.216");
    assert_eq!(same, coarse.text());
    assert!(fine.text().contains("data-you=\"37.723,-89.216\""));
}

#[tokio::test]
async fn every_need_has_an_answer_in_every_part_of_the_state() {
    let app = TestApp::new().await;
    let needs = [
        "aid",
        "social-security",
        "wic",
        "work",
        "mental-health",
        "health",
        "id",
        "seniors",
        "veterans",
        "community",
        "all",
    ];
    for need in needs {
        for place in ["62914", "60623", "61101", "62701"] {
            for (lang, none) in [
                ("en", "We know of no open office of this kind."),
                ("es", "No conocemos ninguna oficina abierta de este tipo."),
            ] {
                let page =
                    app.get(&format!("/?q={place}&kind={need}&lang={lang}")).await.expect(200);
                let nearest = page.cards();
                // Either where to go, or a plain word and a way on; never a shut door.
                assert_eq!(nearest.is_empty(), page.words().contains(none), "{need} near {place}");
                assert!(nearest.iter().all(|(_, card)| !card.contains("Closed since")), "{need}");
                assert!(page.text().contains(&format!("kind={need}")));
            }
        }
    }
    for need in ["aid", "social-security", "wic", "work", "id", "all"] {
        let page = app.get(&format!("/?q=Cairo&kind={need}")).await.expect(200);
        assert!(!page.cards().is_empty(), "{need}");
    }
    let wic = app.get("/api/offices/nearest?lat=37.72&lon=-89.2158&kind=wic").await.expect(200);
    for feature in wic.json()["features"].as_array().unwrap() {
        assert_eq!(feature["properties"]["kind"], "wic_clinic");
    }
}

#[tokio::test]
async fn a_place_far_from_the_state_gets_a_plain_word() {
    let app = TestApp::new().await;
    let page = app.get("/?near=48.137,11.575").await.expect(200);
    assert!(page.words().contains("That place is far from Illinois."), "{}", page.words());
    assert!(page.cards().is_empty());
}
