//! Who is hurt: the arithmetic of closing, opening and moving offices. Pure: no files, no clock, no database.
//!
//! A [`Ground`] is made once from offices, people and areas; it then answers any number of [`Question`]s. Every sum
//! of people and miles is made in whole numbers (people, millimetres), so that neither the order of the data nor
//! the number of threads can change a digit. The formulas stand in each file with their source, and in plain words
//! in `docs/impact.md`.

mod access;
mod answer;
mod asked;
mod assigned;
mod cases;
mod catchment;
mod change;
mod demand;
mod earth;
mod flow;
mod ground;
mod inputs;
mod layer;
mod load;
mod margin;
mod matrix;
mod measure;
mod minutes;
mod names;
mod of_atlas;
mod of_case;
mod plan;
mod quantile;
mod question;
mod raam;
mod rank;
mod reach;
mod site;
mod sphere;
mod tasks;
mod today;
mod trips;
mod vulnerable;
mod who;

#[cfg(test)]
mod tests;

pub use access::{Access, Beyond};
pub use answer::{Answer, AreaAnswer, Figure, Figures, KindAnswer};
pub use asked::{Asked, AskedError};
pub use assigned::{Assignments, Reassigned};
pub use cases::CasesOf;
pub use catchment::{Weight, three_stage, two_stage};
pub use change::{Added, Change};
pub use demand::{Column, Demand, DemandFault, Weights};
pub use flow::{Flow, FlowGroup, OfficeRef};
pub use ground::{Ground, GroundFault, GroundInput};
pub use inputs::{Inputs, Source};
pub use layer::{Area, Layer, LayerFault};
pub use load::{ByArea, Load, LoadBasis, LoadLine};
pub use margin::{Estimate, Share};
pub use matrix::{Matrix, MatrixFault};
pub use measure::{Cost, Measure, RULE, UNREACHED, rounded};
pub use minutes::{Minutes, MinutesFault};
pub use of_atlas::AtlasFault;
pub use of_case::{OfCase, Turn, case_questions};
pub use quantile::quantile;
pub use question::{AskError, Question};
pub use raam::{Raam, raam};
pub use rank::{Harm, Ranking};
pub use reach::{CatchmentAnswer, CatchmentArea, Method, ReachError};
pub use site::{Site, SiteFault, Sites};
pub use today::{Standing, Today};
pub use trips::{Changes, NO_OFFICE, Pair, Way, Workers};
pub use vulnerable::AreaHit;
pub use who::{Unit, Who};
