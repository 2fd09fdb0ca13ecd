//! The form: which service, which offices, and where one moves to or opens.

use maud::{Markup, html};

use super::entry::{CLOSE, MOVE, NAMES, NEW, OPEN};
use super::roll::{Line, Part, Title};
use super::view::Desk;
use crate::domain::slug::Slug;
use crate::impact::Question;
use crate::web::cx::PageCx;

/// The form, open until there is an answer; beside it where there is room, folded above it on a phone.
pub fn show(cx: &PageCx, desk: &Desk<'_>, is_asked: bool) -> Markup {
    let entry = &desk.page.entry;
    let open =
        !is_asked || !desk.page.faults.is_empty() || !entry.search.is_empty() || entry.at_work == 1;
    html! {
        details.filters.choose id="choose" open[open] {
            summary { (cx.t("impact-change")) }
            form id="list" action="/impact" method="get" tabindex="-1" aria-label=(cx.t("impact-form"))
                data-live data-failed=(cx.t("impact-live-failed")) data-found=(cx.t("impact-live-found"))
                data-nothing=(cx.t("impact-live-nothing")) data-copied=(cx.t("impact-copied"))
            {
                @if let Some(lang) = cx.kept_lang() { input type="hidden" name="lang" value=(lang); }
                @if let Some(by) = desk.page.entry.by_way { input type="hidden" name="by_way" value=(by); }
                (which_set(cx, desk))
                (service(cx, desk))
                (search(cx, desk))
                (chosen(cx, desk))
                (parts(cx, desk))
                (places(cx, desk))
                div.bar {
                    p role="status" data-status {}
                    button.go type="submit" { (cx.t("impact-go")) }
                }
            }
        }
    }
}

/// Which of two sets is changed here; the other one goes along as it is.
fn which_set(cx: &PageCx, desk: &Desk<'_>) -> Markup {
    let entry = &desk.page.entry;
    let other = 1 - entry.at_work;
    html! {
        @for (ticked, name) in entry.sets[other].iter().zip(NAMES[other]) {
            @for value in ticked { input type="hidden" name=(name) value=(value); }
        }
        @if entry.at_work == 1 {
            input type="hidden" name="edit" value="or";
        }
        @if entry.at_work == 1 || entry.sets[1].iter().any(|part| !part.is_empty()) {
            nav aria-label=(cx.t("impact-sets")) {
                ul.chips {
                    @for (set, key) in [(0, "impact-set-first"), (1, "impact-set-second")] {
                        li {
                            a href=(cx.href(&entry.working_at(set).address())) aria-current=[(entry.at_work == set).then_some("true")] {
                                (cx.t(key))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn service(cx: &PageCx, desk: &Desk<'_>) -> Markup {
    let chosen = desk.page.entry.service;
    let mut services = desk.page.services.clone();
    if !services.contains(&chosen) {
        services.push(chosen);
    }
    html! {
        div.field {
            label for="service" { (cx.t("impact-service")) }
            select id="service" name="service" {
                @for kind in services {
                    option value=(kind) selected[kind == chosen] { (cx.words.word("kind", kind.as_str())) }
                }
            }
            input type="hidden" name="was" value=(chosen);
        }
    }
}

fn search(cx: &PageCx, desk: &Desk<'_>) -> Markup {
    html! {
        div.field {
            label for="q" { (cx.t("impact-search")) }
            div.row {
                input id="q" name="q" type="search" value=(desk.page.entry.search) maxlength="200" autocomplete="off"
                    enterkeyhint="search";
                button.quiet type="submit" data-search { (cx.t("impact-search-go")) }
            }
        }
    }
}

/// Everything that is ticked, whether it can be asked or not: it can be taken away here.
fn chosen(cx: &PageCx, desk: &Desk<'_>) -> Markup {
    let (entry, roll) = (&desk.page.entry, &desk.page.roll);
    let set = entry.set();
    let names = NAMES[entry.at_work.min(1)];
    let listed = |slug: &String| roll.chosen.iter().any(|line| line.office.slug.as_str() == slug);
    let strange = [CLOSE, OPEN].into_iter().flat_map(|part| {
        set[part].iter().filter(|slug| !listed(slug)).map(move |slug| (names[part], slug))
    });
    let strange: Vec<_> = strange.collect();
    let any = set.iter().any(|part| !part.is_empty());
    html! {
        @if any {
            fieldset.field.chosen {
                legend { (cx.t("impact-chosen")) }
                @for (_, says) in desk.page.faults.iter().filter(|(field, _)| field == "list") { p.error { (says) } }
                ul.choices {
                    @for line in &roll.chosen {
                        @let slug = line.office.slug.as_str();
                        // As it was sent: what is closed already and was to close is told as wrong, and stays ticked.
                        @for part in [CLOSE, OPEN] {
                            @if set[part].contains(slug) { (tick(cx, names[part], line, true)) }
                        }
                    }
                    @for part in [MOVE, NEW] {
                        @for value in &set[part] {
                            (other(cx, names[part], value, &placed(cx, desk, part, value)))
                        }
                    }
                    @for (name, slug) in strange { (other(cx, name, slug, slug)) }
                }
            }
        }
    }
}

/// An office that moves, or a new one, in words; as it was written where it cannot be read.
fn placed(cx: &PageCx, desk: &Desk<'_>, part: usize, value: &str) -> String {
    let word = if part == MOVE { "move" } else { "new" };
    let Ok(question) = format!("{word}={value}").parse::<Question>() else {
        return value.to_owned();
    };
    let places = if part == MOVE { question.moving() } else { question.founding() };
    let told = |(slug, at): (&Slug, &crate::domain::geo::Position)| {
        let place = desk.page.names.near(*at);
        let office = desk.page.names.plain(slug, &question);
        let key = if part == MOVE { "impact-moves-to" } else { "impact-new-at" };
        cx.words.with(key, &[("office", office.into()), ("place", place.into())])
    };
    places.iter().map(told).collect::<Vec<_>>().join(", ")
}

/// A ticked box for something that is not in the list.
fn other(cx: &PageCx, name: &str, value: &str, label: &str) -> Markup {
    let id = format!("{name}-{}", Slug::make(value, "x"));
    html! {
        li {
            label {
                input type="checkbox" id=(id) name=(name) value=(value) checked;
                span { bdi { (label) } @if label == value { span.hint { (cx.t("impact-strange")) } } }
            }
        }
    }
}

fn tick(cx: &PageCx, name: &str, line: &Line<'_>, ticked: bool) -> Markup {
    let facts = &line.office.facts;
    let slug = line.office.slug.as_str();
    let id = format!("{name}-{slug}");
    let county = cx.words.with("county-of", &[("name", facts.location.county.clone().into())]);
    let place = [facts.location.one_line(), county].into_iter().filter(|text| !text.is_empty());
    let place: Vec<String> = place.collect();
    html! {
        li {
            label {
                input type="checkbox" id=(id) name=(name) value=(slug) checked[ticked];
                span {
                    bdi { (line.name) }
                    @if !line.is_open() { " " span.label { (cx.words.word("status", facts.status.as_str())) } }
                    span.hint { bdi { (place.join(" · ")) } }
                }
            }
        }
    }
}

fn parts(cx: &PageCx, desk: &Desk<'_>) -> Markup {
    let (entry, roll) = (&desk.page.entry, &desk.page.roll);
    let names = NAMES[entry.at_work.min(1)];
    let few = roll.parts.len() == 1;
    html! {
        fieldset.field.parts {
            legend { (cx.t("impact-list")) }
            @if roll.parts.is_empty() && !entry.search.is_empty() {
                p { (cx.words.with("impact-found-none", &[("text", entry.search.clone().into())])) }
            }
            @for part in &roll.parts {
                details open[few] {
                    summary { (title(cx, entry.search.as_str(), part)) }
                    ul.choices {
                        @for line in &part.lines {
                            (tick(cx, names[if line.is_open() { CLOSE } else { OPEN }], line, false))
                        }
                    }
                }
            }
            @if !entry.search.is_empty() {
                p { a href=(cx.href(&entry.asked().address())) { (cx.t("impact-all-offices")) } }
            }
            @if roll.without_place > 0 {
                @let n = u32::try_from(roll.without_place).unwrap_or(u32::MAX);
                p.hint { (cx.words.with("impact-without-place", &[("n", n.into())])) }
            }
        }
    }
}

fn title(cx: &PageCx, text: &str, part: &Part<'_>) -> String {
    let n = u32::try_from(part.lines.len()).unwrap_or(u32::MAX);
    let county = |name: &str| cx.words.with("county-of", &[("name", name.to_owned().into())]);
    let name = match &part.title {
        Title::County(name) => county(name),
        Title::Counties(first, last) => {
            let values =
                [("first", (*first).to_owned().into()), ("last", (*last).to_owned().into())];
            cx.words.with("impact-counties", &values)
        }
        Title::Shut => cx.t("impact-shut"),
        Title::Found => cx.words.with("impact-found", &[("text", text.to_owned().into())]),
        Title::Around(place) => {
            let place = if place.is_empty() { text } else { place };
            cx.words.with("impact-around", &[("place", place.to_owned().into())])
        }
    };
    cx.words.with("impact-part", &[("name", name.into()), ("n", n.into())])
}

/// Moving an office, or opening a new one.
fn places(cx: &PageCx, desk: &Desk<'_>) -> Markup {
    let (entry, faults) = (&desk.page.entry, &desk.page.faults);
    let fault = |field: &str| faults.iter().find(|(of, _)| of == field).map(|(_, says)| says);
    let open = ["moving", "to", "place"].iter().any(|field| fault(field).is_some())
        || ![&entry.moving, &entry.to, &entry.place].iter().all(|text| text.is_empty());
    let text = |name: &str, label: &str, value: &str| {
        let bad = fault(name);
        html! {
            div.field {
                label for=(name) { (cx.t(label)) }
                @if let Some(says) = bad { p.error id={ (name) "-e" } { (says) } }
                input id=(name) name=(name) type="text" value=(value) maxlength="200" autocomplete="off"
                    aria-invalid=[bad.map(|_| "true")]
                    aria-describedby=(if bad.is_some() { format!("{name}-e place-h") } else { "place-h".to_owned() });
            }
        }
    };
    html! {
        details.places open[open] {
            summary { (cx.t("impact-places")) }
            p.hint id="place-h" { (cx.t("impact-places-hint")) }
            div.field {
                label for="moving" { (cx.t("impact-moving")) }
                @if let Some(says) = fault("moving") { p.error id="moving-e" { (says) } }
                select id="moving" name="moving" aria-invalid=[fault("moving").map(|_| "true")]
                    aria-describedby=[fault("moving").map(|_| "moving-e")] {
                    option value="" { (cx.t("impact-moving-none")) }
                    @for line in &desk.page.roll.open {
                        option value=(line.office.slug) selected[entry.moving == line.office.slug.as_str()] { (line.name) }
                    }
                }
            }
            (text("to", "impact-to", &entry.to))
            (text("place", "impact-place", &entry.place))
        }
    }
}
