//! What the question means and what there is to say to it.

use crate::app::App;
use crate::atlas::{Atlas, Fallback, Hit, Near, NearCase, NearestQuery, Resolved};
use crate::domain::area::{County, Place, ServiceArea, Zip};
use crate::domain::closure::{CaseState, Closure, OfficeRole};
use crate::domain::geo::{METRES_PER_MILE, Position, Window};
use crate::domain::kind::{KindSet, Need, OfficeKind};
use crate::domain::office::Office;

use jiff::civil::Date;

use super::Question;
use crate::web::cx::PageCx;
use crate::web::ui::plain_name;

/// Offices listed around a place.
const LISTED: usize = 5;
/// How far around closings are told of in a city, where there are many.
const CLOSINGS_CLOSE_M: f64 = 3.0 * METRES_PER_MILE;
/// How far around they are told of elsewhere.
const CLOSINGS_WITHIN_M: f64 = 15.0 * METRES_PER_MILE;
/// How many closings are told of.
const CLOSINGS: usize = 6;
/// Days for which a plan, or a closing where other offices are left, is news.
const NEWS_DAYS: i32 = 730;
/// How far outside the state a position still gets an answer.
const STATE_MARGIN_DEGREES: f64 = 1.0;

/// What there is to say.
pub enum Answer<'a> {
    /// Nothing was asked yet.
    Home,
    /// A place and what is around it.
    Around(Box<Around<'a>>),
    /// Several offices fit the name.
    Offices(Vec<&'a Office>),
    /// The name is close to these.
    DidYouMean(Vec<Hit<'a>>),
    /// A ZIP code of another state.
    OtherState(String),
    /// Five digits that are no ZIP code of the state.
    UnknownZip(String),
    /// A position far from the state.
    FarAway,
    /// An address, but nothing in it could be found.
    NoAddress,
    /// Nothing by that name.
    Nothing,
}

/// A place that was asked for.
pub struct Here<'a> {
    /// Its name in a heading: "Cairo (62914)".
    pub name: String,
    /// Where it is.
    pub at: Position,
    /// Its county.
    pub county: Option<&'a County>,
    /// What to tell of how the place was found.
    pub note: Note<'a>,
}

/// How a place was found, where that needs saying.
pub enum Note<'a> {
    /// It is what was typed.
    None,
    /// The typing was close to this name.
    Guessed,
    /// There are other places of that name.
    Others(Vec<&'a Place>),
    /// The address could not be looked up; this is its ZIP code or town.
    AddressRough,
    /// The address, as the geocoder writes it.
    Address(String),
    /// The office that was named is gone.
    OfficeGone(Box<Gone<'a>>),
    /// The office that was named.
    OfficeNamed(&'a Office),
}

/// An office that is gone, and where its cases went.
pub struct Gone<'a> {
    /// The office.
    pub office: &'a Office,
    /// The case that tells of it.
    pub case: Option<&'a Closure>,
    /// Offices that took its cases.
    pub receiving: Vec<&'a Office>,
}

/// What is around a place.
pub struct Around<'a> {
    /// The place.
    pub here: Here<'a>,
    /// The nearest open offices.
    pub nearest: Vec<Near<'a>>,
    /// The office that the county is assigned to, where that can be told.
    pub assigned: Option<(&'a Office, &'a ServiceArea)>,
    /// The county has several such offices, and which one has a case is not to be told from here.
    pub several: usize,
    /// Closings around, newest first.
    pub closings: Vec<NearCase<'a>>,
    /// A closing that stands above the list: an office of the asked kind that is gone from here.
    pub news: Option<NearCase<'a>>,
    /// What the map shows.
    pub window: Window,
}

/// Works the answer out.
pub async fn answer<'a>(
    app: &App,
    atlas: &'a Atlas,
    cx: &PageCx,
    question: &Question,
) -> Answer<'a> {
    if let Some(at) = question.near {
        return near(app, atlas, cx, question, at);
    }
    match atlas.resolve(&question.text) {
        Resolved::Empty => Answer::Home,
        Resolved::Zip(zip) => around(atlas, cx, question, of_zip(atlas, zip, Note::None)),
        Resolved::Place { place, others, guessed, .. } => {
            let note = match (guessed, others.is_empty()) {
                (true, _) => Note::Guessed,
                (false, false) => Note::Others(others),
                (false, true) => Note::None,
            };
            around(atlas, cx, question, of_place(atlas, place, note))
        }
        Resolved::County { county, guessed } => {
            let name = cx.words.with("county-of", &[("name", county.name.clone().into())]);
            let note = if guessed { Note::Guessed } else { Note::None };
            around(atlas, cx, question, Here { name, at: county.at, county: Some(county), note })
        }
        Resolved::Office(office) => of_office(atlas, cx, question, office),
        Resolved::Offices(offices) => Answer::Offices(offices),
        Resolved::Address { text, fallback } => {
            address(app, atlas, cx, question, &text, fallback).await
        }
        Resolved::OtherState { zip } => Answer::OtherState(zip),
        Resolved::UnknownZip { zip } => Answer::UnknownZip(zip),
        Resolved::Suggestions(hits) => Answer::DidYouMean(hits),
        Resolved::Nothing => Answer::Nothing,
    }
}

fn near<'a>(
    app: &App,
    atlas: &'a Atlas,
    cx: &PageCx,
    question: &Question,
    at: Position,
) -> Answer<'a> {
    if !Window::ILLINOIS.grown(0.0, STATE_MARGIN_DEGREES).holds(at) {
        return Answer::FarAway;
    }
    let county = app.county_at(at).and_then(|name| atlas.gazetteer().county(name));
    around(atlas, cx, question, Here { name: cx.t("your-place"), at, county, note: Note::None })
}

fn of_zip<'a>(atlas: &'a Atlas, zip: &'a Zip, note: Note<'a>) -> Here<'a> {
    let county = atlas.gazetteer().county(&zip.county);
    Here { name: format!("{} ({})", zip.city, zip.zip), at: zip.at, county, note }
}

fn of_place<'a>(atlas: &'a Atlas, place: &'a Place, note: Note<'a>) -> Here<'a> {
    let county = atlas.gazetteer().county(&place.county);
    Here { name: place.name.clone(), at: place.at, county, note }
}

async fn address<'a>(
    app: &App,
    atlas: &'a Atlas,
    cx: &PageCx,
    question: &Question,
    text: &str,
    fallback: Option<Fallback<'a>>,
) -> Answer<'a> {
    match app.geocoder().find(text).await {
        Ok(Some(found)) => {
            let county = app.county_at(found.at).and_then(|name| atlas.gazetteer().county(name));
            let note = Note::Address(found.address.clone());
            return around(
                atlas,
                cx,
                question,
                Here { name: found.address, at: found.at, county, note },
            );
        }
        Ok(None) => {}
        // The address itself is a visitor's and stays out of the log.
        Err(error) => tracing::warn!(%error, "an address could not be looked up"),
    }
    match fallback {
        Some(Fallback::Zip(zip)) => {
            around(atlas, cx, question, of_zip(atlas, zip, Note::AddressRough))
        }
        Some(Fallback::Place(place)) => {
            around(atlas, cx, question, of_place(atlas, place, Note::AddressRough))
        }
        None => Answer::NoAddress,
    }
}

/// A named office: gone, and then what is open around it; or there, and then itself first.
fn of_office<'a>(
    atlas: &'a Atlas,
    cx: &PageCx,
    question: &Question,
    office: &'a Office,
) -> Answer<'a> {
    let at = office.facts.location.position().or_else(|| atlas.rough_place(office));
    let Some(at) = at else { return Answer::Offices(vec![office]) };
    let county = atlas.gazetteer().county(&office.facts.location.county);
    let note = if office.facts.status.is_gone() {
        let case =
            atlas.closures_of(office.id).into_iter().find(|c| c.state() == CaseState::InForce);
        Note::OfficeGone(Box::new(Gone { office, case, receiving: atlas.receiving_of(office.id) }))
    } else {
        Note::OfficeNamed(office)
    };
    let kinds = office.facts.kind.need().map_or(question.kinds.set, KindSet::of_need);
    let name = plain_name(cx.words, office);
    Answer::Around(Box::new(surroundings(
        atlas,
        cx.now.date(),
        kinds,
        Here { name, at, county, note },
    )))
}

fn around<'a>(atlas: &'a Atlas, cx: &PageCx, question: &Question, here: Here<'a>) -> Answer<'a> {
    Answer::Around(Box::new(surroundings(atlas, cx.now.date(), question.kinds.set, here)))
}

fn surroundings<'a>(atlas: &'a Atlas, today: Date, kinds: KindSet, here: Here<'a>) -> Around<'a> {
    let query = NearestQuery {
        at: here.at,
        limit: LISTED,
        kinds,
        service: None,
        language: None,
        wheelchair: false,
        open_only: true,
    };
    let nearest = atlas.nearest(&query);
    let (assigned, several) = match here.county {
        Some(county) if kinds.holds(OfficeKind::Fcrc) => assigned(atlas, county),
        _ => (None, 0),
    };
    let county = here.county.map(|c| c.name.as_str());
    let around = atlas.closures_near(here.at, county, CLOSINGS_WITHIN_M, usize::MAX);
    let news = news(atlas, today, kinds, county, &around);
    let closings = closings(atlas, kinds, around);
    let shown = nearest.iter().take(3).filter_map(|n| n.office.facts.location.position());
    let window =
        Window::around(shown.chain([here.at])).unwrap_or(Window::ILLINOIS).grown(0.2, 0.02);
    Around { here, nearest, assigned, several, closings, news, window }
}

/// The office that a county is assigned to. A county with several open offices of its own assigns by address, which
/// the list of counties does not tell: then none is named.
fn assigned<'a>(
    atlas: &'a Atlas,
    county: &County,
) -> (Option<(&'a Office, &'a ServiceArea)>, usize) {
    let own = atlas
        .offices()
        .iter()
        .filter(|o| {
            o.facts.kind == OfficeKind::Fcrc
                && o.facts.status.is_open()
                && o.facts.location.county == county.name
        })
        .count();
    if own > 1 { (None, own) } else { (atlas.assigned(&county.name, OfficeKind::Fcrc), own) }
}

/// Closings around: those of the asked kind from close by or without a known spot first, then whatever else is close,
/// then the rest; the newest first in each.
fn closings<'a>(atlas: &Atlas, kinds: KindSet, mut around: Vec<NearCase<'a>>) -> Vec<NearCase<'a>> {
    around.sort_by_key(|near| {
        let of_kind = near.closure.offices.iter().any(|o| {
            let office = o.office.and_then(|id| atlas.office_by_id(id));
            office.is_some_and(|office| kinds.holds(office.facts.kind))
        });
        let close = near.distance_m.is_none_or(|d| d <= CLOSINGS_CLOSE_M);
        match (of_kind, close) {
            (true, true) => 0,
            (false, true) if near.distance_m.is_some() => 1,
            (true, false) => 2,
            (false, _) => 3,
        }
    });
    around.truncate(CLOSINGS);
    around
}

/// The closing that stands above the list: it took the last office of the asked kind from the county, or it is
/// of the last two years, planned or done.
fn news<'a>(
    atlas: &Atlas,
    today: Date,
    kinds: KindSet,
    county: Option<&str>,
    around: &[NearCase<'a>],
) -> Option<NearCase<'a>> {
    let has_one = atlas.offices().iter().any(|o| {
        kinds.holds(o.facts.kind)
            && o.facts.status.is_open()
            && Some(o.facts.location.county.as_str()) == county
    });
    around.iter().copied().find(|near| {
        let case = near.closure;
        let here_too = county.is_some_and(|c| case.counties().contains(&c));
        let lately =
            case.filed_under().is_some_and(|d| (today - d.latest()).get_days() <= NEWS_DAYS);
        let losing = || {
            case.offices
                .iter()
                .filter(|o| o.role == OfficeRole::Losing)
                .filter_map(|o| atlas.office_by_id(o.office?))
                .filter(|o| kinds.holds(o.facts.kind))
        };
        let counts = match case.state() {
            CaseState::InForce => {
                losing().any(|o| o.facts.status.is_gone()) && (lately || (here_too && !has_one))
            }
            CaseState::Proposed => losing().next().is_some() && lately,
            CaseState::Stopped | CaseState::Reopened | CaseState::Done => false,
        };
        counts && !case.kind.is_good_news()
    })
}

/// The needs that are offered, in their order.
pub fn needs() -> impl Iterator<Item = Need> {
    Need::ALL.iter().copied()
}
