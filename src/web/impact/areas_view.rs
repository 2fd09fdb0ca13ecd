//! Area by area: every county, district and town that is touched, with who holds office there.

use maud::{Markup, html};

use super::answer_view::{added, beyond, beyond_heads, beyond_line, long_table};
use super::said::Told;
use super::view::Desk;
use crate::domain::polygon::AreaKind;
use crate::impact::{AreaAnswer, Figure, KindAnswer};
use crate::web::cx::PageCx;
use crate::web::ui;

/// The order of the kinds: those whom one addresses at a hearing first.
const ORDER: [AreaKind; 7] = [
    AreaKind::County,
    AreaKind::Senate,
    AreaKind::House,
    AreaKind::Congress,
    AreaKind::Place,
    AreaKind::CommunityArea,
    AreaKind::Ward,
];

/// Every kind of area with its touched ones.
pub fn show(cx: &PageCx, desk: &Desk<'_>, told: &Told<'_>) -> Markup {
    let mut kinds: Vec<(AreaKind, &KindAnswer)> = told
        .answer
        .kinds
        .iter()
        .filter_map(|kind| Some((kind.kind.as_str().parse().ok()?, kind)))
        .collect();
    kinds.sort_by_key(|(kind, _)| {
        ORDER.iter().position(|known| known == kind).unwrap_or(usize::MAX)
    });
    let kinds: Vec<Markup> =
        kinds.iter().filter_map(|(kind, answer)| one(cx, desk, told, kind, answer)).collect();
    html! {
        @if !kinds.is_empty() {
            section aria-labelledby="areas-h" {
                h2 id="areas-h" { (cx.t("impact-areas")) }
                p { (cx.t("impact-areas-lead")) }
                @for kind in &kinds { (kind) }
            }
        }
    }
}

/// One kind; none where nothing of it is touched.
fn one(
    cx: &PageCx,
    desk: &Desk<'_>,
    told: &Told<'_>,
    kind: &AreaKind,
    answer: &KindAnswer,
) -> Option<Markup> {
    let need = told.need();
    let touched = answer.areas.iter().filter(|area| area.is_touched);
    let mut touched: Vec<(&AreaAnswer, &Figure)> = touched
        .filter_map(|area| Some((area, area.figure(need)?)))
        .filter(|(_, figure)| figure.change.people.value > 0)
        .collect();
    if touched.is_empty() {
        return None;
    }
    touched.sort_by_key(|(_, figure)| std::cmp::Reverse(figure.change.people.value));
    let line = beyond_line(told);
    let row = |(area, figure): &(&AreaAnswer, &Figure)| {
        vec![
            name(cx, desk, kind, area),
            ui::estimate(cx, figure.change.people),
            figure.change.added.map_or_else(|| html! {}, |of| added(cx, of.mean, of.mean_moe)),
            beyond(cx, &figure.before.beyond, line),
            beyond(cx, &figure.after.beyond, line),
            ui::estimate(cx, figure.before.one_closure_from_desert),
            ui::estimate(cx, figure.after.one_closure_from_desert),
        ]
    };
    let rows: Vec<Vec<Markup>> = touched.iter().map(row).collect();
    let title = cx.words.word("areas-of", known_word(kind));
    let title = if kind_is_known(kind) { title } else { ui::area_kind(cx, kind) };
    let [mean, ..] = super::answer_view::added_heads(cx, told.answer.measure);
    let [before, after] = beyond_heads(cx, told);
    let head = [
        ui::area_kind(cx, kind),
        cx.words.with("impact-head-who-lose", &[("who", ui::who(cx, need).into())]),
        mean,
        before,
        after,
        cx.t("impact-head-one-before"),
        cx.t("impact-head-one-after"),
    ];
    Some(html! {
        h3 id={ "kind-" (answer.kind) } { (title) }
        (long_table(cx, &title, 1, &head, &rows))
    })
}

fn kind_is_known(kind: &AreaKind) -> bool {
    !matches!(kind, AreaKind::Other(_))
}

fn known_word(kind: &AreaKind) -> &str {
    if kind_is_known(kind) { kind.as_str() } else { AreaKind::County.as_str() }
}

/// The area with a link to its page, and who holds office there.
fn name(cx: &PageCx, desk: &Desk<'_>, kind: &AreaKind, area: &AreaAnswer) -> Markup {
    let known = desk.atlas.land().area(kind, area.slug.as_str());
    let name = known.map_or_else(|| area.name.clone(), |known| ui::area_name(cx, known));
    let holder = known.and_then(|known| known.officeholder.as_ref());
    let link = format!("/areas/{}/{}", kind.slug(), area.slug);
    html! {
        a href=(cx.href(&link)) { bdi { (name) } }
        @if let Some(holder) = holder { br; span.hint { bdi { (holder.name) } } }
    }
}
