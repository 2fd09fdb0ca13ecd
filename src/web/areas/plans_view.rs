//! What an area stands to lose: plans of the ledger, each with what it would do here.

use maud::{Markup, html};

use crate::impact::{AreaHit, Asked, Measure};
use crate::web::cx::PageCx;
use crate::web::ui::{case_mark, case_when, give_or_take, how_many, length};

use super::measured::Threat;
use super::today_view::no_answer;
use super::{AreaPage, Measured};

/// The section.
pub fn section(cx: &PageCx, page: &AreaPage<'_>) -> Markup {
    let need = page.measured.as_ref().ok();
    html! {
        section aria-labelledby="plans-h" {
            h2 id="plans-h" { (cx.t("district-plans-h2")) }
            @match &page.threats {
                Err(why) => { (no_answer(cx, why)) }
                Ok((threats, more)) => {
                    @if threats.is_empty() {
                        p { (cx.t("district-plans-none")) }
                    } @else {
                        ul.list { @for threat in threats { (row(cx, threat, need)) } }
                    }
                    @if *more > 0 {
                        p.hint { (cx.words.with("district-plans-more", &[("n", cx.words.number(u64::try_from(*more).unwrap_or(u64::MAX)).into())])) }
                    }
                }
            }
            p.hint { (cx.t("district-plans-how")) }
        }
    }
}

fn row(cx: &PageCx, threat: &Threat<'_>, need: Option<&Measured>) -> Markup {
    let case = threat.case;
    html! {
        li.card {
            h3 {
                a href=(cx.href(&format!("/closures/{}", case.slug))) {
                    (cx.words.either(&case.title, &case.title_es))
                }
            }
            p { (cx.words.word("cut", case.kind.as_str())) ". " (case_mark(cx, case)) " " span.hint { (case_when(cx, case)) } }
            @if threat.hits.is_empty() { p { (cx.t("district-plan-no-miles")) } }
            @for (asked, hit) in &threat.hits { (done(cx, asked, hit, need)) }
            @if threat.left_out > 0 {
                p.hint {
                    (cx.words.with("district-plan-left-out", &[
                        ("n", u32::try_from(threat.left_out).unwrap_or(u32::MAX).into()),
                    ]))
                }
            }
            @if threat.is_rough { p.hint { (cx.t("district-plan-rough")) } }
        }
    }
}

/// What the plan would do to those of need here.
fn done(cx: &PageCx, asked: &Asked, hit: &AreaHit, need: Option<&Measured>) -> Markup {
    let of_need = need.map(|measured| measured.need);
    let figure = hit.area.figures.iter().find(|figure| Some(figure.who) == of_need);
    let figure = figure.or_else(|| hit.area.figures.first());
    let measure = need.map_or(Measure::Miles, |measured| measured.measure);
    html! {
        @if let Some(figure) = figure {
            @let people = figure.change.people;
            p {
                @if people.value == 0 {
                    (cx.t("district-plan-nobody"))
                } @else {
                    @let many = how_many(cx, figure.who, people.value);
                    @match figure.change.added {
                        Some(added) => {
                            (cx.words.with("district-plan", &[
                                ("many", many.into()),
                                ("length", length(cx, measure, added.mean).into()),
                            ]))
                        }
                        None => { (cx.words.with("district-plan-no-way", &[("many", many.into())])) }
                    }
                    @if let Some(margin) = give_or_take(cx, people) { " (" (margin) ".)" }
                }
                @if hit.is_reassigned { " " (cx.t("district-plan-reassigned")) }
            }
            p.do { a.quiet href=(cx.href(&format!("/impact?{asked}"))) { (cx.t("district-plan-all")) } }
        }
    }
}
