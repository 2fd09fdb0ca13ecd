//! Of whom a figure speaks.

use serde::Serialize;

text_enum! {
    /// A group of people or households, or ZIP areas where no census is loaded.
    Who {
        /// Everyone who lives there.
        Everyone = "everyone",
        /// People below the poverty level.
        InPoverty = "in_poverty",
        /// People below 185 % of the poverty level.
        Below185 = "below_185",
        /// Households that get SNAP.
        SnapHouseholds = "snap_households",
        /// Households without a car.
        NoCar = "no_car",
        /// People of 65 and over.
        Aged65 = "aged_65",
        /// People with a disability.
        Disability = "disability",
        /// Households in which nobody of 14 and over speaks English very well.
        LimitedEnglish = "limited_english",
        /// ZIP areas, each counted once; never people.
        ZipAreas = "zip_areas",
    }
}

/// What one of a count is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A person.
    People,
    /// A household.
    Households,
    /// The area of a ZIP code.
    ZipAreas,
}

impl Who {
    /// The groups that a census can fill, in the order in which they are shown.
    pub const GROUPS: [Self; 8] = [
        Self::Everyone,
        Self::InPoverty,
        Self::Below185,
        Self::SnapHouseholds,
        Self::NoCar,
        Self::Aged65,
        Self::Disability,
        Self::LimitedEnglish,
    ];

    /// Those who stand for the need of aid, the best first: the weight of load and of rank.
    pub const NEED: [Self; 4] =
        [Self::InPoverty, Self::SnapHouseholds, Self::Below185, Self::Everyone];

    /// What one of them is.
    #[must_use]
    pub const fn unit(self) -> Unit {
        match self {
            Self::SnapHouseholds | Self::NoCar | Self::LimitedEnglish => Unit::Households,
            Self::ZipAreas => Unit::ZipAreas,
            Self::Everyone | Self::InPoverty | Self::Below185 | Self::Aged65 | Self::Disability => {
                Unit::People
            }
        }
    }
}
