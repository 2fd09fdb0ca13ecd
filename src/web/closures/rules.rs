//! What one can do about a case, and whom the law lets decide.

use maud::{Markup, html};

use super::names::called;
use super::{CasePage, Part};
use crate::domain::closure::{Closure, Process};
use crate::domain::office::Office;
use crate::web::cx::PageCx;
use crate::web::ui::plain_name;

/// Offices offered for a report; a case may have dozens.
const REPORTED: usize = 3;

/// The section.
pub fn what_to_do(cx: &PageCx, page: &CasePage<'_>) -> Markup {
    let open = page.receiving.iter().filter_map(|part| part.office);
    let open: Vec<&Office> = open.filter(|office| !office.facts.status.is_gone()).collect();
    html! {
        section aria-labelledby="do-h" {
            h2 id="do-h" { (cx.t("case-do-h2")) }
            @if !open.is_empty() {
                p { (cx.t("case-do-receiving")) }
                ul { @for office in &open { li { (reached(cx, office)) } } }
            }
            (reports(cx, page))
            p { (cx.t("case-do-mistake")) }
            @if !page.case.kind.is_good_news() { (who_decides(cx, page.case)) }
        }
    }
}

/// An office with how to reach it.
fn reached(cx: &PageCx, office: &Office) -> Markup {
    let facts = &office.facts;
    html! {
        a href=(cx.href(&format!("/offices/{}", office.slug))) { bdi { (plain_name(cx.words, office)) } }
        @if !facts.location.one_line().is_empty() { ", " bdi { (facts.location.one_line()) } }
        @if let Some(phone) = &facts.phone { ". " a.nowrap href=(phone.href()) { (phone) } }
    }
}

/// Links to report a problem: at the offices that are hit, else at those that take the cases.
fn reports(cx: &PageCx, page: &CasePage<'_>) -> Markup {
    let known = |parts: &[Part<'_>]| parts.iter().filter_map(|p| p.office).count();
    let parts = if known(&page.losing) > 0 { &page.losing } else { &page.receiving };
    let several = known(parts) == 0 || known(parts) > REPORTED;
    html! {
        @if several {
            p { a href=(cx.href("/report")) { (cx.t("case-do-report-any")) } }
        } @else {
            p { (cx.t("case-do-report")) }
            ul {
                @for (office, part) in parts.iter().filter_map(|part| Some((part.office?, part))) {
                    li {
                        a href=(cx.href(&format!("/report/{}", office.slug))) { bdi { (called(cx.words, Some(office), &part.case.name)) } }
                    }
                }
            }
        }
    }
}

/// The rules that the case is under, and how a person can be heard under them.
fn who_decides(cx: &PageCx, case: &Closure) -> Markup {
    let process = case.process.as_str();
    let how = cx.words.word_if_known("heard", process);
    let more: &[(&str, &str)] = match case.process {
        Process::ClosureAct => &[
            ("https://cgfa.ilga.gov/Resource.aspx?id=1357", "link-commission"),
            ("https://ilga.gov/legislation/publicacts/fulltext.asp?Name=094-0688", "source-act"),
        ],
        Process::HealthFacilitiesBoard => {
            &[("https://www2.illinois.gov/sites/hfsrb/rules/Pages/PN-E-024-19.aspx", "link-board")]
        }
        Process::None | Process::Unknown => {
            &[("https://self-law.org/code/il/chapter-30/act-608/5-5", "link-act-who")]
        }
        Process::Federal => &[],
    };
    html! {
        h3 { (cx.t("rules-h3")) }
        p { (cx.words.word("rules", process)) }
        @if let Some(how) = how { p { (how) } }
        @if !more.is_empty() {
            ul {
                @for (to, key) in more {
                    li { a href=(to) rel="external noreferrer" { (cx.t(key)) } }
                }
            }
        }
    }
}
