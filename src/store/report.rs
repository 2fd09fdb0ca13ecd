//! Residents' reports as they are read. What is not public is sealed before it reaches a table.

use crate::domain::consent::{Consent, ConsentChange, Consents};
use crate::domain::id::{BlockId, MessageId, OfficeId, ReportId};
use crate::domain::problem::{Answer, Answers};
use crate::domain::report::{Message, Report};

use super::seal::Sealer;
use super::types::{Uid, read, read_option};
use super::{Store, StoreError, Tx};

const TABLE: &str = "reports";

#[derive(sqlx::FromRow)]
struct Row {
    id: Uid,
    office_id: Uid,
    problem: String,
    happened_on: String,
    told_sealed: Option<Vec<u8>>,
    edited_sealed: Option<Vec<u8>>,
    name_sealed: Option<Vec<u8>>,
    contact_sealed: Option<Vec<u8>>,
    consent_words: bool,
    consent_photos: bool,
    consent_quote: bool,
    consent_name: bool,
    consent_contact: bool,
    consent_wording: i64,
    lang: String,
    channel: String,
    like_id: Option<Uid>,
    merged_into: Option<Uid>,
    receipt_hash: String,
    status: String,
    outcome: Option<String>,
    counted: bool,
    block_id: Option<Uid>,
    received_on: String,
    published_week: Option<String>,
    closed_on: Option<String>,
    erased_on: Option<String>,
    version: i64,
}

/// The columns of [`Row`].
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "select id, office_id, problem, happened_on, told_sealed, edited_sealed, name_sealed, contact_sealed, \
             consent_words, consent_photos, consent_quote, consent_name, consent_contact, consent_wording, lang, \
             channel, like_id, merged_into, receipt_hash, status, outcome, counted, block_id, received_on, \
             published_week, closed_on, erased_on, version from reports ",
            $rest
        )
    };
}

fn small(column: &'static str, row: &Uid, number: i64) -> Result<u32, StoreError> {
    u32::try_from(number).map_err(|_| StoreError::Inconsistent {
        table: TABLE,
        column,
        row: row.0.to_string(),
        found: number.to_string(),
    })
}

impl Row {
    fn report(self, answers: Answers, sealer: &Sealer) -> Result<Report, StoreError> {
        let row = self.id.0;
        let open = |column, sealed: Option<Vec<u8>>| {
            let opened = sealed.map(|sealed| sealer.open(&sealed)).transpose();
            opened.map_err(|e| StoreError::Inconsistent {
                table: TABLE,
                column,
                row: row.to_string(),
                found: e.to_string(),
            })
        };
        Ok(Report {
            id: ReportId(row),
            office: OfficeId(self.office_id.0),
            problem: read(TABLE, "problem", &row, &self.problem)?,
            answers,
            happened_on: read(TABLE, "happened_on", &row, &self.happened_on)?,
            told: open("told_sealed", self.told_sealed)?.unwrap_or_default(),
            edited: open("edited_sealed", self.edited_sealed)?,
            first_name: open("name_sealed", self.name_sealed)?,
            contact: open("contact_sealed", self.contact_sealed)?,
            consents: Consents {
                words: self.consent_words,
                photos: self.consent_photos,
                quote: self.consent_quote,
                name: self.consent_name,
                contact: self.consent_contact,
            },
            wording: small("consent_wording", &self.id, self.consent_wording)?,
            lang: self.lang,
            channel: read(TABLE, "channel", &row, &self.channel)?,
            like: self.like_id.map(|id| ReportId(id.0)),
            merged_into: self.merged_into.map(|id| ReportId(id.0)),
            receipt_hash: self.receipt_hash,
            status: read(TABLE, "status", &row, &self.status)?,
            outcome: read_option(TABLE, "outcome", &row, self.outcome.as_deref())?,
            counted: self.counted,
            block: self.block_id.map(|id| BlockId(id.0)),
            received_on: read(TABLE, "received_on", &row, &self.received_on)?,
            published: read_option(TABLE, "published_week", &row, self.published_week.as_deref())?,
            closed_on: read_option(TABLE, "closed_on", &row, self.closed_on.as_deref())?,
            erased_on: read_option(TABLE, "erased_on", &row, self.erased_on.as_deref())?,
            version: small("version", &self.id, self.version)?,
        })
    }
}

/// One cell of an answer: question, position, number, word. The one word of a question stands at 0, the marked words
/// of another from 1 on.
type AnswerCell = (String, i64, Option<i64>, Option<String>);

const ANSWERS: &str = "select question, position, number, choice from report_answers where report_id = $1 \
     order by question, position";

fn answers(cells: Vec<AnswerCell>) -> Answers {
    let mut answers = Answers::new();
    for (question, position, number, word) in cells {
        let number = number.and_then(|n| u32::try_from(n).ok());
        match (number, word, answers.get_mut(&question)) {
            (Some(number), ..) => {
                answers.insert(question, Answer::Number(number));
            }
            (None, Some(word), Some(Answer::Many(words))) => words.push(word),
            (None, Some(word), _) if position > 0 => {
                answers.insert(question, Answer::Many(vec![word]));
            }
            (None, Some(word), _) => {
                answers.insert(question, Answer::One(word));
            }
            (None, None, _) => {}
        }
    }
    answers
}

impl Store {
    /// Clears what was erased out of the write-ahead log, where the embedded database keeps the pages of late
    /// changes for a while. Other readers at work may keep some of it there until the next call.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn scrub(&self) -> Result<(), StoreError> {
        if let Self::Sqlite(pool) = self {
            sqlx::query("pragma wal_checkpoint(truncate)").execute(pool).await?;
        }
        Ok(())
    }

    /// The report that a receipt code opens.
    ///
    /// # Errors
    /// When the database does not answer or the row is not what it should be.
    pub async fn report_by_receipt(
        &self,
        hash: &str,
        sealer: &Sealer,
    ) -> Result<Option<Report>, StoreError> {
        const SELECT: &str = select!("where receipt_hash = $1");
        let row: Option<Row> =
            on!(self, pool => sqlx::query_as(SELECT).bind(hash).fetch_optional(pool).await?);
        let Some(row) = row else { return Ok(None) };
        let cells = on!(self, pool => sqlx::query_as(ANSWERS).bind(row.id).fetch_all(pool).await?);
        row.report(answers(cells), sealer).map(Some)
    }

    /// A report.
    ///
    /// # Errors
    /// When the database does not answer or the row is not what it should be.
    pub async fn report(
        &self,
        id: ReportId,
        sealer: &Sealer,
    ) -> Result<Option<Report>, StoreError> {
        const SELECT: &str = select!("where id = $1");
        let row: Option<Row> =
            on!(self, pool => sqlx::query_as(SELECT).bind(Uid(id.0)).fetch_optional(pool).await?);
        let Some(row) = row else { return Ok(None) };
        let cells = on!(self, pool => sqlx::query_as(ANSWERS).bind(row.id).fetch_all(pool).await?);
        row.report(answers(cells), sealer).map(Some)
    }

    /// What was asked and answered about a report, in its order.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn report_messages(
        &self,
        id: ReportId,
        sealer: &Sealer,
    ) -> Result<Vec<Message>, StoreError> {
        const TABLE: &str = "report_messages";
        const SELECT: &str = "select id, author, words_sealed, on_day from report_messages where report_id = $1 \
             order by position";
        let rows: Vec<(Uid, String, Vec<u8>, String)> =
            on!(self, pool => sqlx::query_as(SELECT).bind(Uid(id.0)).fetch_all(pool).await?);
        let message = |(id, author, sealed, on): (Uid, String, Vec<u8>, String)| {
            let words = sealer.open(&sealed).map_err(|e| StoreError::Inconsistent {
                table: TABLE,
                column: "words_sealed",
                row: id.0.to_string(),
                found: e.to_string(),
            })?;
            Ok(Message {
                id: MessageId(id.0),
                author: read(TABLE, "author", &id.0, &author)?,
                words,
                on: read(TABLE, "on_day", &id.0, &on)?,
            })
        };
        rows.into_iter().map(message).collect()
    }

    /// The consents of a report that were given or taken back, in their order.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn report_consents(&self, id: ReportId) -> Result<Vec<ConsentChange>, StoreError> {
        const TABLE: &str = "report_consents";
        const SELECT: &str = "select consent, given, wording, on_day from report_consents where report_id = $1 \
             order by position";
        let rows: Vec<(String, bool, i64, String)> =
            on!(self, pool => sqlx::query_as(SELECT).bind(Uid(id.0)).fetch_all(pool).await?);
        let change = |(consent, given, wording, on): (String, bool, i64, String)| {
            Ok(ConsentChange {
                consent: read::<Consent>(TABLE, "consent", &id, &consent)?,
                given,
                wording: small("wording", &Uid(id.0), wording)?,
                on: read(TABLE, "on_day", &id, &on)?,
            })
        };
        rows.into_iter().map(change).collect()
    }
}

impl Tx {
    /// A report about to be changed; on PostgreSQL nobody else can change it meanwhile.
    ///
    /// # Errors
    /// When the database does not answer or the row is not what it should be.
    pub async fn report(
        &mut self,
        id: ReportId,
        sealer: &Sealer,
    ) -> Result<Option<Report>, StoreError> {
        const SQLITE: &str = select!("where id = $1");
        const POSTGRES: &str = select!("where id = $1 for update");
        let query = match self {
            Self::Sqlite(_) => SQLITE,
            Self::Postgres(_) => POSTGRES,
        };
        let row: Option<Row> =
            on!(self, tx => sqlx::query_as(query).bind(Uid(id.0)).fetch_optional(&mut **tx).await?);
        let Some(row) = row else { return Ok(None) };
        let cells = on!(self, tx =>
            sqlx::query_as(ANSWERS).bind(row.id).fetch_all(&mut **tx).await?);
        row.report(answers(cells), sealer).map(Some)
    }
}
