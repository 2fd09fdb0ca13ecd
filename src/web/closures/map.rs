//! Offices of cases on a map: a picture with links, marked by where their cases stand.
//!
//! An office that has no point is not drawn. Offices that would cover each other are one mark with
//! their number, and a link that brings them closer.

use maud::{Markup, html};

use crate::atlas::Atlas;
use crate::domain::geo::{Position, Window};
use crate::draw::{
    BaseMap, ClusterMark, Controls, LegendWords, Move, Pin, PinLook, Scene, Size, View, controls,
    legend, map,
};
use crate::web::cx::PageCx;
use crate::web::ui::{form_encoded, towns};

/// Marks closer than this, in units of the picture, are taken together.
const CLOSE: f64 = 24.0;
/// As many marks can be moved apart so that each can still be pressed.
const APART: usize = 3;

/// An office on the map.
#[derive(Debug, Clone)]
pub struct Spot {
    /// Where.
    pub at: Position,
    /// Whether the point may lie miles from the door.
    pub rough: bool,
    /// Its mark.
    pub look: PinLook,
    /// Where it leads.
    pub href: String,
    /// Who it is and what became of it.
    pub label: String,
    /// A word beside it; empty for none.
    pub short: String,
}

/// A map of cases.
#[derive(Debug)]
pub struct CaseMap {
    /// In a few words.
    pub title: String,
    /// The offices.
    pub spots: Vec<Spot>,
    /// The window that the visitor chose.
    pub chosen: Option<Window>,
    /// Parameters of the page, without `bbox`, that its links keep.
    pub keep: Vec<(&'static str, String)>,
    /// What the marks mean: a circle, a square, a triangle.
    pub key: [String; 3],
}

/// Draws the map with its links and key; nothing where no office has a point.
#[must_use]
pub fn case_map(cx: &PageCx, base: &BaseMap, atlas: &Atlas, of: &CaseMap) -> Markup {
    let Some(around) = Window::around(of.spots.iter().map(|s| s.at)) else { return html! {} };
    let window = of.chosen.unwrap_or_else(|| around.grown(0.15, 0.06));
    let view = View::fit(window, Size::suiting(window)).kept_within(base.bounds());
    let link = |to: &View| cx.href(&address(cx, of, &to.bbox()));
    let groups = groups(&view, &of.spots);
    let closer: Vec<_> = groups
        .iter()
        .filter(|group| group.len() > APART)
        .filter_map(|group| {
            let window = Window::around(group.iter().map(|s| s.at))?;
            let to = View::fit(window.grown(0.2, 0.02), view.size()).kept_within(base.bounds());
            let count = u32::try_from(group.len()).unwrap_or(u32::MAX);
            let label = cx.words.with("map-cluster", &[("n", count.to_string().into())]);
            Some((window.centre(), count, link(&to), label))
        })
        .collect();
    let alone = groups.iter().filter(|group| group.len() <= APART).flatten();
    let pins: Vec<Pin<'_>> = alone
        .map(|spot| Pin {
            at: spot.at,
            number: None,
            look: spot.look,
            href: &spot.href,
            label: &spot.label,
            short: Some(spot.short.as_str()).filter(|short| !short.is_empty()),
            rough: spot.rough,
        })
        .collect();
    let clusters = closer
        .iter()
        .map(|(at, count, href, label)| ClusterMark { at: *at, count: *count, href, label });
    let scene = Scene {
        title: &of.title,
        description: "",
        clusters: clusters.collect(),
        pins,
        you: None,
        towns: towns(atlas, view.window()),
    };
    html! {
        div.map { (map(base, &view, &scene)) }
        (moves(cx, base, view, &link))
        (key(cx, of, &scene))
        p.credit { (cx.t("map-credit")) }
    }
}

/// What the marks on the map mean; only those that are there.
fn key(cx: &PageCx, of: &CaseMap, scene: &Scene<'_>) -> Markup {
    let has = |look| of.spots.iter().any(|s| s.look == look);
    let rough = cx.t("map-key-rough");
    let many = cx.t("ledger-map-many");
    let [open, shut, doubt] = &of.key;
    legend(&LegendWords {
        open: has(PinLook::Open).then_some(open),
        shut: has(PinLook::Shut).then_some(shut),
        doubt: has(PinLook::Doubt).then_some(doubt),
        many: (!scene.clusters.is_empty()).then_some(&*many),
        rough: scene.pins.iter().any(|p| p.rough).then_some(&*rough),
        you: None,
    })
}

fn moves(cx: &PageCx, base: &BaseMap, view: View, link: &dyn Fn(&View) -> String) -> Markup {
    let bounds = base.bounds();
    let pan = |dx, dy| view.panned_within(dx, dy, bounds);
    let step = |to: Option<View>, key: &str| Move {
        href: to.map(|to| link(&to)),
        label: cx.t(key),
    };
    controls(&Controls {
        label: cx.t("map-move"),
        zoom_in: step(view.zoomed(2.0), "map-in"),
        zoom_out: step(view.zoomed(0.5).map(|to| to.kept_within(bounds)), "map-out"),
        west: step(pan(-0.5, 0.0), "map-west"),
        north: step(pan(0.0, -0.5), "map-north"),
        south: step(pan(0.0, 0.5), "map-south"),
        east: step(pan(0.5, 0.0), "map-east"),
        whole: None,
    })
}

fn address(cx: &PageCx, of: &CaseMap, bbox: &str) -> String {
    let kept = of.keep.iter().map(|(name, value)| format!("{name}={}&", form_encoded(value)));
    format!("{}?{}bbox={bbox}#map", cx.path, kept.collect::<String>())
}

/// Spots that would cover each other, taken together; each group is as wide as its first allows.
fn groups<'a>(view: &View, spots: &'a [Spot]) -> Vec<Vec<&'a Spot>> {
    let mut groups: Vec<([f64; 2], Vec<&Spot>)> = Vec::new();
    for spot in spots {
        let [x, y] = view.xy(spot.at);
        let near = |[gx, gy]: [f64; 2]| (gx - x).hypot(gy - y) < CLOSE;
        match groups.iter_mut().find(|(at, _)| near(*at)) {
            Some((_, group)) => group.push(spot),
            None => groups.push(([x, y], vec![spot])),
        }
    }
    // What no zoom can part is not taken together.
    let apart = |group: Vec<&'a Spot>| {
        let first = group.first().map(|s| s.at);
        if view.zoomed(2.0).is_none() || group.iter().all(|s| Some(s.at) == first) {
            group.into_iter().map(|s| vec![s]).collect()
        } else {
            vec![group]
        }
    };
    groups.into_iter().flat_map(|(_, group)| apart(group)).collect()
}
