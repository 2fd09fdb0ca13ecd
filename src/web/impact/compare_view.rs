//! Two sets side by side: what if these close instead of those?

use maud::{Markup, html};

use super::Answered;
use super::answer_view::{permanent, spoken};
use super::map_view;
use super::said::Told;
use super::tables::{signed, table};
use super::view::Desk;
use crate::impact::Estimate;
use crate::web::cx::PageCx;
use crate::web::ui;

/// Both sentences, their totals in one table with the difference, and both maps.
pub fn show(cx: &PageCx, desk: &Desk<'_>, first: &Answered, second: &Answered) -> Markup {
    let both = [(0, "impact-set-first", first), (1, "impact-set-second", second)];
    html! {
        div.versus {
            @for (set, key, of) in both {
                @let told = desk.told(of);
                section aria-labelledby=(format!("set-{set}")) {
                    h2 id=(format!("set-{set}")) { (cx.t(key)) }
                    (spoken(cx, &told))
                    p.do {
                        a href=(cx.href(&format!("{}#list", desk.page.entry.working_at(set).address()))) { (cx.t("impact-change")) }
                        a href=(cx.href(&alone(desk, set))) { (cx.t("impact-alone")) }
                    }
                }
            }
        }
        (permanent(cx, desk))
        section aria-labelledby="totals-h" {
            h2 id="totals-h" { (cx.t("impact-totals")) }
            (totals(cx, &desk.told(first), &desk.told(second)))
            p.hint { (cx.t("impact-totals-how")) }
        }
        div.versus {
            @for (set, key, of) in both {
                section aria-labelledby=(format!("map-{set}")) {
                    h2 id=(format!("map-{set}")) { (cx.t("impact-map")) ": " (cx.t(key)) }
                    (map_view::added(cx, desk, of, &format!("harm{set}"), Some(&cx.t(key))))
                }
            }
        }
        p.do { a href=(cx.href("/about/method")) { (cx.t("impact-method")) } }
    }
}

/// The address of one of the two sets by itself.
fn alone(desk: &Desk<'_>, set: usize) -> String {
    let mut entry = desk.page.entry.working_at(0);
    if set == 1 {
        entry.sets.swap(0, 1);
    }
    entry.sets[1] = Default::default();
    entry.address()
}

/// The totals of both, and how much more the second has.
fn totals(cx: &PageCx, first: &Told<'_>, second: &Told<'_>) -> Markup {
    let need = first.need();
    let [a, b] = [first, second].map(|told| told.answer.state.figure(need));
    let (Some(a), Some(b)) = (a, b) else { return html! {} };
    let counts = |label: String, a: Estimate, b: Estimate| {
        let more = b.value as f64 - a.value as f64;
        vec![
            html! { (label) },
            ui::estimate(cx, a),
            ui::estimate(cx, b),
            html! { (signed(cx, more, 0)) },
        ]
    };
    let lengths = |label: String, a: Option<f64>, b: Option<f64>, places: usize| {
        let shown = |value: Option<f64>| {
            value.map_or_else(|| cx.t("impact-none"), |v| cx.words.decimal(v, places))
        };
        let more = a.zip(b).map_or_else(String::new, |(a, b)| signed(cx, b - a, places));
        vec![html! { (label) }, html! { (shown(a)) }, html! { (shown(b)) }, html! { (more) }]
    };
    let measure = first.answer.measure;
    let unit = cx.t(match measure {
        crate::impact::Measure::Miles => "impact-unit-miles",
        crate::impact::Measure::Minutes => "impact-unit-minutes",
    });
    let of_unit = |key: &str| cx.words.with(key, &[("unit", unit.clone().into())]);
    let who = || vec![("who", ui::who(cx, need).into())];
    let [more, less] = [a, b].map(|figure| figure.change.added);
    let mut rows = vec![
        counts(cx.words.with("impact-head-who-lose", &who()), a.change.people, b.change.people),
        lengths(of_unit("impact-head-mean"), more.map(|m| m.mean), less.map(|m| m.mean), 2),
        lengths(of_unit("impact-head-median"), more.map(|m| m.median), less.map(|m| m.median), 2),
        lengths(of_unit("impact-head-p90"), more.map(|m| m.p90), less.map(|m| m.p90), 2),
        lengths(of_unit("impact-head-total"), more.map(|m| m.total), less.map(|m| m.total), 1),
    ];
    for (x, y) in a.after.beyond.iter().zip(&b.after.beyond) {
        rows.push(counts(map_view::beyond_label(cx, measure, x.line), x.count, y.count));
    }
    rows.push(counts(
        cx.t("impact-head-one-after"),
        a.after.one_closure_from_desert,
        b.after.one_closure_from_desert,
    ));
    let head = [
        cx.t("impact-head-what"),
        cx.t("impact-set-first"),
        cx.t("impact-set-second"),
        cx.t("impact-head-second-more"),
    ];
    table(&cx.words.with("impact-totals-table", &who()), 1, &head, &rows)
}
