//! Services and languages of offices as small numbers, so that a filter compares no text.

use std::collections::HashMap;

use crate::domain::office::Office;
use crate::domain::text;

/// The words that offices carry, and which office carries which.
#[derive(Debug, Default)]
pub(super) struct Tags {
    ids: HashMap<String, u32>,
    starts: Vec<u32>,
    list: Vec<u32>,
}

impl Tags {
    /// Numbers the words that `words_of` gives for each office.
    pub fn build(offices: &[Office], words_of: impl Fn(&Office) -> &[String]) -> Self {
        let mut tags = Self { starts: Vec::with_capacity(offices.len() + 1), ..Self::default() };
        let mut folded: HashMap<&str, u32> = HashMap::new();
        for office in offices {
            tags.starts.push(super::small(tags.list.len()));
            for word in words_of(office) {
                let id = *folded.entry(word).or_insert_with(|| {
                    let next = super::small(tags.ids.len());
                    *tags.ids.entry(text::folded(word)).or_insert(next)
                });
                tags.list.push(id);
            }
        }
        tags.starts.push(super::small(tags.list.len()));
        tags
    }

    /// What a query asks for; `Err(())` where no office has it.
    fn look_up(&self, word: Option<&str>) -> Result<Option<u32>, ()> {
        word.map(|w| self.ids.get(&text::folded(w)).copied().ok_or(())).transpose()
    }

    fn carries(&self, office: u32, id: u32) -> bool {
        let office = office as usize;
        match self.starts.get(office..office + 2) {
            Some(&[from, to]) => {
                self.list.get(from as usize..to as usize).is_some_and(|ids| ids.contains(&id))
            }
            _ => false,
        }
    }
}

/// The service and the language that a query asks for, looked up.
#[derive(Debug)]
pub(super) struct Wanted<'a> {
    services: (&'a Tags, Option<u32>),
    languages: (&'a Tags, Option<u32>),
}

impl<'a> Wanted<'a> {
    /// None where no office has what is asked for.
    pub fn new(
        (services, service): (&'a Tags, Option<&str>),
        (languages, language): (&'a Tags, Option<&str>),
    ) -> Option<Self> {
        Some(Self {
            services: (services, services.look_up(service).ok()?),
            languages: (languages, languages.look_up(language).ok()?),
        })
    }

    /// Whether an office has both.
    pub fn pass(&self, office: u32) -> bool {
        [self.services, self.languages]
            .iter()
            .all(|(tags, id)| id.is_none_or(|id| tags.carries(office, id)))
    }
}
