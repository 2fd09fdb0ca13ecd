//! Every word of every name, and which things carry it.

use std::collections::HashMap;

use fst::Map;

use super::gazetteer::Gazetteer;
use super::postings::{ByWord, Keys};
use super::spelling::Match;
use super::{small, vocabulary, words};
use crate::domain::office::Office;

/// Where in a thing a word stands; the lower, the more it says.
pub(super) const NAME: u32 = 0;
/// The town, ZIP code or county of an office.
pub(super) const TOWN: u32 = 1;
/// The street address of an office.
pub(super) const STREET: u32 = 2;
/// A service that an office gives.
pub(super) const SERVICE: u32 = 3;
const FIELD_BITS: u32 = 2;

/// A thing that can be found: its number says what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Thing {
    County(u32),
    Place(u32),
    Zip(u32),
    Office(u32),
}

/// The words, in a finite-state transducer, each with the things that carry it.
#[derive(Debug)]
pub(super) struct Lexicon {
    pub(super) words: Map<Vec<u8>>,
    starts: Vec<u32>,
    /// Number of the thing and, in the lowest bits, the field; ascending for each word.
    postings: Vec<u32>,
    /// How many different words each thing's name has.
    name_words: Vec<u8>,
    /// Where counties, places and ZIP codes end in the numbers of things.
    ends: [u32; 3],
    names: Keys,
    streets: Keys,
}

#[derive(Default)]
struct Builder<'a> {
    ids: HashMap<String, u32>,
    /// Texts that many offices share, as words.
    known: HashMap<&'a str, Vec<u32>>,
    /// Word and posting, things ascending.
    pairs: Vec<(u32, u32)>,
    name_words: Vec<u8>,
    names: Vec<(u64, u32)>,
    streets: Vec<(u64, u32)>,
}

impl<'a> Builder<'a> {
    /// Begins the next thing.
    fn thing(&mut self, name: &str) -> u32 {
        let thing = small(self.name_words.len());
        let mut key = String::with_capacity(name.len());
        let mut ids = Vec::with_capacity(8);
        words::each(name, |word| {
            key.push_str(word);
            ids.push(self.word(word, thing, NAME));
            if let Some(long) = words::lengthened(word) {
                self.word(long, thing, NAME);
            }
        });
        self.names.push((Keys::hash(&key), thing));
        ids.sort_unstable();
        ids.dedup();
        self.name_words.push(u8::try_from(ids.len()).unwrap_or(u8::MAX));
        thing
    }

    fn word(&mut self, word: &str, thing: u32, field: u32) -> u32 {
        let id = self.id(word);
        self.pairs.push((id, thing << FIELD_BITS | field));
        id
    }

    fn id(&mut self, word: &str) -> u32 {
        match self.ids.get(word) {
            Some(&id) => id,
            None => {
                let id = small(self.ids.len());
                self.ids.insert(word.to_owned(), id);
                id
            }
        }
    }

    /// A text that other offices have too.
    fn shared(&mut self, text: &'a str, thing: u32, field: u32) {
        if !self.known.contains_key(text) {
            let ids = words::canonical(text).iter().map(|word| self.id(word)).collect();
            self.known.insert(text, ids);
        }
        let ids = self.known.get(text).into_iter().flatten();
        self.pairs.extend(ids.map(|id| (*id, thing << FIELD_BITS | field)));
    }

    fn office(&mut self, office: &'a Office) {
        let thing = self.thing(&office.facts.name);
        let location = &office.facts.location;
        for text in [&location.city, &location.zip, &location.county] {
            self.shared(text, thing, TOWN);
        }
        words::each(&location.address, |word| {
            self.word(word, thing, STREET);
        });
        if let Some(key) = street_key(&location.address) {
            self.streets.push((Keys::hash(&key), thing));
        }
        for service in &office.facts.services {
            self.shared(service, thing, SERVICE);
        }
        self.shared(office.facts.kind.as_str(), thing, SERVICE);
        self.shared(vocabulary::said_of(office.facts.kind), thing, SERVICE);
    }
}

/// The key of an office's street, read up to the first comma.
pub(super) fn street_key(address: &str) -> Option<String> {
    let street = address.split([',', '#']).next().unwrap_or(address);
    words::street(&words::canonical(street)).map(|s| s.key)
}

impl Lexicon {
    pub fn build(gazetteer: &Gazetteer, offices: &[Office]) -> Self {
        let mut builder = Builder::default();
        let mut ends = [0; 3];
        for county in &gazetteer.counties {
            builder.thing(&county.name);
        }
        ends[0] = small(builder.name_words.len());
        for place in &gazetteer.places {
            builder.thing(&place.name);
        }
        ends[1] = small(builder.name_words.len());
        for zip in &gazetteer.zips {
            builder.thing(&zip.zip);
        }
        ends[2] = small(builder.name_words.len());
        for office in offices {
            builder.office(office);
        }
        Self::finish(builder, ends)
    }

    fn finish(builder: Builder<'_>, ends: [u32; 3]) -> Self {
        let Builder { ids, pairs, name_words, names, streets, .. } = builder;
        let mut sorted: Vec<(String, u32)> = ids.into_iter().collect();
        sorted.sort_unstable();
        let by_word = ByWord::of(&pairs, sorted.len());
        let mut starts = Vec::with_capacity(sorted.len() + 1);
        let mut postings: Vec<u32> = Vec::with_capacity(pairs.len());
        for (_, id) in &sorted {
            let start = postings.len();
            starts.push(small(start));
            for &posting in by_word.postings(*id) {
                // Of a word that stands in a thing twice, the better field is kept.
                match postings.get_mut(start..).and_then(<[u32]>::last_mut) {
                    Some(last) if *last >> FIELD_BITS == posting >> FIELD_BITS => {
                        *last = posting.min(*last);
                    }
                    _ => postings.push(posting),
                }
            }
        }
        starts.push(small(postings.len()));
        postings.shrink_to_fit();
        // The words are sorted and each is there once, so the map can always be made.
        let words = Map::from_iter((0_u64..).zip(&sorted).map(|(i, (word, _))| (word, i)));
        let words = words.unwrap_or_default();
        Self {
            words,
            starts,
            postings,
            name_words,
            ends,
            names: Keys::new(names),
            streets: Keys::new(streets),
        }
    }

    /// How many things there are.
    pub fn things(&self) -> usize {
        self.name_words.len()
    }

    pub fn thing(&self, number: u32) -> Thing {
        let [counties, places, zips] = self.ends;
        if number < counties {
            Thing::County(number)
        } else if number < places {
            Thing::Place(number - counties)
        } else if number < zips {
            Thing::Zip(number - places)
        } else {
            Thing::Office(number - zips)
        }
    }

    /// The number of different words in the name of a thing, at least 1.
    pub fn name_words(&self, number: u32) -> u8 {
        self.name_words.get(number as usize).copied().unwrap_or(1).max(1)
    }

    /// Things whose whole name may have this key; the name itself must be compared.
    pub fn named(&self, key: &str) -> impl Iterator<Item = Thing> {
        self.names.get(key).map(|number| self.thing(number))
    }

    /// Offices whose street may have this key; the address itself must be compared.
    pub fn on_street(&self, key: &str) -> impl Iterator<Item = Thing> {
        self.streets.get(key).map(|number| self.thing(number))
    }

    /// The things that carry a word, as (thing, field), ascending.
    pub fn carriers(&self, found: Match) -> &[u32] {
        let word = found.word as usize;
        match self.starts.get(word..word + 2) {
            Some(&[from, to]) => self.postings.get(from as usize..to as usize).unwrap_or(&[]),
            _ => &[],
        }
    }

    /// Takes a carrier apart into the number of the thing and the field.
    pub const fn apart(posting: u32) -> (u32, u32) {
        (posting >> FIELD_BITS, posting & ((1 << FIELD_BITS) - 1))
    }

    /// The carrier of these, if it is among some.
    pub fn among(carriers: &[u32], thing: u32) -> Option<u32> {
        let at = carriers.partition_point(|p| p >> FIELD_BITS < thing);
        carriers.get(at).copied().filter(|p| p >> FIELD_BITS == thing)
    }
}
