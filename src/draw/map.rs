//! The still map: land, water, names, and offices as links.

use geo::MultiPolygon;
use maud::{Markup, PreEscaped, html};

use super::base::{BaseMap, Line};
use super::clip::{self, Frame};
use super::marks::{YOU_RADIUS, many, many_radius, mark, number_foot, rough, you_mark};
use super::names::{Name, Names};
use super::outline::outline;
use super::path::{Path, short, thinned};
use super::place::{Boxed, Mark, apart};
use super::project::View;
use super::scene::{ClusterMark, Pin, Scene};

/// Lines are drawn this far beyond the picture, so that cut edges do not show.
const MARGIN: f64 = 6.0;
/// Lines may be off by this much.
const TOLERANCE: f64 = 0.5;
/// Room left between two marks, so that targets on a phone are 24 CSS pixels apart.
const GAP: f64 = 3.0;

/// Draws a map: the base map cut to the view, and over it what the scene holds.
///
/// The picture reads at 320 CSS pixels as it is: it is 360 units wide and type has 13.5. On wider
/// screens the style sheet shrinks everything of class `m` around its own place, and shows the
/// names of class `minor`, for which there was no room before.
#[must_use]
pub fn map(base: &BaseMap, view: &View, scene: &Scene<'_>) -> Markup {
    picture(base, view, scene, &html! {})
}

/// The same map with the outline of an area over the land.
#[must_use]
pub fn area_map(
    base: &BaseMap,
    view: &View,
    scene: &Scene<'_>,
    shape: &MultiPolygon<f64>,
) -> Markup {
    picture(base, view, scene, &outline(shape, view))
}

fn picture(base: &BaseMap, view: &View, scene: &Scene<'_>, over: &Markup) -> Markup {
    let (width, height) = view.extent();
    let layout = Layout::new(view, scene);
    let names = Names::place(base, view, scene, &layout);
    let role = if scene.pins.is_empty() && scene.clusters.is_empty() { "img" } else { "group" };
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {width} {height}"))
            width=(width) height=(height) role=(role) {
            title { (scene.title) }
            @if !scene.description.is_empty() { desc { (scene.description) } }
            g aria-hidden="true" {
                (ground(base, view))
                (over)
            }
            g font-family="Arial, Helvetica, sans-serif" font-size="13.5" font-weight="500"
                text-anchor="middle" fill="#18262b" stroke="#f3eee2" stroke-width="3"
                stroke-linejoin="round" paint-order="stroke" {
                (names.markup())
                @if let Some(at) = layout.you { (you(at, names.you.as_ref())) }
                @for ((item, at), (name, hit)) in
                    layout.pins.iter().zip(names.pins.iter().zip(&layout.pin_hits))
                {
                    (pin(item, *at, *hit, name.as_ref()))
                }
                @for ((item, at), hit) in layout.clusters.iter().zip(&layout.cluster_hits) {
                    (cluster(item, *at, *hit))
                }
            }
        }
    }
}

/// Land, counties, water and borders; of a view that was drawn before as they were drawn then.
pub(super) fn ground(base: &BaseMap, view: &View) -> Markup {
    let kept = base.kept.get(view.key(), || drawn_ground(base, view).into_string());
    PreEscaped(kept.to_string())
}

fn drawn_ground(base: &BaseMap, view: &View) -> Markup {
    let (width, height) = view.extent();
    let (low, right, bottom) = (short(-MARGIN), short(width + MARGIN), short(height + MARGIN));
    let path = |lines: &[Line], closed| drawn(lines, view, closed);
    html! {
        g.land fill="#e9e3d4" stroke="#c3baa5" {
            path d=(format!("M{low} {low}H{right}V{bottom}H{low}z")) {}
            @if let Some(d) = path(&base.states, true) { path d=(d) {} }
        }
        @if let Some(d) = path(&base.land, true) {
            path.county d=(d) fill="#f3eee2" stroke="none" {}
        }
        @if let Some(d) = path(&base.county_lines, false) {
            path.county-edge d=(d) fill="none" stroke="#c3baa5" stroke-linejoin="round" {}
        }
        @if let Some(d) = path(&base.lakes, true) { path.lake d=(d) fill="#c9dfea" {} }
        @if let Some(d) = path(&base.rivers, false) {
            path.river d=(d) fill="none" stroke="#c9dfea" stroke-width="4"
                stroke-linejoin="round" stroke-linecap="round" {}
        }
        @if let Some(d) = path(&base.land, false) {
            path.state-edge d=(d) fill="none" stroke="#4b5b61" stroke-width="1.3"
                stroke-linejoin="round" {}
        }
    }
}

/// Path data of some lines, cut to the view and thinned out.
fn drawn(lines: &[Line], view: &View, closed: bool) -> Option<String> {
    let (width, height) = view.extent();
    let frame = Frame::new(width, height, MARGIN);
    let mut path = Path::default();
    for line in lines {
        let points: Vec<[f64; 2]> = line.iter().map(|p| view.place(*p)).collect();
        if closed {
            path.add(&thinned(&clip::ring(&points, &frame), TOLERANCE), true);
        } else {
            for part in clip::line(&points, &frame) {
                path.add(&thinned(&part, TOLERANCE), false);
            }
        }
    }
    path.data()
}

/// Where the marks are drawn, and how far from it they answer a press.
pub(super) struct Layout<'a> {
    pub pins: Vec<(&'a Pin<'a>, [f64; 2])>,
    pin_hits: Vec<f64>,
    clusters: Vec<(&'a ClusterMark<'a>, [f64; 2])>,
    cluster_hits: Vec<f64>,
    pub you: Option<[f64; 2]>,
}

impl<'a> Layout<'a> {
    pub fn new(view: &View, scene: &'a Scene<'a>) -> Self {
        let (width, height) = view.extent();
        let frame = Frame::new(width, height, 0.0);
        let seen = |at| Some(view.xy(at)).filter(|xy| frame.holds(*xy));
        let mut pins: Vec<_> = scene.pins.iter().filter_map(|p| Some((p, seen(p.at)?))).collect();
        let mut clusters: Vec<_> =
            scene.clusters.iter().filter_map(|c| Some((c, seen(c.at)?))).collect();
        let you = scene.you.and_then(|(at, _)| seen(at));
        let mut marks = Vec::with_capacity(pins.len() + clusters.len() + 1);
        let moving = |at: [f64; 2], radius| Mark { at, radius, fixed: false };
        marks.extend(pins.iter().map(|(pin, at)| moving(*at, pin_radius(pin))));
        marks.extend(clusters.iter().map(|(c, at)| moving(*at, many_radius(c.count))));
        marks.extend(you.map(|at| Mark { at, radius: YOU_RADIUS, fixed: true }));
        let at = apart(&marks, GAP, &frame);
        let places = pins.iter_mut().map(|(_, at)| at).chain(clusters.iter_mut().map(|(_, at)| at));
        places.zip(&at).for_each(|(place, at)| *place = *at);
        let mut pin_hits = hits(&at, &marks);
        let mut cluster_hits = pin_hits.split_off(pins.len());
        cluster_hits.truncate(clusters.len());
        Self { pins, pin_hits, clusters, cluster_hits, you }
    }

    /// The marks as taken room.
    pub fn taken(&self) -> impl Iterator<Item = Boxed> {
        let pins = self.pins.iter().map(|(pin, at)| Boxed::mark(*at, pin_radius(pin) + 1.0));
        let clusters = self.clusters.iter().map(|(c, at)| Boxed::mark(*at, many_radius(c.count)));
        pins.chain(clusters).chain(self.you.map(|at| Boxed::mark(at, YOU_RADIUS)))
    }
}

/// How far from its middle each mark answers a press: up to 22 units, less where marks are close.
fn hits(at: &[[f64; 2]], marks: &[Mark]) -> Vec<f64> {
    let near = |i: usize| {
        let others = at.iter().enumerate().filter(|(j, _)| *j != i);
        others.map(|(_, b)| (at[i][0] - b[0]).hypot(at[i][1] - b[1]) / 2.0).fold(22.0, f64::min)
    };
    marks.iter().enumerate().map(|(i, mark)| near(i).max(mark.radius)).collect()
}

/// How far a pin reaches, its ring included.
pub(super) const fn pin_radius(pin: &Pin<'_>) -> f64 {
    match (pin.number, pin.rough) {
        (Some(_), false) => 12.5,
        (Some(_), true) => 16.5,
        (None, false) => 11.0,
        (None, true) => 13.5,
    }
}

/// A `transform` to a place.
pub(super) fn moved([x, y]: [f64; 2]) -> String {
    format!("translate({} {})", short(x), short(y))
}

/// The place that was asked for.
fn you(at: [f64; 2], name: Option<&Name>) -> Markup {
    html! {
        g.you transform=(moved(at)) aria-hidden="true" {
            g.m {
                (you_mark())
                @if let Some(name) = name { (name.markup("")) }
            }
        }
    }
}

fn pin(pin: &Pin<'_>, at: [f64; 2], hit: f64, name: Option<&Name>) -> Markup {
    let radius = if pin.number.is_some() { 11.0 } else { 8.0 };
    html! {
        a class=(format!("pin {}", pin.look.class())) href=(pin.href) aria-label=(pin.label)
            transform=(moved(at)) {
            title { (pin.label) }
            g.m {
                (answers(hit))
                @if pin.rough { (rough(radius)) }
                (mark(pin.look, radius, pin.number.is_some()))
                @if let Some(number) = pin.number {
                    text.n y=(number_foot(pin.look)) fill="#fff" stroke="none" font-weight="700" {
                        (number)
                    }
                }
            }
        }
        // Drawn for the eye, beside the link: the link's own name says it better.
        @if let Some(name) = name {
            g.beside aria-hidden="true" transform=(moved(at)) { g.m { (name.markup("who")) } }
        }
    }
}

fn cluster(cluster: &ClusterMark<'_>, at: [f64; 2], hit: f64) -> Markup {
    html! {
        a.pin.many href=(cluster.href) aria-label=(cluster.label) transform=(moved(at)) {
            title { (cluster.label) }
            g.m {
                (answers(hit))
                (many(many_radius(cluster.count)))
                text.n y="4.7" fill="#fff" stroke="none" font-weight="700" { (cluster.count) }
            }
        }
    }
}

/// The disc around a mark that answers a press.
fn answers(radius: f64) -> Markup {
    html! { circle.hit r=(short(radius)) fill="none" stroke="none" pointer-events="all" {} }
}
