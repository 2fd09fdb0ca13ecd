//! The data that ships, read by the readers that read everything else.

use super::caseload_csv::read_caseload;
use super::closures_csv::{CaseDraft, LedgerFiles, read_closures};
use super::notices::{Notices, sentence};
use super::office_row::OfficeRow;
use super::offices_csv::OfficeRows;
use super::service_areas_csv::read_service_areas;
use super::{ImportError, Mapping};
use crate::domain::closure::{OfficeRole, StepKind};
use crate::domain::feed::{NoticeCode, Severity};
use crate::domain::office::OfficeStatus;

const OFFICES: &[u8] = include_bytes!("../../data/offices.csv");

fn all(notices: &Notices) -> String {
    notices.iter().map(sentence).collect::<Vec<_>>().join("\n")
}

fn offices(text: &[u8]) -> (Vec<OfficeRow>, Notices) {
    let mut rows = OfficeRows::new(text, &Mapping::default()).unwrap();
    let offices: Result<Vec<_>, ImportError> = rows.by_ref().collect();
    (offices.unwrap(), rows.into_notices())
}

fn cases() -> (Vec<CaseDraft>, Notices) {
    let mut notices = Notices::new();
    let files = LedgerFiles {
        closures: include_bytes!("../../data/closures.csv"),
        cases: Some(include_bytes!("../../data/cases.csv")),
        steps: Some(include_bytes!("../../data/steps.csv")),
        overrides: Some(include_bytes!("../../data/step_overrides.csv")),
    };
    (read_closures(&files, &mut notices).unwrap(), notices)
}

#[test]
fn all_offices_are_read_and_only_hours_are_remarked_on() {
    let (rows, notices) = offices(OFFICES);
    assert_eq!(rows.len(), 481, "{}", all(&notices));
    assert_eq!(notices.count_of(Severity::Error), 0, "{}", all(&notices));
    assert_eq!(notices.count_of(Severity::Warning), 0, "{}", all(&notices));
    assert_eq!(notices.count(NoticeCode::HoursAsText), notices.total(), "{}", all(&notices));
    assert_eq!(notices.total(), 6, "{}", all(&notices));
    let count = |status| rows.iter().filter(|row| row.facts.status == status).count();
    assert_eq!(count(OfficeStatus::Open), 349);
    assert_eq!(count(OfficeStatus::Unknown), 73);
    assert_eq!(rows.iter().filter(|row| row.facts.location.point.is_none()).count(), 49);
    let printed =
        rows.iter().filter(|row| row.facts.hours.is_some() || row.facts.hours_text.is_some());
    assert_eq!(printed.count(), 226);
}

#[test]
fn the_same_offices_come_out_of_other_encodings() {
    let (plain, _) = offices(OFFICES);
    let text = std::str::from_utf8(OFFICES).unwrap();
    let utf16: Vec<u8> = "\u{feff}"
        .chars()
        .chain(text.chars())
        .collect::<String>()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert!(offices(&utf16).0 == plain);
    let (windows, _, replaced) = encoding_rs::WINDOWS_1252.encode(text);
    assert!(!replaced);
    let (rows, notices) = offices(&windows);
    assert!(rows == plain);
    assert_eq!(notices.count(NoticeCode::Encoding), u64::from(!text.is_ascii()));
    let crlf = text.replace('\n', "\r\n");
    assert!(offices(crlf.as_bytes()).0 == plain);
}

#[test]
fn all_service_areas_and_caseloads_are_read() {
    let mut notices = Notices::new();
    let text = include_bytes!("../../data/service_areas.csv");
    let areas = read_service_areas(&text[..], &mut notices).unwrap();
    assert_eq!(areas.len(), 102, "{}", all(&notices));
    let (rows, _) = offices(OFFICES);
    for area in &areas {
        assert!(rows.iter().any(|row| row.source_id == area.office_source_id), "{area:?}");
    }
    let text = include_bytes!("../../data/caseload.csv");
    let caseload = read_caseload(&text[..], &mut notices).unwrap();
    assert_eq!(caseload.len(), 1_138, "{}", all(&notices));
    assert!(notices.is_empty(), "{}", all(&notices));
}

#[test]
fn all_rows_of_the_ledger_become_cases() {
    let (cases, notices) = cases();
    assert!(notices.is_empty(), "{}", all(&notices));
    assert_eq!(cases.len(), 81);
    assert_eq!(cases.iter().map(|case| case.rows.len()).sum::<usize>(), 168);
    let (rows, _) = offices(OFFICES);
    for case in &cases {
        assert!(!case.title.is_empty() && !case.title_es.is_empty(), "{}", case.key);
        assert!(!case.summary.is_empty() && !case.summary_es.is_empty(), "{}", case.key);
        assert!(!case.steps.is_empty(), "{}", case.key);
        assert!(!case.evidence.is_empty(), "{}", case.key);
        for step in &case.steps {
            assert!(step.evidence.is_some_and(|at| at < case.evidence.len()), "{}", case.key);
        }
        for id in case.offices.iter().filter_map(|office| office.office_source_id.as_ref()) {
            assert!(rows.iter().any(|row| row.source_id == *id), "{}: {id}", case.key);
        }
    }
}

#[test]
fn no_case_tells_the_same_thing_twice() {
    let (cases, _) = cases();
    for case in &cases {
        for (at, step) in case.steps.iter().enumerate() {
            let again = case.steps[..at].iter().any(|before| {
                (before.kind, before.on, &before.office_name, before.evidence)
                    == (step.kind, step.on, &step.office_name, step.evidence)
            });
            assert!(!again, "{}: {step:?}", case.key);
        }
    }
}

#[test]
fn a_case_that_was_beaten_and_lost_later_tells_all_of_it() {
    let (cases, _) = cases();
    let case = cases.iter().find(|case| case.key == "boone-county-office").unwrap();
    let told: Vec<_> = case
        .steps
        .iter()
        .map(|step| (step.kind, step.on.map_or_else(String::new, |on| on.to_string())))
        .collect();
    let expected = [
        (StepKind::Announced, "2002"),
        (StepKind::Withdrawn, ""),
        (StepKind::Announced, "2004-12"),
        (StepKind::DoorClosed, "2004-12"),
        (StepKind::Reopened, "2004-12-28"),
        (StepKind::Reversed, "2005"),
        (StepKind::DoorClosed, ""),
    ];
    let expected: Vec<_> = expected.map(|(kind, on)| (kind, on.to_owned())).into();
    assert_eq!(told, expected);
    assert_eq!(case.affected.people, Some(4_700));
    let roles: Vec<_> = case.offices.iter().map(|office| office.role).collect();
    assert_eq!(roles, [OfficeRole::Losing, OfficeRole::Receiving]);
}
