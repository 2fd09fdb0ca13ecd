//! The rational agent access model: people choose between a short way and a short queue.
//!
//! Saxon and Snow, "A rational agent model for the spatial accessibility of primary health care", Annals of the
//! American Association of Geographers 110 (2020). Everybody starts at their nearest office; in each cycle some of
//! each point's people go from the office that costs them most to the one that costs least, until the costs are
//! alike. A way costs `length / tau`, a queue `people / (rho * capacity)`; both have no unit. Steps, rounding and
//! the order of work are those of PySAL `access` 1.1.10, so that the figures are the same.

use super::matrix::Matrix;

/// How the agents go about it; the default is that of PySAL.
#[derive(Debug, Clone, PartialEq)]
pub struct Raam {
    /// The length of way that costs as much as a queue of the mean length.
    pub tau: f64,
    /// People for each unit of capacity that are a queue of cost 1; none for the mean of all.
    pub rho: Option<f64>,
    /// How many cycles.
    pub cycles: u32,
    /// The share of a point's people that may go in the first cycle.
    pub first_step: f64,
    /// The least that this share falls to.
    pub least_step: f64,
    /// After so many cycles it has halved.
    pub half_life: f64,
    /// In so many cycles at the start no office may be overrun.
    pub gentle: u32,
}

impl Default for Raam {
    fn default() -> Self {
        Self {
            tau: 60.0,
            rho: None,
            cycles: 150,
            first_step: 0.2,
            least_step: 0.005,
            half_life: 50.0,
            gentle: 20,
        }
    }
}

/// An office that a point's people could go to.
#[derive(Debug, Clone, Copy)]
struct Choice {
    office: usize,
    travel: f64,
    people: f64,
    total: f64,
}

/// The mean cost of each origin's people: the lower the better. None for an origin without people or ways.
///
/// `demand` is whole people by origin, `supply` capacity by destination; nobody goes where there is none.
#[must_use]
pub fn raam(costs: &Matrix, demand: &[u32], supply: &[f64], how: &Raam) -> Vec<Option<f64>> {
    let has = |i: usize| demand.get(i).copied().unwrap_or(0);
    let all: u64 = demand.iter().map(|d| u64::from(*d)).sum();
    let room: f64 = supply.iter().filter(|s| **s > 0.0).sum();
    let rho = how.rho.unwrap_or(all as f64 / room);
    let capacity: Vec<f64> = supply.iter().map(|s| s * rho).collect();
    let mut points: Vec<(usize, Vec<Choice>)> = (0..costs.origins())
        .filter(|i| has(*i) > 0)
        .map(|i| {
            let open = costs
                .row(i)
                .iter()
                .filter(|(j, _)| supply.get(*j as usize).is_some_and(|s| *s > 0.0));
            let choice = |(j, cost): &(u32, f64)| Choice {
                office: *j as usize,
                travel: cost / how.tau,
                people: 0.0,
                total: 0.0,
            };
            (i, open.map(choice).collect::<Vec<_>>())
        })
        .filter(|(_, choices)| !choices.is_empty())
        .collect();
    for (i, choices) in &mut points {
        let nearest = first_least(choices, |c| c.travel);
        choices[nearest].people = f64::from(has(*i));
    }
    for cycle in 0..how.cycles {
        run(&mut points, demand, &capacity, how, cycle);
    }
    let mut result = vec![None; costs.origins()];
    for (i, choices) in &points {
        let cost: f64 = choices.iter().map(|c| c.total * c.people).sum();
        let people: f64 = choices.iter().map(|c| c.people).sum();
        if let Some(slot) = result.get_mut(*i) {
            *slot = Some(cost / people);
        }
    }
    result
}

/// The first of the choices of which something is least.
fn first_least(choices: &[Choice], what: impl Fn(&Choice) -> f64) -> usize {
    let least = |best: usize, (i, choice): (usize, &Choice)| {
        if what(choice) < what(&choices[best]) { i } else { best }
    };
    choices.iter().enumerate().fold(0, least)
}

/// The first of the choices that have people of which the total is greatest.
fn first_worst(choices: &[Choice]) -> usize {
    let worst = |best: Option<usize>, (i, choice): (usize, &Choice)| match best {
        _ if choice.people == 0.0 => best,
        Some(best) if choice.total <= choices[best].total => Some(best),
        _ => Some(i),
    };
    choices.iter().enumerate().fold(None, worst).unwrap_or(0)
}

/// One cycle: everybody looks at once, then all go at once.
fn run(
    points: &mut [(usize, Vec<Choice>)],
    demand: &[u32],
    capacity: &[f64],
    how: &Raam,
    cycle: u32,
) {
    let mut at_office = vec![0.0; capacity.len()];
    for choice in points.iter().flat_map(|(_, choices)| choices) {
        at_office[choice.office] += choice.people;
    }
    let share = how.first_step * 0.5_f64.powf(f64::from(cycle) / how.half_life);
    let share = if share < how.least_step { how.least_step } else { share };
    let mut going: Vec<(usize, usize, f64)> = Vec::with_capacity(points.len());
    for (i, choices) in points.iter_mut() {
        for choice in choices.iter_mut() {
            choice.total = at_office[choice.office] / capacity[choice.office] + choice.travel;
        }
        let (from, to) = (first_worst(choices), first_least(choices, |c| c.total));
        let people = f64::from(demand.get(*i).copied().unwrap_or(0));
        let most =
            if from == to { 0.0 } else { even(&choices[from], &choices[to], &at_office, capacity) };
        going.push((from, to, most.min(share * people).trunc()));
    }
    if cycle < how.gentle {
        let mut coming = vec![0.0; capacity.len()];
        for ((_, choices), (_, to, people)) in points.iter().zip(&going) {
            coming[choices[*to].office] += people;
        }
        for ((_, choices), (_, to, people)) in points.iter().zip(&mut going) {
            let office = choices[*to].office;
            let crowd: f64 = coming[office] / capacity[office];
            *people = (*people / crowd.max(1.0)).round_ties_even();
        }
    }
    for ((_, choices), (from, to, people)) in points.iter_mut().zip(going) {
        choices[to].people += people;
        choices[from].people -= people;
    }
}

/// How many would have to go from the dearest office to the cheapest one for both to cost the same.
fn even(from: &Choice, to: &Choice, at_office: &[f64], capacity: &[f64]) -> f64 {
    let (room_to, room_from) = (capacity[to.office], capacity[from.office]);
    let both = to.people + from.people;
    let others_to = at_office[to.office] - to.people;
    let others_from = at_office[from.office] - from.people;
    let there = ((room_to * room_from) / (room_to + room_from))
        * ((from.travel - to.travel) + (both + others_from) / room_from - others_to / room_to);
    (there - to.people).min(from.people)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crowd_spreads_until_way_and_queue_cost_alike() {
        let pairs = vec![(0, 0, 0.0), (0, 1, 10.0), (2, 0, 1.0)];
        let costs = Matrix::new(3, 2, pairs).unwrap();
        let how = Raam { tau: 100.0, ..Raam::default() };
        let access = raam(&costs, &[1_000, 500, 0], &[1.0, 1.0], &how);
        // All stand in front of two offices for 1,500; those without a way count in the mean alone.
        let cost = access[0].unwrap();
        assert!((cost - (1_000.0 / 1_500.0 + 0.05)).abs() < 2e-3, "{cost}");
        assert_eq!(access[1..], [None, None]);
    }
}
