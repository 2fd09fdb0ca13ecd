//! The State Facilities Closure Act of Illinois (30 ILCS 608): the one count of days that is sure.
//!
//! Public Act 94-688 gives the agency thirty days from the commission's request to file its
//! recommendation. It became law in 2005, so for a case of that time the count is a yardstick of
//! today and not a claim about the law of the day. The days for comments, hearing and opinion are
//! in no copy of the Act that could be read, and are not computed.

use jiff::ToSpan;
use jiff::civil::Date;

use super::closure::{Closure, Process, StepKind};

/// Days from the request to the recommendation.
pub const RECOMMENDATION_DAYS: i32 = 30;

/// What the law expects after a request for a recommendation, and what came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueRecommendation {
    /// The day of the request.
    pub requested: Date,
    /// The last day for the recommendation.
    pub due: Date,
    /// The day it was filed; none where no source gives one.
    pub filed: Option<Date>,
}

impl DueRecommendation {
    /// Days from the request to the filing.
    #[must_use]
    pub fn days_taken(&self) -> Option<i32> {
        self.filed.map(|filed| (filed - self.requested).get_days())
    }

    /// Days beyond the last day; none where it came in time or no day of filing is known.
    #[must_use]
    pub fn days_late(&self) -> Option<i32> {
        self.days_taken().map(|days| days - RECOMMENDATION_DAYS).filter(|late| *late > 0)
    }
}

/// What is due in a case under the Act, by its first request that is known to the day.
///
/// None for a case under other rules, and where no request is known to the day: a vague date has
/// no thirtieth day.
#[must_use]
pub fn due_recommendation(case: &Closure) -> Option<DueRecommendation> {
    if case.process != Process::ClosureAct {
        return None;
    }
    let day_of = |kind: StepKind, from: Date| {
        let days = case.steps.iter().filter(|s| s.kind == kind).filter_map(|s| s.on?.exact());
        days.filter(|day| *day >= from).min()
    };
    let requested = day_of(StepKind::RecommendationRequested, Date::MIN)?;
    let due = requested.checked_add(RECOMMENDATION_DAYS.days()).ok()?;
    let filed = day_of(StepKind::RecommendationFiled, requested);
    Some(DueRecommendation { requested, due, filed })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::closure::{ClosureKind, Step};
    use crate::domain::id::{ClosureId, StepId};
    use crate::domain::slug::Slug;
    use jiff::civil::date;

    fn case(process: Process, steps: &[(StepKind, &str)]) -> Closure {
        let id = StepId::new(jiff::Timestamp::UNIX_EPOCH);
        let step = |&(kind, on): &(StepKind, &str)| Step::new(id, kind, on.parse().ok());
        let id = ClosureId::new(jiff::Timestamp::UNIX_EPOCH);
        let blank = Closure::blank(id, Slug::make("case", "case"), ClosureKind::Closure);
        Closure { process, steps: steps.iter().map(step).collect(), ..blank }
    }

    const REQUESTED: StepKind = StepKind::RecommendationRequested;
    const FILED: StepKind = StepKind::RecommendationFiled;

    #[test]
    fn the_recommendation_on_100_north_western_came_22_days_late() {
        let steps = [
            (StepKind::NoticeFiled, "2004-12-08"),
            (REQUESTED, "2004-12-17"),
            (FILED, "2005-02-07"),
        ];
        let found = due_recommendation(&case(Process::ClosureAct, &steps)).unwrap();
        assert_eq!(found.due, date(2005, 1, 16));
        assert_eq!((found.days_taken(), found.days_late()), (Some(52), Some(22)));
    }

    #[test]
    fn the_thirtieth_day_is_in_time_and_the_next_is_late() {
        let late = |filed| {
            let steps = [(REQUESTED, "2024-02-01"), (FILED, filed)];
            due_recommendation(&case(Process::ClosureAct, &steps)).unwrap().days_late()
        };
        assert_eq!(late("2024-03-02"), None);
        assert_eq!(late("2024-03-03"), Some(1));
    }

    #[test]
    fn nothing_is_computed_from_a_vague_date_or_for_other_rules() {
        let vague = case(Process::ClosureAct, &[(REQUESTED, "2004-12"), (FILED, "2005-02-07")]);
        assert_eq!(due_recommendation(&vague), None);
        let other = case(Process::None, &[(REQUESTED, "2004-12-17"), (FILED, "2005-02-07")]);
        assert_eq!(due_recommendation(&other), None);
    }

    #[test]
    fn a_filing_before_the_request_or_without_a_day_is_not_the_answer() {
        for filed in ["2004-11-01", "2005-02"] {
            let steps = [(REQUESTED, "2004-12-17"), (FILED, filed)];
            let found = due_recommendation(&case(Process::ClosureAct, &steps)).unwrap();
            assert_eq!((found.filed, found.days_late()), (None, None), "{filed}");
        }
    }
}
