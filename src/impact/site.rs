//! The offices of one service, as far as arithmetic needs them.

use std::collections::BTreeMap;

use super::cases::CasesOf;
use crate::domain::geo::Position;
use crate::domain::slug::Slug;

/// An office that gives the service, or gave it and could again.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// Public address, the key of every question.
    pub slug: Slug,
    /// Name to show.
    pub name: String,
    /// Where it stands; an office without a point is nobody's nearest.
    pub at: Option<Position>,
    /// Whether people can go there today, before any change.
    pub is_open: bool,
    /// Cases, households or people that it serves now, where that is known.
    pub cases: Option<f64>,
    /// What catchments count it as: 1, since nobody publishes staff or windows.
    pub capacity: f64,
    /// Whether only the middle of its ZIP area or town is known, which may lie miles from the door.
    pub is_rough: bool,
}

/// A list of offices that cannot be reckoned with.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SiteFault {
    /// Two offices with one address.
    #[error("found the office {slug} twice, expected every office once", slug = slug.as_str())]
    Twice {
        /// The address.
        slug: Slug,
    },
    /// A capacity that is none.
    #[error("found the capacity {found} at {slug}, expected a number above 0", slug = slug.as_str())]
    Capacity {
        /// The office.
        slug: Slug,
        /// What was given.
        found: f64,
    },
    /// Cases that cannot be counted.
    #[error("found {found} cases at {slug}, expected 0 or more", slug = slug.as_str())]
    Cases {
        /// The office.
        slug: Slug,
        /// What was given.
        found: f64,
    },
    /// More offices than 32 bits can number.
    #[error("found {found} offices, expected at most {most}")]
    TooMany {
        /// How many were given.
        found: usize,
        /// How many can be.
        most: usize,
    },
}

/// Offices by public address, so that the order in which they came does not matter.
#[derive(Debug, Clone, Default)]
pub struct Sites {
    sites: Vec<Site>,
    by_slug: BTreeMap<Slug, u32>,
    cases_of: Option<CasesOf>,
}

impl Sites {
    /// As many offices as can be.
    pub const MOST: usize = 1_000_000;

    /// Orders offices by public address.
    ///
    /// # Errors
    /// When one stands twice, or a capacity or a number of cases is none.
    pub fn new(mut sites: Vec<Site>) -> Result<Self, SiteFault> {
        if sites.len() > Self::MOST {
            return Err(SiteFault::TooMany { found: sites.len(), most: Self::MOST });
        }
        sites.sort_by(|a, b| a.slug.cmp(&b.slug));
        let mut by_slug = BTreeMap::new();
        for (number, site) in (0_u32..).zip(&sites) {
            let slug = || site.slug.clone();
            if !(site.capacity.is_finite() && site.capacity > 0.0) {
                return Err(SiteFault::Capacity { slug: slug(), found: site.capacity });
            }
            if let Some(found) = site.cases.filter(|c| !(c.is_finite() && *c >= 0.0)) {
                return Err(SiteFault::Cases { slug: slug(), found });
            }
            if by_slug.insert(slug(), number).is_some() {
                return Err(SiteFault::Twice { slug: slug() });
            }
        }
        Ok(Self { sites, by_slug, cases_of: None })
    }

    /// Says what the cases of the offices count.
    #[must_use]
    pub fn counting(self, cases_of: Option<CasesOf>) -> Self {
        Self { cases_of, ..self }
    }

    /// What the cases of the offices count, where that is known.
    #[must_use]
    pub const fn cases_of(&self) -> Option<&CasesOf> {
        self.cases_of.as_ref()
    }

    /// The offices in the order of their numbers.
    #[must_use]
    pub fn all(&self) -> &[Site] {
        &self.sites
    }

    /// The office with this number.
    #[must_use]
    pub fn get(&self, number: u32) -> Option<&Site> {
        self.sites.get(number as usize)
    }

    /// The number of an office.
    #[must_use]
    pub fn number(&self, slug: &Slug) -> Option<u32> {
        self.by_slug.get(slug).copied()
    }

    /// Open offices that have a point: number and place.
    pub fn standing(&self) -> impl Iterator<Item = (u32, Position)> + '_ {
        let numbered = (0_u32..).zip(&self.sites).filter(|(_, s)| s.is_open);
        numbered.filter_map(|(n, s)| Some((n, s.at?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(slug: &str) -> Site {
        Site {
            slug: slug.parse().unwrap(),
            name: slug.to_owned(),
            at: None,
            is_open: true,
            cases: None,
            capacity: 1.0,
            is_rough: false,
        }
    }

    #[test]
    fn offices_stand_in_the_order_of_their_addresses() {
        let sites = Sites::new(vec![site("b"), site("a")]).unwrap();
        assert_eq!(sites.number(&"a".parse().unwrap()), Some(0));
        assert_eq!(sites.number(&"c".parse().unwrap()), None);
        assert_eq!(sites.standing().count(), 0);
    }

    #[test]
    fn odd_offices_are_refused_by_name() {
        let twice = Sites::new(vec![site("a"), site("a")]).unwrap_err();
        assert_eq!(twice.to_string(), "found the office a twice, expected every office once");
        for capacity in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert!(matches!(
                Sites::new(vec![Site { capacity, ..site("a") }]),
                Err(SiteFault::Capacity { .. })
            ));
        }
        for cases in [-1.0, f64::NAN] {
            let odd = Site { cases: Some(cases), ..site("a") };
            assert!(matches!(Sites::new(vec![odd]), Err(SiteFault::Cases { .. })));
        }
    }
}
