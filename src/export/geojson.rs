//! Offices as GeoJSON features, written without a detour over a tree of values.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::domain::date::PartialDate;
use crate::domain::geo::Position;
use crate::domain::kind::OfficeKind;
use crate::domain::office::{Office, OfficeStatus, PointMethod, Wheelchair};
use crate::domain::phone::Phone;

/// A collection of features.
#[derive(Debug, Serialize)]
pub struct Collection<F> {
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<usize>,
    features: Vec<F>,
}

impl<F> Collection<F> {
    /// A collection of all there is.
    pub const fn new(features: Vec<F>) -> Self {
        Self { r#type: "FeatureCollection", total: None, features }
    }

    /// One page of a longer list.
    pub const fn page(features: Vec<F>, total: usize) -> Self {
        Self { r#type: "FeatureCollection", total: Some(total), features }
    }
}

/// A point geometry.
#[derive(Debug, Clone, Copy)]
pub struct PointGeometry(pub Position);

impl Serialize for PointGeometry {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(2))?;
        map.serialize_entry("type", "Point")?;
        map.serialize_entry("coordinates", &[self.0.lon(), self.0.lat()])?;
        map.end()
    }
}

/// A feature of an office.
#[derive(Debug, Serialize)]
pub struct OfficeFeature<'a> {
    r#type: &'static str,
    id: &'a str,
    geometry: Option<PointGeometry>,
    properties: OfficeProperties<'a>,
}

/// What is told of an office; what is not known is left out.
#[derive(Debug, Serialize)]
struct OfficeProperties<'a> {
    slug: &'a str,
    name: &'a str,
    kind: OfficeKind,
    status: OfficeStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    distance_m: Option<Decimetres>,
    agency: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    address: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    city: &'a str,
    state: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    zip: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    county: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    point_method: Option<PointMethod>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<&'a Phone>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tty: Option<&'a Phone>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fax: Option<&'a Phone>,
    #[serde(skip_serializing_if = "Option::is_none")]
    website: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    opening_hours: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hours_text: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    languages: &'a [String],
    services: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    wheelchair: Option<Wheelchair>,
    #[serde(skip_serializing_if = "Option::is_none")]
    opened_on: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    closed_on: Option<PartialDate>,
    #[serde(skip_serializing_if = "str::is_empty")]
    source_url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_date: Option<PartialDate>,
}

/// Metres with one decimal.
#[derive(Debug, Clone, Copy)]
struct Decimetres(f64);

impl Serialize for Decimetres {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_f64((self.0 * 10.0).round() / 10.0)
    }
}

impl<'a> OfficeFeature<'a> {
    /// The feature of an office, with its distance where one was asked for.
    pub fn new(office: &'a Office, distance_m: Option<f64>) -> Self {
        let facts = &office.facts;
        let at = &facts.location;
        Self {
            r#type: "Feature",
            id: office.slug.as_str(),
            geometry: at.position().map(PointGeometry),
            properties: OfficeProperties {
                slug: office.slug.as_str(),
                name: &facts.name,
                kind: facts.kind,
                status: facts.status,
                distance_m: distance_m.map(Decimetres),
                agency: &facts.agency,
                address: &at.address,
                city: &at.city,
                state: &at.state,
                zip: &at.zip,
                county: &at.county,
                point_method: at.point.map(|(_, method)| method),
                phone: facts.phone.as_ref(),
                tty: facts.tty.as_ref(),
                fax: facts.fax.as_ref(),
                website: facts.website.as_deref(),
                opening_hours: facts.hours.as_ref().map(crate::domain::hours::Hours::as_str),
                hours_text: facts.hours_text.as_deref(),
                languages: &facts.languages,
                services: &facts.services,
                wheelchair: facts.wheelchair,
                opened_on: facts.opened_on,
                closed_on: facts.closed_on,
                source_url: &facts.listing.url,
                source_date: facts.listing.as_of,
            },
        }
    }
}
