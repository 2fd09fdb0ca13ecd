//! The districts around a place that somebody asks for.

use crate::app::App;
use crate::atlas::{Atlas, Hit, LandLayer, Resolved};
use crate::domain::office::Office;
use crate::domain::polygon::{Area, AreaKind};
use crate::web::cx::PageCx;
use crate::web::find::{self, Answer, Here, Note};

/// What there is to say to the search box.
pub enum Found<'a> {
    /// Nothing was asked yet.
    Nothing,
    /// The areas around a place.
    Place(Box<Place<'a>>),
    /// A county; it may have several districts of a kind.
    County(&'a Area),
    /// Several offices fit the name.
    Offices(Vec<&'a Office>),
    /// The name is close to these.
    DidYouMean(Vec<Hit<'a>>),
    /// Nothing was found: the message that says so, and what was typed.
    Missing(&'static str, String),
}

/// A place with the areas around it.
pub struct Place<'a> {
    /// Its name.
    pub name: String,
    /// How it was found.
    pub sureness: Sureness,
    /// Its areas, by kind.
    pub areas: Vec<&'a Area>,
}

/// How well a place is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sureness {
    /// A position, or a street address that was looked up.
    Exact,
    /// The middle of a ZIP code.
    Zip,
    /// The middle of a town.
    Town,
    /// The typing was close to its name.
    Guessed,
}

impl Found<'_> {
    /// Answers the search box.
    pub async fn of<'a>(
        app: &App,
        atlas: &'a Atlas,
        cx: &PageCx,
        question: &find::Question,
    ) -> Found<'a> {
        if question.near.is_none()
            && let Resolved::County { county, .. } = atlas.resolve(&question.text)
            && let Some(area) = atlas.land().area(&AreaKind::County, county.slug.as_str())
        {
            return Found::County(area);
        }
        match find::answer(app, atlas, cx, question).await {
            Answer::Home => Found::Nothing,
            Answer::Around(around) => {
                let sureness = sureness(atlas, question, &around.here);
                let Here { name, at, .. } = around.here;
                let areas = atlas.land().layers().iter().filter_map(|layer| layer.at(at)).collect();
                Found::Place(Box::new(Place { name, sureness, areas }))
            }
            Answer::Offices(offices) => Found::Offices(offices),
            Answer::DidYouMean(hits) => Found::DidYouMean(hits),
            Answer::OtherState(zip) => Found::Missing("nothing-other-state", zip),
            Answer::UnknownZip(zip) => Found::Missing("nothing-unknown-zip", zip),
            Answer::FarAway => Found::Missing("nothing-far-away", String::new()),
            Answer::NoAddress => Found::Missing("nothing-address", question.text.clone()),
            Answer::Nothing => Found::Missing("nothing-by-name", question.text.clone()),
        }
    }
}

fn sureness(atlas: &Atlas, question: &find::Question, here: &Here<'_>) -> Sureness {
    if question.near.is_some() {
        return Sureness::Exact;
    }
    match &here.note {
        Note::Guessed => Sureness::Guessed,
        Note::Address(_) => Sureness::Exact,
        Note::OfficeGone(gone) => of_office(gone.office),
        Note::OfficeNamed(office) => of_office(office),
        Note::AddressRough | Note::Others(_) | Note::None => {
            let is_zip = matches!(atlas.resolve(&question.text), Resolved::Zip(_));
            if is_zip { Sureness::Zip } else { Sureness::Town }
        }
    }
}

fn of_office(office: &Office) -> Sureness {
    match office.facts.location.point {
        Some((_, method)) if !method.is_rough() => Sureness::Exact,
        _ => Sureness::Town,
    }
}

/// The areas in which an office stands, by kind: where it stands for sure, or about.
#[must_use]
pub fn areas_of<'a>(atlas: &'a Atlas, office: &Office) -> Vec<&'a Area> {
    let at = &office.facts.location;
    let by_place = |layer: &'a LandLayer| match (&layer.kind, at.position()) {
        // Its county is told by the list that it stands in.
        (AreaKind::County, _) if !at.county.is_empty() => {
            let slug = &atlas.gazetteer().county(&at.county)?.slug;
            layer.areas.iter().find(|area| area.slug == *slug)
        }
        (_, Some(position)) => layer.at(position),
        (_, None) => None,
    };
    atlas.land().layers().iter().filter_map(by_place).collect()
}
