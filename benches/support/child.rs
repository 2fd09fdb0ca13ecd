//! Servers as processes of their own, and what the system knows of them.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

/// The program that is measured.
pub const STILLOPEN: &str = env!("CARGO_BIN_EXE_stillopen");

/// Ticks of the processor's clock in a second, as Linux tells them to programs.
const TICKS: f64 = 100.0;

/// A server that ends with this value.
#[derive(Debug)]
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Server {
    /// Starts a program and waits until it says where it listens.
    pub fn start(command: &mut Command) -> Result<Self> {
        let mut child =
            command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let stdout = child.stdout.take().context("a pipe")?;
        for line in BufReader::new(stdout).lines() {
            if let Some(address) = line?.strip_prefix("listening on http://") {
                return Ok(Self { child, address: address.parse()? });
            }
        }
        let status = child.wait()?;
        bail!("{command:?} ended before it listened: {status}")
    }

    /// Seconds of processor time used so far.
    pub fn cpu_seconds(&self) -> f64 {
        let [own, _] = self.processor_seconds();
        own
    }

    /// The same, and that of the processes that it started and that have ended.
    pub fn processor_seconds(&self) -> [f64; 2] {
        let stat =
            fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap_or_default();
        // Behind the name in parentheses, `utime` and `stime` are the 12th and 13th fields, those of children follow.
        let fields: Vec<f64> = stat
            .rsplit_once(')')
            .map_or("", |(_, rest)| rest)
            .split_whitespace()
            .map(|field| field.parse().unwrap_or(0.0))
            .collect();
        let sum = |from: usize| fields.iter().skip(from).take(2).sum::<f64>() / TICKS;
        [sum(11), sum(13)]
    }

    /// Resident memory now and at its peak, in MB.
    pub fn memory_mb(&self) -> (f64, f64) {
        let status =
            fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let kilobytes = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or("0");
            line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or(0.0) * 1_024.0 / 1e6
        };
        (kilobytes("VmRSS:"), kilobytes("VmHWM:"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
