//! Maps of the page: offices to choose from, and how far people have to go.

use maud::{Markup, html};

use super::Answered;
use super::answer_view::{signed, table};
use super::entry::{CLOSE, MOVE, OPEN};
use super::said::Told;
use super::view::Desk;
use crate::draw::PinLook;
use crate::impact::Measure;
use crate::web::closures::{CaseMap, Spot, case_map};
use crate::web::cx::PageCx;
use crate::web::ui;

/// The offices on a map: each pin is a link to the question with its office in it, or out of it.
pub fn choose(cx: &PageCx, desk: &Desk<'_>) -> Markup {
    let entry = &desk.page.entry;
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

/// How far people have to go, before and after.
pub fn added(cx: &PageCx, desk: &Desk<'_>, of: &Answered) -> Markup {
    let told = desk.told(of);
    html! {
        section aria-labelledby="added-h" {
            h2 id="added-h" { (cx.t("impact-map")) }
            (lines(cx, &told))
        }
    }
}

/// The map of what is added.
pub fn picture(cx: &PageCx, desk: &Desk<'_>, of: &Answered) -> Markup {
    lines(cx, &desk.told(of))
}

/// People beyond each line, before and after.
fn lines(cx: &PageCx, told: &Told<'_>) -> Markup {
    let Some(figure) = told.answer.state.figure(told.need()) else { return html! {} };
    let both = figure.before.beyond.iter().zip(&figure.after.beyond);
    let row = |(before, after): (&crate::impact::Beyond, &crate::impact::Beyond)| {
        let more = after.count.value as f64 - before.count.value as f64;
        vec![
            html! { (beyond_label(cx, told.answer.measure, before.line)) },
            ui::estimate(cx, before.count),
            ui::estimate(cx, after.count),
            html! { (signed(cx, more, 0)) },
        ]
    };
    let rows: Vec<Vec<Markup>> = both.map(row).collect();
    let head =
        ["impact-head-way", "impact-head-before", "impact-head-after", "impact-head-difference"]
            .map(|key| cx.t(key));
    let who = ui::who(cx, told.need());
    html! { (table(&cx.words.with("impact-lines-table", &[("who", who.into())]), &head, &rows)) }
}

/// "Farther than 10 miles".
pub fn beyond_label(cx: &PageCx, measure: Measure, line: u32) -> String {
    let length = ui::length(cx, measure, f64::from(line)).replacen(".0", "", 1);
    cx.words.with("impact-beyond", &[("length", length.into())])
}
