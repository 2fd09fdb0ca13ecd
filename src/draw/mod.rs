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
//! | `map`, `kept` | the picture itself; ground that was drawn before |
//! | `outline` | the outline of an area |
//! | `map` | the picture itself |
//! | `controls` | pan and zoom links, the key of the pins |
//! | `harm`, `harm_key`, `classes` | the map of a change, what it means, and the classes of its colours |
//! | `paired` | numbers before and after, as pairs of bars |
//! | `timeline` | openings and closings a year, as chart and as table |

mod bars;
mod base;
mod classes;
mod clip;
mod controls;
mod harm;
mod harm_key;
mod kept;
mod map;
mod marks;
mod names;
mod outline;
mod paired;
mod path;
mod place;
mod project;
mod scene;
mod timeline;

pub use bars::{Bar, bars};
pub use base::{BaseMap, DrawError};
pub use classes::{CLASSES, Classes, added_classes, is_unsure};
pub use controls::{Controls, LegendWords, Move, controls, legend};
pub use harm::{DotSize, HarmDot, HarmPin, HarmPinRole, HarmScene, harm_map, harm_view};
pub use harm_key::{HarmKeyWords, harm_key, harm_sizes};
pub use map::{area_map, map};
pub use paired::{PairedBar, PairedWords, paired_bars};
pub use project::{MAX_ZOOM, MIN_ZOOM, NEAR, STATE, Size, View};
pub use scene::{ClusterMark, Pin, PinLook, Scene, Town};
pub use timeline::{TimelineWords, YearCount, timeline, timeline_table};

#[cfg(test)]
mod harm_tests;
#[cfg(test)]
mod tests;
