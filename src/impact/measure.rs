//! Miles or minutes: how the way to an office is measured, and where lines are drawn.

use serde::Serialize;

use crate::domain::geo::METRES_PER_MILE;

/// The version of the rules of this folder; it changes when the same question would get another answer.
pub const RULE: &str = "impact-1";

/// A way's length in thousandths of a metre or of a minute, so that sums are exact in any order.
pub type Cost = u64;

/// No way is known.
pub const UNREACHED: Cost = u64::MAX;

/// How many lines there are for "people beyond".
pub const LINES: usize = 6;

/// What a way is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Statute miles over the WGS 84 ellipsoid, as the crow flies.
    Miles,
    /// Minutes of a travel-time table.
    Minutes,
}

impl Measure {
    /// The lines for "people beyond", in miles or minutes.
    #[must_use]
    pub const fn lines(self) -> [u32; LINES] {
        match self {
            Self::Miles => [1, 2, 5, 10, 20, 40],
            Self::Minutes => [10, 15, 20, 30, 45, 60],
        }
    }

    /// Beyond this, in miles or minutes, a place is a desert.
    ///
    /// The guideline by which the federal government judges whether primary care is too far: 30 minutes, taken as 20
    /// miles where there are main roads (42 CFR part 5, appendix A, part I, B.1).
    #[must_use]
    pub const fn desert(self) -> u32 {
        match self {
            Self::Miles => 20,
            Self::Minutes => 30,
        }
    }

    /// Thousandths of the base unit in one mile or minute.
    const fn scale(self) -> f64 {
        match self {
            Self::Miles => METRES_PER_MILE * 1_000.0,
            Self::Minutes => 1_000.0,
        }
    }

    /// A line as a cost; ways longer than it are beyond.
    #[must_use]
    pub fn line(self, at: u32) -> Cost {
        // 1 to 60 miles are whole millimetres, so nothing is lost.
        cost(f64::from(at) * self.scale() / 1_000.0)
    }

    /// A cost in miles or minutes.
    #[must_use]
    pub fn show(self, cost: f64) -> f64 {
        cost / self.scale()
    }
}

/// Metres or minutes as a cost: rounded to thousandths.
#[must_use]
pub fn cost(length: f64) -> Cost {
    if length.is_finite() && (0.0..1e12).contains(&length) {
        whole(length * 1_000.0)
    } else {
        UNREACHED
    }
}

/// A number rounded to the nearest whole, 0 where it is below or none.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "rounded; a cast of floats stays within the type's range"
)]
pub(super) fn whole(number: f64) -> u64 {
    number.round() as u64
}

/// A number rounded to some decimals, so that answers are the same bytes and short; minus nought is nought.
#[must_use]
pub fn rounded(number: f64, decimals: i32) -> f64 {
    let scale = 10.0_f64.powi(decimals);
    (number * scale).round() / scale + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn miles_are_kept_to_the_millimetre() {
        assert_eq!(Measure::Miles.line(1), 1_609_344);
        assert_eq!(Measure::Miles.line(40), 64_373_760);
        assert_eq!(Measure::Minutes.line(30), 30_000);
        assert!((Measure::Miles.show(1_609_344.0) - 1.0).abs() < 1e-15);
        assert_eq!(cost(f64::NAN), UNREACHED);
        assert_eq!(cost(-1.0), UNREACHED);
        assert_eq!(rounded(-0.001, 2).to_bits(), 0.0_f64.to_bits());
        assert!((rounded(9.449_9, 1) - 9.4).abs() < 1e-12);
    }
}
