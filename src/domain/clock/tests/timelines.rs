//! The four timelines that were observed, and what else the clock must say of a case.

use super::{Short, TODAY, case, day, shipped, states, step, timeline};
use crate::domain::clock::{DeadlineState, FacilityKind, Facts, FallsOn, Gap, Why};
use crate::domain::closure::StepKind::{
    AdvisoryOpinion, Announced, CommentDeadline, CommentOpened, DoorClosed, Hearing, NoticeFiled,
    RecommendationFiled, RecommendationRequested, Vote,
};
use crate::domain::closure::{CaseState, Process};
use crate::domain::holiday::Holiday;
use jiff::civil::Weekday;

const CORRECTIONS_2024: &[Short] = &[
    (NoticeFiled, "2024-03-17"),
    (RecommendationRequested, "2024-03-27"),
    (RecommendationFiled, "2024-04-26"),
    (CommentOpened, "2024-04-29"),
    (Hearing, "2024-05-10"),
    (CommentDeadline, "2024-06-01"),
];

const TINLEY_PARK_2011: &[Short] = &[
    (Announced, "2011-09-08"),
    (NoticeFiled, "2011-09-08"),
    (RecommendationFiled, "2011-10-07"),
    (CommentOpened, "2011-10-09"),
    (Hearing, "2011-11-01"),
    (CommentDeadline, "2011-11-06"),
    (Hearing, "2011-11-10"),
    (Vote, "2011-11-10"),
];

const NORTH_WESTERN_2004: &[Short] = &[
    (NoticeFiled, "2004-12-08"),
    (RecommendationRequested, "2004-12-17"),
    (RecommendationFiled, "2005-02-07"),
    (Hearing, "2005-03-15"),
    (AdvisoryOpinion, ""),
    (DoorClosed, "2005"),
];

const HOWE_2008: &[Short] = &[
    (NoticeFiled, "2008-09-05"),
    (RecommendationFiled, "2008-11-03"),
    (Hearing, "2008-12-11"),
    (Vote, "2009-01-12"),
    (AdvisoryOpinion, "2009-05-14"),
    (DoorClosed, "2010-06-21"),
];

fn of(kind: FacilityKind) -> Facts {
    Facts { kinds: vec![kind], ..Facts::default() }
}

#[test]
fn corrections_2024_kept_every_day_that_the_law_gives() {
    assert_eq!(
        timeline(CORRECTIONS_2024, &of(FacilityKind::Prison), TODAY),
        [
            "notice: from -, 2 days, by -, came 2024-03-17: unknown, no_start",
            "request: from 2024-03-17, 10 days, by 2024-03-27 Wed, came 2024-03-27: met, 10 taken",
            "recommendation: from 2024-03-27, 30 days, by 2024-04-26 Fri, came 2024-04-26: met, 30 taken",
        ]
    );
}

#[test]
fn tinley_park_2011_filed_within_the_two_counts_together() {
    assert_eq!(
        timeline(TINLEY_PARK_2011, &of(FacilityKind::MentalHealthCenter), TODAY),
        [
            "notice: from 2011-09-08, 2 days, by 2011-09-10 Sat, came 2011-09-08: met, 0 taken",
            "request: from 2011-09-08, 10 days, by 2011-09-18 Sun, came -: unknown, no_record",
            "request+recommendation: from 2011-09-08, 40 days, by 2011-10-08 to 2011-10-18, \
             came 2011-10-07: met, 29 taken",
        ]
    );
}

#[test]
fn north_western_2004_was_asked_in_time_and_filed_22_days_late() {
    assert_eq!(
        timeline(NORTH_WESTERN_2004, &of(FacilityKind::Other), TODAY),
        [
            "notice: from -, 2 days, by -, came 2004-12-08: unknown, no_start",
            "request: from 2004-12-08, 10 days, by 2004-12-18 Sat, came 2004-12-17: met, 9 taken",
            "recommendation: from 2004-12-17, 30 days, by 2005-01-16 Sun, came 2005-02-07: late, \
             52 taken, 22 late",
        ]
    );
    let case = case(Process::ClosureAct, NORTH_WESTERN_2004);
    let statutes = shipped();
    let reading = statutes.read(&case, &of(FacilityKind::Other), day(TODAY));
    let late: Vec<_> = reading.telling().collect();
    assert_eq!(late.len(), 1);
    assert_eq!(late[0].met_by.map(|came| came.kind), Some(RecommendationFiled));
    assert_eq!(late[0].falls_on, Some(FallsOn::Weekend(Weekday::Sunday)));
    // The text with the thirty days is younger than the request.
    assert!(late[0].text_is_later);
    let filed = case.steps.iter().find(|s| s.kind == RecommendationFiled).unwrap();
    let answered = reading.answered_by(filed).map(|at| &reading.deadlines[at]);
    assert_eq!(answered.and_then(|d| d.days_late?.exact()), Some(22));
}

#[test]
fn howe_2008_took_59_days_where_the_two_counts_leave_40() {
    assert_eq!(
        timeline(HOWE_2008, &of(FacilityKind::DevelopmentalCenter), TODAY),
        [
            "notice: from -, 2 days, by -, came 2008-09-05: unknown, no_start",
            "request: from 2008-09-05, 10 days, by 2008-09-15 Mon, came -: unknown, no_record",
            "request+recommendation: from 2008-09-05, 40 days, by 2008-10-05 to 2008-10-15, \
             came 2008-11-03: late, 59 taken, 19 late",
        ]
    );
}

#[test]
fn nothing_is_counted_for_comments_hearings_and_opinions() {
    for statute in shipped().all() {
        for rule in &statute.rules {
            assert!(
                !matches!(
                    rule.due,
                    CommentOpened | CommentDeadline | Hearing | AdvisoryOpinion | Vote
                ),
                "{}: {}",
                statute.id,
                rule.id
            );
        }
    }
    let tinley = case(Process::ClosureAct, TINLEY_PARK_2011);
    let statutes = shipped();
    let reading = statutes.read(&tinley, &Facts::default(), day("2011-11-05"));
    let ahead: Vec<String> =
        reading.recorded.iter().filter(|r| r.is_ahead).map(|r| r.on.to_string()).collect();
    assert_eq!(ahead, ["2011-11-06", "2011-11-10"]);
    assert_eq!(reading.recorded.len(), 4);
}

#[test]
fn a_plan_of_today_has_days_to_come_and_days_that_ran_out() {
    let steps = [(Announced, "2026-11-16"), (NoticeFiled, "2026-11-17")];
    let facts = of(FacilityKind::MentalHealthCenter);
    assert_eq!(
        timeline(&steps, &facts, "2026-11-23"),
        [
            "notice: from 2026-11-16, 2 days, by 2026-11-18 Wed, came 2026-11-17: met, 1 taken",
            "request: from 2026-11-17, 10 days, by 2026-11-27 Fri, came -: due",
            "recommendation: from -, 30 days, by -, came -: unknown, no_start",
        ]
    );
    let late = timeline(&steps, &facts, "2026-11-28");
    assert_eq!(late[1], "request: from 2026-11-17, 10 days, by 2026-11-27 Fri, came -: overdue");
    // The day itself is in time, and the day after Thanksgiving is named.
    assert!(timeline(&steps, &facts, "2026-11-27")[1].ends_with("due"));
    let open = case(Process::ClosureAct, &steps);
    let statutes = shipped();
    let reading = statutes.read(&open, &facts, day("2026-11-23"));
    assert_eq!(reading.deadlines[1].falls_on, Some(FallsOn::Holiday(Holiday::AfterThanksgiving)));
    // For a place that need not be reviewed nobody is late who does not ask.
    let other = statutes.read(&open, &of(FacilityKind::Other), day("2026-11-28"));
    assert_eq!(other.deadlines[1].gap, Some(Gap::NotNeeded));
    assert_eq!(other.why, Why::Applies { employees: None, must_be_reviewed: Some(false) });
}

#[test]
fn what_has_to_be_asked_for_ahead_of_a_hearing_is_worked_out() {
    let steps = [(Announced, "2026-11-02"), (Hearing, "2026-11-30")];
    let open = case(Process::ClosureAct, &steps);
    let statutes = shipped();
    let reading = statutes.read(&open, &Facts::default(), day("2026-11-20"));
    // Three business days before Monday the 30th: the 27th and 26th are holidays.
    let by: Vec<String> = reading.ask_by.iter().map(|ask| ask.by.to_string()).collect();
    assert_eq!(by, ["2026-11-23"]);
    assert_eq!(reading.ask_by[0].action.id, "speak");
    let after = statutes.read(&open, &Facts::default(), day("2026-12-01"));
    assert!(after.ask_by.is_empty());
    // A hearing in some month of which no day is known has no third day before.
    let vague = case(Process::ClosureAct, &[(Announced, "2026-11-02"), (Hearing, "2026-12")]);
    assert!(statutes.read(&vague, &Facts::default(), day("2026-11-20")).ask_by.is_empty());
}

#[test]
fn vague_dates_give_spans_and_are_late_only_where_that_is_sure() {
    let recommendation = |asked: &'static str, filed: &'static str| {
        let steps = [(RecommendationRequested, asked), (RecommendationFiled, filed)];
        let lines = timeline(&steps, &Facts::default(), TODAY);
        lines.into_iter().find(|line| line.starts_with("recommendation")).unwrap()
    };
    assert_eq!(
        recommendation("2010-03", "2010-06-10"),
        "recommendation: from 2010-03, 30 days, by 2010-03-31 to 2010-04-30, came 2010-06-10: late, \
         71 to 101 taken, 41 late"
    );
    assert_eq!(
        recommendation("2010-03", "2010-04-15"),
        "recommendation: from 2010-03, 30 days, by 2010-03-31 to 2010-04-30, came 2010-04-15: \
         unknown, 15 to 45 taken, vague"
    );
    assert_eq!(
        recommendation("2010-03-01", "2010-04"),
        "recommendation: from 2010-03-01, 30 days, by 2010-03-31 Wed, came 2010-04: late, \
         31 to 60 taken, 1 to 30 late"
    );
    assert_eq!(
        recommendation("2010-03-01", ""),
        "recommendation: from 2010-03-01, 30 days, by 2010-03-31 Wed, came ?: unknown, vague"
    );
    assert!(recommendation("2010-03-01", "2010-03-31").ends_with("met, 30 taken"));
    // Filed before it was asked for is no answer to that request.
    let before = recommendation("2010-03-01", "2010-02-01");
    assert!(before.contains("came 2010-02-01") || before.contains("came -"), "{before}");
    assert!(!before.contains("late") && !before.contains("met"), "{before}");
}

#[test]
fn a_plan_that_is_made_twice_has_two_clocks() {
    let steps = [
        (Announced, "2011-09-08"),
        (NoticeFiled, "2011-09-09"),
        (Announced, "2012-01-19"),
        (NoticeFiled, "2012-01-30"),
    ];
    let lines = timeline(&steps, &Facts::default(), TODAY);
    let notices: Vec<&String> = lines.iter().filter(|line| line.starts_with("notice")).collect();
    assert_eq!(
        notices,
        [
            "notice: from 2011-09-08, 2 days, by 2011-09-10 Sat, came 2011-09-09: met, 1 taken",
            "notice: from 2012-01-19, 2 days, by 2012-01-21 Sat, came 2012-01-30: late, 11 taken, 9 late",
        ]
    );
}

#[test]
fn a_case_that_ended_or_went_on_is_not_called_overdue() {
    for more in [(DoorClosed, "2012-03-01"), (Hearing, "2012-02-01")] {
        let case = case(Process::ClosureAct, &[(Announced, "2012-01-02"), more]);
        let statutes = shipped();
        let reading = statutes.read(&case, &Facts::default(), day(TODAY));
        assert!(!states(&reading.deadlines).contains(&DeadlineState::Overdue), "{more:?}");
        assert_eq!(reading.deadlines[0].gap, Some(Gap::NoRecord));
    }
}

#[test]
fn which_rules_count_and_why() {
    let statutes = shipped();
    let why = |process, agency: &str, employees, jobs| {
        let mut case = case(process, &[(Announced, "2020-01-02")]);
        case.agency = agency.to_owned();
        case.affected.jobs = jobs;
        case.employees = employees;
        statutes.read(&case, &Facts::default(), day(TODAY)).why
    };
    const IDHS: &str = "Illinois Department of Human Services";
    let threshold = 25;
    assert_eq!(
        why(Process::None, IDHS, Some(5), None),
        Why::TooSmall { employees: 5, threshold, from_jobs: false }
    );
    assert_eq!(
        why(Process::Unknown, IDHS, None, Some(13)),
        Why::TooSmall { employees: 13, threshold, from_jobs: true }
    );
    assert_eq!(
        why(Process::None, IDHS, Some(25), None),
        Why::LargeEnough { employees: 25, threshold }
    );
    // Jobs lost may be those of more than one place: many of them show nothing.
    assert_eq!(why(Process::None, IDHS, None, Some(192)), Why::WorkersUnknown { threshold });
    assert_eq!(why(Process::None, IDHS, None, None), Why::WorkersUnknown { threshold });
    assert_eq!(why(Process::None, "", None, None), Why::WorkersUnknown { threshold });
    assert_eq!(why(Process::None, "Cook County Health", Some(40), None), Why::NotOfTheState);
    assert_eq!(why(Process::Federal, "Social Security Administration", None, None), Why::Federal);
    assert_eq!(why(Process::HealthFacilitiesBoard, IDHS, None, None), Why::OtherBody);
    assert_eq!(
        why(Process::ClosureAct, IDHS, Some(700), None),
        Why::Applies { employees: Some(700), must_be_reviewed: None }
    );
    let mut good = case(Process::None, &[(Announced, "2020-01-02")]);
    good.kind = crate::domain::closure::ClosureKind::Opening;
    let reading = statutes.read(&good, &Facts::default(), day(TODAY));
    assert_eq!((reading.why, reading.actions.len()), (Why::NoRules, 0));
}

#[test]
fn a_plan_of_which_nobody_heard_for_years_is_not_treated_as_running() {
    let statutes = shipped();
    let live = |on, today: &str| {
        let case = case(Process::ClosureAct, &[(Announced, on)]);
        let reading = statutes.read(&case, &Facts::default(), day(today));
        (reading.is_open, reading.is_live)
    };
    assert_eq!(live("2011-09-08", TODAY), (true, false));
    assert_eq!(live("2025-01-08", TODAY), (true, true));
    assert_eq!(live("2026-12-08", TODAY), (true, true));
}

#[test]
fn advice_fits_the_agency() {
    let statutes = shipped();
    let actions = |agency: &str| {
        let mut case = case(Process::None, &[(Announced, "2020-01-02")]);
        case.agency = agency.to_owned();
        let reading = statutes.read(&case, &Facts::default(), day(TODAY));
        reading.actions.iter().map(|action| action.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        actions("Illinois Department of Human Services"),
        ["memo", "workers", "criteria", "questions", "tell"]
    );
    assert_eq!(actions("Illinois Secretary of State"), ["workers", "questions", "tell"]);
    assert_eq!(actions("Chicago Department of Public Health"), ["tell"]);
}

#[test]
fn a_day_beyond_the_calendar_is_no_day() {
    let lines = timeline(
        &[(RecommendationRequested, "9999-12-31"), (RecommendationFiled, "9999-12-31")],
        &Facts::default(),
        TODAY,
    );
    assert!(lines.iter().any(|line| line.contains("by -")), "{lines:?}");
    let mut many = case(Process::ClosureAct, &[]);
    many.steps = (0..2_000).map(|_| step((Announced, "2012"))).collect();
    let statutes = shipped();
    let reading = statutes.read(&many, &Facts::default(), day(TODAY));
    assert_eq!(many.state(), CaseState::Proposed);
    assert_eq!(reading.deadlines.len(), 3, "steps that are alike set off one count");
}
