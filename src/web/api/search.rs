//! `/api/search`: ZIP codes, places, counties and offices by what people type.

use axum::extract::State;
use axum::response::Response;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::atlas::Hit;

use super::{GEOJSON, answer};
use crate::export::geojson::{Collection, PointGeometry};
use crate::web::error::WebError;
use crate::web::extract::{Query, required};

/// The most things found.
const MOST: usize = 10;

/// Parameters of a search.
#[derive(Debug, Deserialize)]
pub struct Params {
    q: Option<String>,
}

#[derive(Serialize)]
struct Feature<'a> {
    r#type: &'static str,
    geometry: Option<PointGeometry>,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Properties<'a> {
    what: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    slug: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    zip: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    county: Option<&'a str>,
}

/// What fits a text, the best first.
///
/// # Errors
/// When `q` is missing.
pub async fn show(
    State(app): State<App>,
    Query(params): Query<Params>,
) -> Result<Response, WebError> {
    let text = required(
        "q",
        params.q.as_deref(),
        "a ZIP code, town, county, street or name of an office",
    )?;
    let atlas = app.atlas();
    let features = atlas.search(text, MOST).into_iter().map(|hit| {
        let (at, properties) = match hit {
            Hit::Zip(zip) => (
                Some(zip.at),
                Properties {
                    what: "zip",
                    name: &zip.city,
                    slug: None,
                    zip: Some(&zip.zip),
                    county: Some(&zip.county),
                },
            ),
            Hit::Place(place) => (
                Some(place.at),
                Properties {
                    what: place.kind.as_str(),
                    name: &place.name,
                    slug: None,
                    zip: None,
                    county: Some(&place.county),
                },
            ),
            Hit::County(county) => (
                Some(county.at),
                Properties {
                    what: "county",
                    name: &county.name,
                    slug: Some(county.slug.as_str()),
                    zip: None,
                    county: Some(&county.name),
                },
            ),
            Hit::Office(office) => (
                office.facts.location.position(),
                Properties {
                    what: "office",
                    name: &office.facts.name,
                    slug: Some(office.slug.as_str()),
                    zip: Some(office.facts.location.zip.as_str()).filter(|z| !z.is_empty()),
                    county: Some(office.facts.location.county.as_str()).filter(|c| !c.is_empty()),
                },
            ),
        };
        Feature { r#type: "Feature", geometry: at.map(PointGeometry), properties }
    });
    answer(GEOJSON, &Collection::new(features.collect()))
}
