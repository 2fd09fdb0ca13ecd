//! Pieces that pages share.

mod ask;
mod beyond;
mod case;
mod counts;
mod form;
mod harm;
mod harm_map;
mod harm_pins;
mod layout;
mod map;
mod name;
mod office;

pub use ask::ask_row;
pub use beyond::beyond;
pub use case::{case_look, case_mark, case_row, case_when};
pub use counts::{counts_table, heard};
pub use form::{described, faults, faults_of, notice};
pub use harm::{
    area_kind, area_kinds, area_name, estimate, give_or_take, how_many, length, load_source,
    load_what, shared_by, who,
};
pub use harm_map::{HarmFigure, harm_figure};
pub use layout::{Nav, Page, crumbs, page, pager};
pub use map::{MapPanel, map_panel, towns};
pub use name::plain_name;
pub use office::{Card, access, card, directions, form_encoded, kind_word, services, status_mark};

/// An address with a language, for files that have no way to ask the browser for one; English needs none.
#[must_use]
pub fn in_language(path: &str, lang: crate::i18n::Lang) -> String {
    if lang == crate::i18n::Lang::En { path.to_owned() } else { format!("{path}?lang={lang}") }
}
