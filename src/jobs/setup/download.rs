//! Files from publishers, kept in a folder: what is here whole is not fetched twice, what broke off goes on.
//!
//! Beside each file `NAME` stands `NAME.json` with its address, its ETag, its size and its SHA-256. While it is on its
//! way it is called `NAME.part`.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use reqwest::Url;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;

use crate::domain::time::Clock;
use crate::outbound::{self, Answer, Limits, OutboundError};

/// Bounds on one file.
const LIMITS: Limits = Limits {
    head: Duration::from_secs(60),
    quiet: Duration::from_secs(60),
    whole: Duration::from_secs(30 * 60),
    most_bytes: 2 << 30,
    redirects: 5,
};

/// How long a file that is here is taken without asking whether there is a newer one, in seconds.
const FRESH_SECONDS: i64 = 24 * 60 * 60;

/// Why a file cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum DownloadError {
    /// The publisher cannot be reached, or the answer breaks off.
    #[error("{host} does not answer: {source}")]
    Outbound {
        /// Who was asked.
        host: String,
        /// What happened.
        source: OutboundError,
    },
    /// The publisher says no.
    #[error("{host} answers with status {status} for {url}")]
    Status {
        /// Who was asked.
        host: String,
        /// The status.
        status: u16,
        /// What was asked for.
        url: String,
    },
    /// It is not where it should be, or cannot be written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
}

/// A file that is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// Where it lies.
    pub path: PathBuf,
    /// Where it came from.
    pub url: String,
    /// SHA-256 of it, hexadecimal.
    pub sha256: String,
    is_download: bool,
}

impl Fetched {
    /// A file of the operator's own.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn in_folder(path: PathBuf) -> Result<Self, DownloadError> {
        let sha256 = sha256_of(&path)
            .map_err(|source| DownloadError::File { path: path.clone(), source })?;
        Ok(Self { url: path.display().to_string(), path, sha256, is_download: false })
    }

    /// Lets a download go, so that it is fetched anew.
    pub fn forget(&self) {
        if self.is_download {
            // If it cannot be taken away it is as it was.
            let _ = std::fs::remove_file(with_ending(&self.path, ".json"));
        }
    }
}

/// What is noted beside a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Noted {
    url: String,
    etag: String,
    bytes: u64,
    sha256: String,
    fetched_at: Timestamp,
}

/// The folder of downloads.
pub struct Downloads<'d> {
    /// Where they are kept.
    pub folder: &'d Path,
    /// What asks other machines.
    pub client: &'d outbound::Client,
    /// Where "now" comes from.
    pub clock: &'d Clock,
}

impl Downloads<'_> {
    /// Fetches a file, or finds it. `secret` is added to the address and noted nowhere.
    ///
    /// # Errors
    /// When it cannot be had; what is here of it stays.
    pub async fn fetch(
        &self,
        url: &str,
        secret: &str,
        file: &str,
        told: &mut (dyn FnMut(u64, Option<u64>) + Send),
    ) -> Result<Fetched, DownloadError> {
        let path = self.folder.join(file);
        let at = |source| DownloadError::File { path: path.clone(), source };
        tokio::fs::create_dir_all(self.folder).await.map_err(at)?;
        let here = whole_file(&path, url).await;
        if let Some(noted) = &here
            && self.clock.now().duration_since(noted.fetched_at).as_secs() < FRESH_SECONDS
        {
            told(noted.bytes, Some(noted.bytes));
            return Ok(fetched(path, noted));
        }
        let part = with_ending(&path, ".part");
        let begun = begun_file(&part, url).await;
        let asked = format!("{url}{secret}");
        let host = host(url);
        let outbound = |source| DownloadError::Outbound { host: host.clone(), source };
        let headers = questions(here.as_ref(), begun.as_ref());
        let mut answer = self.client.get_with(&asked, headers, LIMITS).await.map_err(outbound)?;
        let goes_on = match (answer.last().status, &here, &begun) {
            (304, Some(noted), _) => {
                let noted = Noted { fetched_at: self.clock.now(), ..noted.clone() };
                note(&with_ending(&path, ".json"), &noted).map_err(at)?;
                return Ok(fetched(path, &noted));
            }
            (206, _, Some(begun)) if follows(&answer, begun.bytes) => true,
            (200, ..) => false,
            (status, ..) => {
                return Err(DownloadError::Status { host, status, url: url.to_owned() });
            }
        };
        let etag = answer.header("etag").to_owned();
        let mut done = if goes_on { begun.map_or(0, |begun| begun.bytes) } else { 0 };
        let total = answer.header("content-length").parse::<u64>().ok().map(|rest| done + rest);
        // Noted first: a part without a note would be begun anew.
        let mut noted = Noted {
            url: url.to_owned(),
            etag,
            bytes: done,
            sha256: String::new(),
            fetched_at: self.clock.now(),
        };
        note(&with_ending(&part, ".json"), &noted).map_err(at)?;
        let mut options = tokio::fs::OpenOptions::new();
        let mut out = options
            .create(true)
            .write(true)
            .append(goes_on)
            .truncate(!goes_on)
            .open(&part)
            .await
            .map_err(at)?;
        loop {
            let piece = match answer.chunk().await {
                Ok(Some(piece)) => piece,
                Ok(None) => break,
                Err(source) => {
                    out.flush().await.map_err(at)?;
                    return Err(outbound(source));
                }
            };
            out.write_all(&piece).await.map_err(at)?;
            done += u64::try_from(piece.len()).unwrap_or(u64::MAX);
            told(done, total);
        }
        out.flush().await.map_err(at)?;
        out.sync_all().await.map_err(at)?;
        drop(out);
        noted.bytes = done;
        noted.sha256 = sha256_of(&part).map_err(at)?;
        tokio::fs::rename(&part, &path).await.map_err(at)?;
        note(&with_ending(&path, ".json"), &noted).map_err(at)?;
        let _ = tokio::fs::remove_file(with_ending(&part, ".json")).await;
        Ok(fetched(path, &noted))
    }
}

fn fetched(path: PathBuf, noted: &Noted) -> Fetched {
    Fetched { path, url: noted.url.clone(), sha256: noted.sha256.clone(), is_download: true }
}

/// A file that is here whole, as its note says.
async fn whole_file(path: &Path, url: &str) -> Option<Noted> {
    let noted = noted(&with_ending(path, ".json"), url).await?;
    let sum = sha256_of(path).ok()?;
    (sum == noted.sha256).then_some(noted)
}

/// A file of which some is here, and which the publisher can name again.
async fn begun_file(part: &Path, url: &str) -> Option<Noted> {
    let mut noted = noted(&with_ending(part, ".json"), url).await?;
    noted.bytes = tokio::fs::metadata(part).await.ok()?.len();
    // Weak tags name what looks alike, not the same bytes.
    let is_strong = !noted.etag.is_empty() && !noted.etag.starts_with("W/");
    (is_strong && noted.bytes > 0).then_some(noted)
}

async fn noted(path: &Path, url: &str) -> Option<Noted> {
    let text = tokio::fs::read(path).await.ok()?;
    let noted: Noted = serde_json::from_slice(&text).ok()?;
    (noted.url == url).then_some(noted)
}

fn note(path: &Path, noted: &Noted) -> std::io::Result<()> {
    std::fs::write(path, serde_json::to_vec_pretty(noted)?)
}

/// What is asked beside the address: only what is newer, or only the rest.
fn questions(here: Option<&Noted>, begun: Option<&Noted>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let mut put = |name: &'static str, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    };
    put("accept", "*/*");
    if let Some(begun) = begun {
        put("range", &format!("bytes={}-", begun.bytes));
        put("if-range", &begun.etag);
    } else if let Some(here) = here.filter(|here| !here.etag.is_empty()) {
        put("if-none-match", &here.etag);
    }
    headers
}

/// Whether the rest that came begins where the part ends.
fn follows(answer: &Answer, bytes: u64) -> bool {
    let range = answer.header("content-range");
    range.strip_prefix("bytes ").is_some_and(|range| range.starts_with(&format!("{bytes}-")))
}

fn host(url: &str) -> String {
    let host = Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
    host.unwrap_or_else(|| url.chars().take(60).collect())
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// SHA-256 of a file, hexadecimal.
///
/// # Errors
/// When it cannot be read.
pub fn sha256_of(path: &Path) -> std::io::Result<String> {
    let mut file = std::fs::File::open(path)?;
    let mut sum = Sha256::new();
    let mut block = vec![0_u8; 64 << 10];
    loop {
        let got = file.read(&mut block)?;
        if got == 0 {
            return Ok(data_encoding::HEXLOWER.encode(&sum.finalize()));
        }
        sum.update(&block[..got]);
    }
}
