//! Offices on the map: one by one, or gathered where many lie close together.

use super::grid::Item;
use super::{Atlas, index::Marks};
use crate::domain::geo::{Position, Window};
use crate::domain::kind::KindSet;
use crate::domain::office::Office;

/// What of the map is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MapQuery {
    /// The part of the earth that is shown.
    pub window: Window,
    /// Web-map zoom: at 0 the world is 256 pixels wide, at each further one twice as wide.
    pub zoom: u8,
    /// Of these kinds.
    pub kinds: KindSet,
    /// Open, or open by appointment.
    pub open_only: bool,
}

/// A thing to draw on the map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum MapItem<'a> {
    /// An office by itself.
    Office(&'a Office),
    /// Offices that would lie on top of each other.
    Cluster {
        /// How many.
        count: usize,
        /// The mean of their positions.
        at: Position,
        /// The smallest window around them, to zoom in to.
        window: Window,
    },
}

impl Atlas {
    /// What a window of the map shows: every office that passes and has a point in it, once.
    ///
    /// Offices less than about 64 pixels apart are gathered up to zoom 14; deeper, and where there are few, each
    /// is shown by itself. The answer is the same for the same question, rows from north to south.
    #[must_use]
    pub fn map(&self, query: &MapQuery) -> Vec<MapItem<'_>> {
        let wanted = Marks::wanted(query.kinds, query.open_only, false);
        let items = self.grid.query(query.window, query.zoom, wanted);
        items
            .into_iter()
            .filter_map(|item| match item {
                Item::Office(i) => self.office_at(i).map(MapItem::Office),
                Item::Cluster(group) => Some(MapItem::Cluster {
                    count: group.count as usize,
                    at: group.mean()?,
                    window: group.window,
                }),
            })
            .collect()
    }
}
