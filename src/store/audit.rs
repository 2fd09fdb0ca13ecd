//! Who changed what, and when: a chain to which lines are only ever added.

use futures_util::TryStreamExt;
use jiff::Timestamp;

use crate::domain::audit::{AuditFindings, AuditLine, AuditWalk, Link, START};
use crate::domain::id::AuditId;

use super::types::{Moment, Uid, no_nul, signed, unsigned};
use super::{Store, StoreError, Tx};

#[derive(sqlx::FromRow)]
struct Row {
    number: Option<i64>,
    id: Uid,
    at: Moment,
    actor: String,
    action: String,
    subject: String,
    subject_id: String,
    detail: String,
    hash: Option<Vec<u8>>,
}

impl Row {
    /// The line and the hash that stands beside it; zeroes where none does.
    fn line(self) -> (AuditLine, Link) {
        let hash = self.hash.and_then(|hash| hash.try_into().ok()).unwrap_or_default();
        let line = AuditLine {
            number: self.number.map_or(0, unsigned),
            id: AuditId(self.id.0),
            at: self.at.0,
            actor: self.actor,
            action: self.action,
            subject: self.subject,
            subject_id: self.subject_id,
            detail: self.detail,
        };
        (line, hash)
    }
}

impl Tx {
    /// Writes a line of the audit trail, at its end. `detail` never holds a resident's words or anybody's address.
    ///
    /// On PostgreSQL writers wait for each other from here to the commit: it comes last in a transaction.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn audit(
        &mut self,
        at: Timestamp,
        actor: &str,
        action: &str,
        subject: &str,
        subject_id: &str,
        detail: &str,
    ) -> Result<(), StoreError> {
        const INSERT: &str = "insert into audit (id, at, actor, action, subject, subject_id, detail, number, hash) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        no_nul("an audit line", [actor, action, subject, subject_id, detail])?;
        let (number, before) = self.audit_end().await?;
        let line = AuditLine {
            number: number + 1,
            id: AuditId::new(at),
            at: Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at),
            actor: actor.to_owned(),
            action: action.to_owned(),
            subject: subject.to_owned(),
            subject_id: subject_id.to_owned(),
            detail: detail.to_owned(),
        };
        let hash = line.link(&before);
        on!(self, tx => {
            sqlx::query(INSERT)
                .bind(Uid(line.id.0))
                .bind(Moment(line.at))
                .bind(actor)
                .bind(action)
                .bind(subject)
                .bind(subject_id)
                .bind(detail)
                .bind(signed(line.number))
                .bind(hash.as_slice())
                .execute(&mut **tx)
                .await?;
        });
        self.set_audit_end(line.number, &hash).await
    }

    /// The number and hash of the last line; other writers wait from here on.
    async fn audit_end(&mut self) -> Result<(u64, Link), StoreError> {
        const SQLITE: &str = "select number, hash from audit_head";
        const POSTGRES: &str = "select number, hash from audit_head for update";
        let query = match self {
            Self::Sqlite(_) => SQLITE,
            Self::Postgres(_) => POSTGRES,
        };
        let (number, hash): (i64, Vec<u8>) =
            on!(self, tx => sqlx::query_as(query).fetch_one(&mut **tx).await?);
        Ok((unsigned(number), hash.try_into().unwrap_or_default()))
    }

    async fn set_audit_end(&mut self, number: u64, hash: &Link) -> Result<(), StoreError> {
        const SET: &str = "update audit_head set number = $1, hash = $2";
        on!(self, tx => {
            sqlx::query(SET).bind(signed(number)).bind(hash.as_slice()).execute(&mut **tx).await?;
        });
        Ok(())
    }

    async fn walk_audit(&mut self) -> Result<AuditFindings, StoreError> {
        const END: &str = "select number, hash from audit_head";
        const BESIDE: &str = "select count(*) from audit where number is null";
        const LINES: &str = "select number, id, at, actor, action, subject, subject_id, detail, hash from audit \
             where number is not null order by number";
        let mut walk = AuditWalk::default();
        let (number, hash): (i64, Vec<u8>) =
            on!(self, tx => sqlx::query_as(END).fetch_one(&mut **tx).await?);
        let (beside,): (i64,) = on!(self, tx => sqlx::query_as(BESIDE).fetch_one(&mut **tx).await?);
        walk.beside(unsigned(beside));
        on!(self, tx => {
            let mut rows = sqlx::query_as::<_, Row>(LINES).fetch(&mut **tx);
            while let Some(row) = rows.try_next().await? {
                let (line, link) = row.line();
                walk.step(&line, link);
            }
        });
        Ok(walk.end(unsigned(number), hash.try_into().unwrap_or_default()))
    }

    /// Gives the lines from before there was a chain their places in it.
    async fn chain_old_lines(&mut self) -> Result<(), StoreError> {
        const OLD: &str = "select number, id, at, actor, action, subject, subject_id, detail, hash from audit \
             where number is null and hash is null order by fid";
        const PLACE: &str = "update audit set number = $2, hash = $3 where id = $1";
        let (mut number, mut link) = (self.audit_end().await?.0, START);
        if number > 0 {
            // Once there is a chain, a line beside it is not ours.
            return Ok(());
        }
        let old: Vec<Row> = on!(self, tx => sqlx::query_as(OLD).fetch_all(&mut **tx).await?);
        for row in old {
            let (mut line, _) = row.line();
            number += 1;
            line.number = number;
            link = line.link(&link);
            on!(self, tx => {
                sqlx::query(PLACE)
                    .bind(Uid(line.id.0))
                    .bind(signed(number))
                    .bind(link.as_slice())
                    .execute(&mut **tx)
                    .await?;
            });
        }
        self.set_audit_end(number, &link).await
    }
}

impl Store {
    /// Chains the lines of a database that is older than the chain; elsewhere it does nothing.
    pub(super) async fn chain_audit(&self) -> Result<(), StoreError> {
        const LACKS: &str = "select exists (select 1 from audit where number is null) \
             and (select number from audit_head) = 0";
        let (lacks,): (bool,) = on!(self, pool => sqlx::query_as(LACKS).fetch_one(pool).await?);
        if lacks {
            let mut tx = self.begin().await?;
            tx.chain_old_lines().await?;
            tx.commit().await?;
        }
        Ok(())
    }

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
            "select action from audit where subject = $1 and subject_id = $2 order by number";
        let rows: Vec<(String,)> = on!(self, pool =>
            sqlx::query_as(SELECT).bind(subject).bind(subject_id).fetch_all(pool).await?);
        Ok(rows.into_iter().map(|(action,)| action).collect())
    }

    /// The lines of the audit trail on one thing, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn audit_lines_of(
        &self,
        subject: &str,
        subject_id: &str,
    ) -> Result<Vec<AuditLine>, StoreError> {
        const SELECT: &str = "select number, id, at, actor, action, subject, subject_id, detail, hash from audit \
             where subject = $1 and subject_id = $2 order by number";
        let rows: Vec<Row> = on!(self, pool =>
            sqlx::query_as(SELECT).bind(subject).bind(subject_id).fetch_all(pool).await?);
        Ok(rows.into_iter().map(|row| row.line().0).collect())
    }

    /// Lines of the audit trail before a number, the newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn audit_before(&self, number: u64, most: u32) -> Result<Vec<AuditLine>, StoreError> {
        const SELECT: &str = "select number, id, at, actor, action, subject, subject_id, detail, hash from audit \
             where number < $1 order by number desc limit $2";
        let rows: Vec<Row> = on!(self, pool => sqlx::query_as(SELECT)
            .bind(signed(number)).bind(i64::from(most)).fetch_all(pool).await?);
        Ok(rows.into_iter().map(|row| row.line().0).collect())
    }

    /// Goes along the whole trail and says what was changed behind the program's back.
    ///
    /// Lines are read one by one, so that a long trail takes no memory.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn verify_audit(&self) -> Result<AuditFindings, StoreError> {
        self.snapshot().await?.walk_audit().await
    }
}
