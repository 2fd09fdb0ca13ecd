//! The question as it was sent: everything that was ticked is kept, whether it can be asked or not.

use std::collections::BTreeSet;

use crate::domain::geo::Window;
use crate::domain::kind::OfficeKind;
use crate::domain::slug::Slug;
use crate::domain::text;
use crate::domain::travel::Travel;
use crate::impact::Question;
use crate::web::ui::form_encoded;

/// The parts of the two sets, by the names that stand in an address.
pub const NAMES: [[&str; 4]; 2] =
    [["close", "open", "move", "new"], ["or_close", "or_open", "or_move", "or_new"]];

/// What of one set is kept of an address that was made by hand: three times what may be asked, so that one who chose far
/// too many finds them all again and can take some away.
const MOST: usize = 3 * Question::MOST;
/// The longest name of an office that is kept, and of one with `@` and a place behind it.
const LONGEST_NAMES: [usize; 4] = [Slug::MAX, Slug::MAX, Slug::MAX + PLACE, Slug::MAX + PLACE];
/// The longest place behind a name: `@38.72710,-89.21680`, and some digits more.
const PLACE: usize = 48;
/// With more offices in a question no part of the page repeats it for each pin of a map.
const MOST_LINKED: usize = 40;
/// The longest text of a box that is read, in characters.
const LONGEST: usize = 200;

/// One set of offices: what is closed, opened, moved and new, as written.
pub type Ticked = [BTreeSet<String>; 4];

/// Where in a set closed offices stand.
pub const CLOSE: usize = 0;
/// Where those stand that open again.
pub const OPEN: usize = 1;
/// Where those stand that move, each with `@` and a place.
pub const MOVE: usize = 2;
/// Where new ones stand.
pub const NEW: usize = 3;

/// Everything that the page was asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The kind of the offices.
    pub service: OfficeKind,
    /// How people travel, where the question is in minutes.
    pub by_way: Option<Travel>,
    /// What happens, and what might happen instead.
    pub sets: [Ticked; 2],
    /// Which of the two the form changes.
    pub at_work: usize,
    /// What the list is searched for.
    pub search: String,
    /// The office that is to move.
    pub moving: String,
    /// Where to.
    pub to: String,
    /// Where a new office is to open.
    pub place: String,
    /// The part of the map.
    pub window: Option<Window>,
    /// Another service than the one that the offices were ticked for was chosen.
    pub is_other_service: bool,
}

impl Default for Entry {
    fn default() -> Self {
        Self {
            service: OfficeKind::Fcrc,
            by_way: None,
            sets: Default::default(),
            at_work: 0,
            search: String::new(),
            moving: String::new(),
            to: String::new(),
            place: String::new(),
            window: None,
            is_other_service: false,
        }
    }
}

impl Entry {
    /// Reads the names and values of a query; what cannot be understood is kept as it is or passed over.
    pub fn read<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut entry = Self::default();
        let mut was = None;
        for (name, value) in pairs {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            let tidy = || text::tidy(value).chars().take(LONGEST).collect::<String>();
            match name {
                "service" => entry.service = value.parse().unwrap_or(entry.service),
                "by_way" => entry.by_way = value.parse().ok(),
                "was" => was = value.parse::<OfficeKind>().ok(),
                "edit" => entry.at_work = usize::from(value == "or"),
                "q" => entry.search = tidy(),
                "moving" => entry.moving = tidy(),
                "to" => entry.to = tidy(),
                "place" => entry.place = tidy(),
                "bbox" => entry.window = value.parse().ok(),
                _ => entry.tick(name, value),
            }
        }
        entry.is_other_service = was.is_some_and(|was| was != entry.service);
        if entry.is_other_service {
            entry.sets = Default::default();
            entry.by_way = None;
            entry.moving.clear();
        }
        entry
    }

    fn tick(&mut self, name: &str, value: &str) {
        for (set, names) in self.sets.iter_mut().zip(NAMES) {
            let kept: usize = set.iter().map(BTreeSet::len).sum();
            for (part, (ticked, _)) in
                set.iter_mut().zip(names).enumerate().filter(|(_, (_, n))| *n == name)
            {
                let longest = LONGEST_NAMES.get(part).copied().unwrap_or(Slug::MAX);
                // Offices stand side by side with commas; a place has a comma of its own.
                let values: Vec<&str> =
                    if part <= OPEN { value.split(',').collect() } else { vec![value] };
                let values = values.into_iter().map(str::trim).filter(|one| !one.is_empty());
                let values = values.map(|one| one.chars().take(longest).collect());
                ticked.extend(values.take(MOST.saturating_sub(kept)));
            }
        }
    }

    /// The set that the form changes.
    pub fn set(&self) -> &Ticked {
        &self.sets[self.at_work.min(1)]
    }

    /// Whether the question is so long that it is not repeated in link after link.
    pub fn is_long(&self) -> bool {
        self.sets.iter().flatten().map(BTreeSet::len).sum::<usize>() > MOST_LINKED
    }

    /// The same question with another set at work.
    #[must_use]
    pub fn working_at(&self, set: usize) -> Self {
        Self { at_work: set.min(1), ..self.asked() }
    }

    /// The same question without what stands in the boxes.
    #[must_use]
    pub fn asked(&self) -> Self {
        let (service, by_way) = (self.service, self.by_way);
        let (sets, at_work) = (self.sets.clone(), self.at_work);
        Self { service, by_way, sets, at_work, ..Self::default() }
    }

    /// The same with one thing more in a part of the set at work.
    #[must_use]
    pub fn with(&self, part: usize, value: String) -> Self {
        let mut to = self.asked();
        if let Some(ticked) = to.sets[self.at_work.min(1)].get_mut(part) {
            ticked.insert(value);
        }
        to
    }

    /// The same with an office taken out of the question, or put into it.
    #[must_use]
    pub fn toggled(&self, slug: &str, is_open: bool) -> Self {
        let mut to = self.asked();
        let set = &mut to.sets[self.at_work.min(1)];
        let was = set[CLOSE].remove(slug) | set[OPEN].remove(slug);
        let moved = set[MOVE].len();
        set[MOVE].retain(|one| one.split('@').next() != Some(slug));
        if !was && moved == set[MOVE].len() {
            set[if is_open { CLOSE } else { OPEN }].insert(slug.to_owned());
        }
        to
    }

    /// Names and values of the question, without what stands in the boxes.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("service", self.service.to_string())];
        pairs.extend(self.by_way.map(|by| ("by_way", by.to_string())));
        for (set, names) in self.sets.iter().zip(NAMES) {
            for (part, (ticked, name)) in set.iter().zip(names).enumerate() {
                if part <= OPEN && !ticked.is_empty() {
                    let all: Vec<&str> = ticked.iter().map(String::as_str).collect();
                    pairs.push((name, all.join(",")));
                } else if part > OPEN {
                    pairs.extend(ticked.iter().map(|one| (name, one.clone())));
                }
            }
        }
        if self.at_work == 1 {
            pairs.push(("edit", "or".to_owned()));
        }
        pairs
    }

    /// The address of the page that asks this.
    pub fn address(&self) -> String {
        let pairs = self.pairs().into_iter();
        let query: Vec<String> =
            pairs.map(|(name, value)| format!("{name}={}", legible(&value))).collect();
        format!("/impact?{}", query.join("&"))
    }
}

/// A value of a query in which commas and at-signs stand as they are.
fn legible(value: &str) -> String {
    form_encoded(value).replace("%2C", ",").replace("%40", "@")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Entry {
        Entry::read(query.split('&').filter_map(|pair| pair.split_once('=')))
    }

    #[test]
    fn what_was_ticked_is_kept_and_written_the_same() {
        let entry = read(
            "service=fcrc&close=b&close=a,b&move=d@40.1,-89.2&or_open=c&edit=or&q= Cairo &close=A B",
        );
        assert_eq!(
            entry.address(),
            "/impact?service=fcrc&close=A+B,a,b&move=d@40.1,-89.2&or_open=c&edit=or"
        );
        assert_eq!((entry.search.as_str(), entry.at_work), ("Cairo", 1));
        assert_eq!(read("close=&service=banks").address(), "/impact?service=fcrc");
    }

    #[test]
    fn a_pin_puts_an_office_in_and_takes_it_out() {
        let entry = read("close=a&move=d@1,2");
        assert_eq!(entry.toggled("a", true).address(), "/impact?service=fcrc&move=d@1,2");
        assert_eq!(entry.toggled("d", true).address(), "/impact?service=fcrc&close=a");
        assert_eq!(
            entry.toggled("b", false).address(),
            "/impact?service=fcrc&close=a&open=b&move=d@1,2"
        );
        let second = entry.working_at(1).toggled("a", true);
        assert_eq!(second.address(), "/impact?service=fcrc&close=a&move=d@1,2&or_close=a&edit=or");
    }

    #[test]
    fn another_service_begins_anew_and_nothing_is_endless() {
        let entry = read("service=wic_clinic&was=fcrc&close=a");
        assert!(entry.is_other_service && entry.set()[CLOSE].is_empty());
        let many: Vec<String> = (0..5_000).map(|n| format!("o{n}")).collect();
        assert_eq!(read(&format!("close={}", many.join(","))).set()[CLOSE].len(), MOST);
        let entry = read(&format!("close={0}&new={0}@40.12345,-89.12345", "a".repeat(900)));
        let lengths = [CLOSE, NEW].map(|part| entry.set()[part].first().unwrap().len());
        assert_eq!(lengths, [80, 128]);
        assert!(!entry.is_long() && read(&format!("or_close={}", many.join(","))).is_long());
    }
}
