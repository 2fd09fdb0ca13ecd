//! The answer to one question: what to say, then the figures behind it.

use maud::{Markup, html};

use super::said::{NAMED, Told, sentences};
use super::tables::{
    added_cells, added_heads, beyond, beyond_heads, beyond_line, long_table, none, signed, table,
};
use super::view::Desk;
use super::{Answered, areas_view, map_view};
use crate::impact::{Figure, Flow, FlowGroup, LoadBasis, LoadLine, Measure, OfficeRef};
use crate::web::cx::PageCx;
use crate::web::{studies, ui};

/// The answer.
pub fn show(cx: &PageCx, desk: &Desk<'_>, of: &Answered) -> Markup {
    let told = desk.told(of);
    let entry = &desk.page.entry;
    let is_first_alone = desk.page.answers[1].is_none();
    html! {
        (spoken(cx, &told))
        (unit(cx, &told))
        (permanent(cx, desk))
        p.do.jump-all {
            a href="#list" { (cx.t("impact-change")) }
            @if is_first_alone && entry.at_work == 0 {
                a href=(cx.href(&entry.working_at(1).address())) { (cx.t("impact-compare")) }
            }
        }
        @if is_first_alone && entry.at_work == 1 {
            (ui::notice(&cx.t("impact-set-second"), &cx.t("impact-compare-now")))
        }
        (flows(cx, &told))
        (queue(cx, &told))
        (groups(cx, &told))
        section aria-labelledby="added-h" {
            h2 id="added-h" { (cx.t("impact-map")) }
            (map_view::added(cx, desk, of, "harm", None))
        }
        (areas_view::show(cx, desk, &told))
        (about(cx, desk, &told))
    }
}

/// The sentences that are read aloud.
pub fn spoken(cx: &PageCx, told: &Told<'_>) -> Markup {
    let mut said = sentences(cx, told).into_iter();
    html! {
        div.said {
            p.first { (said.next().unwrap_or_default()) }
            @for sentence in said { p { (sentence) } }
        }
        (counted_offices(cx, told))
        (doubts(cx, told))
    }
}

/// What makes the sentences less sure: offices on old lists, and those of which only the town is known.
fn doubts(cx: &PageCx, told: &Told<'_>) -> Markup {
    let rough = &told.answer.rough;
    let names: Vec<String> =
        rough.iter().map(|office| told.names.plain(&office.slug, told.asked)).collect();
    let inputs = &told.answer.inputs;
    html! {
        @if !names.is_empty() {
            p.hint {
                (cx.words.with("rough-places", &[("n", names.len().into()), ("offices", names.join("; ").into())]))
            }
        }
        @if let Some(oldest) = &inputs.oldest_list {
            p.hint {
                (cx.words.with("impact-old", &[("n", inputs.old_offices.into()), ("day", day(cx, oldest).into())]))
            }
        }
    }
}

/// The names of offices that the sentence only counts.
fn counted_offices(cx: &PageCx, told: &Told<'_>) -> Markup {
    let asked = told.asked;
    let (moved, new): (Vec<_>, Vec<_>) =
        (asked.moving().keys().collect(), asked.founding().keys().collect());
    let parts = [
        ("impact-these-close", asked.closing().iter().collect()),
        ("impact-these-open", asked.opening().iter().collect()),
        ("impact-these-move", moved),
        ("impact-these-new", new),
    ];
    html! {
        @for (key, slugs) in parts {
            @if slugs.len() > NAMED {
                @let names: Vec<String> = slugs.iter().map(|slug| told.names.plain(slug, asked)).collect();
                p { (cx.words.with(key, &[("offices", names.join("; ").into())])) }
            }
        }
    }
}

/// What the figures count, where that is not people; and how miles are measured.
fn unit(cx: &PageCx, told: &Told<'_>) -> Markup {
    html! {
        @if told.is_of_zips() {
            div.news.doubt {
                p { strong { (cx.t("impact-zips")) } " " (cx.t("impact-zips-how")) " " code { "stillopen setup illinois" } "." }
            }
        }
        @if told.answer.measure == Measure::Miles {
            p.hint { (cx.t("impact-crow")) }
        } @else {
            p.hint { (cx.t("impact-minutes")) }
        }
        @if !told.answer.without_place.is_empty() {
            @let names: Vec<String> =
                told.answer.without_place.iter().map(|o| told.names.plain(&o.slug, told.asked)).collect();
            p.hint { (cx.words.with("impact-not-counted", &[("offices", names.join("; ").into())])) }
        }
    }
}

/// The address that always asks this, to copy and pass on.
pub fn permanent(cx: &PageCx, desk: &Desk<'_>) -> Markup {
    let address = desk.app.site().link(&desk.permanent());
    html! {
        div.field.permanent {
            label for="permanent" { (cx.t("impact-permanent")) }
            div.row {
                input id="permanent" type="url" readonly value=(address);
                button.quiet type="button" data-copy="permanent" hidden { (cx.t("impact-copy")) }
            }
        }
    }
}

/// Where people would go.
fn flows(cx: &PageCx, told: &Told<'_>) -> Markup {
    let flows = told.flows();
    let office = |office: &Option<OfficeRef>| match office {
        Some(office) => html! { bdi { (told.names.plain(&office.slug, told.asked)) } },
        None => html! { (cx.t("impact-no-way")) },
    };
    // Where all leave one office it is named once, above the table.
    let only = flows.first().map(|(flow, _)| &flow.from);
    let only = only.filter(|from| flows.iter().all(|(flow, _)| flow.from == **from));
    let row = |(flow, group): &(&Flow, &FlowGroup)| {
        let from = only.is_none().then(|| office(&flow.from));
        let numbers =
            [ui::estimate(cx, group.people)].into_iter().chain(added_cells(cx, group.added));
        from.into_iter().chain([office(&flow.to)]).chain(numbers).collect()
    };
    let rows: Vec<Vec<Markup>> = flows.iter().map(row).collect();
    let from = only.is_none().then(|| cx.t("impact-head-from"));
    let places = from.into_iter().chain([cx.t("impact-head-to"), ui::who(cx, told.need())]);
    let head: Vec<String> = places.chain(added_heads(cx, told.answer.measure)).collect();
    let title = match only.and_then(Option::as_ref) {
        Some(from) => {
            let name = told.names.plain(&from.slug, told.asked);
            cx.words.with("impact-flows-from", &[("office", name.into())])
        }
        None => cx.t("impact-flows-table"),
    };
    let words = if only.is_some() { 1 } else { 2 };
    html! {
        @if !rows.is_empty() {
            section aria-labelledby="flows-h" {
                h2 id="flows-h" { (cx.t("impact-flows")) }
                p { (cx.t("impact-flows-lead")) }
                (long_table(cx, &title, words, &head, &rows))
            }
        }
    }
}

/// The line gets longer: what the offices that are left take on.
fn queue(cx: &PageCx, told: &Told<'_>) -> Markup {
    let load = &told.answer.load;
    let what = ui::load_what(cx.words, load);
    let amount = |number: f64| html! { (cx.words.decimal(number, 0)) };
    let row = |line: &LoadLine| {
        let percent = line
            .percent
            .map_or_else(|| none(cx), |percent| html! { (signed(cx, percent, 1)) " %" });
        vec![
            html! { bdi { (told.names.plain(&line.office.slug, told.asked)) } },
            amount(line.before),
            html! { (signed(cx, line.taken, 0)) },
            amount(line.after),
            percent,
        ]
    };
    let rows: Vec<Vec<Markup>> = load.offices.iter().map(row).collect();
    let heads = [
        "impact-head-office",
        "impact-head-now",
        "impact-head-takes",
        "impact-head-then",
        "impact-head-percent",
    ];
    let head = heads.map(|key| cx.t(key));
    html! {
        section aria-labelledby="queue-h" {
            h2 id="queue-h" { (cx.t("impact-queue")) }
            (studies::queue(cx))
            @for study in studies::studies() {
                @for finding in study.findings.iter().filter(|finding| finding.id == "snap-participation-falls") {
                    p { (studies::told(cx, study, finding)) }
                }
            }
            @if rows.is_empty() {
                p { (cx.t("impact-queue-none")) }
            } @else {
                (long_table(cx, &cx.words.with("impact-queue-table", &[("what", what.into())]), 1, &head, &rows))
                p.hint {
                    @match load.basis {
                        LoadBasis::Cases => { (cx.t("impact-basis-cases")) }
                        LoadBasis::Need => { (cx.words.with("impact-basis-need", &[("who", ui::who(cx, load.need).into())])) }
                    }
                    @if let Some(source) = ui::load_source(cx.words, load) { " " (source) }
                    " " (cx.t(ui::shared_by(load.by_service_area)))
                }
            }
            (assigned(cx, told))
        }
    }
}

/// Counties whose assigned office closes.
fn assigned(cx: &PageCx, told: &Told<'_>) -> Markup {
    let row = |line: &crate::impact::Reassigned| {
        let county = cx.words.with("area-named-county", &[("name", line.name.clone().into())]);
        let link = format!("/areas/county/{}", line.area);
        let after = match &line.assumed_after {
            Some(slug) => {
                html! { bdi { (told.names.plain(slug, told.asked)) } " " span.label { (cx.t("impact-assumed")) } }
            }
            None => none(cx),
        };
        vec![
            html! { a href=(cx.href(&link)) { bdi { (county) } } },
            html! { bdi { (told.names.plain(&line.before, told.asked)) } },
            after,
        ]
    };
    let rows: Vec<Vec<Markup>> = told.answer.reassigned.iter().map(row).collect();
    let head =
        ["impact-head-county", "impact-head-assigned", "impact-head-assumed"].map(|key| cx.t(key));
    html! {
        @if !rows.is_empty() {
            h3 { (cx.t("impact-assigned")) }
            p { (cx.t("impact-assigned-lead")) }
            (long_table(cx, &cx.t("impact-assigned-table"), 3, &head, &rows))
        }
    }
}

/// Every group in the whole state.
fn groups(cx: &PageCx, told: &Told<'_>) -> Markup {
    let figures = &told.answer.state.figures;
    let need = told.need();
    // Those who stand for need come first; the others stay in their order.
    let ordered =
        figures.iter().filter(|f| f.who == need).chain(figures.iter().filter(|f| f.who != need));
    let line = beyond_line(told);
    let row = |figure: &Figure| {
        let [mean, median, p90] = added_cells(cx, figure.change.added);
        let share = figure.change.share.map_or_else(
            || none(cx),
            |share| html! {
                (cx.words.decimal(share.percent, 1)) " %"
                @if let Some(moe) = share.moe.filter(|moe| *moe > 0.0) { " " span.moe { "± " (cx.words.decimal(moe, 1)) } }
            },
        );
        vec![
            html! { (ui::who(cx, figure.who)) },
            ui::estimate(cx, figure.change.people),
            share,
            mean,
            median,
            p90,
            beyond(cx, &figure.before.beyond, line),
            beyond(cx, &figure.after.beyond, line),
            ui::estimate(cx, figure.before.one_closure_from_desert),
            ui::estimate(cx, figure.after.one_closure_from_desert),
        ]
    };
    let rows: Vec<Vec<Markup>> = ordered.map(row).collect();
    let one_closure = match told.answer.measure {
        Measure::Miles => "impact-one-closure",
        Measure::Minutes => "impact-one-closure-minutes",
    };
    let missing = figures.iter().filter(|figure| figure.missing_points > 0).map(|figure| {
        let values = [
            ("who", ui::who(cx, figure.who).into()),
            ("missing", cx.words.number(figure.missing_points).into()),
            ("points", cx.words.number(figure.points).into()),
        ];
        cx.words.with("impact-missing-of", &values)
    });
    let missing: Vec<String> = missing.collect();
    let [mean, median, p90] = added_heads(cx, told.answer.measure);
    let [before, after] = beyond_heads(cx, told);
    let head = [
        cx.t("impact-head-group"),
        cx.t("impact-head-lose"),
        cx.t("impact-head-share"),
        mean,
        median,
        p90,
        before,
        after,
        cx.t("impact-head-one-before"),
        cx.t("impact-head-one-after"),
    ];
    html! {
        section aria-labelledby="groups-h" {
            h2 id="groups-h" { (cx.t("impact-groups")) }
            @if !told.is_of_zips() { p { (cx.t("impact-groups-lead")) } }
            (table(&cx.t("impact-groups-table"), 1, &head, &rows))
            p.hint {
                (cx.words.with(one_closure, &[("line", told.answer.desert_line.into())]))
                @if !told.is_of_zips() { " " (cx.t("impact-margins")) }
                @if !missing.is_empty() { " " (cx.words.with("impact-missing", &[("groups", missing.join("; ").into())])) }
            }
        }
    }
}

/// Files, method, inputs, and what the figures cannot tell.
fn about(cx: &PageCx, desk: &Desk<'_>, told: &Told<'_>) -> Markup {
    let query = desk.page.permanent.as_deref().unwrap_or_default();
    let inputs = &told.answer.inputs;
    html! {
        section.prose aria-labelledby="how-h" {
            h2 id="how-h" { (cx.t("impact-how")) }
            ul {
                @for key in ["impact-caution-nearest", "impact-caution-crow", "impact-caution-phone", "impact-caution-students", "impact-caution-margins"] {
                    li { (cx.t(key)) }
                }
            }
            h3 { (cx.t("impact-files")) }
            p.do {
                a href={ "/api/impact.csv?" (query) } { (cx.t("impact-csv")) }
                a href={ "/api/impact.geojson?" (query) } { (cx.t("impact-geojson")) }
                a href={ "/api/impact?" (query) } { (cx.t("impact-json")) }
                a href=(cx.href("/about/method")) { (cx.t("impact-method")) }
            }
            details.inputs {
                summary { (cx.t("impact-inputs")) }
                dl.facts {
                    dt { (cx.t("impact-in-rule")) } dd { (told.answer.rule) }
                    dt { (cx.t("impact-in-revision")) } dd { (inputs.revision) }
                    @if !inputs.taken_at.is_empty() { dt { (cx.t("impact-in-date")) } dd { (day(cx, &inputs.taken_at)) } }
                    dt { (cx.t("impact-in-question")) } dd { code.long { (told.asked) } }
                }
                ul {
                    @for source in &inputs.sources {
                        li {
                            bdi { (source.name) } " (" (source.what)
                            @if !source.vintage.is_empty() { ", " (source.vintage) }
                            ")"
                            @if source.from.starts_with("http") {
                                " " a.long href=(source.from) rel="external noreferrer" { (source.from) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn day(cx: &PageCx, text: &str) -> String {
    text.parse().map_or_else(|_| text.to_owned(), |day| cx.words.day(day))
}
