//! `stillopen import areas|demand|times`: sets that are replaced whole.

use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;

use super::say;
use crate::config::{DatabaseArgs, OutboundArgs};
use crate::domain::dataset::Dataset;
use crate::domain::kind::OfficeKind;
use crate::domain::polygon::AreaKind;
use crate::domain::slug::Slug;
use crate::domain::time::Clock;
use crate::domain::travel::Travel;
use crate::import::apply::{
    ApplyError, Figures, Origin, lay_areas, lay_figures, lay_points, lay_times, times_ends,
};
use crate::import::areas::{self, Plan};
use crate::import::times::{TimesForm, read_times};
use crate::import::{Notices, demand, notices};
use crate::jobs::setup::{Downloads, month, sha256_of};
use crate::store::Store;

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Csv,
    Geojson,
    Shapefile,
    Acs,
    Opentimes,
    R5,
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Csv => "csv",
            Self::Geojson => "geojson",
            Self::Shapefile => "shapefile",
            Self::Acs => "acs",
            Self::Opentimes => "opentimes",
            Self::R5 => "r5",
        })
    }
}

/// Settings for sets that are replaced whole.
#[derive(Debug, Args)]
pub(super) struct WholeArgs {
    /// Areas: county, place, community_area, ward, house, senate, congress, or a word of your own
    #[arg(long, required_if_eq("subject", "areas"))]
    kind: Option<AreaKind>,
    /// Areas: field with the name
    #[arg(long, default_value = "NAME")]
    name_field: String,
    /// Areas: field with the code; without it GEOID and the like are tried, and the name is taken last
    #[arg(long)]
    id_field: Option<String>,
    /// Areas: take only features in which a field has a value, such as STATEFP=17
    #[arg(long, value_parser = field_and_value)]
    only: Option<(String, String)>,
    /// Times: the kind of the offices
    #[arg(long, default_value = "fcrc")]
    service: OfficeKind,
    /// Times: car or transit
    #[arg(long, required_if_eq("subject", "times"))]
    by: Option<Travel>,
    /// Areas, demand and times: the time that the data speaks of, such as 2023. Default: this month
    #[arg(long)]
    vintage: Option<String>,
    #[command(flatten)]
    outbound: OutboundArgs,
}

fn field_and_value(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((field, value)) if !field.is_empty() => Ok((field.to_owned(), value.to_owned())),
        _ => Err(format!("found {text:?}, expected FIELD=VALUE")),
    }
}

/// A file that is here, with what is known of its origin. The folder goes away with it.
struct Here {
    path: PathBuf,
    url: String,
    sha256: String,
    _folder: Option<tempfile::TempDir>,
}

impl WholeArgs {
    pub async fn areas(
        self,
        file: &Path,
        form: Form,
        name: Option<String>,
        database: &DatabaseArgs,
    ) -> anyhow::Result<()> {
        let Some(kind) = self.kind.clone() else { bail!("--kind is missing") };
        let clock = Clock::System;
        let vintage = self.vintage.clone().unwrap_or_else(|| month(clock.now()));
        let plan = Plan {
            kind: kind.clone(),
            name_field: self.name_field.clone(),
            id_field: self.id_field.clone(),
            only: self.only.clone(),
            vintage: vintage.clone(),
        };
        if matches!(form, Form::Acs | Form::Opentimes | Form::R5) {
            bail!("found --format {form} for areas, expected geojson, shapefile or csv");
        }
        let store = Store::open(&database.database).await?;
        let here = self.here(file, &clock).await?;
        let path = here.path.clone();
        let read = tokio::task::spawn_blocking(move || {
            let mut notices = Notices::new();
            let file = File::open(&path).with_context(|| path.display().to_string())?;
            let areas = match form {
                Form::Geojson => areas::geojson::read_geojson(file, &plan, &mut notices),
                Form::Csv => areas::read_csv(file, &plan, &mut notices),
                Form::Shapefile | Form::Acs | Form::Opentimes | Form::R5 => {
                    areas::shapefile::read_shapefile(
                        file,
                        &plan,
                        areas::shapefile::MOST_UNPACKED,
                        &mut notices,
                    )
                }
            };
            anyhow::Ok((areas, notices))
        });
        let (areas, mut notices) = read.await.map_err(|_| ApplyError::Stopped)??;
        let areas = areas.with_context(|| here.url.clone())?;
        let origin = origin(&here, name, file, vintage);
        let set = lay_areas(&store, &clock, &kind, &areas, &origin, &mut notices).await?;
        store.close().await;
        tell(&set, &notices);
        Ok(())
    }

    pub async fn demand(
        self,
        file: &Path,
        form: Form,
        name: Option<String>,
        database: &DatabaseArgs,
    ) -> anyhow::Result<()> {
        if !matches!(form, Form::Csv | Form::Acs) {
            bail!("found --format {form} for demand, expected csv or acs");
        }
        let store = Store::open(&database.database).await?;
        let clock = Clock::System;
        let vintage = self.vintage.clone().unwrap_or_else(|| month(clock.now()));
        let here = self.here(file, &clock).await?;
        let input = File::open(&here.path).with_context(|| here.url.clone())?;
        let origin = origin(&here, name, file, vintage);
        let mut notices = Notices::new();
        let set = if form == Form::Csv {
            let read =
                demand::read_points(input, &mut notices).with_context(|| here.url.clone())?;
            lay_points(&store, &clock, read, Figures::Go, &origin, &mut notices).await
        } else {
            let read = demand::read_acs(input, &mut notices).with_context(|| here.url.clone())?;
            lay_figures(&store, &clock, read, &origin, &mut notices).await
        };
        let set = set.with_context(|| here.url.clone())?;
        store.close().await;
        tell(&set, &notices);
        Ok(())
    }

    pub async fn times(
        self,
        file: &Path,
        form: Form,
        name: Option<String>,
        database: &DatabaseArgs,
    ) -> anyhow::Result<()> {
        let Some(by) = self.by else { bail!("--by is missing") };
        let form = match form {
            Form::Csv => TimesForm::Own,
            Form::Opentimes => TimesForm::OpenTimes,
            Form::R5 => TimesForm::R5,
            Form::Geojson | Form::Shapefile | Form::Acs => {
                bail!("found --format {form} for times, expected opentimes, r5 or csv")
            }
        };
        let store = Store::open(&database.database).await?;
        let clock = Clock::System;
        let vintage = self.vintage.clone().unwrap_or_else(|| month(clock.now()));
        let here = self.here(file, &clock).await?;
        let ends = times_ends(&store, self.service).await?;
        let path = here.path.clone();
        let read = tokio::task::spawn_blocking(move || {
            let mut notices = Notices::new();
            let file = File::open(&path).with_context(|| path.display().to_string())?;
            anyhow::Ok((read_times(file, form, &ends, &mut notices), notices))
        });
        let (read, notices) = read.await.map_err(|_| ApplyError::Stopped)??;
        let read = read.with_context(|| here.url.clone())?;
        let origin = origin(&here, name, file, vintage);
        let set = lay_times(&store, &clock, (self.service, by), read, &origin).await?;
        store.close().await;
        tell(&set, &notices);
        Ok(())
    }

    /// The file itself, or what an address or standard input gives, in a folder that goes away.
    async fn here(&self, file: &Path, clock: &Clock) -> anyhow::Result<Here> {
        let text = file.to_string_lossy().into_owned();
        let is_address = text.starts_with("http://") || text.starts_with("https://");
        if !is_address && text != "-" {
            let sha256 = sha256_of(file).with_context(|| format!("cannot open {text}"))?;
            return Ok(Here { path: file.to_owned(), url: text, sha256, _folder: None });
        }
        let folder = tempfile::tempdir()?;
        if is_address {
            let client = self.outbound.clone().client(None);
            let downloads = Downloads { folder: folder.path(), client: &client, clock };
            let fetched = downloads.fetch(&text, "", "download", &mut |_, _| ()).await?;
            let (path, sha256) = (fetched.path, fetched.sha256);
            return Ok(Here { path, url: text, sha256, _folder: Some(folder) });
        }
        let path = folder.path().join("input");
        std::io::copy(&mut std::io::stdin(), &mut File::create(&path)?)?;
        let sha256 = sha256_of(&path)?;
        Ok(Here { path, url: text, sha256, _folder: Some(folder) })
    }
}

fn origin(here: &Here, name: Option<String>, file: &Path, vintage: String) -> Origin {
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let name = name.unwrap_or_else(|| Slug::make(&stem.unwrap_or_default(), "file").to_string());
    Origin { name, url: here.url.clone(), vintage, sha256: here.sha256.clone() }
}

fn tell(set: &Dataset, seen: &Notices) {
    for notice in seen.iter() {
        say(&notices::sentence(notice));
    }
    say(&format!("{}: {} rows are loaded", set.of, set.rows));
}
