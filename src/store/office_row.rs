//! A row of `offices` and the domain's office, both ways.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::domain::geo::Position;
use crate::domain::hours::{Hours, NotHours};
use crate::domain::id::{OfficeId, SiteId};
use crate::domain::office::{Listing, Location, Office, OfficeFacts};
use crate::domain::phone::Phone;

use super::StoreError;
use super::types::{Uid, no_nul_in_json, read, read_option, read_point};

/// The columns of an office with its feed's name; `$geom` is how the dialect gives a point out.
macro_rules! select_offices {
    ($geom:literal, $tail:literal) => {
        concat!(
            "select o.id, o.slug, f.name as feed, o.source_id, o.site_id, o.name, o.agency, o.kind, o.status, ",
            "o.address, o.city, o.state, o.zip, o.county, ",
            $geom,
            " as geom, o.point_method, o.phone, o.tty, o.fax, o.website, o.hours, o.hours_text, o.languages, ",
            "o.services, o.wheelchair, o.opened_on, o.closed_on, o.listing_url, o.listed_on, o.notes, ",
            "o.valid_from from offices o join feeds f on f.id = o.feed_id ",
            $tail
        )
    };
}
pub(super) use select_offices;

#[derive(sqlx::FromRow)]
pub(super) struct OfficeRow {
    id: Uid,
    slug: String,
    feed: String,
    source_id: String,
    site_id: Option<Uid>,
    name: String,
    agency: String,
    kind: String,
    status: String,
    address: String,
    city: String,
    state: String,
    zip: String,
    county: String,
    geom: Option<Vec<u8>>,
    point_method: Option<String>,
    phone: Option<String>,
    tty: Option<String>,
    fax: Option<String>,
    website: Option<String>,
    hours: Option<String>,
    hours_text: Option<String>,
    languages: String,
    services: String,
    wheelchair: Option<String>,
    opened_on: Option<String>,
    closed_on: Option<String>,
    listing_url: String,
    listed_on: Option<String>,
    notes: Option<String>,
    valid_from: String,
}

const TABLE: &str = "offices";

/// Hours that were read before: thousands of offices share a few spellings, and rules are costly to read and keep.
#[derive(Debug, Default)]
pub(super) struct KnownHours(HashMap<String, Hours>);

impl KnownHours {
    fn parse(&mut self, text: &str) -> Result<Hours, NotHours> {
        if let Some(known) = self.0.get(text) {
            return Ok(known.clone());
        }
        let hours = Hours::parse(text)?;
        self.0.insert(text.to_owned(), hours.clone());
        Ok(hours)
    }
}

impl OfficeRow {
    pub(super) fn office(self, known: &mut KnownHours) -> Result<Office, StoreError> {
        let row = self.slug.clone();
        let bad = |column, found: String| StoreError::Inconsistent {
            table: TABLE,
            column,
            row: row.clone(),
            found,
        };
        let phone = |column, text: Option<String>| {
            text.map(|t| Phone::parse(&t)).transpose().map_err(|e| bad(column, e.to_string()))
        };
        let position: Option<Position> =
            self.geom.as_deref().map(read_point).transpose().map_err(|e| bad("geom", e))?;
        let method = read_option(TABLE, "point_method", &row, self.point_method.as_deref())?;
        let hours = self
            .hours
            .map(|h| known.parse(&h))
            .transpose()
            .map_err(|e| bad("hours", e.to_string()))?;
        Ok(Office {
            id: OfficeId(self.id.0),
            feed: self.feed,
            source_id: self.source_id,
            site: self.site_id.map(|id| SiteId(id.0)),
            valid_from: read(TABLE, "valid_from", &row, &self.valid_from)?,
            facts: OfficeFacts {
                name: self.name,
                agency: self.agency,
                kind: read(TABLE, "kind", &row, &self.kind)?,
                status: read(TABLE, "status", &row, &self.status)?,
                location: Location {
                    address: self.address,
                    city: self.city,
                    state: self.state,
                    zip: self.zip,
                    county: self.county,
                    point: position.zip(method),
                },
                phone: phone("phone", self.phone)?,
                tty: phone("tty", self.tty)?,
                fax: phone("fax", self.fax)?,
                website: self.website,
                hours,
                hours_text: self.hours_text,
                languages: list("languages", &row, &self.languages)?,
                services: list("services", &row, &self.services)?,
                wheelchair: read_option(TABLE, "wheelchair", &row, self.wheelchair.as_deref())?,
                opened_on: read_option(TABLE, "opened_on", &row, self.opened_on.as_deref())?,
                closed_on: read_option(TABLE, "closed_on", &row, self.closed_on.as_deref())?,
                listing: Listing {
                    url: self.listing_url,
                    as_of: read_option(TABLE, "listed_on", &row, self.listed_on.as_deref())?,
                },
                notes: self.notes,
            },
            slug: read(TABLE, "slug", &row, &self.slug)?,
        })
    }
}

fn list(column: &'static str, row: &str, text: &str) -> Result<Vec<String>, StoreError> {
    serde_json::from_str(text).map_err(|e| StoreError::Inconsistent {
        table: TABLE,
        column,
        row: row.to_owned(),
        found: e.to_string(),
    })
}

/// A JSON array of strings, as the list columns keep it.
pub(super) fn list_text(list: &[String]) -> String {
    serde_json::Value::from(list).to_string()
}

/// Writes facts down as JSON, for versions and digests.
pub(super) fn facts_text(facts: &impl serde::Serialize) -> Result<String, StoreError> {
    let json = serde_json::to_string(facts)
        .map_err(|e| StoreError::Database(sqlx::Error::Encode(e.into())))?;
    no_nul_in_json("an office or a case", &json)?;
    Ok(json)
}

/// A number that changes whenever a fact does: the first 8 bytes of the SHA-256 of its JSON.
pub(super) fn digest(facts: &impl serde::Serialize) -> Result<i64, StoreError> {
    let hash = Sha256::digest(facts_text(facts)?.as_bytes());
    let (head, _) = hash.split_at(8);
    Ok(i64::from_be_bytes(head.try_into().unwrap_or_default()))
}
