//! Classes of added length: which dots of a map share a colour.
//!
//! The breaks are fixed, so that two maps, and two towns, can be held against each other: up to 1, 2, 5, 10, 20 and
//! more miles, the lines that the figures use too, or up to 5, 10, 15, 30, 45 and more minutes. Quantiles or natural
//! breaks would give every map its own, and paint a mile somewhere as dark as twenty elsewhere.
//!
//! The colours run from light yellow to dark violet, each darker than the one before, so that they keep their order
//! for every sort of colour vision and in grey print. Every dot has an edge in ink besides.

use super::path::short;
use crate::impact::Measure;

/// How many classes there are.
pub const CLASSES: usize = 6;
/// Colours of the classes, from the least added to the most, where no style sheet says otherwise.
pub(super) const FILLS: [&str; CLASSES] =
    ["#fde8a4", "#fbbd55", "#ee8a3b", "#cf553c", "#942f55", "#431a52"];
/// An estimate with a coefficient of variation above this is hatched, not coloured. The census sets no line; Esri's
/// maps of the same survey call what lies above 40 % "very unreliable".
const UNSURE: f64 = 0.40;
/// A margin of error of 90 % certainty is so many standard errors.
const ERRORS_IN_A_MARGIN: f64 = 1.645;

/// The classes of one measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Classes {
    breaks: [f64; CLASSES - 1],
}

/// The classes for miles or for minutes.
#[must_use]
pub const fn added_classes(measure: Measure) -> Classes {
    let breaks = match measure {
        Measure::Miles => [1.0, 2.0, 5.0, 10.0, 20.0],
        Measure::Minutes => [5.0, 10.0, 15.0, 30.0, 45.0],
    };
    Classes { breaks }
}

impl Classes {
    /// The class of a length, from 0; a length on a break belongs to the class below it.
    #[must_use]
    pub fn of(&self, added: f64) -> usize {
        self.breaks.iter().filter(|at| added > **at).count()
    }

    /// From where to where each class goes, as shown: the first starts at nothing, the last has no end.
    #[must_use]
    pub fn spans(&self) -> [(Option<String>, Option<String>); CLASSES] {
        std::array::from_fn(|class| {
            let at = |n: Option<usize>| n.and_then(|n| self.breaks.get(n)).map(|at| short(*at));
            (at(class.checked_sub(1)), at(Some(class)))
        })
    }
}

/// The class attribute of a class of dots.
pub(super) fn css(class: usize) -> String {
    format!("a{}", class + 1)
}

/// Whether an estimate is too rough to be coloured: its coefficient of variation, `margin / 1.645 / count`, is above
/// 40 %. Nobody can be sure of nobody; a number without a margin is taken as it is.
#[must_use]
pub fn is_unsure(count: u32, margin: Option<u32>) -> bool {
    let margin = f64::from(margin.unwrap_or(0));
    margin > 0.0 && margin / ERRORS_IN_A_MARGIN > UNSURE * f64::from(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance as WCAG 2 has it.
    pub fn luminance(colour: &str) -> f64 {
        let part = |at: usize| {
            let v = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    #[test]
    fn each_class_is_clearly_darker_than_the_one_before() {
        let light: Vec<f64> = FILLS.iter().map(|c| luminance(c)).collect();
        for two in light.windows(2) {
            assert!((two[0] + 0.05) / (two[1] + 0.05) > 1.3, "{light:?}");
        }
    }

    #[test]
    fn in_the_dark_each_class_is_clearly_lighter_and_the_style_sheet_has_them_all() {
        let css = include_str!("../../assets/css/site.css");
        let colours = |dark: bool| -> Vec<String> {
            let line = css.lines().filter(|line| line.contains("--a1:")).nth(usize::from(dark));
            let parts = line.unwrap().split("--a").skip(1);
            parts.map(|part| part[2..9].to_owned()).collect()
        };
        assert_eq!(colours(false), FILLS);
        let light: Vec<f64> = colours(true).iter().map(|c| luminance(c)).collect();
        assert_eq!(light.len(), CLASSES);
        assert!(light.windows(2).all(|two| (two[1] + 0.05) / (two[0] + 0.05) > 1.25), "{light:?}");
    }

    #[test]
    fn a_length_on_a_break_belongs_below_it() {
        let miles = added_classes(Measure::Miles);
        let of = |values: &[f64]| values.iter().map(|v| miles.of(*v)).collect::<Vec<_>>();
        assert_eq!(of(&[0.0, 1.0, 1.01, 5.0, 9.9, 20.0, 20.01, 400.0]), [0, 0, 1, 2, 3, 4, 5, 5]);
        let spans = miles.spans();
        assert_eq!(spans[0], (None, Some("1".into())));
        assert_eq!(spans[5], (Some("20".into()), None));
        assert_eq!(added_classes(Measure::Minutes).of(31.0), 4);
    }

    #[test]
    fn an_estimate_is_unsure_when_its_error_is_large_against_it() {
        assert!(!is_unsure(100, Some(65)), "39.5 %");
        assert!(is_unsure(100, Some(66)), "40.1 %");
        assert!(!is_unsure(100, None) && !is_unsure(100, Some(0)));
        assert!(is_unsure(0, Some(12)));
    }
}
