//! The atlas: the read model held in memory. Everything a resident opens is answered from it.
//!
//! It is built whole from one revision of the store and never changed; a newer one takes its place. It reads no
//! clock, no file and no database.

mod address;
mod agenda;
mod assigned;
mod brief;
mod cells;
mod clock_facts;
mod cluster;
mod county_shapes;
mod gazetteer;
mod grid;
mod groups;
mod index;
mod land;
mod land_at;
mod ledger;
mod lexicon;
mod membership;
mod near;
mod postings;
mod reports;
mod resolve;
mod rough;
mod search;
mod spelling;
mod tags;
mod vocabulary;
mod words;

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::domain::area::{Caseload, ServiceArea};
use crate::domain::closure::Closure;
use crate::domain::id::{OfficeId, SiteId};
use crate::domain::office::Office;
use crate::domain::text;

pub use brief::{Briefs, CaseBrief, CountySet};
pub use cluster::{MapItem, MapQuery};
pub use county_shapes::CountyShapes;
pub use gazetteer::{Gazetteer, GazetteerError};
pub use groups::agency_slug;
pub use land::{Land, LandInput, LandLayer};
pub use land_at::Overlap;
pub use ledger::NearCase;
pub use membership::{Membership, Membershipper, SHORE_METRES, memberships};
pub use near::{Near, NearestQuery};
pub use reports::{PlaceCounts, Released, ReportCounts};
pub use resolve::{Fallback, Resolved};
pub use search::Hit;

/// Everything that an atlas is built from.
#[derive(Debug, Clone, Default)]
pub struct AtlasInput {
    /// The store's revision.
    pub revision: i64,
    /// The day on which the ledger is read; none where every step counts.
    pub today: Option<Date>,
    /// Every office, gone ones too.
    pub offices: Vec<Office>,
    /// Every case of the ledger.
    pub closures: Vec<Closure>,
    /// Which office serves which county.
    pub service_areas: Vec<ServiceArea>,
    /// Caseloads of counties in one program.
    pub caseloads: Vec<Caseload>,
    /// What was last released of reports.
    pub reports: Released,
    /// Areas and where people live.
    pub land: Arc<Land>,
}

/// The read model: offices, gazetteer and ledger, with the indexes that answer questions about them.
#[derive(Debug)]
pub struct Atlas {
    revision: i64,
    today: Option<Date>,
    gazetteer: Arc<Gazetteer>,
    offices: Vec<Office>,
    by_slug: Vec<u32>,
    by_id: HashMap<OfficeId, u32>,
    by_site: Vec<(SiteId, u32)>,
    land: Arc<Land>,
    assigned: assigned::Assigned,
    caseloads: Vec<Caseload>,
    ledger: ledger::Ledger,
    agenda: agenda::Agenda,
    groups: groups::Groups,
    points: index::Points,
    services: tags::Tags,
    languages: tags::Tags,
    grid: grid::Grid,
    lexicon: lexicon::Lexicon,
    reports: ReportCounts,
}

impl Atlas {
    /// Builds the atlas of one revision.
    #[must_use]
    pub fn build(input: AtlasInput, gazetteer: Arc<Gazetteer>) -> Self {
        let AtlasInput {
            revision,
            today,
            mut offices,
            mut closures,
            service_areas,
            caseloads,
            reports,
            land,
        } = input;
        for case in &mut closures {
            case.as_of = today;
        }
        offices.sort_by_cached_key(|o| (text::folded(&o.facts.name), o.slug.clone()));
        let by_slug = sorted_by(&offices, |o| o.slug.as_str());
        let by_id: HashMap<OfficeId, u32> =
            (0_u32..).zip(&offices).map(|(i, o)| (o.id, i)).collect();
        let mut by_site: Vec<(SiteId, u32)> =
            (0_u32..).zip(&offices).filter_map(|(i, o)| Some((o.site?, i))).collect();
        by_site.sort_unstable();
        let ledger = ledger::Ledger::build(closures, today, &offices, &by_id);
        let counties = groups::counties_of(ledger.told(), &offices, &by_id, &gazetteer);
        Self {
            land,
            caseloads,
            revision,
            today,
            agenda: agenda::Agenda::build(ledger.told(), &counties),
            groups: groups::Groups::build(ledger.told(), &counties),
            // First, so that what it needs only while it is built can be used again by the others.
            lexicon: lexicon::Lexicon::build(&gazetteer, &offices),
            assigned: assigned::Assigned::build(service_areas, &offices),
            ledger,
            points: index::Points::build(&offices),
            services: tags::Tags::build(&offices, |o| &o.facts.services),
            languages: tags::Tags::build(&offices, |o| &o.facts.languages),
            grid: grid::Grid::build(&offices),
            reports: ReportCounts::build(reports),
            gazetteer,
            offices,
            by_slug,
            by_id,
            by_site,
        }
    }

    /// The store's revision that this is a picture of.
    #[must_use]
    pub const fn revision(&self) -> i64 {
        self.revision
    }

    /// The day on which the ledger was read.
    #[must_use]
    pub const fn today(&self) -> Option<Date> {
        self.today
    }

    /// Areas and where people live.
    #[must_use]
    pub const fn land(&self) -> &Arc<Land> {
        &self.land
    }

    /// Caseloads of counties in one program, of every measure and time that is known.
    #[must_use]
    pub fn caseloads(&self) -> &[Caseload] {
        &self.caseloads
    }

    /// ZIP codes, towns and counties.
    #[must_use]
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Every office by name, then by public address.
    #[must_use]
    pub fn offices(&self) -> &[Office] {
        &self.offices
    }

    /// The office with this public address.
    #[must_use]
    pub fn office(&self, slug: &str) -> Option<&Office> {
        let at = |i: u32| self.office_at(i).map_or("", |o| o.slug.as_str());
        let found = self.by_slug.binary_search_by(|&i| at(i).cmp(slug)).ok()?;
        self.office_at(*self.by_slug.get(found)?)
    }

    /// The office with this identifier.
    #[must_use]
    pub fn office_by_id(&self, id: OfficeId) -> Option<&Office> {
        self.office_at(*self.by_id.get(&id)?)
    }

    /// The other offices in the building of this one.
    #[must_use]
    pub fn same_site(&self, office: &Office) -> Vec<&Office> {
        let Some(site) = office.site else {
            return Vec::new();
        };
        let from = self.by_site.partition_point(|(s, _)| *s < site);
        let here = self.by_site.iter().skip(from).take_while(|(s, _)| *s == site);
        here.filter_map(|&(_, i)| self.office_at(i)).filter(|o| o.id != office.id).collect()
    }

    fn office_at(&self, index: u32) -> Option<&Office> {
        self.offices.get(index as usize)
    }
}

/// The numbers of some things in the order of a text that they carry.
fn sorted_by<T>(things: &[T], text: impl Fn(&T) -> &str) -> Vec<u32> {
    let mut keyed: Vec<(&str, u32)> = things.iter().map(text).zip(0..).collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, i)| i).collect()
}

/// A count as the 32 bits in which indexes keep it; there are never more offices than that.
fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
