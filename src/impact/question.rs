//! What if: sets of offices closed, opened and moved, in a form without order.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::domain::geo::Position;
use crate::domain::slug::Slug;

/// Offices closed, opened and moved. Two questions that mean the same are equal and are written the same.
///
/// Written as text: `close=a,b;open=c;move=d@38.72710,-89.21680;new=e@38.5,-89.1`, with the parts in this order,
/// names in the order of the alphabet and places to five decimals (about a metre). The question that asks
/// nothing is empty.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Question {
    close: BTreeSet<Slug>,
    open: BTreeSet<Slug>,
    moved: BTreeMap<Slug, Position>,
    new: BTreeMap<Slug, Position>,
}

/// Why a question cannot be answered.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AskError {
    /// No such office among those of the service.
    #[error("found no office {slug} that gives this service; expected the address of one", slug = slug.as_str())]
    Unknown {
        /// What was named.
        slug: Slug,
    },
    /// One office in two parts of the question.
    #[error("found {slug} both under {first} and under {second}, expected it under one", slug = slug.as_str())]
    Both {
        /// The office.
        slug: Slug,
        /// One part.
        first: &'static str,
        /// The other part.
        second: &'static str,
    },
    /// One office at two new places.
    #[error("found two places for {slug}, expected one", slug = slug.as_str())]
    TwoPlaces {
        /// The office.
        slug: Slug,
    },
    /// No office would be left.
    #[error("found no office left open after this, expected at least one")]
    AllClosed,
    /// An office whose place is not known.
    #[error("found no point for {slug}, expected an office whose place is known", slug = slug.as_str())]
    NoPlace {
        /// The office.
        slug: Slug,
    },
    /// An office to be closed or moved that is not open.
    #[error("found {slug} closed already, expected an open office to close or move", slug = slug.as_str())]
    NotOpen {
        /// The office.
        slug: Slug,
    },
    /// An office to be opened that is open.
    #[error("found {slug} open already, expected a closed office to open", slug = slug.as_str())]
    IsOpen {
        /// The office.
        slug: Slug,
    },
    /// A new office under the address of one that exists.
    #[error("found an office {slug} already, expected a new name for a new office", slug = slug.as_str())]
    NameTaken {
        /// The name.
        slug: Slug,
    },
    /// An office that the table of travel times does not have, or a new place in its times.
    #[error("found no travel times for {slug}, expected an office of the travel-time table; ask in miles instead", slug = slug.as_str())]
    NoTimes {
        /// The office.
        slug: Slug,
    },
    /// An office that would move or open far outside of the state, where nobody is counted.
    #[error("found {slug} far outside of Illinois, expected a place in the state or near it", slug = slug.as_str())]
    FarAway {
        /// The office.
        slug: Slug,
    },
    /// More offices than one question may name.
    #[error("found {found} offices in one question, expected at most {most}")]
    TooMany {
        /// How many were named.
        found: usize,
        /// How many may be.
        most: usize,
    },
    /// A word that names no kind of office.
    #[error(
        "found {found:?}, expected a kind of office that people go to, such as fcrc or wic_clinic"
    )]
    NotAService {
        /// What was written.
        found: String,
    },
    /// A word that names no way to travel.
    #[error("found {found:?}, expected car or transit")]
    NotAWay {
        /// What was written.
        found: String,
    },
    /// Text that is no question.
    #[error("found {found:?}, expected parts such as close=a,b;open=c;move=d@40.1,-89.2")]
    NotAQuestion {
        /// What was written.
        found: String,
    },
}

impl AskError {
    /// What was found, and what was expected instead.
    #[must_use]
    pub fn halves(&self) -> (String, String) {
        let sentence = self.to_string();
        let (found, expected) = sentence.rsplit_once("expected ").unwrap_or((&sentence, ""));
        let found = found.trim_end_matches([' ', ',', ';']);
        (found.strip_prefix("found ").unwrap_or(found).to_owned(), expected.to_owned())
    }
}

/// What is asked of an office: the word in the text.
const PARTS: [&str; 4] = ["close", "open", "move", "new"];

impl Question {
    /// The most offices that one question may name; the largest case of the ledger has 61.
    pub const MOST: usize = 200;

    /// Closes an office.
    #[must_use]
    pub fn close(mut self, slug: Slug) -> Self {
        self.close.insert(slug);
        self
    }

    /// Opens an office that is closed.
    #[must_use]
    pub fn open(mut self, slug: Slug) -> Self {
        self.open.insert(slug);
        self
    }

    /// Moves an office to another place.
    ///
    /// # Errors
    /// When it is moved elsewhere already.
    pub fn moved(mut self, slug: Slug, to: Position) -> Result<Self, AskError> {
        place(&mut self.moved, slug, to)?;
        Ok(self)
    }

    /// Opens a new office at a place.
    ///
    /// # Errors
    /// When the name stands for another place already.
    pub fn new_at(mut self, slug: Slug, at: Position) -> Result<Self, AskError> {
        place(&mut self.new, slug, at)?;
        Ok(self)
    }

    /// The offices to close, by public address.
    #[must_use]
    pub const fn closing(&self) -> &BTreeSet<Slug> {
        &self.close
    }

    /// The offices to open.
    #[must_use]
    pub const fn opening(&self) -> &BTreeSet<Slug> {
        &self.open
    }

    /// The offices to move, with their new places.
    #[must_use]
    pub const fn moving(&self) -> &BTreeMap<Slug, Position> {
        &self.moved
    }

    /// Offices that are not there yet, with their places.
    #[must_use]
    pub const fn founding(&self) -> &BTreeMap<Slug, Position> {
        &self.new
    }

    /// How many offices are named.
    #[must_use]
    pub fn len(&self) -> usize {
        self.close.len() + self.open.len() + self.moved.len() + self.new.len()
    }

    /// Whether nothing is asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Checks what can be checked without the list of offices.
    pub(super) fn check(&self) -> Result<(), AskError> {
        if self.len() > Self::MOST {
            return Err(AskError::TooMany { found: self.len(), most: Self::MOST });
        }
        let mut seen: BTreeMap<&Slug, &'static str> = BTreeMap::new();
        let parts: [Vec<&Slug>; 4] = [
            self.close.iter().collect(),
            self.open.iter().collect(),
            self.moved.keys().collect(),
            self.new.keys().collect(),
        ];
        for (second, slugs) in PARTS.into_iter().zip(parts) {
            for slug in slugs {
                if let Some(first) = seen.insert(slug, second) {
                    return Err(AskError::Both { slug: slug.clone(), first, second });
                }
            }
        }
        Ok(())
    }
}

fn place(places: &mut BTreeMap<Slug, Position>, slug: Slug, at: Position) -> Result<(), AskError> {
    let at = coarse(at);
    match places.get(&slug) {
        Some(there) if *there != at => Err(AskError::TwoPlaces { slug }),
        _ => {
            places.insert(slug, at);
            Ok(())
        }
    }
}

/// A place to five decimals, as it is written.
fn coarse(at: Position) -> Position {
    let round = |v: f64| (v * 100_000.0).round() / 100_000.0 + 0.0;
    Position::new(round(at.lat()), round(at.lon())).unwrap_or(at)
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |set: &BTreeSet<Slug>| set.iter().map(|s| s.as_str().to_owned()).collect();
        let places = |map: &BTreeMap<Slug, Position>| {
            map.iter()
                .map(|(s, at)| format!("{}@{:.5},{:.5}", s.as_str(), at.lat(), at.lon()))
                .collect()
        };
        let parts: [(Vec<String>, &str); 4] = [
            (names(&self.close), ","),
            (names(&self.open), ","),
            (places(&self.moved), "+"),
            (places(&self.new), "+"),
        ];
        let mut divider = "";
        for (word, (things, between)) in PARTS.into_iter().zip(parts) {
            if !things.is_empty() {
                write!(f, "{divider}{word}={}", things.join(between))?;
                divider = ";";
            }
        }
        Ok(())
    }
}

impl FromStr for Question {
    type Err = AskError;

    fn from_str(text: &str) -> Result<Self, AskError> {
        let wrong = || AskError::NotAQuestion { found: text.chars().take(80).collect() };
        let slug = |name: &str| name.trim().parse::<Slug>().map_err(|_| wrong());
        let placed = |one: &str| {
            let (name, at) = one.split_once('@').ok_or_else(wrong)?;
            let (lat, lon) = at.split_once(',').ok_or_else(wrong)?;
            let number = |n: &str| n.trim().parse::<f64>().map_err(|_| wrong());
            let at = Position::new(number(lat)?, number(lon)?).map_err(|_| wrong())?;
            Ok::<_, AskError>((slug(name)?, at))
        };
        let mut question = Self::default();
        for part in text.split(';').filter(|part| !part.trim().is_empty()) {
            let (word, things) = part.split_once('=').ok_or_else(wrong)?;
            match word.trim() {
                "close" => {
                    for name in things.split(',') {
                        question = question.close(slug(name)?);
                    }
                }
                "open" => {
                    for name in things.split(',') {
                        question = question.open(slug(name)?);
                    }
                }
                "move" => {
                    for one in things.split('+') {
                        let (name, at) = placed(one)?;
                        question = question.moved(name, at)?;
                    }
                }
                "new" => {
                    for one in things.split('+') {
                        let (name, at) = placed(one)?;
                        question = question.new_at(name, at)?;
                    }
                }
                _ => return Err(wrong()),
            }
        }
        question.check()?;
        Ok(question)
    }
}

impl Serialize for Question {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, AskError> {
        text.parse::<Question>().map(|q| q.to_string())
    }

    #[test]
    fn the_same_question_is_written_the_same() {
        let canonical = "close=a,b;open=c;move=d@40.10000,-89.20000;new=e@0.00000,0.00000";
        for text in [
            canonical,
            "open=c;close=b,a,b;new=e@-0.000001,0;move=d@40.1,-89.2",
            " move=d@40.1,-89.2 ; open=c ;close=b;new=e@0,0; close=a ",
        ] {
            assert_eq!(read(text).as_deref(), Ok(canonical), "{text}");
        }
        assert_eq!(read("").as_deref(), Ok(""));
        assert!(Question::default().is_empty());
        assert_eq!(
            read("move=b@1,2+a@3,4").as_deref(),
            Ok("move=a@3.00000,4.00000+b@1.00000,2.00000")
        );
    }

    #[test]
    fn what_is_no_question_is_refused() {
        for text in [
            "close",
            "close=",
            "shut=a",
            "close=A",
            "move=a",
            "move=a@1",
            "move=a@x,1",
            "new=a@91,0",
        ] {
            assert!(matches!(read(text), Err(AskError::NotAQuestion { .. })), "{text}");
        }
        let both = read("close=a;open=a").unwrap_err();
        assert_eq!(
            both.to_string(),
            "found a both under close and under open, expected it under one"
        );
        assert!(matches!(read("move=a@1,2;move=a@1,3"), Err(AskError::TwoPlaces { .. })));
        assert!(read("move=a@1,2;move=a@1,2.000001").is_ok());
        let many: Vec<String> = (0..500).map(|n| format!("o{n}")).collect();
        assert!(matches!(
            read(&format!("close={}", many.join(","))),
            Err(AskError::TooMany { found: 500, most: 200 })
        ));
    }
}
