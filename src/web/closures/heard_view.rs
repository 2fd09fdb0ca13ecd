//! What people report at the offices of a case.

use maud::{Markup, html};

use super::CasePage;
use crate::atlas::Atlas;
use crate::domain::id::OfficeId;
use crate::domain::release::Shown;
use crate::web::cx::PageCx;
use crate::web::ui::{counts_table, plain_name};

/// One table of the offices that are hit and of those that take their cases; nothing where nobody has told anything.
pub fn heard(cx: &PageCx, atlas: &Atlas, page: &CasePage<'_>) -> Markup {
    let mut rows: Vec<(Markup, Shown)> = Vec::new();
    let mut seen: Vec<OfficeId> = Vec::new();
    for office in page.losing.iter().chain(&page.receiving).filter_map(|part| part.office) {
        let Some(total) = atlas.report_counts().office(office.id).total else { continue };
        if seen.contains(&office.id) {
            continue;
        }
        seen.push(office.id);
        let here = cx.href(&format!("/offices/{}#heard-h", office.slug));
        rows.push((html! { a href=(here) { bdi { (plain_name(cx.words, office)) } } }, total));
    }
    html! {
        @if !rows.is_empty() {
            section aria-labelledby="heard-h" {
                h2 id="heard-h" { (cx.t("counts-case-h2")) }
                (counts_table(cx, &cx.t("counts-case-table"), "counts-office", &rows))
                p.hint { (cx.t("counts-not-incidence")) " " (cx.t("counts-how")) }
            }
        }
    }
}
