//! The list of sources with what there is of each, and the search through what was kept.

use maud::{Markup, html};

use super::{Hit, ListPage};
use crate::domain::capture::CopyState;
use crate::domain::closure::Closure;
use crate::domain::time::zone;
use crate::store::SourceRow;
use crate::web::closures::{reason, when};
use crate::web::cx::PageCx;
use crate::web::desk::page as desk_page;
use crate::web::session::Member;
use crate::web::ui::pager;

/// The page.
pub fn show(cx: &PageCx, member: &Member, page: &ListPage) -> Markup {
    let title = cx.t("desk-evidence");
    let body = html! {
        h1 { (title) }
        p.lead { (cx.t("evidence-lead")) }
        (search(cx, page))
        @match &page.hits {
            Some(hits) => (found(cx, page, hits)),
            None => (list(cx, page)),
        }
    };
    desk_page(cx, member, &title, "/desk/evidence", body)
}

fn search(cx: &PageCx, page: &ListPage) -> Markup {
    html! {
        form.ask action="/desk/evidence" method="get" role="search" {
            @if let Some(lang) = cx.kept_lang() { input type="hidden" name="lang" value=(lang); }
            label for="q" { (cx.t("evidence-search")) }
            div.row {
                input id="q" name="q" type="search" value=(page.query) maxlength="200";
                button.go type="submit" { (cx.t("evidence-search-go")) }
            }
        }
    }
}

fn found(cx: &PageCx, page: &ListPage, hits: &[Hit]) -> Markup {
    let values = [("n", hits.len().into()), ("query", page.query.clone().into())];
    html! {
        section aria-labelledby="found-h" {
            h2 id="found-h" { (cx.words.with("evidence-found", &values)) }
            @if hits.is_empty() { p { (cx.t("evidence-found-none")) } }
            ul.due {
                @for hit in hits {
                    li {
                        p {
                            @match &hit.source {
                                Some(source) => a href=(cx.href(&at(source))) { bdi { (source.title) } },
                                None => (cx.t("evidence-no-source")),
                            }
                            @if let Some(source) = &hit.source { " " span.hint { bdi { (source.publisher) } } }
                            br; span.hint { (cx.t("copy-when")) " " (when(cx.words, &hit.found.capture)) }
                        }
                        blockquote.snip { @for line in &hit.lines { bdi { (line) } br; } }
                    }
                }
            }
            p.do { a href=(cx.href("/desk/evidence")) { (cx.t("evidence-all")) } }
        }
    }
}

fn list(cx: &PageCx, page: &ListPage) -> Markup {
    let link = |state: Option<CopyState>| match state {
        Some(state) => cx.href(&format!("/desk/evidence?state={state}")),
        None => cx.href("/desk/evidence"),
    };
    let total: u64 = page.counts.iter().map(|(_, count)| count).sum();
    let count = |state: CopyState| {
        page.counts.iter().find(|(of, _)| *of == state).map_or(0, |(_, count)| *count)
    };
    let more = |p: usize| {
        let state = page.state.map(|state| format!("state={state}&")).unwrap_or_default();
        cx.href(&format!("/desk/evidence?{state}page={p}"))
    };
    let (here, pages) =
        (usize::try_from(page.page).unwrap_or(1), usize::try_from(page.pages).unwrap_or(1));
    html! {
        section aria-labelledby="list-h" {
            h2 id="list-h" { (cx.t("evidence-list")) }
            ul.chips {
                li {
                    a href=(link(None)) aria-current=[page.state.is_none().then_some("true")] {
                        (cx.t("evidence-every")) " (" (cx.words.number(total)) ")"
                    }
                }
                @for state in CopyState::ALL {
                    li {
                        a href=(link(Some(*state))) aria-current=[(page.state == Some(*state)).then_some("true")] {
                            (cx.words.word("copy-state", state.as_str())) " (" (cx.words.number(count(*state))) ")"
                        }
                    }
                }
            }
            @if page.sources.is_empty() { p { (cx.t("evidence-none")) } }
            ul.due { @for source in &page.sources { li { (row(cx, source)) } } }
            (pager(cx, here, pages, &more))
        }
    }
}

/// Where the desk's page of a source is.
fn at(source: &SourceRow) -> String {
    format!("/desk/closures/{}/sources/{}", source.slug, source.number)
}

fn row(cx: &PageCx, source: &SourceRow) -> Markup {
    let case = cx.words.either(&source.case_title.0, &source.case_title.1);
    html! {
        p { a href=(cx.href(&at(source))) { bdi { (source.title) } } " " span.hint { bdi { (source.publisher) } } }
        p.hint { (case) }
        p {
            (mark(cx, source))
            @if let Some((because, detail)) = &source.because { " " (reason(cx.words, *because, detail)) }
        }
        (button(cx, source))
    }
}

/// The sources of a case at the desk, and the way to one more.
#[must_use]
pub fn of_case(cx: &PageCx, case: &Closure) -> Markup {
    let here = format!("/desk/closures/{}/sources", case.slug);
    html! {
        section aria-labelledby="sources-h" {
            h2 id="sources-h" { (cx.t("sources-h2")) }
            @if case.evidence.is_empty() { p { (cx.t("sources-none")) } }
            ol.sources {
                @for source in &case.evidence {
                    li value=(source.number) {
                        a href=(cx.href(&format!("{here}/{}", source.number))) { bdi { (source.title) } }
                        " " span.hint { bdi { (source.publisher) } }
                    }
                }
            }
            p.do { a.quiet href=(cx.href(&format!("{here}/new"))) { (cx.t("source-new")) } }
        }
    }
}

/// The mark of what there is of a source, with the day of the last try.
pub fn mark(cx: &PageCx, source: &SourceRow) -> Markup {
    let class = match source.state {
        CopyState::Kept => "state open",
        CopyState::Failed => "state shut",
        CopyState::Gone | CopyState::Missing => "state doubt",
    };
    html! {
        span class=(class) { (cx.words.word("copy-state", source.state.as_str())) }
        @if let Some(at) = source.tried_at {
            " " span.hint { (cx.words.day(at.to_zoned(zone()).date())) }
        }
    }
}

/// The button that has a source captured; nothing where it has no address.
pub fn button(cx: &PageCx, source: &SourceRow) -> Markup {
    let key = if source.state == CopyState::Missing { "capture-now" } else { "capture-again" };
    let label = cx.words.with("capture-which", &[("title", source.title.clone().into())]);
    html! {
        @if source.is_waiting {
            p.hint { (cx.t("capture-waits")) }
        } @else if !source.url.is_empty() {
            form action=(cx.href("/desk/evidence/capture")) method="post" {
                input type="hidden" name="evidence" value=(source.evidence);
                button.quiet type="submit" { (cx.t(key)) span.vh { ": " (label) } }
            }
        }
    }
}
