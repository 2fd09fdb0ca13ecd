//! The order in which the steps of a case are told.
//!
//! A date known to the month stands in its middle. One known to the year stands at the start of it
//! for what begins a case, and at its end for the rest: a door that closed in 2005 closed after the
//! hearing of March 2005. A step without a date keeps its place behind the step that it follows.

use jiff::civil::{Date, Time};

use super::closure::StepKind;
use super::date::PartialDate;

/// Where a step stands in time: the day, whether that is vague, the hour, and its kind.
pub type Place = (Date, bool, Option<Time>, StepKind);

/// Where a date of a step stands in time.
#[must_use]
pub fn place(kind: StepKind, on: PartialDate, time: Option<Time>) -> Place {
    let begins = matches!(kind, StepKind::Announced | StepKind::NoticeFiled);
    let middle = |month| Date::new(on.year(), month, 15).unwrap_or_else(|_| on.earliest());
    let (day, vague) = match (on.exact(), on.month()) {
        (Some(day), _) => (day, false),
        (None, Some(month)) => (middle(month), true),
        (None, None) if begins => (on.earliest(), true),
        (None, None) => (on.latest(), true),
    };
    (day, vague, time, kind)
}

/// Puts things in the order of time. What has no place goes behind what it stood behind; at the end
/// of the list it stays there.
pub fn in_order<T>(items: &mut Vec<T>, place: impl Fn(&T) -> Option<Place>) {
    let last = items.iter().rposition(|item| place(item).is_some());
    let mut behind = None;
    let mut placed: Vec<(Option<usize>, Option<Place>, T)> = Vec::with_capacity(items.len());
    for (at, item) in items.drain(..).enumerate() {
        let own = place(&item);
        behind = own.or(behind);
        // None sorts first: what nothing dated comes before is the beginning, or the end.
        let tail = last.is_none_or(|last| at > last).then_some(at);
        placed.push((tail, behind, item));
    }
    placed.sort_by_key(|(tail, place, _)| (*tail, *place));
    items.extend(placed.into_iter().map(|(_, _, item)| item));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ordered(steps: &[(StepKind, &str)]) -> Vec<String> {
        let mut steps = steps.to_vec();
        in_order(&mut steps, |(kind, on)| Some(place(*kind, on.parse().ok()?, None)));
        steps.iter().map(|(kind, on)| format!("{kind} {on}")).collect()
    }

    #[test]
    fn a_vague_date_stands_where_a_reader_expects_it() {
        let steps = [
            (StepKind::DoorClosed, "2012"),
            (StepKind::Hearing, "2012-04-20"),
            (StepKind::Hearing, "2012-04"),
            (StepKind::Announced, "2012"),
        ];
        assert_eq!(
            ordered(&steps),
            ["announced 2012", "hearing 2012-04", "hearing 2012-04-20", "door_closed 2012"]
        );
    }

    #[test]
    fn what_has_no_date_keeps_behind_what_it_followed() {
        let steps = [
            (StepKind::Announced, "2002"),
            (StepKind::Withdrawn, ""),
            (StepKind::Announced, "2004-12"),
            (StepKind::Reversed, "2005"),
            (StepKind::DoorClosed, ""),
        ];
        let told = ordered(&steps);
        assert_eq!(told[1], "withdrawn ");
        assert_eq!(told[4], "door_closed ");
        assert_eq!(ordered(&[(StepKind::Vote, ""), (StepKind::Hearing, "2001")])[0], "vote ");
        assert_eq!(ordered(&[(StepKind::Vote, ""), (StepKind::Hearing, "")])[0], "vote ");
    }

    proptest! {
        #[test]
        fn putting_in_order_twice_changes_nothing_more(
            steps in proptest::collection::vec((0_usize..17, prop_oneof![
                Just(String::new()), (2000_i16..2004).prop_map(|y| y.to_string()),
                (2000_i16..2004, 1_u8..13).prop_map(|(y, m)| format!("{y}-{m:02}")),
            ]), 0..12),
        ) {
            let mut once: Vec<_> =
                steps.iter().map(|(k, on)| (StepKind::ALL[*k], on.clone())).collect();
            let at = |(kind, on): &(StepKind, String)| Some(place(*kind, on.parse().ok()?, None));
            in_order(&mut once, at);
            let mut twice = once.clone();
            in_order(&mut twice, at);
            prop_assert_eq!(&once, &twice);
            prop_assert_eq!(once.len(), steps.len());
        }
    }
}
