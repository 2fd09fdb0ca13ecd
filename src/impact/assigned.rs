//! Service areas: which office an area is assigned to, before and after.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::demand::Demand;
use super::layer::Layer;
use super::plan::Plan;
use super::site::Sites;
use super::sphere::chord2;
use super::who::Who;
use crate::domain::slug::Slug;

/// Which office serves which area of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignments {
    /// The kind of the areas, such as `county`.
    pub kind: Slug,
    /// The office of each area; both by public address.
    pub office_of: BTreeMap<Slug, Slug>,
}

/// An area whose assigned office closes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reassigned {
    /// The area.
    pub area: Slug,
    /// Its name.
    pub name: String,
    /// The office that it is assigned to.
    pub before: Slug,
    /// The office that it would come to, assumed by rule; nobody but the agency decides.
    pub assumed_after: Option<Slug>,
}

/// Assignments by number.
#[derive(Debug, Clone, Default)]
pub(super) struct Assigned {
    /// The layer whose areas are assigned.
    pub layer: usize,
    /// The office of each area of the layer.
    pub office_of: Vec<Option<u32>>,
    /// The office of each point.
    pub of_point: Vec<Option<u32>>,
}

impl Assigned {
    /// Numbers for addresses; areas and offices that are not in the lists are left out.
    pub fn new(given: &Assignments, layers: &[Layer], sites: &Sites) -> Option<Self> {
        let layer = layers.iter().position(|layer| *layer.kind() == given.kind)?;
        let areas = layers.get(layer)?;
        let office =
            |slug: &Slug| given.office_of.get(slug).and_then(|office| sites.number(office));
        let office_of: Vec<Option<u32>> = areas.areas().iter().map(|a| office(&a.slug)).collect();
        let mut of_point = vec![None; areas.len()];
        for (area, office) in office_of.iter().enumerate() {
            for point in areas.points_of(area) {
                if let Some(slot) = of_point.get_mut(*point as usize) {
                    *slot = *office;
                }
            }
        }
        Some(Self { layer, office_of, of_point })
    }

    /// The areas that lose their assigned office, with the one that they would come to.
    ///
    /// Assumed is the office that is left, has a service area itself and is nearest on the mean to the need of the
    /// area, by great circle; an area goes as a whole, as the department has it.
    pub fn reassigned(
        &self,
        layers: &[Layer],
        plan: &Plan,
        sites: &Sites,
        demand: &Demand,
        need: Who,
    ) -> Vec<Reassigned> {
        let Some(layer) = layers.get(self.layer) else { return Vec::new() };
        let serving: BTreeSet<u32> = self.office_of.iter().flatten().copied().collect();
        let left: Vec<(u32, [f64; 3])> = sites
            .standing()
            .filter(|(n, _)| serving.contains(n) && !plan.closed.contains(n))
            .filter_map(|(n, _)| Some((n, plan.at_after(n, sites)?.unit())))
            .collect();
        let slug = |n: u32| sites.get(n).map(|site| site.slug.clone());
        let areas = layer.areas().iter().enumerate().zip(&self.office_of);
        areas
            .filter_map(|((area, named), office)| {
                let before = office.filter(|n| plan.closed.contains(n))?;
                let points = layer.points_of(area);
                let weighs = points.iter().any(|p| demand.weight(need, *p as usize) > 0);
                let far = |unit: [f64; 3]| -> f64 {
                    let way = |p: &u32| {
                        let weight = demand.weight(need, *p as usize);
                        let weight = if weighs { f64::from(weight) } else { 1.0 };
                        let at = demand.at().get(*p as usize).map_or(unit, |at| at.unit());
                        weight * (chord2(at, unit).sqrt() / 2.0).clamp(0.0, 1.0).asin()
                    };
                    points.iter().map(way).sum()
                };
                let by_way = left.iter().map(|(n, unit)| (far(*unit), *n));
                let nearest = by_way.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
                Some(Reassigned {
                    area: named.slug.clone(),
                    name: named.name.clone(),
                    before: slug(before)?,
                    assumed_after: nearest.and_then(|(_, n)| slug(n)),
                })
            })
            .collect()
    }
}
