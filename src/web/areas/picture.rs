//! A small map of an area: its outline, and its offices of one service.

use geo::BoundingRect;
use maud::{Markup, html};

use crate::app::App;
use crate::atlas::Atlas;
use crate::domain::geo::{Position, Window};
use crate::domain::office::Office;
use crate::draw::{ClusterMark, LegendWords, NEAR, Pin, PinLook, Scene, View, area_map, legend};
use crate::web::cx::PageCx;
use crate::web::open_now::{look, status_words};
use crate::web::ui::{area_name, plain_name, towns};

use super::AreaPage;

/// Marks closer than this, in units of the picture, are taken together.
const CLOSE: f64 = 24.0;
/// As many marks can be moved apart so that each can still be pressed.
const APART: usize = 3;

/// An office on the map.
struct Spot {
    at: Position,
    is_rough: bool,
    look: PinLook,
    href: String,
    label: String,
}

/// The map; nothing where the area has no shape.
pub fn picture(cx: &PageCx, app: &App, atlas: &Atlas, page: &AreaPage<'_>) -> Markup {
    let Some(window) = window(page) else { return html! {} };
    let view = View::fit(window.grown(0.12, 0.004), NEAR).kept_within(app.base().bounds());
    let name = area_name(cx, page.area);
    let kind = cx.words.word("kind", page.asked.service.as_str());
    let title = cx.words.with("district-map", &[("area", name.into()), ("kind", kind.into())]);
    let offices = page
        .offices
        .iter()
        .filter(|office| office.facts.kind == page.asked.service && !office.facts.status.is_gone());
    let spots: Vec<Spot> = offices.filter_map(|office| spot(cx, office)).collect();
    let groups = groups(&view, &spots);
    let many: Vec<(Position, u32, String)> = groups
        .iter()
        .filter(|group| group.len() > APART)
        .filter_map(|group| {
            let around = Window::around(group.iter().map(|spot| spot.at))?;
            let count = u32::try_from(group.len()).unwrap_or(u32::MAX);
            let label = cx.words.with("district-map-many", &[("n", count.into())]);
            Some((around.centre(), count, label))
        })
        .collect();
    let alone = groups.iter().filter(|group| group.len() <= APART).flatten();
    let scene = Scene {
        title: &title,
        description: "",
        pins: alone
            .map(|spot| Pin {
                at: spot.at,
                number: None,
                look: spot.look,
                href: &spot.href,
                label: &spot.label,
                short: None,
                rough: spot.is_rough,
            })
            .collect(),
        clusters: many
            .iter()
            .map(|(at, count, label)| ClusterMark {
                at: *at,
                count: *count,
                href: "#offices-h",
                label,
            })
            .collect(),
        you: None,
        towns: towns(atlas, view.window()),
    };
    let has = |look| spots.iter().any(|spot| spot.look == look);
    let t = |key: &str| cx.t(key);
    let (open, doubt, rough, several) =
        (t("map-key-open"), t("map-key-doubt"), t("map-key-rough"), t("district-map-several"));
    let key = LegendWords {
        open: has(PinLook::Open).then_some(&*open),
        shut: None,
        doubt: has(PinLook::Doubt).then_some(&*doubt),
        many: (!scene.clusters.is_empty()).then_some(&*several),
        rough: scene.pins.iter().any(|pin| pin.rough).then_some(&*rough),
        you: None,
    };
    html! {
        div.map { (area_map(app.base(), &view, &scene, &page.area.shape)) }
        (legend(&key))
        p.credit { (t("map-credit")) }
    }
}

/// The part of the earth that the area takes.
fn window(page: &AreaPage<'_>) -> Option<Window> {
    let around = page.area.shape.bounding_rect()?;
    let corner = |x, y| Position::new(y, x).ok();
    let (min, max) = (around.min(), around.max());
    Window::around([corner(min.x, min.y)?, corner(max.x, max.y)?])
}

fn spot(cx: &PageCx, office: &Office) -> Option<Spot> {
    let (at, method) = office.facts.location.point?;
    let today = cx.now.date();
    Some(Spot {
        at,
        is_rough: method.is_rough(),
        look: look(office, today),
        href: cx.href(&format!("/offices/{}", office.slug)),
        label: format!(
            "{}: {}",
            plain_name(cx.words, office),
            status_words(cx.words, office, today).0
        ),
    })
}

/// Spots that would cover each other, taken together.
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
    groups.into_iter().map(|(_, group)| group).collect()
}
