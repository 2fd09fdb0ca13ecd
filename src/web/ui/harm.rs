//! Figures of who is hurt, in words: one way to write a count, its margin, a length and the name of an area.

use maud::{Markup, html};

use crate::domain::polygon::{Area, AreaKind, number_of};
use crate::i18n::Words;
use crate::impact::{ByArea, Estimate, Load, LoadBasis, Measure, Who};
use crate::web::cx::PageCx;

/// Whom a figure is about: "people in poverty".
#[must_use]
pub fn who(cx: &PageCx, who: Who) -> String {
    cx.words.word("who", who.as_str())
}

/// What the load of offices is counted in: "people in poverty", "households with SNAP".
#[must_use]
pub fn load_what(words: Words, load: &Load) -> String {
    let survey = load.cases.as_ref().and_then(|of| of.survey_of_snap());
    match (load.basis, survey) {
        (LoadBasis::Need, _) => words.word("who", load.need.as_str()),
        (LoadBasis::Cases, Some(_)) => words.word("who", Who::SnapHouseholds.as_str()),
        (LoadBasis::Cases, None) => words.t("load-cases"),
    }
}

/// Where the cases of offices come from, in a sentence; none where need itself is counted.
#[must_use]
pub fn load_source(words: Words, load: &Load) -> Option<String> {
    let of = load.cases.as_ref()?;
    Some(match of.survey_of_snap() {
        Some(span) => words.with("load-survey", &[("span", span.into())]),
        None => {
            let values =
                [("program", &of.program), ("measure", &of.measure), ("vintage", &of.vintage)];
            words.with("load-cases-of", &values.map(|(name, value)| (name, value.clone().into())))
        }
    })
}

/// Whose users people are, in a sentence.
#[must_use]
pub const fn shared_by(by: ByArea) -> &'static str {
    match by {
        ByArea::All => "impact-by-assigned",
        ByArea::Some => "impact-by-both",
        ByArea::None => "impact-by-nearest",
    }
}

/// A count with what is counted: "14,952 people in poverty".
#[must_use]
pub fn how_many(cx: &PageCx, who: Who, count: u64) -> String {
    let values = [("n", count.into()), ("shown", cx.words.number(count).into())];
    cx.words.with(&format!("how-many-{}", who.as_str()), &values)
}

/// A number for a table, with its margin of error where there is one: "14,952 ± 1,204".
#[must_use]
pub fn estimate(cx: &PageCx, estimate: Estimate) -> Markup {
    html! {
        (cx.words.number(estimate.value))
        @if let Some(moe) = estimate.moe.filter(|moe| *moe > 0) {
            " " span.moe { "± " (cx.words.number(moe)) }
        }
    }
}

/// The margin of an estimate in words; none where there is none.
#[must_use]
pub fn give_or_take(cx: &PageCx, estimate: Estimate) -> Option<String> {
    let moe = estimate.moe.filter(|moe| *moe > 0)?;
    Some(cx.words.with("give-or-take", &[("margin", cx.words.number(moe).into())]))
}

/// A length in a sentence, to one decimal: "8.5 miles".
#[must_use]
pub fn length(cx: &PageCx, measure: Measure, value: f64) -> String {
    let shown = cx.words.decimal(value, 1);
    let n = if shown == "1.0" { 1 } else { 2 };
    let key = match measure {
        Measure::Miles => "length-miles",
        Measure::Minutes => "length-minutes",
    };
    cx.words.with(key, &[("n", n.into()), ("shown", shown.into())])
}

/// The sort of an area: "Illinois Senate district".
#[must_use]
pub fn area_kind(cx: &PageCx, kind: &AreaKind) -> String {
    match kind {
        AreaKind::Other(word) => word.as_str().replace('-', " "),
        known => cx.words.word("area-kind", known.as_str()),
    }
}

/// The sort of some areas: "Illinois Senate districts".
#[must_use]
pub fn area_kinds(cx: &PageCx, kind: &AreaKind) -> String {
    match kind {
        AreaKind::Other(word) => word.as_str().replace('-', " "),
        known => cx.words.word("area-kinds", known.as_str()),
    }
}

/// An area by the name that people know: "Jackson County", "Illinois Senate District 59", "Carbondale".
#[must_use]
pub fn area_name(cx: &PageCx, area: &Area) -> String {
    let number = number_of(&area.kind, &area.geoid).filter(|_| area.kind.is_numbered());
    match (&area.kind, number) {
        (AreaKind::County, _) => {
            cx.words.with("area-named-county", &[("name", area.name.clone().into())])
        }
        (kind, Some(number)) => {
            cx.words.with(&format!("area-named-{}", kind.as_str()), &[("number", number.into())])
        }
        _ => area.name.clone(),
    }
}
