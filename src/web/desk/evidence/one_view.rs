//! One source at the desk: what there is of it, capture it again, hand a file in.

use maud::{Markup, html};

use super::list_view::{button, mark};
use super::one::OnePage;
use crate::domain::capture::{Capture, UploadKind};
use crate::web::closures::{facts, tried};
use crate::web::cx::PageCx;
use crate::web::desk::page as desk_page;
use crate::web::session::Member;
use crate::web::ui::crumbs;

/// The page.
pub fn show(cx: &PageCx, member: &Member, page: &OnePage) -> Markup {
    let numbered = cx.words.with("source-number", &[("n", page.source.number.to_string().into())]);
    let public = format!("/closures/{}/sources/{}", page.case.slug, page.source.number);
    let case_link = format!("/desk/closures/{}", page.case.slug);
    let case_title = cx.words.either(&page.case.title, &page.case.title_es);
    let up = [("/desk/closures", cx.t("desk-cases")), (case_link.as_str(), case_title.to_owned())];
    let body = html! {
        (crumbs(cx, &up, &numbered))
        h1 { bdi { (page.source.title) } }
        p.lead {
            bdi { (page.source.publisher) }
            @if let Some(dated) = page.source.dated { ", " (cx.words.date(dated)) }
        }
        @if !page.source.url.is_empty() { p { bdi.long { (page.source.url) } } }
        p.do { a href=(cx.href(&public)) { (cx.t("source-public")) } }
        @match &page.row {
            Some(row) => { p { (mark(cx, row)) } (button(cx, row)) },
            None => div.news.doubt role="note" { p { (cx.t("source-dropped")) } },
        }
        section aria-labelledby="tries-h" {
            h2 id="tries-h" { (cx.t("source-tries")) }
            @if page.captures.is_empty() { p { (cx.t("source-copy-none")) } }
            ul.due { @for capture in &page.captures { li { (one_try(cx, page, capture)) } } }
        }
        section aria-labelledby="hand-h" {
            h2 id="hand-h" { (cx.t("upload-title")) }
            (hand_in(cx, page))
        }
    };
    let title = match page.fault {
        Some(_) => format!("{}: {}", cx.t("report-to-mend"), page.source.title),
        None => page.source.title.clone(),
    };
    desk_page(cx, member, &title, "/desk/evidence", body)
}

fn one_try(cx: &PageCx, page: &OnePage, capture: &Capture) -> Markup {
    let link = |what: &str| format!("/desk/captures/{}/{what}", capture.id);
    let is_photo = capture.media_type == UploadKind::Photo.media_type();
    let back = format!("/desk/closures/{}/sources/{}", page.case.slug, page.source.number);
    html! {
        p { (tried(cx, capture)) }
        @if capture.kept.is_some() {
            details {
                summary { (cx.t("copy-more")) }
                (facts(cx, capture))
                p { (cx.words.word("wording", capture.wording.as_str())) }
            }
            p.do {
                a href=(link("file")) { (cx.t("copy-file")) }
                " " a href=(link("copy")) { (cx.t("copy-warc")) }
                @if capture.wording == crate::domain::capture::Wording::Read {
                    " " a href=(link("text")) { (cx.t("copy-text")) }
                }
            }
            @if is_photo && capture.origin == crate::domain::capture::Origin::Uploaded {
                form action=(cx.href(&link("show"))) method="post" {
                    input type="hidden" name="back" value=(back);
                    input type="hidden" name="public" value=(if capture.is_public { "no" } else { "yes" });
                    button.quiet type="submit" {
                        (cx.t(if capture.is_public { "photo-hide" } else { "photo-show" }))
                    }
                }
            }
        }
    }
}

fn hand_in(cx: &PageCx, page: &OnePage) -> Markup {
    let action = format!("/desk/closures/{}/sources/{}/upload", page.case.slug, page.source.number);
    html! {
        form.form action=(cx.href(&action)) method="post" enctype="multipart/form-data" {
            (public_box(cx, false))
            (file_field(cx, page.fault))
            p.do { button.go type="submit" { (cx.t("upload-send")) } }
        }
    }
}

/// The box for photos that everybody may see.
pub fn public_box(cx: &PageCx, is_ticked: bool) -> Markup {
    html! {
        ul.choices {
            li {
                label {
                    input type="checkbox" name="public" value="yes" checked[is_ticked];
                    span { (cx.t("upload-public")) span.hint { (cx.t("upload-public-hint")) } }
                }
            }
        }
    }
}

/// The field for a file; it comes last, so that what was typed is read before it.
pub fn file_field(cx: &PageCx, fault: Option<&'static str>) -> Markup {
    html! {
        div.field {
            label for="file" { (cx.t("upload-file")) }
            p.hint id="file-hint" { (cx.t("upload-file-hint")) }
            @if let Some(fault) = fault { p.error id="file-error" role="alert" { (cx.t(fault)) } }
            input id="file" name="file" type="file"
                accept="image/jpeg,image/png,image/webp,application/pdf"
                aria-invalid=[fault.map(|_| "true")]
                aria-describedby=(if fault.is_some() { "file-error file-hint" } else { "file-hint" });
        }
    }
}
