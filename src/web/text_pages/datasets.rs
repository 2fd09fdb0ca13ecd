//! What was loaded beside the shipped files: boundaries, where people live, who holds office.

use maud::{Markup, html};

use crate::domain::dataset::{DataSetOf, Dataset};
use crate::domain::travel::Travel;
use crate::web::cx::PageCx;

/// The files that were loaded, set by set.
pub(super) fn list(cx: &PageCx, loaded: &[Dataset]) -> Markup {
    if loaded.is_empty() {
        return html! { p { (cx.t("areas-none")) } };
    }
    html! {
        ul.list.rows {
            @for set in loaded.chunk_by(|a, b| a.of == b.of) {
                li.card {
                    h3 { (title(cx, &set[0].of)) }
                    ul.plain {
                        @for file in set { li { (row(cx, file)) } }
                    }
                }
            }
        }
    }
}

fn title(cx: &PageCx, of: &DataSetOf) -> String {
    // A key of a message has no slashes.
    let key = of.to_string().replace(['/', '_'], "-");
    cx.words.word_if_known("set", &key).unwrap_or_else(|| {
        let kind = match of {
            DataSetOf::Areas(kind) | DataSetOf::Officeholders(kind) => kind.to_string(),
            DataSetOf::Demand(level) => level.to_string(),
            DataSetOf::Times(service, by) => {
                let kind = cx.words.word("kind", service.as_str());
                let key = match by {
                    Travel::Car => "times-by-car",
                    Travel::Transit => "times-by-transit",
                };
                return cx.words.with(key, &[("kind", kind.into())]);
            }
        };
        cx.words.with("areas-of-kind", &[("kind", kind.into())])
    })
}

fn row(cx: &PageCx, file: &Dataset) -> Markup {
    let is_page = file.url.starts_with("https://") || file.url.starts_with("http://");
    let number = cx.words.number(file.rows);
    let n = u32::try_from(file.rows).unwrap_or(u32::MAX);
    let day = file.loaded_at.to_zoned(crate::domain::time::zone()).date();
    html! {
        @if is_page { a href=(file.url) { code { (file.name) } } } @else { code { (file.name) } }
        ": "
        (cx.words.with("data-rows", &[("n", n.into()), ("number", number.into())]))
        ", "
        (cx.words.with("areas-vintage", &[("vintage", file.vintage.clone().into())]))
        ", "
        (cx.words.with("areas-loaded-on", &[("date", cx.words.day(day).into())]))
    }
}
