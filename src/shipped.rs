//! The files that are part of the program: what the browser needs, and the data to start with.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use rust_embed::RustEmbed;

use crate::domain::clock::{StatuteError, Statutes};
use crate::domain::problem::Questions;

#[derive(RustEmbed)]
#[folder = "assets/"]
struct Assets;

#[derive(RustEmbed)]
#[folder = "data/"]
struct Data;

/// A file with the start of its SHA-256, which stands in its public address.
#[derive(Debug, Clone)]
pub struct File {
    /// The bytes.
    pub bytes: Cow<'static, [u8]>,
    /// The first 12 hexadecimal digits of the SHA-256.
    pub hash: String,
}

static FILES: LazyLock<HashMap<String, File>> = LazyLock::new(|| {
    let assets = Assets::iter().filter_map(|name| Some((name.to_string(), Assets::get(&name)?)));
    let data = Data::iter().filter_map(|name| Some((format!("data/{name}"), Data::get(&name)?)));
    assets
        .chain(data)
        .map(|(name, file)| {
            let mut hash = data_encoding::HEXLOWER.encode(&file.metadata.sha256_hash());
            hash.truncate(12);
            (name, File { bytes: file.data, hash })
        })
        .collect()
});

/// A file by its name: `css/site.css`, `data/offices.csv`.
#[must_use]
pub fn file(name: &str) -> Option<&'static File> {
    FILES.get(name)
}

/// The text of a shipped file; empty when there is none of that name.
#[must_use]
pub fn text(name: &str) -> &'static str {
    FILES.get(name).and_then(|file| std::str::from_utf8(&file.bytes).ok()).unwrap_or_default()
}

/// The public address of a file: changes whenever the file does, so that browsers may keep it for ever.
#[must_use]
pub fn address(name: &str) -> String {
    FILES
        .get(name)
        .map_or_else(|| format!("/assets/-/{name}"), |file| format!("/assets/{}/{name}", file.hash))
}

/// The files of rules that ship, by their names, in the order of these.
#[must_use]
pub fn statute_files() -> Vec<(&'static str, &'static str)> {
    let names = FILES.keys().map(String::as_str);
    let mut names: Vec<&str> = names
        .filter(|name| name.starts_with("data/statutes/") && name.ends_with(".toml"))
        .collect();
    names.sort_unstable();
    names.into_iter().map(|name| (name, text(name))).collect()
}

/// The sets of rules that ship; none of them where a file has a fault, which is logged.
#[must_use]
pub fn statutes() -> &'static Statutes {
    static STATUTES: LazyLock<Statutes> = LazyLock::new(|| {
        Statutes::parse(statute_files()).unwrap_or_else(|error: StatuteError| {
            tracing::error!(%error, "a file of rules cannot be read; no case has a clock");
            Statutes::default()
        })
    });
    &STATUTES
}

/// The questions that belong to the problems at an office; none where the file has a fault, which is logged.
#[must_use]
pub fn questions() -> &'static Questions {
    static QUESTIONS: LazyLock<Questions> = LazyLock::new(|| {
        Questions::parse(text("data/problems.toml")).unwrap_or_else(|error| {
            tracing::error!(%error, "no report is asked any questions");
            Questions::default()
        })
    });
    &QUESTIONS
}
