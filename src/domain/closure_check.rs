//! What may stand in the ledger: the rules that every written case is held against.
//!
//! An error keeps a case out; a warning is shown before it goes in. Dates are compared as what they can mean:
//! `2012-06` may be the 30th, so it is never surely before `2012-06-15`.

use super::closure::{Closure, ClosureKind, OfficeRole, Step, StepKind};
use super::closure_form::Group;
use super::text::folded;

text_enum! {
    /// What is the matter with a field.
    FaultCode {
        /// It must hold something.
        Missing = "missing",
        /// It is longer than is taken.
        TooLong = "too_long",
        /// There are more rows than are taken.
        TooMany = "too_many",
        /// It holds none of the choices.
        Choice = "choice",
        /// It is no whole number.
        Number = "number",
        /// It is no date that there is.
        Date = "date",
        /// It is no hour of the day.
        Hour = "hour",
        /// An hour needs a whole date.
        HourWithoutDay = "hour_without_day",
        /// It is no address of a web page.
        Address = "address",
        /// The case names no office that loses or gains anything.
        NoOffice = "no_office",
        /// An office both loses and receives.
        BothRoles = "both_roles",
        /// An office is named twice.
        OfficeTwice = "office_twice",
        /// More offices are named than the case says it has.
        TooFewInAll = "too_few_in_all",
        /// A step is dated before one that it depends on.
        BeforeItsCause = "before_its_cause",
        /// It took effect before anybody was told.
        BeforeAnnounced = "before_announced",
        /// The same step stands twice.
        StepTwice = "step_twice",
        /// A step has no source.
        NoSource = "no_source",
        /// The case has no step.
        NoStep = "no_step",
        /// A number of people without what it counts.
        NoUnit = "no_unit",
        /// No title or account in Spanish yet.
        NoSpanish = "no_spanish",
    }
}

impl FaultCode {
    /// Whether the case can be kept all the same.
    #[must_use]
    pub const fn is_warning(self) -> bool {
        matches!(
            self,
            Self::NoOffice
                | Self::StepTwice
                | Self::NoSource
                | Self::NoStep
                | Self::NoUnit
                | Self::NoSpanish
        )
    }
}

/// What is wrong with a field: where, what was found, what was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The field's address in the form: `title`, `step.IDENTIFIER.on`, or a group.
    pub path: String,
    /// What is the matter.
    pub code: FaultCode,
    /// What was found, cut.
    pub found: String,
    /// What was expected, where the code alone does not say it: a date, a number, another field.
    pub expected: String,
}

impl Fault {
    /// A fault of a field.
    #[must_use]
    pub fn new(path: &str, code: FaultCode, found: &str, expected: &str) -> Self {
        Self {
            path: path.to_owned(),
            code,
            found: found.chars().take(60).collect(),
            expected: expected.to_owned(),
        }
    }

    /// Whether the case cannot be kept with it.
    #[must_use]
    pub const fn is_error(&self) -> bool {
        !self.code.is_warning()
    }
}

/// Steps that can only come after another one.
const CAUSES: &[(StepKind, StepKind)] = &[
    (StepKind::RecommendationFiled, StepKind::RecommendationRequested),
    (StepKind::CommentDeadline, StepKind::CommentOpened),
    (StepKind::AdvisoryOpinion, StepKind::NoticeFiled),
    (StepKind::RecommendationRequested, StepKind::NoticeFiled),
];

/// Holds a case against the rules.
#[must_use]
pub fn check(case: &Closure) -> Vec<Fault> {
    let mut faults = Vec::new();
    offices(case, &mut faults);
    steps(case, &mut faults);
    if case.affected.people.is_some() && case.people_unit.is_none() {
        faults.push(Fault::new("people_unit", FaultCode::NoUnit, "", ""));
    }
    if case.title_es.is_empty() || (case.summary_es.is_empty() && !case.summary.is_empty()) {
        let path = if case.title_es.is_empty() { "title_es" } else { "summary_es" };
        faults.push(Fault::new(path, FaultCode::NoSpanish, "", ""));
    }
    faults
}

fn offices(case: &Closure, faults: &mut Vec<Fault>) {
    let group = Group::Office.as_str();
    if case.offices.is_empty() && case.offices_total.is_none() {
        faults.push(Fault::new(group, FaultCode::NoOffice, "", ""));
    }
    let same =
        |a: &super::closure::CaseOffice, b: &super::closure::CaseOffice| match (a.office, b.office)
        {
            (Some(a), Some(b)) => a == b,
            _ => folded(&a.name) == folded(&b.name) && folded(&a.city) == folded(&b.city),
        };
    for (at, office) in case.offices.iter().enumerate() {
        let before = case.offices.iter().take(at).find(|o| same(o, office));
        if let Some(before) = before {
            let both = before.role != office.role;
            let code = if both { FaultCode::BothRoles } else { FaultCode::OfficeTwice };
            faults.push(Fault::new(group, code, &office.name, ""));
        }
    }
    let losing = case.offices.iter().filter(|o| o.role == OfficeRole::Losing).count();
    if let Some(total) = case.offices_total
        && usize::try_from(total).is_ok_and(|total| total < losing)
    {
        let (total, losing) = (total.to_string(), losing.to_string());
        faults.push(Fault::new("offices_total", FaultCode::TooFewInAll, &total, &losing));
    }
}

fn steps(case: &Closure, faults: &mut Vec<Fault>) {
    if case.steps.is_empty() {
        faults.push(Fault::new(Group::Step.as_str(), FaultCode::NoStep, "", ""));
    }
    for (at, step) in case.steps.iter().enumerate() {
        let path = |field: &str| format!("step.{}.{field}", step.id);
        let earlier = case.steps.get(..at).unwrap_or_default();
        let twice = |s: &&Step| {
            s.looks_as(step)
                && (s.evidence, &s.note, s.opinion) == (step.evidence, &step.note, step.opinion)
        };
        if earlier.iter().any(|s| twice(&s)) {
            faults.push(Fault::new(&path("kind"), FaultCode::StepTwice, "", ""));
        }
        if step.evidence.is_none() {
            faults.push(Fault::new(&path("evidence"), FaultCode::NoSource, "", ""));
        }
        let Some(on) = step.on else { continue };
        for (_, cause) in CAUSES.iter().filter(|(kind, _)| *kind == step.kind) {
            // Where a case went through it twice, the first time counts.
            if let Some(first) = surely_before(case, step, *cause) {
                let (found, expected) = (on.to_string(), first.to_string());
                faults.push(Fault::new(&path("on"), FaultCode::BeforeItsCause, &found, &expected));
            }
        }
        if step.kind.is_loss()
            && !case.kind.is_good_news()
            && case.kind != ClosureKind::TemporaryClosure
            && let Some(first) = surely_before(case, step, StepKind::Announced)
        {
            let (found, expected) = (on.to_string(), first.to_string());
            faults.push(Fault::new(&path("on"), FaultCode::BeforeAnnounced, &found, &expected));
        }
    }
}

/// The earliest day of a kind of step, when another step is surely before every one of them.
///
/// Steps of other offices say nothing: in a case of many offices each has its own pace.
fn surely_before(case: &Closure, step: &Step, cause: StepKind) -> Option<super::date::PartialDate> {
    let latest = step.on?.latest();
    let concerns = |s: &&Step| {
        s.kind == cause
            && (s.office_name.is_none()
                || step.office_name.is_none()
                || s.office_name == step.office_name)
    };
    let causes: Vec<_> = case.steps.iter().filter(concerns).collect();
    // A cause without a day may have come in time.
    let days: Option<Vec<_>> = causes.iter().map(|s| s.on).collect();
    let first = days?.into_iter().min_by_key(|on| on.earliest())?;
    (latest < first.earliest()).then_some(first)
}

/// How far apart two cases of one thing can be dated, in days.
const SAME_WITHIN_DAYS: i32 = 366;

/// The other cases that may be the same thing told again: they share an office, are of the same sort, and are
/// dated within a year of each other; or one of them has no date.
#[must_use]
pub fn alike<'a>(
    case: &Closure,
    others: impl IntoIterator<Item = &'a Closure>,
) -> Vec<&'a Closure> {
    let dates = |case: &Closure| {
        let days = case.steps.iter().filter_map(|s| s.on);
        let days: Vec<_> = days.collect();
        let first = days.iter().map(|d| d.earliest()).min()?;
        Some((first, days.iter().map(|d| d.latest()).max()?))
    };
    let mine = dates(case);
    let near = |other: &Closure| match (mine, dates(other)) {
        (Some((from, to)), Some((other_from, other_to))) => {
            let gap = (other_from - to).get_days().max((from - other_to).get_days());
            gap <= SAME_WITHIN_DAYS
        }
        _ => true,
    };
    let shares = |other: &Closure| {
        case.offices.iter().any(|a| {
            other.offices.iter().any(|b| match (a.office, b.office) {
                (Some(a), Some(b)) => a == b,
                _ => !a.name.is_empty() && folded(&a.name) == folded(&b.name),
            })
        })
    };
    others
        .into_iter()
        .filter(|other| other.id != case.id && other.withdrawn.is_none())
        .filter(|other| family(other.kind) == family(case.kind) && shares(other) && near(other))
        .collect()
}

/// Kinds that people use for one and the same thing.
const fn family(kind: ClosureKind) -> u8 {
    match kind {
        ClosureKind::Closure
        | ClosureKind::Consolidation
        | ClosureKind::CaseTransfer
        | ClosureKind::Relocation
        | ClosureKind::TemporaryClosure => 0,
        ClosureKind::HoursCut | ClosureKind::StaffCut | ClosureKind::ServiceCut => 1,
        ClosureKind::Privatization => 2,
        ClosureKind::Opening | ClosureKind::Reopening | ClosureKind::Restored => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::closure::CaseOffice;
    use crate::domain::id::{ClosureId, OfficeId, StepId};
    use proptest::prelude::*;
    use uuid::Uuid;

    fn office(n: u128, role: OfficeRole) -> CaseOffice {
        CaseOffice {
            name: format!("Office {n}"),
            city: String::new(),
            county: String::new(),
            office: Some(OfficeId(Uuid::from_u128(n))),
            role,
        }
    }

    fn case(n: u128, steps: &[(StepKind, &str)], offices: Vec<CaseOffice>) -> Closure {
        let id = ClosureId(Uuid::from_u128(n));
        let slug = format!("case-{n}").parse().unwrap();
        let steps = (1_u128..)
            .zip(steps)
            .map(|(n, (kind, on))| Step::new(StepId(Uuid::from_u128(n)), *kind, on.parse().ok()));
        let title_es = "x".to_owned();
        let steps = steps.collect();
        Closure { steps, offices, title_es, ..Closure::blank(id, slug, ClosureKind::Closure) }
    }

    fn errors(case: &Closure) -> Vec<FaultCode> {
        check(case).into_iter().filter(Fault::is_error).map(|f| f.code).collect()
    }

    #[test]
    fn a_step_before_the_one_it_depends_on_is_an_error_of_its_date() {
        let losing = || vec![office(1, OfficeRole::Losing)];
        let of = |asked: &str, filed: &str| {
            let steps = [
                (StepKind::RecommendationRequested, asked),
                (StepKind::RecommendationFiled, filed),
            ];
            case(1, &steps, losing())
        };
        let bad = of("2012-06-01", "2012-05-31");
        let faults: Vec<_> = check(&bad).into_iter().filter(Fault::is_error).collect();
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].code, FaultCode::BeforeItsCause);
        assert_eq!(faults[0].path, format!("step.{}.on", bad.steps[1].id));
        assert_eq!(
            (faults[0].found.as_str(), faults[0].expected.as_str()),
            ("2012-05-31", "2012-06-01")
        );
        // What may be in time is not accused.
        for (asked, filed) in [
            ("2012-06-01", "2012-06-01"),
            ("2012-06-01", "2012"),
            ("", "2012"),
            ("2012-06", "2012-06-01"),
        ] {
            assert_eq!(errors(&of(asked, filed)), [], "{asked} {filed}");
        }
    }

    #[test]
    fn a_door_that_closes_before_anybody_was_told_is_an_error() {
        let steps = [(StepKind::Announced, "2012-06-01"), (StepKind::DoorClosed, "2012-05-01")];
        let bad = case(1, &steps, vec![office(1, OfficeRole::Losing)]);
        assert_eq!(errors(&bad), [FaultCode::BeforeAnnounced]);
        // Announced twice, closed in between: that happens.
        let steps = [
            (StepKind::Announced, "2012-01-01"),
            (StepKind::DoorClosed, "2012-05-01"),
            (StepKind::Announced, "2012-06-01"),
        ];
        assert_eq!(errors(&case(1, &steps, vec![office(1, OfficeRole::Losing)])), []);
    }

    #[test]
    fn no_office_loses_and_receives() {
        let both = vec![office(1, OfficeRole::Losing), office(1, OfficeRole::Receiving)];
        assert_eq!(errors(&case(1, &[], both)), [FaultCode::BothRoles]);
        let twice = vec![office(1, OfficeRole::Losing), office(1, OfficeRole::Losing)];
        assert_eq!(errors(&case(1, &[], twice)), [FaultCode::OfficeTwice]);
        let none = check(&case(1, &[], vec![]));
        assert_eq!(none[0].code, FaultCode::NoOffice);
        assert!(!none[0].is_error(), "some sources name none");
    }

    #[test]
    fn sixty_one_offices_are_one_case_and_its_total_is_not_less() {
        let mut grouped = case(1, &[], (1..=61).map(|n| office(n, OfficeRole::Losing)).collect());
        assert_eq!(errors(&grouped), []);
        grouped.offices_total = Some(60);
        assert_eq!(errors(&grouped), [FaultCode::TooFewInAll]);
        grouped.offices_total = Some(75);
        assert_eq!(errors(&grouped), []);
    }

    #[test]
    fn the_same_closing_entered_by_three_people_is_noticed() {
        let of =
            |n, on| case(n, &[(StepKind::DoorClosed, on)], vec![office(7, OfficeRole::Losing)]);
        let first = of(1, "2012-05-01");
        let mut second = of(2, "2012-06");
        second.kind = ClosureKind::Consolidation;
        let mut years_later = of(3, "2014-06-01");
        years_later.slug = "later".parse().unwrap();
        let mut good = of(4, "2012-05-02");
        good.kind = ClosureKind::Reopening;
        let mut gone = of(5, "2012-05-01");
        gone.withdrawn = Some(super::super::closure::Withdrawn {
            on: jiff::civil::date(2013, 1, 1),
            reason: "twice".to_owned(),
        });
        let undated = of(6, "");
        let others = [first.clone(), second.clone(), years_later, good, gone, undated.clone()];
        let found: Vec<_> = alike(&of(9, "2012-05-03"), &others).iter().map(|c| c.id).collect();
        assert_eq!(found, [first.id, second.id, undated.id]);
        assert!(
            alike(&first, std::slice::from_ref(&first)).is_empty(),
            "a case is not its own copy"
        );
    }

    proptest! {
        #[test]
        fn a_vague_date_is_accused_only_when_every_day_it_can_mean_is_wrong(
            asked in 1_i8..=28, month in 1_i8..=12, filed_month in 1_i8..=12,
        ) {
            let steps = [
                (StepKind::RecommendationRequested, format!("2012-{month:02}-{asked:02}")),
                (StepKind::RecommendationFiled, format!("2012-{filed_month:02}")),
            ];
            let steps: Vec<_> = steps.iter().map(|(k, d)| (*k, d.as_str())).collect();
            let found = errors(&case(1, &steps, vec![office(1, OfficeRole::Losing)]));
            prop_assert_eq!(!found.is_empty(), filed_month < month);
        }
    }
}
