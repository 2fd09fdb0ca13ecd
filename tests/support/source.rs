//! The product's source as text: files, and what is left of them without comments, strings or tests.

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the package: its path from the root, with `/`, and its text.
#[derive(Debug, Clone)]
pub struct Source {
    pub path: String,
    pub text: String,
}

/// A path inside the package.
pub fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Every file below a folder of the package whose name ends so; none where there is no such folder.
pub fn files(folder: &str, ending: &str) -> Vec<Source> {
    let mut found = Vec::new();
    let mut folders = vec![root(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                let name = path.strip_prefix(root("")).unwrap();
                let path_text = name.to_string_lossy().replace('\\', "/");
                found.push(Source { path: path_text, text: fs::read_to_string(&path).unwrap() });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// The number of the line on which a byte stands.
pub fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// What to blank out of a Rust text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blank {
    Comments,
    CommentsAndStrings,
}

/// Rust text with comments, or also what stands between quotes, made blank; lines and columns stay.
pub fn blanked(text: &str, what: Blank) -> String {
    let bytes = text.as_bytes();
    let mut out = bytes.to_vec();
    let blank = |out: &mut Vec<u8>, from: usize, to: usize| {
        for byte in &mut out[from..to] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    };
    let mut i = 0;
    while i < bytes.len() {
        let rest = &bytes[i..];
        if rest.starts_with(b"//") {
            let end = i + rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len());
            blank(&mut out, i, end);
            i = end;
        } else if rest.starts_with(b"/*") {
            let mut depth = 0;
            let mut end = i;
            while end < bytes.len() {
                if bytes[end..].starts_with(b"/*") {
                    depth += 1;
                    end += 2;
                } else if bytes[end..].starts_with(b"*/") {
                    depth -= 1;
                    end += 2;
                    if depth == 0 {
                        break;
                    }
                } else {
                    end += 1;
                }
            }
            blank(&mut out, i, end);
            i = end;
        } else if let Some((open, close)) = string_at(bytes, i) {
            if what == Blank::CommentsAndStrings {
                blank(&mut out, open, close);
            }
            i = close + 1;
        } else {
            i += 1;
        }
    }
    String::from_utf8(out).unwrap()
}

/// Where the inside of the string or character that begins at `i` begins and ends.
fn string_at(bytes: &[u8], i: usize) -> Option<(usize, usize)> {
    let is_word = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    match bytes[i] {
        b'"' => {
            let mut end = i + 1;
            while end < bytes.len() && bytes[end] != b'"' {
                end += if bytes[end] == b'\\' { 2 } else { 1 };
            }
            Some((i + 1, end.min(bytes.len())))
        }
        b'r' if i == 0 || !is_word(bytes[i - 1]) || bytes[i - 1] == b'b' => {
            let hashes = bytes[i + 1..].iter().take_while(|b| **b == b'#').count();
            let open = i + 1 + hashes;
            if bytes.get(open) != Some(&b'"') {
                return None;
            }
            let closing = [b"\"".as_slice(), &b"#".repeat(hashes)].concat();
            let length = bytes[open + 1..].windows(closing.len()).position(|w| w == closing)?;
            Some((open + 1, open + 1 + length + hashes))
        }
        // A character, not a lifetime: `'x'`, `'\n'`, `'é'`.
        b'\'' => {
            if bytes.get(i + 1) == Some(&b'\\') {
                let length = bytes[i + 3..].iter().position(|b| *b == b'\'')?;
                return Some((i + 1, i + 3 + length));
            }
            let length = bytes[i + 1..].iter().take(6).position(|b| *b == b'\'')?;
            let inside = std::str::from_utf8(&bytes[i + 1..i + 1 + length]).ok()?;
            (inside.chars().count() == 1).then_some((i + 1, i + 1 + length))
        }
        _ => None,
    }
}

/// Whether a file holds nothing but tests.
pub fn is_test_file(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/") || path.ends_with("/fixture.rs")
}

/// Text without `#[cfg(test)]` items; expects text that is blanked of comments and strings.
pub fn without_tests(code: &str) -> String {
    let mut out = code.to_owned();
    while let Some(at) = out.find("#[cfg(test)]") {
        let rest = &out[at..];
        // Up to the end of the item: a semicolon, or the brace that closes the first one.
        let mut depth = 0_usize;
        let mut end = rest.len();
        for (i, c) in rest.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        end = i + 1;
                        break;
                    }
                }
                ';' if depth == 0 => {
                    end = i + 1;
                    break;
                }
                _ => {}
            }
        }
        let gone: String =
            rest[..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
        out.replace_range(at..at + end, &gone);
    }
    out
}
