//! Sums of survey estimates and their margins of error.
//!
//! U.S. Census Bureau, "Understanding and Using American Community Survey Data: What All Data Users Need to Know"
//! (2020), chapter 8, and its "Worked Examples for Approximating Margins of Error". Margins are of 90 % certainty
//! there and here.

use serde::Serialize;

use super::measure::{rounded, whole};

/// A number of people, households or areas, with its margin of error where the survey gives one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Estimate {
    /// The number.
    pub value: u64,
    /// Its margin of error, 90 % certainty; none where a part of the sum has none.
    pub moe: Option<u64>,
}

/// A share in per cent, with its margin.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Share {
    /// Per cent, to one decimal.
    pub percent: f64,
    /// Its margin in percentage points, to one decimal.
    pub moe: Option<f64>,
}

/// A sum as it grows: whole numbers, so that the order of the parts does not matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sum {
    pub value: u64,
    /// Squares of the margins of parts that are not nought.
    squares: u128,
    /// The greatest margin among parts that are nought.
    nought: u32,
    /// Whether a part has no margin.
    is_bare: bool,
}

impl Sum {
    /// Adds an estimate.
    pub fn add(&mut self, value: u32, margin: Option<u32>) {
        self.value += u64::from(value);
        match margin {
            None => self.is_bare = true,
            Some(margin) if value == 0 => self.nought = self.nought.max(margin),
            Some(margin) => self.squares += u128::from(margin) * u128::from(margin),
        }
    }

    /// Adds another sum.
    pub fn merge(&mut self, other: &Self) {
        self.value += other.value;
        self.squares += other.squares;
        self.nought = self.nought.max(other.nought);
        self.is_bare |= other.is_bare;
    }

    /// The margin of the sum before rounding: the root of the sum of the squares; of the parts that are nought only
    /// the greatest margin counts, once.
    fn margin(&self) -> Option<f64> {
        let nought = u128::from(self.nought) * u128::from(self.nought);
        (!self.is_bare).then(|| ((self.squares + nought) as f64).sqrt())
    }

    /// The estimate, its margin rounded to a whole number.
    pub fn estimate(&self) -> Estimate {
        // Most sums of small areas are nought, and need no root.
        if self.squares == 0 {
            let moe = (!self.is_bare).then(|| u64::from(self.nought));
            return Estimate { value: self.value, moe };
        }
        Estimate { value: self.value, moe: self.margin().map(whole) }
    }

    /// This sum as a share of another of which it is a part.
    ///
    /// The root of `MOE_part^2 - share^2 MOE_all^2`, over `all`; where that is the root of a negative number, the
    /// formula for ratios, with plus, as the handbook says.
    pub fn share_of(&self, all: &Self) -> Option<Share> {
        if all.value == 0 {
            return None;
        }
        let (part, whole) = (self.value as f64, all.value as f64);
        let share = part / whole;
        let moe = self.margin().zip(all.margin()).map(|(m, n)| {
            let (a, b) = (m * m, share * share * n * n);
            let square = if a >= b { a - b } else { a + b };
            rounded(100.0 * square.sqrt() / whole, 1)
        });
        Some(Share { percent: rounded(100.0 * share, 1), moe })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(parts: &[(u32, u32)]) -> Sum {
        let mut sum = Sum::default();
        for (value, margin) in parts {
            sum.add(*value, Some(*margin));
        }
        sum
    }

    #[test]
    fn margins_of_a_sum_are_the_root_of_the_sum_of_squares() {
        assert_eq!(sum(&[(10, 3), (20, 4)]).estimate(), Estimate { value: 30, moe: Some(5) });
        // Only the greatest of the noughts' margins counts.
        let noughts = sum(&[(10, 3), (0, 4), (0, 4), (0, 2)]);
        assert_eq!(noughts.estimate(), Estimate { value: 10, moe: Some(5) });
        let mut bare = noughts;
        bare.add(1, None);
        assert_eq!(bare.estimate(), Estimate { value: 11, moe: None });
        let mut merged = sum(&[(10, 3)]);
        merged.merge(&sum(&[(0, 4), (0, 2)]));
        assert_eq!(merged, noughts);
    }

    #[test]
    fn a_share_has_the_handbooks_margin() {
        // The handbook's example: 4,634 (989) of 31,713 (601) is 14.6 %, with 3.1 points.
        let (part, all) = (sum(&[(4_634, 989)]), sum(&[(31_713, 601)]));
        let share = part.share_of(&all).unwrap();
        assert!((share.percent - 14.6).abs() < 1e-9);
        assert!((share.moe.unwrap() - 3.1).abs() < 1e-9);
        // A negative root: plus instead of minus.
        let (part, all) = (sum(&[(90, 1)]), sum(&[(100, 10)]));
        let moe = part.share_of(&all).unwrap().moe.unwrap();
        assert!((moe - rounded(100.0 * (1.0_f64 + 81.0).sqrt() / 100.0, 1)).abs() < 1e-9);
        assert_eq!(part.share_of(&sum(&[])), None);
    }
}
