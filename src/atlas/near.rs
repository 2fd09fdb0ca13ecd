//! The nearest offices that have what is asked for.

use super::{Atlas, index::Marks, tags::Wanted};
use crate::domain::geo::Position;
use crate::domain::kind::KindSet;
use crate::domain::office::Office;

/// What a person near some place is looking for.
#[derive(Debug, Clone, PartialEq)]
pub struct NearestQuery {
    /// Where.
    pub at: Position,
    /// At most so many.
    pub limit: usize,
    /// Of these kinds.
    pub kinds: KindSet,
    /// Giving this service, by its code.
    pub service: Option<String>,
    /// Speaking this language, as the offices print it.
    pub language: Option<String>,
    /// Known to let a wheelchair in, without a "but".
    pub wheelchair: bool,
    /// Open, or open by appointment.
    pub open_only: bool,
}

/// An office and how far away it is.
#[derive(Debug, Clone, Copy)]
pub struct Near<'a> {
    /// The office.
    pub office: &'a Office,
    /// Metres over the ellipsoid.
    pub distance_m: f64,
}

impl Atlas {
    /// The nearest offices that pass, in true order of geodesic distance; of those as far, by public address.
    ///
    /// Offices without a point are never among them.
    #[must_use]
    pub fn nearest(&self, query: &NearestQuery) -> Vec<Near<'_>> {
        let wanted = Marks::wanted(query.kinds, query.open_only, query.wheelchair);
        let Some(tags) = Wanted::new(
            (&self.services, query.service.as_deref()),
            (&self.languages, query.language.as_deref()),
        ) else {
            return Vec::new();
        };
        let found = self.points.nearest(query.at, query.limit, wanted, &tags);
        let mut near: Vec<Near<'_>> = Vec::with_capacity(found.len());
        let mut last: Option<(Position, f64)> = None;
        for office in found.into_iter().filter_map(|(_, i)| self.office_at(i)) {
            let Some(at) = office.facts.location.position() else {
                continue;
            };
            // Offices of one building, or of one ZIP area's middle, come one after the other.
            let distance_m = match last {
                Some((there, distance_m)) if there == at => distance_m,
                _ => query.at.distance_m(at),
            };
            last = Some((at, distance_m));
            near.push(Near { office, distance_m });
        }
        near.sort_unstable_by(|a, b| {
            a.distance_m.total_cmp(&b.distance_m).then_with(|| a.office.slug.cmp(&b.office.slug))
        });
        near.truncate(query.limit);
        near
    }
}
