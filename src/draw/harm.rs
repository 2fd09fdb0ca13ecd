//! The map of a change: a dot for each tract or ZIP area whose way to the nearest office changes.
//!
//! A dot's area stands for its people, the colour for what is added to their way. Estimates that are too rough are
//! hatched. Larger dots are drawn first, so that small ones stay to be seen.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use maud::{Markup, html};

use super::base::BaseMap;
use super::classes::{CLASSES, Classes, FILLS, added_classes, css};
use super::clip::Frame;
use super::map::{Layout, ground, moved};
use super::marks::mark;
use super::names::Names;
use super::path::short;
use super::project::{Size, View};
use super::scene::{Pin, PinLook, Scene, Town};
use crate::domain::geo::{Position, Window};
use crate::impact::Measure;

/// Radius of the largest dots, of the smallest, and of those that stand for a ZIP area, in units of a picture that is
/// 360 wide.
const MOST: f64 = 8.0;
const LEAST: f64 = 1.5;
const ALIKE: f64 = 3.5;
/// Radii are drawn in steps, so that dots of a size and colour are one path.
const STEPS_IN_A_UNIT: f64 = 2.0;
/// So many of the offices that people go to are in the picture for sure; others are where the places are.
const MOST_IN_VIEW: usize = 4;
/// With more pins than this they are small, stay where they are and have no names.
const FEW_PINS: usize = 14;

/// A place whose way changes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HarmDot {
    /// Where it is.
    pub at: Position,
    /// Miles or minutes added, below nought where the way is shorter; none where there is no known way any more.
    pub added: Option<f64>,
    /// People, households, or 1 for a ZIP area.
    pub weight: u32,
    /// Whether the number of people is too rough to be coloured.
    pub is_unsure: bool,
}

/// What dots stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DotSize {
    /// All are alike: each is a ZIP area.
    Alike,
    /// Area by people or households; as many as this, and more, have the largest dot. Fixed for a group, so that two
    /// maps can be held against each other.
    People(u32),
}

/// What an office is to a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HarmPinRole {
    /// It closes, or leaves its place.
    Goes,
    /// People go there.
    Takes,
}

/// An office on the map.
#[derive(Debug, Clone, PartialEq)]
pub struct HarmPin<'a> {
    /// Where it is.
    pub at: Position,
    /// Its part in the change.
    pub role: HarmPinRole,
    /// A word beside it: its town.
    pub short: &'a str,
    /// Whether the point may lie miles from the door.
    pub rough: bool,
}

/// Everything that is drawn over the base map.
#[derive(Debug, Clone, PartialEq)]
pub struct HarmScene<'a> {
    /// Tells this picture's parts from another's on the same page: letters and digits.
    pub id: &'a str,
    /// What the map shows, in a few words.
    pub title: &'a str,
    /// What is to be learned from it.
    pub description: &'a str,
    /// Miles or minutes.
    pub measure: Measure,
    /// How large dots are.
    pub size: DotSize,
    /// The places.
    pub dots: &'a [HarmDot],
    /// The offices: those that close first.
    pub pins: &'a [HarmPin<'a>],
    /// Towns to name, the most important first.
    pub towns: Vec<Town<'a>>,
}

/// How a dot is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fill {
    /// The way is shorter.
    Less,
    /// The way is longer.
    More(usize),
    /// The number of people is too rough.
    Unsure,
    /// There is no known way any more.
    Lost,
}

impl HarmDot {
    pub(super) fn fill(&self, classes: &Classes) -> Fill {
        match self.added {
            None => Fill::Lost,
            Some(_) if self.is_unsure => Fill::Unsure,
            Some(added) if added < 0.0 => Fill::Less,
            Some(added) => Fill::More(classes.of(added)),
        }
    }
}

impl DotSize {
    /// The radius of a dot: by the square root, so that areas are in proportion, in steps and between two limits.
    pub(super) fn radius(self, weight: u32) -> f64 {
        match self {
            Self::Alike => ALIKE,
            Self::People(full) => {
                let share = f64::from(weight) / f64::from(full.max(1));
                let radius = (share.sqrt() * MOST).clamp(LEAST, MOST);
                (radius * STEPS_IN_A_UNIT).round() / STEPS_IN_A_UNIT
            }
        }
    }
}

/// The view that holds all dots, the offices that go and those that take the most; none where there is nothing.
#[must_use]
pub fn harm_view(base: &BaseMap, dots: &[HarmDot], pins: &[HarmPin<'_>]) -> Option<View> {
    let of = |role| pins.iter().filter(move |pin| pin.role == role).map(|pin| pin.at);
    let pins = of(HarmPinRole::Goes).chain(of(HarmPinRole::Takes).take(MOST_IN_VIEW));
    let places = dots.iter().map(|dot| dot.at).chain(pins);
    let window = Window::around(places)?.grown(0.1, 0.06);
    Some(View::fit(window, Size::suiting(window)).kept_within(base.bounds()))
}

/// Draws the map of a change.
#[must_use]
pub fn harm_map(base: &BaseMap, view: &View, scene: &HarmScene<'_>) -> Markup {
    let (width, height) = view.extent();
    let few = scene.pins.len() <= FEW_PINS;
    let named = Scene {
        pins: if few { scene.pins.iter().map(pin_of).collect() } else { Vec::new() },
        towns: scene.towns.clone(),
        ..Scene::default()
    };
    let layout = Layout::new(view, &named);
    let names = Names::place(base, view, &named, &layout);
    html! {
        svg.harm xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {width} {height}"))
            width=(width) height=(height) role="img" {
            title { (scene.title) }
            @if !scene.description.is_empty() { desc { (scene.description) } }
            (hatch(scene.id))
            g { (ground(base, view)) }
            (dots(view, scene))
            g font-family="Arial, Helvetica, sans-serif" font-size="13.5" font-weight="500"
                text-anchor="middle" fill="#18262b" stroke="#f3eee2" stroke-width="3"
                stroke-linejoin="round" paint-order="stroke" {
                (names.markup())
                @if few {
                    @for ((pin, at), name) in layout.pins.iter().zip(&names.pins) {
                        g class=(format!("pin {}", pin.look.class())) transform=(moved(*at)) {
                            g.m {
                                (mark(pin.look, 8.0, false))
                                @if let Some(name) = name { (name.markup("who")) }
                            }
                        }
                    }
                } @else {
                    // Those that close stand over those that take people.
                    @for role in [HarmPinRole::Takes, HarmPinRole::Goes] {
                        @for pin in scene.pins.iter().filter(|pin| pin.role == role) {
                            g class=(format!("pin {}", look(role).class())) transform=(moved(view.xy(pin.at))) {
                                g.m { (mark(look(role), 5.0, false)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The look of an office's pin.
pub(super) const fn look(role: HarmPinRole) -> PinLook {
    match role {
        HarmPinRole::Goes => PinLook::Shut,
        HarmPinRole::Takes => PinLook::Open,
    }
}

fn pin_of<'a>(pin: &'a HarmPin<'a>) -> Pin<'a> {
    Pin {
        at: pin.at,
        number: None,
        look: look(pin.role),
        href: "",
        label: "",
        short: Some(pin.short).filter(|short| !short.is_empty()),
        rough: pin.rough,
    }
}

/// The pattern of what is too rough to be coloured.
pub(super) fn hatch(id: &str) -> Markup {
    html! {
        defs {
            pattern id=(format!("{id}-hatch")) width="3" height="3" patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)" {
                rect.hatch-ground width="3" height="3" fill="#fff" {}
                rect.hatch-line width="1.1" height="3" fill="#18262b" {}
            }
        }
    }
}

/// The dots, the largest first; of one size those with the most added last, on top.
fn dots(view: &View, scene: &HarmScene<'_>) -> Markup {
    let (width, height) = view.extent();
    let frame = Frame::new(width, height, MOST);
    let classes = added_classes(scene.measure);
    let mut groups: BTreeMap<(u32, Fill), (f64, String)> = BTreeMap::new();
    for dot in scene.dots {
        let at = view.xy(dot.at);
        if !frame.holds(at) {
            continue;
        }
        let radius = scene.size.radius(dot.weight);
        // A whole number that grows as the radius falls.
        let steps = (0_u32..).take_while(|n| f64::from(*n) <= radius * STEPS_IN_A_UNIT).count();
        let order = u32::MAX - u32::try_from(steps).unwrap_or(0);
        let group = groups.entry((order, dot.fill(&classes)));
        outline(&mut group.or_insert_with(|| (radius, String::new())).1, at, radius, dot.added);
    }
    html! {
        g.dots stroke="#18262b" stroke-width=".7" {
            @for ((_, fill), (_, d)) in &groups {
                path class=(fill_class(*fill)) fill=(fill_colour(*fill, scene.id)) d=(d) {}
            }
        }
    }
}

/// A circle as the shortest path there is: one arc that ends a tenth of a unit beside its start. Where there is no
/// known way any more, a diamond.
pub(super) fn outline(d: &mut String, [x, y]: [f64; 2], radius: f64, added: Option<f64>) {
    let r = short(radius);
    let _ = match added {
        Some(_) => write!(d, "M{} {}a{r} {r} 0 1 1 .1 0z", short(x), short(y + radius)),
        None => {
            let wide = radius.max(3.0) * 1.3;
            let (r, back) = (short(wide), short(-wide));
            write!(d, "M{} {}l{r} {r} {back} {r} {back} {back}z", short(x), short(y - wide))
        }
    };
}

pub(super) fn fill_class(fill: Fill) -> String {
    match fill {
        Fill::Less => "less".to_owned(),
        Fill::More(class) => css(class),
        Fill::Unsure => "unsure".to_owned(),
        Fill::Lost => "lost".to_owned(),
    }
}

pub(super) fn fill_colour(fill: Fill, id: &str) -> String {
    match fill {
        Fill::Less => "#fff".to_owned(),
        Fill::More(class) => FILLS[class.min(CLASSES - 1)].to_owned(),
        Fill::Unsure => format!("url(#{id}-hatch)"),
        Fill::Lost => "#18262b".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_area_of_a_dot_is_in_proportion_to_its_people() {
        let size = DotSize::People(2_500);
        for (people, radius) in [(2_500, 8.0), (625, 4.0), (100, 1.5), (0, 1.5), (90_000, 8.0)] {
            assert!((size.radius(people) - radius).abs() < 1e-9, "{people}");
        }
        assert!((DotSize::People(0).radius(1) - 8.0).abs() < 1e-9);
        assert!((DotSize::Alike.radius(9) - DotSize::Alike.radius(1)).abs() < 1e-9);
    }

    #[test]
    fn a_circle_goes_around_its_middle() {
        let mut d = String::new();
        outline(&mut d, [20.0, 30.0], 3.0, Some(1.0));
        assert_eq!(d, "M20 33a3 3 0 1 1 .1 0z", "from its foot, clockwise");
        let mut d = String::new();
        outline(&mut d, [20.0, 30.0], 3.0, None);
        assert_eq!(d, "M20 26.1l3.9 3.9 -3.9 3.9 -3.9 -3.9z");
    }

    #[test]
    fn a_dot_is_filled_by_what_is_known() {
        let at = Position::new(38.0, -89.0).unwrap();
        let fill = |added, is_unsure| {
            HarmDot { at, added, weight: 1, is_unsure }.fill(&added_classes(Measure::Miles))
        };
        assert_eq!(fill(Some(8.0), false), Fill::More(3));
        assert_eq!(fill(Some(8.0), true), Fill::Unsure);
        assert_eq!(fill(Some(-8.0), false), Fill::Less);
        assert_eq!(fill(None, true), Fill::Lost);
    }
}
