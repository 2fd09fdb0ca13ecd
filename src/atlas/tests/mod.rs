//! What the atlas promises, by noun.

mod cluster;
mod gazetteer;
mod ledger;
mod near;
mod resolve;
mod search;
