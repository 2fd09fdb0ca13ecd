//! `stillopen user`: the first people, and a way in when nobody has one. It works while the service runs.

use anyhow::{Context, bail};
use clap::{Args, Subcommand};

use super::say;
use crate::config::DatabaseArgs;
use crate::domain::account::{
    AccountState, Changed, LinkPurpose, NewAccount, Person, Role, tidy_name,
};
use crate::domain::email::Email;
use crate::domain::id::AccountId;
use crate::domain::site::Site;
use crate::domain::time::Clock;
use crate::domain::token::LinkToken;
use crate::store::{Sealer, Store};

/// Settings of the command.
#[derive(Debug, Args)]
pub struct User {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Make an account, or give an old one a role, and print a link that signs in once; mails nothing
    Add(Add),
    /// List the accounts
    List(List),
    /// Take an account away; what was done under it keeps standing without a name
    Remove(Remove),
}

#[derive(Debug, Args)]
struct Add {
    /// E-mail address of the person
    email: Email,
    /// What the person may do: advocate, moderator, organizer or admin
    #[arg(long)]
    role: Role,
    /// Name that colleagues see
    #[arg(long, default_value = "")]
    name: String,
    /// Address of this installation as its visitors see it, for the link
    #[arg(long, env = "STILLOPEN_SITE", default_value = "http://127.0.0.1:8080")]
    site: Site,
    #[command(flatten)]
    database: DatabaseArgs,
}

#[derive(Debug, Args)]
struct List {
    #[command(flatten)]
    database: DatabaseArgs,
}

#[derive(Debug, Args)]
struct Remove {
    /// E-mail address of the person
    email: Email,
    #[command(flatten)]
    database: DatabaseArgs,
}

impl User {
    /// Runs it.
    ///
    /// # Errors
    /// When the database or the key cannot be had, or the change is refused.
    pub async fn run(self) -> anyhow::Result<()> {
        match self.what {
            What::Add(add) => add.run().await,
            What::List(list) => list.run().await,
            What::Remove(remove) => remove.run().await,
        }
    }
}

async fn open(database: &DatabaseArgs) -> anyhow::Result<(Store, Sealer)> {
    let store = Store::open(&database.database).await?;
    let sealer = Sealer::load_or_create(&database.key_path(), &mut rand::rng())?;
    Ok((store, sealer))
}

const LAST_ADMIN: &str =
    "this is the last admin; make another one first: stillopen user add EMAIL --role admin";

impl Add {
    async fn run(self) -> anyhow::Result<()> {
        let (store, sealer) = open(&self.database).await?;
        let now = Clock::System.now();
        let known = store.account_by_email(&self.email, &sealer).await?;
        let token = LinkToken::generate(&mut rand::rng());
        let mut tx = store.begin().await?;
        let (id, action, said) = if let Some(account) = known {
            match tx.change_role(account.id, self.role).await? {
                Changed::Done => {}
                Changed::LastAdmin => bail!(LAST_ADMIN),
                Changed::NotThere => bail!("the account was taken away just now; try again"),
            }
            let name = tidy_name(&self.name);
            if !name.is_empty() {
                tx.set_profile(account.id, &name, &account.counties).await?;
            }
            (
                account.id,
                "account.role",
                format!("{} was here; now {}", self.email.as_str(), self.role),
            )
        } else {
            let new = NewAccount {
                id: AccountId::new(now),
                email: self.email.clone(),
                name: tidy_name(&self.name),
                role: self.role,
                made_at: now,
            };
            if !tx.insert_account(&new, &sealer).await? {
                bail!("an account with that address was made just now; try again");
            }
            (new.id, "account.invited", format!("{} is now {}", self.email.as_str(), self.role))
        };
        tx.insert_sign_in_link(&token, id, LinkPurpose::Invite, now).await?;
        tx.audit(now, "system", action, "account", &id.to_string(), self.role.as_str()).await?;
        tx.commit().await?;
        store.close().await;
        say(&said);
        say("This link signs in once, in the next 7 days. Give it to nobody else:");
        say(&self.site.link(&format!("/sign-in/link?token={}", token.reveal())));
        Ok(())
    }
}

impl List {
    async fn run(self) -> anyhow::Result<()> {
        let (store, sealer) = open(&self.database).await?;
        let people = store.people(&sealer).await.context("cannot list the accounts")?;
        store.close().await;
        let mut lines: Vec<String> = people.iter().filter_map(line).collect();
        lines.sort_unstable();
        lines.iter().for_each(|line| say(line));
        if lines.is_empty() {
            say("Nobody yet. The first one: stillopen user add EMAIL --role admin");
        }
        Ok(())
    }
}

/// One account in use as a line: address, role, name.
fn line(person: &Person) -> Option<String> {
    let account = &person.account;
    let email = person.email.as_ref().filter(|_| account.state == AccountState::Active)?;
    let waiting = if account.joined_at.is_none() { " (has not come in yet)" } else { "" };
    Some(format!("{}\t{}\t{}{waiting}", email.as_str(), account.role, account.name))
}

impl Remove {
    async fn run(self) -> anyhow::Result<()> {
        let (store, sealer) = open(&self.database).await?;
        let now = Clock::System.now();
        let Some(account) = store.account_by_email(&self.email, &sealer).await? else {
            bail!("there is no account with that address; see stillopen user list");
        };
        let mut tx = store.begin().await?;
        match tx.remove_account(account.id).await? {
            Changed::Done | Changed::NotThere => {}
            Changed::LastAdmin => bail!(LAST_ADMIN),
        }
        let id = account.id.to_string();
        tx.audit(now, "system", "account.removed", "account", &id, "").await?;
        tx.commit().await?;
        store.scrub().await?;
        store.close().await;
        say(&format!("{} is taken away", self.email.as_str()));
        Ok(())
    }
}
