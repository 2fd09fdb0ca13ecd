//! `stillopen jobs`: what waits, what was given up, and another try for it.

use clap::Args;

use super::say;
use crate::config::DatabaseArgs;
use crate::domain::time::Clock;
use crate::store::Store;

/// Settings of the command.
#[derive(Debug, Args)]
pub struct Jobs {
    /// Try the ones again that were given up
    #[arg(long)]
    retry: bool,
    #[command(flatten)]
    database: DatabaseArgs,
}

impl Jobs {
    /// Tells how many jobs wait and why others were given up, a line for each; none of them names a person.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn run(self) -> anyhow::Result<()> {
        let store = Store::open(&self.database.database).await?;
        say(&format!("{} wait or run", store.waiting_jobs().await?));
        let now = Clock::System.now();
        for job in store.failed_jobs().await? {
            say(&format!(
                "given up after {} tries: {} {}: {}",
                job.tries, job.kind, job.id, job.error
            ));
            if self.retry {
                let mut tx = store.begin().await?;
                tx.retry_job(job.id, now).await?;
                tx.commit().await?;
            }
        }
        store.close().await;
        Ok(())
    }
}
