//! Street addresses in the search box: an office's own, or one for a geocoder.

use super::lexicon::street_key;
use super::resolve::{Fallback, Resolved, offices};
use super::{Atlas, words};

impl Atlas {
    /// A house number with a street: the office that is there, or else an address.
    pub(super) fn address(&self, text: &str, all: &[String]) -> Option<Resolved<'_>> {
        let first = text.split(',').next().unwrap_or(text);
        let street = words::street(&words::canonical(first))?;
        if let Some(found) = self.offices_on(&street.key, street.used, street.ended, all) {
            return Some(found);
        }
        Some(Resolved::Address { text: text.to_owned(), fallback: self.fallback(all) })
    }

    /// Offices at a street address, where the rest of the text does not speak against them.
    fn offices_on(
        &self,
        key: &str,
        used: usize,
        ended: bool,
        all: &[String],
    ) -> Option<Resolved<'_>> {
        let parts: Vec<&str> = key.split(' ').collect();
        let shortest = if ended { parts.len() } else { 2.min(parts.len()) };
        (shortest..=parts.len()).rev().find_map(|length| {
            let key = parts.get(..length)?.join(" ");
            let used = if length == parts.len() { used } else { length };
            let rest = all.get(used..).unwrap_or(&[]);
            let there = self.lexicon.on_street(&key).filter_map(|thing| self.office_of(thing));
            let there = there.filter(|o| {
                let location = &o.facts.location;
                let known = format!(
                    "{} {} {} {} county il illinois usa",
                    location.address, location.city, location.zip, location.county
                );
                let known = words::canonical(&known);
                street_key(&location.address).as_deref() == Some(key.as_str())
                    && rest.iter().all(|word| known.contains(word))
            });
            offices(there.collect())
        })
    }

    /// The ZIP code at the end of an address, or the town that its last words name.
    fn fallback(&self, all: &[String]) -> Option<Fallback<'_>> {
        let zip = all.iter().skip(1).rev().find_map(|word| self.gazetteer.zip(word));
        if let Some(zip) = zip {
            return Some(Fallback::Zip(zip));
        }
        let typed = words::without_state(all);
        // The number and the street's name stay in front; the longest name wins.
        let from = typed.len().saturating_sub(4).max(2);
        (from..typed.len()).find_map(|at| {
            words::street(typed.get(..at)?)?;
            let place = self.gazetteer.places_of_words(typed.get(at..)?).into_iter().next()?;
            Some(Fallback::Place(place))
        })
    }
}
