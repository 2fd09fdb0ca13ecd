//! Counts as bars from left to right, one below the other.

use maud::{Markup, html};

use super::path::short;

/// One bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What is counted.
    pub label: String,
    /// The count as it is read, or the words that stand in its place.
    pub shown: String,
    /// The count; none where it is not told, which gets no bar.
    pub number: Option<u32>,
}

/// Units from left to right: the width of the narrowest screens, so that type is as large as it says.
const WIDTH: f64 = 320.0;
const SIDE: f64 = 10.0;
/// The longest bar; its number stands behind it.
const LONGEST: f64 = 226.0;
/// From one bar to the next: a line of words, and the bar below it.
const ROW: f64 = 40.0;
const THICK: f64 = 13.0;
/// Between a line and the words beside it.
const GAP: f64 = 6.0;

/// Draws bars with their words and numbers, so that the chart can be read in grey and by ear. Without any number there
/// is nothing to draw.
#[must_use]
pub fn bars(bars: &[Bar], title: &str, description: &str) -> Markup {
    let most = bars.iter().filter_map(|bar| bar.number).max().unwrap_or(0);
    if most == 0 {
        return html! {};
    }
    let rows: Vec<(f64, &Bar)> =
        (0_u16..).map(|row| SIDE + f64::from(row) * ROW).zip(bars).collect();
    let height = rows.last().map_or(0.0, |(top, _)| top + ROW) + SIDE / 2.0;
    let length = |number: u32| f64::from(number) / f64::from(most) * LONGEST;
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {WIDTH} {height}"))
            width=(WIDTH) height=(height) role="img" font-family="Arial, Helvetica, sans-serif"
            font-size="12.5" {
            title { (title) }
            @if !description.is_empty() { desc { (description) } }
            @for (top, bar) in &rows {
                @let middle = top + 17.0 + THICK / 2.0;
                @let end = SIDE + bar.number.map_or(0.0, length);
                text x=(short(SIDE + GAP)) y=(short(top + 11.0)) fill="#18262b" { (bar.label) }
                @if let Some(number) = bar.number {
                    rect.bar.count x=(short(SIDE)) y=(short(top + 17.0)) width=(short(length(number)))
                        height=(short(THICK)) fill="#0b4f86" {}
                }
                text x=(short(end + GAP)) y=(short(middle)) dy=".35em"
                    fill="#18262b" { (bar.shown) }
            }
            path.axis d=(format!("M{} {}V{}", short(SIDE), short(SIDE), short(height - SIDE)))
                stroke="#18262b" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(label: &str, number: Option<u32>) -> Bar {
        let shown = number.map_or_else(|| "fewer than 11".to_owned(), |n| n.to_string());
        Bar { label: label.to_owned(), shown, number }
    }

    #[test]
    fn the_longest_bar_has_the_largest_count_and_what_is_not_told_has_none() {
        let all = [bar("Long wait", Some(40)), bar("Safety <b>", None), bar("Other", Some(20))];
        let chart = bars(&all, "By problem", "Long wait is told most").into_string();
        assert_eq!(chart.matches("<rect").count(), 2, "{chart}");
        assert!(chart.contains(r#"width="226""#) && chart.contains(r#"width="113""#), "{chart}");
        assert!(chart.contains("fewer than 11") && chart.contains("Safety &lt;b&gt;"));
        assert!(chart.contains("<title>By problem</title>"));
        assert!(!chart.contains("style="));
        assert!(chart.contains(r#"viewBox="0 0 320 135""#), "three rows: {chart}");
    }

    #[test]
    fn without_a_number_nothing_is_drawn() {
        assert!(bars(&[], "a", "").into_string().is_empty());
        assert!(bars(&[bar("Safety", None)], "a", "").into_string().is_empty());
    }
}
