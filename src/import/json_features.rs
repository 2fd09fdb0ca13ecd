//! The features of a GeoJSON FeatureCollection, cut out of a stream one at a time.
//!
//! The cutter only follows strings and brackets; each feature is then parsed by itself. So a
//! collection of any size is read in the memory of its largest feature, and members before and
//! behind `features` (`crs`, `bbox`, `name`) may stand in any order.

use std::io::Read;

use super::bytes::{TextReader, unwrapped};
use super::error::ImportError;
use super::limits::Limits;

/// How deep brackets may nest.
const DEPTH: usize = 100;

/// A stream of features as JSON text.
pub struct Features<R> {
    text: TextReader<R>,
    block: Vec<u8>,
    have: usize,
    at: usize,
    line: u64,
    limits: Limits,
    state: State,
    is_collection: bool,
    /// Names of the members beside `type` and `features`.
    pub others: Vec<String>,
    /// The member `crs` as JSON text, which files from before RFC 7946 have.
    pub crs: Option<Vec<u8>>,
    feature: Vec<u8>,
    /// Number of the feature that was cut last, from 1.
    pub number: u64,
    /// The line on which it begins.
    pub feature_line: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Before,
    First,
    Within,
    Done,
}

impl<R: Read> Features<R> {
    pub fn new(input: R, limits: Limits) -> Self {
        Self {
            text: TextReader::new(input, limits, b""),
            block: vec![0; 64 * 1024],
            have: 0,
            at: 0,
            line: 1,
            limits,
            state: State::Before,
            is_collection: false,
            others: Vec::new(),
            crs: None,
            feature: Vec::new(),
            number: 0,
            feature_line: 1,
        }
    }

    /// The reader below, which knows the encoding.
    pub fn text(&self) -> &TextReader<R> {
        &self.text
    }

    /// The next feature as JSON text; none behind the last.
    pub fn next(&mut self) -> Result<Option<&[u8]>, ImportError> {
        if self.state == State::Before {
            self.open()?;
        }
        if self.state == State::Done {
            return Ok(None);
        }
        match (self.skip_space()?, self.state) {
            (Some(b']'), _) => {
                self.step();
                self.close()?;
                return Ok(None);
            }
            (Some(b','), State::Within) => {
                self.step();
                self.skip_space()?;
            }
            (Some(_), State::First) => {}
            (Some(other), _) => return Err(self.wrong(&shown(other))),
            (None, _) => return Err(self.cut_off("the list of features", self.line)),
        }
        self.state = State::Within;
        self.number += 1;
        self.feature_line = self.line;
        if self.number > self.limits.rows {
            return Err(ImportError::TooManyRows { limit: self.limits.rows });
        }
        let mut feature = std::mem::take(&mut self.feature);
        feature.clear();
        self.value(Some(&mut feature), "a feature")?;
        self.text.mark();
        self.feature = feature;
        Ok(Some(&self.feature))
    }

    /// Reads up to the first feature.
    fn open(&mut self) -> Result<(), ImportError> {
        match self.skip_space()? {
            None => {
                return Err(ImportError::Empty { found: "an empty file" });
            }
            Some(b'{') => self.step(),
            Some(other) => return Err(self.wrong(&shown(other))),
        }
        if self.members(true)? {
            self.state = State::First;
            return Ok(());
        }
        Err(self.wrong("an object without features"))
    }

    /// Reads what stands behind the last feature.
    fn close(&mut self) -> Result<(), ImportError> {
        self.state = State::Done;
        match self.skip_space()? {
            Some(b',') => self.step(),
            Some(b'}') => {}
            Some(other) => return Err(self.wrong(&shown(other))),
            None => return Err(self.cut_off("the collection", 1)),
        }
        if self.members(false)? {
            return Err(self.wrong("two lists of features"));
        }
        if let Some(other) = self.skip_space()? {
            return Err(self.wrong(&format!("{} behind the collection", shown(other))));
        }
        if !self.is_collection {
            return Err(self.wrong("an object without a type"));
        }
        if self.number == 0 {
            return Err(ImportError::Empty { found: "a collection without features" });
        }
        Ok(())
    }

    /// Reads members up to the value of `features` (true) or the end of the object (false).
    fn members(&mut self, first: bool) -> Result<bool, ImportError> {
        let mut first = first;
        loop {
            match self.skip_space()? {
                Some(b'}') => {
                    self.step();
                    return Ok(false);
                }
                Some(b',') if !first => {
                    self.step();
                    self.skip_space()?;
                }
                _ => {}
            }
            first = false;
            let name = self.captured("a member")?;
            let Ok(name) = serde_json::from_slice::<String>(&name) else {
                return Err(self.wrong("a member without a name"));
            };
            match self.skip_space()? {
                Some(b':') => self.step(),
                Some(other) => return Err(self.wrong(&shown(other))),
                None => return Err(self.cut_off("the collection", 1)),
            }
            let next = self.skip_space()?;
            match name.as_str() {
                "features" => {
                    if next != Some(b'[') {
                        return Err(self.wrong("features that are no list"));
                    }
                    self.step();
                    return Ok(true);
                }
                "type" => {
                    let kind = self.captured("the type")?;
                    let kind = String::from_utf8_lossy(&kind).into_owned();
                    if kind != "\"FeatureCollection\"" {
                        let kind: String = kind.chars().take(40).collect();
                        return Err(self.wrong(&format!("the type {kind}")));
                    }
                    self.is_collection = true;
                }
                _ => {
                    if name == "crs" {
                        self.crs = Some(self.captured("a member")?);
                    } else {
                        self.value(None, "a member")?;
                    }
                    if self.others.len() < 20 {
                        self.others.push(name);
                    }
                }
            }
        }
    }

    fn captured(&mut self, what: &'static str) -> Result<Vec<u8>, ImportError> {
        let mut out = Vec::new();
        self.value(Some(&mut out), what)?;
        Ok(out)
    }

    /// Steps over one JSON value, copying it where that is asked for.
    fn value(
        &mut self,
        mut into: Option<&mut Vec<u8>>,
        what: &'static str,
    ) -> Result<(), ImportError> {
        let begins = self.line;
        let (mut depth, mut in_string, mut escaped, mut length) = (0_usize, false, false, 0_usize);
        loop {
            let Some(byte) = self.peek()? else {
                return Err(self.cut_off(what, begins));
            };
            if !in_string && depth == 0 && length > 0 && ends_word(byte) {
                return Ok(());
            }
            self.step();
            length += 1;
            if length > self.limits.row_bytes {
                let limit = self.limits.row_bytes;
                return Err(ImportError::RowTooLarge { line: begins, limit });
            }
            if let Some(out) = into.as_deref_mut() {
                out.push(byte);
            }
            if in_string {
                in_string = escaped || byte != b'"';
                escaped = !escaped && byte == b'\\';
            } else {
                match byte {
                    b'"' => in_string = true,
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                if depth > DEPTH {
                    return Err(self.wrong("brackets that nest too deep"));
                }
            }
            if depth == 0 && !in_string && matches!(byte, b'"' | b'}' | b']') {
                return Ok(());
            }
        }
    }

    fn skip_space(&mut self) -> Result<Option<u8>, ImportError> {
        while let Some(byte) = self.peek()? {
            if !byte.is_ascii_whitespace() {
                return Ok(Some(byte));
            }
            self.step();
        }
        Ok(None)
    }

    fn peek(&mut self) -> Result<Option<u8>, ImportError> {
        if self.at == self.have {
            self.have = self.text.read(&mut self.block).map_err(|error| {
                match unwrapped(error, self.text.bytes_read()) {
                    ImportError::RowTooLarge { limit, .. } => {
                        ImportError::RowTooLarge { line: self.feature_line, limit }
                    }
                    other => other,
                }
            })?;
            self.at = 0;
        }
        Ok(self.block[..self.have].get(self.at).copied())
    }

    fn step(&mut self) {
        self.line += u64::from(self.block.get(self.at) == Some(&b'\n'));
        self.at += 1;
    }

    fn wrong(&self, found: &str) -> ImportError {
        ImportError::NotGeojson { line: self.line, found: found.to_owned() }
    }

    fn cut_off(&self, inside: &'static str, line: u64) -> ImportError {
        ImportError::CutOff { line, inside }
    }
}

fn ends_word(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b',' | b']' | b'}' | b':')
}

/// One byte as a person would name it.
fn shown(byte: u8) -> String {
    match byte {
        b'[' => "a list".to_owned(),
        0x21..=0x7e => format!("\"{}\"", char::from(byte)),
        _ => "something else".to_owned(),
    }
}
