//! The page that shows the receipt code, once.

use maud::{Markup, html};

use super::draft_view::SCRIPT;
use crate::domain::office::Office;
use crate::domain::receipt::ReceiptCode;
use crate::web::cx::PageCx;
use crate::web::ui::{self, Nav, Page, plain_name};

/// The page: with the code, or with the word that it was shown already.
pub fn show(cx: &PageCx, office: &Office, code: Option<&ReceiptCode>) -> Markup {
    let title = if code.is_some() { cx.t("sent-title") } else { cx.t("sent-shown") };
    ui::page(
        cx,
        &Page::new(&title).at(Nav::Report).unlisted().with_script(SCRIPT),
        html! {
            @match code {
                Some(code) => {
                    div.flash role="status" data-draft-sent=(office.slug) { p { strong { (cx.t("sent-thanks")) } } }
                    h1 { (title) }
                    p.lead { (cx.t("sent-lead")) }
                    (receipt(cx, code))
                    p { (cx.t("sent-keep")) }
                    (what_now(cx))
                }
                None => {
                    h1 { (title) }
                    p.lead { (cx.t("sent-shown-lead")) }
                    p.prose { (cx.t("sent-shown-lost")) }
                }
            }
            p.do {
                a.quiet href=(cx.href(&format!("/offices/{}", office.slug))) {
                    span { (cx.words.with("sent-back", &[("name", plain_name(cx.words, office).into())])) }
                }
                " " a href=(cx.href("/receipt")) { (cx.t("sent-see")) }
            }
        },
    )
}

/// The code in its groups: in one piece for copying and reading aloud, breaking only between groups.
fn receipt(cx: &PageCx, code: &ReceiptCode) -> Markup {
    let code = code.to_string();
    html! {
        // Beside the code, not in it: what is copied must be the code alone.
        p.vh { (cx.t("sent-code")) }
        p.receipt {
            span {
                @for (i, group) in code.split('-').enumerate() {
                    @if i > 0 { "-" wbr; }
                    (group)
                }
            }
        }
    }
}

fn what_now(cx: &PageCx) -> Markup {
    html! {
        div.prose {
            h2 { (cx.t("sent-next")) }
            ol.steps {
                @for (step, class) in [("now", None), ("read", Some("computed")), ("counted", Some("computed"))] {
                    li class=[class] {
                        p { span.when { (cx.t(&format!("sent-when-{step}"))) } }
                        p { (cx.t(&format!("sent-what-{step}"))) }
                    }
                }
            }
        }
    }
}
