//! What changed in a case from one version to the next.

use super::closure::{CaseOffice, Closure, Step, StruckStep, Withdrawn};
use super::evidence::{Citation, Evidence};

text_enum! {
    /// A part of a case that is one value.
    CaseField {
        /// Title in English.
        Title = "title",
        /// Title in Spanish.
        TitleEs = "title_es",
        /// What is done.
        Kind = "kind",
        /// The agency.
        Agency = "agency",
        /// The law or practice.
        Process = "process",
        /// How sure the ledger is.
        Certainty = "certainty",
        /// Who has the last word.
        DecidedBy = "decided_by",
        /// Offices touched, as a source counts them.
        OfficesTotal = "offices_total",
        /// Workers at the office when it was planned.
        Employees = "employees",
        /// Workers who lose or leave their place.
        Jobs = "jobs",
        /// People touched.
        People = "people",
        /// What the number of people counts.
        PeopleUnit = "people_unit",
        /// The reason in the agency's words.
        Reason = "reason",
        /// The reason in our words.
        ReasonOurs = "reason_ours",
        /// The same in Spanish.
        ReasonOursEs = "reason_ours_es",
        /// What happened, in our words.
        Summary = "summary",
        /// The same in Spanish.
        SummaryEs = "summary_es",
        /// What happens to the cases.
        Fate = "fate",
        /// The same in Spanish.
        FateEs = "fate_es",
    }
}

impl CaseField {
    /// Its value in a case as it is written down; empty where there is none.
    #[must_use]
    pub fn of(self, case: &Closure) -> String {
        let number = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
        match self {
            Self::Title => case.title.clone(),
            Self::TitleEs => case.title_es.clone(),
            Self::Kind => case.kind.to_string(),
            Self::Agency => case.agency.clone(),
            Self::Process => case.process.to_string(),
            Self::Certainty => case.certainty.to_string(),
            Self::DecidedBy => case.decided_by.clone(),
            Self::OfficesTotal => number(case.offices_total),
            Self::Employees => number(case.employees),
            Self::Jobs => number(case.affected.jobs),
            Self::People => number(case.affected.people),
            Self::PeopleUnit => case.people_unit.map(|u| u.to_string()).unwrap_or_default(),
            Self::Reason => case.reason.clone(),
            Self::ReasonOurs => case.reason_ours.clone(),
            Self::ReasonOursEs => case.reason_ours_es.clone(),
            Self::Summary => case.summary.clone(),
            Self::SummaryEs => case.summary_es.clone(),
            Self::Fate => case.fate.clone(),
            Self::FateEs => case.fate_es.clone(),
        }
    }
}

/// One difference between two versions.
#[derive(Debug, Clone, PartialEq)]
pub enum CaseDifference<'a> {
    /// A value was given, changed or taken out.
    Field {
        /// Which.
        field: CaseField,
        /// As it was; empty for none.
        before: String,
        /// As it is; empty for none.
        after: String,
    },
    /// An office came in.
    OfficeAdded(&'a CaseOffice),
    /// An office went out.
    OfficeRemoved(&'a CaseOffice),
    /// A step came in.
    StepAdded(&'a Step),
    /// A step says something else now.
    StepChanged {
        /// As it was.
        before: &'a Step,
        /// As it is.
        after: &'a Step,
    },
    /// A step was taken out.
    StepStruck(&'a StruckStep),
    /// A source came in.
    SourceAdded(&'a Evidence),
    /// A source says something else of itself now.
    SourceChanged {
        /// As it was.
        before: &'a Evidence,
        /// As it is.
        after: &'a Evidence,
    },
    /// Nothing rests on a source any more.
    SourceDropped(&'a Evidence),
    /// A source was put beside something that the case says.
    CitationAdded(&'a Citation),
    /// A source was taken away from something that the case says.
    CitationRemoved(&'a Citation),
    /// The case was taken out of the ledger.
    Withdrawn(&'a Withdrawn),
    /// The case was taken back into the ledger.
    Restored,
}

/// The differences between two versions: values first, then offices, steps, sources, and whether the case counts.
#[must_use]
pub fn differences<'a>(before: &'a Closure, after: &'a Closure) -> Vec<CaseDifference<'a>> {
    use CaseDifference as D;
    let mut out = Vec::new();
    for field in CaseField::ALL {
        let (before, after) = (field.of(before), field.of(after));
        if before != after {
            out.push(D::Field { field: *field, before, after });
        }
    }
    let lacks = |offices: &[CaseOffice], office: &&CaseOffice| !offices.contains(office);
    out.extend(after.offices.iter().filter(|o| lacks(&before.offices, o)).map(D::OfficeAdded));
    out.extend(before.offices.iter().filter(|o| lacks(&after.offices, o)).map(D::OfficeRemoved));
    for step in &after.steps {
        match before.steps.iter().find(|s| s.id == step.id) {
            None => out.push(D::StepAdded(step)),
            Some(old) if !says_the_same(old, step) => {
                out.push(D::StepChanged { before: old, after: step });
            }
            Some(_) => {}
        }
    }
    let newly = |struck: &&StruckStep| before.steps.iter().any(|s| s.id == struck.step.id);
    out.extend(after.struck.iter().filter(newly).map(D::StepStruck));
    for source in &after.evidence {
        match before.evidence.iter().find(|e| e.number == source.number) {
            None => out.push(D::SourceAdded(source)),
            Some(old) if old != source => {
                out.push(D::SourceChanged { before: old, after: source });
            }
            Some(_) => {}
        }
    }
    let gone = |source: &&Evidence| !after.evidence.iter().any(|e| e.number == source.number);
    out.extend(before.evidence.iter().filter(gone).map(D::SourceDropped));
    let cites = |all: &[Citation], one: &&Citation| !all.contains(one);
    out.extend(
        after.citations.iter().filter(|c| cites(&before.citations, c)).map(D::CitationAdded),
    );
    out.extend(
        before.citations.iter().filter(|c| cites(&after.citations, c)).map(D::CitationRemoved),
    );
    match (&before.withdrawn, &after.withdrawn) {
        (before, Some(now)) if before.as_ref() != Some(now) => out.push(D::Withdrawn(now)),
        (Some(_), None) => out.push(D::Restored),
        _ => {}
    }
    out
}

/// Whether two texts of a step say the same; how often it changed does not count.
fn says_the_same(one: &Step, other: &Step) -> bool {
    let other = Step { sequence: one.sequence, ..other.clone() };
    *one == other
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::closure::{ClosureKind, OfficeRole, StepKind};
    use crate::domain::id::{ClosureId, EvidenceId, StepId};
    use crate::domain::slug::Slug;
    use uuid::Uuid;

    fn case() -> Closure {
        let id = ClosureId(Uuid::nil());
        let mut case = Closure::blank(id, Slug::make("case", "case"), ClosureKind::Closure);
        case.title = "Cairo".to_owned();
        let hearing = StepId(Uuid::from_u128(1));
        case.steps = vec![Step::new(hearing, StepKind::Hearing, "2026-12-04".parse().ok())];
        case
    }

    #[test]
    fn a_case_does_not_differ_from_itself() {
        assert_eq!(differences(&case(), &case()), []);
        let mut counted = case();
        counted.steps[0].sequence = 7;
        counted.version = 9;
        assert_eq!(differences(&case(), &counted), []);
    }

    #[test]
    fn a_moved_hearing_is_one_difference_and_a_struck_one_another() {
        let before = case();
        let mut moved = case();
        moved.steps[0].on = "2026-12-11".parse().ok();
        let found = differences(&before, &moved);
        assert!(matches!(found.as_slice(), [CaseDifference::StepChanged { .. }]));
        let mut struck = case();
        let step = struck.steps.remove(0);
        struck.struck.push(StruckStep { step, reason: "called off".to_owned() });
        let found = differences(&before, &struck);
        assert!(
            matches!(found.as_slice(), [CaseDifference::StepStruck(s)] if s.reason == "called off")
        );
    }

    #[test]
    fn values_offices_sources_and_withdrawal_are_told() {
        let before = case();
        let mut after = case();
        after.title = "Cairo office".to_owned();
        after.offices.push(CaseOffice {
            name: "Cairo".to_owned(),
            city: String::new(),
            county: String::new(),
            office: None,
            role: OfficeRole::Losing,
        });
        after.evidence.push(Evidence {
            id: EvidenceId(Uuid::from_u128(2)),
            title: "Notice".to_owned(),
            publisher: String::new(),
            dated: None,
            url: String::new(),
            number: 1,
            archive_url: None,
        });
        after.withdrawn =
            Some(Withdrawn { on: jiff::civil::date(2026, 11, 23), reason: "twice".to_owned() });
        let there = differences(&before, &after);
        assert_eq!(there.len(), 4, "{there:?}");
        assert!(matches!(&there[0], CaseDifference::Field { field: CaseField::Title, .. }));
        let back = differences(&after, &before);
        assert_eq!(back.len(), 4);
        assert_eq!(back[3], CaseDifference::Restored);
    }
}
