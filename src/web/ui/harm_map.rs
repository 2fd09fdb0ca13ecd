//! The map of a change with its key, and the table that stands beside it.

use maud::{Markup, html};

use super::harm::{estimate, length};
use super::harm_pins::{founded, new_name, pins};
use super::map::towns;
use super::name::plain_name;
use crate::atlas::Atlas;
use crate::domain::demand::DemandLevel;
use crate::domain::polygon::AreaKind;
use crate::draw::{
    BaseMap, DotSize, HarmDot, HarmKeyWords, HarmPin, HarmScene, added_classes, harm_key, harm_map,
    harm_sizes, harm_view, is_unsure,
};
use crate::impact::{
    Asked, Changes, Estimate, Ground, Measure, NO_OFFICE, UNREACHED, Way, Who, rounded,
};
use crate::web::cx::PageCx;

/// Rows of the table; the files have all.
const ROWS: usize = 10;

/// What a change does to each place.
pub struct HarmFigure<'a> {
    /// Tells this figure's parts from another's on the same page: letters and digits.
    pub id: &'a str,
    /// What maps are drawn on.
    pub base: &'a BaseMap,
    /// The read model from which the ground was made.
    pub atlas: &'a Atlas,
    /// The offices and people.
    pub ground: &'a Ground,
    /// What becomes of each point.
    pub changes: &'a Changes,
    /// The question; what is asked instead is a figure of its own.
    pub asked: &'a Asked,
}

/// A place whose nearest office changes.
pub(super) struct Touched {
    pub point: usize,
    pub weight: u32,
    margin: Option<u32>,
    /// Miles or minutes; none where no way is known before or after.
    added: Option<f64>,
    /// People times what is added, in the smallest units; the most where the way is lost.
    harm: i128,
}

/// Draws the table of the places that are hit hardest, the map, its key and links to all figures.
#[must_use]
pub fn harm_figure(cx: &PageCx, of: &HarmFigure<'_>) -> Markup {
    let touched = touched(of);
    let query = of.asked.to_string();
    let turn = Turn::of(&touched);
    html! {
        @if touched.is_empty() {
            p { (cx.t("harm-map-none")) }
        } @else {
            div.split.wide {
                div { (table(cx, of, &touched, turn)) }
                (figure(cx, of, &touched, turn))
            }
        }
        p.do {
            a href=(format!("/api/impact.csv?{query}")) { (cx.t("harm-csv")) }
            " " a href=(format!("/api/impact.geojson?{query}")) { (cx.t("harm-geojson")) }
            " " a href=(cx.href("/about/method#map")) { (cx.t("harm-how")) }
        }
    }
}

/// Whether ways get longer, shorter, or some the one and some the other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Longer,
    Shorter,
    Mixed,
}

impl Turn {
    fn of(touched: &[Touched]) -> Self {
        let has = |is: fn(f64) -> bool| touched.iter().any(|t| t.added.is_some_and(is));
        let is_lost = touched.iter().any(|t| t.added.is_none());
        match (has(|a| a > 0.0) || is_lost, has(|a| a < 0.0)) {
            (false, true) => Self::Shorter,
            (true, true) => Self::Mixed,
            (_, false) => Self::Longer,
        }
    }

    /// The lengths as the figure shows them: where all ways get shorter, what is saved.
    fn shown(self, added: f64) -> f64 {
        if self == Self::Shorter { -added } else { added }
    }
}

/// The places whose nearest office changes and in which somebody of the group lives, hit hardest first.
fn touched(of: &HarmFigure<'_>) -> Vec<Touched> {
    let demand = of.ground.demand();
    let need = demand.need();
    let column = demand.column(need);
    let moved = of.changes.moved.iter().zip(&of.changes.added).enumerate();
    let all = moved.filter(|(_, (moved, _))| **moved).filter_map(|(point, (_, added))| {
        let (weight, margin) = match column {
            Some(column) => column.get(point)?,
            None => (1, None),
        };
        let harm = added.map_or(i128::MAX, |added| i128::from(added) * i128::from(weight));
        let added = added.map(|added| show(of, added));
        (weight > 0).then_some(Touched { point, weight, margin, added, harm })
    });
    let mut all: Vec<Touched> = all.collect();
    all.sort_by(|a, b| {
        let size = |t: &Touched| t.harm.unsigned_abs();
        size(b).cmp(&size(a)).then(b.weight.cmp(&a.weight)).then(a.point.cmp(&b.point))
    });
    all
}

/// Thousandths in miles or minutes, to two decimals as in every file.
#[expect(clippy::cast_precision_loss, reason = "ways on earth are far below 2^53 millimetres")]
fn show(of: &HarmFigure<'_>, cost: i64) -> f64 {
    rounded(of.ground.measure().show(cost as f64), 2)
}

fn table(cx: &PageCx, of: &HarmFigure<'_>, touched: &[Touched], turn: Turn) -> Markup {
    let need = of.ground.demand().need();
    let is_people = need != Who::ZipAreas;
    let measure = of.ground.measure();
    let level = of.atlas.land().level();
    let count = u64::try_from(touched.len()).unwrap_or(u64::MAX);
    let values = [("n", count.into()), ("shown", cx.words.number(count).into())];
    let title = cx.words.with(&format!("harm-places-{}", level.as_str()), &values);
    let added = match (measure, turn) {
        (Measure::Miles, Turn::Shorter) => "harm-col-miles-less",
        (Measure::Miles, _) => "harm-col-miles",
        (Measure::Minutes, Turn::Shorter) => "harm-col-minutes-less",
        (Measure::Minutes, _) => "harm-col-minutes",
    };
    html! {
        section.table tabindex="0" aria-label=(title) {
            table {
                caption {
                    (title)
                    @if touched.len() > ROWS { br; span.hint { (cx.words.with("harm-most-rows", &[("n", u64::try_from(ROWS).unwrap_or(0).into())])) } }
                }
                thead {
                    tr {
                        th scope="col" { (cx.t("harm-col-place")) }
                        @if is_people { th.amount scope="col" { (super::who(cx, need)) } }
                        th.amount scope="col" { (cx.t(added)) }
                        th scope="col" { (cx.t("harm-col-before")) }
                        th scope="col" { (cx.t("harm-col-after")) }
                    }
                }
                tbody {
                    @for place in touched.iter().take(ROWS) {
                        @let margin = place.margin.map(u64::from);
                        tr {
                            th scope="row" { (place_name(cx, of.atlas, place.point)) }
                            @if is_people {
                                td.amount { (estimate(cx, Estimate { value: place.weight.into(), moe: margin })) }
                            }
                            td.amount {
                                @match place.added {
                                    Some(added) => (cx.words.decimal(turn.shown(added), 2)),
                                    None => (cx.t("harm-unknown")),
                                }
                            }
                            td { (way(cx, of, of.ground.today().get(place.point).map(|p| p.first))) }
                            td { (way(cx, of, of.changes.after.get(place.point).map(|p| p.first))) }
                        }
                    }
                }
            }
        }
    }
}

/// An office with the way to it: "Murphysboro, 8.1 miles".
fn way(cx: &PageCx, of: &HarmFigure<'_>, way: Option<Way>) -> Markup {
    let Some(way) = way.filter(|way| way.office != NO_OFFICE && way.cost != UNREACHED) else {
        return html! { (cx.t("harm-no-office")) };
    };
    let far = i64::try_from(way.cost).map(|cost| show(of, cost)).unwrap_or(0.0);
    html! {
        bdi { (office_name(cx, of, way.office)) }
        br; span.hint { (length(cx, of.ground.measure(), far)) }
    }
}

/// The plain name of an office by its number; a new one's own.
fn office_name(cx: &PageCx, of: &HarmFigure<'_>, number: u32) -> String {
    match of.ground.sites().get(number) {
        Some(site) => of
            .atlas
            .office(site.slug.as_str())
            .map_or_else(|| site.name.clone(), |office| plain_name(cx.words, office)),
        None => founded(of, number)
            .map_or_else(|| cx.t("harm-no-office"), |(slug, _)| new_name(cx, slug)),
    }
}

/// "Tract 117.01, Jackson County", "ZIP 62901, Carbondale".
fn place_name(cx: &PageCx, atlas: &Atlas, point: usize) -> String {
    let land = atlas.land();
    let Some(at) = land.points().get(point) else { return String::new() };
    let geoid = at.geoid.as_str();
    let tract = || {
        let code = geoid.get(5..11).unwrap_or(geoid);
        let (whole, part) = code.split_at_checked(4).unwrap_or((code, ""));
        let whole = whole.trim_start_matches('0');
        if part == "00" { whole.to_owned() } else { format!("{whole}.{part}") }
    };
    let values = |rest: Vec<(&'static str, String)>| -> Vec<(&'static str, crate::i18n::Value)> {
        rest.into_iter().map(|(name, value)| (name, value.into())).collect()
    };
    let layer = land.layer(&AreaKind::County);
    let county = layer.and_then(|layer| {
        let area = layer.area_of.get(point).copied().flatten()?;
        Some(super::area_name(cx, layer.areas.get(usize::try_from(area).ok()?)?))
    });
    let (name, beside) = match at.level {
        DemandLevel::Tract => {
            (cx.words.with("harm-tract", &values(vec![("tract", tract())])), county)
        }
        DemandLevel::BlockGroup => {
            let group = geoid.get(11..).unwrap_or_default().to_owned();
            let all = values(vec![("tract", tract()), ("group", group)]);
            (cx.words.with("harm-block-group", &all), county)
        }
        DemandLevel::Zip => {
            let city = atlas.gazetteer().zip(geoid).map(|zip| zip.city.clone());
            let name = cx.words.with("harm-zip", &values(vec![("zip", geoid.to_owned())]));
            (name, city.filter(|city| !city.is_empty()).or(county))
        }
    };
    match beside {
        Some(beside) => format!("{name}, {beside}"),
        None => name,
    }
}

fn figure(cx: &PageCx, of: &HarmFigure<'_>, touched: &[Touched], turn: Turn) -> Markup {
    let need = of.ground.demand().need();
    let land = of.atlas.land();
    let dot = |place: &Touched| {
        Some(HarmDot {
            at: land.points().get(place.point)?.position,
            added: place.added.map(|added| turn.shown(added)),
            weight: place.weight,
            is_unsure: is_unsure(place.weight, place.margin),
        })
    };
    // A way to another office that is as long as before has nothing to show.
    let dots: Vec<HarmDot> =
        touched.iter().filter_map(dot).filter(|d| d.added != Some(0.0)).collect();
    let pins = pins(cx, of, touched);
    let pins: Vec<HarmPin<'_>> = pins.iter().map(|pin| pin.drawn()).collect();
    let Some(view) = harm_view(of.base, &dots, &pins) else { return html! {} };
    let title = cx.t(match turn {
        Turn::Longer => "harm-map-longer",
        Turn::Shorter => "harm-map-shorter",
        Turn::Mixed => "harm-map-mixed",
    });
    let scene = HarmScene {
        id: of.id,
        title: &title,
        description: &description(cx, of, touched, turn),
        measure: of.ground.measure(),
        size: size(need),
        dots: &dots,
        pins: &pins,
        towns: towns(of.atlas, view.window()),
    };
    html! {
        figure.harm {
            figcaption.h3 { (title) }
            div.map {
                (harm_map(of.base, &view, &scene))
                (harm_sizes(scene.size, &samples(cx, need), &cx.t("harm-sizes")))
            }
            (harm_key(&scene, &key(cx, of.ground.measure(), turn)))
            @if need == Who::ZipAreas { p.hint { (cx.t("harm-zip-alike")) } }
            p.credit { (cx.t("map-credit")) }
        }
    }
}

/// What is to be learned from the map, for those who cannot see it.
fn description(cx: &PageCx, of: &HarmFigure<'_>, touched: &[Touched], turn: Turn) -> String {
    let added = touched.iter().filter_map(|t| Some((turn.shown(t.added?), t.point)));
    let most = added.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    let Some((added, point)) = most.filter(|(added, _)| *added > 0.0) else { return String::new() };
    let key = if turn == Turn::Shorter { "harm-map-most-less" } else { "harm-map-most" };
    let values = [
        ("place", place_name(cx, of.atlas, point).into()),
        ("length", length(cx, of.ground.measure(), added).into()),
    ];
    cx.words.with(key, &values)
}

/// How many of a group have the largest dot: about the most that live in one tract, so that most dots are smaller.
const fn size(who: Who) -> DotSize {
    match who {
        Who::ZipAreas => DotSize::Alike,
        Who::Everyone => DotSize::People(10_000),
        Who::Below185 => DotSize::People(5_000),
        _ => DotSize::People(2_500),
    }
}

fn samples(cx: &PageCx, who: Who) -> Vec<(u32, String)> {
    let DotSize::People(full) = size(who) else { return Vec::new() };
    let number = |n: u32| (n, cx.words.number(u64::from(n)));
    vec![number(full / 25), number(full / 5), (full, super::how_many(cx, who, u64::from(full)))]
}

fn key(cx: &PageCx, measure: Measure, turn: Turn) -> HarmKeyWords {
    let heading = match (measure, turn) {
        (Measure::Miles, Turn::Shorter) => "harm-key-miles-less",
        (Measure::Miles, _) => "harm-key-miles",
        (Measure::Minutes, Turn::Shorter) => "harm-key-minutes-less",
        (Measure::Minutes, _) => "harm-key-minutes",
    };
    let classes = added_classes(measure).spans().map(|span| match span {
        (None, Some(to)) => cx.words.with("harm-key-up-to", &[("to", to.into())]),
        (Some(from), Some(to)) => {
            cx.words.with("harm-key-between", &[("from", from.into()), ("to", to.into())])
        }
        (Some(from), None) => cx.words.with("harm-key-over", &[("from", from.into())]),
        (None, None) => String::new(),
    });
    HarmKeyWords {
        heading: cx.t(heading),
        classes,
        less: cx.t("harm-key-less"),
        unsure: cx.t("harm-key-unsure"),
        lost: cx.t("harm-key-lost"),
        goes: cx.t("harm-key-goes"),
        takes: cx.t("harm-key-takes"),
    }
}
