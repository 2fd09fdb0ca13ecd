//! What one area has to fear: from a plan, and from the closing of any single office.

use super::answer::AreaAnswer;
use super::ground::Ground;
use super::question::{AskError, Question};
use super::rank::{Harm, worse};
use super::trips::Changes;
use crate::domain::slug::Slug;

/// What a question does to one area.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaHit {
    /// Each group, as in a whole answer.
    pub area: AreaAnswer,
    /// Whether anybody there is assigned to an office that closes, near or far.
    pub is_reassigned: bool,
}

impl Ground {
    /// What a question does to one area, from what it does to each point: the same figures as in the whole answer,
    /// without those of all others. None where there is no such area.
    ///
    /// # Errors
    /// When the question cannot be answered.
    pub fn area_hit(
        &self,
        question: &Question,
        changes: &Changes,
        kind: &Slug,
        area: &Slug,
    ) -> Result<Option<AreaHit>, AskError> {
        let plan = self.plan(question)?;
        let Some((layer, number)) = self.area_number(kind, area) else { return Ok(None) };
        let (is_touched, figures) = self.figures(layer, number, changes);
        let Some(known) = self.layers.get(layer).and_then(|l| l.areas().get(number)) else {
            return Ok(None);
        };
        let is_reassigned = self.points(layer, number).iter().any(|point| {
            let office = self.assigned_to(*point as usize);
            office.is_some_and(|office| plan.closed.contains(&office))
        });
        let (slug, name) = (known.slug.clone(), known.name.clone());
        Ok(Some(AreaHit { area: AreaAnswer { slug, name, is_touched, figures }, is_reassigned }))
    }

    /// The single open office whose closing would hurt the people of an area most, and how: by the same order as the rank of
    /// all offices, reckoned over the points of the area alone. None where nobody lives there or no office is known.
    #[must_use]
    pub fn most_harmful_for(&self, kind: &Slug, area: &Slug) -> Option<Harm> {
        let (layer, number) = self.area_number(kind, area)?;
        let points = self.points(layer, number).iter();
        let nearest = |point: &u32| Some((self.before.get(*point as usize)?.first.office, *point));
        let mut keyed: Vec<(u32, u32)> = points.filter_map(nearest).collect();
        keyed.sort_unstable();
        let by_office = keyed.chunk_by(|a, b| a.0 == b.0);
        let harms = by_office.filter_map(|same| self.harm(same.first()?.0, same));
        let need = self.demand.need();
        harms.min_by(|a, b| worse(a, b, need)).filter(|harm| {
            harm.groups.iter().any(|group| group.who == need && group.people.value > 0)
        })
    }

    fn points(&self, layer: usize, area: usize) -> &[u32] {
        self.layers.get(layer).map_or(&[], |layer| layer.points_of(area))
    }
}
