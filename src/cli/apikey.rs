//! `stillopen apikey`: which programs may post reports. It works while the service runs.

use anyhow::bail;
use clap::{Args, Subcommand};

use super::say;
use crate::config::DatabaseArgs;
use crate::domain::api_key::{ApiKey, ApiKeyName};
use crate::domain::id::ApiKeyId;
use crate::domain::time::Clock;
use crate::domain::token::ApiToken;
use crate::store::Store;

/// Settings of the command.
#[derive(Debug, Args)]
pub struct ApiKeys {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Make a key for a program and print it, once
    Add(Named),
    /// List the keys by the names of their programs; the keys themselves are not kept
    List(List),
    /// Take the key of a program back; it opens nothing from then on
    Revoke(Named),
}

#[derive(Debug, Args)]
struct Named {
    /// Name of the program, such as "Ride and Tell"
    name: ApiKeyName,
    #[command(flatten)]
    database: DatabaseArgs,
}

#[derive(Debug, Args)]
struct List {
    #[command(flatten)]
    database: DatabaseArgs,
}

impl ApiKeys {
    /// Runs it.
    ///
    /// # Errors
    /// When the database cannot be had, or the change is refused.
    pub async fn run(self) -> anyhow::Result<()> {
        match self.what {
            What::Add(named) => named.add().await,
            What::List(list) => list.run().await,
            What::Revoke(named) => named.revoke().await,
        }
    }
}

impl Named {
    async fn add(self) -> anyhow::Result<()> {
        let store = Store::open(&self.database.database).await?;
        let now = Clock::System.now();
        let today = Clock::System.today();
        let token = ApiToken::generate(&mut rand::rng());
        let key =
            ApiKey { id: ApiKeyId::new(now), name: self.name, made_on: today, revoked_on: None };
        let mut tx = store.begin().await?;
        if !tx.insert_api_key(&key, &token).await? {
            bail!("{} has a key; take it back first: stillopen apikey revoke NAME", key.name);
        }
        let id = key.id.to_string();
        tx.audit(now, "system", "apikey.added", "apikey", &id, key.name.as_str()).await?;
        tx.commit().await?;
        store.close().await;
        say(&format!("The key of {}. It is shown this once; give it to nobody else:", key.name));
        say(&token.reveal());
        Ok(())
    }

    async fn revoke(self) -> anyhow::Result<()> {
        let store = Store::open(&self.database.database).await?;
        let mut tx = store.begin().await?;
        let Some(id) = tx.revoke_api_key(&self.name, Clock::System.today()).await? else {
            bail!("{} has no key; see stillopen apikey list", self.name);
        };
        let (now, id) = (Clock::System.now(), id.to_string());
        tx.audit(now, "system", "apikey.revoked", "apikey", &id, self.name.as_str()).await?;
        tx.commit().await?;
        store.close().await;
        say(&format!("The key of {} is taken back", self.name));
        Ok(())
    }
}

impl List {
    async fn run(self) -> anyhow::Result<()> {
        let store = Store::open(&self.database.database).await?;
        let keys = store.api_keys().await?;
        store.close().await;
        keys.iter().for_each(|key| say(&line(key)));
        if keys.is_empty() {
            say("No program may post. The first key: stillopen apikey add NAME");
        }
        Ok(())
    }
}

/// A key as a line: name, day, and whether it was taken back.
fn line(key: &ApiKey) -> String {
    let gone = key.revoked_on.map(|day| format!("\ttaken back {day}")).unwrap_or_default();
    format!("{}\tmade {}{gone}", key.name, key.made_on)
}
