//! Offices gathered into the squares of a zoom.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::cells::{CellWindow, DEEPEST, gathered, morton, shift};
use super::index::Marks;
use crate::domain::geo::{Position, Window};
use crate::domain::office::Office;

/// The deepest zoom whose clusters are kept; past it a window holds few enough to gather anew.
const KEPT: u8 = 11;
/// A window with no more offices than this shows each by itself at any zoom.
const FEW: usize = 10;
/// A window of more cells than this is gathered as at a lower zoom, so that an answer stays small.
const MOST_CELLS: usize = 4_096;
/// So many sets of kinds are remembered.
const MOST_LAYERS: usize = 12;

/// An office's point in cells of the deepest zoom.
#[derive(Debug, Clone, Copy)]
struct Spot {
    morton: u32,
    office: u32,
    marks: Marks,
    at: Position,
}

/// All points in Morton order: the members of any cell, at any zoom, lie side by side.
#[derive(Debug)]
pub(super) struct Grid {
    spots: Vec<Spot>,
    layers: Mutex<Vec<(Marks, Arc<Layer>)>>,
}

/// The clusters of those offices that pass one filter, by zoom, made when first asked for.
type Layer = [OnceLock<Vec<Cell>>; KEPT as usize + 1];

/// The offices of one cell that pass the layer's filter.
#[derive(Debug, Clone, Copy)]
struct Cell {
    y: u32,
    x: u32,
    from: u32,
    to: u32,
    group: Group,
}

/// Offices being gathered.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    pub count: u32,
    first: u32,
    lat_sum: f64,
    lon_sum: f64,
    pub window: Window,
}

/// A thing to draw, with offices as numbers.
#[derive(Debug, Clone, Copy)]
pub(super) enum Item {
    Office(u32),
    Cluster(Group),
}

impl Group {
    const fn of(spot: &Spot) -> Self {
        let (lat, lon) = (spot.at.lat(), spot.at.lon());
        let window = Window { west: lon, south: lat, east: lon, north: lat };
        Self { count: 1, first: spot.office, lat_sum: lat, lon_sum: lon, window }
    }

    fn add(&mut self, spot: &Spot) {
        let (lat, lon) = (spot.at.lat(), spot.at.lon());
        self.count += 1;
        self.lat_sum += lat;
        self.lon_sum += lon;
        self.window.west = self.window.west.min(lon);
        self.window.east = self.window.east.max(lon);
        self.window.south = self.window.south.min(lat);
        self.window.north = self.window.north.max(lat);
    }

    const fn item(self) -> Item {
        if self.count == 1 { Item::Office(self.first) } else { Item::Cluster(self) }
    }

    /// The mean; kept inside the members' window, which rounding could leave by a hair.
    pub fn mean(&self) -> Option<Position> {
        let n = f64::from(self.count);
        let w = &self.window;
        let (lat, lon) = (self.lat_sum / n, self.lon_sum / n);
        Position::new(lat.clamp(w.south, w.north), lon.clamp(w.west, w.east)).ok()
    }
}

impl Grid {
    pub fn build(offices: &[Office]) -> Self {
        let mut spots: Vec<Spot> = (0_u32..)
            .zip(offices)
            .filter_map(|(office, o)| {
                let at = o.facts.location.position()?;
                Some(Spot { morton: morton(at), office, marks: Marks::of(o), at })
            })
            .collect();
        spots.sort_unstable_by_key(|s| (s.morton, s.office));
        Self { spots, layers: Mutex::new(Vec::new()) }
    }

    pub fn query(&self, window: Window, zoom: u8, wanted: Marks) -> Vec<Item> {
        let zoom = self.fitting(window, zoom);
        let layer = self.layer(wanted);
        let items = self.items(&layer, window, zoom, wanted);
        let total: usize = items
            .iter()
            .map(|item| match item {
                Item::Office(_) => 1,
                Item::Cluster(group) => group.count as usize,
            })
            .sum();
        if zoom > DEEPEST && total > MOST_CELLS {
            self.items(&layer, window, DEEPEST, wanted)
        } else if total <= FEW && items.len() < total {
            self.items(&layer, window, DEEPEST + 1, wanted)
        } else {
            items
        }
    }

    /// The zoom to gather at: the one asked for, or a lower one where the window has too many cells.
    fn fitting(&self, window: Window, zoom: u8) -> u8 {
        if self.spots.len() <= MOST_CELLS {
            return zoom;
        }
        (0..=zoom.min(DEEPEST))
            .rev()
            .find(|&z| CellWindow::of(window, z).size() <= MOST_CELLS)
            .map_or(0, |fits| if fits == DEEPEST { zoom } else { fits })
    }

    fn layer(&self, wanted: Marks) -> Arc<Layer> {
        let mut layers = self.layers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = layers.iter().position(|(marks, _)| *marks == wanted) {
            // The one used last stands last, so that the first is the one to forget.
            let hit = layers.remove(found);
            let layer = Arc::clone(&hit.1);
            layers.push(hit);
            return layer;
        }
        if layers.len() >= MOST_LAYERS {
            layers.remove(0);
        }
        let layer = Arc::new(Layer::default());
        layers.push((wanted, Arc::clone(&layer)));
        layer
    }

    fn items(&self, layer: &Layer, window: Window, zoom: u8, wanted: Marks) -> Vec<Item> {
        let base = zoom.min(KEPT);
        let Some(level) = layer.get(usize::from(base)) else {
            return Vec::new();
        };
        let cells = level.get_or_init(|| self.level(base, wanted));
        let span = CellWindow::of(window, base);
        let mut items = Vec::new();
        let mut at = cells.partition_point(|c| c.y < span.y.0);
        while let Some(cell) = cells.get(at).filter(|c| c.y <= span.y.1) {
            if cell.x < span.x.0 {
                at += cells
                    .get(at..)
                    .map_or(1, |rest| rest.partition_point(|c| (c.y, c.x) < (cell.y, span.x.0)));
            } else if cell.x > span.x.1 {
                at += cells.get(at..).map_or(1, |rest| rest.partition_point(|c| c.y == cell.y));
            } else {
                if zoom <= KEPT && inside(cell.group.window, window) {
                    items.push(cell.group.item());
                } else {
                    self.gather(cell, window, zoom, wanted, &mut items);
                }
                at += 1;
            }
        }
        items
    }

    /// Every cell of a zoom that holds an office which passes, by row and column.
    fn level(&self, zoom: u8, wanted: Marks) -> Vec<Cell> {
        let mut cells: Vec<Cell> = Vec::new();
        let mut last = None;
        for (i, spot) in (0_u32..).zip(&self.spots).filter(|(_, s)| s.marks.pass(wanted)) {
            let key = spot.morton >> shift(zoom);
            match cells.last_mut() {
                Some(cell) if last == Some(key) => {
                    cell.group.add(spot);
                    cell.to = i + 1;
                }
                _ => {
                    let (x, y) = (gathered(key), gathered(key >> 1));
                    cells.push(Cell { y, x, from: i, to: i + 1, group: Group::of(spot) });
                }
            }
            last = Some(key);
        }
        cells.sort_unstable_by_key(|c| (c.y, c.x));
        cells
    }

    /// Gathers anew, at a zoom, those members of a cell that lie in the window.
    fn gather(&self, cell: &Cell, window: Window, zoom: u8, wanted: Marks, items: &mut Vec<Item>) {
        let members = self.spots.get(cell.from as usize..cell.to as usize).unwrap_or(&[]);
        let passing = members.iter().filter(|s| s.marks.pass(wanted) && window.holds(s.at));
        if zoom > DEEPEST {
            items.extend(passing.map(|s| Item::Office(s.office)));
            return;
        }
        let mut open: Option<(u32, Group)> = None;
        for spot in passing {
            let key = spot.morton >> shift(zoom);
            match &mut open {
                Some((last, group)) if *last == key => group.add(spot),
                _ => {
                    let done = open.replace((key, Group::of(spot)));
                    items.extend(done.map(|(_, group)| group.item()));
                }
            }
        }
        items.extend(open.map(|(_, group)| group.item()));
    }
}

fn inside(small: Window, large: Window) -> bool {
    small.west >= large.west
        && small.east <= large.east
        && small.south >= large.south
        && small.north <= large.north
}
