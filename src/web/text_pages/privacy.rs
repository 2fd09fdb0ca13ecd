//! What we never store: only promises that the program keeps today.

use maud::{Markup, html};

use super::prose::{Part, part};
use crate::web::cx::PageCx;
use crate::web::ui::{self, Page};

/// The page; `looks_up` says whether street addresses are sent to a geocoder.
pub fn show(cx: &PageCx, looks_up: bool) -> Markup {
    let title = cx.t("privacy-title");
    let none = html! {};
    let list = |name| part(cx, "privacy", Part::list(name), &none);
    let lookup = if looks_up { "privacy-lookup-on" } else { "privacy-lookup-off" };
    let body = html! {
        h1 { (title) }
        div.prose {
            p.lead { (cx.t("privacy-lead")) }
            (list("reading"))
            (part(cx, "privacy", Part::list("place"), &html! { p { (cx.t(lookup)) } }))
            (list("report"))
            (list("device"))
            (list("yours"))
            (list("time"))
            (list("worker"))
            (list("follow"))
            (list("readers"))
            (list("limits"))
            (part(cx, "privacy", Part::text("ends"), &none))
            p.do {
                a.quiet href=(cx.href("/report")) { (cx.t("nav-report")) }
                a href=(cx.href("/receipt")) { (cx.t("nav-receipt")) }
            }
        }
    };
    ui::page(cx, &Page::new(&title).about(&cx.t("privacy-about")), body)
}
