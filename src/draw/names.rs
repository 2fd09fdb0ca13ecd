//! The names on a map: which of them are written, and where.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::base::BaseMap;
use super::clip::Frame;
use super::map::{Layout, moved, pin_radius};
use super::marks::YOU_RADIUS;
use super::path::short;
use super::place::{Boxed, Fits, Room, text_width};
use super::project::View;
use super::scene::Scene;

/// So many towns are named before the counties, and so many after them: a quiet map.
const TOWNS: [usize; 2] = [8, 6];
/// So many towns are looked at; the caller may give them all.
const TOWNS_TRIED: usize = 60;
/// Below this zoom counties are too small for their names.
const COUNTY_ZOOM: f64 = 7.2;
/// Half the height of a line of type.
const HALF_LINE: f64 = 7.5;
/// From the middle of a line of type to its foot.
const TO_BASELINE: f64 = 4.7;
/// Where a county's name may stand, from its middle, as shares of the county's height.
const COUNTY_TRIES: [f64; 5] = [0.0, 0.2, -0.2, 0.33, -0.33];

/// A name and where it is written.
#[derive(Debug, Clone)]
pub(super) struct Name {
    text: String,
    place: Boxed,
    fits: Fits,
    /// Whether a dot shows the place.
    dot: bool,
}

impl Name {
    /// The text, to stand in an element that is moved to the place.
    pub fn markup(&self, class: &str) -> Markup {
        let [x, y] = self.place.off;
        let minor = if self.fits == Fits::Wide { "minor" } else { "" };
        let class = [class, minor].join(" ");
        let class = class.trim();
        html! {
            text class=[(!class.is_empty()).then_some(class)] display=[self.fits.hidden()] x=[(x != 0.0).then(|| short(x))]
                y=(short(y + TO_BASELINE)) { (self.text) }
        }
    }
}

/// The names that found room.
pub(super) struct Names {
    /// Of the place that was asked for.
    pub you: Option<Name>,
    /// Of each pin.
    pub pins: Vec<Option<Name>>,
    towns: Vec<Name>,
    counties: Vec<Name>,
}

impl Names {
    /// Finds room, in the order of what matters: the place that was asked for, the pins, a few
    /// large towns, counties, a few more towns.
    pub fn place(base: &BaseMap, view: &View, scene: &Scene<'_>, layout: &Layout<'_>) -> Self {
        let (width, height) = view.extent();
        let mut room = Room::new(Frame::new(width, height, -3.0));
        layout.taken().for_each(|boxed| room.take(boxed));
        let you = layout
            .you
            .zip(scene.you.filter(|(_, name)| !name.is_empty()))
            .and_then(|(at, (_, name))| beside(&mut room, name, at, YOU_RADIUS + 2.0, false));
        let pins: Vec<Option<Name>> = layout
            .pins
            .iter()
            .map(|(pin, at)| beside(&mut room, pin.short?, *at, pin_radius(pin) + 2.0, false))
            .collect();
        let told: BTreeSet<&str> =
            pins.iter().flatten().chain(&you).map(|name| name.text.as_str()).collect();
        let frame = Frame::new(width, height, 0.0);
        let mut left = scene
            .towns
            .iter()
            .filter(|town| !told.contains(town.name))
            .map(|town| (town.name, view.xy(town.at)))
            .filter(|(_, at)| frame.holds(*at))
            .take(TOWNS_TRIED);
        let mut towns = Vec::new();
        name_towns(&mut room, &mut left, layout, &mut towns, TOWNS[0]);
        let counties = name_counties(&mut room, base, view);
        name_towns(&mut room, &mut left, layout, &mut towns, TOWNS[1]);
        Self { you, pins, towns, counties }
    }

    /// County and town names; the others stand with their marks.
    pub fn markup(&self) -> Markup {
        html! {
            g.names aria-hidden="true" {
                g.name fill="#4b5b61" {
                    @for name in &self.counties {
                        g transform=(moved(name.place.at)) { (name.markup("m")) }
                    }
                }
                @for name in &self.towns {
                    g.town transform=(moved(name.place.at)) {
                        g class=(if name.fits == Fits::Wide { "m minor" } else { "m" })
                            display=[name.fits.hidden()] {
                            @if name.dot { circle r="2.2" fill="#7b7566" stroke="none" {} }
                            (Name { fits: Fits::Everywhere, ..name.clone() }.markup(""))
                        }
                    }
                }
            }
        }
    }
}

/// A name beside a point, where there is room: to the right, to the left, above, below, aslant.
fn beside(room: &mut Room, text: &str, at: [f64; 2], away: f64, dot: bool) -> Option<Name> {
    let half = [text_width(text) / 2.0 + 2.0, HALF_LINE];
    let (side, up) = (away + half[0] - 1.0, away + HALF_LINE - 1.0);
    let aslant = half[0] - 4.0;
    let tries = [
        [side, 0.0],
        [-side, 0.0],
        [0.0, -up],
        [0.0, up],
        [aslant, -up],
        [aslant, up],
        [-aslant, -up],
        [-aslant, up],
    ];
    let (place, fits) = room.find(&tries.map(|off| Boxed { at, off, half }))?;
    Some(Name { text: text.to_owned(), place, fits, dot })
}

/// Names some more of the towns.
fn name_towns<'a>(
    room: &mut Room,
    towns: &mut impl Iterator<Item = (&'a str, [f64; 2])>,
    layout: &Layout<'_>,
    named: &mut Vec<Name>,
    most: usize,
) {
    let until = named.len() + most;
    while named.len() < until {
        let Some((text, at)) = towns.next() else {
            break;
        };
        // Close to a pin the pin is the dot, for one town only.
        let near = |b: &Boxed| (0..2).all(|i| (b.at[i] - at[i]).abs() < b.half[0] + 3.0);
        let name = match layout.taken().find(near) {
            Some(mark) if named.iter().any(|n| n.place.at == mark.at) => None,
            Some(mark) => beside(room, text, mark.at, mark.half[0] + 2.0, false),
            None if room.is_free(&Boxed::mark(at, 3.0)) => beside(room, text, at, 5.0, true),
            None => None,
        };
        if let Some(name) = name {
            if name.dot {
                room.take(Boxed::mark(at, 3.0));
            }
            named.push(name);
        }
    }
}

/// Names the counties that are large enough for their names.
fn name_counties(room: &mut Room, base: &BaseMap, view: &View) -> Vec<Name> {
    let names = base.names.iter().filter_map(|county| {
        let at = view.place(county.at);
        let [wide, high] = county.room.map(|v| v * view.units());
        // Letters are set a little apart.
        let width = text_width(&county.name) * 1.03;
        let tries = COUNTY_TRIES.map(|share| Boxed {
            at: [at[0], at[1] + share * high],
            off: [0.0, 0.0],
            half: [width / 2.0 + 2.0, HALF_LINE],
        });
        let found = if view.zoom() < COUNTY_ZOOM {
            None
        } else if width <= wide {
            room.find(&tries)
        } else if width * 0.74 <= wide {
            room.find_when_wide(&tries)
        } else {
            None
        };
        found.map(|(place, fits)| Name { text: county.name.clone(), place, fits, dot: false })
    });
    names.collect()
}
