//! What was said last about a report, read while it is being changed.

use crate::domain::id::{MessageId, ReportId};
use crate::domain::report::Message;

use super::seal::Sealer;
use super::types::{Uid, read};
use super::{StoreError, Tx};

impl Tx {
    /// How many messages there are about a report, and the last of them: a form that was sent twice shows there.
    ///
    /// # Errors
    /// When the database does not answer or the row is not what it should be.
    pub async fn last_report_message(
        &mut self,
        report: ReportId,
        sealer: &Sealer,
    ) -> Result<(u64, Option<Message>), StoreError> {
        const TABLE: &str = "report_messages";
        const COUNT: &str = "select count(*) from report_messages where report_id = $1";
        const LAST: &str = "select id, author, words_sealed, on_day from report_messages where report_id = $1 \
             order by position desc limit 1";
        let (count,): (i64,) = on!(self, tx =>
            sqlx::query_as(COUNT).bind(Uid(report.0)).fetch_one(&mut **tx).await?);
        let last: Option<(Uid, String, Vec<u8>, String)> = on!(self, tx =>
            sqlx::query_as(LAST).bind(Uid(report.0)).fetch_optional(&mut **tx).await?);
        let message = |(id, author, sealed, on): (Uid, String, Vec<u8>, String)| {
            let words = sealer.open(&sealed).map_err(|e| StoreError::Inconsistent {
                table: TABLE,
                column: "words_sealed",
                row: id.0.to_string(),
                found: e.to_string(),
            })?;
            Ok::<_, StoreError>(Message {
                id: MessageId(id.0),
                author: read(TABLE, "author", &id.0, &author)?,
                words,
                on: read(TABLE, "on_day", &id.0, &on)?,
            })
        };
        Ok((super::types::unsigned(count), last.map(message).transpose()?))
    }
}
