//! `/api/map`: what a window of the map shows, offices or clusters of them.

use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::atlas::{MapItem, MapQuery};
use crate::domain::geo::Window;
use crate::domain::kind::{KindSet, OfficeKind};
use crate::domain::office::{Office, OfficeStatus};
use crate::i18n::{Lang, Words};

use super::{GEOJSON, answer};
use crate::export::geojson::{Collection, PointGeometry};
use crate::web::error::WebError;
use crate::web::extract::{Query, parsed, required};
use crate::web::filter::Kinds;
use crate::web::open_now::{look, status_words};

/// The deepest zoom that means something.
const DEEPEST: u8 = 22;

/// Parameters of the map.
#[derive(Debug, Deserialize)]
pub struct Params {
    bbox: Option<String>,
    zoom: Option<String>,
    kind: Option<String>,
    open: Option<String>,
    lang: Option<String>,
}

#[derive(Serialize)]
struct Feature<'a> {
    r#type: &'static str,
    geometry: PointGeometry,
    properties: Properties<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Properties<'a> {
    Office {
        slug: &'a str,
        name: &'a str,
        kind: OfficeKind,
        status: OfficeStatus,
        status_word: String,
        look: &'static str,
        url: String,
    },
    Cluster {
        cluster: bool,
        count: usize,
        bbox: [f64; 4],
    },
}

fn office<'a>(office: &'a Office, words: Words, today: Date) -> Option<Feature<'a>> {
    let properties = Properties::Office {
        slug: office.slug.as_str(),
        name: &office.facts.name,
        kind: office.facts.kind,
        status: office.facts.status,
        status_word: status_words(words, office, today).0,
        look: look(office, today).class(),
        url: format!("/offices/{}", office.slug),
    };
    Some(Feature {
        r#type: "Feature",
        geometry: PointGeometry(office.facts.location.position()?),
        properties,
    })
}

/// Offices and clusters in a window, as GeoJSON.
///
/// # Errors
/// When a parameter is not understood.
pub async fn show(
    State(app): State<App>,
    Query(params): Query<Params>,
) -> Result<Response, WebError> {
    let bbox = required("bbox", params.bbox.as_deref(), "west,south,east,north in degrees")?;
    let window: Window = parsed("bbox", bbox)?;
    let expected = format!("a whole number from 0 to {DEEPEST}");
    let text = required("zoom", params.zoom.as_deref(), &expected)?;
    // Leaflet asks in whole steps; a fraction means the step below.
    let zoom = text.parse::<f64>().ok().filter(|z| (0.0..=f64::from(DEEPEST)).contains(z));
    let zoom = zoom.ok_or_else(|| WebError::query("zoom", text, expected))?;
    let kinds = match params.kind.as_deref().map(str::trim).filter(|k| !k.is_empty()) {
        Some(kind) => Kinds::parse(kind)?.set,
        None => KindSet::public(),
    };
    let open_only = super::offices::flag("open", params.open.as_deref(), true)?;
    let words = Words::of(params.lang.as_deref().and_then(|l| l.parse().ok()).unwrap_or(Lang::En));
    let zoom = (0..=DEEPEST).rev().find(|z| f64::from(*z) <= zoom).unwrap_or(0);
    let atlas = app.atlas();
    let today = app.clock().today();
    let items = atlas.map(&MapQuery { window, zoom, kinds, open_only });
    let features = items.iter().filter_map(|item| match item {
        MapItem::Office(found) => office(found, words, today),
        MapItem::Cluster { count, at, window: w } => Some(Feature {
            r#type: "Feature",
            geometry: PointGeometry(*at),
            properties: Properties::Cluster {
                cluster: true,
                count: *count,
                bbox: [w.west, w.south, w.east, w.north],
            },
        }),
    });
    answer(GEOJSON, &Collection::new(features.collect()))
}
