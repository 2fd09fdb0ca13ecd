//! Servers against each other, in turns, so that what else the machine does falls on all alike.

use std::time::Duration;

use anyhow::Result;

use crate::child::Server;
use crate::client::{Tally, drive};
use crate::report::{load, median, say};

/// A server and what it is asked.
pub struct Runner<'a> {
    /// What to call it.
    pub name: &'a str,
    /// Where it runs.
    pub server: &'a Server,
    /// What it is asked, in turn.
    pub paths: &'a [String],
}

/// What came of one runner.
#[derive(Debug, Default)]
pub struct Outcome {
    tally: Tally,
    rates: Vec<f64>,
    cpu_seconds: f64,
}

impl Outcome {
    /// Answers in a second, over all rounds.
    pub fn rate(&self) -> f64 {
        self.tally.rate()
    }

    /// Our rate divided by another's, over all rounds, and the same of the worst and the best round.
    pub fn against(&self, other: &Self) -> (f64, f64, f64) {
        let each = self.rates.iter().zip(&other.rates).map(|(a, b)| a / b);
        let (low, high) = each.fold((f64::INFINITY, 0.0_f64), |(l, h), r| (l.min(r), h.max(r)));
        (self.rate() / other.rate(), low, high)
    }
}

/// Runs every runner once in every round, each round in another order.
pub fn race(
    title: &str,
    runners: &[Runner<'_>],
    rounds: usize,
    time: Duration,
) -> Result<Vec<Outcome>> {
    let mut results: Vec<Outcome> = runners.iter().map(|_| Outcome::default()).collect();
    for runner in runners {
        drive(runner.server.address, runner.paths, Duration::from_millis(150))?;
    }
    for round in 0..rounds {
        for turn in 0..runners.len() {
            let at = (round + turn) % runners.len();
            let (runner, result) = (&runners[at], &mut results[at]);
            let before = runner.server.cpu_seconds();
            let tally = drive(runner.server.address, runner.paths, time)?;
            result.cpu_seconds += runner.server.cpu_seconds() - before;
            result.rates.push(tally.rate());
            result.tally.add(tally);
        }
    }
    say(&format!("{title} (load average {})", load()));
    for (runner, result) in runners.iter().zip(&results) {
        let answers = result.tally.answers.max(1) as f64;
        say(&format!(
            "    {:<22} {:>9.0} answers/s  median {:>8.2} ms  {:>8.0} bytes  {:>8.1} us of its processor time each",
            runner.name,
            result.rate(),
            median(result.tally.waits_ms.clone()),
            result.tally.bytes as f64 / answers,
            result.cpu_seconds * 1e6 / answers,
        ));
    }
    Ok(results)
}
