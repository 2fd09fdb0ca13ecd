//! Floating catchments of all areas, before and after a change.

use std::collections::BTreeSet;

use serde::Serialize;

use super::catchment::{Weight, three_stage, two_stage};
use super::ground::Ground;
use super::inputs::Inputs;
use super::matrix::{Matrix, MatrixFault};
use super::measure::{Measure, RULE, rounded};
use super::plan::Plan;
use super::question::{AskError, Question};
use super::raam::{Raam, raam};
use super::sphere::{Found, Tree, reach2};
use super::trips::Roads;
use super::who::Who;
use crate::domain::geo::METRES_PER_MILE;
use crate::domain::slug::Slug;

text_enum! {
    /// How access is reckoned.
    Method {
        /// Every office within reach counts alike.
        TwoStage = "2sfca",
        /// Nearer ones count more.
        EnhancedTwoStage = "e2sfca",
        /// And people choose among them.
        ThreeStage = "3sfca",
        /// People weigh the way against the queue.
        Raam = "raam",
    }
}

/// Access by floating catchments.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CatchmentAnswer {
    /// The version of the rules.
    pub rule: &'static str,
    /// The question in its one form.
    pub question: Question,
    /// How it was reckoned.
    pub method: Method,
    /// Miles or minutes.
    pub measure: Measure,
    /// How far offices reach.
    pub reach: f64,
    /// Whose numbers stand for demand.
    pub need: Who,
    /// The data.
    pub inputs: Inputs,
    /// Every area of every kind, the state first.
    pub areas: Vec<CatchmentArea>,
}

/// An area's mean access, weighted by its need.
///
/// Of the catchments: capacity for every 10,000 of need, to three decimals, more is better. Of RAAM: cost, to three
/// decimals, less is better.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CatchmentArea {
    /// The kind.
    pub kind: Slug,
    /// Public address.
    pub slug: Slug,
    /// Name.
    pub name: String,
    /// Before.
    pub before: Option<f64>,
    /// After.
    pub after: Option<f64>,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ReachError {
    /// The question cannot be answered.
    #[error(transparent)]
    Ask(#[from] AskError),
    /// There are too many ways.
    #[error(transparent)]
    Matrix(#[from] MatrixFault),
}

impl Method {
    /// The reach of the papers: 30 minutes (60 for the three steps), taken as 20 (40) miles, the measure of
    /// 42 CFR part 5, appendix A. RAAM looks twice as far again, since it has no edge of its own.
    #[must_use]
    pub const fn reach(self, measure: Measure) -> f64 {
        match (self, measure) {
            (Self::TwoStage | Self::EnhancedTwoStage, Measure::Minutes) => 30.0,
            (Self::TwoStage | Self::EnhancedTwoStage, Measure::Miles) => 20.0,
            (Self::ThreeStage, Measure::Minutes) => 60.0,
            (Self::ThreeStage, Measure::Miles) => 40.0,
            (Self::Raam, Measure::Minutes) => 120.0,
            (Self::Raam, Measure::Miles) => 80.0,
        }
    }
}

impl Ground {
    /// The mean access of every area before and after a change.
    ///
    /// # Errors
    /// When the question cannot be answered, or there are more ways within reach than fit.
    pub fn catchments(
        &self,
        question: &Question,
        method: Method,
    ) -> Result<CatchmentAnswer, ReachError> {
        self.catchments_of(question, method, Matrix::MOST)
    }

    /// The same over at most so many pairs of point and office.
    ///
    /// # Errors
    /// When the question cannot be answered, or there are more ways within reach than may be.
    pub fn catchments_of(
        &self,
        question: &Question,
        method: Method,
        most: usize,
    ) -> Result<CatchmentAnswer, ReachError> {
        let plan = self.plan(question)?;
        let reach = method.reach(self.measure());
        let need = self.demand.need();
        let before = self.scores(&Plan::default(), method, need, most)?;
        let after = self.scores(&plan, method, need, most)?;
        let areas = self.layers.iter().flat_map(|layer| {
            let areas = layer.areas().iter().enumerate();
            areas.map(|(i, area)| CatchmentArea {
                kind: layer.kind().clone(),
                slug: area.slug.clone(),
                name: area.name.clone(),
                before: self.mean(layer.points_of(i), &before, method, need),
                after: self.mean(layer.points_of(i), &after, method, need),
            })
        });
        Ok(CatchmentAnswer {
            rule: RULE,
            question: question.clone(),
            method,
            measure: self.measure(),
            reach,
            need,
            inputs: self.inputs.clone(),
            areas: areas.collect(),
        })
    }

    fn scores(
        &self,
        plan: &Plan,
        method: Method,
        need: Who,
        most: usize,
    ) -> Result<Vec<Option<f64>>, MatrixFault> {
        let reach = method.reach(self.measure());
        let costs = self.matrix(plan, reach, most)?;
        let people: Vec<u32> =
            (0..self.demand.len()).map(|point| self.demand.weight(need, point)).collect();
        let demand: Vec<f64> = people.iter().map(|n| f64::from(*n)).collect();
        let supply: Vec<f64> = (0_u32..)
            .take(costs.destinations())
            .map(|n| self.sites.get(n).map_or(1.0, |site| site.capacity))
            .collect();
        // Minutes of the papers in the unit at hand.
        let scale = match self.measure() {
            Measure::Minutes => 1.0,
            Measure::Miles => 2.0 / 3.0,
        };
        Ok(match method {
            Method::TwoStage => two_stage(&costs, &demand, &supply, Some(reach), &Weight::Same),
            Method::EnhancedTwoStage => {
                two_stage(&costs, &demand, &supply, Some(reach), &Weight::enhanced(scale))
            }
            Method::ThreeStage => {
                three_stage(&costs, &demand, &supply, Some(reach), &Weight::three_step(scale))
            }
            Method::Raam => {
                let how = Raam { tau: 60.0 * scale, ..Raam::default() };
                raam(&costs, &people, &supply, &how)
            }
        })
    }

    /// Every way within reach to an office that stands after a change, in miles or minutes.
    fn matrix(&self, plan: &Plan, reach: f64, most: usize) -> Result<Matrix, MatrixFault> {
        let offices = self.sites.all().len() + plan.new.len();
        let came: BTreeSet<u32> = plan.come.iter().map(|(n, _)| *n).collect();
        let mut pairs: Vec<(u32, u32, f64)> = Vec::new();
        let come = Tree::new(plan.come.iter().copied());
        let mut near: Vec<Found> = Vec::new();
        for (at, point) in self.demand.at().iter().zip(0_u32..) {
            match &self.roads {
                Roads::Sphere { tree, units, .. } => {
                    let Some(unit) = units.get(point as usize) else { continue };
                    let most2 = reach2(reach * METRES_PER_MILE);
                    near.clear();
                    tree.within(*unit, most2, &mut near);
                    near.retain(|found| !plan.is_gone(found.number));
                    come.within(*unit, most2, &mut near);
                    for found in &near {
                        let Some(to) = plan.at_after(found.number, &self.sites) else { continue };
                        let miles = at.distance_m(to) / METRES_PER_MILE;
                        if miles <= reach {
                            pairs.push((point, found.number, miles));
                        }
                    }
                }
                Roads::Table(times) => {
                    for (cost, office) in times.ways(point as usize) {
                        let is_open = self.sites.get(*office).is_some_and(|s| s.is_open);
                        let stands = (is_open && !plan.is_gone(*office)) || came.contains(office);
                        let minutes = self.measure().show(*cost as f64);
                        if stands && minutes <= reach {
                            pairs.push((point, *office, minutes));
                        }
                    }
                }
            }
            if pairs.len() > most {
                return Err(MatrixFault::TooMany { found: pairs.len(), most });
            }
        }
        Matrix::new(self.demand.len(), offices, pairs)
    }

    /// The mean over the need of some points. Without an office within reach catchments are nought; RAAM has no
    /// cost there, and those points are left out.
    fn mean(
        &self,
        points: &[u32],
        scores: &[Option<f64>],
        method: Method,
        need: Who,
    ) -> Option<f64> {
        let (mut sum, mut people) = (0.0, 0.0);
        for point in points {
            let weight = f64::from(self.demand.weight(need, *point as usize));
            let score = scores.get(*point as usize).copied().flatten();
            let score = if method == Method::Raam { score } else { Some(score.unwrap_or(0.0)) };
            if let Some(score) = score {
                sum += weight * score;
                people += weight;
            }
        }
        let scale = if method == Method::Raam { 1.0 } else { 10_000.0 };
        (people > 0.0).then(|| rounded(scale * sum / people, 3))
    }
}
