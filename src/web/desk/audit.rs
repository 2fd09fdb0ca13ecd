//! `/desk/audit`: every change, the newest first.

use std::collections::HashMap;

use axum::extract::State;
use maud::{Markup, html};
use serde::Deserialize;

use super::{names, page};
use crate::app::App;
use crate::domain::account::Role;
use crate::domain::audit::AuditLine;
use crate::domain::time::zone;
use crate::web::cx::PageCx;
use crate::web::error::WebError;
use crate::web::extract::{Query, parsed};
use crate::web::session::Member;

/// Lines on one page.
const A_PAGE: u32 = 50;

/// What the address may ask for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Params {
    before: Option<String>,
}

/// The page.
///
/// # Errors
/// When the person may not see it, or the database does not answer.
pub async fn show(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Query(params): Query<Params>,
) -> Result<Markup, WebError> {
    member.need(Role::may_see_audit)?;
    let before = match params.before {
        Some(number) => parsed("before", &number)?,
        None => u64::MAX,
    };
    let lines = app.store().audit_before(before, A_PAGE).await?;
    let names = names(&app, &cx).await?;
    Ok(view(&cx, &member, &lines, &names))
}

fn view(
    cx: &PageCx,
    member: &Member,
    lines: &[AuditLine],
    names: &HashMap<String, String>,
) -> Markup {
    let title = cx.t("audit-title");
    // The first line has the number 1: behind it there is nothing.
    let older = lines.last().map(|line| line.number).filter(|number| *number > 1);
    page(
        cx,
        member,
        &title,
        "/desk/audit",
        html! {
            h1 { (title) }
            p.lead { (cx.t("audit-lead")) }
            p.hint { (cx.t("audit-verify")) " " code { "stillopen audit verify" } }
            @if lines.is_empty() { div.empty { p { (cx.t("audit-none")) } } }
            ol.due reversed start=[lines.first().map(|line| line.number)] {
                @for line in lines { (entry(cx, line, names)) }
            }
            @if let Some(older) = older {
                p { a href=(cx.href(&format!("/desk/audit?before={older}"))) { (cx.t("audit-older")) } }
            }
        },
    )
}

fn entry(cx: &PageCx, line: &AuditLine, names: &HashMap<String, String>) -> Markup {
    let at = line.at.to_zoned(zone());
    let time = cx.words.time(at.time());
    html! {
        li value=(line.number) {
            p.when {
                time datetime=(line.at) { (cx.words.day(at.date())) ", " (time) }
                " · " (actor(cx, &line.actor, names))
            }
            p { code { (line.action) } " " span.hint { (line.subject) " " bdi { (line.subject_id) } } }
            @if !line.detail.is_empty() {
                details { summary { (cx.t("audit-detail")) } pre { (line.detail) } }
            }
        }
    }
}

/// Who did it, as colleagues call them.
fn actor(cx: &PageCx, actor: &str, names: &HashMap<String, String>) -> String {
    let known = || cx.words.word_if_known("actor", actor);
    names.get(actor).cloned().or_else(known).unwrap_or_else(|| actor.to_owned())
}
