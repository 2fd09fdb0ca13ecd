//! `/desk`: what waits for me, and what is due this week.

use axum::extract::State;
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};

use super::page;
use crate::app::App;
use crate::atlas::Atlas;
use crate::domain::account::Account;
use crate::domain::closure::{CaseState, Closure, StepKind};
use crate::web::cx::PageCx;
use crate::web::session::Member;

/// How many days ahead count as this week.
const DAYS: i32 = 7;
/// The most dates of one list.
const MOST: usize = 12;

/// A date that comes up in a case.
struct Due<'a> {
    on: Date,
    kind: StepKind,
    case: &'a Closure,
}

/// What comes up: in the person's counties, and elsewhere.
struct Week<'a> {
    mine: Vec<Due<'a>>,
    elsewhere: Vec<Due<'a>>,
}

/// The page.
pub async fn show(State(app): State<App>, cx: PageCx, member: Member) -> Markup {
    let atlas = app.atlas();
    view(&cx, &member, &week(&atlas, &member.account, cx.now.date()))
}

/// Whether people have to know of such a day before it comes.
const fn matters(kind: StepKind) -> bool {
    kind.is_in_force() || matches!(kind, StepKind::Hearing | StepKind::CommentDeadline)
}

fn week<'a>(atlas: &'a Atlas, account: &Account, today: Date) -> Week<'a> {
    let end = today.saturating_add(DAYS.days());
    let mut due: Vec<Due<'_>> = Vec::new();
    for case in atlas.closures() {
        let coming = case.steps.iter().filter(|s| matters(s.kind));
        let dated = coming.filter_map(|s| Some((s.on?.exact()?, s.kind)));
        let mut dated = dated.filter(|(on, _)| (today..=end).contains(on)).peekable();
        if dated.peek().is_some() && case.state() != CaseState::Stopped {
            due.extend(dated.map(|(on, kind)| Due { on, kind, case }));
        }
    }
    due.sort_by(|a, b| (a.on, &a.case.slug, a.kind).cmp(&(b.on, &b.case.slug, b.kind)));
    // One case with sixty offices that close on one day is one line.
    due.dedup_by(|a, b| (a.on, a.kind, a.case.id) == (b.on, b.kind, b.case.id));
    let mine = |due: &Due<'_>| due.case.counties().iter().any(|c| account.looks_after(c));
    let (mine, elsewhere) = due.into_iter().partition(mine);
    Week { mine, elsewhere }
}

fn view(cx: &PageCx, member: &Member, week: &Week<'_>) -> Markup {
    let account = &member.account;
    let hello = if account.name.is_empty() {
        cx.t("desk-hello")
    } else {
        cx.words.with("desk-hello-name", &[("name", account.name.clone().into())])
    };
    let today = cx.now.date();
    let today = [("weekday", cx.words.weekday(today).into()), ("day", cx.words.day(today).into())];
    page(
        cx,
        member,
        &cx.t("desk-home"),
        "/desk",
        html! {
            h1 { (hello) }
            p.lead { (cx.words.with("desk-today", &today)) }
            @if account.name.is_empty() || account.counties.is_empty() {
                section aria-labelledby="todo" {
                    h2 id="todo" { (cx.t("desk-todo")) }
                    ul.due {
                        @if account.name.is_empty() {
                            li { a href=(cx.href("/desk/account")) { (cx.t("desk-todo-name")) } }
                        }
                        @if account.counties.is_empty() {
                            li { a href=(cx.href("/desk/account")) { (cx.t("desk-todo-counties")) } }
                        }
                    }
                }
            }
            section aria-labelledby="week" {
                h2 id="week" { (cx.t("desk-week")) }
                @if week.mine.is_empty() && week.elsewhere.is_empty() {
                    p { (cx.t("desk-week-none")) }
                }
                @if !week.mine.is_empty() {
                    h3 { (cx.t("desk-week-mine")) }
                    (dates(cx, &week.mine))
                } @else if !week.elsewhere.is_empty() && !account.counties.is_empty() {
                    p { (cx.t("desk-week-not-mine")) }
                }
                @if !week.elsewhere.is_empty() {
                    @if !account.counties.is_empty() { h3 { (cx.t("desk-week-elsewhere")) } }
                    (dates(cx, &week.elsewhere))
                }
            }
        },
    )
}

fn dates(cx: &PageCx, due: &[Due<'_>]) -> Markup {
    html! {
        ul.due {
            @for Due { on, kind, case } in due.iter().take(MOST) {
                li {
                    p.when {
                        time datetime=(on) { (cx.words.weekday(*on)) ", " (cx.words.day(*on)) }
                        @if *on == cx.now.date() { " " strong { (cx.t("desk-week-today")) } }
                    }
                    p {
                        (cx.words.word("due", kind.as_str())) ": "
                        a href=(cx.href(&format!("/closures/{}", case.slug))) {
                            (cx.words.either(&case.title, &case.title_es))
                        }
                    }
                }
            }
        }
        @if let Some(more) = due.len().checked_sub(MOST).filter(|more| *more > 0) {
            p.hint { (cx.words.with("desk-week-more", &[("n", more.into())])) }
        }
    }
}
