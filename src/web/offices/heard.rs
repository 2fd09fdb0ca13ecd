//! What people report of an office: the counts, and the words that may be read.

use maud::{Markup, html};

use super::OfficePage;
use crate::app::App;
use crate::domain::id::OfficeId;
use crate::domain::report::{Outcome, PublicReport};
use crate::store::{PublicFilter, StoreError};
use crate::web::cx::PageCx;
use crate::web::ui::{heard, pager, plain_name};

/// Accounts on one page.
const A_PAGE: u32 = 10;
/// Pages that can be turned to; what lies beyond is in the exports.
pub const MOST_PAGES: usize = 1_000;

/// Accounts in people's own words.
#[derive(Debug, Default)]
pub struct Told {
    /// Those of this page, newest first.
    pub reports: Vec<PublicReport>,
    /// This page, from 1.
    pub page: usize,
    /// Whether there are older ones.
    pub has_more: bool,
}

impl Told {
    /// Reads one page of an office's accounts.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn read(app: &App, office: OfficeId, page: usize) -> Result<Self, StoreError> {
        let before = u32::try_from(page.saturating_sub(1)).unwrap_or(u32::MAX);
        let filter = PublicFilter {
            office: Some(office),
            skip: before.saturating_mul(A_PAGE),
            limit: A_PAGE + 1,
            ..PublicFilter::default()
        };
        let mut reports = app.store().public_reports(&filter).await?;
        let has_more = reports.len() > A_PAGE as usize;
        reports.truncate(A_PAGE as usize);
        Ok(Self { reports, page, has_more })
    }
}

/// The section of the office's page.
pub fn section(cx: &PageCx, page: &OfficePage<'_>) -> Markup {
    let office = page.office;
    let name = plain_name(cx.words, office);
    html! {
        section.heard aria-labelledby="heard-h" {
            h2 id="heard-h" { (cx.t("counts-h2")) }
            (heard(cx, page.counts, "counts-none", &name))
            p.do { a.quiet href=(cx.href(&format!("/report/{}", office.slug))) { (cx.t("do-report")) } }
            (told(cx, page))
        }
    }
}

fn told(cx: &PageCx, page: &OfficePage<'_>) -> Markup {
    let told = &page.told;
    let slug = &page.office.slug;
    let link = |to: usize| cx.href(&format!("/offices/{slug}?page={to}#told-h"));
    html! {
        @if !told.reports.is_empty() {
            h3 id="told-h" { (cx.t("told-h2")) }
            p.hint { (cx.t("told-how")) }
            ul.list {
                @for report in &told.reports { (account(cx, report)) }
            }
        }
        (pager(cx, told.page, told.page + usize::from(told.has_more), &link))
    }
}

/// One account.
fn account(cx: &PageCx, report: &PublicReport) -> Markup {
    let problem = cx.words.word("reported", report.problem.as_str());
    let week = [("day", cx.words.day(report.week).into())];
    html! {
        li.card id=(format!("report-{}", report.id)) {
            h4 { (problem) }
            @if !report.words.is_empty() {
                blockquote lang=(report.lang) dir="auto" {
                    @for line in report.words.lines().filter(|line| !line.trim().is_empty()) { p { (line) } }
                }
            }
            @if report.photos > 0 {
                p.photos {
                    @for n in 1..=report.photos {
                        @let alt = cx.words.with("told-photo", &[
                            ("n", n.into()), ("all", report.photos.into()), ("problem", problem.clone().into()),
                        ]);
                        @let at = format!("/reports/{}/photos/{n}", report.id);
                        a href=(at) { img src=(at) alt=(alt) loading="lazy" width="160" height="120"; }
                        " "
                    }
                }
            }
            p.hint {
                @if let Some(name) = &report.name { bdi { (name) } ". " }
                (cx.words.with("told-week", &week))
                @match report.outcome {
                    Some(Outcome::Answered) => { ". " (cx.t("told-answered")) }
                    Some(Outcome::Fixed) => { ". " (cx.t("told-fixed")) }
                    None => {}
                }
            }
        }
    }
}
