//! Points on the unit sphere, and the nearest of them that pass a filter.

use rstar::RTree;
use rstar::primitives::GeomWithData;

use super::tags::Wanted;
use crate::domain::geo::Position;
use crate::domain::kind::{KindSet, OfficeKind};
use crate::domain::office::{Office, Wheelchair};

/// How far the geodesic and the chord can disagree about which of two points is nearer.
///
/// Over all of WGS 84 a step of one degree is between 6,335,439 and 6,399,594 m times its angle: a ratio of 1.01013.
const MARGIN: f64 = 1.010_2;
/// What rounding can do to a chord.
const ROUNDING: f64 = 1e-14;

/// An office as a filter sees it: one bit for its kind, one each for open and wheelchair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marks(u32);

const OPEN: u32 = 1 << 31;
const WHEELCHAIR: u32 = 1 << 30;
const KINDS: u32 = WHEELCHAIR - 1;
const _: () = assert!(OfficeKind::ALL.len() <= 30);

impl Marks {
    pub fn of(office: &Office) -> Self {
        let mut bits = 1 << office.facts.kind as u32;
        if office.facts.status.is_open() {
            bits |= OPEN;
        }
        if office.facts.wheelchair == Some(Wheelchair::Yes) {
            bits |= WHEELCHAIR;
        }
        Self(bits)
    }

    /// What must be there for an office to pass.
    pub fn wanted(kinds: KindSet, open_only: bool, wheelchair: bool) -> Self {
        let kinds = OfficeKind::ALL.iter().filter(|&&kind| kinds.holds(kind));
        let bits = kinds.fold(0, |bits, &kind| bits | 1 << kind as u32);
        Self(bits | if open_only { OPEN } else { 0 } | if wheelchair { WHEELCHAIR } else { 0 })
    }

    /// Whether an office with these marks passes: its kind is wanted, and it has all else that is.
    pub const fn pass(self, wanted: Self) -> bool {
        let needed = wanted.0 & !KINDS;
        self.0 & wanted.0 & KINDS != 0 && self.0 & needed == needed
    }

    const fn group(self) -> u32 {
        self.0 & (KINDS | OPEN)
    }

    /// Whether every office of a group could pass, going by kind and open alone.
    const fn admits(self, group: u32) -> bool {
        Self(group | WHEELCHAIR).pass(self)
    }
}

/// Square of the straight line between two points of the unit sphere.
pub(super) fn chord_2(a: [f64; 3], b: [f64; 3]) -> f64 {
    let d = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
    d[0] * d[0] + d[1] * d[1] + d[2] * d[2]
}

#[derive(Debug, Clone, Copy)]
struct Spot {
    office: u32,
    marks: Marks,
}

type Entry = GeomWithData<[f64; 3], Spot>;

/// Every office that has a point: once in one tree, and once in the tree of those like it.
#[derive(Debug)]
pub(super) struct Points {
    spots: Vec<Entry>,
    all: RTree<Entry>,
    groups: Vec<(u32, RTree<Entry>)>,
}

impl Points {
    pub fn build(offices: &[Office]) -> Self {
        let spots: Vec<Entry> = (0_u32..)
            .zip(offices)
            .filter_map(|(i, office)| {
                let at = office.facts.location.position()?;
                Some(Entry::new(at.unit(), Spot { office: i, marks: Marks::of(office) }))
            })
            .collect();
        let mut kinds: Vec<u32> = spots.iter().map(|s| s.data.marks.group()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let groups = kinds
            .into_iter()
            .map(|group| {
                let like = spots.iter().filter(|s| s.data.marks.group() == group).copied();
                (group, RTree::bulk_load(like.collect()))
            })
            .collect();
        Self { all: RTree::bulk_load(spots.clone()), spots, groups }
    }

    /// The `limit` nearest by chord and all that could be as near by geodesic, as (chord squared, office).
    ///
    /// They come nearest chord first. Where a filter lets so few pass that walking outwards would visit a good
    /// part of all offices, the rest is found by looking at every office once.
    pub fn nearest(
        &self,
        at: Position,
        limit: usize,
        wanted: Marks,
        tags: &Wanted<'_>,
    ) -> Vec<(f64, u32)> {
        if limit == 0 {
            return Vec::new();
        }
        let at = at.unit();
        let like: Vec<&RTree<Entry>> = self
            .groups
            .iter()
            .filter(|(group, _)| wanted.admits(*group))
            .map(|(_, tree)| tree)
            .collect();
        let passing: usize = like.iter().map(|tree| tree.size()).sum();
        let found = if like.len() > 1 && passing * 2 > self.spots.len() {
            self.walk(self.all.nearest_neighbor_iter_with_distance_2(&at), limit, wanted, tags)
        } else if let [tree] = like.as_slice() {
            self.walk(tree.nearest_neighbor_iter_with_distance_2(&at), limit, wanted, tags)
        } else {
            let streams =
                like.iter().map(|tree| tree.nearest_neighbor_iter_with_distance_2(&at)).collect();
            self.walk(Merged::new(streams), limit, wanted, tags)
        };
        found.unwrap_or_else(|| self.scan(at, limit, wanted, tags))
    }

    /// Walks outwards; none when too many were visited in vain.
    fn walk<'t>(
        &self,
        outwards: impl Iterator<Item = (&'t Entry, f64)>,
        limit: usize,
        wanted: Marks,
        tags: &Wanted<'_>,
    ) -> Option<Vec<(f64, u32)>> {
        let budget = 256 + self.spots.len() / 128;
        let (mut found, mut bound, mut vain) = (Vec::with_capacity(limit + 4), f64::INFINITY, 0);
        for (spot, chord_2) in outwards {
            if chord_2 > bound {
                break;
            }
            if !(spot.data.marks.pass(wanted) && tags.pass(spot.data.office)) {
                vain += 1;
                if vain > budget {
                    return None;
                }
                continue;
            }
            found.push((chord_2, spot.data.office));
            if found.len() == limit {
                bound = beyond(chord_2);
            }
        }
        Some(found)
    }

    fn scan(
        &self,
        at: [f64; 3],
        limit: usize,
        wanted: Marks,
        tags: &Wanted<'_>,
    ) -> Vec<(f64, u32)> {
        let passing =
            self.spots.iter().filter(|s| s.data.marks.pass(wanted) && tags.pass(s.data.office));
        let mut found: Vec<(f64, u32)> =
            passing.map(|s| (chord_2(at, *s.geom()), s.data.office)).collect();
        if found.len() > limit {
            let (_, last, _) = found.select_nth_unstable_by(limit - 1, |a, b| a.0.total_cmp(&b.0));
            let bound = beyond(last.0);
            found.retain(|(chord_2, _)| *chord_2 <= bound);
        }
        found.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        found
    }
}

/// The chord (squared) past which nothing can be nearer by geodesic than what lies at this one.
fn beyond(chord_2: f64) -> f64 {
    (chord_2.sqrt() * MARGIN + ROUNDING).powi(2)
}

/// Several streams that each go outwards, as one that does.
struct Merged<I: Iterator> {
    streams: Vec<(I::Item, I)>,
}

impl<'t, I: Iterator<Item = (&'t Entry, f64)>> Merged<I> {
    fn new(streams: Vec<I>) -> Self {
        Self { streams: streams.into_iter().filter_map(|mut s| Some((s.next()?, s))).collect() }
    }
}

impl<'t, I: Iterator<Item = (&'t Entry, f64)>> Iterator for Merged<I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        let heads = self.streams.iter().enumerate();
        let (nearest, _) = heads.min_by(|(_, a), (_, b)| a.0.1.total_cmp(&b.0.1))?;
        let (head, stream) = self.streams.get_mut(nearest)?;
        let out = *head;
        match stream.next() {
            Some(next) => *head = next,
            None => drop(self.streams.swap_remove(nearest)),
        }
        Some(out)
    }
}
