//! Web mercator, and the view: which part of the earth is shown in how many units.
//!
//! The projection is the one of web maps, so that the SVG and the live map show the same picture.

use std::f64::consts::PI;

use crate::domain::geo::{Position, Window};

/// The smallest zoom of the still map; a whole state fits.
pub const MIN_ZOOM: f64 = 6.4;
/// The largest zoom of the still map; beyond it there is nothing more to see.
pub const MAX_ZOOM: f64 = 13.0;
/// The latitude at which the square map of the world ends.
const LAST_LATITUDE: f64 = 85.051_128_78;
/// Units that the world is wide at zoom 0.
const WORLD_AT_ZOOM_0: f64 = 256.0;

/// Size of a picture in its own units.
///
/// A picture is drawn once for all screens. It is 360 units wide, the width of a small phone, so
/// that type of 13 units is about 12 CSS pixels there; on a wide screen the picture grows and the
/// style sheet shrinks marks and type against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Size {
    /// Units from left to right.
    pub width: u16,
    /// Units from top to bottom.
    pub height: u16,
}

/// A map of a neighbourhood or a few counties, nearly square.
pub const NEAR: Size = Size { width: 360, height: 330 };
/// A map of a whole state that is taller than wide.
pub const STATE: Size = Size { width: 360, height: 486 };

impl Size {
    /// The size that suits a window: the tall one from about a whole state on.
    #[must_use]
    pub fn suiting(window: Window) -> Self {
        let large = window.east - window.west > 5.0 || window.north - window.south > 4.0;
        if large { STATE } else { NEAR }
    }
}

/// A point of the world square: 0 to 1 from west to east and from north to south.
pub(super) fn world(at: Position) -> [f64; 2] {
    let lat = at.lat().clamp(-LAST_LATITUDE, LAST_LATITUDE).to_radians();
    [(at.lon() + 180.0) / 360.0, (1.0 - lat.tan().asinh() / PI) / 2.0]
}

/// Degrees of longitude and latitude of a point of the world square.
fn degrees([x, y]: [f64; 2]) -> (f64, f64) {
    (x * 360.0 - 180.0, (PI * (1.0 - 2.0 * y)).sinh().atan().to_degrees())
}

/// The corners of a window in the world square: west and north, east and south.
fn corners(window: Window) -> ([f64; 2], [f64; 2]) {
    let at = |lon: f64, lat: f64| {
        let lat = lat.clamp(-LAST_LATITUDE, LAST_LATITUDE).to_radians();
        [(lon + 180.0) / 360.0, (1.0 - lat.tan().asinh() / PI) / 2.0]
    };
    (at(window.west, window.north), at(window.east, window.south))
}

/// What is shown, and how large.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    centre: [f64; 2],
    scale: f64,
    size: Size,
}

/// A view as a key: the bits of its numbers.
pub(super) type ViewKey = ([u64; 3], Size);

impl View {
    /// What tells this view from all others.
    pub(super) const fn key(&self) -> ViewKey {
        let [x, y] = self.centre;
        ([x.to_bits(), y.to_bits(), self.scale.to_bits()], self.size)
    }

    /// The view that holds a whole window, with the aspect of the picture and a zoom in bounds.
    #[must_use]
    pub fn fit(window: Window, size: Size) -> Self {
        let ([west, north], [east, south]) = corners(window);
        let across = (east - west).max(f64::EPSILON);
        let down = (south - north).max(f64::EPSILON);
        let scale = (f64::from(size.width) / across).min(f64::from(size.height) / down);
        let centre = [f64::midpoint(west, east), f64::midpoint(north, south)];
        Self { centre, scale: limited(scale), size }
    }

    /// The view moved so that it leaves a window as little as it can.
    ///
    /// A view that is larger than the window keeps its eastern and its northern edge inside: east
    /// of the shipped base map the lake would end in a straight line.
    #[must_use]
    pub fn kept_within(self, window: Window) -> Self {
        let ([west, north], [east, south]) = corners(window);
        let (half_x, half_y) = (self.across() / 2.0, self.down() / 2.0);
        let x = self.centre[0].max(west + half_x).min(east - half_x);
        let y = self.centre[1].min(south - half_y).max(north + half_y);
        Self { centre: [x, y], ..self }
    }

    /// Size of the picture in its own units.
    #[must_use]
    pub const fn size(&self) -> Size {
        self.size
    }

    /// Width and height of the picture as numbers to reckon with.
    pub(super) fn extent(&self) -> (f64, f64) {
        (f64::from(self.size.width), f64::from(self.size.height))
    }

    /// The part of the earth that is shown.
    #[must_use]
    pub fn window(&self) -> Window {
        let [x, y] = self.centre;
        let (half_x, half_y) = (self.across() / 2.0, self.down() / 2.0);
        let (west, north) = degrees([x - half_x, y - half_y]);
        let (east, south) = degrees([x + half_x, y + half_y]);
        Window { west: west.max(-180.0), south, east: east.min(180.0), north }
    }

    /// The window as text for a link: west,south,east,north with four decimals.
    #[must_use]
    pub fn bbox(&self) -> String {
        let Window { west, south, east, north } = self.window();
        format!("{west:.4},{south:.4},{east:.4},{north:.4}")
    }

    /// Zoom as web maps count it: the world is 256 units wide at 0 and doubles with each step.
    #[must_use]
    pub fn zoom(&self) -> f64 {
        (self.scale / WORLD_AT_ZOOM_0).log2()
    }

    /// The zoom as a whole number, to the nearest, for clusters.
    #[must_use]
    pub fn zoom_level(&self) -> u8 {
        let zoom = self.zoom().round();
        (0..=24).take_while(|level| f64::from(*level) <= zoom).last().unwrap_or(0)
    }

    /// The view some times larger (2 shows half as much), or none when the zoom cannot go on.
    #[must_use]
    pub fn zoomed(self, times: f64) -> Option<Self> {
        let scale = limited(self.scale * times);
        // A step that changes next to nothing is no step.
        ((scale / self.scale).ln().abs() > 0.05).then_some(Self { scale, ..self })
    }

    /// The view moved by shares of its width (to the east) and its height (to the south).
    #[must_use]
    pub fn panned(self, dx: f64, dy: f64) -> Self {
        let [x, y] = self.centre;
        let x = (x + dx * self.across()).clamp(0.0, 1.0);
        let y = (y + dy * self.down()).clamp(0.0, 1.0);
        Self { centre: [x, y], ..self }
    }

    /// The view moved as [`Self::panned`] does and kept within a window, or none when it is at the
    /// edge already.
    #[must_use]
    pub fn panned_within(self, dx: f64, dy: f64, window: Window) -> Option<Self> {
        let moved = self.panned(dx, dy).kept_within(window);
        let [x, y] = [0, 1].map(|axis| (moved.centre[axis] - self.centre[axis]).abs());
        (x > self.across() * 0.02 || y > self.down() * 0.02).then_some(moved)
    }

    /// Where a position falls in the picture; it may fall outside.
    #[must_use]
    pub fn xy(&self, at: Position) -> [f64; 2] {
        self.place(world(at))
    }

    /// Where a point of the world square falls in the picture.
    pub(super) fn place(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let (width, height) = self.extent();
        [
            (x - self.centre[0]) * self.scale + width / 2.0,
            (y - self.centre[1]) * self.scale + height / 2.0,
        ]
    }

    /// Units that the world square is wide.
    pub(super) const fn units(&self) -> f64 {
        self.scale
    }

    fn across(&self) -> f64 {
        f64::from(self.size.width) / self.scale
    }

    fn down(&self) -> f64 {
        f64::from(self.size.height) / self.scale
    }
}

/// A scale (units per world) held between the smallest and the largest zoom.
fn limited(scale: f64) -> f64 {
    scale.clamp(WORLD_AT_ZOOM_0 * MIN_ZOOM.exp2(), WORLD_AT_ZOOM_0 * MAX_ZOOM.exp2())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_projection_is_the_one_of_web_maps() {
        // Tile numbers of Chicago City Hall at zoom 12, the formula of the slippy map written out.
        let [x, y] = world(Position::new(41.8838, -87.6319).unwrap());
        assert!((x * 4096.0 - 1050.9437).abs() < 1e-3, "{}", x * 4096.0);
        assert!((y * 4096.0 - 1522.6).abs() < 1.0, "{}", y * 4096.0);
        let (lon, lat) = degrees([x, y]);
        assert!((lon + 87.6319).abs() < 1e-9 && (lat - 41.8838).abs() < 1e-9);
    }

    #[test]
    fn a_view_holds_the_window_it_was_fitted_to() {
        let window = Window { west: -89.6, south: 36.9, east: -88.4, north: 37.7 };
        for size in [NEAR, STATE, Size { width: 760, height: 560 }] {
            let seen = View::fit(window, size).window();
            assert!(seen.west <= window.west + 1e-9 && seen.east >= window.east - 1e-9);
            assert!(seen.south <= window.south + 1e-9 && seen.north >= window.north - 1e-9);
        }
    }

    #[test]
    fn a_link_back_to_a_view_shows_the_same_view() {
        let view = View::fit(Window::ILLINOIS, NEAR);
        let again = View::fit(view.bbox().parse().unwrap(), NEAR);
        assert!((view.zoom() - again.zoom()).abs() < 0.001);
        let (a, b) = (view.window().centre(), again.window().centre());
        assert!((a.lat() - b.lat()).abs() < 0.001 && (a.lon() - b.lon()).abs() < 0.001);
    }

    #[test]
    fn zoom_stops_at_both_ends() {
        let view = View::fit(Window::ILLINOIS, NEAR);
        let steps = |times: f64| {
            std::iter::successors(Some(view), |v| v.zoomed(times)).take(50).collect::<Vec<_>>()
        };
        let (closer, farther) = (steps(2.0), steps(0.5));
        assert!(closer.len() < 10 && farther.len() < 3);
        assert!((closer.last().unwrap().zoom() - MAX_ZOOM).abs() < 1e-9);
        assert_eq!(view.zoom_level(), 6);
        assert_eq!(closer.last().unwrap().zoom_level(), 13);
    }

    #[test]
    fn panning_to_and_fro_comes_back() {
        let view = View::fit(Window::ILLINOIS, STATE);
        let moved = view.panned(1.0, 0.0);
        assert!((moved.window().west - view.window().east).abs() < 1e-9);
        assert_eq!(moved.panned(-1.0, 0.0).bbox(), view.bbox());
        let south = view.panned(0.0, 1.0);
        assert!((south.window().north - view.window().south).abs() < 1e-9);
    }

    #[test]
    fn a_view_stays_on_the_base_map() {
        let bounds = Window { west: -92.2, south: 36.4, east: -86.6, north: 43.1 };
        let view = View::fit(Window { west: -87.1, south: 42.9, east: -86.0, north: 43.9 }, NEAR);
        let seen = view.kept_within(bounds).window();
        assert!(seen.east <= -86.6 + 1e-9 && seen.north <= 43.1 + 1e-9);
        let corner = view.kept_within(bounds);
        assert_eq!(corner.panned_within(0.5, 0.0, bounds), None, "there is nothing to the east");
        assert!(corner.panned_within(-0.5, 0.0, bounds).is_some());
        let wide = View::fit(Window { west: -99.0, south: 40.0, east: -80.0, north: 41.0 }, NEAR);
        assert!((wide.kept_within(bounds).window().east + 86.6).abs() < 1e-9);
    }

    #[test]
    fn a_window_of_no_size_is_still_a_view() {
        let at = Window { west: -89.0, south: 38.0, east: -89.0, north: 38.0 };
        let view = View::fit(at, NEAR);
        assert!((view.zoom() - MAX_ZOOM).abs() < 1e-9);
        assert!(view.bbox().parse::<Window>().is_ok());
    }
}
