//! A million offices from CSV: `stillopen import` against `ogr2ogr`: `cargo bench --bench import [-- ROWS]`.
//!
//! Both read the same file and make a new GeoPackage; GNU time tells seconds and peak memory.

#[path = "support/report.rs"]
mod report;
#[path = "support/synthetic.rs"]
mod synthetic;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use report::{load, machine, median, row, say};

const ROWS: u32 = 1_000_000;
const ROUNDS: usize = 2;

/// What one run took.
struct Cost {
    seconds: f64,
    cpu_seconds: f64,
    peak_mb: f64,
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let rows =
        arguments.first().map_or(Ok(ROWS), |text| text.parse()).context("a number of rows")?;
    let Some(gdal) = version("ogr2ogr") else {
        say("skipped: ogr2ogr is not installed (Debian and Ubuntu: apt-get install gdal-bin)");
        return Ok(());
    };
    if version("time").is_none() {
        say("skipped: GNU time is not installed (Debian and Ubuntu: apt-get install time)");
        return Ok(());
    }
    machine();
    say(&gdal);
    let folder = tempfile::tempdir()?;
    let list = folder.path().join("offices.csv");
    let bytes = synthetic::write_csv(&list, rows)?;
    say(&format!("{rows} rows, {:.0} MB of CSV", bytes as f64 / 1e6));

    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 1..=ROUNDS {
        for (name, costs) in [("stillopen", &mut ours), ("ogr2ogr", &mut theirs)] {
            let to = folder.path().join(format!("{name}-{round}.gpkg"));
            let cost = run(folder.path(), command(name, &list, &to))?;
            let size = fs::metadata(&to)?.len() as f64 / 1e6;
            for end in ["", "-wal", "-shm"] {
                let _ = fs::remove_file(format!("{}{end}", to.display()));
            }
            say(&format!(
                "    {name:<10} {:>6.1} s, {:>6.1} s of processor time, peak {:>5.0} MB, file {size:.0} MB, load \
                 average {}",
                cost.seconds,
                cost.cpu_seconds,
                cost.peak_mb,
                load()
            ));
            costs.push(cost);
        }
    }
    let middle = |costs: &[Cost], of: fn(&Cost) -> f64| median(costs.iter().map(of).collect());
    let seconds = middle(&theirs, |c| c.seconds) / middle(&ours, |c| c.seconds);
    row(
        "import: speed of stillopen : ogr2ogr",
        &format!("{seconds:.2}"),
        "at least 1",
        Some(seconds >= 1.0),
    );
    let (peak, theirs) = (middle(&ours, |c| c.peak_mb), middle(&theirs, |c| c.peak_mb));
    row("import: peak memory", &format!("{peak:.0} MB (ogr2ogr {theirs:.0} MB)"), "bounded", None);
    machine();
    Ok(())
}

fn command(name: &str, list: &Path, to: &Path) -> Vec<String> {
    let (list, to) = (list.display().to_string(), to.display().to_string());
    match name {
        "stillopen" => vec![
            env!("CARGO_BIN_EXE_stillopen").to_owned(),
            "import".into(),
            "offices".into(),
            list,
            "--feed=synthetic".into(),
            "--format=csv".into(),
            format!("--database=sqlite:{to}"),
        ],
        _ => vec![
            "ogr2ogr".to_owned(),
            "-f".into(),
            "GPKG".into(),
            to,
            list,
            "-oo".into(),
            "X_POSSIBLE_NAMES=longitude".into(),
            "-oo".into(),
            "Y_POSSIBLE_NAMES=latitude".into(),
            "-a_srs".into(),
            "EPSG:4326".into(),
        ],
    }
}

/// Runs a command under GNU time.
fn run(folder: &Path, parts: Vec<String>) -> Result<Cost> {
    let told = folder.join("time");
    let status = Command::new("time")
        .args(["-f", "%e %U %S %M", "-o"])
        .arg(&told)
        .args(&parts)
        .stdout(Stdio::null())
        .status()?;
    if !status.success() {
        bail!("{parts:?} ended with {status}");
    }
    let text = fs::read_to_string(&told)?;
    let numbers: Vec<f64> = text.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    let [seconds, user, system, kilobytes] = numbers[..] else { bail!("time said {text}") };
    Ok(Cost { seconds, cpu_seconds: user + system, peak_mb: kilobytes * 1_024.0 / 1e6 })
}

/// The first line that a program says of itself.
fn version(program: &str) -> Option<String> {
    let output = Command::new(program).arg("--version").output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then(|| text.lines().next().unwrap_or_default().to_owned())
}
