//! How far the people of one area are from an office today, and where that puts the area among others of its kind.

use std::sync::Arc;

use super::access::{Access, Counts, groups};
use super::change::mean_margin;
use super::ground::Ground;
use super::margin::Estimate;
use super::measure::{UNREACHED, rounded};
use super::who::{Unit, Who};
use crate::domain::slug::Slug;

/// A margin of error above this share of its estimate makes the estimate a rough guess: the coefficient of variation,
/// which is the margin over 1.645 over the estimate, is then above 40 per cent.
const MOST_MARGIN: f64 = 0.40 * 1.645;

impl Estimate {
    /// Whether the margin of error is so large that the number says little: a coefficient of variation above 40 per
    /// cent, or a margin around nought. A number without a margin is not known to be rough.
    #[must_use]
    pub fn is_rough_guess(&self) -> bool {
        self.moe.is_some_and(|moe| moe as f64 > MOST_MARGIN * self.value as f64)
    }
}

/// The ways of one group of an area as they are today.
#[derive(Debug, Clone, PartialEq)]
pub struct Today {
    /// Of whom.
    pub who: Who,
    /// What one of them is.
    pub unit: Unit,
    /// All of them.
    pub all: Estimate,
    /// Points of the area for which the survey has no number.
    pub missing_points: u64,
    /// Their ways.
    pub access: Arc<Access>,
}

/// Where an area stands among those of its kind, by the mean way of need to the nearest office; 1 is the farthest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Its place; areas with the same mean share one.
    pub place: usize,
    /// How many areas of the kind have anybody of need with a known way.
    pub of: usize,
    /// How many others share its place.
    pub ties: usize,
    /// The first and the last place that it may have for all the survey can tell; none where its own margin of error is
    /// not known.
    pub span: Option<(usize, usize)>,
}

/// The mean way of need in an area, in miles or minutes to two decimals, and its margin of error.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Mean {
    mean: f64,
    moe: Option<f64>,
}

impl Ground {
    /// The ways of each group of an area, in the order of [`Who`]; none where there is no such area.
    #[must_use]
    pub fn area_today(&self, kind: &Slug, area: &Slug) -> Option<Vec<Today>> {
        let (layer, area) = self.area_number(kind, area)?;
        let base = self.base.get(layer)?.get(area)?;
        let today = base.iter().map(|figure| Today {
            who: figure.who,
            unit: figure.unit,
            all: figure.all,
            missing_points: figure.missing_points,
            access: Arc::clone(&figure.before),
        });
        Some(today.collect())
    }

    /// Where an area stands among those of its kind; none where nobody of need lives there, or no way is known.
    ///
    /// Two means are told apart where they differ by more than the root of the sum of the squares of their margins (the
    /// Census handbook's test of a difference, 90 % certainty). Means of which one has no margin are not told apart.
    #[must_use]
    pub fn standing(&self, kind: &Slug, area: &Slug) -> Option<Standing> {
        let (layer, area) = self.area_number(kind, area)?;
        let areas = self.layers.get(layer)?.areas().len();
        let own = self.mean_way(layer, area)?;
        let others = (0..areas).filter(|other| *other != area);
        let others: Vec<Mean> = others.filter_map(|other| self.mean_way(layer, other)).collect();
        let count = |is: &dyn Fn(&Mean) -> bool| others.iter().filter(|other| is(other)).count();
        let of = others.len() + 1;
        let span = own.moe.map(|moe| {
            let apart = |other: &Mean| {
                other
                    .moe
                    .is_some_and(|other_moe| (other.mean - own.mean).abs() > moe.hypot(other_moe))
            };
            let farther = count(&|other| other.mean > own.mean && apart(other));
            let nearer = count(&|other| other.mean < own.mean && apart(other));
            (farther + 1, of - nearer)
        });
        Some(Standing {
            place: count(&|other| other.mean > own.mean) + 1,
            of,
            ties: count(&|other| same(other.mean, own.mean)),
            span,
        })
    }

    /// The number of a layer and of an area in it.
    pub(super) fn area_number(&self, kind: &Slug, area: &Slug) -> Option<(usize, usize)> {
        let layer = self.layers.iter().position(|layer| layer.kind() == kind)?;
        let areas = self.layers.get(layer)?.areas();
        Some((layer, areas.binary_search_by(|known| known.slug.cmp(area)).ok()?))
    }

    fn mean_way(&self, layer: usize, area: usize) -> Option<Mean> {
        let need = self.demand.need();
        let groups = groups(&self.demand);
        let at = groups.iter().position(|(who, _)| *who == need)?;
        let counts = groups.get(at).map(|(_, counts)| *counts)?;
        let mean = self.base.get(layer)?.get(area)?.get(at)?.before.mean?;
        let moe = self.mean_moe(self.layers.get(layer)?.points_of(area), counts);
        Some(Mean { mean, moe })
    }

    /// The margin of error of a mean way, as that of what is added to ways.
    fn mean_moe(&self, points: &[u32], counts: Counts<'_>) -> Option<f64> {
        let ways: Vec<(i64, u32)> = points
            .iter()
            .filter_map(|point| {
                let cost = self.before.get(*point as usize)?.first.cost;
                Some((i64::try_from(cost).ok().filter(|_| cost != UNREACHED)?, *point))
            })
            .collect();
        let weights = ways.iter().map(|(way, point)| (*way, u64::from(counts.weight(*point))));
        let (people, total) = weights.fold((0_u64, 0_i128), |(people, total), (way, weight)| {
            (people + weight, total + i128::from(way) * i128::from(weight))
        });
        let mean = (people > 0).then(|| total as f64 / people as f64)?;
        let moe = mean_margin(&ways, counts, mean, people)?;
        Some(rounded(self.measure().show(moe), 2))
    }
}

/// Whether two numbers of two decimals are the same.
fn same(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.005
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::geo::Position;
    use crate::impact::{
        Area, Column, Demand, GroundInput, Inputs, Layer, Question, Site, Sites, Workers,
    };

    fn slug(text: &str) -> Slug {
        text.parse().unwrap()
    }

    /// An office in the west, one in the east, and areas along the line between them, each with two points. Points of
    /// one area lie `apart` degrees from each other, so that margins of the counts become margins of the mean.
    fn ground(
        areas: &[(&str, f64, f64)],
        counts: &[Option<i64>],
        margins: &[Option<i64>],
    ) -> Ground {
        let site = |name: &str, lon: f64| Site {
            slug: slug(name),
            name: name.to_owned(),
            at: Some(Position::new(38.0, lon).unwrap()),
            is_open: true,
            cases: None,
            capacity: 1.0,
            is_rough: false,
        };
        let sites = Sites::new(vec![site("west", -90.0), site("far-east", -80.0)]).unwrap();
        let at: Vec<Position> = areas
            .iter()
            .flat_map(|(_, lon, apart)| [lon - apart, lon + apart])
            .map(|lon| Position::new(38.0, lon).unwrap())
            .collect();
        let ids = (0..at.len()).map(|i| i.to_string().into()).collect();
        let column = Column::new(counts, Some(margins)).unwrap();
        let demand = Demand::census(ids, at, vec![(Who::InPoverty, column)]).unwrap();
        let named = |name: &str| Area { slug: slug(name), name: name.to_owned() };
        let of: Vec<Option<u32>> =
            (0_u32..).zip(areas).flat_map(|(i, _)| [Some(i), Some(i)]).collect();
        let named = areas.iter().map(|(name, ..)| named(name)).collect();
        let input = GroundInput {
            sites,
            demand,
            state: (slug("state"), Area { slug: slug("all"), name: "All".to_owned() }),
            layers: vec![Layer::new(slug("county"), named, &of).unwrap()],
            assignments: None,
            times: None,
            inputs: Inputs::default(),
        };
        Ground::new(input, Workers::new(1).unwrap()).unwrap()
    }

    const THREE: [(&str, f64, f64); 3] =
        [("near", -89.8, 0.05), ("middle", -89.0, 0.05), ("far", -88.5, 0.05)];

    #[test]
    fn today_is_what_the_question_that_asks_nothing_answers() {
        let ground = ground(&THREE, &[Some(10); 6], &[Some(3); 6]);
        let asked = ground.ask(&Question::default()).unwrap();
        for area in &asked.kinds[0].areas {
            let today = ground.area_today(&slug("county"), &area.slug).unwrap();
            let told: Vec<_> = today.iter().map(|t| (t.who, t.all, t.access.clone())).collect();
            let expected: Vec<_> =
                area.figures.iter().map(|f| (f.who, f.all, f.before.clone())).collect();
            assert_eq!(told, expected, "{}", area.name);
        }
        assert!(ground.area_today(&slug("county"), &slug("nowhere")).is_none());
        assert!(ground.area_today(&slug("moon"), &slug("near")).is_none());
    }

    #[test]
    fn the_farthest_is_first_and_far_apart_means_are_told_apart() {
        let ground = ground(&THREE, &[Some(10); 6], &[Some(3); 6]);
        let standing = |area: &str| ground.standing(&slug("county"), &slug(area)).unwrap();
        let only = |place| Standing { place, of: 3, ties: 0, span: Some((place, place)) };
        assert_eq!(standing("far"), only(1));
        assert_eq!(standing("middle"), only(2));
        assert_eq!(standing("near"), only(3));
    }

    #[test]
    fn where_margins_overlap_the_place_may_be_another() {
        let wide = [("a", -89.02, 0.5), ("b", -89.0, 0.5), ("c", -88.0, 0.01)];
        let ground = ground(&wide, &[Some(10); 6], &[Some(9); 6]);
        let standing = |area: &str| ground.standing(&slug("county"), &slug(area)).unwrap();
        assert_eq!(standing("b"), Standing { place: 2, of: 3, ties: 0, span: Some((2, 3)) });
        assert_eq!(standing("a"), Standing { place: 3, of: 3, ties: 0, span: Some((2, 3)) });
        assert_eq!(standing("c").span, Some((1, 1)));
    }

    #[test]
    fn areas_of_one_mean_share_a_place_and_empty_ones_have_none() {
        let twins = [("a", -89.0, 0.05), ("b", -89.0, 0.05), ("c", -88.0, 0.05), ("d", -88.9, 0.0)];
        let mut counts = [Some(10); 8];
        counts[6] = Some(0);
        counts[7] = None;
        let mut margins = [Some(2); 8];
        margins[4] = None;
        let ground = ground(&twins, &counts, &margins);
        let standing = |area: &str| ground.standing(&slug("county"), &slug(area));
        let twin = Standing { place: 2, of: 3, ties: 1, span: Some((1, 3)) };
        assert_eq!(standing("a"), Some(twin), "c has no margin and is not told apart");
        assert_eq!(standing("b"), Some(twin));
        assert_eq!(standing("c"), Some(Standing { place: 1, of: 3, ties: 0, span: None }));
        assert_eq!(standing("d"), None, "nobody of need lives there");
    }

    #[test]
    fn a_number_is_a_rough_guess_above_a_variation_of_40_per_cent() {
        let is = |value, moe| Estimate { value, moe }.is_rough_guess();
        assert!(!is(1_000, Some(658)) && is(1_000, Some(659)));
        assert!(is(0, Some(12)) && !is(0, Some(0)) && !is(0, None) && !is(5, None));
    }
}
