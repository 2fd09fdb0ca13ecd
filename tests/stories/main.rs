//! What visitors, programs and operators live through, each told as a sentence.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests fail the test as tests do"
)]

#[path = "../support/pg.rs"]
mod pg;

#[path = "../support/app.rs"]
mod app;

#[path = "../support/land.rs"]
mod land;
#[path = "../support/publishers.rs"]
mod publishers;

#[path = "../support/shapefiles.rs"]
mod shapefiles;

#[path = "../support/program.rs"]
mod program;

#[path = "../support/resident.rs"]
mod resident;

mod access;
mod api;
mod areas;
mod audit;
mod bad_input;
mod counts;
mod desk_cases;
mod evidence;
mod export;
mod find;
mod follow;
mod geocoder;
mod harm;
mod history;
mod hurt;
mod impact;
mod impact_api;
mod import;
mod ledger;
mod moderate;
mod office;
mod open311;
mod openapi;
mod people;
mod photos;
mod receipt;
mod report;
mod report_photos;
mod report_sending;
mod retention;
mod service;
mod setup;
mod sweep;
mod times;
mod two_databases;
mod worker;
