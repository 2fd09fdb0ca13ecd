//! The service inside the benchmark's own process.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use axum::Router;
use stillopen::app::{App, Parts};
use stillopen::atlas::{CountyShapes, Gazetteer};
use stillopen::domain::time::Clock;
use stillopen::draw::BaseMap;
use stillopen::geocode::Geocoder;
use stillopen::outbound::{self, Client, Names, Settings};
use stillopen::shipped;
use stillopen::store::{Sealer, Store};
use stillopen::web::{self, Limits};

/// All routes in all their layers over a database.
pub async fn router(store: Store) -> Result<Router> {
    let clock = Clock::System;
    let text = shipped::text;
    let places = (text("data/zips.csv"), text("data/places.csv"), text("data/counties.csv"));
    let app = App::new(Parts {
        store,
        clock: clock.clone(),
        sealer: Sealer::new([7; 32]),
        geocoder: Geocoder::Off,
        site: "https://stillopen.test".parse()?,
        outbound: Client::new(Settings {
            ports: Vec::new(),
            exceptions: Vec::new(),
            agent: outbound::agent(None),
            names: Names::System,
        }),
        program: env!("CARGO_BIN_EXE_stillopen").into(),
        gazetteer: Arc::new(Gazetteer::parse(places.0, places.1, places.2)?),
        base: BaseMap::parse(text("data/base.geojson"))?,
        counties: CountyShapes::parse(text("data/base.geojson"))?,
    })
    .await?;
    Ok(web::dressed(&app, Duration::from_secs(60), Limits::new(clock, 0)))
}
