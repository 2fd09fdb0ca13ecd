//! Where people live: weighted points, with a margin of error for what was estimated.

use serde::{Deserialize, Serialize};

use super::geo::Position;

text_enum! {
    /// How fine the points are.
    DemandLevel {
        /// Census tracts: about 4,000 people each.
        Tract = "tract",
        /// Census block groups: about 1,400 people each.
        BlockGroup = "block_group",
        /// Areas of ZIP codes.
        Zip = "zip",
    }
}

impl DemandLevel {
    /// Digits of a point's code.
    #[must_use]
    pub const fn digits(self) -> usize {
        match self {
            Self::Tract => 11,
            Self::BlockGroup => 12,
            Self::Zip => 5,
        }
    }
}

text_enum! {
    /// Who is counted.
    Group {
        /// Everyone, as the census counted them.
        Everyone = "everyone",
        /// People below the poverty level.
        InPoverty = "in_poverty",
        /// People below 185 % of the poverty level.
        Below185 = "below_185",
        /// Households that got SNAP in the past 12 months.
        SnapHouseholds = "snap_households",
        /// Households without a car.
        NoCar = "no_car",
        /// People of 65 and over.
        Aged65 = "aged_65",
        /// People with a disability.
        Disability = "disability",
        /// Households in which nobody of 14 and over speaks English very well.
        LimitedEnglish = "limited_english",
    }
}

impl Group {
    /// Whether households are counted, not people.
    #[must_use]
    pub const fn is_households(self) -> bool {
        matches!(self, Self::SnapHouseholds | Self::NoCar | Self::LimitedEnglish)
    }
}

/// A count, with its margin of error where it was estimated.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// People or households.
    pub count: u32,
    /// Half the width of the interval that holds the true value with 90 % confidence; none for a full count, and none
    /// where the publisher gives none.
    pub margin: Option<f64>,
}

impl Figure {
    /// A full count.
    #[must_use]
    pub const fn counted(count: u32) -> Self {
        Self { count, margin: None }
    }

    /// The sum of estimates of one table; none when one of them is too large.
    ///
    /// The margin is the root of the sum of squares. Of estimates of zero only the one with the largest margin counts:
    /// their margins are equal by design, and adding them all would overstate the error. U.S. Census Bureau,
    /// "Understanding and Using American Community Survey Data: What All Data Users Need to Know" (2020), chapter 8.
    /// Without a margin for every part there is none for the sum.
    #[must_use]
    pub fn sum(parts: &[Self]) -> Option<Self> {
        let count = parts.iter().try_fold(0_u32, |sum, part| sum.checked_add(part.count))?;
        let squares = parts.iter().try_fold((0.0_f64, 0.0_f64), |(sum, zero), part| {
            let square = part.margin? * part.margin?;
            Some(if part.count == 0 { (sum, zero.max(square)) } else { (sum + square, zero) })
        });
        Some(Self { count, margin: squares.map(|(sum, zero)| (sum + zero).sqrt()) })
    }
}

/// The figures of one point, by group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures([Option<Figure>; Group::ALL.len()]);

impl Figures {
    /// The figure of a group; none where it is not known.
    #[must_use]
    pub fn get(&self, group: Group) -> Option<Figure> {
        self.0[group as usize]
    }

    /// Puts a figure in, or takes it out.
    pub fn set(&mut self, group: Group, figure: Option<Figure>) {
        self.0[group as usize] = figure;
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }
}

/// Where some people live.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DemandPoint {
    /// Census code, or the ZIP code; unique within a level.
    pub geoid: String,
    /// How fine it is.
    pub level: DemandLevel,
    /// The middle of its people, or of its area.
    pub position: Position,
    /// How many.
    pub figures: Figures,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(count: u32, margin: f64) -> Figure {
        Figure { count, margin: Some(margin) }
    }

    #[test]
    fn margins_add_as_squares_and_zeros_count_once() {
        let sum = Figure::sum(&[part(10, 3.0), part(20, 4.0)]).unwrap();
        assert_eq!(sum, part(30, 5.0));
        let sum = Figure::sum(&[part(10, 3.0), part(0, 4.0), part(0, 2.0)]).unwrap();
        assert_eq!(sum, part(10, 5.0));
        let sum = Figure::sum(&[part(10, 3.0), Figure::counted(5)]).unwrap();
        assert_eq!(sum, Figure::counted(15));
        assert_eq!(Figure::sum(&[]), Some(part(0, 0.0)));
        assert_eq!(Figure::sum(&[part(u32::MAX, 0.0), part(1, 0.0)]), None);
    }

    #[test]
    fn every_group_has_a_place_of_its_own() {
        let mut figures = Figures::default();
        assert!(figures.is_empty());
        for (n, group) in (1..).zip(Group::ALL) {
            figures.set(*group, Some(Figure::counted(n)));
        }
        for (n, group) in (1..).zip(Group::ALL) {
            assert_eq!(figures.get(*group), Some(Figure::counted(n)));
        }
        figures.set(Group::NoCar, None);
        assert_eq!(figures.get(Group::NoCar), None);
        assert!(!figures.is_empty());
    }
}
