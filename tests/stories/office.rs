//! A person reads about one office, or through the list of them.

use super::app::TestApp;

#[tokio::test]
async fn a_closed_office_points_to_the_one_that_took_its_cases() {
    let app = TestApp::new().await;
    let page = app.get("/offices/idhs-fcrc-former-clay").await.expect(200);
    let (text, words) = (page.text(), page.words());
    assert!(words.contains("Closed since September 29, 2017"), "{words}");
    assert!(words.contains("Its cases went to"), "{words}");
    assert!(text.contains("href=\"/offices/idhs-fcrc-richland\""));
    assert!(text.contains("href=\"/closures/clay-county-office\""));
    assert!(text.contains("href=\"https://www.dhs.state.il.us/?item=97768\""));
    assert!(words.contains("1406 Martin St, Olney 62450"), "{words}");
    assert_eq!(page.cards()[0].0, "idhs-fcrc-richland");

    let page = app.get("/offices/idhs-fcrc-former-clay?lang=es").await.expect(200);
    let (text, words) = (page.text(), page.words());
    assert!(words.contains("29 de septiembre de 2017"), "{words}");
    assert!(text.contains("href=\"/offices/idhs-fcrc-richland?lang=es\""));
}

#[tokio::test]
async fn every_closed_aid_office_names_its_closing_and_a_source() {
    let app = TestApp::new().await;
    for status in ["closed", "privatized", "moved"] {
        let list = app.get(&format!("/api/offices?status={status}")).await.expect(200);
        for slug in list.slugs() {
            let page = app.get(&format!("/offices/{slug}")).await.expect(200);
            let text = page.text();
            assert!(text.contains("class=\"state shut\""), "{slug}");
            assert!(text.contains("rel=\"external"), "{slug} has no source");
            assert!(
                !page.cards().iter().any(|(other, _)| *other == slug),
                "{slug} points to itself"
            );
        }
    }
}

#[tokio::test]
async fn the_directory_can_be_filtered_and_leafed_through() {
    let app = TestApp::new().await;
    let all = app.get("/offices").await.expect(200);
    assert!(all.words().contains("481 offices"), "{}", all.words());
    let cook = app.get("/offices?county=Cook&kind=aid&status=open").await.expect(200);
    assert!(cook.words().contains("17 offices"), "{}", cook.words());
    for (slug, _) in cook.cards() {
        assert!(slug.starts_with("idhs-fcrc-cook-"), "{slug}");
    }
    let (one, two) = (app.get("/offices?page=1").await, app.get("/offices?page=2").await);
    assert_ne!(one.cards()[0].0, two.cards()[0].0);
    // Far behind the last page is the last page.
    let last = app.get("/offices?page=9999").await.expect(200);
    assert!(!last.cards().is_empty());
    let none = app.get("/offices?q=zzzz").await.expect(200);
    assert!(none.words().contains("No office fits all of that."), "{}", none.words());
}
