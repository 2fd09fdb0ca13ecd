//! How far the people of an area are from an office today, with its place among others and how sure that is.

use maud::{Markup, html};

use crate::app::NoAnswer;
use crate::atlas::Atlas;
use crate::domain::kind::OfficeKind;
use crate::impact::{Estimate, Harm, Measure, Standing, Today, Who};
use crate::web::cx::PageCx;
use crate::web::ui::{area_kinds, estimate, give_or_take, how_many, length, plain_name, who};

use super::AreaPage;
use super::measured::Measured;

/// The lines of the table, in miles or minutes: a walk in town, a bus ride, far.
const LINES: [[u32; 3]; 2] = [[5, 10, 20], [20, 30, 60]];

/// The section.
pub fn section(cx: &PageCx, atlas: &Atlas, page: &AreaPage<'_>) -> Markup {
    html! {
        section aria-labelledby="today-h" {
            h2 id="today-h" { (cx.t("district-today-h2")) }
            (choose(cx, page))
            @match &page.measured {
                Err(why) => { (no_answer(cx, why)) }
                Ok(measured) => { (told(cx, atlas, page, measured)) }
            }
        }
    }
}

/// What to say where nothing could be reckoned.
pub fn no_answer(cx: &PageCx, why: &NoAnswer) -> Markup {
    let key = match why {
        NoAnswer::Busy => "district-busy",
        _ => "district-no-answer",
    };
    html! { p role="note" { (cx.t(key)) } }
}

/// The form that chooses a kind of office.
fn choose(cx: &PageCx, page: &AreaPage<'_>) -> Markup {
    let asked = &page.asked;
    html! {
        form.filters action=(cx.path) method="get" {
            div.field {
                label for="f-service" { (cx.t("district-service")) }
                @if let Some(fault) = &asked.service_fault {
                    p.error id="service-e" {
                        (cx.words.with("district-service-fault", &[("found", fault.typed.clone().into())]))
                    }
                }
                select id="f-service" name="service"
                    aria-invalid=[asked.service_fault.is_some().then_some("true")]
                    aria-describedby=[asked.service_fault.is_some().then_some("service-e")]
                {
                    @for kind in &asked.services {
                        option value=(kind) selected[*kind == asked.service] { (service(cx, *kind)) }
                    }
                }
            }
            input type="hidden" name="since" value=(asked.since);
            @if let Some(lang) = cx.kept_lang() { input type="hidden" name="lang" value=(lang); }
            div.field { button.quiet type="submit" { (cx.t("district-service-go")) } }
        }
    }
}

fn service(cx: &PageCx, kind: OfficeKind) -> String {
    cx.words.word("kind", kind.as_str())
}

fn told(cx: &PageCx, atlas: &Atlas, page: &AreaPage<'_>, measured: &Measured) -> Markup {
    let need = measured.today.iter().find(|today| today.who == measured.need);
    let points = page.layer.points_in(page.number);
    let Some(need) = need.filter(|_| measured.has_offices && points > 0) else {
        let key = if measured.has_offices { "district-nobody" } else { "district-no-offices" };
        return html! { p { (cx.t(key)) } };
    };
    let is_zip = need.who == Who::ZipAreas;
    html! {
        p.lead { (head(cx, measured, need)) }
        @if is_zip { p.hint { (cx.t("district-zip-areas")) } }
        @if need.all.is_rough_guess() { p.hint { (cx.t("district-need-guess")) } }
        (figures(cx, measured, need))
        @if let Some(standing) = measured.standing { (place(cx, page, measured, standing)) }
        (table(cx, measured, u64::try_from(points).unwrap_or(u64::MAX)))
        (worst(cx, atlas, measured))
        (rough(cx, atlas, measured.service))
    }
}

/// Open offices that are reckoned with at the middle of their town.
fn rough(cx: &PageCx, atlas: &Atlas, kind: OfficeKind) -> Markup {
    let open = atlas.offices().iter().map(|office| &office.facts);
    let open = open.filter(|facts| facts.kind == kind && facts.status.is_open());
    let rough = open.filter_map(|facts| facts.location.point);
    let n = rough.filter(|(_, method)| method.is_rough()).count();
    html! { @if n > 0 { p.hint { (cx.words.with("rough-open", &[("n", n.into())])) } } }
}

/// "12,430 people in poverty live here, give or take 900."
fn head(cx: &PageCx, measured: &Measured, need: &Today) -> String {
    let many = how_many(cx, measured.need, need.all.value);
    let key = if need.who == Who::ZipAreas { "district-here-zip" } else { "district-here" };
    let said = cx.words.with(key, &[("many", many.into())]);
    match give_or_take(cx, need.all) {
        Some(margin) => format!("{said} ({margin})."),
        None => format!("{said}."),
    }
}

/// Mean, median and 90th percentile of need, large.
fn figures(cx: &PageCx, measured: &Measured, need: &Today) -> Markup {
    let access = &need.access;
    let all = [
        (access.mean, "district-mean"),
        (access.median, "district-median"),
        (access.p90, "district-p90"),
    ];
    html! {
        @if access.mean.is_none() {
            p { (cx.t("district-no-way")) }
        } @else {
            ul.grid {
                @for (value, key) in all {
                    @if let Some(value) = value {
                        li.fig { b { (length(cx, measured.measure, value)) } p { (cx.t(key)) } }
                    }
                }
            }
        }
    }
}

/// The area's place among its kind, and how sure that is.
fn place(cx: &PageCx, page: &AreaPage<'_>, measured: &Measured, standing: Standing) -> Markup {
    let number = |n: usize| cx.words.number(u64::try_from(n).unwrap_or(u64::MAX));
    let kind = area_kinds(cx, &page.area.kind);
    let values = |key: &str, parts: &[(&'static str, usize)]| {
        let mut all: Vec<(&str, crate::i18n::Value)> =
            parts.iter().map(|(name, n)| (*name, number(*n).into())).collect();
        all.push(("kind", kind.clone().into()));
        cx.words.with(key, &all)
    };
    html! {
        @if standing.of > 1 {
            p {
                strong { (values("district-place", &[("place", standing.place), ("of", standing.of)])) }
                @if standing.ties > 0 {
                    " " (cx.words.with("district-ties", &[
                        ("n", u32::try_from(standing.ties).unwrap_or(u32::MAX).into()),
                        ("shown", number(standing.ties).into()),
                    ]))
                }
                @match standing.span {
                    _ if measured.need == Who::ZipAreas => { " " (cx.t("district-span-zip")) }
                    Some((first, last)) if first < last => {
                        " " (values("district-span", &[("first", first), ("last", last)]))
                    }
                    Some(_) => {}
                    None => { " " (cx.t("district-span-unknown")) }
                }
            }
        }
    }
}

/// Every group with its numbers; groups of which the survey knows nothing here are named below. `points` is how many
/// points the area has.
fn table(cx: &PageCx, measured: &Measured, points: u64) -> Markup {
    let lines = LINES[usize::from(measured.measure == Measure::Minutes)];
    // Need first, then the others in their order.
    let (mut rows, silent): (Vec<&Today>, Vec<&Today>) =
        measured.today.iter().partition(|today| today.missing_points < points);
    rows.sort_by_key(|today| today.who != measured.need);
    let numbers = rows.iter().flat_map(|today| {
        let beyond = today.access.beyond.iter().filter(|b| lines.contains(&b.line));
        beyond.map(|b| b.count).chain([today.all, today.access.one_closure_from_desert])
    });
    let is_any_guess = numbers.into_iter().any(|number| number.is_rough_guess());
    let missing = rows.iter().map(|today| today.missing_points).max().unwrap_or(0);
    let silent = silent.iter().map(|today| who(cx, today.who)).collect::<Vec<_>>().join(", ");
    let far = |line: u32| {
        cx.words.with("district-beyond", &[("length", line_in(cx, measured.measure, line).into())])
    };
    let desert = line_in(cx, measured.measure, measured.measure.desert());
    html! {
        section.table tabindex="0" aria-labelledby="today-c" {
            table {
                caption id="today-c" { (cx.t("district-table")) }
                thead {
                    tr {
                        th scope="col" { (cx.t("district-who")) }
                        th.amount scope="col" { (cx.t("district-all")) }
                        @for line in lines { th.amount scope="col" { (far(line)) } }
                        th.amount scope="col" { (cx.t("district-one-left")) }
                        th.amount scope="col" { (cx.t("district-mean-short")) }
                        th.amount scope="col" { (cx.t("district-p90-short")) }
                    }
                }
                tbody {
                    @for today in &rows {
                        tr {
                            th scope="row" { (who(cx, today.who)) }
                            (cell(cx, today.all))
                            @for beyond in today.access.beyond.iter().filter(|b| lines.contains(&b.line)) {
                                (cell(cx, beyond.count))
                            }
                            (cell(cx, today.access.one_closure_from_desert))
                            (way(cx, today.access.mean))
                            (way(cx, today.access.p90))
                        }
                    }
                }
            }
        }
        p.hint {
            (cx.words.with("district-one-left-what", &[("length", desert.into())])) " "
            (cx.t("district-crow")) " "
            @if is_any_guess { (cx.t("district-guess-what")) " " }
            @if missing > 0 { (cx.words.with("district-gaps", &[("n", missing.into())])) " " }
            @if !silent.is_empty() { (cx.words.with("district-silent", &[("who", silent.into())])) " " }
            a href=(cx.href("/about")) { (cx.t("district-how")) }
        }
    }
}

/// A line in whole miles or minutes: "20 miles".
fn line_in(cx: &PageCx, measure: Measure, line: u32) -> String {
    let key = match measure {
        Measure::Miles => "length-miles",
        Measure::Minutes => "length-minutes",
    };
    cx.words.with(key, &[("n", line.into()), ("shown", line.to_string().into())])
}

/// A number with its margin; hatched and marked in words where it is little more than a guess.
fn cell(cx: &PageCx, number: Estimate) -> Markup {
    let is_guess = number.is_rough_guess();
    html! {
        td class=(if is_guess { "amount guess" } else { "amount" }) {
            (estimate(cx, number))
            @if is_guess { " " span.label { (cx.t("district-guess")) } }
        }
    }
}

fn way(cx: &PageCx, length: Option<f64>) -> Markup {
    html! { td.amount { @if let Some(length) = length { (cx.words.decimal(length, 2)) } @else { "–" } } }
}

/// The one office whose closing would hurt the area most.
fn worst(cx: &PageCx, atlas: &Atlas, measured: &Measured) -> Markup {
    let Some(harm) = &measured.worst else { return html! {} };
    let Some(group) = harm.groups.iter().find(|group| group.who == measured.need) else {
        return html! {};
    };
    let many = how_many(cx, measured.need, group.people.value);
    let tried = format!("/impact?service={}&close={}", measured.service, harm.office.slug);
    html! {
        h3 { (cx.t("district-worst-h3")) }
        p {
            (office(cx, atlas, &harm.office.slug, &harm.office.name)) ". "
            @match group.added {
                Some(added) => {
                    (cx.words.with("district-worst", &[
                        ("many", many.into()),
                        ("length", length(cx, measured.measure, added.mean).into()),
                    ]))
                }
                None => { (cx.words.with("district-worst-no-way", &[("many", many.into())])) }
            }
            (into_desert(cx, measured, harm))
        }
        p.do { a.quiet href=(cx.href(&tried)) { (cx.t("district-try")) } }
    }
}

fn into_desert(cx: &PageCx, measured: &Measured, harm: &Harm) -> Markup {
    let desert = line_in(cx, measured.measure, measured.measure.desert());
    html! {
        @if harm.into_desert.value > 0 {
            " " (cx.words.with("district-worst-desert", &[
                ("many", how_many(cx, measured.need, harm.into_desert.value).into()),
                ("length", desert.into()),
            ]))
        }
    }
}

/// An office by its plain name, as a link.
pub fn office(cx: &PageCx, atlas: &Atlas, slug: &crate::domain::slug::Slug, name: &str) -> Markup {
    let known = atlas.office(slug.as_str()).map(|office| plain_name(cx.words, office));
    html! {
        a href=(cx.href(&format!("/offices/{slug}"))) { bdi { (known.as_deref().unwrap_or(name)) } }
    }
}
