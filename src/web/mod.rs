//! HTTP in, HTML and JSON out. Routes stand on one page, the order of the layers on another.

pub mod api;
mod assets;
mod cache;
mod calendar;
mod closures;
mod cx;
mod desk;
mod error;
mod extract;
mod feeds;
mod filter;
mod find;
mod follow;
mod guard;
mod health;
mod history;
mod layers;
mod limits;
mod offices;
mod open311;
mod open_now;
mod poster;
mod receipt;
mod report;
mod routes;
mod scope;
mod server;
mod session;
mod sign_in;
mod text_pages;
mod tip;
mod ui;

pub use layers::dressed;
pub use limits::Limits;
pub use routes::router;
pub use server::serve;
