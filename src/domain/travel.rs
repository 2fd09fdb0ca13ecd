//! Tables of travel times: from where people live to offices, by car or by transit.

use super::demand::DemandLevel;
use super::id::OfficeId;
use super::kind::OfficeKind;

text_enum! {
    /// How people travel.
    Travel {
        /// By car.
        Car = "car",
        /// By bus and train.
        Transit = "transit",
    }
}

/// A way to an office: the digits of the code of the place it begins at, and how long it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimedWay {
    /// The place's code as a number; its level says how many digits it has.
    pub code: u64,
    /// Thousandths of a minute.
    pub time: u32,
}

/// The ways to one office, by code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeTimes {
    /// The office.
    pub office: OfficeId,
    /// Its ways, each place once.
    pub ways: Vec<TimedWay>,
}

/// The travel times to the offices of one service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TravelTable {
    /// The service.
    pub service: OfficeKind,
    /// How people travel.
    pub by: Travel,
    /// How fine the places are.
    pub level: DemandLevel,
    /// The offices.
    pub offices: Vec<OfficeTimes>,
}

impl TravelTable {
    /// The most ways of one table: every tract of the three largest states to a hundred offices each, five times over.
    pub const MOST_WAYS: usize = 10_000_000;

    /// How many ways there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.offices.iter().map(|office| office.ways.len()).sum()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The code of a place as a number; none where it has other characters than digits.
#[must_use]
pub fn code_number(geoid: &str) -> Option<u64> {
    let is_code = !geoid.is_empty() && geoid.bytes().all(|b| b.is_ascii_digit());
    geoid.parse().ok().filter(|_| is_code)
}
