//! The directory.

use maud::{Markup, html};

use super::{A_PAGE, ListPage};
use crate::app::App;
use crate::atlas::Atlas;
use crate::domain::geo::Window;
use crate::domain::kind::{KindSet, Need};
use crate::domain::office::{Office, OfficeStatus};
use crate::web::cx::PageCx;
use crate::web::ui::{
    self, MapPanel, Nav, Page, form_encoded, kind_word, map_panel, pager, plain_name, status_mark,
};

/// The page.
pub fn show(cx: &PageCx, app: &App, atlas: &Atlas, list: &ListPage<'_>) -> Markup {
    let title = cx.t("offices-title");
    let kind_word = list.kinds.as_ref().map_or_else(|| "any".to_owned(), |k| k.word.clone());
    let keep = kept(list, &kind_word);
    let panel = MapPanel {
        title: cx.t("offices-map"),
        window: Window::around(list.offices.iter().filter_map(|o| o.facts.location.position()))
            .map_or(Window::ILLINOIS, |w| w.grown(0.1, 0.05)),
        listed: Vec::new(),
        kinds: list.kinds.as_ref().map_or_else(KindSet::all, |k| k.set),
        kind_word: list.kinds.as_ref().map_or_else(|| "all".to_owned(), |k| k.word.clone()),
        open_only: list.status.is_some_and(OfficeStatus::is_open),
        you: None,
        itself: None,
        chosen: list.chosen,
        keep: keep.clone(),
    };
    let link = |page: usize| {
        let kept: String = keep.iter().map(|(n, v)| format!("{n}={}&", form_encoded(v))).collect();
        cx.href(&format!("/offices?{kept}page={page}"))
    };
    ui::page(
        cx,
        &Page::new(&title).at(Nav::Offices).with_map(),
        html! {
            h1 { (title) }
            p.hint { (cx.t("offices-lead")) }
            (filters(cx, list))
            div.split {
                section aria-labelledby="found" {
                    h2 id="found" {
                        (cx.words.with("offices-found", &[
                            ("n", fluent(list.total)), ("number", number(cx, list.total).into()),
                        ]))
                    }
                    @if list.offices.is_empty() {
                        div.empty { p { (cx.t("offices-none")) } }
                    } @else {
                        ol.list.rows start=((list.page - 1) * A_PAGE + 1) {
                            @for office in &list.offices { (row(cx, office)) }
                        }
                    }
                    (pager(cx, list.page, list.total.div_ceil(A_PAGE), &link))
                }
                section.stick id="map" aria-labelledby="map-h" {
                    h2.vh id="map-h" { (cx.t("map-h2")) }
                    (map_panel(cx, app, atlas, &panel))
                }
            }
        },
    )
}

fn number(cx: &PageCx, n: usize) -> String {
    cx.words.number(u64::try_from(n).unwrap_or(u64::MAX))
}

fn fluent(n: usize) -> crate::i18n::Value {
    u32::try_from(n).unwrap_or(u32::MAX).into()
}

fn kept(list: &ListPage<'_>, kind: &str) -> Vec<(&'static str, String)> {
    let mut keep = vec![("kind", kind.to_owned())];
    if !list.text.is_empty() {
        keep.push(("q", list.text.clone()));
    }
    keep.extend(list.status.map(|s| ("status", s.to_string())));
    keep.extend(list.county.clone().map(|c| ("county", c)));
    keep
}

fn filters(cx: &PageCx, list: &ListPage<'_>) -> Markup {
    let kind = list.kinds.as_ref().map(|k| k.word.as_str());
    html! {
        details.filters open[list.kinds.is_some() || list.status.is_some() || list.county.is_some()] {
            summary { (cx.t("filter-summary")) }
            form action="/offices" method="get" {
                div.field {
                    label for="f-q" { (cx.t("filter-name")) }
                    input id="f-q" name="q" type="search" value=(list.text) maxlength="100";
                }
                div.field {
                    label for="f-kind" { (cx.t("filter-kind")) }
                    select id="f-kind" name="kind" {
                        option value="any" selected[kind.is_none()] { (cx.t("need-all")) }
                        @for need in Need::ALL {
                            option value=(need) selected[kind == Some(need.as_str())] {
                                (cx.words.word("need", need.as_str()))
                            }
                        }
                    }
                }
                div.field {
                    label for="f-status" { (cx.t("filter-status")) }
                    select id="f-status" name="status" {
                        option value="" selected[list.status.is_none()] { (cx.t("filter-any")) }
                        @for status in OfficeStatus::ALL {
                            option value=(status) selected[list.status == Some(*status)] {
                                (cx.words.word("status", status.as_str()))
                            }
                        }
                    }
                }
                div.field {
                    label for="f-county" { (cx.t("filter-county")) }
                    select id="f-county" name="county" {
                        option value="" selected[list.county.is_none()] { (cx.t("filter-any")) }
                        @for county in &list.counties {
                            option value=(county) selected[list.county.as_deref() == Some(county)] { (county) }
                        }
                    }
                }
                @if let Some(lang) = cx.kept_lang() { input type="hidden" name="lang" value=(lang); }
                div.field { button.go type="submit" { (cx.t("filter-apply")) } }
            }
        }
    }
}

fn row(cx: &PageCx, office: &Office) -> Markup {
    let facts = &office.facts;
    html! {
        li.card data-slug=(office.slug) tabindex="-1" {
            h3 { a href=(cx.href(&format!("/offices/{}", office.slug))) { bdi { (plain_name(cx.words, office)) } } }
            p {
                (kind_word(cx, office))
                @if !facts.location.one_line().is_empty() { br; bdi { (facts.location.one_line()) } }
                @if let Some(phone) = facts.phone.as_ref().filter(|_| !facts.status.is_gone()) {
                    br; a.nowrap href=(phone.href()) { (phone) }
                }
            }
            (status_mark(cx, office))
        }
    }
}
