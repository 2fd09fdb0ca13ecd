//! The history of a case, as the public reads it.

use stillopen::domain::closure::StepKind;
use stillopen::store::{CaseChange, SavedCase};

use super::app::TestApp;

#[tokio::test]
async fn a_moved_hearing_is_told_with_both_days_and_without_a_name() {
    for app in [TestApp::new().await, TestApp::on_postgres().await] {
        let slug = "boone-county-office";
        let address = format!("/closures/{slug}/history");
        let first = app.get(&address).await.expect(200).text();
        assert!(first.contains("The case came into the ledger"), "{first}");

        let mut case = app.app.atlas().closure(slug).unwrap().clone();
        let step = case.steps.iter_mut().find(|s| s.kind == StepKind::Announced).unwrap();
        step.on = "2004-12-17".parse().ok();
        case.title.push_str(" <b>");
        let who = "account:0193a000-0000-7000-8000-000000000001";
        let change = CaseChange { at: app.clock.now(), actor: who, why_struck: "" };
        let mut tx = app.app.store().begin().await.unwrap();
        let saved = tx.save_closure(Some(case.version), &case, change).await.unwrap();
        assert!(matches!(saved, SavedCase::Written(_)), "{saved:?}");
        tx.raise_revision().await.unwrap();
        tx.commit().await.unwrap();
        app.app.refresh().await.unwrap();

        let page = app.get(&address).await.expect(200).text();
        assert!(page.contains("Written by a person who keeps this ledger"));
        assert!(page.contains("Step changed:") && page.contains("December 17, 2004"), "{page}");
        assert!(page.contains("&lt;b&gt;") && !page.contains("<b>"));
        assert!(!page.contains("account:") && !page.contains("0193a000"));
        let spanish = app.get(&format!("{address}?lang=es")).await.expect(200).text();
        assert!(spanish.contains("Historia de esta página"));
    }
    TestApp::new().await.get("/closures/no-such-case/history").await.expect(404);
}
