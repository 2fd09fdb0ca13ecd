//! Types and rules of the product; no I/O, no clock, no framework.
//!
//! Everything that comes from outside is parsed once, at the edge, into one of these types.

#[macro_use]
mod text_enum;

pub mod account;
pub mod agenda;
pub mod api_key;
pub mod area;
pub mod audit;
pub mod capture;
pub mod clock;
pub mod closure;
pub mod closure_check;
pub mod closure_diff;
pub mod closure_entry;
pub mod closure_form;
pub mod closure_merge;
pub mod consent;
pub mod dataset;
pub mod date;
pub mod demand;
pub mod draft;
pub mod email;
pub mod evidence;
pub mod feed;
pub mod follow;
pub mod geo;
pub mod holiday;
pub mod hook;
pub mod hours;
pub mod id;
pub mod job;
pub mod kind;
pub mod mail;
pub mod moderation;
pub mod office;
pub mod phone;
pub mod photo;
pub mod polygon;
pub mod privacy;
pub mod problem;
pub mod quarter;
pub mod receipt;
pub mod release;
pub mod report;
pub mod site;
pub mod slug;
pub mod step_order;
pub mod text;
pub mod time;
pub mod tip;
pub mod token;
pub mod travel;
pub mod worker;

pub use text_enum::UnknownWord;
