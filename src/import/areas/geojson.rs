//! Boundaries from GeoJSON.

use std::io::Read;

use ::geojson::{Feature, Geometry, GeometryValue};
use geo::MultiPolygon;
use serde_json::Value;

use super::{Collector, LIMITS, Plan, Properties};
use crate::domain::polygon::Area;
use crate::import::json_features::Features;
use crate::import::table::folded_name;
use crate::import::{ImportError, Notices};

/// Names of coordinates in degrees, as the member `crs` of older files gives them.
const DEGREES: [&str; 6] = ["CRS84", "EPSG::4326", "EPSG:4326", "EPSG::4269", "EPSG:4269", "CRS83"];

/// Reads areas from a FeatureCollection, one feature at a time.
///
/// # Errors
/// When it is no such thing, its coordinates are not degrees, it lacks the field of the name, or no feature can be
/// used.
pub fn read_geojson(
    input: impl Read,
    plan: &Plan,
    notices: &mut Notices,
) -> Result<Vec<Area>, ImportError> {
    let mut features = Features::new(input, LIMITS);
    let mut collector = Collector::new(plan.clone(), notices);
    let mut crs_is_checked = false;
    loop {
        let next = features.next()?.map(serde_json::from_slice::<Feature>);
        let (number, line) = (features.number, features.feature_line);
        if let Some(crs) = features.crs.as_deref().filter(|_| !crs_is_checked) {
            check_crs(crs)?;
            crs_is_checked = true;
        }
        let Some(feature) = next else { break };
        let feature = feature.map_err(|error| ImportError::Feature {
            feature: number,
            line,
            message: error.to_string(),
        })?;
        let shape = match &feature.geometry {
            Some(geometry) => polygons(geometry),
            None => Err("no geometry".to_owned()),
        };
        collector.take(number, &Members(feature.properties.as_ref()), shape)?;
    }
    features.text().report(collector.notices());
    collector.end()
}

fn check_crs(crs: &[u8]) -> Result<(), ImportError> {
    let crs: Value = serde_json::from_slice(crs).unwrap_or(Value::Null);
    let Some(name) = crs.pointer("/properties/name").and_then(Value::as_str) else { return Ok(()) };
    if DEGREES.iter().any(|known| name.ends_with(known)) {
        return Ok(());
    }
    Err(ImportError::WrongCrs { found: name.chars().take(80).collect() })
}

fn polygons(geometry: &Geometry) -> Result<MultiPolygon<f64>, String> {
    match &geometry.value {
        GeometryValue::Polygon { .. } | GeometryValue::MultiPolygon { .. } => {}
        other => return Err(format!("a {}", other.type_name())),
    }
    match geo::Geometry::<f64>::try_from(geometry.clone()) {
        Ok(geo::Geometry::Polygon(polygon)) => Ok(polygon.into()),
        Ok(geo::Geometry::MultiPolygon(polygons)) => Ok(polygons),
        Ok(_) => Err("something else".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

struct Members<'a>(Option<&'a serde_json::Map<String, Value>>);

impl Properties for Members<'_> {
    fn get(&self, folded: &str) -> Option<String> {
        let (_, value) = self.0?.iter().find(|(name, _)| folded_name(name) == folded)?;
        Some(match value {
            Value::String(text) => text.clone(),
            Value::Number(number) => match number.as_f64() {
                // 12.0 is the number 12: codes lose their form on the way through a spreadsheet.
                Some(float) if number.is_f64() && float.fract() == 0.0 => format!("{float:.0}"),
                _ => number.to_string(),
            },
            Value::Bool(is_so) => is_so.to_string(),
            Value::Null | Value::Array(_) | Value::Object(_) => String::new(),
        })
    }

    fn names(&self) -> Vec<String> {
        self.0.map(|members| members.keys().cloned().collect()).unwrap_or_default()
    }
}
