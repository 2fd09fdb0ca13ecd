//! The command line: one file for each command, thin.

mod apikey;
mod audit;
mod evidence;
mod export;
mod extract;
mod impact;
mod import;
mod import_whole;
mod jobs;
mod retention;
mod serve;
mod setup;
mod user;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Find the public aid office that is really open, and keep the ledger of those that closed.
#[derive(Debug, Parser)]
// Flags of the service before a word like `serve` would be read and then forgotten; so they are refused there.
#[command(
    name = "stillopen",
    version,
    about,
    max_term_width = 100,
    args_conflicts_with_subcommands = true
)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: serve::Serve,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Start the service (the default)
    Serve(serve::Serve),
    /// Read a publisher's list into the database
    Import(import::Import),
    /// Write what everybody may see into files to pass on
    Export(export::Export),
    /// Say who is hurt when offices close, open or move, or rank offices by the harm of closing each
    Impact(impact::Impact),
    /// Fetch, check and load a state's official boundaries and census figures
    Setup(setup::Setup),
    /// Look at jobs that were given up, such as letters no server took, and try them again
    Jobs(jobs::Jobs),
    /// Erase what was told and has been kept long enough, or say what would be erased
    Retention(retention::Retention),
    /// Look after the audit trail
    Audit(audit::Audit),
    /// Make, list and take away accounts of people who sign in
    User(user::User),
    /// Make, list and take back keys of programs that post reports (Open311)
    Apikey(apikey::ApiKeys),
    /// Keep copies of sources, and check them
    Evidence(evidence::Evidence),
    /// Read what strangers sent, within limits (the service runs it)
    #[command(hide = true)]
    Extract(extract::Extract),
}

impl Cli {
    /// Runs the command that reads what strangers sent, if it is that one: without a runtime.
    #[must_use]
    pub fn run_confined(&self) -> Option<ExitCode> {
        match &self.command {
            Some(Command::Extract(extract)) => Some(extract.run()),
            _ => None,
        }
    }

    /// Runs the command that was given.
    ///
    /// # Errors
    /// One sentence on what went wrong.
    pub async fn run(self) -> anyhow::Result<()> {
        match self.command {
            None => self.serve.run().await,
            Some(Command::Serve(serve)) => serve.run().await,
            Some(Command::Import(import)) => import.run().await,
            Some(Command::Export(export)) => export.run().await,
            Some(Command::Impact(impact)) => impact.run().await,
            Some(Command::Setup(setup)) => setup.run().await,
            Some(Command::Jobs(jobs)) => jobs.run().await,
            Some(Command::Retention(retention)) => retention.run().await,
            Some(Command::Audit(audit)) => audit.run().await,
            Some(Command::User(user)) => user.run().await,
            Some(Command::Apikey(apikey)) => apikey.run().await,
            Some(Command::Evidence(evidence)) => evidence.run().await,
            // It has run before there was a runtime.
            Some(Command::Extract(_)) => Ok(()),
        }
    }
}

/// Says a line on standard output; a reader that went away is no error.
fn say(line: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stdout(), "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(words: &str) -> Result<Cli, clap::Error> {
        Cli::try_parse_from(words.split(' '))
    }

    #[test]
    fn flags_stand_behind_the_word_that_they_are_for() {
        assert!(parsed("stillopen --listen 127.0.0.1:9 --database sqlite:a").is_ok());
        assert!(parsed("stillopen serve --listen 127.0.0.1:9").is_ok());
        for words in ["--listen 127.0.0.1:9 serve", "--database sqlite:a import offices f --feed x"]
        {
            let refused = parsed(&format!("stillopen {words}")).unwrap_err();
            assert_eq!(refused.exit_code(), 2, "{refused}");
        }
    }
}
