//! Tables of answers, and how their numbers are written.

use maud::{Markup, html};

use super::said::Told;
use crate::impact::{Added, Beyond, Measure};
use crate::web::cx::PageCx;
use crate::web::ui;

/// Rows that are shown at once; more of them are folded away.
const ROWS: usize = 12;

/// A table that may be wider than a phone; its first columns are words, the others numbers.
pub fn table(caption: &str, words: usize, head: &[String], rows: &[Vec<Markup>]) -> Markup {
    html! {
        section.table tabindex="0" aria-label=(caption) {
            table {
                caption { (caption) }
                thead { tr {
                    @for (i, name) in head.iter().enumerate() { th.amount[i >= words] scope="col" { (name) } }
                } }
                tbody {
                    @for row in rows {
                        tr {
                            @for (i, cell) in row.iter().enumerate() {
                                @if i == 0 { th scope="row" { (cell) } } @else { td.amount[i >= words] { (cell) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A table of which only the first rows are shown at once.
pub fn long_table(
    cx: &PageCx,
    caption: &str,
    words: usize,
    head: &[String],
    rows: &[Vec<Markup>],
) -> Markup {
    let (first, rest) = rows.split_at(rows.len().min(ROWS));
    html! {
        (table(caption, words, head, first))
        @if !rest.is_empty() {
            @let n = u32::try_from(rest.len()).unwrap_or(u32::MAX);
            details {
                summary { (cx.words.with("impact-more-rows", &[("n", n.into())])) }
                (table(&cx.words.with("impact-more-of", &[("caption", caption.to_owned().into())]), words, head, rest))
            }
        }
    }
}

/// A length for a table, with its margin.
pub fn added(cx: &PageCx, value: f64, moe: Option<f64>) -> Markup {
    html! {
        (cx.words.decimal(value, 2))
        @if let Some(moe) = moe.filter(|moe| *moe > 0.0) { " " span.moe { "± " (cx.words.decimal(moe, 2)) } }
    }
}

/// The names of columns that tell of added lengths.
pub fn added_heads(cx: &PageCx, measure: Measure) -> [String; 3] {
    let unit = cx.t(match measure {
        Measure::Miles => "impact-unit-miles",
        Measure::Minutes => "impact-unit-minutes",
    });
    ["impact-head-mean", "impact-head-median", "impact-head-p90"]
        .map(|key| cx.words.with(key, &[("unit", unit.clone().into())]))
}

/// Nothing to tell of.
pub fn none(cx: &PageCx) -> Markup {
    html! { span.hint { (cx.t("impact-none")) } }
}

/// The three columns of added lengths.
pub fn added_cells(cx: &PageCx, of: Option<Added>) -> [Markup; 3] {
    match of {
        Some(of) => {
            [added(cx, of.mean, of.mean_moe), added(cx, of.median, None), added(cx, of.p90, None)]
        }
        None => [none(cx), none(cx), none(cx)],
    }
}

/// A number with its sign, where it may be either.
pub fn signed(cx: &PageCx, number: f64, places: usize) -> String {
    let text = cx.words.decimal(number, places);
    let is_some = text.bytes().any(|b| (b'1'..=b'9').contains(&b));
    if number > 0.0 && is_some { format!("+{text}") } else { text }
}

/// The line that tables tell of: 10 miles, or 30 minutes.
pub fn beyond_line(told: &Told<'_>) -> u32 {
    match told.answer.measure {
        Measure::Miles => 10,
        Measure::Minutes => 30,
    }
}

/// The names of the two columns on people beyond a line.
pub fn beyond_heads(cx: &PageCx, told: &Told<'_>) -> [String; 2] {
    let length = ui::length(cx, told.answer.measure, f64::from(beyond_line(told)));
    let length = length.replacen(".0", "", 1);
    ["impact-head-beyond-before", "impact-head-beyond-after"]
        .map(|key| cx.words.with(key, &[("length", length.clone().into())]))
}

/// How many are beyond a line.
pub fn beyond(cx: &PageCx, all: &[Beyond], line: u32) -> Markup {
    let found = all.iter().find(|beyond| beyond.line == line);
    found.map_or_else(|| none(cx), |beyond| ui::estimate(cx, beyond.count))
}
