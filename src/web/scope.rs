//! A part of the ledger that can be followed: what it is called, where its page is, which cases are in it.

use crate::atlas::Atlas;
use crate::domain::agenda::{self, AgendaItem};
use crate::domain::area::County;
use crate::domain::closure::Closure;
use crate::domain::follow::{Topic, TopicKind};
use crate::domain::office::Office;
use crate::domain::slug::Slug;
use crate::i18n::Words;

use super::error::WebError;
use super::ui::{form_encoded, plain_name};

/// A part of the ledger.
#[derive(Debug, Clone, Copy)]
pub enum Scope<'a> {
    /// All of it.
    All,
    /// One case.
    Case(&'a Closure),
    /// The cases of one office.
    Office(&'a Office),
    /// The cases that hit one county.
    County(&'a County),
    /// The cases that one agency decided: its slug and its name.
    Agency(&'a str, &'a str),
}

impl<'a> Scope<'a> {
    /// The part that a topic names.
    ///
    /// # Errors
    /// When there is no such case, office, county or agency.
    pub fn of(atlas: &'a Atlas, topic: &'a Topic) -> Result<Self, WebError> {
        let name = topic.name();
        Ok(match topic.kind() {
            TopicKind::All => Self::All,
            TopicKind::Closure => Self::Case(atlas.closure(name).ok_or(WebError::NoCase)?),
            TopicKind::Office => Self::Office(atlas.office(name).ok_or(WebError::NoOffice)?),
            TopicKind::County => {
                Self::County(atlas.gazetteer().county_by_slug(name).ok_or(WebError::NoPage)?)
            }
            TopicKind::Agency => {
                let (agency, _) = atlas.agency(name).ok_or(WebError::NoPage)?;
                Self::Agency(name, agency)
            }
        })
    }

    /// The topic that a follower of this part has.
    #[must_use]
    pub fn topic(&self) -> Topic {
        let slug = |text: &str| Slug::make(text, "agency");
        match self {
            Self::All => Topic::all(),
            Self::Case(case) => Topic::closure(case.slug.clone()),
            Self::Office(office) => Topic::office(office.slug.clone()),
            Self::County(county) => Topic::county(county.slug.clone()),
            Self::Agency(name, _) => Topic::agency(slug(name)),
        }
    }

    /// What it is called, in plain words.
    #[must_use]
    pub fn name(&self, words: Words) -> String {
        match self {
            Self::All => words.t("follow-everything"),
            Self::Case(case) => words.either(&case.title, &case.title_es).to_owned(),
            Self::Office(office) => plain_name(words, office),
            Self::County(county) => {
                words.with("county-of", &[("name", county.name.clone().into())])
            }
            Self::Agency(_, name) => (*name).to_owned(),
        }
    }

    /// Its page.
    #[must_use]
    pub fn page(&self) -> String {
        match self {
            Self::All => "/closures".to_owned(),
            Self::Case(case) => format!("/closures/{}", case.slug),
            Self::Office(office) => format!("/offices/{}", office.slug),
            Self::County(county) => format!("/closures?county={}", form_encoded(&county.name)),
            Self::Agency(_, name) => format!("/closures?agency={}", form_encoded(name)),
        }
    }

    /// Its Atom feed.
    #[must_use]
    pub fn atom(&self) -> String {
        match self {
            Self::All => "/feeds/closures.atom".to_owned(),
            Self::Case(case) => format!("/feeds/closures/{}.atom", case.slug),
            Self::Office(office) => format!("/feeds/offices/{}.atom", office.slug),
            Self::County(county) => format!("/feeds/areas/county/{}.atom", county.slug),
            Self::Agency(slug, _) => format!("/feeds/agencies/{slug}.atom"),
        }
    }

    /// Its calendar; agencies have none.
    #[must_use]
    pub fn calendar(&self) -> Option<String> {
        match self {
            Self::All => Some("/calendar.ics".to_owned()),
            Self::Case(case) => Some(format!("/closures/{}.ics", case.slug)),
            Self::Office(office) => Some(format!("/offices/{}.ics", office.slug)),
            Self::County(county) => Some(format!("/areas/county/{}.ics", county.slug)),
            Self::Agency(..) => None,
        }
    }

    /// Its cases.
    #[must_use]
    pub fn cases(&self, atlas: &'a Atlas) -> Vec<&'a Closure> {
        match self {
            Self::All => atlas.closures().iter().collect(),
            Self::Case(case) => vec![case],
            Self::Office(office) => atlas.closures_of(office.id),
            Self::County(county) => atlas.closures_of_county(county),
            Self::Agency(slug, _) => atlas.agency(slug).map(|(_, cases)| cases).unwrap_or_default(),
        }
    }

    /// Its cases, and behind them those that were withdrawn within a year: who follows it has to learn that.
    #[must_use]
    pub fn told(&self, atlas: &'a Atlas) -> Vec<&'a Closure> {
        let mut cases = self.cases(atlas);
        match self {
            Self::All => cases.extend(atlas.withdrawn_lately()),
            Self::Case(_) => {}
            Self::Office(office) => cases.extend(atlas.withdrawn_of(office.id)),
            Self::County(county) => cases.extend(atlas.withdrawn_of_county(county)),
            Self::Agency(slug, _) => cases.extend(atlas.withdrawn_of_agency(slug)),
        }
        cases
    }

    /// The dates of its cases, those withdrawn lately too, in the order of time. Of a case with many offices an office has its own ones and
    /// those of the whole case.
    #[must_use]
    pub fn agenda(&self, atlas: &'a Atlas) -> Vec<AgendaItem<'a>> {
        let mine = |item: &AgendaItem<'_>| match self {
            Self::Office(office) => item.step.office_name.as_ref().is_none_or(|name| {
                item.case.offices.iter().any(|o| o.name == *name && o.office == Some(office.id))
            }),
            _ => true,
        };
        let cases = self.told(atlas);
        let mut items: Vec<_> = cases.into_iter().flat_map(agenda::items).filter(mine).collect();
        // Stable: what happens at one time stays in the order of the ledger.
        items.sort_by_key(|item| (item.on, item.step.time));
        items
    }
}
