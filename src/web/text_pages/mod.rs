//! `/data`, `/about`, `/about/method` and `/privacy`: downloads, method, promises. Pages of words.

mod about;
mod data;
mod datasets;
mod method;
mod privacy;
mod prose;

#[cfg(test)]
mod tests;

use axum::extract::State;
use maud::Markup;

use crate::app::App;
use crate::geocode::Geocoder;

use super::cx::PageCx;

/// What can be taken along: files, and addresses for programs.
pub async fn data(State(app): State<App>, cx: PageCx) -> Markup {
    data::show(&cx, app.atlas().land().datasets())
}

/// How we know.
pub async fn about(cx: PageCx) -> Markup {
    about::show(&cx)
}

/// How the figures of harm are made.
pub async fn method(State(app): State<App>, cx: PageCx) -> Markup {
    let atlas = app.atlas();
    method::show(&cx, atlas.land().level(), atlas.land().has_people())
}

/// What we never store.
pub async fn privacy(State(app): State<App>, cx: PageCx) -> Markup {
    let looks_up = !matches!(app.geocoder(), Geocoder::Off);
    privacy::show(&cx, looks_up)
}
