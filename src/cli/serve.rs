//! `stillopen serve`: open the database, load the shipped data into an empty one, answer.

use std::sync::Arc;

use anyhow::Context;
use clap::Args;
use tokio::net::TcpListener;

use super::say;
use crate::app::{App, Parts};
use crate::atlas::{CountyShapes, Gazetteer};
use crate::config::{DatabaseArgs, GeocoderArgs, ListenArgs, OutboundArgs, SiteArgs, own_program};
use crate::domain::time::Clock;
use crate::draw::BaseMap;
use crate::geocode::Geocoder;
use crate::import::starter;
use crate::jobs::{self, Tools, sweep};
use crate::mail::Mailer;
use crate::shipped;
use crate::store::{Sealer, Store};
use crate::web::{self, Limits};

/// Settings of the service.
#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    listen: ListenArgs,
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(flatten)]
    geocoder: GeocoderArgs,
    #[command(flatten)]
    site: SiteArgs,
    #[command(flatten)]
    outbound: OutboundArgs,
}

impl Serve {
    /// Serves until the process is told to stop.
    ///
    /// # Errors
    /// When the database, the key or the address cannot be had.
    pub async fn run(self) -> anyhow::Result<()> {
        // The address first: it is the quickest to be refused.
        let listener = TcpListener::bind(self.listen.listen)
            .await
            .with_context(|| format!("cannot listen on {}", self.listen.listen))?;
        let clock = Clock::System;
        let address = listener.local_addr()?;
        let outbound = self.outbound.client(self.site.site.as_ref());
        let site = match self.site.site {
            Some(site) => site,
            None => format!("http://{address}").parse()?,
        };
        let way = self
            .site
            .mail
            .unwrap_or_else(|| format!("folder:{}", self.database.mail_path().display()));
        let mailer = Mailer::new(&way, self.site.mail_from.as_deref(), &site)?;
        let store = Store::open(&self.database.database).await?;
        let sealer = Sealer::load_or_create(&self.database.key_path(), &mut rand::rng())?;
        for outcome in starter::load_if_empty(&store, &clock).await? {
            tracing::info!(feed = %outcome.run.feed, rows = outcome.run.rows, "loaded shipped data");
        }
        let app = App::new(Parts {
            store: store.clone(),
            clock: clock.clone(),
            sealer,
            geocoder: Geocoder::new(self.geocoder.geocoder)?,
            outbound,
            program: own_program(),
            site,
            gazetteer: Arc::new(gazetteer()?),
            base: BaseMap::parse(shipped::text("data/base.geojson"))?,
            counties: CountyShapes::parse(shipped::text("data/base.geojson"))?,
        })
        .await?;
        let mut tx = store.begin().await?;
        sweep::enqueue(&mut tx, clock.now()).await?;
        tx.commit().await?;
        let limits = Limits::new(clock, self.listen.proxies);
        let router = web::dressed(&app, self.listen.answer_time(), limits);
        let (stop_work, told) = tokio::sync::oneshot::channel::<()>();
        let work = jobs::run(Tools::new(app.clone(), mailer), async {
            let _ = told.await;
        });
        let work = tokio::spawn(work);
        let follow = tokio::spawn(app.follow());
        say(&format!("listening on http://{address}"));
        web::serve(listener, router, self.listen.head_time(), stop()).await?;
        follow.abort();
        drop(stop_work);
        work.await?;
        store.close().await;
        Ok(())
    }
}

/// The places that ship with the program.
///
/// # Errors
/// When a file of them has a fault.
pub(super) fn gazetteer() -> anyhow::Result<Gazetteer> {
    Ok(Gazetteer::parse(
        shipped::text("data/zips.csv"),
        shipped::text("data/places.csv"),
        shipped::text("data/counties.csv"),
    )?)
}

/// Done when the process is told to stop: Ctrl-C or, on Unix, the signal to terminate.
async fn stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
            }
            Err(_) => {
                let _ = interrupt.await;
            }
        }
    }
    #[cfg(not(unix))]
    {
        let _ = interrupt.await;
    }
    tracing::info!("stopping");
}
