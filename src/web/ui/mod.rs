//! Pieces that pages share.

mod case;
mod layout;
mod map;
mod name;
mod office;

pub use case::{case_mark, case_row};
pub use layout::{Nav, Page, crumbs, page, pager};
pub use map::{MapPanel, map_panel};
pub use name::plain_name;
pub use office::{Card, access, card, directions, form_encoded, kind_word, services, status_mark};
