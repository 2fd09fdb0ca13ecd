//! What offices are called in the answer: as one says it aloud, and as it stands in a table.

use std::collections::BTreeMap;

use crate::atlas::Atlas;
use crate::domain::geo::Position;
use crate::domain::kind::OfficeKind;
use crate::domain::slug::Slug;
use crate::i18n::Words;
use crate::impact::Question;
use crate::web::ui::plain_name;

/// Names of the offices of one service, and of those that a question adds.
pub struct Names<'a> {
    words: Words,
    atlas: &'a Atlas,
    service: OfficeKind,
    /// How many offices of the service each town has, gone ones too.
    towns: BTreeMap<&'a str, usize>,
}

impl<'a> Names<'a> {
    /// Names of the offices of a service.
    pub fn new(words: Words, atlas: &'a Atlas, service: OfficeKind) -> Self {
        let mut towns = BTreeMap::new();
        for office in atlas.offices().iter().filter(|o| o.facts.kind == service) {
            *towns.entry(office.facts.location.city.as_str()).or_default() += 1;
        }
        Self { words, atlas, service, towns }
    }

    /// A name for a table: "Jackson County office, Murphysboro".
    pub fn plain(&self, slug: &Slug, asked: &Question) -> String {
        match self.atlas.office(slug.as_str()) {
            Some(office) => plain_name(self.words, office),
            None => match asked.founding().get(slug) {
                Some(at) => self.with("impact-new-named", "place", self.near(*at)),
                None => slug.to_string(),
            },
        }
    }

    /// A name for a sentence: "the public aid office in Murphysboro".
    pub fn spoken(&self, slug: &Slug, asked: &Question) -> String {
        self.told(slug, asked, &self.words.word("the-office", self.service.as_str()))
    }

    /// The same, where the service has been named: "the one in Marion".
    pub fn other(&self, slug: &Slug, asked: &Question) -> String {
        self.told(slug, asked, &self.words.word("the-other", self.service.as_str()))
    }

    fn told(&self, slug: &Slug, asked: &Question, what: &str) -> String {
        let Some(office) = self.atlas.office(slug.as_str()) else {
            let place = asked.founding().get(slug).map(|at| self.near(*at)).unwrap_or_default();
            return self.with("impact-new-one", "place", place);
        };
        let name = plain_name(self.words, office);
        let city = office.facts.location.city.as_str();
        let what = what.to_owned();
        if city.is_empty() {
            return self
                .words
                .with("impact-called", &[("what", what.into()), ("name", name.into())]);
        }
        let own = name.strip_suffix(city).and_then(|rest| rest.strip_suffix(", "));
        let values = |name: &str| {
            [
                ("what", what.clone().into()),
                ("city", city.to_owned().into()),
                ("name", name.to_owned().into()),
            ]
        };
        if self.towns.get(city).is_some_and(|offices| *offices > 1) {
            self.words.with("impact-in-among", &values(own.unwrap_or(&name)))
        } else {
            self.words.with("impact-in", &values(""))
        }
    }

    /// The town that is nearest to a place.
    pub fn near(&self, at: Position) -> String {
        let zip = self.atlas.gazetteer().nearest_zip(at);
        zip.map(|zip| format!("{} ({})", zip.city, zip.zip)).unwrap_or_default()
    }

    fn with(&self, key: &str, name: &'static str, value: String) -> String {
        self.words.with(key, &[(name, value.into())])
    }
}
