//! How many people are far from the nearest office, before and after a change: a table and pairs of bars.

use maud::{Markup, html};

use super::harm::{estimate, who};
use crate::draw::{PairedBar, PairedWords, paired_bars};
use crate::impact::{Estimate, Figure, Measure};
use crate::web::cx::PageCx;

/// Lines at which nothing changes are left out; nothing is shown where none is left. `place` is the area's name.
#[must_use]
pub fn beyond(cx: &PageCx, figure: &Figure, measure: Measure, place: &str) -> Markup {
    let line = |line: u32| {
        let key = match measure {
            Measure::Miles => "harm-beyond-miles",
            Measure::Minutes => "harm-beyond-minutes",
        };
        cx.words.with(key, &[("n", line.into())])
    };
    let lines = figure.before.beyond.iter().zip(&figure.after.beyond);
    let mut rows: Vec<(String, Estimate, Estimate)> =
        lines.map(|(before, after)| (line(before.line), before.count, after.count)).collect();
    rows.push((
        cx.t("harm-one-closing"),
        figure.before.one_closure_from_desert,
        figure.after.one_closure_from_desert,
    ));
    rows.retain(|(_, before, after)| before.value != after.value);
    let values = [("who", who(cx, figure.who).into()), ("place", place.to_owned().into())];
    let title = cx.words.with("harm-beyond", &values);
    let words = PairedWords {
        title: &title,
        description: "",
        before: &cx.t("harm-before"),
        after: &cx.t("harm-after"),
    };
    let bars: Vec<PairedBar> = rows
        .iter()
        .map(|(label, before, after)| PairedBar {
            label: label.clone(),
            before: (before.value, cx.words.number(before.value)),
            after: (after.value, cx.words.number(after.value)),
        })
        .collect();
    html! {
        @if !rows.is_empty() {
            div.split {
                section.table tabindex="0" aria-label=(title) {
                    table {
                        caption { (title) }
                        thead {
                            tr {
                                th scope="col" { (cx.t("harm-how-far")) }
                                th.amount scope="col" { (words.before) }
                                th.amount scope="col" { (words.after) }
                            }
                        }
                        tbody {
                            @for (label, before, after) in &rows {
                                tr {
                                    th scope="row" { (label) }
                                    td.amount { (estimate(cx, *before)) }
                                    td.amount { (estimate(cx, *after)) }
                                }
                            }
                        }
                    }
                }
                figure.chart.paired { (paired_bars(&bars, &words)) }
            }
        }
    }
}
