//! The ground of one service, out of the read model.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::Span;

use super::assigned::Assignments;
use super::cases::{Counties, OpenIn};
use super::demand::{Column, Demand, DemandFault};
use super::ground::{Ground, GroundFault, GroundInput};
use super::inputs::{Inputs, Source};
use super::layer::{Area, Layer};
use super::minutes::{Minutes, MinutesFault};
use super::site::{Site, SiteFault, Sites};
use super::trips::Workers;
use super::who::Who;
use crate::atlas::{Atlas, Land, LandLayer};
use crate::domain::area::ServiceArea;
use crate::domain::dataset::{DataSetOf, Dataset};
use crate::domain::date::PartialDate;
use crate::domain::demand::{DemandLevel, DemandPoint, Group};
use crate::domain::kind::OfficeKind;
use crate::domain::office::Office;
use crate::domain::polygon::AreaKind;
use crate::domain::slug::Slug;
use crate::domain::travel::{TravelTable, code_number};

/// Data of the read model that cannot be reckoned with.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AtlasFault {
    /// Offices.
    #[error(transparent)]
    Sites(#[from] SiteFault),
    /// People.
    #[error(transparent)]
    Demand(#[from] DemandFault),
    /// Travel times.
    #[error(transparent)]
    Times(#[from] MinutesFault),
    /// Travel times of other places than those of the people.
    #[error("found travel times from places of the level {found}, expected {expected}")]
    Level {
        /// The level of the times.
        found: DemandLevel,
        /// That of the people.
        expected: DemandLevel,
    },
    /// Things that do not fit together.
    #[error(transparent)]
    Ground(#[from] GroundFault),
}

impl Ground {
    /// Makes the offices of one kind, the people and the areas ready for questions.
    ///
    /// Open offices, those by appointment among them, are those that can close; all others can open.
    ///
    /// # Errors
    /// When the data do not fit together.
    pub fn of_atlas(
        atlas: &Atlas,
        service: OfficeKind,
        workers: Workers,
    ) -> Result<Self, AtlasFault> {
        Self::of_atlas_by(atlas, service, None, workers)
    }

    /// The same by travel times, where a table of them is given.
    ///
    /// # Errors
    /// When the data do not fit together, or the times are of other places than the people.
    pub fn of_atlas_by(
        atlas: &Atlas,
        service: OfficeKind,
        times: Option<&TravelTable>,
        workers: Workers,
    ) -> Result<Self, AtlasFault> {
        let land = atlas.land();
        let offices: Vec<&Office> =
            atlas.offices().iter().filter(|office| office.facts.kind == service).collect();
        let layers = land.layers().iter().map(layer).collect::<Result<Vec<_>, GroundFault>>()?;
        let open = OpenIn::new(atlas, service);
        let (assignments, as_of) = assignments(atlas, service, &open);
        let mut inputs = inputs(atlas, service, &offices, times);
        if let Some(line) = &as_of {
            inputs.sources.push(Source {
                what: "service-areas".to_owned(),
                name: "the office of each county".to_owned(),
                vintage: line.as_of.map(|d| d.to_string()).unwrap_or_default(),
                from: line.url.clone(),
            });
        }
        let counties = Counties::newest(atlas, service).filter(|_| as_of.is_some());
        let cases_of = counties.as_ref().map(|counties| counties.of.clone());
        let sites = offices.iter().map(|office| Site {
            cases: counties.as_ref().and_then(|counties| counties.of_office(atlas, &open, office)),
            ..site(office)
        });
        let sites = Sites::new(sites.collect())?.counting(cases_of);
        inputs.sources.extend(counties.map(|counties| counties.source));
        let times = match times {
            None => None,
            Some(table) => Some(minutes(atlas, &sites, table)?),
        };
        let input = GroundInput {
            sites,
            demand: demand(land)?,
            state: (
                Slug::make("state", "state"),
                Area { slug: Slug::make("illinois", "state"), name: "Illinois".to_owned() },
            ),
            layers,
            assignments,
            times,
            inputs,
        };
        Ok(Self::new(input, workers)?)
    }
}

/// A table by the numbers of points and offices; ways that begin or end elsewhere are left out.
fn minutes(atlas: &Atlas, sites: &Sites, table: &TravelTable) -> Result<Minutes, AtlasFault> {
    let land = atlas.land();
    if land.level() != table.level {
        return Err(AtlasFault::Level { found: table.level, expected: land.level() });
    }
    let points: HashMap<u64, u32> = (0_u32..)
        .zip(land.points())
        .filter_map(|(number, point)| Some((code_number(&point.geoid)?, number)))
        .collect();
    let offices = table.offices.iter().filter_map(|times| {
        let office = atlas.office_by_id(times.office)?;
        Some((sites.number(&office.slug)?, times))
    });
    let lines = offices.flat_map(|(office, times)| {
        let known = times.ways.iter().filter_map(|way| Some((*points.get(&way.code)?, way.time)));
        known.map(move |(point, time)| (point, office, f64::from(time) / 1_000.0))
    });
    Ok(Minutes::new(land.points().len(), sites.all().len(), lines)?)
}

fn site(office: &Office) -> Site {
    Site {
        slug: office.slug.clone(),
        name: office.facts.name.clone(),
        at: office.facts.location.position(),
        is_open: office.facts.status.is_open(),
        cases: None,
        capacity: 1.0,
        is_rough: office.facts.location.point.is_some_and(|(_, method)| method.is_rough()),
    }
}

fn layer(layer: &LandLayer) -> Result<Layer, GroundFault> {
    let area = |area: &crate::domain::polygon::Area| Area {
        slug: area.slug.clone(),
        name: area.name.clone(),
    };
    Ok(Layer::new(layer.kind.slug(), layer.areas.iter().map(area).collect(), &layer.area_of)?)
}

fn demand(land: &Land) -> Result<Demand, DemandFault> {
    let points = land.points();
    let ids = points.iter().map(|point| point.geoid.as_str().into()).collect();
    let at = points.iter().map(|point| point.position).collect();
    let groups = land.groups();
    if groups.is_empty() {
        return Demand::zip_areas(ids, at);
    }
    let columns = groups.iter().map(|group| Ok((who(*group), column(points, *group)?)));
    Demand::census(ids, at, columns.collect::<Result<_, DemandFault>>()?)
}

/// A group under the name that figures have.
const fn who(group: Group) -> Who {
    match group {
        Group::Everyone => Who::Everyone,
        Group::InPoverty => Who::InPoverty,
        Group::Below185 => Who::Below185,
        Group::SnapHouseholds => Who::SnapHouseholds,
        Group::NoCar => Who::NoCar,
        Group::Aged65 => Who::Aged65,
        Group::Disability => Who::Disability,
        Group::LimitedEnglish => Who::LimitedEnglish,
    }
}

fn column(points: &[DemandPoint], group: Group) -> Result<Column, DemandFault> {
    let figures = points.iter().map(|point| point.figures.get(group));
    let values: Vec<_> = figures.clone().map(|f| f.map(|f| i64::from(f.count))).collect();
    // Margins are given to the person; a sum of squares needs no more.
    let margins: Vec<_> = figures.map(|f| f.and_then(|f| f.margin).and_then(whole)).collect();
    let has_margins = margins.iter().any(Option::is_some);
    Column::new(&values, has_margins.then_some(margins.as_slice()))
}

#[expect(clippy::cast_possible_truncation, reason = "it is held within the bounds of a count")]
fn whole(margin: f64) -> Option<i64> {
    (0.0..=f64::from(Column::MOST)).contains(&margin).then(|| margin.round() as i64)
}

/// The office of each county, and the newest line that says so.
///
/// A county in which another office stands open besides the one of its line is not given to either: nobody says how they
/// share it, so its people are taken to go to the nearest.
fn assignments(
    atlas: &Atlas,
    service: OfficeKind,
    open: &OpenIn<'_>,
) -> (Option<Assignments>, Option<ServiceArea>) {
    let Some(counties) =
        atlas.land().layer(&AreaKind::County).filter(|_| service.has_service_area())
    else {
        return (None, None);
    };
    let mut newest: Option<ServiceArea> = None;
    let mut office_of = BTreeMap::new();
    let mut partly = BTreeSet::new();
    for county in &counties.areas {
        let Some((office, line)) = atlas.assigned(&county.name, service) else { continue };
        let named = atlas.gazetteer().county(&county.name).map_or(&county.name, |c| &c.name);
        let mut others = open.beside(named, office.id).peekable();
        if others.peek().is_some() {
            partly.extend(others.map(|other| other.slug.clone()));
            partly.insert(office.slug.clone());
        } else {
            office_of.insert(county.slug.clone(), office.slug.clone());
        }
        if newest.as_ref().is_none_or(|newest| newest.as_of < line.as_of) {
            newest = Some(line.clone());
        }
    }
    if office_of.is_empty() && partly.is_empty() {
        return (None, None);
    }
    (Some(Assignments { kind: AreaKind::County.slug(), office_of, partly }), newest)
}

fn inputs(
    atlas: &Atlas,
    service: OfficeKind,
    offices: &[&Office],
    times: Option<&TravelTable>,
) -> Inputs {
    let mut sources = lists(offices);
    let land = atlas.land();
    let is_used = |set: &&Dataset| match &set.of {
        DataSetOf::Areas(kind) => land.layer(kind).is_some(),
        DataSetOf::Demand(level) => land.has_people() && *level == land.level(),
        DataSetOf::Officeholders(_) => false,
        DataSetOf::Times(service, by) => {
            times.is_some_and(|table| (table.service, table.by) == (*service, *by))
        }
    };
    sources.extend(land.datasets().iter().filter(is_used).map(|set| Source {
        what: set.of.to_string(),
        name: set.name.clone(),
        vintage: set.vintage.clone(),
        from: set.public_origin().to_owned(),
    }));
    if land.level() == DemandLevel::Zip && !land.has_people() {
        sources.push(Source {
            what: "demand/zip".to_owned(),
            name: "zips.csv".to_owned(),
            vintage: String::new(),
            from: "/data".to_owned(),
        });
    }
    let old = old(atlas, offices);
    Inputs {
        service: service.as_str().to_owned(),
        revision: atlas.revision(),
        taken_at: atlas.today().map(|day| day.to_string()).unwrap_or_default(),
        old_offices: old.len(),
        oldest_list: old.iter().min().map(ToString::to_string),
        sources,
    }
}

/// Whether an office is reckoned with today.
fn stands(office: &Office) -> bool {
    office.facts.status.is_open() && office.facts.location.position().is_some()
}

/// The lists that the offices come from, each with the days of the offices that are reckoned with, oldest to newest.
fn lists(offices: &[&Office]) -> Vec<Source> {
    let mut feeds: BTreeMap<&str, Vec<&Office>> = BTreeMap::new();
    for office in offices {
        feeds.entry(&office.feed).or_default().push(office);
    }
    let source = |(feed, all): (&str, Vec<&Office>)| {
        let standing: Vec<&Office> = all.iter().copied().filter(|office| stands(office)).collect();
        let told = if standing.is_empty() { all } else { standing };
        let day = |office: &&Office| office.facts.listing.as_of;
        let newest = told.iter().copied().max_by_key(|office| day(office));
        let oldest = told.iter().filter_map(day).min().map(|day| day.to_string());
        let last = newest.as_ref().and_then(day).map(|day| day.to_string());
        let vintage = match (oldest, last) {
            (Some(oldest), Some(last)) if oldest != last => format!("{oldest} to {last}"),
            (_, last) => last.unwrap_or_default(),
        };
        Source {
            what: "offices".to_owned(),
            name: feed.to_owned(),
            vintage,
            from: newest.map(|office| office.facts.listing.url.clone()).unwrap_or_default(),
        }
    };
    feeds.into_iter().map(source).collect()
}

/// The days on which offices were last seen that are reckoned with although that is more than a year ago.
fn old(atlas: &Atlas, offices: &[&Office]) -> Vec<PartialDate> {
    let Some(today) = atlas.today() else { return Vec::new() };
    let year_ago = today.saturating_sub(Span::new().years(1));
    let standing = offices.iter().filter(|office| stands(office));
    let days = standing.filter_map(|office| office.facts.listing.as_of);
    days.filter(|day| day.latest() < year_ago).collect()
}
