//! The table beside a shapefile (dBASE), one record at a time.
//!
//! dBASE III file structure: 32 bytes of head, 32 bytes for each field up to 0x0D, then records of one length, the
//! first byte of each telling whether it was struck out.

use std::io::Read;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::import::ImportError;

/// Fields that a table may have; the format has room for 255.
const MOST_FIELDS: usize = 255;

/// A table that is read from its beginning to its end.
pub(super) struct Dbf<R> {
    input: R,
    fields: Vec<Field>,
    /// Records that the head announces.
    pub count: u32,
    record: Vec<u8>,
    encoding: Option<&'static Encoding>,
    /// Values that were not in the encoding that was announced.
    pub misread: u64,
}

struct Field {
    name: String,
    from: usize,
    length: usize,
}

impl<R: Read> Dbf<R> {
    /// Opens a table; `label` is what the file `.cpg` says of its encoding.
    pub fn open(mut input: R, label: Option<&str>) -> Result<Self, ImportError> {
        let mut head = [0_u8; 32];
        fill(&mut input, &mut head)?;
        let number = |from: usize| u16::from_le_bytes([head[from], head[from + 1]]);
        let (head_length, record_length) = (usize::from(number(8)), usize::from(number(10)));
        let count = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
        if head_length < 33 || record_length < 2 {
            return Err(damaged(&format!(
                "a head of {head_length} bytes and records of {record_length}"
            )));
        }
        let mut rest = vec![0_u8; head_length - 32];
        fill(&mut input, &mut rest)?;
        let mut fields = Vec::new();
        let mut from = 1;
        for entry in rest.chunks_exact(32).take(MOST_FIELDS) {
            if entry[0] == 0x0d {
                break;
            }
            let length = usize::from(entry[16]);
            let end = entry[..11].iter().position(|b| *b == 0).unwrap_or(11);
            let name = String::from_utf8_lossy(&entry[..end]).into_owned();
            if length == 0 || from + length > record_length {
                return Err(damaged(&format!("a field {name} of {length} bytes")));
            }
            fields.push(Field { name, from, length });
            from += length;
        }
        if fields.is_empty() {
            return Err(damaged("a table without fields"));
        }
        let encoding = label.and_then(known).or_else(|| of_driver(head[29]));
        Ok(Self { input, fields, count, record: vec![0; record_length], encoding, misread: 0 })
    }

    /// The encoding in which letters are read.
    pub fn encoding(&self) -> &'static str {
        self.encoding.map_or("UTF-8", Encoding::name)
    }

    /// Reads the next record; false when it was struck out.
    pub fn next(&mut self) -> Result<bool, ImportError> {
        fill(&mut self.input, &mut self.record)?;
        Ok(self.record[0] != b'*')
    }

    pub fn names(&self) -> Vec<String> {
        self.fields.iter().map(|field| field.name.clone()).collect()
    }

    /// The value of a field of this record, without the blanks around it.
    pub fn value(&self, at: usize) -> (String, bool) {
        let Some(field) = self.fields.get(at) else { return (String::new(), true) };
        let bytes = &self.record[field.from..field.from + field.length];
        let end = bytes.iter().position(|b| *b == 0).unwrap_or(bytes.len());
        let bytes = bytes[..end].trim_ascii();
        match self.encoding.unwrap_or(UTF_8).decode_without_bom_handling(bytes) {
            (text, false) => (text.into_owned(), true),
            // Not in the encoding that was announced: every byte is a letter in this one.
            (_, true) => (WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(), false),
        }
    }
}

/// The encoding of a label such as `UTF-8`, `ISO-8859-1`, `1252` or `ANSI 1252`.
pub(super) fn known(label: &str) -> Option<&'static Encoding> {
    let label = label.trim().to_ascii_lowercase();
    let plain = label.trim_start_matches("ansi").trim_start_matches("oem").trim();
    match plain {
        "88591" | "8859_1" => return Some(WINDOWS_1252),
        "65001" | "utf8" => return Some(UTF_8),
        _ => {}
    }
    Encoding::for_label(plain.as_bytes())
        .or_else(|| Encoding::for_label(format!("windows-{plain}").as_bytes()))
}

/// The encoding by the driver's number in the head.
fn of_driver(number: u8) -> Option<&'static Encoding> {
    match number {
        0x03 | 0x57 | 0x58 | 0x59 => Some(WINDOWS_1252),
        _ => None,
    }
}

fn fill(input: &mut impl Read, into: &mut [u8]) -> Result<(), ImportError> {
    input.read_exact(into).map_err(|error| damaged(&format!("it breaks off ({error})")))
}

fn damaged(found: &str) -> ImportError {
    ImportError::Damaged { part: ".dbf", found: found.to_owned() }
}
