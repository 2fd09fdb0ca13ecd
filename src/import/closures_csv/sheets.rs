//! `cases.csv`, `steps.csv` and `step_overrides.csv`.

use std::collections::{HashMap, HashSet};

use super::EvidenceDraft;
use super::cells::{Cells, open};
use super::events::StepColumn;
use crate::domain::closure::{Certainty, ClosureKind, Process, StepKind};
use crate::domain::date::PartialDate;
use crate::domain::feed::NoticeCode;
use crate::import::error::ImportError;
use crate::import::notices::Notices;
use crate::import::office_row::folded_word;

/// A row of `cases.csv`.
#[derive(Debug)]
pub struct About {
    pub row: u64,
    pub title: String,
    pub title_es: String,
    pub kind: Option<ClosureKind>,
    pub agency: String,
    pub process: Process,
    pub certainty: Certainty,
    pub offices_total: Option<u32>,
    pub employees: Option<u32>,
    pub receiving: Vec<String>,
    pub summary: String,
    pub summary_es: String,
}

/// A row of `steps.csv`.
#[derive(Debug)]
pub struct ExtraStep {
    pub row: u64,
    pub case: String,
    pub office_source_id: Option<String>,
    pub kind: StepKind,
    pub on: Option<PartialDate>,
    pub note: String,
    pub note_es: String,
    pub source: Option<EvidenceDraft>,
    pub sorted_as: Option<PartialDate>,
}

/// What a column of a row stands for instead: a step, or none.
pub type Overrides = HashMap<(String, StepColumn), Option<StepKind>>;

const CASE_COLUMNS: [&str; 12] = [
    "case",
    "title",
    "title_es",
    "kind",
    "agency",
    "process",
    "detected",
    "offices_total",
    "employees",
    "receiving",
    "summary",
    "summary_es",
];

/// Reads `cases.csv`.
pub fn cases(text: &[u8], notices: &mut Notices) -> Result<HashMap<String, About>, ImportError> {
    let mut table = open(text, &CASE_COLUMNS, notices)?;
    table.columns(["case", "title"])?;
    let mut out = HashMap::new();
    while let Some(row) = table.next_row(notices)? {
        let cells = Cells { table: &table, row, file: "cases" };
        let Some(case) = cells.some("case") else {
            cells.missing("case", "the case's own word", notices);
            continue;
        };
        if out.contains_key(&case) {
            let expected = "a case that no row before has";
            let hint = "row left out, the first one stands";
            notices.push(NoticeCode::Duplicate, row, "cases.case", &case, expected, hint);
            continue;
        }
        let about = About {
            row,
            title: cells.text("title"),
            title_es: cells.text("title_es"),
            kind: cells.word("kind", "taken from the rows of the case", notices),
            agency: cells.text("agency"),
            process: cells.word("process", "taken as unknown", notices).unwrap_or(Process::Unknown),
            certainty: certainty(&cells, notices),
            offices_total: cells.number("offices_total", notices),
            employees: cells.number("employees", notices),
            receiving: cells
                .text("receiving")
                .split(';')
                .map(|id| id.trim().to_owned())
                .filter(|id| !id.is_empty())
                .collect(),
            summary: cells.text("summary"),
            summary_es: cells.text("summary_es"),
        };
        out.insert(case, about);
    }
    Ok(out)
}

fn certainty(cells: &Cells<'_, '_>, notices: &mut Notices) -> Certainty {
    let text = cells.text("detected").to_lowercase();
    match text.as_str() {
        "yes" | "true" => Certainty::Detected,
        "" | "no" | "false" => Certainty::Documented,
        _ => {
            let (field, expected) = (cells.field("detected"), "yes or no");
            // The weaker claim: nobody has said that it is documented.
            let hint = "taken as yes";
            notices.push(NoticeCode::UnknownWord, cells.row, &field, &text, expected, hint);
            Certainty::Detected
        }
    }
}

const STEP_COLUMNS: [&str; 11] = [
    "case",
    "office_source_id",
    "kind",
    "on",
    "note",
    "note_es",
    "source_title",
    "source_publisher",
    "source_date",
    "source_url",
    "sorted_as",
];

/// Reads `steps.csv`.
pub fn steps(text: &[u8], notices: &mut Notices) -> Result<Vec<ExtraStep>, ImportError> {
    let mut table = open(text, &STEP_COLUMNS, notices)?;
    table.columns(["case", "kind"])?;
    let mut out = Vec::new();
    while let Some(row) = table.next_row(notices)? {
        let cells = Cells { table: &table, row, file: "steps" };
        let Some(case) = cells.some("case") else {
            cells.missing("case", "a case", notices);
            continue;
        };
        let Some(kind_text) = cells.some("kind") else {
            cells.missing("kind", "what happened", notices);
            continue;
        };
        let kind = match folded_word(&kind_text).parse::<StepKind>() {
            Ok(kind) => kind,
            Err(unknown) => {
                let expected = format!("one of: {}", unknown.expected);
                let code = NoticeCode::UnknownWord;
                notices.refuse(code, row, "steps.kind", &kind_text, &expected, "row left out");
                continue;
            }
        };
        out.push(ExtraStep {
            row,
            case,
            office_source_id: cells.some("office_source_id"),
            kind,
            on: cells.date("on", notices),
            note: cells.text("note"),
            note_es: cells.text("note_es"),
            source: cells.source(notices),
            sorted_as: cells.date("sorted_as", notices),
        });
    }
    Ok(out)
}

/// Reads `step_overrides.csv`.
pub fn overrides(
    text: &[u8],
    known: &HashSet<&str>,
    notices: &mut Notices,
) -> Result<Overrides, ImportError> {
    let mut table = open(text, &["source_id", "column", "kind", "reason"], notices)?;
    table.columns(["source_id", "column", "kind"])?;
    let mut out = Overrides::new();
    while let Some(row) = table.next_row(notices)? {
        let cells = Cells { table: &table, row, file: "step_overrides" };
        let source_id = cells.text("source_id");
        if !known.contains(source_id.as_str()) {
            let (field, expected) = ("step_overrides.source_id", "a row of closures.csv");
            let code = NoticeCode::UnknownWord;
            notices.refuse(code, row, field, &source_id, expected, "row left out");
            continue;
        }
        let hint = "row left out";
        let Some(column) = cells.word::<StepColumn>("column", hint, notices) else {
            continue;
        };
        let kind = match cells.some("kind") {
            None => None,
            Some(_) => match cells.word::<StepKind>("kind", hint, notices) {
                None => continue,
                kind => kind,
            },
        };
        out.insert((source_id, column), kind);
    }
    Ok(out)
}
