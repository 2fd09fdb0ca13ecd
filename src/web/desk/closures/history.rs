//! `/desk/closures/{slug}/history`: every version with the name of who wrote it, and any two compared.

use std::collections::HashMap;

use axum::extract::State;
use maud::{Markup, html};
use serde::Deserialize;

use crate::app::App;
use crate::domain::account::Role;
use crate::domain::closure::Closure;
use crate::domain::closure_diff::differences;
use crate::domain::slug::Slug;
use crate::domain::time::zone;
use crate::store::CaseVersion;
use crate::web::cx::PageCx;
use crate::web::desk;
use crate::web::error::WebError;
use crate::web::extract::{Named, Query, parsed};
use crate::web::history::told;
use crate::web::session::Member;

/// Two versions to compare.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Params {
    from: Option<String>,
    to: Option<String>,
}

/// What the page shows.
struct HistoryPage<'a> {
    case: &'a Closure,
    versions: &'a [CaseVersion],
    names: &'a HashMap<String, String>,
    from: u32,
    to: u32,
    compared: Option<(Closure, Closure)>,
}

/// The page.
///
/// # Errors
/// When the person may not see it, there is no such case or version, or the database does not answer.
pub async fn show(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(slug): Named<Slug>,
    Query(params): Query<Params>,
) -> Result<Markup, WebError> {
    member.need(Role::may_edit_ledger)?;
    let store = app.store();
    let case = store.closure(slug.as_str()).await?.ok_or(WebError::NoCase)?;
    let versions = store.closure_versions(case.id).await?;
    let to = match params.to {
        Some(number) => parsed("to", &number)?,
        None => case.version,
    };
    let from: u32 = match params.from {
        Some(number) => parsed("from", &number)?,
        None => to.saturating_sub(1),
    };
    let older = store.closure_at_version(case.id, from).await?;
    let newer = store.closure_at_version(case.id, to).await?;
    let mut names = desk::names(&app, &cx).await?;
    names.insert("import".to_owned(), cx.t("desk-history-import"));
    let page = HistoryPage {
        case: &case,
        versions: &versions,
        names: &names,
        from,
        to,
        compared: older.zip(newer),
    };
    Ok(view(&cx, &member, &page))
}

fn view(cx: &PageCx, member: &Member, page: &HistoryPage<'_>) -> Markup {
    let here = format!("/desk/closures/{}", page.case.slug);
    let title = cx.words.either(&page.case.title, &page.case.title_es);
    desk::page(
        cx,
        member,
        &format!("{}: {title}", cx.t("history-h1")),
        super::AT,
        html! {
            h1 { (cx.t("history-h1")) }
            p.lead { a href=(cx.href(&here)) { bdi { (title) } } }
            @if let Some((older, newer)) = &page.compared {
                section.prose aria-labelledby="compared" {
                    h2 id="compared" { (cx.words.with("desk-history-between", &[("from", page.from.into()), ("to", page.to.into())])) }
                    @let found = differences(older, newer);
                    @if found.is_empty() { p { (cx.t("history-nothing")) } }
                    ul { @for difference in &found { li { (told(cx, difference)) } } }
                }
            }
            section {
                h2 id="versions" { (cx.t("desk-history-versions")) }
                @if page.versions.is_empty() { p { (cx.t("history-empty")) } }
                @else { (versions(cx, page, &here)) }
            }
        },
    )
}

fn versions(cx: &PageCx, page: &HistoryPage<'_>, here: &str) -> Markup {
    let unknown = cx.t("desk-nameless");
    html! {
        form action=(cx.href(&format!("{here}/history"))) method="get" {
            @if let Some(lang) = cx.kept_lang() { input type="hidden" name="lang" value=(lang); }
            section.table aria-labelledby="versions" tabindex="0" {
                table.versions {
                    thead { tr {
                        th scope="col" { (cx.t("desk-history-version")) }
                        th scope="col" { (cx.t("desk-history-from")) }
                        th scope="col" { (cx.t("desk-history-to")) }
                        th scope="col" { (cx.t("desk-history-when")) }
                        th scope="col" { (cx.t("desk-history-who")) }
                    } }
                    tbody {
                        @for version in page.versions.iter().rev() {
                            @let at = version.at.to_zoned(zone()).datetime();
                            @let number = version.version;
                            tr {
                                th scope="row" { (number) }
                                td { input type="radio" name="from" value=(number) checked[number == page.from] aria-label=(cx.words.with("desk-history-from-n", &[("n", number.into())])); }
                                td { input type="radio" name="to" value=(number) checked[number == page.to] aria-label=(cx.words.with("desk-history-to-n", &[("n", number.into())])); }
                                td { (cx.words.day(at.date())) ", " (cx.words.time(at.time())) }
                                td { (page.names.get(&version.actor).unwrap_or(&unknown)) }
                            }
                        }
                    }
                }
            }
            p.do { button.quiet type="submit" { (cx.t("desk-history-compare")) } }
        }
    }
}
