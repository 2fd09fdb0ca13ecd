//! The rows of the ledger's files.

use std::collections::{HashMap, HashSet};
use std::str::FromStr;

use super::{EvidenceDraft, date};
use crate::domain::UnknownWord;
use crate::domain::closure::{Certainty, ClosureKind, Opinion, Process, StepKind};
use crate::domain::date::PartialDate;
use crate::domain::feed::NoticeCode;
use crate::domain::text::tidy;
use crate::import::error::ImportError;
use crate::import::limits::Limits;
use crate::import::notices::Notices;
use crate::import::office_row::{county, folded_word};
use crate::import::table::Table;

text_enum! {
    /// What a row says of where things stand.
    RowStatus {
        /// Talked of.
        Proposed = "proposed",
        /// Made public.
        Announced = "announced",
        /// Notice filed.
        NoticeFiled = "notice_filed",
        /// Heard.
        Hearing = "hearing",
        /// An opinion was given.
        AdvisoryOpinion = "advisory_opinion",
        /// It happened.
        Effective = "effective",
        /// Taken back.
        Withdrawn = "withdrawn",
        /// Overturned.
        Reversed = "reversed",
    }
}

text_enum! {
    /// A column that gives a step.
    StepColumn {
        /// First made public.
        AnnouncedOn = "announced_on",
        /// Recommendation filed.
        RecommendationFiledOn = "recommendation_filed_on",
        /// Last day for comments.
        CommentDeadline = "comment_deadline",
        /// Hearing.
        HearingOn = "hearing_on",
        /// Opinion.
        OpinionOn = "opinion_on",
        /// In force.
        EffectiveOn = "effective_on",
        /// What the status says, where no column dates it.
        Status = "status",
    }
}

/// What stands in a date column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    Nothing,
    /// Something that is no date.
    Undated,
    On(PartialDate),
}

impl Given {
    pub fn date(self) -> Option<PartialDate> {
        match self {
            Self::On(date) => Some(date),
            Self::Nothing | Self::Undated => None,
        }
    }
}

/// A row of `closures.csv`.
#[derive(Debug)]
pub struct Event {
    pub row: u64,
    pub case: String,
    pub source_id: String,
    pub office_name: String,
    pub office_source_id: Option<String>,
    pub address: String,
    pub city: String,
    pub county: String,
    pub kind: Option<ClosureKind>,
    pub status: Option<RowStatus>,
    pub dates: Vec<(StepColumn, Given)>,
    pub opinion: Option<Opinion>,
    pub consolidated_into: String,
    pub reason: String,
    pub jobs: Option<u32>,
    pub people: Option<u32>,
    pub source: Option<EvidenceDraft>,
    pub summary: String,
}

impl Event {
    /// Whether the row stands for a group of offices.
    pub fn is_group(&self) -> bool {
        self.office_source_id.is_none() && self.address.is_empty()
    }

    pub fn given(&self, column: StepColumn) -> Given {
        self.dates
            .iter()
            .find(|(own, _)| *own == column)
            .map_or(Given::Nothing, |(_, given)| *given)
    }
}

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
}

/// What a column of a row stands for instead: a step, or none.
pub type Overrides = HashMap<(String, StepColumn), Option<StepKind>>;

/// One row of any of the files.
struct Cells<'t, 'b> {
    table: &'t Table<&'b [u8]>,
    row: u64,
    file: &'static str,
}

impl Cells<'_, '_> {
    fn text(&self, name: &str) -> String {
        tidy(self.table.field(self.table.column(&[name])))
    }

    fn some(&self, name: &str) -> Option<String> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    fn field(&self, name: &str) -> String {
        if self.file.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.file)
        }
    }

    fn word<T: FromStr<Err = UnknownWord>>(
        &self,
        name: &str,
        hint: &str,
        notices: &mut Notices,
    ) -> Option<T> {
        let text = self.some(name)?;
        match folded_word(&text).parse() {
            Ok(word) => Some(word),
            Err(unknown) => {
                let expected = format!("one of: {}", unknown.expected);
                let field = self.field(name);
                notices.push(
                    NoticeCode::UnknownWord,
                    self.row,
                    &field,
                    &text,
                    &expected,
                    hint,
                );
                None
            }
        }
    }

    fn number(&self, name: &str, notices: &mut Notices) -> Option<u32> {
        let text = self.some(name)?;
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let number = if digits { text.parse().ok() } else { None };
        if number.is_none() {
            let expected = "a whole number without signs or commas";
            let field = self.field(name);
            notices.push(
                NoticeCode::Malformed,
                self.row,
                &field,
                &text,
                expected,
                "left empty",
            );
        }
        number
    }

    fn date(&self, name: &str, notices: &mut Notices) -> Option<PartialDate> {
        date(notices, self.row, &self.field(name), &self.text(name))
    }

    fn source(&self, notices: &mut Notices) -> Option<EvidenceDraft> {
        let (title, url) = (self.text("source_title"), self.text("source_url"));
        if title.is_empty() && url.is_empty() {
            return None;
        }
        Some(EvidenceDraft {
            title,
            publisher: self.text("source_publisher"),
            dated: self.date("source_date", notices),
            url,
        })
    }

    /// Says that something needed is not there.
    fn missing(&self, name: &str, expected: &str, notices: &mut Notices) {
        let field = self.field(name);
        notices.push(
            NoticeCode::Missing,
            self.row,
            &field,
            "",
            expected,
            "row left out",
        );
    }
}

fn open<'a>(
    text: &'a [u8],
    known: &[&str],
    notices: &mut Notices,
) -> Result<Table<&'a [u8]>, ImportError> {
    let table = Table::open(text, Limits::default(), notices)?;
    table.remark_columns(|name| known.contains(&name), notices);
    Ok(table)
}

const EVENT_COLUMNS: [&str; 25] = [
    "case",
    "source_id",
    "office_name",
    "office_source_id",
    "address",
    "city",
    "county",
    "event_type",
    "status",
    "consolidated_into",
    "announced_on",
    "recommendation_filed_on",
    "comment_deadline",
    "hearing_on",
    "opinion_on",
    "opinion",
    "effective_on",
    "reason_given",
    "jobs_affected",
    "people_affected",
    "source_title",
    "source_url",
    "source_publisher",
    "source_date",
    "summary",
];

/// Reads `closures.csv`.
pub fn events(text: &[u8], notices: &mut Notices) -> Result<Vec<Event>, ImportError> {
    let mut table = open(text, &EVENT_COLUMNS, notices)?;
    table.columns(["source_id", "office_name", "event_type"])?;
    let mut seen = HashSet::new();
    let mut out = Vec::new();
    while let Some(row) = table.next_row(notices)? {
        let cells = Cells {
            table: &table,
            row,
            file: "",
        };
        let source_id = cells.text("source_id");
        let office_name = cells.text("office_name");
        if source_id.is_empty() {
            cells.missing("source_id", "the row's own identifier", notices);
            continue;
        }
        if office_name.is_empty() {
            cells.missing("office_name", "a name", notices);
            continue;
        }
        if !seen.insert(source_id.clone()) {
            let expected = "an identifier that no row before has";
            let hint = "row left out, the first one stands";
            notices.push(
                NoticeCode::Duplicate,
                row,
                "source_id",
                &source_id,
                expected,
                hint,
            );
            continue;
        }
        let dates: Vec<(StepColumn, Given)> = StepColumn::ALL
            .iter()
            .copied()
            .filter(|column| *column != StepColumn::Status)
            .map(|column| {
                let given = match (
                    cells.some(column.as_str()),
                    cells.date(column.as_str(), notices),
                ) {
                    (None, _) => Given::Nothing,
                    (Some(_), None) => Given::Undated,
                    (Some(_), Some(date)) => Given::On(date),
                };
                (column, given)
            })
            .collect();
        let event = Event {
            row,
            case: cells.text("case"),
            office_source_id: cells.some("office_source_id"),
            address: cells.text("address"),
            city: cells.text("city"),
            county: county(&cells.text("county")),
            kind: cells.word("event_type", "row kept without it", notices),
            status: cells.word("status", "row kept without it", notices),
            dates,
            opinion: cells.word("opinion", "left empty", notices),
            consolidated_into: cells.text("consolidated_into"),
            reason: cells.text("reason_given"),
            jobs: cells.number("jobs_affected", notices),
            people: cells.number("people_affected", notices),
            source: cells.source(notices),
            summary: cells.text("summary"),
            source_id,
            office_name,
        };
        check_order(&event, notices);
        out.push(event);
    }
    Ok(out)
}

fn check_order(event: &Event, notices: &mut Notices) {
    let announced = event.given(StepColumn::AnnouncedOn).date();
    let effective = event.given(StepColumn::EffectiveOn).date();
    if let (Some(announced), Some(effective)) = (announced, effective)
        && effective.latest() < announced.earliest()
    {
        notices.push(
            NoticeCode::OutOfOrder,
            event.row,
            "effective_on",
            &effective.to_string(),
            &format!("a day not before it was announced ({announced})"),
            "both kept",
        );
    }
}

const CASE_COLUMNS: [&str; 11] = [
    "case",
    "title",
    "title_es",
    "kind",
    "agency",
    "process",
    "detected",
    "offices_total",
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
        let cells = Cells {
            table: &table,
            row,
            file: "cases",
        };
        let Some(case) = cells.some("case") else {
            cells.missing("case", "the case's own word", notices);
            continue;
        };
        if out.contains_key(&case) {
            let expected = "a case that no row before has";
            let hint = "row left out, the first one stands";
            notices.push(
                NoticeCode::Duplicate,
                row,
                "cases.case",
                &case,
                expected,
                hint,
            );
            continue;
        }
        let about = About {
            row,
            title: cells.text("title"),
            title_es: cells.text("title_es"),
            kind: cells.word("kind", "taken from the rows of the case", notices),
            agency: cells.text("agency"),
            process: cells
                .word("process", "taken as unknown", notices)
                .unwrap_or(Process::Unknown),
            certainty: certainty(&cells, notices),
            offices_total: cells.number("offices_total", notices),
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
            notices.push(
                NoticeCode::UnknownWord,
                cells.row,
                &field,
                &text,
                expected,
                hint,
            );
            Certainty::Detected
        }
    }
}

const STEP_COLUMNS: [&str; 10] = [
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
];

/// Reads `steps.csv`.
pub fn steps(text: &[u8], notices: &mut Notices) -> Result<Vec<ExtraStep>, ImportError> {
    let mut table = open(text, &STEP_COLUMNS, notices)?;
    table.columns(["case", "kind"])?;
    let mut out = Vec::new();
    while let Some(row) = table.next_row(notices)? {
        let cells = Cells {
            table: &table,
            row,
            file: "steps",
        };
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
                notices.refuse(
                    code,
                    row,
                    "steps.kind",
                    &kind_text,
                    &expected,
                    "row left out",
                );
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
        let cells = Cells {
            table: &table,
            row,
            file: "step_overrides",
        };
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
