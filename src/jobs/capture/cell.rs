//! Reading what strangers sent happens in a process of its own, which may take little memory and time, opens no file
//! and is killed when it takes too long: a PDF that is a bomb hurts nobody.
//!
//! This is the side that starts it; [`super::inside`] is the side that reads.

use std::fs::File;
use std::num::NonZero;
use std::path::Path;
use std::process::Stdio;
use std::sync::LazyLock;
use std::thread::available_parallelism;
use std::time::Duration;

use tokio::io::AsyncReadExt;
use tokio::process::Command;
use tokio::sync::Semaphore;

use super::inside::{REFUSED, Work};

/// Processes that read at once: one, so that all captures together stay within what one may take.
static AT_ONCE: Semaphore = Semaphore::const_new(1);
/// Processes that draw photos at once: as many as there are turns in the residents' line, and one more, so that the desk
/// does not wait behind them. Nobody who waits for a photo waits behind a long PDF.
static PHOTOS_AT_ONCE: LazyLock<Semaphore> = LazyLock::new(|| {
    let processors = available_parallelism().map_or(1, NonZero::get);
    Semaphore::new((processors / 2).max(1) + 1)
});

/// How long one may take by the clock on the wall.
const TIME: Duration = Duration::from_secs(30);

/// Why nothing came out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CellError {
    /// It was stopped for the time that it computed, or for its memory.
    #[error("reading it took too much time or memory")]
    Stopped,
    /// It was stopped since it was not done by the clock on the wall: the machine has too much else to do.
    #[error("reading it was not done in time")]
    Late,
    /// What came in cannot be read; with what was said of it.
    #[error("it cannot be read: {0}")]
    Unreadable(String),
    /// The process could not be started.
    #[error("the process that reads could not be started: {0}")]
    Start(String),
}

/// Has a file read by a process of its own; gives at most `most` bytes of what it says.
///
/// # Errors
/// When it was stopped, could not read the file, or could not be started.
pub async fn read(
    program: &Path,
    work: Work,
    hint: &str,
    file: File,
    most: u64,
) -> Result<Vec<u8>, CellError> {
    let start = |error: &dyn std::fmt::Display| CellError::Start(error.to_string());
    let lane = match work {
        Work::Html | Work::Plain | Work::Pdf => &AT_ONCE,
        Work::Photo | Work::Cover => &*PHOTOS_AT_ONCE,
    };
    let _permit = lane.acquire().await.map_err(|error| start(&error))?;
    let mut child = Command::new(program)
        .args(["extract", work.as_str(), hint])
        .env_clear()
        .current_dir("/")
        .stdin(Stdio::from(file))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| start(&error))?;
    let (mut said, mut why) = (Vec::new(), Vec::new());
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let reading = async {
        if let Some(out) = out {
            let _ = out.take(most).read_to_end(&mut said).await;
        }
        if let Some(err) = err {
            let _ = err.take(400).read_to_end(&mut why).await;
        }
        child.wait().await
    };
    let ended = tokio::time::timeout(TIME, reading).await;
    match ended {
        Err(_) => Err(CellError::Late),
        Ok(Err(error)) => Err(start(&error)),
        Ok(Ok(status)) if status.success() => Ok(said),
        // More than is taken: what was read of it stands.
        Ok(Ok(_)) if u64::try_from(said.len()).unwrap_or(0) == most => Ok(said),
        Ok(Ok(status)) if status.code() == Some(i32::from(REFUSED)) => {
            let why = String::from_utf8_lossy(&why);
            let why = why.trim().chars().filter(|c| !c.is_control()).take(200).collect();
            Err(CellError::Unreadable(why))
        }
        // A panic of a library that reads: the file is not what it should be.
        Ok(Ok(status)) if status.code() == Some(101) => {
            Err(CellError::Unreadable("the reader gave up".to_owned()))
        }
        // Ended by a signal: out of memory, out of time, out of stack.
        Ok(Ok(_)) => Err(CellError::Stopped),
    }
}
