//! `stillopen extract`: not for people. The service runs it to read what strangers sent, where it can do no harm.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;

use crate::jobs::capture::{REFUSED, Work, run_inside};

/// What is to be read.
#[derive(Debug, Args)]
pub struct Extract {
    /// What standard input holds
    work: Work,
    /// What is known of it
    hint: String,
}

impl Extract {
    /// Reads standard input within tight limits, without a runtime and its threads.
    #[must_use]
    pub fn run(&self) -> ExitCode {
        match run_inside(self.work, &self.hint) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                let _ = writeln!(std::io::stderr(), "{error}");
                ExitCode::from(REFUSED)
            }
        }
    }
}
