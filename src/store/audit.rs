//! Who changed what, and when.

use crate::domain::id::AuditId;

use super::types::{Moment, Uid, no_nul};
use super::{Store, StoreError, Tx};

impl Tx {
    /// Writes a line of the audit trail. `detail` never holds a resident's words or contact.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn audit(
        &mut self,
        at: jiff::Timestamp,
        actor: &str,
        action: &str,
        subject: &str,
        subject_id: &str,
        detail: &str,
    ) -> Result<(), StoreError> {
        const INSERT: &str = "insert into audit (id, at, actor, action, subject, subject_id, detail) \
             values ($1, $2, $3, $4, $5, $6, $7)";
        no_nul("an audit line", [actor, action, subject, subject_id, detail])?;
        on!(self, tx => {
            sqlx::query(INSERT)
                .bind(Uid(AuditId::new(at).0))
                .bind(Moment(at))
                .bind(actor)
                .bind(action)
                .bind(subject)
                .bind(subject_id)
                .bind(detail)
                .execute(&mut **tx)
                .await?;
        });
        Ok(())
    }
}

impl Store {
    /// The actions of the audit trail on one thing, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn audit_of(
        &self,
        subject: &str,
        subject_id: &str,
    ) -> Result<Vec<String>, StoreError> {
        const SELECT: &str =
            "select action from audit where subject = $1 and subject_id = $2 order by fid";
        let rows: Vec<(String,)> = on!(self, pool =>
            sqlx::query_as(SELECT).bind(subject).bind(subject_id).fetch_all(pool).await?);
        Ok(rows.into_iter().map(|(action,)| action).collect())
    }
}
