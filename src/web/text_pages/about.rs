//! How we know: the method, and where it ends.

use maud::{Markup, html};

use super::prose::{Part, part};
use crate::web::cx::PageCx;
use crate::web::studies;
use crate::web::ui::{self, Page};

/// The page.
pub fn show(cx: &PageCx) -> Markup {
    let title = cx.t("about-title");
    let none = html! {};
    let text = |name| part(cx, "about", Part::text(name), &none);
    let body = html! {
        h1 { (title) }
        div.prose {
            p.lead { (cx.t("about-lead")) }
            (text("open"))
            (part(cx, "about", Part::text("looks"), &looks(cx)))
            (text("hours"))
            (text("near"))
            (text("cases"))
            (text("chart"))
            (part(cx, "about", Part::list("unknown"), &none))
            (part(cx, "about", Part::text("harm"), &html! {
                (studies(cx))
                p.do { a href=(cx.href("/about/method")) { (cx.t("method-title")) } }
            }))
            (part(cx, "about", Part::text("more"), &html! {
                p.do {
                    a href=(cx.href("/data")) { (cx.t("nav-data")) }
                    a href=(cx.href("/privacy")) { (cx.t("nav-privacy")) }
                }
            }))
        }
    };
    ui::page(cx, &Page::new(&title).about(&cx.t("about-about")), body)
}

/// The three looks of an office, as they stand on every page.
fn looks(cx: &PageCx) -> Markup {
    let looks = [
        ("open", "status-open", "about-look-open"),
        ("doubt", "call-first", "about-look-doubt"),
        ("shut", "status-closed", "about-look-shut"),
    ];
    html! {
        ul {
            @for (class, word, meaning) in looks {
                li { span class={ "state " (class) } { (cx.t(word)) } " " (cx.t(meaning)) }
            }
        }
    }
}

fn studies(cx: &PageCx) -> Markup {
    html! {
        ul {
            @for study in studies::studies() {
                @for finding in &study.findings { li { (studies::told(cx, study, finding)) } }
            }
        }
    }
}
