//! Areas of one kind, and which points lie in them.

use std::ops::Range;

use crate::domain::slug::Slug;

/// Marks a point that lies in no area.
pub(super) const NOWHERE: u32 = u32::MAX;

/// An area people organize by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Public address.
    pub slug: Slug,
    /// Name to show.
    pub name: String,
}

/// All areas of one kind. A point lies in one of them or in none, so that sums never count anybody twice.
#[derive(Debug, Clone)]
pub struct Layer {
    kind: Slug,
    areas: Vec<Area>,
    /// Points by area; those of area `i` are `points[starts[i]..starts[i + 1]]`, the last stretch lies nowhere.
    points: Vec<u32>,
    starts: Vec<usize>,
}

/// Areas that do not fit to their points.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LayerFault {
    /// A point in an area that there is not.
    #[error("found area {found} of the kind {kind} for point {point}, expected a number below {areas}", kind = kind.as_str())]
    Area {
        /// The kind.
        kind: Slug,
        /// The point, from 0.
        point: u32,
        /// The area it is said to lie in.
        found: u32,
        /// How many areas there are.
        areas: usize,
    },
    /// Two areas with one address.
    #[error("found the area {slug} of the kind {kind} twice, expected every area once", kind = kind.as_str(), slug = slug.as_str())]
    Twice {
        /// The kind.
        kind: Slug,
        /// The address.
        slug: Slug,
    },
}

impl Layer {
    /// Areas with the area of each point, none where a point lies outside of all.
    ///
    /// # Errors
    /// When an area stands twice or a point lies in an area that there is not.
    pub fn new(kind: Slug, areas: Vec<Area>, of: &[Option<u32>]) -> Result<Self, LayerFault> {
        let mut order: Vec<u32> = (0_u32..).zip(&areas).map(|(i, _)| i).collect();
        let slug = |i: &u32| areas.get(*i as usize).map(|a| a.slug.clone());
        order.sort_by_cached_key(slug);
        if let Some(twice) = order.windows(2).find(|w| slug(&w[0]) == slug(&w[1])) {
            let slug = slug(&twice[0]).unwrap_or_else(|| kind.clone());
            return Err(LayerFault::Twice { kind, slug });
        }
        // Where each area stands once they are ordered by their addresses.
        let mut place = vec![0_u32; areas.len()];
        for (new, old) in (0_u32..).zip(&order) {
            if let Some(slot) = place.get_mut(*old as usize) {
                *slot = new;
            }
        }
        let mut keyed: Vec<(u32, u32)> = Vec::with_capacity(of.len());
        for (point, area) in (0_u32..).zip(of) {
            let key = match *area {
                None => NOWHERE,
                Some(found) => *place.get(found as usize).ok_or_else(|| LayerFault::Area {
                    kind: kind.clone(),
                    point,
                    found,
                    areas: areas.len(),
                })?,
            };
            keyed.push((key, point));
        }
        keyed.sort_unstable();
        let starts = (0_u32..).take(areas.len()).chain([NOWHERE]);
        let mut starts: Vec<usize> =
            starts.map(|area| keyed.partition_point(|(key, _)| *key < area)).collect();
        starts.push(keyed.len());
        let areas = order.iter().filter_map(|i| areas.get(*i as usize).cloned()).collect();
        Ok(Self { kind, areas, points: keyed.into_iter().map(|(_, p)| p).collect(), starts })
    }

    /// One area that holds every point: the state.
    pub(super) fn whole(kind: Slug, area: Area, points: usize) -> Result<Self, LayerFault> {
        Self::new(kind, vec![area], &vec![Some(0); points])
    }

    /// The kind: `county`, `senate`, ...
    #[must_use]
    pub const fn kind(&self) -> &Slug {
        &self.kind
    }

    /// The areas by public address.
    #[must_use]
    pub fn areas(&self) -> &[Area] {
        &self.areas
    }

    /// How many points the layer speaks of.
    #[must_use]
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Whether it speaks of none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// The points of an area, in order.
    #[must_use]
    pub fn points_of(&self, area: usize) -> &[u32] {
        self.points.get(self.stretch(area)).unwrap_or(&[])
    }

    /// Where the points of an area stand among those of all.
    pub(super) fn stretch(&self, area: usize) -> Range<usize> {
        let ends = self.starts.get(area).zip(self.starts.get(area + 1));
        ends.map_or(0..0, |(from, to)| *from..*to)
    }

    /// The points by area, and those of each area in the order in which all points are given.
    pub(super) fn ordered(&self, all: &[u32]) -> Vec<u32> {
        let mut area_of = vec![0_u32; self.points.len()];
        for area in (0_u32..).take(self.areas.len() + 1) {
            for point in self.points_of(area as usize) {
                if let Some(slot) = area_of.get_mut(*point as usize) {
                    *slot = area;
                }
            }
        }
        let mut next = self.starts.clone();
        let mut ordered = vec![0_u32; self.points.len()];
        for point in all {
            let Some(area) = area_of.get(*point as usize) else { continue };
            let Some(place) = next.get_mut(*area as usize) else { continue };
            if let Some(slot) = ordered.get_mut(*place) {
                *slot = *point;
            }
            *place += 1;
        }
        ordered
    }

    /// The points that lie in no area.
    #[must_use]
    pub fn outside(&self) -> &[u32] {
        self.points_of(self.areas.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(slug: &str) -> Area {
        Area { slug: slug.parse().unwrap(), name: slug.to_owned() }
    }

    #[test]
    fn points_stand_by_area_and_the_order_of_areas_does_not_matter() {
        let kind: Slug = "county".parse().unwrap();
        let of = [Some(0), None, Some(1), Some(0)];
        let layer = Layer::new(kind.clone(), vec![area("b"), area("a")], &of).unwrap();
        assert_eq!(layer.areas()[0].slug.as_str(), "a");
        assert_eq!(layer.points_of(0), [2]);
        assert_eq!(layer.points_of(1), [0, 3]);
        assert_eq!(layer.outside(), [1]);
        assert_eq!(layer.points_of(7), [0_u32; 0]);
        assert_eq!(layer.ordered(&[3, 2, 1, 0]), [2, 3, 0, 1], "a, then b, then nowhere");
        let fault = Layer::new(kind.clone(), vec![area("a")], &[Some(1)]).unwrap_err();
        assert!(matches!(fault, LayerFault::Area { point: 0, found: 1, areas: 1, .. }));
        assert!(Layer::new(kind, vec![area("a"), area("a")], &[]).is_err());
    }
}
