//! Which county a position lies in.

use geo::{BoundingRect, Contains, MultiPolygon, Point, Rect};
use geojson::GeoJson;

use crate::domain::geo::Position;

/// The outlines of the counties.
#[derive(Debug, Default)]
pub struct CountyShapes {
    shapes: Vec<(String, Rect, geo::Geometry)>,
}

impl CountyShapes {
    /// Takes the features of the layer `county` out of the base map's GeoJSON.
    ///
    /// # Errors
    /// When the text is no GeoJSON; features that are no polygons are passed over.
    pub fn parse(text: &str) -> Result<Self, geojson::Error> {
        let GeoJson::FeatureCollection(collection) = text.parse::<GeoJson>()? else {
            return Ok(Self::default());
        };
        let mut shapes = Vec::new();
        for feature in collection.features {
            let word =
                |name: &str| feature.property(name).and_then(|v| v.as_str()).map(str::to_owned);
            if word("layer").as_deref() != Some("county") {
                continue;
            }
            let Some(name) = word("name") else { continue };
            let Some(geometry) = feature.geometry else { continue };
            let shape = geo::Geometry::try_from(geometry)?;
            if let Some(around) = shape.bounding_rect() {
                shapes.push((name, around, shape));
            }
        }
        Ok(Self { shapes })
    }

    /// The name of the county that a position lies in; none outside the state.
    #[must_use]
    pub fn at(&self, position: Position) -> Option<&str> {
        let point = Point::new(position.lon(), position.lat());
        self.shapes
            .iter()
            .find(|(_, around, shape)| around.contains(&point) && shape.contains(&point))
            .map(|(name, _, _)| name.as_str())
    }

    /// The outline of a county by its name.
    #[must_use]
    pub fn shape(&self, county: &str) -> Option<MultiPolygon> {
        let (_, _, shape) = self.shapes.iter().find(|(name, _, _)| name == county)?;
        match shape {
            geo::Geometry::Polygon(polygon) => Some(polygon.clone().into()),
            geo::Geometry::MultiPolygon(polygons) => Some(polygons.clone()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_in_the_county_that_the_map_shows() {
        let shapes = CountyShapes::parse(include_str!("../../data/base.geojson")).unwrap();
        assert_eq!(shapes.shapes.len(), 102);
        let at = |lat, lon| shapes.at(Position::new(lat, lon).unwrap());
        assert_eq!(at(37.0053, -89.1765), Some("Alexander"));
        assert_eq!(at(41.8838, -87.6319), Some("Cook"));
        assert_eq!(at(38.627, -90.199), None);
    }
}
