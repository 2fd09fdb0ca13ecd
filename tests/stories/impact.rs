//! An organizer asks who is hurt, and gets a sentence to read aloud.

use super::app::{Answer, TestApp};

const JACKSON: &str = "/impact?service=fcrc&close=idhs-fcrc-jackson";

/// The words of the answer alone.
fn told(answer: &Answer) -> String {
    let text = answer.text();
    let from = text.find("<section class=\"told\"").expect("an answer");
    let to = text[from..].find("<footer").map_or(text.len(), |to| from + to);
    let plain =
        regex::Regex::new("<[^>]*>").unwrap().replace_all(&text[from..to], " ").into_owned();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The sentences that are read aloud.
fn said(answer: &Answer) -> String {
    let text = answer.text();
    let from = text.find("data-said=\"").expect("a sentence") + "data-said=\"".len();
    let to = text[from..].find('"').unwrap();
    text[from..from + to].to_owned()
}

#[tokio::test]
async fn the_sentence_comes_first_with_the_districts_of_two_counties() {
    let app = TestApp::new().await.with_two_counties().await;
    let page = app.get(JACKSON).await.expect(200);
    let sentence = said(&page);
    assert!(sentence.starts_with("If the public aid office in Murphysboro closes, "), "{sentence}");
    assert!(sentence.contains("people in poverty"), "{sentence}");
    assert!(sentence.contains("lose their nearest office."), "{sentence}");
    assert!(sentence.contains("farther each way."), "{sentence}");
    let told = told(&page);
    // The sentence stands above every table, and the agency's letters nowhere.
    let first = told.find("If the public aid office").unwrap();
    for heading in
        ["Where people would go", "The line gets longer", "Who they are", "By county and district"]
    {
        assert!(told.find(heading).is_some_and(|at| at > first), "{heading}: {told}");
    }
    assert!(!told.contains("Family Community Resource Center") && !told.contains("FCRC"), "{told}");
    for link in [
        "/areas/county/jackson",
        "/api/impact.csv?service=fcrc&amp;close=idhs-fcrc-jackson",
        "/about/method",
    ] {
        assert!(page.text().contains(link), "{link}");
    }
    for area in [
        "Jackson County",
        "Illinois Senate District",
        "Illinois House District",
        "U.S. House District",
    ] {
        assert!(told.contains(area), "{area}: {told}");
    }
    // The county's next office is assumed, and said to be.
    assert!(
        told.contains("Counties that lose their assigned office") && told.contains("assumed"),
        "{told}"
    );
    let spanish = app.get(&format!("{JACKSON}&lang=es")).await.expect(200);
    let sentence = said(&spanish);
    assert!(
        sentence.starts_with("Si cierra la oficina de ayuda pública de Murphysboro, "),
        "{sentence}"
    );
    assert!(sentence.contains("personas en la pobreza"), "{sentence}");
}

#[tokio::test]
async fn closing_the_office_that_carbondale_goes_to_names_marion() {
    let Some(app) = TestApp::new().await.with_illinois().await else { return };
    let page = app.get(JACKSON).await.expect(200);
    let sentence = said(&page);
    assert!(sentence.contains("14,952 people in poverty"), "{sentence}");
    assert!(sentence.contains("Most of them (9,556) would go to the one in Marion"), "{sentence}");
    assert!(sentence.contains("\u{a0}% more households with SNAP to serve."), "{sentence}");
    assert!(sentence.contains(". By the counties assigned to each office, "), "{sentence}");
    let told = told(&page);
    for figure in ["2,874", "1,534", "988", "8.48", "12.41", "9.55"] {
        assert!(told.contains(figure), "{figure}: {told}");
    }
}

#[tokio::test]
async fn without_a_census_it_counts_zip_areas_and_says_so() {
    let app = TestApp::new().await;
    for (lang, zips, not_people) in [
        ("en", "ZIP code areas", "These are ZIP code areas, not people."),
        ("es", "zonas de código postal", "Estas son zonas de código postal, no personas."),
    ] {
        let page = app.get(&format!("{JACKSON}&lang={lang}")).await.expect(200);
        let (sentence, told) = (said(&page), told(&page));
        assert!(sentence.contains(zips), "{sentence}");
        assert!(!sentence.contains("people") && !sentence.contains("personas"), "{sentence}");
        assert!(told.contains(not_people), "{told}");
        assert!(told.contains("stillopen setup illinois"), "{told}");
        assert!(!told.contains("in poverty") && !told.contains("en la pobreza"), "{told}");
    }
}

#[tokio::test]
async fn every_way_of_asking_the_same_has_one_permanent_address() {
    let app = TestApp::new().await;
    let permanent = "/impact?service=fcrc&close=idhs-fcrc-jackson,idhs-fcrc-union";
    let first = app.get(permanent).await.expect(200);
    let again = app.get(permanent).await.expect(200);
    assert_eq!(first.text(), again.text(), "the same question gives the same bytes");
    let by_form = "/impact?service=fcrc&was=fcrc&q=&close=idhs-fcrc-union&close=idhs-fcrc-jackson&moving=&to=&place=";
    for address in [permanent, by_form] {
        let page = app.get(address).await.expect(200);
        let text = page.text();
        let link = "<link rel=\"canonical\" href=\"";
        let at = text.find(link).expect("a canonical link") + link.len();
        let canonical = &text[at..at + text[at..].find('"').unwrap()];
        assert!(canonical.ends_with(&permanent.replace('&', "&amp;")), "{canonical}");
        assert!(
            text.contains(&format!("value=\"{canonical}\"")),
            "the address stands there to be copied"
        );
        assert_eq!(said(&page), said(&first));
    }
}

#[tokio::test]
async fn two_sets_stand_side_by_side_with_the_difference() {
    let app = TestApp::new().await;
    let both = format!("{JACKSON}&or_close=idhs-fcrc-union");
    let page = app.get(&both).await.expect(200);
    let told = told(&page);
    assert!(told.contains("If the public aid office in Murphysboro closes, "), "{told}");
    assert!(told.contains("If the public aid office in Anna closes, "), "{told}");
    assert!(told.contains("Both side by side") && told.contains("Difference"), "{told}");
    let text = page.text();
    assert_eq!(text.matches("class=\"said\"").count(), 2);
    // Each set can be changed, and seen by itself.
    assert!(text.contains(&format!("{}&amp;edit=or\"", both.replace('&', "&amp;"))), "{text}");
    assert!(text.contains("href=\"/impact?service=fcrc&amp;close=idhs-fcrc-union\""), "{text}");
    // From one answer a second set can be begun.
    let one = app.get(JACKSON).await.expect(200);
    assert!(one.text().contains("close=idhs-fcrc-jackson&amp;edit=or\""));
    let begun = app.get(&format!("{JACKSON}&edit=or")).await.expect(200);
    assert!(begun.text().contains("name=\"or_close\" value=\"idhs-fcrc-union\""));
    assert!(
        begun.text().contains("<input type=\"hidden\" name=\"close\" value=\"idhs-fcrc-jackson\">")
    );
}

#[tokio::test]
async fn a_closed_office_opens_one_moves_and_a_new_one_comes() {
    let app = TestApp::new().await;
    let page = app.get("/impact?service=fcrc&open=idhs-fcrc-former-alexander").await.expect(200);
    assert!(
        said(&page).starts_with("If the public aid office in Cairo opens again, "),
        "{}",
        said(&page)
    );
    assert!(said(&page).contains("shorter each way."), "{}", said(&page));
    // What was typed becomes a point in the address.
    let typed = "/impact?service=fcrc&was=fcrc&moving=idhs-fcrc-jackson&to=Carbondale&place=62914";
    let sent = app.get(typed).await.expect(303);
    let to = sent.header("location").to_owned();
    assert!(to.starts_with("/impact?service=fcrc&move=idhs-fcrc-jackson@37.7"), "{to}");
    assert!(to.contains("&new=new-cairo-62914@37."), "{to}");
    let page = app.get(&to).await.expect(200);
    let sentence = said(&page);
    assert!(
        sentence.contains("the public aid office in Murphysboro moves to Carbondale"),
        "{sentence}"
    );
    assert!(sentence.contains("a new office opens near Cairo (62914)"), "{sentence}");
    assert!(page.words().contains("New office near Cairo (62914)"), "it can be unticked");
}

#[tokio::test]
async fn what_is_wrong_is_said_beside_the_form_and_everything_stays_ticked() {
    let app = TestApp::new().await;
    let many: Vec<String> = (0..500).map(|n| format!("office-{n}")).collect();
    let many = format!("close={}", many.join(","));
    let start = app.get("/impact").await.expect(200);
    let each = regex::Regex::new("name=\"close\" value=\"([^\"]+)\"").unwrap();
    let text = start.text();
    let all: Vec<&str> = each.captures_iter(&text).map(|c| c.get(1).unwrap().as_str()).collect();
    assert!(all.len() > 60, "{}", all.len());
    let all_closed = format!("close={}", all.join(","));
    let cases: &[(&str, &str, &str, &str)] = &[
        (&all_closed, "No office would be left.", "No quedaría ninguna oficina.", all[0]),
        ("close=no-such-office", "There is no office", "No hay ninguna oficina", "no-such-office"),
        (&many, "You chose 500 offices.", "Eligió 500 oficinas.", "office-499"),
        (
            "close=idhs-fcrc-jackson&open=idhs-fcrc-jackson",
            "stands twice in the question",
            "está dos veces en la pregunta",
            "idhs-fcrc-jackson",
        ),
        (
            "close=idhs-fcrc-former-pope",
            "is not open today",
            "hoy no está abierta",
            "idhs-fcrc-former-pope",
        ),
        (
            "open=idhs-fcrc-former-pope",
            "We do not know where",
            "No sabemos dónde está",
            "idhs-fcrc-former-pope",
        ),
        ("open=idhs-fcrc-union", "is open already", "ya está abierta", "idhs-fcrc-union"),
        (
            "new=idhs-fcrc-union@37.5,-89.2",
            "There is an office",
            "Ya existe una oficina",
            "idhs-fcrc-union@37.5,-89.2",
        ),
        (
            "move=idhs-fcrc-union@37.5,-89.2&move=idhs-fcrc-union@38.5,-89.2",
            "moves to two places",
            "se muda a dos lugares",
            "idhs-fcrc-union@38.5,-89.2",
        ),
        ("close=A%20B", "We cannot read", "No podemos leer", "A B"),
        (
            "close=idhs-fcrc-union&service=banks",
            "is no sort of office",
            "no es un tipo de oficina",
            "idhs-fcrc-union",
        ),
        (
            "close=idhs-fcrc-union&place=Nowhereville+Qqq",
            "We cannot find that place.",
            "No encontramos ese lugar.",
            "Nowhereville Qqq",
        ),
        ("new=a@0,0", "too far outside Illinois", "demasiado lejos de Illinois", "a@0,0"),
        ("place=48.1,11.6", "too far outside Illinois", "demasiado lejos de Illinois", "48.1,11.6"),
        (
            "to=Carbondale",
            "Choose the office that moves",
            "Elija la oficina que se muda",
            "Carbondale",
        ),
        (
            "moving=idhs-fcrc-union",
            "Say where the office moves",
            "Diga adónde se muda",
            "idhs-fcrc-union",
        ),
        (
            "or_close=no-such-office&close=idhs-fcrc-union",
            "There is no office",
            "No hay ninguna oficina",
            "no-such-office",
        ),
    ];
    for (query, en, es, kept) in cases {
        for (lang, sentence) in [("en", en), ("es", es)] {
            let page = app.get(&format!("/impact?{query}&lang={lang}")).await.expect(422);
            let text = page.text();
            let from = text.find("role=\"alert\"").unwrap_or_else(|| panic!("{query}: no alert"));
            let to = text[from..].find("</div>").unwrap();
            assert!(
                text[from..from + to].contains(sentence),
                "{query}: {}",
                &text[from..from + to]
            );
            assert!(text.contains(&format!("value=\"{kept}\"")), "{query}: {kept} is not kept");
            assert!(
                !text[from..from + to].contains(
                    ["Nothing has been sent", "se ha enviado"][usize::from(lang == "es")]
                )
            );
        }
    }
}

#[tokio::test]
async fn the_list_is_searched_by_name_and_by_place_and_the_ticks_stay() {
    let app = TestApp::new().await;
    let page =
        app.get("/impact?service=fcrc&close=idhs-fcrc-union&q=murphysboro").await.expect(200);
    let text = page.text();
    let list = &text[..text.find("<section class=\"told\"").unwrap()];
    assert_eq!(
        list.matches("type=\"checkbox\"").count(),
        2,
        "the one that fits and the one that is ticked"
    );
    assert!(list.contains("value=\"idhs-fcrc-union\" checked"), "{list}");
    // No office stands in Carbondale: the ones around it are shown.
    let page = app.get("/impact?service=fcrc&q=62901").await.expect(200);
    let list = page.words();
    assert!(list.contains("Nearest to Carbondale 62901"), "{list}");
    assert!(list.contains("Jackson County office, Murphysboro"), "{list}");
    let none = app.get("/impact?service=fcrc&q=zzzz").await.expect(200);
    assert!(none.words().contains("No office fits “zzzz”."));
}

#[tokio::test]
async fn another_service_begins_anew() {
    let app = TestApp::new().await;
    let sent = app
        .get("/impact?service=ssa_field_office&was=fcrc&close=idhs-fcrc-jackson&lang=es")
        .await
        .expect(303);
    assert_eq!(sent.header("location"), "/impact?service=ssa_field_office&lang=es");
    let page = app.get("/impact?service=ssa_field_office").await.expect(200);
    assert!(!page.text().contains("idhs-fcrc-jackson"));
    let services = page.text();
    let first = services.find("value=\"fcrc\"").unwrap();
    assert!(services[..first].matches("<option").count() == 1, "aid offices come first");
    // The state's one hospital for mental health cannot be held against another.
    assert!(!services.contains("value=\"state_mental_health_center\""));
}

#[tokio::test]
async fn an_offices_page_leads_to_the_question_where_there_is_one() {
    let app = TestApp::new().await;
    let open = app.get("/offices/idhs-fcrc-jackson").await.expect(200);
    assert!(open.text().contains("href=\"/impact?service=fcrc&amp;close=idhs-fcrc-jackson\""));
    let gone = app.get("/offices/idhs-fcrc-former-alexander").await.expect(200);
    assert!(!gone.text().contains("href=\"/impact?service"));
    let ledger = app.get("/closures").await.expect(200);
    assert!(ledger.text().contains("href=\"/impact\""));
}

#[tokio::test]
async fn each_pin_leads_to_the_question_with_its_office_in_it_or_out_of_it() {
    let app = TestApp::new().await;
    let near = "bbox=-89.6,37.3,-88.9,38.0";
    let page = app.get(&format!("{JACKSON}&{near}")).await.expect(200);
    let text = page.text();
    let out = "<a href=\"/impact?service=fcrc\"";
    let with = "<a href=\"/impact?service=fcrc&amp;close=idhs-fcrc-jackson,idhs-fcrc-union\"";
    let map = &text[text.find("id=\"map\"").expect("a map")..];
    assert!(map.contains(out.trim_start_matches("<a ")), "{map}");
    assert!(map.contains(with.trim_start_matches("<a ")), "{map}");
}

#[tokio::test]
async fn a_long_address_makes_no_long_page() {
    let app = TestApp::new().await;
    let usual = app.get(JACKSON).await.expect(200).bytes.len();
    // As much as an address may be: names that are none, and names that might be some.
    let nonsense =
        format!("/impact?close={}", vec!["x+y".to_owned() + &"z".repeat(90); 600].join(","));
    let many: Vec<String> = (0..2_500).map(|n| format!("office-of-the-town-{n}")).collect();
    let many = format!("/impact?close={}", many.join(","));
    let most: Vec<String> = (0..200).map(|n| format!("office-of-the-town-{n}")).collect();
    let most = format!("/impact?close={}", most.join(","));
    for address in [&nonsense, &many, &most] {
        assert!(address.len() < 64_000);
        let page = app.get(address).await;
        assert_eq!(page.status, 422);
        let (length, asked) = (page.bytes.len(), address.len());
        assert!(length < usual + 8 * asked, "{length} bytes for {asked} of address");
    }
}
