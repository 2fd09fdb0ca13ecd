//! The still map: land, water, names, and offices as links.

use maud::{Markup, html};

use super::base::{BaseMap, Line};
use super::clip::{self, Frame};
use super::path::{Path, short, thinned};
use super::place::{Boxed, Fits, Mark, Room, apart, text_width};
use super::project::View;
use super::scene::{ClusterMark, Pin, PinLook, Scene, Town};

/// Lines are drawn this far beyond the picture, so that cut edges do not show.
const MARGIN: f64 = 6.0;
/// Lines may be off by this much.
const TOLERANCE: f64 = 0.4;
/// Room left between two marks, so that two fingers' targets are 24 CSS pixels apart on a phone.
const GAP: f64 = 3.0;
/// Half the height of a line of type.
const HALF_LINE: f64 = 7.5;
/// From the middle of a line of type to its foot.
const TO_BASELINE: f64 = 4.7;

/// Draws a map: the base map cut to the view, and over it what the scene holds.
///
/// The picture reads at 320 CSS pixels as it is: it is 360 units wide and type has 13.5. On wider
/// screens the style sheet shrinks everything of class `m` around its own place, and shows the
/// names of class `minor`, for which there was no room before.
#[must_use]
pub fn map(base: &BaseMap, view: &View, scene: &Scene<'_>) -> Markup {
    let (width, height) = view.extent();
    let frame = Frame::new(width, height, 0.0);
    let layout = Layout::new(view, scene, &frame);
    let names = Names::place(base, view, scene, &layout, &frame);
    let role = if scene.pins.is_empty() && scene.clusters.is_empty() {
        "img"
    } else {
        "group"
    };
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {width} {height}"))
            width=(width) height=(height) role=(role) font-family="system-ui, sans-serif"
            font-size="13.5" font-weight="500" text-anchor="middle" {
            title { (scene.title) }
            @if !scene.description.is_empty() { desc { (scene.description) } }
            g aria-hidden="true" { (ground(base, view)) (names.markup()) }
            @if let Some(at) = layout.you { (you(at, names.you.as_ref())) }
            @for ((item, at), (name, hit)) in
                layout.pins.iter().zip(names.pins.iter().zip(&layout.hits))
            {
                (pin(item, *at, *hit, name.as_ref()))
            }
            @for ((item, at), hit) in layout.clusters.iter().zip(&layout.cluster_hits) {
                (cluster(item, *at, *hit))
            }
        }
    }
}

/// Land, counties, water and borders.
fn ground(base: &BaseMap, view: &View) -> Markup {
    let (width, height) = view.extent();
    let m = MARGIN;
    let all = format!(
        "M{0} {0}H{1}V{2}H{0}z",
        short(-m),
        short(width + m),
        short(height + m)
    );
    let path = |lines: &[Line], closed| drawn(lines, view, closed);
    html! {
        g.land fill="#e9e3d4" stroke="#c3baa5" {
            path d=(all) {}
            @if let Some(d) = path(&base.states, true) { path d=(d) {} }
        }
        @if let Some(d) = path(&base.land, true) {
            path.county d=(d) fill="#f3eee2" stroke="none" {}
        }
        @if let Some(d) = path(&base.county_lines, false) {
            path.county-line d=(d) fill="none" stroke="#c3baa5" stroke-linejoin="round" {}
        }
        @if let Some(d) = path(&base.lakes, true) { path.lake d=(d) fill="#c9dfea" {} }
        @if let Some(d) = path(&base.rivers, false) {
            path.river d=(d) fill="none" stroke="#c9dfea" stroke-width="2.5"
                stroke-linejoin="round" stroke-linecap="round" {}
        }
        @if let Some(d) = path(&base.land, false) {
            path.state-edge d=(d) fill="none" stroke="#4b5b61" stroke-width="1.6"
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

/// Where the marks are drawn.
struct Layout<'a> {
    pins: Vec<(&'a Pin<'a>, [f64; 2])>,
    hits: Vec<f64>,
    clusters: Vec<(&'a ClusterMark<'a>, [f64; 2])>,
    cluster_hits: Vec<f64>,
    you: Option<[f64; 2]>,
}

impl<'a> Layout<'a> {
    fn new(view: &View, scene: &'a Scene<'a>, frame: &Frame) -> Self {
        let seen = |at| Some(view.xy(at)).filter(|xy| frame.holds(*xy));
        let pins: Vec<_> = scene
            .pins
            .iter()
            .filter_map(|p| Some((p, seen(p.at)?)))
            .collect();
        let clusters: Vec<_> = scene
            .clusters
            .iter()
            .filter_map(|c| Some((c, seen(c.at)?)))
            .collect();
        let marks: Vec<Mark> = pins
            .iter()
            .map(|(pin, at)| Mark {
                at: *at,
                radius: pin_radius(pin),
            })
            .chain(clusters.iter().map(|(c, at)| Mark {
                at: *at,
                radius: many_radius(c.count),
            }))
            .collect();
        let at = apart(&marks, GAP, frame);
        let hits = hits(&at, &marks);
        let (pin_at, cluster_at) = at.split_at(pins.len());
        let (pin_hits, cluster_hits) = hits.split_at(pins.len());
        Self {
            pins: pins
                .iter()
                .zip(pin_at)
                .map(|((pin, _), at)| (*pin, *at))
                .collect(),
            hits: pin_hits.to_vec(),
            clusters: clusters
                .iter()
                .zip(cluster_at)
                .map(|((c, _), at)| (*c, *at))
                .collect(),
            cluster_hits: cluster_hits.to_vec(),
            you: scene.you.and_then(|(at, _)| seen(at)),
        }
    }

    /// The marks as taken room.
    fn taken(&self) -> impl Iterator<Item = Boxed> {
        let pins = self
            .pins
            .iter()
            .map(|(pin, at)| Boxed::mark(*at, pin_radius(pin) + 1.0));
        let clusters = self
            .clusters
            .iter()
            .map(|(c, at)| Boxed::mark(*at, many_radius(c.count)));
        pins.chain(clusters)
            .chain(self.you.map(|at| Boxed::mark(at, 11.0)))
    }
}

/// How far from its middle each mark answers a press: up to 22 units, less where marks are close.
fn hits(at: &[[f64; 2]], marks: &[Mark]) -> Vec<f64> {
    let near = |i: usize| {
        let others = at.iter().enumerate().filter(|(j, _)| *j != i);
        others
            .map(|(_, b)| (at[i][0] - b[0]).hypot(at[i][1] - b[1]) / 2.0)
            .fold(22.0, f64::min)
    };
    (0..at.len())
        .map(|i| near(i).max(marks[i].radius))
        .collect()
}

fn pin_radius(pin: &Pin<'_>) -> f64 {
    if pin.number.is_some() { 12.5 } else { 11.0 }
}

fn many_radius(count: u32) -> f64 {
    match count {
        0..10 => 13.0,
        10..100 => 15.5,
        _ => 19.0,
    }
}

/// A name and where it is written.
#[derive(Debug, Clone)]
struct Name {
    text: String,
    place: Boxed,
    fits: Fits,
    /// Whether a dot shows the place.
    dot: bool,
}

impl Name {
    /// The text, to stand in an element that is moved to the place.
    fn text(&self, class: &str) -> Markup {
        let [x, y] = self.place.off;
        let class = match (class, self.fits) {
            (class, Fits::Everywhere) => class.to_owned(),
            ("", Fits::Wide) => "minor".to_owned(),
            (class, Fits::Wide) => format!("{class} minor"),
        };
        html! {
            text class=[(!class.is_empty()).then_some(class)]
                x=[(x != 0.0).then(|| short(x))] y=(short(y + TO_BASELINE))
                fill="#18262b" stroke="#f3eee2" stroke-width="3" stroke-linejoin="round"
                paint-order="stroke" { (self.text) }
        }
    }
}

/// The names that found room.
struct Names {
    you: Option<Name>,
    pins: Vec<Option<Name>>,
    towns: Vec<Name>,
    counties: Vec<Name>,
}

impl Names {
    fn place(
        base: &BaseMap,
        view: &View,
        scene: &Scene<'_>,
        layout: &Layout<'_>,
        frame: &Frame,
    ) -> Self {
        let inner = Frame {
            left: frame.left + 3.0,
            top: frame.top + 3.0,
            right: frame.right - 3.0,
            bottom: frame.bottom - 3.0,
        };
        let mut room = Room::new(inner);
        layout.taken().for_each(|boxed| room.take(boxed));
        let mut beside = |text: &str, at: [f64; 2], away: f64, dot: bool| {
            let (place, fits) = room.find(&around(at, away, text_width(text)))?;
            Some(Name {
                text: text.to_owned(),
                place,
                fits,
                dot,
            })
        };
        let you = layout.you.zip(scene.you).and_then(|(at, (_, name))| {
            (!name.is_empty())
                .then(|| beside(name, at, 12.0, false))
                .flatten()
        });
        let pins: Vec<Option<Name>> = layout
            .pins
            .iter()
            .map(|(pin, at)| beside(pin.short?, *at, pin_radius(pin) + 2.0, false))
            .collect();
        let towns = scene.towns.iter().filter_map(|Town { name, at }| {
            let at = view.xy(*at);
            let told = pins.iter().flatten().chain(&you).any(|n| n.text == *name);
            // Close to a pin the pin is the dot.
            let pin = layout.taken().find(|b| {
                (b.at[0] - at[0]).abs() < b.half[0] + 3.0
                    && (b.at[1] - at[1]).abs() < b.half[0] + 3.0
            });
            if told || !frame.holds(at) {
                return None;
            }
            match pin {
                Some(mark) => beside(name, mark.at, mark.half[0] + 2.0, false),
                None => beside(name, at, 5.0, true),
            }
        });
        let towns: Vec<Name> = towns.collect();
        for town in towns.iter().filter(|town| town.dot) {
            room.take(Boxed::mark(town.place.at, 2.5));
        }
        let counties = base.names.iter().filter_map(|county| {
            let at = view.place(county.at);
            let [wide, high] = [county.room[0] * view.units(), county.room[1] * view.units()];
            // Letters are set a little apart.
            let width = text_width(&county.name) * 1.03;
            let tries = [0.0, 0.2, -0.2, 0.33, -0.33].map(|share| Boxed {
                at: [at[0], at[1] + share * high],
                off: [0.0, 0.0],
                half: [width / 2.0 + 1.0, HALF_LINE],
            });
            let found = if width <= wide {
                room.find(&tries)
            } else if width * 0.74 <= wide {
                room.find_when_wide(&tries)
            } else {
                None
            };
            found.map(|(place, fits)| Name {
                text: county.name.clone(),
                place,
                fits,
                dot: false,
            })
        });
        let counties = counties.collect();
        Self {
            you,
            pins,
            towns,
            counties,
        }
    }

    /// County and town names; the others stand with their marks.
    fn markup(&self) -> Markup {
        html! {
            g.names {
                @for name in &self.counties {
                    g.name transform=(moved(name.place.at)) opacity=".8" { (name.text("m")) }
                }
                @for name in &self.towns {
                    g.town transform=(moved(name.place.at)) {
                        g class=(if name.fits == Fits::Wide { "m minor" } else { "m" }) {
                            @if name.dot { circle r="2.2" fill="currentColor" {} }
                            (Name { fits: Fits::Everywhere, ..name.clone() }.text(""))
                        }
                    }
                }
            }
        }
    }
}

/// Places beside a point: to the right, to the left, above, below.
fn around(at: [f64; 2], away: f64, width: f64) -> [Boxed; 4] {
    let half = [width / 2.0 + 1.0, HALF_LINE];
    let (side, up) = (away + half[0], away + HALF_LINE - 1.0);
    [[side, 0.0], [-side, 0.0], [0.0, -up], [0.0, up]].map(|off| Boxed { at, off, half })
}

fn moved([x, y]: [f64; 2]) -> String {
    format!("translate({} {})", short(x), short(y))
}

/// The place that was asked for.
fn you(at: [f64; 2], name: Option<&Name>) -> Markup {
    html! {
        g.you transform=(moved(at)) {
            g.m {
                (you_mark())
                @if let Some(name) = name { (name.text("")) }
            }
        }
    }
}

/// A ring with a dot.
pub(super) fn you_mark() -> Markup {
    html! {
        circle r="9" fill="none" stroke="#18262b" stroke-width="3" {}
        circle r="3.5" fill="#18262b" {}
    }
}

fn pin(pin: &Pin<'_>, at: [f64; 2], hit: f64, name: Option<&Name>) -> Markup {
    let radius = if pin.number.is_some() { 11.0 } else { 8.0 };
    html! {
        a class=(format!("pin {}", pin.look.class())) href=(pin.href) aria-label=(pin.label)
            transform=(moved(at)) {
            title { (pin.label) }
            g.m {
                circle.hit r=(short(hit)) fill="none" pointer-events="all" {}
                @if pin.rough { (rough(radius)) }
                (mark(pin.look, radius))
                @if let Some(number) = pin.number {
                    text.n y=(if pin.look == PinLook::Doubt { "8" } else { "4.7" })
                        fill="#fff" font-weight="700" { (number) }
                } @else if pin.look == PinLook::Shut {
                    path.n d=(cross(radius * 0.62, 1.6)) fill="#fff" {}
                }
                @if let Some(name) = name { (name.text("who")) }
            }
        }
    }
}

/// The shape of a pin: circle, square on a cross, triangle.
pub(super) fn mark(look: PinLook, radius: f64) -> Markup {
    let r = short(radius);
    html! {
        @match look {
            PinLook::Open => {
                circle.mark r=(r) fill="#0b6148" stroke="#fff" stroke-width="2.5" {}
            }
            PinLook::Shut => {
                path.mark d=(cross(radius * 1.16, 2.6)) fill="#9b2c1f" stroke="#fff"
                    stroke-width="2.5" {}
                rect.mark x=(short(-radius * 0.86)) y=(short(-radius * 0.86))
                    width=(short(radius * 1.72)) height=(short(radius * 1.72))
                    fill="#9b2c1f" stroke="#fff" stroke-width="2.5" {}
            }
            PinLook::Doubt => {
                path.mark d=(format!(
                    "M0{}L{}{}H{}z",
                    short(-radius * 1.4), short(radius * 1.45), spaced(radius), short(-radius * 1.45)
                )) fill="#7a4d00" stroke="#fff" stroke-width="2.5" stroke-linejoin="round" {}
            }
        }
    }
}

fn spaced(value: f64) -> String {
    format!(" {}", short(value))
}

/// A cross of two bars, `arm` from the middle to each end, `half` the bars' half width.
fn cross(arm: f64, half: f64) -> String {
    let (inner, near, far) = (half * 2.0_f64.sqrt(), arm - half, arm + half);
    let corners = [
        [0.0, -inner],
        [near, -far],
        [far, -near],
        [inner, 0.0],
        [far, near],
        [near, far],
        [0.0, inner],
        [-near, far],
        [-far, near],
        [-inner, 0.0],
        [-far, -near],
        [-near, -far],
    ];
    let mut path = Path::default();
    path.add(&corners, true);
    path.data().unwrap_or_default()
}

/// A broken ring: the point is not exact.
pub(super) fn rough(radius: f64) -> Markup {
    html! {
        circle r=(short(radius + 4.0)) fill="none" stroke="currentColor" stroke-width="1.5"
            stroke-dasharray="3 3" {}
    }
}

fn cluster(cluster: &ClusterMark<'_>, at: [f64; 2], hit: f64) -> Markup {
    html! {
        a.pin.many href=(cluster.href) aria-label=(cluster.label) transform=(moved(at)) {
            title { (cluster.label) }
            g.m {
                circle.hit r=(short(hit)) fill="none" pointer-events="all" {}
                (many(many_radius(cluster.count)))
                text.n y="4.7" fill="#fff" font-weight="700" { (cluster.count) }
            }
        }
    }
}

/// The mark of several offices.
pub(super) fn many(radius: f64) -> Markup {
    html! { circle.mark r=(short(radius)) fill="#18262b" stroke="#fff" stroke-width="2.5" {} }
}
