//! A new text of a case laid over the stored one, so that what is the same stays the same.
//!
//! Calendars, subscriptions and citations hold on to the identifiers of steps and to the numbers
//! of sources. A text that comes from a form carries the identifiers; one that was read from a file
//! has new ones, and then what is meant is found by what it says:
//! - a source by its address and title;
//! - a step by its kind, office and date; after that by kind and office in the order in which they
//!   stand, which is how a moved day is known.
//!
//! Nothing is lost on the way: a step that the new text lacks is struck, a source is dropped, and
//! both come back under their old names when a later text has them again.

use std::collections::HashMap;

use super::closure::{Closure, Step, StruckStep};
use super::evidence::{Claim, Evidence};
use super::id::{EvidenceId, StepId};

/// Lays `new` over `stored`; `why` is said of steps that go without a word.
///
/// The result has the identifier, the public address and the version of `stored`.
#[must_use]
pub fn merged(stored: &Closure, mut new: Closure, why: &str) -> Closure {
    new.id = stored.id;
    new.slug.clone_from(&stored.slug);
    new.version = stored.version;
    new.changed_at = stored.changed_at;
    new.as_of = stored.as_of;
    let sources = settle_sources(stored, &mut new);
    let steps = settle_steps(stored, &mut new, why);
    relink(&mut new, &sources, &steps);
    new
}

/// Numbers the sources of a case that nobody has stored yet, in their order.
pub fn number_sources(case: &mut Closure) {
    let last = case.evidence.iter().map(|e| e.number).max().unwrap_or(0);
    for (number, evidence) in (last + 1..).zip(case.evidence.iter_mut().filter(|e| e.number == 0)) {
        evidence.number = number;
    }
}

/// Gives every source its stored identifier and number; says which identifier became which.
fn settle_sources(stored: &Closure, new: &mut Closure) -> HashMap<EvidenceId, EvidenceId> {
    let known: Vec<&Evidence> = stored.evidence.iter().chain(&stored.dropped).collect();
    let mut free = vec![true; known.len()];
    let mut found: Vec<Option<usize>> = vec![None; new.evidence.len()];
    let by_id = |old: &Evidence, e: &Evidence| old.id == e.id;
    let by_text = |old: &Evidence, e: &Evidence| (&old.url, &old.title) == (&e.url, &e.title);
    pair(&new.evidence, &known, &mut found, &mut free, by_id);
    pair(&new.evidence, &known, &mut found, &mut free, by_text);
    let mut next = known.iter().map(|e| e.number).max().unwrap_or(0) + 1;
    let mut became = HashMap::new();
    for (evidence, found) in new.evidence.iter_mut().zip(found) {
        let before = evidence.id;
        if let Some(old) = found.and_then(|at| known.get(at)) {
            (evidence.id, evidence.number) = (old.id, old.number);
        } else {
            evidence.number = next;
            next += 1;
        }
        became.insert(before, evidence.id);
    }
    let gone = known.into_iter().zip(free).filter(|(_, free)| *free);
    new.dropped = gone.map(|(evidence, _)| evidence.clone()).collect();
    new.dropped.sort_by_key(|e| e.number);
    became
}

/// Gives every step its stored identifier and sequence, and strikes those that are gone.
fn settle_steps(stored: &Closure, new: &mut Closure, why: &str) -> HashMap<StepId, StepId> {
    let known: Vec<&Step> = stored.steps.iter().collect();
    let struck: Vec<&Step> = stored.struck.iter().map(|s| &s.step).collect();
    let said: HashMap<StepId, String> =
        std::mem::take(&mut new.struck).into_iter().map(|s| (s.step.id, s.reason)).collect();
    let mut free = vec![true; known.len()];
    let mut free_struck = vec![true; struck.len()];
    let mut found: Vec<Option<usize>> = vec![None; new.steps.len()];
    let mut back: Vec<Option<usize>> = vec![None; new.steps.len()];
    let by_id = |old: &Step, s: &Step| old.id == s.id;
    let alike = |old: &Step, s: &Step| (old.kind, &old.office_name) == (s.kind, &s.office_name);
    let same = |old: &Step, s: &Step| alike(old, s) && old.on == s.on;
    pair(&new.steps, &known, &mut found, &mut free, by_id);
    // What is struck by name is gone: no step of the new text is taken for it.
    let named: Vec<bool> =
        known.iter().zip(&free).map(|(s, free)| *free && said.contains_key(&s.id)).collect();
    for (free, _) in free.iter_mut().zip(&named).filter(|(_, named)| **named) {
        *free = false;
    }
    pair(&new.steps, &known, &mut found, &mut free, same);
    // A step that was struck comes back before another one is taken for it.
    let open: Vec<bool> = found.iter().map(Option::is_none).collect();
    let returns = |old: &Step, s: &Step| same(old, s) || by_id(old, s);
    pair_open(&new.steps, &open, &struck, &mut back, &mut free_struck, returns);
    let open: Vec<bool> =
        found.iter().zip(&back).map(|(f, b)| f.is_none() && b.is_none()).collect();
    pair_open(&new.steps, &open, &known, &mut found, &mut free, alike);

    // A calendar calls off all dates of a case that is taken out of the ledger, and takes them back with it.
    let flips = stored.withdrawn.is_some() != new.withdrawn.is_some();
    let mut became = HashMap::new();
    for ((step, found), back) in new.steps.iter_mut().zip(found).zip(back) {
        let before = step.id;
        if let Some(old) = found.and_then(|at| known.get(at)) {
            step.id = old.id;
            let changes = flips && step.on.is_some() || !step.looks_as(old);
            step.sequence = old.sequence + u32::from(changes);
        } else if let Some(old) = back.and_then(|at| struck.get(at)) {
            step.id = old.id;
            step.sequence = old.sequence + 1;
        } else {
            step.sequence = 0;
        }
        became.insert(before, step.id);
    }
    let reason = |id: StepId| {
        let own = said.get(&id).map(|reason| reason.trim());
        own.filter(|reason| !reason.is_empty()).unwrap_or(why).to_owned()
    };
    let before = stored.struck.iter().zip(&free_struck).filter(|(_, free)| **free);
    new.struck = before.map(|(struck, _)| struck.clone()).collect();
    let gone = free.into_iter().zip(named).map(|(free, named)| free || named);
    for (step, _) in known.into_iter().zip(gone).filter(|(_, gone)| *gone) {
        let step = Step { sequence: step.sequence + 1, ..step.clone() };
        new.struck.push(StruckStep { reason: reason(step.id), step });
    }
    became
}

/// Pairs each new thing that has no partner yet with the first free known one that fits.
fn pair<T>(
    new: &[T],
    known: &[&T],
    found: &mut [Option<usize>],
    free: &mut [bool],
    fits: impl Fn(&T, &T) -> bool,
) {
    let open: Vec<bool> = found.iter().map(Option::is_none).collect();
    pair_open(new, &open, known, found, free, fits);
}

/// The same for those new things that are marked open.
fn pair_open<T>(
    new: &[T],
    open: &[bool],
    known: &[&T],
    found: &mut [Option<usize>],
    free: &mut [bool],
    fits: impl Fn(&T, &T) -> bool,
) {
    for ((thing, _), slot) in new.iter().zip(open).zip(found).filter(|((_, open), _)| **open) {
        let at = known.iter().zip(&*free).position(|(old, free)| *free && fits(old, thing));
        if let Some(free) = at.and_then(|at| free.get_mut(at)) {
            *free = false;
            *slot = at;
        }
    }
}

/// Lets steps and citations name sources and steps as they are called now.
fn relink(
    case: &mut Closure,
    sources: &HashMap<EvidenceId, EvidenceId>,
    steps: &HashMap<StepId, StepId>,
) {
    for step in &mut case.steps {
        step.evidence = step.evidence.and_then(|id| sources.get(&id).copied());
    }
    case.citations.retain_mut(|citation| {
        let Some(&id) = sources.get(&citation.evidence) else { return false };
        citation.evidence = id;
        if let Claim::Step(step) = citation.claim {
            let Some(&step) = steps.get(&step) else { return false };
            citation.claim = Claim::Step(step);
        }
        true
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::closure::{ClosureKind, StepKind, Withdrawn};
    use crate::domain::evidence::{Citation, Stance};
    use crate::domain::id::ClosureId;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn step(id: u128, kind: StepKind, on: &str, office: &str) -> Step {
        let office_name = (!office.is_empty()).then(|| office.to_owned());
        Step { office_name, ..Step::new(StepId(Uuid::from_u128(id)), kind, on.parse().ok()) }
    }

    fn source(id: u128, title: &str) -> Evidence {
        Evidence {
            id: EvidenceId(Uuid::from_u128(id)),
            title: title.to_owned(),
            publisher: String::new(),
            dated: None,
            url: "https://example.org/".to_owned(),
            number: 0,
            archive_url: None,
        }
    }

    fn case(steps: Vec<Step>, evidence: Vec<Evidence>) -> Closure {
        let id = ClosureId(Uuid::from_u128(1));
        let blank = Closure::blank(id, "case".parse().unwrap(), ClosureKind::Closure);
        let mut case = Closure { steps, evidence, ..blank };
        number_sources(&mut case);
        case
    }

    const HEARING: StepKind = StepKind::Hearing;

    #[test]
    fn a_text_read_again_keeps_every_identifier() {
        let stored = case(
            vec![step(1, HEARING, "2012-05-01", "Anna"), step(2, HEARING, "2012-06-01", "Cairo")],
            vec![source(11, "A"), source(12, "B")],
        );
        let mut read = case(
            vec![step(8, HEARING, "2012-06-01", "Cairo"), step(9, HEARING, "2012-05-01", "Anna")],
            vec![source(18, "B"), source(19, "A")],
        );
        read.steps[0].evidence = Some(read.evidence[0].id);
        let claim = Claim::Step(read.steps[1].id);
        read.citations =
            vec![Citation { evidence: read.evidence[1].id, claim, stance: Stance::Contradicts }];
        let now = merged(&stored, read, "gone");
        let ids: Vec<_> = now.steps.iter().map(|s| (s.id, s.sequence)).collect();
        assert_eq!(ids, [(stored.steps[1].id, 0), (stored.steps[0].id, 0)]);
        assert_eq!(now.steps[0].evidence, Some(stored.evidence[1].id));
        assert_eq!(now.citations[0].evidence, stored.evidence[0].id);
        assert_eq!(now.citations[0].claim, Claim::Step(stored.steps[0].id));
        assert_eq!(now.evidence.iter().map(|e| e.number).collect::<Vec<_>>(), [2, 1]);
        assert!(now.struck.is_empty() && now.dropped.is_empty());
    }

    #[test]
    fn a_moved_hearing_is_the_same_step_with_the_next_sequence() {
        let stored = case(
            vec![step(1, HEARING, "2012-05-01", ""), step(2, HEARING, "2012-06-01", "")],
            vec![],
        );
        let read = case(
            vec![step(8, HEARING, "2012-05-01", ""), step(9, HEARING, "2012-06-08", "")],
            vec![],
        );
        let now = merged(&stored, read, "gone");
        let ids: Vec<_> = now.steps.iter().map(|s| (s.id, s.sequence)).collect();
        assert_eq!(ids, [(stored.steps[0].id, 0), (stored.steps[1].id, 1)]);
    }

    #[test]
    fn a_note_alone_does_not_raise_the_sequence() {
        let stored = case(vec![step(1, HEARING, "2012-05-01", "")], vec![]);
        let mut read = stored.clone();
        read.steps[0].note = "bring a chair".to_owned();
        assert_eq!(merged(&stored, read, "gone").steps[0].sequence, 0);
        let mut read = stored.clone();
        read.steps[0].place = "Room 400".to_owned();
        assert_eq!(merged(&stored, read, "gone").steps[0].sequence, 1);
    }

    #[test]
    fn taking_a_case_out_and_putting_it_back_raises_the_sequence_of_its_dates() {
        let stored =
            case(vec![step(1, HEARING, "2012-05-01", ""), step(2, HEARING, "", "")], vec![]);
        let mut out = stored.clone();
        let on = jiff::civil::date(2012, 4, 1);
        out.withdrawn = Some(Withdrawn { on, reason: "told twice".to_owned() });
        let sequences = |case: &Closure| case.steps.iter().map(|s| s.sequence).collect::<Vec<_>>();
        let out = merged(&stored, out, "gone");
        assert_eq!(sequences(&out), [1, 0]);
        let mut worded = out.clone();
        worded.withdrawn = Some(Withdrawn { on, reason: "it was told twice".to_owned() });
        let worded = merged(&out, worded, "gone");
        assert_eq!(sequences(&worded), [1, 0], "another reason is no other date");
        let back = merged(&worded, Closure { withdrawn: None, ..worded.clone() }, "gone");
        assert_eq!(sequences(&back), [2, 0]);
    }

    #[test]
    fn a_step_that_goes_is_struck_and_comes_back_as_itself() {
        let stored = case(vec![step(1, HEARING, "2012-05-01", "")], vec![]);
        let without = merged(&stored, case(vec![], vec![]), "no longer listed");
        assert_eq!(without.struck[0].reason, "no longer listed");
        assert_eq!(without.struck[0].step.sequence, 1);
        let again = case(vec![step(9, HEARING, "2012-05-01", "")], vec![]);
        let back = merged(&without, again, "gone");
        assert_eq!((back.steps[0].id, back.steps[0].sequence), (stored.steps[0].id, 2));
        assert!(back.struck.is_empty());
    }

    #[test]
    fn the_editors_reason_for_striking_is_kept() {
        let stored = case(vec![step(1, HEARING, "2012-05-01", "")], vec![]);
        let mut edited = stored.clone();
        let step = edited.steps.remove(0);
        edited.struck = vec![StruckStep { step, reason: " called off ".to_owned() }];
        assert_eq!(merged(&stored, edited, "gone").struck[0].reason, "called off");
    }

    #[test]
    fn a_step_that_is_struck_by_name_is_not_taken_for_the_one_that_comes_in() {
        let stored = case(
            vec![step(1, HEARING, "2012-05-01", ""), step(2, HEARING, "2012-06-01", "")],
            vec![],
        );
        let mut edited = stored.clone();
        let out = edited.steps.remove(0);
        edited.steps.push(step(9, HEARING, "2012-05-01", ""));
        edited.steps.push(step(10, HEARING, "2012-07-01", ""));
        edited.struck = vec![StruckStep { step: out, reason: "called off".to_owned() }];
        let now = merged(&stored, edited, "gone");
        let ids: Vec<_> = now.steps.iter().map(|s| (s.id.0.as_u128(), s.sequence)).collect();
        assert_eq!(ids, [(2, 0), (9, 0), (10, 0)]);
        let struck: Vec<_> = now.struck.iter().map(|s| (s.step.id, s.step.sequence)).collect();
        assert_eq!(struck, [(stored.steps[0].id, 1)]);
        assert_eq!(now.struck[0].reason, "called off");
    }

    #[test]
    fn a_dropped_source_keeps_its_number_and_nobody_else_gets_it() {
        let stored = case(vec![], vec![source(11, "A"), source(12, "B")]);
        let without = merged(&stored, case(vec![], vec![source(21, "A")]), "gone");
        assert_eq!(without.dropped.iter().map(|e| e.number).collect::<Vec<_>>(), [2]);
        let more = case(vec![], vec![source(31, "C"), source(32, "A"), source(33, "B")]);
        let now = merged(&without, more, "gone");
        assert_eq!(now.evidence.iter().map(|e| e.number).collect::<Vec<_>>(), [3, 1, 2]);
        assert_eq!(now.evidence[2].id, stored.evidence[1].id);
    }

    fn any_steps() -> impl Strategy<Value = Vec<Step>> {
        let kinds = prop_oneof![Just(HEARING), Just(StepKind::DoorClosed)];
        let ons = prop_oneof![Just(""), Just("2012"), Just("2012-05")];
        let one = (kinds, ons, prop_oneof![Just(""), Just("Anna")]);
        prop::collection::vec(one, 0..6).prop_map(|steps| {
            let numbered = (100..).zip(steps);
            numbered.map(|(id, (kind, on, office))| step(id, kind, on, office)).collect()
        })
    }

    proptest! {
        #[test]
        fn no_step_is_lost_or_told_twice(texts in prop::collection::vec(any_steps(), 1..6)) {
            let mut stored = case(vec![], vec![]);
            let mut seen: HashMap<StepId, u32> = HashMap::new();
            for (round, mut steps) in (1_u128..).zip(texts) {
                for step in &mut steps {
                    step.id = StepId(Uuid::from_u128(step.id.0.as_u128() + 1_000 * round));
                }
                let told = steps.len();
                stored = merged(&stored, case(steps, vec![]), "gone");
                prop_assert_eq!(stored.steps.len(), told);
                let all: Vec<&Step> =
                    stored.steps.iter().chain(stored.struck.iter().map(|s| &s.step)).collect();
                for step in &all {
                    let before = seen.insert(step.id, step.sequence);
                    prop_assert!(before.is_none_or(|before| before <= step.sequence));
                }
                prop_assert_eq!(all.len(), seen.len());
            }
            // The same text once more changes nothing.
            prop_assert_eq!(&merged(&stored, stored.clone(), "gone"), &stored);
        }
    }
}
