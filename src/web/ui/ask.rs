//! The search box that several pages share.

use maud::{Markup, html};

use crate::web::cx::PageCx;

/// The box, its button, and the button that asks the browser for the visitor's place; `hint` is the id of a text that
/// tells what may be typed.
#[must_use]
pub fn ask_row(cx: &PageCx, typed: &str, hint: Option<&str>) -> Markup {
    html! {
        div.row {
            input id="q" name="q" type="search" value=(typed) maxlength="200"
                autocomplete="postal-code" enterkeyhint="search" aria-describedby=[hint];
            button.go type="submit" { (cx.t("ask-go")) }
            button.quiet.near type="button" data-near
                data-asking=(cx.t("near-asking")) data-denied=(cx.t("near-denied"))
                data-timeout=(cx.t("near-timeout")) data-unavailable=(cx.t("near-unavailable")) hidden
            {
                svg viewBox="0 0 24 24" aria-hidden="true" {
                    circle cx="12" cy="12" r="6" {}
                    path d="M12 2v5M12 17v5M2 12h5M17 12h5" {}
                }
                span { (cx.t("near-me")) }
            }
        }
    }
}
