//! Areas around a place, and areas that share people.

use geo::{BoundingRect, Intersects, Point, Rect};

use super::land::{Land, LandLayer};
use super::membership::memberships;
use crate::domain::geo::Position;
use crate::domain::polygon::Area;

/// Degrees around an area within which a place in the water may count for it: more than a kilometre everywhere in the
/// state.
const SHORE_DEGREES: f64 = 0.02;

/// An area that has points in common with another one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Overlap<'a> {
    /// The area.
    pub area: &'a Area,
    /// Points that lie in both.
    pub shared: usize,
    /// All points of the area.
    pub points: usize,
}

impl Overlap<'_> {
    /// Whether all of its points lie in the other one.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.shared == self.points
    }
}

/// The boxes around some areas; none around one without a shape.
pub(super) fn boxes(areas: &[Area]) -> Vec<Option<Rect<f64>>> {
    areas.iter().map(|area| area.shape.bounding_rect()).collect()
}

impl LandLayer {
    /// The area that a place counts for, by the same rule as where people live: the first by code where it lies in
    /// several, and the nearest within a kilometre where a kind that fills the state leaves the water out.
    #[must_use]
    pub fn at(&self, at: Position) -> Option<&Area> {
        let near = |around: &Rect<f64>| {
            let (min, max) = (around.min(), around.max());
            (min.x - SHORE_DEGREES..=max.x + SHORE_DEGREES).contains(&at.lon())
                && (min.y - SHORE_DEGREES..=max.y + SHORE_DEGREES).contains(&at.lat())
        };
        let close: Vec<&Area> = self
            .areas
            .iter()
            .zip(&self.boxes)
            .filter(|(_, around)| around.as_ref().is_some_and(near))
            .map(|(area, _)| area)
            .collect();
        // A few of many: making all of them ready for one place would take longer than the answer.
        let copies: Vec<Area> = close.iter().copied().cloned().collect();
        let found = memberships(&copies, &self.kind, [at]);
        close.get(found.first()?.area()?).copied()
    }

    /// The place of an area in the list of the layer.
    #[must_use]
    pub fn number(&self, slug: &str) -> Option<usize> {
        self.areas.iter().position(|area| area.slug.as_str() == slug)
    }

    /// Whether a place lies in one of the areas or on its line.
    #[must_use]
    pub fn holds(&self, number: usize, at: Position) -> bool {
        let point = Point::new(at.lon(), at.lat());
        let around = self.boxes.get(number).and_then(Option::as_ref);
        around.is_some_and(|around| around.intersects(&point))
            && self.areas.get(number).is_some_and(|area| area.shape.intersects(&point))
    }

    /// How many points lie in one of the areas.
    #[must_use]
    pub fn points_in(&self, number: usize) -> usize {
        self.area_of.iter().filter(|area| is(**area, number)).count()
    }
}

impl Land {
    /// The areas of another layer in which points of an area lie, by code.
    #[must_use]
    pub fn overlaps<'a>(
        &self,
        layer: &LandLayer,
        number: usize,
        other: &'a LandLayer,
    ) -> Vec<Overlap<'a>> {
        let mut counts = vec![(0_usize, 0_usize); other.areas.len()];
        for (here, there) in layer.area_of.iter().zip(&other.area_of) {
            let Some(count) = there.and_then(|there| counts.get_mut(there as usize)) else {
                continue;
            };
            count.1 += 1;
            count.0 += usize::from(is(*here, number));
        }
        let each = other.areas.iter().zip(counts).filter(|(_, (shared, _))| *shared > 0);
        each.map(|(area, (shared, points))| Overlap { area, shared, points }).collect()
    }
}

fn is(area: Option<u32>, number: usize) -> bool {
    area.is_some_and(|area| area as usize == number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::fixture::GAZETTEER;
    use crate::atlas::{CountyShapes, LandInput};
    use crate::domain::polygon::AreaKind;
    use geo::polygon;

    fn at(lat: f64, lon: f64) -> Position {
        Position::new(lat, lon).unwrap()
    }

    fn land() -> Land {
        let square = |slug: &str, geoid: &str, west: f64, east: f64| {
            Area {
            kind: AreaKind::Senate,
            slug: slug.parse().unwrap(),
            geoid: geoid.into(),
            name: slug.into(),
            shape: polygon![
                exterior: [(x: west, y: 37.0), (x: east, y: 37.0), (x: east, y: 38.5), (x: west, y: 38.5)],
                interiors: [[(x: west + 0.1, y: 38.0), (x: west + 0.2, y: 38.0), (x: west + 0.2, y: 38.1)]],
            ]
            .into(),
            vintage: "2024".into(),
            officeholder: None,
        }
        };
        let areas = vec![
            square("senate-1", "17001", -90.0, -89.0),
            square("senate-2", "17002", -89.0, -88.0),
        ];
        let shapes = CountyShapes::parse(include_str!("../../data/base.geojson")).unwrap();
        Land::build(LandInput { areas, ..LandInput::default() }, &GAZETTEER, &shapes)
    }

    #[test]
    fn a_place_lies_in_its_county_and_in_the_district_around_it() {
        let land = land();
        let here = at(37.73, -89.22);
        let name = |kind: AreaKind, at| {
            land.layer(&kind).unwrap().at(at).map(|area| area.slug.to_string())
        };
        assert_eq!(name(AreaKind::County, here).as_deref(), Some("jackson"));
        assert_eq!(name(AreaKind::Senate, here).as_deref(), Some("senate-1"));
        assert_eq!(name(AreaKind::Senate, at(38.04, -89.82)), None, "in the hole");
        assert_eq!(name(AreaKind::Senate, at(37.5, -89.0)).as_deref(), Some("senate-1"), "first");
        assert_eq!(name(AreaKind::Senate, at(37.5, -87.99)).as_deref(), Some("senate-2"), "shore");
        assert_eq!(name(AreaKind::Senate, at(40.0, -89.5)), None);
        let senate = land.layer(&AreaKind::Senate).unwrap();
        assert!(senate.holds(0, here) && !senate.holds(1, here) && !senate.holds(9, here));
        assert!(!senate.holds(0, at(38.04, -89.82)), "a hole is outside");
    }

    #[test]
    fn areas_that_share_points_are_found_with_their_part() {
        let land = land();
        let (counties, senate) =
            (land.layer(&AreaKind::County).unwrap(), land.layer(&AreaKind::Senate).unwrap());
        let jackson = counties.number("jackson").unwrap();
        let found = land.overlaps(counties, jackson, senate);
        assert_eq!(found[0].area.slug.as_str(), "senate-1");
        assert_eq!(found[0].shared, counties.points_in(jackson));
        assert!(!found[0].is_whole());
        let back = land.overlaps(senate, 0, counties);
        let whole = back.iter().find(|o| o.area.slug.as_str() == "jackson").unwrap();
        assert!(whole.is_whole());
        assert!(back.iter().any(|o| !o.is_whole()), "some counties lie across the line");
        assert_eq!(counties.number("atlantis"), None);
    }
}
