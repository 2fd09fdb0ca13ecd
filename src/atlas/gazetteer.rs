//! The gazetteer: what names of ZIP codes, towns and counties stand for.

use std::collections::HashMap;

use serde::Deserialize;

use super::words;
use crate::domain::area::{County, Place, PlaceKind, Zip};
use crate::domain::geo::Position;
use crate::domain::slug::Slug;

/// ZIP codes, towns, neighbourhoods and counties of the state.
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    /// ZIP codes, ascending.
    pub zips: Vec<Zip>,
    /// Towns and neighbourhoods by name, of one name the one with more people first.
    pub places: Vec<Place>,
    /// Counties by name.
    pub counties: Vec<County>,
    county_by_key: HashMap<String, usize>,
    places_by_key: HashMap<String, Vec<usize>>,
}

/// A line of the gazetteer's files that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: found {found}, expected {expected}")]
pub struct GazetteerError {
    /// Which file.
    pub file: &'static str,
    /// Its line, the header being line 1.
    pub line: u64,
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: String,
}

#[derive(Deserialize)]
struct ZipRow {
    zip: String,
    city: String,
    county: String,
    latitude: f64,
    longitude: f64,
}

#[derive(Deserialize)]
struct PlaceRow {
    name: String,
    kind: PlaceKind,
    county: String,
    latitude: f64,
    longitude: f64,
    population: Option<u32>,
}

#[derive(Deserialize)]
struct CountyRow {
    geoid: String,
    name: String,
    slug: Slug,
    latitude: f64,
    longitude: f64,
}

impl Gazetteer {
    /// Reads the three files that ship: `zips.csv`, `places.csv` and `counties.csv`.
    ///
    /// # Errors
    /// At the first line that lacks a field or holds an impossible one.
    pub fn parse(
        zips_csv: &str,
        places_csv: &str,
        counties_csv: &str,
    ) -> Result<Self, GazetteerError> {
        let zips = read("zips.csv", zips_csv, |row: ZipRow| {
            if !is_zip(&row.zip) {
                return Err((row.zip, "a ZIP code of five digits"));
            }
            let at = position(row.latitude, row.longitude)?;
            Ok(Zip { zip: row.zip, city: row.city, county: row.county, at })
        })?;
        let places = read("places.csv", places_csv, |row: PlaceRow| {
            let at = position(row.latitude, row.longitude)?;
            let population = row.population.unwrap_or(0);
            Ok(Place { name: row.name, kind: row.kind, county: row.county, at, population })
        })?;
        let counties = read("counties.csv", counties_csv, |row: CountyRow| {
            let at = position(row.latitude, row.longitude)?;
            Ok(County { geoid: row.geoid, name: row.name, slug: row.slug, at })
        })?;
        Ok(Self::new(zips, places, counties))
    }

    /// A gazetteer of these; sorts them and makes their names searchable.
    #[must_use]
    pub fn new(mut zips: Vec<Zip>, mut places: Vec<Place>, mut counties: Vec<County>) -> Self {
        zips.sort_by(|a, b| a.zip.cmp(&b.zip));
        places.sort_by_cached_key(|p| {
            (words::key(&p.name), std::cmp::Reverse(p.population), p.kind, p.county.clone())
        });
        counties.sort_by_cached_key(|c| words::key(&c.name));
        let county_by_key =
            counties.iter().enumerate().map(|(i, c)| (words::key(&c.name), i)).collect();
        let mut places_by_key: HashMap<String, Vec<usize>> = HashMap::new();
        for (i, place) in places.iter().enumerate() {
            places_by_key.entry(words::key(&place.name)).or_default().push(i);
        }
        Self { zips, places, counties, county_by_key, places_by_key }
    }

    /// The ZIP code written as five digits.
    #[must_use]
    pub fn zip(&self, zip: &str) -> Option<&Zip> {
        let at = self.zips.binary_search_by(|z| z.zip.as_str().cmp(zip)).ok()?;
        self.zips.get(at)
    }

    /// The county of a name, with or without the word "County" (`LaSalle`, `La Salle County`).
    #[must_use]
    pub fn county(&self, name: &str) -> Option<&County> {
        let all = words::canonical(name);
        self.county_of_words(&all)
            .or_else(|| self.county_of_words(words::county_phrase(words::without_state(&all))?))
    }

    /// The county with this public address.
    #[must_use]
    pub fn county_by_slug(&self, slug: &str) -> Option<&County> {
        self.counties.iter().find(|c| c.slug.as_str() == slug)
    }

    /// The towns and neighbourhoods of a name, the one with most people first.
    #[must_use]
    pub fn places_named(&self, name: &str) -> Vec<&Place> {
        self.places_of_words(&words::canonical(name))
    }

    /// The ZIP code whose middle is nearest to a position; it stands in for an unknown county.
    #[must_use]
    pub fn nearest_zip(&self, at: Position) -> Option<&Zip> {
        let chord = |z: &&Zip| super::index::chord_2(at.unit(), z.at.unit());
        self.zips.iter().min_by(|a, b| chord(a).total_cmp(&chord(b)))
    }

    pub(super) fn county_of_words(&self, words: &[String]) -> Option<&County> {
        self.counties.get(*self.county_by_key.get(&words.concat())?)
    }

    pub(super) fn places_of_words(&self, words: &[String]) -> Vec<&Place> {
        let found = self.places_by_key.get(&words.concat());
        found.into_iter().flatten().filter_map(|&i| self.places.get(i)).collect()
    }
}

/// Whether a text is five digits.
pub(super) fn is_zip(text: &str) -> bool {
    text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a ZIP code of these five digits would lie in Illinois.
///
/// The Postal Service's prefixes for the state are 600 to 620 and 622 to 629; 621 was never given out.
#[must_use]
pub(super) fn is_illinois(zip: &str) -> bool {
    zip.get(..3)
        .and_then(|prefix| prefix.parse::<u16>().ok())
        .is_some_and(|p| (600..=629).contains(&p))
}

/// What is wrong with a row: what was found, what was expected.
type Refusal = (String, &'static str);

fn position(lat: f64, lon: f64) -> Result<Position, Refusal> {
    Position::new(lat, lon)
        .map_err(|e| (format!("{}, {}", e.lat, e.lon), "a position on the earth"))
}

fn read<R, T>(
    file: &'static str,
    text: &str,
    take: impl Fn(R) -> Result<T, Refusal>,
) -> Result<Vec<T>, GazetteerError>
where
    R: for<'de> Deserialize<'de>,
{
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().cloned().unwrap_or_default();
    let mut out = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| {
            let line = e.position().map_or(0, csv::Position::line);
            GazetteerError {
                file,
                line,
                found: e.to_string(),
                expected: "as many fields as the header".into(),
            }
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        let row: R = record.deserialize(Some(&headers)).map_err(|e| GazetteerError {
            file,
            line,
            found: e.to_string(),
            expected: "a row of this file".into(),
        })?;
        let thing = take(row).map_err(|(found, expected)| GazetteerError {
            file,
            line,
            found,
            expected: expected.into(),
        })?;
        out.push(thing);
    }
    Ok(out)
}
