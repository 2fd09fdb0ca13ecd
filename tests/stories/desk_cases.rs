//! Writing the ledger: from a tip to a case, two people at once, and everything that people type.

use regex::Regex;
use stillopen::domain::account::Role;
use stillopen::domain::closure::{Closure, OfficeRole};
use stillopen::domain::closure_check::{Fault, check};
use stillopen::domain::closure_entry::read;
use stillopen::domain::closure_form::CaseForm;
use stillopen::domain::id::TipId;
use stillopen::domain::tip::{Tip, TipStatus};

use crate::app::{Answer, TestApp};

type Fields = Vec<(String, String)>;

/// The fields of the page's long form, as a browser would send them back.
fn fields(page: &Answer) -> Fields {
    let text = page.text();
    let form = text.split("<form class=\"form case\"").nth(1).unwrap();
    let form = form.split("</form>").next().unwrap();
    let part = Regex::new(
        r#"(?s)<input ([^>]*)>|<textarea ([^>]*)>(.*?)</textarea>|<select ([^>]*)>(.*?)</select>"#,
    )
    .unwrap();
    let attribute = |tag: &str, name: &str| {
        let found = Regex::new(&format!(r#"(?:^| ){name}="([^"]*)""#)).unwrap();
        found.captures(tag).map(|c| plain(&c[1]))
    };
    let mut out = Vec::new();
    for found in part.captures_iter(form) {
        let of = |n: usize| found.get(n).map_or("", |m| m.as_str());
        if let Some(tag) = found.get(1).map(|m| m.as_str()) {
            let checks = tag.contains("type=\"checkbox\"");
            if checks && !tag.contains(" checked") {
                continue;
            }
            out.push((
                attribute(tag, "name").unwrap(),
                attribute(tag, "value").unwrap_or_default(),
            ));
        } else if found.get(2).is_some() {
            out.push((attribute(of(2), "name").unwrap(), plain(of(3))));
        } else {
            let chosen = of(5).split("<option ").find(|o| o.contains(" selected"));
            let value = chosen.and_then(|o| attribute(o, "value")).unwrap_or_default();
            out.push((attribute(of(4), "name").unwrap(), value));
        }
    }
    out
}

fn plain(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// Writes into the field whose name ends so; the first one.
fn fill(fields: &mut Fields, ending: &str, value: &str) {
    let at = fields.iter().position(|(name, _)| name == ending || name.ends_with(ending));
    let at = at.unwrap_or_else(|| panic!("no field {ending} in {fields:?}"));
    fields[at].1 = value.to_owned();
}

/// An advocate at the desk.
struct Advocate<'a> {
    app: &'a TestApp,
    cookie: String,
}

impl<'a> Advocate<'a> {
    async fn of(app: &'a TestApp) -> Self {
        Self { app, cookie: app.sign_in(Role::Advocate).await }
    }

    async fn get(&self, path: &str) -> Answer {
        self.app.get_as(&self.cookie, path).await
    }

    async fn post(&self, path: &str, fields: &Fields) -> Answer {
        let fields: Vec<_> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        self.app.post_form_as(&self.cookie, path, &fields).await
    }

    /// Presses a button without a form around it and gives where it leads.
    async fn press(&self, path: &str) -> String {
        self.post(path, &Vec::new()).await.expect(303).header("location").to_owned()
    }

    /// Sends the long form of a draft with one of its buttons.
    async fn send(&self, draft: &str, mut fields: Fields, button: &str) -> Answer {
        fields.push(("do".to_owned(), button.to_owned()));
        self.post(draft, &fields).await
    }

    /// Publishes a draft and gives the address of its case at the desk.
    async fn publish(&self, draft: &str, fields: Fields) -> String {
        let to = self.send(draft, fields, "preview").await.expect(303);
        assert_eq!(to.header("location"), format!("{draft}/preview"));
        self.get(&format!("{draft}/preview")).await.expect(200);
        let done = self.post(&format!("{draft}/publish"), &Vec::new()).await.expect(303);
        done.header("location").split('?').next().unwrap().to_owned()
    }

    /// A new case with an office, a step and a source; where its draft stands and what the form holds.
    async fn begin(&self, title: &str, office: &str) -> (String, Fields) {
        let draft = self.press("/desk/closures/new").await;
        let form = fields(&self.get(&draft).await.expect(200));
        self.send(&draft, form, "add-office").await.expect(303);
        let mut form = fields(&self.get(&draft).await.expect(200));
        fill(&mut form, "title", title);
        fill(&mut form, "kind", "closure");
        let at = form.iter().position(|(n, _)| n.starts_with("office.") && n.ends_with(".name"));
        form[at.unwrap()].1 = office.to_owned();
        let step = form.iter().position(|(n, _)| n.starts_with("step.") && n.ends_with(".kind"));
        form[step.unwrap()].1 = "announced".to_owned();
        fill(&mut form, ".on", "2026-11-02");
        let source =
            form.iter().position(|(n, _)| n.starts_with("source.") && n.ends_with(".title"));
        form[source.unwrap()].1 = "A letter on the door".to_owned();
        (draft, form)
    }
}

fn draft_id(location: &str) -> String {
    location.split('?').next().unwrap().split('#').next().unwrap().to_owned()
}

#[tokio::test]
async fn an_advocate_takes_a_tip_and_makes_a_case_of_it() {
    for app in [TestApp::new().await, TestApp::on_postgres().await] {
        let form = app.get("/closures/tip").await.expect(200);
        assert_eq!(form.header("cache-control"), "no-store");
        let sent = [
            ("token", "0123456789abcdef0123456789abcdef"),
            ("place", "Aid office in Vienna, Johnson County"),
            ("kind", "consolidation"),
            ("happened_on", "January"),
            ("words", "A paper on the door says it moves to Harrisburg."),
            ("url", "https://example.org/story"),
            ("contact", "rosa@example.org"),
        ];
        let thanks = app.post_form("/closures/tip", &sent).await.expect(303);
        app.get(thanks.header("location")).await.expect(200);
        // Sent twice is kept once.
        app.post_form("/closures/tip", &sent).await.expect(303);

        let advocate = Advocate::of(&app).await;
        let list = advocate.get("/desk/tips").await.expect(200);
        assert_eq!(list.text().matches("Aid office in Vienna").count(), 1);
        assert!(!list.text().contains("rosa@example.org"), "a list tells no contact");
        let tip = list.text().split("href=\"/desk/tips/").nth(1).unwrap()[..36].to_owned();
        let page = advocate.get(&format!("/desk/tips/{tip}")).await.expect(200);
        assert!(page.words().contains("rosa@example.org"));

        let draft = advocate.press(&format!("/desk/tips/{tip}/take")).await;
        let page = advocate.get(&draft).await.expect(200);
        assert!(page.words().contains("A paper on the door"), "the tip stands beside the form");
        assert!(!page.text().contains("rosa@example.org"));
        let mut form = fields(&page);
        fill(&mut form, "title", "The Vienna aid office moves to Harrisburg");
        let office = form.iter().find(|(n, _)| n.starts_with("office.") && n.ends_with(".name"));
        assert_eq!(office.unwrap().1, "Aid office in Vienna, Johnson County");
        let step = form.iter().position(|(n, _)| n.starts_with("step.") && n.ends_with(".kind"));
        form[step.unwrap()].1 = "announced".to_owned();
        let source =
            form.iter().position(|(n, _)| n.starts_with("source.") && n.ends_with(".title"));
        form[source.unwrap()].1 = "Paper on the door".to_owned();
        let case = advocate.publish(&draft, form).await;
        // It is there at once, and says nothing of who told it.
        let public = app.get(&case.replace("/desk", "")).await.expect(200);
        assert!(public.words().contains("The Vienna aid office moves to Harrisburg"));
        assert!(!public.text().contains("rosa@example.org"));
        let slug = case.rsplit('/').next().unwrap();
        let stored = app.app.store().closure(slug).await.unwrap().unwrap();
        assert_eq!((stored.version, stored.evidence[0].number), (1, 1));
        let lines = app.app.store().audit_of("closure", &stored.id.to_string()).await.unwrap();
        assert_eq!(lines, ["case.made"]);
        let lines = app.app.store().audit_of("tip", &tip).await.unwrap();
        assert_eq!(lines, ["tip.received", "tip.taken"]);
        // The draft is done with, and the tip is nobody else's.
        advocate.get(&draft).await.expect(404);
        let other = Advocate::of(&app).await;
        let again = other.press(&format!("/desk/tips/{tip}/take")).await;
        assert_eq!(again, format!("/desk/tips/{tip}?said=tip-handled"));
    }
}

#[tokio::test]
async fn numbers_of_people_in_a_tip_are_masked_before_anything_is_kept() {
    let app = TestApp::new().await;
    let sent = [("place", "Cairo"), ("words", "Call me at (312) 555-0143."), ("contact", "")];
    let page = app.post_form("/closures/tip", &sent).await.expect(422);
    assert!(!page.text().contains("555-0143"));
    assert!(page.words().contains("▇▇▇"));
    assert_eq!(app.app.store().tips_waiting().await.unwrap(), 0);
    let bad = [("place", ""), ("words", " "), ("url", "ftp://x"), ("contact", "call me")];
    let page = app.post_form("/closures/tip", &bad).await.expect(422);
    assert_eq!(page.text().matches("class=\"error\"").count(), 4);
    assert!(page.text().contains("value=\"ftp://x\""), "what was typed stays");
}

#[tokio::test]
async fn a_tip_is_laid_aside_with_a_reason_and_spam_loses_its_contact() {
    let app = TestApp::new().await;
    for (token, place) in [("a", "First"), ("b", "Second")] {
        let token = token.repeat(32);
        let sent =
            [("token", token.as_str()), ("place", place), ("words", "x"), ("contact", "a@b.org")];
        app.post_form("/closures/tip", &sent).await.expect(303);
    }
    let advocate = Advocate::of(&app).await;
    let list = advocate.get("/desk/tips").await.text();
    let ids: Vec<String> =
        list.split("href=\"/desk/tips/").skip(1).map(|rest| rest[..36].to_owned()).collect();
    let aside = format!("/desk/tips/{}/set-aside", ids[0]);
    let blank = vec![("reason".to_owned(), "  ".to_owned())];
    advocate.post(&aside, &blank).await.expect(422);
    let why = vec![("reason".to_owned(), "told before".to_owned())];
    advocate.post(&aside, &why).await.expect(303);
    advocate.press(&format!("/desk/tips/{}/spam", ids[1])).await;
    for id in &ids {
        let page = advocate.get(&format!("/desk/tips/{id}")).await.expect(200);
        assert!(!page.text().contains("a@b.org"));
    }
    assert!(advocate.get("/desk/tips?status=set_aside").await.words().contains("told before"));
}

#[tokio::test]
async fn a_tip_waits_again_when_its_draft_is_thrown_away() {
    let app = TestApp::new().await;
    let sent = [("token", &*"a".repeat(32)), ("place", "Cairo"), ("words", "x"), ("contact", "")];
    app.post_form("/closures/tip", &sent).await.expect(303);
    let (first, second) = (Advocate::of(&app).await, Advocate::of(&app).await);
    let list = first.get("/desk/tips").await.text();
    let tip = list.split("href=\"/desk/tips/").nth(1).unwrap()[..36].to_owned();
    let take = format!("/desk/tips/{tip}/take");
    let draft = draft_id(&first.press(&take).await);
    assert_eq!(app.app.store().tips_waiting().await.unwrap(), 0);
    first.press(&format!("{draft}/discard")).await;
    assert!(second.get("/desk/tips").await.text().contains(&tip));
    let draft = second.press(&take).await;
    second.get(&draft).await.expect(200);
    let lines = app.app.store().audit_of("tip", &tip).await.unwrap();
    assert_eq!(lines, ["tip.received", "tip.taken", "tip.put_back", "tip.taken"]);
}

#[tokio::test]
async fn tips_beyond_the_first_page_can_be_seen() {
    let app = TestApp::new().await;
    let mut tx = app.app.store().begin().await.unwrap();
    for n in 1..=120_u128 {
        let tip = Tip {
            id: TipId(uuid::Uuid::from_u128(n)),
            place: format!("Place {n}."),
            kind: None,
            happened_on: String::new(),
            words: "x".to_owned(),
            url: String::new(),
            contact: None,
            status: TipStatus::Waiting,
            reason: String::new(),
            received_on: jiff::civil::date(2026, 11, 1),
        };
        assert!(tx.insert_tip(&tip, app.app.sealer()).await.unwrap());
    }
    tx.commit().await.unwrap();
    let advocate = Advocate::of(&app).await;
    for (path, first, last, many) in [
        ("/desk/tips", 1, 50, 50),
        ("/desk/tips?status=waiting&page=2", 51, 100, 50),
        ("/desk/tips?status=waiting&page=3", 101, 120, 20),
        ("/desk/tips?status=waiting&page=99", 101, 120, 20),
        ("/desk/tips?page=x", 1, 50, 50),
    ] {
        let page = advocate.get(path).await.expect(200).text();
        assert_eq!(page.matches("<bdi>Place ").count(), many, "{path}");
        for n in [first, last] {
            assert!(page.contains(&format!("<bdi>Place {n}.</bdi>")), "{path}: {n}");
        }
    }
    let page = advocate.get("/desk/tips").await.text();
    assert!(page.contains("href=\"/desk/tips?status=waiting&amp;page=2\""), "{page}");
}

#[tokio::test]
async fn two_editors_at_once_lose_nothing() {
    for app in [TestApp::new().await, TestApp::on_postgres().await] {
        let (first, second) = (Advocate::of(&app).await, Advocate::of(&app).await);
        let slug = app.app.atlas().closures()[0].slug.to_string();
        let at = format!("/desk/closures/{slug}");
        let drafts =
            [first.press(&format!("{at}/edit")).await, second.press(&format!("{at}/edit")).await];
        assert_ne!(drafts[0], drafts[1]);
        let mut mine = fields(&first.get(&drafts[0]).await.expect(200));
        let mut theirs = fields(&second.get(&drafts[1]).await.expect(200));
        fill(&mut mine, "title", "By the first");
        fill(&mut mine, "reason_ours", "the first one’s reason");
        fill(&mut theirs, "title", "By the second");
        fill(&mut theirs, "fate", "the second one’s word on the cases");
        first.publish(&drafts[0], mine).await;

        second.send(&drafts[1], theirs, "preview").await.expect(303);
        let publish = format!("{}/publish", drafts[1]);
        let page = second.post(&publish, &Vec::new()).await.expect(409);
        let words = page.words();
        assert!(words.contains("By the first") && words.contains("By the second"), "{words}");
        // Nothing was written over; the draft has both people's work, and goes in at the second try.
        assert_eq!(app.app.atlas().closure(&slug).unwrap().title, "By the first");
        let now = fields(&second.get(&drafts[1]).await.expect(200));
        let value = |name: &str| now.iter().find(|(n, _)| n == name).unwrap().1.clone();
        assert_eq!(value("title"), "By the second");
        assert_eq!(value("reason_ours"), "the first one’s reason");
        second.post(&publish, &Vec::new()).await.expect(303);
        let case = app.app.store().closure(&slug).await.unwrap().unwrap();
        assert_eq!((case.title.as_str(), case.version), ("By the second", 3));
        assert_eq!(case.reason_ours, "the first one’s reason");
        assert_eq!(case.fate, "the second one’s word on the cases");
        assert!(case.struck.is_empty() && case.dropped.is_empty());
        // Every version is there, with who wrote it.
        let history = second.get(&format!("{at}/history?from=1&to=3")).await.expect(200).words();
        assert!(history.contains("By the second"), "{history}");
        assert_eq!(history.matches("advocate").count(), 2, "{history}");
    }
}

#[tokio::test]
async fn a_case_is_withdrawn_with_a_reason_and_its_page_stays() {
    let app = TestApp::new().await;
    let advocate = Advocate::of(&app).await;
    let before = app.app.atlas().closures().len();
    let slug = app.app.atlas().closures()[3].slug.to_string();
    let at = format!("/desk/closures/{slug}/withdraw");
    let page = advocate.get(&at).await.expect(200);
    assert!(page.text().contains("name=\"version\" value=\"1\""));
    let send = |version: &str, reason: &str| {
        vec![("version".to_owned(), version.to_owned()), ("reason".to_owned(), reason.to_owned())]
    };
    advocate.post(&at, &send("1", "")).await.expect(422);
    advocate.post(&at, &send("7", "told twice")).await.expect(409);
    advocate.post(&at, &send("1", "told twice")).await.expect(303);
    assert_eq!(app.app.atlas().closures().len(), before - 1);
    let page = app.get(&format!("/closures/{slug}")).await.expect(200);
    assert!(page.words().contains("told twice"));
    let listed = advocate.get("/desk/closures?view=withdrawn").await.expect(200);
    assert!(listed.words().contains("told twice"));
    let gone: Vec<_> = app.app.atlas().withdrawn().iter().map(|c| c.slug.to_string()).collect();
    assert_eq!(gone, [slug.as_str()]);
    let listed = advocate.get("/desk/closures?view=withdrawn&q=zzz").await.expect(200);
    assert!(!listed.words().contains("told twice"));
    let back = format!("/desk/closures/{slug}/restore");
    advocate.post(&back, &send("2", "")).await.expect(303);
    assert_eq!(app.app.atlas().closures().len(), before);
    let id = app.app.atlas().closure(&slug).unwrap().id.to_string();
    let lines = app.app.store().audit_of("closure", &id).await.unwrap();
    assert_eq!(lines, ["case.withdrawn", "case.restored"]);
}

#[tokio::test]
async fn sixty_one_offices_become_one_case() {
    let app = TestApp::new().await;
    let advocate = Advocate::of(&app).await;
    let (draft, form) = advocate.begin("All of them at once", "").await;
    let mut look = form.clone();
    fill(&mut look, "find", "aid office cook");
    let offices: Vec<String> =
        app.app.atlas().offices().iter().take(61).map(|o| o.slug.to_string()).collect();
    let to = advocate.send(&draft, look, "find").await.expect(303).header("location").to_owned();
    assert!(
        to.starts_with(&format!("{draft}?find=aid%20office%20cook"))
            || to.contains("find=aid+office+cook"),
        "{to}"
    );
    let mut picked = form;
    picked.extend(offices.iter().map(|slug| ("pick".to_owned(), slug.clone())));
    advocate.send(&draft, picked, "pick-losing").await.expect(303);
    let mut form = fields(&advocate.get(&draft).await.expect(200));
    fill(&mut form, "people", "61,000");
    fill(&mut form, "people_unit", "households");
    let preview = advocate.send(&draft, form, "preview").await.expect(303);
    let page = advocate.get(preview.header("location")).await.expect(200);
    // Offices that closed before are in other cases: it is asked whether this is one of them.
    let publish = format!("{draft}/publish");
    if page.text().contains("name=\"different\"") {
        advocate.post(&publish, &Vec::new()).await.expect(422);
    }
    let sure = vec![("different".to_owned(), "yes".to_owned())];
    let case = advocate.post(&publish, &sure).await.expect(303);
    let slug =
        case.header("location").split('?').next().unwrap().rsplit('/').next().unwrap().to_owned();
    let atlas = app.app.atlas();
    let case = atlas.closure(&slug).unwrap();
    assert_eq!(case.offices.iter().filter(|o| o.role == OfficeRole::Losing).count(), 61);
    assert!(case.offices.iter().all(|o| o.office.is_some()));
    assert_eq!(case.affected.people, Some(61_000));
}

#[tokio::test]
async fn an_impossible_date_is_told_beside_its_field_with_everything_kept() {
    let app = TestApp::new().await;
    let advocate = Advocate::of(&app).await;
    let (draft, mut form) = advocate.begin("A case", "An office").await;
    fill(&mut form, ".on", "2012-02-30");
    fill(&mut form, "summary", "Ünïcode & <b>marks</b>\nand a second line");
    let page = advocate.send(&draft, form.clone(), "preview").await.expect(422);
    let text = page.text();
    assert!(text.contains("value=\"2012-02-30\""), "what was typed stays");
    let (_, field) = text.split_once("Found “2012-02-30”").expect("the sentence above the form");
    assert!(field.contains("Found “2012-02-30”"), "and once more beside the field");
    assert!(text.contains("aria-invalid=\"true\""));
    // It is in the draft, and nothing is in the ledger.
    let again = fields(&advocate.get(&draft).await.expect(200));
    for (name, value) in form.iter().filter(|(name, _)| !matches!(name.as_str(), "find" | "do")) {
        let kept = again.iter().find(|(n, _)| n == name).map(|(_, v)| v);
        assert_eq!(kept, Some(value), "{name}");
    }
    let there = advocate.get(&format!("{draft}/preview")).await.expect(303);
    assert_eq!(there.header("location"), format!("{draft}?checked=yes"));
    advocate.post(&format!("{draft}/publish"), &Vec::new()).await.expect(303);
    assert!(app.app.atlas().closure("a-case").is_none());
}

#[tokio::test]
async fn somebody_elses_draft_is_not_there() {
    let app = TestApp::new().await;
    let advocate = Advocate::of(&app).await;
    let draft = draft_id(&advocate.press("/desk/closures/new").await);
    for role in [Role::Advocate, Role::Moderator, Role::Admin] {
        let cookie = app.sign_in(role).await;
        for path in [draft.clone(), format!("{draft}/preview")] {
            app.get_as(&cookie, &path).await.expect(404);
        }
        for path in [draft.clone(), format!("{draft}/publish"), format!("{draft}/discard")] {
            app.post_form_as(&cookie, &path, &[("title", "stolen")]).await.expect(404);
        }
    }
    let organizer = app.sign_in(Role::Organizer).await;
    for path in ["/desk/closures", "/desk/tips", "/desk/closures/import"] {
        app.get_as(&organizer, path).await.expect(403);
    }
    app.post_form_as(&organizer, "/desk/closures/new", &[]).await.expect(403);
    assert!(app.get("/desk/closures").await.expect(303).header("location").starts_with("/sign-in"));
    assert_eq!(
        fields(&advocate.get(&draft).await.expect(200))
            .iter()
            .find(|(n, _)| n == "title")
            .unwrap()
            .1,
        ""
    );
}

#[tokio::test]
async fn hostile_forms_are_answered_and_never_run() {
    let app = TestApp::new().await;
    let advocate = Advocate::of(&app).await;
    let (draft, form) = advocate.begin("A case", "An office").await;
    let script = "\"><script>alert(1)</script>";
    let all: Fields = form.iter().map(|(name, _)| (name.clone(), script.to_owned())).collect();
    let page = advocate.send(&draft, all, "preview").await.expect(422);
    assert!(!page.text().contains("<script>alert"));
    let shown =
        advocate.get(&format!("{draft}?checked=yes&find=%22%3E%3Cscript%3E")).await.expect(200);
    assert!(!shown.text().contains("<script>alert"));

    let mut long = form.clone();
    fill(&mut long, "title", &"á".repeat(50_000));
    let page = advocate.send(&draft, long, "preview").await.expect(422);
    assert!(page.words().contains("50000"));
    assert!(page.text().contains(&"á".repeat(50_000)), "it is all still there");

    let mut many = form.clone();
    for n in 0..10_000_u32 {
        many.push((format!("step.00000000-0000-4000-8000-{n:012}.kind"), "hearing".to_owned()));
    }
    let page = advocate.send(&draft, many, "preview").await.expect(422);
    assert!(page.words().contains("At most 200 fit"));

    let mut foreign = form.clone();
    foreign.push(("step.nonsense.kind".to_owned(), "hearing".to_owned()));
    foreign.push(("version".to_owned(), "9".to_owned()));
    advocate.send(&draft, foreign, "add-nonsense").await.expect(303);
    let huge = vec![("title".to_owned(), "x".repeat(2_100_000))];
    advocate.post(&draft, &huge).await.expect(413);
    // A draft may be that large, a tip may not.
    let huge = "x".repeat(70_000);
    app.post_form("/closures/tip", &[("words", huge.as_str())]).await.expect(413);
}

#[tokio::test]
async fn the_same_closing_entered_a_second_time_is_noticed() {
    let app = TestApp::new().await;
    let advocate = Advocate::of(&app).await;
    let (draft, form) = advocate.begin("The Vienna office closes", "Vienna aid office").await;
    advocate.publish(&draft, form).await;
    let (draft, form) = advocate.begin("Vienna shuts its door", "Vienna aid office").await;
    advocate.send(&draft, form, "preview").await.expect(303);
    let page = advocate.get(&format!("{draft}/preview")).await.expect(200);
    assert!(page.words().contains("The Vienna office closes"));
    let publish = format!("{draft}/publish");
    advocate.post(&publish, &Vec::new()).await.expect(422);
    let sure = vec![("different".to_owned(), "yes".to_owned())];
    advocate.post(&publish, &sure).await.expect(303);
    // Pressed twice, it is made once.
    advocate.post(&publish, &sure).await.expect(404);
    assert!(app.app.atlas().closure("vienna-shuts-its-door-2").is_none());
}

#[tokio::test]
async fn a_step_that_is_taken_out_is_struck_with_its_reason() {
    let app = TestApp::new().await;
    let advocate = Advocate::of(&app).await;
    let (draft, form) = advocate.begin("A hearing is called off", "An office").await;
    let case = advocate.publish(&draft, form).await;
    let draft = advocate.press(&format!("{case}/edit")).await;
    let form = fields(&advocate.get(&draft).await.expect(200));
    let step = form.iter().find(|(n, _)| n.starts_with("step.")).unwrap().0.clone();
    let step = step.rsplit_once('.').unwrap().0.to_owned();
    let mut out = form.clone();
    out.push((format!("{step}.gone"), "yes".to_owned()));
    let page = advocate.send(&draft, out.clone(), "preview").await.expect(422);
    assert!(page.text().contains(&format!("id=\"{}-why-e\"", step.replace('.', "-"))));
    out.retain(|(name, _)| *name != format!("{step}.why"));
    out.push((format!("{step}.why"), "The landlord took the room back.".to_owned()));
    advocate.publish(&draft, out).await;
    let slug = case.rsplit('/').next().unwrap();
    let stored = app.app.store().closure(slug).await.unwrap().unwrap();
    assert!(stored.steps.is_empty());
    assert_eq!(stored.struck[0].reason, "The landlord took the room back.");
    assert_eq!(stored.struck[0].step.sequence, 1);
}

#[tokio::test]
async fn every_shipped_case_passes_the_rules_and_goes_through_the_form_unchanged() {
    let app = TestApp::new().await;
    let atlas = app.app.atlas();
    assert!(atlas.closures().len() > 80);
    for case in atlas.closures() {
        let errors: Vec<_> = check(case).into_iter().filter(Fault::is_error).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", case.slug);
        let (again, faults) = read(&CaseForm::of_case(case), case.id, Some(case));
        assert!(faults.is_empty(), "{}: {faults:?}", case.slug);
        let case = Closure { as_of: None, ..case.clone() };
        assert_eq!(again, case, "{}", case.slug);
    }
}

const TABLE: &str = "source_id,office_name,city,county,event_type,status,announced_on,effective_on,source_title,source_url,summary\n\
x-1,Vienna aid office,Vienna,Johnson,closure,announced,2026-10-01,,A letter,https://example.org/,It closes.\n\
x-2,Metropolis aid office,Metropolis,Massac,closure,effective,2026-10-01,2026-02-30,A letter,https://example.org/,It closed.\n";

#[tokio::test]
async fn a_file_of_cases_is_tried_first_and_then_taken() {
    let app = TestApp::new().await;
    let advocate = Advocate::of(&app).await;
    let before = app.app.atlas().closures().len();
    let body = format!(
        "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\ncontent-type: text/csv\r\n\r\n{TABLE}\r\n--x--\r\n"
    );
    let headers = [
        ("content-type", "multipart/form-data; boundary=x"),
        ("sec-fetch-site", "same-origin"),
        ("x-forwarded-for", "10.1.2.3"),
        ("cookie", advocate.cookie.as_str()),
    ];
    let send = async |body: String| {
        let method = axum::http::Method::POST;
        app.ask(method, "/desk/closures/import", &headers, axum::body::Body::from(body)).await
    };
    let tried = send(body).await.expect(200);
    assert!(tried.words().contains("New cases: 2"), "{}", tried.words());
    assert!(tried.words().contains("2026-02-30"), "the odd row is told");
    assert_eq!(app.app.store().closures().await.unwrap().len(), before, "nothing is written yet");
    let text = tried.text();
    let file = text.split("name=\"file\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let confirm = vec![("file".to_owned(), file.to_owned())];
    advocate.post("/desk/closures/import/confirm", &confirm).await.expect(200);
    assert_eq!(app.app.atlas().closures().len(), before + 2);
    let again = advocate.post("/desk/closures/import/confirm", &confirm).await.expect(200);
    assert!(again.words().contains("New cases: 0"));
    // No file, and a file that is none.
    let empty = "--x\r\ncontent-disposition: form-data; name=\"other\"\r\n\r\n\r\n--x--\r\n";
    send(empty.to_owned()).await.expect(422);
    let picture = "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n\u{0}PNG\r\n--x--\r\n";
    send(picture.to_owned()).await.expect(422);
    send("nonsense".to_owned()).await.expect(400);
}
