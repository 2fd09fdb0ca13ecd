//! Residents' reports. Contact details are sealed before they reach a table.

use crate::domain::id::{OfficeId, ReportId};
use crate::domain::report::{Consents, Report};

use super::seal::Sealer;
use super::types::{Uid, no_nul, read};
use super::{Store, StoreError, Tx};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uid,
    office_id: Uid,
    problem: String,
    happened_on: String,
    words: String,
    consent_words: bool,
    consent_quote: bool,
    consent_name: bool,
    consent_contact: bool,
    consent_wording: i64,
    first_name: Option<String>,
    contact_sealed: Option<Vec<u8>>,
    receipt_hash: String,
    status: String,
    received_on: String,
}

impl Row {
    fn report(self, sealer: &Sealer) -> Result<Report, StoreError> {
        const TABLE: &str = "reports";
        let row = self.id.0;
        let bad = |column, found: String| StoreError::Inconsistent {
            table: TABLE,
            column,
            row: row.to_string(),
            found,
        };
        let contact = self
            .contact_sealed
            .map(|sealed| sealer.open(&sealed))
            .transpose()
            .map_err(|e| bad("contact_sealed", e.to_string()))?;
        Ok(Report {
            id: ReportId(row),
            office: OfficeId(self.office_id.0),
            problem: read(TABLE, "problem", &row, &self.problem)?,
            happened_on: read(TABLE, "happened_on", &row, &self.happened_on)?,
            text: self.words,
            consents: Consents {
                words: self.consent_words,
                quote: self.consent_quote,
                name: self.consent_name,
                contact: self.consent_contact,
            },
            wording: u32::try_from(self.consent_wording)
                .map_err(|e| bad("consent_wording", e.to_string()))?,
            first_name: self.first_name,
            contact,
            receipt_hash: self.receipt_hash,
            status: read(TABLE, "status", &row, &self.status)?,
            received_on: read(TABLE, "received_on", &row, &self.received_on)?,
        })
    }
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
        const SELECT: &str = "select id, office_id, problem, happened_on, words, consent_words, consent_quote, \
             consent_name, consent_contact, consent_wording, first_name, contact_sealed, receipt_hash, status, \
             received_on from reports where receipt_hash = $1";
        let row: Option<Row> =
            on!(self, pool => sqlx::query_as(SELECT).bind(hash).fetch_optional(pool).await?);
        row.map(|row| row.report(sealer)).transpose()
    }
}

impl Tx {
    /// Keeps a report; false when one with the same receipt is there already (the form was sent twice).
    ///
    /// # Errors
    /// When the database does not answer or the contact cannot be sealed.
    pub async fn insert_report(
        &mut self,
        report: &Report,
        sealer: &Sealer,
    ) -> Result<bool, StoreError> {
        const INSERT: &str = "insert into reports (id, office_id, problem, happened_on, words, consent_words, \
             consent_quote, consent_name, consent_contact, consent_wording, first_name, contact_sealed, \
             receipt_hash, status, received_on) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) \
             on conflict (receipt_hash) do nothing";
        let first_name = report.first_name.as_deref().unwrap_or_default();
        no_nul("a report", [report.text.as_str(), first_name, report.receipt_hash.as_str()])?;
        let sealed = report.contact.as_deref().map(|contact| sealer.seal(contact)).transpose()?;
        let count = on!(self, tx =>
            sqlx::query(INSERT)
                .bind(Uid(report.id.0))
                .bind(Uid(report.office.0))
                .bind(report.problem.as_str())
                .bind(report.happened_on.to_string())
                .bind(&report.text)
                .bind(report.consents.words)
                .bind(report.consents.quote)
                .bind(report.consents.name)
                .bind(report.consents.contact)
                .bind(i64::from(report.wording))
                .bind(report.first_name.as_deref())
                .bind(sealed)
                .bind(&report.receipt_hash)
                .bind(report.status.as_str())
                .bind(report.received_on.to_string())
                .execute(&mut **tx)
                .await?
                .rows_affected());
        Ok(count == 1)
    }

    /// Takes a report back: the words, name and contact are erased, the row stays as withdrawn.
    ///
    /// # Errors
    /// When the database does not answer or the report is not there.
    pub async fn withdraw_report(&mut self, id: ReportId) -> Result<(), StoreError> {
        const WITHDRAW: &str = "update reports set status = 'withdrawn', words = '', first_name = null, \
             contact_sealed = null, consent_words = false, consent_quote = false, consent_name = false, \
             consent_contact = false where id = $1";
        let found = on!(self, tx => sqlx::query(WITHDRAW).bind(Uid(id.0)).execute(&mut **tx).await?.rows_affected());
        if found == 1 {
            Ok(())
        } else {
            Err(StoreError::RowCount { what: "withdrawing a report", found, expected: 1 })
        }
    }
}
