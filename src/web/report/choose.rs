//! Which office is meant: by its name, also one that is gone, or the ones around a place.

use serde::Deserialize;

use crate::atlas::{Atlas, Fallback, Hit, Near, NearestQuery, Resolved};
use crate::domain::area::County;
use crate::domain::geo::{METRES_PER_MILE, Position, Window};
use crate::domain::kind::OfficeKind;
use crate::domain::office::Office;
use crate::web::cx::PageCx;
use crate::web::error::WebError;
use crate::web::extract::filled;
use crate::web::filter::Kinds;
use crate::web::ui::plain_name;

/// The longest question that is read, in characters.
const MOST: usize = 200;
/// Open offices listed around a place.
const OPEN: usize = 6;
/// Offices listed around a place that are not open.
const SHUT: usize = 4;
/// How far around those are told of.
const SHUT_WITHIN_M: f64 = 15.0 * METRES_PER_MILE;
/// How far outside the state a position still gets an answer.
const STATE_MARGIN_DEGREES: f64 = 1.0;

/// What the page can be asked.
#[derive(Debug, Default, Deserialize)]
pub struct Params {
    q: Option<String>,
    near: Option<String>,
    kind: Option<String>,
}

/// A question that has been read.
#[derive(Debug)]
pub struct Question {
    /// The text of the box.
    pub text: String,
    /// A position that the visitor gave.
    pub near: Option<Position>,
    /// What sort of office.
    pub kinds: Kinds,
}

impl Question {
    /// Reads the parameters.
    pub fn read(params: Params) -> Result<Self, WebError> {
        Ok(Self {
            near: filled(params.near.as_ref())
                .map(|n| crate::web::find::position(&n))
                .transpose()?,
            kinds: filled(params.kind.as_ref())
                .map_or_else(|| Ok(Kinds::aid()), |k| Kinds::parse(&k))?,
            text: filled(params.q.as_ref()).unwrap_or_default().chars().take(MOST).collect(),
        })
    }
}

/// What there is to choose from.
pub enum Choice<'a> {
    /// Nothing was asked yet.
    Start,
    /// Offices that fit the name.
    Named(Vec<&'a Office>),
    /// Offices around a place.
    Around(Around<'a>),
    /// Close to these.
    DidYouMean(Vec<Hit<'a>>),
    /// Nothing: the message that says so.
    Nothing(&'static str),
}

/// Offices around a place.
pub struct Around<'a> {
    /// The place in words.
    pub name: String,
    /// An office that was named, which stands first.
    pub named: Option<&'a Office>,
    /// The nearest open ones.
    pub open: Vec<Near<'a>>,
    /// The county's own office, where it is not among them.
    pub assigned: Option<&'a Office>,
    /// Near ones that are shut for a time, moved or gone.
    pub shut: Vec<Near<'a>>,
}

/// Works out what there is to choose from. Street addresses are taken by their ZIP code or town: near is near enough.
pub fn choice<'a>(atlas: &'a Atlas, cx: &PageCx, question: &Question) -> Choice<'a> {
    let look = |name: String, at: Position, county: Option<&County>| {
        Choice::Around(around(atlas, &question.kinds, name, at, county, None))
    };
    let county = |name: &str| atlas.gazetteer().county(name);
    if let Some(at) = question.near {
        if !Window::ILLINOIS.grown(0.0, STATE_MARGIN_DEGREES).holds(at) {
            return Choice::Nothing("nothing-far-away");
        }
        return look(cx.t("your-place"), at, None);
    }
    match atlas.resolve(&question.text) {
        Resolved::Empty => Choice::Start,
        Resolved::Zip(zip) | Resolved::Address { fallback: Some(Fallback::Zip(zip)), .. } => {
            look(format!("{} ({})", zip.city, zip.zip), zip.at, county(&zip.county))
        }
        Resolved::Place { place, .. }
        | Resolved::Address { fallback: Some(Fallback::Place(place)), .. } => {
            look(place.name.clone(), place.at, county(&place.county))
        }
        Resolved::County { county, .. } => look(
            cx.words.with("county-of", &[("name", county.name.clone().into())]),
            county.at,
            Some(county),
        ),
        Resolved::Office(office) => named(atlas, cx, &question.kinds, office),
        Resolved::Offices(offices) => Choice::Named(offices),
        Resolved::Suggestions(hits) => suggested(hits),
        Resolved::Address { fallback: None, .. } => Choice::Nothing("nothing-address"),
        Resolved::OtherState { .. } => Choice::Nothing("nothing-other-state"),
        Resolved::UnknownZip { .. } => Choice::Nothing("nothing-unknown-zip"),
        Resolved::Nothing => Choice::Nothing("nothing-by-name"),
    }
}

/// The office itself, then those around it.
fn named<'a>(atlas: &'a Atlas, cx: &PageCx, kinds: &Kinds, office: &'a Office) -> Choice<'a> {
    let at = office.facts.location.position().or_else(|| atlas.rough_place(office));
    let Some(at) = at else { return Choice::Named(vec![office]) };
    Choice::Around(around(atlas, kinds, plain_name(cx.words, office), at, None, Some(office)))
}

/// Offices alone can be pressed at once; a mixture is asked back.
fn suggested(hits: Vec<Hit<'_>>) -> Choice<'_> {
    let offices: Vec<&Office> =
        hits.iter().filter_map(|h| if let Hit::Office(o) = h { Some(*o) } else { None }).collect();
    if offices.len() == hits.len() { Choice::Named(offices) } else { Choice::DidYouMean(hits) }
}

fn around<'a>(
    atlas: &'a Atlas,
    kinds: &Kinds,
    name: String,
    at: Position,
    county: Option<&County>,
    named: Option<&'a Office>,
) -> Around<'a> {
    let nearest = |limit, open_only| {
        let query = NearestQuery {
            at,
            limit,
            kinds: kinds.set,
            service: None,
            language: None,
            wheelchair: false,
            open_only,
        };
        let mut found = atlas.nearest(&query);
        found.retain(|n| named.is_none_or(|o| o.id != n.office.id));
        found
    };
    let mut open = nearest(OPEN + 1, true);
    open.truncate(OPEN);
    let mut shut = nearest(OPEN * 4, false);
    shut.retain(|n| !n.office.facts.status.is_open() && n.distance_m <= SHUT_WITHIN_M);
    shut.truncate(SHUT);
    let assigned = county
        .filter(|_| kinds.set.holds(OfficeKind::Fcrc))
        .and_then(|county| atlas.assigned(&county.name, OfficeKind::Fcrc))
        .map(|(office, _)| office)
        .filter(|office| !open.iter().chain(&shut).any(|n| n.office.id == office.id));
    Around { name, named, open, assigned, shut }
}
