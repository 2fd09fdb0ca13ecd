//! The base map: county lines, neighbouring states, the lake and the rivers.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::kept::Kept;
use super::project::world;
use crate::domain::geo::{NotAPosition, Position, Window};

/// Areas that end at the edge of the data go on by so many degrees, so that the edge is not drawn.
const BEYOND: f64 = 0.5;

/// Why a base map could not be read.
#[derive(Debug, thiserror::Error)]
pub enum DrawError {
    /// The text is not the GeoJSON that was expected.
    #[error("base map: found {0}, expected GeoJSON polygons and lines with properties.layer")]
    NotGeoJson(#[from] serde_json::Error),
    /// A coordinate lies outside the earth.
    #[error("base map, {layer} {name:?}: {source}")]
    NotAPosition {
        /// Layer of the feature.
        layer: String,
        /// Name of the feature.
        name: String,
        /// What was found.
        source: NotAPosition,
    },
    /// There is nothing to draw the land from.
    #[error("base map: found no feature with layer \"county\", expected at least one")]
    NoCounty,
}

#[derive(Deserialize)]
struct Collection {
    #[serde(default)]
    bbox: Option<[f64; 4]>,
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    properties: Properties,
    geometry: Geometry,
}

#[derive(Deserialize)]
struct Properties {
    layer: Layer,
    #[serde(default)]
    name: String,
    #[serde(default)]
    label: Option<[f64; 2]>,
}

#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Layer {
    County,
    State,
    Lake,
    River,
}

impl Layer {
    const fn as_str(self) -> &'static str {
        match self {
            Self::County => "county",
            Self::State => "state",
            Self::Lake => "lake",
            Self::River => "river",
        }
    }
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Polygon(Vec<Vec<[f64; 2]>>),
    MultiPolygon(Vec<Vec<Vec<[f64; 2]>>>),
    LineString(Vec<[f64; 2]>),
    MultiLineString(Vec<Vec<[f64; 2]>>),
}

impl Geometry {
    fn lines(self) -> Vec<Vec<[f64; 2]>> {
        match self {
            Self::Polygon(lines) | Self::MultiLineString(lines) => lines,
            Self::MultiPolygon(polygons) => polygons.into_iter().flatten().collect(),
            Self::LineString(line) => vec![line],
        }
    }
}

/// Points of the world square, 0 to 1 from west to east and from north to south.
pub(super) type Line = Vec<[f64; 2]>;

/// A county's name, where it is written, and how much room the county gives it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct CountyName {
    pub name: String,
    pub at: [f64; 2],
    /// Width and height of the county in the world square.
    pub room: [f64; 2],
}

/// The base map, projected once and kept for the life of the program.
#[derive(Debug, Clone, PartialEq)]
pub struct BaseMap {
    pub(super) bounds: Window,
    /// Rings of neighbouring states.
    pub(super) states: Vec<Line>,
    /// Rings of lakes.
    pub(super) lakes: Vec<Line>,
    /// Rings around all counties together.
    pub(super) land: Vec<Line>,
    /// Lines between two counties, each once.
    pub(super) county_lines: Vec<Line>,
    /// Rivers.
    pub(super) rivers: Vec<Line>,
    pub(super) names: Vec<CountyName>,
    /// What was drawn of it.
    pub(super) kept: Kept,
}

impl BaseMap {
    /// Reads the base map from GeoJSON.
    ///
    /// Features carry `layer` (county, state, lake or river), `name` and, for counties, `label`
    /// (longitude and latitude of the name). Counties that touch must share their points, as they
    /// do in files made from a topology: a line that two counties share is then drawn once.
    ///
    /// # Errors
    /// When the text is something else, holds a coordinate outside the earth, or has no county.
    pub fn parse(geojson: &str) -> Result<Self, DrawError> {
        let file: Collection = serde_json::from_str(geojson)?;
        let mut map = Self {
            bounds: Window::ILLINOIS,
            states: Vec::new(),
            lakes: Vec::new(),
            land: Vec::new(),
            county_lines: Vec::new(),
            rivers: Vec::new(),
            names: Vec::new(),
            kept: Kept::default(),
        };
        let (mut seen, mut borders) = (Vec::new(), Borders::default());
        for Feature { properties, geometry } in file.features {
            let Properties { layer, name, label } = properties;
            let at = |[lon, lat]: [f64; 2]| {
                Position::new(lat, lon).map_err(|source| DrawError::NotAPosition {
                    layer: layer.as_str().to_owned(),
                    name: name.clone(),
                    source,
                })
            };
            let mut lines = geometry.lines();
            if let (Layer::State | Layer::Lake, Some(edges)) = (layer, file.bbox) {
                lines.iter_mut().flatten().for_each(|point| *point = beyond(*point, edges));
            }
            let mut drawn: Vec<Line> = Vec::with_capacity(lines.len());
            for line in lines {
                let positions = line.into_iter().map(at).collect::<Result<Vec<_>, _>>()?;
                drawn.push(positions.iter().map(|p| world(*p)).collect());
                if layer == Layer::County {
                    seen.extend(positions);
                }
            }
            match layer {
                Layer::State => map.states.append(&mut drawn),
                Layer::Lake => map.lakes.append(&mut drawn),
                Layer::River => map.rivers.append(&mut drawn),
                Layer::County => {
                    drawn.iter().for_each(|ring| borders.add(ring));
                    let room = size(&drawn);
                    if let Some(label) = label {
                        map.names.push(CountyName { at: world(at(label)?), name, room });
                    }
                }
            }
        }
        let counties = Window::around(seen).ok_or(DrawError::NoCounty)?;
        map.bounds = match file.bbox {
            Some([west, south, east, north]) => Window { west, south, east, north },
            None => counties,
        };
        (map.land, map.county_lines) = borders.lines();
        Ok(map)
    }

    /// The part of the earth that the base map covers.
    #[must_use]
    pub const fn bounds(&self) -> Window {
        self.bounds
    }
}

/// A point moved out over the edge of the data that it lies on.
fn beyond([lon, lat]: [f64; 2], [west, south, east, north]: [f64; 4]) -> [f64; 2] {
    let out = |value: f64, low: f64, high: f64| {
        if value <= low {
            value - BEYOND
        } else if value >= high {
            value + BEYOND
        } else {
            value
        }
    };
    [out(lon, west, east), out(lat, south, north)]
}

/// Width and height of some lines together.
fn size(lines: &[Line]) -> [f64; 2] {
    let span = |axis: usize| {
        let values = lines.iter().flatten().map(|p| p[axis]);
        let (low, high) = values.fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(v), h.max(v)));
        (high - low).max(0.0)
    };
    [span(0), span(1)]
}

/// A point that can be a key: the bits of its two numbers.
type Knot = [u64; 2];

/// The segments of all counties and how many counties have each.
#[derive(Default)]
struct Borders {
    counts: BTreeMap<[Knot; 2], u32>,
}

impl Borders {
    fn add(&mut self, ring: &[[f64; 2]]) {
        for pair in ring.windows(2) {
            let mut ends = [pair[0].map(f64::to_bits), pair[1].map(f64::to_bits)];
            ends.sort_unstable();
            if ends[0] != ends[1] {
                *self.counts.entry(ends).or_default() += 1;
            }
        }
    }

    /// The rings around everything, and the lines inside.
    fn lines(self) -> (Vec<Line>, Vec<Line>) {
        let pick = |outer: bool| {
            self.counts.iter().filter(move |(_, n)| (**n == 1) == outer).map(|(ends, _)| *ends)
        };
        (chained(pick(true)), chained(pick(false)))
    }
}

/// Joins segments end to end into lines that stop where more or fewer than two of them meet.
fn chained(segments: impl Iterator<Item = [Knot; 2]>) -> Vec<Line> {
    let mut ways: BTreeMap<Knot, BTreeSet<Knot>> = BTreeMap::new();
    for [a, b] in segments {
        ways.entry(a).or_default().insert(b);
        ways.entry(b).or_default().insert(a);
    }
    let forks: BTreeSet<Knot> =
        ways.iter().filter(|(_, to)| to.len() != 2).map(|(knot, _)| *knot).collect();
    // Forks first; what is left after them are closed rings, which may start anywhere.
    let starts: Vec<Knot> = forks.iter().chain(ways.keys()).copied().collect();
    let mut lines = Vec::new();
    for start in starts {
        while let Some(mut next) = step(&mut ways, start) {
            let mut line = vec![start, next];
            while !forks.contains(&next) && next != start {
                let Some(after) = step(&mut ways, next) else {
                    break;
                };
                line.push(after);
                next = after;
            }
            lines.push(line.into_iter().map(|knot| knot.map(f64::from_bits)).collect());
        }
    }
    lines
}

/// Takes one way out of a knot, so that it is walked once.
fn step(ways: &mut BTreeMap<Knot, BTreeSet<Knot>>, from: Knot) -> Option<Knot> {
    let to = ways.get_mut(&from)?.pop_first()?;
    ways.get_mut(&to)?.remove(&from);
    Some(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"layer":"county","name":"A","label":[-89.5,40.5]},
         "geometry":{"type":"Polygon","coordinates":[[[-90,40],[-89,40],[-89,41],[-90,41],[-90,40]]]}},
        {"type":"Feature","properties":{"layer":"county","name":"B","label":[-88.5,40.5]},
         "geometry":{"type":"Polygon","coordinates":[[[-89,40],[-88,40],[-88,41],[-89,41],[-89,40]]]}}]}"#;

    #[test]
    fn a_line_between_two_counties_is_drawn_once() {
        let map = BaseMap::parse(TWO).unwrap();
        assert_eq!(map.county_lines.len(), 1);
        assert_eq!(map.county_lines[0].len(), 2);
        assert_eq!(map.land.len(), 1, "one ring around both");
        assert_eq!(map.land[0].first(), map.land[0].last(), "and it is closed");
        assert_eq!(map.names.len(), 2);
        assert_eq!(map.bounds().east, -88.0);
    }

    #[test]
    fn what_is_no_base_map_is_refused_with_a_reason() {
        let words = |text: &str| BaseMap::parse(text).unwrap_err().to_string();
        assert!(words("no json").contains("expected GeoJSON"));
        assert!(words(&TWO.replace("county", "moon")).contains("moon"));
        assert!(words(&TWO.replace("county", "lake")).contains("layer \"county\""));
        assert!(words(&TWO.replace("[-90,40]", "[-90,140]")).contains("county \"A\""));
    }

    #[test]
    fn the_shipped_base_map_is_land_in_closed_rings_with_102_names() {
        let text = std::fs::read_to_string("data/base.geojson").unwrap();
        let map = BaseMap::parse(&text).unwrap();
        assert_eq!(map.names.len(), 102);
        assert!(map.land.iter().all(|ring| ring.len() > 3 && ring.first() == ring.last()));
        assert!(map.county_lines.len() > 150, "{}", map.county_lines.len());
        assert!(!map.rivers.is_empty() && !map.lakes.is_empty() && !map.states.is_empty());
    }
}
