//! `closures.csv`: what happened, by one source each.

use std::collections::HashSet;

use super::EvidenceDraft;
use super::cells::{Cells, open};
use crate::domain::closure::{ClosureKind, Opinion};
use crate::domain::date::PartialDate;
use crate::domain::feed::NoticeCode;
use crate::import::error::ImportError;
use crate::import::notices::Notices;
use crate::import::office_row::county;

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
        let cells = Cells { table: &table, row, file: "" };
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
            notices.push(NoticeCode::Duplicate, row, "source_id", &source_id, expected, hint);
            continue;
        }
        let dates: Vec<(StepColumn, Given)> = StepColumn::ALL
            .iter()
            .copied()
            .filter(|column| *column != StepColumn::Status)
            .map(|column| {
                let given =
                    match (cells.some(column.as_str()), cells.date(column.as_str(), notices)) {
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
