//! The ledger's contract: nothing is lost, nothing changes its name, nobody writes over another.

use stillopen::domain::closure::{PeopleUnit, StruckStep, Withdrawn};
use stillopen::domain::closure_form::CaseForm;
use stillopen::domain::draft::Draft;
use stillopen::domain::evidence::{Citation, Claim, Stance};
use stillopen::domain::id::{AccountId, DraftId, TipId};
use stillopen::domain::tip::{Tip, TipStatus};
use stillopen::store::{CaseChange, ImportedCase, SavedCase};

use super::*;

const EDITED_AT: Timestamp = Timestamp::constant(1_767_312_000, 0);

fn by(actor: &str) -> CaseChange<'_> {
    CaseChange { at: EDITED_AT, actor, why_struck: "left out" }
}

/// What came of reading a case.
#[derive(Debug, PartialEq, Eq)]
enum Read {
    Added,
    Changed,
    Unchanged,
    EditedByHand,
}

/// Reads a case from its file, in a write of its own.
async fn import(store: &Store, feed: Option<FeedId>, case: &Closure) -> Read {
    import_by(store, feed, case, "import").await
}

/// The same by somebody's hand. What is said to have been written is what is there.
async fn import_by(store: &Store, feed: Option<FeedId>, case: &Closure, actor: &str) -> Read {
    let was = store.closure(case.slug.as_str()).await.unwrap();
    let mut tx = store.begin().await.unwrap();
    let done = tx.upsert_closure(feed, case, READ_AT, actor).await.unwrap();
    tx.commit().await.unwrap();
    let is = store.closure(case.slug.as_str()).await.unwrap();
    match done {
        ImportedCase::Added(after) => {
            assert_eq!((None, Some(*after)), (was, is));
            Read::Added
        }
        ImportedCase::Changed { before, after } => {
            assert_eq!((Some(*before), Some(*after)), (was, is));
            Read::Changed
        }
        ImportedCase::Unchanged => Read::Unchanged,
        ImportedCase::EditedByHand => Read::EditedByHand,
    }
}

/// Saves a case as a person does, in a write of its own.
async fn save(store: &Store, base: Option<u32>, case: &Closure, actor: &str) -> SavedCase {
    let mut tx = store.begin().await.unwrap();
    let done = tx.save_closure(base, case, by(actor)).await.unwrap();
    tx.commit().await.unwrap();
    done
}

fn written(saved: SavedCase) -> Closure {
    match saved {
        SavedCase::Written(case) => *case,
        other => panic!("expected a written case, found {other:?}"),
    }
}

/// The case as its file would tell it once more: the same words, new identifiers.
fn read_again(case: &Closure, n: u128) -> Closure {
    let mut reread = case.clone();
    reread.id = ClosureId(uuid(n));
    let before: Vec<EvidenceId> = reread.evidence.iter().map(|e| e.id).collect();
    for (n, evidence) in (n * 100..).zip(&mut reread.evidence) {
        evidence.id = EvidenceId(uuid(n));
    }
    for (n, step) in (n * 100 + 50..).zip(&mut reread.steps) {
        step.id = StepId(uuid(n));
        let cited = step.evidence.and_then(|id| before.iter().position(|e| *e == id));
        step.evidence = cited.map(|at| reread.evidence[at].id);
    }
    reread
}

/// A case in which every field says something.
fn full_case(n: u128, slug: &str) -> Closure {
    let mut case = closure(n, slug);
    case.employees = Some(24);
    case.people_unit = Some(PeopleUnit::Households);
    case.reason_ours = "to save rent".to_owned();
    case.reason_ours_es = "para ahorrar alquiler".to_owned();
    case.fate = "sent to Anna".to_owned();
    case.fate_es = "se mandan a Anna".to_owned();
    case.decided_by = "the Secretary".to_owned();
    case.steps[0].time = Some(jiff::civil::time(14, 30, 0, 0));
    case.steps[0].place = "Room 400 🙂".to_owned();
    case.evidence[1].archive_url = Some("https://archive.example.org/1".to_owned());
    let (step, source) = (case.steps[0].id, case.evidence[1].id);
    case.citations = vec![
        Citation { evidence: source, claim: Claim::Step(step), stance: Stance::Contradicts },
        Citation { evidence: source, claim: Claim::Jobs, stance: Stance::Supports },
    ];
    case
}

#[tokio::test]
async fn a_case_is_read_once_and_follows_its_file_under_the_same_names() {
    both(|store| async move {
        let known = office(10, "cairo", facts("Cairo"));
        let feed = keep(&store, std::slice::from_ref(&known)).await;
        let mut case = closure(5, "cairo-closes");
        case.offices[0].office = Some(known.id);
        let other = closure(6, "cairo-closes-again");
        assert_eq!(import(&store, Some(feed), &case).await, Read::Added);
        assert_eq!(import(&store, Some(feed), &case).await, Read::Unchanged);
        assert_eq!(import(&store, None, &other).await, Read::Added);
        assert_eq!(store.closures().await.unwrap(), [case.clone(), other.clone()]);

        let reread = read_again(&case, 50);
        assert_eq!(import(&store, Some(feed), &reread).await, Read::Unchanged);

        // That a step now cites the other source is news, and so is one step less.
        let mut changed = reread.clone();
        changed.steps[0].evidence = Some(changed.evidence[1].id);
        assert_eq!(import(&store, Some(feed), &changed).await, Read::Changed);
        changed.steps.remove(1);
        changed.evidence.remove(0);
        changed.offices.remove(1);
        changed.offices_total = None;
        changed.title = HOSTILE[0].to_owned();
        assert_eq!(import(&store, Some(feed), &changed).await, Read::Changed);
        assert_eq!(import(&store, Some(feed), &changed).await, Read::Unchanged);

        let stored = store.closure("cairo-closes").await.unwrap().unwrap();
        assert_eq!((stored.id, stored.version), (case.id, 3));
        assert_eq!(stored.title, HOSTILE[0]);
        let steps: Vec<StepId> = stored.steps.iter().map(|s| s.id).collect();
        assert_eq!(steps, [case.steps[0].id, case.steps[2].id]);
        assert_eq!(stored.steps[0].evidence, Some(case.evidence[1].id));
        assert_eq!(stored.struck.len(), 1);
        assert_eq!(stored.struck[0].step.id, case.steps[1].id);
        assert_eq!(stored.struck[0].step.sequence, 1);
        assert_eq!(stored.dropped, [case.evidence[0].clone()]);
        assert_eq!(store.closures().await.unwrap(), [stored.clone(), other]);
        // What came back was never away.
        assert_eq!(import(&store, Some(feed), &reread).await, Read::Changed);
        let back = store.closure("cairo-closes").await.unwrap().unwrap();
        assert_eq!(back.evidence, case.evidence);
        assert!(back.struck.is_empty() && back.dropped.is_empty());
        let sequences: Vec<u32> = back.steps.iter().map(|s| s.sequence).collect();
        assert_eq!(sequences, [0, 2, 0]);
        assert_eq!(count(&store, "evidence").await, 4);
        assert_eq!(count(&store, "closure_steps").await, 6);
        (stored, back)
    })
    .await;
}

#[tokio::test]
async fn every_field_of_a_case_comes_back_from_its_tables_and_from_its_versions() {
    both(|store| async move {
        let case = full_case(5, "cairo-closes");
        let first = written(save(&store, None, &case, "account:1").await);
        assert_eq!(store.closure_by_id(case.id).await.unwrap(), Some(first.clone()));
        let mut edited = first.clone();
        let step = edited.steps.remove(0);
        edited.citations.remove(0);
        edited.struck = vec![StruckStep { step, reason: "called off".to_owned() }];
        edited.withdrawn =
            Some(Withdrawn { on: date(2026, 1, 2), reason: "told twice".to_owned() });
        let second = written(save(&store, Some(1), &edited, "account:2").await);
        assert_eq!(second.struck[0].reason, "called off");
        assert_eq!(second.version, 2);
        assert_eq!(store.closure("cairo-closes").await.unwrap(), Some(second.clone()));
        let versions = store.closure_versions(case.id).await.unwrap();
        let told: Vec<_> = versions.iter().map(|v| (v.version, v.at, v.actor.as_str())).collect();
        assert_eq!(told, [(1, EDITED_AT, "account:1"), (2, EDITED_AT, "account:2")]);
        assert_eq!(store.closure_at_version(case.id, 1).await.unwrap(), Some(first));
        assert_eq!(store.closure_at_version(case.id, 2).await.unwrap(), Some(second.clone()));
        assert_eq!(store.closure_at_version(case.id, 3).await.unwrap(), None);
        assert_eq!(store.closure("elsewhere").await.unwrap(), None);
        second
    })
    .await;
}

#[tokio::test]
async fn the_second_of_two_editors_is_shown_what_the_first_wrote() {
    both(|store| async move {
        let case = written(save(&store, None, &closure(5, "case"), "account:1").await);
        let mut first = case.clone();
        first.title = "by the first".to_owned();
        let mut second = case.clone();
        second.title = "by the second".to_owned();
        let first = written(save(&store, Some(1), &first, "account:1").await);
        let refused = save(&store, Some(1), &second, "account:2").await;
        assert_eq!(refused, SavedCase::Conflict(Box::new(first.clone())));
        assert_eq!(store.closure("case").await.unwrap(), Some(first.clone()));
        // The same words again are no new version, and a case sent twice is not made twice.
        let again = save(&store, Some(2), &first, "account:1").await;
        assert_eq!(again, SavedCase::Same(Box::new(first.clone())));
        let twice = save(&store, None, &closure(5, "case"), "account:1").await;
        assert_eq!(twice, SavedCase::Conflict(Box::new(first)));
        let gone = save(&store, Some(1), &closure(9, "other"), "account:1").await;
        assert_eq!(gone, SavedCase::Gone);
        assert_eq!(store.closures().await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_new_case_sent_twice_at_once_is_made_once() {
    both(|store| async move {
        let mut first = store.begin().await.unwrap();
        let made = first.save_closure(None, &closure(5, "case"), by("account:1")).await.unwrap();
        // On PostgreSQL the second one begins beside the first; the embedded database has one writer.
        let case = closure(5, "case");
        let second = save(&store, None, &case, "account:1");
        let made = written(made);
        let commit = async {
            wait_for_a_waiting_writer(&store).await;
            first.commit().await.unwrap();
        };
        let (second, ()) = tokio::join!(second, commit);
        assert_eq!(second, SavedCase::Conflict(Box::new(made)));
        assert_eq!(store.closures().await.unwrap().len(), 1);
    })
    .await;
}

/// Waits until a write waits for another one, where the database tells.
async fn wait_for_a_waiting_writer(store: &Store) {
    const WAITS: &str = "select count(*) from pg_locks where not granted and database = \
         (select oid from pg_database where datname = current_database())";
    let Store::Postgres(pool) = store else { return };
    loop {
        let (waiting,): (i64,) = sqlx::query_as(WAITS).fetch_one(pool).await.unwrap();
        if waiting > 0 {
            return;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn two_cases_of_one_name_get_two_addresses() {
    let slugs = both(|store| async move {
        let mut slugs = Vec::new();
        for n in 5..8 {
            slugs.push(written(save(&store, None, &closure(n, "cairo"), "a").await).slug);
        }
        slugs
    })
    .await;
    assert_eq!(slugs.iter().map(Slug::as_str).collect::<Vec<_>>(), ["cairo", "cairo-2", "cairo-3"]);
}

#[tokio::test]
async fn a_file_does_not_write_over_what_a_person_changed() {
    both(|store| async move {
        let case = closure(5, "case");
        import(&store, None, &case).await;
        let mut edited = case.clone();
        edited.title = "by hand".to_owned();
        let edited = written(save(&store, Some(1), &edited, "account:1").await);
        // The file as it was has no news; with news it is left aside, again and again.
        assert_eq!(import(&store, None, &read_again(&case, 50)).await, Read::Unchanged);
        let mut news = case.clone();
        news.summary = "News".to_owned();
        for _ in 0..2 {
            assert_eq!(import(&store, None, &news).await, Read::EditedByHand);
        }
        assert_eq!(store.closure("case").await.unwrap(), Some(edited));
    })
    .await;
}

#[tokio::test]
async fn who_has_a_file_read_is_who_wrote_the_version_and_the_next_file_is_read_all_the_same() {
    both(|store| async move {
        let case = closure(5, "case");
        assert_eq!(import_by(&store, None, &case, "account:1").await, Read::Added);
        let mut news = read_again(&case, 50);
        news.summary = "News".to_owned();
        assert_eq!(import_by(&store, None, &news, "account:2").await, Read::Changed);
        news.summary = "More news".to_owned();
        assert_eq!(import(&store, None, &news).await, Read::Changed);
        let versions = store.closure_versions(case.id).await.unwrap();
        let actors: Vec<&str> = versions.iter().map(|v| v.actor.as_str()).collect();
        assert_eq!(actors, ["account:1", "account:2", "import"]);
        assert_eq!(store.closures_by("account:2").await.unwrap(), [case.id]);
    })
    .await;
}

#[tokio::test]
async fn a_file_that_the_first_version_read_has_no_news_of_a_case_that_was_edited_since() {
    both(|store| async move {
        let case = closure(5, "case");
        import(&store, None, &case).await;
        // As the first version left it: another digest, and no text of any version.
        run(&store, "delete from closure_versions").await;
        run(&store, "update closures set facts_digest = 1").await;
        let mut edited = case.clone();
        edited.title = "by hand".to_owned();
        let edited = written(save(&store, Some(1), &edited, "account:1").await);
        let mut news = case.clone();
        news.summary = "News".to_owned();
        assert_eq!(import(&store, None, &news).await, Read::EditedByHand);
        for n in [50, 60] {
            assert_eq!(import(&store, None, &read_again(&case, n)).await, Read::Unchanged);
        }
        assert_eq!(import(&store, None, &news).await, Read::EditedByHand);
        assert_eq!(store.closure("case").await.unwrap(), Some(edited));
    })
    .await;
}

#[tokio::test]
async fn what_a_person_found_for_a_source_stays_when_its_file_is_read_again() {
    both(|store| async move {
        let mut case = closure(5, "case");
        case.evidence[0].archive_url = Some("https://archive.example.org/1".to_owned());
        import(&store, None, &case).await;
        let mut reread = read_again(&case, 50);
        reread.evidence[0].archive_url = None;
        reread.summary = "News".to_owned();
        assert_eq!(import(&store, None, &reread).await, Read::Changed);
        let stored = store.closure("case").await.unwrap().unwrap();
        assert_eq!(stored.evidence, case.evidence);
    })
    .await;
}

#[tokio::test]
async fn no_case_writes_over_the_steps_and_sources_of_another() {
    both(|store| async move {
        import(&store, None, &closure(5, "first")).await;
        let first = store.closure("first").await.unwrap();
        let mut thief = closure(6, "second");
        thief.steps[2].id = StepId(uuid(503));
        let mut tx = store.begin().await.unwrap();
        let refused = variant(tx.save_closure(None, &thief, by("a")).await);
        drop(tx);
        let mut thief = closure(6, "second");
        thief.evidence[1].id = EvidenceId(uuid(512));
        thief.steps.clear();
        let mut tx = store.begin().await.unwrap();
        let also = variant(tx.save_closure(None, &thief, by("a")).await);
        drop(tx);
        assert_eq!([refused.as_str(), also.as_str()], ["RowCount"; 2]);
        assert_eq!(store.closure("first").await.unwrap(), first);
        assert_eq!(store.closures().await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_database_of_the_first_version_is_brought_up_to_date_with_nothing_lost() {
    both(|store| async move {
        let case = closure(5, "case");
        import(&store, None, &case).await;
        // As the first version left it: no text of any version.
        assert_eq!(count(&store, "closure_versions").await, 1);
        run(&store, "delete from closure_versions").await;
        assert_eq!(store.closure_versions(case.id).await.unwrap(), []);
        let mut edited = case.clone();
        edited.title = "by hand".to_owned();
        written(save(&store, Some(1), &edited, "account:1").await);
        let versions = store.closure_versions(case.id).await.unwrap();
        let told: Vec<_> = versions.iter().map(|v| (v.version, v.actor.as_str())).collect();
        assert_eq!(told, [(1, "import"), (2, "account:1")]);
        assert_eq!(store.closure_at_version(case.id, 1).await.unwrap(), Some(case));
    })
    .await;
}

async fn run(store: &Store, sql: &'static str) {
    match store {
        Store::Sqlite(pool) => {
            sqlx::query(sql).execute(pool).await.unwrap();
        }
        Store::Postgres(pool) => {
            sqlx::query(sql).execute(pool).await.unwrap();
        }
    }
}

#[tokio::test]
async fn cases_are_sorted_by_the_bytes_of_their_slugs() {
    let slugs = both(|store| async move {
        for (n, slug) in (5..).zip(["b", "a-b", "ab", "a1", "a"]) {
            import(&store, None, &closure(n, slug)).await;
        }
        let slugs: Vec<Slug> =
            store.closures().await.unwrap().into_iter().map(|c| c.slug).collect();
        slugs
    })
    .await;
    let slugs: Vec<&str> = slugs.iter().map(Slug::as_str).collect();
    assert_eq!(slugs, ["a", "a-b", "a1", "ab", "b"]);
}

// --- drafts and tips ----------------------------------------------------------------------------

fn draft(n: u128, owner: u128, title: &str) -> Draft {
    let mut draft = Draft::new(DraftId(uuid(n)), AccountId(uuid(owner)), EDITED_AT);
    draft.form = CaseForm::of_pairs(&[
        ("title".to_owned(), title.to_owned()),
        (format!("step.{}.on", uuid(77)), "2012-02-30".to_owned()),
    ]);
    draft
}

#[tokio::test]
async fn a_draft_is_opened_written_and_thrown_away_by_its_owner_alone() {
    both(|store| async move {
        let case = written(save(&store, None, &closure(5, "case"), "account:1").await);
        let mut mine = draft(20, 1, HOSTILE[0]);
        mine.base = Some((case.id, 1));
        mine.tip = Some(TipId(uuid(30)));
        let mut tx = store.begin().await.unwrap();
        tx.save_draft(&mine).await.unwrap();
        tx.save_draft(&draft(21, 2, "another's")).await.unwrap();
        tx.commit().await.unwrap();
        let (me, other) = (AccountId(uuid(1)), AccountId(uuid(2)));
        assert_eq!(store.draft(mine.id, me).await.unwrap(), Some(mine.clone()));
        assert_eq!(store.draft(mine.id, other).await.unwrap(), None);
        assert_eq!(store.draft_of(case.id, me).await.unwrap(), Some(mine.clone()));
        assert_eq!(store.draft_of(case.id, other).await.unwrap(), None);
        let lines = store.drafts(me).await.unwrap();
        assert_eq!((lines.len(), lines[0].id, lines[0].closure), (1, mine.id, Some(case.id)));

        // Somebody else neither writes over it nor throws it away.
        let mut tx = store.begin().await.unwrap();
        let theft = Draft { owner: other, ..mine.clone() };
        assert_eq!(variant(tx.save_draft(&theft).await), "RowCount");
        drop(tx);
        let mut tx = store.begin().await.unwrap();
        assert!(!tx.drop_draft(mine.id, other).await.unwrap());
        mine.form.set("title", "later");
        tx.save_draft(&mine).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(store.drafts(me).await.unwrap()[0].title, "later");
        let mut tx = store.begin().await.unwrap();
        assert!(tx.drop_draft(mine.id, me).await.unwrap());
        assert_eq!(tx.drop_drafts_of(other).await.unwrap(), 1);
        tx.commit().await.unwrap();
        assert_eq!(store.draft(mine.id, me).await.unwrap(), None);
    })
    .await;
}

fn tip(n: u128, day: Date) -> Tip {
    Tip {
        id: TipId(uuid(n)),
        place: "Cairo <b>".to_owned(),
        kind: Some(ClosureKind::Closure),
        happened_on: "soon".to_owned(),
        words: "a sign on the door 🙂".to_owned(),
        url: "https://example.org/".to_owned(),
        contact: Some("ana.quetzal@example.org".to_owned()),
        status: TipStatus::Waiting,
        reason: String::new(),
        received_on: day,
    }
}

#[tokio::test]
async fn a_tip_is_handled_once_and_its_contact_does_not_outlive_its_use() {
    both(|store| async move {
        let sealer = Sealer::new([1; 32]);
        let by = AccountId(uuid(1));
        let (first, second, third) =
            (tip(1, date(2026, 1, 1)), tip(2, date(2026, 2, 1)), tip(3, date(2026, 3, 1)));
        let mut tx = store.begin().await.unwrap();
        for one in [&second, &first, &third] {
            assert!(tx.insert_tip(one, &sealer).await.unwrap());
        }
        assert!(!tx.insert_tip(&first, &sealer).await.unwrap(), "sent twice");
        let mut nul = tip(4, date(2026, 1, 1));
        nul.words = "a\0b".to_owned();
        assert_eq!(variant(tx.insert_tip(&nul, &sealer).await), "Nul");
        tx.commit().await.unwrap();
        assert_eq!(store.tip(first.id, &sealer).await.unwrap(), Some(first.clone()));
        assert_eq!(store.tips_waiting().await.unwrap(), 3);
        assert_eq!(store.tips_of(TipStatus::Taken).await.unwrap(), 0);
        assert_eq!(store.tips_of(TipStatus::Waiting).await.unwrap(), 3);
        let rest = store.tips(TipStatus::Waiting, 2, 2).await.unwrap();
        assert_eq!(rest.iter().map(|t| t.id).collect::<Vec<_>>(), [third.id]);
        let waiting = store.tips(TipStatus::Waiting, 0, 2).await.unwrap();
        assert_eq!(waiting.iter().map(|t| t.id).collect::<Vec<_>>(), [first.id, second.id]);
        assert_eq!(waiting[0].contact, None, "lists never hold a contact");

        let (waits, taken, aside) = (TipStatus::Waiting, TipStatus::Taken, TipStatus::SetAside);
        let mut tx = store.begin().await.unwrap();
        assert!(tx.handle_tip(first.id, waits, taken, "", by).await.unwrap());
        assert!(!tx.handle_tip(first.id, waits, aside, "late", by).await.unwrap());
        assert!(tx.handle_tip(second.id, waits, aside, "told before", by).await.unwrap());
        tx.commit().await.unwrap();
        let kept = store.tip(first.id, &sealer).await.unwrap().unwrap();
        assert_eq!((kept.status, kept.contact.is_some()), (taken, true));
        let laid = store.tip(second.id, &sealer).await.unwrap().unwrap();
        assert_eq!((laid.status, laid.reason.as_str(), laid.contact), (aside, "told before", None));
        let mut tx = store.begin().await.unwrap();
        assert_eq!(tx.forget_tip_contacts(date(2026, 2, 1)).await.unwrap(), 1);
        tx.commit().await.unwrap();
        assert_eq!(store.tip(first.id, &sealer).await.unwrap().unwrap().contact, None);
        assert!(store.tip(third.id, &sealer).await.unwrap().unwrap().contact.is_some());
    })
    .await;
}

#[tokio::test]
async fn a_tip_whose_draft_goes_unpublished_waits_again() {
    both(|store| async move {
        let sealer = Sealer::new([1; 32]);
        let (me, other) = (AccountId(uuid(1)), AccountId(uuid(2)));
        let (waits, taken, aside) = (TipStatus::Waiting, TipStatus::Taken, TipStatus::SetAside);
        let mut tx = store.begin().await.unwrap();
        for (n, to) in [(1, taken), (2, taken), (3, taken), (4, aside)] {
            let one = tip(n, date(2026, 1, 1));
            assert!(tx.insert_tip(&one, &sealer).await.unwrap());
            assert!(tx.handle_tip(one.id, waits, to, "", me).await.unwrap());
            let mut of_tip = draft(20 + n, if n == 3 { 2 } else { 1 }, "a case");
            of_tip.tip = Some(one.id);
            tx.save_draft(&of_tip).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut tx = store.begin().await.unwrap();
        tx.put_tip_back(DraftId(uuid(21)), other).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(store.tips_waiting().await.unwrap(), 0, "the draft is somebody else's");
        let mut tx = store.begin().await.unwrap();
        tx.put_tip_back(DraftId(uuid(21)), me).await.unwrap();
        assert!(tx.drop_draft(DraftId(uuid(21)), me).await.unwrap());
        tx.commit().await.unwrap();
        let back = store.tips(waits, 0, 9).await.unwrap();
        assert_eq!(back.iter().map(|t| t.id).collect::<Vec<_>>(), [TipId(uuid(1))]);
        let mut tx = store.begin().await.unwrap();
        assert_eq!(tx.put_tips_back(me).await.unwrap(), 1);
        assert_eq!(tx.drop_drafts_of(me).await.unwrap(), 2);
        tx.commit().await.unwrap();
        let back = store.tips(waits, 0, 9).await.unwrap();
        assert_eq!(back.iter().map(|t| t.id).collect::<Vec<_>>(), [TipId(uuid(1)), TipId(uuid(2))]);
    })
    .await;
}

#[tokio::test]
async fn the_cases_that_somebody_wrote_are_found() {
    both(|store| async move {
        let mine = written(save(&store, None, &closure(5, "mine"), "account:1").await);
        save(&store, None, &closure(6, "theirs"), "account:2").await;
        assert_eq!(store.closures_by("account:1").await.unwrap(), [mine.id]);
        assert_eq!(store.closures_by("account:3").await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn no_case_takes_the_address_of_another_page() {
    both(|store| async move {
        let case = written(save(&store, None, &closure(5, "tip"), "account:1").await);
        assert_eq!(case.slug.as_str(), "tip-2");
    })
    .await;
}

#[tokio::test]
async fn what_nobody_touched_for_long_is_deleted_and_its_tip_waits_again() {
    both(|store| async move {
        let (sealer, by) = (Sealer::new([1; 32]), AccountId(uuid(1)));
        let (old, young) = (at("2025-11-22T10:00:00Z"), at("2025-11-23T10:00:00Z"));
        let mut tx = store.begin().await.unwrap();
        for (n, updated_at) in [(1, old), (2, young)] {
            let tip = tip(n, date(2026, 1, 1));
            assert!(tx.insert_tip(&tip, &sealer).await.unwrap());
            let (waits, taken) = (TipStatus::Waiting, TipStatus::Taken);
            assert!(tx.handle_tip(tip.id, waits, taken, "", by).await.unwrap());
            let draft = Draft { updated_at, tip: Some(tip.id), ..draft(n, 1, "A case") };
            tx.save_draft(&draft).await.unwrap();
        }
        assert_eq!(tx.drop_idle_drafts(young).await.unwrap(), 1);
        tx.commit().await.unwrap();
        let left: Vec<_> = store.drafts(by).await.unwrap().iter().map(|d| d.updated_at).collect();
        assert_eq!(left, [young]);
        let mut stand = Vec::new();
        for n in [1, 2] {
            let tip = store.tip(TipId(uuid(n)), &sealer).await.unwrap().unwrap();
            stand.push(tip.status);
        }
        assert_eq!(stand, [TipStatus::Waiting, TipStatus::Taken]);
    })
    .await;
}
