//! From raw bytes to UTF-8 text, a block at a time.
//!
//! Publishers send UTF-8 with and without a byte-order mark, Windows-1252 out of old spreadsheets,
//! UTF-16 out of newer ones, and now and then a workbook, a picture or a web page with the name of
//! a CSV file. [`TextReader`] turns the first kinds into UTF-8 with `\n` at the end of every line and
//! refuses the rest.

use std::io::{self, Read};

use encoding_rs::{Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::error::ImportError;
use super::limits::Limits;
use super::notices::Notices;
use crate::domain::feed::NoticeCode;

/// How many bytes are read at once.
const BLOCK: usize = 64 * 1024;

/// Marks by which other kinds of file are known.
const MAGIC: &[(&[u8], &str)] = &[
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or a workbook (.zip, .xlsx, .ods)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document (.xls, .doc)"),
    (b"SQLite format 3\0", "an SQLite database or GeoPackage"),
];

/// A reader that gives UTF-8 whatever the encoding of what it reads.
///
/// It never holds more than a few blocks. Text that begins in ASCII and then breaks the rules of
/// UTF-8 is taken as Windows-1252 from there on; where UTF-8 letters had come before, only the
/// broken bytes are.
pub struct TextReader<R> {
    input: R,
    state: State,
    raw: Vec<u8>,
    carried: usize,
    out: Vec<u8>,
    at: usize,
    limits: Limits,
    read_bytes: u64,
    given_bytes: u64,
    since_mark: usize,
    letters_beyond_ascii: bool,
    broken: u64,
    after_return: bool,
    encoding: &'static str,
    tail: &'static [u8],
    at_end: bool,
}

enum State {
    Start,
    Utf8,
    Windows1252,
    Utf16(Box<Decoder>),
    Done,
}

impl<R: Read> TextReader<R> {
    /// Reads text; `tail` is added behind its end.
    pub fn new(input: R, limits: Limits, tail: &'static [u8]) -> Self {
        Self {
            input,
            state: State::Start,
            raw: vec![0; BLOCK],
            carried: 0,
            out: Vec::with_capacity(BLOCK * 2),
            at: 0,
            limits,
            read_bytes: 0,
            given_bytes: 0,
            since_mark: 0,
            letters_beyond_ascii: false,
            broken: 0,
            after_return: false,
            encoding: "UTF-8",
            tail,
            at_end: false,
        }
    }

    /// Says that one more row was taken out of the text, which gives the next one its full room.
    pub fn mark(&mut self) {
        self.since_mark = 0;
    }

    /// Length in bytes of the whole text with its tail, once all of the input was read.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        matches!(self.state, State::Done).then_some(self.given_bytes)
    }

    /// Bytes of the input that were read.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.read_bytes
    }

    /// Says how the text had to be read, where that was not plain UTF-8.
    pub fn report(&self, notices: &mut Notices) {
        if self.encoding != "UTF-8" {
            let hint = "read that way; look at letters with accents";
            notices.push(NoticeCode::Encoding, 0, "", self.encoding, "UTF-8", hint);
        } else if self.broken > 0 {
            let found = format!("UTF-8 with {} bytes that are none", self.broken);
            notices.push(NoticeCode::Encoding, 0, "", &found, "UTF-8", "read as Windows-1252");
        }
    }

    /// Fills the block as far as the input allows; gives the number of bytes in it.
    fn fill(&mut self, whole: bool) -> Result<usize, ImportError> {
        let mut have = self.carried;
        self.carried = 0;
        while have < self.raw.len() {
            let got = match self.input.read(&mut self.raw[have..]) {
                Ok(got) => got,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(source) => {
                    return Err(ImportError::Io { after_bytes: self.read_bytes, source });
                }
            };
            if got == 0 {
                self.at_end = true;
                break;
            }
            have += got;
            self.read_bytes += u64::try_from(got).unwrap_or(u64::MAX);
            if !whole {
                break;
            }
        }
        if self.read_bytes > self.limits.file_bytes {
            return Err(ImportError::TooLarge { limit: self.limits.file_bytes });
        }
        Ok(have)
    }

    /// Looks at the first block and says from which byte on it is text.
    fn begin(&mut self, have: usize) -> Result<usize, ImportError> {
        let head = &self.raw[..have];
        if let Some((_, found)) = MAGIC.iter().find(|(mark, _)| head.starts_with(mark)) {
            return Err(ImportError::NotText { found });
        }
        let (state, skip) = if head.starts_with(b"\xef\xbb\xbf") {
            (State::Utf8, 3)
        } else if head.starts_with(b"\xff\xfe") {
            self.encoding = "UTF-16 (little-endian)";
            (State::Utf16(Box::new(UTF_16LE.new_decoder_without_bom_handling())), 2)
        } else if head.starts_with(b"\xfe\xff") {
            self.encoding = "UTF-16 (big-endian)";
            (State::Utf16(Box::new(UTF_16BE.new_decoder_without_bom_handling())), 2)
        } else {
            (State::Utf8, 0)
        };
        self.state = state;
        if is_web_page(&self.raw[skip..have]) {
            return Err(ImportError::NotText { found: "a web page (HTML)" });
        }
        Ok(skip)
    }

    fn refill(&mut self) -> Result<(), ImportError> {
        self.out.clear();
        self.at = 0;
        while self.out.is_empty() {
            if matches!(self.state, State::Done) {
                return Ok(());
            }
            let starting = matches!(self.state, State::Start);
            let have = self.fill(starting)?;
            let skip = if starting { self.begin(have)? } else { 0 };
            if !matches!(self.state, State::Utf16(_)) {
                refuse_binary(&self.raw[skip..have])?;
            }
            match &mut self.state {
                State::Utf8 => self.take_utf8(skip, have),
                State::Windows1252 => take_windows_1252(&self.raw[skip..have], &mut self.out),
                State::Utf16(decoder) => {
                    take_utf16(decoder, &self.raw[skip..have], self.at_end, &mut self.out);
                }
                State::Start | State::Done => {}
            }
            self.after_return = one_line_end(&mut self.out, self.after_return);
            if self.at_end {
                self.out.extend_from_slice(self.tail);
                self.state = State::Done;
            }
        }
        self.since_mark += self.out.len();
        self.given_bytes += u64::try_from(self.out.len()).unwrap_or(u64::MAX);
        Ok(())
    }

    fn take_utf8(&mut self, skip: usize, have: usize) {
        let mut rest = skip;
        while rest < have {
            let (valid, bad) = match std::str::from_utf8(&self.raw[rest..have]) {
                Ok(_) => (have - rest, None),
                Err(error) => (error.valid_up_to(), Some(error.error_len())),
            };
            let text = &self.raw[rest..rest + valid];
            self.letters_beyond_ascii |= !text.is_ascii();
            self.out.extend_from_slice(text);
            rest += valid;
            let broken = match bad {
                None => return,
                // A letter cut in two by the end of the block: its first half waits for the next.
                Some(None) if !self.at_end => {
                    self.raw.copy_within(rest..have, 0);
                    self.carried = have - rest;
                    return;
                }
                Some(None) => have - rest,
                Some(Some(length)) => length,
            };
            if !self.letters_beyond_ascii {
                self.encoding = "Windows-1252";
                self.state = State::Windows1252;
                take_windows_1252(&self.raw[rest..have], &mut self.out);
                return;
            }
            self.broken += u64::try_from(broken).unwrap_or(u64::MAX);
            take_windows_1252(&self.raw[rest..rest + broken], &mut self.out);
            rest += broken;
        }
    }
}

impl<R: Read> Read for TextReader<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at == self.out.len() {
            // The reader above holds at most a block beyond the row that it is working on.
            if self.since_mark > self.limits.row_bytes.saturating_add(BLOCK * 4) {
                let limit = self.limits.row_bytes;
                return Err(io::Error::other(ImportError::RowTooLarge { line: 0, limit }));
            }
            self.refill().map_err(io::Error::other)?;
        }
        let n = into.len().min(self.out.len() - self.at);
        into[..n].copy_from_slice(&self.out[self.at..self.at + n]);
        self.at += n;
        Ok(n)
    }
}

fn take_windows_1252(bytes: &[u8], out: &mut Vec<u8>) {
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    out.extend_from_slice(text.as_bytes());
}

fn take_utf16(decoder: &mut Decoder, bytes: &[u8], last: bool, out: &mut Vec<u8>) {
    let room = decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len() * 3 + 16);
    let mut text = String::with_capacity(room);
    // With that much room the decoder always takes all of its input.
    let _ = decoder.decode_to_string(bytes, &mut text, last);
    out.extend_from_slice(text.as_bytes());
}

/// Makes `\r\n` and `\r` into `\n`; says whether the block ends with `\r`.
///
/// Then a line has one number, whatever its publisher's machine.
fn one_line_end(block: &mut Vec<u8>, mut after_return: bool) -> bool {
    if !after_return && !block.contains(&b'\r') {
        return false;
    }
    block.retain_mut(|byte| {
        let was = std::mem::replace(&mut after_return, *byte == b'\r');
        if *byte == b'\r' {
            *byte = b'\n';
            return true;
        }
        !(was && *byte == b'\n')
    });
    after_return
}

/// A few stray NUL bytes are dropped with other control characters later; many mean "no text".
fn refuse_binary(block: &[u8]) -> Result<(), ImportError> {
    if !block.contains(&0) {
        return Ok(());
    }
    let nul = block.iter().filter(|byte| **byte == 0).count();
    let broken = std::str::from_utf8(block).is_err_and(|error| error.error_len().is_some());
    if nul > 4 && nul * if broken { 256 } else { 10 } > block.len() {
        let found = if nul * 3 > block.len() && nul * 3 < block.len() * 2 {
            "bytes that look like UTF-16 without a byte-order mark"
        } else {
            "binary data"
        };
        return Err(ImportError::NotText { found });
    }
    Ok(())
}

fn is_web_page(block: &[u8]) -> bool {
    let head: Vec<u8> = block
        .iter()
        .skip_while(|byte| byte.is_ascii_whitespace())
        .take(16)
        .map(u8::to_ascii_lowercase)
        .collect();
    [&b"<!doctype html"[..], b"<html", b"<head", b"<body"].iter().any(|tag| head.starts_with(tag))
}

/// The import error inside an input or output error, or that error itself.
#[must_use]
pub fn unwrapped(error: io::Error, after_bytes: u64) -> ImportError {
    match error.downcast::<ImportError>() {
        Ok(inner) => inner,
        Err(source) => ImportError::Io { after_bytes, source },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> Result<(String, Notices), ImportError> {
        let mut reader = TextReader::new(bytes, Limits::default(), b"");
        let mut out = String::new();
        reader.read_to_string(&mut out).map_err(|e| unwrapped(e, 0))?;
        let mut notices = Notices::new();
        reader.report(&mut notices);
        Ok((out, notices))
    }

    #[test]
    fn utf8_passes_and_its_mark_is_dropped() {
        let (text, notices) = read("\u{feff}Peña 🙂 שלום".as_bytes()).unwrap();
        assert_eq!(text, "Peña 🙂 שלום");
        assert!(notices.is_empty());
    }

    #[test]
    fn windows_1252_is_read_with_a_remark() {
        let (text, notices) = read(b"name\nPe\xf1a \x96 LaSalle\n").unwrap();
        assert_eq!(text, "name\nPeña – LaSalle\n");
        assert_eq!(notices.count(NoticeCode::Encoding), 1);
    }

    #[test]
    fn one_broken_byte_does_not_spoil_utf8() {
        let mut bytes = "Peña,".as_bytes().to_vec();
        bytes.extend_from_slice(b"\xf1a,");
        bytes.extend_from_slice("Muñoz".as_bytes());
        let (text, notices) = read(&bytes).unwrap();
        assert_eq!(text, "Peña,ña,Muñoz");
        assert!(notices.iter().next().unwrap().found.contains("1 bytes"));
    }

    #[test]
    fn utf16_with_a_mark_is_read_in_both_orders() {
        for big in [false, true] {
            let mut bytes = Vec::new();
            for unit in "\u{feff}id,name\n1,Peña 🙂\n".encode_utf16() {
                bytes.extend(if big { unit.to_be_bytes() } else { unit.to_le_bytes() });
            }
            let (text, notices) = read(&bytes).unwrap();
            assert_eq!(text, "id,name\n1,Peña 🙂\n");
            assert_eq!(notices.count(NoticeCode::Encoding), 1);
        }
    }

    #[test]
    fn letters_cut_by_a_block_stay_whole() {
        let text = "é🙂".repeat(BLOCK / 3);
        assert_eq!(read(text.as_bytes()).unwrap().0, text);
        let shifted = format!("x{text}");
        assert_eq!(read(shifted.as_bytes()).unwrap().0, shifted);
    }

    #[test]
    fn other_kinds_of_file_are_named() {
        let utf16: Vec<u8> =
            "id,name\n1,Adams\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, word) in [
            (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], "PNG"),
            (b"PK\x03\x04\x14\0\x06\0", "workbook"),
            (b"SQLite format 3\0\x10\0", "GeoPackage"),
            (b"\n <!DOCTYPE html><html>", "web page"),
            (b"a\0\0\0\0\0\0\0\x01", "binary"),
            (&utf16, "UTF-16"),
        ] {
            let error = read(bytes).unwrap_err();
            assert!(matches!(error, ImportError::NotText { .. }), "{error}");
            assert!(error.to_string().contains(word), "{error}");
        }
    }

    #[test]
    fn every_line_ends_alike() {
        assert_eq!(read(b"a\r\nb\rc\n\r\r\n").unwrap().0, "a\nb\nc\n\n\n");
        let long = "x\r\n".repeat(BLOCK);
        assert_eq!(read(long.as_bytes()).unwrap().0, "x\n".repeat(BLOCK));
    }

    #[test]
    fn a_stray_nul_is_no_reason_to_refuse() {
        assert_eq!(read(b"a\0b").unwrap().0, "a\0b");
    }

    #[test]
    fn a_file_beyond_the_bound_is_refused() {
        let limits = Limits { file_bytes: 100, ..Limits::default() };
        let mut reader = TextReader::new(io::repeat(b'a'), limits, b"");
        let error = io::copy(&mut reader, &mut io::sink()).unwrap_err();
        assert!(matches!(unwrapped(error, 0), ImportError::TooLarge { limit: 100 }));
    }

    #[test]
    fn a_broken_line_says_how_far_it_came() {
        struct Broken(bool);
        impl Read for Broken {
            fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
                if std::mem::replace(&mut self.0, true) {
                    return Err(io::Error::from(io::ErrorKind::ConnectionReset));
                }
                into[..2].copy_from_slice(b"ab");
                Ok(2)
            }
        }
        let mut reader = TextReader::new(Broken(false), Limits::default(), b"");
        let error = reader.read(&mut [0; 8]).unwrap_err();
        assert!(matches!(unwrapped(error, 0), ImportError::Io { after_bytes: 2, .. }));
    }

    proptest! {
        #[test]
        fn whatever_comes_in_utf8_comes_out_or_a_refusal(bytes: Vec<u8>) {
            if let Ok((text, _)) = read(&bytes)
                && let Ok(same) = std::str::from_utf8(&bytes)
            {
                let same = same.strip_prefix('\u{feff}').unwrap_or(same);
                prop_assert_eq!(text, same.replace("\r\n", "\n").replace('\r', "\n"));
            }
        }
    }
}
