//! `/api/areas` and `/api/areas/{kind}/{slug}`: areas with who holds office there, what they lost, and how far they are
//! from an office today.

use axum::extract::State;
use axum::response::Response;
use geojson::Geometry;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::domain::polygon::{Area, AreaKind, Officeholder};
use crate::domain::slug::Slug;
use crate::impact::{Access, Estimate, Harm, Inputs, Measure, Standing, Today, Unit, Who};

use super::{GEOJSON, JSON, answer};
use crate::web::areas::{Asked, EARLIEST, Fault, Inside, Lost, Measured, Params as PageParams};
use crate::web::error::WebError;
use crate::web::extract::{Pair, Query, filled, parsed};

/// Parameters of the list.
#[derive(Debug, Deserialize)]
pub struct ListParams {
    kind: Option<String>,
}

#[derive(Serialize)]
struct List<'a> {
    kinds: Vec<Kind<'a>>,
}

#[derive(Serialize)]
struct Kind<'a> {
    kind: Slug,
    areas: Vec<Brief<'a>>,
}

#[derive(Serialize)]
struct Brief<'a> {
    slug: &'a Slug,
    name: &'a str,
    geoid: &'a str,
    url: String,
    officeholder: Option<&'a Officeholder>,
}

impl<'a> Brief<'a> {
    fn of(area: &'a Area) -> Self {
        Self {
            slug: &area.slug,
            name: &area.name,
            geoid: &area.geoid,
            url: format!("/areas/{}/{}", area.kind.slug(), area.slug),
            officeholder: area.officeholder.as_ref(),
        }
    }
}

/// The areas that are loaded, by kind.
///
/// # Errors
/// When the kind is none.
pub async fn list(
    State(app): State<App>,
    Query(params): Query<ListParams>,
) -> Result<Response, WebError> {
    let wanted = filled(params.kind.as_ref()).map(|kind| parsed::<AreaKind>("kind", &kind));
    let wanted = wanted.transpose()?;
    let atlas = app.atlas();
    let layers = atlas.land().layers().iter();
    let kinds = layers.filter(|layer| wanted.as_ref().is_none_or(|kind| *kind == layer.kind));
    let kinds = kinds.map(|layer| Kind {
        kind: layer.kind.slug(),
        areas: layer.areas.iter().map(Brief::of).collect(),
    });
    answer(JSON, &List { kinds: kinds.collect() })
}

#[derive(Serialize)]
struct Feature<'a> {
    r#type: &'static str,
    id: &'a str,
    geometry: Option<Geometry>,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Properties<'a> {
    kind: Slug,
    #[serde(flatten)]
    area: Brief<'a>,
    vintage: &'a str,
    measure: Measure,
    desert_line: u32,
    need: Who,
    today: Vec<Group<'a>>,
    standing: Option<Place>,
    most_harmful: Option<&'a Harm>,
    lost: LostSince<'a>,
    inputs: &'a Inputs,
}

#[derive(Serialize)]
struct Group<'a> {
    who: Who,
    unit: Unit,
    all: Estimate,
    missing_points: u64,
    #[serde(flatten)]
    access: &'a Access,
}

impl<'a> Group<'a> {
    fn of(today: &'a Today) -> Self {
        let Today { who, unit, all, missing_points, access } = today;
        Self { who: *who, unit: *unit, all: *all, missing_points: *missing_points, access }
    }
}

/// Where the area stands among its kind; 1 has the longest mean way.
#[derive(Serialize)]
struct Place {
    place: usize,
    of: usize,
    ties: usize,
    first: Option<usize>,
    last: Option<usize>,
}

impl From<Standing> for Place {
    fn from(standing: Standing) -> Self {
        let Standing { place, of, ties, span } = standing;
        Self { place, of, ties, first: span.map(|s| s.0), last: span.map(|s| s.1) }
    }
}

#[derive(Serialize)]
struct LostSince<'a> {
    since: i16,
    offices: u32,
    losses: u32,
    temporary: u32,
    gains: u32,
    undated: u32,
    years: Vec<Year>,
    cases: Vec<&'a Slug>,
    some_time: Vec<&'a Slug>,
    maybe: Vec<&'a Slug>,
    without_place: Vec<&'a Slug>,
}

#[derive(Serialize)]
struct Year {
    year: i16,
    losses: u32,
    temporary: u32,
    gains: u32,
}

impl<'a> LostSince<'a> {
    fn of(lost: &Lost<'a>, since: i16) -> Self {
        let year = |y: &crate::draw::YearCount| Year {
            year: y.year,
            losses: y.losses,
            temporary: y.temporary,
            gains: y.gains,
        };
        Self {
            since,
            offices: lost.offices(),
            losses: lost.losses(),
            temporary: lost.temporary(),
            gains: lost.gains(),
            undated: lost.undated,
            years: lost.years.iter().map(year).collect(),
            cases: lost.cases.iter().map(|lost| &lost.case.slug).collect(),
            some_time: lost.some_time.iter().map(|case| &case.slug).collect(),
            maybe: lost.maybe.iter().map(|case| &case.slug).collect(),
            without_place: lost.nowhere.iter().map(|case| &case.slug).collect(),
        }
    }
}

/// One area with its outline.
///
/// # Errors
/// When there is none of that kind and name, a parameter is not understood, or too many ask at once.
pub async fn show(
    State(app): State<App>,
    Pair(kind, slug): Pair,
    Query(params): Query<PageParams>,
) -> Result<Response, WebError> {
    let atlas = app.atlas();
    let known = kind.parse::<AreaKind>().ok();
    let layer = known.and_then(|kind| atlas.land().layer(&kind)).ok_or(WebError::NoPage)?;
    let number = layer.number(&slug).ok_or(WebError::NoPage)?;
    let inside = Inside::new(&atlas, layer, number).ok_or(WebError::NoPage)?;
    let asked = Asked::read(&params, &atlas, app.clock().today().year());
    refused(&asked)?;
    let (word, area) = (layer.kind.slug(), inside.area);
    let measured = Measured::of(&app, &atlas, asked.service, word.clone(), area.slug.clone());
    let measured = measured.await?;
    let lost = Lost::since(&atlas, &inside, asked.since);
    let shape = Some(&area.shape).filter(|shape| !shape.0.is_empty());
    let feature = Feature {
        r#type: "Feature",
        id: &area.geoid,
        geometry: shape.map(|shape| Geometry::new(geojson::GeometryValue::from(shape))),
        properties: Properties {
            kind: word,
            area: Brief::of(area),
            vintage: &area.vintage,
            measure: measured.measure,
            desert_line: measured.measure.desert(),
            need: measured.need,
            today: measured.today.iter().map(Group::of).collect(),
            standing: measured.standing.map(Place::from),
            most_harmful: measured.worst.as_ref(),
            lost: LostSince::of(&lost, asked.since),
            inputs: &measured.inputs,
        },
    };
    answer(GEOJSON, &feature)
}

/// What a page tells beside a field is a refusal for programs.
fn refused(asked: &Asked) -> Result<(), WebError> {
    let refuse = |field: &str, fault: &Option<Fault>, expected: String| match fault {
        Some(fault) => Err(WebError::query(field, &fault.typed, expected)),
        None => Ok(()),
    };
    refuse("since", &asked.since_fault, format!("a year from {EARLIEST} to {}", asked.last))?;
    let kinds = asked.services.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    refuse("service", &asked.service_fault, format!("a kind of office: {kinds}"))
}
