//! Who may use what: every route, by every method, with every role, on both databases.
//!
//! A route that has no line in [`TABLE`] fails the walk. One line for each method of a route is all there is to add.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::Method;
use regex::Regex;
use stillopen::domain::account::Role;

use super::app::{Answer, TestApp};

/// Who gets past the door of a route.
#[derive(Clone, Copy)]
enum Who {
    /// Everyone, signed in or not.
    Anyone,
    /// Everyone who is signed in.
    Members,
    /// Those whose role has a power.
    With(fn(Role) -> bool),
    /// No person: programs that show their key.
    Keyed,
}

use Who::{Anyone, Keyed, Members, With};

const TABLE: &[(&str, Who)] = &[
    ("GET /", Anyone),
    ("GET /offices", Anyone),
    ("GET /offices/{slug}", Anyone),
    ("GET /areas", Anyone),
    ("GET /areas/{kind}/{slug}", Anyone),
    ("GET /closures", Anyone),
    ("GET /closures/{slug}", Anyone),
    ("GET /closures/{slug}/history", Anyone),
    ("GET /offices/{slug}/poster", Anyone),
    ("GET /closures/tip", Anyone),
    ("POST /closures/tip", Anyone),
    ("GET /closures/tip/sent", Anyone),
    ("GET /closures/{slug}/poster", Anyone),
    ("GET /closures/{slug}/sources/{number}", Anyone),
    ("GET /closures/{slug}/sources/{number}/photo", Anyone),
    ("GET /calendar", Anyone),
    ("GET /impact", Anyone),
    ("GET /follow", Anyone),
    ("POST /follow", Anyone),
    ("GET /follow/asked", Anyone),
    ("GET /follow/confirm/{token}", Anyone),
    ("POST /follow/confirm/{token}", Anyone),
    ("GET /follow/{token}", Anyone),
    ("POST /follow/{token}", Anyone),
    ("GET /follow/{token}/stop", Anyone),
    ("POST /follow/{token}/stop", Anyone),
    ("GET /data", Anyone),
    ("GET /about", Anyone),
    ("GET /about/method", Anyone),
    ("GET /privacy", Anyone),
    ("GET /report", Anyone),
    ("GET /report/worker", Anyone),
    ("POST /report/worker", Anyone),
    ("GET /report/{office}", Anyone),
    ("POST /report/{office}", Anyone),
    ("GET /report/{office}/sent", Anyone),
    ("GET /receipt", Anyone),
    ("POST /receipt", Anyone),
    ("GET /receipt/answer", Anyone),
    ("POST /receipt/answer", Anyone),
    ("GET /receipt/add", Anyone),
    ("POST /receipt/add", Anyone),
    ("GET /receipt/consents", Anyone),
    ("POST /receipt/consents", Anyone),
    ("GET /receipt/withdraw", Anyone),
    ("POST /receipt/withdraw", Anyone),
    ("GET /receipt/withdrawn", Anyone),
    ("GET /reports/{report}/photos/{number}", Anyone),
    ("GET /sign-in", Anyone),
    ("POST /sign-in", Anyone),
    ("GET /sign-in/sent", Anyone),
    ("GET /sign-in/link", Anyone),
    ("POST /sign-in/link", Anyone),
    ("GET /sign-out", Anyone),
    ("POST /sign-out", Anyone),
    ("GET /desk", Members),
    ("GET /desk/account", Members),
    ("POST /desk/account", Members),
    ("GET /desk/account/sessions", Members),
    ("POST /desk/account/sessions", Members),
    ("GET /desk/account/remove", Members),
    ("POST /desk/account/remove", Members),
    ("GET /desk/people", With(Role::may_manage_people)),
    ("POST /desk/people", With(Role::may_manage_people)),
    ("GET /desk/people/{person}", With(Role::may_manage_people)),
    ("POST /desk/people/{person}", With(Role::may_manage_people)),
    ("GET /desk/webhooks", With(Role::may_follow_hooks)),
    ("POST /desk/webhooks", With(Role::may_follow_hooks)),
    ("POST /desk/webhooks/{id}/test", With(Role::may_follow_hooks)),
    ("POST /desk/webhooks/{id}/on", With(Role::may_follow_hooks)),
    ("POST /desk/webhooks/{id}/remove", With(Role::may_follow_hooks)),
    ("GET /desk/reports", With(Role::may_moderate)),
    ("POST /desk/reports/spam", With(Role::may_moderate)),
    ("GET /desk/reports/{id}", With(Role::may_moderate)),
    ("POST /desk/reports/{id}/reveal", With(Role::may_moderate)),
    ("POST /desk/reports/{id}/decide", With(Role::may_moderate)),
    ("POST /desk/reports/{id}/merge", With(Role::may_moderate)),
    ("POST /desk/reports/{id}/ask", With(Role::may_moderate)),
    ("GET /desk/reports/{id}/words", With(Role::may_moderate)),
    ("POST /desk/reports/{id}/words", With(Role::may_moderate)),
    ("POST /desk/reports/{id}/words/edit", With(Role::may_moderate)),
    ("GET /desk/reports/{id}/photos/{number}", With(Role::may_moderate)),
    ("POST /desk/reports/{id}/photos/{number}", With(Role::may_moderate)),
    ("GET /desk/reports/{id}/photos/{number}/picture", With(Role::may_moderate)),
    ("GET /desk/tips", With(Role::may_edit_ledger)),
    ("GET /desk/tips/{id}", With(Role::may_edit_ledger)),
    ("POST /desk/tips/{id}/take", With(Role::may_edit_ledger)),
    ("POST /desk/tips/{id}/set-aside", With(Role::may_edit_ledger)),
    ("POST /desk/tips/{id}/spam", With(Role::may_edit_ledger)),
    ("GET /desk/workers", With(Role::may_moderate)),
    ("GET /desk/workers/{id}/read", With(Role::may_moderate)),
    ("POST /desk/workers/{id}/read", With(Role::may_moderate)),
    ("GET /desk/workers/{id}/state", With(Role::may_moderate)),
    ("POST /desk/workers/{id}/state", With(Role::may_moderate)),
    ("GET /desk/closures", With(Role::may_edit_ledger)),
    ("POST /desk/closures/new", With(Role::may_edit_ledger)),
    ("GET /desk/closures/import", With(Role::may_edit_ledger)),
    ("POST /desk/closures/import", With(Role::may_edit_ledger)),
    ("POST /desk/closures/import/confirm", With(Role::may_edit_ledger)),
    ("GET /desk/closures/drafts/{id}", With(Role::may_edit_ledger)),
    ("POST /desk/closures/drafts/{id}", With(Role::may_edit_ledger)),
    ("GET /desk/closures/drafts/{id}/preview", With(Role::may_edit_ledger)),
    ("POST /desk/closures/drafts/{id}/publish", With(Role::may_edit_ledger)),
    ("POST /desk/closures/drafts/{id}/discard", With(Role::may_edit_ledger)),
    ("GET /desk/closures/{slug}", With(Role::may_edit_ledger)),
    ("POST /desk/closures/{slug}/edit", With(Role::may_edit_ledger)),
    ("GET /desk/closures/{slug}/history", With(Role::may_edit_ledger)),
    ("GET /desk/closures/{slug}/withdraw", With(Role::may_edit_ledger)),
    ("POST /desk/closures/{slug}/withdraw", With(Role::may_edit_ledger)),
    ("POST /desk/closures/{slug}/restore", With(Role::may_edit_ledger)),
    ("GET /desk/evidence", With(Role::may_edit_ledger)),
    ("POST /desk/evidence/capture", With(Role::may_edit_ledger)),
    ("GET /desk/closures/{slug}/sources/new", With(Role::may_edit_ledger)),
    ("POST /desk/closures/{slug}/sources/new", With(Role::may_edit_ledger)),
    ("GET /desk/closures/{slug}/sources/{number}", With(Role::may_edit_ledger)),
    ("POST /desk/closures/{slug}/sources/{number}/upload", With(Role::may_edit_ledger)),
    ("GET /desk/captures/{id}/copy", With(Role::may_edit_ledger)),
    ("GET /desk/captures/{id}/file", With(Role::may_edit_ledger)),
    ("GET /desk/captures/{id}/text", With(Role::may_edit_ledger)),
    ("POST /desk/captures/{id}/show", With(Role::may_edit_ledger)),
    ("GET /desk/audit", With(Role::may_see_audit)),
    ("GET /api/offices", Anyone),
    ("GET /api/offices/nearest", Anyone),
    ("GET /api/offices/{slug}", Anyone),
    ("GET /api/closures", Anyone),
    ("GET /api/search", Anyone),
    ("GET /api/areas", Anyone),
    ("GET /api/areas/{kind}/{slug}", Anyone),
    ("GET /api/map", Anyone),
    ("GET /api/impact", Anyone),
    ("GET /api/impact.csv", Anyone),
    ("GET /api/impact.geojson", Anyone),
    ("GET /api/impact/access", Anyone),
    ("GET /openapi.json", Anyone),
    ("GET /feeds/closures.atom", Anyone),
    ("GET /feeds/closures/{file}", Anyone),
    ("GET /feeds/offices/{file}", Anyone),
    ("GET /feeds/areas/county/{file}", Anyone),
    ("GET /feeds/agencies/{file}", Anyone),
    ("GET /calendar.ics", Anyone),
    ("GET /open311/v2/discovery.xml", Anyone),
    ("GET /open311/v2/discovery.json", Anyone),
    ("GET /open311/v2/services.xml", Anyone),
    ("GET /open311/v2/services.json", Anyone),
    ("GET /open311/v2/services/{file}", Anyone),
    ("GET /open311/v2/requests.xml", Anyone),
    ("POST /open311/v2/requests.xml", Keyed),
    ("GET /open311/v2/requests.json", Anyone),
    ("POST /open311/v2/requests.json", Keyed),
    ("GET /open311/v2/requests/{file}", Anyone),
    ("GET /open311/v2/tokens/{file}", Anyone),
    ("GET /assets/{hash}/{*name}", Anyone),
    ("GET /sw.js", Anyone),
    ("GET /healthz", Anyone),
    ("GET /readyz", Anyone),
];

/// What stands for a part of a path: right in its form for slugs and identifiers, and never there.
const NOBODYS: &str = "0190aaaa-0000-7000-8000-000000000000";

/// `METHOD /path` of every route in a text of Rust.
fn routes(text: &str) -> BTreeSet<String> {
    let route = Regex::new(r#"\.route\(\s*"([^"]+)"\s*,"#).unwrap();
    let method = Regex::new(r"(?:^|[\s.])(get|post|put|patch|delete|any)\(").unwrap();
    let code: String =
        text.lines().map(|line| line.split("//").next().unwrap_or("").to_owned() + "\n").collect();
    let mut found = BTreeSet::new();
    for hit in route.captures_iter(&code) {
        let rest = &code[hit.get(0).unwrap().end()..];
        let mut depth = 1;
        let end = rest.find(|c| {
            depth += match c {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            depth == 0
        });
        let handlers = &rest[..end.unwrap()];
        for verb in method.captures_iter(handlers) {
            found.insert(format!("{} {}", verb[1].to_uppercase(), &hit[1]));
        }
    }
    found
}

/// How a request fared at the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fared {
    In,
    SentToTheDoor,
    Refused,
}

fn fared(answer: &Answer) -> Fared {
    match answer.status.as_u16() {
        303 if answer.header("location").starts_with("/sign-in?next=") => Fared::SentToTheDoor,
        401 => Fared::SentToTheDoor,
        403 => Fared::Refused,
        _ => Fared::In,
    }
}

fn expected(who: Who, role: Option<Role>) -> Fared {
    match (who, role) {
        (Keyed, _) => Fared::Refused,
        (Anyone, _) | (Members, Some(_)) => Fared::In,
        (Members | With(_), None) => Fared::SentToTheDoor,
        (With(power), Some(role)) if power(role) => Fared::In,
        (With(_), Some(_)) => Fared::Refused,
    }
}

/// Sends a request as someone; each time with a new session, because some requests end theirs.
async fn knock(app: &TestApp, line: &str, role: Option<Role>) -> Answer {
    let (method, path) = line.split_once(' ').unwrap();
    let path = path.replace("{number}", "1");
    let path = Regex::new(r"\{[^}]+\}").unwrap().replace_all(&path, NOBODYS).into_owned();
    let cookie = match role {
        Some(role) => app.sign_in(role).await,
        // What looks like a session and is none must not help.
        None => format!("session={}", "A".repeat(43)),
    };
    match method {
        "POST" => app.post_form_as(&cookie, &path, &[]).await,
        other => {
            let method = Method::from_bytes(other.as_bytes()).unwrap();
            app.ask(method, &path, &[("cookie", &cookie)], Body::empty()).await
        }
    }
}

async fn walk(app: &TestApp) -> Vec<String> {
    let roles = Role::ALL.iter().copied().map(Some).chain([None]);
    let mut faults = Vec::new();
    // Somebody has to stay admin whatever the walk does.
    app.sign_in(Role::Admin).await;
    for role in roles {
        for (line, who) in TABLE {
            let answer = knock(app, line, role).await;
            let (found, right) = (fared(&answer), expected(*who, role));
            if found != right || answer.status.is_server_error() {
                faults.push(format!(
                    "{line} as {role:?}: {found:?} ({}), expected {right:?}",
                    answer.status
                ));
            }
            let personal = !matches!(who, Anyone) || line.contains("/sign-");
            if personal && !answer.header("cache-control").contains("no-store") {
                faults.push(format!(
                    "{line} as {role:?}: {:?} may be kept",
                    answer.header("cache-control")
                ));
            }
        }
    }
    faults
}

#[test]
fn every_route_has_its_line_in_the_table() {
    let found = routes(include_str!("../../src/web/routes.rs"));
    let table: BTreeSet<String> = TABLE.iter().map(|(line, _)| (*line).to_owned()).collect();
    assert_eq!(table.len(), TABLE.len(), "a line stands twice");
    let missing: Vec<_> = found.difference(&table).collect();
    let gone: Vec<_> = table.difference(&found).collect();
    assert!(missing.is_empty(), "say in the table who may use {missing:?}");
    assert!(gone.is_empty(), "there is no route {gone:?}");
}

#[test]
fn the_reader_of_routes_finds_them() {
    let text = "Router::new()\n.route(\"/a\", get(a::b))\n// .route(\"/no\", get(x))\n\
         .route(\n \"/b/{c}\",\n get(d).post(e).layer(f(2)),\n ).route(\"/d\", post(g))";
    let found: Vec<String> = routes(text).into_iter().collect();
    assert_eq!(found, ["GET /a", "GET /b/{c}", "POST /b/{c}", "POST /d"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_gets_in_where_they_do_not_belong() {
    let (file, server) = tokio::join!(TestApp::new(), TestApp::on_postgres());
    let (on_file, on_server) = tokio::join!(walk(&file), walk(&server));
    assert!(on_file.is_empty(), "SQLite:\n{}", on_file.join("\n"));
    assert!(on_server.is_empty(), "PostgreSQL:\n{}", on_server.join("\n"));
}
