//! What it costs to get from each point to each office within reach: miles or minutes, sparse.

/// Costs by origin, then by destination.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    /// Destinations and costs of origin `i`: `entries[starts[i]..starts[i + 1]]`.
    entries: Vec<(u32, f64)>,
    starts: Vec<usize>,
    destinations: usize,
}

/// A cost that cannot be used.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum MatrixFault {
    /// A number that there is not.
    #[error("found {what} {found}, expected a number below {below}")]
    Number {
        /// "origin" or "destination".
        what: &'static str,
        /// What was given.
        found: u32,
        /// One more than the greatest.
        below: usize,
    },
    /// A cost that is none.
    #[error("found the cost {found} from {origin} to {destination}, expected 0 or more")]
    Cost {
        /// From.
        origin: u32,
        /// To.
        destination: u32,
        /// What was given.
        found: f64,
    },
    /// Two costs for one pair.
    #[error("found two costs from {origin} to {destination}, expected one")]
    Twice {
        /// From.
        origin: u32,
        /// To.
        destination: u32,
    },
    /// More pairs than fit.
    #[error(
        "found {found} pairs of point and office, expected at most {most}; take a shorter reach"
    )]
    TooMany {
        /// How many there would be.
        found: usize,
        /// How many may be.
        most: usize,
    },
}

impl Matrix {
    /// The most pairs; while they are put in order each takes 16 bytes, so 320 MB.
    pub const MOST: usize = 20_000_000;

    /// A matrix of pairs, in any order.
    ///
    /// # Errors
    /// At a number that there is not, a negative or absent cost, a pair given twice, or too many of them.
    pub fn new(
        origins: usize,
        destinations: usize,
        mut pairs: Vec<(u32, u32, f64)>,
    ) -> Result<Self, MatrixFault> {
        if pairs.len() > Self::MOST {
            return Err(MatrixFault::TooMany { found: pairs.len(), most: Self::MOST });
        }
        for &(origin, destination, cost) in &pairs {
            let ends = [("origin", origin, origins), ("destination", destination, destinations)];
            for (what, found, below) in ends {
                if found as usize >= below {
                    return Err(MatrixFault::Number { what, found, below });
                }
            }
            if !(cost.is_finite() && cost >= 0.0) {
                return Err(MatrixFault::Cost { origin, destination, found: cost });
            }
        }
        pairs.sort_unstable_by_key(|&(origin, destination, _)| (origin, destination));
        if let Some(twice) = pairs.windows(2).find(|w| (w[0].0, w[0].1) == (w[1].0, w[1].1)) {
            let (origin, destination, _) = twice[0];
            return Err(MatrixFault::Twice { origin, destination });
        }
        let starts = (0..=origins).map(|i| pairs.partition_point(|p| (p.0 as usize) < i)).collect();
        let entries = pairs.into_iter().map(|(_, d, c)| (d, c)).collect();
        Ok(Self { entries, starts, destinations })
    }

    /// How many origins there are.
    #[must_use]
    pub fn origins(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// How many destinations there are.
    #[must_use]
    pub const fn destinations(&self) -> usize {
        self.destinations
    }

    /// How many pairs there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The destinations of an origin with their costs, by number.
    #[must_use]
    pub fn row(&self, origin: usize) -> &[(u32, f64)] {
        let ends = self.starts.get(origin).zip(self.starts.get(origin + 1));
        ends.and_then(|(from, to)| self.entries.get(*from..*to)).unwrap_or(&[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_checked_and_ordered() {
        let matrix = Matrix::new(2, 2, vec![(1, 1, 2.0), (1, 0, 1.0)]).unwrap();
        assert_eq!(matrix.row(1), [(0, 1.0), (1, 2.0)]);
        assert_eq!(matrix.row(0), []);
        assert_eq!((matrix.origins(), matrix.destinations(), matrix.len()), (2, 2, 2));
        let twice = Matrix::new(1, 1, vec![(0, 0, 1.0), (0, 0, 1.0)]).unwrap_err();
        assert_eq!(twice.to_string(), "found two costs from 0 to 0, expected one");
        for cost in [-1.0, f64::NAN, f64::INFINITY] {
            assert!(matches!(Matrix::new(1, 1, vec![(0, 0, cost)]), Err(MatrixFault::Cost { .. })));
        }
        assert!(matches!(Matrix::new(1, 1, vec![(0, 1, 1.0)]), Err(MatrixFault::Number { .. })));
    }
}
