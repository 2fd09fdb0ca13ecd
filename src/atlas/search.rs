//! Ranked search over ZIP codes, towns, counties and offices, with typing errors forgiven.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::lexicon::{Lexicon, NAME, SERVICE, STREET, TOWN, Thing};
use super::spelling::Match;
use super::{Atlas, vocabulary, words};
use crate::domain::area::{County, Place, Zip};
use crate::domain::office::Office;

/// A thing that a search found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Hit<'a> {
    /// A ZIP code.
    Zip(&'a Zip),
    /// A town or neighbourhood.
    Place(&'a Place),
    /// A county.
    County(&'a County),
    /// An office.
    Office(&'a Office),
}

/// A hit with what is known of how well it fits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scored<'a> {
    pub hit: Hit<'a>,
    /// Up to 1, for a whole name spelt right.
    pub score: f32,
    /// Whether every word that was typed was found in it, fillers left out.
    pub full: bool,
    /// Whether no word had to be finished or mended for that.
    pub exact: bool,
    /// Whether the typed words make up its whole name.
    pub whole: bool,
    number: u32,
}

/// At most so many words of a query are looked at.
const MOST_WORDS: usize = 16;
/// At most so many words of a query are guessed at when they are misspelt.
const MOST_GUESSED: usize = 6;
/// A list of carriers longer than this is only looked into for things that were found before.
const LONG: usize = 4_096;
/// Hits below this share of a perfect fit are left out.
const LEAST: f32 = 0.12;

/// What is known of a thing while the words of a query are gone through.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    sum: f32,
    name: f32,
    name_words: u8,
    seen: u32,
    exact: u32,
}

/// A word of the query with what it may stand for.
struct Term {
    bit: u32,
    /// Whether the word says what is looked for; one such as "near" does not.
    telling: bool,
    rarity: f32,
    carriers: usize,
    matches: Vec<Match>,
}

impl Atlas {
    /// The things that fit a text best, the best first.
    ///
    /// A whole name goes before a part of one, a word before its beginning, that before a slip of the pen, and
    /// rare words weigh more. Of things that fit alike, towns and counties come before ZIP codes and offices.
    #[must_use]
    pub fn search(&self, text: &str, limit: usize) -> Vec<Hit<'_>> {
        let mut found = self.scored(&words::canonical(&words::cut(text)));
        found.truncate(limit);
        found.into_iter().map(|s| s.hit).collect()
    }

    /// [`Self::search`] by words, with the scores.
    pub(super) fn scored(&self, typed: &[String]) -> Vec<Scored<'_>> {
        let typed = words::without_state(typed);
        let (typed, county_meant) =
            words::county_phrase(typed).map_or((typed, false), |rest| (rest, true));
        let terms = self.terms(typed);
        let full = terms.iter().filter(|t| t.telling).fold(0, |bits, term| bits | term.bit);
        let weight: f32 = terms.iter().map(|t| t.rarity).sum();
        let mut found: Vec<Scored<'_>> = self
            .tally(&terms)
            .into_iter()
            .filter_map(|(number, tally)| {
                let all = f32::from(self.lexicon.name_words(number));
                let covered = (tally.name / all).min(1.0);
                let mut score = tally.sum / weight * f32::midpoint(1.0, covered);
                let hit = self.hit(number)?;
                if county_meant && !matches!(hit, Hit::County(_)) {
                    score *= 0.8;
                }
                let whole = tally.name_words >= self.lexicon.name_words(number);
                let (full, exact) = (tally.seen & full == full, tally.exact & full == full);
                Some(Scored { hit, score, full, exact, whole, number })
            })
            .filter(|s| s.score >= LEAST)
            .collect();
        // Of several words, having every one as it was typed outweighs having the rarest in a short name.
        let several = terms.iter().filter(|t| t.telling).count() > 1;
        found.sort_unstable_by(|a, b| {
            let all = |s: &Scored<'_>| several && s.exact;
            all(b).cmp(&all(a)).then_with(|| a.order(b))
        });
        found
    }

    fn terms(&self, typed: &[String]) -> Vec<Term> {
        let mut distinct: Vec<&String> = Vec::new();
        for word in typed.iter().take(MOST_WORDS) {
            if !distinct.contains(&word) {
                distinct.push(word);
            }
        }
        let fillers = distinct.iter().filter(|word| vocabulary::is_filler(word)).count();
        let some_tell = fillers < distinct.len();
        let mut guessed = 0;
        let last = distinct.len().saturating_sub(1);
        let things = self.lexicon.things() as f32;
        let mut terms: Vec<Term> = distinct
            .iter()
            .enumerate()
            .map(|(i, word)| {
                let telling = !(some_tell && vocabulary::is_filler(word));
                let matches = if !telling {
                    self.lexicon.exactly(word).into_iter().collect()
                } else if guessed < MOST_GUESSED {
                    self.lexicon.matches(word, i == last)
                } else {
                    Vec::new()
                };
                guessed += usize::from(telling && matches.first().is_none_or(|m| m.fit < 1.0));
                let best = matches.first().map_or(0, |m| self.lexicon.carriers(*m).len());
                // A word that nobody carries weighs as much as one of a few dozen things.
                let rarity = (1.0 + things / if best == 0 { 40.0 } else { best as f32 }).ln();
                let rarity = if telling { rarity } else { rarity / 8.0 };
                let carriers = matches.iter().map(|m| self.lexicon.carriers(*m).len()).sum();
                Term { bit: 1 << i, telling, rarity, carriers, matches }
            })
            .collect();
        terms.sort_by_key(|t| t.carriers);
        terms
    }

    fn tally(&self, terms: &[Term]) -> HashMap<u32, Tally> {
        let mut tallies: HashMap<u32, Tally> = HashMap::new();
        for term in terms {
            let mut room = 4 * LONG;
            for &found in &term.matches {
                let carriers = self.lexicon.carriers(found);
                if carriers.len() > LONG && !tallies.is_empty() {
                    for (&number, tally) in &mut tallies {
                        if let Some(posting) = Lexicon::among(carriers, number) {
                            tally.add(term, found.fit, Lexicon::apart(posting).1);
                        }
                    }
                    continue;
                }
                for &posting in carriers.iter().take(room.min(LONG)) {
                    let (number, field) = Lexicon::apart(posting);
                    tallies.entry(number).or_default().add(term, found.fit, field);
                }
                room = room.saturating_sub(carriers.len());
            }
        }
        tallies
    }

    fn hit(&self, number: u32) -> Option<Hit<'_>> {
        self.hit_of(self.lexicon.thing(number))
    }

    pub(super) fn hit_of(&self, thing: Thing) -> Option<Hit<'_>> {
        let gazetteer = &self.gazetteer;
        Some(match thing {
            Thing::County(i) => Hit::County(gazetteer.counties.get(i as usize)?),
            Thing::Place(i) => Hit::Place(gazetteer.places.get(i as usize)?),
            Thing::Zip(i) => Hit::Zip(gazetteer.zips.get(i as usize)?),
            Thing::Office(i) => Hit::Office(self.office_at(i)?),
        })
    }
}

impl Tally {
    fn add(&mut self, term: &Term, fit: f32, field: u32) {
        if self.seen & term.bit != 0 {
            return;
        }
        self.seen |= term.bit;
        if fit >= 1.0 {
            self.exact |= term.bit;
        }
        let says = match field {
            NAME => 1.0,
            TOWN => 0.7,
            STREET => 0.5,
            SERVICE => 0.4,
            _ => 0.0,
        };
        self.sum += term.rarity * fit * says;
        if field == NAME {
            self.name += fit;
            self.name_words = self.name_words.saturating_add(1);
        }
    }
}

impl Scored<'_> {
    fn order(&self, other: &Self) -> Ordering {
        let (a, b) = (self, other);
        let rank = |hit: &Hit<'_>| match hit {
            Hit::Place(_) => 0,
            Hit::County(_) => 1,
            Hit::Zip(_) => 2,
            Hit::Office(_) => 3,
        };
        let people = |hit: &Hit<'_>| match hit {
            Hit::Place(place) => place.population,
            _ => 0,
        };
        b.score
            .total_cmp(&a.score)
            .then_with(|| rank(&a.hit).cmp(&rank(&b.hit)))
            .then_with(|| people(&b.hit).cmp(&people(&a.hit)))
            .then_with(|| a.number.cmp(&b.number))
    }
}
