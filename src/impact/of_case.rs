//! What can be asked about a case of the ledger.
//!
//! A plan is asked as it stands: what if these offices closed, or stood elsewhere? A closing that has happened cannot
//! be asked about as it was: neither the people nor the other offices of that day are known. What can be asked is the
//! reverse, held against the offices of today: what if the closed offices were open again? Cuts of hours, staff or
//! services, cases that move while the door stays open, and good news move nobody's nearest office: nothing is asked.

use std::collections::BTreeMap;

use serde::Serialize;

use super::asked::Asked;
use super::question::Question;
use crate::atlas::Atlas;
use crate::domain::closure::{CaseOffice, CaseState, Closure, ClosureKind, OfficeRole};
use crate::domain::geo::Position;
use crate::domain::id::OfficeId;
use crate::domain::kind::OfficeKind;
use crate::domain::office::Office;

/// Which way the questions about a case go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// What if the plan came true?
    IfItHappens,
    /// What if what has closed were open today?
    WereItOpen,
}

/// The questions about a case.
#[derive(Debug, Clone, PartialEq)]
pub struct OfCase {
    /// Which way they go.
    pub turn: Turn,
    /// One for each service that loses offices; none where no office of the case can be reckoned with.
    pub asked: Vec<Asked>,
    /// The offices that are reckoned with.
    pub reckoned: usize,
    /// The offices of the case that are not: without a name or a place, or open or closed in a way that leaves
    /// nothing to ask.
    pub left_out: usize,
    /// Whether the place of one of those reckoned with may lie miles from its door.
    pub is_rough: bool,
}

/// The questions about a case; none where it closes or moves no door, or does not count.
#[must_use]
pub fn case_questions(case: &Closure, atlas: &Atlas) -> Option<OfCase> {
    let turn = turn(case)?;
    let losing: Vec<&CaseOffice> =
        case.offices.iter().filter(|part| part.role == OfficeRole::Losing).collect();
    // A home or a back office is nobody's nearest; where a case has no other there is no question.
    let known = losing.iter().filter_map(|part| atlas.office_by_id(part.office?));
    if !losing.is_empty()
        && known.clone().count() == losing.len()
        && !known.clone().any(|office| office.facts.kind.is_walked_to())
    {
        return None;
    }
    let mut seen: Vec<OfficeId> = Vec::new();
    let mut questions: BTreeMap<OfficeKind, Question> = BTreeMap::new();
    let mut is_rough = false;
    let target = target(case, atlas);
    for office in known {
        let Some((_, method)) = office.facts.location.point else { continue };
        let is_open = office.facts.status.is_open();
        if seen.contains(&office.id)
            || !office.facts.kind.is_walked_to()
            || is_open != (turn == Turn::IfItHappens)
        {
            continue;
        }
        let slot = questions.entry(office.facts.kind).or_default();
        let slug = office.slug.clone();
        let grown = match (turn, target) {
            (Turn::WereItOpen, _) => slot.clone().open(slug),
            (Turn::IfItHappens, Target::Itself) => slot.clone().close(slug),
            (Turn::IfItHappens, Target::At(to)) => match slot.clone().moved(slug, to) {
                Ok(moved) => moved,
                // One office cannot go to two places.
                Err(_) => continue,
            },
            (Turn::IfItHappens, Target::Unknown) => continue,
        };
        *slot = grown;
        is_rough |= method.is_rough();
        seen.push(office.id);
    }
    // An office that stands twice in a case is one; what has no record may be several.
    let mut named: Vec<Option<OfficeId>> = losing.iter().map(|part| part.office).collect();
    named.sort_by_key(|id| id.map(|id| id.0));
    named.dedup_by(|a, b| a.is_some() && a == b);
    let told = case.offices_total.map_or(0, |n| usize::try_from(n).unwrap_or(usize::MAX));
    let asked = questions.into_iter().filter(|(_, question)| !question.is_empty());
    Some(OfCase {
        turn,
        asked: asked.map(|(service, question)| Asked::new(service, question)).collect(),
        reckoned: seen.len(),
        left_out: told.max(named.len()).saturating_sub(seen.len()),
        is_rough,
    })
}

/// Which way a case can be asked about.
fn turn(case: &Closure) -> Option<Turn> {
    if case.withdrawn.is_some() {
        return None;
    }
    match (case.kind, case.state()) {
        (
            ClosureKind::Closure
            | ClosureKind::Consolidation
            | ClosureKind::TemporaryClosure
            | ClosureKind::Relocation,
            CaseState::Proposed,
        ) => Some(Turn::IfItHappens),
        (
            ClosureKind::Closure | ClosureKind::Consolidation | ClosureKind::TemporaryClosure,
            CaseState::InForce,
        ) => Some(Turn::WereItOpen),
        _ => None,
    }
}

/// Where an office goes to.
#[derive(Clone, Copy)]
enum Target {
    /// Nowhere: it closes.
    Itself,
    /// To a new place.
    At(Position),
    /// Nobody knows where.
    Unknown,
}

/// Where the offices of a plan go to. One that moves in with an open office closes, as far as ways are concerned.
fn target(case: &Closure, atlas: &Atlas) -> Target {
    if case.kind != ClosureKind::Relocation {
        return Target::Itself;
    }
    let receiving = case.offices.iter().filter(|part| part.role == OfficeRole::Receiving);
    let offices: Vec<Option<&Office>> =
        receiving.map(|part| part.office.and_then(|id| atlas.office_by_id(id))).collect();
    match offices.as_slice() {
        [Some(office)] => match office.facts.location.position() {
            Some(_) if office.facts.status.is_open() => Target::Itself,
            Some(at) => Target::At(at),
            None => Target::Unknown,
        },
        _ => Target::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::fixture::{atlas, case, office, office_at};
    use crate::domain::closure::StepKind;
    use crate::domain::office::OfficeStatus;
    use OfficeRole::{Losing, Receiving};

    const PLAN: &[(StepKind, &str)] = &[(StepKind::Announced, "2026-05-01")];
    const DONE: &[(StepKind, &str)] =
        &[(StepKind::Announced, "2026-05-01"), (StepKind::DoorClosed, "2026-07-01")];

    /// Open ones 1 to 3, the third a WIC clinic; 4 closed; 5 open without a place; 6 a state residence; 7 not yet open.
    fn offices() -> Atlas {
        let mut all: Vec<Office> =
            (1..=7_u8).map(|i| office_at(i.into(), 37.0 + f64::from(i) / 2.0, -89.0)).collect();
        all[2].facts.kind = OfficeKind::WicClinic;
        all[3].facts.status = OfficeStatus::Closed;
        all[4] = office(5, "Office");
        all[5].facts.kind = OfficeKind::StateDevelopmentalCenter;
        all[6].facts.status = OfficeStatus::Unknown;
        atlas(all)
    }

    fn of(
        kind: ClosureKind,
        steps: &[(StepKind, &str)],
        parts: &[(u128, OfficeRole)],
    ) -> Option<OfCase> {
        case_questions(&case("case", kind, steps, parts), &offices())
    }

    fn words(found: &OfCase) -> Vec<String> {
        found.asked.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_plan_closes_its_offices_service_by_service() {
        let parts = [1, 2, 3, 4, 5, 6].map(|i| (i, Losing));
        let found = of(ClosureKind::Closure, PLAN, &parts).unwrap();
        assert_eq!(found.turn, Turn::IfItHappens);
        let expected =
            ["service=fcrc&close=office-1,office-2", "service=wic_clinic&close=office-3"];
        assert_eq!(words(&found), expected);
        assert_eq!((found.reckoned, found.left_out), (3, 3));
        let found = of(ClosureKind::Consolidation, PLAN, &[(1, Losing), (2, Receiving)]).unwrap();
        assert_eq!(words(&found), ["service=fcrc&close=office-1"]);
        assert_eq!((found.reckoned, found.left_out), (1, 0));
    }

    #[test]
    fn what_has_closed_is_asked_the_other_way_round() {
        let parts = [(1, Losing), (4, Losing), (4, Losing), (2, Receiving)];
        let found = of(ClosureKind::Closure, DONE, &parts).unwrap();
        assert_eq!(found.turn, Turn::WereItOpen);
        assert_eq!(words(&found), ["service=fcrc&open=office-4"]);
        assert_eq!((found.reckoned, found.left_out), (1, 1), "one is open, one stands there twice");
    }

    #[test]
    fn a_move_needs_one_place_to_go_to() {
        let to = |parts: &[(u128, OfficeRole)]| of(ClosureKind::Relocation, PLAN, parts).unwrap();
        let found = to(&[(1, Losing), (7, Receiving)]);
        assert_eq!(words(&found), ["service=fcrc&move=office-1@40.50000,-89.00000"]);
        let found = to(&[(1, Losing), (2, Receiving)]);
        assert_eq!(words(&found), ["service=fcrc&close=office-1"], "it moves in with another");
        for parts in [&[(1, Losing)][..], &[(1, Losing), (5, Receiving)]] {
            let found = to(parts);
            assert_eq!((found.asked.len(), found.left_out), (0, 1), "nobody knows where");
        }
        assert_eq!(of(ClosureKind::Relocation, DONE, &[(4, Losing), (2, Receiving)]), None);
    }

    #[test]
    fn what_shuts_no_door_or_is_over_is_not_asked_about() {
        for kind in [
            ClosureKind::HoursCut,
            ClosureKind::StaffCut,
            ClosureKind::ServiceCut,
            ClosureKind::CaseTransfer,
            ClosureKind::Privatization,
            ClosureKind::Opening,
        ] {
            assert_eq!(of(kind, PLAN, &[(1, Losing)]), None, "{kind}");
        }
        assert_eq!(of(ClosureKind::Closure, PLAN, &[(6, Losing)]), None, "people live there");
        let over = [(StepKind::Announced, "2026-05-01"), (StepKind::Withdrawn, "2026-06-01")];
        assert_eq!(of(ClosureKind::Closure, &over, &[(1, Losing)]), None);
    }

    #[test]
    fn offices_that_are_only_counted_are_told_as_left_out() {
        let mut many = case("many", ClosureKind::Closure, PLAN, &[(1, Losing)]);
        many.offices_total = Some(25);
        let found = case_questions(&many, &offices()).unwrap();
        assert_eq!((found.reckoned, found.left_out), (1, 24));
        many.offices.clear();
        let found = case_questions(&many, &offices()).unwrap();
        assert_eq!((found.asked.len(), found.left_out), (0, 25));
        assert!(!found.is_rough);
    }
}
