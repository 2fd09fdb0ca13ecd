//! The numbers of residents' reports: `cargo bench --bench reports [-- posts many] [seconds=60]`.
//!
//! `posts`: 200 reports a minute, each with a phone's photo, beside 500 page reads a second, on both databases; what is
//! told is how long the slowest of a hundred reads takes from the moment it was due, so that a stall is not hidden by
//! asking later. `many`: pages and Open311 with a million reports. The reports are synthetic and say so.

#[path = "support/child.rs"]
mod child;
#[path = "support/crowd.rs"]
mod crowd;
#[path = "support/many_reports.rs"]
mod many_reports;
#[path = "../tests/support/pg.rs"]
mod pg;
#[path = "support/report.rs"]
mod report;
#[path = "support/service.rs"]
mod service;

use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};

use child::{STILLOPEN, Server};
use report::{machine, row};

/// How long residents write and read, where nothing else is asked for.
const SECONDS: u64 = 600;

fn main() -> Result<()> {
    let mut seconds = SECONDS;
    let mut wanted = Vec::new();
    for word in std::env::args().skip(1).filter(|word| word != "--bench") {
        match (word.as_str(), word.strip_prefix("seconds=")) {
            ("posts" | "many", _) => wanted.push(word),
            (_, Some(number)) => seconds = number.parse()?,
            _ => bail!("found {word}, expected posts, many or seconds=N"),
        }
    }
    let asked = |part: &str| wanted.is_empty() || wanted.iter().any(|w| w == part);
    // The client of the crowd asks for one, though it speaks without encryption here.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    machine();
    if asked("posts") {
        let folder = tempfile::tempdir()?;
        let file = format!("sqlite:{}", folder.path().join("p.gpkg").display());
        posts("SQLite", &file, Duration::from_secs(seconds))?;
        let url = runtime.block_on(pg::fresh_database());
        posts("PostgreSQL", &url, Duration::from_secs(seconds))?;
    }
    if asked("many") {
        runtime.block_on(many_reports::measure())?;
    }
    machine();
    Ok(())
}

/// Residents write and read at once.
fn posts(database: &str, url: &str, time: Duration) -> Result<()> {
    let mut command = Command::new(STILLOPEN);
    // The crowd's addresses stand where a proxy would tell them.
    command.args(["serve", "--listen", "127.0.0.1:0", "--proxies", "1"]);
    let server = Server::start(command.env("STILLOPEN_DATABASE", url).env("RUST_LOG", "error"))?;
    let tally = crowd::run(server.address, time)?;
    let slow = tally.reads.slowest_of_a_hundred_ms();
    let name = format!("{database}: {} reads in {} s", tally.reads.times_ms.len(), time.as_secs());
    let measured = format!("p99 {slow:.1} ms, p50 {:.1} ms", tally.reads.middle_ms());
    row(&name, &measured, "p99 under 50 ms", Some(slow < 50.0));
    let name = format!("{database}: {} reports with a photo", tally.posts.times_ms.len());
    let posted = tally.posts.slowest_of_a_hundred_ms();
    let measured = format!(
        "p99 {posted:.0} ms, {} errors, {} without the photo",
        tally.errors, tally.without_photo
    );
    row(&name, &measured, "no error", Some(tally.errors == 0));
    let (memory, peak) = server.memory_mb();
    let used = format!(
        "{memory:.0} MB, peak {peak:.0} MB, {:.0} s of processor, and {:.0} s to draw photos",
        server.cpu_seconds(),
        server.processor_seconds()[1]
    );
    row(&format!("{database}: what the service used"), &used, "", None);
    Ok(())
}
