//! Offices by name, so that a case names those that the store knows.

use uuid::Uuid;

use crate::atlas::Atlas;
use crate::domain::closure::OfficeRole;
use crate::domain::closure_form::{CaseForm, Fields, Group, Row};
use crate::domain::office::Office;
use crate::domain::text::{folded, words};

/// The most offices that are shown: as many as one case has needed so far, and some.
const MOST: usize = 100;

/// The offices that have all the words asked for.
pub struct Found<'a> {
    /// What was asked.
    pub asked: String,
    /// The first of them.
    pub offices: Vec<&'a Office>,
    /// How many there are.
    pub all: usize,
}

/// Looks offices up by words of their name, street, town, county or ZIP code.
pub fn find<'a>(atlas: &'a Atlas, asked: &str) -> Found<'a> {
    let wanted = words(asked);
    let fits = |office: &&Office| {
        let place = &office.facts.location;
        let text = format!("{} {} {}", office.facts.name, place.one_line(), place.county);
        let has = folded(&text);
        !wanted.is_empty() && wanted.iter().all(|word| has.contains(word.as_str()))
    };
    let all: Vec<&Office> = atlas.offices().iter().filter(fits).collect();
    Found { asked: asked.to_owned(), all: all.len(), offices: all.into_iter().take(MOST).collect() }
}

/// Puts offices into the form, each once.
pub fn pick(
    form: &mut CaseForm,
    atlas: &Atlas,
    slugs: &[String],
    role: OfficeRole,
    mut new: impl FnMut() -> Uuid,
) {
    for office in slugs.iter().filter_map(|slug| atlas.office(slug)) {
        let id = office.id.to_string();
        let rows = form.rows_mut(Group::Office);
        if rows.len() >= Group::Office.most() || rows.iter().any(|row| row.get("office") == id) {
            continue;
        }
        let place = &office.facts.location;
        let fields = [
            ("name", office.facts.name.as_str()),
            ("city", place.city.as_str()),
            ("county", place.county.as_str()),
            ("role", role.as_str()),
            ("office", id.as_str()),
        ];
        let fields: Fields = fields
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        rows.push(Row { id: new(), fields });
    }
}
