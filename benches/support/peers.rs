//! The servers to compare with: a bare handler that returns given bytes, and handlers before PostGIS.

use std::collections::HashMap;
use std::fs;
use std::sync::Arc;

use anyhow::{Context, Result};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Serialize;
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use stillopen::domain::kind::OfficeKind;
use stillopen::domain::office::OfficeStatus;

use crate::report::say;

/// Connections to PostgreSQL.
const POOL: u32 = 8;
/// A square of the grid is so many pixels wide, as the service's own.
const CELL_PIXELS: f64 = 64.0;

async fn listen(router: Router) -> Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    say(&format!("listening on http://{}", listener.local_addr()?));
    Ok(axum::serve(listener, router).await?)
}

/// Serves lines of `path TAB file`: each path is answered with the bytes of the file.
pub async fn bytes(list: &str) -> Result<()> {
    let text = fs::read_to_string(list)?;
    let pairs = text.lines().filter_map(|line| line.split_once('\t'));
    let known = pairs.map(|(path, file)| Ok((path.to_owned(), Bytes::from(fs::read(file)?))));
    let known: Arc<HashMap<String, Bytes>> = Arc::new(known.collect::<Result<_>>()?);
    let handler = |State(known): State<Arc<HashMap<String, Bytes>>>, uri: Uri| async move {
        match uri.path_and_query().and_then(|path| known.get(path.as_str())) {
            Some(bytes) => {
                ([(header::CONTENT_TYPE, "application/geo+json")], bytes.clone()).into_response()
            }
            None => StatusCode::NOT_FOUND.into_response(),
        }
    };
    let router = Router::new()
        .route("/api/offices/nearest", get(handler))
        .route("/api/map", get(handler))
        .with_state(known);
    listen(router).await
}

/// Serves the same questions from PostGIS, and windows as vector tiles under `/mvt`.
pub async fn postgis(url: &str) -> Result<()> {
    let pool = PgPoolOptions::new().max_connections(POOL).connect(url).await?;
    let router = Router::new()
        .route("/api/offices/nearest", get(nearest))
        .route("/api/map", get(grid))
        .route("/mvt", get(mvt))
        .with_state(pool);
    listen(router).await
}

/// What went wrong, as text; it stops the benchmark.
struct Failed(anyhow::Error);

impl<E: Into<anyhow::Error>> From<E> for Failed {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        (StatusCode::INTERNAL_SERVER_ERROR, format!("{:#}", self.0)).into_response()
    }
}

fn parameter<'a>(uri: &'a Uri, name: &str) -> Option<&'a str> {
    let pairs = uri.query().unwrap_or("").split('&');
    pairs
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

fn number(uri: &Uri, name: &str) -> Result<f64, Failed> {
    Ok(parameter(uri, name).context("a parameter is missing")?.parse()?)
}

fn kinds(uri: &Uri) -> Vec<&str> {
    match parameter(uri, "kind") {
        Some(kind) => vec![kind],
        None => OfficeKind::ALL.iter().filter(|k| k.need().is_some()).map(|k| k.as_str()).collect(),
    }
}

fn open() -> Vec<&'static str> {
    OfficeStatus::ALL.iter().filter(|s| s.is_open()).map(|s| s.as_str()).collect()
}

#[derive(Serialize)]
struct Collection<F> {
    r#type: &'static str,
    features: Vec<F>,
}

#[derive(Serialize)]
struct Feature<P> {
    r#type: &'static str,
    geometry: Point,
    properties: P,
}

#[derive(Serialize)]
struct Point {
    r#type: &'static str,
    coordinates: [f64; 2],
}

fn feature<P>(lon: f64, lat: f64, properties: P) -> Feature<P> {
    Feature {
        r#type: "Feature",
        geometry: Point { r#type: "Point", coordinates: [lon, lat] },
        properties,
    }
}

fn geojson<P: Serialize>(features: Vec<Feature<P>>) -> Result<Response, Failed> {
    let body = serde_json::to_vec(&Collection { r#type: "FeatureCollection", features })?;
    Ok(([(header::CONTENT_TYPE, "application/geo+json")], body).into_response())
}

#[derive(Serialize, sqlx::FromRow)]
struct NearRow {
    slug: String,
    name: String,
    kind: String,
    status: String,
    distance_m: f64,
    agency: String,
    address: String,
    city: String,
    state: String,
    zip: String,
    county: String,
    phone: Option<String>,
    hours: Option<String>,
    languages: String,
    services: String,
    wheelchair: Option<String>,
    listing_url: String,
    listed_on: Option<String>,
    #[serde(skip)]
    lon: f64,
    #[serde(skip)]
    lat: f64,
}

/// The index walks outwards in degrees, which is quicker and less right than by true distance.
async fn nearest(State(pool): State<PgPool>, uri: Uri) -> Result<Response, Failed> {
    let rows: Vec<NearRow> = sqlx::query_as(
        "select slug, name, kind, status, agency, address, city, state, zip, county, phone, hours, languages, \
         services, wheelchair, listing_url, listed_on, st_x(geom) as lon, st_y(geom) as lat, \
         st_distance(geom::geography, st_setsrid(st_makepoint($1, $2), 4326)::geography) as distance_m \
         from (select * from offices where status = any($3) and kind = any($4) \
         order by geom <-> st_setsrid(st_makepoint($1, $2), 4326) limit 10) as near \
         order by distance_m",
    )
    .bind(number(&uri, "lon")?)
    .bind(number(&uri, "lat")?)
    .bind(open())
    .bind(kinds(&uri))
    .fetch_all(&pool)
    .await?;
    geojson(rows.into_iter().map(|row| feature(row.lon, row.lat, row)).collect())
}

fn window(uri: &Uri) -> Result<[f64; 4], Failed> {
    let text = parameter(uri, "bbox").context("bbox is missing")?;
    let edges = text.split(',').map(str::parse).collect::<Result<Vec<f64>, _>>()?;
    Ok(edges.try_into().map_err(|_| anyhow::anyhow!("bbox has four numbers"))?)
}

#[derive(Serialize, sqlx::FromRow)]
struct CellRow {
    count: i64,
    #[serde(skip)]
    lon: f64,
    #[serde(skip)]
    lat: f64,
    west: f64,
    south: f64,
    east: f64,
    north: f64,
    slug: String,
    name: String,
    kind: String,
    status: String,
}

/// Offices of a window in squares of degrees.
async fn grid(State(pool): State<PgPool>, uri: Uri) -> Result<Response, Failed> {
    let [west, south, east, north] = window(&uri)?;
    let cell = CELL_PIXELS / 256.0 * 360.0 / number(&uri, "zoom")?.exp2();
    let rows: Vec<CellRow> = sqlx::query_as(
        "select count(*) as count, avg(st_x(geom)) as lon, avg(st_y(geom)) as lat, min(st_x(geom)) as west, \
         min(st_y(geom)) as south, max(st_x(geom)) as east, max(st_y(geom)) as north, min(slug) as slug, \
         min(name) as name, min(kind) as kind, min(status) as status \
         from offices \
         where geom && st_makeenvelope($1, $2, $3, $4, 4326) and status = any($5) and kind = any($6) \
         group by floor(st_x(geom) / $7), floor(st_y(geom) / $7)",
    )
    .bind(west)
    .bind(south)
    .bind(east)
    .bind(north)
    .bind(open())
    .bind(kinds(&uri))
    .bind(cell)
    .fetch_all(&pool)
    .await?;
    geojson(rows.into_iter().map(|row| feature(row.lon, row.lat, row)).collect())
}

/// Offices of a window as one vector tile.
async fn mvt(State(pool): State<PgPool>, uri: Uri) -> Result<Response, Failed> {
    let [west, south, east, north] = window(&uri)?;
    let (tile,): (Vec<u8>,) = sqlx::query_as(
        "with bounds as materialized (select st_makeenvelope($1, $2, $3, $4, 4326) as degrees, \
         st_transform(st_makeenvelope($1, $2, $3, $4, 4326), 3857) as metres), \
         tile as (select st_asmvtgeom(st_transform(o.geom, 3857), bounds.metres::box2d, 4096, 64, true) as geom, \
         o.slug, o.name, o.kind, o.status from offices o, bounds \
         where o.geom && bounds.degrees and o.status = any($5) and o.kind = any($6)) \
         select st_asmvt(tile, 'offices') from tile",
    )
    .bind(west)
    .bind(south)
    .bind(east)
    .bind(north)
    .bind(open())
    .bind(kinds(&uri))
    .fetch_one(&pool)
    .await?;
    Ok(([(header::CONTENT_TYPE, "application/vnd.mapbox-vector-tile")], tile).into_response())
}
