//! A case in a list.

use maud::{Markup, html};

use crate::domain::closure::{CaseState, Certainty, Closure, OfficeRole};
use crate::draw::PinLook;

use crate::web::cx::PageCx;

/// The look of a case's mark: shut for what happened, open for what was stopped or given back.
#[must_use]
pub fn case_look(case: &Closure) -> PinLook {
    match case.state() {
        CaseState::InForce => PinLook::Shut,
        CaseState::Proposed => PinLook::Doubt,
        CaseState::Stopped | CaseState::Reopened | CaseState::Done => PinLook::Open,
    }
}

/// The mark that says where a case stands: shape, colour and word.
#[must_use]
pub fn case_mark(cx: &PageCx, case: &Closure) -> Markup {
    let class = case_look(case).class();
    html! {
        span class={ "state " (class) } { (cx.words.word("case", case.state().as_str())) }
        @if case.certainty == Certainty::Detected { " " span.label { (cx.t("case-detected")) } }
    }
}

/// When a case came to where it stands, in words.
///
/// The step that decides may have no date while others have one: then that is said, with the last
/// date there is, and no other date stands in its place.
#[must_use]
pub fn case_when(cx: &PageCx, case: &Closure) -> String {
    let last = case.steps.iter().filter_map(|s| s.on).max_by_key(|on| on.latest());
    let decided = case.decisive().filter(|_| case.state() != CaseState::Proposed);
    match (decided, last) {
        (Some(step), _) if step.on.is_some() => {
            step.on.map(|on| cx.words.date(on)).unwrap_or_default()
        }
        (Some(_), Some(last)) => {
            cx.words.with("case-undated-last", &[("date", cx.words.date(last).into())])
        }
        (None, Some(last)) => cx.words.date(last),
        (_, None) => cx.t("case-undated"),
    }
}

/// A row: what, where and when, and where it stands.
#[must_use]
pub fn case_row(cx: &PageCx, case: &Closure) -> Markup {
    let places = losing_places(case);
    html! {
        li.card {
            h3 { a href=(cx.href(&format!("/closures/{}", case.slug))) { (cx.words.either(&case.title, &case.title_es)) } }
            p {
                (cx.words.word("cut", case.kind.as_str()))
                @if !places.is_empty() { br; bdi { (places) } }
            }
            p { (case_mark(cx, case)) br; span.hint { (case_when(cx, case)) } }
        }
    }
}

/// At most so many towns are named in a row.
const PLACES: usize = 4;

/// The towns of the losing offices, each once; an ellipsis where there are more than fit.
fn losing_places(case: &Closure) -> String {
    let mut places: Vec<&str> = Vec::new();
    for office in case.offices.iter().filter(|o| o.role == OfficeRole::Losing) {
        let place =
            if office.city.is_empty() { office.county.as_str() } else { office.city.as_str() };
        if !place.is_empty() && !places.contains(&place) {
            places.push(place);
        }
    }
    let more = if places.len() > PLACES { ", …" } else { "" };
    places.truncate(PLACES);
    format!("{}{more}", places.join(", "))
}
