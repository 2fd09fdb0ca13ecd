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
use crate::domain::job::JobKind;
use crate::domain::worker::WorkerStatus;
use crate::store::StoreError;
use crate::web::cx::PageCx;
use crate::web::error::WebError;
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

/// What comes up: in the person's counties, and elsewhere; and what is next when nothing comes up.
struct Week<'a> {
    mine: Vec<Due<'a>>,
    elsewhere: Vec<Due<'a>>,
    next: Option<Due<'a>>,
}

/// Something that waits for the person.
struct Waiting {
    /// What it is, in a sentence.
    says: String,
    /// The page where it is done; none where it is done elsewhere.
    to: Option<&'static str>,
}

/// The page.
///
/// # Errors
/// When the database does not answer.
pub async fn show(State(app): State<App>, cx: PageCx, member: Member) -> Result<Markup, WebError> {
    let waiting = waiting(&app, &cx, &member.account).await?;
    let atlas = app.atlas();
    let week = week(&atlas, &member.account, cx.now.date());
    Ok(view(&cx, &member, &waiting, &week))
}

/// What waits, each part of the desk with its own lines.
async fn waiting(app: &App, cx: &PageCx, account: &Account) -> Result<Vec<Waiting>, StoreError> {
    let mut waiting = Vec::new();
    let line = |key, n: u64, to| Waiting { says: cx.words.with(key, &[("n", n.into())]), to };
    if account.role.may_moderate() {
        let (reports, answers) = app.store().reports_to_do().await?;
        for (key, n, to) in [
            ("desk-todo-answers", answers, "/desk/reports?view=answered"),
            ("desk-todo-reports", reports, "/desk/reports"),
        ] {
            if n > 0 {
                waiting.push(line(key, n, Some(to)));
            }
        }
    }
    if account.role.may_edit_ledger() {
        let tips = u64::try_from(app.store().tips_waiting().await?).unwrap_or(0);
        let drafts = u64::try_from(app.store().drafts(account.id).await?.len()).unwrap_or(0);
        let failed = app.store().failed_sources().await?;
        for (key, n, to) in [
            ("desk-todo-tips", tips, "/desk/tips"),
            ("desk-todo-drafts", drafts, "/desk/closures"),
            ("desk-todo-copies", failed, "/desk/evidence?state=failed"),
        ] {
            if n > 0 {
                waiting.push(line(key, n, Some(to)));
            }
        }
    }
    if account.role.may_moderate() {
        let workers = app.store().worker_accounts_of(WorkerStatus::Waiting).await?;
        if workers > 0 {
            waiting.push(line("desk-todo-workers", workers, Some("/desk/workers")));
        }
    }
    if account.role.may_manage_people() {
        let failed = app.store().failed_jobs().await?;
        let letters = failed.iter().filter(|job| job.kind == JobKind::Mail).count();
        if letters > 0 {
            waiting.push(line("desk-todo-letters", u64::try_from(letters).unwrap_or(0), None));
        }
    }
    for (lacks, key) in [
        (account.name.is_empty(), "desk-todo-name"),
        (account.counties.is_empty(), "desk-todo-counties"),
    ] {
        if lacks {
            waiting.push(Waiting { says: cx.t(key), to: Some("/desk/account") });
        }
    }
    Ok(waiting)
}

/// Whether people have to know of such a day before it comes.
const fn matters(kind: StepKind) -> bool {
    kind.is_in_force() || matches!(kind, StepKind::Hearing | StepKind::CommentDeadline)
}

fn week<'a>(atlas: &'a Atlas, account: &Account, today: Date) -> Week<'a> {
    let end = today.saturating_add(DAYS.days());
    let mut due: Vec<Due<'_>> = Vec::new();
    let mut next: Option<Due<'_>> = None;
    for case in atlas.closures() {
        let coming = case.steps.iter().filter(|s| matters(s.kind));
        let dated = coming.filter_map(|s| Some((s.on?.exact()?, s.kind)));
        let mut dated = dated.filter(|(on, _)| *on >= today).peekable();
        // What was stopped does not come.
        if dated.peek().is_none() || case.state() == CaseState::Stopped {
            continue;
        }
        for (on, kind) in dated {
            if on <= end {
                due.push(Due { on, kind, case });
            } else if next.as_ref().is_none_or(|next| on < next.on) {
                next = Some(Due { on, kind, case });
            }
        }
    }
    due.sort_by(|a, b| (a.on, &a.case.slug, a.kind).cmp(&(b.on, &b.case.slug, b.kind)));
    // One case with sixty offices that close on one day is one line.
    due.dedup_by(|a, b| (a.on, a.kind, a.case.id) == (b.on, b.kind, b.case.id));
    let mine = |due: &Due<'_>| due.case.counties().iter().any(|c| account.looks_after(c));
    let (mine, elsewhere) = due.into_iter().partition(mine);
    Week { mine, elsewhere, next }
}

fn view(cx: &PageCx, member: &Member, waiting: &[Waiting], week: &Week<'_>) -> Markup {
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
            @if !waiting.is_empty() {
                section aria-labelledby="todo" {
                    h2 id="todo" { (cx.t("desk-todo")) }
                    ul.due {
                        @for Waiting { says, to } in waiting {
                            li { @match to { Some(to) => a href=(cx.href(to)) { (says) }, None => p { (says) } } }
                        }
                    }
                }
            }
            section aria-labelledby="week" {
                h2 id="week" { (cx.t("desk-week")) }
                @if week.mine.is_empty() && week.elsewhere.is_empty() {
                    p { (cx.t("desk-week-none")) }
                    @if let Some(next) = &week.next {
                        p { (cx.t("desk-week-next")) }
                        (dates(cx, std::slice::from_ref(next)))
                    }
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
