//! `/`: where can I go?

mod answer;
mod view;

use axum::extract::State;
use maud::Markup;
use serde::Deserialize;

use crate::app::App;
use crate::domain::geo::{Position, Window};

use super::cx::PageCx;
use super::error::WebError;
use super::extract::{Query, parsed};
use super::filter::Kinds;

pub use answer::{Answer, Here, Note, answer};

/// What the page can be asked.
#[derive(Debug, Default, Deserialize)]
pub struct Params {
    /// The search box.
    q: Option<String>,
    /// A position, `latitude,longitude`, when the visitor gave it.
    near: Option<String>,
    /// A need or kinds.
    kind: Option<String>,
    /// The part of the map.
    bbox: Option<String>,
}

/// A question that has been read.
#[derive(Debug)]
pub struct Question {
    /// The text of the search box, cut.
    pub text: String,
    /// A position that the visitor gave.
    pub near: Option<Position>,
    /// What sort of help.
    pub kinds: Kinds,
    /// The part of the map.
    pub window: Option<Window>,
}

/// The longest question that is read, in characters.
const MOST: usize = 200;

impl Question {
    /// A question of a text and a position alone, as other pages ask it.
    ///
    /// # Errors
    /// When the position is none.
    pub fn of_place(text: Option<&String>, near: Option<&String>) -> Result<Self, WebError> {
        let (q, near) = (text.cloned(), near.cloned());
        Self::read(Params { q, near, ..Params::default() })
    }

    fn read(params: Params) -> Result<Self, WebError> {
        let near = params
            .near
            .as_deref()
            .map(str::trim)
            .filter(|n| !n.is_empty())
            .map(position)
            .transpose()?;
        let kinds = match params.kind.as_deref().map(str::trim).filter(|k| !k.is_empty()) {
            Some(kind) => Kinds::parse(kind)?,
            None => Kinds::aid(),
        };
        let window = params
            .bbox
            .as_deref()
            .filter(|b| !b.is_empty())
            .map(|b| parsed::<Window>("bbox", b))
            .transpose()?;
        let text = params.q.as_deref().map(crate::domain::text::tidy).unwrap_or_default();
        Ok(Self { text: text.chars().take(MOST).collect(), near, kinds, window })
    }
}

/// A position as `near` gives it, rounded.
///
/// # Errors
/// When it is none.
pub fn position(text: &str) -> Result<Position, WebError> {
    let expected = "latitude,longitude in degrees, such as 41.880,-87.630";
    let bad = || WebError::query("near", text, expected);
    let (lat, lon) = text.split_once(',').ok_or_else(bad)?;
    let number = |t: &str| t.trim().parse::<f64>().map_err(|_| bad());
    // Rounded again here: what is finer than a search needs is not even computed with.
    Ok(Position::new(number(lat)?, number(lon)?).map_err(|_| bad())?.coarse())
}

/// The page.
///
/// # Errors
/// When a parameter is not understood.
pub async fn show(
    State(app): State<App>,
    cx: PageCx,
    Query(params): Query<Params>,
) -> Result<Markup, WebError> {
    let question = Question::read(params)?;
    let atlas = app.atlas();
    let answer = answer(&app, &atlas, &cx, &question).await;
    Ok(view::show(&cx, &app, &atlas, &question, &answer))
}
