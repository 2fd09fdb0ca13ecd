//! `/areas`: find the districts of a place, or choose an area from the lists.

use axum::extract::State;
use maud::Markup;
use serde::Deserialize;

use crate::app::App;
use crate::atlas::{Atlas, LandLayer};
use crate::domain::polygon::{Area, AreaKind};
use crate::domain::text;
use crate::web::cx::PageCx;
use crate::web::error::WebError;
use crate::web::extract::{Query, filled, parsed};
use crate::web::find::Question;

use super::around::Found;
use super::index_view;

/// A kind with more areas than this is listed letter by letter.
const MOST_AT_ONCE: usize = 130;

/// Parameters of the page.
#[derive(Debug, Default, Deserialize)]
pub struct Params {
    q: Option<String>,
    near: Option<String>,
    kind: Option<String>,
    letter: Option<String>,
}

/// The page.
pub struct IndexPage<'a> {
    /// What was asked.
    pub question: Question,
    /// What there is to say to it.
    pub found: Found<'a>,
    /// The kinds that are loaded.
    pub kinds: Vec<KindList<'a>>,
    /// The kind whose list is open.
    pub chosen: Option<AreaKind>,
    /// Whether there is more than the counties that ship.
    pub has_districts: bool,
}

/// The areas of one kind, or of one letter of it.
pub struct KindList<'a> {
    /// The kind.
    pub layer: &'a LandLayer,
    /// The first letters of its names, where there are too many areas for one list.
    pub letters: Vec<char>,
    /// The letter that is shown.
    pub letter: Option<char>,
    /// The areas that are shown, by number or name.
    pub areas: Vec<&'a Area>,
}

/// The page.
///
/// # Errors
/// When a position, a kind or a letter is none.
pub async fn list(
    State(app): State<App>,
    cx: PageCx,
    Query(params): Query<Params>,
) -> Result<Markup, WebError> {
    let atlas = app.atlas();
    let question = Question::of_place(params.q.as_ref(), params.near.as_ref())?;
    let chosen = filled(params.kind.as_ref()).map(|kind| kind_of(&atlas, &kind)).transpose()?;
    let letter = filled(params.letter.as_ref()).map(|letter| one(&letter)).transpose()?;
    let page = IndexPage {
        found: Found::of(&app, &atlas, &cx, &question).await,
        kinds: atlas
            .land()
            .layers()
            .iter()
            .map(|layer| {
                KindList::of(layer, letter.filter(|_| chosen.as_ref() == Some(&layer.kind)))
            })
            .collect(),
        has_districts: atlas.land().layers().len() > 1,
        question,
        chosen,
    };
    Ok(index_view::show(&cx, &page))
}

/// A kind that is loaded.
fn kind_of(atlas: &Atlas, text: &str) -> Result<AreaKind, WebError> {
    let kind: AreaKind = parsed("kind", text)?;
    if atlas.land().layer(&kind).is_some() {
        return Ok(kind);
    }
    let loaded = atlas.land().layers().iter().map(|layer| layer.kind.slug().to_string());
    let loaded = loaded.collect::<Vec<_>>().join(", ");
    Err(WebError::query("kind", text, format!("a kind that is loaded: {loaded}")))
}

fn one(text: &str) -> Result<char, WebError> {
    let mut letters = text.chars();
    match (letters.next().filter(|c| c.is_alphanumeric()), letters.next()) {
        (Some(letter), None) => Ok(letter.to_ascii_lowercase()),
        _ => Err(WebError::query("letter", text, "one letter, such as c")),
    }
}

impl<'a> KindList<'a> {
    fn of(layer: &'a LandLayer, letter: Option<char>) -> Self {
        let mut areas: Vec<&Area> = layer.areas.iter().collect();
        areas.sort_by_cached_key(|area| {
            (area.number(), text::folded(&area.name), area.slug.clone())
        });
        if areas.len() <= MOST_AT_ONCE {
            return Self { layer, letters: Vec::new(), letter: None, areas };
        }
        let mut letters: Vec<char> = areas.iter().filter_map(|area| first(area)).collect();
        letters.sort_unstable();
        letters.dedup();
        areas.retain(|area| letter.is_some() && first(area) == letter);
        Self { layer, letters, letter, areas }
    }
}

/// The first letter or digit of a name, without its accent.
fn first(area: &Area) -> Option<char> {
    text::folded(&area.name).chars().find(|c| c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::super::inside::tests::atlas_of;
    use super::*;

    #[test]
    fn a_letter_is_one_and_a_kind_is_one_that_is_loaded() {
        assert_eq!(one("C").unwrap(), 'c');
        for text in ["", "ab", "-", "ca"] {
            assert!(one(text).is_err(), "{text}");
        }
        let atlas = atlas_of(Vec::new(), Vec::new());
        assert_eq!(kind_of(&atlas, "senate").unwrap(), AreaKind::Senate);
        let refused = kind_of(&atlas, "house").unwrap_err().to_string();
        assert!(refused.contains("county, place, senate"), "{refused}");
        assert!(kind_of(&atlas, "no kind!").is_err());
    }

    #[test]
    fn numbers_stand_in_their_order_and_long_lists_by_letter() {
        let atlas = atlas_of(Vec::new(), Vec::new());
        let mut layer = atlas.land().layer(&AreaKind::Senate).unwrap().clone();
        let one = layer.areas[0].clone();
        let of = |geoid: &str, name: &str| Area {
            geoid: geoid.into(),
            name: name.into(),
            ..one.clone()
        };
        layer.areas = vec![of("17010", "b"), of("17009", "a"), of("17002", "c")];
        let list = KindList::of(&layer, None);
        let numbers: Vec<_> = list.areas.iter().filter_map(|area| area.number()).collect();
        assert_eq!(numbers, [2, 9, 10]);
        layer.areas = (0..140)
            .map(|i| of("x", &format!("{}ity {i}", if i % 2 == 0 { 'C' } else { 'É' })))
            .collect();
        let list = KindList::of(&layer, None);
        assert_eq!((list.letters.as_slice(), list.areas.len()), (&['c', 'e'][..], 0));
        assert_eq!(KindList::of(&layer, Some('e')).areas.len(), 70);
    }
}
