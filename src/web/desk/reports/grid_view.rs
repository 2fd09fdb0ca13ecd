//! The page of one photo: the picture under a grid of boxes, of which each stands for a part.

use maud::{Markup, html};

use super::deed::Seen;
use crate::domain::photo::{Grid, ReportPhoto};
use crate::domain::report::Report;
use crate::web::cx::PageCx;
use crate::web::desk;
use crate::web::session::Member;
use crate::web::ui::crumbs;

/// The page; `fault` is the message of what went wrong.
pub fn show(
    cx: &PageCx,
    member: &Member,
    report: &Report,
    photo: &ReportPhoto,
    fault: Option<&'static str>,
) -> Markup {
    let title = cx.words.with("moderate-photo-n", &[("n", photo.position.into())]);
    let above = format!("{}/{}", super::AT, report.id);
    let here = format!("{above}/photos/{}", photo.position);
    let up = [
        (super::AT, cx.t("moderate-title")),
        (above.as_str(), cx.words.word("problem", report.problem.as_str())),
    ];
    let seen = Seen { version: report.version, messages: None };
    let button = |to: &str, key: &str| {
        html! {
            form action=(cx.href(&here)) method="post" {
                input type="hidden" name="seen" value=(seen);
                button.quiet type="submit" name="to" value=(to) { (cx.t(key)) }
            }
        }
    };
    let body = html! {
        (crumbs(cx, &up, &title))
        h1 { (title) }
        @if let Some(fault) = fault { div.news.doubt role="alert" { p { (cx.t(fault)) } } }
        (state(cx, photo))
        form action=(cx.href(&here)) method="post" {
            input type="hidden" name="seen" value=(seen);
            fieldset.part {
                legend { h2 { (cx.t("moderate-photo-parts")) } }
                p.hint { (cx.t("moderate-photo-parts-hint")) }
                (grid(cx, photo, &here))
                p.do { button.go type="submit" name="to" value="blur" { (cx.t("moderate-photo-blur")) } }
            }
        }
        div.pair {
            @if photo.is_blurred { (button("undo", "moderate-photo-undo")) }
            @if photo.withheld { (button("show", "moderate-photo-show")) }
            @else { (button("withhold", "moderate-photo-withhold")) }
        }
        p.do { a href=(cx.href(&above)) { (cx.t("moderate-back")) } }
    };
    let title =
        if fault.is_some() { format!("{}: {title}", cx.t("report-to-mend")) } else { title };
    desk::page(cx, member, &title, super::AT, body)
}

/// Whether it is kept back or has parts made unreadable.
pub fn state(cx: &PageCx, photo: &ReportPhoto) -> Markup {
    html! {
        @if photo.withheld || photo.is_blurred {
            p {
                @if photo.withheld { span.label { (cx.t("moderate-photo-withheld")) } " " }
                @if photo.is_blurred { span.label { (cx.t("moderate-photo-blurred")) } }
            }
        }
    }
}

fn grid(cx: &PageCx, photo: &ReportPhoto, here: &str) -> Markup {
    let grid = Grid::of(photo.width, photo.height);
    let shape = if grid.columns > grid.rows { "wide" } else { "tall" };
    let alt = cx.words.with("moderate-photo-n", &[("n", photo.position.into())]);
    html! {
        div.parts.(shape) {
            img src=(format!("{here}/picture?v={}", u8::from(photo.is_blurred))) alt=(alt) width=(photo.width) height=(photo.height);
            div {
                @for part in 0..grid.count() {
                    @let place = [
                        ("row", (part / grid.columns + 1).into()),
                        ("column", (part % grid.columns + 1).into()),
                    ];
                    input type="checkbox" name="part" value=(part) aria-label=(cx.words.with("moderate-photo-part", &place));
                }
            }
        }
    }
}
