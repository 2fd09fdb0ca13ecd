//! The arithmetic of closings against Python: `cargo bench --bench impact [-- illinois usa catchments rank curve]`.
//!
//! Points and offices are synthetic, around the ZIP codes that ship. scikit-learn, pandas and PySAL run as processes
//! of their own (`scripts/impact/race.py`), in turns with ours; STILLOPEN_PYTHON names the Python that has them
//! (`scripts/impact/requirements.txt`). A number that misses its bar is printed as missed.

#![expect(clippy::expect_used, reason = "a bench that cannot be set up has nothing to measure")]

#[path = "support/ground.rs"]
mod ground;
#[path = "support/report.rs"]
mod report;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use stillopen::impact::{
    Ground, Matrix, Question, Raam, Weight, Workers, raam, three_stage, two_stage,
};

use ground::{Numbers, Size, closing, input, write};
use report::{load, machine, median, row, say};

/// Illinois: census tracts, and offices of the kind that has most.
const ILLINOIS: Size = Size { points: 3_265, offices: 200, is_national: false };
/// The country: block groups, and as many offices as the bar is set for.
const COUNTRY: Size = Size { points: 240_000, offices: 60_000, is_national: true };
/// Turns of each side.
const TURNS: usize = 2;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    if let [role] = arguments.as_slice()
        && role == "country-alone"
    {
        return country_alone();
    }
    let is_wanted = |part: &str| arguments.is_empty() || arguments.iter().any(|a| a == part);
    machine();
    if is_wanted("illinois") {
        illinois()?;
    }
    if is_wanted("usa") {
        country()?;
    }
    if is_wanted("catchments") {
        catchments()?;
    }
    if is_wanted("rank") {
        rank()?;
    }
    if is_wanted("curve") {
        curve()?;
    }
    machine();
    Ok(())
}

fn workers() -> Workers {
    std::thread::available_parallelism().unwrap_or(Workers::MIN)
}

/// Seconds that this process has computed so far, on all processors, to a hundredth.
fn computed() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Behind the name in parentheses, user and system time are the 12th and 13th fields, in hundredths.
    let fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace();
    fields.skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Seconds of some work, and what came of it.
fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let began = Instant::now();
    let result = work();
    (began.elapsed().as_secs_f64(), result)
}

/// Python with what is needed, or why there is none.
fn python() -> Option<String> {
    let python = std::env::var("STILLOPEN_PYTHON").unwrap_or_else(|_| "python3".into());
    let found = Command::new(&python)
        .args(["-c", "import access, pandas, sklearn"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if found.is_ok_and(|status| status.success()) {
        return Some(python);
    }
    say("    not compared with Python: STILLOPEN_PYTHON has no scikit-learn, pandas and access");
    None
}

/// Runs the Python side once: seconds, and what it found.
fn theirs(python: &str, what: &str, folder: &Path) -> Result<(f64, Value)> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/impact/race.py");
    let output = Command::new(python).args([script, what]).arg(folder).arg("1").output()?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr));
    }
    let value: Value = serde_json::from_slice(&output.stdout)?;
    let seconds = value["seconds"][0].as_f64().context("seconds")?;
    Ok((seconds, value["found"].clone()))
}

/// Compares what one question comes to on both sides.
fn agree(ground: &Ground, question: &Question, found: &Value) -> Result<String> {
    let answer = ground.ask(question)?;
    let figure = answer.state.figures.first().context("a group")?;
    let added = figure.change.added.context("added miles")?;
    let their = |name: &str| found[name].as_f64().unwrap_or(f64::NAN);
    let total = (added.total / their("total") - 1.0).abs();
    Ok(format!(
        "people {} and {}, total miles apart by {:.2} % (ellipsoid and sphere), median {} and {:.2}",
        figure.change.people.value,
        their("moved"),
        100.0 * total,
        added.median,
        their("median")
    ))
}

/// Ours against Python for a question from the bare data: nearest offices, then every figure.
fn against(name: &str, size: Size, asks: usize) -> Result<()> {
    let data = input(size);
    let question = closing(&data, 3);
    let folder = tempfile::tempdir()?;
    write(&data, &question, folder.path())?;
    let python = python();
    let (mut ready, mut answers, mut their_times) = (Vec::new(), Vec::new(), Vec::new());
    let (mut ready_cpu, mut answer_cpu) = (Vec::new(), Vec::new());
    let mut verdict = String::new();
    for _ in 0..TURNS {
        let (given, before) = (data.clone(), computed());
        let (seconds, ground) = timed(|| Ground::new(given, workers()));
        let ground = ground?;
        ready.push(seconds);
        ready_cpu.push(computed() - before);
        let before = computed();
        for _ in 0..asks {
            let (seconds, answer) = timed(|| ground.ask(&question));
            answer?;
            answers.push(seconds);
        }
        answer_cpu.push((computed() - before) / asks as f64);
        if let Some(python) = &python {
            let (seconds, found) = theirs(python, "figures", folder.path())?;
            their_times.push(seconds);
            verdict = agree(&ground, &question, &found)?;
        }
    }
    let (ready, answer) = (median(ready), median(answers));
    say(&format!("{name}, load average {}", load()));
    say(&format!(
        "    {} points, {} offices: ready in {:.1} ms, a full answer in {:.1} ms",
        size.points,
        size.offices,
        ready * 1e3,
        answer * 1e3
    ));
    say(&format!(
        "    computed on all processors: {:.0} ms to be ready, {:.0} ms for the answer",
        median(ready_cpu) * 1e3,
        median(answer_cpu) * 1e3
    ));
    if size.is_national {
        let both = ready + answer;
        row(name, &format!("{both:.2} s"), "under 1 s, 2 cores", Some(both < 1.0));
        let line = format!("{answer:.2} s");
        row("    the answer alone, on a ready ground", &line, "under 1 s", Some(answer < 1.0));
    } else {
        row(name, &format!("{:.1} ms", answer * 1e3), "under 50 ms", Some(answer < 0.05));
    }
    if python.is_some() {
        let them = median(their_times);
        say(&format!("    {verdict}"));
        let ratio = them / (ready + answer);
        row(
            "    BallTree and pandas : ours, all of it",
            &format!("{ratio:.1} ({them:.2} s)"),
            "at least 10",
            Some(ratio >= 10.0),
        );
    }
    Ok(())
}

fn illinois() -> Result<()> {
    against("Illinois, a full answer", ILLINOIS, 9)
}

fn country() -> Result<()> {
    against("the country, from bare data to the answer", COUNTRY, 2)?;
    // Memory in a process that does nothing else.
    let output = Command::new(std::env::current_exe()?).arg("country-alone").output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let megabytes: f64 = text.trim().parse().context("megabytes")?;
    row(
        "the country, peak memory with the data",
        &format!("{megabytes:.0} MB"),
        "at most 500 MB",
        Some(megabytes <= 500.0),
    );
    Ok(())
}

fn country_alone() -> Result<()> {
    let data = input(COUNTRY);
    let question = closing(&data, 3);
    Ground::new(data, workers())?.ask(&question)?;
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0");
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
    say(&format!("{:.0}", kilobytes * 1_024.0 / 1e6));
    Ok(())
}

/// Every office of Illinois, whatever it gives, as if all gave one service.
fn rank() -> Result<()> {
    for offices in [ILLINOIS.offices, 481] {
        let ground = Ground::new(input(Size { offices, ..ILLINOIS }), workers())?;
        let times: Vec<f64> = (0..9).map(|_| timed(|| ground.rank()).0).collect();
        let seconds = median(times);
        let name = format!("rank of {offices} offices, {} points", ILLINOIS.points);
        row(&name, &format!("{:.1} ms", seconds * 1e3), "under 2 s", Some(seconds < 2.0));
    }
    Ok(())
}

/// The floating catchments on one matrix, and whether they are the same.
fn catchments() -> Result<()> {
    let size = Size { points: 3_265, offices: 70, is_national: false };
    let data = input(size);
    let at: Vec<_> = data.sites.standing().collect();
    let mut numbers = Numbers(7);
    let mut pairs = Vec::new();
    for (point, from) in (0_u32..).zip(data.demand.at()) {
        for (office, to) in (0_u32..).zip(&at) {
            let miles = from.distance_m(to.1) / 1_609.344;
            if miles <= 90.0 {
                pairs.push((point, office, (miles * 1e4).round() / 1e4));
            }
        }
    }
    let demand: Vec<u32> = (0..size.points).map(|_| numbers.below(1_500)).collect();
    let supply: Vec<f64> = (0..at.len()).map(|_| f64::from(1 + numbers.below(20))).collect();
    let folder = tempfile::tempdir()?;
    let mut text = String::from("origin,dest,cost\n");
    for (from, to, miles) in &pairs {
        writeln!(text, "{from},{to},{miles}")?;
    }
    fs::write(folder.path().join("costs.csv"), text)?;
    let list = |name: &str, values: Vec<String>| {
        let lines = values.iter().enumerate().map(|(i, v)| format!("{i},{v}\n"));
        fs::write(
            folder.path().join(format!("{name}.csv")),
            format!("geoid,{name}\n") + &lines.collect::<String>(),
        )
    };
    list("demand", demand.iter().map(ToString::to_string).collect())?;
    list("supply", supply.iter().map(ToString::to_string).collect())?;
    let people: Vec<f64> = demand.iter().map(|d| f64::from(*d)).collect();
    let count = pairs.len();
    let run = || -> Result<_> {
        let costs = Matrix::new(demand.len(), at.len(), pairs.clone())?;
        let two = |weight: &Weight| two_stage(&costs, &people, &supply, Some(30.0), weight);
        Ok([
            ("two", two(&Weight::Same)),
            ("enhanced", two(&Weight::enhanced(1.0))),
            ("three", three_stage(&costs, &people, &supply, Some(60.0), &Weight::three_step(1.0))),
            ("raam", raam(&costs, &demand, &supply, &Raam::default())),
        ])
    };
    let (mut ours, mut their_times) = (Vec::new(), Vec::new());
    let python = python();
    for _ in 0..TURNS {
        let (seconds, found) = timed(run);
        let found = found?;
        ours.push(seconds);
        if let Some(python) = &python {
            let (seconds, expected) = theirs(python, "catchments", folder.path())?;
            their_times.push(seconds);
            for (name, values) in &found {
                let worst = apart(values, &expected[name])?;
                let fits = worst <= 1e-9;
                row(
                    &format!("    {name} against PySAL"),
                    &format!("{worst:.1e} apart"),
                    "1e-9",
                    Some(fits),
                );
            }
        }
    }
    let ours = median(ours);
    say(&format!("catchments, {count} pairs: {:.1} ms, load average {}", ours * 1e3, load()));
    if python.is_some() {
        let them = median(their_times);
        let ratio = them / ours;
        row(
            "catchments: PySAL access : ours",
            &format!("{ratio:.1} ({them:.2} s)"),
            "at least 10",
            Some(ratio >= 10.0),
        );
    }
    Ok(())
}

/// The greatest difference of two lists, as a share where the values are above 1.
fn apart(ours: &[Option<f64>], theirs: &Value) -> Result<f64> {
    let theirs = theirs.as_array().context("a list")?;
    if theirs.len() != ours.len() {
        bail!("{} values against {}", ours.len(), theirs.len());
    }
    let mut worst = 0.0_f64;
    for (ours, theirs) in ours.iter().zip(theirs) {
        match (ours, theirs.as_f64()) {
            (Some(a), Some(b)) => worst = worst.max((a - b).abs() / b.abs().max(1.0)),
            (None, None) => {}
            _ => worst = f64::INFINITY,
        }
    }
    Ok(worst)
}

/// Time by points and by offices: it should grow with the first, and hardly with the second. Other work on the machine
/// stretches what the clock on the wall says; what was computed stays.
fn curve() -> Result<()> {
    say("curve: ready and answered, from bare data");
    let sizes = [(30_000, 6_000), (60_000, 6_000), (120_000, 6_000), (240_000, 6_000)];
    let more = [(60_000, 600), (60_000, 6_000), (60_000, 60_000)];
    for (points, offices) in sizes.into_iter().chain(more) {
        let data = input(Size { points, offices, is_national: true });
        let question = closing(&data, 3);
        let (mut times, mut all_computed) = (Vec::new(), Vec::new());
        for _ in 0..5 {
            let data = data.clone();
            let before = computed();
            let (seconds, answer) =
                timed(|| Ground::new(data, workers()).map(|ground| ground.ask(&question)));
            answer??;
            times.push(seconds);
            all_computed.push(computed() - before);
        }
        let seconds = median(times);
        let computed = median(all_computed);
        let each = computed * 1e6 / f64::from(points);
        say(&format!(
            "    {points:>7} points {offices:>6} offices {:>7.1} ms, computed {:>6.0} ms, {each:>5.2} us a point",
            seconds * 1e3,
            computed * 1e3
        ));
    }
    Ok(())
}
