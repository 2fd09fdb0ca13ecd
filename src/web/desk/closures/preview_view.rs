//! The page before publishing.

use maud::{Markup, html};

use super::field::{label, says};
use crate::domain::closure::Closure;
use crate::domain::closure_check::Fault;
use crate::domain::closure_diff::differences;
use crate::domain::draft::Draft;
use crate::web::cx::PageCx;
use crate::web::desk;
use crate::web::history::told;
use crate::web::session::Member;
use crate::web::ui::case_row;

/// What the page shows.
pub struct PreviewPage<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// The case as it stands; none for a new one.
    pub before: Option<&'a Closure>,
    /// The case as it would stand.
    pub case: &'a Closure,
    /// What is worth a look.
    pub faults: &'a [Fault],
    /// Cases that may be the same thing.
    pub alike: &'a [&'a Closure],
    /// Whether somebody tried to publish without saying that it is another thing.
    pub unsure: bool,
}

/// The page.
pub fn page(cx: &PageCx, member: &Member, page: &PreviewPage<'_>) -> Markup {
    let heading = cx.t("desk-preview");
    let here = format!("/desk/closures/drafts/{}", page.draft.id);
    desk::page(
        cx,
        member,
        &format!("{heading}: {}", page.case.title),
        super::AT,
        html! {
            h1 { (heading) }
            p.lead { bdi { (cx.words.either(&page.case.title, &page.case.title_es)) } }
            @if !page.faults.is_empty() {
                div.news.doubt.prose {
                    h2 { (cx.t("desk-preview-look")) }
                    ul { @for fault in page.faults { li { (label(cx, &page.draft.form, &fault.path)) ". " (says(cx.words, fault)) " " (place(cx, page.case, fault)) } } }
                }
            }
            section.prose aria-labelledby="changes" {
                h2 id="changes" { (cx.t("desk-preview-changes")) }
                (changes(cx, page))
            }
            form.form action=(cx.href(&format!("{here}/publish"))) method="post" {
                @if !page.alike.is_empty() { (alike(cx, page)) }
                p.do {
                    button.go type="submit" { (cx.t("desk-preview-publish")) }
                    a.quiet href=(cx.href(&here)) { (cx.t("desk-preview-back")) }
                }
                p.hint { (cx.t("desk-preview-public")) }
            }
        },
    )
}

/// Which step a remark is about.
fn place(cx: &PageCx, case: &Closure, fault: &Fault) -> Markup {
    let id = fault.path.strip_prefix("step.").and_then(|rest| rest.split_once('.'));
    let step = id.and_then(|(id, _)| case.steps.iter().find(|s| s.id.to_string() == id));
    html! {
        @if let Some(step) = step {
            span.hint {
                "(" (cx.words.word("move", step.kind.as_str()))
                @if let Some(on) = step.on { " " (cx.words.date(on)) }
                ")"
            }
        }
    }
}

fn changes(cx: &PageCx, page: &PreviewPage<'_>) -> Markup {
    let blank = Closure::blank(page.case.id, page.case.slug.clone(), page.case.kind);
    let before = page.before.unwrap_or(&blank);
    // As it will be stored: what is missing counts as taken out.
    let after = crate::domain::closure_merge::merged(before, page.case.clone(), "");
    let found = differences(before, &after);
    html! {
        @if page.before.is_none() { p { (cx.t("desk-preview-new")) } }
        @if found.is_empty() { p { (cx.t("history-nothing")) } }
        ul { @for difference in &found { li { (told(cx, difference)) } } }
    }
}

fn alike(cx: &PageCx, page: &PreviewPage<'_>) -> Markup {
    let described = page.unsure.then_some("different-e");
    html! {
        section aria-labelledby="alike" {
            h2 id="alike" { (cx.words.with("desk-alike", &[("n", page.alike.len().into())])) }
            p { (cx.t("desk-alike-what")) }
            ul.list { @for case in page.alike { (case_row(cx, case)) } }
            div.field {
                @if page.unsure { p.error id="different-e" role="alert" { (cx.t("desk-alike-say")) } }
                label.check {
                    input type="checkbox" name="different" value="yes" aria-invalid=[page.unsure.then_some("true")] aria-describedby=[described];
                    " " span { (cx.t("desk-alike-different")) }
                }
            }
        }
    }
}
