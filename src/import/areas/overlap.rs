//! Which areas of one set share ground.

use geo::{Area as _, BooleanOps, BoundingRect, CoordsIter};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::shape::square_metres;
use crate::domain::feed::NoticeCode;
use crate::domain::polygon::Area;
use crate::import::Notices;

/// Ground that neighbours may share: lines drawn with less care leave slivers of that size.
const SHARE: f64 = 0.001;
/// And so much in any case, in square metres.
const LEAST_M2: f64 = 10_000.0;
/// Corners of all pairs that are compared; beyond that the check is given up, with a notice.
const MOST_CORNERS: usize = 200_000_000;

/// Says which areas share more ground than drawing explains.
pub(super) fn remark(areas: &[(u64, Area)], notices: &mut Notices) {
    let boxes = areas.iter().enumerate().filter_map(|(n, (_, area))| {
        let around = area.shape.bounding_rect()?;
        let (min, max) = (around.min(), around.max());
        Some(GeomWithData::new(Rectangle::from_corners([min.x, min.y], [max.x, max.y]), n))
    });
    let tree = RTree::bulk_load(boxes.collect());
    let corners: Vec<usize> = areas.iter().map(|(_, area)| area.shape.coords_count()).collect();
    let mut work = 0_usize;
    for first in tree.iter() {
        let around = AABB::from_corners(first.geom().lower(), first.geom().upper());
        for second in tree.locate_in_envelope_intersecting(&around) {
            if second.data <= first.data {
                continue;
            }
            work = work.saturating_add(corners[first.data]).saturating_add(corners[second.data]);
            if work > MOST_CORNERS {
                let hint = "not all pairs of areas were compared";
                notices.push(
                    NoticeCode::Overlap,
                    0,
                    "geometry",
                    "more corners than are compared",
                    "",
                    hint,
                );
                return;
            }
            compare(&areas[first.data], &areas[second.data], notices);
        }
    }
}

fn compare((_, a): &(u64, Area), (row, b): &(u64, Area), notices: &mut Notices) {
    let shared = a.shape.intersection(&b.shape).unsigned_area();
    let smaller = a.shape.unsigned_area().min(b.shape.unsigned_area());
    let lat = b.shape.bounding_rect().map_or(0.0, |r| r.center().y);
    let metres = square_metres(shared, lat);
    if shared > SHARE * smaller && metres > LEAST_M2 {
        let found = format!("{} and {} share {:.2} square km", a.name, b.name, metres / 1e6);
        let expected = "areas that do not overlap";
        let hint = "both kept; a point in both counts for the one with the lower code";
        notices.push(NoticeCode::Overlap, *row, "geometry", &found, expected, hint);
    }
}
