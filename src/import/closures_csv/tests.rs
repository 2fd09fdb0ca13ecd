use super::*;
use crate::import::notices::sentence;
use proptest::prelude::*;

const HEAD: &str = "case,source_id,office_name,office_source_id,city,county,event_type,status,\
consolidated_into,announced_on,hearing_on,opinion_on,opinion,effective_on,reason_given,\
jobs_affected,people_affected,source_title,source_url,summary\n";

/// Rows are given as `column=value` pairs separated by `|`.
fn closures(rows: &[&str]) -> String {
    let names: Vec<&str> = HEAD.trim().split(',').collect();
    let mut out = HEAD.to_owned();
    for (number, row) in rows.iter().enumerate() {
        let mut fields = vec![String::new(); names.len()];
        fields[1] = format!("r{number}");
        fields[2] = "An office".to_owned();
        for pair in row.split('|') {
            let (name, value) = pair.split_once('=').unwrap();
            let at = names.iter().position(|own| *own == name).unwrap();
            value.clone_into(&mut fields[at]);
        }
        let fields: Vec<String> = fields.iter().map(|field| format!("\"{field}\"")).collect();
        out.push_str(&fields.join(","));
        out.push('\n');
    }
    out
}

fn read(files: &LedgerFiles<'_>) -> (Vec<CaseDraft>, Notices) {
    let mut notices = Notices::new();
    let cases = read_closures(files, &mut notices).unwrap();
    (cases, notices)
}

fn read_rows(rows: &[&str]) -> (Vec<CaseDraft>, Notices) {
    let text = closures(rows);
    read(&LedgerFiles { closures: text.as_bytes(), ..LedgerFiles::default() })
}

fn one(rows: &[&str]) -> CaseDraft {
    let (mut cases, notices) = read_rows(rows);
    assert!(notices.is_empty(), "{:?}", notices.iter().map(sentence).collect::<Vec<_>>());
    assert_eq!(cases.len(), 1);
    cases.remove(0)
}

fn steps(case: &CaseDraft) -> Vec<(StepKind, Option<String>)> {
    case.steps.iter().map(|step| (step.kind, step.on.map(|on| on.to_string()))).collect()
}

fn on(date: &str) -> Option<String> {
    Some(date.to_owned())
}

#[test]
fn a_row_without_a_case_is_a_case_of_its_own() {
    let (cases, _) = read_rows(&[
        "event_type=closure|status=effective|effective_on=2012-06|summary=Gone.",
        "event_type=closure|status=proposed",
    ]);
    assert_eq!(cases.len(), 2);
    assert_eq!(cases[0].key, "r0");
    assert_eq!(cases[0].title, "An office");
    assert_eq!(cases[0].summary, "Gone.");
    assert_eq!(steps(&cases[0]), [(StepKind::DoorClosed, on("2012-06"))]);
    assert_eq!(steps(&cases[1]), [(StepKind::Announced, None)]);
}

#[test]
fn every_date_column_gives_its_step_in_the_order_of_time() {
    let case = one(&["event_type=closure|status=effective|announced_on=2012-02-22|\
        hearing_on=2012-04-20|opinion_on=2012-05-01|opinion=oppose|effective_on=2012-11|summary=S"]);
    assert_eq!(
        steps(&case),
        [
            (StepKind::Announced, on("2012-02-22")),
            (StepKind::Hearing, on("2012-04-20")),
            (StepKind::AdvisoryOpinion, on("2012-05-01")),
            (StepKind::DoorClosed, on("2012-11")),
        ]
    );
    assert_eq!(case.steps[2].opinion, Some(Opinion::Oppose));
    let notes: Vec<&str> = case.steps.iter().map(|step| step.note.as_str()).collect();
    assert_eq!(notes, ["", "", "", "S"]);
}

#[test]
fn what_comes_into_force_depends_on_the_kind() {
    for (kind, step) in [
        ("closure", StepKind::DoorClosed),
        ("consolidation", StepKind::DoorClosed),
        ("privatization", StepKind::DoorClosed),
        ("temporary_closure", StepKind::DoorClosed),
        ("case_transfer", StepKind::CasesMoved),
        ("relocation", StepKind::Moved),
        ("hours_cut", StepKind::CutInForce),
        ("staff_cut", StepKind::CutInForce),
        ("service_cut", StepKind::CutInForce),
        ("opening", StepKind::Reopened),
        ("reopening", StepKind::Reopened),
        ("restored", StepKind::Reopened),
    ] {
        let undated = one(&[&format!("event_type={kind}|status=effective")]);
        assert_eq!(steps(&undated), [(step, None)], "{kind}");
        let dated = one(&[&format!("event_type={kind}|status=effective|effective_on=2020")]);
        assert_eq!(steps(&dated), [(step, on("2020"))], "{kind}");
    }
}

#[test]
fn a_planned_day_is_no_step() {
    for status in ["announced", "proposed", "withdrawn", "reversed"] {
        let row =
            format!("event_type=closure|status={status}|announced_on=2019-01|effective_on=2019-02");
        let case = one(&[&row]);
        assert!(case.steps.iter().all(|step| step.kind != StepKind::DoorClosed), "{status}");
    }
}

#[test]
fn a_plan_that_was_dropped_is_a_step_without_a_date() {
    let case = one(&["event_type=closure|status=withdrawn|announced_on=2017|summary=Kept open."]);
    assert_eq!(steps(&case), [(StepKind::Announced, on("2017")), (StepKind::Withdrawn, None)]);
    assert_eq!(case.steps[1].note, "Kept open.");
}

#[test]
fn an_impossible_date_gives_a_step_without_one() {
    let (cases, notices) =
        read_rows(&["event_type=closure|status=effective|effective_on=2012-02-30"]);
    assert_eq!(steps(&cases[0]), [(StepKind::DoorClosed, None)]);
    assert_eq!(
        notices.iter().map(sentence).collect::<Vec<_>>(),
        ["row 2, effective_on: found \"2012-02-30\", expected a date such as 2012, 2012-06 or \
          2012-06-30; kept without a date"]
    );
}

#[test]
fn a_day_before_the_announcement_is_remarked_on_and_kept() {
    let (cases, notices) = read_rows(&[
        "event_type=closure|status=effective|announced_on=2012-06-02|effective_on=2012-05",
    ]);
    assert_eq!(notices.count(NoticeCode::OutOfOrder), 1);
    assert_eq!(cases[0].steps.len(), 2);
    let (_, notices) = read_rows(&[
        "event_type=closure|status=effective|announced_on=2012-05-20|effective_on=2012-05",
    ]);
    assert!(notices.is_empty());
}

#[test]
fn unknown_words_are_remarked_on_and_the_row_kept_if_it_can_be() {
    let (cases, notices) = read_rows(&[
        "case=a|event_type=vanishing|status=effective|effective_on=2012",
        "case=a|event_type=closure|status=gone|announced_on=2011|opinion=meh",
        "case=b|event_type=vanishing|status=gone",
    ]);
    assert_eq!(cases.len(), 1);
    assert_eq!(
        steps(&cases[0]),
        [(StepKind::Announced, on("2011")), (StepKind::DoorClosed, on("2012"))]
    );
    assert_eq!(notices.count(NoticeCode::UnknownWord), 5);
    assert_eq!(notices.count(NoticeCode::Missing), 1);
}

#[test]
fn two_rows_about_one_office_list_it_once() {
    let case = one(&[
        "case=c|office_source_id=a|event_type=closure|status=announced|announced_on=2011|city=Cairo",
        "case=c|office_source_id=a|event_type=closure|status=effective|effective_on=2012|county=Alexander",
    ]);
    assert_eq!(case.offices.len(), 1);
    assert_eq!(case.offices[0].city, "Cairo");
    assert_eq!(case.offices[0].county, "Alexander");
    assert!(case.steps.iter().all(|step| step.office_source_id.is_none()));
    assert_eq!(case.rows, [2, 3]);
}

#[test]
fn steps_of_several_offices_name_theirs_unless_all_have_them_alike() {
    let row = |id: &str, day: &str| {
        format!(
            "case=c|office_source_id={id}|office_name=Office {id}|event_type=closure|\
             status=effective|announced_on=2011-11|effective_on=2012-04-{day}|source_url=u"
        )
    };
    let case = one(&[&row("a", "09"), &row("b", "30"), &row("c", "30")]);
    assert_eq!(case.steps[0].kind, StepKind::Announced);
    assert_eq!(case.steps[0].office_name, None);
    let named: Vec<_> =
        case.steps[1..].iter().map(|step| step.office_name.as_deref().unwrap()).collect();
    assert_eq!(named, ["Office a", "Office b", "Office c"]);
    let alike = one(&[&row("a", "30"), &row("b", "30")]);
    assert_eq!(alike.steps.len(), 2);
}

#[test]
fn sources_are_listed_once_in_the_order_of_the_steps() {
    let case = one(&[
        "case=c|event_type=closure|status=effective|effective_on=2012|source_url=late|source_title=T",
        "case=c|event_type=closure|status=announced|announced_on=2011|source_url=early|source_title=T",
        "case=c|event_type=closure|status=hearing|hearing_on=2013|source_url=late|source_title=T",
    ]);
    let urls: Vec<_> = case.evidence.iter().map(|source| source.url.as_str()).collect();
    assert_eq!(urls, ["early", "late"]);
    let used: Vec<_> = case.steps.iter().map(|step| step.evidence.unwrap()).collect();
    assert_eq!(used, [0, 1, 1]);
}

#[test]
fn receiving_offices_come_from_the_sheet_and_from_parentheses() {
    let text = closures(&[
        "case=c|office_source_id=a|event_type=consolidation|status=effective|\
         consolidated_into=Mounds (idhs-fcrc-pulaski)",
        "case=d|office_source_id=b|event_type=consolidation|status=effective|\
         consolidated_into=Rockford (Winnebago County)",
        "case=e|office_source_id=b|event_type=relocation|status=effective|\
         consolidated_into=1 Main St.",
        "case=f|office_source_id=b|event_type=closure|status=effective|\
         consolidated_into=Rockford (Winnebago County)",
    ]);
    let sheet = "case,title,receiving\nc,C,idhs-fcrc-pulaski; other\nf,F,z\n";
    let (cases, _) = read(&LedgerFiles {
        closures: text.as_bytes(),
        cases: Some(sheet.as_bytes()),
        ..LedgerFiles::default()
    });
    let receiving = |at: usize| -> Vec<String> {
        let offices = cases[at].offices.iter();
        offices
            .filter(|office| office.role == OfficeRole::Receiving)
            .map(|o| o.office_source_id.clone().unwrap_or_else(|| o.name.clone()))
            .collect()
    };
    assert_eq!(receiving(0), ["idhs-fcrc-pulaski", "other"]);
    assert_eq!(receiving(1), ["Rockford (Winnebago County)"]);
    assert!(receiving(2).is_empty());
    assert_eq!(receiving(3), ["z"]);
    assert_eq!(cases[0].offices[0].role, OfficeRole::Losing);
}

#[test]
fn numbers_are_never_counted_twice() {
    let numbers = |rows: &[&str]| {
        let case = one(rows);
        (case.affected.jobs, case.affected.people)
    };
    let of = |id: &str, more: &str| {
        format!("case=c|office_source_id={id}|event_type=closure|status=effective|{more}")
    };
    let both = of("a", "jobs_affected=5|people_affected=100");
    assert_eq!(numbers(&[&both]), (Some(5), Some(100)));
    let other = of("b", "jobs_affected=3");
    assert_eq!(numbers(&[&both, &other]), (Some(8), None));
    // The same office twice: one number, or none where the rows disagree.
    assert_eq!(numbers(&[&both, &of("a", "jobs_affected=5")]), (Some(5), Some(100)));
    assert_eq!(numbers(&[&both, &of("a", "jobs_affected=7")]), (None, Some(100)));
    // A group's number wins over those of its offices.
    let group =
        "case=c|office_name=Seven offices|event_type=closure|status=effective|jobs_affected=192";
    assert_eq!(numbers(&[&both, &other, group]), (Some(192), None));
    let planned = group.replace("effective", "announced").replace("192", "300");
    assert_eq!(numbers(&[group, &planned]), (Some(192), None));
    assert_eq!(numbers(&[&group.replace("192", "100"), group]), (None, None));
}

#[test]
fn numbers_are_read_strictly() {
    for text in ["1,200", "12.5", "-5", "about 70", "99999999999"] {
        let (cases, notices) =
            read_rows(&[&format!("event_type=closure|status=effective|jobs_affected={text}")]);
        assert_eq!(cases[0].affected.jobs, None, "{text}");
        assert_eq!(notices.count(NoticeCode::Malformed), 1, "{text}");
    }
}

#[test]
fn a_group_is_listed_only_where_it_is_all_there_is_and_has_a_place() {
    let group = "case=c|office_name=Seven offices|event_type=closure|status=effective|county=Cook";
    assert_eq!(one(&[group]).offices.len(), 1);
    assert!(one(&[&group.replace("|county=Cook", "")]).offices.is_empty());
    let with_office =
        one(&[group, "case=c|office_source_id=a|event_type=closure|status=effective"]);
    assert_eq!(with_office.offices.len(), 1);
    assert_eq!(with_office.offices[0].office_source_id.as_deref(), Some("a"));
}

#[test]
fn the_sheet_tells_the_case_and_its_words_are_checked() {
    let text = closures(&[
        "case=c|event_type=closure|status=effective",
        "event_type=closure|status=effective",
    ]);
    let sheet = "case,title,title_es,kind,agency,process,detected,offices_total,summary,summary_es\n\
        c,Title,Título,relocation,DHS,closure_act,yes,7,Sum,Resumen\n\
        c,Again,,,,,,,,\n\
        nowhere,X,,closure,,none,no,,,\n\
        r1,Y,,moving,,law,perhaps,many,,\n";
    let (cases, notices) = read(&LedgerFiles {
        closures: text.as_bytes(),
        cases: Some(sheet.as_bytes()),
        ..LedgerFiles::default()
    });
    let case = &cases[0];
    assert_eq!((case.title.as_str(), case.title_es.as_str()), ("Title", "Título"));
    assert_eq!(case.kind, ClosureKind::Relocation);
    assert_eq!(case.process, Process::ClosureAct);
    assert_eq!(case.certainty, Certainty::Detected);
    assert_eq!(case.offices_total, Some(7));
    assert_eq!((case.summary.as_str(), case.summary_es.as_str()), ("Sum", "Resumen"));
    assert_eq!(cases[1].kind, ClosureKind::Closure);
    assert_eq!(notices.count(NoticeCode::Duplicate), 1);
    assert_eq!(notices.count(NoticeCode::UnknownWord), 4);
    assert_eq!(notices.count(NoticeCode::Malformed), 1);
}

#[test]
fn more_steps_join_their_case_and_bad_ones_are_left_out() {
    let text = closures(&["case=c|office_source_id=a|office_name=Office a|event_type=closure|\
        status=effective|effective_on=2012"]);
    let more = "case,office_source_id,kind,on,note,note_es,source_title,source_url\n\
        c,b,moved_in,2013-01,Opened.,Abrió.,T,u\n\
        c,a,vote,2011-01-02,,,,\n\
        c,a,dance,2011,,,,\n\
        x,a,vote,2011,,,,\n";
    let (cases, notices) = read(&LedgerFiles {
        closures: text.as_bytes(),
        steps: Some(more.as_bytes()),
        ..LedgerFiles::default()
    });
    assert_eq!(
        steps(&cases[0]),
        [
            (StepKind::Vote, on("2011-01-02")),
            (StepKind::DoorClosed, on("2012")),
            (StepKind::MovedIn, on("2013-01")),
        ]
    );
    assert_eq!(cases[0].steps[0].office_name.as_deref(), Some("Office a"));
    assert_eq!(cases[0].steps[2].office_source_id.as_deref(), Some("b"));
    assert_eq!(cases[0].steps[2].note_es, "Abrió.");
    assert_eq!(notices.count(NoticeCode::UnknownWord), 2);
}

#[test]
fn what_the_sheet_of_steps_tells_is_not_told_twice() {
    let text = closures(&[
        "case=c|office_source_id=a|event_type=relocation|status=effective|summary=Moved.",
        "case=d|office_source_id=a|event_type=closure|status=advisory_opinion|opinion=support",
        "case=d|office_source_id=a|event_type=closure|status=effective|effective_on=2012",
    ]);
    let more = "case,office_source_id,kind,on,note\nc,a,moved_in,,Seen.\nd,a,advisory_opinion,,Said.\n\
        d,a,door_closed,,Gone.\n";
    let (cases, notices) = read(&LedgerFiles {
        closures: text.as_bytes(),
        steps: Some(more.as_bytes()),
        ..LedgerFiles::default()
    });
    assert!(notices.is_empty());
    assert_eq!(steps(&cases[0]), [(StepKind::MovedIn, None)]);
    let told: Vec<_> =
        cases[1].steps.iter().map(|step| (step.kind, step.opinion, step.note.as_str())).collect();
    assert_eq!(
        told,
        [
            (StepKind::DoorClosed, None, ""),
            (StepKind::AdvisoryOpinion, Some(Opinion::Support), "Said."),
            (StepKind::DoorClosed, None, "Gone."),
        ]
    );
}

#[test]
fn an_override_says_what_a_column_stands_for() {
    let text = closures(&[
        "case=c|event_type=closure|status=announced|announced_on=2011-01-01|effective_on=2012|summary=S",
        "case=c|event_type=closure|status=reversed|announced_on=2013",
    ]);
    let overrides = "source_id,column,kind,reason\nr0,announced_on,notice_filed,x\n\
        r0,effective_on,moved_in,x\nr1,announced_on,reversed,x\nr1,status,,x\n\
        r9,status,,x\nr0,colour,,x\nr0,hearing_on,dance,x\n";
    let (cases, notices) = read(&LedgerFiles {
        closures: text.as_bytes(),
        overrides: Some(overrides.as_bytes()),
        ..LedgerFiles::default()
    });
    assert_eq!(
        steps(&cases[0]),
        [
            (StepKind::NoticeFiled, on("2011-01-01")),
            (StepKind::MovedIn, on("2012")),
            (StepKind::Reversed, on("2013")),
        ]
    );
    assert_eq!(notices.count(NoticeCode::UnknownWord), 3);
}

#[test]
fn rows_that_cannot_be_taken_are_left_out() {
    let text =
        "source_id,office_name,event_type\n,A,closure\nb,,closure\nc,C,closure\nc,D,closure\n";
    let (cases, notices) =
        read(&LedgerFiles { closures: text.as_bytes(), ..LedgerFiles::default() });
    assert_eq!(cases.len(), 1);
    assert!(cases[0].steps.is_empty());
    assert_eq!(notices.count(NoticeCode::Missing), 2);
    assert_eq!(notices.count(NoticeCode::Duplicate), 1);
    assert_eq!(notices.count(NoticeCode::Malformed), 1);
}

#[test]
fn an_error_names_the_file() {
    let text = closures(&["event_type=closure"]);
    let error = read_closures(
        &LedgerFiles {
            closures: text.as_bytes(),
            cases: Some(b"a,b\n1,2\n"),
            ..Default::default()
        },
        &mut Notices::new(),
    )
    .unwrap_err();
    assert_eq!(error.to_string(), "cases.csv: the header lacks case, title; it has a, b");
}

proptest! {
    #[test]
    fn any_bytes_are_taken_or_refused(bytes: Vec<u8>, rows in "[a-c,\"\n0-9-]{0,80}") {
        let mut text = b"case,source_id,office_name,event_type,status,effective_on\n".to_vec();
        text.extend(rows.as_bytes());
        for closures in [&bytes[..], &text] {
            let files = LedgerFiles {
                closures,
                cases: Some(&bytes),
                steps: Some(&bytes),
                overrides: Some(&bytes),
            };
            let _ = read_closures(&files, &mut Notices::new());
            let files = LedgerFiles { closures, ..LedgerFiles::default() };
            let _ = read_closures(&files, &mut Notices::new());
        }
    }
}
