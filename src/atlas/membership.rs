//! Which area a point lies in.

use geo::kernels::{Kernel, RobustKernel};
use geo::{BoundingRect, Coord, Line, LinesIter, MultiPolygon, Orientation};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use crate::domain::geo::Position;
use crate::domain::polygon::{Area, AreaKind};

/// How far from its area a point may lie that is in none: boundaries drawn along the shore leave out the lake, and
/// some points of the census lie in it.
pub const SHORE_METRES: f64 = 1_000.0;

/// Metres in a degree of latitude; enough for a distance of a kilometre.
const METRES_PER_DEGREE: f64 = 111_320.0;

/// Where a point lies among the areas of one kind. The numbers are places in the list of areas.
#[derive(Debug, Clone, PartialEq)]
pub enum Membership {
    /// In this one.
    In(usize),
    /// In none, but this one is the nearest, so many metres away. Only for kinds that leave nothing of the state out.
    Near(usize, f64),
    /// In several, or on the line between them, in the order of their codes; it counts for the first.
    Several(Vec<usize>),
    /// In none.
    Outside,
}

impl Membership {
    /// The area that the point counts for.
    #[must_use]
    pub fn area(&self) -> Option<usize> {
        match self {
            Self::In(area) | Self::Near(area, _) => Some(*area),
            Self::Several(areas) => areas.first().copied(),
            Self::Outside => None,
        }
    }
}

/// The areas of one kind, made ready for many points.
pub struct Membershipper<'a> {
    areas: &'a [Area],
    fills: bool,
    boxes: RTree<GeomWithData<Rectangle<[f64; 2]>, usize>>,
    bands: Vec<Option<Bands>>,
}

impl<'a> Membershipper<'a> {
    /// Takes the areas of a kind out of a list that may hold others too.
    #[must_use]
    pub fn new(areas: &'a [Area], kind: &AreaKind) -> Self {
        let mut boxes = Vec::new();
        let mut bands = Vec::with_capacity(areas.len());
        for (n, area) in areas.iter().enumerate() {
            let around = area.shape.bounding_rect().filter(|_| area.kind == *kind);
            bands.push(around.map(|r| Bands::new(&area.shape, r.min().y, r.max().y)));
            if let Some(around) = around {
                let (min, max) = (around.min(), around.max());
                let rectangle = Rectangle::from_corners([min.x, min.y], [max.x, max.y]);
                boxes.push(GeomWithData::new(rectangle, n));
            }
        }
        Self { areas, fills: kind.fills_the_state(), boxes: RTree::bulk_load(boxes), bands }
    }

    /// Where a point lies.
    #[must_use]
    pub fn of(&self, at: Position) -> Membership {
        let point = Coord { x: at.lon(), y: at.lat() };
        let holds = |n: &usize| self.bands[*n].as_ref().is_some_and(|bands| bands.hold(point));
        let mut found: Vec<usize> = self
            .boxes
            .locate_in_envelope_intersecting(&AABB::from_point([at.lon(), at.lat()]))
            .map(|hit| hit.data)
            .filter(holds)
            .collect();
        found.sort_by(|a, b| self.areas[*a].geoid.cmp(&self.areas[*b].geoid));
        match found.as_slice() {
            [] if self.fills => self.nearest(at),
            [] => Membership::Outside,
            [only] => Membership::In(*only),
            _ => Membership::Several(found),
        }
    }

    /// The nearest area within reach of the shore.
    fn nearest(&self, at: Position) -> Membership {
        let narrow = at.lat().to_radians().cos();
        let (dx, dy) = (
            SHORE_METRES / (METRES_PER_DEGREE * narrow.max(0.01)),
            SHORE_METRES / METRES_PER_DEGREE,
        );
        let window =
            AABB::from_corners([at.lon() - dx, at.lat() - dy], [at.lon() + dx, at.lat() + dy]);
        let here = Coord { x: at.lon(), y: at.lat() };
        // Degrees as metres on the plane that touches the earth at the point.
        let flat = |c: Coord| {
            ((c.x - here.x) * METRES_PER_DEGREE * narrow, (c.y - here.y) * METRES_PER_DEGREE)
        };
        let distance = |n: usize| {
            let lines = self.areas[n].shape.lines_iter();
            lines.map(|line| from_origin(flat(line.start), flat(line.end))).fold(f64::MAX, f64::min)
        };
        self.boxes
            .locate_in_envelope_intersecting(&window)
            .map(|hit| (distance(hit.data), hit.data))
            .filter(|(metres, _)| *metres <= SHORE_METRES)
            .min_by(|a, b| {
                let geoid = |n: usize| &self.areas[n].geoid;
                a.0.total_cmp(&b.0).then_with(|| geoid(a.1).cmp(geoid(b.1)))
            })
            .map_or(Membership::Outside, |(metres, area)| Membership::Near(area, metres))
    }
}

/// The lines of a shape, sorted into bands of latitude, so that a point asks only those beside it.
struct Bands {
    south: f64,
    height: f64,
    lines: Vec<Vec<Line<f64>>>,
}

impl Bands {
    /// Lines to a band, about.
    const DEPTH: usize = 8;
    /// Bands of one shape.
    const MOST: usize = 4_096;

    fn new(shape: &MultiPolygon<f64>, south: f64, north: f64) -> Self {
        let count = (shape.lines_iter().count() / Self::DEPTH).clamp(1, Self::MOST);
        let height = (north - south) / f64::from(u32::try_from(count).unwrap_or(1));
        let mut bands = Self { south, height, lines: vec![Vec::new(); count] };
        for line in shape.lines_iter() {
            let (a, b) = (bands.at(line.start.y), bands.at(line.end.y));
            for band in &mut bands.lines[a.min(b)..=a.max(b)] {
                band.push(line);
            }
        }
        bands
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is held between 0 and the number of bands"
    )]
    fn at(&self, y: f64) -> usize {
        let band = if self.height > 0.0 { (y - self.south) / self.height } else { 0.0 };
        (band.max(0.0) as usize).min(self.lines.len() - 1)
    }

    /// Whether the shape holds a point; its outline is part of it.
    ///
    /// The crossings of a ray to the east are counted with an exact test of the side, so that of two shapes which
    /// share a line never both and never neither hold a point beside it.
    fn hold(&self, p: Coord<f64>) -> bool {
        let mut inside = false;
        for line in &self.lines[self.at(p.y)] {
            let (a, b) = (line.start, line.end);
            if p == a || p == b {
                return true;
            }
            if (a.y > p.y) == (b.y > p.y) {
                let is_beside = a.x.min(b.x) < p.x && p.x < a.x.max(b.x);
                if a.y == p.y && b.y == p.y && is_beside {
                    return true;
                }
                continue;
            }
            let (low, high) = if a.y < b.y { (a, b) } else { (b, a) };
            match RobustKernel::orient2d(low, high, p) {
                Orientation::Collinear => return true,
                Orientation::CounterClockwise => inside = !inside,
                Orientation::Clockwise => {}
            }
        }
        inside
    }
}

/// The distance of a line from the origin.
fn from_origin((x1, y1): (f64, f64), (x2, y2): (f64, f64)) -> f64 {
    let (dx, dy) = (x2 - x1, y2 - y1);
    let square = dx * dx + dy * dy;
    let along = if square == 0.0 { 0.0 } else { (-(x1 * dx + y1 * dy) / square).clamp(0.0, 1.0) };
    (x1 + along * dx).hypot(y1 + along * dy)
}

/// Where each of some points lies among the areas of a kind.
#[must_use]
pub fn memberships(
    areas: &[Area],
    kind: &AreaKind,
    points: impl IntoIterator<Item = Position>,
) -> Vec<Membership> {
    let ready = Membershipper::new(areas, kind);
    points.into_iter().map(|at| ready.of(at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Contains, Intersects, Point, polygon};
    use proptest::prelude::*;

    fn at(lon: f64, lat: f64) -> Position {
        Position::new(lat, lon).unwrap()
    }

    fn area(kind: AreaKind, geoid: &str, shape: impl Into<MultiPolygon<f64>>) -> Area {
        Area {
            slug: format!("a-{geoid}").parse().unwrap(),
            geoid: geoid.to_owned(),
            name: geoid.to_owned(),
            shape: shape.into(),
            vintage: "2023".to_owned(),
            officeholder: None,
            kind,
        }
    }

    /// Two squares side by side, the second with a hole, and one of another kind over both.
    fn three() -> Vec<Area> {
        vec![
            area(
                AreaKind::County,
                "2",
                polygon![(x: -88.0, y: 41.0), (x: -87.0, y: 41.0), (x: -87.0, y: 42.0), (x: -88.0, y: 42.0)],
            ),
            area(
                AreaKind::County,
                "1",
                polygon!(
                    exterior: [(x: -89.0, y: 41.0), (x: -88.0, y: 41.0), (x: -88.0, y: 42.0), (x: -89.0, y: 42.0)],
                    // A hole that runs the same way round as its outline.
                    interiors: [[(x: -88.6, y: 41.4), (x: -88.4, y: 41.4), (x: -88.4, y: 41.6), (x: -88.6, y: 41.6)]],
                ),
            ),
            area(
                AreaKind::Place,
                "3",
                polygon![(x: -90.0, y: 40.0), (x: -86.0, y: 40.0), (x: -86.0, y: 43.0), (x: -90.0, y: 43.0)],
            ),
        ]
    }

    #[test]
    fn a_point_is_in_the_one_area_around_it() {
        let areas = three();
        let of = |p| memberships(&areas, &AreaKind::County, [p]).remove(0);
        assert_eq!(of(at(-87.5, 41.5)), Membership::In(0));
        assert_eq!(of(at(-88.5, 41.2)), Membership::In(1));
        assert_eq!(of(at(-88.5, 41.5)), Membership::Outside, "in the hole, 8 km from its edge");
        assert_eq!(of(at(-88.0, 41.5)), Membership::Several(vec![1, 0]), "on the line between two");
        assert_eq!(of(at(-88.0, 41.5)).area(), Some(1), "the first by code");
        assert_eq!(of(at(-80.0, 41.5)), Membership::Outside);
        let place = memberships(&areas, &AreaKind::Place, [at(-88.5, 41.5)]);
        assert_eq!(place, [Membership::In(2)]);
        assert_eq!(memberships(&[], &AreaKind::County, [at(-88.5, 41.5)]), [Membership::Outside]);
    }

    #[test]
    fn a_point_in_the_lake_counts_for_the_shore_within_a_kilometre() {
        let areas = three();
        let of = |p| memberships(&areas, &AreaKind::County, [p]).remove(0);
        let shore = at(-87.0, 41.5);
        for (lon, is_near) in [(-86.999, true), (-86.9885, true), (-86.9875, false)] {
            let metres = at(lon, 41.5).distance_m(shore);
            match of(at(lon, 41.5)) {
                Membership::Near(0, told) if is_near => {
                    assert!((told - metres).abs() < 5.0, "{told} {metres}");
                    assert!(told <= SHORE_METRES);
                }
                Membership::Outside if !is_near => assert!(metres > SHORE_METRES),
                other => panic!("{lon}: {other:?}"),
            }
        }
        // A town does not reach beyond its line.
        let town = [area(AreaKind::Place, "3", areas[0].shape.clone())];
        let found = memberships(&town, &AreaKind::Place, [at(-86.999, 41.5)]);
        assert_eq!(found, [Membership::Outside]);
    }

    proptest! {
        #[test]
        fn any_polygon_holds_what_the_slow_test_says(
            corners in prop::collection::vec((0..40_i32, 0..40_i32), 3..30),
            points in prop::collection::vec((0..40_i32, 0..40_i32), 1..20),
        ) {
            let line: Vec<_> =
                corners.iter().map(|(x, y)| Coord { x: f64::from(*x), y: f64::from(*y) }).collect();
            let shape: MultiPolygon<f64> = geo::Polygon::new(line.into(), Vec::new()).into();
            let (south, north) = shape.bounding_rect().map_or((0.0, 0.0), |r| (r.min().y, r.max().y));
            let bands = Bands::new(&shape, south, north);
            for (x, y) in points {
                let p = Coord { x: f64::from(x) + 0.5, y: f64::from(y) };
                // Where lines cross, winding and counting differ; only points of simple shapes are compared.
                let is_simple = crossings(&shape) == 0;
                let within = shape.contains(&Point::from(p)) || shape.intersects(&Point::from(p));
                prop_assert!(!is_simple || bands.hold(p) == within || p.y < south || p.y > north);
            }
        }
    }

    fn crossings(shape: &MultiPolygon<f64>) -> usize {
        let lines: Vec<_> = shape.lines_iter().collect();
        let crosses = |a: &Line<f64>, b: &Line<f64>| {
            use geo::line_intersection::{LineIntersection, line_intersection};
            match line_intersection(*a, *b) {
                Some(LineIntersection::SinglePoint { is_proper, .. }) => is_proper,
                Some(LineIntersection::Collinear { intersection }) => {
                    intersection.start != intersection.end
                }
                None => false,
            }
        };
        let pairs = (0..lines.len()).flat_map(|i| (0..i).map(move |j| (i, j)));
        pairs.filter(|(i, j)| crosses(&lines[*i], &lines[*j])).count()
    }
}
