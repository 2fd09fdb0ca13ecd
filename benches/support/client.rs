//! A small HTTP/1.1 client: the same for everything that is measured.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use futures_util::future::try_join_all;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// Connections that are kept open and busy.
pub const CONNECTIONS: usize = 16;

/// What came of a while of asking.
#[derive(Debug, Default, Clone)]
pub struct Tally {
    /// Answers with status 200.
    pub answers: usize,
    /// Bytes of their bodies.
    pub bytes: usize,
    /// How long it took.
    pub seconds: f64,
    /// Milliseconds that each took.
    pub waits_ms: Vec<f64>,
}

impl Tally {
    /// Answers in a second.
    pub fn rate(&self) -> f64 {
        self.answers as f64 / self.seconds
    }

    /// Takes another while in.
    pub fn add(&mut self, other: Self) {
        self.answers += other.answers;
        self.bytes += other.bytes;
        self.seconds += other.seconds;
        self.waits_ms.extend(other.waits_ms);
    }
}

/// The bytes of a request for a path, without wish for compression.
fn request(path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: localhost\r\naccept: */*\r\n\r\n").into_bytes()
}

/// Asks for paths in turn over kept connections until the time is up.
pub fn drive(address: SocketAddr, paths: &[String], time: Duration) -> Result<Tally> {
    let requests: Vec<Vec<u8>> = paths.iter().map(|path| request(path)).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let start = Instant::now();
        let end = start + time;
        let connections = (0..CONNECTIONS).map(|n| connection(address, &requests, n * 7, end));
        let mut tally = Tally::default();
        for one in try_join_all(connections).await? {
            tally.add(one);
        }
        tally.seconds = start.elapsed().as_secs_f64();
        Ok(tally)
    })
}

async fn connection(
    address: SocketAddr,
    requests: &[Vec<u8>],
    first: usize,
    end: Instant,
) -> Result<Tally> {
    let mut stream = tokio::net::TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let mut tally = Tally::default();
    let mut buffer = vec![0; 1 << 20];
    for request in requests.iter().cycle().skip(first % requests.len()) {
        let asked = Instant::now();
        if asked >= end {
            break;
        }
        stream.write_all(request).await?;
        let (mut filled, mut whole) = (0, None);
        while whole.is_none_or(|whole| filled < whole) {
            if filled == buffer.len() {
                buffer.resize(filled * 2, 0);
            }
            let count = stream.read(&mut buffer[filled..]).await?;
            if count == 0 {
                bail!("the connection was closed in the middle of an answer");
            }
            filled += count;
            if whole.is_none() {
                whole = length(&buffer[..filled])?.map(|(head, body)| {
                    tally.bytes += body;
                    head + body
                });
            }
        }
        tally.answers += 1;
        tally.waits_ms.push(asked.elapsed().as_secs_f64() * 1e3);
    }
    Ok(tally)
}

/// The lengths of head and body, when the head is there.
fn length(answer: &[u8]) -> Result<Option<(usize, usize)>> {
    let Some(end) = answer.windows(4).position(|w| w == b"\r\n\r\n") else { return Ok(None) };
    let head = std::str::from_utf8(&answer[..end])?;
    if !head.starts_with("HTTP/1.1 200 ") {
        bail!("expected status 200, found {}", String::from_utf8_lossy(answer));
    }
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
    });
    Ok(Some((end + 4, length.context("an answer without content-length")?)))
}

/// One answer with its head, over a connection of its own.
pub fn fetch(address: SocketAddr, path: &str, encoding: &str) -> Result<(Vec<u8>, usize)> {
    let mut stream = TcpStream::connect(address)?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nhost: localhost\r\naccept: */*\r\naccept-encoding: {encoding}\r\n\
         connection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let head = answer.windows(4).position(|w| w == b"\r\n\r\n").context("no end of the head")? + 4;
    if !answer.starts_with(b"HTTP/1.1 200 ") {
        bail!("{path}: expected status 200, found {}", String::from_utf8_lossy(&answer[..head]));
    }
    Ok((answer, head))
}

/// The body of an answer that is not compressed.
pub fn body(address: SocketAddr, path: &str) -> Result<Vec<u8>> {
    let (mut answer, head) = fetch(address, path, "identity")?;
    Ok(answer.split_off(head))
}
