//! The `stillopen` program.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use stillopen::cli::Cli;
use stillopen::telemetry;

/// 0 done, 1 refused or failed with one clear sentence, 2 wrong usage (by clap).
fn main() -> ExitCode {
    let cli = Cli::parse();
    if let Some(ended) = cli.run_confined() {
        return ended;
    }
    telemetry::start();
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The chain in one sentence: what was tried, and why it failed.
            let _ = writeln!(std::io::stderr(), "stillopen: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<()> {
    tokio::runtime::Runtime::new()?.block_on(cli.run())
}
