//! Lines on standard output, and what the machine is.

use std::fs;
use std::io::Write;

/// Says a line; a reader that went away is no error.
pub fn say(line: &str) {
    let mut out = std::io::stdout();
    let _ = writeln!(out, "{line}");
    let _ = out.flush();
}

/// One line of the table.
pub fn row(what: &str, measured: &str, bar: &str, reached: Option<bool>) {
    let verdict = match reached {
        Some(true) => "reached",
        Some(false) => "MISSED",
        None => "",
    };
    say(&format!("{what:<46} {measured:>30}  {bar:<22} {verdict}"));
}

/// The load of the last minute.
pub fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or("?").to_owned()
}

/// Processor, cores, memory and load.
pub fn machine() {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let field = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name));
        line.and_then(|line| line.split_once(':'))
            .map_or_else(|| "?".into(), |(_, v)| v.trim().to_owned())
    };
    let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    say(&format!(
        "machine: {}, {cores} cores, memory {}, load average {}",
        field(&cpu, "model name"),
        field(&memory, "MemTotal"),
        load()
    ));
}

/// The middle of some numbers.
pub fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}
