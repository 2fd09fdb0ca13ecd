//! The areas of an answer with their shapes, as GeoJSON (RFC 7946).

use geo::MultiPolygon;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::points::Collection;
use super::table::unit_of;
use super::{Chosen, address};
use crate::atlas::Land;
use crate::domain::slug::Slug;
use crate::export::ExportError;
use crate::impact::{Answer, AreaAnswer, Asked, Estimate, Figure, Measure};

#[derive(Serialize)]
struct Feature<'a> {
    r#type: &'static str,
    id: String,
    geometry: Option<Shape<'a>>,
    properties: Properties<'a>,
}

/// Parts and holes, outer rings counterclockwise as RFC 7946 has it.
struct Shape<'a>(&'a MultiPolygon<f64>);

impl Serialize for Shape<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let parts: Vec<Vec<Vec<[f64; 2]>>> = self
            .0
            .iter()
            .map(|part| {
                let outer = ring(part.exterior().0.iter().map(|c| [c.x, c.y]).collect(), true);
                let holes = part.interiors().iter();
                let holes = holes.map(|r| ring(r.0.iter().map(|c| [c.x, c.y]).collect(), false));
                std::iter::once(outer).chain(holes).collect()
            })
            .collect();
        let mut map = to.serialize_map(Some(2))?;
        map.serialize_entry("type", "MultiPolygon")?;
        map.serialize_entry("coordinates", &parts)?;
        map.end()
    }
}

/// A ring in the wanted direction.
fn ring(mut points: Vec<[f64; 2]>, counterclockwise: bool) -> Vec<[f64; 2]> {
    let pairs = points.iter().zip(points.iter().skip(1));
    // Twice the area, positive where the ring runs counterclockwise.
    let area: f64 = pairs.map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum();
    if (area > 0.0) != counterclockwise {
        points.reverse();
    }
    points
}

struct Properties<'a> {
    kind: &'a Slug,
    area: &'a AreaAnswer,
    geoid: Option<&'a str>,
    measure: Measure,
}

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("kind", self.kind)?;
        map.serialize_entry("slug", &self.area.slug)?;
        map.serialize_entry("name", &self.area.name)?;
        map.serialize_entry("geoid", &self.geoid)?;
        map.serialize_entry("is_touched", &self.area.is_touched)?;
        for figure in &self.area.figures {
            group(&mut map, figure, unit_of(self.measure))?;
        }
        map.end()
    }
}

/// One group's figures, flat, as programs that draw maps want them.
fn group<M: SerializeMap>(map: &mut M, figure: &Figure, unit: &str) -> Result<(), M::Error> {
    let who = figure.who.as_str();
    let mut estimate = |name: &str, estimate: Estimate| {
        map.serialize_entry(&format!("{who}_{name}"), &estimate.value)?;
        map.serialize_entry(&format!("{who}_{name}_moe"), &estimate.moe)
    };
    estimate("all", figure.all)?;
    estimate("nearest_changes", figure.change.people)?;
    estimate("one_closure_from_desert_before", figure.before.one_closure_from_desert)?;
    estimate("one_closure_from_desert_after", figure.after.one_closure_from_desert)?;
    let added = figure.change.added;
    for (name, value) in [
        ("added_mean", added.map(|a| a.mean)),
        ("added_median", added.map(|a| a.median)),
        ("added_p90", added.map(|a| a.p90)),
        ("added_total", added.map(|a| a.total)),
        ("mean_before", figure.before.mean),
        ("mean_after", figure.after.mean),
    ] {
        map.serialize_entry(&format!("{who}_{name}_{unit}"), &value)?;
    }
    Ok(())
}

/// Writes the areas of the kinds that were chosen, with their shapes.
///
/// # Errors
/// When it cannot be written.
pub fn areas_geojson(
    asked: &Asked,
    land: &Land,
    answer: &Answer,
    chosen: &Chosen,
) -> Result<Vec<u8>, ExportError> {
    let mut features = Vec::new();
    for (kind, areas) in chosen.of(answer) {
        let layer = land.layers().iter().find(|layer| layer.kind.slug() == kind.kind);
        for area in areas {
            let drawn = layer.and_then(|l| l.areas.iter().find(|a| a.slug == area.slug));
            features.push(Feature {
                r#type: "Feature",
                id: format!("{}/{}", kind.kind.as_str(), area.slug.as_str()),
                geometry: drawn.filter(|a| !a.shape.0.is_empty()).map(|a| Shape(&a.shape)),
                properties: Properties {
                    kind: &kind.kind,
                    area,
                    geoid: drawn.map(|a| a.geoid.as_str()),
                    measure: answer.measure,
                },
            });
        }
    }
    super::json::written(&Collection {
        r#type: "FeatureCollection",
        address: address(asked),
        rule: answer.rule,
        question: &answer.question,
        measure: answer.measure,
        inputs: &answer.inputs,
        features,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rings_run_as_the_standard_has_them() {
        let square = vec![[0.0, 0.0], [0.0, 1.0], [1.0, 1.0], [1.0, 0.0], [0.0, 0.0]];
        let turned: Vec<[f64; 2]> = square.iter().rev().copied().collect();
        for given in [&square, &turned] {
            assert_eq!(ring(given.clone(), true), turned);
            assert_eq!(ring(given.clone(), false), square);
        }
    }
}
