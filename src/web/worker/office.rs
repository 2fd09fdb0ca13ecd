//! Which office a worker means: by name, town or ZIP code, asked back where several fit.

use crate::atlas::{Atlas, Fallback, Hit, NearestQuery, Resolved};
use crate::domain::geo::Position;
use crate::domain::office::Office;
use crate::web::filter::Kinds;

use super::entry::Entry;

/// Offices that are asked back at most.
const MOST: usize = 8;
/// What is chosen when none of them is meant.
pub const AS_TYPED: &str = "as-typed";

/// Which office is meant.
pub enum Meant<'a> {
    /// This one.
    One(&'a Office),
    /// One that the list does not know: the writer's words stand.
    AsTyped,
    /// One of these.
    Ask(Vec<&'a Office>),
}

/// Works out which office is meant. What was chosen goes before what was typed.
pub fn meant<'a>(atlas: &'a Atlas, entry: &Entry) -> Meant<'a> {
    if entry.chosen == AS_TYPED {
        return Meant::AsTyped;
    }
    if let Some(office) = atlas.office(&entry.chosen) {
        return Meant::One(office);
    }
    let mut fit: Vec<&Office> = match atlas.resolve(&entry.office) {
        Resolved::Office(office) => return Meant::One(office),
        Resolved::Offices(offices) => offices,
        Resolved::Suggestions(hits) => hits
            .iter()
            .filter_map(|hit| if let Hit::Office(office) = hit { Some(*office) } else { None })
            .collect(),
        Resolved::Zip(zip) | Resolved::Address { fallback: Some(Fallback::Zip(zip)), .. } => {
            around(atlas, zip.at)
        }
        Resolved::Place { place, .. }
        | Resolved::Address { fallback: Some(Fallback::Place(place)), .. } => {
            around(atlas, place.at)
        }
        Resolved::County { county, .. } => around(atlas, county.at),
        Resolved::Empty
        | Resolved::OtherState { .. }
        | Resolved::UnknownZip { .. }
        | Resolved::Address { fallback: None, .. }
        | Resolved::Nothing => Vec::new(),
    };
    fit.truncate(MOST);
    if fit.is_empty() { Meant::AsTyped } else { Meant::Ask(fit) }
}

/// The offices of every kind around a place, open or not.
fn around(atlas: &Atlas, at: Position) -> Vec<&Office> {
    let Ok(every) = Kinds::parse("all") else { return Vec::new() };
    let query = NearestQuery {
        at,
        limit: MOST,
        kinds: every.set,
        service: None,
        language: None,
        wheelchair: false,
        open_only: false,
    };
    atlas.nearest(&query).into_iter().map(|near| near.office).collect()
}
