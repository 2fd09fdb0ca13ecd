//! What a worker tells goes a way of its own: sealed whole, tied to no day, seen by moderators alone.

use stillopen::domain::account::Role;
use stillopen::domain::quarter::Quarter;
use stillopen::domain::receipt::ReceiptCode;
use stillopen::domain::worker::{WorkerAccount, WorkerStatus};
use stillopen::store::Store;

use super::app::{Answer, TestApp};
use super::resident::refused;

const HERE: &str = "/report/worker";
/// An office that no list knows, so that its name can be looked for.
const TOLD: &[(&str, &str)] =
    &[("office", "Zzquetzal Annex"), ("words", "Zebra: the door is locked at noon.")];

async fn send(app: &TestApp, fields: &[(&str, &str)]) -> Answer {
    let token = app.get(HERE).await.expect(200).hidden("token");
    app.post_form(HERE, &[&[("token", token.as_str())], fields].concat()).await
}

async fn stored(app: &TestApp, code: &ReceiptCode) -> Option<WorkerAccount> {
    let (store, sealer) = (app.app.store(), app.app.sealer());
    store.worker_account_by_receipt(&code.hash(), sealer).await.unwrap()
}

async fn trail(app: &TestApp) -> Vec<String> {
    let lines = app.app.store().audit_before(u64::MAX >> 1, 500).await.unwrap();
    let lines = lines.into_iter().filter(|line| line.subject == "worker");
    lines.map(|line| format!("{} {} {}", line.action, line.subject_id, line.detail)).collect()
}

async fn both() -> [TestApp; 2] {
    let (file, server) = tokio::join!(TestApp::new(), TestApp::on_postgres());
    [file, server]
}

#[tokio::test]
async fn what_a_worker_tells_leaves_no_moment_behind() {
    for app in both().await {
        let store = app.app.store();
        let before = (
            store.revision().await.unwrap(),
            store.audit_before(u64::MAX >> 1, 500).await.unwrap(),
            store.waiting_jobs().await.unwrap(),
        );
        let sent = send(&app, TOLD).await.expect(200);
        assert_eq!(sent.header("set-cookie"), "", "nothing is left on the device");
        assert_eq!(sent.header("cache-control"), "no-store");
        let after = (
            store.revision().await.unwrap(),
            store.audit_before(u64::MAX >> 1, 500).await.unwrap(),
            store.waiting_jobs().await.unwrap(),
        );
        assert_eq!(before, after);
        let account = stored(&app, &sent.code()).await.unwrap();
        assert_eq!(account.id.0.get_version_num(), 4);
        assert_eq!(account.quarter, Quarter::of(app.clock.today()));
        assert_eq!((account.status, account.told.office), (WorkerStatus::Waiting, None));
        assert_eq!(account.told.place, "Zzquetzal Annex");
        if let Store::Sqlite(_) = store {
            assert!(!app.holds("Zzquetzal") && !app.holds("Zebra"));
        }
        for path in [
            "/offices",
            "/closures",
            "/data",
            "/feeds/closures.atom",
            "/api/offices",
            "/api/search?q=Zzquetzal",
            "/openapi.json",
            "/desk/workers",
        ] {
            assert!(!app.get(path).await.text().contains("Zebra"), "{path}");
        }
    }
}

#[tokio::test]
async fn the_form_keeps_what_was_typed_asks_which_office_and_masks_what_gives_away() {
    let app = TestApp::new().await;
    let empty = send(&app, &[]).await;
    let body = refused(&empty);
    assert!(body.contains("href=\"#office\"") && body.contains("href=\"#words\""));
    let bad = [
        ("office", "Zzquetzal <b>"),
        ("words", "<script>x</script>"),
        ("contact", "ana@illinois.gov"),
    ];
    let answer = send(&app, &bad).await;
    let body = refused(&answer);
    for kept in [
        "value=\"Zzquetzal &lt;b&gt;\"",
        "&lt;script&gt;x&lt;/script&gt;</textarea>",
        "value=\"ana@illinois.gov\"",
    ] {
        assert!(body.contains(kept), "{kept} is not in {body}");
    }
    assert!(body.contains("an address at work") && !body.contains("<script>x"));
    let covered = send(&app, &[TOLD[0], ("words", "Case 123456789, call 618-555-0142")]).await;
    let body = refused(&covered);
    assert!(body.contains("▇▇▇") && !body.contains("555-0142") && !body.contains("123456789"));
    let long = "á".repeat(8_001);
    assert!(refused(&send(&app, &[TOLD[0], ("words", &long)]).await).contains("8,001 letters"));

    // A town has several offices: they are asked back, also "none of these".
    let town = [("office", "Carbondale"), TOLD[1]];
    let asked = send(&app, &town).await;
    let body = refused(&asked);
    assert!(
        body.contains("Which one do you mean?") && body.contains("value=\"idhs-fcrc-jackson\"")
    );
    let chosen = [&town[..], &[("chosen", "idhs-fcrc-jackson")]].concat();
    let account = stored(&app, &send(&app, &chosen).await.expect(200).code()).await.unwrap();
    let atlas = app.app.atlas();
    assert_eq!(account.told.office, atlas.office("idhs-fcrc-jackson").map(|office| office.id));
    assert_eq!(account.told.place, "Carbondale");
    let typed = [&town[..], &[("chosen", "as-typed")]].concat();
    let account = stored(&app, &send(&app, &typed).await.expect(200).code()).await.unwrap();
    assert_eq!(account.told.office, None);

    // No office of a list can take the place of this page.
    assert!(
        app.get(HERE)
            .await
            .words()
            .contains("do not use a computer, phone or network of your office")
    );
    assert!(app.get("/report").await.text().contains("href=\"/report/worker\""));
    assert!(app.get(&format!("{HERE}?lang=es")).await.words().contains("Lo que no es seguro"));
}

#[tokio::test]
async fn sent_twice_is_kept_once_and_changed_is_asked_back() {
    for app in both().await {
        let token = app.get(HERE).await.hidden("token");
        let fields = [TOLD, &[("token", token.as_str())]].concat();
        let posts = (0..4).map(|_| app.post_form(HERE, &fields));
        let answers = futures_util::future::join_all(posts).await;
        let mut codes: Vec<_> = answers.iter().map(|a| a.code().to_string()).collect();
        codes.dedup();
        let count = app.app.store().worker_accounts_of(WorkerStatus::Waiting).await.unwrap();
        assert_eq!((codes.len(), count), (1, 1));
        let changed = [TOLD[0], ("words", "Something else"), ("token", token.as_str())];
        let again = app.post_form(HERE, &changed).await;
        assert!(refused(&again).contains("Something else"));
        let fresh = again.hidden("token");
        assert_ne!(fresh, token);
        let changed = [TOLD[0], ("words", "Something else"), ("token", fresh.as_str())];
        app.post_form(HERE, &changed).await.expect(200);
        assert_eq!(app.app.store().worker_accounts_of(WorkerStatus::Waiting).await.unwrap(), 2);
    }
}

#[tokio::test]
async fn a_moderator_opens_one_at_a_time_and_the_trail_says_who_but_not_which() {
    for app in both().await {
        let code =
            send(&app, &[TOLD, &[("contact", "618 555 0142")]].concat()).await.expect(200).code();
        let id = stored(&app, &code).await.unwrap().id;
        let moderator = app.sign_in(Role::Moderator).await;
        assert!(
            app.get_as(&moderator, "/desk").await.words().contains("One account of a worker waits")
        );
        let list = app.get_as(&moderator, "/desk/workers").await.expect(200);
        assert!(list.words().contains("Quarter 4 of 2026") && !list.text().contains("Zebra"));
        assert_eq!(trail(&app).await, [""; 0]);
        let read = format!("/desk/workers/{id}/read");
        for role in [Role::Advocate, Role::Organizer] {
            let cookie = app.sign_in(role).await;
            app.post_form_as(&cookie, &read, &[]).await.expect(403);
        }
        let page = app.post_form_as(&moderator, &read, &[]).await.expect(200);
        assert_eq!(page.header("cache-control"), "no-store");
        for shown in ["Zzquetzal Annex", "Zebra: the door", "(618) 555-0142"] {
            assert!(page.words().contains(shown), "{shown}");
        }
        assert_eq!(trail(&app).await, ["worker.read 2026-Q4 "]);

        let state = format!("/desk/workers/{id}/state");
        let to = async |fields: &[(&str, &str)]| app.post_form_as(&moderator, &state, fields).await;
        to(&[("state", "kept")]).await.expect(303);
        let receipt = [("code", &*code.to_string())];
        let page = app.post_form("/receipt", &receipt).await.expect(200);
        assert!(page.words().contains("It was read") && !page.text().contains("Zebra"));
        let done = to(&[("state", "done")]).await.expect(303);
        assert!(
            app.get_as(&moderator, done.header("location"))
                .await
                .words()
                .contains("It is done with")
        );
        assert_eq!(stored(&app, &code).await.unwrap().closed, Some(Quarter::of(app.clock.today())));
        to(&[("state", "nonsense")]).await.expect(400);
        to(&[("state", "erase")]).await.expect(303);
        assert!(stored(&app, &code).await.is_some(), "erased without being sure");
        to(&[("state", "erase"), ("sure", "yes")]).await.expect(303);
        assert!(stored(&app, &code).await.is_none());
        to(&[("state", "kept")]).await.expect(404);
        let lines = trail(&app).await;
        assert_eq!(
            lines,
            [
                "worker.erased 2026-Q4 ",
                "worker.done 2026-Q4 ",
                "worker.kept 2026-Q4 ",
                "worker.read 2026-Q4 "
            ]
        );
        app.post_form("/receipt", &receipt).await.expect(422);
    }
}

#[tokio::test]
async fn the_code_takes_it_back_whole_and_without_a_line() {
    for app in both().await {
        let code = send(&app, TOLD).await.expect(200).code();
        let field = ("code", &*code.to_string());
        for path in ["/receipt/add", "/receipt/answer", "/receipt/consents"] {
            let page = app.post_form(path, &[field, ("text", "more")]).await.expect(200);
            assert!(page.words().contains("What you told us about your office"), "{path}");
        }
        app.post_form("/receipt/withdraw", &[field]).await.expect(200);
        assert!(stored(&app, &code).await.is_some());
        let gone = app.post_form("/receipt/withdraw", &[field, ("sure", "yes")]).await.expect(303);
        app.get(gone.header("location")).await.expect(200);
        assert!(stored(&app, &code).await.is_none());
        assert_eq!(trail(&app).await, [""; 0]);
        app.post_form("/receipt", &[field]).await.expect(422);
    }
}
