//! What makes a set of rings a shape that can be counted with.

use geo::algorithm::bool_ops::{BooleanOps, FillRule};
use geo::line_intersection::{LineIntersection, line_intersection};
use geo::orient::{Direction, Orient};
use geo::{Area, Coord, CoordsIter, Line, LineString, LinesIter, MultiPolygon, Polygon};
use rstar::primitives::GeomWithData;
use rstar::{AABB, RTree, RTreeObject};

use crate::domain::feed::NoticeCode;
use crate::import::Notices;

/// Square metres below which a part is a sliver.
const SLIVER_M2: f64 = 1.0;

/// A repair may change the area by this share at most; more would be a guess at what was meant.
const SURE: f64 = 1e-6;

/// Corners of one shape; a state along its rivers and coasts has some hundred thousand.
const MOST_CORNERS: usize = 2_000_000;

/// Pairs of lines that are looked at in one shape. Of a real outline each line lies near a handful of others.
const MOST_PAIRS: usize = 50_000_000;

/// Metres in a degree of latitude.
const METRES_PER_DEGREE: f64 = 111_320.0;

/// The shape, cleaned of what is no area; none, with a notice, when it cannot be used.
pub(super) fn checked(
    shape: MultiPolygon<f64>,
    row: u64,
    name: &str,
    notices: &mut Notices,
) -> Option<MultiPolygon<f64>> {
    let corners = shape.coords_count();
    if corners > MOST_CORNERS {
        let found = format!("{name}: {corners} corners");
        let expected = format!("at most {MOST_CORNERS} corners in one shape");
        notices.refuse(NoticeCode::Malformed, row, "geometry", &found, &expected, "left out");
        return None;
    }
    let outside = shape
        .coords_iter()
        .find(|c| !((-180.0..=180.0).contains(&c.x) && (-90.0..=90.0).contains(&c.y)));
    if let Some(c) = outside {
        let found = format!("{name}: {}, {}", c.x, c.y);
        let expected = "degrees of longitude and latitude";
        notices.refuse(NoticeCode::Malformed, row, "geometry", &found, expected, "left out");
        return None;
    }
    let mut slivers = 0_u32;
    let parts: Vec<Polygon<f64>> =
        shape.into_iter().filter_map(|part| without_slivers(part, &mut slivers)).collect();
    if slivers > 0 {
        let found = format!("{name}: {slivers} parts or holes");
        let expected = "more than a square metre each";
        notices.push(
            NoticeCode::Sliver,
            row,
            "geometry",
            &found,
            expected,
            "left out of the shape",
        );
    }
    if parts.is_empty() {
        notices.refuse(
            NoticeCode::Missing,
            row,
            "geometry",
            name,
            "a polygon with an area",
            "left out",
        );
        return None;
    }
    let shape = MultiPolygon::new(parts);
    let shape = match crosses(&shape, MOST_PAIRS) {
        Crossing::None => shape,
        Crossing::Some => repaired(&shape, row, name, notices)?,
        Crossing::Tangled => {
            let expected = "lines that do not lie across each other by the thousand";
            let hint = "left out: it would take too long to look through";
            notices.refuse(NoticeCode::CrossingLines, row, "geometry", name, expected, hint);
            return None;
        }
    };
    Some(shape.orient(Direction::Default))
}

/// Degrees as square metres, at a latitude.
pub(super) fn square_metres(degrees: f64, lat: f64) -> f64 {
    degrees * METRES_PER_DEGREE * METRES_PER_DEGREE * lat.to_radians().cos()
}

/// A polygon without holes, or itself, of next to no area, and without points that repeat the one before.
fn without_slivers(part: Polygon<f64>, slivers: &mut u32) -> Option<Polygon<f64>> {
    let (outline, holes) = part.into_inner();
    let outline = ring(outline).or_else(|| {
        *slivers += 1;
        None
    })?;
    let whole = Polygon::new(outline.clone(), Vec::new());
    let mut kept = Vec::with_capacity(holes.len());
    for hole in holes {
        match ring(hole) {
            Some(hole) => kept.push(hole),
            None => *slivers += 1,
        }
    }
    // A hole that has eaten the whole is a sliver too.
    let part = Polygon::new(whole.into_inner().0, kept);
    let lat = part.exterior().0.first().map_or(0.0, |c| c.y);
    let is_crossed = part.exterior().0.len() > 4 && spread(&part);
    if square_metres(part.unsigned_area().abs(), lat) < SLIVER_M2 && !is_crossed {
        *slivers += 1;
        return None;
    }
    Some(part)
}

fn ring(line: LineString<f64>) -> Option<LineString<f64>> {
    let mut corners: Vec<Coord<f64>> = line.into_inner();
    corners.dedup();
    let polygon = Polygon::new(LineString::new(corners), Vec::new());
    let lat = polygon.exterior().0.first().map_or(0.0, |c| c.y);
    let is_crossed_to_nothing = polygon.exterior().0.len() > 4;
    let is_large = square_metres(polygon.unsigned_area(), lat) >= SLIVER_M2;
    // A bow tie has no area by the formula and is no sliver; it is refused for its crossing instead.
    let keeps = polygon.exterior().0.len() >= 4
        && (is_large || (is_crossed_to_nothing && spread(&polygon)));
    keeps.then(|| polygon.into_inner().0)
}

/// Whether the corners of a ring lie further apart than those of a sliver, in both directions.
fn spread(polygon: &Polygon<f64>) -> bool {
    use geo::ConvexHull;
    let lat = polygon.exterior().0.first().map_or(0.0, |c| c.y);
    square_metres(polygon.convex_hull().unsigned_area(), lat) >= 4.0 * SLIVER_M2
}

/// Whether lines of a shape cross.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Crossing {
    None,
    Some,
    /// So many lie near each other that not all of them were looked at.
    Tangled,
}

/// Whether lines of a shape cross or run over each other. Lines that touch at a point do not. At most so many pairs
/// are looked at.
pub(super) fn crosses(shape: &MultiPolygon<f64>, most: usize) -> Crossing {
    let lines: Vec<GeomWithData<Segment, usize>> = shape
        .lines_iter()
        .enumerate()
        .map(|(n, line)| GeomWithData::new(Segment(line), n))
        .collect();
    let tree = RTree::bulk_load(lines);
    let pairs = tree.iter().flat_map(|line| {
        let near = tree.locate_in_envelope_intersecting(&line.geom().envelope());
        near.map(move |other| (line, other))
    });
    for (looked_at, (line, other)) in pairs.enumerate() {
        if looked_at >= most {
            return Crossing::Tangled;
        }
        if other.data <= line.data {
            continue;
        }
        let is_crossed = match line_intersection(line.geom().0, other.geom().0) {
            Some(LineIntersection::SinglePoint { is_proper, .. }) => is_proper,
            Some(LineIntersection::Collinear { intersection }) => {
                intersection.start != intersection.end
            }
            None => false,
        };
        if is_crossed {
            return Crossing::Some;
        }
    }
    Crossing::None
}

struct Segment(Line<f64>);

impl RTreeObject for Segment {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        AABB::from_corners([self.0.start.x, self.0.start.y], [self.0.end.x, self.0.end.y])
    }
}

/// The shape without its crossings, when there can be no doubt about what was meant: the area stays what it was.
fn repaired(
    shape: &MultiPolygon<f64>,
    row: u64,
    name: &str,
    notices: &mut Notices,
) -> Option<MultiPolygon<f64>> {
    let before = shape.unsigned_area();
    let nothing = MultiPolygon::<f64>::new(Vec::new());
    let after = shape.union_with_fill_rule(&nothing, FillRule::EvenOdd);
    let is_sure = (after.unsigned_area() - before).abs() <= SURE * before
        && crosses(&after, MOST_PAIRS) == Crossing::None;
    let expected = "lines that do not cross";
    if is_sure && !after.0.is_empty() {
        let hint = "repaired; its area is the same";
        notices.push(NoticeCode::CrossingLines, row, "geometry", name, expected, hint);
        return Some(after);
    }
    let hint = "left out: what was meant is not certain";
    notices.refuse(NoticeCode::CrossingLines, row, "geometry", name, expected, hint);
    None
}
