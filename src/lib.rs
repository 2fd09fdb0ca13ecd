//! Still Open: is it still open, where do I go instead, what can we say at the hearing?
#[macro_use]
pub mod domain;

pub mod app;
pub mod atlas;
pub mod cli;
pub mod config;
pub mod draw;
pub mod export;
pub mod geocode;
pub mod i18n;
pub mod impact;
pub mod import;
pub mod jobs;
pub mod mail;
pub mod outbound;
pub mod shipped;
pub mod store;
pub mod telemetry;
pub mod web;
