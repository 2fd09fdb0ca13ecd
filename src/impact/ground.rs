//! Offices, people and areas made ready for questions.

use super::access::{access, groups};
use super::answer::Figures;
use super::assigned::{Assigned, Assignments};
use super::demand::{Demand, Rows};
use super::inputs::Inputs;
use super::layer::{Area, Layer, LayerFault};
use super::measure::Measure;
use super::minutes::Minutes;
use super::plan::Plan;
use super::question::{AskError, Question};
use super::site::Sites;
use super::tasks::{in_handfuls, in_order};
use super::trips::{Changes, Pair, Roads, Workers};
use crate::domain::slug::Slug;

/// What questions are answered from.
#[derive(Debug, Clone)]
pub struct GroundInput {
    /// The offices of one service.
    pub sites: Sites,
    /// Where people live.
    pub demand: Demand,
    /// The state as an area of its own kind, which holds every point.
    pub state: (Slug, Area),
    /// Areas by kind.
    pub layers: Vec<Layer>,
    /// Which office serves which area, where that is known.
    pub assignments: Option<Assignments>,
    /// Travel times, where they stand in for miles.
    pub times: Option<Minutes>,
    /// What all this was made of.
    pub inputs: Inputs,
}

/// Data that do not fit together.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum GroundFault {
    /// A layer that speaks of other points.
    #[error("found {found} points in the areas of the kind {kind}, expected {expected}", kind = kind.as_str())]
    Points {
        /// The kind.
        kind: Slug,
        /// How many points it has.
        found: usize,
        /// How many there are.
        expected: usize,
    },
    /// Two layers of one kind.
    #[error("found areas of the kind {kind} twice, expected each kind once", kind = kind.as_str())]
    Twice {
        /// The kind.
        kind: Slug,
    },
    /// A travel-time table of other points.
    #[error("found travel times for {found} points, expected {expected}")]
    Times {
        /// How many points it has.
        found: usize,
        /// How many there are.
        expected: usize,
    },
    /// Service areas of a kind that there is not.
    #[error("found service areas of the kind {kind}, expected a kind of area that is loaded", kind = kind.as_str())]
    ServiceAreas {
        /// The kind.
        kind: Slug,
    },
    /// Areas that do not fit to their points.
    #[error(transparent)]
    Layer(#[from] LayerFault),
}

/// Everything ready, with the ways of today.
#[derive(Debug, Clone)]
pub struct Ground {
    pub(super) sites: Sites,
    pub(super) demand: Demand,
    /// The state first.
    pub(super) layers: Vec<Layer>,
    pub(super) assigned: Option<Assigned>,
    pub(super) roads: Roads,
    pub(super) inputs: Inputs,
    pub(super) before: Vec<Pair>,
    /// The demand point by point.
    pub(super) rows: Rows,
    /// Of each layer the points by area, those of an area by their way of today.
    pub(super) by_cost: Vec<Vec<u32>>,
    /// The answer to the question that asks nothing, by layer and area; behind the areas, what lies in none.
    pub(super) base: Vec<Vec<Figures>>,
    pub(super) workers: Workers,
}

impl Ground {
    /// How much of it there is to keep: points times kinds of area, and the ways of a table.
    #[must_use]
    pub fn weight(&self) -> usize {
        let ways = match &self.roads {
            Roads::Sphere { .. } => 0,
            Roads::Table(times) => times.size(),
        };
        self.demand.len().saturating_mul(self.layers.len()).saturating_add(ways)
    }

    /// Finds every point's nearest two offices of today and the access of every area.
    ///
    /// The number of workers changes the time that this and later questions take, never an answer.
    ///
    /// # Errors
    /// When layers, service areas or travel times speak of other points or kinds than there are.
    pub fn new(input: GroundInput, workers: Workers) -> Result<Self, GroundFault> {
        let GroundInput { sites, demand, state, layers, assignments, times, inputs } = input;
        let expected = demand.len();
        let mut all = vec![Layer::whole(state.0, state.1, expected)?];
        for layer in layers {
            if layer.len() != expected {
                let kind = layer.kind().clone();
                return Err(GroundFault::Points { kind, found: layer.len(), expected });
            }
            if all.iter().any(|other| other.kind() == layer.kind()) {
                return Err(GroundFault::Twice { kind: layer.kind().clone() });
            }
            all.push(layer);
        }
        if let Some(found) = times.as_ref().map(Minutes::points).filter(|n| *n != expected) {
            return Err(GroundFault::Times { found, expected });
        }
        let assigned = match assignments {
            None => None,
            Some(given) => Some(
                Assigned::new(&given, &all, &sites)
                    .ok_or(GroundFault::ServiceAreas { kind: given.kind })?,
            ),
        };
        let roads = Roads::new(&sites, &demand, times, workers);
        let before = roads.before(&sites, &demand, workers);
        let rows = demand.rows();
        let mut order: Vec<_> = before.iter().map(|pair| pair.first.cost).zip(0_u32..).collect();
        order.sort_unstable();
        let order: Vec<u32> = order.into_iter().map(|(_, point)| point).collect();
        let by_cost = in_handfuls(&all, workers, 1, |layer| layer.ordered(&order));
        let mut ground = Self {
            sites,
            demand,
            layers: all,
            assigned,
            roads,
            inputs,
            before,
            rows,
            by_cost,
            base: Vec::new(),
            workers,
        };
        ground.base = ground.bases();
        Ok(ground)
    }

    fn bases(&self) -> Vec<Vec<Figures>> {
        let groups = groups(&self.demand);
        let all = in_order(&self.every_area(), self.workers, |(layer, area)| {
            let points = self.layers.get(*layer).map_or(&[][..], |l| l.points_of(*area));
            let by_cost = self.by_cost_of(*layer, *area).iter();
            let by_cost =
                by_cost.filter_map(|p| Some((self.before.get(*p as usize)?.first.cost, *p)));
            let each = access(points, by_cost, &self.before, &self.rows, self.measure());
            Figures::of_today(&groups, each, self.measure())
        });
        let mut all = all.into_iter();
        self.layers.iter().map(|l| all.by_ref().take(l.areas().len() + 1).collect()).collect()
    }

    /// The points of an area by their way of today.
    pub(super) fn by_cost_of(&self, layer: usize, area: usize) -> &[u32] {
        let stretch = self.layers.get(layer).map_or(0..0, |l| l.stretch(area));
        self.by_cost.get(layer).and_then(|all| all.get(stretch)).unwrap_or(&[])
    }

    /// Every area of every layer by number, and behind those of a layer what lies in none of them.
    pub(super) fn every_area(&self) -> Vec<(usize, usize)> {
        let layers = self.layers.iter().enumerate();
        layers.flat_map(|(l, layer)| (0..=layer.areas().len()).map(move |a| (l, a))).collect()
    }

    /// What ways are measured in.
    #[must_use]
    pub const fn measure(&self) -> Measure {
        match self.roads {
            Roads::Sphere { .. } => Measure::Miles,
            Roads::Table(_) => Measure::Minutes,
        }
    }

    /// The offices.
    #[must_use]
    pub const fn sites(&self) -> &Sites {
        &self.sites
    }

    /// Where people live.
    #[must_use]
    pub const fn demand(&self) -> &Demand {
        &self.demand
    }

    /// Areas by kind, the state first.
    #[must_use]
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// What all this was made of.
    #[must_use]
    pub const fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    /// Every point's nearest two offices of today.
    #[must_use]
    pub fn today(&self) -> &[Pair] {
        &self.before
    }

    /// The office that a point is assigned to.
    #[must_use]
    pub fn assigned_to(&self, point: usize) -> Option<u32> {
        self.assigned.as_ref()?.of_point.get(point).copied().flatten()
    }

    /// What a question does to each point: for maps and tables of tracts or ZIP areas.
    ///
    /// # Errors
    /// When the question cannot be answered.
    pub fn changes(&self, question: &Question) -> Result<Changes, AskError> {
        let plan = self.plan(question)?;
        Ok(self.changes_of(&plan))
    }

    pub(super) fn plan(&self, question: &Question) -> Result<Plan, AskError> {
        Plan::new(question, &self.sites, self.roads.times())
    }

    pub(super) fn changes_of(&self, plan: &Plan) -> Changes {
        self.roads.changes(&self.before, plan, &self.sites, &self.demand, self.workers)
    }
}
