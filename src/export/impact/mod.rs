//! Answers of who is hurt, as files: the service and the command line write them here, so that both give the same
//! bytes.

mod catchments;
mod json;
mod map;
mod points;
mod ranking;
mod table;

use std::sync::Arc;

use crate::domain::slug::Slug;
use crate::impact::{Answer, AreaAnswer, Asked, Figure, Ground, KindAnswer};

pub use catchments::{catchments_csv, catchments_json};
pub use json::{answer_json, ranking_json};
pub use map::areas_geojson;
pub use points::points_geojson;
pub use ranking::ranking_csv;
pub use table::answer_csv;

text_enum! {
    /// Which areas and points are written.
    Shown {
        /// Those where something changes.
        Touched = "touched",
        /// Every one.
        All = "all",
    }
}

/// Which part of an answer is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The kinds of areas; none where every kind is wanted.
    kinds: Option<Vec<Slug>>,
    /// Which areas of a kind.
    pub shown: Shown,
}

/// A kind of area that is not loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("found {found:?}, expected kinds of areas that are loaded: {expected}")]
pub struct NoSuchKind {
    /// What was written.
    pub found: String,
    /// The kinds that are loaded.
    pub expected: String,
}

impl Chosen {
    /// Kinds as they are written in an address or after a flag, with commas; every kind where nothing is written.
    ///
    /// # Errors
    /// When a kind is not among those of the ground.
    pub fn new(by: &str, shown: Shown, ground: &Ground) -> Result<Self, NoSuchKind> {
        // The first is the state, which every answer has.
        let loaded: Vec<&Slug> = ground.layers().iter().skip(1).map(|l| l.kind()).collect();
        let words = by.split(',').map(str::trim).filter(|word| !word.is_empty());
        let kinds = words.map(|word| {
            let hyphened = word.replace('_', "-");
            let known = loaded.iter().find(|kind| kind.as_str() == hyphened);
            known.map(|kind| Slug::clone(kind)).ok_or_else(|| NoSuchKind {
                found: word.chars().take(60).collect(),
                expected: loaded.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(", "),
            })
        });
        let kinds: Vec<Slug> = kinds.collect::<Result<_, _>>()?;
        Ok(Self { kinds: (!kinds.is_empty()).then_some(kinds), shown })
    }

    /// Whether some kinds were named.
    #[must_use]
    pub const fn names_kinds(&self) -> bool {
        self.kinds.is_some()
    }

    /// Whether areas of a kind are wanted.
    #[must_use]
    pub fn has_kind(&self, kind: &Slug) -> bool {
        self.kinds.as_ref().is_none_or(|kinds| kinds.contains(kind))
    }

    fn has_area(&self, area: &AreaAnswer) -> bool {
        self.shown == Shown::All || area.is_touched || area.figures.iter().any(changes)
    }

    /// The kinds that are wanted, with their areas.
    fn of<'a>(
        &self,
        answer: &'a Answer,
    ) -> impl Iterator<Item = (&'a KindAnswer, Vec<&'a AreaAnswer>)> {
        let kinds = answer.kinds.iter().filter(|kind| self.has_kind(&kind.kind));
        kinds.map(|kind| (kind, kind.areas.iter().filter(|area| self.has_area(area)).collect()))
    }
}

/// Whether anything is another after a change. A second office may be gone where the nearest is not.
fn changes(figure: &Figure) -> bool {
    !Arc::ptr_eq(&figure.before, &figure.after) && figure.before != figure.after
}

/// The permanent address of a question, as people open it.
#[must_use]
pub fn address(asked: &Asked) -> String {
    format!("/impact?{asked}")
}
