//! Maps of the page: offices to choose from, and how far people have to go.

use maud::{Markup, html};

use super::Answered;
use super::entry::{CLOSE, MOVE, OPEN};
use super::view::Desk;
use crate::draw::PinLook;
use crate::impact::{Asked, Measure};
use crate::web::closures::{CaseMap, Spot, case_map};
use crate::web::cx::PageCx;
use crate::web::ui::{self, HarmFigure};

/// The offices on a map: each pin is a link to the question with its office in it, or out of it.
///
/// Each pin repeats the whole question, so there is no map where it cannot be read, and none where it is long.
pub fn choose(cx: &PageCx, desk: &Desk<'_>) -> Markup {
    let entry = &desk.page.entry;
    if desk.page.permanent.is_none() {
        return html! {};
    }
    if entry.is_long() {
        return html! { p.hint { (cx.t("impact-choose-long")) } };
    }
    let set = entry.set();
    let moves = |slug: &str| set[MOVE].iter().any(|one| one.split('@').next() == Some(slug));
    let every =
        desk.page.roll.chosen.iter().chain(desk.page.roll.parts.iter().flat_map(|p| &p.lines));
    let mut seen = std::collections::BTreeSet::new();
    let spots = every.filter(|line| seen.insert(line.office.slug.as_str())).filter_map(|line| {
        let slug = line.office.slug.as_str();
        let (at, method) = line.office.facts.location.point?;
        let (look, key) = match (
            line.is_open(),
            set[CLOSE].contains(slug) || moves(slug),
            set[OPEN].contains(slug),
        ) {
            (_, true, _) => (PinLook::Shut, "impact-pin-closing"),
            (_, _, true) => (PinLook::Open, "impact-pin-opening"),
            (true, ..) => (PinLook::Open, "impact-pin-open"),
            (false, ..) => (PinLook::Doubt, "impact-pin-shut"),
        };
        Some(Spot {
            at,
            rough: method.is_rough(),
            look,
            href: cx.href(&entry.toggled(slug, line.is_open()).address()),
            label: cx.words.with(key, &[("office", line.name.clone().into())]),
            short: String::new(),
        })
    });
    let map = CaseMap {
        title: cx.t("impact-choose-map"),
        spots: spots.collect(),
        chosen: entry.window,
        keep: entry.pairs(),
        key: [cx.t("impact-key-open"), cx.t("impact-key-closing"), cx.t("impact-key-shut")],
    };
    html! {
        @if !map.spots.is_empty() {
            section.pick id="map" aria-labelledby="map-h" {
                h2 id="map-h" { (cx.t("impact-choose-map")) }
                p { (cx.t("impact-choose-map-lead")) }
                (case_map(cx, desk.app.base(), desk.atlas, &map))
            }
        }
    }
}

/// How far people have to go: the places on a map, and people beyond each line before and after.
///
/// `set` names the set, where two stand side by side.
pub fn added(cx: &PageCx, desk: &Desk<'_>, of: &Answered, id: &str, set: Option<&str>) -> Markup {
    let told = desk.told(of);
    let (service, by_way) = (desk.page.entry.service, desk.page.entry.by_way);
    let asked = Asked { by_way, ..Asked::new(service, of.question.clone()) };
    let figure = HarmFigure {
        id,
        base: desk.app.base(),
        atlas: desk.atlas,
        ground: &of.ground,
        changes: &of.changes,
        asked: &asked,
    };
    let state = &told.answer.state.name;
    let place = set.map_or_else(|| state.clone(), |set| format!("{state} ({set})"));
    html! {
        (ui::harm_figure(cx, &figure))
        @if let Some(figure) = told.answer.state.figure(told.need()) {
            (ui::beyond(cx, figure, told.answer.measure, &place))
        }
    }
}

/// "More than 10 miles away".
pub fn beyond_label(cx: &PageCx, measure: Measure, line: u32) -> String {
    let key = match measure {
        Measure::Miles => "harm-beyond-miles",
        Measure::Minutes => "harm-beyond-minutes",
    };
    cx.words.with(key, &[("n", line.into())])
}
