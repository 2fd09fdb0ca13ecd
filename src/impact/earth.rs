//! Ways over the earth, quickly: what the exact formula says to the millimetre, at a thirtieth of its time.
//!
//! Between two near points the shortest way over the ellipsoid is an arc that is bent as the surface is bent in its
//! middle, in its direction. So its length follows from the straight line through the earth, `c`, and from that
//! curvature `k`: `s = 2/k asin(k c/2)`. The curvature of `x'Ax = 1` at `m` in the direction `t` is `t'At / |Am|` (Euler;
//! do Carmo, "Differential Geometry of Curves and Surfaces", 3-2). Up to [`NEAR_M`] this is off by less than a
//! hundredth of a millimetre, as a test shows; where that could change the rounding, and beyond, Karney's formula
//! decides. So the same millimetres come out as if it were always used.

use super::measure::{Cost, cost};
use crate::domain::geo::Position;

/// Half axes of WGS 84 in metres, squared; and the square of the eccentricity.
const A2: f64 = A * A;
const A: f64 = 6_378_137.0;
const E2: f64 = F * (2.0 - F);
const F: f64 = 1.0 / 298.257_223_563;
const B2: f64 = A2 * (1.0 - E2);

/// Up to so many metres the arc stands for the way.
const NEAR_M: f64 = 150_000.0;
/// Nearer to half a millimetre than this, in millimetres, the exact formula decides.
const SLACK_MM: f64 = 0.02;

/// A place and its upright direction, which is its unit vector.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    pub at: Position,
    pub unit: [f64; 3],
}

impl Spot {
    pub fn new(at: Position) -> Self {
        Self { at, unit: at.unit() }
    }
}

/// The length of the shortest way over the ellipsoid in whole millimetres.
pub(super) fn way(from: Spot, to: Spot) -> Cost {
    if let Some(metres) = arc(from.unit, to.unit) {
        let millimetres = metres * 1_000.0;
        if (millimetres - millimetres.floor() - 0.5).abs() > SLACK_MM {
            return cost(metres);
        }
    }
    cost(from.at.distance_m(to.at))
}

/// The point of the ellipsoid with this upright direction, in metres from the middle of the earth.
fn surface([x, y, z]: [f64; 3]) -> [f64; 3] {
    let normal = A / (1.0 - E2 * z * z).sqrt();
    [normal * x, normal * y, normal * (1.0 - E2) * z]
}

/// The length of the arc between two near points, in metres; none where they are far from each other.
fn arc(from: [f64; 3], to: [f64; 3]) -> Option<f64> {
    let (p, q) = (surface(from), surface(to));
    let [x, y, z] = [q[0] - p[0], q[1] - p[1], q[2] - p[2]];
    let [u, v, w] = [q[0] + p[0], q[1] + p[1], q[2] + p[2]].map(|sum| sum / 2.0);
    let chord2 = x * x + y * y + z * z;
    if chord2 > NEAR_M * NEAR_M {
        return None;
    }
    // The middle of the chord lies a little below the surface; the root of `m'Am` lifts it there.
    let below = ((u * u + v * v) / A2 + w * w / B2).sqrt();
    let slope = ((u * u + v * v) / (A2 * A2) + w * w / (B2 * B2)).sqrt();
    let bent = (x * x + y * y) / A2 + z * z / B2;
    // (k c/2)^2, with the length of the direction, `c`, taken out once.
    let part2 = if chord2 > 0.0 { (bent * below / slope).powi(2) / chord2 / 4.0 } else { 0.0 };
    // asin(x)/x, of which the next part is below 1e-16 here.
    let series = 1.0 + part2 * (1.0 / 6.0 + part2 * (3.0 / 40.0 + part2 * (15.0 / 336.0)));
    Some(chord2.sqrt() * series)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]
        #[test]
        fn the_arc_is_as_long_as_the_exact_way(
            lat in -89.9..89.9_f64,
            lon in -180.0..180.0_f64,
            north in -1.3..1.3_f64,
            east in -1.3..1.3_f64,
        ) {
            let wide = lat.to_radians().cos().max(0.01);
            let to_lon = (lon + east / wide).clamp(-180.0, 180.0);
            let from = Position::new(lat, lon).unwrap();
            let to = Position::new((lat + north).clamp(-90.0, 90.0), to_lon).unwrap();
            let exact = from.distance_m(to);
            match arc(from.unit(), to.unit()) {
                Some(arc) => prop_assert!((arc - exact).abs() < 5e-6, "{arc} and {exact}"),
                None => prop_assert!(exact > NEAR_M),
            }
            prop_assert_eq!(way(Spot::new(from), Spot::new(to)), cost(exact));
        }
    }

    #[test]
    fn to_where_one_stands_it_is_no_way() {
        let at = Spot::new(Position::new(41.9, -87.6).unwrap());
        assert_eq!(way(at, at), 0);
    }
}
