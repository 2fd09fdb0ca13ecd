//! Positions on the earth, distances and windows.

use geo::{Distance, Geodesic, Point};
use serde::{Deserialize, Serialize};

/// Metres in a statute mile.
pub const METRES_PER_MILE: f64 = 1_609.344;

/// A place on the earth in degrees of WGS 84.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Position {
    lat: f64,
    lon: f64,
}

/// Numbers that are no position.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("found latitude {lat} and longitude {lon}, expected -90 to 90 and -180 to 180 degrees")]
pub struct NotAPosition {
    /// The latitude that was given.
    pub lat: f64,
    /// The longitude that was given.
    pub lon: f64,
}

impl Position {
    /// A position, when both numbers are finite and in range.
    ///
    /// # Errors
    /// When one is not a number or lies outside the earth.
    pub fn new(lat: f64, lon: f64) -> Result<Self, NotAPosition> {
        if (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon) {
            Ok(Self { lat, lon })
        } else {
            Err(NotAPosition { lat, lon })
        }
    }

    /// Degrees north.
    #[must_use]
    pub const fn lat(self) -> f64 {
        self.lat
    }

    /// Degrees east.
    #[must_use]
    pub const fn lon(self) -> f64 {
        self.lon
    }

    /// Length in metres of the shortest way over the WGS 84 ellipsoid.
    ///
    /// Karney, "Algorithms for geodesics", J. Geodesy 87 (2013), by way of the `geo` crate.
    #[must_use]
    pub fn distance_m(self, other: Self) -> f64 {
        Geodesic.distance(Point::new(self.lon, self.lat), Point::new(other.lon, other.lat))
    }

    /// The point on a sphere of radius 1, for nearest-neighbour search by chord.
    #[must_use]
    pub fn unit(self) -> [f64; 3] {
        let (lat, lon) = (self.lat.to_radians(), self.lon.to_radians());
        [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
    }

    /// Rounded to three decimals (about 100 m), as little as a search needs.
    #[must_use]
    pub fn coarse(self) -> Self {
        let round = |v: f64| (v * 1_000.0).round() / 1_000.0;
        Self { lat: round(self.lat), lon: round(self.lon) }
    }
}

/// A window of degrees; it does not cross the 180th meridian.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Window {
    /// Western edge, degrees.
    pub west: f64,
    /// Southern edge, degrees.
    pub south: f64,
    /// Eastern edge, degrees.
    pub east: f64,
    /// Northern edge, degrees.
    pub north: f64,
}

/// Text that is no window.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "found {found:?}, expected west,south,east,north in degrees with west below east and south below north"
)]
pub struct NotAWindow {
    /// What was written.
    pub found: String,
}

impl Window {
    /// Illinois with a margin, the default view.
    pub const ILLINOIS: Self = Self { west: -91.6, south: 36.9, east: -87.0, north: 42.6 };

    /// Whether a position lies in the state or within a degree of it.
    #[must_use]
    pub fn is_near_illinois(at: Position) -> bool {
        Self::ILLINOIS.grown(0.0, 1.0).holds(at)
    }

    /// Whether a position lies in the window, edges included.
    #[must_use]
    pub fn holds(&self, at: Position) -> bool {
        (self.west..=self.east).contains(&at.lon) && (self.south..=self.north).contains(&at.lat)
    }

    /// The smallest window around some positions, or none for none.
    #[must_use]
    pub fn around(positions: impl IntoIterator<Item = Position>) -> Option<Self> {
        positions.into_iter().fold(None, |window, at| {
            let w =
                window.unwrap_or(Self { west: at.lon, south: at.lat, east: at.lon, north: at.lat });
            Some(Self {
                west: w.west.min(at.lon),
                south: w.south.min(at.lat),
                east: w.east.max(at.lon),
                north: w.north.max(at.lat),
            })
        })
    }

    /// The window grown on every side by a share of its size, at least `least` degrees.
    #[must_use]
    pub fn grown(self, share: f64, least: f64) -> Self {
        let (dx, dy) = (
            ((self.east - self.west) * share).max(least),
            ((self.north - self.south) * share).max(least),
        );
        Self {
            west: (self.west - dx).max(-180.0),
            south: (self.south - dy).max(-90.0),
            east: (self.east + dx).min(180.0),
            north: (self.north + dy).min(90.0),
        }
    }

    /// The middle.
    #[must_use]
    pub fn centre(self) -> Position {
        Position {
            lat: f64::midpoint(self.south, self.north),
            lon: f64::midpoint(self.west, self.east),
        }
    }
}

impl std::str::FromStr for Window {
    type Err = NotAWindow;

    fn from_str(text: &str) -> Result<Self, NotAWindow> {
        let bad = || NotAWindow { found: text.chars().take(80).collect() };
        let numbers: Vec<f64> = text
            .split(',')
            .map(|part| part.trim().parse::<f64>().map_err(|_| bad()))
            .collect::<Result<_, _>>()?;
        let &[west, south, east, north] = numbers.as_slice() else { return Err(bad()) };
        let ok = Position::new(south, west).is_ok()
            && Position::new(north, east).is_ok()
            && west < east
            && south < north;
        if ok { Ok(Self { west, south, east, north }) } else { Err(bad()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_outside_the_earth_are_refused() {
        for (lat, lon) in [(91.0, 0.0), (0.0, 181.0), (f64::NAN, 0.0), (0.0, f64::INFINITY)] {
            assert!(Position::new(lat, lon).is_err());
        }
    }

    #[test]
    fn a_distance_follows_the_ellipsoid() {
        // Chicago City Hall to the Springfield capitol; 286,003 m by geographiclib's geodesic inverse is the order.
        let a = Position::new(41.8838, -87.6319).unwrap();
        let b = Position::new(39.7983, -89.6546).unwrap();
        let d = a.distance_m(b);
        assert!((d - 287_000.0).abs() < 2_000.0, "{d}");
        assert!((a.distance_m(a)).abs() < 1e-9);
    }

    #[test]
    fn windows_are_read_strictly() {
        assert!("-91,37,-87,42".parse::<Window>().is_ok());
        for text in [
            "",
            "1,2,3",
            "-87,37,-91,42",
            "-91,42,-87,37",
            "a,b,c,d",
            "-91,37,-87,NaN",
            "-191,0,0,1",
        ] {
            assert!(text.parse::<Window>().is_err(), "{text}");
        }
    }
}
