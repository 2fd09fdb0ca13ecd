//! What the form's script needs: whose draft it keeps while there is no connection, and what it says about that. Without
//! script none of it is seen.

use maud::{Markup, html};

use crate::web::cx::PageCx;

/// The script of the pages for reporting.
pub const SCRIPT: &str = "js/report.js";

/// The notes about a draft on this device, to stand above the form.
pub fn notes(cx: &PageCx) -> Markup {
    html! {
        div.news.doubt.prose data-offline="" tabindex="-1" role="status" hidden {
            p { (cx.t("draft-offline")) }
        }
        div.news.prose data-draft-note="" data-restored=(cx.t("draft-restored")) data-kept=(cx.t("draft-kept"))
            data-erased=(cx.t("draft-erased")) hidden {
            p data-draft-says="" role="status" {}
            p.do { button.quiet type="button" data-draft-erase="" { (cx.t("draft-erase")) } }
        }
    }
}
