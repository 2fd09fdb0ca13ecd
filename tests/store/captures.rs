//! Copies of sources.

use serde_json::json;
use stillopen::domain::capture::{
    AuditedCopy, Because, Capture, CopyState, Kept, Origin, Outcome, Wording,
};
use stillopen::domain::id::{CaptureId, EvidenceId};
use stillopen::domain::job::{JobKind, NewJob};
use stillopen::store::Store;

use super::{at, both, closure, evidence, uuid, variant};

fn source(n: u128) -> EvidenceId {
    EvidenceId(uuid(n))
}

/// A try that left nothing.
fn failed(n: u128, evidence: u128) -> Capture {
    Capture {
        id: CaptureId(uuid(n)),
        evidence: source(evidence),
        origin: Origin::Fetched,
        requested_url: "https://example.org/a?b=\"c\"".to_owned(),
        final_url: String::new(),
        at: at("2026-11-23T16:00:00.123456Z"),
        outcome: Outcome::Refused,
        because: Some(Because::Closed),
        detail: "10.0.0.1".to_owned(),
        status: None,
        media_type: String::new(),
        kept: None,
        wording: Wording::NoCopy,
        is_public: false,
    }
}

/// A copy in so many pieces.
fn copy(n: u128, evidence: u128, pieces: u32) -> Capture {
    Capture {
        final_url: "https://example.org/z".to_owned(),
        outcome: Outcome::Ok,
        because: None,
        detail: String::new(),
        status: Some(200),
        media_type: "text/html".to_owned(),
        kept: Some(Kept {
            length: 1 << 40,
            sha256: "ab".repeat(32),
            warc_length: 3,
            warc_sha256: "cd".repeat(32),
            pieces,
        }),
        wording: Wording::Read,
        ..failed(n, evidence)
    }
}

async fn put(store: &Store, capture: &Capture, pieces: &[&[u8]], words: Option<(&str, &str)>) {
    let mut tx = store.begin().await.unwrap();
    tx.insert_capture(capture).await.unwrap();
    for (position, piece) in (0..).zip(pieces) {
        tx.insert_capture_piece(capture.id, position, piece).await.unwrap();
    }
    if let Some((words, folded)) = words {
        tx.insert_capture_text(capture.id, words, folded).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_capture_comes_back_as_it_was_written_with_its_pieces_and_words() {
    both(|store| async move {
        let (refused, kept) = (failed(1, 7), copy(2, 7, 2));
        put(&store, &refused, &[], None).await;
        put(&store, &kept, &[&[0, 255, 7], b""], Some(("Óne two", "one two"))).await;
        assert_eq!(store.capture(refused.id).await.unwrap(), Some(refused.clone()));
        assert_eq!(store.capture(kept.id).await.unwrap(), Some(kept.clone()));
        assert_eq!(store.capture(CaptureId(uuid(9))).await.unwrap(), None);
        assert_eq!(store.captures_of(source(7)).await.unwrap(), [kept.clone(), refused]);
        assert_eq!(store.captures_of(source(8)).await.unwrap(), []);
        assert_eq!(store.capture_piece(kept.id, 0).await.unwrap(), Some(vec![0, 255, 7]));
        assert_eq!(store.capture_piece(kept.id, 1).await.unwrap(), Some(vec![]));
        assert_eq!(store.capture_piece(kept.id, 2).await.unwrap(), None);
        assert_eq!(store.capture_piece_count(kept.id).await.unwrap(), 2);
        assert_eq!(store.capture_text(kept.id).await.unwrap().as_deref(), Some("Óne two"));
        assert_eq!(store.capture_text(CaptureId(uuid(1))).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_capture_that_is_not_committed_leaves_nothing() {
    both(|store| async move {
        let kept = copy(1, 7, 1);
        let mut tx = store.begin().await.unwrap();
        tx.insert_capture(&kept).await.unwrap();
        tx.insert_capture_piece(kept.id, 0, b"abc").await.unwrap();
        drop(tx);
        assert_eq!(store.capture(kept.id).await.unwrap(), None);
        assert_eq!(store.capture_piece_count(kept.id).await.unwrap(), 0);
        // A piece has a place of its own, and belongs to a capture.
        put(&store, &kept, &[b"abc"], None).await;
        let mut tx = store.begin().await.unwrap();
        assert_eq!(variant(tx.insert_capture_piece(kept.id, 0, b"x").await), "Database");
        drop(tx);
        let nul = Capture { detail: "\0".to_owned(), ..failed(2, 7) };
        let mut tx = store.begin().await.unwrap();
        assert_eq!(variant(tx.insert_capture(&nul).await), "Nul");
        assert_eq!(variant(tx.insert_capture_text(kept.id, "\0", "").await), "Nul");
    })
    .await;
}

#[tokio::test]
async fn copies_are_listed_in_order_and_those_without_pieces_left_out() {
    both(|store| async move {
        for (n, pieces) in [(3, 1), (1, 1), (2, 1)] {
            put(&store, &copy(n, n, pieces), &[b"a"], None).await;
        }
        put(&store, &failed(4, 4), &[], None).await;
        let ids =
            |copies: Vec<Capture>| copies.iter().map(|c| c.id.0.as_u128()).collect::<Vec<_>>();
        assert_eq!(ids(store.copies_after(None, 2).await.unwrap()), [1, 2]);
        let after = Some(CaptureId(uuid(2)));
        assert_eq!(ids(store.copies_after(after, 2).await.unwrap()), [3]);
    })
    .await;
}

#[tokio::test]
async fn words_are_found_from_their_beginning_the_newest_copy_first() {
    both(|store| async move {
        for n in [1, 2] {
            let words = Some(("The office, closed.", "the office closed"));
            put(&store, &copy(n, n, 1), &[b"a"], words).await;
        }
        put(&store, &copy(3, 3, 1), &[b"a"], Some(("officer", "officer"))).await;
        let found = async |folded: &str, most| {
            let found = store.find_in_captures(folded, most).await.unwrap();
            found.iter().map(|f| f.capture.id.0.as_u128()).collect::<Vec<_>>()
        };
        assert_eq!(found("office clo", 10).await, [2, 1]);
        assert_eq!(found("office", 2).await, [3, 2]);
        assert_eq!(found("fice", 10).await, [0; 0]);
        assert_eq!(found("closed office", 10).await, [0; 0]);
        let first = store.find_in_captures("the office closed", 1).await.unwrap();
        assert_eq!(first[0].words, "The office, closed.");
    })
    .await;
}

#[tokio::test]
async fn a_source_that_was_asked_for_at_its_address_is_not_uncaptured() {
    both(|store| async move {
        put(&store, &failed(1, 7), &[], None).await;
        let handed_in =
            Capture { origin: Origin::Uploaded, requested_url: String::new(), ..copy(2, 8, 1) };
        put(&store, &handed_in, &[b"a"], None).await;
        let mut tx = store.begin().await.unwrap();
        let url = "https://example.org/a?b=\"c\"";
        assert!(!tx.is_uncaptured(source(7), url).await.unwrap());
        assert!(tx.is_uncaptured(source(7), "https://example.org/other").await.unwrap());
        assert!(!tx.is_uncaptured(source(8), "https://example.org/other").await.unwrap());
        assert!(tx.is_uncaptured(source(9), url).await.unwrap());
        assert!(tx.show_capture(handed_in.id, true).await.unwrap());
        assert!(!tx.show_capture(CaptureId(uuid(9)), true).await.unwrap());
        tx.commit().await.unwrap();
        assert!(store.capture(handed_in.id).await.unwrap().unwrap().is_public);
        let mut tx = store.begin().await.unwrap();
        let (now, id) = (at("2026-11-23T16:00:00Z"), source(8).to_string());
        let kept = format!(r#"{{"capture":"{}","sha256":"aa","warc_sha256":"bb"}}"#, handed_in.id);
        // What left no copy, and what is no JSON, is no copy.
        for detail in ["{}", kept.as_str(), r#"{"capture":"x","sha256":null}"#, "}"] {
            tx.audit(now, "system", "capture", "evidence", &id, detail).await.unwrap();
        }
        tx.audit(now, "system", "photo.shown", "evidence", &id, "[]").await.unwrap();
        tx.commit().await.unwrap();
        let copy = AuditedCopy {
            capture: handed_in.id,
            evidence: source(8),
            sha256: "aa".to_owned(),
            warc_sha256: "bb".to_owned(),
        };
        let copies = store.audited_captures(source(8)).await.unwrap();
        assert_eq!(copies, std::slice::from_ref(&copy));
        assert_eq!(store.audited_captures(source(7)).await.unwrap(), []);
        assert_eq!(store.audited_copies().await.unwrap(), [copy]);
    })
    .await;
}

#[tokio::test]
async fn sources_are_listed_with_what_there_is_of_each() {
    let told = both(|store| async move {
        let mut case = closure(1, "a-case");
        case.evidence = (1..=4).map(|n| evidence(n.into(), n, "A source", None)).collect();
        for step in &mut case.steps {
            step.evidence = None;
        }
        let mut tx = store.begin().await.unwrap();
        tx.upsert_closure(None, &case, at("2026-11-23T16:00:00Z"), "import").await.unwrap();
        let once = Some(source(1).to_string());
        let job =
            NewJob { once, ..NewJob::now(JobKind::Capture, json!({}), at("2026-11-23T16:00:00Z")) };
        tx.enqueue(&job).await.unwrap();
        tx.commit().await.unwrap();
        put(&store, &failed(1, 2), &[], None).await;
        put(&store, &copy(2, 3, 1), &[b"a"], None).await;
        put(&store, &copy(3, 4, 1), &[b"a"], None).await;
        put(&store, &failed(4, 4), &[], None).await;
        // A page that says that there is no page is no copy of the source.
        put(
            &store,
            &Capture { because: Some(Because::Status), outcome: Outcome::Failed, ..copy(5, 2, 1) },
            &[b"a"],
            None,
        )
        .await;
        let counts = store.source_counts().await.unwrap();
        assert_eq!(counts, CopyState::ALL.iter().map(|state| (*state, 1)).collect::<Vec<_>>());
        assert_eq!(store.failed_sources().await.unwrap(), 1);
        let failed = store.sources(Some(CopyState::Failed), 0, 10).await.unwrap();
        assert_eq!(failed.len(), 1);
        assert_eq!(failed[0].because, Some((Because::Status, String::new())));
        let one = store.source(source(1)).await.unwrap().unwrap();
        assert!(one.is_waiting && one.tried_at.is_none());
        assert_eq!(store.source(source(9)).await.unwrap(), None);
        let all = store.sources(None, 0, 10).await.unwrap();
        assert_eq!(store.sources(None, 1, 2).await.unwrap(), all[1..3]);
        all.iter().map(|s| (s.state, s.evidence.0.as_u128(), s.is_waiting)).collect::<Vec<_>>()
    })
    .await;
    assert_eq!(
        told,
        [
            (CopyState::Failed, 2, false),
            (CopyState::Gone, 4, false),
            (CopyState::Missing, 1, true),
            (CopyState::Kept, 3, false),
        ]
    );
}
