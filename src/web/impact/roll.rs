//! The offices of one service as a list to tick: what is chosen first, then by county.

use crate::atlas::Atlas;
use crate::domain::kind::OfficeKind;
use crate::domain::office::Office;
use crate::domain::text::folded;
use crate::i18n::Words;
use crate::web::ui::plain_name;

use super::entry::{CLOSE, Entry, OPEN};
use super::place;

/// A county with so many offices is a part of its own; the others share parts.
const OWN_PART: usize = 4;
/// So many offices are shown in one part.
const PART: usize = 14;
/// So many are shown around a place that was searched for.
const AROUND: usize = 6;

/// An office to tick.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    /// The office.
    pub office: &'a Office,
    /// Its plain name.
    pub name: String,
}

impl Line<'_> {
    /// Whether it is open today, so that ticking it closes it.
    pub const fn is_open(&self) -> bool {
        self.office.facts.status.is_open()
    }
}

/// A part of the list.
#[derive(Debug)]
pub struct Part<'a> {
    /// Which it is.
    pub title: Title<'a>,
    /// Its offices.
    pub lines: Vec<Line<'a>>,
}

/// What a part of the list holds.
#[derive(Debug, PartialEq, Eq)]
pub enum Title<'a> {
    /// One county.
    County(&'a str),
    /// From one county to another, by the alphabet.
    Counties(&'a str, &'a str),
    /// Offices that are not open today.
    Shut,
    /// What fits the search.
    Found,
    /// What is nearest to the place that was searched for.
    Around(String),
}

/// The list.
#[derive(Debug)]
pub struct Roll<'a> {
    /// Ticked offices that the service has.
    pub chosen: Vec<Line<'a>>,
    /// The others.
    pub parts: Vec<Part<'a>>,
    /// Offices whose place is not known, so that nothing can be asked of them.
    pub without_place: usize,
    /// Open offices that can be asked about, ticked ones too.
    pub open: Vec<Line<'a>>,
}

impl<'a> Roll<'a> {
    /// The offices of the service that was asked for.
    pub fn new(words: Words, atlas: &'a Atlas, entry: &Entry) -> Self {
        let of_kind = atlas.offices().iter().filter(|o| o.facts.kind == entry.service);
        let (placed, lost): (Vec<&Office>, Vec<&Office>) =
            of_kind.partition(|office| office.facts.location.position().is_some());
        let mut lines: Vec<Line<'a>> = placed
            .into_iter()
            .map(|office| Line { office, name: plain_name(words, office) })
            .collect();
        lines.sort_by(|a, b| key(a).cmp(&key(b)));
        let open = lines.iter().filter(|line| line.is_open()).cloned().collect();
        let set = entry.set();
        let is_ticked = |line: &Line<'_>| {
            let slug = line.office.slug.as_str();
            set[CLOSE].contains(slug) || set[OPEN].contains(slug)
        };
        let (chosen, rest): (Vec<_>, Vec<_>) = lines.into_iter().partition(is_ticked);
        let parts = match entry.search.as_str() {
            "" => by_county(rest),
            text => found(atlas, text, rest),
        };
        Self { chosen, parts, without_place: lost.len(), open }
    }
}

fn key<'l>(line: &'l Line<'_>) -> (String, &'l str, &'l str) {
    // "DeKalb" stands beside "De Witt" as people look for it.
    (folded(&line.office.facts.location.county), &line.name, line.office.slug.as_str())
}

fn county<'a>(line: &Line<'a>) -> &'a str {
    &line.office.facts.location.county
}

fn by_county(lines: Vec<Line<'_>>) -> Vec<Part<'_>> {
    let (open, shut): (Vec<_>, Vec<_>) = lines.into_iter().partition(Line::is_open);
    let mut own: Vec<Part<'_>> = Vec::new();
    let mut shared: Vec<Vec<Line<'_>>> = vec![Vec::new()];
    for group in open.chunk_by(|a, b| county(a) == county(b)) {
        if group.len() >= OWN_PART {
            let title = Title::County(group.first().map(county).unwrap_or_default());
            own.push(Part { title, lines: group.to_vec() });
            continue;
        }
        if shared.last().is_some_and(|part| part.len() + group.len() > PART) {
            shared.push(Vec::new());
        }
        if let Some(part) = shared.last_mut() {
            part.extend_from_slice(group);
        }
    }
    own.sort_by_key(|part| std::cmp::Reverse(part.lines.len()));
    let shared = shared.into_iter().filter_map(|lines| {
        let (first, last) = (county(lines.first()?), county(lines.last()?));
        let title = if first == last { Title::County(first) } else { Title::Counties(first, last) };
        Some(Part { title, lines })
    });
    let shut = (!shut.is_empty()).then_some(Part { title: Title::Shut, lines: shut });
    own.into_iter().chain(shared).chain(shut).collect()
}

/// Offices with the text in name, town, county or ZIP code; else those around the place that it names.
fn found<'a>(atlas: &'a Atlas, text: &str, lines: Vec<Line<'a>>) -> Vec<Part<'a>> {
    let sought = folded(text);
    let fits = |line: &&Line<'_>| {
        let at = &line.office.facts.location;
        let all = [line.name.as_str(), &line.office.facts.name, &at.city, &at.county, &at.zip];
        !sought.is_empty() && all.iter().any(|text| folded(text).contains(&sought))
    };
    let fitting: Vec<Line<'a>> = lines.iter().filter(fits).cloned().collect();
    if !fitting.is_empty() {
        return vec![Part { title: Title::Found, lines: fitting }];
    }
    let Ok((name, at)) = place::known(atlas, &atlas.resolve(text)) else { return Vec::new() };
    let mut by_way: Vec<(f64, Line<'a>)> = lines
        .into_iter()
        .filter_map(|line| Some((line.office.facts.location.position()?.distance_m(at), line)))
        .collect();
    by_way.sort_by(|a, b| a.0.total_cmp(&b.0));
    by_way.truncate(AROUND);
    let lines: Vec<_> = by_way.into_iter().map(|(_, line)| line).collect();
    if lines.is_empty() { Vec::new() } else { vec![Part { title: Title::Around(name), lines }] }
}

/// Services with at least two open offices whose place is known, aid offices first.
pub fn services(atlas: &Atlas) -> Vec<OfficeKind> {
    OfficeKind::ALL.iter().copied().filter(|kind| has_two(atlas, *kind)).collect()
}

/// Whether people go to such offices and there are two of them: one alone cannot be held against another.
fn has_two(atlas: &Atlas, kind: OfficeKind) -> bool {
    let open = |o: &&Office| {
        o.facts.kind == kind && o.facts.status.is_open() && o.facts.location.position().is_some()
    };
    kind.is_walked_to() && atlas.offices().iter().filter(open).take(2).count() == 2
}

/// Whether one can ask what the closing of an office would do.
pub fn can_be_asked(atlas: &Atlas, office: &Office) -> bool {
    office.facts.status.is_open()
        && office.facts.location.position().is_some()
        && has_two(atlas, office.facts.kind)
}
