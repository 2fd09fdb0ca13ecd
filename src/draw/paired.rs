//! Numbers before and after a change, as pairs of bars.

use maud::{Markup, html};

use super::path::short;
use super::place::text_width;

/// One number before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairedBar {
    /// What is counted.
    pub label: String,
    /// The number before, and how it is read.
    pub before: (u64, String),
    /// The number after, and how it is read.
    pub after: (u64, String),
}

/// The words of the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairedWords<'a> {
    /// What the chart shows.
    pub title: &'a str,
    /// What is to be learned from it.
    pub description: &'a str,
    /// The light bars.
    pub before: &'a str,
    /// The dark bars.
    pub after: &'a str,
}

/// Units from left to right: the width of the narrowest screens, so that type is as large as it says.
const WIDTH: f64 = 320.0;
const SIDE: f64 = 10.0;
/// The longest bar; its number stands behind it.
const LONGEST: f64 = 220.0;
/// From one pair to the next: a line of words and two bars below it.
const ROW: f64 = 54.0;
const THICK: f64 = 13.0;
const GAP: f64 = 6.0;
/// The key above all pairs.
const HEAD: f64 = 26.0;

/// Draws pairs of bars with their words and numbers: before as an empty bar, after as a full one, so that they can be
/// told apart in grey. Without any number there is nothing to draw.
#[must_use]
pub fn paired_bars(bars: &[PairedBar], words: &PairedWords<'_>) -> Markup {
    let most = bars.iter().map(|bar| bar.before.0.max(bar.after.0)).max().unwrap_or(0);
    if most == 0 {
        return html! {};
    }
    let rows: Vec<(f64, &PairedBar)> =
        (0_u16..).map(|row| SIDE + HEAD + f64::from(row) * ROW).zip(bars).collect();
    let height = rows.last().map_or(0.0, |(top, _)| top + ROW) + SIDE / 2.0;
    #[expect(clippy::cast_precision_loss, reason = "the length of a bar needs no more than this")]
    let length = |number: u64| number as f64 / most as f64 * LONGEST;
    let second = SIDE + 16.0 + GAP + text_width(words.before) + 14.0;
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {WIDTH} {height}"))
            width=(WIDTH) height=(height) role="img" font-family="Arial, Helvetica, sans-serif"
            font-size="12.5" {
            title { (words.title) }
            @if !words.description.is_empty() { desc { (words.description) } }
            @for (x, class, fill, word) in
                [(SIDE, "before", "#fff", words.before), (second, "after", "#0b4f86", words.after)]
            {
                (bar(class, fill, [x, SIDE], [16.0, 11.0]))
                text x=(short(x + 16.0 + GAP)) y=(short(SIDE + 10.0)) fill="#18262b" { (word) }
            }
            @for (top, row) in &rows {
                text x=(short(SIDE + GAP)) y=(short(top + 11.0)) fill="#18262b" font-weight="700" {
                    (row.label)
                }
                @for (at, class, fill, (number, shown)) in [
                    (top + 17.0, "before", "#fff", &row.before),
                    (top + 17.0 + THICK + 3.0, "after", "#0b4f86", &row.after),
                ] {
                    @if *number > 0 { (bar(class, fill, [SIDE, at], [length(*number), THICK])) }
                    text x=(short(SIDE + length(*number) + GAP)) y=(short(at + THICK / 2.0))
                        dy=".35em" fill="#18262b" { (shown) }
                }
            }
            path.axis d=(format!("M{} {}V{}", short(SIDE), short(SIDE + HEAD), short(height - SIDE)))
                stroke="#18262b" {}
        }
    }
}

fn bar(class: &str, fill: &str, [x, y]: [f64; 2], [width, height]: [f64; 2]) -> Markup {
    html! {
        rect class=(format!("bar {class}")) x=(short(x)) y=(short(y)) width=(short(width))
            height=(short(height)) fill=(fill) stroke="#0b4f86" {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: PairedWords<'static> = PairedWords {
        title: "Before & after",
        description: "More live far away",
        before: "before",
        after: "after",
    };

    fn pair(label: &str, before: u64, after: u64) -> PairedBar {
        PairedBar {
            label: label.to_owned(),
            before: (before, before.to_string()),
            after: (after, after.to_string()),
        }
    }

    #[test]
    fn both_bars_of_all_pairs_have_one_scale() {
        let chart = paired_bars(&[pair("10 miles", 50, 100), pair("<20>", 0, 25)], &WORDS);
        let chart = chart.into_string();
        assert_eq!(chart.matches("<rect").count(), 2 + 3, "nothing has no bar: {chart}");
        for width in ["width=\"110\"", "width=\"220\"", "width=\"55\""] {
            assert!(chart.contains(width), "{width} {chart}");
        }
        assert!(chart.contains("&lt;20&gt;") && chart.contains("Before &amp; after"));
        assert!(!chart.contains("style="));
        let doc = roxmltree::Document::parse(&chart).unwrap();
        assert_eq!(doc.root_element().attribute("role"), Some("img"));
    }

    #[test]
    fn without_a_number_nothing_is_drawn() {
        assert!(paired_bars(&[], &WORDS).into_string().is_empty());
        assert!(paired_bars(&[pair("a", 0, 0)], &WORDS).into_string().is_empty());
    }
}
