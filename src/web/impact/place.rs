//! Where an office is to move, or to open: a ZIP code, a town, an address or a position.

use crate::app::App;
use crate::atlas::{Atlas, Fallback, Resolved};
use crate::domain::geo::{Position, Window};
use crate::domain::slug::Slug;

use super::entry::{Entry, MOVE, NEW};

/// What is wrong with the boxes for a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceFault {
    /// Nothing by that name.
    NotFound,
    /// Outside the state.
    FarAway,
    /// A place to move to, but no office that moves.
    NoOffice,
    /// An office that is to move, but no place.
    NoPlace,
}

/// The question with the places of the boxes in it; none where the boxes are empty.
///
/// # Errors
/// With the box, by its name, when something is missing or there is no such place.
pub async fn placed(
    app: &App,
    atlas: &Atlas,
    entry: &Entry,
) -> Result<Option<Entry>, (&'static str, PlaceFault)> {
    let mut to = entry.asked();
    match (entry.moving.is_empty(), entry.to.is_empty()) {
        (true, true) => {}
        (true, false) => return Err(("moving", PlaceFault::NoOffice)),
        (false, true) => return Err(("to", PlaceFault::NoPlace)),
        (false, false) => {
            let (_, at) = find(app, atlas, &entry.to).await.map_err(|fault| ("to", fault))?;
            to = to.with(MOVE, written(&entry.moving, at));
        }
    }
    if !entry.place.is_empty() {
        let (name, at) = find(app, atlas, &entry.place).await.map_err(|fault| ("place", fault))?;
        let name = free_name(atlas, entry, &format!("new {name}"));
        to = to.with(NEW, written(name.as_str(), at));
    }
    Ok((to != entry.asked()).then_some(to))
}

fn written(name: &str, at: Position) -> String {
    format!("{name}@{:.5},{:.5}", at.lat(), at.lon())
}

/// A name that no office has, and no new one of this set.
fn free_name(atlas: &Atlas, entry: &Entry, name: &str) -> Slug {
    let first = Slug::make(name, "new");
    let taken = |slug: &Slug| {
        let here = |one: &String| one.split('@').next() == Some(slug.as_str());
        atlas.office(slug.as_str()).is_some() || entry.set()[NEW].iter().any(here)
    };
    let mut slug = first.clone();
    for n in 2_u32.. {
        if !taken(&slug) {
            break;
        }
        slug = first.numbered(n);
    }
    slug
}

/// A place by what was typed, with its name.
async fn find(app: &App, atlas: &Atlas, text: &str) -> Result<(String, Position), PlaceFault> {
    let (name, at) = match position(text) {
        Some(at) => (String::new(), at),
        None => named(app, atlas, text).await?,
    };
    if Window::is_near_illinois(at) { Ok((name, at)) } else { Err(PlaceFault::FarAway) }
}

/// Two numbers, latitude first.
fn position(text: &str) -> Option<Position> {
    let (lat, lon) = text.split_once(',')?;
    Position::new(lat.trim().parse().ok()?, lon.trim().parse().ok()?).ok()
}

async fn named(app: &App, atlas: &Atlas, text: &str) -> Result<(String, Position), PlaceFault> {
    let fallback = match atlas.resolve(text) {
        Resolved::Address { text, fallback } => match app.geocoder().find(&text).await {
            Ok(Some(found)) => return Ok((String::new(), found.at)),
            Ok(None) => fallback,
            Err(error) => {
                // The address itself is a visitor's and stays out of the log.
                tracing::warn!(%error, "an address could not be looked up");
                fallback
            }
        },
        other => return known(atlas, &other),
    };
    match fallback {
        Some(Fallback::Zip(zip)) => Ok((format!("{} {}", zip.city, zip.zip), zip.at)),
        Some(Fallback::Place(place)) => Ok((place.name.clone(), place.at)),
        None => Err(PlaceFault::NotFound),
    }
}

/// A place that the gazetteer has.
pub fn known(atlas: &Atlas, found: &Resolved<'_>) -> Result<(String, Position), PlaceFault> {
    match found {
        Resolved::Zip(zip) => Ok((format!("{} {}", zip.city, zip.zip), zip.at)),
        Resolved::Place { place, .. } => Ok((place.name.clone(), place.at)),
        Resolved::County { county, .. } => Ok((county.name.clone(), county.at)),
        Resolved::Office(office) => {
            let at = office.facts.location.position().or_else(|| atlas.rough_place(office));
            at.map(|at| (office.facts.location.city.clone(), at)).ok_or(PlaceFault::NotFound)
        }
        Resolved::OtherState { .. } => Err(PlaceFault::FarAway),
        Resolved::Empty
        | Resolved::UnknownZip { .. }
        | Resolved::Offices(_)
        | Resolved::Address { .. }
        | Resolved::Suggestions(_)
        | Resolved::Nothing => Err(PlaceFault::NotFound),
    }
}
