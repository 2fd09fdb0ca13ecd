//! What the one search box means: a ZIP code, a place, a county, an office, an address.

use super::gazetteer::{is_illinois, is_zip};
use super::lexicon::Thing;
use super::search::{Hit, Scored};
use super::{Atlas, vocabulary, words};
use crate::domain::area::{County, Place, PlaceKind, Zip};
use crate::domain::office::Office;

/// What a text in the search box stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Resolved<'a> {
    /// Nothing was typed.
    Empty,
    /// A ZIP code of the state.
    Zip(&'a Zip),
    /// A ZIP code of another state.
    OtherState {
        /// Its five digits.
        zip: String,
    },
    /// Five digits that no post office of the state is known to use.
    UnknownZip {
        /// The digits.
        zip: String,
    },
    /// A town or neighbourhood.
    Place {
        /// The one with the most people of its name.
        place: &'a Place,
        /// Others of the same name.
        others: Vec<&'a Place>,
        /// A county of the same name.
        county: Option<&'a County>,
        /// Whether the name was misspelt or not finished.
        guessed: bool,
    },
    /// A county.
    County {
        /// The county.
        county: &'a County,
        /// Whether the name was misspelt or not finished.
        guessed: bool,
    },
    /// One office, by its name or its street address.
    Office(&'a Office),
    /// Several offices that fit, the best first.
    Offices(Vec<&'a Office>),
    /// A street address for a geocoder, with what else in it can be looked up.
    Address {
        /// The text, tidied.
        text: String,
        /// The ZIP code or town in it.
        fallback: Option<Fallback<'a>>,
    },
    /// Nothing by that name, but these come near.
    Suggestions(Vec<Hit<'a>>),
    /// Nothing comes near.
    Nothing,
}

/// What of an address can be looked up without a geocoder.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fallback<'a> {
    /// Its ZIP code.
    Zip(&'a Zip),
    /// Its town.
    Place(&'a Place),
}

/// At most so many offices answer one text.
const MOST_OFFICES: usize = 20;
/// At most so many things are suggested.
const MOST_SUGGESTIONS: usize = 8;

impl Atlas {
    /// What a text in the search box means.
    #[must_use]
    pub fn resolve(&self, text: &str) -> Resolved<'_> {
        let text = words::cut(text);
        if text.is_empty() {
            return Resolved::Empty;
        }
        let all = words::canonical(&text);
        let stripped = words::without_state(&all);
        if stripped.is_empty() {
            return Resolved::Nothing;
        }
        self.zip_alone(stripped)
            .or_else(|| self.county_meant(stripped))
            .or_else(|| self.place_named(stripped))
            .or_else(|| self.office_named(&all, stripped))
            .or_else(|| self.zip_with_town(&all))
            .or_else(|| self.address(&text, &all))
            .unwrap_or_else(|| self.ranked(&all))
    }

    /// `62901`, `62901-1234`, `IL 62901`, `ZIP code 62901`.
    fn zip_alone(&self, typed: &[String]) -> Option<Resolved<'_>> {
        let typed = match typed {
            [rest @ .., zip, four] if is_zip(zip) && is_zip_tail(four) => {
                [rest, std::slice::from_ref(zip)].concat()
            }
            _ => typed.to_vec(),
        };
        let (zip, rest) = typed.split_last()?;
        let says_nothing = |word: &String| {
            vocabulary::is_filler(word)
                || matches!(word.as_str(), "zip" | "code" | "codigo" | "postal" | "il" | "illinois")
        };
        (is_zip(zip) && rest.iter().all(says_nothing)).then(|| self.of_zip(zip))
    }

    fn of_zip(&self, zip: &str) -> Resolved<'_> {
        match self.gazetteer.zip(zip) {
            Some(zip) => Resolved::Zip(zip),
            None if is_illinois(zip) => Resolved::UnknownZip { zip: zip.to_owned() },
            None => Resolved::OtherState { zip: zip.to_owned() },
        }
    }

    fn county_meant(&self, typed: &[String]) -> Option<Resolved<'_>> {
        let county = self.gazetteer.county_of_words(words::county_phrase(typed)?)?;
        Some(Resolved::County { county, guessed: false })
    }

    /// A town, neighbourhood or county by its whole name, with or without what it lies in.
    fn place_named(&self, typed: &[String]) -> Option<Resolved<'_>> {
        let county = self.gazetteer.county_of_words(typed);
        if let Some(found) = self.place(self.gazetteer.places_of_words(typed), county, false) {
            return Some(found);
        }
        if let Some(county) = county {
            return Some(Resolved::County { county, guessed: false });
        }
        // `Fairfield, Wayne County`; `Pilsen, Chicago`.
        (1..typed.len()).find_map(|at| {
            let (name, within) = typed.split_at(at);
            let places = self.gazetteer.places_of_words(name);
            let within = words::county_phrase(within).unwrap_or(within);
            let county = self.gazetteer.county_of_words(within).map(|c| c.name.as_str());
            let in_chicago = matches!(within, [city] if city == "chicago");
            let fits = |p: &&Place| {
                Some(p.county.as_str()) == county || in_chicago && p.kind == PlaceKind::Neighborhood
            };
            self.place(places.into_iter().filter(fits).collect(), None, false)
        })
    }

    fn place<'a>(
        &self,
        places: Vec<&'a Place>,
        county: Option<&'a County>,
        guessed: bool,
    ) -> Option<Resolved<'a>> {
        let mut places = places.into_iter();
        let place = places.next()?;
        Some(Resolved::Place { place, others: places.collect(), county, guessed })
    }

    fn office_named(&self, all: &[String], stripped: &[String]) -> Option<Resolved<'_>> {
        [all, stripped].iter().find_map(|typed| {
            let key = typed.concat();
            let named = self.lexicon.named(&key).filter_map(|thing| self.office_of(thing));
            offices(named.filter(|o| words::key(&o.facts.name) == key).collect())
        })
    }

    pub(super) fn office_of(&self, thing: Thing) -> Option<&Office> {
        match self.hit_of(thing)? {
            Hit::Office(office) => Some(office),
            _ => None,
        }
    }

    /// `Carbondale, IL 62901` or `62901 Carbondale`: a ZIP code with its town, and no street.
    fn zip_with_town(&self, all: &[String]) -> Option<Resolved<'_>> {
        let at = all.iter().position(|word| is_zip(word))?;
        let zip = all.get(at)?;
        let rest: Vec<String> = all
            .iter()
            .enumerate()
            .filter(|(i, w)| *i != at && !(*i == at + 1 && is_zip_tail(w)))
            .map(|(_, w)| w.clone())
            .collect();
        let rest = words::without_state(&rest);
        let county = words::county_phrase(rest).unwrap_or(rest);
        let known = self.gazetteer.zip(zip);
        let names = !self.gazetteer.places_of_words(rest).is_empty()
            || self.gazetteer.county_of_words(county).is_some()
            || known.is_some_and(|z| words::key(&z.city) == rest.concat());
        // `St. Louis, MO 63101`: whatever the words say, it is elsewhere.
        let elsewhere = known.is_none()
            && at > 0
            && at + 2 >= all.len()
            && !is_illinois(zip)
            && words::street(all).is_none();
        (names || elsewhere).then(|| self.of_zip(zip))
    }

    /// Nothing fits to the letter: what comes nearest.
    fn ranked(&self, all: &[String]) -> Resolved<'_> {
        let found = self.scored(all);
        let Some(best) = found.first() else {
            return Resolved::Nothing;
        };
        if let Some(guess) = self.guess(best, &found, all) {
            return guess;
        }
        // Two letters name nothing clearly; from three on, offices that have every word are the answer.
        if all.iter().map(String::len).sum::<usize>() >= 3 {
            let exact = found.iter().any(|s| s.exact);
            let full = found.iter().filter(|s| if exact { s.exact } else { s.full });
            let of_offices: Option<Vec<&Office>> = full.map(office_hit).collect();
            if let Some(found) = of_offices.and_then(offices) {
                return found;
            }
        }
        let hits: Vec<Hit<'_>> = found.iter().take(MOST_SUGGESTIONS).map(|s| s.hit).collect();
        Resolved::Suggestions(hits)
    }

    /// The place or county that was meant, where only one comes near.
    fn guess<'a>(
        &'a self,
        best: &Scored<'a>,
        found: &[Scored<'a>],
        all: &[String],
    ) -> Option<Resolved<'a>> {
        let rival = found.iter().skip(1).find(|s| s.whole && s.full && !same_name(s.hit, best.hit));
        let long = all.iter().map(String::len).sum::<usize>() >= 4;
        let clear =
            long && best.full && best.whole && rival.is_none_or(|r| r.score < best.score * 0.9);
        if !clear {
            return None;
        }
        match best.hit {
            Hit::Place(place) => {
                let typed = words::canonical(&place.name);
                let county = self.gazetteer.county_of_words(&typed);
                self.place(self.gazetteer.places_of_words(&typed), county, !best.exact)
            }
            Hit::County(county) => Some(Resolved::County { county, guessed: true }),
            Hit::Zip(_) | Hit::Office(_) => None,
        }
    }
}

fn office_hit<'a>(scored: &Scored<'a>) -> Option<&'a Office> {
    match scored.hit {
        Hit::Office(office) => Some(office),
        _ => None,
    }
}

/// One office, several, or none.
pub(super) fn offices(mut found: Vec<&Office>) -> Option<Resolved<'_>> {
    found.truncate(MOST_OFFICES);
    match found.as_slice() {
        [] => None,
        [one] => Some(Resolved::Office(one)),
        _ => Some(Resolved::Offices(found)),
    }
}

fn same_name(a: Hit<'_>, b: Hit<'_>) -> bool {
    let name = |hit| match hit {
        Hit::Place(place) => Some(words::key(&place.name)),
        Hit::County(county) => Some(words::key(&county.name)),
        Hit::Zip(_) | Hit::Office(_) => None,
    };
    name(a).is_some() && name(a) == name(b)
}

fn is_zip_tail(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
}
