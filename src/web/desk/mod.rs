//! `/desk`: where people who sign in work. Here is the frame of its pages.
//!
//! A part of the desk adds a line to [`ENTRIES`], its routes to `routes.rs`, and frames its pages with [`page`].

pub mod account;
pub mod audit;
pub mod closures;
pub mod evidence;
pub mod home;
pub mod people;
pub mod reports;
pub mod tips;
pub mod webhooks;
pub mod workers;

use std::collections::HashMap;

use maud::{Markup, html};

use crate::app::App;
use crate::domain::account::{Account, AccountState, Role};

use super::cx::PageCx;
use super::error::WebError;
use super::session::Member;
use super::ui::{self, Page};

/// An entry of the desk's navigation.
struct Entry {
    /// Where it leads.
    to: &'static str,
    /// The message that names it.
    key: &'static str,
    /// Who sees it; the page itself checks again.
    power: fn(Role) -> bool,
}

/// The parts of the desk, in the order of the navigation.
const ENTRIES: &[Entry] = &[
    Entry { to: "/desk", key: "desk-home", power: everyone },
    Entry { to: "/desk/reports", key: "moderate-title", power: Role::may_moderate },
    Entry { to: "/desk/tips", key: "desk-tips", power: Role::may_edit_ledger },
    Entry { to: "/desk/workers", key: "worker-desk", power: Role::may_moderate },
    Entry { to: "/desk/closures", key: "desk-cases", power: Role::may_edit_ledger },
    Entry { to: "/desk/evidence", key: "desk-evidence", power: Role::may_edit_ledger },
    Entry { to: "/desk/webhooks", key: "desk-webhooks", power: Role::may_follow_hooks },
    Entry { to: "/desk/people", key: "people-title", power: Role::may_manage_people },
    Entry { to: "/desk/audit", key: "audit-title", power: Role::may_see_audit },
    Entry { to: "/desk/account", key: "account-title", power: everyone },
];

const fn everyone(_: Role) -> bool {
    true
}

/// Frames a page of the desk. `title` names the page in the browser, `at` is the entry of the navigation that it
/// belongs to. What was done just now stands on top: a form that worked leads to `?said=word`, which shows the message
/// `desk-said-word`.
#[must_use]
pub fn page(cx: &PageCx, member: &Member, title: &str, at: &str, body: Markup) -> Markup {
    let role = member.account.role;
    // On a phone the entries fold away behind the name of the one where one is.
    let here = ENTRIES.iter().find(|entry| entry.to == at).filter(|entry| entry.to != "/desk");
    let here = here.map_or_else(String::new, |entry| format!(": {}", cx.t(entry.key)));
    let here = format!("{}{here}", cx.t("desk-nav"));
    ui::page(
        cx,
        &Page::new(title).unlisted().with_style("css/desk.css"),
        html! {
            nav.desk aria-label=(cx.t("desk-nav")) {
                details {
                    summary { (here) }
                    div {
                        @for entry in ENTRIES.iter().filter(|e| (e.power)(role)) {
                            a href=(cx.href(entry.to)) aria-current=[(entry.to == at).then_some("page")] { (cx.t(entry.key)) }
                        }
                    }
                }
                form action=(cx.href("/sign-out")) method="post" {
                    button.plain type="submit" { (cx.t("desk-out")) }
                }
            }
            @if let Some(said) = said(cx) { div.flash.prose role="status" { p { (said) } } }
            (body)
        },
    )
}

/// The message that the address asks for, if it is one of the desk's.
fn said(cx: &PageCx) -> Option<String> {
    let word = cx.query.split('&').find_map(|pair| pair.strip_prefix("said="))?;
    let plain = word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    if plain { cx.words.word_if_known("desk-said", word) } else { None }
}

/// The name that stands for a person where colleagues read it.
#[must_use]
pub fn called(cx: &PageCx, account: &Account) -> String {
    match (account.state, account.name.as_str()) {
        (AccountState::Removed, _) => cx.t("desk-left"),
        (AccountState::Active, "") => cx.t("desk-nameless"),
        (AccountState::Active, name) => name.to_owned(),
    }
}

/// The names of all who have or had an account, by how audit lines and versions name them.
///
/// # Errors
/// When the database does not answer.
pub async fn names(app: &App, cx: &PageCx) -> Result<HashMap<String, String>, WebError> {
    let people = app.store().people(app.sealer()).await?;
    Ok(people.into_iter().map(|p| (p.account.actor(), called(cx, &p.account))).collect())
}
