//! The land: areas, where people live, and who lives in which area.
//!
//! It changes only when boundaries, people or officeholders are loaded, so one read model hands it on to the next.
//! Before a census is loaded the points are the ZIP areas that ship, without any people; before boundaries are
//! loaded the only areas are the counties that ship.

use geo::{MultiPolygon, Rect};

use super::county_shapes::CountyShapes;
use super::gazetteer::Gazetteer;
use super::land_at::boxes;
use super::membership::memberships;
use crate::domain::area::County;
use crate::domain::dataset::Dataset;
use crate::domain::demand::{DemandLevel, DemandPoint, Figures, Group};
use crate::domain::polygon::{Area, AreaKind};

/// What was loaded of a land.
#[derive(Debug, Clone, Default)]
pub struct LandInput {
    /// The files, by set and name.
    pub datasets: Vec<Dataset>,
    /// Areas of all kinds.
    pub areas: Vec<Area>,
    /// Points of one level; none before any were loaded.
    pub points: Vec<DemandPoint>,
}

/// The areas of one kind with the points in them.
#[derive(Debug, Clone)]
pub struct LandLayer {
    /// The kind.
    pub kind: AreaKind,
    /// The areas, by code.
    pub areas: Vec<Area>,
    /// The place in `areas` of the area of each point; none where it lies in none.
    pub area_of: Vec<Option<u32>>,
    /// The boxes around the areas.
    pub(super) boxes: Vec<Option<Rect<f64>>>,
}

/// Areas, points and which point lies where.
#[derive(Debug, Clone)]
pub struct Land {
    datasets: Vec<Dataset>,
    layers: Vec<LandLayer>,
    level: DemandLevel,
    points: Vec<DemandPoint>,
}

impl Default for Land {
    fn default() -> Self {
        let (datasets, layers, points) = (Vec::new(), Vec::new(), Vec::new());
        Self { datasets, layers, level: DemandLevel::Zip, points }
    }
}

impl Land {
    /// Finds out which points lie in which areas; for a whole state a good part of a second.
    #[must_use]
    pub fn build(input: LandInput, gazetteer: &Gazetteer, counties: &CountyShapes) -> Self {
        let LandInput { datasets, mut areas, mut points } = input;
        // Points without any figure say nothing of people; they would pass for areas of ZIP codes.
        points.retain(|point| !point.figures.is_empty());
        points.sort_by(|a, b| a.geoid.cmp(&b.geoid));
        let level = points.first().map_or(DemandLevel::Zip, |point| point.level);
        points.retain(|point| point.level == level);
        if points.is_empty() {
            points = zip_areas(gazetteer);
        }
        if !areas.iter().any(|area| area.kind == AreaKind::County) {
            areas.extend(gazetteer.counties.iter().map(|county| shipped(county, counties)));
        }
        for area in areas.iter_mut().filter(|area| area.kind == AreaKind::County) {
            // One county has one address, whoever drew its lines.
            if let Some(known) = gazetteer.counties.iter().find(|c| c.geoid == area.geoid) {
                area.slug = known.slug.clone();
                area.name.clone_from(&known.name);
            }
        }
        areas.sort_by(|a, b| (&a.kind, &a.geoid).cmp(&(&b.kind, &b.geoid)));
        let mut layers: Vec<LandLayer> = Vec::new();
        for area in areas {
            match layers.last_mut().filter(|layer| layer.kind == area.kind) {
                Some(layer) => layer.areas.push(area),
                None => layers.push(LandLayer {
                    kind: area.kind.clone(),
                    areas: vec![area],
                    area_of: Vec::new(),
                    boxes: Vec::new(),
                }),
            }
        }
        for layer in &mut layers {
            layer.fill(&points, level, gazetteer);
            layer.boxes = boxes(&layer.areas);
        }
        Self { datasets, layers, level, points }
    }

    /// Files of boundaries, people and officeholders that were loaded, by set and name.
    #[must_use]
    pub fn datasets(&self) -> &[Dataset] {
        &self.datasets
    }

    /// The areas by kind, in the order in which pages show them.
    #[must_use]
    pub fn layers(&self) -> &[LandLayer] {
        &self.layers
    }

    /// The areas of one kind.
    #[must_use]
    pub fn layer(&self, kind: &AreaKind) -> Option<&LandLayer> {
        self.layers.iter().find(|layer| layer.kind == *kind)
    }

    /// An area by its public address.
    #[must_use]
    pub fn area(&self, kind: &AreaKind, slug: &str) -> Option<&Area> {
        self.layer(kind)?.areas.iter().find(|area| area.slug.as_str() == slug)
    }

    /// How fine the points are.
    #[must_use]
    pub const fn level(&self) -> DemandLevel {
        self.level
    }

    /// Where people live, by code.
    #[must_use]
    pub fn points(&self) -> &[DemandPoint] {
        &self.points
    }

    /// Whether people are known; else the points are ZIP areas without any.
    #[must_use]
    pub fn has_people(&self) -> bool {
        self.points.iter().any(|point| !point.figures.is_empty())
    }

    /// The groups that some point has a figure for.
    #[must_use]
    pub fn groups(&self) -> Vec<Group> {
        let is_known =
            |group: &&Group| self.points.iter().any(|point| point.figures.get(**group).is_some());
        Group::ALL.iter().filter(is_known).copied().collect()
    }
}

impl LandLayer {
    /// Says of each point in which area it lies.
    fn fill(&mut self, points: &[DemandPoint], level: DemandLevel, gazetteer: &Gazetteer) {
        if self.kind == AreaKind::County
            && let Some(area_of) = self.by_code(points, level, gazetteer)
        {
            self.area_of = area_of;
            return;
        }
        let found = memberships(&self.areas, &self.kind, points.iter().map(|p| p.position));
        self.area_of =
            found.iter().map(|m| m.area().and_then(|area| u32::try_from(area).ok())).collect();
    }

    /// The county of each point by its code, which no line on a map can get wrong; none where the areas have other
    /// codes than the census.
    fn by_code(
        &self,
        points: &[DemandPoint],
        level: DemandLevel,
        gazetteer: &Gazetteer,
    ) -> Option<Vec<Option<u32>>> {
        let by_geoid = |geoid: &str| {
            let at = self.areas.binary_search_by(|area| area.geoid.as_str().cmp(geoid)).ok()?;
            u32::try_from(at).ok()
        };
        let area_of = |point: &DemandPoint| match level {
            DemandLevel::Tract | DemandLevel::BlockGroup => by_geoid(point.geoid.get(..5)?),
            DemandLevel::Zip => {
                let county = &gazetteer.zip(&point.geoid)?.county;
                by_geoid(&gazetteer.county(county)?.geoid)
            }
        };
        let found: Vec<Option<u32>> = points.iter().map(area_of).collect();
        found.iter().any(Option::is_some).then_some(found)
    }
}

/// A county as it ships.
fn shipped(county: &County, shapes: &CountyShapes) -> Area {
    Area {
        kind: AreaKind::County,
        slug: county.slug.clone(),
        geoid: county.geoid.clone(),
        name: county.name.clone(),
        shape: shapes.shape(&county.name).unwrap_or_else(|| MultiPolygon(Vec::new())),
        vintage: String::new(),
        officeholder: None,
    }
}

fn zip_areas(gazetteer: &Gazetteer) -> Vec<DemandPoint> {
    let zip = |zip: &crate::domain::area::Zip| DemandPoint {
        geoid: zip.zip.clone(),
        level: DemandLevel::Zip,
        position: zip.at,
        figures: Figures::default(),
    };
    gazetteer.zips.iter().map(zip).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::fixture::GAZETTEER;
    use crate::domain::demand::Figure;
    use crate::domain::geo::Position;
    use geo::polygon;

    fn shapes() -> CountyShapes {
        CountyShapes::parse(include_str!("../../data/base.geojson")).unwrap()
    }

    fn point(geoid: &str, lat: f64, lon: f64, people: Option<u32>) -> DemandPoint {
        let mut figures = Figures::default();
        figures.set(Group::Everyone, people.map(Figure::counted));
        let position = Position::new(lat, lon).unwrap();
        DemandPoint { geoid: geoid.to_owned(), level: DemandLevel::Tract, position, figures }
    }

    #[test]
    fn without_a_census_the_points_are_zip_areas_in_the_counties_that_ship() {
        let land = Land::build(LandInput::default(), &GAZETTEER, &shapes());
        assert!(!land.has_people());
        assert_eq!((land.level(), land.groups()), (DemandLevel::Zip, Vec::new()));
        assert_eq!(land.points().len(), GAZETTEER.zips.len());
        let counties = land.layer(&AreaKind::County).unwrap();
        assert_eq!(counties.areas.len(), 102);
        assert!(counties.areas.iter().all(|area| !area.shape.0.is_empty()));
        let at = land.points().iter().position(|p| p.geoid == "62901").unwrap();
        let county = counties.area_of[at].unwrap() as usize;
        assert_eq!(counties.areas[county].slug.as_str(), "jackson", "Carbondale");
        assert!(counties.area_of.iter().all(Option::is_some));
    }

    #[test]
    fn a_tract_lies_in_the_county_of_its_code_and_in_the_district_around_it() {
        let senate = Area {
            kind: AreaKind::Senate,
            slug: "senate-59".parse().unwrap(),
            geoid: "17059".into(),
            name: "State Senate District 59".into(),
            shape: polygon![(x: -90.0, y: 37.0), (x: -88.0, y: 37.0), (x: -88.0, y: 38.5), (x: -90.0, y: 38.5)].into(),
            vintage: "2024".into(),
            officeholder: None,
        };
        let points = vec![
            point("17077011600", 37.73, -89.22, Some(4_000)),
            // Beyond the river, but counted in Jackson County by the census.
            point("17077011100", 37.80, -90.40, Some(10)),
            point("17077000000", 37.73, -89.20, None),
        ];
        let input = LandInput { areas: vec![senate], points, ..LandInput::default() };
        let land = Land::build(input, &GAZETTEER, &shapes());
        assert!(land.has_people());
        assert_eq!(land.points().len(), 2, "the point without figures says nothing");
        let counties = land.layer(&AreaKind::County).unwrap();
        let jackson = land.area(&AreaKind::County, "jackson").unwrap();
        for area in &counties.area_of {
            assert_eq!(counties.areas[area.unwrap() as usize].slug, jackson.slug);
        }
        let senate = land.layer(&AreaKind::Senate).unwrap();
        assert_eq!(senate.area_of, [None, Some(0)]);
        assert!(land.layer(&AreaKind::House).is_none());
    }
}
