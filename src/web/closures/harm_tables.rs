//! Tables of a case's harm: where people would go, and whose districts they live in.

use maud::{Markup, html};

use crate::atlas::Atlas;
use crate::domain::phone::Phone;
use crate::domain::polygon::{Area, AreaKind, Officeholder};
use crate::domain::slug::Slug;
use crate::impact::{Answer, AreaAnswer, Estimate, Flow, LoadBasis, Measure, OfficeRef, Turn, Who};
use crate::web::cx::PageCx;
use crate::web::ui::{self, estimate, plain_name};

/// Rows of the table of ways.
const MOST_FLOWS: usize = 12;
/// Districts of one kind.
const MOST_DISTRICTS: usize = 4;
/// The districts that are told, those of lawmakers first.
const KINDS: [AreaKind; 4] =
    [AreaKind::Senate, AreaKind::House, AreaKind::Congress, AreaKind::County];

/// From which office to which people would go, and what that adds to the work there; where offices open, what it takes
/// from the work of those that people come from.
pub fn flows(cx: &PageCx, atlas: &Atlas, answer: &Answer, need: Who, turn: Turn) -> Markup {
    let opens = turn == Turn::WereItOpen;
    let part = |flow: &Flow| {
        flow.groups.iter().find(|group| group.who == need).map(|g| (g.people, g.added))
    };
    let mut rows: Vec<_> = answer
        .flows
        .iter()
        .filter_map(|flow| Some((flow, part(flow)?)))
        .filter(|(_, (people, _))| people.value > 0)
        .collect();
    rows.sort_by_key(|(_, (people, _))| std::cmp::Reverse(people.value));
    let several = opens || rows.windows(2).any(|two| two[0].0.from != two[1].0.from);
    let title = cx.t(if opens { "harm-flows-open" } else { "harm-flows" });
    let length = match answer.measure {
        Measure::Miles => "harm-mean-miles",
        Measure::Minutes => "harm-mean-minutes",
    };
    html! {
        @if !rows.is_empty() {
            section.table tabindex="0" aria-label=(title) {
                table {
                    caption { (title) }
                    thead {
                        tr {
                            @if several { th scope="col" { (cx.t("harm-from")) } }
                            th scope="col" { (cx.t("harm-to")) }
                            th.amount scope="col" { (ui::who(cx, need)) }
                            th.amount scope="col" { (cx.t(length)) }
                            th.amount scope="col" { (cx.t(if opens { "harm-load-less" } else { "harm-load" })) }
                        }
                    }
                    tbody {
                        @for (flow, (people, added)) in rows.iter().take(MOST_FLOWS) {
                            tr {
                                @if several { td { (office(cx, atlas, flow.from.as_ref())) } }
                                th scope="row" { (office(cx, atlas, flow.to.as_ref())) }
                                td.amount { (estimate(cx, *people)) }
                                td.amount { (added.map_or_else(|| cx.t("harm-unknown"), |a| signed(cx, a.mean, 2))) }
                                td.amount { (load(cx, answer, if opens { flow.from.as_ref() } else { flow.to.as_ref() })) }
                            }
                        }
                    }
                }
            }
            p.hint {
                @match answer.load.basis {
                    LoadBasis::Cases => { (cx.t("harm-load-cases")) }
                    LoadBasis::Need => { (cx.words.with("harm-load-need", &[("who", ui::who(cx, need).into())])) }
                }
                @if let Some(source) = ui::load_source(cx.words, &answer.load) { " " (source) }
                " " (cx.t(ui::shared_by(answer.load.by_service_area)))
                @if rows.len() > MOST_FLOWS { " " (cx.t("harm-more-rows")) }
            }
        }
    }
}

/// A number with its sign, so that more and less are told apart by ear too.
fn signed(cx: &PageCx, number: f64, places: usize) -> String {
    let text = cx.words.decimal(number, places);
    if number > 0.0 { format!("+{text}") } else { text }
}

/// What an office takes on, of what it had.
fn load(cx: &PageCx, answer: &Answer, to: Option<&OfficeRef>) -> String {
    let line = to.and_then(|to| answer.load.offices.iter().find(|line| line.office == *to));
    match line.and_then(|line| line.percent) {
        Some(percent) => format!("{} %", signed(cx, percent, 1)),
        None => cx.t("harm-load-unknown"),
    }
}

fn office(cx: &PageCx, atlas: &Atlas, office: Option<&OfficeRef>) -> Markup {
    let Some(office) = office else { return html! { (cx.t("harm-no-office")) } };
    html! {
        @match atlas.office(office.slug.as_str()) {
            Some(known) => a href=(cx.href(&format!("/offices/{}", known.slug))) { bdi { (plain_name(cx.words, known)) } },
            None => bdi { (office.name) },
        }
    }
}

/// A district with the people whose nearest office changes.
pub struct District<'a> {
    /// The district.
    pub area: &'a Area,
    people: Estimate,
    mean: Option<f64>,
}

/// The districts of those people, and whom to call there.
pub fn districts(cx: &PageCx, atlas: &Atlas, answer: &Answer, need: Who) -> Markup {
    let mut rows: Vec<District<'_>> = Vec::new();
    let mut left = 0_usize;
    for kind in &KINDS {
        let mut touched = touched(atlas, answer, kind, need);
        left += touched.len().saturating_sub(MOST_DISTRICTS);
        touched.truncate(MOST_DISTRICTS);
        rows.append(&mut touched);
    }
    let title = cx.t("harm-districts");
    let has_holders = rows.iter().any(|row| row.area.officeholder.is_some());
    html! {
        @if !rows.is_empty() {
            section.table tabindex="0" aria-label=(title) {
                table {
                    caption { (title) }
                    thead {
                        tr {
                            th scope="col" { (cx.t("harm-district")) }
                            th.amount scope="col" { (ui::who(cx, need)) }
                            th.amount scope="col" { (cx.t("harm-mean-short")) }
                            @if has_holders { th scope="col" { (cx.t("harm-whom-to-call")) } }
                        }
                    }
                    tbody {
                        @for row in &rows {
                            tr {
                                th scope="row" {
                                    a href=(cx.href(&address(row.area))) { (ui::area_name(cx, row.area)) }
                                }
                                td.amount { (estimate(cx, row.people)) }
                                td.amount { (row.mean.map_or_else(|| cx.t("harm-unknown"), |mean| signed(cx, mean, 2))) }
                                @if has_holders { td { @if let Some(holder) = &row.area.officeholder { (holder_line(cx, holder)) } } }
                            }
                        }
                    }
                }
            }
            @if left > 0 { p.hint { (cx.t("harm-more-rows")) } }
        }
    }
}

fn address(area: &Area) -> String {
    format!("/areas/{}/{}", area.kind.slug(), area.slug)
}

/// The touched areas of a kind, those with the most people first.
pub fn touched<'a>(
    atlas: &'a Atlas,
    answer: &Answer,
    kind: &AreaKind,
    need: Who,
) -> Vec<District<'a>> {
    let slug: Slug = kind.slug();
    let found = answer.kinds.iter().find(|one| one.kind == slug);
    let district = |one: &AreaAnswer| {
        let change = &one.figure(need)?.change;
        let area = atlas.land().area(kind, one.slug.as_str())?;
        let mean = change.added.map(|added| added.mean);
        (change.people.value > 0).then_some(District { area, people: change.people, mean })
    };
    let areas = found.map_or(&[][..], |kind| &kind.areas);
    let mut all: Vec<District<'_>> =
        areas.iter().filter(|area| area.is_touched).filter_map(district).collect();
    all.sort_by_key(|district| std::cmp::Reverse(district.people.value));
    all
}

/// Who holds office there, with a number to call: that of the district first, which is nearer.
fn holder_line(cx: &PageCx, holder: &Officeholder) -> Markup {
    let mut offices: Vec<_> = holder.offices.iter().filter(|o| !o.phone.is_empty()).collect();
    offices.sort_by_key(|office| office.place != "district");
    html! {
        bdi { (holder.name) }
        @if let Some(office) = offices.first() {
            br;
            @match Phone::parse(&office.phone) {
                Ok(phone) => a.nowrap href=(phone.href()) { (phone) },
                Err(_) => (office.phone),
            }
        } @else if let Some(url) = &holder.url {
            br; a href=(url) { (cx.t("harm-holder-page")) }
        }
    }
}
