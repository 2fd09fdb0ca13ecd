//! The answer to a question: who is hurt, where, and how much.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::access::{Access, Counts, GroupAccess, access, groups};
use super::assigned::{Passed, Reassigned};
use super::change::{Change, change, moved};
use super::flow::{Flow, OfficeRef, flows, office};
use super::ground::Ground;
use super::inputs::Inputs;
use super::load::{Load, Users, load};
use super::margin::Estimate;
use super::measure::{Cost, Measure, RULE};
use super::plan::Plan;
use super::question::{AskError, Question};
use super::tasks::in_order;
use super::trips::Changes;
use super::who::{Unit, Who};
use crate::domain::slug::Slug;

/// An answer with everything that it depends on. The same question to the same ground gives the same bytes.
///
/// Counts are whole; lengths have two decimals, percentages and totals one. Sums are made before rounding.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    /// The version of the rules.
    pub rule: &'static str,
    /// The question in its one form.
    pub question: Question,
    /// Miles or minutes.
    pub measure: Measure,
    /// Beyond so many miles or minutes a place counts as a desert.
    pub desert_line: u32,
    /// The data.
    pub inputs: Inputs,
    /// Open offices that nothing could be reckoned for, since their place is not known.
    pub without_place: Vec<OfficeRef>,
    /// Offices of which only the middle of the ZIP area or town is known, among those that close, lose or take on some.
    pub rough: Vec<OfficeRef>,
    /// The offices that close, by address.
    pub closed: Vec<OfficeRef>,
    /// The whole state.
    pub state: AreaAnswer,
    /// Every other kind of area.
    pub kinds: Vec<KindAnswer>,
    /// From which office to which people go.
    pub flows: Vec<Flow>,
    /// What each office that is left takes on.
    pub load: Load,
    /// Areas that lose their assigned office.
    pub reassigned: Vec<Reassigned>,
}

/// The areas of one kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KindAnswer {
    /// The kind.
    pub kind: Slug,
    /// Every area by address, untouched ones too.
    pub areas: Vec<AreaAnswer>,
    /// Those who live in no area of the kind; with the areas they add up to the state.
    pub outside: Figures,
}

/// One area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AreaAnswer {
    /// Public address.
    pub slug: Slug,
    /// Name.
    pub name: String,
    /// Whether anybody's nearest office changes.
    pub is_touched: bool,
    /// Each group, in the order of [`Who`].
    pub figures: Figures,
}

impl AreaAnswer {
    /// The figure of a group.
    #[must_use]
    pub fn figure(&self, who: Who) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.who == who)
    }
}

/// What a change does to one group in one area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// Of whom.
    pub who: Who,
    /// What one of them is.
    pub unit: Unit,
    /// All of them in the area.
    pub all: Estimate,
    /// Points of the area.
    pub points: u64,
    /// Those of them for which the survey has no number. Where they are many, there is no share.
    pub missing_points: u64,
    /// Those whose nearest office changes.
    pub change: Change,
    /// Ways before.
    #[serde(serialize_with = "shared")]
    pub before: Arc<Access>,
    /// Ways after; where nothing changes the same thing in memory as before.
    #[serde(serialize_with = "shared")]
    pub after: Arc<Access>,
}

/// The figures of an area, one for each group. Where a question changes nothing they are those of today, in memory too:
/// most areas of a country are far from an office that closes.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures(Arc<[Figure]>);

impl Figures {
    /// What there is before any question.
    pub(super) fn of_today(
        groups: &[(Who, Counts<'_>)],
        each: Vec<GroupAccess>,
        measure: Measure,
    ) -> Self {
        let nothing = change(&[], |_| None, groups, each.iter().map(GroupAccess::total), measure);
        let figures = groups.iter().zip(each).zip(nothing).map(|(((who, _), group), change)| {
            let before = Arc::new(group.access);
            Figure {
                who: *who,
                unit: who.unit(),
                all: group.sum.estimate(),
                points: group.points,
                missing_points: group.missing_points,
                change,
                after: Arc::clone(&before),
                before,
            }
        });
        Self(figures.collect())
    }
}

impl Default for Figures {
    fn default() -> Self {
        Self(Arc::new([]))
    }
}

impl Deref for Figures {
    type Target = [Figure];

    fn deref(&self) -> &[Figure] {
        &self.0
    }
}

impl<'a> IntoIterator for &'a Figures {
    type Item = &'a Figure;
    type IntoIter = std::slice::Iter<'a, Figure>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl Serialize for Figures {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.as_ref().serialize(to)
    }
}

fn shared<S: Serializer>(access: &Arc<Access>, to: S) -> Result<S::Ok, S::Error> {
    access.as_ref().serialize(to)
}

impl Ground {
    /// Answers a question for the state and every kind of area.
    ///
    /// # Errors
    /// When the question cannot be answered.
    pub fn ask(&self, question: &Question) -> Result<Answer, AskError> {
        let plan = self.plan(question)?;
        let changes = self.changes_of(&plan);
        let groups = groups(&self.demand);
        let need = self.demand.need();
        let counts = groups.iter().find(|(who, _)| *who == need);
        let counts = counts.map_or(Counts::Ones, |(_, counts)| *counts);
        let (state, kinds) = self.areas(&changes);
        let without = self.sites.all().iter().filter(|s| s.is_open && s.at.is_none());
        let passed = self.passed(&plan, need);
        let assigned = self.assigned.as_ref();
        let users = assigned.map(|assigned| Users::new(assigned, &self.layers, &passed));
        let (users, of_need) = (users.as_ref(), (need, counts));
        let load = load(&self.before, &changes, &plan, &self.sites, users, of_need);
        let flows = flows(&self.before, &changes, &plan, &self.sites, &groups, self.measure());
        let closed: Vec<OfficeRef> =
            plan.closed.iter().filter_map(|n| office(*n, &plan, &self.sites)).collect();
        let concerned = closed.iter().chain(flows.iter().flat_map(|f| f.from.iter().chain(&f.to)));
        let rough = self.rough(concerned.chain(load.offices.iter().map(|line| &line.office)));
        let reassigned =
            assigned.map(|assigned| assigned.reassigned(&self.layers, &self.sites, &passed));
        Ok(Answer {
            rule: RULE,
            question: question.clone(),
            measure: self.measure(),
            desert_line: self.measure().desert(),
            inputs: self.inputs.clone(),
            without_place: without
                .map(|s| OfficeRef { slug: s.slug.clone(), name: s.name.clone() })
                .collect(),
            rough,
            closed,
            state,
            kinds,
            flows,
            load,
            reassigned: reassigned.unwrap_or_default(),
        })
    }

    /// Those of some offices that may stand miles from where they are reckoned, each once, by address.
    fn rough<'a>(&self, offices: impl Iterator<Item = &'a OfficeRef>) -> Vec<OfficeRef> {
        let is_rough = |office: &&OfficeRef| {
            let site = self.sites.number(&office.slug).and_then(|n| self.sites.get(n));
            site.is_some_and(|site| site.is_rough)
        };
        let by_slug: BTreeMap<&Slug, &OfficeRef> =
            offices.filter(is_rough).map(|office| (&office.slug, office)).collect();
        by_slug.into_values().cloned().collect()
    }

    fn passed(&self, plan: &Plan, need: Who) -> Vec<Passed> {
        self.assigned.as_ref().map_or_else(Vec::new, |assigned| {
            assigned.passed(&self.layers, plan, &self.sites, &self.demand, need)
        })
    }

    fn areas(&self, changes: &Changes) -> (AreaAnswer, Vec<KindAnswer>) {
        let mut figures = in_order(&self.every_area(), self.workers, |(layer, area)| {
            self.figures(*layer, *area, changes)
        })
        .into_iter();
        let mut kinds: Vec<KindAnswer> = Vec::new();
        for layer in &self.layers {
            let areas = layer.areas().iter().zip(figures.by_ref());
            let areas = areas.map(|(area, (is_touched, figures))| AreaAnswer {
                slug: area.slug.clone(),
                name: area.name.clone(),
                is_touched,
                figures,
            });
            let areas = areas.collect();
            let outside = figures.next().map(|(_, figures)| figures).unwrap_or_default();
            kinds.push(KindAnswer { kind: layer.kind().clone(), areas, outside });
        }
        // The first layer is the state, one area.
        let state = kinds.remove(0).areas.remove(0);
        (state, kinds)
    }

    /// Each group of an area, and whether anybody's nearest office changes there.
    pub(super) fn figures(&self, layer: usize, area: usize, changes: &Changes) -> (bool, Figures) {
        let points = self.layers.get(layer).map_or(&[][..], |l| l.points_of(area));
        let Some(base) = self.base.get(layer).and_then(|l| l.get(area)) else {
            return (false, Figures::default());
        };
        let differs = |p: &u32| changes.differs.get(*p as usize).copied().unwrap_or(false);
        if !points.iter().any(differs) {
            return (false, base.clone());
        }
        let groups = groups(&self.demand);
        let measure = self.measure();
        let moved = moved(points, changes);
        let by_cost = self.by_cost_of(layer, area).iter();
        let mut by_cost: Vec<(Cost, u32)> = by_cost
            .filter_map(|p| Some((changes.after.get(*p as usize)?.first.cost, *p)))
            .collect();
        // Few have changed, so that it is nearly in order; a stable sort makes use of that.
        by_cost.sort_by_key(|(cost, _)| *cost);
        let after = access(points, by_cost.into_iter(), &changes.after, &self.rows, measure);
        let added = |point: u32| changes.added.get(point as usize).copied().flatten();
        let totals = after.iter().map(GroupAccess::total);
        let change = change(&moved, added, &groups, totals, measure);
        let figures = base.iter().zip(after).zip(change).map(|((base, after), change)| {
            let before = Arc::clone(&base.before);
            let is_same = *before == after.access;
            let after = if is_same { Arc::clone(&before) } else { Arc::new(after.access) };
            Figure { change, before, after, ..base.clone() }
        });
        (!moved.is_empty(), Figures(figures.collect()))
    }
}
