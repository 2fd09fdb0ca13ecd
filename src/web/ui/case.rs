//! A case in a list.

use maud::{Markup, html};

use crate::domain::closure::{CaseState, Certainty, Closure, OfficeRole};

use crate::web::cx::PageCx;

/// The mark that says where a case stands: shape, colour and word.
#[must_use]
pub fn case_mark(cx: &PageCx, case: &Closure) -> Markup {
    let state = case.state();
    let class = match state {
        CaseState::InForce => "shut",
        CaseState::Proposed => "doubt",
        CaseState::Stopped | CaseState::Reopened | CaseState::Done => "open",
    };
    html! {
        span class={ "state " (class) } { (cx.words.word("case", state.as_str())) }
        @if case.certainty == Certainty::Detected { " " span.label { (cx.t("case-detected")) } }
    }
}

/// A row: what, where and when, and where it stands.
#[must_use]
pub fn case_row(cx: &PageCx, case: &Closure) -> Markup {
    let when = case.filed_under().map(|on| cx.words.date(on));
    let places = losing_places(case);
    html! {
        li.card {
            h3 { a href=(cx.href(&format!("/closures/{}", case.slug))) { (cx.words.either(&case.title, &case.title_es)) } }
            p {
                (cx.words.word("cut", case.kind.as_str()))
                @if !places.is_empty() { br; bdi { (places) } }
            }
            p {
                (case_mark(cx, case))
                @if let Some(when) = when { br; span.hint { (when) } }
            }
        }
    }
}

/// At most so many towns are named in a row.
const PLACES: usize = 4;

/// The towns of the losing offices, each once; an ellipsis where there are more than fit.
fn losing_places(case: &Closure) -> String {
    let mut places: Vec<&str> = Vec::new();
    for office in case.offices.iter().filter(|o| o.role == OfficeRole::Losing) {
        let place = if office.city.is_empty() { office.county.as_str() } else { office.city.as_str() };
        if !place.is_empty() && !places.contains(&place) {
            places.push(place);
        }
    }
    let more = if places.len() > PLACES { ", …" } else { "" };
    places.truncate(PLACES);
    format!("{}{more}", places.join(", "))
}
