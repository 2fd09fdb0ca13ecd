//! The rules for one office of a list, whatever form the list has.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};

pub use super::office_point::Geometry;
pub use super::words::{county, folded_word};

use super::hours_text::{HoursReading, read_hours};
use super::mapping::Field;
use super::notices::Notices;
use super::words::{list, tidied};
use crate::domain::date::PartialDate;
use crate::domain::feed::NoticeCode;
use crate::domain::kind::OfficeKind;
use crate::domain::office::{Listing, Location, OfficeFacts, OfficeStatus, Wheelchair};
use crate::domain::phone::Phone;

/// One office of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct OfficeRow {
    /// Line of the file, the header being line 1; for GeoJSON the number of the feature from 1.
    pub row: u64,
    /// The publisher's own identifier.
    pub source_id: String,
    /// What the row says.
    pub facts: OfficeFacts,
}

/// Fields of one row by name, as they stand in the file.
pub trait Fields {
    /// A field; empty for one that the row does not have.
    fn text(&self, field: Field) -> &str;
}

/// How many spellings of hours are remembered; a list of a million offices has few.
const HOURS_KEPT: usize = 10_000;

/// Reads rows of one list, and remembers what is needed across them.
pub struct OfficeReader {
    /// What there is to say so far.
    pub notices: Notices,
    hours: HashMap<String, HoursReading>,
    // Sixty-four bits of each identifier: 16 bytes for an office instead of the text.
    seen: HashSet<u64>,
    hasher: RandomState,
}

impl Default for OfficeReader {
    fn default() -> Self {
        Self::new()
    }
}

impl OfficeReader {
    /// A reader that has seen nothing.
    #[must_use]
    pub fn new() -> Self {
        Self {
            notices: Notices::new(),
            hours: HashMap::new(),
            seen: HashSet::new(),
            hasher: RandomState::new(),
        }
    }

    /// Reads one row; none where it has to be left out, with a notice that says why.
    pub fn read(&mut self, row: u64, fields: &impl Fields, at: Geometry) -> Option<OfficeRow> {
        let get = |field: Field| tidied(fields.text(field));
        let (source_id, name) = (get(Field::SourceId), get(Field::Name));
        let type_word = get(Field::OfficeType);
        for (field, value, expected) in [
            (Field::SourceId, &source_id, "the publisher's own identifier"),
            (Field::Name, &name, "a name"),
            (Field::OfficeType, &type_word, "a kind of office"),
        ] {
            if value.is_empty() {
                let name = field.as_str();
                self.notices.push(NoticeCode::Missing, row, name, "", expected, "row left out");
                return None;
            }
        }
        if !self.seen.insert(self.hasher.hash_one(&source_id)) {
            self.notices.push(
                NoticeCode::Duplicate,
                row,
                Field::SourceId.as_str(),
                &source_id,
                "an identifier that no row before has",
                "row left out, the first one stands",
            );
            return None;
        }
        let state = self.state(row, get(Field::State));
        let location = Location {
            address: get(Field::Address),
            city: get(Field::City),
            zip: self.zip(row, &get(Field::Zip)),
            county: county(&get(Field::County)),
            point: self.point(row, fields, at, &state),
            state,
        };
        let HoursReading { hours, text } = self.hours(row, &get(Field::Hours));
        let facts = OfficeFacts {
            agency: get(Field::Agency),
            kind: self.word(
                row,
                Field::OfficeType,
                &type_word,
                OfficeKind::Other,
                "taken as other",
            ),
            status: self.status(row, &get(Field::Status)),
            location,
            phone: self.phone(row, Field::Phone, &get(Field::Phone)),
            tty: self.phone(row, Field::Tty, &get(Field::Tty)),
            fax: self.phone(row, Field::Fax, &get(Field::Fax)),
            website: self.website(row, get(Field::Website)),
            hours,
            hours_text: text,
            languages: list(&get(Field::Languages)),
            services: list(&get(Field::Services)),
            wheelchair: self.wheelchair(row, &get(Field::WheelchairAccess)),
            opened_on: self.date(row, Field::OpenedOn, &get(Field::OpenedOn)),
            closed_on: self.date(row, Field::ClosedOn, &get(Field::ClosedOn)),
            listing: Listing {
                url: get(Field::SourceUrl),
                as_of: self.date(row, Field::SourceRetrieved, &get(Field::SourceRetrieved)),
            },
            notes: Some(get(Field::Notes)).filter(|notes| !notes.is_empty()),
            name,
        };
        Some(OfficeRow { row, source_id, facts })
    }

    fn word<T>(&mut self, row: u64, field: Field, text: &str, otherwise: T, hint: &str) -> T
    where
        T: std::str::FromStr<Err = crate::domain::UnknownWord>,
    {
        folded_word(text).parse().unwrap_or_else(|unknown: crate::domain::UnknownWord| {
            let expected = format!("one of: {}", unknown.expected);
            self.notices.push(NoticeCode::UnknownWord, row, field.as_str(), text, &expected, hint);
            otherwise
        })
    }

    fn status(&mut self, row: u64, text: &str) -> OfficeStatus {
        if text.is_empty() {
            return OfficeStatus::Unknown;
        }
        self.word(row, Field::Status, text, OfficeStatus::Unknown, "taken as unknown")
    }

    fn wheelchair(&mut self, row: u64, text: &str) -> Option<Wheelchair> {
        match text.to_lowercase().as_str() {
            "" => None,
            "yes" | "true" => Some(Wheelchair::Yes),
            "no" | "false" => Some(Wheelchair::No),
            "limited" => Some(Wheelchair::Limited),
            _ => {
                let name = Field::WheelchairAccess.as_str();
                let expected = "yes, limited or no";
                self.notices.push(NoticeCode::UnknownWord, row, name, text, expected, "left empty");
                None
            }
        }
    }

    fn phone(&mut self, row: u64, field: Field, text: &str) -> Option<Phone> {
        if text.is_empty() {
            return None;
        }
        Phone::parse(text)
            .inspect_err(|_| {
                self.malformed(row, field, text, "a ten-digit telephone number", "left empty");
            })
            .ok()
    }

    fn website(&mut self, row: u64, text: String) -> Option<String> {
        if text.is_empty() {
            return None;
        }
        let lower = text.to_ascii_lowercase();
        if lower.starts_with("https://") || lower.starts_with("http://") {
            return Some(text);
        }
        let expected = "an address that begins with https:// or http://";
        self.malformed(row, Field::Website, &text, expected, "left empty");
        None
    }

    fn date(&mut self, row: u64, field: Field, text: &str) -> Option<PartialDate> {
        if text.is_empty() {
            return None;
        }
        text.parse()
            .inspect_err(|_| {
                let expected = "a date such as 2012, 2012-06 or 2012-06-30";
                self.malformed(row, field, text, expected, "left empty");
            })
            .ok()
    }

    fn state(&mut self, row: u64, text: String) -> String {
        let fits = text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic());
        if text.is_empty() || fits {
            return text.to_ascii_uppercase();
        }
        if text.eq_ignore_ascii_case("illinois") {
            return "IL".to_owned();
        }
        self.malformed(row, Field::State, &text, "a state in two letters", "left empty");
        String::new()
    }

    fn zip(&mut self, row: u64, text: &str) -> String {
        let digits = |part: &str, n: usize| {
            part.len() == n && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        let plain = match text.split_once('-') {
            Some((head, tail)) if digits(tail, 4) => head,
            Some(_) => "",
            None if digits(text, 9) => &text[..5],
            None => text,
        };
        if text.is_empty() || digits(plain, 5) {
            return plain.to_owned();
        }
        self.malformed(row, Field::Zip, text, "five digits", "left empty");
        String::new()
    }

    fn hours(&mut self, row: u64, text: &str) -> HoursReading {
        if text.is_empty() {
            return HoursReading::default();
        }
        let reading = match self.hours.get(text) {
            Some(known) => known.clone(),
            None => {
                let reading = read_hours(text);
                if self.hours.len() < HOURS_KEPT {
                    self.hours.insert(text.to_owned(), reading.clone());
                }
                reading
            }
        };
        if reading.hours.is_none() {
            self.notices.push(
                NoticeCode::HoursAsText,
                row,
                Field::Hours.as_str(),
                text,
                "hours such as Mo-Fr 08:30-17:00",
                "shown as printed",
            );
        }
        reading
    }

    pub(super) fn malformed(
        &mut self,
        row: u64,
        field: Field,
        found: &str,
        expected: &str,
        hint: &str,
    ) {
        self.notices.push(NoticeCode::Malformed, row, field.as_str(), found, expected, hint);
    }
}
