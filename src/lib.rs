//! Still Open: is it still open, where do I go instead, what can we say at the hearing?
#[macro_use]
pub mod domain;
pub mod import;
