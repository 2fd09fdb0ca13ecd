//! Offices on the map: one by one, or gathered where many lie close together.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::{Atlas, index::Marks};
use crate::domain::geo::{Position, Window};
use crate::domain::kind::KindSet;
use crate::domain::office::Office;

/// What of the map is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MapQuery {
    /// The part of the earth that is shown.
    pub window: Window,
    /// Web-map zoom: at 0 the world is 256 pixels wide, at each further one twice as wide.
    pub zoom: u8,
    /// Of these kinds.
    pub kinds: KindSet,
    /// Open, or open by appointment.
    pub open_only: bool,
}

/// A thing to draw on the map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum MapItem<'a> {
    /// An office by itself.
    Office(&'a Office),
    /// Offices that would lie on top of each other.
    Cluster {
        /// How many.
        count: usize,
        /// The mean of their positions.
        at: Position,
        /// The smallest window around them, to zoom in to.
        window: Window,
    },
}

/// The deepest zoom at which offices are gathered; past it each is shown by itself.
const DEEPEST: u8 = 14;
/// The deepest zoom whose clusters are kept; past it a window holds few enough to gather anew.
const KEPT: u8 = 11;
/// A cell is a quarter of a 256-pixel tile wide: 64 pixels.
const CELLS_PER_TILE_BITS: u8 = 2;
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
struct Group {
    count: u32,
    first: u32,
    lat_sum: f64,
    lon_sum: f64,
    window: Window,
}

/// A thing to draw, with offices as numbers.
#[derive(Debug, Clone, Copy)]
enum Item {
    Office(u32),
    Cluster(Group),
}

/// A window in cells of one zoom, edges included.
#[derive(Debug, Clone, Copy)]
struct CellWindow {
    x: (u32, u32),
    y: (u32, u32),
}

impl Group {
    const fn of(spot: &Spot) -> Self {
        let (lat, lon) = (spot.at.lat(), spot.at.lon());
        let window = Window {
            west: lon,
            south: lat,
            east: lon,
            north: lat,
        };
        Self {
            count: 1,
            first: spot.office,
            lat_sum: lat,
            lon_sum: lon,
            window,
        }
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
        if self.count == 1 {
            Item::Office(self.first)
        } else {
            Item::Cluster(self)
        }
    }

    /// The mean; kept inside the members' window, which rounding could leave by a hair.
    fn mean(&self) -> Option<Position> {
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
                let (x, y) = cell_of(at);
                Some(Spot {
                    morton: spread(x) | spread(y) << 1,
                    office,
                    marks: Marks::of(o),
                    at,
                })
            })
            .collect();
        spots.sort_unstable_by_key(|s| (s.morton, s.office));
        Self {
            spots,
            layers: Mutex::new(Vec::new()),
        }
    }

    fn query(&self, window: Window, zoom: u8, wanted: Marks) -> Vec<Item> {
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
                at += cells.get(at..).map_or(1, |rest| {
                    rest.partition_point(|c| (c.y, c.x) < (cell.y, span.x.0))
                });
            } else if cell.x > span.x.1 {
                at += cells
                    .get(at..)
                    .map_or(1, |rest| rest.partition_point(|c| c.y == cell.y));
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
        for (i, spot) in (0_u32..)
            .zip(&self.spots)
            .filter(|(_, s)| s.marks.pass(wanted))
        {
            let key = spot.morton >> shift(zoom);
            match cells.last_mut() {
                Some(cell) if last == Some(key) => {
                    cell.group.add(spot);
                    cell.to = i + 1;
                }
                _ => {
                    let (x, y) = (gathered(key), gathered(key >> 1));
                    cells.push(Cell {
                        y,
                        x,
                        from: i,
                        to: i + 1,
                        group: Group::of(spot),
                    });
                }
            }
            last = Some(key);
        }
        cells.sort_unstable_by_key(|c| (c.y, c.x));
        cells
    }

    /// Gathers anew, at a zoom, those members of a cell that lie in the window.
    fn gather(&self, cell: &Cell, window: Window, zoom: u8, wanted: Marks, items: &mut Vec<Item>) {
        let members = self
            .spots
            .get(cell.from as usize..cell.to as usize)
            .unwrap_or(&[]);
        let passing = members
            .iter()
            .filter(|s| s.marks.pass(wanted) && window.holds(s.at));
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

impl CellWindow {
    fn of(window: Window, zoom: u8) -> Self {
        let cell = |lat: f64, lon: f64| {
            let (x, y) = cell_of_degrees(lat, lon);
            let bits = DEEPEST.saturating_sub(zoom);
            (x >> bits, y >> bits)
        };
        let (west, north) = cell(window.north, window.west);
        let (east, south) = cell(window.south, window.east);
        Self {
            x: (west, east),
            y: (north, south),
        }
    }

    const fn size(self) -> usize {
        let wide = self.x.1.saturating_sub(self.x.0) as usize + 1;
        let high = self.y.1.saturating_sub(self.y.0) as usize + 1;
        wide * high
    }
}

fn inside(small: Window, large: Window) -> bool {
    small.west >= large.west
        && small.east <= large.east
        && small.south >= large.south
        && small.north <= large.north
}

/// How far a Morton number of the deepest zoom is shifted to give that of a lower one.
const fn shift(zoom: u8) -> u32 {
    2 * DEEPEST.saturating_sub(zoom) as u32
}

fn cell_of(at: Position) -> (u32, u32) {
    cell_of_degrees(at.lat(), at.lon())
}

/// The cell of the deepest zoom, in the spherical Mercator projection of web maps.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the number of cells just before"
)]
fn cell_of_degrees(lat: f64, lon: f64) -> (u32, u32) {
    let cells = f64::from(1_u32 << (DEEPEST + CELLS_PER_TILE_BITS));
    let x = (lon + 180.0) / 360.0;
    let y = f64::midpoint(
        1.0,
        -lat.to_radians().sin().clamp(-0.999_999, 0.999_999).atanh() / std::f64::consts::PI,
    );
    let cell = |share: f64| (share * cells).floor().clamp(0.0, cells - 1.0) as u32;
    (cell(x), cell(y))
}

/// Puts a zero before each of the lower 16 bits.
const fn spread(v: u32) -> u32 {
    let v = v & 0xffff;
    let v = (v | v << 8) & 0x00ff_00ff;
    let v = (v | v << 4) & 0x0f0f_0f0f;
    let v = (v | v << 2) & 0x3333_3333;
    (v | v << 1) & 0x5555_5555
}

/// Takes every second bit out again.
const fn gathered(v: u32) -> u32 {
    let v = v & 0x5555_5555;
    let v = (v | v >> 1) & 0x3333_3333;
    let v = (v | v >> 2) & 0x0f0f_0f0f;
    let v = (v | v >> 4) & 0x00ff_00ff;
    (v | v >> 8) & 0x0000_ffff
}

impl Atlas {
    /// What a window of the map shows: every office that passes and has a point in it, once.
    ///
    /// Offices less than about 64 pixels apart are gathered up to zoom 14; deeper, and where there are few, each
    /// is shown by itself. The answer is the same for the same question, rows from north to south.
    #[must_use]
    pub fn map(&self, query: &MapQuery) -> Vec<MapItem<'_>> {
        let wanted = Marks::wanted(query.kinds, query.open_only, false);
        let items = self.grid.query(query.window, query.zoom, wanted);
        items
            .into_iter()
            .filter_map(|item| match item {
                Item::Office(i) => self.office_at(i).map(MapItem::Office),
                Item::Cluster(group) => Some(MapItem::Cluster {
                    count: group.count as usize,
                    at: group.mean()?,
                    window: group.window,
                }),
            })
            .collect()
    }
}
