//! People who may sign in. Their addresses are sealed and found by a keyed digest.

use data_encoding::HEXLOWER;
use jiff::Timestamp;

use crate::domain::account::{Account, Changed, NewAccount, Person, Role};
use crate::domain::email::Email;
use crate::domain::id::AccountId;

use super::seal::Sealer;
use super::types::{Moment, Uid, no_nul, read};
use super::{Store, StoreError, Tx};

const TABLE: &str = "accounts";

/// The columns of an account without its address; also read together with its session.
#[derive(sqlx::FromRow)]
pub(super) struct AccountRow {
    account_id: Uid,
    name: String,
    role: String,
    counties: String,
    state: String,
    account_made_at: Moment,
    joined_at: Option<Moment>,
}

impl AccountRow {
    pub(super) fn account(self) -> Result<Account, StoreError> {
        let id = self.account_id.0;
        let bad = |e: serde_json::Error| StoreError::Inconsistent {
            table: TABLE,
            column: "counties",
            row: id.to_string(),
            found: e.to_string(),
        };
        Ok(Account {
            id: AccountId(id),
            name: self.name,
            role: read(TABLE, "role", &id, &self.role)?,
            counties: serde_json::from_str(&self.counties).map_err(bad)?,
            state: read(TABLE, "state", &id, &self.state)?,
            made_at: self.account_made_at.0,
            joined_at: self.joined_at.map(|at| at.0),
        })
    }
}

#[derive(sqlx::FromRow)]
struct PersonRow {
    #[sqlx(flatten)]
    account: AccountRow,
    email_sealed: Option<Vec<u8>>,
}

impl PersonRow {
    fn person(self, sealer: &Sealer) -> Result<Person, StoreError> {
        let account = self.account.account()?;
        let bad = |found: String| StoreError::Inconsistent {
            table: TABLE,
            column: "email_sealed",
            row: account.id.to_string(),
            found,
        };
        let opened = self.email_sealed.map(|sealed| sealer.open(&sealed)).transpose();
        let email = opened.map_err(|e| bad(e.to_string()))?;
        let email =
            email.map(|text| Email::parse(&text)).transpose().map_err(|e| bad(e.to_string()))?;
        Ok(Person { account, email })
    }
}

/// The digest by which an address is found.
fn lookup(email: &Email, sealer: &Sealer) -> String {
    HEXLOWER.encode(&sealer.derive("account-email", &email.folded()))
}

impl Store {
    /// Everyone who has or had an account, in the order in which they came.
    ///
    /// # Errors
    /// When the database does not answer or a row is not what it should be.
    pub async fn people(&self, sealer: &Sealer) -> Result<Vec<Person>, StoreError> {
        const SELECT: &str = "select id as account_id, name, role, counties, state, \
             made_at as account_made_at, joined_at, email_sealed from accounts order by made_at, id";
        let rows: Vec<PersonRow> = on!(self, pool => sqlx::query_as(SELECT).fetch_all(pool).await?);
        rows.into_iter().map(|row| row.person(sealer)).collect()
    }

    /// One of them.
    ///
    /// # Errors
    /// When the database does not answer or the row is not what it should be.
    pub async fn person(
        &self,
        id: AccountId,
        sealer: &Sealer,
    ) -> Result<Option<Person>, StoreError> {
        const SELECT: &str = "select id as account_id, name, role, counties, state, \
             made_at as account_made_at, joined_at, email_sealed from accounts where id = $1";
        let row: Option<PersonRow> = on!(self, pool =>
            sqlx::query_as(SELECT).bind(Uid(id.0)).fetch_optional(pool).await?);
        row.map(|row| row.person(sealer)).transpose()
    }

    /// The account that is in use under an address.
    ///
    /// # Errors
    /// When the database does not answer or the row is not what it should be.
    pub async fn account_by_email(
        &self,
        email: &Email,
        sealer: &Sealer,
    ) -> Result<Option<Account>, StoreError> {
        const SELECT: &str = "select id as account_id, name, role, counties, state, \
             made_at as account_made_at, joined_at from accounts \
             where email_lookup = $1 and state = 'active'";
        let lookup = lookup(email, sealer);
        let row: Option<AccountRow> = on!(self, pool =>
            sqlx::query_as(SELECT).bind(&lookup).fetch_optional(pool).await?);
        row.map(AccountRow::account).transpose()
    }
}

impl Tx {
    /// Makes an account; false when there is one under that address.
    ///
    /// # Errors
    /// When the database does not answer or the address cannot be sealed.
    pub async fn insert_account(
        &mut self,
        new: &NewAccount,
        sealer: &Sealer,
    ) -> Result<bool, StoreError> {
        const INSERT: &str = "insert into accounts (id, email_sealed, email_lookup, name, role, counties, \
             state, made_at) values ($1, $2, $3, $4, $5, '[]', 'active', $6) \
             on conflict (email_lookup) do nothing";
        no_nul("an account", [new.name.as_str()])?;
        let sealed = sealer.seal(new.email.as_str())?;
        let lookup = lookup(&new.email, sealer);
        let count = on!(self, tx =>
            sqlx::query(INSERT)
                .bind(Uid(new.id.0))
                .bind(sealed)
                .bind(lookup)
                .bind(&new.name)
                .bind(new.role.as_str())
                .bind(Moment(new.made_at))
                .execute(&mut **tx)
                .await?
                .rows_affected());
        Ok(count == 1)
    }

    /// Writes down a person's own name and counties; false when the account is not in use.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_profile(
        &mut self,
        id: AccountId,
        name: &str,
        counties: &[String],
    ) -> Result<bool, StoreError> {
        const UPDATE: &str =
            "update accounts set name = $2, counties = $3 where id = $1 and state = 'active'";
        no_nul("an account", std::iter::once(name).chain(counties.iter().map(String::as_str)))?;
        let counties = serde_json::to_string(counties)
            .map_err(|e| StoreError::Database(sqlx::Error::Encode(e.into())))?;
        let count = on!(self, tx =>
            sqlx::query(UPDATE)
                .bind(Uid(id.0))
                .bind(name)
                .bind(&counties)
                .execute(&mut **tx)
                .await?
                .rows_affected());
        Ok(count == 1)
    }

    /// Gives a person another role. It holds from their next request on.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn change_role(&mut self, id: AccountId, role: Role) -> Result<Changed, StoreError> {
        const UPDATE: &str = "update accounts set role = $2 where id = $1 and state = 'active'";
        if role != Role::Admin && self.is_last_admin(id).await? {
            return Ok(Changed::LastAdmin);
        }
        let count = on!(self, tx =>
            sqlx::query(UPDATE)
                .bind(Uid(id.0))
                .bind(role.as_str())
                .execute(&mut **tx)
                .await?
                .rows_affected());
        Ok(if count == 1 { Changed::Done } else { Changed::NotThere })
    }

    /// Takes an account away: address, name, counties, sign-ins, links, letters that wait, drafts and webhooks are
    /// erased, the row stays for the history that names it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn remove_account(&mut self, id: AccountId) -> Result<Changed, StoreError> {
        const UPDATE: &str = "update accounts set state = 'removed', email_sealed = null, email_lookup = null, \
             name = '', counties = '[]' where id = $1 and state = 'active'";
        if self.is_last_admin(id).await? {
            return Ok(Changed::LastAdmin);
        }
        let count = on!(self, tx =>
            sqlx::query(UPDATE).bind(Uid(id.0)).execute(&mut **tx).await?.rows_affected());
        if count != 1 {
            return Ok(Changed::NotThere);
        }
        self.end_sessions(id).await?;
        self.put_tips_back(id).await?;
        self.drop_drafts_of(id).await?;
        self.drop_jobs_of(id.0).await?;
        on!(self, tx => {
            sqlx::query("delete from hooks where owner = $1")
                .bind(id.to_string())
                .execute(&mut **tx)
                .await?;
            sqlx::query("delete from sign_in_links where account_id = $1")
                .bind(Uid(id.0))
                .execute(&mut **tx)
                .await?;
        });
        Ok(Changed::Done)
    }

    /// Whether this is the only admin who has ever come in. One who was invited and never came does not count: nobody
    /// may hold that letter.
    async fn is_last_admin(&mut self, id: AccountId) -> Result<bool, StoreError> {
        // Locked, so that two admins who take each other away at once do not both succeed.
        let select = match self {
            Self::Sqlite(_) => {
                "select id from accounts where role = 'admin' and state = 'active' and joined_at is not null"
            }
            Self::Postgres(_) => {
                "select id from accounts where role = 'admin' and state = 'active' and joined_at is not null \
                 order by id for update"
            }
        };
        let admins: Vec<(Uid,)> =
            on!(self, tx => sqlx::query_as(select).fetch_all(&mut **tx).await?);
        Ok(matches!(admins.as_slice(), [(only,)] if only.0 == id.0))
    }

    /// Writes down that a person came in for the first time.
    pub(super) async fn join(&mut self, id: AccountId, now: Timestamp) -> Result<(), StoreError> {
        const UPDATE: &str =
            "update accounts set joined_at = $2 where id = $1 and joined_at is null";
        on!(self, tx => {
            sqlx::query(UPDATE).bind(Uid(id.0)).bind(Moment(now)).execute(&mut **tx).await?;
        });
        Ok(())
    }
}
