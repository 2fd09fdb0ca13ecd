//! Still Open: is it still open, where do I go instead, what can we say at the hearing?
pub mod atlas;
pub mod domain;
pub mod draw;
pub mod store;
