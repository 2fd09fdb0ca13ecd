//! What runs in the process that reads what strangers sent: from standard input to standard output, within limits that
//! it sets itself before it looks at a byte.

use std::io::{self, Read, Write};

use super::{page_text, picture};

/// Ends so when the input cannot be read; what is wrong with it stands on standard error.
pub const REFUSED: u8 = 3;

/// The longest input.
const MOST_INPUT: u64 = 64 << 20;
/// Bytes of a page or text of which the words are read: what is made of a page in memory is thirty times as large.
const MOST_PAGE: usize = 4 << 20;

text_enum! {
    /// What is to be read.
    Work {
        /// The words of a web page; the hint is its character set.
        Html = "html",
        /// The words of a plain text; the hint is its character set.
        Plain = "plain",
        /// The words of a PDF.
        Pdf = "pdf",
        /// A picture, to be written anew as JPEG; the hint is its longest side.
        Photo = "photo",
        /// A picture of ours, parts of which are to be covered; the hint is which.
        Cover = "cover",
    }
}

impl Work {
    /// Memory that it may take, in bytes.
    const fn most_memory(self) -> u64 {
        match self {
            Self::Html | Self::Plain | Self::Pdf => 140 << 20,
            Self::Photo => 384 << 20,
            Self::Cover => 96 << 20,
        }
    }

    /// Seconds that it may compute.
    const fn most_seconds(self) -> u64 {
        15
    }
}

/// Why it cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum InsideError {
    /// The limits cannot be set, or input and output fail.
    #[error("{0}")]
    System(#[from] io::Error),
    /// The input is not what it should be.
    #[error("{0}")]
    Unreadable(String),
}

/// Reads standard input and writes what came out of it to standard output.
///
/// # Errors
/// When the limits cannot be set or the input cannot be read.
pub fn run(work: Work, hint: &str) -> Result<(), InsideError> {
    confine(work)?;
    let mut input = Vec::new();
    io::stdin().lock().take(MOST_INPUT + 1).read_to_end(&mut input)?;
    if u64::try_from(input.len()).unwrap_or(u64::MAX) > MOST_INPUT {
        return Err(InsideError::Unreadable("it is too long".to_owned()));
    }
    if matches!(work, Work::Html | Work::Plain) {
        input.truncate(MOST_PAGE);
        input.shrink_to_fit();
    }
    let out = match work {
        Work::Html => page_text::of_html(&input, hint)?.into_bytes(),
        Work::Plain => page_text::tidied(&page_text::decoded(&input, hint)).into_bytes(),
        Work::Pdf => page_text::of_pdf(&input)?.into_bytes(),
        Work::Photo => picture::anew(&input, hint)?,
        Work::Cover => picture::covered(&input, hint)?,
    };
    let mut to = io::stdout().lock();
    to.write_all(&out)?;
    to.flush()?;
    Ok(())
}

/// How far the process steps behind all others, of 19.
const NICENESS: i32 = 19;

/// Gives up what is not needed. A library that is led astray by its input then finds nothing to do harm with.
#[cfg(unix)]
fn confine(work: Work) -> io::Result<()> {
    use rlimit::Resource;
    // Nobody who reads a page waits for it. Where that is forbidden it reads all the same.
    let _ = rustix::process::nice(NICENESS);
    for (resource, most) in [
        (Resource::DATA, work.most_memory()),
        (Resource::AS, work.most_memory() + (512 << 20)),
        (Resource::CPU, work.most_seconds()),
        (Resource::FSIZE, 0),
        (Resource::CORE, 0),
        (Resource::NOFILE, 0),
    ] {
        resource.set(most, most)?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn confine(_: Work) -> io::Result<()> {
    Err(io::Error::other("what strangers sent is only read where processes can be confined"))
}
