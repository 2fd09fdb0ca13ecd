//! The sentences that are read aloud at a hearing.

use crate::domain::slug::Slug;
use crate::i18n::Value;
use crate::impact::{Answer, ByArea, Change, Estimate, Flow, Question, Who};
use crate::web::cx::PageCx;
use crate::web::ui;

use super::names::Names;

/// As many offices of one part are named in the sentence; more are counted.
pub const NAMED: usize = 3;

/// An answer with the words for its offices.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// What was asked.
    pub asked: &'a Question,
    /// What came of it.
    pub answer: &'a Answer,
    /// Names of offices.
    pub names: &'a Names<'a>,
}

impl<'a> Told<'a> {
    /// Those who stand for need: the figures that come first.
    pub const fn need(&self) -> Who {
        self.answer.load.need
    }

    /// Whether ZIP areas are counted, which have no people.
    pub fn is_of_zips(&self) -> bool {
        self.need() == Who::ZipAreas
    }

    /// What becomes of need in the whole state.
    pub fn change(&self) -> Option<&'a Change> {
        self.answer.state.figure(self.need()).map(|figure| &figure.change)
    }

    /// From where to where need goes, the most first, with how much of it.
    pub fn flows(&self) -> Vec<(&'a Flow, &'a crate::impact::FlowGroup)> {
        let need = self.need();
        let groups = self.answer.flows.iter().filter_map(|flow| {
            let group = flow.groups.iter().find(|group| group.who == need)?;
            (group.people.value > 0).then_some((flow, group))
        });
        let mut flows: Vec<_> = groups.collect();
        // A stable sort: what is equal stays in the order of addresses.
        flows.sort_by_key(|(_, group)| std::cmp::Reverse(group.people.value));
        flows
    }

    /// Where the most would go, how many of need that is, and whether it is all of them.
    fn most(&self) -> Option<(&'a Slug, u64, u64)> {
        let mut by_office: Vec<(&Slug, u64)> = Vec::new();
        let mut all = 0;
        for (flow, group) in self.flows() {
            all += group.people.value;
            let Some(to) = &flow.to else { continue };
            match by_office.iter_mut().find(|(slug, _)| **slug == to.slug) {
                Some((_, people)) => *people += group.people.value,
                None => by_office.push((&to.slug, group.people.value)),
            }
        }
        by_office.sort_by_key(|(_, people)| std::cmp::Reverse(*people));
        by_office.first().map(|(slug, people)| (*slug, *people, all))
    }
}

/// Everything that is said first, one sentence after the other.
pub fn sentences(cx: &PageCx, told: &Told<'_>) -> Vec<String> {
    let mut said = vec![who(cx, told)];
    said.extend(farther(cx, told));
    // Where offices open as well, people come nearer: whoever takes them is the new one.
    if !told.asked.closing().is_empty() {
        said.extend(where_to(cx, told));
        said.extend(fuller(cx, told));
    }
    said
}

/// A count in words, with its margin where there is one.
fn counted(cx: &PageCx, who: Who, count: Estimate) -> String {
    let many = ui::how_many(cx, who, count.value);
    match ui::give_or_take(cx, count) {
        Some(margin) => format!("{many} ({margin})"),
        None => many,
    }
}

fn who(cx: &PageCx, told: &Told<'_>) -> String {
    let asked = told.asked;
    let people = told.change().map(|change| change.people).unwrap_or_default();
    let clauses = clauses(cx, told);
    let only_closes = asked.closing().len() == asked.len();
    let key = match (people.value, only_closes, told.is_of_zips()) {
        (0, ..) => "impact-said-nobody",
        (_, true, false) => "impact-said-lose",
        (_, true, true) => "impact-said-lose-zips",
        (_, false, false) => "impact-said-other",
        (_, false, true) => "impact-said-other-zips",
    };
    let many = counted(cx, told.need(), people);
    cx.words.with(
        key,
        &[("what", listed(cx, clauses).into()), ("many", many.into()), ("n", people.value.into())],
    )
}

/// What happens: "the public aid office in Murphysboro closes".
fn clauses(cx: &PageCx, told: &Told<'_>) -> Vec<String> {
    let asked = told.asked;
    let say = |key: &str, values: &[(&str, Value)]| cx.words.with(key, values);
    let mut clauses = Vec::new();
    for (slugs, one, many) in [
        (asked.closing(), "impact-closes", "impact-close-many"),
        (asked.opening(), "impact-opens", "impact-open-many"),
    ] {
        if slugs.len() > NAMED {
            clauses.push(say(many, &[("n", slugs.len().into())]));
        } else if !slugs.is_empty() {
            let mut first = clauses.is_empty();
            let names = slugs.iter().map(|slug| {
                let was_first = std::mem::replace(&mut first, false);
                if was_first {
                    told.names.spoken(slug, asked)
                } else {
                    told.names.other(slug, asked)
                }
            });
            let names: Vec<String> = names.collect();
            let n = names.len();
            clauses.push(say(one, &[("n", n.into()), ("offices", listed(cx, names).into())]));
        }
    }
    for (places, one, many) in [
        (asked.moving(), "impact-moves", "impact-move-many"),
        (asked.founding(), "impact-founds", "impact-found-many"),
    ] {
        if places.len() > NAMED {
            clauses.push(say(many, &[("n", places.len().into())]));
            continue;
        }
        for (slug, at) in places {
            let office = told.names.spoken(slug, asked);
            let place = told.names.near(*at);
            clauses.push(say(one, &[("office", office.into()), ("place", place.into())]));
        }
    }
    clauses
}

/// Things one after the other: "a, b and c".
fn listed(cx: &PageCx, mut things: Vec<String>) -> String {
    let Some(last) = things.pop() else { return String::new() };
    if things.is_empty() {
        return last;
    }
    cx.words.with("impact-and", &[("first", things.join(", ").into()), ("last", last.into())])
}

/// How much longer the way is.
fn farther(cx: &PageCx, told: &Told<'_>) -> Option<String> {
    let added = told.change()?.added?;
    let measure = told.answer.measure;
    let key = match (added.mean, told.is_of_zips()) {
        (mean, _) if mean.abs() < 0.05 => "impact-said-as-far",
        (mean, false) if mean > 0.0 => "impact-said-farther",
        (mean, true) if mean > 0.0 => "impact-said-farther-zips",
        _ => "impact-said-nearer",
    };
    let length = ui::length(cx, measure, added.mean.abs());
    let margin = added.mean_moe.filter(|moe| *moe >= 0.05);
    let length = match margin {
        Some(moe) => {
            let margin = cx.words.decimal(moe, 1);
            let margin = cx.words.with("give-or-take", &[("margin", margin.into())]);
            format!("{length} ({margin})")
        }
        None => length,
    };
    Some(cx.words.with(key, &[("length", length.into())]))
}

/// Where the most would go: of those who lose their nearest office.
fn where_to(cx: &PageCx, told: &Told<'_>) -> Option<String> {
    let (to, people, all) = told.most()?;
    let key = match (people == all, 2 * people > all) {
        (true, _) => "impact-said-all-go",
        (false, true) => "impact-said-most-go",
        (false, false) => "impact-said-some-go",
    };
    let values = [
        ("office", told.names.other(to, told.asked).into()),
        ("count", cx.words.number(people).into()),
    ];
    Some(cx.words.with(key, &values))
}

/// Which office gets fullest: of those whom each office serves, which need not be those who have it nearest.
fn fuller(cx: &PageCx, told: &Told<'_>) -> Option<String> {
    let load = &told.answer.load;
    let line = load.offices.first()?;
    let percent = line.percent.filter(|percent| *percent >= 0.5)?;
    let key = match load.by_service_area {
        ByArea::All => "impact-said-load-all",
        ByArea::Some => "impact-said-load-some",
        ByArea::None => "impact-said-load-none",
    };
    let places = usize::from(percent < 10.0);
    let values = [
        ("office", told.names.other(&line.office.slug, told.asked).into()),
        ("percent", cx.words.decimal(percent, places).into()),
        ("what", ui::load_what(cx.words, load).into()),
    ];
    Some(cx.words.with(key, &values))
}
