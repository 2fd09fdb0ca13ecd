//! The queue of jobs.

use jiff::{SignedDuration, Timestamp, ToSpan};
use serde_json::json;
use stillopen::domain::id::JobId;
use stillopen::domain::job::{Job, JobKind, NewJob};
use stillopen::store::Store;
use uuid::Uuid;

use super::{at, both};

const ONE: Uuid = Uuid::from_u128(1);
const TWO: Uuid = Uuid::from_u128(2);

fn start() -> Timestamp {
    at("2026-11-23T16:00:00Z")
}

fn job(n: i64, run_at: Timestamp, once: Option<&str>) -> NewJob {
    let once = once.map(str::to_owned);
    NewJob { kind: JobKind::Mail, payload: json!({ "n": n }), run_at, once, owner: None }
}

/// A letter to somebody.
pub(super) fn letter_of(owner: Uuid) -> NewJob {
    NewJob { owner: Some(owner), ..job(1, start(), None) }
}

async fn ask(store: &Store, jobs: &[NewJob]) -> Vec<JobId> {
    let mut tx = store.begin().await.unwrap();
    let mut ids = Vec::new();
    for job in jobs {
        ids.push(tx.enqueue(job).await.unwrap());
    }
    tx.commit().await.unwrap();
    ids
}

async fn take(store: &Store, worker: Uuid, now: Timestamp) -> Vec<Job> {
    store.take_jobs(worker, JobKind::Mail, now, 10).await.unwrap()
}

fn numbers(jobs: &[Job]) -> Vec<i64> {
    jobs.iter().map(|job| job.payload["n"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn jobs_are_taken_when_due_the_oldest_first_and_by_one_worker() {
    both(|store| async move {
        let (now, later) = (start(), start() + 1.hour());
        ask(&store, &[job(1, later, None), job(2, now, None), job(3, now - 1.hour(), None)]).await;
        let mine = take(&store, ONE, now).await;
        assert_eq!(numbers(&mine), [3, 2]);
        assert!(mine.iter().all(|job| job.tries == 1));
        assert_eq!(take(&store, TWO, now).await, []);
        for job in &mine {
            // Another worker's receipt counts for nothing.
            store.finish_job(job.id, TWO).await.unwrap();
        }
        assert_eq!(store.waiting_jobs().await.unwrap(), 3);
        for job in &mine {
            store.finish_job(job.id, ONE).await.unwrap();
        }
        assert_eq!(store.waiting_jobs().await.unwrap(), 1);
        assert_eq!(numbers(&take(&store, TWO, later).await), [1]);
    })
    .await;
}

#[tokio::test]
async fn a_job_of_a_worker_that_died_goes_to_another_when_the_lease_ends() {
    both(|store| async move {
        ask(&store, &[job(1, start(), None)]).await;
        assert_eq!(take(&store, ONE, start()).await.len(), 1);
        assert_eq!(take(&store, TWO, start() + 14.minutes()).await, []);
        let taken = take(&store, TWO, start() + 15.minutes()).await;
        assert_eq!((taken.len(), taken[0].tries), (1, 2));
    })
    .await;
}

#[tokio::test]
async fn a_job_that_failed_waits_and_is_kept_as_failed_in_the_end() {
    both(|store| async move {
        let ids = ask(&store, &[job(1, start(), None), job(2, start(), None)]).await;
        let taken = take(&store, ONE, start()).await;
        store.fail_job(&taken[0], ONE, start(), "no answer", false).await.unwrap();
        store.fail_job(&taken[1], ONE, start(), "never\0", true).await.unwrap();
        assert_eq!(take(&store, ONE, start() + 29.seconds()).await, []);
        let again = take(&store, ONE, start() + 30.seconds()).await;
        assert_eq!((numbers(&again), again[0].tries), (vec![1], 2));

        let failed = store.failed_jobs().await.unwrap();
        assert_eq!((failed.len(), failed[0].id), (1, ids[1]));
        assert_eq!((failed[0].tries, failed[0].error.as_str()), (1, "never"));
        let mut tx = store.begin().await.unwrap();
        assert!(tx.retry_job(ids[1], start()).await.unwrap());
        assert!(!tx.retry_job(ids[1], start()).await.unwrap());
        tx.commit().await.unwrap();
        let retried = take(&store, ONE, start()).await;
        assert_eq!((numbers(&retried), retried[0].tries), (vec![2], 1));

        let last = Job { tries: JobKind::Mail.most_tries(), ..retried[0].clone() };
        store.fail_job(&last, ONE, start(), "no answer", false).await.unwrap();
        assert_eq!(store.failed_jobs().await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_named_job_waits_once_and_runs_again_when_asked_for_while_it_runs() {
    both(|store| async move {
        let soon = start() + SignedDuration::from_secs(60);
        ask(&store, &[job(1, soon, Some("a")), job(2, start(), Some("a"))]).await;
        assert_eq!(store.waiting_jobs().await.unwrap(), 1);
        // The earlier moment holds, and what was asked last.
        let taken = take(&store, ONE, start()).await;
        assert_eq!(numbers(&taken), [2]);
        ask(&store, &[job(3, start(), Some("a")), job(4, start(), Some("b"))]).await;
        store.finish_job(taken[0].id, ONE).await.unwrap();
        let second = take(&store, ONE, start()).await;
        assert_eq!(numbers(&second), [3, 4]);
        for job in &second {
            store.finish_job(job.id, ONE).await.unwrap();
        }
        assert_eq!(store.waiting_jobs().await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn two_workers_that_ask_at_once_never_get_the_same_job() {
    both(|store| async move {
        let jobs: Vec<NewJob> = (0..40).map(|n| job(n, start(), None)).collect();
        ask(&store, &jobs).await;
        let (one, two) = tokio::join!(
            store.take_jobs(ONE, JobKind::Mail, start(), 25),
            store.take_jobs(TWO, JobKind::Mail, start(), 25)
        );
        let mut all = numbers(&one.unwrap());
        all.extend(numbers(&two.unwrap()));
        all.sort_unstable();
        assert_eq!(all, (0..40).collect::<Vec<_>>());
    })
    .await;
}

#[tokio::test]
async fn kinds_do_not_wait_for_each_other() {
    both(|store| async move {
        ask(&store, &[job(1, start(), None)]).await;
        assert_eq!(store.take_jobs(ONE, JobKind::Newsletter, start(), 9).await.unwrap(), []);
        assert_eq!(take(&store, ONE, start()).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_asked_for_again_while_its_last_try_fails_waits_once_more() {
    both(|store| async move {
        ask(&store, &[job(1, start(), Some("a"))]).await;
        let taken = take(&store, ONE, start()).await;
        ask(&store, &[job(2, start(), Some("a"))]).await;
        store.fail_job(&taken[0], ONE, start(), "no", true).await.unwrap();
        assert!(store.failed_jobs().await.unwrap().is_empty());
        let again = take(&store, ONE, start() + 1.minute()).await;
        // With what was asked last.
        assert_eq!((numbers(&again), again[0].tries), (vec![2], 1));
    })
    .await;
}

#[tokio::test]
async fn a_worker_that_stops_gives_back_what_it_took() {
    both(|store| async move {
        ask(&store, &[job(1, start(), None)]).await;
        assert_eq!(take(&store, ONE, start()).await.len(), 1);
        store.release_jobs(TWO).await.unwrap();
        assert_eq!(take(&store, TWO, start()).await, []);
        store.release_jobs(ONE).await.unwrap();
        assert_eq!(take(&store, TWO, start()).await[0].tries, 1);
    })
    .await;
}

#[tokio::test]
async fn a_job_that_never_comes_back_is_given_up_and_holds_up_no_other() {
    both(|store| async move {
        ask(&store, &[job(1, start(), None)]).await;
        let mut now = start();
        for _ in 0..JobKind::Mail.most_tries() {
            assert_eq!(take(&store, ONE, now).await.len(), 1);
            now += 15.minutes();
        }
        ask(&store, &[job(2, start(), None)]).await;
        assert_eq!(numbers(&take(&store, ONE, now).await), [2]);
        assert_eq!(store.failed_jobs().await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_jobs_of_somebody_who_goes_are_deleted_whatever_their_state() {
    both(|store| async move {
        let (ana, ben) = (Uuid::from_u128(11), Uuid::from_u128(12));
        ask(&store, &[letter_of(ana), letter_of(ana), letter_of(ana), letter_of(ben)]).await;
        ask(&store, &[job(2, start(), None)]).await;
        let taken = store.take_jobs(ONE, JobKind::Mail, start(), 2).await.unwrap();
        store.fail_job(&taken[0], ONE, start(), "no", true).await.unwrap();
        assert_eq!(store.failed_jobs().await.unwrap().len(), 1);
        let mut tx = store.begin().await.unwrap();
        assert_eq!(tx.drop_jobs_of(ana).await.unwrap(), 3);
        assert_eq!(tx.drop_jobs_of(ana).await.unwrap(), 0);
        tx.commit().await.unwrap();
        assert_eq!(store.failed_jobs().await.unwrap(), []);
        assert_eq!(store.waiting_jobs().await.unwrap(), 2);
    })
    .await;
}

#[tokio::test]
async fn jobs_that_were_given_up_long_ago_are_deleted_and_those_that_wait_are_not() {
    both(|store| async move {
        let late = start() + 1.hour();
        ask(&store, &[job(1, start(), None), job(2, late, None), job(3, start(), None)]).await;
        for now in [start(), late] {
            let taken = store.take_jobs(ONE, JobKind::Mail, now, 1).await.unwrap();
            store.fail_job(&taken[0], ONE, now, "no", true).await.unwrap();
            if now == start() {
                let mut tx = store.begin().await.unwrap();
                assert_eq!(tx.drop_failed_jobs(now).await.unwrap(), 0);
                assert_eq!(tx.drop_failed_jobs(now + 1.minute()).await.unwrap(), 1);
                tx.commit().await.unwrap();
            }
        }
        assert_eq!(store.failed_jobs().await.unwrap().len(), 1);
        assert_eq!(store.waiting_jobs().await.unwrap(), 1);
    })
    .await;
}
