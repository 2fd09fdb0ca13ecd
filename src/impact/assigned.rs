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
    /// The office of each area that has one to itself; both by public address.
    pub office_of: BTreeMap<Slug, Slug>,
    /// Offices that share an area with others, nobody says how.
    pub partly: BTreeSet<Slug>,
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
    /// Every office that serves an area or a part of one.
    serving: BTreeSet<u32>,
}

/// An area whose assigned office closes, by numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Passed {
    /// The area.
    pub area: usize,
    /// Its office.
    pub before: u32,
    /// The one that is assumed to take it.
    pub after: Option<u32>,
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
        let partly = given.partly.iter().filter_map(|slug| sites.number(slug));
        let serving = office_of.iter().flatten().copied().chain(partly).collect();
        Some(Self { layer, office_of, of_point, serving })
    }

    /// The office that is assumed to take each point that loses its own.
    pub fn takers(&self, layers: &[Layer], passed: &[Passed]) -> BTreeMap<u32, u32> {
        let Some(layer) = layers.get(self.layer) else { return BTreeMap::new() };
        let known = passed.iter().filter_map(|one| Some((one.area, one.after?)));
        let points =
            known.flat_map(|(area, to)| layer.points_of(area).iter().map(move |p| (*p, to)));
        points.collect()
    }

    /// The areas that lose their assigned office, as they are told.
    pub fn reassigned(
        &self,
        layers: &[Layer],
        sites: &Sites,
        passed: &[Passed],
    ) -> Vec<Reassigned> {
        let Some(layer) = layers.get(self.layer) else { return Vec::new() };
        let slug = |n: u32| sites.get(n).map(|site| site.slug.clone());
        let told = passed.iter().filter_map(|one| {
            let area = layer.areas().get(one.area)?;
            Some(Reassigned {
                area: area.slug.clone(),
                name: area.name.clone(),
                before: slug(one.before)?,
                assumed_after: one.after.and_then(slug),
            })
        });
        told.collect()
    }

    /// The areas that lose their assigned office, with the one that they would come to.
    ///
    /// Assumed is the office that is left, serves an area or a part of one itself and is nearest on the mean to the
    /// need of the area, by great circle; an area goes as a whole, as the department has it.
    pub fn passed(
        &self,
        layers: &[Layer],
        plan: &Plan,
        sites: &Sites,
        demand: &Demand,
        need: Who,
    ) -> Vec<Passed> {
        let Some(layer) = layers.get(self.layer) else { return Vec::new() };
        let left: Vec<(u32, [f64; 3])> = sites
            .standing()
            .filter(|(n, _)| self.serving.contains(n) && !plan.closed.contains(n))
            .filter_map(|(n, _)| Some((n, plan.at_after(n, sites)?.unit())))
            .collect();
        self.office_of
            .iter()
            .enumerate()
            .filter_map(|(area, office)| {
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
                Some(Passed { area, before, after: nearest.map(|(_, n)| n) })
            })
            .collect()
    }
}
