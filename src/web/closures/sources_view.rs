//! The numbered sources of a case, and how to cite them.

use maud::{Markup, html};

use super::CasePage;
use crate::domain::evidence::Evidence;
use crate::i18n::Words;
use crate::web::cx::PageCx;

/// The numbers of sources, small and raised, as links to them.
pub fn marks(cx: &PageCx, sources: &[u32]) -> Markup {
    html! {
        @for source in sources {
            sup.src {
                a href=(format!("#s{source}"))
                    aria-label=(cx.words.with("source-number", &[("n", source.to_string().into())])) {
                    (source)
                }
            }
        }
    }
}

/// The sources by their numbers.
pub fn sources(cx: &PageCx, page: &CasePage<'_>) -> Markup {
    let evidence = &page.case.evidence;
    html! {
        @if evidence.is_empty() {
            p { (cx.t("sources-none")) }
        } @else {
            ol.sources {
                @for source in evidence {
                    @let number = source.number;
                    li id=(format!("s{number}")) value=(number) {
                        @if is_web(&source.url) {
                            a href=(source.url) rel="external noreferrer" { bdi { (source.title) } }
                        } @else {
                            bdi { (source.title) }
                        }
                        ". " bdi { (source.publisher) }
                        @if let Some(dated) = source.dated { ", " (cx.words.date(dated)) }
                        "."
                        @if let Some(archived) = source.archive_url.as_ref().filter(|url| is_web(url)) {
                            " " a href=(archived) rel="external noreferrer" { (cx.t("source-archive")) } "."
                        }
                        " " a href=(cx.href(&format!("/closures/{}/sources/{number}", page.case.slug))) {
                            (cx.words.with("source-more", &[("n", number.to_string().into())]))
                        }
                        details.cite {
                            summary aria-label=(cx.words.with("cite-which", &[("n", number.to_string().into())])) { (cx.t("cite")) }
                            p { code { (citation(cx.words, source)) } }
                        }
                    }
                }
            }
        }
    }
}

/// Whether an address is one of the web that a browser may be sent to.
pub fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// A source as a paper cites it: publisher, title, date, address.
pub fn citation(words: Words, source: &Evidence) -> String {
    let dated = source.dated.map_or_else(|| words.t("cite-undated"), |on| words.date(on));
    let title = words.with("cite-title", &[("title", source.title.clone().into())]);
    let url = if is_web(&source.url) { source.url.clone() } else { String::new() };
    let parts = [source.publisher.clone(), title, dated, url];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}.", parts.join(", "))
}
