//! Accounts, sessions and sign-in links.

use jiff::{SignedDuration, Timestamp};
use stillopen::domain::account::{
    Account, AccountState, Changed, LinkPurpose, NewAccount, Role, Session,
};
use stillopen::domain::email::Email;
use stillopen::domain::id::{AccountId, HookId, SessionId};
use stillopen::domain::token::{LinkToken, SessionToken};
use stillopen::store::{Sealer, Store, Tx};

use super::follow::hook;
use super::jobs::letter_of;
use super::{at, both, uuid, variant};

const START: &str = "2026-11-23T16:00:00Z";

fn sealer() -> Sealer {
    Sealer::new([9; 32])
}

fn email(text: &str) -> Email {
    Email::parse(text).unwrap()
}

fn new(n: u128, address: &str, role: Role) -> NewAccount {
    NewAccount {
        id: AccountId(uuid(n)),
        email: email(address),
        name: format!("Person {n}"),
        role,
        made_at: at(START),
    }
}

fn minutes(n: i64) -> Timestamp {
    at(START).checked_add(SignedDuration::from_mins(n)).unwrap()
}

/// An account that came in through its invitation.
async fn joined(tx: &mut Tx, n: u128, role: Role) -> AccountId {
    let token = LinkToken::generate(&mut rand::rng());
    let new = new(n, &format!("p{n}@example.org"), role);
    assert!(tx.insert_account(&new, &sealer()).await.unwrap());
    tx.insert_sign_in_link(&token, new.id, LinkPurpose::Invite, at(START)).await.unwrap();
    assert_eq!(tx.use_sign_in_link(&token, at(START)).await.unwrap(), Some(new.id));
    new.id
}

async fn account(store: &Store, id: AccountId) -> Account {
    store.person(id, &sealer()).await.unwrap().unwrap().account
}

#[tokio::test]
async fn an_account_is_found_by_any_spelling_of_its_address() {
    both(|store| async move {
        let mut tx = store.begin().await.unwrap();
        let ana = new(1, "Ana@Example.org", Role::Advocate);
        assert!(tx.insert_account(&ana, &sealer()).await.unwrap());
        let again = new(2, "ana@example.ORG", Role::Admin);
        assert!(!tx.insert_account(&again, &sealer()).await.unwrap());
        tx.commit().await.unwrap();
        let found = store.account_by_email(&email("ANA@example.org"), &sealer()).await.unwrap();
        assert_eq!(found.unwrap().id, ana.id);
        assert_eq!(store.account_by_email(&email("b@example.org"), &sealer()).await.unwrap(), None);
        // Another key finds nothing and opens nothing.
        let other = Sealer::new([1; 32]);
        assert_eq!(store.account_by_email(&email("ana@example.org"), &other).await.unwrap(), None);
        assert_eq!(variant(store.people(&other).await), "Inconsistent");
        let people = store.people(&sealer()).await.unwrap();
        assert_eq!(people[0].email, Some(email("Ana@Example.org")));
        assert_eq!(store.person(AccountId(uuid(7)), &sealer()).await.unwrap(), None);
        people
    })
    .await;
}

#[tokio::test]
async fn a_profile_is_kept_as_it_was_given() {
    both(|store| async move {
        let mut tx = store.begin().await.unwrap();
        let id = joined(&mut tx, 1, Role::Advocate).await;
        let counties = ["DuPage".to_owned(), "Jo Daviess".to_owned()];
        assert!(tx.set_profile(id, "Rosa Gómez", &counties).await.unwrap());
        assert!(!tx.set_profile(AccountId(uuid(8)), "Nobody", &[]).await.unwrap());
        assert_eq!(variant(tx.set_profile(id, "a\0b", &[]).await), "Nul");
        tx.commit().await.unwrap();
        let kept = account(&store, id).await;
        assert_eq!((kept.name.as_str(), kept.counties.as_slice()), ("Rosa Gómez", &counties[..]));
        assert_eq!(kept.joined_at, Some(at(START)));
        kept
    })
    .await;
}

#[tokio::test]
async fn a_session_brings_the_account_as_it_is_now() {
    both(|store| async move {
        let token = SessionToken::generate(&mut rand::rng());
        let mut tx = store.begin().await.unwrap();
        let id = joined(&mut tx, 1, Role::Advocate).await;
        joined(&mut tx, 2, Role::Admin).await;
        let mut session = Session { id: SessionId(uuid(5)), ..Session::begin(id, at(START)) };
        tx.insert_session(&token, &session).await.unwrap();
        tx.commit().await.unwrap();
        let (found, mine) = store.session(&token, minutes(1)).await.unwrap().unwrap();
        assert_eq!((&found, mine.role), (&session, Role::Advocate));
        let other = SessionToken::generate(&mut rand::rng());
        assert_eq!(store.session(&other, minutes(1)).await.unwrap(), None);

        let mut tx = store.begin().await.unwrap();
        assert_eq!(tx.change_role(id, Role::Organizer).await.unwrap(), Changed::Done);
        session.slide(minutes(10));
        tx.touch_session(&session).await.unwrap();
        assert!(tx.label_session(id, session.id, "office laptop").await.unwrap());
        assert!(!tx.label_session(AccountId(uuid(2)), session.id, "mine now").await.unwrap());
        tx.commit().await.unwrap();
        session.label = "office laptop".to_owned();
        let (found, mine) = store.session(&token, minutes(10)).await.unwrap().unwrap();
        assert_eq!((&found, mine.role), (&session, Role::Organizer));
        // Its end is its end, to the second.
        assert!(store.session(&token, minutes(10 + 12 * 60 - 1)).await.unwrap().is_some());
        assert!(store.session(&token, minutes(10 + 12 * 60)).await.unwrap().is_none());
        (found, mine)
    })
    .await;
}

#[tokio::test]
async fn sessions_end_one_by_one_or_all_at_once() {
    both(|store| async move {
        let mut tx = store.begin().await.unwrap();
        let (ana, ben) =
            (joined(&mut tx, 1, Role::Advocate).await, joined(&mut tx, 2, Role::Admin).await);
        let mut tokens = Vec::new();
        for (n, account) in [(11, ana), (12, ana), (13, ana), (14, ben)] {
            let token = SessionToken::generate(&mut rand::rng());
            let mut session =
                Session { id: SessionId(uuid(n)), ..Session::begin(account, at(START)) };
            session.last_seen = minutes(i64::try_from(n).unwrap());
            tx.insert_session(&token, &session).await.unwrap();
            tokens.push(token);
        }
        tx.commit().await.unwrap();
        let ids = async |account| -> Vec<u128> {
            let found = store.sessions_of(account, minutes(20)).await.unwrap();
            found.iter().map(|s| s.id.0.as_u128()).collect()
        };
        assert_eq!((ids(ana).await, ids(ben).await), (vec![13, 12, 11], vec![14]));
        let mut tx = store.begin().await.unwrap();
        assert!(!tx.end_session(ana, SessionId(uuid(14))).await.unwrap(), "it is another's");
        assert!(tx.end_session(ana, SessionId(uuid(12))).await.unwrap());
        assert!(!tx.end_session(ana, SessionId(uuid(12))).await.unwrap());
        tx.commit().await.unwrap();
        assert!(store.session(&tokens[1], minutes(20)).await.unwrap().is_none());
        assert_eq!(ids(ana).await, [13, 11]);
        let mut tx = store.begin().await.unwrap();
        assert_eq!(tx.end_sessions(ana).await.unwrap(), 2);
        // A new session sweeps away those that ended by themselves.
        let late = minutes(13 * 60);
        let token = SessionToken::generate(&mut rand::rng());
        tx.insert_session(&token, &Session::begin(ana, late)).await.unwrap();
        tx.commit().await.unwrap();
        assert!(ids(ben).await.is_empty());
        assert!(store.session(&tokens[0], minutes(20)).await.unwrap().is_none());
        assert!(store.session(&token, late).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn a_link_signs_in_once_and_not_for_long() {
    both(|store| async move {
        let mut tx = store.begin().await.unwrap();
        let ana = new(1, "ana@example.org", Role::Advocate);
        assert!(tx.insert_account(&ana, &sealer()).await.unwrap());
        let (first, second) =
            (LinkToken::generate(&mut rand::rng()), LinkToken::generate(&mut rand::rng()));
        tx.insert_sign_in_link(&first, ana.id, LinkPurpose::SignIn, at(START)).await.unwrap();
        tx.insert_sign_in_link(&second, ana.id, LinkPurpose::Invite, at(START)).await.unwrap();
        tx.commit().await.unwrap();
        // Looking does not use it up.
        for _ in 0..2 {
            let (purpose, account) =
                store.sign_in_link(&first, minutes(29)).await.unwrap().unwrap();
            assert_eq!(
                (purpose, account.id, account.joined_at),
                (LinkPurpose::SignIn, ana.id, None)
            );
        }
        assert!(store.sign_in_link(&first, minutes(30)).await.unwrap().is_none());
        let week = 7 * 24 * 60;
        assert!(store.sign_in_link(&second, minutes(week - 1)).await.unwrap().is_some());
        let mut tx = store.begin().await.unwrap();
        assert_eq!(tx.use_sign_in_link(&first, minutes(30)).await.unwrap(), None, "too old");
        assert_eq!(tx.use_sign_in_link(&second, minutes(week)).await.unwrap(), None, "too old");
        assert_eq!(tx.use_sign_in_link(&first, minutes(3)).await.unwrap(), Some(ana.id));
        assert_eq!(tx.use_sign_in_link(&first, minutes(3)).await.unwrap(), None, "used");
        assert_eq!(tx.use_sign_in_link(&second, minutes(3)).await.unwrap(), None, "used with it");
        tx.commit().await.unwrap();
        assert!(store.sign_in_link(&second, minutes(3)).await.unwrap().is_none());
        assert_eq!(account(&store, ana.id).await.joined_at, Some(minutes(3)));
    })
    .await;
}

#[tokio::test]
async fn two_who_use_a_link_at_once_do_not_both_come_in() {
    both(|store| async move {
        let token = LinkToken::generate(&mut rand::rng());
        let mut tx = store.begin().await.unwrap();
        let ana = new(1, "ana@example.org", Role::Advocate);
        assert!(tx.insert_account(&ana, &sealer()).await.unwrap());
        tx.insert_sign_in_link(&token, ana.id, LinkPurpose::Invite, at(START)).await.unwrap();
        tx.commit().await.unwrap();
        let one = async || {
            let mut tx = store.begin().await.unwrap();
            let used = tx.use_sign_in_link(&token, minutes(1)).await.unwrap();
            tx.commit().await.unwrap();
            used.is_some()
        };
        let (a, b, c) = tokio::join!(one(), one(), one());
        assert_eq!([a, b, c].iter().filter(|came| **came).count(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_removed_account_leaves_only_its_number() {
    both(|store| async move {
        let token = SessionToken::generate(&mut rand::rng());
        let link = LinkToken::generate(&mut rand::rng());
        let mut tx = store.begin().await.unwrap();
        let ana = joined(&mut tx, 1, Role::Advocate).await;
        tx.insert_session(&token, &Session::begin(ana, at(START))).await.unwrap();
        tx.insert_sign_in_link(&link, ana, LinkPurpose::SignIn, at(START)).await.unwrap();
        for (n, owner) in [(1, 1), (2, 7)] {
            tx.insert_hook(&hook(n, owner, &["all"]), &sealer()).await.unwrap();
            tx.enqueue(&letter_of(uuid(owner))).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut tx = store.begin().await.unwrap();
        assert_eq!(tx.remove_account(ana).await.unwrap(), Changed::Done);
        assert_eq!(tx.remove_account(ana).await.unwrap(), Changed::NotThere);
        assert_eq!(tx.change_role(ana, Role::Admin).await.unwrap(), Changed::NotThere);
        assert_eq!(tx.use_sign_in_link(&link, minutes(1)).await.unwrap(), None);
        tx.commit().await.unwrap();
        assert!(store.session(&token, minutes(1)).await.unwrap().is_none());
        assert!(store.sign_in_link(&link, minutes(1)).await.unwrap().is_none());
        assert_eq!(store.waiting_jobs().await.unwrap(), 1, "letters go with their account");
        assert!(store.hook(HookId(uuid(1)), &sealer()).await.unwrap().is_none());
        assert!(store.hook(HookId(uuid(2)), &sealer()).await.unwrap().is_some());
        assert!(
            store.account_by_email(&email("p1@example.org"), &sealer()).await.unwrap().is_none()
        );
        let left = store.person(ana, &sealer()).await.unwrap().unwrap();
        assert_eq!((left.email, left.account.name.as_str()), (None, ""));
        assert_eq!(left.account.state, AccountState::Removed);
        // The address is free again, for a new account.
        let mut tx = store.begin().await.unwrap();
        let again = new(2, "p1@example.org", Role::Advocate);
        assert!(tx.insert_account(&again, &sealer()).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(store.people(&sealer()).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn the_last_admin_who_ever_came_in_stays() {
    both(|store| async move {
        let mut tx = store.begin().await.unwrap();
        // A first admin with a wrong address, who never came.
        assert!(
            tx.insert_account(&new(1, "typo@example.org", Role::Admin), &sealer()).await.unwrap()
        );
        let typo = AccountId(uuid(1));
        let ana = joined(&mut tx, 2, Role::Admin).await;
        assert_eq!(tx.remove_account(ana).await.unwrap(), Changed::LastAdmin);
        assert_eq!(tx.change_role(ana, Role::Organizer).await.unwrap(), Changed::LastAdmin);
        assert_eq!(tx.change_role(ana, Role::Admin).await.unwrap(), Changed::Done);
        assert_eq!(tx.remove_account(typo).await.unwrap(), Changed::Done);
        let ben = joined(&mut tx, 3, Role::Admin).await;
        tx.commit().await.unwrap();
        // Both try to take each other away at the same moment: one is left.
        let one = async |id| {
            let mut tx = store.begin().await.unwrap();
            let changed = tx.remove_account(id).await.unwrap();
            tx.commit().await.unwrap();
            changed
        };
        let (a, b) = tokio::join!(one(ana), one(ben));
        let mut outcomes = [format!("{a:?}"), format!("{b:?}")];
        outcomes.sort();
        assert_eq!(outcomes, ["Done", "LastAdmin"]);
    })
    .await;
}
