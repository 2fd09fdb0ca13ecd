//! `/areas/county/{slug}`: what a county has, what it lost, and what people there tell.

mod view;

use axum::extract::State;
use maud::Markup;

use crate::app::App;
use crate::atlas::PlaceCounts;
use crate::domain::area::County;
use crate::domain::closure::Closure;
use crate::domain::office::Office;
use crate::domain::slug::Slug;

use super::cx::PageCx;
use super::error::WebError;
use super::extract::Named;

/// A county's page.
pub struct CountyPage<'a> {
    /// The county.
    pub county: &'a County,
    /// Its offices, gone ones last.
    pub offices: Vec<&'a Office>,
    /// Its cases in the ledger, newest first.
    pub cases: Vec<&'a Closure>,
    /// What people report at its offices.
    pub counts: &'a PlaceCounts,
}

/// One county.
///
/// # Errors
/// When there is none of that name.
pub async fn county(
    State(app): State<App>,
    cx: PageCx,
    Named(slug): Named<Slug>,
) -> Result<Markup, WebError> {
    let atlas = app.atlas();
    let county = atlas.gazetteer().county_by_slug(slug.as_str()).ok_or(WebError::NoPage)?;
    let here = |office: &&Office| office.facts.location.county == county.name;
    let mut offices: Vec<&Office> = atlas.offices().iter().filter(here).collect();
    offices.sort_by_key(|office| office.facts.status.is_gone());
    let page = CountyPage {
        county,
        offices,
        cases: atlas.closures_of_county(county),
        counts: atlas.report_counts().county(&county.name),
    };
    Ok(view::show(&cx, &page))
}
