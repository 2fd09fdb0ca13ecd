//! The service's numbers against their bars: `cargo bench --bench numbers [-- nearest map page start]`.
//!
//! Rates are compared in turns within one run, over loopback and with one client for all. Nothing here is a test:
//! a number that misses its bar is printed as missed.

#[path = "support/child.rs"]
mod child;
#[path = "support/client.rs"]
mod client;
#[path = "support/pages.rs"]
mod pages;
#[path = "support/peers.rs"]
mod peers;
#[path = "../tests/support/pg.rs"]
mod pg;
#[path = "support/questions.rs"]
mod questions;
#[path = "support/race.rs"]
mod race;
#[path = "support/report.rs"]
mod report;
#[path = "support/synthetic.rs"]
mod synthetic;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use child::{STILLOPEN, Server};
use race::{Outcome, Runner, race};
use report::{machine, median, row, say};

/// The size that the bars are set for.
const MANY: u32 = 100_000;
/// How long a server is asked in one turn.
const TURN: Duration = Duration::from_millis(700);
const NEAREST_ROUNDS: usize = 6;
const MAP_ROUNDS: usize = 2;
const STARTS: usize = 7;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let runtime = || tokio::runtime::Builder::new_multi_thread().enable_all().build();
    match arguments.as_slice() {
        [role, list] if role == "bytes" => runtime()?.block_on(peers::bytes(list)),
        [role, url] if role == "postgis" => runtime()?.block_on(peers::postgis(url)),
        wanted => measure(wanted, &runtime()?),
    }
}

/// Starts the service on its own database.
fn stillopen(database: &str) -> Result<Server> {
    if !database.starts_with("sqlite:") {
        bail!("the service is measured on its own database");
    }
    let mut command = Command::new(STILLOPEN);
    command.args(["serve", "--listen", "127.0.0.1:0", "--database", database]);
    Server::start(command.env_remove("STILLOPEN_DATABASE").env("RUST_LOG", "error"))
}

/// Starts this program again as one of the servers to compare with.
fn peer(role: &str, argument: &str) -> Result<Server> {
    Server::start(Command::new(std::env::current_exe()?).args([role, argument]))
}

/// The databases that everything is measured on.
struct Bench {
    folder: tempfile::TempDir,
    shipped: Server,
    many: Server,
    many_url: String,
}

fn measure(wanted: &[String], runtime: &tokio::runtime::Runtime) -> Result<()> {
    let all = ["nearest", "map", "page", "start"];
    if let Some(other) = wanted.iter().find(|w| !all.contains(&w.as_str())) {
        bail!("found {other}, expected any of {}", all.join(", "));
    }
    let asked = |part: &str| wanted.is_empty() || wanted.iter().any(|w| w == part);
    machine();
    let began = Instant::now();
    let folder = tempfile::tempdir()?;
    let list = folder.path().join("offices.csv");
    synthetic::write_csv(&list, MANY)?;
    let url = |name: &str| format!("sqlite:{}", folder.path().join(name).display());
    let many_url = url("many.gpkg");
    import(&list, &many_url)?;
    let bench = Bench {
        shipped: stillopen(&url("shipped.gpkg"))?,
        many: stillopen(&many_url)?,
        many_url,
        folder,
    };
    if asked("page") {
        pages::weigh(&bench.shipped)?;
    }
    if asked("start") {
        start(&bench)?;
    }
    if asked("nearest") || asked("map") {
        let small = runtime.block_on(postgis(None))?;
        let large = runtime.block_on(postgis(Some(&list)))?;
        if asked("nearest") {
            nearest(&bench.folder, &bench.shipped, &small, "481 shipped offices")?;
            nearest(&bench.folder, &bench.many, &large, "100,000 offices")?;
        }
        if asked("map") {
            map(&bench.folder, &bench.shipped, &small, "481 shipped offices", &[4, 8, 11, 14])?;
            map(
                &bench.folder,
                &bench.many,
                &large,
                "100,000 offices",
                &(4..=14).collect::<Vec<_>>(),
            )?;
        }
        let (now, peak) = bench.many.memory_mb();
        say(&format!(
            "memory of the service with 100,000 offices after all this: {now:.0} MB, peak {peak:.0} MB"
        ));
    }
    machine();
    say(&format!("done in {:.0} s", began.elapsed().as_secs_f64()));
    Ok(())
}

/// Loads a list with the program's own command.
fn import(list: &Path, database: &str) -> Result<()> {
    let began = Instant::now();
    let status = Command::new(STILLOPEN)
        .args([
            "import",
            "offices",
            "--feed",
            "synthetic",
            "--format",
            "csv",
            "--database",
            database,
        ])
        .arg(list)
        .stdout(Stdio::null())
        .status()?;
    if !status.success() {
        bail!("stillopen import ended with {status}");
    }
    let kind = database.split(':').next().unwrap_or_default();
    say(&format!(
        "100,000 synthetic offices imported into {kind} in {:.1} s",
        began.elapsed().as_secs_f64()
    ));
    Ok(())
}

/// PostGIS with the shipped offices or those of a list, behind a handler.
async fn postgis(list: Option<&Path>) -> Result<Server> {
    let url = pg::fresh_database().await;
    match list {
        Some(list) => import(list, &url)?,
        None => {
            let store = stillopen::store::Store::open(&url).await?;
            let clock = stillopen::domain::time::Clock::System;
            stillopen::import::starter::load_if_empty(&store, &clock).await?;
            store.close().await;
        }
    }
    let pool = sqlx::PgPool::connect(&url).await?;
    sqlx::query("vacuum analyze").execute(&pool).await?;
    let (version,): (String,) =
        sqlx::query_as("select postgis_lib_version()").fetch_one(&pool).await?;
    let (server,): (String,) = sqlx::query_as("show server_version").fetch_one(&pool).await?;
    say(&format!("PostgreSQL {server}, PostGIS {version}"));
    pool.close().await;
    peer("postgis", &url)
}

/// A bare handler that has the service's own answers in memory.
fn bare(folder: &tempfile::TempDir, service: &Server, paths: &[String]) -> Result<Server> {
    let inside = tempfile::tempdir_in(folder.path())?.keep();
    let mut list = String::new();
    for (n, path) in paths.iter().enumerate() {
        let file = inside.join(format!("{n}.json"));
        fs::write(&file, client::body(service.address, path)?)?;
        writeln!(list, "{path}\t{}", file.display())?;
    }
    let name = inside.join("list");
    fs::write(&name, list)?;
    peer("bytes", name.to_str().context("a path in UTF-8")?)
}

fn told((ratio, low, high): (f64, f64, f64)) -> String {
    format!("{ratio:.2} ({low:.2} to {high:.2})")
}

fn nearest(
    folder: &tempfile::TempDir,
    service: &Server,
    postgis: &Server,
    size: &str,
) -> Result<()> {
    let paths = questions::nearest()?;
    questions::same_offices(service, postgis, &paths)?;
    let bare = bare(folder, service, &paths)?;
    let runners = [
        Runner { name: "stillopen", server: service, paths: &paths },
        Runner { name: "bare axum, same bytes", server: &bare, paths: &paths },
        Runner { name: "axum + PostGIS KNN", server: postgis, paths: &paths },
    ];
    let found = race(&format!("nearest, {size}"), &runners, NEAREST_ROUNDS, TURN)?;
    compare(&format!("nearest, {size}"), &found, 10.0);
    Ok(())
}

fn map(
    folder: &tempfile::TempDir,
    service: &Server,
    postgis: &Server,
    size: &str,
    zooms: &[u8],
) -> Result<()> {
    for zoom in zooms {
        let paths = questions::map(*zoom)?;
        let tiles: Vec<String> =
            paths.iter().map(|path| path.replace("/api/map", "/mvt")).collect();
        let bare = bare(folder, service, &paths)?;
        let runners = [
            Runner { name: "stillopen", server: service, paths: &paths },
            Runner { name: "bare axum, same bytes", server: &bare, paths: &paths },
            Runner { name: "axum + PostGIS grid", server: postgis, paths: &paths },
            Runner { name: "axum + ST_AsMVT", server: postgis, paths: &tiles },
        ];
        let found = race(&format!("map, zoom {zoom}, {size}"), &runners, MAP_ROUNDS, TURN)?;
        compare(&format!("map, zoom {zoom}, {size}"), &found, 5.0);
    }
    Ok(())
}

/// The service first, the bare handler second, then one or more ways with PostGIS, of which the quickest counts.
fn compare(what: &str, found: &[Outcome], times: f64) {
    let [service, bare, postgis @ ..] = found else { return };
    let ratio = service.against(bare);
    let is_nearest = what.starts_with("nearest");
    let (bar, reached) =
        if is_nearest { ("at least 0.6", Some(ratio.0 >= 0.6)) } else { ("none", None) };
    row(&format!("{what} : bare axum"), &told(ratio), bar, reached);
    let quickest = postgis.iter().max_by(|a, b| a.rate().total_cmp(&b.rate()));
    if let Some(quickest) = quickest {
        let ratio = service.against(quickest);
        let bar = format!("at least {times}");
        row(&format!("{what} : PostGIS"), &told(ratio), &bar, Some(ratio.0 >= times));
    }
}

/// From nothing to the first answer, and the memory then.
fn start(bench: &Bench) -> Result<()> {
    let path = "/api/offices/nearest?lat=41.88&lon=-87.63&limit=3";
    let (mut seconds, mut memory, mut peaks) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let began = Instant::now();
        let server = stillopen(&bench.many_url)?;
        client::body(server.address, path)?;
        seconds.push(began.elapsed().as_secs_f64());
        let (now, peak) = server.memory_mb();
        memory.push(now);
        peaks.push(peak);
    }
    let (least, most) =
        seconds.iter().fold((f64::INFINITY, 0.0_f64), |(l, m), s| (l.min(*s), m.max(*s)));
    let middle = median(seconds);
    row(
        "start to first answer, 100,000 offices",
        &format!("{middle:.2} s ({least:.2} to {most:.2})"),
        "under 1 s",
        Some(middle < 1.0),
    );
    let (memory, peak) = (median(memory), median(peaks));
    let measured = format!("{memory:.0} MB (peak {peak:.0} MB)");
    row("resident, 100,000 offices", &measured, "under 200 MB", Some(memory < 200.0));
    let (shipped, peak) = bench.shipped.memory_mb();
    row(
        "resident, 481 shipped offices",
        &format!("{shipped:.0} MB (peak {peak:.0} MB)"),
        "none",
        None,
    );
    Ok(())
}
