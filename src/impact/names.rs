//! Offices of an answer by their public address, where the arithmetic has numbers.

use super::assigned::Reassigned;
use super::ground::Ground;
use super::question::Question;
use super::trips::NO_OFFICE;
use crate::domain::slug::Slug;

impl Ground {
    /// The public address of an office by its number; new offices of a question have theirs too.
    #[must_use]
    pub fn slug_of<'a>(&'a self, number: u32, question: &'a Question) -> Option<&'a Slug> {
        if number == NO_OFFICE {
            return None;
        }
        let number = number as usize;
        let known = self.sites.all();
        match known.get(number) {
            Some(site) => Some(&site.slug),
            // They are numbered behind those that there are, in the order of the alphabet.
            None => question.founding().keys().nth(number.checked_sub(known.len())?),
        }
    }

    /// The office that each point is assigned to after a change: the same as before, or the assumed one.
    #[must_use]
    pub fn assigned_after<'a>(&'a self, reassigned: &'a [Reassigned]) -> Vec<Option<&'a Slug>> {
        let before = |point| Some(&self.sites.get(self.assigned_to(point)?)?.slug);
        let mut after: Vec<Option<&Slug>> = (0..self.demand.len()).map(before).collect();
        let layer = self.assigned.as_ref().and_then(|assigned| self.layers.get(assigned.layer));
        let Some(layer) = layer else { return after };
        for change in reassigned {
            let Some(area) = layer.areas().iter().position(|area| area.slug == change.area) else {
                continue;
            };
            for point in layer.points_of(area) {
                if let Some(slot) = after.get_mut(*point as usize) {
                    *slot = change.assumed_after.as_ref();
                }
            }
        }
        after
    }
}
