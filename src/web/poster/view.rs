//! A sheet of paper: one big sentence, the days, where to go, how to be heard, and the code to the page.

use jiff::ToSpan;
use maud::{Markup, html};

use super::{About, Sheet, qr};
use crate::app::App;
use crate::domain::closure::{CaseState, Certainty, Closure, OfficeRole};
use crate::domain::date::PartialDate;
use crate::domain::office::Office;
use crate::i18n::{Lang, Words};
use crate::web::cx::PageCx;
use crate::web::open_now::status_words;
use crate::web::ui::{self, Page, plain_name};

/// Days after which a plan without news is told with its age.
const QUIET_DAYS: i64 = 366;
/// The longest summary that fits in large letters, in bytes.
const MOST_SUMMARY: usize = 420;

/// The page: a line with what can be done, which is not printed, and the sheet.
pub fn show(cx: &PageCx, app: &App, sheet: &Sheet<'_>) -> Markup {
    let title = cx.words.with("poster-title", &[("name", name(cx.words, sheet).into())]);
    let both = sheet.languages.len() > 1;
    let is_report = matches!(sheet.about, About::Report(_));
    let here = |both: bool, report: bool| match (both, report) {
        (false, false) => cx.path.clone(),
        (true, false) => format!("{}?languages=both", cx.path),
        (false, true) => format!("{}?for=report", cx.path),
        (true, true) => format!("{}?for=report&languages=both", cx.path),
    };
    let other = here(!both, is_report);
    let key = if both { "poster-one" } else { "poster-both" };
    ui::page(
        cx,
        &Page::new(&title).unlisted().with_style("css/poster.css"),
        html! {
            div.tools {
                h1 { (title) }
                p { (cx.t("poster-how")) }
                p.do {
                    a.quiet href=(cx.href(&other)) { (cx.t(key)) }
                    @match sheet.about {
                        About::Case(_) => {}
                        About::Office(_) => {
                            " " a.quiet href=(cx.href(&here(both, true))) { (cx.t("poster-for-report")) }
                        }
                        About::Report(_) => {
                            " " a.quiet href=(cx.href(&here(both, false))) { (cx.t("poster-for-office")) }
                        }
                    }
                    " " a href=(cx.href(&sheet.path)) { (cx.t("poster-back")) }
                }
            }
            section.sheet.both[both] aria-label=(title) {
                @for lang in &sheet.languages { (side(cx, sheet, *lang)) }
                (foot(cx, app, sheet))
            }
        },
    )
}

fn name(words: Words, sheet: &Sheet<'_>) -> String {
    match sheet.about {
        About::Case(case) => words.either(&case.title, &case.title_es).to_owned(),
        About::Office(office) | About::Report(office) => plain_name(words, office),
    }
}

/// The sheet in one language.
fn side(cx: &PageCx, sheet: &Sheet<'_>, lang: Lang) -> Markup {
    let words = Words::of(lang);
    html! {
        section.side lang=(lang) {
            @match sheet.about {
                About::Case(case) => (case_head(words, case, is_quiet(cx, sheet, case))),
                About::Office(office) => (office_head(cx, words, office)),
                About::Report(office) => (report_head(words, office)),
            }
            @if !sheet.dates.is_empty() { (dates(words, sheet)) }
            @if let Some(step) = sheet.decided {
                h2 { (words.t("poster-date-past")) }
                ul.days { li { strong { (words.step_day(step)) } br; (words.event(step)) } }
            }
            @if !sheet.elsewhere.is_empty() {
                h2 { (words.t(if is_open(sheet) { "poster-nearby" } else { "poster-elsewhere" })) }
                ul { @for office in &sheet.elsewhere { li { (reached(words, office)) } } }
            }
            (heard(cx, words, sheet))
        }
    }
}

/// Whether the sheet is about an office that is open: nobody has to go elsewhere.
const fn is_open(sheet: &Sheet<'_>) -> bool {
    matches!(sheet.about, About::Office(office) if office.facts.status.is_open())
}

/// A plan of which nothing has been heard of late and nothing is to come: it may be long over.
fn is_quiet(cx: &PageCx, sheet: &Sheet<'_>, case: &Closure) -> bool {
    let old = |on: PartialDate| on.latest() < cx.now.date().saturating_sub(QUIET_DAYS.days());
    case.state() == CaseState::Proposed && sheet.dates.is_empty() && last_news(case).is_none_or(old)
}

fn last_news(case: &Closure) -> Option<PartialDate> {
    case.steps.iter().filter_map(|step| step.on).max_by_key(|on| on.latest())
}

fn case_head(words: Words, case: &Closure, is_quiet: bool) -> Markup {
    let summary = words.either(&case.summary, &case.summary_es);
    html! {
        p.stands { (words.either(&case.title, &case.title_es)) }
        p.big { (sentence(words, case)) }
        @if case.certainty == Certainty::Detected { p.doubtful { (words.t("poster-detected")) } }
        @if let Some(last) = last_news(case).filter(|_| is_quiet) {
            p.doubtful { (words.with("poster-last", &[("date", words.date(last).into())])) }
        }
        @if case.withdrawn.is_some() { p.doubtful { (words.t("poster-withdrawn")) } }
        @if !summary.is_empty() && summary.len() <= MOST_SUMMARY { p.summary { (summary) } }
    }
}

/// The one thing that a passer-by has to know.
fn sentence(words: Words, case: &Closure) -> String {
    let losing = case.offices.iter().filter(|office| office.role == OfficeRole::Losing).count();
    let n = case.offices_total.unwrap_or_else(|| u32::try_from(losing).unwrap_or(u32::MAX)).max(1);
    let n = [("n", n.into())];
    match case.state() {
        CaseState::Proposed => words.with(&format!("poster-plan-{}", case.kind), &n),
        CaseState::InForce | CaseState::Done => {
            words.with(&format!("poster-did-{}", case.kind), &n)
        }
        CaseState::Stopped => words.with("poster-stopped", &n),
        CaseState::Reopened => words.with("poster-reopened", &n),
    }
}

fn office_head(cx: &PageCx, words: Words, office: &Office) -> Markup {
    let (_, how) = status_words(words, office, cx.now.date());
    html! {
        p.stands { bdi { (plain_name(words, office)) } }
        p.big { (words.word("poster-office", office.facts.status.as_str())) }
        @if !office.facts.location.one_line().is_empty() {
            p.summary { bdi { (office.facts.location.one_line()) } }
        }
        @if !how.is_empty() { p.summary { (how) } }
    }
}

/// Asks those who come to the office what went wrong there.
fn report_head(words: Words, office: &Office) -> Markup {
    html! {
        p.stands { bdi { (plain_name(words, office)) } }
        p.big { (words.t("poster-report")) }
        @if !office.facts.location.one_line().is_empty() {
            p.summary { bdi { (office.facts.location.one_line()) } }
        }
        h2 { (words.t("poster-report-how")) }
        ul {
            li { (words.t("poster-report-scan")) }
            li { (words.t("report-how-account")) }
            li { (words.t("report-how-read")) }
        }
    }
}

fn dates(words: Words, sheet: &Sheet<'_>) -> Markup {
    let is_office = matches!(sheet.about, About::Office(_));
    html! {
        h2 { (words.t("poster-dates")) }
        ul.days {
            @for item in &sheet.dates {
                li {
                    strong {
                        (words.weekday(item.on)) ", " (words.day(item.on))
                        @if let Some(time) = item.step.time { ", " (words.time(time)) }
                    }
                    br;
                    (words.event(item.step))
                    @if is_office { ": " (words.either(&item.case.title, &item.case.title_es)) }
                    @if !item.step.place.is_empty() { br; bdi { (item.step.place) } }
                }
            }
        }
    }
}

fn reached(words: Words, office: &Office) -> Markup {
    html! {
        strong { bdi { (plain_name(words, office)) } }
        @if !office.facts.location.one_line().is_empty() { br; bdi { (office.facts.location.one_line()) } }
        @if let Some(phone) = &office.facts.phone { br; span.nowrap { (phone) } }
    }
}

/// How to be heard, while there is something to be heard about.
fn heard(cx: &PageCx, words: Words, sheet: &Sheet<'_>) -> Markup {
    let About::Case(case) = sheet.about else { return html! {} };
    let is_open = case.state() == CaseState::Proposed && !case.kind.is_good_news();
    html! {
        @if is_open && case.withdrawn.is_none() && !is_quiet(cx, sheet, case) {
            h2 { (words.t("poster-heard")) }
            p { (words.word("poster-how", case.process.as_str())) }
        }
    }
}

fn foot(cx: &PageCx, app: &App, sheet: &Sheet<'_>) -> Markup {
    let address = app.site().link(&sheet.path);
    let is_report = matches!(sheet.about, About::Report(_));
    let key = if is_report { "poster-report-here" } else { "poster-news" };
    let today = [("day", cx.words.day(cx.now.date()).into())];
    html! {
        div.foot-line {
            (qr::code(&address, &cx.words.with("poster-code", &[("address", address.clone().into())])))
            div {
                @for lang in &sheet.languages { p.news-here lang=(lang) { (Words::of(*lang).t(key)) } }
                p.address { (address) }
                p.hint { (cx.words.with("poster-printed", &today)) }
            }
        }
    }
}
