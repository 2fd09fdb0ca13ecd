//! `stillopen impact`: who is hurt, answered from the database without a service.

mod table;

use std::num::NonZero;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::anyhow;
use clap::{Args, ValueEnum};

use super::export::put;
use super::serve::gazetteer;
use crate::app::read_atlas;
use crate::atlas::{Atlas, CountyShapes};
use crate::config::DatabaseArgs;
use crate::domain::kind::OfficeKind;
use crate::domain::time::Clock;
use crate::domain::travel::{Travel, TravelTable};
use crate::export::impact::{
    Chosen, Shown, answer_csv, answer_json, areas_geojson, catchments_csv, catchments_json,
    points_geojson, ranking_csv, ranking_json,
};
use crate::impact::{Asked, Ground, Method, Workers};
use crate::import::starter;
use crate::shipped;
use crate::store::Store;

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table to read
    Table,
    /// JSON, the same bytes as from /api/impact
    Json,
    /// Comma-separated values with a header
    Csv,
    /// Tracts or ZIP areas as points, or with --by areas with their shapes
    Geojson,
}

/// Settings of the command.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("what").required(true).multiple(true))]
pub struct Impact {
    /// Offices that close, by their public addresses
    #[arg(long, value_name = "SLUG", value_delimiter = ',', group = "what")]
    close: Vec<String>,
    /// Offices that open again
    #[arg(long, value_name = "SLUG", value_delimiter = ',', group = "what")]
    open: Vec<String>,
    /// An office that moves, with its new place
    #[arg(long = "move", value_name = "SLUG@LAT,LON", group = "what")]
    moved: Vec<String>,
    /// An office that is not there yet, with its place
    #[arg(long, value_name = "NAME@LAT,LON", group = "what")]
    new: Vec<String>,
    /// List every single office by the harm that its closing would do
    #[arg(long, group = "what", conflicts_with_all = ["close", "open", "moved", "new", "catchment"])]
    rank: bool,
    /// Access by floating catchments instead: 2sfca, e2sfca, 3sfca or raam
    #[arg(long, value_name = "METHOD", group = "what")]
    catchment: Option<Method>,
    /// Kind of the offices
    #[arg(long, default_value = "fcrc")]
    service: OfficeKind,
    /// Minutes by car or transit in place of miles, where a table of travel times is loaded
    #[arg(long, value_name = "TRAVEL")]
    times: Option<Travel>,
    /// Kinds of areas: county, house, senate, congress, place, ... Default: every kind that is loaded
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    by: Vec<String>,
    /// Every area and point, those where nothing changes too
    #[arg(long)]
    all_areas: bool,
    /// Form of the answer
    #[arg(long, default_value = "table")]
    format: Format,
    /// The file, or - for standard output
    #[arg(short, long = "output", default_value = "-")]
    output: PathBuf,
    #[command(flatten)]
    database: DatabaseArgs,
}

impl Impact {
    /// Answers the question.
    ///
    /// # Errors
    /// When the database cannot be read, or the question cannot be answered.
    pub async fn run(self) -> anyhow::Result<()> {
        let asked = Asked::of_pairs(self.pairs().iter().map(|(n, v)| (*n, v.as_str())))?;
        let store = Store::open(&self.database.database).await?;
        let clock = Clock::System;
        // As the service does: the first command in an empty folder has offices to speak of.
        starter::load_if_empty(&store, &clock).await?;
        let counties = Arc::new(CountyShapes::parse(shipped::text("data/base.geojson"))?);
        let places = Arc::new(gazetteer()?);
        let atlas = read_atlas(&store, &places, &counties, clock.today(), None).await?;
        let times = match self.times {
            None => None,
            Some(by) => Some(store.travel_times(self.service, by).await?.ok_or_else(|| {
                anyhow!(
                    "found no travel times by {by} to offices of the kind {}; load them with stillopen import times",
                    self.service
                )
            })?),
        };
        store.close().await;
        let bytes = self.answer(&asked, &atlas, times.as_ref())?;
        put(&self.output, &bytes)
    }

    /// The question as it stands in an address.
    fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("service", self.service.to_string())];
        pairs.extend(self.times.map(|by| ("by_way", by.to_string())));
        for (name, values) in [
            ("close", &self.close),
            ("open", &self.open),
            ("move", &self.moved),
            ("new", &self.new),
        ] {
            pairs.extend(values.iter().map(|value| (name, value.clone())));
        }
        pairs
    }

    fn answer(
        &self,
        asked: &Asked,
        atlas: &Atlas,
        times: Option<&TravelTable>,
    ) -> anyhow::Result<Vec<u8>> {
        let workers: Workers =
            std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
        let ground = Ground::of_atlas_by(atlas, asked.service, times, workers)?;
        let shown = if self.all_areas { Shown::All } else { Shown::Touched };
        let chosen = Chosen::new(&self.by.join(","), shown, &ground)?;
        let table = table::Table::new(atlas, &chosen);
        if self.rank {
            let ranking = ground.rank();
            return Ok(match self.format {
                Format::Table => table.ranking(&ranking),
                Format::Json => ranking_json(asked, &ranking)?,
                Format::Csv => ranking_csv(asked, &ranking)?,
                Format::Geojson => return Err(no_map("--rank")),
            });
        }
        if let Some(method) = self.catchment {
            let answer = ground.catchments(&asked.question, method)?;
            return Ok(match self.format {
                Format::Table => table.catchments(&answer),
                Format::Json => catchments_json(asked, &answer, &chosen)?,
                Format::Csv => catchments_csv(asked, &answer, &chosen)?,
                Format::Geojson => return Err(no_map("--catchment")),
            });
        }
        let answer = ground.ask(&asked.question)?;
        Ok(match self.format {
            Format::Table => table.answer(asked, &answer),
            Format::Json => answer_json(asked, &answer, None, &chosen)?,
            Format::Csv => answer_csv(asked, &answer, None, &chosen)?,
            Format::Geojson if chosen.names_kinds() => {
                areas_geojson(asked, atlas.land(), &answer, &chosen)?
            }
            Format::Geojson => {
                let changes = ground.changes(&asked.question)?;
                points_geojson(asked, &ground, &answer, &changes, &chosen)?
            }
        })
    }
}

fn no_map(flag: &str) -> anyhow::Error {
    anyhow!("found --format geojson with {flag}, expected table, json or csv")
}
