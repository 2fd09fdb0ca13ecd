//! `stillopen audit verify`: go along the audit trail and name every line changed behind the program's back.

use anyhow::bail;
use clap::{Args, Subcommand, ValueEnum};
use data_encoding::HEXLOWER;
use serde_json::json;

use super::say;
use crate::config::DatabaseArgs;
use crate::domain::audit::AuditFindings;
use crate::store::Store;

/// Settings of the command.
#[derive(Debug, Args)]
pub struct Audit {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Compute every hash again and name each line that was changed, added or taken away
    Verify(Verify),
}

#[derive(Debug, Args)]
struct Verify {
    /// Form of the answer
    #[arg(long, default_value = "text")]
    format: Format,
    #[command(flatten)]
    database: DatabaseArgs,
}

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Sentences
    Text,
    /// JSON
    Json,
}

impl Audit {
    /// Runs it.
    ///
    /// # Errors
    /// When the database cannot be read, or the trail is not as it was written.
    pub async fn run(self) -> anyhow::Result<()> {
        let What::Verify(verify) = self.what;
        let store = Store::open(&verify.database.database).await?;
        let found = store.verify_audit().await?;
        store.close().await;
        tell(&found, verify.format);
        if found.fault_count > 0 {
            bail!("the audit trail is not as it was written (faults: {})", found.fault_count);
        }
        Ok(())
    }
}

fn tell(found: &AuditFindings, format: Format) {
    let head = HEXLOWER.encode(&found.head);
    if format == Format::Json {
        let faults: Vec<String> = found.faults.iter().map(ToString::to_string).collect();
        let answer = json!({
            "lines": found.lines, "head": head, "fault_count": found.fault_count, "faults": faults,
        });
        say(&answer.to_string());
        return;
    }
    for fault in &found.faults {
        say(&fault.to_string());
    }
    say(&format!("{} lines; the last one has the hash {head}", found.lines));
}
