//! What lies in an area: offices, and offices of cases of which less is known.

use std::collections::BTreeMap;

use crate::atlas::{Atlas, LandLayer};
use crate::domain::area::PlaceKind;
use crate::domain::closure::CaseOffice;
use crate::domain::geo::Position;
use crate::domain::office::Office;
use crate::domain::polygon::{Area, AreaKind};
use crate::domain::text;

/// Whether something lies in the area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Here {
    /// It does.
    Yes,
    /// It does by a place that may lie miles from the door.
    About,
    /// Only its county is known, which lies in the area in part.
    Maybe,
    /// It does not.
    No,
    /// No place is known at all.
    Unknown,
}

impl Here {
    /// Whether it counts for the area.
    #[must_use]
    pub const fn counts(self) -> bool {
        matches!(self, Self::Yes | Self::About)
    }
}

/// An area with what is needed to tell what lies in it.
pub struct Inside<'a> {
    atlas: &'a Atlas,
    layer: &'a LandLayer,
    number: usize,
    /// The area.
    pub area: &'a Area,
    /// Counties in which people of the area live, by their folded name, and whether they lie in it whole.
    counties: BTreeMap<String, bool>,
}

impl<'a> Inside<'a> {
    /// Finds out which counties have a part in the area.
    #[must_use]
    pub fn new(atlas: &'a Atlas, layer: &'a LandLayer, number: usize) -> Option<Self> {
        let area = layer.areas.get(number)?;
        let mut counties = BTreeMap::new();
        if let Some(other) = atlas.land().layer(&AreaKind::County) {
            for overlap in atlas.land().overlaps(layer, number, other) {
                counties.insert(text::folded(&overlap.area.name), overlap.is_whole());
            }
        }
        Some(Self { atlas, layer, number, area, counties })
    }

    /// Whether an office lies in the area: in a county by the county's name, in any other area by its point.
    #[must_use]
    pub fn office(&self, office: &Office) -> Here {
        let at = &office.facts.location;
        if self.is_county() && !at.county.is_empty() {
            return self.named(&at.county);
        }
        match at.point {
            Some((point, method)) => self.point(point, method.is_rough()),
            None => self.by_name(&at.city, &at.county),
        }
    }

    /// Whether an office of a case lies in the area: in a county as the source says, else as the office does, else by what
    /// the source says of its town and county.
    #[must_use]
    pub fn part(&self, part: &CaseOffice) -> Here {
        if self.is_county() && !part.county.is_empty() {
            return self.named(&part.county);
        }
        let office = part.office.and_then(|id| self.atlas.office_by_id(id));
        match office.map(|office| self.office(office)) {
            Some(known) if known != Here::Unknown => known,
            _ => self.by_name(&part.city, &part.county),
        }
    }

    fn is_county(&self) -> bool {
        self.area.kind == AreaKind::County
    }

    fn named(&self, county: &str) -> Here {
        if self.folded(county) == text::folded(&self.area.name) { Here::Yes } else { Here::No }
    }

    /// A county's name as the gazetteer writes it, without capitals and accents.
    fn folded(&self, county: &str) -> String {
        let known = self.atlas.gazetteer().county(county).map(|known| known.name.as_str());
        text::folded(known.unwrap_or(county))
    }

    /// The county of a town; empty where several counties have a town of that name, or none has.
    fn county_of(&self, city: &str) -> &str {
        let towns = self.atlas.gazetteer().places_named(city);
        let towns: Vec<_> = towns.iter().filter(|town| town.kind == PlaceKind::City).collect();
        match towns.as_slice() {
            [first, rest @ ..] if rest.iter().all(|town| town.county == first.county) => {
                &first.county
            }
            _ => "",
        }
    }

    fn point(&self, at: Position, is_rough: bool) -> Here {
        match (self.layer.holds(self.number, at), is_rough) {
            (false, _) => Here::No,
            (true, true) => Here::About,
            (true, false) => Here::Yes,
        }
    }

    fn by_name(&self, city: &str, county: &str) -> Here {
        let county = if county.is_empty() { self.county_of(city) } else { county };
        if county.is_empty() {
            return Here::Unknown;
        }
        let is_here =
            |name: &str| !name.is_empty() && text::folded(name) == text::folded(&self.area.name);
        match self.counties.get(&self.folded(county)) {
            None => Here::No,
            Some(true) => Here::Yes,
            Some(false) if self.area.kind == AreaKind::Place && is_here(city) => Here::About,
            Some(false) => Here::Maybe,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::Arc;

    use geo::polygon;

    use super::*;
    use crate::atlas::fixture::{GAZETTEER, office, office_at};
    use crate::atlas::{AtlasInput, CountyShapes, Land, LandInput};
    use crate::domain::closure::{Closure, OfficeRole};
    use crate::domain::office::PointMethod;

    /// A Senate district with a hole that holds Union County whole and a part of Jackson County; and Carbondale.
    pub fn atlas_of(offices: Vec<Office>, closures: Vec<Closure>) -> Atlas {
        let area = |kind: AreaKind, geoid: &str, name: &str, shape: geo::Polygon<f64>| Area {
            slug: crate::domain::slug::Slug::make(name, "area"),
            kind,
            geoid: geoid.into(),
            name: name.into(),
            shape: shape.into(),
            vintage: "2024".into(),
            officeholder: None,
        };
        let district = polygon![
            exterior: [(x: -89.7, y: 37.2), (x: -89.0, y: 37.2), (x: -89.0, y: 37.75), (x: -89.7, y: 37.75)],
            interiors: [[(x: -89.35, y: 37.68), (x: -89.33, y: 37.68), (x: -89.33, y: 37.70), (x: -89.35, y: 37.70)]],
        ];
        let town = polygon![(x: -89.27, y: 37.69), (x: -89.16, y: 37.69), (x: -89.16, y: 37.76), (x: -89.27, y: 37.76)];
        let areas = vec![
            area(AreaKind::Senate, "17059", "Senate 59", district),
            area(AreaKind::Place, "1711163", "Carbondale", town),
        ];
        let shapes = CountyShapes::parse(include_str!("../../../data/base.geojson")).unwrap();
        let land = Land::build(LandInput { areas, ..LandInput::default() }, &GAZETTEER, &shapes);
        let land = Arc::new(land);
        let input = AtlasInput { offices, closures, land, ..AtlasInput::default() };
        Atlas::build(input, Arc::clone(&GAZETTEER))
    }

    pub fn of<'a>(atlas: &'a Atlas, kind: &AreaKind, slug: &str) -> Inside<'a> {
        let layer = atlas.land().layer(kind).unwrap();
        Inside::new(atlas, layer, layer.number(slug).unwrap()).unwrap()
    }

    fn named(city: &str, county: &str) -> CaseOffice {
        let (city, county) = (city.to_owned(), county.to_owned());
        CaseOffice { name: "A".into(), city, county, office: None, role: OfficeRole::Losing }
    }

    #[test]
    fn an_office_lies_where_its_point_is_and_in_a_county_by_name() {
        let mut all = vec![
            office_at(1, 37.46, -89.24), // Anna, Union County
            office_at(2, 37.69, -89.34), // in the hole
            office_at(3, 37.76, -89.33), // Murphysboro, north of the district
            office_at(4, 37.73, -89.22), // Carbondale, by its middle
        ];
        all[3].facts.location.point.as_mut().unwrap().1 = PointMethod::CityCentroid;
        all[2].facts.location.county = "Jackson".into();
        let atlas = atlas_of(all.clone(), Vec::new());
        let senate = of(&atlas, &AreaKind::Senate, "senate-59");
        let found: Vec<Here> = all.iter().map(|office| senate.office(office)).collect();
        assert_eq!(found, [Here::Yes, Here::No, Here::No, Here::About]);
        let jackson = of(&atlas, &AreaKind::County, "jackson");
        assert_eq!(jackson.office(&all[2]), Here::Yes);
        assert_eq!(jackson.office(&all[0]), Here::No, "by its point, since no county is named");
        assert_eq!(jackson.office(&office(9, "Nowhere")), Here::Unknown);
    }

    #[test]
    fn what_only_names_a_county_counts_where_the_county_lies_in_the_area_whole() {
        let atlas = atlas_of(Vec::new(), Vec::new());
        let senate = of(&atlas, &AreaKind::Senate, "senate-59");
        assert_eq!(senate.part(&named("", "Union")), Here::Yes);
        assert_eq!(senate.part(&named("", "jackson county")), Here::Maybe);
        assert_eq!(senate.part(&named("Chicago", "Cook")), Here::No);
        assert_eq!(senate.part(&named("", "")), Here::Unknown);
        assert_eq!(senate.part(&named("Anna", "")), Here::Yes, "a town of Union County");
        assert_eq!(senate.part(&named("Nowhere at all", "")), Here::Unknown);
        let town = of(&atlas, &AreaKind::Place, "carbondale");
        assert_eq!(town.part(&named("Carbondale", "Jackson")), Here::About);
        assert_eq!(town.part(&named("Murphysboro", "Jackson")), Here::Maybe);
        let jackson = of(&atlas, &AreaKind::County, "jackson");
        assert_eq!(jackson.part(&named("", "Jackson County")), Here::Yes);
        assert!(Here::About.counts() && !Here::Maybe.counts());
    }
}
