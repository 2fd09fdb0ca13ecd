//! A question held against the list of offices: who stands where before and after.

use super::minutes::Minutes;
use super::question::{AskError, Question};
use super::site::{Site, Sites};
use crate::domain::geo::Position;
use crate::domain::slug::Slug;

/// What a question does to the offices, by number.
#[derive(Debug, Clone, Default)]
pub(super) struct Plan {
    /// Offices that no longer stand where they stood: closed or moved.
    pub gone: Vec<bool>,
    /// Closed, in order.
    pub closed: Vec<u32>,
    /// Those that come to stand somewhere: opened, moved or new, in order.
    pub come: Vec<(u32, Position)>,
    /// New offices; their numbers follow those of the list.
    pub new: Vec<Slug>,
    sites: u32,
}

impl Plan {
    /// Finds every office that a question names.
    ///
    /// # Errors
    /// When one is unknown, in two parts, without a place, closed or open already, or when none would be left.
    pub fn new(
        question: &Question,
        sites: &Sites,
        times: Option<&Minutes>,
    ) -> Result<Self, AskError> {
        question.check()?;
        let count = u32::try_from(sites.all().len()).unwrap_or(u32::MAX);
        let mut plan =
            Self { gone: vec![false; sites.all().len()], sites: count, ..Self::default() };
        for slug in question.closing() {
            let (number, ..) = standing(sites, slug)?;
            plan.leaves(number);
            plan.closed.push(number);
        }
        for slug in question.opening() {
            let (number, site) = known(sites, slug)?;
            if site.is_open {
                return Err(AskError::IsOpen { slug: slug.clone() });
            }
            let at = site.at.ok_or_else(|| AskError::NoPlace { slug: slug.clone() })?;
            if times.is_some_and(|times| !times.knows(number)) {
                return Err(AskError::NoTimes { slug: slug.clone() });
            }
            plan.come.push((number, at));
        }
        for (slug, to) in question.moving() {
            let (number, ..) = standing(sites, slug)?;
            if times.is_some() {
                return Err(AskError::NoTimes { slug: slug.clone() });
            }
            plan.leaves(number);
            plan.come.push((number, *to));
        }
        for (slug, at) in question.founding() {
            if sites.number(slug).is_some() {
                return Err(AskError::NameTaken { slug: slug.clone() });
            }
            if times.is_some() {
                return Err(AskError::NoTimes { slug: slug.clone() });
            }
            let number = count.saturating_add(u32::try_from(plan.new.len()).unwrap_or(0));
            plan.new.push(slug.clone());
            plan.come.push((number, *at));
        }
        plan.come.sort_by_key(|(number, _)| *number);
        if plan.come.is_empty() && plan.stays(sites).next().is_none() {
            return Err(AskError::AllClosed);
        }
        Ok(plan)
    }

    fn leaves(&mut self, number: u32) {
        if let Some(gone) = self.gone.get_mut(number as usize) {
            *gone = true;
        }
    }

    /// Whether an office no longer stands where it stood.
    pub fn is_gone(&self, number: u32) -> bool {
        self.gone.get(number as usize).copied().unwrap_or(false)
    }

    /// Whether an office comes to stand somewhere.
    pub fn comes(&self, number: u32) -> bool {
        self.come.binary_search_by_key(&number, |(n, _)| *n).is_ok()
    }

    /// The offices that stay where they are.
    pub fn stays<'a>(&'a self, sites: &'a Sites) -> impl Iterator<Item = (u32, Position)> + 'a {
        sites.standing().filter(|(number, _)| !self.is_gone(*number))
    }

    /// Where an office stands after the change.
    pub fn at_after(&self, number: u32, sites: &Sites) -> Option<Position> {
        let came = self.come.iter().find(|(n, _)| *n == number);
        came.map(|(_, at)| *at).or_else(|| sites.get(number).and_then(|site| site.at))
    }

    /// The address and name of an office, new ones too.
    pub fn name<'a>(&'a self, number: u32, sites: &'a Sites) -> Option<(&'a Slug, &'a str)> {
        if let Some(site) = sites.get(number) {
            return Some((&site.slug, &site.name));
        }
        let new = self.new.get(number.checked_sub(self.sites)? as usize)?;
        Some((new, new.as_str()))
    }
}

fn known<'a>(sites: &'a Sites, slug: &Slug) -> Result<(u32, &'a Site), AskError> {
    let unknown = || AskError::Unknown { slug: slug.clone() };
    let number = sites.number(slug).ok_or_else(unknown)?;
    Ok((number, sites.get(number).ok_or_else(unknown)?))
}

/// An open office with a place.
fn standing<'a>(sites: &'a Sites, slug: &Slug) -> Result<(u32, &'a Site), AskError> {
    let (number, site) = known(sites, slug)?;
    if !site.is_open {
        return Err(AskError::NotOpen { slug: slug.clone() });
    }
    if site.at.is_none() {
        return Err(AskError::NoPlace { slug: slug.clone() });
    }
    Ok((number, site))
}
