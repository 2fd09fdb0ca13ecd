//! `/desk/closures`: the cases, mine first, the drafts; and one case with what can be done to it.

use std::collections::HashSet;

use axum::extract::State;
use maud::{Markup, html};
use serde::Deserialize;

use crate::app::App;
use crate::domain::account::Role;
use crate::domain::closure::Closure;
use crate::domain::draft::DraftLine;
use crate::domain::slug::Slug;
use crate::domain::text::{folded, words};
use crate::domain::time::zone;
use crate::web::cx::PageCx;
use crate::web::desk;
use crate::web::error::WebError;
use crate::web::extract::{Named, Query};
use crate::web::session::Member;
use crate::web::ui::{case_mark, case_when, pager};

/// Cases on one page.
const A_PAGE: usize = 25;

/// What the address may ask for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Params {
    view: String,
    q: String,
    page: Option<String>,
}

/// The views of the list.
const VIEWS: [&str; 4] = ["all", "mine", "drafts", "withdrawn"];

/// What the page shows.
struct ListPage<'a> {
    view: &'a str,
    asked: &'a str,
    cases: Vec<&'a Closure>,
    drafts: Vec<DraftLine>,
    tips: i64,
    page: usize,
}

/// The list.
///
/// # Errors
/// When the person may not see it, or the database does not answer.
pub async fn show(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Query(params): Query<Params>,
) -> Result<Markup, WebError> {
    member.need(Role::may_edit_ledger)?;
    let store = app.store();
    let view = VIEWS.into_iter().find(|v| *v == params.view).unwrap_or("all");
    let drafts = if view == "drafts" { store.drafts(member.account.id).await? } else { Vec::new() };
    let mine: HashSet<_> = match view {
        "mine" => store.closures_by(&member.actor()).await?.into_iter().collect(),
        _ => HashSet::new(),
    };
    let atlas = app.atlas();
    let pool: &[Closure] = match view {
        "drafts" => &[],
        "withdrawn" => atlas.withdrawn(),
        _ => atlas.closures(),
    };
    let is_mine = |case: &Closure| {
        mine.contains(&case.id)
            || case.counties().iter().any(|county| member.account.looks_after(county))
    };
    let wanted = words(&params.q);
    let in_view = pool.iter().filter(|case| view != "mine" || is_mine(case));
    let cases: Vec<&Closure> = in_view.filter(|case| has_words(case, &wanted)).collect();
    let page = params.page.and_then(|p| p.parse::<usize>().ok()).unwrap_or(1).max(1);
    let tips = store.tips_waiting().await?;
    Ok(view_list(&cx, &member, &ListPage { view, asked: &params.q, cases, drafts, tips, page }))
}

/// Whether the words stand in a case's title or in the names of its offices.
fn has_words(case: &Closure, wanted: &[String]) -> bool {
    if wanted.is_empty() {
        return true;
    }
    let names: Vec<&str> = case.offices.iter().map(|o| o.name.as_str()).collect();
    let text = folded(&format!("{} {} {}", case.title, case.title_es, names.join(" ")));
    wanted.iter().all(|word| text.contains(word.as_str()))
}

fn view_list(cx: &PageCx, member: &Member, page: &ListPage<'_>) -> Markup {
    let pages = page.cases.len().div_ceil(A_PAGE);
    let at = page.page.min(pages.max(1));
    let link = |n: usize| {
        let q = crate::web::ui::form_encoded(page.asked);
        cx.href(&format!("/desk/closures?view={}&q={q}&page={n}", page.view))
    };
    desk::page(
        cx,
        member,
        &cx.t("desk-cases"),
        super::AT,
        html! {
            h1 { (cx.t("desk-cases")) }
            form action=(cx.href("/desk/closures/new")) method="post" {
                p.do {
                    button.go type="submit" { (cx.t("desk-cases-new")) }
                    a href=(cx.href("/desk/tips")) { (cx.words.with("desk-tips-waiting", &[("n", page.tips.into())])) }
                    a href=(cx.href("/desk/closures/import")) { (cx.t("desk-import")) }
                }
            }
            nav aria-label=(cx.t("desk-cases-views")) {
                ul.views {
                    @for view in VIEWS {
                        li { a href=(cx.href(&format!("/desk/closures?view={view}"))) aria-current=[(view == page.view).then_some("true")] { (cx.words.word("desk-view", view)) } }
                    }
                }
            }
            @if page.view == "drafts" { (drafts(cx, &page.drafts)) } @else {
                form.filters role="search" action=(cx.href("/desk/closures")) method="get" {
                    @if let Some(lang) = cx.kept_lang() { input type="hidden" name="lang" value=(lang); }
                    input type="hidden" name="view" value=(page.view);
                    div.field {
                        label for="q" { (cx.t("desk-cases-search")) }
                        input type="search" id="q" name="q" value=(page.asked) maxlength="200";
                    }
                    button.quiet type="submit" { (cx.t("ask-go")) }
                }
                @if page.cases.is_empty() { div.empty { p { (cx.t("desk-cases-none")) } } }
                ul.list {
                    @for case in page.cases.iter().skip((at - 1) * A_PAGE).take(A_PAGE) { (row(cx, case)) }
                }
                (pager(cx, at, pages, &link))
            }
        },
    )
}

fn row(cx: &PageCx, case: &Closure) -> Markup {
    html! {
        li.card {
            h2.h3 { a href=(cx.href(&format!("/desk/closures/{}", case.slug))) { (cx.words.either(&case.title, &case.title_es)) } }
            p {
                (cx.words.word("cut", case.kind.as_str()))
                " · " (cx.words.with("desk-case-version", &[("n", case.version.into())]))
                @if let Some(at) = case.changed_at { ", " (cx.words.day(at.to_zoned(zone()).date())) }
            }
            @if let Some(withdrawn) = &case.withdrawn { p { span.label { (cx.t("desk-case-withdrawn")) } " " (withdrawn.reason) } }
        }
    }
}

fn drafts(cx: &PageCx, drafts: &[DraftLine]) -> Markup {
    html! {
        p { (cx.t("desk-drafts-yours")) }
        @if drafts.is_empty() { div.empty { p { (cx.t("desk-drafts-none")) } } }
        ul.list {
            @for draft in drafts {
                @let at = draft.updated_at.to_zoned(zone()).datetime();
                li.card {
                    h2.h3 { a href=(cx.href(&format!("/desk/closures/drafts/{}", draft.id))) {
                        @if draft.title.is_empty() { (cx.t("desk-drafts-untitled")) } @else { (draft.title) }
                    } }
                    p { (cx.words.moment(at, cx.now)) }
                }
            }
        }
    }
}

/// One case at the desk.
///
/// # Errors
/// When the person may not see it, there is no such case, or the database does not answer.
pub async fn one(
    State(app): State<App>,
    cx: PageCx,
    member: Member,
    Named(slug): Named<Slug>,
) -> Result<Markup, WebError> {
    member.need(Role::may_edit_ledger)?;
    let case = app.store().closure(slug.as_str()).await?.ok_or(WebError::NoCase)?;
    let case = case.read_on(cx.now.date());
    let mine = app.store().draft_of(case.id, member.account.id).await?;
    let title = cx.words.either(&case.title, &case.title_es).to_owned();
    let here = format!("/desk/closures/{}", case.slug);
    Ok(desk::page(
        &cx,
        &member,
        &title,
        super::AT,
        html! {
            h1 { bdi { (title) } }
            @if let Some(withdrawn) = &case.withdrawn {
                div.news.doubt.prose { h2 { (cx.t("desk-case-withdrawn")) } p { (cx.words.day(withdrawn.on)) ": " (withdrawn.reason) } }
            }
            p {
                (cx.words.word("cut", case.kind.as_str())) " · " (case_mark(&cx, &case)) " "
                span.hint { (case_when(&cx, &case)) }
            }
            form action=(cx.href(&format!("{here}/edit"))) method="post" {
                p.do {
                    button.go type="submit" { (cx.t(if mine.is_some() { "desk-case-go-on" } else { "desk-case-edit" })) }
                    a.quiet href=(cx.href(&format!("/closures/{}", case.slug))) { (cx.t("desk-case-public")) }
                }
            }
            p.do {
                a href=(cx.href(&format!("{here}/history"))) { (cx.t("history-h1")) }
                @if case.withdrawn.is_none() { a href=(cx.href(&format!("{here}/withdraw"))) { (cx.t("desk-withdraw")) } }
            }
            @if case.withdrawn.is_some() {
                form action=(cx.href(&format!("{here}/restore"))) method="post" {
                    input type="hidden" name="version" value=(case.version);
                    p.do { button.quiet type="submit" { (cx.t("desk-restore")) } }
                }
            }
            (desk::evidence::of_case(&cx, &case))
        },
    ))
}
