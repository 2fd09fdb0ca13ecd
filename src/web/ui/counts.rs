//! What people report of a place: counts as tables and charts, and medians in words.

use maud::{Markup, html};

use crate::atlas::PlaceCounts;
use crate::domain::quarter::Quarter;
use crate::domain::release::Shown;
use crate::draw::{Bar, bars};
use crate::web::cx::PageCx;

/// A count as it is read.
fn shown(cx: &PageCx, count: Shown) -> String {
    match count {
        Shown::FewerThan11 => cx.t("counts-fewer"),
        Shown::HeldBack => cx.t("counts-held"),
        Shown::Number(number) => cx.words.number(u64::from(number)),
    }
}

/// The counts of a place; `none` is said where there are no reports, and `about` names the place in the charts.
#[must_use]
pub fn heard(cx: &PageCx, counts: &PlaceCounts, none: &str, about: &str) -> Markup {
    let Some(total) = counts.total else {
        return html! { p { (cx.t(none)) } };
    };
    let problems = counts
        .problems
        .iter()
        .map(|(problem, shown)| (cx.words.word("reported", problem.as_str()), *shown));
    // Those told of most come first; of what is not told the order tells nothing.
    let mut problems: Vec<(String, Shown)> = problems.collect();
    problems.sort_by_key(|(_, shown)| std::cmp::Reverse(shown.number()));
    let quarters = counts.quarters.iter().rev();
    let quarters: Vec<_> = quarters.map(|(q, shown)| (quarter(cx, *q), *shown)).collect();
    html! {
        p.lead { (in_all(cx, total)) }
        (part(cx, "counts-by-problem", "counts-problem", &problems, about))
        (medians(cx, counts))
        (part(cx, "counts-by-quarter", "counts-quarter", &quarters, about))
        p.hint { (cx.t("counts-how")) }
    }
}

fn in_all(cx: &PageCx, total: Shown) -> String {
    match total {
        Shown::FewerThan11 => cx.t("counts-total-fewer"),
        Shown::HeldBack => cx.t("counts-total-held"),
        Shown::Number(number) => {
            let read = cx.words.number(u64::from(number));
            cx.words.with("counts-total", &[("number", read.into())])
        }
    }
}

/// One table with its chart.
fn part(cx: &PageCx, title: &str, head: &str, rows: &[(String, Shown)], about: &str) -> Markup {
    if rows.is_empty() {
        return html! {};
    }
    let title = cx.words.with(title, &[("place", about.to_owned().into())]);
    let all: Vec<Bar> = rows
        .iter()
        .map(|(label, count)| Bar {
            label: label.clone(),
            shown: shown(cx, *count),
            number: count.number(),
        })
        .collect();
    let drawn = all.iter().any(|bar| bar.number.is_some());
    let rows: Vec<_> = rows.iter().map(|(label, count)| (html! { (label) }, *count)).collect();
    html! {
        (counts_table(cx, &title, head, &rows))
        @if drawn {
            figure.chart {
                (bars(&all, &title, &cx.t("counts-chart")))
                figcaption.hint { (cx.t("counts-not-incidence")) }
            }
        } @else {
            p.hint { (cx.t("counts-not-incidence")) }
        }
    }
}

/// A table of counts.
#[must_use]
pub fn counts_table(cx: &PageCx, title: &str, head: &str, rows: &[(Markup, Shown)]) -> Markup {
    html! {
        section.table tabindex="0" aria-label=(title) {
            table {
                caption { (title) }
                thead { tr { th scope="col" { (cx.t(head)) } th.amount scope="col" { (cx.t("counts-number")) } } }
                tbody {
                    @for (label, count) in rows {
                        tr { th scope="row" { (label) } td.amount { (shown(cx, *count)) } }
                    }
                }
            }
        }
    }
}

fn quarter(cx: &PageCx, quarter: Quarter) -> String {
    let values = [
        ("quarter", u32::from(quarter.number().unsigned_abs()).into()),
        ("year", quarter.year().to_string().into()),
    ];
    cx.words.with("counts-quarter-name", &values)
}

/// The medians, one sentence each.
fn medians(cx: &PageCx, counts: &PlaceCounts) -> Markup {
    html! {
        @if !counts.medians.is_empty() {
            ul {
                @for (_, question, median) in &counts.medians {
                    @let value = if question.ends_with("_minutes") { span(cx, *median) } else { median.to_string() };
                    @let values = [("n", (*median).into()), ("value", value.into())];
                    li { (cx.words.with(&format!("median-{question}"), &values)) }
                }
            }
        }
    }
}

/// Minutes as one says them.
fn span(cx: &PageCx, minutes: u32) -> String {
    let say = |key: &str, n: u32| (n > 0).then(|| cx.words.with(key, &[("n", n.into())]));
    let parts = [say("counts-hours", minutes / 60), say("counts-minutes", minutes % 60)];
    let said: Vec<String> = parts.into_iter().flatten().collect();
    if said.is_empty() {
        cx.words.with("counts-minutes", &[("n", 0.into())])
    } else {
        said.join(" ")
    }
}
