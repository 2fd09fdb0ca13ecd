//! Many small tasks on some threads, with results in the order of the tasks.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::trips::Workers;

/// So many tasks are taken at a time.
const HANDFUL: usize = 16;

/// Does every task; the results do not depend on how many threads there are.
pub(super) fn in_order<T: Sync, R: Send>(
    tasks: &[T],
    workers: Workers,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    in_handfuls(tasks, workers, HANDFUL, work)
}

/// The same for tasks of which so many are taken at a time: one where each takes long.
pub(super) fn in_handfuls<T: Sync, R: Send>(
    tasks: &[T],
    workers: Workers,
    handful: usize,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Vec<R>)>> = Mutex::new(Vec::new());
    let run = || {
        loop {
            let from = next.fetch_add(handful, Ordering::Relaxed);
            let Some(rest) = tasks.get(from..).filter(|rest| !rest.is_empty()) else { break };
            let results = rest.iter().take(handful).map(&work).collect();
            done.lock().unwrap_or_else(PoisonError::into_inner).push((from, results));
        }
    };
    thread::scope(|scope| {
        for _ in 1..workers.get().min(tasks.len() / handful + 1) {
            scope.spawn(run);
        }
        run();
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_unstable_by_key(|(from, _)| *from);
    done.into_iter().flat_map(|(_, results)| results).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_the_tasks() {
        let tasks: Vec<usize> = (0..1_000).collect();
        for workers in 1..=4 {
            let doubled = in_order(&tasks, Workers::new(workers).unwrap(), |n| n * 2);
            assert!(doubled.iter().enumerate().all(|(i, n)| *n == 2 * i));
            assert_eq!(doubled.len(), 1_000);
        }
    }
}
