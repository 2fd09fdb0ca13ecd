//! Maps and charts as SVG: the no-script map, the figures of a packet, share pictures.
//!
//! Everything here is a pure function from values to markup. Nothing carries a `style` attribute
//! or a script: classes meet the site's style sheet, and presentation attributes give a picture
//! that is saved alone the same look.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `bars` | counts as bars |
//! | `base` | county lines, shoreline and rivers, read once from `data/base.geojson` |
//! | `project` | web mercator and the view: what is shown, how large, pan and zoom |
//! | `clip`, `path` | cutting to the view, thinning out, writing path data |
//! | `place` | moving marks apart, finding free room |
//! | `marks`, `names` | the shapes of the pins; which names are written and where |
//! | `scene` | what the caller wants to see on a map |
//! | `outline` | the outline of an area |
//! | `map` | the picture itself |
//! | `controls` | pan and zoom links, the key of the pins |
//! | `timeline` | openings and closings a year, as chart and as table |

mod bars;
mod base;
mod clip;
mod controls;
mod map;
mod marks;
mod names;
mod outline;
mod path;
mod place;
mod project;
mod scene;
mod timeline;

pub use bars::{Bar, bars};
pub use base::{BaseMap, DrawError};
pub use controls::{Controls, LegendWords, Move, controls, legend};
pub use map::{area_map, map};
pub use project::{MAX_ZOOM, MIN_ZOOM, NEAR, STATE, Size, View};
pub use scene::{ClusterMark, Pin, PinLook, Scene, Town};
pub use timeline::{TimelineWords, YearCount, timeline, timeline_table};

#[cfg(test)]
mod tests;
