//! The find page.

use maud::{Markup, html};

use crate::app::App;
use crate::atlas::{Atlas, Hit, NearCase};
use crate::domain::area::Place;
use crate::domain::geo::Window;
use crate::domain::text::first_sentence;

use super::Question;
use super::answer::{Answer, Around, Gone, Note, needs};
use crate::web::cx::PageCx;
use crate::web::ui::{
    self, Card, MapPanel, Nav, Page, ask_row, card, form_encoded, map_panel, plain_name,
};

/// The page.
pub fn show(
    cx: &PageCx,
    app: &App,
    atlas: &Atlas,
    question: &Question,
    answer: &Answer<'_>,
) -> Markup {
    let title = match answer {
        Answer::Home => cx.t("site"),
        Answer::Around(around) => {
            cx.words.with("near-title", &[("place", around.here.name.clone().into())])
        }
        _ => cx.t("find-title"),
    };
    let home = matches!(answer, Answer::Home);
    ui::page(
        cx,
        &Page::new(&title).at(Nav::Find).with_map(),
        html! {
            @if home { h1 { (cx.t("find-h1")) } }
            (ask(cx, question, !home))
            (offer_needs(cx, question))
            @match answer {
                Answer::Home => { (start(cx, app, atlas, question)) }
                Answer::Around(around) => { (surroundings(cx, app, atlas, question, around)) }
                Answer::Offices(offices) => {
                    h1 { (cx.t("offices-by-name")) }
                    ol.list {
                        @for (number, office) in (1..).zip(offices) {
                            (card(cx, &Card { number, office, distance_m: None, assigned: None, services: true }))
                        }
                    }
                }
                Answer::DidYouMean(hits) => { (did_you_mean(cx, hits)) }
                Answer::OtherState(zip) => { (nothing(cx, "nothing-other-state", zip)) }
                Answer::UnknownZip(zip) => { (nothing(cx, "nothing-unknown-zip", zip)) }
                Answer::FarAway => { (nothing(cx, "nothing-far-away", "")) }
                Answer::NoAddress => { (nothing(cx, "nothing-address", &question.text)) }
                Answer::Nothing => { (nothing(cx, "nothing-by-name", &question.text)) }
            }
        },
    )
}

fn ask(cx: &PageCx, question: &Question, answered: bool) -> Markup {
    html! {
        form class=(if answered { "ask answered" } else { "ask" }) role="search" action="/" method="get" {
            label for="q" { (cx.t("ask-label")) }
            (ask_row(cx, &question.text, None))
            input type="hidden" name="kind" value=(question.kinds.word);
            @if let Some(lang) = cx.kept_lang() { input type="hidden" name="lang" value=(lang); }
            p.hint role="status" data-near-says {}
        }
    }
}

/// The address of this question with another kind.
fn with_kind(cx: &PageCx, question: &Question, kind: &str) -> String {
    let place = match question.near {
        Some(at) => format!("near={},{}&", at.lat(), at.lon()),
        None if question.text.is_empty() => String::new(),
        None => format!("q={}&", form_encoded(&question.text)),
    };
    cx.href(&format!("/?{place}kind={kind}"))
}

fn offer_needs(cx: &PageCx, question: &Question) -> Markup {
    let chosen = question.kinds.need;
    let chosen_word = match chosen {
        Some(need) => cx.words.word("need", need.as_str()),
        None => cx.t("need-all"),
    };
    html! {
        details.needs {
            summary.quiet { span { span { (cx.t("needs-label")) } " " b { (chosen_word) } } }
            nav aria-label=(cx.t("needs-nav")) {
                ul.chips {
                    @for need in needs() {
                        li {
                            a href=(with_kind(cx, question, need.as_str()))
                                aria-current=[(chosen == Some(need)).then_some("true")]
                            { (cx.words.word("need", need.as_str())) }
                        }
                    }
                    li {
                        a href=(with_kind(cx, question, "all"))
                            aria-current=[(question.kinds.word == "all").then_some("true")]
                        { (cx.t("need-all")) }
                    }
                }
            }
        }
    }
}

fn panel<'a>(question: &Question, title: String, window: Window) -> MapPanel<'a> {
    let mut keep = vec![("kind", question.kinds.word.clone())];
    match question.near {
        Some(at) => keep.push(("near", format!("{},{}", at.lat(), at.lon()))),
        None if question.text.is_empty() => {}
        None => keep.push(("q", question.text.clone())),
    }
    MapPanel {
        title,
        window,
        listed: Vec::new(),
        kinds: question.kinds.set,
        kind_word: question.kinds.word.clone(),
        open_only: true,
        you: None,
        itself: None,
        chosen: question.window,
        keep,
    }
}

/// The first page: the whole state, and what has closed lately.
fn start(cx: &PageCx, app: &App, atlas: &Atlas, question: &Question) -> Markup {
    let title = cx.t("map-title-state");
    let latest: Vec<_> =
        atlas.closures().iter().filter(|c| !c.kind.is_good_news()).take(4).collect();
    html! {
        div.split {
            section aria-labelledby="lately" {
                h2 id="lately" { (cx.t("lately-h2")) }
                ul.list.rows {
                    @for case in latest { (ui::case_row(cx, case)) }
                }
                p.do { a.quiet href=(cx.href("/closures")) { (cx.t("lately-all")) } }
            }
            section.stick id="map" aria-labelledby="map-h" {
                h2.vh id="map-h" { (cx.t("map-h2")) }
                (map_panel(cx, app, atlas, &panel(question, title, Window::ILLINOIS)))
            }
        }
    }
}

fn surroundings(
    cx: &PageCx,
    app: &App,
    atlas: &Atlas,
    question: &Question,
    around: &Around<'_>,
) -> Markup {
    let here = &around.here;
    let place = here.name.clone();
    let heading = match question.kinds.need {
        Some(need) => cx.words.with(
            "near-h1",
            &[
                ("what", cx.words.word("need", need.as_str()).into()),
                ("place", place.clone().into()),
            ],
        ),
        None => cx.words.with("near-h1-all", &[("place", place.clone().into())]),
    };
    let mut panel = panel(question, heading.clone(), around.window);
    panel.listed = around.nearest.iter().map(|n| n.office).collect();
    panel.you = Some((here.at, place));
    html! {
        div.split {
            section aria-labelledby="near" {
                (note(cx, question, around))
                h1 id="near" { (heading) }
                @if around.nearest.is_empty() {
                    div.empty { p { (cx.t("near-none")) } }
                } @else {
                    p.hint { (cx.t("near-how")) }
                    (assigned_elsewhere(cx, around))
                    ol.list {
                        @for (number, near) in (1..).zip(&around.nearest) {
                            (card(cx, &Card {
                                number,
                                office: near.office,
                                distance_m: Some(near.distance_m),
                                assigned: assigned_here(cx, around, number, near.office),
                                services: number == 1
                                    || around.nearest.get(number - 2)
                                        .is_some_and(|before| before.office.facts.services != near.office.facts.services),
                            }))
                        }
                    }
                }
                @if question.kinds.word != "all" {
                    p.do { a.quiet href=(with_kind(cx, question, "all")) { (cx.t("near-every-kind")) } }
                }
                (closings(cx, around))
            }
            section.stick id="map" aria-labelledby="map-h" {
                h2.vh id="map-h" { (cx.t("map-h2")) }
                (map_panel(cx, app, atlas, &panel))
            }
        }
    }
}

/// A sentence on a card when its office is the one for the county.
fn assigned_here(
    cx: &PageCx,
    around: &Around<'_>,
    number: usize,
    office: &crate::domain::office::Office,
) -> Option<String> {
    let (assigned, _) = around.assigned?;
    let county = around.here.county?;
    (assigned.id == office.id).then(|| {
        let key = if number == 1 { "assigned-and-nearest" } else { "assigned-here" };
        cx.words.with(key, &[("county", county.name.clone().into())])
    })
}

/// The county's own office, when the nearest one is another.
fn assigned_elsewhere(cx: &PageCx, around: &Around<'_>) -> Markup {
    let Some(county) = around.here.county else { return html! {} };
    let nearest = around.nearest.first().map(|n| n.office.id);
    html! {
        @match around.assigned {
            Some((office, line)) if Some(office.id) != nearest => {
                div.news.doubt role="note" {
                    p {
                        strong { (cx.words.with("assigned-differs", &[("county", county.name.clone().into())])) }
                        " " a href=(cx.href(&format!("/offices/{}", office.slug))) { bdi { (plain_name(cx.words, office)) } }
                        @if !office.facts.location.one_line().is_empty() {
                            ", " bdi { (office.facts.location.one_line()) }
                        }
                        ". "
                        @if let Some(phone) = &office.facts.phone {
                            a.nowrap href=(phone.href()) { (phone) } ". "
                        }
                        (cx.t("assigned-why"))
                        @if let Some(as_of) = line.as_of {
                            " " span.hint {
                                (cx.words.with("listed-fresh", &[("date", cx.words.date(as_of).into())]))
                            }
                        }
                    }
                }
            }
            None if around.several > 1 => {
                p.hint {
                    (cx.words.with(
                        "assigned-several",
                        &[
                            ("county", county.name.clone().into()),
                            ("n", around.several.to_string().into()),
                        ],
                    ))
                }
            }
            _ => {}
        }
    }
}

/// What stands above the list: a closing that matters here, or how the place was found.
fn note(cx: &PageCx, question: &Question, around: &Around<'_>) -> Markup {
    let name = || around.here.name.clone();
    html! {
        @match &around.here.note {
            Note::None => {}
            Note::Guessed => {
                p.hint {
                    (cx.words.with("note-guessed", &[
                        ("typed", question.text.clone().into()), ("place", name().into()),
                    ]))
                }
            }
            Note::Others(others) => { (other_places(cx, question, others)) }
            Note::AddressRough => {
                div.news.doubt role="note" {
                    p { (cx.words.with("note-address-rough", &[("place", name().into())])) }
                }
            }
            Note::Address(address) => {
                p.hint { (cx.words.with("note-address", &[("address", address.clone().into())])) }
            }
            Note::OfficeGone(gone) => { (gone_office(cx, gone)) }
            Note::OfficeNamed(office) => {
                p {
                    a href=(cx.href(&format!("/offices/{}", office.slug))) {
                        (cx.words.with("note-office", &[("name", plain_name(cx.words, office).into())]))
                    }
                }
            }
        }
        @if !matches!(around.here.note, Note::OfficeGone(_)) {
            @if let Some(news) = &around.news { (closing_news(cx, news)) }
        }
    }
}

fn other_places(cx: &PageCx, question: &Question, others: &[&Place]) -> Markup {
    html! {
        p.hint {
            (cx.t("note-others")) " "
            @for (i, place) in others.iter().enumerate() {
                @if i > 0 { ", " }
                a href=(cx.href(&format!(
                    "/?near={:.3},{:.3}&kind={}", place.at.lat(), place.at.lon(), question.kinds.word
                ))) {
                    (place.name) " (" (cx.words.with("county-of", &[("name", place.county.clone().into())])) ")"
                }
            }
        }
    }
}

fn gone_office(cx: &PageCx, gone: &Gone<'_>) -> Markup {
    let office = gone.office;
    let name = plain_name(cx.words, office);
    let (_, how) = crate::web::open_now::status_words(cx.words, office, cx.now.date());
    html! {
        div.news.shut role="note" {
            p {
                strong {
                    (cx.words.with(
                        &format!("gone-{}", office.facts.status), &[("name", name.into())],
                    ))
                }
                @if !how.is_empty() { " (" (how) ")" }
                "."
                @if !gone.receiving.is_empty() {
                    " " (cx.t("gone-receiving")) " "
                    @for (i, to) in gone.receiving.iter().enumerate() {
                        @if i > 0 { ", " }
                        a href=(cx.href(&format!("/offices/{}", to.slug))) { bdi { (plain_name(cx.words, to)) } }
                    }
                    "."
                }
                @if let Some(case) = gone.case {
                    " " a href=(cx.href(&format!("/closures/{}", case.slug))) { (cx.t("news-what-happened")) }
                }
            }
        }
    }
}

fn closing_news(cx: &PageCx, news: &NearCase<'_>) -> Markup {
    let case = news.closure;
    html! {
        div.news.shut role="note" {
            p {
                strong { (cx.words.either(&case.title, &case.title_es)) }
                " (" (ui::case_when(cx, case)) ")"
                ". " (first_sentence(cx.words.either(&case.summary, &case.summary_es)))
                " " a href=(cx.href(&format!("/closures/{}", case.slug))) { (cx.t("news-what-happened")) }
            }
        }
    }
}

fn closings(cx: &PageCx, around: &Around<'_>) -> Markup {
    html! {
        h2 { (cx.t("closings-h2")) }
        @if around.closings.is_empty() {
            p { (cx.t("closings-none")) }
        } @else {
            ul.list.rows {
                @for near in &around.closings { (ui::case_row(cx, near.closure)) }
            }
        }
        p.do { a href=(cx.href("/closures")) { (cx.t("lately-all")) } }
    }
}

fn did_you_mean(cx: &PageCx, hits: &[Hit<'_>]) -> Markup {
    let ask = |q: &str| cx.href(&format!("/?q={}", form_encoded(q)));
    html! {
        h1 { (cx.t("did-you-mean")) }
        ul {
            @for hit in hits {
                li {
                    @match hit {
                        Hit::Zip(zip) => { a href=(ask(&zip.zip)) { (zip.zip) " " (zip.city) } }
                        Hit::Place(place) => {
                            a href=(ask(&place.name)) { (place.name) }
                            " " span.hint { (cx.words.with("county-of", &[("name", place.county.clone().into())])) }
                        }
                        Hit::County(county) => {
                            a href=(ask(&format!("{} County", county.name))) {
                                (cx.words.with("county-of", &[("name", county.name.clone().into())]))
                            }
                        }
                        Hit::Office(office) => {
                            a href=(cx.href(&format!("/offices/{}", office.slug))) { bdi { (plain_name(cx.words, office)) } }
                        }
                    }
                }
            }
        }
    }
}

fn nothing(cx: &PageCx, key: &str, typed: &str) -> Markup {
    html! {
        h1 { (cx.t("nothing-h1")) }
        div.empty {
            p { (cx.words.with(key, &[("typed", typed.to_owned().into())])) }
            p { (cx.t("nothing-try")) }
            p.do { a.quiet href=(cx.href("/offices")) { (cx.t("way-offices")) } }
        }
    }
}
