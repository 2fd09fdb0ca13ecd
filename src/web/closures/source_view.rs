//! One source: who says it, what it is for, how to cite it, and what was kept of it.

use maud::{Markup, html};

use super::source_page::SourcePage;
use super::sources_view::{citation, is_web};
use crate::domain::capture::{Because, Capture, Origin};
use crate::domain::closure::Closure;
use crate::domain::evidence::{Claim, Stance};
use crate::domain::time::zone;
use crate::i18n::Words;
use crate::web::cx::PageCx;
use crate::web::ui::{self, Nav, Page, crumbs};

/// The page.
pub fn show(cx: &PageCx, page: &SourcePage<'_>) -> Markup {
    let (case, source) = (page.case, page.source);
    let case_title = cx.words.either(&case.title, &case.title_es);
    let number = [("n", source.number.to_string().into())];
    let numbered = cx.words.with("source-number", &number);
    let case_link = format!("/closures/{}", case.slug);
    let up = [("/closures", cx.t("ledger-title")), (&case_link, case_title.to_owned())];
    let about = [("case", case_title.to_owned().into()), ("source", source.title.clone().into())];
    let body = html! {
        (crumbs(cx, &up, &numbered))
        h1 { bdi { (source.title) } }
        p.lead {
            bdi { (source.publisher) }
            @if let Some(dated) = source.dated { ", " (cx.words.date(dated)) }
        }
        @if !page.in_use { div.news.doubt role="note" { p { (cx.t("source-dropped")) } } }
        (ways(cx, page))
        (photo(cx, page))
        section aria-labelledby="for-h" {
            h2 id="for-h" { (cx.t("source-for")) }
            (uses(cx, page))
        }
        section aria-labelledby="cite-h" {
            h2 id="cite-h" { (cx.t("source-cite")) }
            p.prose { code { (citation(cx.words, source)) } }
            p.hint { (cx.words.with("source-cite-number", &number)) }
        }
        section aria-labelledby="copy-h" {
            h2 id="copy-h" { (cx.t("source-copy")) }
            (copy(cx, page))
        }
    };
    let title = format!("{numbered}: {}", source.title);
    let about = Page::new(&title).about(&cx.words.with("source-about", &about)).at(Nav::Closing);
    ui::page(cx, &about, body)
}

/// Where the source can be read.
fn ways(cx: &PageCx, page: &SourcePage<'_>) -> Markup {
    let source = page.source;
    let archived = source.archive_url.as_ref().filter(|url| is_web(url));
    html! {
        p.do {
            @if is_web(&source.url) {
                a.go href=(source.url) rel="external noreferrer" { (cx.t("source-live")) }
            }
            @if let Some(archived) = archived {
                " " a.quiet href=(archived) rel="external noreferrer" { (cx.t("source-archive")) }
            }
        }
        @if !is_web(&source.url) { p { (cx.t("source-no-address")) } }
    }
}

fn photo(cx: &PageCx, page: &SourcePage<'_>) -> Markup {
    html! {
        @if page.captures.iter().any(Capture::is_public_photo) {
            figure.notice {
                img src=(format!("/closures/{}/sources/{}/photo", page.case.slug, page.source.number))
                    alt=(cx.words.with("source-photo", &[("title", page.source.title.clone().into())]));
            }
        }
    }
}

/// What the case takes from the source, and what the source says against the case.
fn uses(cx: &PageCx, page: &SourcePage<'_>) -> Markup {
    let (case, source) = (page.case, page.source);
    let steps = case.steps.iter().filter(|step| step.evidence == Some(source.id));
    let steps: Vec<String> = steps.map(|step| claimed(cx, case, Claim::Step(step.id))).collect();
    let cited = |stance: Stance| -> Vec<String> {
        let cited = case.citations.iter().filter(|c| c.evidence == source.id && c.stance == stance);
        cited.map(|c| claimed(cx, case, c.claim)).collect()
    };
    let mut supports = steps;
    supports.extend(cited(Stance::Supports));
    let contradicts = cited(Stance::Contradicts);
    html! {
        @if supports.is_empty() && contradicts.is_empty() { p { (cx.t("source-for-none")) } }
        @for (key, claims) in [("source-supports", &supports), ("source-contradicts", &contradicts)] {
            @if !claims.is_empty() {
                h3 { (cx.t(key)) }
                ul { @for claim in claims { li { (claim) } } }
            }
        }
    }
}

/// A claim in words, as the case has it.
#[must_use]
pub fn claimed(cx: &PageCx, case: &Closure, claim: Claim) -> String {
    let words = cx.words;
    let key = match claim {
        Claim::Step(id) => {
            let Some(step) = case.steps.iter().find(|step| step.id == id) else {
                return words.t("source-claim-struck");
            };
            let when = step.on.map_or_else(|| words.t("case-undated"), |on| words.date(on));
            let told = words.word("step", step.kind.as_str());
            let office = step.office_name.as_deref().unwrap_or_default();
            return match office {
                "" => format!("{when}: {told}"),
                office => format!("{when}: {told} ({office})"),
            };
        }
        Claim::Jobs => "figure-jobs",
        Claim::People => "figure-people",
        Claim::Reason => "case-reason",
        Claim::Fate => "case-fate",
        Claim::Process => "case-process",
        Claim::Kind => "ledger-kind",
    };
    words.t(key)
}

/// What was kept, and what came of every try.
fn copy(cx: &PageCx, page: &SourcePage<'_>) -> Markup {
    let mut kept: Vec<&Capture> =
        page.captures.iter().filter(|c| c.kept.is_some() && c.because.is_none()).collect();
    // The page itself before what was handed in for it; of each the newest.
    kept.sort_by_key(|capture| capture.origin);
    html! {
        @match kept.first() {
            Some(capture) => {
                (facts(cx, capture))
                p.hint.prose { (cx.t(if capture.is_public_photo() { "source-copy-photo" } else { "source-copy-why" })) }
            }
            None => p { (cx.t("source-copy-none")) },
        }
        @if !page.captures.is_empty() {
            h3 { (cx.t("source-tries")) }
            ol.tries reversed { @for capture in &page.captures { li { (tried(cx, capture)) } } }
        }
    }
}

/// When, how long, and the digest by which anybody can compare.
pub fn facts(cx: &PageCx, capture: &Capture) -> Markup {
    let Some(kept) = &capture.kept else { return html! {} };
    let bytes = [("n", cx.words.number(kept.length).into())];
    html! {
        dl.facts {
            dt { (cx.t("copy-when")) }
            dd { time datetime=(format!("{:.0}", capture.at)) { (when(cx.words, capture)) } }
            @if let Some(status) = capture.status {
                dt { (cx.t("copy-status")) }
                dd { (status) }
            }
            @if !capture.media_type.is_empty() {
                dt { (cx.t("copy-type")) }
                dd { (capture.media_type) }
            }
            @if !capture.final_url.is_empty() && capture.final_url != capture.requested_url {
                dt { (cx.t("copy-final")) }
                dd { bdi.long { (capture.final_url) } }
            }
            dt { (cx.t("copy-length")) }
            dd { (cx.words.with("copy-bytes", &bytes)) }
            dt { "SHA-256" }
            dd { code.long { (kept.sha256) } }
        }
    }
}

/// A moment of a capture: day and time where the offices are.
#[must_use]
pub fn when(words: Words, capture: &Capture) -> String {
    let at = capture.at.to_zoned(zone()).datetime();
    let parts = [("day", words.day(at.date()).into()), ("time", words.time(at.time()).into())];
    words.with("copy-moment", &parts)
}

/// What came of a try, in a sentence.
pub fn tried(cx: &PageCx, capture: &Capture) -> Markup {
    let came = match (capture.because, capture.origin) {
        (Some(because), _) => reason(cx.words, because, &capture.detail),
        (None, Origin::Fetched) => cx.t("tried-kept"),
        (None, Origin::Uploaded) => cx.t("tried-handed-in"),
    };
    html! {
        time datetime=(format!("{:.0}", capture.at)) { (when(cx.words, capture)) } ": " (came)
        @if let Some(kept) = &capture.kept {
            br; span.hint { "SHA-256 " code.long { (kept.sha256) } }
        }
    }
}

/// Why a source was not kept, in a sentence.
#[must_use]
pub fn reason(words: Words, because: Because, detail: &str) -> String {
    words.with(&format!("because-{because}"), &[("detail", detail.to_owned().into())])
}
