//! WARC/1.1 files (ISO 28500:2017): what was asked and what came back, each record packed by itself with gzip, as web
//! archives keep them.
//!
//! A body stands in its record as it was sent, after transfer decoding. The header `Transfer-Encoding` would then be a
//! lie, so it stands as `X-Capture-Transfer-Encoding`.

use std::io::{self, Read, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use uuid::Uuid;

use crate::domain::id::CaptureId;
use crate::outbound::Hop;

/// What writes records one after the other.
pub struct Writer<W: Write> {
    to: W,
    at: Timestamp,
}

/// A body with its length and digest.
pub struct Body<'a> {
    /// The bytes.
    pub from: &'a mut dyn Read,
    /// How many.
    pub length: u64,
    /// Their SHA-256, hexadecimal.
    pub sha256: &'a str,
}

impl<W: Write> Writer<W> {
    /// Begins a file with a record on who wrote it.
    pub fn new(to: W, at: Timestamp) -> io::Result<Self> {
        let mut writer = Self { to, at };
        let info = concat!(
            "software: StillOpen/",
            env!("CARGO_PKG_VERSION"),
            "\r\nformat: WARC File Format 1.1\r\n"
        );
        let fields = [("Content-Type", "application/warc-fields".to_owned())];
        let id = writer.id();
        writer.record("warcinfo", id, &fields, info.as_bytes(), None)?;
        Ok(writer)
    }

    /// A question that was sent on to another address, with the head of its answer.
    pub fn sent_on(&mut self, hop: &Hop) -> io::Result<()> {
        self.exchange(hop, None)
    }

    /// The question and its answer.
    pub fn answer(&mut self, hop: &Hop, body: Body<'_>) -> io::Result<()> {
        self.exchange(hop, Some(body))
    }

    /// A file that came in another way.
    pub fn resource(&mut self, id: CaptureId, media_type: &str, body: Body<'_>) -> io::Result<()> {
        let fields = [
            ("WARC-Target-URI", format!("urn:uuid:{id}")),
            ("WARC-Payload-Digest", format!("sha256:{}", body.sha256)),
            ("Content-Type", media_type.to_owned()),
        ];
        let record = self.id();
        self.record("resource", record, &fields, b"", Some(body))
    }

    /// Ends the file and gives the writer back.
    pub fn end(mut self) -> io::Result<W> {
        self.to.flush()?;
        Ok(self.to)
    }

    fn exchange(&mut self, hop: &Hop, body: Option<Body<'_>>) -> io::Result<()> {
        let (asked, answered) = (self.id(), self.id());
        let target = ("WARC-Target-URI", hop.url.to_string());
        let request = [
            target.clone(),
            ("WARC-Concurrent-To", format!("<urn:uuid:{answered}>")),
            ("Content-Type", "application/http;msgtype=request".to_owned()),
        ];
        self.record("request", asked, &request, &question(hop), None)?;
        let mut response =
            vec![target, ("Content-Type", "application/http;msgtype=response".to_owned())];
        match &body {
            Some(body) => {
                response.push(("WARC-Payload-Digest", format!("sha256:{}", body.sha256)));
            }
            // Its body was not read.
            None => response.push(("WARC-Truncated", "unspecified".to_owned())),
        }
        self.record("response", answered, &response, &head(hop), body)
    }

    fn id(&self) -> Uuid {
        CaptureId::new(self.at).0
    }

    fn record(
        &mut self,
        kind: &str,
        id: Uuid,
        fields: &[(&str, String)],
        head: &[u8],
        body: Option<Body<'_>>,
    ) -> io::Result<()> {
        let length = u64::try_from(head.len()).unwrap_or(u64::MAX);
        let length = length + body.as_ref().map_or(0, |body| body.length);
        let mut to = GzEncoder::new(&mut self.to, Compression::default());
        write!(to, "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{id}>\r\n")?;
        write!(to, "WARC-Date: {:.0}\r\n", self.at)?;
        for (name, value) in fields {
            write!(to, "{name}: {}\r\n", one_line(value))?;
        }
        write!(to, "Content-Length: {length}\r\n\r\n")?;
        to.write_all(head)?;
        if let Some(body) = body {
            let copied = io::copy(&mut body.from.take(body.length), &mut to)?;
            if copied != body.length {
                return Err(io::Error::other("a body is shorter than it was"));
            }
        }
        to.write_all(b"\r\n\r\n")?;
        to.finish()?;
        Ok(())
    }
}

/// The head of the question as it went out.
fn question(hop: &Hop) -> Vec<u8> {
    let mut path = hop.url.path().to_owned();
    if let Some(query) = hop.url.query() {
        path = format!("{path}?{query}");
    }
    let host = hop.url.host_str().unwrap_or_default();
    let port = hop.url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let mut out = format!("GET {path} HTTP/1.1\r\n").into_bytes();
    for (name, value) in &hop.sent {
        line(&mut out, name.as_str(), value.as_bytes());
    }
    line(&mut out, "host", format!("{host}{port}").as_bytes());
    out.extend_from_slice(b"\r\n");
    out
}

/// The head of the answer.
fn head(hop: &Hop) -> Vec<u8> {
    let mut out = format!("HTTP/1.1 {} {}\r\n", hop.status, one_line(&hop.reason)).into_bytes();
    for (name, value) in &hop.headers {
        let name = match name.as_str() {
            "transfer-encoding" => "x-capture-transfer-encoding",
            other => other,
        };
        line(&mut out, name, value.as_bytes());
    }
    out.extend_from_slice(b"\r\n");
    out
}

fn line(out: &mut Vec<u8>, name: &str, value: &[u8]) {
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b": ");
    out.extend_from_slice(value);
    out.extend_from_slice(b"\r\n");
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
