//! Floating catchments: what an office offers, shared among those who can reach it.
//!
//! - 2SFCA: Luo and Wang, "Measures of spatial accessibility to health care in a GIS environment", Environment and
//!   Planning B 30 (2003).
//! - E2SFCA: Luo and Qi, "An enhanced two-step floating catchment area (E2SFCA) method", Health & Place 15 (2009).
//! - 3SFCA: Wan, Zou and Sternberg, "A three-step floating catchment area method for analyzing spatial access to
//!   health services", International Journal of Geographical Information Science 26 (2012).
//!
//! The figures are those of PySAL `access` 1.1.10, but for one case: where nobody can reach an office it has no ratio
//! here, and an infinite one there.

use super::matrix::Matrix;

/// How much a way counts by its length.
#[derive(Debug, Clone, PartialEq)]
pub enum Weight {
    /// Every way within reach counts alike.
    Same,
    /// Up to each length, in rising order, the weight beside it; 0 beyond the last.
    Steps(Vec<(f64, f64)>),
    /// `exp(-x^2 / 2 s^2)` with this `s`.
    Gaussian(f64),
}

impl Weight {
    /// The steps of Luo and Qi for 10, 20 and 30 minutes, on lengths scaled by a factor.
    #[must_use]
    pub fn enhanced(scale: f64) -> Self {
        Self::Steps([(10.0, 1.0), (20.0, 0.68), (30.0, 0.22)].map(|(x, w)| (x * scale, w)).into())
    }

    /// The steps of Wan, Zou and Sternberg for 10, 20, 30 and 60 minutes, on lengths scaled by a factor.
    #[must_use]
    pub fn three_step(scale: f64) -> Self {
        let steps = [(10.0, 0.962), (20.0, 0.704), (30.0, 0.377), (60.0, 0.042)];
        Self::Steps(steps.map(|(x, w)| (x * scale, w)).into())
    }

    /// The weight of a length.
    #[must_use]
    pub fn of(&self, length: f64) -> f64 {
        match self {
            Self::Same => 1.0,
            Self::Steps(steps) => {
                steps.iter().find(|(most, _)| length <= *most).map_or(0.0, |(_, weight)| *weight)
            }
            Self::Gaussian(s) => (-length * length / (2.0 * s * s)).exp(),
        }
    }
}

/// 2SFCA, or E2SFCA with a weight by length: `A_i = sum_j w_ij S_j / sum_k w_kj D_k`, over ways of at most `reach`.
///
/// `demand` is by origin and `supply` by destination. None for an origin with no way within reach.
#[must_use]
pub fn two_stage(
    costs: &Matrix,
    demand: &[f64],
    supply: &[f64],
    reach: Option<f64>,
    weight: &Weight,
) -> Vec<Option<f64>> {
    shared(costs, demand, supply, reach, |_, cost| weight.of(cost))
}

/// 3SFCA: as E2SFCA, with each weight times the share `G_ij = w_ij / sum_k w_ik` that an origin gives an office.
///
/// `G` is over every way of the matrix, within reach or not, as PySAL has it.
#[must_use]
pub fn three_stage(
    costs: &Matrix,
    demand: &[f64],
    supply: &[f64],
    reach: Option<f64>,
    weight: &Weight,
) -> Vec<Option<f64>> {
    let sums: Vec<f64> = (0..costs.origins())
        .map(|i| costs.row(i).iter().map(|(_, cost)| weight.of(*cost)).sum())
        .collect();
    shared(costs, demand, supply, reach, |origin, cost| {
        let own = weight.of(cost);
        let sum = sums.get(origin).copied().unwrap_or(0.0);
        if sum > 0.0 { own * (own / sum) } else { 0.0 }
    })
}

fn shared(
    costs: &Matrix,
    demand: &[f64],
    supply: &[f64],
    reach: Option<f64>,
    weight: impl Fn(usize, f64) -> f64,
) -> Vec<Option<f64>> {
    let reach = reach.unwrap_or(f64::INFINITY);
    let near = |origin: usize| costs.row(origin).iter().filter(move |(_, cost)| *cost <= reach);
    let at = |list: &[f64], i: usize| list.get(i).copied().unwrap_or(0.0);
    let mut wanted = vec![0.0; costs.destinations()];
    for origin in 0..costs.origins() {
        for (destination, cost) in near(origin) {
            if let Some(sum) = wanted.get_mut(*destination as usize) {
                *sum += at(demand, origin) * weight(origin, *cost);
            }
        }
    }
    let ratio = |j: usize| {
        let wanted = at(&wanted, j);
        if wanted > 0.0 { at(supply, j) / wanted } else { 0.0 }
    };
    (0..costs.origins())
        .map(|origin| {
            let ways = near(origin).map(|(j, cost)| ratio(*j as usize) * weight(origin, *cost));
            ways.fold(None, |sum, way| Some(sum.unwrap_or(0.0) + way))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn supply_is_shared_out_and_none_is_lost() {
        let pairs = vec![(0, 0, 5.0), (1, 0, 15.0), (1, 1, 5.0), (2, 1, 25.0), (3, 1, 99.0)];
        let costs = Matrix::new(5, 2, pairs).unwrap();
        let (demand, supply) = ([10.0, 20.0, 30.0, 40.0, 50.0], [3.0, 2.0]);
        for weight in [Weight::Same, Weight::enhanced(1.0), Weight::Gaussian(15.0)] {
            for method in [two_stage, three_stage] {
                let access = method(&costs, &demand, &supply, Some(30.0), &weight);
                assert_eq!((access[3], access[4]), (None, None));
                let used: f64 = access.iter().flatten().zip(demand).map(|(a, d)| a * d).sum();
                assert!((used - 5.0).abs() < 1e-12, "{weight:?} {used}");
            }
        }
    }

    #[test]
    fn weights_step_at_their_edges() {
        let weight = Weight::enhanced(1.0);
        let of: Vec<f64> = [0.0, 10.0, 10.1, 30.0, 30.1].map(|x| weight.of(x)).into();
        assert_eq!(of, [1.0, 1.0, 0.68, 0.22, 0.0]);
        assert!((Weight::Gaussian(20.0).of(20.0) - 0.606_530_659_712_633_4).abs() < 1e-15);
    }
}
