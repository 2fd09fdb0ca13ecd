//! Openings and closings a year, as a chart and as the same table.

use maud::{Markup, html};

use super::path::short;

/// What happened in one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct YearCount {
    /// The year.
    pub year: i16,
    /// Offices lost for good.
    pub losses: u32,
    /// Offices opened, reopened or restored.
    pub gains: u32,
    /// Offices shut for a time.
    pub temporary: u32,
}

impl YearCount {
    const fn down(&self) -> u32 {
        self.losses.saturating_add(self.temporary)
    }
}

/// The words of the chart and of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimelineWords<'a> {
    /// Tells this chart's parts from another's on the same page: letters and digits.
    pub id: &'a str,
    /// What the chart shows.
    pub title: &'a str,
    /// What is to be learned from it, in a sentence or two.
    pub description: &'a str,
    /// Head of the column of years.
    pub year: &'a str,
    /// Bars that go up.
    pub gains: &'a str,
    /// Bars that go down.
    pub losses: &'a str,
    /// The dotted part of the bars that go down.
    pub temporary: &'a str,
}

const WIDTH: f64 = 360.0;
const LEFT: f64 = 24.0;
const RIGHT: f64 = 6.0;
const TOP: f64 = 20.0;
const PLOT: f64 = 180.0;
const FOOT: f64 = 40.0;
/// Width of a digit at a size of 12.5 units.
const DIGIT: f64 = 7.2;

/// Draws a chart with bars up for openings and down for closings.
///
/// Bars differ by pattern as well as by direction (lines, solid, dots), and carry their numbers,
/// so the chart can be read in grey. Every year of the span has its place, also without bars.
/// Without any year there is nothing to draw.
#[must_use]
pub fn timeline(years: &[YearCount], words: &TimelineWords<'_>) -> Markup {
    let years = filled(years);
    let (Some(first), Some(_)) = (years.first(), years.last()) else {
        return html! {};
    };
    let first = first.year;
    let up = years.iter().map(|y| y.gains).max().unwrap_or(0);
    let down = years.iter().map(YearCount::down).max().unwrap_or(0);
    let unit = PLOT / f64::from(up.saturating_add(down).max(1));
    let zero = TOP + f64::from(up) * unit;
    let bottom = TOP + PLOT;
    let slot = (WIDTH - LEFT - RIGHT) / years.iter().map(|_| 1.0).sum::<f64>();
    let bar = (slot * 0.72).min(26.0);
    let middle = |year: i16| LEFT + (f64::from(year) - f64::from(first) + 0.5) * slot;
    let height = bottom + FOOT;
    let every = every(slot);
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {WIDTH} {height}"))
            width=(WIDTH) height=(height) role="img" font-family="system-ui, sans-serif"
            font-size="12.5" {
            title { (words.title) }
            @if !words.description.is_empty() { desc { (words.description) } }
            (patterns(words.id))
            @for (value, sign) in ticks(up, down) {
                @let y = zero - sign * f64::from(value) * unit;
                path.grid-line d=(format!("M{} {}H{}", short(LEFT), short(y), short(WIDTH - RIGHT)))
                    stroke="#d9d2c3" {}
                text x=(short(LEFT - 4.0)) y=(short(y + 4.4)) text-anchor="end" fill="#4b5b61" {
                    (value)
                }
            }
            @for y in &years {
                @let x = middle(y.year) - bar / 2.0;
                g {
                    title { (sentence(y, words)) }
                    (rect("bar open", words.id, "g", [x, zero - f64::from(y.gains) * unit], [bar, f64::from(y.gains) * unit]))
                    (rect("bar shut", words.id, "", [x, zero], [bar, f64::from(y.losses) * unit]))
                    (rect("bar temp", words.id, "t", [x, zero + f64::from(y.losses) * unit], [bar, f64::from(y.temporary) * unit]))
                }
            }
            path.axis d=(format!("M{} {}H{}", short(LEFT), short(zero), short(WIDTH - RIGHT)))
                stroke="#18262b" {}
            @for (x, y, value) in numbers(&years, zero, unit, &middle) {
                text x=(short(x)) y=(short(y)) text-anchor="middle" fill="#18262b" { (value) }
            }
            @for year in years.iter().map(|y| y.year).filter(|y| y % every == 0) {
                text x=(short(middle(year).min(WIDTH - DIGIT * 2.0 - 4.0))) y=(short(height - 6.0)) text-anchor="middle"
                    fill="#18262b" { (year) }
            }
        }
    }
}

/// What the bars of the chart mean: each pattern with its words. It takes the chart's patterns.
#[must_use]
pub fn timeline_key(words: &TimelineWords<'_>) -> Markup {
    let parts = [
        ("bar open", "g", words.gains),
        ("bar shut", "", words.losses),
        ("bar temp", "t", words.temporary),
    ];
    html! {
        ul.key {
            @for (class, pattern, words_of) in parts {
                li {
                    svg viewBox="-1 4 18 12" width="18" height="12" overflow="visible"
                        aria-hidden="true" focusable="false" {
                        (rect(class, words.id, pattern, [0.0, 1.0], [16.0, 16.0]))
                    }
                    " " (words_of)
                }
            }
        }
    }
}

/// The chart's numbers as a table.
#[must_use]
pub fn timeline_table(years: &[YearCount], words: &TimelineWords<'_>) -> Markup {
    let mut years = filled(years);
    years.retain(|y| y.gains > 0 || y.down() > 0);
    let any_temporary = years.iter().any(|y| y.temporary > 0);
    years.sort_by_key(|y| std::cmp::Reverse(y.year));
    html! {
        table {
            caption { (words.title) }
            thead {
                tr {
                    th scope="col" { (words.year) }
                    th.amount scope="col" { (words.gains) }
                    th.amount scope="col" { (words.losses) }
                    @if any_temporary { th.amount scope="col" { (words.temporary) } }
                }
            }
            tbody {
                @for y in &years {
                    tr {
                        th scope="row" { (y.year) }
                        td.amount { (y.gains) }
                        td.amount { (y.losses) }
                        @if any_temporary { td.amount { (y.temporary) } }
                    }
                }
            }
        }
    }
}

/// The years in order, each once, those between that nobody gave with nothing.
fn filled(years: &[YearCount]) -> Vec<YearCount> {
    let (Some(first), Some(last)) = (
        years.iter().map(|y| y.year).min(),
        years.iter().map(|y| y.year).max(),
    ) else {
        return Vec::new();
    };
    (first..=last)
        .map(|year| {
            let same = years.iter().filter(|y| y.year == year);
            same.fold(
                YearCount {
                    year,
                    ..YearCount::default()
                },
                |sum, y| YearCount {
                    year,
                    losses: sum.losses.saturating_add(y.losses),
                    gains: sum.gains.saturating_add(y.gains),
                    temporary: sum.temporary.saturating_add(y.temporary),
                },
            )
        })
        .collect()
}

/// Lines and dots, for eyes and printers without colour.
fn patterns(id: &str) -> Markup {
    html! {
        defs {
            pattern id=(format!("{id}-g")) width="5" height="5" patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)" {
                path.ink-open d="M0 2.5H5" stroke="#0b6148" stroke-width="2" {}
            }
            pattern id=(format!("{id}-t")) width="4" height="4" patternUnits="userSpaceOnUse" {
                circle.ink-shut cx="2" cy="2" r="1.1" fill="#9b2c1f" {}
            }
        }
    }
}

/// A bar, or nothing for a count of none.
fn rect(class: &str, id: &str, pattern: &str, [x, y]: [f64; 2], [w, h]: [f64; 2]) -> Markup {
    let fill = if pattern.is_empty() {
        "#9b2c1f".to_owned()
    } else {
        format!("url(#{id}-{pattern})")
    };
    let stroke = if pattern == "g" { "#0b6148" } else { "#9b2c1f" };
    html! {
        @if h > 0.0 {
            rect class=(class) x=(short(x)) y=(short(y)) width=(short(w)) height=(short(h))
                fill=(fill) stroke=(stroke) {}
        }
    }
}

/// Grid lines above (1) and below (-1) the base line.
fn ticks(up: u32, down: u32) -> Vec<(u32, f64)> {
    let step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000]
        .into_iter()
        .find(|step| up.saturating_add(down) / step <= 6)
        .unwrap_or(5_000);
    let upto = |most: u32| (1..=most / step).map(move |n| n * step);
    let above = upto(up).map(|v| (v, 1.0));
    let below = upto(down).map(|v| (v, -1.0));
    above
        .chain(std::iter::once((0, 1.0)))
        .chain(below)
        .collect()
}

/// How many years apart the years are written, so that they do not touch.
fn every(slot: f64) -> i16 {
    [1, 2, 5, 10, 20, 50]
        .into_iter()
        .find(|n| f64::from(*n) * slot > DIGIT * 4.8)
        .unwrap_or(100)
}

/// Numbers at the ends of the bars, larger ones first, leaving out those that would touch.
fn numbers(
    years: &[YearCount],
    zero: f64,
    unit: f64,
    middle: &dyn Fn(i16) -> f64,
) -> Vec<(f64, f64, u32)> {
    let above = years.iter().map(|y| {
        (
            middle(y.year),
            zero - f64::from(y.gains) * unit - 4.0,
            y.gains,
        )
    });
    let below = years.iter().map(|y| {
        (
            middle(y.year),
            zero + f64::from(y.down()) * unit + 12.5,
            y.down(),
        )
    });
    let mut all: Vec<(f64, f64, u32)> = above.chain(below).filter(|(_, _, v)| *v > 0).collect();
    all.sort_by_key(|(_, _, value)| std::cmp::Reverse(*value));
    let wide = |value: u32| DIGIT * value.to_string().chars().map(|_| 1.0).sum::<f64>();
    let mut kept: Vec<(f64, f64, u32)> = Vec::new();
    for (x, y, value) in all {
        let free = kept.iter().all(|(kx, ky, kept)| {
            (kx - x).abs() > (wide(value) + wide(*kept)) / 2.0 + 1.0 || (ky - y).abs() > 12.0
        });
        if free {
            kept.push((x, y, value));
        }
    }
    kept
}

fn sentence(y: &YearCount, words: &TimelineWords<'_>) -> String {
    let parts = [
        (words.gains, y.gains),
        (words.losses, y.losses),
        (words.temporary, y.temporary),
    ];
    let told: Vec<String> = parts
        .iter()
        .filter(|(_, n)| *n > 0)
        .map(|(word, n)| format!("{word}: {n}"))
        .collect();
    format!("{}. {}", y.year, told.join("; "))
}
