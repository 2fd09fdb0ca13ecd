//! Sign-ins that last, and the links that begin them. Of both only hashes are kept.

use jiff::Timestamp;

use crate::domain::account::{Account, LinkPurpose, Session, later};
use crate::domain::id::{AccountId, SessionId};
use crate::domain::token::{LinkToken, SessionToken};

use super::account::AccountRow;
use super::types::{Moment, Uid, no_nul, read};
use super::{Store, StoreError, Tx};

#[derive(sqlx::FromRow)]
struct SessionRow {
    id: Uid,
    account_id: Uid,
    made_at: Moment,
    last_seen: Moment,
    expires_at: Moment,
    label: String,
}

impl SessionRow {
    fn session(self) -> Session {
        Session {
            id: SessionId(self.id.0),
            account: AccountId(self.account_id.0),
            made_at: self.made_at.0,
            last_seen: self.last_seen.0,
            expires_at: self.expires_at.0,
            label: self.label,
        }
    }
}

#[derive(sqlx::FromRow)]
struct OpenRow {
    session_id: Uid,
    made_at: Moment,
    last_seen: Moment,
    expires_at: Moment,
    label: String,
    #[sqlx(flatten)]
    account: AccountRow,
}

impl Store {
    /// The session that a token opens and whose it is, read together: what was changed a moment ago holds.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn session(
        &self,
        token: &SessionToken,
        now: Timestamp,
    ) -> Result<Option<(Session, Account)>, StoreError> {
        const SELECT: &str = "select s.id as session_id, s.made_at, s.last_seen, s.expires_at, s.label, \
             a.id as account_id, a.name, a.role, a.counties, a.state, a.made_at as account_made_at, a.joined_at \
             from sessions s join accounts a on a.id = s.account_id \
             where s.hash = $1 and s.expires_at > $2 and a.state = 'active'";
        let row: Option<OpenRow> = on!(self, pool =>
            sqlx::query_as(SELECT)
                .bind(token.hash())
                .bind(Moment(now))
                .fetch_optional(pool)
                .await?);
        row.map(|row| {
            let account = row.account.account()?;
            let session = Session {
                id: SessionId(row.session_id.0),
                account: account.id,
                made_at: row.made_at.0,
                last_seen: row.last_seen.0,
                expires_at: row.expires_at.0,
                label: row.label,
            };
            Ok((session, account))
        })
        .transpose()
    }

    /// A person's sessions that still last, the one used last first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sessions_of(
        &self,
        account: AccountId,
        now: Timestamp,
    ) -> Result<Vec<Session>, StoreError> {
        const SELECT: &str = "select id, account_id, made_at, last_seen, expires_at, label from sessions \
             where account_id = $1 and expires_at > $2 order by last_seen desc, made_at desc, id desc";
        let rows: Vec<SessionRow> = on!(self, pool =>
            sqlx::query_as(SELECT)
                .bind(Uid(account.0))
                .bind(Moment(now))
                .fetch_all(pool)
                .await?);
        Ok(rows.into_iter().map(SessionRow::session).collect())
    }

    /// What an unused link is for and whom it signs in, without using it up.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn sign_in_link(
        &self,
        token: &LinkToken,
        now: Timestamp,
    ) -> Result<Option<(LinkPurpose, Account)>, StoreError> {
        #[derive(sqlx::FromRow)]
        struct Row {
            purpose: String,
            #[sqlx(flatten)]
            account: AccountRow,
        }
        const SELECT: &str = "select l.purpose, a.id as account_id, a.name, a.role, a.counties, a.state, \
             a.made_at as account_made_at, a.joined_at \
             from sign_in_links l join accounts a on a.id = l.account_id \
             where l.hash = $1 and l.used_at is null and l.expires_at > $2 and a.state = 'active'";
        let row: Option<Row> = on!(self, pool =>
            sqlx::query_as(SELECT)
                .bind(token.hash())
                .bind(Moment(now))
                .fetch_optional(pool)
                .await?);
        row.map(|row| {
            let account = row.account.account()?;
            Ok((read("sign_in_links", "purpose", &account.id, &row.purpose)?, account))
        })
        .transpose()
    }
}

impl Tx {
    /// Keeps a session under the hash of its token, and forgets those of everyone that have ended.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn insert_session(
        &mut self,
        token: &SessionToken,
        session: &Session,
    ) -> Result<(), StoreError> {
        const INSERT: &str = "insert into sessions (id, hash, account_id, made_at, last_seen, expires_at, label) \
             values ($1, $2, $3, $4, $5, $6, $7)";
        no_nul("a session", [session.label.as_str()])?;
        on!(self, tx => {
            sqlx::query("delete from sessions where expires_at <= $1")
                .bind(Moment(session.made_at))
                .execute(&mut **tx)
                .await?;
            sqlx::query(INSERT)
                .bind(Uid(session.id.0))
                .bind(token.hash())
                .bind(Uid(session.account.0))
                .bind(Moment(session.made_at))
                .bind(Moment(session.last_seen))
                .bind(Moment(session.expires_at))
                .bind(&session.label)
                .execute(&mut **tx)
                .await?;
        });
        Ok(())
    }

    /// Writes down that a session was used; one that was ended meanwhile stays ended.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn touch_session(&mut self, session: &Session) -> Result<(), StoreError> {
        const UPDATE: &str = "update sessions set last_seen = $2, expires_at = $3 where id = $1";
        on!(self, tx => {
            sqlx::query(UPDATE)
                .bind(Uid(session.id.0))
                .bind(Moment(session.last_seen))
                .bind(Moment(session.expires_at))
                .execute(&mut **tx)
                .await?;
        });
        Ok(())
    }

    /// Names the device of a person's own session; false when it is not theirs.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn label_session(
        &mut self,
        account: AccountId,
        id: SessionId,
        label: &str,
    ) -> Result<bool, StoreError> {
        const UPDATE: &str = "update sessions set label = $3 where id = $1 and account_id = $2";
        no_nul("a session", [label])?;
        let count = on!(self, tx =>
            sqlx::query(UPDATE)
                .bind(Uid(id.0))
                .bind(Uid(account.0))
                .bind(label)
                .execute(&mut **tx)
                .await?
                .rows_affected());
        Ok(count == 1)
    }

    /// Ends a person's own session; false when it is not theirs or had ended.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn end_session(
        &mut self,
        account: AccountId,
        id: SessionId,
    ) -> Result<bool, StoreError> {
        const DELETE: &str = "delete from sessions where id = $1 and account_id = $2";
        let count = on!(self, tx =>
            sqlx::query(DELETE)
                .bind(Uid(id.0))
                .bind(Uid(account.0))
                .execute(&mut **tx)
                .await?
                .rows_affected());
        Ok(count == 1)
    }

    /// Ends all sessions of a person and gives their number.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn end_sessions(&mut self, account: AccountId) -> Result<u64, StoreError> {
        const DELETE: &str = "delete from sessions where account_id = $1";
        Ok(on!(self, tx =>
            sqlx::query(DELETE).bind(Uid(account.0)).execute(&mut **tx).await?.rows_affected()))
    }

    /// Keeps a link that signs a person in once, and forgets those of everyone that are too old.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn insert_sign_in_link(
        &mut self,
        token: &LinkToken,
        account: AccountId,
        purpose: LinkPurpose,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        const INSERT: &str = "insert into sign_in_links (hash, account_id, purpose, expires_at) \
             values ($1, $2, $3, $4)";
        on!(self, tx => {
            sqlx::query("delete from sign_in_links where expires_at <= $1")
                .bind(Moment(now))
                .execute(&mut **tx)
                .await?;
            sqlx::query(INSERT)
                .bind(token.hash())
                .bind(Uid(account.0))
                .bind(purpose.as_str())
                .bind(Moment(later(now, purpose.lives())))
                .execute(&mut **tx)
                .await?;
        });
        Ok(())
    }

    /// Uses a link up, and with it the person's other links; none when it was used, is too old or never was one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn use_sign_in_link(
        &mut self,
        token: &LinkToken,
        now: Timestamp,
    ) -> Result<Option<AccountId>, StoreError> {
        const USE: &str = "update sign_in_links set used_at = $2 \
             where hash = $1 and used_at is null and expires_at > $2 \
             and account_id in (select id from accounts where state = 'active') returning account_id";
        const USE_OTHERS: &str =
            "update sign_in_links set used_at = $2 where account_id = $1 and used_at is null";
        let used: Option<(Uid,)> = on!(self, tx =>
            sqlx::query_as(USE)
                .bind(token.hash())
                .bind(Moment(now))
                .fetch_optional(&mut **tx)
                .await?);
        let Some((account,)) = used else { return Ok(None) };
        on!(self, tx => {
            sqlx::query(USE_OTHERS).bind(account).bind(Moment(now)).execute(&mut **tx).await?;
        });
        self.join(AccountId(account.0), now).await?;
        Ok(Some(AccountId(account.0)))
    }
}
