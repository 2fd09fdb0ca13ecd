//! People who sign in: how they come, what they may do, how they go.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Instant;

use jiff::Timestamp;
use stillopen::domain::account::Role;
use stillopen::domain::email::Email;
use stillopen::domain::token::SessionToken;

use super::app::{Answer, TestApp, encoded};
use super::program::{Place, Service, TOO_LONG, failed, said};

const ROSA: &str = "rosa@neighbors.example";

/// The cookie that an answer sets, as the browser sends it back.
fn cookie(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap().to_owned()
}

/// A letter as it is read: what mail writes as `=C3=B1` is a letter again.
fn plain(letter: &str) -> String {
    let joined = letter.replace("=\r\n", "");
    let bytes = joined.as_bytes();
    let (mut out, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let code = joined.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match code.filter(|_| bytes[at] == b'=') {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap()
}

/// The path of the link in a letter.
fn link(letter: &str) -> String {
    let text = plain(letter);
    let at = text.find("https://stillopen.test/sign-in/link?").unwrap();
    text[at + "https://stillopen.test".len()..].split_whitespace().next().unwrap().to_owned()
}

/// A parameter of a link.
fn parameter(link: &str, name: &str) -> String {
    let found = link.split(['?', '&']).find_map(|p| p.strip_prefix(&format!("{name}=")));
    found.unwrap_or_default().to_owned()
}

/// Presses the button on the page of a link.
async fn press(app: &TestApp, link: &str) -> Answer {
    app.post_form("/sign-in/link", &[("token", &parameter(link, "token"))]).await
}

/// Invites Rosa and gives the link of her letter.
async fn invited(app: &TestApp, role: &str) -> String {
    let admin = app.sign_in(Role::Admin).await;
    let fields = [("email", ROSA), ("name", ""), ("role", role)];
    app.post_form_as(&admin, "/desk/people", &fields).await.expect(303);
    app.run_jobs().await;
    let letters = app.letters();
    link(letters.iter().find(|l| l.contains(ROSA)).unwrap())
}

/// Asks for a link at the door and gives the newest one.
async fn asked(app: &TestApp, address: &str) -> String {
    let before = app.letters();
    app.post_form("/sign-in", &[("email", address)]).await.expect(303);
    app.run_jobs().await;
    let letters = app.letters();
    link(letters.iter().find(|l| !before.contains(l)).unwrap())
}

async fn account_of(app: &TestApp, address: &str) -> stillopen::domain::account::Account {
    let email = Email::parse(address).unwrap();
    app.app.store().account_by_email(&email, app.app.sealer()).await.unwrap().unwrap()
}

#[tokio::test]
async fn an_invited_advocate_comes_in_with_one_press_on_both_databases() {
    for app in [TestApp::new().await, TestApp::on_postgres().await] {
        let link = invited(&app, "advocate").await;
        // Programs that look through mail open links; that must not use them up.
        for _ in 0..3 {
            let page = app.get(&link).await.expect(200);
            assert!(page.words().contains("Welcome to Still Open"), "{}", page.words());
        }
        let token = parameter(&link, "token");
        let fields = [("token", token.as_str()), ("name", "  Rosa  Gómez ")];
        let came = app.post_form("/sign-in/link", &fields).await.expect(303);
        assert_eq!(came.header("location"), "/desk");
        let desk = app.get_as(&cookie(&came), "/desk").await.expect(200);
        assert!(desk.words().contains("Hello, Rosa Gómez"), "{}", desk.words());
        assert!(desk.text().contains("href=\"/desk/account\""));
        assert!(!desk.text().contains("href=\"/desk/people\""), "that is not hers");
        // The invitation used twice: by anyone, in any way.
        let again = app.post_form("/sign-in/link", &fields).await.expect(410);
        assert_eq!(again.header("set-cookie"), "");
        assert!(app.get(&link).await.expect(410).words().contains("does not work any more"));
        let account = account_of(&app, ROSA).await;
        let trail = app.app.store().audit_of("account", &account.id.to_string()).await.unwrap();
        assert_eq!(trail, ["account.invited", "account.joined"]);
    }
}

#[tokio::test]
async fn a_link_from_the_door_works_for_half_an_hour_and_only_the_first_time() {
    let app = TestApp::new().await;
    press(&app, &invited(&app, "advocate").await).await.expect(303);
    let old = asked(&app, ROSA).await;
    app.clock.advance(30 * 60);
    app.get(&old).await.expect(410);
    press(&app, &old).await.expect(410);
    let (first, second) = (asked(&app, "ROSA@Neighbors.example").await, asked(&app, ROSA).await);
    press(&app, &second).await.expect(303);
    // Whoever has the other letter comes too late as well.
    press(&app, &first).await.expect(410);
    for nonsense in ["", "x", &"A".repeat(43), &"é".repeat(43), &"A".repeat(9_000)] {
        app.post_form("/sign-in/link", &[("token", nonsense)]).await.expect(410);
    }
}

#[tokio::test]
async fn nobody_learns_at_the_door_who_has_an_account() {
    let app = TestApp::new().await;
    press(&app, &invited(&app, "organizer").await).await.expect(303);
    let letters = app.letters().len();
    let told = |answer: Answer| {
        let headers = ["location", "set-cookie", "cache-control", "content-type"];
        (answer.status, headers.map(|h| answer.header(h).to_owned()), answer.bytes)
    };
    let known = told(app.post_form("/sign-in", &[("email", ROSA)]).await);
    let unknown = told(app.post_form("/sign-in", &[("email", "nobody@neighbors.example")]).await);
    assert_eq!(known, unknown);
    assert_eq!(known.1[0], "/sign-in/sent");
    assert_eq!(app.run_jobs().await, 3, "two questions and one letter");
    assert_eq!(app.letters().len(), letters + 1);
    // Not even by asking until it is too often.
    let mut answers = Vec::new();
    for address in [ROSA, "nobody@neighbors.example"] {
        let mut last = Vec::new();
        for _ in 0..6 {
            last.push(app.post_form("/sign-in", &[("email", address)]).await.status.as_u16());
        }
        answers.push(last);
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0].last(), Some(&429));
}

#[tokio::test]
async fn letters_speak_the_language_of_the_page_they_were_asked_on() {
    let app = TestApp::new().await;
    press(&app, &invited(&app, "advocate").await).await.expect(303);
    let before = app.letters();
    app.post_form("/sign-in?lang=es", &[("email", ROSA), ("next", "/desk/account")])
        .await
        .expect(303);
    app.run_jobs().await;
    let letters = app.letters();
    let sent = letters.iter().find(|l| !before.contains(l)).unwrap();
    let letter = plain(sent);
    assert!(letter.contains("Con este enlace inicia sesión"), "{letter}");
    // Of the letter as it was sent: read twice, a token that begins like a code would be torn.
    let link = link(sent);
    assert_eq!(parameter(&link, "lang"), "es");
    let page = app.get(&link).await.expect(200).text();
    assert!(page.contains("lang=\"es\"") && page.contains("value=\"/desk/account\""), "{page}");
}

#[tokio::test]
async fn what_is_no_address_is_said_and_kept() {
    let app = TestApp::new().await;
    for typed in ["", "rosa", "rosa@", "rosa@x.example\r\nBcc: all@x.example", "<b>\"rosa\"</b>"] {
        let page = app.post_form("/sign-in", &[("email", typed)]).await.expect(422);
        assert!(page.words().contains("does not look like an email address"));
        assert!(!page.text().contains("<b>"), "{}", page.text());
    }
    let page = app.post_form("/sign-in", &[("email", "rosa at home")]).await.expect(422);
    assert!(page.text().contains("value=\"rosa at home\""));
    assert_eq!(app.run_jobs().await, 0);
}

#[tokio::test]
async fn after_signing_in_nobody_is_led_to_another_site() {
    let app = TestApp::new().await;
    let door = app.get("/desk/account?tab=2&lang=es").await.expect(303);
    assert_eq!(door.header("location"), "/sign-in?next=%2Fdesk%2Faccount%3Ftab%3D2&lang=es");
    let form = app.get(door.header("location")).await.expect(200).text();
    assert!(form.contains("name=\"next\" value=\"/desk/account?tab=2\""), "{form}");
    press(&app, &invited(&app, "advocate").await).await.expect(303);
    let signed_in = app.sign_in(Role::Advocate).await;
    for (next, to) in [
        ("/desk/account?tab=2", "/desk/account?tab=2"),
        ("https://evil.example/", "/desk"),
        ("//evil.example", "/desk"),
        ("/\\evil.example", "/desk"),
        ("javascript:alert(1)", "/desk"),
        ("/desk\r\nset-cookie: x=1", "/desk"),
    ] {
        let path = format!("/sign-in?next={}", encoded(next));
        assert_eq!(app.get_as(&signed_in, &path).await.expect(303).header("location"), to);
    }
    for (next, to) in [("/closures?page=2", "/closures?page=2"), ("//evil.example", "/desk")] {
        let token = parameter(&asked(&app, ROSA).await, "token");
        let came = app.post_form("/sign-in/link", &[("token", &token), ("next", next)]).await;
        assert_eq!(came.expect(303).header("location"), to, "{next}");
    }
}

#[tokio::test]
async fn the_cookie_is_closed_to_scripts_and_to_plain_http_where_there_is_tls() {
    let app = TestApp::new().await;
    let token = parameter(&invited(&app, "advocate").await, "token");
    let https = [("x-forwarded-proto", "https")];
    let came = app.post_form_with("/sign-in/link", &https, &[("token", &token)]).await.expect(303);
    let attributes: Vec<&str> = came.header("set-cookie").split("; ").skip(1).collect();
    assert_eq!(attributes, ["Path=/", "Max-Age=1209600", "HttpOnly", "SameSite=Lax", "Secure"]);
    let value = cookie(&came);
    assert!(SessionToken::parse(value.strip_prefix("session=").unwrap()).is_ok());
    let plain = press(&app, &asked(&app, ROSA).await).await.expect(303);
    assert!(plain.header("set-cookie").ends_with("; HttpOnly; SameSite=Lax"));
    let out = app.post_form_as(&cookie(&plain), "/sign-out", &[]).await.expect(303);
    assert!(out.header("set-cookie").starts_with("session=; Path=/; Max-Age=0;"));
    // Another site's page cannot sign anybody in or out.
    let elsewhere = [("cookie", value.as_str()), ("sec-fetch-site", "cross-site")];
    let body = axum::body::Body::empty();
    app.ask(axum::http::Method::POST, "/sign-out", &elsewhere, body).await.expect(403);
    app.get_as(&value, "/desk").await.expect(200);
}

#[tokio::test]
async fn a_stolen_cookie_is_worth_nothing_after_the_sign_out() {
    let app = TestApp::new().await;
    let mine = app.sign_in(Role::Admin).await;
    app.get_as(&mine, "/desk").await.expect(200);
    app.post_form_as(&mine, "/sign-out", &[]).await.expect(303);
    let door = app.get_as(&mine, "/desk").await.expect(303);
    assert!(door.header("location").starts_with("/sign-in?next="));
    app.post_form_as(&mine, "/desk/people", &[("email", ROSA), ("role", "admin")])
        .await
        .expect(401);
    assert_eq!(app.run_jobs().await, 0);
}

#[tokio::test]
async fn a_cookie_that_was_planted_is_not_taken_over() {
    let app = TestApp::new().await;
    let link = invited(&app, "advocate").await;
    let planted = format!("session={}", "B".repeat(43));
    let token = parameter(&link, "token");
    let came = app.post_form_as(&planted, "/sign-in/link", &[("token", &token)]).await.expect(303);
    assert_ne!(cookie(&came), planted);
    app.get_as(&planted, "/desk").await.expect(303);
    // Signing in again on the same browser ends the session that was there.
    let token = parameter(&asked(&app, ROSA).await, "token");
    let second = app.post_form_as(&cookie(&came), "/sign-in/link", &[("token", &token)]).await;
    app.get_as(&cookie(&came), "/desk").await.expect(303);
    app.get_as(&cookie(&second.expect(303)), "/desk").await.expect(200);
}

#[tokio::test]
async fn a_role_that_changes_holds_from_the_next_request_on() {
    for app in [TestApp::new().await, TestApp::on_postgres().await] {
        let admin = app.sign_in(Role::Admin).await;
        let rosa = cookie(&press(&app, &invited(&app, "admin").await).await);
        app.get_as(&rosa, "/desk/people").await.expect(200);
        let page = format!("/desk/people/{}", account_of(&app, ROSA).await.id);
        let change = [("do", "role"), ("role", "organizer")];
        app.post_form_as(&admin, &page, &change).await.expect(303);
        app.get_as(&rosa, "/desk/people").await.expect(403);
        app.post_form_as(&rosa, &page, &[("do", "role"), ("role", "admin")]).await.expect(403);
        app.get_as(&rosa, "/desk").await.expect(200);
        let trail = app.app.store().audit_before(u64::MAX >> 1, 1).await.unwrap();
        assert_eq!(
            (trail[0].action.as_str(), trail[0].detail.as_str()),
            ("account.role", "admin -> organizer")
        );
        assert!(trail[0].actor.starts_with("account:"));
        app.post_form_as(&admin, &page, &[("do", "role"), ("role", "king")]).await.expect(400);
    }
}

#[tokio::test]
async fn sessions_can_be_named_and_ended_one_by_one_or_all_at_once() {
    let app = TestApp::new().await;
    let here = cookie(&press(&app, &invited(&app, "advocate").await).await);
    let there = cookie(&press(&app, &asked(&app, ROSA).await).await);
    let id = account_of(&app, ROSA).await.id;
    let sessions = app.app.store().sessions_of(id, app.clock.now()).await.unwrap();
    assert_eq!(sessions.len(), 2);
    let token = SessionToken::parse(there.strip_prefix("session=").unwrap()).unwrap();
    let (other, _) = app.app.store().session(&token, app.clock.now()).await.unwrap().unwrap();
    let other = other.id.to_string();
    let act = async |cookie: &str, what: &str, label: &str| {
        let fields = [("do", what), ("session", other.as_str()), ("label", label)];
        app.post_form_as(cookie, "/desk/account/sessions", &fields).await
    };
    // A stranger with the id can do nothing with it.
    let stranger = app.sign_in(Role::Admin).await;
    act(&stranger, "label", "mine").await.expect(303);
    act(&stranger, "end", "").await.expect(303);
    act(&here, "label", " library \u{7} computer").await.expect(303);
    let page = app.get_as(&there, "/desk/account").await.expect(200).words();
    assert!(page.contains("library computer This one"), "{page}");
    let ended = act(&here, "end", "").await.expect(303);
    assert_eq!(ended.header("location"), "/desk/account?said=ended");
    app.get_as(&there, "/desk").await.expect(303);
    let third = cookie(&press(&app, &asked(&app, ROSA).await).await);
    let out = act(&here, "end-all", "").await.expect(303);
    assert_eq!(out.header("location"), "/sign-in?said=everywhere");
    for gone in [&here, &third] {
        app.get_as(gone, "/desk").await.expect(303);
    }
    app.get_as(&stranger, "/desk").await.expect(200);
}

#[tokio::test]
async fn a_session_ends_by_itself_and_is_not_written_down_at_every_request() {
    let app = TestApp::new().await;
    let rosa = cookie(&press(&app, &invited(&app, "advocate").await).await);
    let id = account_of(&app, ROSA).await.id;
    let seen =
        async || app.app.store().sessions_of(id, app.clock.now()).await.unwrap()[0].last_seen;
    let start = seen().await;
    app.clock.advance(299);
    app.get_as(&rosa, "/desk").await.expect(200);
    assert_eq!(seen().await, start);
    app.clock.advance(1);
    app.get_as(&rosa, "/desk").await.expect(200);
    assert_eq!(seen().await, app.clock.now());
    // Used every eleven hours it lasts two weeks, and no longer.
    let mut days = 0.0;
    while app.get_as(&rosa, "/desk").await.status == 200 {
        app.clock.advance(11 * 3_600);
        days += 11.0 / 24.0;
        assert!(days < 15.0);
    }
    assert!(days > 13.0, "{days}");
    let idle = cookie(&press(&app, &asked(&app, ROSA).await).await);
    app.clock.advance(12 * 3_600);
    app.get_as(&idle, "/desk").await.expect(303);
}

#[tokio::test]
async fn a_removed_person_is_out_at_once_and_leaves_no_name() {
    for app in [TestApp::new().await, TestApp::on_postgres().await] {
        let admin = app.sign_in(Role::Admin).await;
        let rosa = cookie(&press(&app, &invited(&app, "moderator").await).await);
        app.post_form_as(&rosa, "/desk/account", &[("name", "Rosa G."), ("county", "cook")])
            .await
            .expect(303);
        let account = account_of(&app, ROSA).await;
        assert_eq!(account.counties, ["Cook"]);
        app.post_form_as(&rosa, "/desk/closures/new", &[]).await.expect(303);
        let desk = app.get_as(&rosa, "/desk").await.expect(200).words();
        assert!(desk.contains("To do One case of yours is not published yet"), "{desk}");
        let page = format!("/desk/people/{}", account.id);
        let sure = app.post_form_as(&admin, &page, &[("do", "remove")]).await.expect(200);
        assert!(sure.words().contains("Take away the account of Rosa G.?"), "{}", sure.words());
        app.get_as(&rosa, "/desk").await.expect(200);
        app.post_form_as(&admin, &page, &[("do", "remove"), ("sure", "yes")]).await.expect(303);
        app.get_as(&rosa, "/desk").await.expect(303);
        app.post_form_as(&rosa, "/desk/account", &[("name", "Back")]).await.expect(401);
        app.get_as(&admin, &page).await.expect(404);
        let people = app.app.store().people(app.app.sealer()).await.unwrap();
        let left = people.iter().find(|p| p.account.id == account.id).unwrap();
        assert_eq!((left.account.name.as_str(), &left.email), ("", &None));
        assert!(app.app.store().drafts(account.id).await.unwrap().is_empty());
        // The door stays shut, and says nothing about it.
        let letters = app.letters().len();
        app.post_form("/sign-in", &[("email", ROSA)]).await.expect(303);
        app.run_jobs().await;
        assert_eq!(app.letters().len(), letters);
    }
}

#[tokio::test]
async fn a_person_can_delete_their_own_account() {
    let app = TestApp::new().await;
    let rosa = cookie(&press(&app, &invited(&app, "advocate").await).await);
    let id = account_of(&app, ROSA).await.id.to_string();
    let sure = app.post_form_as(&rosa, "/desk/account/remove", &[]).await.expect(200);
    assert!(sure.words().contains("Delete your account?"));
    let gone =
        app.post_form_as(&rosa, "/desk/account/remove", &[("sure", "yes")]).await.expect(303);
    assert_eq!(gone.header("location"), "/sign-in?said=gone");
    assert!(app.get(gone.header("location")).await.words().contains("Your account is gone"));
    app.get_as(&rosa, "/desk").await.expect(303);
    let trail = app.app.store().audit_of("account", &id).await.unwrap();
    assert_eq!(trail.last().unwrap(), "account.removed");
}

#[tokio::test]
async fn the_last_admin_can_neither_go_nor_step_down() {
    let app = TestApp::new().await;
    let admin = app.sign_in(Role::Admin).await;
    let token = SessionToken::parse(admin.strip_prefix("session=").unwrap()).unwrap();
    let (_, me) = app.app.store().session(&token, app.clock.now()).await.unwrap().unwrap();
    let page = format!("/desk/people/{}", me.id);
    let step_down = [("do", "role"), ("role", "advocate")];
    let refused = app.post_form_as(&admin, &page, &step_down).await.expect(409);
    assert!(refused.words().contains("The last admin has to stay"));
    app.post_form_as(&admin, &page, &[("do", "remove"), ("sure", "yes")]).await.expect(409);
    app.post_form_as(&admin, "/desk/account/remove", &[("sure", "yes")]).await.expect(409);
    // One who was only invited does not count.
    app.post_form_as(&admin, "/desk/people", &[("email", ROSA), ("role", "admin")])
        .await
        .expect(303);
    app.post_form_as(&admin, &page, &step_down).await.expect(409);
    app.run_jobs().await;
    let letters = app.letters();
    press(&app, &link(letters.iter().find(|l| l.contains(ROSA)).unwrap())).await.expect(303);
    app.post_form_as(&admin, &page, &step_down).await.expect(303);
    app.get_as(&admin, "/desk/people").await.expect(403);
}

#[tokio::test]
async fn an_invitation_with_a_fault_keeps_what_was_typed() {
    let app = TestApp::new().await;
    let admin = app.sign_in(Role::Admin).await;
    let typed = [("email", "rosa at home"), ("name", "Rosa <3"), ("role", "organizer")];
    let page = app.post_form_as(&admin, "/desk/people", &typed).await.expect(422).text();
    for kept in ["value=\"rosa at home\"", "value=\"Rosa &lt;3\"", "value=\"organizer\" checked"] {
        assert!(page.contains(kept), "{kept}");
    }
    let page = app.post_form_as(&admin, "/desk/people", &[("email", ROSA)]).await.expect(422);
    assert!(page.words().contains("Choose what the person may do"));
    let right = [("email", ROSA), ("role", "advocate")];
    app.post_form_as(&admin, "/desk/people", &right).await.expect(303);
    let again = [("email", "ROSA@neighbors.example"), ("role", "admin")];
    let page = app.post_form_as(&admin, "/desk/people", &again).await.expect(422);
    assert!(page.words().contains("There is an account with this address already"));
    assert_eq!(account_of(&app, ROSA).await.role, Role::Advocate);
    // A second letter where the first was lost; the first link works no more once the second is used.
    let person = format!("/desk/people/{}", account_of(&app, ROSA).await.id);
    app.post_form_as(&admin, &person, &[("do", "invite")]).await.expect(303);
    app.run_jobs().await;
    let links: Vec<String> =
        app.letters().iter().filter(|l| l.contains(ROSA)).map(|l| link(l)).collect();
    press(&app, &links[0]).await.expect(303);
    press(&app, &links[1]).await.expect(410);
}

#[tokio::test]
async fn the_desk_shows_first_what_is_due_in_my_counties() {
    let app = TestApp::new().await;
    // Back to a week that has a date in the ledger: June 2019, when a hospital in Cook County was to close.
    let then: Timestamp = "2019-06-24T15:00:00Z".parse().unwrap();
    app.clock.advance(then.as_second() - app.clock.now().as_second());
    let rosa = cookie(&press(&app, &invited(&app, "advocate").await).await);
    let page = app.get_as(&rosa, "/desk").await.expect(200).words();
    assert!(page.contains("Today is Monday, June 24, 2019."), "{page}");
    assert!(page.contains("Choose the counties you look after"), "{page}");
    let due = "Thursday, June 27, 2019 Last day for comments: MetroSouth";
    assert!(page.contains(due) && !page.contains("In your counties"), "{page}");
    let choose = async |county: &str| {
        let fields = [("name", "Rosa"), ("county", county)];
        app.post_form_as(&rosa, "/desk/account", &fields).await.expect(303);
        app.get_as(&rosa, "/desk").await.expect(200).words()
    };
    let page = choose("cook").await;
    assert!(page.contains(&format!("In your counties {due}")), "{page}");
    let page = choose("pope").await;
    assert!(page.contains("Nothing that we know of in your counties. Elsewhere"), "{page}");
    assert!(page.contains(due), "{page}");
    // The day after, what comes next is shown instead.
    app.clock.advance(4 * 24 * 3_600);
    let rosa = cookie(&press(&app, &asked(&app, ROSA).await).await);
    let page = app.get_as(&rosa, "/desk").await.expect(200).words();
    assert!(page.contains("We know of no hearing"), "{page}");
    assert!(page.contains("The next date we know of:"), "{page}");
}

// --- the program --------------------------------------------------------------------------------

/// Posts a form to the running program.
fn post(service: &Service, path: &str, form: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(service.address).unwrap();
    stream.set_read_timeout(Some(TOO_LONG)).unwrap();
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        service.address,
        form.len()
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    (answer.split(' ').nth(1).unwrap().parse().unwrap(), answer)
}

#[tokio::test]
async fn the_first_admin_comes_in_by_the_command_line_while_the_service_runs() {
    let place = Place::seeded();
    let service = place.serve(&[]);
    let site = format!("http://{}", service.address);
    let add = ["user", "add", ROSA, "--role", "admin", "--name", "Rosa", "--site", &site];
    let (out, errors) = said(&place.run(&add));
    let link = out.lines().last().unwrap().strip_prefix(&site).expect(&errors).to_owned();
    assert!(service.get(&link).contains("Welcome to Still Open"));
    let form = format!("token={}", parameter(&link, "token"));
    let (status, answer) = post(&service, "/sign-in/link", &form);
    assert_eq!(status, 303, "{answer}");
    let cookie = answer.lines().find_map(|l| l.strip_prefix("set-cookie: ")).unwrap();
    let header = format!("Cookie: {}\r\n", cookie.split(';').next().unwrap());
    let (status, page) = service.ask("/desk/people", &header);
    assert!(status == 200 && page.contains(ROSA), "{page}");
    // The only admin stays; with a second one, the first can go, and is out at once.
    assert!(failed(&place.run(&["user", "remove", ROSA])).contains("the last admin"));
    let second = "ben@neighbors.example";
    let (out, _) = said(&place.run(&["user", "add", second, "--role", "admin"]));
    let second_link = out.lines().last().unwrap().split_once("/sign-in").unwrap().1.to_owned();
    assert!(failed(&place.run(&["user", "remove", ROSA])).contains("the last admin"));
    let form = format!("token={}", parameter(&second_link, "token"));
    assert_eq!(post(&service, "/sign-in/link", &form).0, 303);
    let (out, _) = said(&place.run(&["user", "list"]));
    let expected = format!("{second}\tadmin\t\n{ROSA}\tadmin\tRosa\n");
    assert_eq!(out, expected);
    let (out, errors) = said(&place.run(&["user", "remove", "Rosa@Neighbors.example"]));
    assert!(out.contains("taken away"), "{errors}");
    assert_eq!(service.ask("/desk", &header).0, 303);
    assert!(failed(&place.run(&["user", "remove", ROSA])).contains("no account"));
    for wrong in [
        &["user", "add", "rosa", "--role", "admin"][..],
        &["user", "add", ROSA, "--role", "king"],
        &["user"],
    ] {
        assert_eq!(place.run(wrong).status.code(), Some(2), "{wrong:?}");
    }
    service.end();
}

#[tokio::test]
async fn no_address_of_a_member_is_in_the_database_or_the_log() {
    let place = Place::seeded();
    let service = place.serve(&["--site", "https://stillopen.test"]);
    let add = ["user", "add", ROSA, "--role", "advocate", "--site", "https://stillopen.test"];
    let (out, _) = said(&place.run(&add));
    let invitation = parameter(out.lines().last().unwrap(), "token");
    assert_eq!(post(&service, "/sign-in/link", &format!("token={invitation}")).0, 303);
    for address in ["rosa%40neighbors.example", "stranger%40neighbors.example"] {
        assert_eq!(post(&service, "/sign-in", &format!("email={address}")).0, 303);
    }
    // The letter is the one place where the address has to be.
    let mail = place.folder.path().join("mail");
    let began = Instant::now();
    let letter = loop {
        assert!(began.elapsed() < TOO_LONG, "no letter came");
        service.get("/healthz");
        let mut found = std::fs::read_dir(&mail).into_iter().flatten();
        let letter = found.find_map(|f| Some(f.ok()?.path()).filter(|p| p.extension().is_some()));
        if let Some(path) = letter {
            break std::fs::read_to_string(path).unwrap();
        }
    };
    let asked = parameter(&link(&letter), "token");
    assert_eq!(post(&service, "/sign-in/link", &format!("token={asked}")).0, 303);
    let (status, log) = service.end();
    assert_eq!(status.code(), Some(0));
    assert!(log.contains("TRACE") || log.contains("DEBUG"));
    let mut all = vec![("the log".to_owned(), log.into_bytes())];
    for entry in std::fs::read_dir(place.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            all.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
    assert!(all.len() >= 3, "log, database and key");
    let marks = ["rosa@", "rosa%40", "neighbors.example", "stranger", &invitation, &asked];
    for (what, bytes) in all {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        for mark in marks {
            assert!(!text.contains(&mark.to_lowercase()), "{what} holds {mark}");
        }
    }
}
