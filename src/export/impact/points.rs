//! What a question does to each tract or ZIP area, as GeoJSON points (RFC 7946).

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::{Chosen, Shown, address};
use crate::domain::slug::Slug;
use crate::export::ExportError;
use crate::export::geojson::PointGeometry;
use crate::impact::{
    Answer, Asked, Changes, Column, Cost, Ground, Inputs, Measure, NO_OFFICE, Question, Reassigned,
    UNREACHED, Way, Weights, rounded,
};

/// A collection that says what it was reckoned from; other members than those of RFC 7946 are allowed there.
#[derive(Serialize)]
pub(super) struct Collection<'a, F> {
    pub r#type: &'static str,
    pub address: String,
    pub rule: &'static str,
    pub question: &'a Question,
    pub measure: Measure,
    pub inputs: &'a Inputs,
    pub features: F,
}

/// The names of properties, which have the unit in them.
struct Names {
    before: String,
    after: String,
    added: String,
    groups: Vec<(&'static str, String)>,
}

/// What all points share.
struct Shared<'a> {
    ground: &'a Ground,
    question: &'a Question,
    changes: &'a Changes,
    assigned_after: Vec<Option<&'a Slug>>,
    columns: Vec<&'a Column>,
    names: Names,
}

struct Features<'a> {
    shared: &'a Shared<'a>,
    points: Vec<usize>,
}

impl Serialize for Features<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let features = self.points.iter().filter_map(|point| Feature::new(self.shared, *point));
        to.collect_seq(features)
    }
}

#[derive(Serialize)]
struct Feature<'a> {
    r#type: &'static str,
    id: &'a str,
    geometry: PointGeometry,
    properties: Properties<'a>,
}

impl<'a> Feature<'a> {
    fn new(shared: &'a Shared<'a>, point: usize) -> Option<Self> {
        let demand = shared.ground.demand();
        Some(Self {
            r#type: "Feature",
            id: demand.ids().get(point)?,
            geometry: PointGeometry(*demand.at().get(point)?),
            properties: Properties { shared, point },
        })
    }
}

struct Properties<'a> {
    shared: &'a Shared<'a>,
    point: usize,
}

impl Properties<'_> {
    fn slug(&self, way: Option<Way>) -> Option<&Slug> {
        self.shared.ground.slug_of(way.map_or(NO_OFFICE, |w| w.office), self.shared.question)
    }

    /// Miles or minutes to two decimals, as everywhere.
    fn length(&self, cost: Option<Cost>) -> Option<f64> {
        let cost = cost.filter(|cost| *cost != UNREACHED)?;
        Some(rounded(self.shared.ground.measure().show(cost as f64), 2))
    }
}

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Shared { ground, changes, assigned_after, columns, names, .. } = self.shared;
        let mut map = to.serialize_map(None)?;
        let point = self.point;
        map.serialize_entry("geoid", ground.demand().ids().get(point).map_or("", |id| &**id))?;
        let before = ground.today().get(point).map(|pair| pair.first);
        let after = changes.after.get(point).map(|pair| pair.first);
        map.serialize_entry("nearest_changes", &changes.moved.get(point).copied())?;
        map.serialize_entry("nearest_before", &self.slug(before))?;
        map.serialize_entry("nearest_after", &self.slug(after))?;
        map.serialize_entry(&names.before, &self.length(before.map(|way| way.cost)))?;
        map.serialize_entry(&names.after, &self.length(after.map(|way| way.cost)))?;
        let added = changes.added.get(point).copied().flatten();
        let added = added.map(|more| rounded(ground.measure().show(more as f64), 2));
        map.serialize_entry(&names.added, &added)?;
        let assigned = ground.assigned_to(point).and_then(|n| ground.sites().get(n));
        map.serialize_entry("assigned_before", &assigned.map(|site| &site.slug))?;
        map.serialize_entry("assigned_after", &assigned_after.get(point).copied().flatten())?;
        for ((value_name, moe_name), column) in names.groups.iter().zip(columns) {
            let figure = column.get(point);
            map.serialize_entry(*value_name, &figure.map(|(value, _)| value))?;
            map.serialize_entry(moe_name, &figure.and_then(|(_, margin)| margin))?;
        }
        map.end()
    }
}

/// Writes the points whose nearest office changes, or every one.
///
/// `nearest_*` and `assigned_*` are public addresses of offices; lengths are to two decimals, with the unit in their
/// name; each group has its number and its margin of error. What is not known is null.
///
/// # Errors
/// When it cannot be written.
pub fn points_geojson(
    asked: &Asked,
    ground: &Ground,
    answer: &Answer,
    changes: &Changes,
    chosen: &Chosen,
) -> Result<Vec<u8>, ExportError> {
    let demand = ground.demand();
    let reassigned: &[Reassigned] = &answer.reassigned;
    let (groups, columns) = match demand.weights() {
        Weights::ZipAreas => (Vec::new(), Vec::new()),
        Weights::Census(groups) => groups
            .iter()
            .map(|(who, column)| ((who.as_str(), format!("{who}_moe")), column))
            .unzip(),
    };
    let unit = super::table::unit_of(answer.measure);
    let name = |what: &str| format!("{unit}_{what}");
    let names =
        Names { before: name("before"), after: name("after"), added: name("added"), groups };
    let shared = Shared {
        ground,
        question: &answer.question,
        changes,
        assigned_after: ground.assigned_after(reassigned),
        columns,
        names,
    };
    let is_wanted = |point: &usize| {
        chosen.shown == Shown::All || changes.moved.get(*point).copied().unwrap_or(false)
    };
    let points = (0..demand.len()).filter(is_wanted).collect();
    super::json::written(&Collection {
        r#type: "FeatureCollection",
        address: address(asked),
        rule: answer.rule,
        question: &answer.question,
        measure: answer.measure,
        inputs: &answer.inputs,
        features: Features { shared: &shared, points },
    })
}
