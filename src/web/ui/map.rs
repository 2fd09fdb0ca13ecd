//! A map beside a list: a picture from the server that a script may take over.

use maud::{Markup, html};

use crate::app::App;
use crate::atlas::{Atlas, MapItem, MapQuery};
use crate::domain::geo::{Position, Window};
use crate::domain::id::OfficeId;
use crate::domain::kind::KindSet;
use crate::domain::office::Office;
use crate::draw::{
    ClusterMark, Controls, LegendWords, Move, Pin, Scene, Size, Town, View, controls, legend, map,
};
use crate::shipped::address;

use crate::web::cx::PageCx;
use crate::web::open_now::look;

use super::name::plain_name;
use super::office::form_encoded;

/// Towns offered for naming on a map.
const TOWNS: usize = 60;

/// What a map shows.
pub struct MapPanel<'a> {
    /// In a few words.
    pub title: String,
    /// The part of the earth, before the visitor moves it.
    pub window: Window,
    /// The offices of the list, in its order; they are numbered.
    pub listed: Vec<&'a Office>,
    /// Other offices of these kinds are shown too.
    pub kinds: KindSet,
    /// The `kind` parameter for the script.
    pub kind_word: String,
    /// Whether closed offices are left out.
    pub open_only: bool,
    /// The place that was asked for.
    pub you: Option<(Position, String)>,
    /// The office that stands at that place, and needs no pin beside it.
    pub itself: Option<OfficeId>,
    /// The window that the visitor chose.
    pub chosen: Option<Window>,
    /// Parameters of the page, without `bbox`, that its links keep.
    pub keep: Vec<(&'static str, String)>,
}

/// Draws the map with its links, key and credits.
#[must_use]
pub fn map_panel(cx: &PageCx, app: &App, atlas: &Atlas, panel: &MapPanel<'_>) -> Markup {
    let bounds = app.base().bounds();
    let window = panel.chosen.unwrap_or(panel.window);
    let view = View::fit(window, Size::suiting(window)).kept_within(bounds);
    let today = cx.now.date();
    let query = MapQuery {
        window: view.window(),
        zoom: view.zoom_level(),
        kinds: panel.kinds,
        open_only: panel.open_only,
    };
    let items = atlas.map(&query);
    let link = |to: &View| cx.href(&address_of(cx, panel, &to.bbox()));

    // Texts live here so that the scene can borrow them.
    let listed: Vec<_> = (1_u32..).zip(&panel.listed).map(|(n, o)| (Some(n), *o)).collect();
    let others = items.iter().filter_map(|item| match item {
        MapItem::Office(o)
            if panel.itself != Some(o.id) && !panel.listed.iter().any(|l| l.id == o.id) =>
        {
            Some((None, *o))
        }
        _ => None,
    });
    let pins: Vec<_> = listed
        .into_iter()
        .chain(others)
        .filter_map(|(number, office)| {
            let (at, method) = office.facts.location.point?;
            let status = crate::web::open_now::status_words(cx.words, office, today).0;
            let name = plain_name(cx.words, office);
            let label = match number {
                Some(n) => format!("{n}. {name}: {status}"),
                None => format!("{name}: {status}"),
            };
            let href = cx.href(&format!("/offices/{}", office.slug));
            Some((number, office, at, method.is_rough(), label, href))
        })
        .collect();
    let clusters: Vec<_> = items
        .iter()
        .filter_map(|item| match item {
            MapItem::Cluster { count, at, window } => {
                let to = View::fit(window.grown(0.2, 0.02), view.size()).kept_within(bounds);
                let label = cx.words.with("map-cluster", &[("n", count.to_string().into())]);
                Some((u32::try_from(*count).unwrap_or(u32::MAX), *at, label, link(&to)))
            }
            MapItem::Office(_) => None,
        })
        .collect();
    let towns = towns(atlas, view.window());
    let scene = Scene {
        title: &panel.title,
        description: "",
        pins: pins
            .iter()
            .map(|(number, office, at, rough, label, href)| Pin {
                at: *at,
                number: *number,
                look: look(office, today),
                href,
                label,
                short: number
                    .map(|_| office.facts.location.city.as_str())
                    .filter(|city| !city.is_empty()),
                rough: *rough,
            })
            .collect(),
        clusters: clusters
            .iter()
            .map(|(count, at, label, href)| ClusterMark { at: *at, count: *count, href, label })
            .collect(),
        you: panel.you.as_ref().map(|(at, name)| (*at, name.as_str())),
        towns,
    };
    let t = |key: &str| cx.t(key);
    let pan = |dx, dy| view.panned_within(dx, dy, bounds);
    let step = |to: Option<View>, key: &str| Move { href: to.map(|v| link(&v)), label: t(key) };
    let moves = Controls {
        label: t("map-move"),
        zoom_in: step(view.zoomed(2.0), "map-in"),
        zoom_out: step(view.zoomed(0.5).map(|v| v.kept_within(bounds)), "map-out"),
        west: step(pan(-0.5, 0.0), "map-west"),
        north: step(pan(0.0, -0.5), "map-north"),
        south: step(pan(0.0, 0.5), "map-south"),
        east: step(pan(0.5, 0.0), "map-east"),
        whole: None,
    };
    let you = panel.you.as_ref().map(|(at, _)| format!("{},{}", at.lat(), at.lon()));
    let (open, doubt, shut, rough) =
        (t("map-key-open"), t("map-key-doubt"), t("map-key-shut"), t("map-key-rough"));
    let key = LegendWords {
        open: Some(&open),
        shut: (!panel.open_only).then_some(&*shut),
        doubt: Some(&doubt),
        many: None,
        rough: scene.pins.iter().any(|p| p.rough).then_some(&*rough),
        you: None,
    };
    html! {
        div.map data-map
            data-bbox=(view.bbox())
            data-base=(address("data/base.geojson"))
            data-offices="/api/map"
            data-kind=(panel.kind_word)
            data-lang=(cx.words.lang())
            data-you=[you]
            data-leaflet=(address("vendor/leaflet/leaflet.js"))
            data-leaflet-css=(address("vendor/leaflet/leaflet.css"))
            data-word-name=(panel.title)
            data-word-cluster=(t("map-word-cluster"))
            data-word-count=(t("map-word-count"))
            data-word-open=(t("map-word-open"))
            data-word-close=(t("map-word-close"))
            data-word-failed=(t("map-word-failed"))
            data-credit=(t("map-credit"))
        { (map(app.base(), &view, &scene)) }
        (controls(&moves))
        (legend(&key))
        p.credit { (t("map-credit")) }
    }
}

fn address_of(cx: &PageCx, panel: &MapPanel<'_>, bbox: &str) -> String {
    let kept = panel.keep.iter().map(|(name, value)| format!("{name}={}&", form_encoded(value)));
    format!("{}?{}bbox={bbox}#map", cx.path, kept.collect::<String>())
}

/// The towns in a window, those with the most people first.
pub fn towns(atlas: &Atlas, window: Window) -> Vec<Town<'_>> {
    let mut towns: Vec<_> =
        atlas.gazetteer().places.iter().filter(|p| window.holds(p.at)).collect();
    towns.sort_by_key(|p| std::cmp::Reverse(p.population));
    towns.truncate(TOWNS);
    towns.into_iter().map(|p| Town { name: &p.name, at: p.at }).collect()
}
