//! Where people live: points with a number of people in each group.

use super::who::Who;
use crate::domain::geo::Position;

/// Marks a number that is not there.
pub(super) const MISSING: u32 = u32::MAX;

/// The people of one group, point by point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    values: Vec<u32>,
    /// Margins of error of 90 % certainty, as the survey gives them.
    margins: Option<Vec<u32>>,
}

/// Demand that cannot be reckoned with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DemandFault {
    /// A count below nought or beyond reason.
    #[error("found {found} {what} at point {point}, expected 0 to {most}")]
    Count {
        /// "people" or "margin of error".
        what: &'static str,
        /// The point, from 0.
        point: usize,
        /// What was given.
        found: i64,
        /// The most there can be.
        most: u32,
    },
    /// Columns of different lengths.
    #[error("found {found} rows in {what}, expected {expected}, one for each point")]
    Length {
        /// Which column.
        what: String,
        /// Its rows.
        found: usize,
        /// How many points there are.
        expected: usize,
    },
    /// The same group twice, or one that no census fills.
    #[error("found the group {who} where it cannot stand, expected each group of a census once")]
    Group {
        /// The group.
        who: Who,
    },
    /// More points than 32 bits can number.
    #[error("found {found} points, expected at most {most}")]
    TooMany {
        /// How many were given.
        found: usize,
        /// How many can be.
        most: usize,
    },
}

impl Column {
    /// The most people at one point.
    pub const MOST: u32 = 100_000_000;

    /// Counts, whole and not negative; none where the survey has none.
    ///
    /// # Errors
    /// When a number is negative or absurdly large (the census writes codes such as -666666666 for "none": an
    /// importer turns them into `None`), or the two columns differ in length.
    pub fn new(
        values: &[Option<i64>],
        margins: Option<&[Option<i64>]>,
    ) -> Result<Self, DemandFault> {
        if let Some(margins) = margins.filter(|m| m.len() != values.len()) {
            return Err(DemandFault::Length {
                what: "margins of error".into(),
                found: margins.len(),
                expected: values.len(),
            });
        }
        Ok(Self {
            values: small(values, "people")?,
            margins: margins.map(|m| small(m, "margin of error")).transpose()?,
        })
    }

    /// Each point's number, with its margin where there is one; none where the number is missing.
    #[must_use]
    pub fn get(&self, point: usize) -> Option<(u32, Option<u32>)> {
        let value = *self.values.get(point).filter(|v| **v != MISSING)?;
        let margin = self.margins.as_ref().and_then(|m| m.get(point));
        Some((value, margin.copied().filter(|m| *m != MISSING)))
    }

    /// The number at a point, 0 where it is missing.
    pub(super) fn weight(&self, point: usize) -> u32 {
        self.values.get(point).copied().filter(|v| *v != MISSING).unwrap_or(0)
    }
}

fn small(numbers: &[Option<i64>], what: &'static str) -> Result<Vec<u32>, DemandFault> {
    let one = |(point, number): (usize, &Option<i64>)| match *number {
        None => Ok(MISSING),
        Some(found) => u32::try_from(found)
            .ok()
            .filter(|n| *n <= Column::MOST)
            .ok_or(DemandFault::Count { what, point, found, most: Column::MOST }),
    };
    numbers.iter().enumerate().map(one).collect()
}

/// The numbers of all groups point by point, so that those of one point lie side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rows {
    cells: Vec<(u32, u32)>,
    width: usize,
}

impl Rows {
    /// How many groups there are.
    pub const fn width(&self) -> usize {
        self.width
    }

    /// The number and the margin of each group at a point; [`MISSING`] where there is none.
    pub fn of(&self, point: u32) -> &[(u32, u32)] {
        let from = point as usize * self.width;
        self.cells.get(from..from + self.width).unwrap_or(&[])
    }
}

/// What stands at the points. Where they are ZIP areas there is no place to put people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Weights {
    /// Each point is the area of a ZIP code and counts once.
    ZipAreas,
    /// Groups of a census, in the order of [`Who`].
    Census(Vec<(Who, Column)>),
}

/// Points where people live, as a structure of arrays.
#[derive(Debug, Clone, PartialEq)]
pub struct Demand {
    ids: Vec<Box<str>>,
    at: Vec<Position>,
    weights: Weights,
}

impl Demand {
    /// As many points as can be.
    pub const MOST: usize = 20_000_000;

    /// Tracts or block groups with their people.
    ///
    /// # Errors
    /// When a column is not as long as the points, or a group stands twice.
    pub fn census(
        ids: Vec<Box<str>>,
        at: Vec<Position>,
        mut groups: Vec<(Who, Column)>,
    ) -> Result<Self, DemandFault> {
        groups.sort_by_key(|(who, _)| *who);
        for (i, (who, column)) in groups.iter().enumerate() {
            if !Who::GROUPS.contains(who) || groups.iter().take(i).any(|(w, _)| w == who) {
                return Err(DemandFault::Group { who: *who });
            }
            same(who.as_str(), column.values.len(), at.len())?;
        }
        Self::checked(ids, at, Weights::Census(groups))
    }

    /// ZIP areas by their middle, for use before any census is loaded.
    ///
    /// # Errors
    /// When there are not as many names as points.
    pub fn zip_areas(ids: Vec<Box<str>>, at: Vec<Position>) -> Result<Self, DemandFault> {
        Self::checked(ids, at, Weights::ZipAreas)
    }

    fn checked(
        ids: Vec<Box<str>>,
        at: Vec<Position>,
        weights: Weights,
    ) -> Result<Self, DemandFault> {
        same("ids", ids.len(), at.len())?;
        if at.len() > Self::MOST {
            return Err(DemandFault::TooMany { found: at.len(), most: Self::MOST });
        }
        Ok(Self { ids, at, weights })
    }

    /// How many points there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.at.len()
    }

    /// Whether there are no points.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.at.is_empty()
    }

    /// The points' own names: GEOIDs of tracts or block groups, ZIP codes.
    #[must_use]
    pub fn ids(&self) -> &[Box<str>] {
        &self.ids
    }

    /// Where the points are.
    #[must_use]
    pub fn at(&self) -> &[Position] {
        &self.at
    }

    /// What stands at the points.
    #[must_use]
    pub const fn weights(&self) -> &Weights {
        &self.weights
    }

    /// Of whom this demand can speak.
    #[must_use]
    pub fn who(&self) -> Vec<Who> {
        match &self.weights {
            Weights::ZipAreas => vec![Who::ZipAreas],
            Weights::Census(groups) => groups.iter().map(|(who, _)| *who).collect(),
        }
    }

    /// The column of a group, where it is loaded.
    #[must_use]
    pub fn column(&self, who: Who) -> Option<&Column> {
        match &self.weights {
            Weights::ZipAreas => None,
            Weights::Census(groups) => groups.iter().find(|(w, _)| *w == who).map(|(_, c)| c),
        }
    }

    /// Whose numbers weigh load and rank: the first of [`Who::NEED`] that is loaded, else ZIP areas.
    #[must_use]
    pub fn need(&self) -> Who {
        let loaded = Who::NEED.into_iter().find(|who| self.column(*who).is_some());
        let any = || self.who().first().copied();
        loaded.or_else(any).unwrap_or(Who::ZipAreas)
    }

    /// All groups point by point. ZIP areas are counted, so they have no error.
    pub(super) fn rows(&self) -> Rows {
        let Weights::Census(groups) = &self.weights else {
            return Rows { cells: vec![(1, 0); self.len()], width: 1 };
        };
        let mut cells = Vec::with_capacity(self.len() * groups.len());
        for point in 0..self.len() {
            cells.extend(groups.iter().map(|(_, column)| {
                let of = |list: &[u32]| list.get(point).copied().unwrap_or(MISSING);
                (of(&column.values), column.margins.as_deref().map_or(MISSING, of))
            }));
        }
        Rows { cells, width: groups.len() }
    }

    /// The weight of each point for a group; 1 for ZIP areas and for points without any group.
    #[must_use]
    pub fn weight(&self, who: Who, point: usize) -> u32 {
        self.column(who).map_or(1, |column| column.weight(point))
    }
}

fn same(what: &str, found: usize, expected: usize) -> Result<(), DemandFault> {
    if found == expected {
        return Ok(());
    }
    Err(DemandFault::Length { what: what.to_owned(), found, expected })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_is_not_nought_and_negative_is_refused() {
        let column = Column::new(&[Some(5), None], Some(&[Some(2), Some(3)])).unwrap();
        assert_eq!(column.get(0), Some((5, Some(2))));
        assert_eq!(column.get(1), None);
        assert_eq!(column.get(2), None);
        assert_eq!(column.weight(1), 0);
        let fault = Column::new(&[Some(1), Some(-666_666_666)], None).unwrap_err();
        assert_eq!(
            fault.to_string(),
            "found -666666666 people at point 1, expected 0 to 100000000"
        );
        assert!(Column::new(&[Some(1)], Some(&[])).is_err());
    }

    #[test]
    fn zip_areas_have_no_people() {
        let at = vec![Position::new(40.0, -89.0).unwrap()];
        let zips = Demand::zip_areas(vec!["61000".into()], at.clone()).unwrap();
        assert_eq!(zips.who(), [Who::ZipAreas]);
        assert!(zips.column(Who::Everyone).is_none());
        assert_eq!((zips.need(), zips.weight(Who::ZipAreas, 0)), (Who::ZipAreas, 1));
        let column = Column::new(&[Some(1)], None).unwrap();
        for groups in [
            vec![(Who::ZipAreas, column.clone())],
            vec![(Who::Everyone, column.clone()), (Who::Everyone, column.clone())],
            vec![(Who::Everyone, Column::new(&[], None).unwrap())],
        ] {
            assert!(Demand::census(vec!["1".into()], at.clone(), groups).is_err());
        }
        assert!(Demand::census(Vec::new(), at, vec![(Who::NoCar, column)]).is_err());
    }
}
