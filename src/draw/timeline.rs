//! Openings and closings a year, as a chart and as the same table.

use maud::{Markup, html};

use super::path::short;
use super::place::text_width;

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

/// Units from left to right: the width of the narrowest screens, so that type is as large as it says.
const WIDTH: f64 = 320.0;
const LEFT: f64 = 24.0;
const RIGHT: f64 = 6.0;
const TOP: f64 = 36.0;
const PLOT: f64 = 120.0;
/// Below the bars: their numbers, the years, the key.
const FOOT: f64 = 52.0;
/// How far above the lower edge the years stand, and the key.
const LINES: [f64; 2] = [24.0, 10.0];
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
    // After the words before it, but not so far that its own do not fit.
    let aside = (LEFT + 30.0 + text_width(words.losses))
        .min(WIDTH - RIGHT - 15.0 - text_width(words.temporary));
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {WIDTH} {height}"))
            width=(WIDTH) height=(height) role="img" font-family="Arial, Helvetica, sans-serif"
            font-size="12.5" {
            title { (words.title) }
            @if !words.description.is_empty() { desc { (words.description) } }
            (patterns(words.id))
            @for (value, sign) in ticks(up, down) {
                @let y = zero - sign * f64::from(value) * unit;
                path.grid-line d=(format!("M{} {}H{}", short(LEFT), short(y), short(WIDTH - RIGHT)))
                    stroke="#d9d2c3" {}
                text x=(short(LEFT - 4.0)) y=(short(y)) dy=".35em" text-anchor="end" fill="#4b5b61" {
                    (value)
                }
            }
            @for y in &years {
                @let x = middle(y.year) - bar / 2.0;
                @let [gains, losses, temporary] =
                    [y.gains, y.losses, y.temporary].map(|n| f64::from(n) * unit);
                g {
                    title { (sentence(y, words)) }
                    (rect(Part::Gains, words.id, [x, zero - gains], [bar, gains]))
                    (rect(Part::Losses, words.id, [x, zero], [bar, losses]))
                    (rect(Part::Temporary, words.id, [x, zero + losses], [bar, temporary]))
                }
            }
            path.axis d=(format!("M{} {}H{}", short(LEFT), short(zero), short(WIDTH - RIGHT)))
                stroke="#18262b" {}
            @for number in numbers(&years, zero, unit, &middle) {
                text x=(short(number.at[0])) y=(short(number.at[1])) dy=(number.dy)
                    text-anchor="middle" fill="#18262b" { (number.value) }
            }
            @for year in years.iter().map(|y| y.year).filter(|y| y % every == 0) {
                text x=(short(middle(year).min(WIDTH - DIGIT * 2.0 - 4.0)))
                    y=(short(height - LINES[0])) text-anchor="middle" fill="#18262b" { (year) }
            }
            (key(Part::Gains, words.gains, words.id, [LEFT, 11.0]))
            (key(Part::Losses, words.losses, words.id, [LEFT, height - LINES[1]]))
            @if years.iter().any(|y| y.temporary > 0) {
                (key(Part::Temporary, words.temporary, words.id, [aside, height - LINES[1]]))
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
    let (Some(first), Some(last)) =
        (years.iter().map(|y| y.year).min(), years.iter().map(|y| y.year).max())
    else {
        return Vec::new();
    };
    (first..=last)
        .map(|year| {
            let same = years.iter().filter(|y| y.year == year);
            same.fold(YearCount { year, ..YearCount::default() }, |sum, y| YearCount {
                year,
                losses: sum.losses.saturating_add(y.losses),
                gains: sum.gains.saturating_add(y.gains),
                temporary: sum.temporary.saturating_add(y.temporary),
            })
        })
        .collect()
}

/// Lines and dots, for eyes and printers without colour.
fn patterns(id: &str) -> Markup {
    html! {
        defs {
            pattern id=(format!("{id}-g")) width="4" height="4" patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)" {
                path.ink-open d="M0 2H4" stroke="#0b6148" stroke-width="1.4" {}
            }
            pattern id=(format!("{id}-t")) width="4" height="4" patternUnits="userSpaceOnUse" {
                circle.ink-shut cx="2" cy="2" r="1.1" fill="#9b2c1f" {}
            }
        }
    }
}

/// What a bar, or a part of it, stands for.
#[derive(Clone, Copy)]
enum Part {
    Gains,
    Losses,
    Temporary,
}

/// A bar, or nothing for a count of none.
fn rect(part: Part, id: &str, [x, y]: [f64; 2], [w, h]: [f64; 2]) -> Markup {
    let (class, fill, stroke) = match part {
        Part::Gains => ("bar open", format!("url(#{id}-g)"), "#0b6148"),
        Part::Losses => ("bar shut", "#9b2c1f".to_owned(), "none"),
        Part::Temporary => ("bar temp", format!("url(#{id}-t)"), "#9b2c1f"),
    };
    html! {
        @if h > 0.0 {
            rect class=(class) x=(short(x)) y=(short(y)) width=(short(w)) height=(short(h))
                fill=(fill) stroke=(stroke) vector-effect="non-scaling-stroke" {}
        }
    }
}

/// A piece of the key: a small bar and its words.
fn key(part: Part, words: &str, id: &str, [x, y]: [f64; 2]) -> Markup {
    html! {
        (rect(part, id, [x, y - 4.5], [9.0, 9.0]))
        text x=(short(x + 13.0)) y=(short(y)) dy=".35em" fill="#18262b" { (words) }
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
    above.chain(std::iter::once((0, 1.0))).chain(below).collect()
}

/// How many years apart the years are written, so that they do not touch.
fn every(slot: f64) -> i16 {
    [1, 2, 5, 10, 20, 50].into_iter().find(|n| f64::from(*n) * slot > DIGIT * 4.8).unwrap_or(100)
}

/// A number at the end of a bar.
struct Number {
    at: [f64; 2],
    /// From there to the foot of the type, as a share of its size.
    dy: &'static str,
    value: u32,
}

impl Number {
    fn width(&self) -> f64 {
        DIGIT * self.value.to_string().chars().map(|_| 1.0).sum::<f64>()
    }

    fn touches(&self, other: &Self) -> bool {
        let [dx, dy] = [0, 1].map(|axis| (self.at[axis] - other.at[axis]).abs());
        dx < (self.width() + other.width()) / 2.0 + 1.0 && dy < 12.0
    }
}

/// Numbers at the ends of the bars, larger ones first, leaving out those that would touch.
fn numbers(years: &[YearCount], zero: f64, unit: f64, middle: &dyn Fn(i16) -> f64) -> Vec<Number> {
    let above = years.iter().map(|y| {
        let at = [middle(y.year), zero - f64::from(y.gains) * unit];
        Number { at, dy: "-.3em", value: y.gains }
    });
    let below = years.iter().map(|y| {
        let at = [middle(y.year), zero + f64::from(y.down()) * unit];
        Number { at, dy: "1.05em", value: y.down() }
    });
    let mut all: Vec<Number> = above.chain(below).filter(|number| number.value > 0).collect();
    all.sort_by_key(|number| std::cmp::Reverse(number.value));
    let mut kept: Vec<Number> = Vec::new();
    for number in all {
        // Above and below the base line numbers stand on different sides of their ends.
        if !kept.iter().any(|k| k.dy == number.dy && k.touches(&number)) {
            kept.push(number);
        }
    }
    kept
}

fn sentence(y: &YearCount, words: &TimelineWords<'_>) -> String {
    let parts = [(words.gains, y.gains), (words.losses, y.losses), (words.temporary, y.temporary)];
    let told: Vec<String> =
        parts.iter().filter(|(_, n)| *n > 0).map(|(word, n)| format!("{word}: {n}")).collect();
    format!("{}. {}", y.year, told.join("; "))
}
