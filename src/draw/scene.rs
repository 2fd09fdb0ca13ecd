//! What the caller wants to see on a map.

use crate::domain::geo::Position;

/// What a pin says of its office; each look has its own shape, so that colour is never alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PinLook {
    /// A circle: people can go there.
    Open,
    /// A square on a cross: the counter is gone.
    Shut,
    /// A triangle: shut for a time, or not known.
    Doubt,
}

impl PinLook {
    /// The class that the style sheet knows.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Shut => "shut",
            Self::Doubt => "doubt",
        }
    }
}

/// One office on the map: a link with a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Pin<'a> {
    /// Where it is.
    pub at: Position,
    /// Its number in the list beside the map.
    pub number: Option<u32>,
    /// Shape and colour.
    pub look: PinLook,
    /// Where the link goes.
    pub href: &'a str,
    /// A full sentence, read out and shown on hover: name, status, town.
    pub label: &'a str,
    /// A word or two to draw beside the pin where there is room.
    pub short: Option<&'a str>,
    /// Whether the point may lie miles from the door; drawn with a broken ring around it.
    pub rough: bool,
}

/// Several offices too close together to be drawn apart.
#[derive(Debug, Clone, PartialEq)]
pub struct ClusterMark<'a> {
    /// The middle of them.
    pub at: Position,
    /// How many.
    pub count: u32,
    /// Where the link goes: the same map, closer.
    pub href: &'a str,
    /// A full sentence: how many offices, and that the link brings them closer.
    pub label: &'a str,
}

/// A town whose name is drawn where there is room; more important towns come first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Town<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its middle.
    pub at: Position,
}

/// Everything that is drawn over the base map.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene<'a> {
    /// What the map shows, in a few words.
    pub title: &'a str,
    /// What is to be learned from it, for people who cannot see it.
    pub description: &'a str,
    /// Offices, in the order of the list; the keyboard follows it.
    pub pins: Vec<Pin<'a>>,
    /// Groups of offices.
    pub clusters: Vec<ClusterMark<'a>>,
    /// The place that was asked for, and its name.
    pub you: Option<(Position, &'a str)>,
    /// Towns to name, the most important first.
    pub towns: Vec<Town<'a>>,
}
