//! The offices of a change as pins: those that go, and those to which people would go.

use super::harm_map::{HarmFigure, Touched};
use super::name::plain_name;
use crate::domain::geo::Position;
use crate::domain::office::Office;
use crate::draw::{HarmPin, HarmPinRole};
use crate::web::cx::PageCx;

/// Pins of offices that take people, those that take the most first.
const MOST_TAKING: usize = 12;

/// An office on the map with its own word.
pub(super) struct OwnPin {
    at: Position,
    role: HarmPinRole,
    short: String,
    rough: bool,
}

impl OwnPin {
    pub(super) fn drawn(&self) -> HarmPin<'_> {
        HarmPin { at: self.at, role: self.role, short: &self.short, rough: self.rough }
    }
}

/// The offices that go, then those to which people go, those of the most people first.
pub(super) fn pins(cx: &PageCx, of: &HarmFigure<'_>, touched: &[Touched]) -> Vec<OwnPin> {
    let question = &of.asked.question;
    let known = |slug: &str, role| {
        let office = of.atlas.office(slug)?;
        let (at, method) = office.facts.location.point?;
        Some(OwnPin { at, role, short: short_name(cx, office), rough: method.is_rough() })
    };
    let goes = question.closing().iter().chain(question.moving().keys());
    let mut all: Vec<OwnPin> =
        goes.filter_map(|slug| known(slug.as_str(), HarmPinRole::Goes)).collect();
    let mut taking: Vec<(u32, u64)> = Vec::new();
    for place in touched {
        let Some(to) = of.changes.after.get(place.point).map(|pair| pair.first.office) else {
            continue;
        };
        match taking.iter_mut().find(|(office, _)| *office == to) {
            Some((_, people)) => *people += u64::from(place.weight),
            None => taking.push((to, place.weight.into())),
        }
    }
    taking.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    for (number, _) in taking.into_iter().take(MOST_TAKING) {
        let site = of.ground.sites().get(number);
        let role = HarmPinRole::Takes;
        let moved = site.and_then(|s| Some((s.slug.as_str(), *question.moving().get(&s.slug)?)));
        let new = moved.or_else(|| founded(of, number));
        all.extend(match (new, site) {
            (Some((slug, at)), _) => {
                let known = of.atlas.office(slug).map(|office| short_name(cx, office));
                let short = known.unwrap_or_else(|| new_name(cx, slug));
                Some(OwnPin { at, role, short, rough: false })
            }
            (None, Some(site)) => known(site.slug.as_str(), role),
            (None, None) => None,
        });
    }
    all
}

/// The town of an office, or in Chicago, which has many, the part of the city.
fn short_name(cx: &PageCx, office: &Office) -> String {
    let city = office.facts.location.city.as_str();
    if city != "Chicago" && !city.is_empty() {
        return city.to_owned();
    }
    let name = plain_name(cx.words, office);
    let rest = format!(", {city}");
    name.strip_suffix(&rest).unwrap_or(&name).to_owned()
}

/// The name and place of a new office: their numbers follow those of the list.
pub(super) fn founded<'a>(of: &'a HarmFigure<'_>, number: u32) -> Option<(&'a str, Position)> {
    let first = of.ground.sites().all().len();
    let at = usize::try_from(number).ok()?.checked_sub(first)?;
    of.asked.question.founding().iter().nth(at).map(|(slug, at)| (slug.as_str(), *at))
}

/// What a new office is called.
pub(super) fn new_name(cx: &PageCx, slug: &str) -> String {
    cx.words.with("harm-new-office", &[("name", slug.replace('-', " ").into())])
}
