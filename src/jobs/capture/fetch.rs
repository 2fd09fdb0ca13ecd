//! A page fetched into a file without a name, so that nothing of it stays when the process ends, however it ends.

use std::fs::File;
use std::io::{self, Seek, Write};

use sha2::{Digest, Sha256};

use crate::domain::capture::hex;
use crate::outbound::{Answer, Client, Hop, Limits, OutboundError, Unpacker};

/// Bytes that are enough to tell a PDF from a page.
const BEGINNING: usize = 1024;

/// What was fetched.
#[derive(Debug)]
pub struct Fetched {
    /// Questions that were sent on.
    pub hops: Vec<Hop>,
    /// The last one and the head of its answer.
    pub last: Hop,
    /// The body as it was sent.
    pub body: File,
    /// Its length.
    pub length: u64,
    /// Its SHA-256.
    pub sha256: String,
    /// The body unpacked, where it came packed.
    pub plain: Option<File>,
    /// How the unpacked body begins.
    pub beginning: Vec<u8>,
    /// Whether it is packed in a way that we cannot unpack.
    pub is_sealed: bool,
}

/// Fetching that came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The other side.
    #[error(transparent)]
    Outbound(#[from] OutboundError),
    /// Our own disk.
    #[error("the page cannot be written down: {0}")]
    Disk(#[from] io::Error),
}

/// Fetches a page. At most `most_plain` bytes of it are unpacked.
///
/// # Errors
/// When there is no whole answer within the limits, or the disk is full.
pub async fn fetch(
    client: &Client,
    url: &str,
    limits: Limits,
    most_plain: u64,
) -> Result<Fetched, FetchError> {
    let mut answer = client.get(url, limits).await?;
    let mut body = tempfile::tempfile()?;
    let (mut plain, is_sealed) = unpacker(&answer, most_plain)?;
    let (mut digest, mut length) = (Sha256::new(), 0);
    let mut beginning = Vec::new();
    // Pieces are small and files without a name are written to memory first: no need to leave the thread.
    while let Some(piece) = answer.chunk().await? {
        digest.update(&piece);
        length += u64::try_from(piece.len()).unwrap_or(0);
        body.write_all(&piece)?;
        match &mut plain {
            Some(plain) => plain.take(&piece)?,
            None => begin(&mut beginning, &piece),
        }
    }
    let plain = plain.map(Unpacker::end).transpose()?.map(|kept| {
        beginning = kept.beginning;
        kept.file
    });
    let sha256 = hex(digest);
    let (hops, last) = (answer.hops().to_vec(), answer.last().clone());
    Ok(Fetched { hops, last, body, length, sha256, plain, beginning, is_sealed })
}

impl Fetched {
    /// The readable body, from its start.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn readable(&self) -> io::Result<File> {
        let mut file = self.plain.as_ref().unwrap_or(&self.body).try_clone()?;
        file.rewind()?;
        Ok(file)
    }

    /// What the server says it is, without what follows the semicolon; empty where it does not say.
    #[must_use]
    pub fn media_type(&self) -> String {
        let told = self.last.headers.get("content-type").and_then(|v| v.to_str().ok());
        let told = told.unwrap_or("").split(';').next().unwrap_or("").trim();
        told.chars().filter(char::is_ascii_graphic).take(100).collect::<String>().to_lowercase()
    }

    /// The character set that the server gives; empty where it does not.
    #[must_use]
    pub fn charset(&self) -> String {
        let told = self.last.headers.get("content-type").and_then(|v| v.to_str().ok());
        let told = told.unwrap_or("").to_ascii_lowercase();
        let set = told.split_once("charset=").map_or("", |(_, set)| set);
        let set = set.trim_start_matches(['"', '\'']).split(['"', '\'', ';', ' ']).next();
        set.unwrap_or("").chars().filter(char::is_ascii_graphic).take(40).collect()
    }
}

type Plain = Unpacker<Beginning>;

/// What unpacks the body, where it comes packed although we asked for it plain.
fn unpacker(answer: &Answer, most: u64) -> io::Result<(Option<Plain>, bool)> {
    let packing = answer.header("content-encoding").trim().to_ascii_lowercase();
    Ok(match packing.as_str() {
        "" | "identity" => (None, false),
        "gzip" | "x-gzip" => {
            let to = Beginning { file: tempfile::tempfile()?, beginning: Vec::new() };
            (Some(Unpacker::new(to, most)), false)
        }
        _ => (None, true),
    })
}

fn begin(beginning: &mut Vec<u8>, piece: &[u8]) {
    let room = BEGINNING - beginning.len().min(BEGINNING);
    beginning.extend_from_slice(&piece[..piece.len().min(room)]);
}

/// A file of which the beginning is remembered.
#[derive(Debug)]
struct Beginning {
    file: File,
    beginning: Vec<u8>,
}

impl Write for Beginning {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        begin(&mut self.beginning, &bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
