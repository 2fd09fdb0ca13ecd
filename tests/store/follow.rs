//! Followers, what they are told, and webhooks.

use jiff::civil::date;
use stillopen::domain::account::{NewAccount, Role};
use stillopen::domain::closure::{Closure, ClosureKind};
use stillopen::domain::email::Email;
use stillopen::domain::follow::{Follower, News, Pace, Topic, Wish};
use stillopen::domain::hook::{Delivery, DeliveryState, Hook};
use stillopen::domain::id::{AccountId, ClosureId, DeliveryId, FollowerId, HookId, NewsId};
use stillopen::store::{CaseChange, Sealer, Store};

use super::jobs::letter_of;
use super::{at, both, uuid};

fn sealer() -> Sealer {
    Sealer::new([7; 32])
}

fn email(text: &str) -> Email {
    Email::parse(text).unwrap()
}

fn topics(words: &[&str]) -> Vec<Topic> {
    words.iter().map(|word| word.parse().unwrap()).collect()
}

fn wish(n: u128, address: &str) -> Wish {
    Wish {
        id: FollowerId(uuid(n)),
        email: email(address),
        topics: topics(&["all", "county:pope"]),
        pace: Pace::Daily,
        lang: "es".to_owned(),
        asked_on: date(2026, 11, 23),
        lettered_on: Some(date(2026, 11, 23)),
    }
}

fn follower(n: u128, pace: Pace, words: &[&str]) -> Follower {
    Follower {
        id: FollowerId(uuid(n)),
        email: email(&format!("f{n}@example.org")),
        topics: topics(words),
        pace,
        lang: "en".to_owned(),
    }
}

async fn keep(store: &Store, followers: &[Follower]) {
    let mut tx = store.begin().await.unwrap();
    for follower in followers {
        tx.keep_follower(follower, &sealer()).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// A case of the ledger, and a news of its version.
async fn news(store: &Store, n: u128, version: u32, words: &[&str]) -> NewsId {
    let mut tx = store.begin().await.unwrap();
    let case = Closure::blank(
        ClosureId(uuid(n)),
        format!("case-{n}").parse().unwrap(),
        ClosureKind::Closure,
    );
    let change = CaseChange { at: at("2026-11-23T16:00:00Z"), actor: "a", why_struck: "" };
    tx.save_closure(None, &case, change).await.unwrap();
    let news = News {
        id: NewsId(uuid(n * 100 + u128::from(version))),
        closure: case.id,
        version,
        at: change.at,
    };
    let kept = tx.publish_news(&news, &topics(words)).await.unwrap();
    tx.commit().await.unwrap();
    kept
}

#[tokio::test]
async fn an_address_has_one_wish_that_keeps_its_name_and_is_deleted_in_time() {
    both(|store| async move {
        let first = wish(1, "Ana@Example.org");
        let mut tx = store.begin().await.unwrap();
        assert_eq!(tx.wish_of(&first.email, &sealer()).await.unwrap(), None);
        tx.keep_wish(&first, &sealer()).await.unwrap();
        // The same address in other letters is the same person.
        let again = Wish { pace: Pace::Weekly, ..wish(2, "ana@example.org") };
        tx.keep_wish(&again, &sealer()).await.unwrap();
        let kept = tx.wish_of(&again.email, &sealer()).await.unwrap().unwrap();
        assert_eq!((kept.id, kept.pace), (first.id, Pace::Weekly));
        assert_eq!(kept.topics, first.topics);
        tx.keep_wish(
            &Wish { asked_on: date(2026, 11, 15), ..wish(3, "ben@example.org") },
            &sealer(),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        assert!(store.wish(first.id, &sealer()).await.unwrap().is_some());
        assert!(store.wish(FollowerId(uuid(2)), &sealer()).await.unwrap().is_none());
        // With another key nothing opens, and that is said.
        assert!(store.wish(first.id, &Sealer::new([8; 32])).await.is_err());
        let mut tx = store.begin().await.unwrap();
        for n in [1, 3, 4] {
            tx.enqueue(&letter_of(uuid(n))).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut tx = store.begin().await.unwrap();
        assert_eq!(tx.drop_wishes_before(date(2026, 11, 16)).await.unwrap(), 1);
        tx.commit().await.unwrap();
        assert_eq!(store.waiting_jobs().await.unwrap(), 2, "its letter went with the wish");
        let mut tx = store.begin().await.unwrap();
        assert!(tx.drop_wish(first.id).await.unwrap());
        assert!(!tx.drop_wish(first.id).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(store.waiting_jobs().await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_follower_is_kept_changed_and_forgotten() {
    both(|store| async move {
        let one = follower(1, Pace::AtOnce, &["all", "county:pope"]);
        keep(&store, std::slice::from_ref(&one)).await;
        assert_eq!(store.follower(one.id, &sealer()).await.unwrap(), Some(one.clone()));
        let changed = Follower {
            pace: Pace::Weekly,
            lang: "es".to_owned(),
            topics: topics(&["office:idhs-fcrc-pope"]),
            ..one.clone()
        };
        keep(&store, std::slice::from_ref(&changed)).await;
        let mut tx = store.begin().await.unwrap();
        assert_eq!(tx.follower_of(&one.email, &sealer()).await.unwrap(), Some(changed.clone()));
        assert_eq!(tx.follower_by_id(one.id, &sealer()).await.unwrap(), Some(changed));
        tx.enqueue(&letter_of(one.id.0)).await.unwrap();
        assert!(tx.drop_follower(one.id).await.unwrap());
        assert!(!tx.drop_follower(one.id).await.unwrap());
        assert_eq!(tx.follower_by_id(one.id, &sealer()).await.unwrap(), None);
        tx.commit().await.unwrap();
        assert_eq!(store.waiting_jobs().await.unwrap(), 0, "letters go with their follower");
        assert_eq!(store.follower(one.id, &sealer()).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn everyone_who_follows_is_queued_once_in_batches_that_a_second_run_does_not_repeat() {
    both(|store| async move {
        keep(
            &store,
            &[
                follower(1, Pace::AtOnce, &["all", "county:pope", "closure:case-1"]),
                follower(2, Pace::AtOnce, &["county:cook"]),
                follower(3, Pace::Daily, &["county:pope"]),
                follower(4, Pace::Weekly, &["agency:idhs"]),
                follower(5, Pace::AtOnce, &["office:idhs-fcrc-pope"]),
            ],
        )
        .await;
        let touched = ["all", "closure:case-1", "county:pope", "office:idhs-fcrc-pope"];
        let first = news(&store, 1, 2, &touched).await;
        // The same version is the same news.
        let again = {
            let mut tx = store.begin().await.unwrap();
            let other = News {
                id: NewsId(uuid(999)),
                closure: ClosureId(uuid(1)),
                version: 2,
                at: at("2026-11-23T17:00:00Z"),
            };
            tx.publish_news(&other, &[]).await.unwrap()
        };
        assert_eq!(again, first);
        assert_eq!(store.news(first).await.unwrap().unwrap().version, 2);
        assert_eq!(store.news(NewsId(uuid(999))).await.unwrap(), None);
        let mut counts = Vec::new();
        loop {
            let mut tx = store.begin().await.unwrap();
            let queued = tx.queue_news(first, 2).await.unwrap();
            tx.commit().await.unwrap();
            counts.push(queued.followers);
            if queued.is_done {
                break;
            }
        }
        assert_eq!(counts, [1, 1, 1]);
        assert_eq!(store.queued_news().await.unwrap(), 3);
        let waiting = |pace| store.waiting_followers(pace, None, 10);
        let id = |n| FollowerId(uuid(n));
        assert_eq!(waiting(Pace::AtOnce).await.unwrap(), [id(1), id(5)]);
        assert_eq!(waiting(Pace::Daily).await.unwrap(), [id(3)]);
        let after = store.waiting_followers(Pace::AtOnce, Some(id(1)), 10).await.unwrap();
        assert_eq!(after, [id(5)]);
        let mut tx = store.begin().await.unwrap();
        assert_eq!(tx.take_queued(id(1)).await.unwrap().len(), 1);
        assert_eq!(tx.take_queued(id(1)).await.unwrap(), []);
        // The queue was filled: running the job once more brings nobody back.
        assert_eq!(tx.queue_news(first, 10).await.unwrap().followers, 0);
        tx.commit().await.unwrap();
        // A slower pace takes along what waits; a follower who leaves takes it away.
        keep(&store, &[follower(5, Pace::Weekly, &["all"])]).await;
        assert_eq!(waiting(Pace::AtOnce).await.unwrap(), []);
        assert_eq!(waiting(Pace::Weekly).await.unwrap(), [id(5)]);
        let mut tx = store.begin().await.unwrap();
        tx.drop_follower(id(5)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(store.queued_news().await.unwrap(), 1);
    })
    .await;
}

pub(super) fn hook(n: u128, owner: u128, words: &[&str]) -> Hook {
    Hook {
        id: HookId(uuid(n)),
        owner: AccountId(uuid(owner)),
        url: format!("https://example.org/{n}"),
        topics: topics(words),
        secret: format!("secret {n}"),
        failures: 0,
        off: None,
    }
}

fn delivery(n: u128, hook: u128, news: Option<NewsId>, when: &str) -> Delivery {
    Delivery {
        id: DeliveryId(uuid(n)),
        hook: HookId(uuid(hook)),
        news,
        at: at(when),
        state: DeliveryState::Waiting,
        tries: 0,
        said: String::new(),
    }
}

#[tokio::test]
async fn webhooks_are_their_owners_and_go_off_after_many_failures() {
    both(|store| async move {
        let mut tx = store.begin().await.unwrap();
        for (n, role) in [(7, Role::Organizer), (8, Role::Admin), (9, Role::Advocate)] {
            let account = NewAccount {
                id: AccountId(uuid(n)),
                email: email(&format!("a{n}@example.org")),
                name: String::new(),
                role,
                made_at: at("2026-11-23T16:00:00Z"),
            };
            assert!(tx.insert_account(&account, &sealer()).await.unwrap());
        }
        // The last one's owner may not have any now.
        let hooks = [hook(1, 7, &["all"]), hook(2, 7, &["county:cook"]), hook(3, 8, &["all"])];
        for hook in hooks.into_iter().chain([hook(4, 9, &["all"])]) {
            tx.insert_hook(&hook, &sealer()).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mine = store.hooks_of(AccountId(uuid(7)), &sealer()).await.unwrap();
        assert!(mine == [hook(1, 7, &["all"]), hook(2, 7, &["county:cook"])]);
        assert_eq!(mine[0].secret, "secret 1");
        let first = news(&store, 1, 1, &["all", "closure:case-1"]).await;
        let mut tx = store.begin().await.unwrap();
        let id = |n| HookId(uuid(n));
        assert_eq!(tx.hooks_for(first).await.unwrap(), [id(1), id(3)]);
        let one = delivery(11, 1, Some(first), "2026-11-23T16:00:00Z");
        assert!(tx.insert_delivery(&one).await.unwrap());
        let twice = delivery(12, 1, Some(first), "2026-11-23T16:00:00Z");
        assert!(!tx.insert_delivery(&twice).await.unwrap());
        let test = delivery(13, 1, None, "2026-11-23T17:00:00Z");
        assert!(tx.insert_delivery(&test).await.unwrap());
        assert!(!tx.end_try(&one, DeliveryState::Waiting, "500", 2).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(store.hook(id(1), &sealer()).await.unwrap().unwrap().failures, 1);
        let kept = store.delivery(one.id).await.unwrap().unwrap();
        assert_eq!((kept.tries, kept.said.as_str()), (1, "500"));
        let mut tx = store.begin().await.unwrap();
        assert!(tx.end_try(&one, DeliveryState::Failed, "gone", 2).await.unwrap());
        assert_eq!(tx.hooks_for(first).await.unwrap(), [id(3)]);
        assert!(!tx.switch_hook_on(AccountId(uuid(8)), id(1)).await.unwrap());
        tx.commit().await.unwrap();
        let off = store.hook(id(1), &sealer()).await.unwrap().unwrap();
        assert_eq!(off.off.as_deref(), Some("gone"));
        let mut tx = store.begin().await.unwrap();
        assert!(tx.switch_hook_on(AccountId(uuid(7)), id(1)).await.unwrap());
        assert!(!tx.end_try(&test, DeliveryState::Delivered, "200", 2).await.unwrap());
        tx.commit().await.unwrap();
        let listed: Vec<_> = store
            .deliveries(id(1), 5)
            .await
            .unwrap()
            .into_iter()
            .map(|d| (d.id, d.state))
            .collect();
        let expected = [(test.id, DeliveryState::Delivered), (one.id, DeliveryState::Failed)];
        assert_eq!(listed, expected);
        let mut tx = store.begin().await.unwrap();
        assert_eq!(tx.drop_deliveries_before(at("2026-11-23T16:30:00Z")).await.unwrap(), 1);
        assert!(!tx.drop_hook(AccountId(uuid(8)), id(1)).await.unwrap());
        assert!(tx.drop_hook(AccountId(uuid(7)), id(1)).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(store.delivery(test.id).await.unwrap(), None);
        assert!(store.hook(id(1), &sealer()).await.unwrap().is_none());
    })
    .await;
}

/// How long it takes until 100,000 followers of one case are in the queue, while pages go on being read. A number
/// for docs/numbers.md, not a bar that a busy machine could fail: `cargo test --test store -- --ignored --nocapture`.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement"]
async fn a_hundred_thousand_followers_are_queued() {
    const MANY: u128 = 100_000;
    let folder = tempfile::tempdir().unwrap();
    let sqlite = super::sqlite_in(folder.path()).await;
    let postgres = Store::open(&super::support::pg::fresh_database().await).await.unwrap();
    for store in [sqlite, postgres] {
        let all: Vec<Follower> = (1..=MANY)
            .map(|n| follower(n, Pace::AtOnce, &["county:pope", "closure:case-1"]))
            .collect();
        for some in all.chunks(5_000) {
            keep(&store, some).await;
        }
        let first = news(&store, 1, 1, &["all", "closure:case-1", "county:pope"]).await;
        let reader = store.clone();
        let (done, mut watch) = tokio::sync::watch::channel(false);
        let reading = tokio::spawn(async move {
            let mut slowest = std::time::Duration::ZERO;
            let mut count = 0_u32;
            while !*watch.borrow_and_update() {
                let began = std::time::Instant::now();
                reader.revision().await.unwrap();
                reader.closure("case-1").await.unwrap();
                slowest = slowest.max(began.elapsed());
                count += 1;
            }
            (slowest, count)
        });
        let began = std::time::Instant::now();
        loop {
            let mut tx = store.begin().await.unwrap();
            let queued = tx.queue_news(first, 20_000).await.unwrap();
            tx.commit().await.unwrap();
            if queued.is_done {
                break;
            }
        }
        let took = began.elapsed();
        done.send(true).unwrap();
        let (slowest, reads) = reading.await.unwrap();
        assert_eq!(store.queued_news().await.unwrap(), 100_000);
        println!(
            "{}: 100,000 followers queued in {took:?}; {reads} reads meanwhile, the slowest {slowest:?}",
            store.dialect()
        );
    }
}
