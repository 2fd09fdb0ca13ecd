//! `/desk/reports`: what residents told, for those who decide what becomes of it.
//!
//! Words are read as they may be shown; what was written first, the name and the contact take a press of a button,
//! which is written down. Every form carries the state that it was made from, and is refused when that has changed.

mod decide;
mod deed;
mod grid_view;
mod one;
mod one_view;
mod parts_view;
mod photo;
mod queue;
mod queue_view;
mod words;
mod words_view;

pub use decide::{ask, decide, merge};
pub use one::{reveal, show};
pub use photo::{change as change_photo, picture, show as photo};
pub use queue::{list, spam};
pub use words::{cover, edit, show as words};

/// The entry of the desk's navigation.
const AT: &str = "/desk/reports";
