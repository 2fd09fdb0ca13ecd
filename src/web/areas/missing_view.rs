//! What is said where there is no such area: a search, and names that come near.

use maud::{Markup, html};

use crate::atlas::{Atlas, LandLayer};
use crate::domain::polygon::Area;
use crate::domain::text;
use crate::web::cx::PageCx;
use crate::web::ui::{self, Page, area_kind};

use super::index_view::ask;
use super::view::link;

/// The most names that are offered.
const MOST: usize = 8;

/// The page; `layer` is the kind, where there is one.
pub fn show(cx: &PageCx, atlas: &Atlas, layer: Option<&LandLayer>, slug: &str) -> Markup {
    let title = cx.t("district-missing");
    let near = near(atlas, layer, slug);
    let body = html! {
        h1 { (title) }
        p.lead {
            @match layer {
                Some(layer) => { (cx.words.with("district-missing-slug", &[("kind", area_kind(cx, &layer.kind).into())])) }
                None => { (cx.t("district-missing-kind")) }
            }
        }
        @if !near.is_empty() {
            p { (cx.t("did-you-mean")) }
            ul { @for area in near { li { (link(cx, area)) } } }
        }
        (ask(cx, ""))
        p.do { a.quiet href=(cx.href("/areas")) { (cx.t("district-index-all")) } }
    };
    ui::page(cx, &Page::new(&title).unlisted().with_map(), body)
}

/// Areas of which the address or the name has the words of what was asked for, of the kind first.
fn near<'a>(atlas: &'a Atlas, layer: Option<&'a LandLayer>, slug: &str) -> Vec<&'a Area> {
    let short: String = slug.chars().take(60).collect();
    let wanted = text::words(&short.replace('-', " "));
    if wanted.iter().map(String::len).sum::<usize>() < 3 {
        return Vec::new();
    }
    let fits = |area: &&Area| {
        let all = text::words(&format!("{} {}", area.name, area.slug.as_str().replace('-', " ")));
        wanted.iter().all(|word| all.iter().any(|known| known.starts_with(word.as_str())))
    };
    let others =
        atlas.land().layers().iter().filter(|l| layer.is_none_or(|own| own.kind != l.kind));
    let all = layer.into_iter().chain(others);
    all.flat_map(|layer| layer.areas.iter().filter(fits)).take(MOST).collect()
}
