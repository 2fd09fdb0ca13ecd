//! Squares of the web map's projection, numbered so that those of a larger square follow each other.

use crate::domain::geo::{Position, Window};

/// The deepest zoom at which offices are gathered; past it each is shown by itself.
pub(super) const DEEPEST: u8 = 14;
/// A cell is a quarter of a 256-pixel tile wide: 64 pixels.
const CELLS_PER_TILE_BITS: u8 = 2;

/// A window in cells of one zoom, edges included.
#[derive(Debug, Clone, Copy)]
pub(super) struct CellWindow {
    pub x: (u32, u32),
    pub y: (u32, u32),
}

impl CellWindow {
    pub fn of(window: Window, zoom: u8) -> Self {
        let cell = |lat: f64, lon: f64| {
            let (x, y) = cell_of_degrees(lat, lon);
            let bits = DEEPEST.saturating_sub(zoom);
            (x >> bits, y >> bits)
        };
        let (west, north) = cell(window.north, window.west);
        let (east, south) = cell(window.south, window.east);
        Self { x: (west, east), y: (north, south) }
    }

    pub const fn size(self) -> usize {
        let wide = self.x.1.saturating_sub(self.x.0) as usize + 1;
        let high = self.y.1.saturating_sub(self.y.0) as usize + 1;
        wide * high
    }
}

/// The Morton number of the deepest cell that holds a position.
pub(super) fn morton(at: Position) -> u32 {
    let (x, y) = cell_of_degrees(at.lat(), at.lon());
    spread(x) | spread(y) << 1
}

/// How far a Morton number of the deepest zoom is shifted to give that of a lower one.
pub(super) const fn shift(zoom: u8) -> u32 {
    2 * DEEPEST.saturating_sub(zoom) as u32
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
pub(super) const fn gathered(v: u32) -> u32 {
    let v = v & 0x5555_5555;
    let v = (v | v >> 1) & 0x3333_3333;
    let v = (v | v >> 2) & 0x0f0f_0f0f;
    let v = (v | v >> 4) & 0x00ff_00ff;
    (v | v >> 8) & 0x0000_ffff
}
